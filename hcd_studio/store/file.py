"""The session file as a file: looked at before SQLite may touch it, held by one program at a time, made whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hcd_studio.speech import Message, Trouble
from hcd_studio.store.schema import APPLICATION_ID, newest_format

NOTHING_CHANGED = Message("The file was left as it is.")

HELD_BY_ANOTHER = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

_held: set[tuple[int, int]] = set()
# Process-wide on purpose: on POSIX any second open and close of a file in one process drops SQLite's locks on it.


@dataclass(frozen=True, slots=True)
class Look:
    """What the first hundred bytes of a file tell."""

    size: int
    format: int
    open_elsewhere: bool
    """The header says that a write-ahead log belongs to it."""


def look(path: Path) -> Look:
    """Read the header without SQLite; a file that cannot be a session is refused with one sentence."""
    refuse_held(path)
    try:
        if path.is_dir():
            raise Trouble(Message("{file} is a folder, not a session.", file=path.name), safe=NOTHING_CHANGED)
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError:
        raise Trouble(
            Message("There is no file {file}.", file=path.name),
            do=Message("Check the name, or make a new session with: hcd-studio new {file}", file=path.name),
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None
    if size == 0:
        raise Trouble(
            Message("{file} is empty; it holds no session.", file=path.name),
            safe=NOTHING_CHANGED,
            do=Message("Open a copy or a snapshot of it."),
        )
    if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
        raise Trouble(
            Message("{file} is not a session of HCD Studio, or its beginning is damaged.", file=path.name),
            safe=NOTHING_CHANGED,
            do=Message("Open a copy or a snapshot of it, or try: hcd-studio salvage {file} NEW", file=path.name),
        )
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Trouble(
            Message("{file} is a database of another program.", file=path.name),
            safe=NOTHING_CHANGED,
            do=Message("Choose a session file; their names end in .hcd."),
        )
    format = int.from_bytes(head[60:64], "big")
    if format > newest_format():
        raise Trouble(
            Message("{file} was made by a newer version of HCD Studio.", file=path.name),
            safe=NOTHING_CHANGED,
            do=Message("Open it with the newer version."),
        )
    return Look(size, format, head[18:20] == b"\x02\x02")


def unreadable(path: Path, error: OSError) -> Trouble:
    """A file or folder that the system does not let us use."""
    return Trouble(
        Message("{file} cannot be used: {reason}.", file=path.name, reason=os.strerror(error.errno or 0)),
        safe=NOTHING_CHANGED,
        do=Message("Check that the folder is there and that you may write in it."),
    )


def beside(path: Path, ending: str) -> Path:
    """SQLite's companion of a file, e.g. `day.hcd-wal`."""
    return path.with_name(path.name + ending)


def refuse_held(path: Path) -> None:
    """Before any look at a file: one that this process holds must not even be read, or SQLite's locks on it are lost."""
    try:
        held = _identity(path) in _held
    except OSError:
        return
    if held:
        raise already_open(path)


def lying_log(path: Path) -> Path | None:
    """What a crash left beside a file and still belongs to it: a write-ahead log or a rollback journal that is not empty."""
    for ending in ("-wal", "-journal"):
        log = beside(path, ending)
        with contextlib.suppress(OSError):
            if log.stat().st_size:
                return log
    return None


def refuse_stale_log(path: Path, seen: Look) -> None:
    """A log beside a file that was closed properly is of another file: SQLite would replay it over this one."""
    log = lying_log(path)
    if log is not None and log.name.endswith("-wal") and not seen.open_elsewhere:
        raise Trouble(
            Message("{log} does not belong to {file}.", log=log.name, file=path.name),
            safe=NOTHING_CHANGED,
            do=Message("Move {log} to another folder, then open {file} again.", log=log.name, file=path.name),
        )


