"""Changes of which a part was lost, or which somebody forged: taken in so that the whole one always wins when it comes.

The id of a change follows from its edits only while it has them all. Of a part, id and count are hearsay; its edits are not,
for each hashes to its own id under the signature of its change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hcd_studio.change import Change, Edit, change_id, digest, stem_of

if TYPE_CHECKING:
    from hcd_studio.store import Store

HEADER = """SELECT c.n, r.id, c.seq, c.hlc, c.actor, c.verb, coalesce(c.undoes, x''), c.edits, c.id
    FROM change c JOIN replica r ON r.n = c.replica WHERE """


def is_whole(session: bytes, change: Change) -> bool:
    """Whether a change has all its edits, and its id follows from them."""
    if [edit.i for edit in change.edits] != list(range(change.count)):
        return False
    stem = stem_of(session, change.replica, change.seq, change.hlc, change.actor, change.verb, change.undoes)
    return change_id(stem, (edit.id for edit in change.edits)) == change.id


def put_checked(store: Store, change: Change) -> list[Edit] | None:
    """Put a change of edits that were each checked; None where it is a part that fits to nothing. Needs a transaction."""
    if is_whole(store.session, change):
        return _put_whole(store, change)
    fitting = _fitted(store, change)
    return store.put(fitting) if fitting else None


def _put_whole(store: Store, change: Change) -> list[Edit]:
    ids = {edit.id for edit in change.edits}
    row = _header(store, "c.id = ?", change.id)
    if row is not None and not (_signed(row) == _signature(change) and _held(store, row[0]) <= ids):
        _step_aside(store, row[0])
        row = None
    elif row is not None and row[7] != change.count:
        store.db.execute("UPDATE change SET edits = ? WHERE n = ?", (change.count, row[0]))
    strays = {n for edit in change.edits if (n := _change_of(store, edit)) is not None}
    new = store.put(change)
    n = int(store.db.execute("SELECT n FROM change WHERE id = ?", (change.id,)).get)
    if strays - {n}:
        store.db.executemany("UPDATE edit SET change = ? WHERE id = ?", [(n, id) for id in sorted(ids)])
        for stray in strays - {n}:
            _step_aside(store, stray)
        store.writer.note_part(n, change)
    return new


def _step_aside(store: Store, n: int) -> None:
    """A part that bore the id of another change, or held its edits, keeps what is left to it under a name of its own."""
    row = _header(store, "c.n = ?", n)
    held = store.db.execute("SELECT count(*), coalesce(max(i), 0) FROM edit WHERE change = ?", (n,)).fetchone()
    if row is None or held is None:
        return
    store.writer.forget_part(row[8])
    if not held[0]:
        store.db.execute("DELETE FROM change WHERE n = ?", (n,))
        return
    signed = repr(_signed(row)).encode()
    name, count = digest("hcd1 aside", signed, row[8]), max(int(held[0]), int(held[1]) + 1) + 1
    store.db.execute("UPDATE change SET id = ?, edits = ? WHERE n = ?", (name, count, n))
    known = Change(name, row[5], row[4], row[1], row[2], row[3], row[6], (), count)
    store.writer.note_part(n, known)


def _fitted(store: Store, change: Change) -> Change | None:
    """A part as it can be put: under the id by which its change is known here, without edits whose place is taken."""
    row = _header(store, "c.id = ?", change.id)
    if row is not None and _signed(row) != _signature(change):
        return None
    if row is None:
        known = {n for edit in change.edits if (n := _change_of(store, edit)) is not None}
        row = _header(store, "c.n = ?", min(known)) if known else None
    if row is None:
        edits = tuple({edit.i: edit for edit in reversed(change.edits)}.values())[::-1]
        return replace(change, edits=edits, count=max(change.count, len(edits) + 1, *(edit.i + 1 for edit in edits)))
    taken = dict(store.db.execute("SELECT i, id FROM edit WHERE change = ?", (row[0],)))
    free = tuple(edit for edit in change.edits if taken.get(edit.i, edit.id) == edit.id)
    union = sorted((taken | {edit.i: edit.id for edit in free}).items())
    joined = replace(change, id=row[8], count=row[7], edits=free)
    if not free or len(union) < row[7] > union[-1][0]:
        return joined if free else None
    stem = stem_of(store.session, change.replica, change.seq, change.hlc, change.actor, change.verb, change.undoes)
    if [i for i, _ in union] == list(range(row[7])) and change_id(stem, (id for _, id in union)) == row[8]:
        return joined
    if row[8].hex() not in store.writer.part:
        return None  # the change is whole here; these edits were never of it
    count = max(len(union), union[-1][0] + 1) + 1
    store.db.execute("UPDATE change SET edits = ? WHERE n = ?", (count, row[0]))
    return replace(joined, count=count)


def _header(store: Store, where: str, value: Any) -> Any:
    return store.db.execute(HEADER + where, (value,)).fetchone()


def _signed(row: Any) -> tuple[Any, ...]:
    return tuple(row[1:7])


def _signature(change: Change) -> tuple[Any, ...]:
    return (change.replica, change.seq, change.hlc, change.actor, change.verb, change.undoes)


def _held(store: Store, n: int) -> set[bytes]:
    return {id for (id,) in store.db.execute("SELECT id FROM edit WHERE change = ?", (n,))}


def _change_of(store: Store, edit: Edit) -> int | None:
    n = store.db.execute("SELECT change FROM edit WHERE id = ?", (edit.id,)).get
    return None if n is None else int(n)
