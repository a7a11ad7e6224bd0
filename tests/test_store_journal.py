"""A rollback journal of another file beside a session is never played back; one that a crash of our own left is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hcd_studio.merge import merge
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store import Store
from tests.meeting import at, morning, say
from tests.stores import holds, sentence

KILLED = """
import apsw, os
db = apsw.Connection({path!r})
{statements}
os._exit(9)
"""
WRITING = """
db.execute("PRAGMA cache_size=1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE edit SET head = 1 - head")
db.execute("INSERT INTO blob VALUES(1, 2, 3, 4, zeroblob(900000))")
db.execute("UPDATE change SET seq = seq + 1")
"""


def killed(path: Path, statements: str) -> Path:
    """The journal that a process leaves which is killed while it writes into a file."""
    subprocess.run([sys.executable, "-c", KILLED.format(path=str(path), statements=statements)], check=False)
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size > 512
    return journal


@pytest.fixture
def beside_it(tmp_path: Path) -> tuple[Path, bytes]:
    """A closed session beside which the journal of an older state of it lies, and its bytes."""
    (path,) = morning(tmp_path, "A")
    journal = killed(shutil.copy(path, tmp_path / "old.hcd"), WRITING)
    for n in range(30):
        say(path, f"work {n}")
    shutil.copy(journal, tmp_path / "A.hcd-journal")
    return path, path.read_bytes()


def test_a_foreign_journal_is_refused_and_the_file_is_as_it_was(beside_it: tuple[Path, bytes]) -> None:
    path, content = beside_it
    for read_only in (False, True):
        assert "A.hcd-journal does not belong to A.hcd" in sentence(path, read_only=read_only)
        assert path.read_bytes() == content
    path.with_name("A.hcd-journal").unlink()
    assert [note.text for note in holds(path)["note"].values()] == ["work 29"]


def test_a_copy_with_a_foreign_journal_is_not_merged(beside_it: tuple[Path, bytes], tmp_path: Path) -> None:
    path, content = beside_it
    journal = path.with_name("A.hcd-journal").read_bytes()
    path.with_name("A.hcd-journal").unlink()
    shutil.copy(path, tmp_path / "B.hcd")
    (tmp_path / "B.hcd-journal").write_bytes(journal)
    with at(path) as session, pytest.raises(Trouble, match="does not belong"):
        merge(session, [tmp_path / "B.hcd"])
    assert (tmp_path / "B.hcd").read_bytes()[100:] == content[100:]


@pytest.mark.parametrize("mode", ["wal", "delete"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_journal_that_our_own_crash_left_is_played_back(tmp_path: Path, mode: str, read_only: bool) -> None:
    """The header of a closed file turns to that of an open one, or back, under a journal of one page."""
    (path,) = morning(tmp_path, "A")
    wanted = holds(path)
    journal = path.with_name("A.hcd-journal")
    other = "delete" if mode == "wal" else "wal"
    statements = f"""
db.execute("PRAGMA journal_mode={other}").fetchall()
class Stops(apsw.VFS):
    def __init__(self): super().__init__("stops", "")
    def xOpen(self, name, flags):
        return File(name, flags)
class File(apsw.VFSFile):
    def __init__(self, name, flags):
        self.main = bool(flags[0] & apsw.SQLITE_OPEN_MAIN_DB)
        super().__init__("", name, flags)
    def xWrite(self, data, offset):
        super().xWrite(data, offset)
        if self.main:
            os._exit(9)
db.close()
stops = Stops()
db = apsw.Connection({str(path)!r}, vfs="stops")
db.execute("PRAGMA journal_mode={mode}").fetchall()
"""
    killed(path, statements)
    assert journal.exists()
    with Session.open(path, read_only=read_only) as session:
        assert {kind: dict(found) for kind, found in session.records.items()} == wanted
    assert not journal.exists()


def test_an_empty_journal_harms_nobody(tmp_path: Path) -> None:
    (path,) = morning(tmp_path, "A")
    for read_only in (True, False):
        path.with_name("A.hcd-journal").touch()
        Store.open(path, read_only=read_only).close()
