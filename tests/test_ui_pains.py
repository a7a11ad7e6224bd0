"""The page of pain points by keys and mouse: grouping on the wall, voting by code, the ranking and the officer's scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from hcd_studio.bilingual import Words
from hcd_studio.questions.ranking import ranking
from hcd_studio.records import Ballot, Link, Note, Pain, Participant, Theme, Vote
from hcd_studio.session import Session, now
from hcd_studio.templates import make_sample, new_session
from hcd_studio.verbs import insights, notes, people
from hcd_studio.verbs.notes import theme_order
from tests.studio import running

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def opened(qapp: Any, path: Path, **how: Any) -> Any:
    return running(qapp, path=path, **how)


@pytest.fixture
def page(qapp: Any, tmp_path: Path) -> Iterator[Any]:
    """Eight notes of pain, two themes, a room of three, on the page."""
    with new_session(tmp_path / "day.hcd", "blue-badge") as session:
        for group in ("Residents", "Residents", "Staff"):
            people.add_participant(session, group=group)
        made = [notes.add_note(session, text=f"Hurts {n}", kind="pain", language="en") for n in range(8)]
        insights.add_theme(session, Words("Proof", "Prawf"), notes=made[:2])
        insights.add_theme(session, Words("Waiting", "Aros"))
    with opened(qapp, tmp_path / "day.hcd") as studio:
        studio.window.show_page("pains")
        found: Any = studio.window.pages["pains"]
        found.studio = studio
        qapp.processEvents()
        yield found


def session_of(page: Any) -> Session:
    found: Session = page.context.bridge.session
    return found


def under(page: Any, title: str) -> list[str]:
    session = session_of(page)
    theme = next((one for one in session.all(Theme) if one.title.en == title), None)
    id = theme.id if theme else ""
    return [
        note.text for note in theme_order(one for one in session.all(Note) if one.theme == id and one.kind == "pain")
    ]


def note(page: Any, text: str) -> Note:
    return next(one for one in session_of(page).all(Note) if one.text == text)


def stand(page: Any, *texts: str) -> None:
    ids = [note(page, text).id for text in texts]
    page.wall.setFocus()
    page.wall.choose(ids, ids[-1])


def dialog(qapp: Any) -> Any:
    found = qapp.activeModalWidget()
    assert found is not None
    return found


# The wall


def test_g_and_a_letter_put_a_note_under_a_theme_and_the_next_one_is_chosen(qtbot: Any, page: Any) -> None:
    stand(page, "Hurts 2")
    for key in ("G", "B", "G", "A", "G", "B"):
        qtbot.keyClick(page.wall, key)
    assert under(page, "Waiting") == ["Hurts 2", "Hurts 4"]
    assert under(page, "Proof") == ["Hurts 0", "Hurts 1", "Hurts 3"]
    assert page.heading()[1].say("en") == "Notes: 8. Themes: 2. Not grouped yet: 3."
    for _ in range(3):
        page.context.actions.run("undo")
    assert under(page, "") == [f"Hurts {n}" for n in range(2, 8)]


def test_a_letter_that_no_theme_has_and_esc_write_nothing(qtbot: Any, page: Any) -> None:
    stand(page, "Hurts 2")
    before = session_of(page).seq
    for keys in (("G", "Q"), ("G", Qt.Key.Key_Escape), ("G", Qt.Key.Key_Left)):
        for key in keys:
            qtbot.keyClick(page.wall, key)
        assert page.wall.wall.waiting is None
    assert session_of(page).seq == before


def test_0_u_and_the_arrows_move_notes_between_themes_and_the_tray(qtbot: Any, page: Any) -> None:
    stand(page, "Hurts 0", "Hurts 1")
    qtbot.keyClick(page.wall, Qt.Key.Key_Right, CTRL)
    assert under(page, "Waiting") == ["Hurts 0", "Hurts 1"]
    stand(page, "Hurts 0")
    qtbot.keyClick(page.wall, Qt.Key.Key_Down, CTRL)
    assert under(page, "Waiting") == ["Hurts 1", "Hurts 0"]
    qtbot.keyClick(page.wall, Qt.Key.Key_Up, CTRL)
    assert under(page, "Waiting") == ["Hurts 0", "Hurts 1"]
    qtbot.keyClick(page.wall, "U")
    stand(page, "Hurts 1")
    qtbot.keyClick(page.wall, "G")
    qtbot.keyClick(page.wall, "0")
    assert under(page, "Waiting") == []


def test_a_note_is_dragged_under_a_theme_between_its_notes_and_out_again(qtbot: Any, qapp: Any, page: Any) -> None:
    view, port = page.wall, page.wall.viewport()

    def drag(text: str, to: QPoint, *, drop: bool = True) -> None:
        start = view.visualRect(view.board.index_of(note(page, text).id)).center()
        QTest.mousePress(port, LEFT, PLAIN, start)
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(port, start + (to - start) * part)
        if drop:
            QTest.mouseRelease(port, LEFT, PLAIN, to)
        qapp.processEvents()

    first = view.visualRect(view.board.index_of(note(page, "Hurts 0").id))
    drag("Hurts 5", first.bottomLeft() + QPoint(40, 2))
    assert under(page, "Proof") == ["Hurts 0", "Hurts 5", "Hurts 1"]
    rect = view.board.live.cell_rect((next(t.id for t in session_of(page).all(Theme) if t.title.en == "Waiting"), ""))
    empty = QPoint(view.camera.rect_on_screen(rect).center().x(), view.height() - 60)
    drag("Hurts 6", empty)
    assert under(page, "Waiting") == ["Hurts 6"]
    drag("Hurts 5", QPoint(40, view.height() - 60))
    assert "Hurts 5" in under(page, "")
    before = session_of(page).seq
    drag("Hurts 7", empty, drop=False)
    assert view.overlay.shown.target is not None
    assert view.wall.key_of(view.overlay.shown.target[0]) == "G B"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, LEFT, PLAIN, empty)
    assert session_of(page).seq == before


def test_n_names_a_new_theme_in_both_languages_with_the_chosen_notes(qtbot: Any, qapp: Any, page: Any) -> None:
    stand(page, "Hurts 3", "Hurts 4")
    qtbot.keyClick(page.wall, "N")
    asked = dialog(qapp)
    qtbot.keyClicks(asked.en, "Papers")
    qtbot.keyClicks(asked.cy, "Papurau")
    qtbot.keyClick(asked.cy, Qt.Key.Key_Return)
    assert [(one.title.en, one.title.cy) for one in session_of(page).all(Theme)][-1] == ("Papers", "Papurau")
    assert under(page, "Papers") == ["Hurts 3", "Hurts 4"]
    qtbot.keyClick(page.wall, Qt.Key.Key_F2, SHIFT)
    asked = dialog(qapp)
    asked.en.clear()
    asked.cy.clear()
    qtbot.keyClick(asked.en, Qt.Key.Key_Return)
    assert asked.isVisible()
    qtbot.keyClicks(asked.en, "Sheets")
    qtbot.keyClick(asked.en, Qt.Key.Key_Return)
    assert under(page, "Sheets") == ["Hurts 3", "Hurts 4"]


def test_s_splits_m_merges_and_the_heads_move_and_go(qtbot: Any, qapp: Any, page: Any) -> None:
    stand(page, "Hurts 1")
    qtbot.keyClick(page.wall, "S")
    asked = dialog(qapp)
    qtbot.keyClicks(asked.en, "Originals")
    qtbot.keyClick(asked.en, Qt.Key.Key_Return)
    titles = [one.title.en for one in session_of(page).all(Theme)]
    assert titles == ["Proof", "Originals", "Waiting"]
    qtbot.keyClick(page.wall, "M")
    qtbot.keyClick(page.wall, "C")
    assert [one.title.en for one in session_of(page).all(Theme)] == ["Proof", "Waiting"]
    assert under(page, "Waiting") == ["Hurts 1"]
    qtbot.keyClick(page.wall, Qt.Key.Key_Up)
    assert page.wall.structure.head is not None
    qtbot.keyClick(page.wall, Qt.Key.Key_Left, CTRL)
    assert [one.title.en for one in session_of(page).all(Theme)] == ["Waiting", "Proof"]
    qtbot.keyClick(page.wall, Qt.Key.Key_Delete)
    assert [one.title.en for one in session_of(page).all(Theme)] == ["Proof"]
    assert "Hurts 1" in under(page, "")
    for _ in range(4):
        page.context.actions.run("undo")
    assert [one.title.en for one in session_of(page).all(Theme)] == ["Proof", "Waiting"]


def test_p_makes_a_pain_point_of_the_chosen_notes(qtbot: Any, qapp: Any, page: Any) -> None:
    stand(page, "Hurts 0", "Hurts 1")
    qtbot.keyClick(page.wall, "P")
    made = session_of(page).all(Pain)[-1]
    theme = next(one for one in session_of(page).all(Theme) if one.title.en == "Proof")
    assert (made.title.en, made.theme) == ("Hurts 0", theme.id)
    assert {link.target for link in session_of(page).all(Link) if link.source == made.id} == {
        note(page, text).id for text in ("Hurts 0", "Hurts 1")
    }
    qapp.processEvents()
    page.panel.wanted.emit(made.id)
    qapp.processEvents()
    severity = next(one for one in page.panel._editors if getattr(one, "name", "") == "severity")
    severity.setValue(4)
    assert session_of(page).get(Pain, made.id).severity == 4  # type: ignore[union-attr]
    page.context.actions.run("remove_pain")
    assert not session_of(page).all(Pain)


def test_the_wall_speaks_themes(page: Any) -> None:
    board = page.wall.board
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert board.index_of(note(page, "Hurts 1").id).data(role).startswith("theme Proof, 2 of 2")
    assert board.index_of(note(page, "Hurts 5").id).data(role).startswith("not grouped, 4 of 6")
    theme = session_of(page).all(Theme)[0]
    assert page.wall.head_words("step", theme.id) == "theme Proof, 2 notes"


def test_a_note_of_another_kind_is_grouped_where_one_asks_for_all(qtbot: Any, page: Any) -> None:
    page.context.bridge.do("add_note", text="Said aloud", kind="quote")
    assert len(page.wall.board.ids()) == 8
    page.wall.setFocus()
    qtbot.keyClick(page.wall, "K")
    assert note(page, "Said aloud").id in page.wall.board.ids()


def test_what_is_captured_here_waits_in_the_tray(qtbot: Any, qapp: Any, page: Any) -> None:
    field = page.studio.window.capture.field
    field.setFocus()
    qtbot.keyClicks(field, "Nobody rings back")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert note(page, "Nobody rings back").kind == "pain"
    assert "Nobody rings back" in under(page, "")
    assert note(page, "Nobody rings back").id in page.wall.board.ids()


# Voting


def ballot(qtbot: Any, qapp: Any, page: Any) -> Ballot:
    page.context.actions.run("open_ballot_now")
    asked = dialog(qapp)
    qtbot.keyClick(asked.en, Qt.Key.Key_Return)
    qapp.processEvents()
    return session_of(page).all(Ballot)[-1]


def test_letters_give_dots_with_shift_concerns_and_enter_goes_on(qtbot: Any, qapp: Any, page: Any) -> None:
    found = ballot(qtbot, qapp, page)
    assert (found.dots, found.concerns, found.blind, found.present) == (5, 1, True, 3)
    grid = page.vote.grid
    for key in ("A", "A", "B"):
        qtbot.keyClick(grid, key)
    qtbot.keyClick(grid, "B", SHIFT)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.keyClick(grid, "B")
    qtbot.keyClick(grid, Qt.Key.Key_Backspace)
    qtbot.keyClick(grid, "3")
    votes = sorted((one.kind, one.count) for one in session_of(page).all(Vote))
    assert votes == [("concern", 1), ("dot", 1), ("dot", 2), ("dot", 3)]
    assert grid.currentIndex().row() == 1
    assert page.vote.model.left(page.vote.model.people[0].id) == 2


def test_a_vote_too_many_is_told_and_not_kept(qtbot: Any, qapp: Any, page: Any) -> None:
    ballot(qtbot, qapp, page)
    troubles: list[Any] = []
    page.context.bridge.trouble.connect(troubles.append)
    for _ in range(6):
        qtbot.keyClick(page.vote.grid, "A")
    for _ in range(2):
        qtbot.keyClick(page.vote.grid, "A", SHIFT)
    qtbot.keyClick(page.vote.grid, "9")
    assert [one.what.say("en") for one in troubles] == [
        "P01 has 5 dots and has given 5.", "P01 has 1 concerns and has given 1.", "P01 has 5 dots and has given 5.",
    ]  # fmt: skip
    assert sum(one.count or 0 for one in session_of(page).all(Vote)) == 6


def test_nothing_tells_a_total_before_the_ballot_closes(qtbot: Any, qapp: Any, page: Any) -> None:
    ballot(qtbot, qapp, page)
    for key in ("A", "A", "A"):
        qtbot.keyClick(page.vote.grid, key)
    page.show_mode("rank")
    assert {page.rank.model.text(row, 2) for row in range(2)} == {"–"}
    assert "hidden" in page.rank.about.text()
    theme = session_of(page).all(Theme)[0]
    assert "vote" not in page.wall.head_words("step", theme.id)
    page.context.actions.run("close_ballot_now")
    qapp.processEvents()
    assert page.mode == "rank"
    assert page.rank.model.text(0, 2) == "3"
    assert "3 votes" in page.wall.head_words("step", theme.id)
    page.context.actions.run("reopen_ballot_now")
    page.show_mode("rank")
    assert page.rank.model.text(0, 2) == "–"


def test_paper_is_counted_per_table_with_who_counted_and_who_checked(qtbot: Any, qapp: Any, page: Any) -> None:
    ballot(qtbot, qapp, page)
    page.context.actions.run("count_votes_now")
    asked = dialog(qapp)
    fields = list(asked.fields.values())
    fields[0].setFocus()
    fields[0].selectAll()
    qtbot.keyClicks(fields[0], "4")
    qtbot.keyClicks(asked.by, "Mair")
    qtbot.keyClicks(asked.checked, "Owen")
    qtbot.keyClick(asked.checked, Qt.Key.Key_Return)
    assert [(one.count, one.source, one.counted_by, one.checked_by) for one in session_of(page).all(Vote)] == [
        (4, "paper", "Mair", "Owen")
    ]
    page.context.actions.run("count_votes_now")
    asked = dialog(qapp)
    next(iter(asked.fields.values())).setValue(16)
    qtbot.keyClick(asked.checked, Qt.Key.Key_Return)
    assert asked.isVisible()  # three people have fifteen dots: nothing is kept, the dialog stays
    assert [one.count for one in session_of(page).all(Vote)] == [4]
    asked.reject()


def test_who_withdraws_leaves_the_grid_with_their_votes(qtbot: Any, qapp: Any, page: Any) -> None:
    ballot(qtbot, qapp, page)
    qtbot.keyClick(page.vote.grid, "A")
    page.context.bridge.do("withdraw", session_of(page).all(Participant)[0])
    assert [one.code for one in page.vote.model.people] == ["P02", "P03"]
    page.context.actions.run("undo")
    assert len(page.vote.model.people) == 3
    assert page.vote.model.given(page.vote.model.people[0].id, session_of(page).all(Theme)[0].id) == 1


def test_a_theme_that_goes_under_its_votes_leaves_the_grid(qtbot: Any, qapp: Any, page: Any) -> None:
    ballot(qtbot, qapp, page)
    for _ in range(5):
        qtbot.keyClick(page.vote.grid, "A")
    page.context.bridge.do("remove_theme", session_of(page).all(Theme)[0])
    assert page.vote.model.columnCount() == 1
    assert page.vote.model.left(page.vote.model.people[0].id) == 5
    page.context.actions.run("undo")
    assert page.vote.model.left(page.vote.model.people[0].id) == 0


def test_two_people_with_one_code_are_told_apart(qtbot: Any, qapp: Any, page: Any) -> None:
    table = people.add_table(session_of(page))
    first, second = session_of(page).all(Participant)[:2]
    with session_of(page).change("edit_record") as draft:  # as two tables do that never met
        draft.patch(second, code=first.code, room_table=table.id)
    ballot(qtbot, qapp, page)
    words = [page.vote.model.person_words(row) for row in range(2)]
    assert words == ["P01  Residents", "P01  A  Residents"]
    qtbot.keyClick(page.vote.grid, Qt.Key.Key_Down)
    qtbot.keyClick(page.vote.grid, "A")
    assert [one.participant for one in session_of(page).all(Vote)] == [second.id]


def test_one_person_at_a_time_sees_an_order_of_their_own(qtbot: Any, qapp: Any, page: Any) -> None:
    for n in range(8):
        page.context.bridge.do("add_theme", Words(f"More {n}"))
    ballot(qtbot, qapp, page)
    panel = page.vote.panel

    def order() -> list[str]:
        return [panel.options.item(at).data(Qt.ItemDataRole.UserRole) for at in range(panel.options.count())]

    first = order()
    panel.options.setFocus()
    qtbot.keyClick(panel.options, Qt.Key.Key_Space)
    qtbot.keyClick(panel.options, "C")
    assert page.vote.model.given(page.vote.model.people[0].id, page.vote.model.options[2].record.id) >= 1
    assert "Dots left: 3 of 5." in panel.left.text()
    qtbot.keyClick(panel.options, Qt.Key.Key_Return)
    assert sorted(order()) == sorted(first) != order()
    qtbot.mouseClick(panel.next, LEFT)
    assert panel.who.text() == "P03 votes"


# Ranking


def test_the_officers_scores_are_given_by_digits_and_stand_apart(qtbot: Any, qapp: Any, page: Any) -> None:
    page.context.bridge.do("add_pain", Words("Originals"))
    page.context.actions.run("officer")
    table = page.rank.table
    table.setCurrentIndex(page.rank.model.index(0, 1))
    table.setFocus()
    for key in ("5", "4", "3"):
        qtbot.keyClick(table, key)
    pain = session_of(page).all(Pain)[0]
    assert (pain.severity, pain.frequency, pain.reach) == (5, 4, 3)
    assert page.rank.model.text(0, 4) == "60"
    table.setCurrentIndex(page.rank.model.index(0, 5))
    qtbot.keyClick(table, "P")
    assert session_of(page).all(Pain)[0].status == "parked"
    table.setCurrentIndex(page.rank.model.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.keyClick(table, "9")
    assert session_of(page).all(Pain)[0].severity is None
    page.context.actions.run("officer")
    assert not page.officer
    assert page.rank.model.columns[2].words.say("en") == "Dots"


def test_the_vote_of_the_sample_typed_at_the_window_is_the_vote_told_by_verbs(
    qtbot: Any, qapp: Any, tmp_path: Path
) -> None:
    with make_sample(tmp_path / "told.hcd") as told:
        expected = [
            (row.record.id, row.room.dots, row.room.concerns, dict(row.sides)) for row in ranking(now(told)).rows
        ]
        given = {(one.participant, one.target, one.kind): one.count or 1 for one in told.all(Vote)}
        with told.change("remove_record") as draft:
            for one in (*told.all(Vote), *told.all(Ballot)):
                draft.remove(one)
    with opened(qapp, tmp_path / "told.hcd") as studio:
        studio.context.speaker.set("cy")
        studio.window.show_page("pains")
        page: Any = studio.window.pages["pains"]
        page.show_mode("vote")
        ballot(qtbot, qapp, page)
        grid, model, keys = page.vote.grid, page.vote.model, 0
        assert model.columnCount() == 15
        for who in model.people:
            for option in model.options:
                for kind, held in (("dot", PLAIN), ("concern", SHIFT)):
                    for _ in range(given.get((who.id, option.record.id, kind), 0)):
                        qtbot.keyClick(grid, option.letter, held)
                        keys += 1
            qtbot.keyClick(grid, Qt.Key.Key_Return)
        assert keys == 90 + 18
        page.context.actions.run("close_ballot_now")
        found = ranking(now(session_of(page))).rows
        assert [(row.record.id, row.room.dots, row.room.concerns, dict(row.sides)) for row in found] == expected
        assert len(page.rank.splits()) >= 1
