"""The only place where records are written: a draft exists inside one change and dies with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar, cast

from hcd_studio import ranks
from hcd_studio.bilingual import Words
from hcd_studio.change import ALIVE, ChangeId, Edit, EditId, clean, encode, sealed_edit, stem_of
from hcd_studio.columns import Column, columns, flat, from_flat, title_of, word_columns
from hcd_studio.fields import Id
from hcd_studio.reading import Head, content, is_alive, read, said, standing, versions
from hcd_studio.records import KINDS, Link, Record
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.log import standing_for, stands_for, weighed
from hcd_studio.values import checked

if TYPE_CHECKING:
    from hcd_studio.session import Session

R = TypeVar("R", bound=Record)
Prev = Mapping[str, tuple[EditId, ...]]
"""By column: the heads that stood there when its editor was opened."""


class Draft:
    """Edits in the making. Memory shows them at once; if the change fails, memory is put back.

    A text typed over a version that arrived meanwhile must become a second version, not an overwrite: pass `prev`, the
    heads when the editor was opened. Without it the edit replaces what stands now.
    """

    def __init__(self, session: Session, verb: str, undoes: ChangeId = b""):
        self.session = session
        self.verb = verb
        self.undoes = undoes
        self.hlc = session.clock.tick()
        self.edits: list[Edit] = []
        self.pictures: list[tuple[str, str, int, int, bytes]] = []
        self.poisoned = False
        self.before: dict[tuple[str, Id], Record | None] = {}
        self._stem = stem_of(
            session.store.session, session.replica, session.seq + 1, self.hlc, session.letters, verb, undoes
        )
        self._heads: dict[Id, dict[str, list[Head]]] = {}
        self._new: set[Id] = set()
        self._own: dict[EditId, tuple[Edit, ChangeId]] = {}
        self._touched_words: set[tuple[str, Id]] = set()

    # Reading, as the session reads

    def get(self, kind: type[R], id: Id) -> R | None:
        """The record of that kind and id as this draft has it."""
        return self.session.get(kind, id)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every living record of a kind, in order."""
        return self.session.all(kind)

    def fresh(self, record: R) -> R:
        """The record as it stands now; a stale copy in somebody's hands is never trusted."""
        found = self.session.get(type(record), record.id)
        if found is None:
            raise Trouble(
                Message("{kind} {title} has been removed.", kind=record.term(), title=title_of(record)),
                do=Message("Undo the removal first."),
            )
        return found

    # Writing

    def add(self, record: R) -> R:
        """A new record: it gets an id, a citation and the last place among its kind where it has none.

        A record of a kind with a key says something new about the one that is there; one that was let go comes back.
        """
        id = record.id or self._key_of(record)
        known_already = self.session.get(type(record), id)
        if known_already is not None:
            said = {name: value for name, value in flat(record).items() if value != columns(record.table)[name].default}
            return self.patch(known_already, said)
        values = flat(record)
        if "rank" in values and not values["rank"]:
            values["rank"] = self.session.numbering.next_rank(type(record), self.session.records[record.table].values())
        if "ref" in values and not values["ref"]:
            values["ref"] = self.session.numbering.next_citation(record.letter)
        table = record.table
        known = columns(table)
        values = {name: checked(table, known[name], value) for name, value in values.items()}
        old = self.all_heads(id) if id else {}
        id = id or self.session.clock.id()
        self._remember(table, id)
        if not old:
            self._new.add(id)
        self._write(table, id, ALIVE, "true", _ids(old.get(ALIVE, ())), ())
        for name, value in values.items():
            if value != known[name].default or old.get(name):
                text = encode(value) if value != known[name].default else ""
                self._write(table, id, name, text, _ids(old.get(name, ())), self._seen(table, id, name, values))
        if old:
            self._touched_words.add((table, id))
        self.session.numbering.ranked(type(record), values.get("rank", ""))
        made = cast(R, from_flat(table, id, values))
        self.session.show(table, id, made)
        return made

    def known(self, kind: type[R], *parts: str) -> R | None:
        """The living record of a kind with these values of its key, or None."""
        return self.session.get(kind, key_id(self.session.store.session, kind.table, parts))

    def _key_of(self, record: Record) -> Id:
        """The id that follows from a record's key; empty where it has none, or where what stood under it was erased."""
        parts = [getattr(record, name) for name in record.key]
        if not parts or not all(parts):
            return ""
        id = key_id(self.session.store.session, record.table, parts)
        erased = any(self.session.store.is_erased(id, name) for name in ("*", *columns(record.table)))
        return "" if erased else id

    def patch(
        self,
        record: R,
        given: Mapping[str, Any] | None = None,
        *,
        prev: Prev | None = None,
        whole: bool = False,
        **fields: Any,
    ) -> R:
        """Say something new about some fields, given by name or as a mapping; those that stand so already are left alone.

        `whole` writes every field given even where it did not change: a move is one word, so that of two
        moves one is whole and never half of each.
        """
        current = self.fresh(record)
        table, id = current.table, current.id
        known, values = columns(table), flat(current)
        said = {
            name: checked(table, known[name], value)
            for name, value in _expanded(table, {**(given or {}), **fields}).items()
        }
        changed = {
            name: value
            for name, value in said.items()
            if whole or value != values[name] or self._several(table, id, name)
        }
        if not changed:
            return current
        self._remember(table, id)
        values.update(changed)
        for name in sorted(changed, key=lambda name: _is_judgement(known[name])):  # passed on what stands then
            value = changed[name]
            replaced = prev[name] if prev and name in prev else tuple(head.id for head in self.heads(id, name))
            text = encode(value) if value != known[name].default or replaced else ""
            self._write(table, id, name, text, replaced, self._seen(table, id, name, values))
            values[name] = standing(self.heads(id, name), known[name])
            self._touched_words.add((table, id))
        self.session.numbering.ranked(type(current), values.get("rank", ""))
        made = cast(R, from_flat(table, id, values))
        self.session.show(table, id, made)
        return made

    def remove(self, record: Record) -> None:
        """Let a record go: said of all that it holds now, so that an edit made elsewhere meanwhile brings it back."""
        current = self.fresh(record)
        table, id = current.table, current.id
        self._remember(table, id)
        heads = self.all_heads(id)
        alive = tuple(head.id for head in heads.get(ALIVE, ()))
        self._write(table, id, ALIVE, "false", alive, tuple(head.id for head in content(heads)))
        self._touched_words.add((table, id))
        self.session.show(table, id, None)

    def raw(self, kind: str, id: Id, field: str, value: str, prev: Iterable[EditId], seen: Iterable[EditId]) -> None:
        """One edit word for word, for undo and erasure; call `settle` once a record's edits are written."""
        self._remember(kind, id)
        self._write(kind, id, field, value, tuple(prev), tuple(seen))

    def settle(self, kind: str, id: Id) -> None:
        """Show a record as its heads, those of this draft included, now say it stands."""
        heads = self.all_heads(id)
        alive = is_alive(heads, self.stands) and not self.session.store.is_erased(id, "*")
        self.session.show(kind, id, read(kind, id, heads) if alive and kind in KINDS else None)
        self._touched_words.add((kind, id))

    def blank(self, kind: str, id: Id, field: str) -> None:
        """Show nothing on a field whose words this change erases; call `settle` afterwards."""
        self._remember(kind, id)
        self._heads.setdefault(id, {})[field] = [replace(head, value=None) for head in self.heads(id, field)]

    def stands(self, id: EditId) -> EditId:
        """The edit that an edit stands for, those of this draft included."""
        return stands_for(self.session.store, id, self._own)

    def heads(self, id: Id, field: str) -> list[Head]:
        """What stands on a field, this draft's edits included."""
        known = self._heads.setdefault(id, {})
        if field not in known:
            known[field] = [] if id in self._new else self.session.store.heads(id, field)
        return known[field]

    def all_heads(self, id: Id) -> dict[str, list[Head]]:
        """What stands on every field of a record, this draft's edits included."""
        found = {} if id in self._new else self.session.store.all_heads(id)
        found.update(self._heads.get(id, {}))
        return found

    def rank_after(
        self, siblings: Iterable[Record], after: Record | None, moving: Record | None = None, *, field: str = "rank"
    ) -> str:
        """A rank right after one of the siblings, or before all of them; `after` absent and nothing else: the first place.

        `field` is what holds the rank: a note has one on the map and one under its theme. Where copies gave neighbours one
        rank, those to the right get new ones, and nobody else does.
        """
        row = [one for one in siblings if moving is None or one.id != moving.id]
        at = next((i + 1 for i, one in enumerate(row) if after is not None and one.id == after.id), 0)
        low = _rank(row[at - 1], field) if at else ""
        tied = list(takewhile(lambda one: _rank(one, field) <= low, row[at:]))
        high = next((_rank(one, field) for one in row[at + len(tied) :]), "")
        chosen = last = ranks.between(low, high, self.session.clock.random)
        for one in tied:
            last = ranks.between(last, high, self.session.clock.random)
            self.patch(one, {field: last})
        return chosen

    @contextmanager
    def nested(self) -> Iterator[Draft]:
        """A verb inside this change: if it fails the whole change fails, even where somebody swallows the error."""
        try:
            yield self
        except BaseException:
            self.poisoned = True
            raise

    def versions(self) -> dict[tuple[str, Id], dict[str, int]]:
        """For every record whose words were touched: the fields on which several texts now stand."""
        return {
            (kind, id): versions(kind, self.all_heads(id)) if id in self.session.records[kind] else {}
            for kind, id in self._touched_words
            if kind in KINDS
        }

    def _several(self, table: str, id: Id, name: str) -> bool:
        return bool(self.session.several.count(id)) and name in word_columns(table) and len(self.heads(id, name)) > 1

    def _remember(self, table: str, id: Id) -> None:
        self.before.setdefault((table, id), self.session.records.get(table, {}).get(id))

    def _write(
        self, kind: str, id: Id, field: str, value: str, prev: tuple[EditId, ...], seen: tuple[EditId, ...]
    ) -> None:
        if value and self.session.store.is_erased(id, field):
            raise Trouble(
                Message("What stood there was erased for good; nothing can be written in its place."),
                do=Message("Make a new one."),
            )
        bare = Edit(kind, id, field, value, tuple(sorted(set(prev))), tuple(sorted(set(seen))))
        edit = sealed_edit(bare, self._stem, len(self.edits), self.session.clock.random(16))
        self.edits.append(edit)
        kept = [head for head in self.heads(id, field) if head.id not in prev]
        head = Head(edit.id, value, self.hlc, edit.seen, by=self.session.replica)
        self._own[edit.id] = (edit, self.undoes)
        if self.undoes:
            head = standing_for(self.session.store.db, head, self.stands(edit.id))
        self._heads.setdefault(id, {})[field] = weighed(self.session.store.db, [*kept, head], self._own)

    def _seen(self, table: str, id: Id, name: str, values: Mapping[str, Any]) -> tuple[EditId, ...]:
        """What a judgement was passed on: a pair's state names both texts, a confirmed link names its parent's words."""
        if name.endswith("_state") and columns(table)[name].side:
            stem = name.removesuffix("_state")
            return tuple(head.id for side in ("en", "cy") for head in said(self.heads(id, f"{stem}_{side}")))
        if table == Link.table and name == "confirmed":
            return self.parent_heads(values["target"])
        return ()

    def parent_heads(self, target: Id) -> tuple[EditId, ...]:
        """The fingerprint of a parent: the heads of its words."""
        kind = self.session.kind_of(target)
        if kind not in KINDS:
            return ()
        return tuple(head.id for name in word_columns(kind) for head in said(self.heads(target, name)))


def key_id(session: bytes, table: str, parts: Iterable[str]) -> Id:
    """The id of the one record of a kind with these values of its key."""
    text = json.dumps([session.hex(), table, *parts], ensure_ascii=False)
    return blake2b(text.encode("utf-8"), digest_size=16, person=b"hcd1 key").hexdigest()


def _ids(heads: Iterable[Head]) -> tuple[EditId, ...]:
    return tuple(head.id for head in heads)


def _rank(record: Record, field: str) -> str:
    return getattr(record, field, "")


def _is_judgement(column: Column) -> bool:
    return column.side == "state" or column.field == "confirmed"


def _expanded(table: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Field values as column values: a bilingual text becomes its sides."""
    known = columns(table)
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, Words):
            found.update({f"{name}_{side}": getattr(value, side) for side in ("en", "cy", "state")})
        elif name in known:
            found[name] = value
        else:
            raise Trouble(
                Message("{kind} has no field {field}.", kind=KINDS[table].term(), field=name),
                do=Message("Its fields are: {fields}.", fields=sorted(known)),
            )
    return found


def tidy(text: str) -> str:
    """A typed text as it is kept: see `change.clean`, without blanks at its ends."""
    return clean(text).strip()
