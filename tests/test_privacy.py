"""Erasure: no byte is left anywhere within reach, it stays so whatever arrives later, and the log still verifies."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hcd_studio import journal, privacy, snapshots
from hcd_studio.bilingual import Words
from hcd_studio.change import Change
from hcd_studio.merge import merge
from hcd_studio.records import Attachment, Feeling, Note, Pain, Participant, Record, Step
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble
from hcd_studio.store.log import changes
from hcd_studio.store.verify import verify

CANARY = "CANARY Blodwen"
PICTURE = b"\xff\xd8\xff\xe0 CANARY picture"


class Room:
    """A workshop with somebody who will ask to be erased, and somebody who will not."""

    def __init__(self, path: Path):
        self.session = Session.create(path)
        with self.session.change("set_up") as draft:
            self.step = draft.add(Step(title=Words("Ask", "Gofyn")))
            self.person = draft.add(Participant(code="P1", name=CANARY))
            self.other = draft.add(Participant(code="P2", name="Alun"))
        with self.session.change("add_note") as draft:
            self.note = draft.add(Note(text=f"{CANARY} said", participant=self.person.id, step=self.step.id))
            self.kept = draft.add(Note(text="Alun said", participant=self.other.id, step=self.step.id))
        with self.session.change("copy") as draft:
            self.copy = draft.add(Note(text=f"{CANARY} copied", origin=self.note.id))
            self.pain = draft.add(Pain(title=Words(f"{CANARY} hurts", "poen"), origin=self.copy.id))
            self.feeling = draft.add(Feeling(because=f"{CANARY} because", participant=self.person.id))
            self.photo = draft.add(Attachment(parent=self.note.id, sha256=hashlib.sha256(PICTURE).hexdigest()))
        with self.session.store.transaction():
            row = (self.photo.sha256, "image/jpeg", 6, 4, PICTURE)
            self.session.store.db.execute("INSERT INTO blob VALUES(?, ?, ?, ?, ?)", row)
        with self.session.change("reword") as draft:
            draft.patch(self.note, text=f"{CANARY} said otherwise")
        with self.session.change("give_away") as draft:
            draft.patch(self.note, participant=self.other.id)  # it was theirs once, and stays theirs

    @property
    def theirs(self) -> list[Record]:
        return [self.person, self.note, self.copy, self.pain, self.feeling, self.photo]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    (tmp_path / "a").mkdir()
    return Room(tmp_path / "a" / "day.hcd")


def left(folder: Path, word: bytes = b"CANARY") -> list[str]:
    """Files below a folder that still hold a word."""
    return [str(path) for path in sorted(folder.rglob("*")) if path.is_file() and word in path.read_bytes()]


def test_no_byte_is_left(room: Room, tmp_path: Path, home: Path) -> None:
    session = room.session
    assert snapshots.take(session.store)
    (tmp_path / "stick").mkdir()
    snapshots.second_copy(session, tmp_path / "stick")
    journal.jot(session, room.note.id, "text", f"{CANARY} typing", ())
    assert left(home)
    certificate = privacy.erase(session, participant=room.person, reason="Asked for it on Monday.")
    assert [record for record in room.theirs if session.find(record.id)] == []
    assert session.get(Note, room.kept.id) == room.kept
    assert verify(session.store) == []
    assert certificate.done
    assert dict(certificate.kinds) == {
        "participant": 1, "note": 2, "pain": 1, "feeling": 1, "attachment": 1,
    }  # fmt: skip
    assert certificate.pictures == 1
    assert journal.jotted(session) == []
    assert left(tmp_path) == []  # while it is still open
    session.close()
    assert left(tmp_path) == []
    assert len(snapshots.list_snapshots(certificate.session)) == 1
    with Session.open(room.session.path) as session:
        assert verify(session.store) == []
        assert [note.text for note in session.all(Note)] == ["Alun said"]
    with Session.open(tmp_path / "stick" / "day.hcd") as session:
        assert verify(session.store) == []


def test_the_certificate_says_what_and_what_not(room: Room, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    snapshots.second_copy(room.session, tmp_path / "stick")
    shutil.rmtree(tmp_path / "stick")
    certificate = privacy.erase(room.session, participant=room.person, reason="Article 17")
    said = certificate.say("en")
    assert "Could not be reached: the second copy" in said
    assert "Reason: Article 17" in said
    assert "Out of reach" in said
    assert "CANARY" not in said
    as_json = json.loads(json.dumps(certificate.as_json("en")))
    assert as_json["erased"]["note"] == 2
    assert {place["record"] for place in as_json["places"]} == {record.id for record in room.theirs}
    log = json.dumps([str(change) for change in changes(room.session.store.db)])
    assert "Article 17" not in log
    room.session.close()


def test_undo_brings_nothing_back(room: Room) -> None:
    session = room.session
    privacy.erase(session, participant=room.person, reason="asked")
    assert "erase" not in {step.verb for step in session.steps.undo}
    while session.steps.undo:
        session.undo()
    assert [record for record in room.theirs if session.find(record.id)] == []
    while session.steps.redo:
        session.redo()
    assert [record for record in room.theirs if session.find(record.id)] == []
    assert verify(session.store) == []
    session.close()
    with Session.open(session.path) as again:
        assert "erase" not in {step.verb for step in again.steps.undo}
        assert [record for record in room.theirs if again.find(record.id)] == []


def test_one_field(room: Room, tmp_path: Path) -> None:
    session = room.session
    privacy.erase(session, record=room.copy, field="text", reason="asked")
    privacy.erase(session, record=room.pain, field="title", reason="asked")
    found = session.get(Note, room.copy.id)
    assert found is not None
    assert (found.text, found.origin) == ("", room.note.id)
    with pytest.raises(Trouble), session.change("x") as draft:
        draft.patch(found, text="typed again")
    assert verify(session.store) == []
    with session.change("move") as draft:
        draft.patch(found, step=room.step.id)
    session.close()
    assert left(tmp_path, b"CANARY Blodwen copied") == left(tmp_path, b"CANARY Blodwen hurts") == []
    with Session.open(session.path) as session:
        assert session.get(Note, room.copy.id) == replace(found, step=room.step.id)


def test_a_field_of_a_text_reaches_its_copies(room: Room, tmp_path: Path) -> None:
    privacy.erase(room.session, record=room.note, field="text", reason="asked")
    for record, name in ((room.note, "text"), (room.copy, "text"), (room.pain, "*")):
        assert room.session.store.is_erased(record.id, name)
    assert room.session.get(Note, room.copy.id) is not None
    assert room.session.get(Pain, room.pain.id) is None  # a copy of another kind has the words in other fields
    assert verify(room.session.store) == []
    room.session.close()
    for word in (b"said", b"copied", b"hurts"):
        assert left(tmp_path, b"CANARY Blodwen " + word) == []


def copy_of(room: Room, tmp_path: Path, name: str) -> Session:
    """Another copy of the room, on a laptop that knows nothing of this one's erasures."""
    (tmp_path / name).mkdir()
    path = tmp_path / name / "copy.hcd"
    snapshots.take_copy(room.session, path)
    return Session.open(path)


