"""Opening a session file: every hazard ends in one clear sentence, and nothing is done to what was not understood."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from hcd_studio import snapshots
from hcd_studio.clock import Clock
from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store import Store
from hcd_studio.store.connect import PRAGMAS, READING_PRAGMAS, WRITING_PRAGMAS
from hcd_studio.store.file import beside
from hcd_studio.store.verify import verify
from tests.stores import holds, raw, said, sentence, small, spoilt

HERE = Path(__file__).resolve().parent.parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return small(tmp_path / "day.hcd")


@pytest.fixture
def open_elsewhere(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the file until it is told to let go."""
    code = (
        "import sys; from pathlib import Path; from hcd_studio.session import Session\n"
        "s = Session.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.readline(); s.close()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(file)], cwd=HERE, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    yield other
    other.communicate("\n", timeout=20)


def asked(path: Path, *, read_only: bool) -> dict[str, str]:
    store = Store.open(path, read_only=read_only)
    try:
        wanted = READING_PRAGMAS if read_only else {**PRAGMAS, **WRITING_PRAGMAS}
        return {name: str(store.db.execute(f"PRAGMA {name}").get) for name in wanted}
    finally:
        store.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_every_pragma_holds(file: Path, read_only: bool) -> None:
    wanted = READING_PRAGMAS if read_only else {**PRAGMAS, **WRITING_PRAGMAS}
    found = asked(file, read_only=read_only)
    assert {name: value for name, value in found.items() if value != "None"} == {
        name: str(value) for name, value in wanted.items() if found[name] != "None"
    }


def test_a_place_that_cannot_keep_the_promise_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WRITING_PRAGMAS, "synchronous", 7)  # reads back as something else
    assert "cannot keep it safe" in sentence(file)


def test_a_second_opener_in_the_same_process(file: Path) -> None:
    with Session.open(file) as session:
        for read_only in (False, True):
            assert "open already" in sentence(file, read_only=read_only)
        link = file.with_name("other-name.hcd")
        link.symlink_to(file)
        assert "open already" in sentence(link)
        with session.change("x") as draft:  # and the locks of the first are still whole
            draft.add(Note(text="still mine"))
    assert "still mine" in {note.text for note in holds(file)["note"].values()}


@pytest.mark.usefixtures("open_elsewhere")
def test_a_second_opener_in_another_program(file: Path) -> None:
    for read_only in (False, True):
        assert "open already" in sentence(file, read_only=read_only)


def test_a_foreign_program_that_holds_the_file(file: Path) -> None:
    db = raw(file)
    db.execute("BEGIN EXCLUSIVE")
    for read_only in (False, True):
        assert "open already" in sentence(file, read_only=read_only)
    db.close()
    holds(file)


