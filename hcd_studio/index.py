"""Who names whom: the records of a kind by the record that one of their fields names, always in step with what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Generic, TypeVar, cast

from hcd_studio.fields import Id
from hcd_studio.records import Link, Record

R = TypeVar("R", bound=Record)


class By(Mapping[Id, tuple[R, ...]], Generic[R]):
    """The records of one kind by what one field names, each group in order; an empty id stands for those that name nothing.

    What nobody names gives an empty group. A record that is gone may still be named. `groups` holds the same in no order,
    for walks that need none: look, never touch.
    """

    def __init__(self, field: str, records: Iterable[R] = ()):
        self._named = attrgetter(field)
        self.groups: dict[Id, dict[Id, R]] = {}
        self._ordered: dict[Id, tuple[R, ...]] = {}
        for record in records:
            self.groups.setdefault(self._named(record), {})[record.id] = record

    def __getitem__(self, id: Id) -> tuple[R, ...]:
        found = self._ordered.get(id)
        if found is None:
            group = self.groups.get(id)
            if not group:
                return ()
            found = tuple(sorted(group.values(), key=lambda one: (getattr(one, "rank", ""), one.id)))
            self._ordered[id] = found
        return found

    def __contains__(self, id: object) -> bool:
        return id in self.groups

    def __iter__(self) -> Iterator[Id]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)

    def show(self, before: R | None, after: R | None) -> None:
        """A record came, changed or went."""
        if before is not None:
            id = self._named(before)
            group = self.groups[id]
            del group[before.id]
            if not group:
                del self.groups[id]
            self._ordered.pop(id, None)
        if after is not None:
            id = self._named(after)
            self.groups.setdefault(id, {})[after.id] = after
            self._ordered.pop(id, None)


class Links:
    """Links by their two ends."""

    def __init__(self, index: Index):
        self._index = index

    def out(self, id: Id) -> tuple[Link, ...]:
        """The links by which a record rests on others."""
        return self.by_source[id]

    def into(self, id: Id) -> tuple[Link, ...]:
        """The links by which others rest on a record."""
        return self.by_target[id]

    @property
    def by_source(self) -> By[Link]:
        """Links by the record that rests."""
        return self._index.by(Link, "source")

    @property
    def by_target(self) -> By[Link]:
        """Links by the record that is rested on."""
        return self._index.by(Link, "target")


class Index:
    """Every `By` that was asked for so far; one is built at its first use and kept in step from then on."""

    def __init__(self, records: Mapping[str, Mapping[Id, Record]]):
        self._records = records
        self._built: dict[str, dict[str, By[Record]]] = {}
        self.links = Links(self)

    def by(self, kind: type[R], field: str) -> By[R]:
        """The records of a kind by what one of their fields names, e.g. the notes of each theme: `by(Note, "theme")`."""
        built = self._built.setdefault(kind.table, {})
        found = built.get(field)
        if found is None:
            found = built[field] = By(field, self._records.get(kind.table, {}).values())
        return cast("By[R]", found)

    def show(self, kind: str, before: Record | None, after: Record | None) -> None:
        """A record came, changed or went: each `By` of its kind follows."""
        for by in self._built.get(kind, {}).values():
            by.show(before, after)
