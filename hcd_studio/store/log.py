"""Reading the log: changes with their edits, the heads of everything, and what an undo's edit stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import apsw

from hcd_studio.change import ALIVE, Change, ChangeId, Edit, EditId, parted
from hcd_studio.fields import Id
from hcd_studio.reading import Head

if TYPE_CHECKING:
    from hcd_studio.store import Store

CHANGES = """SELECT c.n, c.id, c.verb, c.actor, r.id, c.seq, c.hlc, c.undoes, c.edits
    FROM change c JOIN replica r ON r.n = c.replica"""
EDITS = """SELECT e.change, f.kind, r.id, f.name, e.value, e.prev, e.seen, e.salt, e.mark, e.id, e.i
    FROM edit e JOIN field f ON f.n = e.field JOIN record r ON r.n = e.record"""

LONGEST_HISTORY = 10_000
Fresh = Mapping[EditId, tuple[Edit, ChangeId]]
"""Edits of a draft, which are not in the log yet, and the change that the draft undoes."""

KINDS_OF = "SELECT DISTINCT f.kind FROM edit e JOIN field f ON f.n = e.field WHERE e.head AND e.record = ?"
UNDOES = "SELECT undoes FROM change WHERE n = (SELECT change FROM edit WHERE id = ?)"


def changes(db: apsw.Connection, where: str = "", values: tuple[Any, ...] = (), order: str = "c.n") -> Iterator[Change]:
    """Changes with their edits, oldest first; `where` limits the changes (columns of `c` and `r`)."""
    clause = f"WHERE {where}" if where else ""
    for n, id, verb, actor, replica, seq, hlc, undoes, count in list(
        db.execute(f"{CHANGES} {clause} ORDER BY {order}", values)
    ):
        found = tuple(_edit(row) for row in db.execute(f"{EDITS} WHERE e.change = ? ORDER BY e.i", (n,)))
        yield Change(id, verb, actor, replica, seq, hlc, undoes or b"", found, count)


def change(db: apsw.Connection, id: ChangeId) -> Change | None:
    """The change of that id."""
    return next(changes(db, "c.id = ?", (id,)), None)


def _edit(row: tuple[Any, ...]) -> Edit:
    _, kind, record, name, value, prev, seen, salt, mark, id, i = row
    return Edit(kind, record.hex(), name, value, parted(prev or b""), parted(seen or b""), salt, mark, id, i)


def every_head(db: apsw.Connection) -> Iterator[tuple[str, Id, dict[str, list[Head]]]]:
    """Kind, record and heads by field, for every record of the log; joined here, which is three times as fast."""
    query = "SELECT c.n, c.hlc, c.undoes, r.id FROM change c JOIN replica r ON r.n = c.replica"
    stamps = {n: (hlc, undoes, replica) for n, hlc, undoes, replica in db.execute(query)}
    fields = {n: (kind, name) for n, kind, name in db.execute("SELECT n, kind, name FROM field")}
    found: dict[int, dict[str, dict[str, list[Head]]]] = {}
    for record, field, id, value, change, seen in db.execute(
        "SELECT record, field, id, value, change, seen FROM edit NOT INDEXED WHERE head"
    ):
        kind, name = fields[field]
        heads = found.setdefault(record, {}).setdefault(kind, {})
        hlc, undoes, replica = stamps[change]
        heads.setdefault(name, []).append(head(db, id, value, hlc, seen, undoes, replica))
    ids = dict(db.execute("SELECT n, id FROM record"))
    for record, kinds in found.items():
        kind = next(iter(kinds)) if len(kinds) == 1 else settled_kind(db, record)
        yield kind, ids[record].hex(), {name: weighed(db, several) for name, several in kinds[kind].items()}


def kind_of(db: apsw.Connection, record: Id) -> str:
    """The kind of a record that the log knows, alive or not; empty for an unknown one."""
    n = db.execute("SELECT n FROM record WHERE id = ?", (bytes.fromhex(record),)).get
    kinds = db.execute(KINDS_OF, (n,)).fetchall() if n is not None else []
    return settled_kind(db, n) if len(kinds) > 1 else str(kinds[0][0]) if kinds else ""


def settled_kind(db: apsw.Connection, record: int) -> str:
    """The kind of a record that somebody wrote as several: that of the edit with the least id that says it lives.

    A frozen rule over the set of its edits, so that all copies agree whatever came first; edits of other kinds are kept
    and shown nowhere. Where none says that it lives, the edit with the least id decides.
    """
    query = """SELECT f.kind FROM edit e JOIN field f ON f.n = e.field WHERE e.record = ?
        ORDER BY (f.name = ? AND e.value IS 'true') DESC, e.id LIMIT 1"""
    return str(db.execute(query, (record, ALIVE)).get)


def heads_of_field(db: apsw.Connection, kind: str, name: str) -> dict[Id, list[Head]]:
    """The heads of one field of every record of a kind."""
    query = """SELECT r.id, e.id, e.value, c.hlc, e.seen, c.undoes, p.id FROM edit e JOIN change c ON c.n = e.change
        JOIN replica p ON p.n = c.replica JOIN record r ON r.n = e.record
        WHERE e.head AND e.field = (SELECT n FROM field WHERE kind = ? AND name = ?)"""
    found: dict[Id, list[Head]] = {}
    rows: list[tuple[bytes, bytes, str | None, int, bytes, bytes, bytes]] = list(db.execute(query, (kind, name)))
    for record, id, value, hlc, seen, undoes, replica in rows:
        found.setdefault(record.hex(), []).append(head(db, id, value, hlc, seen, undoes, replica))
    return {record: weighed(db, heads) for record, heads in found.items()}


def head(
    db: apsw.Connection, id: EditId, value: str | None, hlc: int, seen: bytes, undoes: bytes, replica: bytes = b""
) -> Head:
    """A head as the log has it; see `reading.Head` for that of an undo."""
    found = Head(id, value, hlc, parted(seen) if seen else (), by=replica)
    return standing_for(db, found, _stands_for(db, id, {})) if undoes else found


def standing_for(db: apsw.Connection, head: Head, root: EditId) -> Head:
    """An undo's head in the place of the word that it brought back."""
    query = """SELECT c.hlc, r.id FROM edit e JOIN change c ON c.n = e.change JOIN replica r ON r.n = c.replica
        WHERE e.id = ? AND NOT coalesce(length(c.undoes), 0)"""
    hlc, by = db.execute(query, (root,)).fetchone() or (0, b"")
    return replace(head, hlc=hlc, stands=root, by=by, silent=hlc == 0)


