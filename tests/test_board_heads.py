"""Heads pulled by the mouse: a stage, a step, a lane to another place; notes let go over the tray."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from hcd_studio.bilingual import Words
from hcd_studio.records import Lane, Note, Stage, Step
from hcd_studio.verbs.notes import unplace_notes
from tests.making import Held, held, steps
from tests.studio import running
from ui.board.structure import Head

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def board(qapp: object, tmp_path: Path) -> Iterator[Held]:
    with held(tmp_path / "map.hcd") as found:
        found.view.fit()
        found.settle()
        yield found


def drag(port: Any, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    QTest.mousePress(port, LEFT, PLAIN, start)
    for part in (0.2, 0.6, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)
    if drop:
        QTest.mouseRelease(port, LEFT, PLAIN, end)


def middle(board: Held, head: Head) -> QPoint:
    rect = board.view.head_rect(head)
    assert rect is not None
    return rect.center()


def behind(board: Held, head: Head) -> QPoint:
    """A point in the far half of a head: what is dropped there stands behind it."""
    rect = board.view.head_rect(head)
    assert rect is not None
    if head[0] == "lane":
        return QPoint(rect.center().x(), rect.bottom() - rect.height() // 5)
    return QPoint(rect.right() - rect.width() // 5, rect.center().y())


def ids(board: Held, kind: type[Any]) -> list[str]:
    return [one.id for one in board.session.all(kind)]


def test_a_step_is_pulled_behind_another_with_its_notes_as_one_change(board: Held) -> None:
    first, third = steps(board.session)[0], steps(board.session)[2]
    notes = {note.id for note in board.session.all(Note) if note.step == first.id}
    before = board.changes
    drag(board.view.viewport(), middle(board, ("step", first.id)), behind(board, ("step", third.id)))
    order = [one.id for one in steps(board.session)]
    assert order.index(first.id) == order.index(third.id) + 1
    moved = board.session.get(Step, first.id)
    assert moved is not None
    assert moved.stage == third.stage
    assert {note.id for note in board.session.all(Note) if note.step == first.id} == notes
    assert board.changes == before + 1
    assert board.view.structure.head == ("step", first.id)
    board.context.bridge.undo()
    assert steps(board.session)[0].id == first.id


def test_a_step_is_pulled_to_the_front_of_another_stage(board: Held) -> None:
    second_stage = board.session.all(Stage)[1]
    front = next(one for one in steps(board.session) if one.stage == second_stage.id)
    first = steps(board.session)[0]
    rect = board.view.head_rect(("step", front.id))
    assert rect is not None
    drag(
        board.view.viewport(),
        middle(board, ("step", first.id)),
        QPoint(rect.left() + rect.width() // 5, rect.center().y()),
    )
    there = [one.id for one in steps(board.session) if one.stage == second_stage.id]
    assert there[:2] == [first.id, front.id]


@pytest.mark.parametrize("kind", ["stage", "lane"])
def test_stages_and_lanes_are_pulled_and_put_back_by_undo(board: Held, kind: str) -> None:
    record: type[Any] = Stage if kind == "stage" else Lane
    order = ids(board, record)
    before = board.changes
    drag(board.view.viewport(), middle(board, (kind, order[0])), behind(board, (kind, order[2])))
    assert ids(board, record) == [order[1], order[2], order[0], *order[3:]]
    assert board.changes == before + 1
    drag(board.view.viewport(), middle(board, (kind, order[0])), middle(board, (kind, order[1])) - QPoint(9, 9))
    assert ids(board, record) == order
    board.context.bridge.undo()
    board.context.bridge.undo()
    assert ids(board, record) == order


def test_a_bar_shows_where_a_head_would_stand_and_esc_leaves_it(board: Held) -> None:
    order = ids(board, Lane)
    before = board.changes
    drag(board.view.viewport(), middle(board, ("lane", order[0])), behind(board, ("lane", order[3])), drop=False)
    shown = board.view.overlay.shown
    assert shown.bar is not None
    assert shown.bar[1] == board.model.live.tops[4]
    assert shown.ghost is not None
    assert shown.pulled == ("lane", order[0])
    board.view.viewport().repaint()
    QTest.keyClick(board.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(board.view.viewport(), LEFT, PLAIN, QPoint(700, 400))
    assert (shown.bar, shown.ghost, shown.pulled) == (None, None, None)
    assert board.changes == before
    assert ids(board, Lane) == order


def test_a_head_dropped_where_it_stands_or_outside_writes_nothing(board: Held) -> None:
    before = board.changes
    first, second = steps(board.session)[:2]
    start = middle(board, ("step", second.id))
    drag(board.view.viewport(), start, behind(board, ("step", first.id)))
    drag(board.view.viewport(), start, behind(board, ("step", second.id)))
    drag(board.view.viewport(), start, QPoint(start.x(), -40))
    assert board.changes == before


def test_stages_and_lanes_move_from_the_menu_too(board: Held) -> None:
    stages, lanes = ids(board, Stage), ids(board, Lane)
    board.view.walker.stand_on_head("stage", stages[0])
    board.view.structure.stage_right()
    assert ids(board, Stage)[:2] == [stages[1], stages[0]]
    board.view.structure.stage_left()
    board.view.walker.stand_on_head("lane", lanes[0])
    board.view.structure.lane_down()
    assert ids(board, Lane)[:2] == [lanes[1], lanes[0]]
    board.view.structure.lane_up()
    assert (ids(board, Stage), ids(board, Lane)) == (stages, lanes)


def test_notes_let_go_over_the_tray_wait_there_and_keep_their_lane(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Tray"), "journey")
        session: Any = studio.context.bridge.session
        note: Note = studio.context.bridge.do(
            "add_note", session.all(Step)[0], session.all(Lane)[0], "Where does this go?"
        )
        qapp.processEvents()
        view, tab = studio.window.pages["map"].board, studio.window.rail.tabs["unplaced"]
        port, start = view.viewport(), view.visualRect(view.board.index_of(note.id)).center()
        assert not tab.isVisible()
        before = session.seq
        drag(port, start, start + QPoint(90, 30), drop=False)
        qapp.processEvents()
        assert tab.isVisible()
        end = port.mapFromGlobal(tab.mapToGlobal(tab.rect().center()))
        QTest.mouseMove(port, end)
        assert tab.target
        QTest.mouseRelease(port, LEFT, PLAIN, end)
        moved = session.get(Note, note.id)
        assert (moved.step, moved.lane) == ("", note.lane)
        assert session.seq == before + 1
        assert tab.isVisible()
        assert not tab.target
        assert tab.count == "1"
        studio.context.bridge.undo()
        assert session.get(Note, note.id) == note
        assert not tab.isVisible()


def test_a_note_goes_to_the_tray_by_key_and_as_a_verb(board: Held) -> None:
    notes = board.session.all(Note)[:2]
    board.view.choose([note.id for note in notes], notes[0].id)
    QTest.keyClick(board.view, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert [board.session.find(note.id).step for note in notes] == ["", ""]  # type: ignore[union-attr]
    assert board.told[-1] == "Notes in the tray: 2. Ctrl+Z undoes it."
    third = board.session.all(Note)[-1]
    (moved,) = unplace_notes(board.session, (third,))
    assert (moved.step, moved.lane, moved.text) == ("", third.lane, third.text)
