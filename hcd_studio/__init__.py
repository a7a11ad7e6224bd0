"""The workshop itself: records, changes, the session file. It knows no window and no file format but its own."""

__version__ = "0.1.0"
