"""Readers of other people's files: pure, without window, session or database. Every reading is a dry run.

`detect.read(path)` chooses the reader by content, `detect.read_text(text, html)` reads what was pasted; `found` says what
they find. Nothing is imported here, so that a verb may know what a reading is without loading every reader.
"""
