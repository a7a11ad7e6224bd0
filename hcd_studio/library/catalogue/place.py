"""Where the catalogue of a library lies on this computer, and how it is thrown away when words in it were erased."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hcd_studio import home


def place_of(library: str) -> Path:
    """The file of the catalogue of the library with that id."""
    return home.folder("library", library) / "catalogue.db"


def throw_away(library: str) -> None:
    """Remove a catalogue; the next look at the library builds it again. One that is open elsewhere cleans itself then."""
    with suppress(OSError):
        place_of(library).unlink(missing_ok=True)
