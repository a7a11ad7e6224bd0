"""Whose voices there are: who was heard, on how many independent sources each record rests, and what rests on nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from hcd_studio.columns import title_of
from hcd_studio.fields import STRENGTHS, Id, Tier
from hcd_studio.questions.suppression import SMALL, suppression
from hcd_studio.questions.trail import held_by, is_hidden, resting_on, voices
from hcd_studio.records import (
    Criterion,
    Feeling,
    Lane,
    Need,
    Note,
    Pain,
    Participant,
    ParticipantGroup,
    Record,
    Requirement,
    Step,
    Vote,
)
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message

Place = tuple[Id, Id]
"""A cell by its step and its lane; an empty id stands for unplaced."""


# Who was heard


@dataclass(frozen=True, slots=True)
class Heard:
    """How many of a group were in the room and how many of them said something; None where too few to be told."""

    group: ParticipantGroup
    present: int | None
    heard: int | None
    of: int
    missing: bool
    """Whether the room lacks at least one person for their share of the population."""

    @property
    def share(self) -> float | None:
        """Their share of the room, in per cent as that of the population."""
        return None if self.present is None or not self.of else 100 * self.present / self.of


def heard(snapshot: Snapshot, *, audience: Tier = "room", least: int = SMALL) -> tuple[Heard, ...]:
    """Each group of the workshop against its share of the population; people who withdrew are not in the room.

    Notes, feelings and votes are ways to be heard.
    """
    rule = suppression(audience, least)
    people = [person for person in snapshot.all(Participant) if not person.withdrawn]
    spoke = {
        *(one.participant for one in snapshot.all(Note)),
        *(one.participant for one in snapshot.all(Feeling) if one.value is not None),
        *(one.participant for one in snapshot.all(Vote)),
    }
    of = {group: [one for one in people if belongs(one, group)] for group in snapshot.all(ParticipantGroup)}
    parts = {group.id: len(theirs) for group, theirs in of.items() if group.counts == "members"}
    told = rule.together({**parts, "": len(people) - sum(parts.values())})  # whoever is in a group is in one only
    found = []
    for group, theirs in of.items():
        missing = bool(people) and (group.share or 0) / 100 * len(people) - len(theirs) >= 1 - 1e-9
        rest = rule.tells(len(people) - len(theirs))
        present = told[group.id] if group.id in told else rule.told(len(theirs)) if rest else None
        speaking = rule.told(sum(person.id in spoke for person in theirs)) if present is not None else None
        if speaking is not None and not rule.tells(len(theirs) - speaking):
            speaking = None  # those who kept silent would be the difference
        found.append(Heard(group, present, speaking, len(people), missing))
    return tuple(found)


def belongs(person: Participant, group: ParticipantGroup) -> bool:
    """Whether a person counts for a group."""
    if group.counts == "speaks Welsh":
        return "cy" in person.languages
    if group.counts == "has an access need":
        return bool(person.access_needs)
    return person.group == group.id


# What each record rests on


@dataclass(frozen=True, slots=True)
class Evidence:
    """The notes that a record rests on and how many independent sources said them; assumptions are no source."""

    notes: int = 0
    sources: int = 0
    assumptions: int = 0
    strength: str = ""
    """The word of `STRENGTHS` that holds for all of it; empty where there is nothing."""


NOTHING = Evidence()


def evidence(snapshot: Snapshot, id: Id) -> Evidence:
    """What one record rests on."""
    return weigh(voices(snapshot, id))


def sources(snapshot: Snapshot) -> dict[Id, int]:
    """On how many independent sources each record rests, for all at once; what rests on none is left out."""
    said: dict[tuple[str, Id], list[Id]] = {}
    for note in snapshot.all(Note):
        if note.strength != "assumption" and not is_hidden(snapshot, note):
            said.setdefault(source(note), []).append(note.id)
    return dict(Counter(id for notes in said.values() for id in resting_on(snapshot, notes)))


def source(note: Note) -> tuple[str, Id]:
    """Who is behind a note: two notes of one person are one source, and so are two of one table without codes, or of nobody."""
    return ("person", note.participant) if note.participant else ("table", note.room_table)


def weigh(notes: Iterable[Note]) -> Evidence:
    """Notes as evidence."""
    said: list[Note] = []
    assumed = 0
    for note in notes:
        if note.strength == "assumption":
            assumed += 1
        else:
            said.append(note)
    if not said:
        return Evidence(assumptions=assumed, strength="assumption") if assumed else NOTHING
    behind = len({source(note) for note in said})
    shown = [note.strength for note in said if note.strength in ("observed", "measured")]
    heard_of = "several voices" if behind > 1 else "single voice"
    return Evidence(len(said), behind, assumed, max([heard_of, *shown], key=STRENGTHS.index))


def cell_strengths(snapshot: Snapshot) -> dict[Place, Evidence]:
    """What each cell of the map rests on; a step or lane that is gone counts as unplaced."""
    steps, lanes = snapshot.records.get(Step.table, {}), snapshot.records.get(Lane.table, {})
    cells: dict[Place, list[Note]] = {}
    for note in snapshot.all(Note):
        if not is_hidden(snapshot, note):
            place = (note.step if note.step in steps else "", note.lane if note.lane in lanes else "")
            cells.setdefault(place, []).append(note)
    return {place: weigh(notes) for place, notes in cells.items()}


# What rests on nothing

Lack = Literal[
    "pain without notes", "need without pains", "requirement without needs", "no criterion", "criterion alone"
]

LACKS: Mapping[Lack, str] = {
    "pain without notes": N_("{kind} “{title}” rests on no note."),
    "need without pains": N_("{kind} “{title}” rests on no pain point."),
    "requirement without needs": N_("{kind} “{title}” rests on no need."),
    "no criterion": N_("{kind} “{title}” has no acceptance criterion."),
    "criterion alone": N_("{kind} “{title}” belongs to nothing that is still there."),
}


@dataclass(frozen=True, slots=True)
class Orphan:
    """A record that lacks what it should rest on, or by which it could be tested."""

    record: Record
    lack: Lack

    def message(self) -> Message:
        """The finding in a sentence."""
        return Message(LACKS[self.lack], kind=self.record.term(), title=title_of(self.record))


def orphans(snapshot: Snapshot) -> tuple[Orphan, ...]:
    """Everything whose trail is broken, from voices up; what rests on something by way of others is none.

    A need is tested by its own criteria or by those of a requirement that rests on it; a requirement by its own alone.
    """
    notes = [note.id for note in snapshot.all(Note) if not is_hidden(snapshot, note)]
    steps: tuple[tuple[type[Record], Iterable[Id], Lack], ...] = (
        (Pain, notes, "pain without notes"),
        (Need, [one.id for one in snapshot.all(Pain)], "need without pains"),
        (Requirement, [one.id for one in snapshot.all(Need)], "requirement without needs"),
    )
    found: list[Orphan] = []
    for kind, roots, lack in steps:
        resting = resting_on(snapshot, roots)
        found += [Orphan(one, lack) for one in snapshot.all(kind) if one.id not in resting and _counts(one)]
    tested = {id for id in snapshot.by(Criterion, "parent") if id}
    by_others = held_by(snapshot, [one.id for one in snapshot.all(Requirement) if one.id in tested])
    judged = (*snapshot.all(Need), *snapshot.all(Requirement))
    found += [
        Orphan(one, "no criterion")
        for one in judged
        if _counts(one) and one.id not in tested and not (isinstance(one, Need) and one.id in by_others)
    ]
    there = {one.id for one in judged}
    found += [Orphan(one, "criterion alone") for one in snapshot.all(Criterion) if one.parent not in there]
    return tuple(found)


def _counts(record: Record) -> bool:
    """Whether a record is still pursued: what was parked or withdrawn lacks nothing."""
    return getattr(record, "status", "") not in ("parked", "withdrawn")


def by_strength(evidences: Iterable[Evidence]) -> dict[str, int]:
    """How many records or cells rest on evidence of each strength, the weakest first; nothing at all is the empty word."""
    counts = Counter(one.strength for one in evidences)
    return {strength: counts[strength] for strength in ("", *STRENGTHS) if counts[strength]}
