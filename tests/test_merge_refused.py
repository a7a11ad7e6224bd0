"""What a merge does not let in: other workshops, altered words, broken pages, things that no session holds."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from hcd_studio.change import Change, Edit, encode, sealed, sealed_edit, stem_of
from hcd_studio.merge import merge, preview, take_in
from hcd_studio.privacy import erase
from hcd_studio.records import Attachment, Note, Participant, Step
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store.foreign import Foreign
from hcd_studio.store.verify import verify
from tests.meeting import START, at, clock, meet, morning, say, the_note
from tests.pictures import agree, picture

REPLICA = b"stranger"


def tampered(path: Path, *statements: str) -> Path:
    """A copy on which somebody worked with another tool."""
    copy = path.with_name(f"tampered {path.name}")
    shutil.copy(path, copy)
    db = apsw.Connection(str(copy))
    for statement in statements:
        db.execute(statement)
    db.close()
    return copy


def test_a_copy_of_another_workshop_is_refused_and_so_is_what_came_with_it(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "there")
    other = tmp_path / "other.hcd"
    Session.create(other, clock=clock("other")).close()
    with at(a) as session:
        before = picture(session)
        for act in (merge, preview):
            with pytest.raises(Trouble, match="copy of another workshop"):
                act(session, [b, other])
        assert picture(session) == before


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_session_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    (a,) = morning(tmp_path, "A")
    (tmp_path / "odd.hcd").write_bytes(content)
    with at(a) as session:
        with pytest.raises(Trouble):
            merge(session, [tmp_path / "odd.hcd"])
        with pytest.raises(Trouble, match="There is no file"):
            merge(session, [tmp_path / "nowhere.hcd"])


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER t AFTER INSERT ON edit BEGIN DELETE FROM edit; END",
        "CREATE VIEW v AS SELECT * FROM edit",
        "CREATE TABLE more(x)",
        "ALTER TABLE edit ADD COLUMN x GENERATED ALWAYS AS (1)",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
    ],
)
def test_a_file_with_something_that_no_session_holds_is_refused(tmp_path: Path, planted: str) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(a) as session, pytest.raises(Trouble, match="holds something that no session holds"):
        merge(session, [tampered(b, planted)])


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE edit SET value = '\"altered\"' WHERE value = '\"there\"'",
        "UPDATE edit SET salt = NULL WHERE value = '\"there\"'",
        "UPDATE edit SET salt = zeroblob(16) WHERE value = '\"there\"'",
        "UPDATE edit SET value = CAST(x'ff22' AS TEXT) WHERE value = '\"there\"'",
        "UPDATE edit SET value = 7 WHERE value = '\"there\"'",
        "UPDATE edit SET mark = zeroblob(16) WHERE value = '\"there\"'",
        "UPDATE edit SET prev = x'' WHERE value = '\"there\"'",
        "UPDATE edit SET seen = zeroblob(16) WHERE value = '\"there\"'",
        "UPDATE edit SET i = i + 1 WHERE value = '\"there\"'",
        "UPDATE edit SET record = record + 1 WHERE value = '\"there\"'",
        "UPDATE edit SET field = 99999 WHERE value = '\"there\"'",
        "UPDATE edit SET change = 99999 WHERE value = '\"there\"'",
        "UPDATE change SET hlc = hlc + 1 WHERE verb = 'edit_note'",
        "UPDATE change SET seq = -1 WHERE verb = 'edit_note'",
        "UPDATE change SET actor = 'Z' WHERE verb = 'edit_note'",
        "UPDATE change SET verb = 'other' WHERE verb = 'edit_note'",
        "UPDATE change SET undoes = zeroblob(16) WHERE verb = 'edit_note'",
        "UPDATE change SET replica = 1 WHERE verb = 'edit_note'",
    ],
)
def test_an_altered_word_stays_out_all_others_come_in_and_a_good_copy_completes_it(tmp_path: Path, harm: str) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "there")
    with at(b) as session, session.change("add_note") as draft:
        draft.add(Note(text="good"))
    with at(a) as session:
        report = merge(session, [tampered(b, harm)])
        assert [note.text for note in session.all(Note)] == ["Cannot upload the photo", "good"]
        assert report.part
        assert report.as_json("en")["skipped"]["damaged"] >= 1
        assert any("damaged in part" in message.say("en") for message in report.messages())
        agree(session)
        assert not merge(session, [b]).part
        assert the_note(session).text == "there"
        agree(session)


@pytest.mark.parametrize("harm", ["UPDATE change SET id = randomblob(16)", "UPDATE change SET edits = edits + 1"])
def test_where_only_the_name_of_a_change_is_damaged_nothing_is_lost(tmp_path: Path, harm: str) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "there")
    with at(a) as session:
        assert merge(session, [tampered(b, f"{harm} WHERE verb = 'edit_note'")]).part
        assert the_note(session).text == "there"
        assert merge(session, [b]).files[0].changes == 0
        agree(session)


def test_of_a_file_with_a_broken_page_what_can_be_read_comes_in(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(b) as session:
        for i in range(300):
            with session.change("add_note") as draft:
                draft.add(Note(text=f"note {i} " + "x" * 200))
    good = b.read_bytes()
    found = []
    for page in range(8, len(good) // 4096, 9):
        b.write_bytes(good[: page * 4096] + b"\xa5" * 4096 + good[(page + 1) * 4096 :])
        copy = tmp_path / f"{page}.hcd"
        shutil.copy(a, copy)
        with at(copy) as session:
            try:
                report = merge(session, [b])
            except Trouble as trouble:
                assert "damaged" in trouble.say("en")
                continue
            found.append(len(session.all(Note)))
            assert report.part
            agree(session)
    assert max(found) >= 290
    assert len(found) > 5


def test_a_copy_that_was_taken_while_open_brings_its_log_along(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    taken = tmp_path / "taken.hcd"
    with at(b) as session:
        with session.change("edit_note") as draft:
            draft.patch(the_note(session), text="in the log only")
        for ending in ("", "-wal"):
            shutil.copy(b.with_name(b.name + ending), taken.with_name(taken.name + ending))
        alone = tmp_path / "alone.hcd"
        shutil.copy(b, alone)
    before = taken.read_bytes()
    with at(a) as session:
        report = merge(session, [alone])
        assert "copied while it was open" in " ".join(message.say("en") for message in report.messages())
        assert the_note(session).text == "Cannot upload the photo"
        merge(session, [taken])
        assert the_note(session).text == "in the log only"
    assert taken.read_bytes() == before


def test_a_log_that_belongs_to_another_file_is_not_replayed(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    b.with_name(b.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + b"x" * 5000)
    with at(a) as session, pytest.raises(Trouble, match="does not belong to"):
        merge(session, [b])


def test_a_foreign_file_is_left_as_it_is_and_nothing_is_left_beside_it(tmp_path: Path, home: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "there")
    content, beside = b.read_bytes(), sorted(path.name for path in tmp_path.iterdir())
    with at(a) as session:
        preview(session, [b])
        merge(session, [b])
    assert b.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == beside
    assert not list((home / "scratch").iterdir())


def stranger(session: Session, made: Callable[[bytes], list[Edit]], seq: int = 1) -> Change:
    """A change that hashes well, whatever it says."""
    id, hlc = session.store.session, int(START * 1000) << 16
    stem = stem_of(id, REPLICA, seq, hlc, "Z", "lies", b"")
    edits = [sealed_edit(edit, stem, i, bytes([seq]) * 16) for i, edit in enumerate(made(stem))]
    return sealed(id, verb="lies", actor="Z", replica=REPLICA, seq=seq, hlc=hlc, undoes=b"", edits=edits)


def test_an_edit_that_names_a_word_of_another_field_replaces_nothing(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        note, step = the_note(session), session.all(Step)[0]
        victim = session.store.heads(note.id, "text")[0].id
        change = stranger(session, lambda stem: [Edit("step", step.id, "title_en", encode("lie"), (victim,))])
        report = take_in(session, [Foreign("z", session.store.session, [change])])
        assert (report.files[0].edits, report.files[0].bad) == (1, 0)
        assert the_note(session).text == note.text
        assert verify(session.store) == []
        agree(session)


def test_a_record_does_not_become_one_of_another_kind(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        note = the_note(session)
        change = stranger(session, lambda stem: [Edit("theme", note.id, "title_en", encode("lie"))])
        assert take_in(session, [Foreign("z", session.store.session, [change])]).files[0].edits == 1
        assert the_note(session) == note
        assert verify(session.store) == []
        agree(session)


def test_a_change_that_is_here_in_part_is_completed_only_by_itself(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        note = the_note(session)
        said = [Edit("note", note.id, name, encode("more")) for name in ("translation", "strength")]
        whole = stranger(session, lambda stem: said)
        part = replace(whole, edits=whole.edits[:1])
        assert take_in(session, [Foreign("z", session.store.session, [part])]).files[0].edits == 1
        forged = replace(stranger(session, lambda stem: said, seq=2), id=whole.id)
        assert take_in(session, [Foreign("z", session.store.session, [forged])]).files[0].bad == 2
        assert take_in(session, [Foreign("z", session.store.session, [whole])]).files[0].edits == 1
        agree(session)


def test_an_erasure_elsewhere_acts_here_and_late_words_do_not_come_in(tmp_path: Path) -> None:
    a, b, c = morning(tmp_path, "A", "B", "C", note="Mrs Canary of Bangor says")
    say(c, "Mrs Canary says it again")
    with at(b) as session:
        erase(session, record=the_note(session), reason="asked for")
    with at(a) as session:
        merge(session, [b])
        report = merge(session, [c])
        assert not session.all(Note)
        assert report.erased == 1
        agree(session)
    assert b"Canary" not in a.read_bytes()
    with at(c) as session:
        merge(session, [a])
        assert not session.all(Note)
        agree(session)
    assert b"Canary" not in c.read_bytes()


def test_a_note_of_an_erased_person_that_arrives_late_is_erased_too(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(a) as session, session.change("add") as draft:
        person = draft.add(Participant(code="P1"))
    meet(b, a)
    with at(b) as session, session.change("add") as draft:
        draft.add(Note(text="Canary said this", participant=person.id))
    with at(a) as session:
        erase(session, participant=person.id, reason="asked for")
        merge(session, [b])
        assert [note.text for note in session.all(Note)] == ["Cannot upload the photo"]
        agree(session)
    assert b"Canary" not in a.read_bytes()


def test_pictures_come_along_if_they_are_what_they_say_and_something_shows_them(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    good, wrong, stray = b"\x89PNG good", b"\x89PNG wrong", b"\x89PNG stray"
    names = [hashlib.sha256(content).hexdigest() for content in (good, wrong, stray)]
    with at(b) as session:
        for name, content in zip(names, (good, b"\x89PNG altered", stray), strict=True):
            session.store.db.execute("INSERT INTO blob VALUES(?, 'image/png', 1, 1, ?)", (name, content))
        with session.change("attach") as draft:
            for name in names[:2]:
                draft.add(Attachment(parent=the_note(session).id, sha256=name))
        found = Foreign("b", session.store.session, db=session.store.db)
        assert {row[0] for row in found.blobs(names)} == {names[0], names[2]}
        assert found.part
        session.store.db.execute("DELETE FROM blob WHERE sha256 = ?", (names[1],))
    with at(a) as session:
        report = merge(session, [b])
        assert [row[0] for row in session.store.db.execute("SELECT sha256 FROM blob")] == [names[0]]
        assert report.pictures == 1
        assert any("Pictures missing here" in message.say("en") for message in report.messages())
