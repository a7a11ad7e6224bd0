"""Nothing in a session file can be altered unseen: every stored column, every byte, every length."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from hcd_studio import journal, privacy
from hcd_studio.clock import frozen_clock
from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store import Store
from hcd_studio.store.log import changes
from hcd_studio.store.rebuild import row_of
from hcd_studio.store.schema import LOG_TABLES
from hcd_studio.store.verify import verify, verify_in_slices
from tests.stores import findings, raw, sentence, small, spoilt

FLIPS = 20_000 if os.environ.get("HCD_LONG") else 2_000

OWN = {
    # What concerns this copy alone is covered by no hash: held to its form only.
    ("meta", "value"), ("meta", "key"), ("replica", "mine"), ("journal", "text"), ("journal", "field"),
    ("blob", "width"), ("blob", "height"), ("blob", "mime"), ("journal", "record"), ("journal", "prev"),
    # The order of arrival, which follows from nothing.
    ("edit", "n"), ("change", "n"), ("record", "n"), ("field", "n"), ("replica", "n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an erasure, a waiting edit, a journal row: something in every table."""
    folder = tmp_path_factory.mktemp("good")
    os.environ["HCD_STUDIO_HOME"] = str(folder / "home")
    path = small(folder / "good.hcd")
    other = shutil.copyfile(path, folder / "other.hcd")
    with Session.open(path, clock=frozen_clock("more")) as session:
        note = session.all(Note)[0]
        for text in ("Once more", "And again"):
            with session.change("reword") as draft:
                draft.patch(note, text=text)
        last = list(changes(session.store.db))[-1]
    with Session.open(other, clock=frozen_clock("other")) as session:
        store = session.store
        with store.transaction():
            store.put(last)  # the one before it did not come along
            store.put_rows({("note", note.id): row_of(store, "note", note.id, store.all_heads(note.id))})
        privacy.erase(session, record=session.all(Note)[-1], reason="asked")
        journal.jot(session, note.id, "text", "half a word", [bytes(16)])
    assert findings(other) == []
    return other


def tables() -> Iterator[tuple[str, str]]:
    db = apsw.Connection(":memory:")
    for statement in LOG_TABLES:
        db.execute(statement)
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for (column,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall():
            yield str(table), str(column)


def otherwise(value: Any) -> list[Any]:
    """Values that could stand in the place of one, some of them quite plausible."""
    match value:
        case bytes():
            changed = bytes([value[0] ^ 1]) + value[1:] if value else b"\0" * 16
            return [changed, value[:-1], value + b"\0", None, "text"]
        case str():
            return [value + "x", None, b"bytes", value[:-1] or "y"]
        case int():
            return [value + 1, -1, None, "x", value + 0.5]
        case _:
            return [b"\0" * 16, "x", 1]


@pytest.mark.parametrize(("table", "column"), [place for place in tables() if place not in OWN])
def test_every_stored_column_is_covered(good: Path, tmp_path: Path, table: str, column: str) -> None:
    db = raw(good)
    rows = db.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
    db.close()
    if not rows:
        pytest.skip("nothing there in this file")
    tried = 0
    for row, value in random.Random(1).sample(rows, min(3, len(rows))):
        for other in otherwise(value):
            path = shutil.copyfile(good, tmp_path / f"{tried}.hcd")
            db = raw(path)
            try:
                db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (other, row))
            except Exception:
                continue  # a unique index does not even let it in
            finally:
                stored = db.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).get
                db.close()
            if stored == value and type(stored) is type(value):
                continue
            tried += 1
            assert is_seen(path), f"{table}.{column}: {value!r} became {stored!r}"
    assert tried


def is_seen(path: Path) -> bool:
    try:
        return bool([finding for finding in findings(path) if finding.harm])
    except Trouble:
        return True


def test_what_no_hash_covers_is_held_to_its_form(good: Path, tmp_path: Path) -> None:
    for n, statement in enumerate(
        (
            "UPDATE replica SET mine = 7",
            "UPDATE meta SET value = 'x' WHERE key = 'session'",
            "UPDATE meta SET value = x'00' WHERE key = 'home'",
            "UPDATE meta SET value = 'drop table' WHERE key = 'letters'",
            "UPDATE journal SET prev = x'00'",
            "UPDATE journal SET record = 'x'",
            "UPDATE blob SET width = -1",
            "UPDATE blob SET mime = 'image/png'",
        )
    ):
        assert is_seen(spoilt(shutil.copyfile(good, tmp_path / f"{n}.hcd"), statement)), statement