def puts(session: Session, others: list[Change]) -> None:
    """Take changes in as a merge does."""
    with session.store.transaction():
        for change in others:
            session.store.put(change)


def test_what_arrives_later_is_kept_out(room: Room, tmp_path: Path) -> None:
    other = copy_of(room, tmp_path, "b")
    with other.change("reword") as draft:
        note = draft.patch(other.get(Note, room.note.id) or room.note, text=f"{CANARY} reworded meanwhile")
    with other.change("add") as draft:
        late = draft.add(Note(text=f"{CANARY} late", participant=room.person.id))
        copied = draft.add(Note(text=f"{CANARY} late copy", origin=note.id))
        further = draft.add(Note(text=f"{CANARY} copy of a copy", origin=late.id))
        fine = draft.add(Note(text="somebody else's"))
    sent = list(changes(other.store.db))
    other.close()
    privacy.erase(room.session, participant=room.person, reason="asked")
    puts(room.session, sent)
    assert ("note", late.id) in room.session.store.erased_now
    privacy.scrub(room.session)
    assert not room.session.store.meta("scrub_due")
    for record in (late, copied, further, *room.theirs):
        assert room.session.store.is_erased(record.id, "text")
    from hcd_studio.store.rebuild import rebuild

    rebuild(room.session.store)
    assert verify(room.session.store) == []
    room.session.close()
    assert left(tmp_path / "a") == []
    with Session.open(room.session.path) as session:
        assert {note.text for note in session.all(Note)} == {"Alun said", fine.text}


