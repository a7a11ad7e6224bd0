"""What people choose about a document before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hcd_studio.fields import Tier

if TYPE_CHECKING:
    from hcd_studio.snapshot import Snapshot

DocumentLanguage = Literal["cy", "en", "side", "tumble"]
"""Welsh, English, both side by side with the Welsh first, or Welsh from the front and English from the back."""

PAPERS = ("A0", "A1", "A2", "A3", "A4")


@dataclass(frozen=True, kw_only=True)
class House:
    """How a council's documents look: its name where the session has another, its colour, its logo."""

    name: str = ""
    colour: str = ""
    logo: Path | None = None


@dataclass(frozen=True)
class Reason:
    """Why a tender goes out although Welsh is missing, and who answers for it."""

    who: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Options:
    """What people choose about a document; each writer reads what concerns it.

    `formats` are those wanted of one kind of document, so that a writer of several does their common work once.
    """

    formats: tuple[str, ...] = ()
    language: DocumentLanguage = "en"
    audience: Tier = "council"
    paper: str = "A3"
    tiles: bool = False
    chapters: bool = False
    monochrome: bool = False
    made: date = field(default_factory=date.today)
    sections: tuple[str, ...] = ()
    """Sections of a pack by their keys; empty for all that its kind has."""
    house: House = House()
    others: tuple[Snapshot, ...] = ()
    """Sessions of other councils that a joint pack brings together with this one."""
    without_welsh: Reason | None = None
    """Who lets a pack go out although Welsh is missing, and why; it is printed."""