ALTERED = {
    "a salt is gone": "UPDATE edit SET salt = NULL WHERE n = 3",
    "value and salt are gone, not erased": "UPDATE edit SET value = NULL, salt = NULL WHERE n = 3",
    "gone, and a place said to be erased": (
        "UPDATE edit SET value = NULL, salt = NULL WHERE n = 3;"
        "INSERT INTO erased SELECT r.id, f.name FROM edit e JOIN record r ON r.n = e.record JOIN field f ON f.n = e.field"
        " WHERE e.n = 3"
    ),
    "an erased value filled in again": (
        "UPDATE edit SET value = '\"back\"', salt = zeroblob(16) WHERE n = (SELECT min(n) FROM edit WHERE value IS NULL)"
    ),
    "an edit is gone": "DELETE FROM edit WHERE n = 3",
    "the last change is gone, but for one edit": "DELETE FROM edit WHERE n = (SELECT max(n) FROM edit)",
    "an edit belongs to another change": "UPDATE edit SET change = change + 1 WHERE n = 3",
    "two edits changed places": "UPDATE edit SET i = 1 - i WHERE change = 2 AND i < 2",
    "an old version is shown": "UPDATE edit SET head = 1",
    "nothing is shown": "UPDATE edit SET head = 0",
    "an edit is awaited that came": "INSERT INTO waiting SELECT id FROM edit WHERE n = 3",
    "an edit is awaited that nobody named": "INSERT INTO waiting VALUES(zeroblob(16))",
    "something is said to be erased": "INSERT INTO erased VALUES(zeroblob(16), '*')",
    "an erasure is forgotten": "DELETE FROM erased",
    "a readable text is another": "UPDATE note SET text = 'never said'",
    "a readable row is gone": "DELETE FROM note WHERE id = (SELECT min(id) FROM note)",
    "a readable row is invented": "INSERT INTO note(id, text) VALUES('00000000000000000000000000000000', 'x')",
    "a removed note is back": "INSERT OR IGNORE INTO note(id, text) SELECT lower(hex(id)), 'x' FROM record",
    "the count of versions is wrong": "UPDATE note SET versions = 5",
    "a picture is another": "UPDATE blob SET bytes = x'ffd8ff00'",
    "a record of nothing": "INSERT INTO record(id) VALUES(zeroblob(16))",
    "a field of nothing": "INSERT INTO field(kind, name) VALUES('note', 'evil')",
    "numbers given twice": "UPDATE change SET seq = 1, replica = 1",
    "another session": "UPDATE meta SET value = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' WHERE key = 'session'",
}


