"""Cards: what a library shows of a session before anybody opens it. No word of a participant, no name of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.columns import columns
from hcd_studio.fields import Id
from hcd_studio.records import Need, Note, Pain, Participant, Requirement, Theme, Workshop
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message

COUNTED = (Participant, Note, Theme, Pain, Need, Requirement)
LONGEST = 400


@dataclass(frozen=True)
class Card:
    """A session as the library lists it."""

    session: Id
    title: Words = Words()
    council: str = ""
    service: str = ""
    date: str = ""
    method: str = ""
    contact: str = ""
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    kind: str = "home"

    def language_state(self) -> Message:
        """How far both languages are there, in words."""
        total = sum(self.states.values())
        return Message(
            "Welsh and English: {checked} of {total} texts checked, {missing} missing in one language",
            checked=self.states.get("checked", 0), total=total, missing=self.states.get("missing", 0),
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """The card as an object of the library holds it, and as the command prints it."""
        return {
            "session": self.session, "title": {"en": self.title.en, "cy": self.title.cy}, "council": self.council,
            "service": self.service, "date": self.date, "method": self.method, "contact": self.contact,
            "languages": list(self.languages), "keywords": list(self.keywords), "counts": dict(self.counts),
            "states": dict(self.states), "kind": self.kind,
        }  # fmt: skip


def card_of(snapshot: Snapshot, session: Id) -> dict[str, Any]:
    """The card of a session as it stands."""
    workshop = snapshot.workshop
    return Card(
        session=session,
        title=workshop.title,
        council=workshop.council,
        service=workshop.service,
        date=workshop.date,
        method=workshop.method,
        contact=workshop.contact,
        languages=workshop.languages,
        keywords=workshop.keywords,
        counts={kind.table: n for kind in COUNTED if (n := len(snapshot.all(kind)))},
        states=states_of(snapshot),
    ).as_json()


def states_of(snapshot: Snapshot) -> dict[str, int]:
    """How many texts of a workshop are missing in one language, wait to be checked, or are checked."""
    found: Counter[str] = Counter()
    for kind, records in snapshot.records.items():
        names = sorted({column.field for column in columns(kind).values() if column.side})
        for record in records.values():
            for name in names:
                words: Words = getattr(record, name)
                if words:
                    found[words.shown((record.id, name) in snapshot.stale)] += 1
    return dict(found)


def read_card(found: Any) -> Card:
    """A card from whatever stands in a library: only what fits, and no longer than a card's words are."""
    if not isinstance(found, Mapping):
        return Card("")
    title = found.get("title")
    title = title if isinstance(title, Mapping) else {}
    return Card(
        session=_text(found.get("session"))[:32],
        title=Words(_text(title.get("en")), _text(title.get("cy"))),
        council=_text(found.get("council")),
        service=_text(found.get("service")),
        date=_text(found.get("date"))[:10],
        method=_text(found.get("method")),
        contact=_text(found.get("contact")),
        languages=_texts(found.get("languages")),
        keywords=_texts(found.get("keywords")),
        counts=_counts(found.get("counts")),
        states=_counts(found.get("states")),
        kind="shared" if found.get("kind") == "shared" else "home",
    )


def _text(found: Any) -> str:
    return found[:LONGEST] if isinstance(found, str) else ""


def _texts(found: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in found[:50] if isinstance(one, str)) if isinstance(found, list) else ()


def _counts(found: Any) -> dict[str, int]:
    if not isinstance(found, Mapping):
        return {}
    return {_text(name): n for name, n in list(found.items())[:50] if isinstance(n, int) and 0 <= n < 2**31}


def workshop_text(workshop: Workshop) -> str:
    """The service of a workshop as councils compare it."""
    return " ".join(workshop.service.split()).casefold()