class Hold:
    """That this program, and only one opening in it, has the file: a lock on `NAME.lock` beside it.

    The lock is the system's and falls with the process, so a crash leaves no stale lock behind.
    """

    def __init__(self, path: Path):
        self._key = _identity(path)
        if self._key in _held:
            raise already_open(path)
        self._lock = beside(path, ".lock")
        self._file: int | None = _locked(self._lock, path)
        _held.add(self._key)

    def release(self) -> None:
        """Let the file go."""
        _held.discard(self._key)
        if self._file is not None:
            if sys.platform == "win32":
                os.close(self._file)  # an open file cannot be removed there, and one that another holds stays
            # Elsewhere removed while still held, so that nobody can lock a file that is about to vanish.
            with contextlib.suppress(OSError):
                self._lock.unlink()
            if sys.platform != "win32":
                os.close(self._file)
            self._file = None


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _locked(lock: Path, path: Path) -> int | None:
    """A locked descriptor; None where the folder cannot be written (then SQLite's own lock is all there is)."""
    while True:
        try:
            file = _opened(lock)
        except OSError:
            return None
        try:
            _lock(file)
        except OSError as error:
            os.close(file)
            if error.errno in HELD_BY_ANOTHER:
                raise already_open(path) from None
            return None  # a file system without locks
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(file), lock.stat()):
                return file
        os.close(file)  # removed by the one who held it before us: try again


def _opened(lock: Path) -> int:
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return os.open(lock, os.O_RDONLY)  # a folder that is read-only to us may be another's to write in


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def already_open(path: Path) -> Trouble:
    """The second opener's sentence."""
    return Trouble(
        Message("{file} is open already, in another window or program.", file=path.name),
        safe=Message("What is typed there is kept."),
        do=Message("Close it there first, or work on a copy."),
    )


def place_for_new(path: Path) -> None:
    """Refuse a name at which a new session would do harm: one that is taken, or beside a log of a file that is gone."""
    if path.exists():
        raise Trouble(
            Message("{file} is there already.", file=path.name),
            safe=NOTHING_CHANGED,
            do=Message("Choose another name."),
        )
    if not path.parent.is_dir():
        raise Trouble(
            Message("There is no folder {folder}.", folder=str(path.parent)),
            safe=Message("Nothing was written."),
            do=Message("Make the folder first, or choose another one."),
        )
    for ending in ("-wal", "-journal"):
        if beside(path, ending).exists():
            # SQLite would replay that log over the new file: rows vanish and its own check says "ok".
            raise Trouble(
                Message("{file} belongs to a session that is gone.", file=beside(path, ending).name),
                safe=NOTHING_CHANGED,
                do=Message("Choose another name, or move that file away first."),
            )


def scratch(path: Path) -> Path:
    """A name in the same folder under which a file is built before it gets its own."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise unreadable(path, error) from None
    os.close(handle)
    Path(name).unlink()
    return Path(name)


def settle(built: Path, path: Path) -> None:
    """Give a finished file its name, never replacing another; after this it survives a power cut."""
    try:
        sync(built)
    except OSError as error:
        built.unlink(missing_ok=True)
        raise unreadable(path, error) from None
    try:
        if sys.platform == "win32":
            built.rename(path)
        else:
            os.link(built, path)
            built.unlink()
    except FileExistsError:
        built.unlink(missing_ok=True)
        raise Trouble(Message("{file} is there already.", file=path.name), safe=NOTHING_CHANGED) from None
    except OSError:
        _settle_without_links(built, path)
    sync(path.parent)


def _settle_without_links(built: Path, path: Path) -> None:
    """Sticks with FAT know no links: there, look first and rename."""
    try:
        if path.exists():
            raise Trouble(Message("{file} is there already.", file=path.name), safe=NOTHING_CHANGED)
        built.rename(path)
    except OSError as error:
        raise unreadable(path, error) from None
    finally:
        built.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, survive a power cut."""
    if path.is_dir() and sys.platform == "win32":
        return
    try:
        handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    except OSError:
        if path.is_file():
            raise
        return  # a folder that may be written but not read
    try:
        os.fsync(handle)
    except OSError:
        if path.is_file():
            raise
    finally:
        os.close(handle)
