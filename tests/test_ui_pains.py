"""The theme wall by keys and mouse: grouped, named, split, merged, ordered; notes become pain points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from hcd_studio.records import Link, Pain, Theme
from tests.walls import dialog, note, pains_page, session_of, stand, under

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qapp: Any, tmp_path: Path) -> Iterator[Any]:
    with pains_page(qapp, tmp_path) as found:
        yield found


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
