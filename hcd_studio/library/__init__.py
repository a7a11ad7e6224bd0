"""The library that copies and councils share: a folder of immutable, self-checking files, or an engine that keeps the same.

Two kinds that are never mixed. A *home* library holds whole logs of one council's sessions, so that copies come together
(`sync`). A *shared* one holds only what councils published: masked bundles without a log, and patterns (`publish`).
Nothing in it is trusted because of its name, nothing is ever deleted here because it is missing there, and every file
that is written has a new name. A driver is five calls (`driver`); everything above it is the same for all of them.
"""
