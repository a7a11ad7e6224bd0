"""Dialogs, each in a file of its own and imported when it is first asked for."""
