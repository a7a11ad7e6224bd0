"""The board by mouse and keyboard, with real events: one gesture is one change, Esc is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from hcd_studio.records import Note, Step
from tests.making import Held, cell, held, lane, steps

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def board(qapp: object, tmp_path: Path) -> Iterator[Held]:
    with held(tmp_path / "map.hcd") as found:
        yield found


def drag(board: Held, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    port = board.view.viewport()
    QTest.mousePress(port, LEFT, PLAIN, start)
    for part in (0.2, 0.5, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)
    if drop:
        QTest.mouseRelease(port, LEFT, PLAIN, end)


def some_note(board: Held) -> Note:
    """A note that is seen, in the first lane."""
    first = lane(board.session, "actions")
    return next(note for step in steps(board.session)[1:6] for note in cell(board.session, step.id, first.id))


def other_step(board: Held, note: Note) -> Step:
    return next(step for step in steps(board.session)[:6] if step.id != note.step)


def test_a_drag_is_one_change_and_undo_puts_it_back(board: Held) -> None:
    note = some_note(board)
    to = other_step(board, note)
    before = board.changes
    drag(board, board.point(note.id), board.place_point(to.id, note.lane))
    moved = board.session.get(Note, note.id)
    assert moved is not None
    assert (moved.step, moved.lane) == (to.id, note.lane)
    assert board.changes == before + 1
    assert "Moved to" in board.told[-1]
    board.context.bridge.undo()
    again = board.session.get(Note, note.id)
    assert again == note


def test_esc_while_dragging_writes_nothing(board: Held) -> None:
    note = some_note(board)
    before = board.changes
    drag(board, board.point(note.id), board.place_point(other_step(board, note).id, note.lane), drop=False)
    shown = board.view.overlay.shown
    assert shown.carried == {note.id}
    QTest.keyClick(board.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(board.view.viewport(), LEFT, PLAIN, QPoint(700, 400))
    assert board.changes == before
    assert not shown.carried
    assert shown.ghost is None
    assert board.session.get(Note, note.id) == note


def test_a_drop_where_it_stands_writes_nothing(board: Held) -> None:
    note = some_note(board)
    before = board.changes
    start = board.point(note.id)
    drag(board, start, start + QPoint(14, 0))
    assert board.changes == before


def test_a_drop_on_the_heads_writes_nothing(board: Held) -> None:
    note = some_note(board)
    before = board.changes
    drag(board, board.point(note.id), QPoint(600, 20))
    assert board.changes == before


def test_several_notes_are_dragged_as_one_change(board: Held) -> None:
    first = lane(board.session, "actions")
    notes = [note for step in steps(board.session)[:4] for note in cell(board.session, step.id, first.id)][:3]
    for note in notes:
        QTest.mouseClick(board.view.viewport(), LEFT, CTRL, board.point(note.id))
    assert set(board.context.selection.ids) == {note.id for note in notes}
    to = steps(board.session)[5]
    before = board.changes
    drag(board, board.point(notes[0].id), board.place_point(to.id, first.id))
    assert board.changes == before + 1
    assert {note.id for note in notes} <= {note.id for note in cell(board.session, to.id, first.id)}


def test_a_rubber_band_chooses_what_it_touches(board: Held) -> None:
    pane = board.view.camera.pane
    place = steps(board.session)[0].id, lane(board.session, "actions").id
    rect = board.model.live.cell_rect(place)
    assert rect is not None
    on = board.view.camera.rect_on_screen(rect)
    start = QPoint(on.right() - 1, on.bottom() - 2)
    assert not board.view.indexAt(start).isValid()
    drag(board, start, QPoint(pane.left() + 2, pane.top() + 2))
    assert set(board.context.selection.ids) == {note.id for note in cell(board.session, *place)}
    assert board.view.overlay.shown.rubber is None


def test_ctrl_and_arrows_move_by_one_change_each(board: Held) -> None:
    note = some_note(board)
    board.view.walker.stand_on(note.id)
    at = [step.id for step in steps(board.session)].index(note.step)
    before = board.changes
    QTest.keyClick(board.view, Qt.Key.Key_Right, CTRL)
    moved = board.session.get(Note, note.id)
    assert moved is not None
    assert moved.step == steps(board.session)[at + 1].id
    assert board.changes == before + 1
    here = [one.id for one in cell(board.session, moved.step, moved.lane)]
    title = steps(board.session)[at + 1].title.en
    assert board.told[-1].startswith(f"Moved to {title}, Doing, {here.index(note.id) + 1} of {len(here)}.")
    assert board.context.selection.current == note.id


def test_ctrl_up_and_down_reorder_within_the_cell_then_leave_it(board: Held) -> None:
    place = max(
        ((step.id, lane(board.session, "saying").id) for step in steps(board.session)),
        key=lambda place: len(cell(board.session, *place)),
    )
    notes = cell(board.session, *place)
    assert len(notes) > 1
    board.view.walker.stand_on(notes[0].id)
    QTest.keyClick(board.view, Qt.Key.Key_Down, CTRL)
    assert [note.id for note in cell(board.session, *place)][:2] == [notes[1].id, notes[0].id]
    QTest.keyClick(board.view, Qt.Key.Key_Up, CTRL)
    assert [note.id for note in cell(board.session, *place)] == [note.id for note in notes]
    QTest.keyClick(board.view, Qt.Key.Key_Up, CTRL)
    moved = board.session.get(Note, notes[0].id)
    assert moved is not None
    assert moved.lane == lane(board.session, "actions").id


def test_several_notes_shift_together_by_key(board: Held) -> None:
    first = lane(board.session, "actions")
    notes = [note for step in steps(board.session)[:4] for note in cell(board.session, step.id, first.id)][:3]
    board.view.choose([note.id for note in notes], notes[0].id)
    before = board.changes
    QTest.keyClick(board.view, Qt.Key.Key_Right, CTRL)
    assert board.changes == before + 1
    order = [step.id for step in steps(board.session)]
    for note in notes:
        moved = board.session.get(Note, note.id)
        assert moved is not None
        assert order.index(moved.step) == order.index(note.step) + 1


def head(board: Held) -> str:
    """The kind of head that has the focus, empty for none."""
    found = board.view.structure.head
    return found[0] if found else ""


def test_arrows_reach_every_note_cell_and_head(board: Held) -> None:
    QTest.keyClick(board.view, Qt.Key.Key_Home, CTRL)
    assert board.context.selection.current == board.model.id_at(0)
    for _ in range(40):
        QTest.keyClick(board.view, Qt.Key.Key_Up)
    assert head(board) == "stage"
    QTest.keyClick(board.view, Qt.Key.Key_Down)
    assert head(board) == "step"
    QTest.keyClick(board.view, Qt.Key.Key_Left)
    assert head(board) == "lane"
    QTest.keyClick(board.view, Qt.Key.Key_Right)
    assert head(board) == ""
    seen = set()
    for _ in range(200):
        seen.add(board.context.selection.current or board.context.selection.place)
        QTest.keyClick(board.view, Qt.Key.Key_Down)
    column = {id for id, place in board.model.live.place_of.items() if place[0] == steps(board.session)[0].id}
    assert column <= seen


def test_delete_duplicate_and_select_all(board: Held) -> None:
    note = some_note(board)
    board.view.walker.stand_on(note.id)
    QTest.keyClick(board.view, Qt.Key.Key_D, CTRL)
    assert board.context.selection.current != note.id
    QTest.keyClick(board.view, Qt.Key.Key_Delete)
    assert len(board.session.all(Note)) == 60
    QTest.keyClick(board.view, Qt.Key.Key_A, CTRL)
    assert len(board.context.selection.ids) == 60
    assert len(board.view.selectionModel().selectedIndexes()) == 60
    before = board.changes
    QTest.keyClick(board.view, Qt.Key.Key_Delete)
    assert board.changes == before + 1
    assert not board.session.all(Note)
    board.context.bridge.undo()
    assert len(board.session.all(Note)) == 60


def test_shift_chooses_a_stretch_in_reading_order(board: Held) -> None:
    ids = board.model.ids()
    board.view.walker.stand_on(ids[3])
    board.view.choose_to(ids[7])
    assert board.context.selection.ids == tuple(ids[3:8])
    board.view.choose_to(ids[1])
    assert set(board.context.selection.ids) == set(ids[1:4])


def test_panning_and_the_wheel(board: Held) -> None:
    port = board.view.viewport()
    QTest.mousePress(port, Qt.MouseButton.MiddleButton, PLAIN, QPoint(700, 500))
    QTest.mouseMove(port, QPoint(600, 450))
    QTest.mouseRelease(port, Qt.MouseButton.MiddleButton, PLAIN, QPoint(600, 450))
    assert (board.view.camera.x, board.view.camera.y) == (100, 50)
    QTest.keyPress(board.view, Qt.Key.Key_Space)
    drag(board, QPoint(600, 450), QPoint(650, 460))
    QTest.keyRelease(board.view, Qt.Key.Key_Space)
    assert (board.view.camera.x, board.view.camera.y) == (50, 40)
    assert not board.context.selection.ids
