"""Copies of an open session file, made by SQLite itself, so that each is one whole file of one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hcd_studio.change import ChangeId
from hcd_studio.store.connect import connect, end_reading, told
from hcd_studio.store.file import Hold, look, scratch, sync, unreadable
from hcd_studio.store.open import fold

if TYPE_CHECKING:
    from hcd_studio.store import Store


def copied(store: Store, target: Path) -> Path:
    """The whole session as it stands, under a scratch name beside `target`; free pages and their old content stay behind."""
    built = scratch(target)
    try:
        with told(store.path):
            store.db.execute("VACUUM INTO ?", (str(built.absolute()),))
    except BaseException:
        built.unlink(missing_ok=True)
        raise
    return built


def adjust(built: Path, facts: Mapping[str, Any], *, gone: Sequence[str] = (), typing: bool = False) -> None:
    """Make a copy a copy: other facts, nobody's own past; what was being typed goes along only where `typing` says so."""
    with told(built), closing(connect(built)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE replica SET mine = 0")
        for key, value in facts.items():
            db.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))
        for key in gone:
            db.execute("DELETE FROM meta WHERE key = ?", (key,))
        if not typing:
            db.execute("DELETE FROM journal")
        db.execute("COMMIT")
        fold(db)


def facts_of(path: Path) -> tuple[dict[str, Any], set[ChangeId]]:
    """What a copy says of itself, and the changes that it holds."""
    seen = look(path)
    hold = Hold(path)
    try:
        with told(path, reading=True), closing(connect(path, read_only=True, still=seen.open_elsewhere)) as db:
            facts = {str(key): value for key, value in db.execute("SELECT key, value FROM meta")}
            return facts, {id for (id,) in db.execute("SELECT id FROM change")}
    finally:
        hold.release()


def replace(built: Path, target: Path) -> None:
    """Put a finished copy in the place of an earlier one, in one step that a power cut cannot halve."""
    try:
        sync(built)
        built.replace(target)
        sync(target.parent)
    except OSError as error:
        raise unreadable(target, error) from None
    finally:
        built.unlink(missing_ok=True)


def scrub_file(store: Store) -> None:
    """Leave no byte of what was erased: the log folded in and emptied, every page written anew."""
    with told(store.path):
        end_reading(store.db)
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.db.execute("VACUUM")
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
