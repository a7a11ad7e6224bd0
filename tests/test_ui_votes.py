"""Voting by keys and mouse: rounds, limits, codes, paper, blindness; then the ranking and the officer's scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio.bilingual import Words
from hcd_studio.questions.ranking import ranking
from hcd_studio.records import Ballot, Pain, Participant, Theme, Vote
from hcd_studio.session import now
from hcd_studio.templates import make_sample
from hcd_studio.verbs import people
from tests.studio import running
from tests.walls import dialog, pains_page, session_of

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qapp: Any, tmp_path: Path) -> Iterator[Any]:
    with pains_page(qapp, tmp_path) as found:
        yield found


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
        "Dots of P01: 5 of 5 given.", "Concerns of P01: 1 of 1 given.", "Dots of P01: 5 of 5 given.",
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
    with running(qapp, path=tmp_path / "told.hcd") as studio:
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
