"""What every record has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hcd_studio.fields import Id, refers
from hcd_studio.speech import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: an id, where its text was copied from, and the import or pattern it came with."""

    table: ClassVar[str] = ""
    english: ClassVar[str] = ""
    welsh: ClassVar[str] = ""
    letter: ClassVar[str] = ""

    id: Id = ""
    origin: Id = refers()
    provenance: Id = refers("provenance")

    @classmethod
    def term(cls) -> Message:
        """The kind's name as a message."""
        return Message(cls.english)
