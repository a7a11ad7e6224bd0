"""The evidence trail: down from any record to the voices it rests on, and up to what rests on it, circles or not.

A link says that its source rests on its target; "same as" and "done by" say nothing of the sort. A criterion and a measure
rest on their parent, an actual result on its measure, a supplier's answer on its requirement and a score on the answer; a
theme rests on its notes, a persona on its claims. A pain point does not rest on its theme: being grouped is no evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from hcd_studio.fields import Id
from hcd_studio.records import (
    KINDS,
    Actual,
    Claim,
    Criterion,
    Evaluation,
    Link,
    Measure,
    Note,
    Pain,
    Participant,
    Persona,
    Record,
    Response,
    Theme,
)
from hcd_studio.snapshot import Snapshot, in_order

ORDER = (
    "note", "theme", "claim", "persona", "pain", "idea", "need", "usecase", "requirement", "criterion", "measure", "actual",
    "weight", "response", "evaluation", "decision", "action",
)  # fmt: skip
"""The kinds of a trail, from voices up."""

MANY = 8
"""From so large a share of a kind on (1 in 8), all of it is read in order rather than a part put in order."""

BESIDE = ("same as", "done by")
"""Kinds of link that are no evidence."""

PARENTS: tuple[tuple[type[Record], str], ...] = (
    (Criterion, "parent"),
    (Measure, "parent"),
    (Actual, "measure"),
    (Response, "requirement"),
    (Evaluation, "response"),
)
"""Kinds that rest on what one of their fields names."""

PARTS: tuple[tuple[type[Record], str, type[Record]], ...] = ((Note, "theme", Theme), (Claim, "persona", Persona))
"""Kinds on which rests what one of their fields names."""

Next = tuple[Id, Link | None]
"""A record next to another, and the link that leads there; none where a field does."""


class Knot(NamedTuple):
    """One record of a trail, how many steps away it is (0: here), and whether what it rests on changed since."""

    record: Record
    steps: int = 0
    suspect: bool = False

    @property
    def here(self) -> bool:
        """Whether the trail was asked of this record."""
        return self.steps == 0


def trail(snapshot: Snapshot, id: Id) -> tuple[Knot, ...]:
    """A record, everything it rests on and everything that rests on it: by kind, nearest first, then in order.

    Words of people who withdrew are not in it.
    """
    here = snapshot.find(id)
    if here is None:
        return ()
    suspect: set[Id] = set()
    found = {**_walk(_Down(snapshot), id, suspect), **_walk(_Up(snapshot), id, suspect)}
    withdrawn = any(person.withdrawn for person in snapshot.all(Participant))
    knots = [] if here.table in ORDER else [Knot(here, 0, id in suspect)]
    for table in ORDER:
        row = _in_order(snapshot, table, found)
        if withdrawn and table == Note.table:
            row = [one for one in row if one.id == id or not is_hidden(snapshot, one)]
        row.sort(key=lambda one: found[one.id])
        knots += [Knot(one, found[one.id], one.id in suspect) for one in row]
    return tuple(knots)


def _in_order(snapshot: Snapshot, table: str, found: Mapping[Id, int]) -> list[Record]:
    """The records of one kind among those that were found; where they are many, the order that is kept is read."""
    records = snapshot.records.get(table, {})
    if len(found) * MANY > len(records):
        return [one for one in snapshot.all(KINDS[table]) if one.id in found]
    return list(in_order([one for id in found if (one := records.get(id))]))


def below(snapshot: Snapshot, id: Id) -> dict[Id, int]:
    """What a record rests on, and by how many steps; the record itself is 0 steps away."""
    return _walk(_Down(snapshot), id)


def above(snapshot: Snapshot, id: Id) -> dict[Id, int]:
    """What rests on a record, and by how many steps; the record itself is 0 steps away."""
    return _walk(_Up(snapshot), id)


def resting_on(snapshot: Snapshot, ids: Iterable[Id]) -> set[Id]:
    """Everything that rests on any of these records, found in one walk; they themselves only where they rest on another."""
    return _reached(_Up(snapshot), ids)


def held_by(snapshot: Snapshot, ids: Iterable[Id]) -> set[Id]:
    """Everything that any of these records rests on, found in one walk."""
    return _reached(_Down(snapshot), ids)


def voices(snapshot: Snapshot, id: Id) -> tuple[Note, ...]:
    """The notes that a record rests on, nearest first, then in order; those of people who withdrew are left out."""
    notes = snapshot.records.get(Note.table, {})
    found = [(steps, notes[other]) for other, steps in below(snapshot, id).items() if other in notes]
    found.sort(key=lambda one: (one[0], getattr(one[1], "rank", ""), one[1].id))
    return tuple(note for _, note in found if isinstance(note, Note) and not is_hidden(snapshot, note))


def pains_of(snapshot: Snapshot, note: Id) -> tuple[Pain, ...]:
    """The pain points that a note is linked to, whichever way: the most severe first, then in order."""
    pains = snapshot.records.get(Pain.table, {})
    if not pains:
        return ()
    links = snapshot.links
    ends = {
        *(link.target for link in links.out(note)),
        *(link.source for link in links.into(note)),
    }
    found = [pain for id in ends if isinstance(pain := pains.get(id), Pain)]
    return tuple(sorted(found, key=lambda pain: (-(pain.severity or 0), pain.rank, pain.id)))


def is_hidden(snapshot: Snapshot, record: Record) -> bool:
    """Whether somebody who withdrew said this, or the record that it was copied from."""
    seen: set[Id] = set()
    at: Record | None = record
    while at is not None and at.id not in seen:
        person = getattr(at, "participant", "")
        if person and getattr(snapshot.get(Participant, person), "withdrawn", False):
            return True
        seen.add(at.id)
        at = snapshot.find(at.origin) if at.origin else None
    return False


class _Way:
    """One direction of the trail: the step from a record to those next to it."""

    def __init__(self, snapshot: Snapshot):
        self.suspect = snapshot.suspect
        self._find = snapshot.find
        self._there = [records for table in ORDER if (records := snapshot.records.get(table))]

    def next(self, id: Id) -> list[Next]:
        """The records next to one; what was removed holds nothing together."""
        found = self._near(id)
        if not found:
            return found
        for records in self._there:
            if id in records:
                return found
        return found if self._find(id) is not None else []

    def _near(self, id: Id) -> list[Next]:
        raise NotImplementedError


class _Down(_Way):
    """From a record to what it rests on."""

    def __init__(self, snapshot: Snapshot):
        super().__init__(snapshot)
        self._links = snapshot.links.by_source.groups
        self._notes = snapshot.records.get(Note.table, {})
        self._wholes = [(snapshot.records.get(of.table, {}), snapshot.by(kind, field)) for kind, field, of in PARTS]
        parents = [(snapshot.records.get(kind.table, {}), field) for kind, field in PARENTS]
        self._parents = [(records, field) for records, field in parents if records]

    def _near(self, id: Id) -> list[Next]:
        found = _linked(self._links.get(id), TARGET)
        if id in self._notes:
            return found
        for records, field in self._parents:
            if id in records and (parent := getattr(records[id], field)):
                found.append((parent, None))
        for wholes, by in self._wholes:
            if id in wholes:
                found += [(part.id, None) for part in by[id]]
        return found


class _Up(_Way):
    """From a record to what rests on it."""

    def __init__(self, snapshot: Snapshot):
        super().__init__(snapshot)
        self._links = snapshot.links.by_target.groups
        parts = [
            (snapshot.records.get(kind.table, {}), field, snapshot.records.get(of.table, {}))
            for kind, field, of in PARTS
        ]
        self._parts = [part for part in parts if part[0] and part[2]]
        self._children = [groups for kind, field in PARENTS if (groups := snapshot.by(kind, field).groups)]

    def _near(self, id: Id) -> list[Next]:
        found = _linked(self._links.get(id), SOURCE)
        for parts, field, wholes in self._parts:
            if id in parts and (whole := getattr(parts[id], field)) in wholes:
                found.append((whole, None))
        for groups in self._children:
            if id in groups:
                found += [(child, None) for child in groups[id]]
        return found


SOURCE, TARGET = attrgetter("source"), attrgetter("target")


def _linked(links: Mapping[Id, Link] | None, end: Callable[[Link], Id]) -> list[Next]:
    return [(end(link), link) for link in links.values() if link.kind not in BESIDE] if links else []


def _walk(way: _Way, start: Id, suspect: set[Id] | None = None) -> dict[Id, int]:
    """Everything that is reached, nearest first, with its steps; adds to `suspect` who rests on something that changed."""
    found = {start: 0}
    ring, steps = [start], 0
    doubtful = way.suspect if suspect is not None else frozenset[Id]()
    while ring:
        steps += 1
        outer: list[Id] = []
        for at in ring:
            for other, link in way.next(at):
                if link is not None and suspect is not None and link.id in doubtful:
                    suspect.add(link.source)
                if other not in found:
                    found[other] = steps
                    outer.append(other)
        ring = outer
    return found


def _reached(way: _Way, ids: Iterable[Id]) -> set[Id]:
    found: set[Id] = set()
    seen = set(ids)
    waiting = list(seen)
    while waiting:
        for other, _ in way.next(waiting.pop()):
            found.add(other)
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return found
