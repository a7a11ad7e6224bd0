"""Salvage: what is good of a broken, truncated or tampered file is saved with its ids, and a good copy completes it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from hcd_studio import journal, privacy
from hcd_studio.merge import merge
from hcd_studio.records import Note
from hcd_studio.salvage import Salvaged, salvage
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store.file import beside
from hcd_studio.store.verify import verify
from tests.stores import holds, raw, said, sentence, small, spoilt


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return small(tmp_path / "day.hcd", notes=60)


def saved(path: Path, to: Path) -> Salvaged:
    """Salvage, and see that the source was only read and the result holds."""
    before = path.read_bytes()
    report = salvage(path, to)
    assert path.read_bytes() == before
    holds(to)
    return report


def test_a_sound_file_comes_out_whole(file: Path, tmp_path: Path) -> None:
    with Session.open(file) as session:
        journal.jot(session, session.all(Note)[0].id, "text", "half a word", ())
        steps = [step.change for step in session.steps.undo]
    report = saved(file, tmp_path / "new.hcd")
    assert (report.part, report.lost_edits, report.lost_changes, report.pictures) == (0, 0, 0, 1)
    assert holds(tmp_path / "new.hcd") == holds(file)
    with Session.open(tmp_path / "new.hcd") as session:
        assert [one.text for one in journal.jotted(session)] == ["half a word"]
        assert [step.change for step in session.steps.undo] == steps
        session.undo()


TAMPERED = {
    "trigger": "CREATE TRIGGER evil AFTER UPDATE ON meta BEGIN DELETE FROM edit; END",
    "view": "CREATE VIEW evil AS SELECT * FROM edit",
    "view over a table": "ALTER TABLE edit RENAME TO hidden; CREATE VIEW edit AS SELECT * FROM hidden WHERE 0",
    "generated column": "ALTER TABLE note ADD COLUMN evil TEXT GENERATED ALWAYS AS (upper(text))",
    "index gone": "DROP INDEX edit_head",
    "no session": "DELETE FROM meta",
    "no names": "DELETE FROM meta; DELETE FROM waiting",
    "readable text altered": "UPDATE note SET text = 'never said'",
    "head flags": "UPDATE edit SET head = 1",
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_tampered_file_is_saved_whole(file: Path, tmp_path: Path, what: str) -> None:
    wanted = holds(file)
    spoilt(file, *([TAMPERED[what]] if what == "trigger" else TAMPERED[what].split("; ")))
    sentence(file)
    report = saved(file, tmp_path / "new.hcd")
    assert holds(tmp_path / "new.hcd") == wanted
    assert report.session_found == (not what.startswith("no "))


def test_altered_edits_stay_behind_and_come_back_from_a_good_copy(file: Path, tmp_path: Path) -> None:
    good = shutil.copyfile(file, tmp_path / "good.hcd")
    wanted = holds(good)
    spoilt(
        file,
        "UPDATE edit SET value = '\"never said\"' WHERE n % 17 = 0",
        "UPDATE edit SET salt = NULL WHERE n % 23 = 0",
        "DELETE FROM edit WHERE n % 29 = 0",
        "UPDATE change SET verb = 'other' WHERE n % 31 = 0",
    )
    report = saved(file, tmp_path / "new.hcd")
    assert report.part > 5
    assert report.lost_edits > 10
    assert report.lost_changes > 0
    assert [line.say("en") for line in report.lines() if "Merge a good copy" in line.say("en")]
    with Session.open(tmp_path / "new.hcd") as session:
        parts = [finding for finding in verify(session.store) if finding.rule == "part"]
        assert len(parts) == report.part
        assert "never said" not in str(said(session))
        merge(session, [good])
        assert verify(session.store) == []
        assert said(session) == wanted
    assert holds(tmp_path / "new.hcd") == wanted


def test_broken_pages_and_cut_files(file: Path, tmp_path: Path) -> None:
    """Never a crash; what is saved is a part of what was there, nothing else, and holds together."""
    with Session.open(file) as session:
        texts = {row[0] for row in session.store.db.execute("SELECT value FROM edit")}
        total = session.store.db.execute("SELECT count(*) FROM edit").get
    content = file.read_bytes()
    chance = random.Random(7)
    kept = []
    for n in range(40):
        broken = bytearray(content)
        if n % 4 == 3:
            del broken[chance.randrange(len(content) // 3, len(content)) :]
        else:
            for _ in range(3):
                at = chance.randrange(len(content) // 4096) * 4096
                broken[at : at + 4096] = chance.randbytes(4096) if n % 2 else bytes(4096)
        path, to = tmp_path / f"{n}.hcd", tmp_path / f"{n}-saved.hcd"
        path.write_bytes(broken)
        try:
            report = saved(path, to)
        except Trouble as trouble:
            assert "could be saved" in trouble.say("en")
            continue
        kept.append(report.edits / total)
        db = raw(to)
        assert {row[0] for row in db.execute("SELECT value FROM edit")} <= texts
        db.close()
        to.unlink()
    assert len(kept) > 30
    assert sum(kept) / len(kept) > 0.6


def test_a_lost_beginning_is_no_loss(file: Path, tmp_path: Path) -> None:
    wanted = holds(file)
    file.write_bytes(bytes(100) + file.read_bytes()[100:])
    assert "is not a session" in sentence(file)
    saved(file, tmp_path / "new.hcd")
    assert holds(tmp_path / "new.hcd") == wanted


def test_the_log_of_a_crash_counts(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "crashed.hcd"
    with Session.open(file) as session:
        with session.change("add") as draft:
            draft.add(Note(text="said just before the crash"))
        wanted = said(session)
        for ending in ("", "-wal"):
            shutil.copyfile(beside(file, ending), beside(path, ending))
    salvage(path, tmp_path / "new.hcd")
    assert holds(tmp_path / "new.hcd") == wanted


def test_nothing_erased_comes_back(file: Path, tmp_path: Path) -> None:
    old = shutil.copyfile(file, tmp_path / "old.hcd")
    with Session.open(file) as session:
        gone = session.all(Note)[5]
        certificate = privacy.erase(session, record=gone, reason="asked")
    assert certificate.done
    saved(file, tmp_path / "new.hcd")
    with Session.open(tmp_path / "new.hcd") as session:
        assert session.store.is_erased(gone.id, "text")
    # An erasure whose own edit is lost: the words of its place stay away until a good copy tells what became of them.
    spoilt(file, "UPDATE edit SET mark = zeroblob(16) WHERE field IN (SELECT n FROM field WHERE name = '!erased')")
    report = saved(file, tmp_path / "lost.hcd")
    assert [note.say("en") for note in report.notes if "Erasures whose record was lost" in note.say("en")]
    assert gone.text.encode() not in (tmp_path / "lost.hcd").read_bytes()
    assert old.exists()


def test_what_is_no_session_says_so(tmp_path: Path, file: Path) -> None:
    (tmp_path / "text.hcd").write_text("Dear all, " * 900)
    for path in (tmp_path / "text.hcd", tmp_path / "gone.hcd"):
        with pytest.raises(Trouble):
            salvage(path, tmp_path / "new.hcd")
    assert not (tmp_path / "new.hcd").exists()
    with pytest.raises(Trouble, match="there already"):
        salvage(file, file)
    with Session.open(file), pytest.raises(Trouble, match="open already"):
        salvage(file, tmp_path / "new.hcd")
