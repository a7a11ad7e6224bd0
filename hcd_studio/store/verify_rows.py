"""The readable tables held against the log, row by row; and the small tables that no hash covers, held to their form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from hcd_studio.change import ALIVE
from hcd_studio.columns import Column, columns
from hcd_studio.fields import Id
from hcd_studio.reading import Heads, decode, is_alive, standing, versions
from hcd_studio.records import KINDS
from hcd_studio.speech import Message
from hcd_studio.store.log import settled_kind, stands_for
from hcd_studio.store.rebuild import row_of
from hcd_studio.store.verify_log import Finding, LogCheck, Raw, harm

if TYPE_CHECKING:
    from hcd_studio.store import Store

WRONG_ROW = Message("A row of the table {kind} is not what the history says.")
PICTURES = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG", "image/webp": b"RIFF", "image/gif": b"GIF8"}


def rows(log: LogCheck, slice: int = 2000) -> Iterator[list[Finding]]:
    """Every readable table against the heads that `log` collected, some rows at a time."""
    wanted: dict[str, dict[Id, int]] = {kind: {} for kind in KINDS}
    for record, found in log.heads.items():
        kinds = {log.fields[field][0] for field in found}
        kind = kinds.pop() if len(kinds) == 1 else settled_kind(log.store.db, record)
        for field in [field for field in found if kinds and log.fields[field][0] != kind]:
            del found[field]
        if kind in wanted:
            wanted[kind][log.records[record].hex()] = record
    for kind, records in wanted.items():
        expected = _Expected(log, kind)
        last = ""
        while True:
            query = f'SELECT * FROM "{kind}" WHERE id > ? ORDER BY id LIMIT ?'
            piece: list[Any] = log.store.db.execute(query, (last, slice)).fetchall()
            yield [wrong for row in piece if (wrong := expected.wrong(row, records.pop(row[0], None)))]
            if len(piece) < slice:
                break
            last = piece[-1][0]
        yield [wrong for id, record in records.items() if (wrong := expected.missing(id, record))]


class _Expected:
    """What a row of one kind has to be; a doubt is settled by asking the file as it is now."""

    def __init__(self, log: LogCheck, kind: str):
        self.log = log
        self.store = log.store
        self.kind = kind
        self._columns = columns(kind)
        self._blank = _blank(kind)
        at = {name: at for at, name in enumerate(self._columns, start=1)}
        self._at: dict[int, tuple[int, Column, dict[str, Any]]] = {
            n: (at[name], self._columns[name], {}) for n, (of, name) in log.fields.items() if of == kind and name in at
        }
        self._alive = {n for n, (of, name) in log.fields.items() if name == ALIVE}

    def wrong(self, row: tuple[Any, ...], record: int | None) -> Finding | None:
        """Whether a row is not what the log says; most are what the quick reading says."""
        if record is not None and self._same(row, self._quick(row[0], self.log.heads[record])):
            return None
        return None if self._agrees_now(row[0]) else self._finding(row[0])

    def missing(self, id: Id, record: int) -> Finding | None:
        """Whether a living record has no row."""
        heads = self.log.full(self.log.heads[record])
        return None if not self._shown(id, heads) or self._agrees_now(id) else self._finding(id)

    def _same(self, row: tuple[Any, ...], wanted: list[Any] | None) -> bool:
        return (
            wanted is not None
            and list(row) == wanted
            and all(a is b or type(a) is type(b) for a, b in zip(row, wanted, strict=True))
        )

    def _shown(self, id: Id, heads: Heads) -> bool:
        return not self.store.is_erased(id, "*") and is_alive(heads, lambda edit: stands_for(self.store, edit))

    def _quick(self, id: Id, found: dict[int, list[Raw]]) -> list[Any] | None:
        """The row of a record that lives and has one version of everything; None for any other."""
        row = list(self._blank)
        row[0] = id
        for field, raws in found.items():
            value = raws[0][1]
            place = self._at.get(field)
            if len(raws) > 1 or (field in self._alive and value != "true") or value is None:
                return None
            if place is not None:
                at, column, known = place
                if value not in known:
                    known[value] = _stored(decode(value, column))
                row[at] = known[value]
        return row

    def _values(self, id: Id, heads: Heads) -> list[Any]:
        said = [_stored(standing(heads.get(name, ()), column)) for name, column in self._columns.items()]
        return [id, *said, len(versions(self.kind, heads))]

    def _agrees_now(self, id: Id) -> bool:
        """Asked afresh, by the very functions that write: a piece of the log may be older than the row."""
        row = self.store.db.execute(f'SELECT * FROM "{self.kind}" WHERE id = ?', (id,)).fetchone()
        heads = self.store.all_heads(id) if len(id) == 32 and not set(id) - set("0123456789abcdef") else {}
        wanted = row_of(self.store, self.kind, id, heads) if heads and self.store.kind_of(id) == self.kind else None
        if row is None or wanted is None:
            return row is None and wanted is None
        return self._same(row, self._values(id, heads))

    def _finding(self, id: Id) -> Finding:
        return harm("row", f"{self.kind} {id}", Message(WRONG_ROW.id, kind=self.kind))


@cache
def _blank(kind: str) -> tuple[Any, ...]:
    """The row of a record of which nothing was said."""
    return ("", *(_stored(column.default) for column in columns(kind).values()), 0)


def _stored(value: Any) -> Any:
    from hcd_studio.store import stored

    return stored(value)


def small_tables(store: Store) -> Iterator[Finding]:
    """What no hash covers is held to its form: facts about this copy, the journal."""
    for key, value in store.db.execute("SELECT key, value FROM meta"):
        if not isinstance(key, str) or not isinstance(value, str | int):
            yield harm("meta", str(key), Message("A fact about this copy makes no sense."))
    letters = store.meta("letters")
    if not isinstance(letters, str) or not letters.isascii() or not letters.isalpha() or len(letters) > 8:
        yield harm("meta", "letters", Message("The letters of this copy are damaged."))
    for row in store.db.execute("SELECT record, field, text, prev FROM journal"):
        record, field, text, prev = row
        proper = isinstance(record, bytes) and isinstance(field, str) and isinstance(text, str)
        if not proper or len(record) != 16 or not isinstance(prev, bytes) or len(prev) % 16:
            yield harm("journal", str(field), Message("A text that was being typed is damaged."))


def pictures(store: Store) -> Iterator[list[Finding]]:
    """Every picture against the hash that is its name, one at a time."""
    for (n,) in store.db.execute("SELECT rowid FROM blob").fetchall():
        row = store.db.execute("SELECT sha256, mime, width, height, bytes FROM blob WHERE rowid = ?", (n,)).fetchone()
        yield (
            [] if row is None or is_picture(row) else [harm("blob", str(row[0])[:64], Message("A picture is damaged."))]
        )


def is_picture(row: tuple[Any, ...]) -> bool:
    """Whether a row of the pictures is what its name and its form promise."""
    name, mime, width, height, content = row
    if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != name:
        return False
    sizes = all(isinstance(size, int) and 0 < size < 100_000 for size in (width, height))
    return sizes and isinstance(mime, str) and content.startswith(PICTURES.get(mime, content[:0] or b""))
