"""What people choose about a document before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hcd_studio.fields import Tier

DocumentLanguage = Literal["cy", "en", "side"]
"""Welsh, English, or both side by side with the Welsh first."""

PAPERS = ("A0", "A1", "A2", "A3", "A4")


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