@pytest.mark.usefixtures("open_elsewhere")
def test_a_copy_made_while_open_without_its_log_says_so(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "mailed.hcd"
    shutil.copyfile(file, copy)
    for read_only in (True, False):
        store = Store.open(copy, read_only=read_only)
        assert [warning.say("en") for warning in store.warnings if "copied while" in warning.say("en")]
        store.close()


def crashed(file: Path, tmp_path: Path) -> Path:
    """A file as a crash leaves it: with its write-ahead log beside it."""
    folder = tmp_path / "crashed"
    folder.mkdir()
    with Session.open(file) as session:
        with session.change("x") as draft:
            draft.add(Note(text="said just before the crash"))
        for ending in ("", "-wal"):
            shutil.copyfile(beside(file, ending), beside(folder / "day.hcd", ending))
    return folder / "day.hcd"


@pytest.mark.parametrize("read_only", [False, True])
def test_what_a_crash_left_in_the_log_is_taken_in(file: Path, tmp_path: Path, read_only: bool) -> None:
    path = crashed(file, tmp_path)
    with Session.open(path, read_only=read_only) as session:
        assert "said just before the crash" in {note.text for note in session.all(Note)}
    assert not beside(path, "-wal").exists()


def test_a_stale_log_beside_another_file_is_refused(file: Path, tmp_path: Path) -> None:
    path = crashed(file, tmp_path)
    other = small(tmp_path / "other.hcd", seed="other")
    shutil.copyfile(beside(path, "-wal"), beside(other, "-wal"))
    before = other.read_bytes()
    for read_only in (False, True):
        assert "does not belong to" in sentence(other, read_only=read_only)
    assert other.read_bytes() == before


def test_no_new_file_beside_a_log_that_is_left(tmp_path: Path) -> None:
    (tmp_path / "new.hcd-wal").write_bytes(b"x")
    with pytest.raises(Trouble) as caught:
        Session.create(tmp_path / "new.hcd")
    assert "belongs to a session that is gone" in caught.value.say("en")


def test_no_file_is_ever_replaced(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(Trouble) as caught:
        Session.create(file)
    assert "there already" in caught.value.say("en")
    assert file.read_bytes() == before


def test_odd_files_get_one_sentence_each(tmp_path: Path, file: Path) -> None:
    empty, text, foreign, newer, short = (tmp_path / name for name in ("e.hcd", "t.hcd", "f.hcd", "n.hcd", "s.hcd"))
    empty.touch()
    text.write_text("Dear all, " * 50)
    db = raw(foreign)
    db.execute("CREATE TABLE a(b)")
    db.close()
    shutil.copyfile(file, newer)
    spoilt(newer, "PRAGMA user_version=99")
    short.write_bytes(file.read_bytes()[:60])
    for path, words in (
        (tmp_path / "gone.hcd", "There is no file"),
        (tmp_path, "is a folder"),
        (empty, "is empty"),
        (text, "is not a session"),
        (short, "is not a session"),
        (foreign, "another program"),
        (newer, "newer version"),
    ):
        for read_only in (False, True):
            assert words in sentence(path, read_only=read_only)
    assert sorted(path.name for path in tmp_path.glob("*-*")) == []


PLANTED = {
    "trigger": "CREATE TRIGGER evil AFTER UPDATE ON meta BEGIN DELETE FROM edit; END",
    "view": "CREATE VIEW evil AS SELECT * FROM edit",
    "table": "CREATE TABLE evil(x)",
    "virtual table": "CREATE VIRTUAL TABLE evil USING fts5(x)",
    "index": "CREATE INDEX evil ON edit(verb_of)",
    "expression index": "CREATE INDEX evil ON edit(length(value))",
    "generated column": "ALTER TABLE note ADD COLUMN evil TEXT GENERATED ALWAYS AS (upper(text))",
    "default": "ALTER TABLE note ADD COLUMN evil TEXT DEFAULT 'x'",
    "log column": "ALTER TABLE edit ADD COLUMN evil TEXT",
    "reference": "ALTER TABLE note ADD COLUMN evil TEXT REFERENCES step(id)",
}


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("read_only", [False, True])
def test_planted_schema_is_refused(file: Path, name: str, read_only: bool) -> None:
    spoilt(file, PLANTED[name].replace("verb_of", "mark"))
    before = file.read_bytes()
    refused = sentence(file, read_only=read_only)
    assert "holds something that no session holds" in refused or "is damaged" in refused
    assert file.read_bytes() == before


REWRITTEN = {
    "check": ("CREATE TABLE waiting(id BLOB PRIMARY KEY)", "CREATE TABLE waiting(id BLOB PRIMARY KEY CHECK(1))"),
    "collation": ("key TEXT PRIMARY KEY, value", "key TEXT COLLATE NOCASE PRIMARY KEY, value"),
    "partial index": ("ON edit(record, field) WHERE head", "ON edit(record, field)"),
    "virtual": ("CREATE TABLE journal(", "CREATE /**/ TABLE journal("),
    "type": ("mark BLOB", "mark TEXT"),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_rewritten_schema_is_refused(file: Path, name: str) -> None:
    old, new = REWRITTEN[name]
    spoilt(file, f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}')", schema=True)
    assert any(words in sentence(file) for words in ("holds something that no session holds", "damaged"))


def test_an_older_file_is_brought_up_to_date_and_a_snapshot_taken(file: Path) -> None:
    wanted = holds(file)
    for taken in snapshots.list_snapshots(session_of(file)):
        taken.path.unlink()
    spoilt(
        file, "ALTER TABLE note DROP COLUMN strength", "DROP TABLE waiver", 'ALTER TABLE "step" RENAME TO "newer_kind"'
    )
    before = file.read_bytes()
    with Session.open(file, read_only=True) as session:
        assert said(session) == wanted
        assert verify(session.store) == []
    assert file.read_bytes() == before
    store = Store.open(file)
    assert not store.db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'newer_kind'").get
    assert verify(store) == []
    store.close()
    assert len(snapshots.list_snapshots(session_of(file))) == 1
    assert holds(file) == wanted


def session_of(file: Path) -> str:
    db = raw(file)
    found = str(db.execute("SELECT value FROM meta WHERE key = 'session'").get)
    db.close()
    return found


def test_reading_leaves_file_and_folder_as_they_are(file: Path) -> None:
    before, names = file.read_bytes(), sorted(file.parent.iterdir())
    with Session.open(file, read_only=True) as session:
        assert session.all(Note)
        with pytest.raises(apsw.ReadOnlyError):
            session.store.db.execute("DELETE FROM edit")
        with pytest.raises(Trouble), session.change("x"):
            pass
    assert (file.read_bytes(), sorted(file.parent.iterdir())) == (before, names)


UNPRIVILEGED = """
import os, sys
from pathlib import Path
from hcd_studio import home, privacy, snapshots
from hcd_studio.clock import Clock
from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.speech import Trouble, catalogue
catalogue("en")
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for how in (True, False):
    try:
        with Session.open(Path(sys.argv[1]), read_only=how) as session:
            print(len(session.all(Note)))
    except Trouble as trouble:
        print(trouble.say("en"))
"""


def as_somebody_else(path: Path, home: Path) -> list[str]:
    home.mkdir(exist_ok=True)
    home.chmod(0o777)
    for folder in path.parents:
        if folder.stat().st_uid == os.getuid() and not folder.stat().st_mode & 0o001 and folder != path.parent:
            folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(path)],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such mode")
def test_a_read_only_folder_can_be_read(file: Path, tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    path = shutil.copyfile(file, folder / "day.hcd")
    path.chmod(0o444)
    folder.chmod(0o555)
    read, written = as_somebody_else(path, home)
    folder.chmod(0o755)
    assert read == "3"
    assert "read-only" in written
    assert sorted(folder.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such mode")
def test_a_crash_in_a_read_only_folder_asks_for_a_copy(file: Path, tmp_path: Path, home: Path) -> None:
    path = crashed(file, tmp_path)
    for one in (path, beside(path, "-wal")):
        one.chmod(0o444)
    path.parent.chmod(0o555)
    read, _ = as_somebody_else(path, home)
    path.parent.chmod(0o755)
    assert "was not closed properly" in read
    assert "day.hcd-wal" in read


def test_closing_twice_is_harmless(file: Path) -> None:
    store = Store.open(file)
    store.close()
    store.close()
    assert not beside(file, ".lock").exists()
    assert file.read_bytes()[18:20] == b"\x01\x01"


def test_a_file_that_names_no_home_is_nobodys_to_undo(tmp_path: Path) -> None:
    path = spoilt(
        small(tmp_path / "day.hcd"), "UPDATE meta SET value = '' WHERE key = 'home'", "UPDATE replica SET mine = 1"
    )
    with Session.open(path) as session:
        assert session.steps.undo == []


def test_a_stamp_at_the_end_of_all_numbers_does_not_stop_the_clock(tmp_path: Path) -> None:
    path = tmp_path / "day.hcd"
    end = Clock(now=lambda: 1.0, last=2**63 - 3)
    with Session.create(path, clock=end):
        pass
    with Session.open(path) as session:
        for text in ("one", "two"):
            with session.change("add") as draft:
                draft.add(Note(text=text))
    with Session.open(path) as session:
        assert {note.text for note in session.all(Note)} == {"one", "two"}
