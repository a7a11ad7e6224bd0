"""Writing the log: a change, or the part of it that is missing here, with the heads and the erasures that follow from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hcd_studio.change import ALIVE, ERASED, Change, Edit, change_id, edit_id, joined, mark_of, parted, stem_of
from hcd_studio.fields import Id
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.erase import follow

if TYPE_CHECKING:
    from hcd_studio.store import Store

EDIT = """INSERT OR IGNORE INTO edit(id, change, i, record, field, value, salt, mark, prev, seen, head)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
PART = "part"
"""The fact that names changes known to have lost edits, so that they are not taken for new damage."""


class Writer:
    """The log's pen. It remembers the small numbers behind ids; what it remembers falls with a transaction that fails."""

    def __init__(self, store: Store):
        self._store = store
        self.erased: set[tuple[bytes, str]] = set()
        self.erased_now: set[tuple[str, Id]] = set()
        self.part: set[str] = set()
        self._fields: dict[tuple[str, str], int] = {}
        self._records: dict[Id, int] = {}
        self._replicas: dict[bytes, int] = {}
        self._waiting: dict[bytes, set[tuple[int, int]]] = {}
        # Edits that are named and have not come, and where: only a word on the very same field replaces a word.

    def recall(self) -> None:
        """Read afresh what the file says: at the start, and after a transaction failed."""
        db = self._store.db
        self._fields = {(k, f): n for n, k, f in db.execute("SELECT n, kind, name FROM field")}
        self._replicas = {id: n for n, id in db.execute("SELECT n, id FROM replica")}
        self._waiting = {row[0]: set() for row in db.execute("SELECT id FROM waiting")}
        if self._waiting:
            query = "SELECT record, field, prev FROM edit WHERE typeof(prev) = 'blob' AND length(prev)"
            for record, field, prev in db.execute(query):
                for id in self._waiting.keys() & parted(prev):
                    self._waiting[id].add((record, field))
        self.erased = {(row[0], row[1]) for row in db.execute("SELECT record, field FROM erased")}
        self.part = set(json.loads(self._store.meta(PART) or "[]"))
        self.erased_now = set()
        self._records = {}

    def put(self, change: Change, *, mine: bool) -> list[Edit]:
        """Write what is new of a change; returns the edits that were."""
        if not mine:
            self._refuse_false(change)
        new = self.insert(change, mine=mine)
        follow(self._store, change, new)
        return new

    def insert(self, change: Change, *, mine: bool = False) -> list[Edit]:
        """As `put`, for a change that is known to verify, and without what an erasure entails."""
        n, fresh = self._change_number(change, mine)
        if fresh and mine:
            self._insert_own(n, change.edits)
            new = list(change.edits)
        else:
            new = [edit for edit in change.edits if self._put_edit(n, edit)]
        for edit in new:
            if edit.prev:
                self._replace(edit)
        if len(change.edits) != change.count or change.id.hex() in self.part:
            self.note_part(n, change)
        return new

    def is_erased(self, record: Id, field: str) -> bool:
        """Whether a field's words were erased for good; that a record lives or was erased is no word of anybody's."""
        if not self.erased or field in (ALIVE, ERASED):
            return False
        id = bytes.fromhex(record)
        return (id, "*") in self.erased or (id, field) in self.erased

    def record_number(self, record: Id) -> int:
        """The small number of a record, given to it here when it is new."""
        n = self._records.get(record)
        if n is None:
            id = bytes.fromhex(record)
            db = self._store.db
            n = db.execute("SELECT n FROM record WHERE id = ?", (id,)).get
            if n is None:
                db.execute("INSERT INTO record(id) VALUES(?)", (id,))
                n = db.last_insert_rowid()
            self._records[record] = n
        return n

    def _field_number(self, kind: str, name: str) -> int:
        n = self._fields.get((kind, name))
        if n is None:
            self._store.db.execute("INSERT INTO field(kind, name) VALUES(?, ?)", (kind, name))
            n = self._fields[kind, name] = self._store.db.last_insert_rowid()
        return n

    def _change_number(self, change: Change, mine: bool) -> tuple[int, bool]:
        """The change's number and whether it is new here."""
        db = self._store.db
        known = db.execute("SELECT n FROM change WHERE id = ?", (change.id,)).get
        if known is not None:
            return int(known), False
        replica = self._replicas.get(change.replica)
        if replica is None:
            db.execute("INSERT INTO replica(id, mine) VALUES(?, ?)", (change.replica, int(mine)))
            replica = self._replicas[change.replica] = db.last_insert_rowid()
        db.execute(
            "INSERT INTO change(id, replica, seq, hlc, actor, verb, undoes, edits) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (change.id, replica, change.seq, change.hlc, change.actor, change.verb, change.undoes, change.count),
        )
        return db.last_insert_rowid(), True

    def _insert_own(self, change: int, edits: Iterable[Edit]) -> None:
        """A change just made here: nothing of it is in the log yet and nobody has named its edits."""
        self._store.db.executemany(EDIT, [self._row(change, edit, True) for edit in edits])

    def _put_edit(self, change: int, edit: Edit) -> bool:
        db = self._store.db
        place = self._place(edit)
        row = self._row(change, edit, place not in self._waiting.get(edit.id, ()))
        db.execute(EDIT, row)
        if not db.changes():
            return row[5] is not None and self._fill(edit)
        if self._waiting.pop(edit.id, None) is not None:
            db.execute("DELETE FROM waiting WHERE id = ?", (edit.id,))
        return True

    def _place(self, edit: Edit) -> tuple[int, int]:
        return self.record_number(edit.record), self._field_number(edit.kind, edit.field)

    def _row(self, change: int, edit: Edit, head: bool) -> tuple[object, ...]:
        gone = self.is_erased(edit.record, edit.field)
        value, salt = (None, None) if gone else (edit.value, edit.salt)
        record, field = self._place(edit)
        prev, seen = joined(edit.prev), joined(edit.seen)
        return (edit.id, change, edit.i, record, field, value, salt, edit.mark, prev, seen, head)

    def _replace(self, edit: Edit) -> None:
        """Earlier words on the same field stand no more; one that is named from another field stands as it did."""
        db, place = self._store.db, self._place(edit)
        for id in edit.prev:
            db.execute("UPDATE edit SET head = 0 WHERE id = ? AND record = ? AND field = ?", (id, *place))
            if db.changes():
                continue
            if id in self._waiting:
                self._waiting[id].add(place)
            elif db.execute("SELECT 1 FROM edit WHERE id = ?", (id,)).get is None:
                self._waiting[id] = {place}
                db.execute("INSERT INTO waiting VALUES(?)", (id,))

    def _fill(self, edit: Edit) -> bool:
        """A value that was lost here and comes back from a good copy; only if it is the very one that was committed to."""
        if edit.value is None or edit.salt is None or mark_of(edit.salt, edit.value) != edit.mark:
            return False
        db = self._store.db
        db.execute(
            "UPDATE edit SET value = ?, salt = ? WHERE id = ? AND value IS NULL AND mark = ?",
            (edit.value, edit.salt, edit.id, edit.mark),
        )
        return bool(db.changes())

    def forget_part(self, id: bytes) -> None:
        """A change that was known in part is here no more under that id."""
        if id.hex() in self.part:
            self.part.discard(id.hex())
            self._store.set_meta(**{PART: json.dumps(sorted(self.part))})

    def note_part(self, n: int, change: Change) -> None:
        """Remember whether edits of a change are missing."""
        held = self._store.db.execute("SELECT count(*) FROM edit WHERE change = ?", (n,)).get
        before = set(self.part)
        (self.part.discard if held == change.count else self.part.add)(change.id.hex())
        if before != self.part:
            self._store.set_meta(**{PART: json.dumps(sorted(self.part))})

    def _refuse_false(self, change: Change) -> None:
        """Somebody else's change is let in only if every byte of it is what its author committed to."""
        stem = stem_of(
            self._store.session, change.replica, change.seq, change.hlc, change.actor, change.verb, change.undoes
        )
        whole = len(change.edits) == change.count
        if whole and change_id(stem, (edit.id for edit in change.edits)) != change.id:
            raise false_change()
        for edit in change.edits:
            record, prev, seen = bytes.fromhex(edit.record), joined(edit.prev), joined(edit.seen)
            if edit.id != edit_id(stem, edit.i, edit.kind, record, edit.field, edit.mark, prev, seen):
                raise false_change()
            if edit.value is not None and (edit.salt is None or mark_of(edit.salt, edit.value) != edit.mark):
                raise false_change()


def false_change() -> Trouble:
    """A change that is not what its author committed to."""
    return Trouble(
        Message("The other copy holds a change that was altered; nothing of it was taken over."),
        do=Message("Verify that copy, or salvage it first and merge the salvaged file."),
    )
