"""What every record has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hcd_studio.fields import Id, Tier, choice, refers
from hcd_studio.speech import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: an id, where its text was copied from, and the import or pattern it came with.

    A kind with a `key` holds at most one record for each value of these fields: its id follows from them, so copies that
    wrote the same thing at once wrote one record. `travels` is the widest audience that may see the kind at all.
    """

    table: ClassVar[str] = ""
    english: ClassVar[str] = ""
    welsh: ClassVar[str] = ""
    letter: ClassVar[str] = ""
    key: ClassVar[tuple[str, ...]] = ()
    travels: ClassVar[Tier] = "council"

    id: Id = ""
    origin: Id = refers()
    provenance: Id = refers("provenance")
    lifted: str = choice()

    @classmethod
    def term(cls) -> Message:
        """The kind's name as a message."""
        return Message(cls.english)
