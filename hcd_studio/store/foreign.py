"""Another copy of a session, met with care: copied aside, opened read-only, every edit checked before anybody uses it.

Nothing in a foreign file is trusted. Its schema is held against the one allow-list, its rows are read as bytes, each edit
must hash to its own id and each value to its mark. What does not is left out and counted; what is good is used.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from hcd_studio import home
from hcd_studio.change import Change, ChangeId, Edit, parted
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.connect import connect, damaged, refuse_foreign_schema, told, within
from hcd_studio.store.erase import is_name
from hcd_studio.store.exchange import LONGEST, checked_change
from hcd_studio.store.file import NOTHING_CHANGED, Hold, beside, look, refuse_stale_log, unreadable
from hcd_studio.store.leftover import refuse_foreign_journal
from hcd_studio.store.verify_rows import is_picture

SECONDS = 120.0
A_DAY = 86_400.0
LARGEST_FILE = 4 * 2**30
LARGEST_BLOB = 32 * 2**20

CHANGES = "SELECT n, id, replica, seq, hlc, {actor}, {verb}, undoes, edits FROM change"
EDITS = "SELECT n, id, change, i, record, field, {value}, salt, mark, prev, seen FROM edit"
FIELDS = "SELECT n, {kind}, {name} FROM field"
# A text is fetched as bytes, since one that is no UTF-8 must spoil one edit only; what is no text comes as a byte that is none.
TEXT = "CASE typeof({0}) WHEN 'text' THEN CAST({0} AS BLOB) WHEN 'null' THEN NULL ELSE x'FF' END"


@dataclass
class Foreign:
    """What a copy of this session holds that is good.

    `part` says that something of it is not: edits that do not hash to their ids (`bad`), or pages that cannot be read.
    """

    name: str
    session: bytes = b""
    changes: list[Change] = field(default_factory=list)
    bad: int = 0
    part: bool = False
    warnings: list[Message] = field(default_factory=list)
    db: apsw.Connection | None = None

    def spoil(self, edits: int) -> None:
        """Count edits that cannot be used."""
        if edits:
            self.bad, self.part = self.bad + edits, True

    def blobs(self, wanted: Collection[str]) -> Iterator[tuple[str, str, int, int, bytes]]:
        """Pictures by the hash of their content: those that are wanted and are what they say."""
        for sha256 in sorted(wanted):
            row = self._blob(sha256)
            if row and is_picture(row):
                yield row
            elif row:
                self.part = True

    def _blob(self, sha256: str) -> Any:
        query = "SELECT sha256, mime, width, height, bytes FROM blob WHERE sha256 = ? AND length(bytes) <= ?"
        try:
            return self.db.execute(query, (sha256, LARGEST_BLOB)).fetchone() if self.db else None
        except (apsw.CorruptError, UnicodeDecodeError):
            self.part = True
            return None


@contextmanager
def met(path: Path, known: Collection[ChangeId] = ()) -> Iterator[Foreign]:
    """A foreign copy, without the changes that are `known` already; it and its scratch copy are gone afterwards."""
    seen = look(path)
    refuse_stale_log(path, seen)
    refuse_foreign_journal(path)
    if seen.size > LARGEST_FILE:
        raise Trouble(Message("{file} is far too large for a session.", file=path.name), safe=NOTHING_CHANGED)
    _sweep(home.folder("scratch"))
    with tempfile.TemporaryDirectory(prefix="met-", dir=home.folder("scratch")) as folder:
        copy = _copied(path, Path(folder))
        found = Foreign(path.name)
        if seen.open_elsewhere and not beside(path, "-wal").exists():
            found.warnings.append(
                Message("{file} was copied while it was open; its last changes may be missing.", file=path.name)
            )
        with told(path):
            found.db = connect(copy, read_only=True)
        try:
            with told(path), within(found.db, SECONDS):
                refuse_foreign_schema(found.db, path)
                _read(found, path, set(known))
            yield found
        finally:
            found.db.close()
            found.db = None


def _sweep(scratch: Path) -> None:
    """Copies that a crash left behind hold people's words: those of yesterday go."""
    for folder in scratch.glob("met-*"):
        if time.time() - folder.stat().st_mtime > A_DAY:
            shutil.rmtree(folder, ignore_errors=True)


def _copied(path: Path, folder: Path) -> Path:
    """A copy of our own, its write-ahead log folded in; never of a file that is open, which would be half of it."""
    if beside(path, ".lock").exists():
        Hold(path).release()
    copy = folder / "copy.hcd"
    try:
        shutil.copyfile(path, copy)
        for ending in ("-wal", "-journal"):
            if beside(path, ending).exists():
                shutil.copyfile(beside(path, ending), beside(copy, ending))
    except OSError as error:
        raise unreadable(path, error) from None
    if beside(copy, "-wal").exists() or beside(copy, "-journal").exists():
        with told(path):
            db = connect(copy)
            try:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                db.execute("PRAGMA journal_mode=DELETE")
            finally:
                db.close()
    return copy


