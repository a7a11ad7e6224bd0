"""A connection that trusts nothing: every pragma read back, the schema held against the allow-list, errors as sentences."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import apsw

from hcd_studio.records import KINDS
from hcd_studio.speech import Message, Trouble
from hcd_studio.store_file import already_open
from hcd_studio.store_schema import own_shape, shape_of

PRAGMAS = {
    "locking_mode": "exclusive",  # before the journal mode: then SQLite needs no shared memory and no second opener gets in
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
}
READING_PRAGMAS = {"trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0, "query_only": 1, "temp_store": 2}
SECONDS_TO_OPEN = 20.0
LONGEST_VALUE = 64 * 2**20


def connect(path: Path, *, read_only: bool = False, vfs: str = "") -> apsw.Connection:
    """Open one file; a statement a call, since of two in one string the second would be skipped in silence."""
    if read_only:
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        db = apsw.Connection(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", flags=flags, vfs=vfs or None)
    else:
        db = apsw.Connection(str(path.absolute()), flags=apsw.SQLITE_OPEN_READWRITE, vfs=vfs or None)
    try:
        _harden(db)
        for name, wanted in (READING_PRAGMAS if read_only else PRAGMAS).items():
            set_pragma(db, name, wanted)
    except BaseException:
        db.close()
        raise
    return db


def _harden(db: apsw.Connection) -> None:
    db.set_busy_timeout(0)
    for option, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
    ):
        db.config(option, value)
    db.limit(apsw.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    db.limit(apsw.SQLITE_LIMIT_ATTACHED, 1)  # VACUUM attaches a scratch file of its own


def set_pragma(db: apsw.Connection, name: str, wanted: object) -> None:
    """Set one pragma and read it back; a file system that cannot keep the promise is refused."""
    db.execute(f"PRAGMA {name}={wanted}")
    got = db.execute(f"PRAGMA {name}").get
    if name == "mmap_size" and got is None:
        return  # this build knows no memory mapping at all
    if str(got).lower() != str(wanted):
        raise Trouble(
            Message("The place where this file lies cannot keep it safe ({detail}).", detail=f"{name}: {got}"),
            do=Message("Copy it to the laptop's own disk and open it there."),
        )


@contextlib.contextmanager
def within(db: apsw.Connection, seconds: float = SECONDS_TO_OPEN) -> Iterator[None]:
    """Stop SQLite after some seconds: a hostile file must not hang the program."""
    end = time.monotonic() + seconds
    db.set_progress_handler(lambda: time.monotonic() > end, 100_000)
    try:
        yield
    finally:
        db.set_progress_handler(None)


def refuse_foreign_schema(db: apsw.Connection, path: Path) -> bool:
    """Hold the schema against the allow-list; True where readable tables are of another version and want rebuilding."""
    shape, foreign = shape_of(db)
    wanted = own_shape()
    foreign += sorted(set(shape) - set(wanted))
    if foreign:
        raise Trouble(
            Message("{file} holds something that no session holds: {names}.", file=path.name, names=foreign[:3]),
            safe=Message("It was not opened, and nothing in it was run."),
            do=Message(
                "Do not trust this file; ask whoever sent it, or salvage it: hcd-studio salvage {file} NEW",
                file=path.name,
            ),
        )
    if any(shape.get(table) != wanted[table] for table in wanted if table not in KINDS):
        raise damaged(path)
    return any(shape.get(kind) != wanted[kind] for kind in KINDS)


def damaged(path: Path) -> Trouble:
    """A file whose pages or log do not hold together."""
    return Trouble(
        Message("{file} is damaged.", file=path.name),
        safe=Message("It was left as it is; snapshots and second copies are not touched."),
        do=Message("Open a snapshot or a copy, or save what is good: hcd-studio salvage {file} NEW", file=path.name),
    )


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Say what SQLite reports as one sentence a person can act on."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError):
        raise already_open(path) from None
    except apsw.FullError:
        raise disk_full() from None
    except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError, apsw.SchemaChangeError):
        raise damaged(path) from None
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError):
        raise not_writable(path) from None
    except apsw.InterruptError:
        raise Trouble(
            Message("{file} takes far too long to check.", file=path.name),
            safe=Message("It was left as it is."),
            do=Message("Do not trust this file; open a copy of your own."),
        ) from None
    except apsw.IOError as error:
        if getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_SHORT_READ:
            raise damaged(path) from None
        raise Trouble(
            Message("The disk did not do what it was asked ({detail}).", detail=str(error)),
            safe=Message("What was kept before is safe."),
            do=Message("Take a copy to another disk now."),
        ) from None
    except (apsw.SQLError, apsw.TooBigError, apsw.MismatchError, apsw.RangeError, ValueError, MemoryError):
        raise damaged(path) from None


def disk_full() -> Trouble:
    """No room for one more change."""
    return Trouble(
        Message("The disk is full ({detail}).", detail=os.strerror(errno.ENOSPC)),
        safe=Message("What was kept before is safe; the last change was not made."),
        do=Message("Make room on the disk, then do it again."),
    )


def not_writable(path: Path) -> Trouble:
    """A file that may be read but not changed."""
    return Trouble(
        Message("{file} cannot be changed: it, or its folder, is read-only.", file=path.name),
        do=Message("Copy it to a folder of your own and open the copy."),
    )
