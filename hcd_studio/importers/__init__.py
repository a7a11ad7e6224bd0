"""Readers of other people's files: pure, without window, session or database. Every reading is a dry run.

`read(path)` chooses the reader by content, `read_text(text, html)` reads what was pasted.
"""

from hcd_studio.importers.detect import read, read_text
from hcd_studio.importers.found import CannotRead, Found, FoundNote, Mapping

__all__ = ["CannotRead", "Found", "FoundNote", "Mapping", "read", "read_text"]