RULES = {
    "an erased value filled in with the very words": (
        "erased", "UPDATE edit SET value = :value, salt = :salt WHERE id = :id"
    ),
    "the salt of an erased value is kept": ("half", "UPDATE edit SET salt = :salt WHERE id = :id"),
    "the words are gone and their salt is not": (
        "half", "UPDATE edit SET value = NULL WHERE n = (SELECT min(n) FROM edit WHERE value IS NOT NULL)"
    ),
    "an old version is gone that nobody erased": (
        "lost",
        "UPDATE edit SET value = NULL, salt = NULL WHERE n = (SELECT min(e.n) FROM edit e JOIN field f ON f.n = e.field"
        " WHERE NOT e.head AND e.value IS NOT NULL AND f.name = 'text')",
    ),
    "that a record lives is gone": (
        "lost",
        "UPDATE edit SET value = NULL, salt = NULL WHERE n = (SELECT min(e.n) FROM edit e JOIN field f ON f.n = e.field"
        " WHERE NOT e.head AND f.name = 'alive')",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A file with an erased word, and what stood there."""
    folder = tmp_path_factory.mktemp("erased")
    os.environ["HCD_STUDIO_HOME"] = str(folder / "home")
    path = small(folder / "erased.hcd")
    with Session.open(path, clock=frozen_clock("erased")) as session:
        note = session.all(Note)[-1]
        head = session.store.heads(note.id, "text")[0]
        value, salt = session.store.db.execute("SELECT value, salt FROM edit WHERE id = ?", (head.id,)).fetchall()[0]
        privacy.erase(session, record=note, reason="asked")
    return path, {"id": head.id, "value": value, "salt": salt}


@pytest.mark.parametrize("what", RULES)
def test_what_was_altered_is_named_by_its_rule(
    erased: tuple[Path, dict[str, Any]], tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule, statement = RULES[what]
    path = shutil.copyfile(erased[0], tmp_path / "altered.hcd")
    db = raw(path)
    db.execute(statement, erased[1])
    assert db.changes() == 1
    db.close()
    assert "is damaged" in sentence(path)
    monkeypatch.setattr("hcd_studio.store.open.check", lambda *_, **__: None)
    monkeypatch.setattr("hcd_studio.store.check", lambda *_, **__: None)
    assert rule in {finding.rule for finding in findings(path) if finding.harm}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_is_refused(good: Path, tmp_path: Path, what: str) -> None:
    path = spoilt(shutil.copyfile(good, tmp_path / "altered.hcd"), *ALTERED[what].split(";"))
    refused = sentence(path)
    assert "is damaged" in refused
    assert "salvage" in refused
    assert "is damaged" in sentence(path, read_only=True)


def test_an_index_that_lies_is_named(good: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(good, tmp_path / "altered.hcd")
    spoilt(
        path,
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'edit_change')"
        " WHERE name = 'edit_head'",
        schema=True,
    )
    assert is_seen(path)


LOG = (
    "id, replica, seq, hlc, actor, verb, undoes, edits FROM change",
    "id FROM record",
    "kind, name FROM field",
    "id, i, value, salt, mark, prev, seen, head FROM edit",
    "id FROM waiting",
    "record, field FROM erased",
    "sha256, bytes FROM blob",
)


def content_of(store: Store) -> Any:
    """All that a file shows and keeps, but for what concerns this copy alone (its letters, its own undo)."""
    return store.load(), [sorted(store.db.execute(f"SELECT {part}").fetchall(), key=repr) for part in LOG]


def is_as(path: Path, wanted: Any) -> bool:
    """Whether a file that opens shows the same, or what differs is named."""
    store = Store.open(path, read_only=True)
    try:
        return content_of(store) == wanted or any(finding.harm for finding in verify(store))
    except (apsw.Error, UnicodeDecodeError):
        return any(finding.harm for finding in verify(store))
    finally:
        store.close()


def mutants(content: bytes, n: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(20261)
    used = [at for at in range(0, len(content), 512) if any(content[at : at + 512])]
    for _ in range(n):
        how = chance.choice(("bit", "bit", "bit", "byte", "run", "cut", "swap"))
        at = min(chance.choice(used) + chance.randrange(512), len(content) - 1)
        altered = bytearray(content)
        match how:
            case "bit":
                altered[at] ^= 1 << chance.randrange(8)
            case "byte":
                altered[at] = chance.randrange(256)
            case "run":
                altered[at : at + 16] = chance.randbytes(min(16, len(content) - at))
            case "cut":
                del altered[at:]
            case "swap":
                one, two = (chance.randrange(len(content) // 4096) * 4096 for _ in range(2))
                page = altered[one : one + 4096]
                altered[one : one + 4096] = altered[two : two + 4096]
                altered[two : two + 4096] = page
        yield f"{how} at {at}", bytes(altered)


def test_no_altered_byte_is_ever_believed(good: Path, tmp_path: Path) -> None:
    """Never a crash; what opens shows the same, or what differs is named."""
    store = Store.open(good, read_only=True)
    wanted = content_of(store)
    store.close()
    path = tmp_path / "mutant.hcd"
    refused = 0
    for what, content in mutants(good.read_bytes(), FLIPS):
        path.write_bytes(content)
        try:
            assert is_as(path, wanted), what
        except Trouble:
            refused += 1
    assert refused > FLIPS // 10


def test_verifying_in_slices_while_the_session_goes_on(tmp_path: Path) -> None:
    path = small(tmp_path / "day.hcd", notes=40)
    with Session.open(path) as session:
        n = 0
        for piece in verify_in_slices(session.store, 30):
            assert piece == []
            n += 1
            match n % 8:
                case 0:
                    with session.change("add") as draft:
                        draft.add(Note(text=f"meanwhile {n}"))
                case 1:
                    with session.change("patch") as draft:
                        draft.patch(session.all(Note)[n % 30], text=f"other {n}")
                case 2:
                    session.undo()
                case 3:
                    with session.change("remove") as draft:
                        draft.remove(session.all(Note)[-1])
            if n == 30:
                privacy.erase(session, record=session.all(Note)[3], reason="asked")
        assert n > 40
        assert verify(session.store) == []


def test_slices_and_the_whole_find_the_same(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hcd_studio.store.verify.WHOLE_AT_OPENING", 0)
    monkeypatch.setattr("hcd_studio.store.verify.TAIL", 1)
    path = spoilt(
        shutil.copyfile(good, tmp_path / "altered.hcd"), "UPDATE edit SET value = '\"x\"' WHERE n = 4",
        "UPDATE note SET text = 'y'", "UPDATE edit SET head = 0 WHERE n = 6",
    )  # fmt: skip
    store = Store.open(path)
    whole = verify(store)
    sliced = [finding for piece in verify_in_slices(store, 3) for finding in piece]
    store.close()
    assert {finding.rule for finding in whole} == {"mark", "row", "head"}
    assert sorted(whole, key=str) == sorted(sliced, key=str)


def test_the_tail_of_a_long_log_is_checked_at_opening(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcd_studio.store.verify.WHOLE_AT_OPENING", 0)
    monkeypatch.setattr("hcd_studio.store.verify.TAIL", 6)
    assert findings(good) == []
    for n, statement in enumerate(
        (
            "UPDATE edit SET mark = zeroblob(16) WHERE n = (SELECT max(n) FROM edit)",
            "UPDATE edit SET head = 1 - head WHERE n = (SELECT max(n) FROM edit)",
            "UPDATE change SET verb = 'other' WHERE n = (SELECT max(n) FROM change)",
        )
    ):
        path = spoilt(shutil.copyfile(good, tmp_path / f"{n}.hcd"), statement)
        assert is_seen(path), statement