@pytest.mark.parametrize("order", [1, -1])
def test_a_chain_whose_middle_arrives_last(room: Room, tmp_path: Path, order: int) -> None:
    other = copy_of(room, tmp_path, "b")
    with other.change("one") as draft:
        first = draft.add(Note(text=f"{CANARY} one", origin=room.note.id))
    with other.change("two") as draft:
        second = draft.add(Note(text=f"{CANARY} two", origin=first.id))
    sent = list(changes(other.store.db))[-2:]
    other.close()
    privacy.erase(room.session, record=room.note, reason="asked")
    for change in sent[::order]:
        puts(room.session, [change])
    assert all(room.session.store.is_erased(note.id, "text") for note in (first, second))
    assert verify(room.session.store) == []
    room.session.close()


def test_erasures_made_in_two_copies_meet(room: Room, tmp_path: Path) -> None:
    other = copy_of(room, tmp_path, "b")
    with other.change("add") as draft:
        extra = draft.add(Note(text=f"{CANARY} extra", participant=room.person.id))
    privacy.erase(other, record=room.kept, reason="asked")
    privacy.erase(room.session, participant=room.person, reason="asked")
    ours, theirs = list(changes(room.session.store.db)), list(changes(other.store.db))
    puts(room.session, theirs)
    puts(other, ours)
    assert room.session.store.writer.erased == other.store.writer.erased
    assert (bytes.fromhex(extra.id), "*") in other.store.writer.erased
    for session in (room.session, other):
        assert verify(session.store) == []
        session.close()
        with Session.open(session.path) as again:
            assert again.all(Note) == ()
            assert verify(again.store) == []
    assert left(tmp_path / "a") == left(tmp_path / "b") == []


def test_merging_files_says_and_erases(room: Room, tmp_path: Path) -> None:
    """The whole road: an erasure in one file reaches the other by merging the files."""
    other = copy_of(room, tmp_path, "b")
    with other.change("reword") as draft:
        draft.patch(other.get(Note, room.copy.id) or room.copy, text=f"{CANARY} reworded")
    privacy.erase(room.session, participant=room.person, reason="asked")
    room.session.close()
    merge(other, [room.session.path])
    assert verify(other.store) == []
    privacy.scrub(other)
    assert [record for record in room.theirs if other.store.load()[record.table].get(record.id)] == []
    other.close()
    assert left(tmp_path / "b") == []


def test_an_old_copy_is_erased_when_it_is_opened_here(room: Room, tmp_path: Path) -> None:
    old = tmp_path / "mailed.hcd"
    snapshots.take_copy(room.session, old)
    with Session.open(old) as other, other.change("add") as draft:
        unknown = draft.add(Note(text=f"{CANARY} never seen here", participant=room.person.id))
    privacy.erase(room.session, participant=room.person, reason="asked")
    room.session.close()
    assert left(tmp_path) == [str(old)]
    with Session.open(old, read_only=True) as session:
        assert [record for record in room.theirs if session.find(record.id)] == []
    with Session.open(old) as session:
        assert [record for record in (*room.theirs, unknown) if session.find(record.id)] == []
        assert verify(session.store) == []
    assert left(tmp_path) == []


