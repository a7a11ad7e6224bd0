"""What is missing in Welsh, counted in texts and words, and where the next of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hcd_studio.bilingual import Words
from hcd_studio.checks.parity import pairs_of
from hcd_studio.fields import Id
from hcd_studio.questions.baseline import COMPARED
from hcd_studio.session import Session


@dataclass(frozen=True)
class Gap:
    """One text that stands in one language only: where, which side is missing, how many words the other has."""

    record: Id
    field: str
    side: str
    words: int


def gaps(session: Session) -> Iterator[Gap]:
    """Every text of a pack that lacks one language, in the order of the pack."""
    for kind in COMPARED:
        fields = pairs_of(kind()) if kind else ()
        for record in session.all(kind):
            for field in fields:
                words: Words = getattr(record, field)
                if bool(words.en) != bool(words.cy):
                    yield Gap(record.id, field, "en" if words.cy else "cy", len((words.en or words.cy).split()))


def missing(session: Session) -> tuple[int, int]:
    """How many texts, and how many words, are missing in Welsh."""
    found = [one.words for one in gaps(session) if one.side == "cy"]
    return len(found), sum(found)


def next_missing(session: Session, after: Id) -> Gap | None:
    """The next gap after a record, from the beginning again at the end."""
    found = list(gaps(session))
    at = max((at + 1 for at, one in enumerate(found) if one.record == after), default=0)
    return found[at % len(found)] if found else None
