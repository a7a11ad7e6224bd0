"""The trace matrix: each requirement with the needs, pain points and voices that it rests on, and by what it is tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hcd_studio.fields import Id
from hcd_studio.questions.coverage import source
from hcd_studio.questions.trail import is_hidden
from hcd_studio.records import Criterion, Link, Measure, Need, Note, Pain, Participant, Record, Requirement, UseCase
from hcd_studio.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement: what it rests on by kind, how many independent sources, what tests it, whether a link is suspect."""

    requirement: Requirement
    needs: tuple[Id, ...]
    usecases: tuple[Id, ...]
    pains: tuple[Id, ...]
    notes: tuple[Id, ...]
    sources: int
    criteria: tuple[Id, ...]
    measures: tuple[Id, ...]
    suspect: bool


def matrix(snapshot: Snapshot) -> tuple[Row, ...]:
    """A row for each requirement, in order; words of people who withdrew are no voice."""
    down: dict[Id, list[Link]] = {}
    for link in snapshot.all(Link):
        if link.kind != "same as":
            down.setdefault(link.source, []).append(link)
    withdrawn = any(one.withdrawn for one in snapshot.all(Participant))
    notes = [note for note in snapshot.all(Note) if not (withdrawn and is_hidden(snapshot, note))]
    behind = {note.id: source(note) for note in notes if note.strength != "assumption"}
    kinds = [_Kind(records) for records in (snapshot.all(Need), snapshot.all(UseCase), snapshot.all(Pain), notes)]
    reach = _Reach(down, (one.id for kind in (Need, Pain) for one in snapshot.all(kind)))
    made = []
    for requirement in snapshot.all(Requirement):
        beneath = reach.of(requirement.id)
        needs, usecases, pains, heard = (kind.among(beneath) for kind in kinds)
        made.append(
            Row(
                requirement, needs, usecases, pains, heard, len({behind[id] for id in heard if id in behind}),
                tuple(one.id for one in snapshot.by(Criterion, "parent")[requirement.id]),
                tuple(one.id for one in snapshot.by(Measure, "parent")[requirement.id]),
                any(link.id in snapshot.suspect for link in down.get(requirement.id, ())),
            )
        )  # fmt: skip
    return tuple(made)


DEEP = 20
"""Chains longer than this are walked, not worked out part by part."""


class _Kind:
    """The records of one kind, to be picked out of many ids in their order."""

    def __init__(self, records: Iterable[Record]):
        self._ids = [one.id for one in records]
        self._place = {id: at for at, id in enumerate(self._ids)}
        self._all = frozenset(self._ids)

    def among(self, ids: frozenset[Id]) -> tuple[Id, ...]:
        """Those of this kind, in order."""
        places = sorted([self._place[id] for id in ids & self._all])
        return tuple([self._ids[at] for at in places])


class _Reach:
    """Everything below a record, worked out once for each need and pain point; a circle ends where it began."""

    def __init__(self, down: Mapping[Id, list[Link]], shared: Iterable[Id]):
        self._down = down
        self._shared = set(shared)
        self._known: dict[Id, frozenset[Id]] = {}

    def of(self, id: Id, deep: int = 0) -> frozenset[Id]:
        """The ids below a record."""
        known = self._known.get(id)
        if known is not None:
            return known
        self._shared.discard(id)  # a circle that comes back here walks on, step by step
        found: set[Id] = set()
        waiting = [id]
        while waiting:
            for link in self._down.get(waiting.pop(), ()):
                if link.target not in found:
                    found.add(link.target)
                    below = self._known.get(link.target)
                    if below is None and link.target in self._shared and deep < DEEP:
                        below = self.of(link.target, deep + 1)
                    if below is None:
                        waiting.append(link.target)
                    else:
                        found |= below
        self._known[id] = frozenset(found)
        return self._known[id]
