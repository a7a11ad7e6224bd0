"""The mouse on the board: pressing, dragging notes, a rubber band, panning; Esc ends any of them and nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from hcd_studio.fields import Id
from hcd_studio.layout.live import Place

if TYPE_CHECKING:
    from ui.board.view import BoardView

EDGE = 36
"""So near to the edge a drag scrolls, in px."""
FASTEST = 28


class Gesture:
    """What the mouse is doing; the plain one does nothing."""

    def __init__(self, view: BoardView, at: QPoint):
        self.view = view
        self.start = at

    def move(self, at: QPoint, _event: QMouseEvent | None = None) -> None:
        """The mouse moved."""

    def release(self, at: QPoint) -> None:
        """The button was let go: what was begun is done."""

    def cancel(self) -> None:
        """Esc: as if it had not been begun."""


class Pressing(Gesture):
    """A note was pressed; whether it will be chosen or dragged shows in the next moment."""

    def __init__(self, view: BoardView, at: QPoint, id: Id, *, alone: bool):
        super().__init__(view, at)
        self.id = id
        self.alone = alone

    def move(self, at: QPoint, _event: QMouseEvent | None = None) -> None:
        if (at - self.start).manhattanLength() >= QApplication.startDragDistance() and self.view.acts.writable:
            self.view.gesture = Dragging(self.view, self.start, self.id)
            self.view.gesture.move(at)

    def release(self, at: QPoint) -> None:
        if self.alone:
            self.view.walker.stand_on(self.id)


class Dragging(Gesture):
    """Notes in hand: a ghost follows the mouse, the cell under it lights up, a stroke shows where they would land."""

    def __init__(self, view: BoardView, at: QPoint, id: Id):
        super().__init__(view, at)
        self.ids = [note.id for note in view.acts.chosen()]
        rect, box = view.board.live.rect_of(id), view.board.live.box_of(id)
        on = view.camera.rect_on_screen(rect) if rect else QRect(at, at)
        self.grip = at - on.topLeft()
        self.last = at
        shown = view.overlay.shown
        shown.carried = frozenset(self.ids)
        self.away = False
        if view.tray is not None:
            view.tray.offer(True)
        shown.ghost = view.ground.sheets.sheet(box) if box else None
        shown.ghost_ring = view.ground.sheets.ring(box, True) if box and view.ground.readable else None
        shown.ghost_count = len(self.ids)
        self.target: Place | None = None
        self.after: Id = ""
        self.scroll = QTimer(view)
        self.scroll.setInterval(16)
        self.scroll.timeout.connect(self._scroll)
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint, _event: QMouseEvent | None = None) -> None:
        self.last = at
        view, shown = self.view, self.view.overlay.shown
        shown.ghost_at = at - self.grip
        self.away = self._over_tray(at)
        self.target, self.after, shown.gap_y = self._landing(at)
        shown.target = self.target
        dx, dy = self._pull(at) if self.view.rect().contains(at) else (0, 0)
        if (dx or dy) and not self.scroll.isActive():
            self.scroll.start()
        elif not (dx or dy):
            self.scroll.stop()
        view.viewport().update()

    def _over_tray(self, at: QPoint) -> bool:
        """Whether they would wait unplaced: over the tray, or over the column of what has no step."""
        view = self.view
        if view.tray is not None and view.tray.under(view.viewport().mapToGlobal(at)):
            return True
        place = view.board.live.place_at(*view.camera.content_at(at)) if view.camera.pane.contains(at) else None
        return place is not None and not place[0]

    def _landing(self, at: QPoint) -> tuple[Place | None, Id, float | None]:
        """The cell under the mouse, the note after which they would stand, and the height of the stroke."""
        live = self.view.board.live
        if not self.view.camera.pane.contains(at):
            return None, "", None
        x, y = self.view.landing_point(at)
        place = live.place_at(x, y)
        if place is None or not self.view.takes(place):
            return None, "", None
        row = live.row_of[place[1]]
        cell = live.cell_of(live.column_of[place[0]], row)
        top = live.tops[row] + live.rows[row].notes_top
        after, line = "", top + live.metrics.cell_pad / 2
        for box, down in zip(cell.boxes, cell.ys, strict=True):
            if box.stacked:  # a stack keeps its order: they go under it
                return place, cell.notes[-1], top + down + box.rect.h + live.metrics.stack
            if y > top + down + box.rect.h / 2:
                line = top + down + box.rect.h + live.metrics.gap / 2
                after = box.id if box.id not in self.ids else after
        if not cell.boxes and cell.notes:
            after = cell.notes[-1]
        return place, after, line

    def _pull(self, at: QPoint) -> tuple[int, int]:
        pane = self.view.camera.pane
        return towards(at.x(), pane.left(), pane.right()), towards(at.y(), pane.top(), pane.bottom())

    def _scroll(self) -> None:
        dx, dy = self._pull(self.last)
        if not (dx or dy):
            self.scroll.stop()
            return
        across, down = self.view.horizontalScrollBar(), self.view.verticalScrollBar()
        across.setValue(across.value() + dx)
        down.setValue(down.value() + dy)
        self.move(self.last)

    def release(self, at: QPoint) -> None:
        self.move(at)
        self._end()
        if self.away:
            self.view.acts.unplace()
        elif self.target is not None:
            notes = [note for id in self.ids if (note := self.view.acts.note(id)) is not None]
            self.view.drop(notes, self.target, self.after)

    def cancel(self) -> None:
        self._end()

    def _end(self) -> None:
        self.scroll.stop()
        self.scroll.deleteLater()
        if self.view.tray is not None:
            self.view.tray.offer(False)
        shown = self.view.overlay.shown
        shown.ghost = shown.ghost_ring = shown.target = shown.gap_y = None
        shown.carried = frozenset()
        self.view.viewport().unsetCursor()
        self.view.viewport().update()


class Rubber(Gesture):
    """A rectangle pulled over the ground chooses the notes that it touches."""

    def __init__(self, view: BoardView, at: QPoint, kept: tuple[Id, ...]):
        super().__init__(view, at)
        self.kept = kept
        self.before = (view.context.selection.ids, view.context.selection.current)
        self.pulled = False

    def move(self, at: QPoint, _event: QMouseEvent | None = None) -> None:
        if not self.pulled and (at - self.start).manhattanLength() < QApplication.startDragDistance():
            return
        self.pulled = True
        rect = QRect(self.start, at).normalized().intersected(self.view.camera.pane)
        self.view.overlay.shown.rubber = rect
        ids = tuple(dict.fromkeys((*self.kept, *self.view.ids_in(rect))))
        self.view.context.selection.set(ids)
        self.view.viewport().update()

    def release(self, _at: QPoint) -> None:
        self.view.overlay.shown.rubber = None
        self.view.viewport().update()

    def cancel(self) -> None:
        self.view.context.selection.set(*self.before)
        self.release(self.start)


class Panning(Gesture):
    """The board in hand."""

    def __init__(self, view: BoardView, at: QPoint):
        super().__init__(view, at)
        self.from_x, self.from_y = view.camera.x, view.camera.y
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint, _event: QMouseEvent | None = None) -> None:
        by = at - self.start
        self.view.horizontalScrollBar().setValue(self.from_x - by.x())
        self.view.verticalScrollBar().setValue(self.from_y - by.y())

    def release(self, _at: QPoint) -> None:
        self.view.viewport().unsetCursor()

    def cancel(self) -> None:
        self.move(self.start)
        self.release(self.start)


def towards(at: int, low: int, high: int) -> int:
    """How fast to scroll near an edge, 0 away from it."""
    if at < low + EDGE:
        return -min(FASTEST, (low + EDGE - at) // 2 + 1)
    if at > high - EDGE:
        return min(FASTEST, (at - high + EDGE) // 2 + 1)
    return 0


def press(view: BoardView, event: QMouseEvent, *, space: bool) -> Gesture | None:
    """What a press begins; chooses at once what a press chooses."""
    at = event.position().toPoint()
    if event.button() == Qt.MouseButton.MiddleButton or (space and event.button() == Qt.MouseButton.LeftButton):
        return Panning(view, at)
    if event.button() != Qt.MouseButton.LeftButton:
        return None
    head = view.head_at(at)
    if head is not None:
        from ui.board.carry import HeadPressing

        view.walker.stand_on_head(*head)
        return HeadPressing(view, at, head)
    if not view.camera.pane.contains(at):
        return None
    x, y = view.camera.content_at(at)
    box = view.board.live.note_at(x, y)
    keys, selection = event.modifiers(), view.context.selection
    ctrl, shift = bool(keys & Qt.KeyboardModifier.ControlModifier), bool(keys & Qt.KeyboardModifier.ShiftModifier)
    if box is None:
        place = view.board.live.place_at(x, y)
        kept = selection.ids if ctrl or shift else ()
        if place is not None and not kept:
            view.walker.stand_in(place)
        elif not kept:
            selection.clear()
        return Rubber(view, at, kept)
    if ctrl:
        ids = [id for id in selection.ids if id != box.id]
        ids = ids if box.id in selection.ids else [*ids, box.id]
        view.choose(ids, box.id)
        return None
    if shift:
        view.choose_to(box.id)
        return None
    chosen = box.id in selection.ids
    if not chosen:
        view.walker.stand_on(box.id)
    return Pressing(view, at, box.id, alone=chosen and len(selection.ids) > 1)
