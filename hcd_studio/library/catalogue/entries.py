"""What of a workshop the catalogue knows: one entry for each thing that somebody might search for or cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.columns import columns, from_flat
from hcd_studio.fields import Id
from hcd_studio.records import (
    KINDS,
    Claim,
    Decision,
    Feeling,
    Idea,
    Journey,
    Link,
    Need,
    Note,
    Pain,
    Persona,
    Record,
    Requirement,
    Stage,
    Step,
    Theme,
)
from hcd_studio.snapshot import Snapshot

SEARCHED = (Note, Pain, Theme, Need, Requirement, Idea, Decision, Claim, Persona)
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: its words in both languages, its citation, where it stands, what is known of it."""

    record: Id
    kind: str
    ref: str
    words: Words
    step: Words = Words()
    severity: int | None = None
    weight: int | None = None
    barriers: tuple[str, ...] = ()
    persona: str = ""
    confidence: str = ""
    review_by: str = ""
    voice: Words = Words()


def entries(snapshot: Snapshot) -> Iterator[Entry]:
    """Every entry of a workshop, in the order of its kinds."""
    steps = {step.id: step.title for step in snapshot.all(Step)}
    personas = _personas(snapshot)
    heard = _voices(snapshot)
    for kind in SEARCHED:
        for record in snapshot.all(kind):
            words = _words(record)
            if words:
                step = getattr(record, "step", "")
                yield Entry(
                    record.id,
                    record.table,
                    getattr(record, "ref", ""),
                    Words(words.en[:LONGEST], words.cy[:LONGEST]),
                    steps.get(step, Words()),
                    getattr(record, "severity", None),
                    _weight(record),
                    tuple(getattr(record, "barriers", ())),
                    record.name if isinstance(record, Persona) else personas.get(step, ""),
                    getattr(record, "confidence", ""),
                    getattr(record, "review_by", ""),
                    heard.get(record.id, Words()),
                )


def _voices(snapshot: Snapshot) -> dict[Id, Words]:
    """The first thing somebody said on which a pain, a theme or a need rests, word for word before in other words."""
    notes = {note.id: note for note in snapshot.all(Note)}
    heard: dict[Id, Note] = {}
    for owner, named in [
        *((link.source, link.target) for link in snapshot.all(Link) if link.kind not in ("same as", "done by")),
        *((note.theme, note.id) for note in notes.values() if note.theme),
    ]:
        note = notes.get(named)
        if note is not None and (owner not in heard or _directness(note) > _directness(heard[owner])):
            heard[owner] = note
    for pain in snapshot.all(Pain):
        if pain.id not in heard and pain.theme in heard:
            heard[pain.id] = heard[pain.theme]
    return {owner: _words(note) for owner, note in heard.items()}


def _directness(note: Note) -> tuple[bool, bool]:
    return note.kind == "quote", note.verbatim


def _weight(record: Record) -> int | None:
    """How much a pain weighs: severity by frequency by reach, where all three were judged."""
    if isinstance(record, Pain) and record.severity and record.frequency and record.reach:
        return record.severity * record.frequency * record.reach
    return None


def _personas(snapshot: Snapshot) -> dict[Id, str]:
    """Whose journey a step is on."""
    names = {persona.id: persona.name for persona in snapshot.all(Persona)}
    journeys = {journey.id: names.get(journey.persona, "") for journey in snapshot.all(Journey)}
    stages = {stage.id: journeys.get(stage.journey, "") for stage in snapshot.all(Stage)}
    return {step.id: stages.get(step.stage, "") for step in snapshot.all(Step)}


def _words(record: Record) -> Words:
    if isinstance(record, Note):
        if record.language == "cy":
            return Words(record.translation, record.text)
        return Words(record.text, record.translation)
    parts: list[Words] = [getattr(record, name) for name in _said(record.table)]
    if isinstance(record, Persona):
        parts.insert(0, Words(record.name, record.name))
    return Words(_joined(part.en for part in parts), _joined(part.cy for part in parts))


def _said(table: str) -> list[str]:
    return list(dict.fromkeys(column.field for column in columns(table).values() if column.side))


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def mean_feeling(snapshot: Snapshot) -> tuple[float | None, int]:
    """The mean of all feelings and how many there are."""
    values = [one.value for one in snapshot.all(Feeling) if one.value is not None]
    return (sum(values) / len(values) if values else None), len(values)


def snapshot_of(rows: Iterable[Mapping[str, Any]]) -> Snapshot:
    """A workshop from the lines of a publication; what fits no kind or column is left out."""
    records = []
    for row in rows:
        kind, id = row.get("kind"), row.get("id")
        if isinstance(kind, str) and kind in KINDS and isinstance(id, str):
            known = columns(kind)
            values = {name: _fitting(known[name].type, value) for name, value in row.items() if name in known}
            records.append(from_flat(kind, id, {name: value for name, value in values.items() if value is not None}))
    return Snapshot.of(records)


def _fitting(type: str, value: Any) -> Any:
    """A value as its column holds it; None for anything else, so that nothing odd gets in from outside."""
    match type:
        case "text":
            return value if isinstance(value, str) else None
        case "list":
            fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
            return tuple(value) if fits else None
        case "yes_no":
            return value if isinstance(value, bool) else None
        case "integer":
            return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53 else None
        case _:
            return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
