"""The session file: one SQLite file, one exclusive connection, one transaction a change.

The log (`change`, `edit`) is the truth; beside it stands one readable table a kind, holding the living records as the log
says they stand, for people with Datasette, sqlite-utils or Excel, and for a fast start. Nothing here decides what a
record means (`reading`) or what an act is (`session`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from hcd_studio.change import Change, ChangeId, Edit, EditId, joined, parted
from hcd_studio.columns import flat, reader
from hcd_studio.fields import Id
from hcd_studio.reading import Head
from hcd_studio.records import KINDS, Record
from hcd_studio.speech import Message, Trouble
from hcd_studio.store_connect import connect, damaged, refuse_foreign_schema, told, within
from hcd_studio.store_file import Hold, beside, look, place_for_new, scratch, settle
from hcd_studio.store_rebuild import rebuild
from hcd_studio.store_schema import APPLICATION_ID, FORMAT, statements

Row = tuple[Record, int]
"""A living record and on how many of its fields several texts stand."""

Rows = Mapping[tuple[str, Id], Row | None]
"""What becomes of readable rows: a record to write, or None to remove."""

HEAD = "SELECT e.id, e.value, c.hlc, e.seen FROM edit e JOIN change c ON c.n = e.change"


class Store:
    """An open session file. `read_only` files take no change; `warnings` say what the reader should know."""

    def __init__(self, path: Path, db: apsw.Connection, hold: Hold | None, *, read_only: bool, vfs: str):
        self.path = path
        self.db = db
        self.read_only = read_only
        self.warnings: list[Message] = []
        self._hold = hold
        self._vfs = vfs
        self._fields: dict[tuple[str, str], int] = {}
        self._records: dict[Id, int] = {}
        self._replicas: dict[bytes, int] = {}
        self._waiting: set[bytes] = set()
        self._erased: set[tuple[bytes, str]] = set()
        self._recall()

    @staticmethod
    def create(path: Path, session: Id, *, letters: str = "A", home: str = "", vfs: str = "") -> None:
        """Make a new session file: whole, under another name, synced, then named; never over another file."""
        place_for_new(path)
        built = scratch(path)
        try:
            with told(path):
                db = apsw.Connection(
                    str(built.absolute()),
                    flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE,
                    vfs=vfs or None,
                )
                try:
                    write_empty(db, {"session": session, "letters": letters, "home": home})
                finally:
                    db.close()
            settle(built, path)
        finally:
            built.unlink(missing_ok=True)
            beside(built, "-journal").unlink(missing_ok=True)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, vfs: str = "") -> Store:
        """Open a session file and hold it; every opening checks header, schema and pages before a row is read."""
        seen = look(path)
        hold = None if read_only else Hold(path)
        lost_log = seen.open_elsewhere and not beside(path, "-wal").exists()
        try:
            with told(path):
                db = connect(path, read_only=read_only, vfs=vfs)
                try:
                    store = cls._checked(path, db, hold, read_only, vfs)
                except BaseException:
                    db.close()
                    raise
        except BaseException:
            if hold:
                hold.release()
            raise
        if lost_log:
            store.warnings.append(
                Message("This file was copied while it was open elsewhere; the last changes there may be missing here.")
            )
        return store

    @classmethod
    def _checked(cls, path: Path, db: apsw.Connection, hold: Hold | None, read_only: bool, vfs: str) -> Store:
        with within(db):
            stale = refuse_foreign_schema(db, path) and not read_only
            if db.execute("PRAGMA quick_check(1)").get != "ok":
                raise damaged(path)
            store = cls(path, db, hold, read_only=read_only, vfs=vfs)
            if len(store.meta("session") or "") != 32:
                raise damaged(path)
        if stale:
            rebuild(store)
        return store

    def _recall(self) -> None:
        self._fields = {(k, f): n for n, k, f in self.db.execute("SELECT n, kind, name FROM field")}
        self._replicas = {id: n for n, id in self.db.execute("SELECT n, id FROM replica")}
        self._waiting = {row[0] for row in self.db.execute("SELECT id FROM waiting")}
        self._erased = {(row[0], row[1]) for row in self.db.execute("SELECT record, field FROM erased")}
        self._records = {}

    def close(self) -> None:
        """Fold the write-ahead log in, so that one file lies on the disk, and let it go."""
        try:
            if not self.read_only:
                with told(self.path):
                    self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    self.db.execute("PRAGMA journal_mode=DELETE")
        finally:
            self.db.close()
            if self._hold:
                self._hold.release()
                self._hold = None

    # Small facts about this copy

    def meta(self, key: str) -> Any:
        """A fact about this copy, or None."""
        return self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).get

    def set_meta(self, **facts: Any) -> None:
        """Keep facts about this copy; inside a running transaction they are part of it."""
        for key, value in facts.items():
            self.db.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))

    @property
    def session(self) -> bytes:
        """The session's id, the same in every copy."""
        return bytes.fromhex(self.meta("session"))

    # Writing

    @contextmanager
    def transaction(self, kept: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """All or nothing. `kept` answers, on the file as found again, whether a commit of unknown outcome did happen."""
        with told(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._roll_back()
                raise
            try:
                self.db.execute("COMMIT")
            except apsw.Error:
                self._roll_back()
                self._reopen()
                if not kept():
                    raise

    def _roll_back(self) -> None:
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")
        self._recall()

    def _reopen(self) -> None:
        self.db.close()
        self.db = connect(self.path, vfs=self._vfs)
        self._recall()

    def keep(self, change: Change, rows: Rows, *, mine: bool = True) -> None:
        """Keep one change and the readable rows that follow from it, durably, in one transaction."""
        with self.transaction(kept=lambda: self.has(change.id)):
            self.put(change, mine=mine)
            self.put_rows(rows)

    def put(self, change: Change, *, mine: bool = False) -> list[Edit]:
        """Write a change, or the part of it that is missing here; returns the edits that were new. Needs a transaction."""
        n = self._change_number(change, mine)
        new = []
        for i, edit in enumerate(change.edits):
            if self._put_edit(n, i, edit):
                new.append(edit)
        return new

    def _change_number(self, change: Change, mine: bool) -> int:
        known = self.db.execute("SELECT n FROM change WHERE id = ?", (change.id,)).get
        if known is not None:
            return int(known)
        replica = self._replicas.get(change.replica)
        if replica is None:
            self.db.execute("INSERT INTO replica(id, mine) VALUES(?, ?)", (change.replica, int(mine)))
            replica = self._replicas[change.replica] = self.db.last_insert_rowid()
        self.db.execute(
            "INSERT INTO change(id, replica, seq, hlc, actor, verb, undoes, edits) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (change.id, replica, change.seq, change.hlc, change.actor, change.verb, change.undoes, change.count),
        )
        return self.db.last_insert_rowid()

    def _put_edit(self, change: int, i: int, edit: Edit) -> bool:
        gone = self.is_erased(edit.record, edit.field)
        value, salt = (None, None) if gone else (edit.value, edit.salt)
        row = (edit.id, change, i, self._record_number(edit.record), self._field_number(edit.kind, edit.field))
        self.db.execute(
            "INSERT OR IGNORE INTO edit(id, change, i, record, field, value, salt, mark, prev, seen, head)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, value, salt, edit.mark, joined(edit.prev), joined(edit.seen), edit.id not in self._waiting),
        )
        if not self.db.changes():
            return value is not None and self._fill(edit)
        if edit.id in self._waiting:
            self._waiting.discard(edit.id)
            self.db.execute("DELETE FROM waiting WHERE id = ?", (edit.id,))
        for earlier in edit.prev:
            self.db.execute("UPDATE edit SET head = 0 WHERE id = ?", (earlier,))
            if not self.db.changes() and earlier not in self._waiting:
                self._waiting.add(earlier)
                self.db.execute("INSERT INTO waiting VALUES(?)", (earlier,))
        return True

    def _fill(self, edit: Edit) -> bool:
        """A value that was lost here and comes back from a good copy; only if it is the very one that was committed to."""
        self.db.execute(
            "UPDATE edit SET value = ?, salt = ? WHERE id = ? AND value IS NULL AND mark = ?",
            (edit.value, edit.salt, edit.id, edit.mark),
        )
        return bool(self.db.changes())

    def _record_number(self, record: Id) -> int:
        n = self._records.get(record)
        if n is None:
            id = bytes.fromhex(record)
            n = self.db.execute("SELECT n FROM record WHERE id = ?", (id,)).get
            if n is None:
                self.db.execute("INSERT INTO record(id) VALUES(?)", (id,))
                n = self.db.last_insert_rowid()
            self._records[record] = n
        return n

    def _field_number(self, kind: str, name: str) -> int:
        n = self._fields.get((kind, name))
        if n is None:
            self.db.execute("INSERT INTO field(kind, name) VALUES(?, ?)", (kind, name))
            n = self._fields[kind, name] = self.db.last_insert_rowid()
        return n

    def put_rows(self, rows: Rows) -> None:
        """Write or remove readable rows. Needs a transaction."""
        for (table, id), row in rows.items():
            if row is None:
                self.db.execute(f'DELETE FROM "{table}" WHERE id = ?', (id,))
                continue
            record, versions = row
            values = [id, *(stored(value) for value in flat(record).values()), versions]
            self.db.execute(f'INSERT OR REPLACE INTO "{table}" VALUES({",".join("?" * len(values))})', values)

    # Reading

    def load(self) -> dict[str, dict[Id, Record]]:
        """Every living record by kind, from the readable tables."""
        with told(self.path):
            return {kind: dict(self._load_kind(kind)) for kind in KINDS}

    def _load_kind(self, kind: str) -> Iterator[tuple[Id, Record]]:
        read = reader(kind)
        for row in self.db.execute(f'SELECT * FROM "{kind}"'):
            record = read(row)
            yield record.id, record

    def heads(self, record: Id, field: str) -> list[Head]:
        """What stands on one field of a record."""
        query = f"{HEAD} JOIN field f ON f.n = e.field WHERE e.head AND f.name = ? AND e.record = (SELECT n FROM record WHERE id = ?)"
        return [_head(*row) for row in self.db.execute(query, (field, bytes.fromhex(record)))]

    def all_heads(self, record: Id) -> dict[str, list[Head]]:
        """What stands on every field of a record, fields of newer versions included."""
        query = f"{HEAD.replace('SELECT', 'SELECT f.name,')} JOIN field f ON f.n = e.field WHERE e.head AND e.record = (SELECT n FROM record WHERE id = ?)"
        found: dict[str, list[Head]] = {}
        for name, *row in self.db.execute(query, (bytes.fromhex(record),)):
            found.setdefault(name, []).append(_head(*row))
        return found

    def kind_of(self, record: Id) -> str:
        """The kind of a record that the log knows, alive or not; empty for an unknown one."""
        query = "SELECT f.kind FROM edit e JOIN field f ON f.n = e.field WHERE e.head AND e.record = (SELECT n FROM record WHERE id = ?) LIMIT 1"
        return str(self.db.execute(query, (bytes.fromhex(record),)).get or "")

    def has(self, change: ChangeId) -> bool:
        """Whether a change is in the log."""
        return self.db.execute("SELECT 1 FROM change WHERE id = ?", (change,)).get is not None

    def is_erased(self, record: Id, field: str) -> bool:
        """Whether a field's words were erased for good."""
        if not self._erased:
            return False
        id = bytes.fromhex(record)
        return (id, "*") in self._erased or (id, field) in self._erased

    def mark_erased(self, places: Iterable[tuple[Id, str]]) -> None:
        """Remember that these fields are erased, so that late values for them never enter. Needs a transaction."""
        for record, field in places:
            key = (bytes.fromhex(record), field)
            self._erased.add(key)
            self.db.execute("INSERT OR IGNORE INTO erased VALUES(?, ?)", key)


def _head(id: EditId, value: str | None, hlc: int, seen: bytes) -> Head:
    return Head(id, value, hlc, parted(seen or b""))


def stored(value: Any) -> Any:
    """A field's value as a readable column holds it: lists as JSON, yes and no as 1 and 0."""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return int(value) if isinstance(value, bool) else value


def write_empty(db: apsw.Connection, facts: Mapping[str, Any]) -> None:
    """Everything an empty session file holds, in one transaction."""
    db.execute("PRAGMA page_size=4096")
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute("BEGIN")
    for statement in statements():
        db.execute(statement)
    for key, value in facts.items():
        db.execute("INSERT INTO meta VALUES(?, ?)", (key, value))
    db.execute(f"PRAGMA user_version={FORMAT}")
    db.execute("COMMIT")


def no_such_session(path: Path) -> Trouble:
    """Merging or verifying something that is another workshop."""
    return Trouble(
        Message("{file} is a copy of another workshop.", file=path.name),
        do=Message("Choose a copy of this one, or export and import what you need."),
    )