def weighed(db: apsw.Connection, heads: list[Head], fresh: Fresh | None = None) -> list[Head]:
    """The heads of one field; of several, what an undo brought back falls silent where another was built on that very word."""
    if len(heads) < 2 or not any(head.stands for head in heads):
        return heads
    replaced = set().union(*(_replaced(db, head.stands or head.id, fresh or {}) for head in heads))
    return [replace(head, silent=bool(head.stands) and (head.hlc == 0 or head.stands in replaced)) for head in heads]


def _replaced(db: apsw.Connection, root: EditId, fresh: Fresh) -> set[EditId]:
    """Every word that a word replaced, and those that they replaced; for an undo's edit counts what it brought back.

    Generation by generation, and never half of one, so that a history that is cut is cut alike on every copy.
    """
    found: set[EditId] = set()
    ahead, of = {root}, None
    while ahead and len(found) < LONGEST_HISTORY:
        earlier: set[EditId] = set()
        for id in ahead:
            word = fresh.get(id) or _edit_of(db, id)
            if word is None or word[1]:
                continue  # not here yet, or an empty place: nothing was there before
            of = of or place(word[0])
            if place(word[0]) == of:
                earlier |= {_stands_for(db, one, fresh) for one in word[0].prev}
        ahead = earlier - found
        found |= ahead
    return found


def place(edit: Edit) -> tuple[str, Id, str]:
    """Where an edit speaks: only words on the same field of the same record replace each other."""
    return edit.kind, edit.record, edit.field


def edit_of(store: Store, id: EditId) -> tuple[Edit, ChangeId] | None:
    """An edit and, where it is an undo's, the change that it undoes."""
    return _edit_of(store.db, id)


def _edit_of(db: apsw.Connection, id: EditId) -> tuple[Edit, ChangeId] | None:
    row = db.execute(
        f"{EDITS.replace('SELECT', 'SELECT c.undoes,')} JOIN change c ON c.n = e.change WHERE e.id = ?", (id,)
    ).fetchone()
    return None if row is None else (_edit(row[1:]), row[0] or b"")


def stands_for(store: Store, id: EditId, fresh: Fresh | None = None) -> EditId:
    """The edit whose word an undo's edit brought back; any other edit stands for itself.

    An undo names what it restored among the `seen` of its edit: the one on the same field of the same record.
    """
    return _stands_for(store.db, id, fresh or {})


def _stands_for(db: apsw.Connection, id: EditId, fresh: Fresh) -> EditId:
    for _ in range(1000):  # a chain as long as somebody pressed undo and redo; bounded against a hostile file
        if id not in fresh and not db.execute(UNDOES, (id,)).get:
            return id  # said by no undo: the plain case, and the one that must be quick
        found = fresh.get(id) or _edit_of(db, id)
        if found is None or not found[1]:
            return id
        restored = _same_place(db, found[0])
        if restored is None or restored == id:
            return id
        id = restored
    return id


def _same_place(db: apsw.Connection, edit: Edit) -> EditId | None:
    for id in edit.seen:
        row = db.execute(
            "SELECT f.kind, r.id, f.name FROM edit e JOIN record r ON r.n = e.record JOIN field f ON f.n = e.field"
            " WHERE e.id = ?",
            (id,),
        ).fetchone()
        if row and (row[0], row[1].hex(), row[2]) == place(edit):
            return id
    return None