def test_snapshots_and_restored_ones(room: Room, tmp_path: Path, home: Path) -> None:
    taken = snapshots.take(room.session.store)
    assert taken
    shutil.copyfile(taken, tmp_path / "aside.hcd")
    (taken.parent / "20260101-000000-A-1.hcd").write_bytes(b"SQLite format 3\0 broken CANARY")
    certificate = privacy.erase(room.session, participant=room.person, reason="asked")
    assert (certificate.reached.snapshots, certificate.reached.removed) == (1, 1)
    assert left(home) == []
    snapshots.restore(tmp_path / "aside.hcd", tmp_path / "restored.hcd")
    (tmp_path / "aside.hcd").unlink()
    with Session.open(tmp_path / "restored.hcd") as session:
        assert session.find(room.note.id) is None
    room.session.close()
    assert left(tmp_path) == []


STEPS: dict[str, str] = {
    "before the file is written anew": "hcd_studio.privacy.scrub_file",
    "before the snapshots are": "hcd_studio.privacy._scrub_snapshots",
    "before the second copies are": "hcd_studio.privacy.second_copy",
    "before the machine takes note": "hcd_studio.privacy.remember",
}


@pytest.mark.parametrize("step", STEPS)
def test_whatever_stops_it_the_next_opening_finishes(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    snapshots.take(room.session.store)
    (tmp_path / "stick").mkdir()
    snapshots.second_copy(room.session, tmp_path / "stick")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(STEPS[step], killed)
        with pytest.raises(KeyboardInterrupt):
            privacy.erase(room.session, participant=room.person, reason="asked")
    room.session.close()
    assert left(tmp_path)
    with Session.open(room.session.path) as session:
        assert verify(session.store) == []
        assert session.find(room.note.id) is None
    assert left(tmp_path) == []


def test_an_erasure_that_fails_leaves_no_trace(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {kind: dict(found) for kind, found in room.session.records.items()}

    def full(*_: object, **__: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("hcd_studio.store.put.follow", full)
    with pytest.raises(OSError, match="no room"):
        privacy.erase(room.session, participant=room.person, reason="asked")
    assert room.session.records == before
    assert privacy.erased_here(room.session.store.session.hex()) == []
    assert verify(room.session.store) == []
    room.session.close()


WRONG: dict[str, Callable[[Room], object]] = {
    "nothing chosen": lambda room: privacy.erase(room.session, reason="x"),
    "two things chosen": lambda room: privacy.erase(
        room.session, participant=room.person, record=room.note, reason="x"
    ),
    "a field of a person": lambda room: privacy.erase(room.session, participant=room.person, field="name", reason="x"),
    "an unknown field": lambda room: privacy.erase(room.session, record=room.note, field="nothing", reason="x"),
    "an unknown record": lambda room: privacy.erase(room.session, record="ab" * 16, reason="x"),
    "a note as a person": lambda room: privacy.erase(room.session, participant=room.note, reason="x"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_meant_erases_nothing(room: Room, what: str) -> None:
    with pytest.raises((TypeError, Trouble)):
        WRONG[what](room)
    assert room.session.store.writer.erased == set()
    room.session.close()


def test_new_words_that_point_at_erased_ones_are_refused(room: Room) -> None:
    privacy.erase(room.session, participant=room.person, reason="asked")
    for pointing in (Note(text="new", participant=room.person.id), Note(text="new", origin=room.note.id)):
        with pytest.raises(Trouble), room.session.change("add") as draft:
            draft.add(pointing)
    assert verify(room.session.store) == []
    assert [note.text for note in room.session.all(Note)] == ["Alun said"]
    room.session.close()


def test_withdrawal_hides_and_can_be_undone(room: Room) -> None:
    session = room.session
    assert privacy.hidden_by_withdrawal(session.snapshot()) == set()
    with session.change("withdraw") as draft:
        draft.patch(room.person, withdrawn=True)
        draft.patch(room.note, participant=room.person.id)
    hidden = privacy.hidden_by_withdrawal(session.snapshot())
    assert hidden == {record.id for record in room.theirs}
    session.undo()
    assert privacy.hidden_by_withdrawal(session.snapshot()) == set()
    assert privacy.hidden_by_withdrawal(Snapshot({})) == set()
    session.close()
