"""A workshop at one moment: frozen records that questions, layout and exports read, safe on any thread."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from hcd_studio.fields import Id
from hcd_studio.index import By, Index, Links
from hcd_studio.records import KINDS, Record, Workshop

R = TypeVar("R", bound=Record)
MANY = 8
"""Where more than one record in so many changed, all are sorted again; fewer are put in their places one by one."""


def in_order(records: Iterable[R]) -> tuple[R, ...]:
    """Records by rank, equal ranks by id: the one order that every reader uses."""
    return tuple(sorted(records, key=_place))


def _place(record: Record) -> tuple[str, Id]:
    return getattr(record, "rank", ""), record.id


class KeptOrder:
    """The records of one kind in order, kept so while they come, change and go: a change costs its own place, not a sort."""

    def __init__(self, records: Mapping[Id, Record]):
        self._records = records
        self._row: list[Record] = []
        self._places: list[tuple[str, Id]] = []
        self._before: dict[Id, Record | None] = {}
        self._sort()

    def touched(self, id: Id, before: Record | None) -> None:
        """A record is about to become another one, to come or to go; `before` is what it is now."""
        self._before.setdefault(id, before)

    def all(self) -> tuple[Record, ...]:
        """Every record, in order."""
        if len(self._before) * MANY > len(self._row):
            self._sort()
        elif self._before:
            for id, before in self._before.items():
                self._mend(before, self._records.get(id))
            self._ordered = tuple(self._row)
        self._before.clear()
        return self._ordered

    def _sort(self) -> None:
        self._ordered = in_order(self._records.values())
        self._row = list(self._ordered)
        self._places = [_place(record) for record in self._row]

    def _mend(self, before: Record | None, after: Record | None) -> None:
        if before is not None:
            at = bisect_left(self._places, _place(before))
            if after is not None and _place(after) == self._places[at]:
                self._row[at] = after
                return
            del self._row[at], self._places[at]
        if after is not None:
            at = bisect_left(self._places, _place(after))
            self._row.insert(at, after)
            self._places.insert(at, _place(after))


@dataclass(frozen=True)
class Snapshot:
    """All living records by kind, with what the log knows beside them.

    `versions` counts the texts that stand on a field where copies wrote at once (two or more);
    `stale` names bilingual fields whose sides changed after the pair was checked;
    `suspect` names links whose parent changed after they were confirmed;
    `ordered` holds what is known to stand in order already;
    `index` is one that is kept in step with just these records, where there is one.
    """

    records: Mapping[str, Mapping[Id, Record]]
    versions: Mapping[tuple[Id, str], int] = field(default_factory=dict)
    stale: frozenset[tuple[Id, str]] = frozenset()
    suspect: AbstractSet[Id] = frozenset()
    index: Index | None = field(default=None, compare=False, repr=False)
    ordered: dict[str, tuple[Record, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Snapshot:
        """A snapshot of just these records, e.g. for a test or a preview."""
        kinds: dict[str, dict[Id, Record]] = {kind: {} for kind in KINDS}
        for record in records:
            kinds[record.table][record.id] = record
        return cls(kinds)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind, in order."""
        try:
            ordered = self.ordered[kind.table]
        except KeyError:
            ordered = self.ordered[kind.table] = in_order(self.records.get(kind.table, {}).values())
        return cast("tuple[R, ...]", ordered)

    def get(self, kind: type[R], id: Id) -> R | None:
        """The record of that kind and id, or None."""
        return cast("R | None", self.records.get(kind.table, {}).get(id))

    def find(self, id: Id) -> Record | None:
        """The record of that id, whatever its kind."""
        return next((kind[id] for kind in self.records.values() if id in kind), None)

    def by(self, kind: type[R], field: str) -> By[R]:
        """The records of a kind by what one of their fields names, e.g. the notes of each theme: `by(Note, "theme")`."""
        return self._index.by(kind, field)

    @property
    def links(self) -> Links:
        """Links by their two ends."""
        return self._index.links

    @cached_property
    def _index(self) -> Index:
        return self.index or Index(self.records)

    @cached_property
    def workshop(self) -> Workshop:
        """The workshop record; a blank one where the session has none yet."""
        return next(iter(self.all(Workshop)), Workshop())
