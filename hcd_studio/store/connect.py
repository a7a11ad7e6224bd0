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
from hcd_studio.store.file import already_open
from hcd_studio.store.schema import is_readable, newest_format, own_shape, shape_of

PRAGMAS = {
    "locking_mode": "exclusive",  # before the journal mode: then SQLite needs no shared memory and no second opener gets in
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "cache_size": -8_000,  # a log of random ids touches pages everywhere
}
WRITING_PRAGMAS = {"synchronous": 2, "journal_mode": "wal"}
"""Set last, since the second one writes into the file."""
READING_PRAGMAS = {
    "locking_mode": "exclusive",  # here: the shared lock is kept, so that nobody writes below a reader
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "query_only": 1,
    "temp_store": 2,
    "cache_size": -8_000,
}
SECONDS_TO_OPEN = 20.0
LONGEST_VALUE = 64 * 2**20


def connect(
    path: Path, *, read_only: bool = False, still: bool = True, quiet: bool = False, vfs: str = ""
) -> apsw.Connection:
    """Open one file; a statement a call, since of two in one string the second would be skipped in silence.

    `quiet` leaves a file as it is until `begin_writing`, so that one which turns out to be hostile was not touched.

    `still` promises SQLite that nobody changes a read-only file meanwhile: a copy of ours, or media without locks.
    """
    if read_only:
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        name = f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if still else ''}"
    else:
        flags = apsw.SQLITE_OPEN_READWRITE
        name = str(path.absolute())
    db = apsw.Connection(name, flags=flags, vfs=vfs or None)
    try:
        if not read_only and db.readonly("main"):
            raise apsw.ReadOnlyError  # SQLite would go on, and fail at the first word typed
        harden(db)
        for pragma, wanted in (READING_PRAGMAS if read_only else PRAGMAS).items():
            set_pragma(db, pragma, wanted)
        if not read_only and not quiet:
            begin_writing(db)
    except BaseException:
        db.close()
        raise
    return db


def begin_writing(db: apsw.Connection) -> None:
    """From here on a commit is on the disk when it returns."""
    for pragma, wanted in WRITING_PRAGMAS.items():
        set_pragma(db, pragma, wanted)
    end_reading(db)


def end_reading(db: apsw.Connection) -> None:
    """After a check of pages or a copy that failed SQLite believes it still reads, and will not fold its log in: read once more."""
    db.execute("SELECT count(*) FROM sqlite_schema").fetchall()


def harden(db: apsw.Connection) -> None:
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
    """Hold the schema against the allow-list; True where tables are of another version and want to be brought up to date.

    A readable table of a kind that a newer version knows is let through: it is plain, and made anew from the log.
    """
    shape, foreign = shape_of(db)
    format = int(db.execute("PRAGMA user_version").get or 1)
    wanted = own_shape(format)
    unknown = {table for table in shape if table not in wanted}
    foreign += sorted(table for table in unknown if not is_readable(shape[table]))
    for table in sorted(wanted.keys() - KINDS.keys()):
        more = set(shape.get(table, ())) - set(wanted[table])
        if len(shape.get(table, ())) > len(wanted[table]):
            foreign += sorted(f"{table}.{line.partition(' ')[0]}" for line in more)
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
    return format < newest_format() or bool(unknown) or any(shape.get(kind) != wanted[kind] for kind in KINDS)


class Damaged(Trouble):
    """A session file that does not hold together."""


def damaged(path: Path, how: Message | None = None) -> Damaged:
    """A file whose pages or log do not hold together."""
    return Damaged(
        Message("{file} is damaged. {how}", file=path.name, how=how)
        if how
        else Message("{file} is damaged.", file=path.name),
        safe=Message("It was left as it is; snapshots and second copies are not touched."),
        do=Message("Open a snapshot or a copy, or save what is good: hcd-studio salvage {file} NEW", file=path.name),
    )


@contextlib.contextmanager
def told(path: Path, *, reading: bool = False) -> Iterator[None]:
    """Say what SQLite reports as one sentence a person can act on.

    While `reading` a file that may be anybody's, values that make no sense are damage; elsewhere they are our own mistake.
    """
    try:
        yield
    except (ValueError, TypeError, MemoryError):
        if not reading:
            raise
        raise damaged(path) from None
    except apsw.BusyError:
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
    except (apsw.IOError, apsw.LockedError) as error:  # locked: our own connection, on a disk that is full
        if getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_SHORT_READ:
            raise damaged(path) from None
        raise Trouble(
            Message("The disk did not do what it was asked ({detail}).", detail=str(error)),
            safe=Message("What was kept before is safe."),
            do=Message("Take a copy to another disk now."),
        ) from None
    except (apsw.SQLError, apsw.TooBigError, apsw.MismatchError, apsw.ConstraintError):
        raise damaged(path) from None
    except apsw.ConnectionClosedError:
        raise lost(path) from None


def disk_full() -> Trouble:
    """No room for one more change."""
    return Trouble(
        Message("The disk is full ({detail}).", detail=os.strerror(errno.ENOSPC)),
        safe=Message("What was kept before is safe; the last change was not made."),
        do=Message("Make room on the disk, then do it again."),
    )


def lost(path: Path) -> Trouble:
    """The disk failed and the file could not be opened again yet."""
    return Trouble(
        Message("{file} cannot be reached: the disk did not answer.", file=path.name),
        safe=Message("What was kept before is safe; the last change was not made."),
        do=Message("Make sure that the disk is there and has room, then do it again."),
    )


def further_than_known(path: Path) -> Trouble:
    """A change that was said to have failed turned out to be in the file."""
    return Trouble(
        Message("The disk kept the last change of {file} after all.", file=path.name),
        safe=Message("Nothing is lost."),
        do=Message("Close the session and open it again."),
    )


def left_open(path: Path, log: Path) -> Trouble:
    """After a crash, in a place where the last changes cannot be folded in."""
    return Trouble(
        Message("{file} was not closed properly, and its folder is read-only.", file=path.name),
        safe=Message("It was left as it is."),
        do=Message("Copy it together with {log} to a folder of your own and open the copy.", log=log.name),
    )


def not_writable(path: Path) -> Trouble:
    """A file that may be read but not changed."""
    return Trouble(
        Message("{file} cannot be changed: it, or its folder, is read-only.", file=path.name),
        do=Message("Copy it to a folder of your own and open the copy."),
    )
