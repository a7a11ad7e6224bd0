"""Judgements that lose their ground: a checked pair whose texts changed, a link whose parent changed.

A judgement names the heads it was passed on. It stands as long as those heads stand; an undo that brings a text back
brings the judgement's ground back too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING

from hcd_studio.change import EditId
from hcd_studio.columns import columns, word_columns
from hcd_studio.fields import Id
from hcd_studio.reading import Head, said
from hcd_studio.records import KINDS, Link, Record
from hcd_studio.store.log import edit_of, heads_of_field, stands_for

if TYPE_CHECKING:
    from hcd_studio.session import Session

JUDGED = ("checked", "approved")
MANY = 200
"""From so many links on, their confirmations are read in one go."""


class Judgements:
    """Which judgements lost their ground, kept from one asking to the next.

    Whatever is shown, kept or merged says whom it touched; only judgements on those are passed again, when next asked.
    What a draft shows is touched once more when it is kept, since only then the log knows of it.
    """

    def __init__(self, session: Session):
        self._session = session
        self._stale: dict[Id, tuple[str, ...]] = {}
        self._pairs: frozenset[tuple[Id, str]] | None = None
        self._suspect: set[Id] = set()
        self._judged: dict[Id, Head | None] = {}
        self._touched: set[Id] | None = None

    @property
    def stale(self) -> frozenset[tuple[Id, str]]:
        """(record, field) of every checked or approved pair one side of which changed since."""
        self._settle()
        if self._pairs is None:
            self._pairs = frozenset((id, name) for id, names in self._stale.items() for name in names)
        return self._pairs

    @property
    def suspect(self) -> AbstractSet[Id]:
        """Links whose parent's words changed after they were confirmed; changes with the session, so copy what you keep."""
        self._settle()
        return self._suspect

    def touch(self, ids: Iterable[Id]) -> None:
        """Something was said of these records."""
        if self._touched is not None:
            self._touched.update(ids)

    def _settle(self) -> None:
        if self._touched is None:
            self._judge_all()
        elif self._touched:
            self._judge_again(self._touched)
        self._touched = set()

    def _judge_all(self) -> None:
        bench = _Bench(self._session)
        for records in self._session.records.values():
            for record in records.values():
                self._judge_pairs(bench, record.id, record)
        self._judge_links(bench, self._session.all(Link))

    def _judge_again(self, touched: AbstractSet[Id]) -> None:
        session = self._session
        bench = _Bench(session)
        links: dict[Id, Link] = {}
        for id in touched:
            record = session.find(id)
            self._judge_pairs(bench, id, record)
            self._judged.pop(id, None)
            if isinstance(record, Link):
                links[id] = record
            else:
                self._suspect.discard(id)
            links.update((link.id, link) for link in session.links.into(id))
        self._judge_links(bench, links.values())

    def _judge_pairs(self, bench: _Bench, id: Id, record: Record | None) -> None:
        stale = bench.stale(record) if record is not None else ()
        if stale:
            self._stale[id] = stale
            self._pairs = None
        elif self._stale.pop(id, None):
            self._pairs = None

    def _judge_links(self, bench: _Bench, links: Iterable[Link]) -> None:
        confirmed = []
        for link in links:
            self._suspect.discard(link.id)
            if link.confirmed:
                confirmed.append(link)
        unread = [link.id for link in confirmed if link.id not in self._judged]
        self._judged.update(bench.confirmations(unread))
        self._suspect.update(link.id for link in confirmed if not bench.stands(link, self._judged[link.id]))


class _Bench:
    """One sitting: what it read of a parent or an edit it does not read twice."""

    def __init__(self, session: Session):
        self._session = session
        self._prints: dict[Id, frozenset[EditId]] = {}
        self._roots: dict[EditId, EditId | None] = {}

    def stale(self, record: Record) -> tuple[str, ...]:
        """The pairs of a record that were judged and do not stand."""
        judged = [name for name in _pairs(record.table) if getattr(record, name).state in JUDGED]
        if not judged:
            return ()
        heads = self._session.store.all_heads(record.id)
        return tuple(name for name in judged if not self._pair_stands(heads, name))

    def _pair_stands(self, heads: Mapping[str, list[Head]], name: str) -> bool:
        judged = _top(heads.get(f"{name}_state", ()))
        if judged is None:
            return False
        now = {head.id for side in ("en", "cy") for head in said(heads.get(f"{name}_{side}", ()))}
        return self._same(now, judged)

    def confirmations(self, links: list[Id]) -> dict[Id, Head | None]:
        """The edit by which each link was confirmed, which names what it was judged on."""
        store = self._session.store
        if len(links) < MANY:
            return {id: _top(store.heads(id, "confirmed")) for id in links}
        found = heads_of_field(store.db, Link.table, "confirmed")
        return {id: _top(found.get(id, ())) for id in links}

    def stands(self, link: Link, judged: Head | None) -> bool:
        """Whether a link's parent still says what it said when the link was confirmed."""
        now = self._prints.get(link.target)
        if now is None:
            now = self._prints[link.target] = frozenset(_words(self._session, link.target))
        return judged is not None and self._same(now, judged)

    def _same(self, now: AbstractSet[EditId], judgement: Head) -> bool:
        """Whether what stands now is what was judged.

        That an undo's judgement names the one it brought back is left out, and so is an empty place that an undo left.
        """
        if now == set(judgement.seen):
            return True
        return self._resolved(now) == self._resolved(judgement.seen) - self._resolved([judgement.id])

    def _resolved(self, ids: Iterable[EditId]) -> set[EditId]:
        return {root for id in ids if (root := self._root(id)) is not None}

    def _root(self, id: EditId) -> EditId | None:
        """The edit that an edit stands for; None for an empty place."""
        if id not in self._roots:
            store = self._session.store
            root = stands_for(store, id)
            found = edit_of(store, root)
            self._roots[id] = root if found is None or found[0].value != "" else None
        return self._roots[id]


@cache
def _pairs(kind: str) -> tuple[str, ...]:
    return tuple(sorted({column.field for column in columns(kind).values() if column.side}))


def _top(heads: Iterable[Head]) -> Head | None:
    return max(heads, key=lambda head: head.order, default=None)


def _words(session: Session, id: Id) -> set[EditId]:
    kind = session.kind_of(id)
    heads = session.store.all_heads(id) if kind in KINDS else {}
    return {head.id for name in (word_columns(kind) if heads else ()) for head in said(heads.get(name, ()))}
