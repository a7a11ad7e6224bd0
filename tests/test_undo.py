"""Undo and redo: what they bring back, where they hold back and say whose word stands, and what survives a restart."""

from __future__ import annotations

from pathlib import Path

from hcd_studio.bilingual import Words
from hcd_studio.merge import merge
from hcd_studio.privacy import erase
from hcd_studio.records import Note, Step, Theme
from hcd_studio.session import Session, Told
from hcd_studio.undo import Undone
from hcd_studio.verbs.sharing import settle_versions
from tests.meeting import START, at, meet, morning, say, texts, the_note
from tests.pictures import agree, shown


def edit(session: Session, text: str) -> None:
    with session.change("edit_note") as draft:
        draft.patch(the_note(session), text=text)


def said(done: Undone | None) -> list[str]:
    assert done is not None
    return [message.say("en") for message in done.skipped]


def test_undo_and_redo_go_back_and_forth_as_often_as_one_likes(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        pictures = [shown(session)]
        for text in ("one", "two", "three"):
            edit(session, text)
            pictures.append(shown(session))
        for _ in range(3):
            for picture in pictures[-2::-1]:
                assert said(session.undo()) == []
                assert shown(session) == picture
            for picture in pictures[1:]:
                assert said(session.redo()) == []
                assert shown(session) == picture
        assert session.redo() is None
        agree(session)


def test_a_new_act_ends_what_could_be_redone(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        edit(session, "one")
        session.undo()
        edit(session, "another")
        assert session.redo() is None


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        edit(session, "one")
        edit(session, "two")
    with at(a) as session:
        session.undo()
        assert the_note(session).text == "one"
    with at(a) as session:
        session.undo()
        assert the_note(session).text == "Cannot upload the photo"


def test_redo_survives_a_restart(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        edit(session, "one")
        session.undo()
    with at(a) as session:
        session.redo()
        assert the_note(session).text == "one"
    with at(a) as session:
        session.undo()
        assert the_note(session).text == "Cannot upload the photo"


def test_undo_is_told_to_listeners_as_undo_and_the_beginning_is_nobodys_to_undo(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        told: list[Told] = []
        session.hear(told.append)
        session.undo()
        assert [one.source for one in told] == ["undo"]
        assert session.undo() is None
        assert session.workshop in [record for records in session.records.values() for record in records.values()]


def test_undoing_a_settlement_brings_both_versions_back_and_the_same_one_on_top(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "from A")
    say(b, "from B", start=START + 9000)
    meet(a, b)
    with at(a) as session:
        before = shown(session)
        for keep in ("A", "B"):
            settle_versions(session, the_note(session), "text", keep=keep)
            session.undo()
            assert shown(session) == before
            assert texts(session, the_note(session)) == {"from A", "from B"}
        agree(session)


def test_undo_holds_back_where_anothers_word_stands_and_says_whose(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "from A")
    meet(b, a)
    say(b, "B goes on", start=START + 9000)
    with at(a) as session:
        merge(session, [b])
        assert said(session.undo()) == ["Note “B goes on” was left as it is: copy B changed it since."]
        assert the_note(session).text == "B goes on"
        assert "Note" not in [step.verb for step in session.steps.undo]


def test_undo_holds_back_even_if_the_other_wrote_the_very_same_text(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "the same")
    meet(b, a)
    say(b, "something else")
    say(b, "the same")
    with at(a) as session:
        merge(session, [b])
        assert len(said(session.undo())) == 1
        assert the_note(session).text == "the same"


def test_taking_back_my_version_leaves_the_others_alone_and_redo_brings_the_choice_back(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "from A", start=START + 9000)
    say(b, "from B")
    meet(a, b)
    with at(a) as session:
        assert session.versions
        session.undo()
        assert the_note(session).text == "from B"
        assert session.versions == {}
        session.redo()
        assert the_note(session).text == "from A"
        assert list(session.versions.values()) == [2]


def test_taking_back_my_move_leaves_the_note_where_another_put_it(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    for path, rank, start in ((a, "a3", START + 9000), (b, "a7", START + 3600)):
        with at(path, start) as session, session.change("move_note") as draft:
            draft.patch(the_note(session), step=session.all(Step)[1].id, lane="", rank=rank, whole=True)
    with at(a) as session:
        merge(session, [b])
        assert the_note(session).rank == "a3"
        session.undo()
        assert the_note(session).rank == "a7"


def test_taking_back_the_first_translation_does_not_blank_anothers(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    for path, words, start in ((a, "Dim llun", START + 9000), (b, "Methu anfon llun", START + 3600)):
        with at(path, start) as session, session.change("translate_note") as draft:
            draft.patch(the_note(session), translation=words)
    with at(a) as session:
        merge(session, [b])
        session.undo()
        assert the_note(session).translation == "Methu anfon llun"
        assert session.versions == {}
        agree(session)


def test_taking_back_my_delete_does_not_take_back_anothers(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    for path in (a, b):
        with at(path) as session, session.change("remove_note") as draft:
            draft.remove(the_note(session))
    with at(a) as session:
        merge(session, [b])
        session.undo()
        assert not session.all(Note)
        agree(session)


def test_undo_of_a_creation_holds_back_where_another_has_written_since(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(a) as session, session.change("add_theme") as draft:
        draft.add(Theme(title=Words(en="Waiting")))
    meet(b, a)
    with at(b) as session, session.change("rename") as draft:
        draft.patch(session.all(Theme)[0], title=Words(en="Waiting", cy="Aros"))
    with at(a) as session:
        merge(session, [b])
        assert said(session.undo()) == ["Theme “Waiting” was left as it is: copy B changed it since."]
        assert session.all(Theme)


def test_undo_of_a_creation_after_my_own_later_words_were_taken_back(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        with session.change("add_note") as draft:
            note = draft.add(Note(text="new"))
        with session.change("translate_note") as draft:
            draft.patch(note, translation="newydd")
        for _ in range(3):
            assert said(session.undo()) == []
            assert said(session.undo()) == []
            assert session.get(Note, note.id) is None
            session.redo()
            session.redo()
        assert session.get(Note, note.id) is not None


def test_a_delete_redone_after_another_edited_says_that_the_note_stays(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(a) as session:
        with session.change("remove_note") as draft:
            draft.remove(the_note(session))
        session.undo()
    say(b, "still true")
    with at(a) as session:
        merge(session, [b])
        assert said(session.redo()) == ["Note “still true” was left as it is: copy B changed it since."]
        assert the_note(session).text == "still true"
        agree(session)


def test_taking_back_the_edit_that_revived_a_note_hides_it_again_as_a_restart_does(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(b) as session, session.change("remove_note") as draft:
        draft.remove(the_note(session))
    say(a, "still true")
    with at(a) as session:
        merge(session, [b])
        assert session.all(Note)
        session.undo()
        assert not session.all(Note)
        agree(session)


def test_a_note_made_and_let_go_in_one_change_has_nothing_to_take_back(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        before = shown(session)
        with session.change("together") as draft:
            draft.remove(draft.add(Note(text="gone")))
        assert said(session.undo()) == []
        assert shown(session) == before


def test_what_was_erased_is_not_brought_back_and_this_is_said(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        note = the_note(session)
        with session.change("move_and_reword") as draft:
            draft.patch(note, text="names somebody", step=session.all(Step)[1].id)
        erase(session, record=note, field="text", reason="asked for")
        while session.steps.undo[-1].verb != "move_and_reword":
            session.undo()
        assert "erased for good" in said(session.undo())[0]
        assert the_note(session).step == note.step
        assert the_note(session).text == ""
        agree(session)


def test_a_copy_that_was_mailed_does_not_undo_what_another_machine_did(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "done here")
    with at(b) as session:
        session.undo()
        assert the_note(session).text == "Cannot upload the photo"
        assert session.undo() is None
    assert a.exists()


def test_versions_of_a_note_that_is_gone_are_not_counted(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "from A")
    say(b, "from B")
    with at(a) as session:
        merge(session, [b])
        with session.change("remove_note") as draft:
            draft.remove(the_note(session))
        assert session.versions == {}
        session.undo()
        assert list(session.versions.values()) == [2]
        agree(session)


def test_two_openings_of_one_copy_take_back_the_same_change_without_a_quarrel(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    say(a, "one")
    twin = tmp_path / "twin.hcd"
    twin.write_bytes(a.read_bytes())
    for path in (a, twin):
        with at(path) as session:
            session.undo()
    with at(a) as session:
        merge(session, [twin])
        assert session.versions == {}
        assert the_note(session).text == "Cannot upload the photo"
        session.redo()
        assert the_note(session).text == "one"
        assert session.versions == {}
