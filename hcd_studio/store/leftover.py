"""A rollback journal beside a session file: ours from a crash, or another file's, which would be played over this one.

This program writes through a write-ahead log; a rollback journal of its own guards only the moment in which the file's
header turns from one to the other. So a journal is ours exactly if playing it back changes nothing but the header: that is
tried on a scratch copy, before SQLite comes near the file itself.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

import apsw

from hcd_studio import home
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.file import NOTHING_CHANGED, beside, unreadable

JOURNAL = "-journal"
HEADER = 100
TURNED = (*range(18, 20), *range(24, 28), *range(92, 100))
"""The bytes of the header that turn: how the file is written, how often it was changed, and by which SQLite."""
AT_ONCE = 2**20


def refuse_foreign_journal(path: Path) -> None:
    """Refuse a file beside which another file's journal lies, even for reading: SQLite would destroy it."""
    journal = beside(path, JOURNAL)
    with contextlib.suppress(FileNotFoundError):
        if journal.stat().st_size and not _is_ours(path, journal):
            raise Trouble(
                Message("{log} does not belong to {file}.", log=journal.name, file=path.name),
                safe=NOTHING_CHANGED,
                do=Message("Move {log} to another folder, then open {file} again.", log=journal.name, file=path.name),
            )


def _is_ours(path: Path, journal: Path) -> bool:
    """Whether a copy of the file is the same after the journal was played back, but for what turns in its header."""
    try:
        with tempfile.TemporaryDirectory(prefix="met-", dir=home.folder("scratch")) as folder:
            copy = Path(folder) / "copy.hcd"
            shutil.copyfile(path, copy)
            shutil.copyfile(journal, beside(copy, JOURNAL))
            if beside(path, "-wal").exists():
                shutil.copyfile(beside(path, "-wal"), beside(copy, "-wal"))
            with contextlib.suppress(apsw.Error), closing(apsw.Connection(str(copy))) as db:
                db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
                db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
                db.execute("PRAGMA user_version").fetchall()
            return _same(path, copy)
    except OSError as error:
        raise unreadable(path, error) from None


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as left, other.open("rb") as right:
        heads = zip_longest(left.read(HEADER), right.read(HEADER))
        if any(here != there for at, (here, there) in enumerate(heads) if at not in TURNED):
            return False
        while here := left.read(AT_ONCE):
            if here != right.read(AT_ONCE):
                return False
        return not right.read(1)