def _read(found: Foreign, path: Path, known: set[ChangeId]) -> None:
    db = found.db
    assert db is not None
    if not _pages_are_sound(db):
        found.part = True
        found.warnings.append(Message("{file} is damaged; what is good in it is used.", file=path.name))
    session = db.execute("SELECT value FROM meta WHERE key = 'session'").get
    if not isinstance(session, str) or len(session) != 32 or set(session) - set("0123456789abcdef"):
        raise damaged(path)
    found.session = bytes.fromhex(session)
    names = _Names(found)
    edits: dict[int, list[tuple[Any, ...]]] = {}
    headers = _rows(found, CHANGES.format(actor=TEXT.format("actor"), verb=TEXT.format("verb")))
    skipped = {row[0] for row in headers if row[1] in known}
    for row in _rows(found, EDITS.format(value=TEXT.format("value"))):
        if row[2] not in skipped:
            edits.setdefault(row[2], []).append(row)
    for header in headers:
        if header[0] not in skipped:
            change = _change(found, names, header, edits.pop(header[0], []))
            if change is not None:
                found.changes.append(change)
    found.spoil(sum(len(rows) for rows in edits.values()))  # of changes whose own row is lost


def _pages_are_sound(db: apsw.Connection) -> bool:
    try:
        return bool(db.execute("PRAGMA quick_check(1)").get == "ok")
    except apsw.CorruptError:
        return False


class _Names:
    """What the numbers of a log stand for; what is no record, field or replica is absent."""

    def __init__(self, found: Foreign):
        self.records = {n: id.hex() for n, id in _rows(found, "SELECT n, id FROM record") if _is_bytes(id, 16)}
        self.replicas = {n: id for n, id in _rows(found, "SELECT n, id FROM replica") if _is_bytes(id, 8)}
        self.fields: dict[int, tuple[str, str]] = {}
        for n, kind, name in _rows(found, FIELDS.format(kind=TEXT.format("kind"), name=TEXT.format("name"))):
            kind, name = _text(kind), _text(name)
            if is_name(kind) and is_name(name):
                self.fields[n] = (kind, name)


def _rows(found: Foreign, query: str) -> list[tuple[Any, ...]]:
    """The rows of a table by number; where a page in the middle is broken, those before it and those behind it."""
    assert found.db is not None
    rows: list[tuple[Any, ...]] = []
    try:
        rows.extend(found.db.execute(f"{query} ORDER BY n"))
    except apsw.CorruptError:
        found.part = True
        rows = []
        _until_broken(found.db, f"{query} ORDER BY n", rows)
        last = rows[-1][0] if rows else -1
        behind: list[tuple[Any, ...]] = []
        _until_broken(found.db, f"{query} WHERE n > {int(last)} ORDER BY n DESC", behind)
        rows += reversed(behind)
    return rows


def _until_broken(db: apsw.Connection, query: str, rows: list[tuple[Any, ...]]) -> None:
    try:
        for row in db.execute(query):
            rows.append(row)  # noqa: PERF402 - those before the break are wanted too
    except apsw.CorruptError:
        return


def _change(found: Foreign, names: _Names, row: tuple[Any, ...], edits: list[tuple[Any, ...]]) -> Change | None:
    """A change of the edits that hash to their ids; its own id must follow from them, unless some are missing."""
    _, id, replica, seq, hlc, actor, verb, undoes, count = row
    undoes = b"" if undoes is None else undoes
    read = tuple(_edit(names, one) for one in edits)
    said = Change(
        id, _text(verb), _text(actor), names.replicas.get(replica, b""), seq, hlc, undoes, read, count
    )  # whatever stands there: it is checked before anybody uses it
    good, bad, part = checked_change(said, found.session)
    found.spoil(bad)
    found.part = found.part or part
    return good


def _edit(names: _Names, row: tuple[Any, ...]) -> Edit:
    _, id, _change, i, record, named, value, salt, mark, prev, seen = row
    kind, name = names.fields.get(named, ("", ""))
    text = None if value is None else _text(value)
    return Edit(kind, names.records.get(record, ""), name, text, _ids(prev), _ids(seen), salt, mark, id, i)


def _ids(found: Any) -> Any:
    return parted(found) if isinstance(found, bytes) else () if found is None else None


def _text(found: Any) -> Any:
    """A text that was fetched as bytes; what is none stays what it is, and is refused by the check."""
    try:
        return found.decode() if isinstance(found, bytes) and len(found) <= LONGEST else found
    except UnicodeDecodeError:
        return found


def _is_bytes(found: Any, size: int) -> bool:
    return isinstance(found, bytes) and len(found) == size
