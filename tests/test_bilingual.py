"""A text in Welsh and English: what is said, how far it is checked, and judgements that lose their ground and get it back."""

from __future__ import annotations

from pathlib import Path

from hcd_studio.bilingual import Words, shown_words
from hcd_studio.merge import merge
from hcd_studio.records import Link, Need, Note, Requirement
from hcd_studio.session import Session
from tests.meeting import at, meet, morning, the_note

PAIR = Words(en="Tell me what happens next", cy="Dywedwch wrthyf beth sy'n digwydd nesaf", state="checked")


def need(session: Session) -> Need:
    return session.all(Need)[0]


def checked_need(path: Path) -> None:
    with at(path) as session, session.change("add_need") as draft:
        draft.add(Need(i_need=PAIR))


def stale(session: Session) -> bool:
    return (need(session).id, "i_need") in session.judgements.stale


def test_a_text_speaks_the_other_language_rather_than_nothing() -> None:
    assert Words(en="Waiting").say("cy") == "Waiting"
    assert Words(en="Waiting").language("cy") == "en"
    assert Words(en="Waiting", cy="Aros").say("cy") == "Aros"
    assert Words(en="Waiting", cy="Aros").both() == "Aros · Waiting"
    assert Words(en="PDF", cy="PDF").both() == "PDF"
    assert Words(cy="Aros").side("en") == ""
    assert not Words(state="checked")


def test_people_see_three_states_only() -> None:
    assert Words(en="a").shown() == "missing"
    assert Words(en="a", cy="b", state="translated").shown() == "to check"
    assert PAIR.shown() == "checked"
    assert PAIR.shown(stale=True) == "to check"
    assert shown_words("to check").say("en") == "to check"


def test_a_pair_is_stale_when_one_side_changes_after_it_was_checked(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    checked_need(a)
    with at(a) as session:
        assert not stale(session)
        with session.change("edit") as draft:
            draft.patch(need(session), i_need=Words(en="Tell me when", cy=PAIR.cy, state="checked"))
        assert stale(session)
        assert session.snapshot().stale == {(need(session).id, "i_need")}


def test_checking_the_pair_again_makes_it_good(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    checked_need(a)
    with at(a) as session:
        with session.change("edit") as draft:
            draft.patch(need(session), i_need_en="Tell me when")
        with session.change("set_state") as draft:
            draft.patch(need(session), i_need_state="checked", whole=True)
        assert not stale(session)


def test_a_state_given_before_its_texts_in_one_change_is_passed_on_those_texts(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    checked_need(a)
    with at(a) as session:
        with session.change("edit") as draft:
            draft.patch(need(session), {"i_need_state": "approved", "i_need_en": "Tell me when", "i_need_cy": "Pryd?"})
        assert not stale(session)


def test_staleness_comes_and_goes_with_undo_and_redo(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    checked_need(a)
    with at(a) as session:
        with session.change("edit") as draft:
            draft.patch(need(session), i_need_cy="Pryd?")
        with session.change("set_state") as draft:
            draft.patch(need(session), i_need_state="approved")
        found = [stale(session)]
        for _ in range(2):
            found += [bool(session.undo()) and stale(session), bool(session.undo()) and stale(session)]
            found += [bool(session.redo()) and stale(session), bool(session.redo()) and stale(session)]
        assert found == [False, *(True, False, True, False) * 2]
    with at(a) as session:
        assert not stale(session)


def test_checked_never_lands_on_a_pair_that_another_table_reworded(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(a) as session, session.change("add_need") as draft:
        draft.add(Need(i_need=Words(en=PAIR.en, cy=PAIR.cy, state="draft")))
    meet(b, a)
    with at(a) as session, session.change("set_state") as draft:
        draft.patch(need(session), i_need_state="checked")
    with at(b) as session, session.change("edit") as draft:
        draft.patch(need(session), i_need_en="Tell me when")
    with at(a) as session:
        merge(session, [b])
        assert need(session).i_need == Words(en="Tell me when", cy=PAIR.cy, state="checked")
        assert stale(session)
        assert need(session).i_need.shown(stale(session)) == "to check"


def test_the_first_translation_taken_back_leaves_the_judgement_of_the_other_side(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        with session.change("add_need") as draft:
            draft.add(Need(i_need=Words(en="Only English", state="approved")))
        with session.change("translate") as draft:
            draft.patch(need(session), i_need_cy="Cymraeg")
        assert stale(session)
        session.undo()
        assert not stale(session)


def linked(session: Session) -> Link:
    with session.change("add_requirement") as draft:
        requirement = draft.add(Requirement(statement=Words(en="The service must tell people")))
        return draft.add(Link(source=requirement.id, target=the_note(session).id, confirmed=True))


def test_a_link_is_suspect_when_its_parent_changes_until_it_is_confirmed_again(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        link = linked(session)
        assert session.judgements.suspect == frozenset()
        with session.change("edit_note") as draft:
            draft.patch(the_note(session), text="reworded")
        assert session.judgements.suspect == {link.id}
        with session.change("confirm") as draft:
            draft.patch(link, confirmed=True, whole=True)
        assert session.judgements.suspect == frozenset()


def test_a_move_of_its_parent_makes_no_link_suspect(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        linked(session)
        with session.change("move_note") as draft:
            draft.patch(the_note(session), step="", rank="a9", whole=True)
        assert session.judgements.suspect == frozenset()


def test_suspicion_comes_and_goes_with_undo_and_redo(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        link = linked(session)
        with session.change("translate_note") as draft:
            draft.patch(the_note(session), translation="Dim llun")
        for _ in range(2):
            assert session.judgements.suspect == {link.id}
            session.undo()
            assert session.judgements.suspect == frozenset()
            session.redo()
        with session.change("confirm") as draft:
            draft.patch(link, confirmed=True, whole=True)
        session.undo()
        assert session.judgements.suspect == {link.id}
        session.redo()
        assert session.judgements.suspect == frozenset()


def test_a_link_to_a_record_of_a_newer_kind_can_be_made(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session, session.change("add") as draft:
        assert draft.add(Link(source=the_note(session).id, target="f" * 32, confirmed=True)).confirmed
        assert isinstance(the_note(session), Note)
