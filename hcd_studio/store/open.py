"""Opening a session file: what lies beside it, the connection, and the checks that come before a row is believed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from hcd_studio.store.connect import connect, damaged, end_reading, left_open
from hcd_studio.store.file import Look, lying_log
from hcd_studio.store.rebuild import rebuild, rebuild_aside

if TYPE_CHECKING:
    from hcd_studio.store import Store


def connection(path: Path, seen: Look, *, read_only: bool, vfs: str) -> apsw.Connection:
    """A connection for writing, or one that leaves file and folder as they are."""
    if not read_only:
        return connect(path, quiet=True, vfs=vfs)
    log = lying_log(path)
    if log is not None:
        _fold_in(path, log, vfs)
    # A file that says it is open and has no log beside it was copied from under somebody: nothing can be locked in it.
    still = seen.open_elsewhere and log is None
    db = connect(path, read_only=True, still=still, vfs=vfs)
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.IOError):
        db.close()
        return connect(path, read_only=True, still=True, vfs=vfs)  # a medium on which nothing can be locked
    except BaseException:
        db.close()
        raise
    return db


def _fold_in(path: Path, log: Path, vfs: str) -> None:
    """Bring what a crash left in a log into the file, as the next opening for writing would."""
    try:
        with closing(connect(path, vfs=vfs)) as db:
            fold(db)
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError):
        raise left_open(path, log) from None


def fold(db: apsw.Connection) -> None:
    """Make the file one file: what is in the write-ahead log moves into it, and the log goes."""
    end_reading(db)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA journal_mode=DELETE")


def check(store: Store, *, stale: bool, whole: bool) -> None:
    """Pages, log and readable rows, as far as an opening has time for it; a file that does not hold is refused."""
    from hcd_studio.store.verify import at_opening

    if len(str(store.meta("session") or "")) != 32:
        raise damaged(store.path)
    bytes.fromhex(store.meta("session"))
    for finding in at_opening(store, readable=not stale, whole=whole):
        if finding.harm:
            raise damaged(store.path, finding.what)


def bring_up_to_date(store: Store) -> None:
    """Readable tables of another version are made anew from the log; before it writes, a snapshot is taken."""
    if store.read_only:
        rebuild_aside(store)
        return
    from hcd_studio.snapshots import before

    before(store, "migration")
    rebuild(store)
