"""Reading the log: changes with their edits, the heads of everything, and what an undo's edit stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import apsw

from hcd_studio.change import Change, ChangeId, Edit, EditId, parted
from hcd_studio.fields import Id
from hcd_studio.reading import Head

if TYPE_CHECKING:
    from hcd_studio.store import Store

CHANGES = """SELECT c.n, c.id, c.verb, c.actor, r.id, c.seq, c.hlc, c.undoes, c.edits
    FROM change c JOIN replica r ON r.n = c.replica"""
EDITS = """SELECT e.change, f.kind, r.id, f.name, e.value, e.prev, e.seen, e.salt, e.mark, e.id, e.i
    FROM edit e JOIN field f ON f.n = e.field JOIN record r ON r.n = e.record"""


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
    _, kind, record, name, value, prev, seen, salt, mark, id, _i = row
    return Edit(kind, record.hex(), name, value, parted(prev or b""), parted(seen or b""), salt, mark, id)


def every_head(db: apsw.Connection) -> Iterator[tuple[str, Id, dict[str, list[Head]]]]:
    """Kind, record and heads by field, for every record of the log."""
    query = """SELECT r.id, f.kind, f.name, e.id, e.value, c.hlc, e.seen FROM edit e JOIN change c ON c.n = e.change
        JOIN field f ON f.n = e.field JOIN record r ON r.n = e.record WHERE e.head ORDER BY e.record"""
    current, kind, heads = b"", "", {}  # type: bytes, str, dict[str, list[Head]]
    for record, of, name, id, value, hlc, seen in db.execute(query):
        if record != current:
            if current:
                yield kind, current.hex(), heads
            current, kind, heads = record, of, {}
        heads.setdefault(name, []).append(Head(id, value, hlc, parted(seen) if seen else ()))
    if current:
        yield kind, current.hex(), heads


def edit_of(store: Store, id: EditId) -> tuple[Edit, ChangeId] | None:
    """An edit and, where it is an undo's, the change that it undoes."""
    row = store.db.execute(
        f"{EDITS.replace('SELECT', 'SELECT c.undoes,')} JOIN change c ON c.n = e.change WHERE e.id = ?", (id,)
    ).fetchone()
    return None if row is None else (_edit(row[1:]), row[0] or b"")


def stands_for(store: Store, id: EditId) -> EditId:
    """The edit whose word an undo's edit brought back; any other edit stands for itself.

    An undo names what it restored among the `seen` of its edit: the one on the same field of the same record.
    """
    for _ in range(1000):  # a chain as long as somebody pressed undo and redo; bounded against a hostile file
        found = edit_of(store, id)
        if found is None or not found[1]:
            return id
        restored = _same_place(store, found[0])
        if restored is None or restored == id:
            return id
        id = restored
    return id


def _same_place(store: Store, edit: Edit) -> EditId | None:
    for id in edit.seen:
        row = store.db.execute(
            "SELECT r.id, f.name FROM edit e JOIN record r ON r.n = e.record JOIN field f ON f.n = e.field WHERE e.id = ?",
            (id,),
        ).fetchone()
        if row and row[0].hex() == edit.record and row[1] == edit.field:
            return id
    return None
