"""Snapshots, copies, second copies, and the journal of what was being typed."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from hcd_studio import home as home_of
from hcd_studio import journal, snapshots
from hcd_studio.merge import merge
from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store.file import beside
from hcd_studio.store.verify import verify
from tests.stores import holds, said, small


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.open(small(tmp_path / "day.hcd"))


def id_of(session: Session) -> str:
    return session.store.session.hex()


def add(session: Session, text: str) -> Note:
    with session.change("add") as draft:
        return draft.add(Note(text=text))


def test_ten_are_kept_and_the_same_is_not_taken_twice(session: Session) -> None:
    assert snapshots.take(session.store) is None  # one was taken at the opening
    for n in range(14):
        add(session, f"note {n}")
        assert snapshots.take(session.store, now=1_800_000_000 + n * 700)
    found = snapshots.list_snapshots(id_of(session))
    assert len(found) == snapshots.KEPT
    assert found[0].changes > found[-1].changes
    for saved in found:
        assert beside(saved.path, "-wal").exists() is False
        holds(saved.path)
    session.close()


def test_one_is_taken_when_a_session_is_opened_and_the_newest_is_old(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, id = session.path, id_of(session)
    for saved in snapshots.list_snapshots(id):
        saved.path.unlink()
    session.close()
    Session.open(path).close()
    assert len(snapshots.list_snapshots(id)) == 1
    with Session.open(path) as session:
        add(session, "more")
    Session.open(path).close()
    assert len(snapshots.list_snapshots(id)) == 1  # the newest is not old yet
    later = time.time() + 700
    monkeypatch.setattr(time, "time", lambda: later)
    Session.open(path, read_only=True).close()
    assert len(snapshots.list_snapshots(id)) == 1
    Session.open(path).close()
    Session.open(path).close()
    assert len(snapshots.list_snapshots(id)) == 2


def test_a_snapshot_comes_back_under_a_new_name(session: Session, tmp_path: Path) -> None:
    (taken,) = (saved.path for saved in snapshots.list_snapshots(id_of(session)))
    before = said(session)
    add(session, "said since")
    with pytest.raises(Trouble):
        snapshots.restore(taken, session.path)
    snapshots.restore(taken, tmp_path / "back.hcd")
    with Session.open(tmp_path / "back.hcd") as back:
        assert said(back) == before
        assert back.letters != session.letters
        add(back, "said in the restored one")
    with Session.open(tmp_path / "back.hcd") as back:
        session.close()
        merge(back, [session.path])
        assert {"said since", "said in the restored one"} <= {note.text for note in back.all(Note)}
        assert len({note.ref for note in back.all(Note)}) == len(back.all(Note))


def test_a_damaged_snapshot_is_not_restored(session: Session, tmp_path: Path) -> None:
    (taken,) = (saved.path for saved in snapshots.list_snapshots(id_of(session)))
    session.close()
    content = bytearray(taken.read_bytes())
    content[8000:9000] = bytes(1000)
    taken.write_bytes(content)
    with pytest.raises(Trouble):
        snapshots.restore(taken, tmp_path / "back.hcd")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["day.hcd", "home"]


def test_a_copy_has_letters_of_its_own_and_nobodys_undo(session: Session, tmp_path: Path) -> None:
    journal.jot(session, session.all(Note)[0].id, "text", "half a word", ())
    assert snapshots.take_copy(session, tmp_path / "table.hcd", letters="B") == "B"
    given = snapshots.take_copy(session, tmp_path / "other.hcd")
    assert len(given) == 2
    with Session.open(tmp_path / "table.hcd") as copy:
        assert said(copy) == said(session)
        assert (copy.letters, copy.steps.undo, journal.jotted(copy)) == ("B", [], [])
        assert add(copy, "at the table").ref == "V-B1"
    with Session.open(tmp_path / "table.hcd") as copy:
        assert copy.letters == "B"  # asked for once, and kept
    with Session.open(tmp_path / "other.hcd") as copy:
        assert copy.letters == given
    for taken in (tmp_path / "table.hcd", session.path):
        with pytest.raises(Trouble, match="there already"):
            snapshots.take_copy(session, taken)
    for letters in ("a", "ABCDE", "Ŵ", "A1"):
        with pytest.raises(Trouble):
            snapshots.take_copy(session, tmp_path / "new.hcd", letters=letters)
    session.close()
    holds(session.path)


def test_a_second_copy_replaces_its_own_earlier_state_only(session: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    first = snapshots.second_copy(session, stick)
    add(session, "since then")
    assert snapshots.second_copy(session, stick) == first
    assert snapshots.second_copies(session.store) == [str(first)]
    assert sorted(path.name for path in stick.iterdir()) == ["day.hcd"]
    shown = said(session)
    with Session.open(shutil.copyfile(first, tmp_path / "looked-at.hcd"), read_only=True) as copy:
        assert said(copy) == shown
    # Somebody works in it: from then on it is theirs.
    with Session.open(first) as copy:
        assert copy.letters != session.letters
        add(copy, "typed on the stick")
    before = first.read_bytes()
    with pytest.raises(Trouble, match="not an earlier second copy"):
        snapshots.second_copy(session, stick)
    assert first.read_bytes() == before
    with Session.open(first), pytest.raises(Trouble):
        snapshots.second_copy(session, stick)
    with pytest.raises(Trouble):
        snapshots.second_copy(session, session.path)
    other = small(tmp_path / "elsewhere.hcd", seed="other")
    with pytest.raises(Trouble):
        snapshots.second_copy(session, other)
    session.close()
    merged = Session.open(session.path)
    merge(merged, [first])
    assert "typed on the stick" in {note.text for note in merged.all(Note)}
    merged.close()


def test_the_list_of_second_copies_is_no_part_of_copies(session: Session, tmp_path: Path) -> None:
    snapshots.second_copy(session, tmp_path / "second.hcd")
    snapshots.take_copy(session, tmp_path / "copy.hcd")
    for name in ("second.hcd", "copy.hcd"):
        with Session.open(tmp_path / name, read_only=True) as copy:
            assert json.loads(copy.store.meta("second_copies") or "[]") == []
    session.close()


def test_both_texts_survive_a_crash_and_a_merge(session: Session, tmp_path: Path) -> None:
    """An editor is open, a merge brings another text, the program dies, the typing is taken up again: both stand."""
    note = session.all(Note)[0]
    prev = tuple(head.id for head in session.store.heads(note.id, "text"))
    snapshots.take_copy(session, tmp_path / "b.hcd", letters="B")
    with Session.open(tmp_path / "b.hcd") as other, other.change("reword") as draft:
        draft.patch(note, text="from the other table")
    journal.jot(session, note.id, "text", "typ", prev)
    journal.jot(session, note.id, "text", "typed here", prev)
    merge(session, [tmp_path / "b.hcd"])
    # kill −9: nothing is closed, the file and its log are what they are
    crashed = tmp_path / "crashed.hcd"
    for ending in ("", "-wal"):
        shutil.copyfile(beside(session.path, ending), beside(crashed, ending))
    session.close()
    with Session.open(crashed) as session:
        (found,) = journal.jotted(session)
        assert (found.record, found.field, found.text, found.prev) == (note.id, "text", "typed here", prev)
        with session.change("take_up") as draft:
            journal.take_up(draft, found)
        journal.forget(session, found.record, found.field)
        assert session.versions == {(note.id, "text"): 2}
        assert {head.value for head in session.store.heads(note.id, "text")} == {
            '"from the other table"',
            '"typed here"',
        }
        assert journal.jotted(session) == []
        assert verify(session.store) == []
    holds(crashed)


def test_typing_into_a_field_that_was_blank(session: Session) -> None:
    """The heads were none when the editor was opened, and that is remembered too."""
    note = session.all(Note)[0]
    journal.jot(session, note.id, "translation", "mine", ())
    with session.change("elsewhere") as draft:
        draft.patch(note, translation="theirs")
    (found,) = journal.jotted(session)
    with session.change("take_up") as draft:
        journal.take_up(draft, found)
    assert session.versions == {(note.id, "translation"): 2}
    session.close()


def test_what_became_history_is_not_offered(session: Session) -> None:
    note = session.all(Note)[0]
    journal.jot(session, note.id, "text", "kept already", ())
    with session.change("reword") as draft:
        draft.patch(note, text="kept already")
    assert journal.jotted(session) == []
    session.close()


def test_typing_into_a_removed_note_is_handed_back(session: Session) -> None:
    note = session.all(Note)[0]
    journal.jot(session, note.id, "text", "half a word", ())
    with session.change("remove") as draft:
        draft.remove(note)
    (found,) = journal.jotted(session)
    with session.change("take_up") as draft:
        assert journal.take_up(draft, found) is None
    session.close()
    assert home_of.folder().exists()
