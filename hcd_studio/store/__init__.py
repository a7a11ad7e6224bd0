"""The session file: one SQLite file, one exclusive connection, one transaction a change.

The log (`change`, `edit`) is the truth; beside it stands one readable table a kind, holding the living records as the log
says they stand, for people with Datasette, sqlite-utils or Excel, and for a fast start. Nothing here decides what a
record means (`reading`) or what an act is (`session`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from hcd_studio.change import Change, ChangeId, Edit
from hcd_studio.columns import flat, reader
from hcd_studio.fields import Id
from hcd_studio.reading import Head
from hcd_studio.records import KINDS, Record
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.connect import (
    begin_writing,
    connect,
    end_reading,
    further_than_known,
    refuse_foreign_schema,
    told,
    within,
)
from hcd_studio.store.erase import VERB as ERASE
from hcd_studio.store.file import Hold, beside, look, place_for_new, refuse_stale_log, scratch, settle
from hcd_studio.store.leftover import refuse_foreign_journal
from hcd_studio.store.log import head, kind_of, weighed
from hcd_studio.store.open import bring_up_to_date, check, connection, fold
from hcd_studio.store.put import Writer
from hcd_studio.store.schema import APPLICATION_ID, newest_format, statements

Row = tuple[Record, int]
"""A living record and on how many of its fields several texts stand."""

Rows = Mapping[tuple[str, Id], Row | None]
"""What becomes of readable rows: a record to write, or None to remove."""

HEAD = """SELECT e.id, e.value, c.hlc, e.seen, c.undoes, p.id FROM edit e JOIN change c ON c.n = e.change
    JOIN replica p ON p.n = c.replica"""
RECORD = "(SELECT n FROM record WHERE id = ?)"


class Store:
    """An open session file. `read_only` files take no change; `warnings` say what the reader should know.

    Where `check_owed`, a part of the log was not checked yet that `verify_in_slices` is to check while work begins.
    """

    def __init__(self, path: Path, db: apsw.Connection, hold: Hold | None, *, read_only: bool, vfs: str):
        self.path = path
        self.db = db
        self.read_only = read_only
        self.warnings: list[Message] = []
        self.check_owed = False
        self._hold = hold
        self._vfs = vfs
        self._adrift = False
        self._unsure: Callable[[], bool] | None = None
        self.writer = Writer(self)

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
    def open(cls, path: Path, *, read_only: bool = False, vfs: str = "", whole: bool = True) -> Store:
        """Open a session file and hold it; header, schema, pages and log are checked before a row is believed.

        Without `whole` the older part of a longer log is left to be checked while work begins.
        """
        seen = look(path)
        hold = Hold(path)
        lost_log = seen.open_elsewhere and not beside(path, "-wal").exists()
        try:
            with told(path, reading=True):
                refuse_stale_log(path, seen)
                refuse_foreign_journal(path)
                db = connection(path, seen, read_only=read_only, vfs=vfs)
                try:
                    store = cls(path, db, hold, read_only=read_only, vfs=vfs)
                    store._begin(whole)
                except BaseException:
                    db.close()
                    raise
        except BaseException:
            hold.release()
            raise
        if lost_log:
            store.warnings.append(
                Message("This file was copied while it was open elsewhere; the last changes there may be missing here.")
            )
        return store

    def _begin(self, whole: bool) -> None:
        with within(self.db):
            stale = refuse_foreign_schema(self.db, self.path)
            self.writer.recall()
            check(self, stale=stale, whole=whole)
        if not self.read_only:
            begin_writing(self.db)
        if stale:
            bring_up_to_date(self)

    def close(self) -> None:
        """Fold the write-ahead log in, so that one file lies on the disk, and let it go."""
        if self._hold is None:
            return
        try:
            if not self.read_only and not self._adrift:
                with told(self.path):
                    fold(self.db)
        finally:
            with suppress(apsw.Error):  # a disk that is gone cannot be told goodbye
                self.db.close()
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
            self._find_again()
            self.writer.erased_now.clear()
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._roll_back()
                raise
            try:
                self.db.execute("COMMIT")
            except apsw.Error:
                self._unsure = kept
                self._reopen()
                if not kept():
                    raise
                self._make_sure()

    def _roll_back(self) -> None:
        try:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            self.writer.recall()
        except apsw.Error:
            with suppress(apsw.Error, Trouble):
                self._reopen()

    def _find_again(self) -> None:
        """Before a change: the file that a failing disk took away. If it holds more than memory knows, memory must be read anew."""
        if not self._adrift:
            return
        self._reopen()
        if self._unsure is not None and self._unsure():
            self._adrift = True
            raise further_than_known(self.path)
        self._unsure = None

    def _reopen(self) -> None:
        """After a failure of the disk: forget what SQLite holds and look at the file. Until that succeeds, nothing is written."""
        self._adrift = True
        with suppress(apsw.Error):
            self.db.close()
        self.db = connect(self.path, vfs=self._vfs)
        self.writer.recall()
        self._adrift = False

    def _make_sure(self) -> None:
        """The commit happened although the disk said otherwise: write it once more, into the file itself."""
        self._unsure = None
        try:
            end_reading(self.db)
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except apsw.Error:
            self.warnings.append(Message("This disk loses what it is given. Take a copy to another one now."))

    def keep(
        self,
        change: Change,
        rows: Rows,
        *,
        mine: bool = True,
        pictures: Sequence[tuple[str, str, int, int, bytes]] = (),
    ) -> None:
        """Keep one change, its pictures and the readable rows that follow from it, durably, in one transaction."""
        with self.transaction(kept=lambda: self.has(change.id)):
            if pictures:
                self.db.executemany("INSERT OR IGNORE INTO blob VALUES(?, ?, ?, ?, ?)", pictures)
            self.put(change, mine=mine)
            if mine and change.verb != ERASE and self.writer.erased_now:
                raise Trouble(
                    Message("This belongs to words that were erased for good."),
                    do=Message("Write it anew, without pointing at what was erased."),
                )
            self.put_rows(rows)

    def put(self, change: Change, *, mine: bool = False) -> list[Edit]:
        """Write a change, or the part of it that is missing here; returns the edits that were new. Needs a transaction.

        Somebody else's change is verified first. Records that an erasure reached are in `erased_now`.
        """
        return self.writer.put(change, mine=mine)

    @property
    def erased_now(self) -> frozenset[tuple[str, Id]]:
        """Kind and id of every record from which the running or last transaction erased something."""
        return frozenset(self.writer.erased_now)

    def is_erased(self, record: Id, field: str) -> bool:
        """Whether a field's words were erased for good."""
        return self.writer.is_erased(record, field)

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
        with told(self.path, reading=True):
            return {kind: dict(self._load_kind(kind)) for kind in KINDS}

    def _load_kind(self, kind: str) -> Iterator[tuple[Id, Record]]:
        read = reader(kind)
        for row in self.db.execute(f'SELECT * FROM "{kind}"'):
            record = read(row)
            yield record.id, record

    def heads(self, record: Id, field: str) -> list[Head]:
        """What stands on one field of a record."""
        query = (
            f"{HEAD} JOIN field f ON f.n = e.field WHERE e.head AND f.kind = ? AND f.name = ? AND e.record = {RECORD}"
        )
        where = (self.kind_of(record), field, bytes.fromhex(record))
        found = [head(self.db, *row) for row in self.db.execute(query, where)]
        return weighed(self.db, found)

    def all_heads(self, record: Id) -> dict[str, list[Head]]:
        """What stands on every field of a record, fields of newer versions included."""
        named = HEAD.replace("SELECT", "SELECT f.kind, f.name,")
        query = f"{named} JOIN field f ON f.n = e.field WHERE e.head AND e.record = {RECORD}"
        kinds: dict[str, dict[str, list[Head]]] = {}
        for kind, name, *row in self.db.execute(query, (bytes.fromhex(record),)):
            kinds.setdefault(kind, {}).setdefault(name, []).append(head(self.db, *row))
        found = kinds[self.kind_of(record)] if len(kinds) > 1 else next(iter(kinds.values()), {})
        return {name: weighed(self.db, heads) for name, heads in found.items()}

    def kind_of(self, record: Id) -> str:
        """The kind of a record that the log knows, alive or not; empty for an unknown one."""
        return kind_of(self.db, record)

    def has(self, change: ChangeId) -> bool:
        """Whether a change is in the log."""
        return self.db.execute("SELECT 1 FROM change WHERE id = ?", (change,)).get is not None


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
    db.execute(f"PRAGMA user_version={newest_format()}")
    db.execute("COMMIT")


def no_such_session(path: Path) -> Trouble:
    """Merging or verifying something that is another workshop."""
    return Trouble(
        Message("{file} is a copy of another workshop.", file=path.name),
        do=Message("Choose a copy of this one, or export and import what you need."),
    )
