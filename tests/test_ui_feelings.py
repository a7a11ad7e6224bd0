"""The feelings page: everybody rates by one key, paper is counted, low points lead to actions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio.records import Action, Feeling, Participant, Step
from hcd_studio.speech import Trouble
from hcd_studio.templates import make_sample, new_session
from hcd_studio.verbs import feelings, people
from tests.studio import running


@pytest.fixture
def page(qapp: Any, tmp_path: Path) -> Iterator[Any]:
    """The feelings page of a room of three with the steps of a template, shown."""
    with new_session(tmp_path / "day.hcd", "blue-badge") as session:
        for group in ("Residents", "Residents", "Staff"):
            people.add_participant(session, group=group)
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        studio.window.show_page("feelings")
        found: Any = studio.window.pages["feelings"]
        found.studio = studio
        yield found


def ratings(page: Any) -> list[tuple[str, int, int | None]]:
    session = page.context.bridge.session
    codes = {one.id: one.code for one in session.all(Participant)}
    steps = {one.id: at for at, one in enumerate(page.model.steps, start=1)}
    return sorted((codes[one.participant], steps[one.step], one.value) for one in session.all(Feeling))


def test_digits_rate_and_go_on_along_a_person(qtbot: Any, page: Any) -> None:
    assert page.grid.hasFocus()
    for key in ("1", "3", "5"):
        qtbot.keyClick(page.grid, key)
    assert ratings(page) == [("P01", 1, -2), ("P01", 2, 0), ("P01", 3, 2)]
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (0, 3)


def test_step_by_step_goes_down_the_people(qtbot: Any, page: Any) -> None:
    page.context.actions.run("down_first")
    for key in ("2", "2", "4", "1"):
        qtbot.keyClick(page.grid, key)
    assert ratings(page) == [("P01", 1, -1), ("P01", 2, -2), ("P02", 1, -1), ("P03", 1, 1)]


def test_delete_says_not_present_which_is_never_nought(qtbot: Any, page: Any) -> None:
    qtbot.keyClick(page.grid, "3")
    page.grid.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert ratings(page) == []
    assert page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("not present")
    page.context.actions.run("undo")
    assert ratings(page) == [("P01", 1, 0)]


def test_buttons_words_and_because_change_the_chosen_rating(qtbot: Any, page: Any) -> None:
    qtbot.mouseClick(page.panel.ratings[-2], Qt.MouseButton.LeftButton)
    page.grid.setCurrentIndex(page.model.index(0, 0))
    qtbot.mouseClick(page.panel.words["worried"], Qt.MouseButton.LeftButton)
    page.context.actions.run("because")
    qtbot.keyClicks(page.panel.because, "it closes if I stop")
    qtbot.keyClick(page.panel.because, Qt.Key.Key_Return)
    found = page.context.bridge.session.all(Feeling)[0]
    assert (found.value, found.word, found.because, found.language) == (-2, "worried", "it closes if I stop", "en")


def test_esc_gives_a_because_up(qtbot: Any, page: Any) -> None:
    qtbot.keyClick(page.grid, "1")
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.panel.because.setFocus()
    qtbot.keyClicks(page.panel.because, "never mind")
    qtbot.keyClick(page.panel.because, Qt.Key.Key_Escape)
    assert page.context.bridge.session.all(Feeling)[0].because == ""


def test_a_group_alone_is_shown_with_its_own_curve(qtbot: Any, page: Any) -> None:
    page.context.actions.run("next_group")
    page.studio.application.processEvents()
    assert [one.code for one in page.model.people] == ["P01", "P02"]
    assert page.heading()[1].say("en").startswith("People: 2.")


def test_a_withdrawn_person_is_gone_from_the_grid(page: Any) -> None:
    session = page.context.bridge.session
    page.context.bridge.do("withdraw", session.all(Participant)[1])
    assert [one.code for one in page.model.people] == ["P01", "P03"]
    page.context.actions.run("undo")
    assert len(page.model.people) == 3


def test_a_low_point_becomes_an_action_in_one_step(qtbot: Any, qapp: Any, page: Any) -> None:
    page.context.actions.run("down_first")
    for _ in range(3):
        qtbot.keyClick(page.grid, "1")
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.context.actions.run("low_action")
    dialog: Any = qapp.activeModalWidget()
    qtbot.keyClicks(dialog.what, "Ring everybody back")
    qtbot.keyClicks(dialog.due, "soon")
    qtbot.keyClick(dialog.what, Qt.Key.Key_Return)
    assert dialog.isVisible()  # a date that is none keeps the dialog, with what was typed
    dialog.due.clear()
    qtbot.keyClicks(dialog.due, "2026-12-04")
    qtbot.keyClick(dialog.due, Qt.Key.Key_Return)
    found = page.context.bridge.session.all(Action)
    assert [(one.title.en, one.due, one.step) for one in found] == [
        ("Ring everybody back", "2026-12-04", page.model.steps[0].id)
    ]


def test_paper_sheets_are_counted_step_by_step(qtbot: Any, qapp: Any, page: Any) -> None:
    page.context.actions.run("paper_counts")
    dialog: Any = qapp.activeModalWidget()
    for field, key in zip(dialog.counts, "32100", strict=True):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, key)
    qtbot.keyClick(dialog.counts[0], Qt.Key.Key_Return)
    assert dialog.steps.currentIndex() == 1
    mean = page.model.means[page.model.steps[0].id]
    assert (mean.n, round(mean.mean or 0, 2)) == (6, -1.33)
    dialog.reject()


def test_a_recount_replaces_the_count_of_its_table_only(tmp_path: Path) -> None:
    with new_session(tmp_path / "day.hcd", "blue-badge") as session:
        step = session.all(Step)[0]
        table = people.add_table(session)
        feelings.count_feelings(session, step, (1, 0, 0, 0, 0), room_table=table)
        feelings.count_feelings(session, step, (0, 2, 0, 0, 0))
        feelings.count_feelings(session, step, (0, 0, 3, 0, 0), room_table=table)
        assert sorted(one.value or 0 for one in session.all(Feeling)) == [-1, -1, 0, 0, 0]
        for wrong in ((1, 2), (0, 0, 0, 0, -1), (501, 0, 0, 0, 0)):
            with pytest.raises(Trouble):
                feelings.count_feelings(session, step, wrong)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_cell_of_the_sample_says_who_where_and_what(qapp: Any, tmp_path: Path, language: Any) -> None:
    make_sample(tmp_path / "s.hcd").close()
    with running(qapp, path=tmp_path / "s.hcd") as studio:
        studio.context.speaker.set(language)
        studio.window.show_page("feelings")
        page: Any = studio.window.pages["feelings"]
        words = {
            page.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
            for row in range(page.model.rowCount())
            for column in range(page.model.columnCount())
        }
        assert len(words) == 18 * 16
        assert not [one for one in words if "{" in one]
        assert page.curve.accessibleDescription().count("n 1") >= 14
