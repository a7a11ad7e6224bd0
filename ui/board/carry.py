"""Heads in hand: a stage, a step or a lane is pulled to another place; a bar shows where it would stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from hcd_studio.layout.live import LiveMap
from hcd_studio.records import Lane, Stage, Step
from hcd_studio.speech import Message
from ui.board.gestures import Gesture, towards
from ui.board.structure import Head

if TYPE_CHECKING:
    from ui.board.view import BoardView

Landing = tuple[str, str, float]
"""The stage in which a step would stand, what it would stand behind (empty for the front), and where the bar is."""


class HeadPressing(Gesture):
    """A head was pressed; whether it is pulled shows in the next moment."""

    def __init__(self, view: BoardView, at: QPoint, head: Head):
        super().__init__(view, at)
        self.head = head

    def move(self, at: QPoint, _event: QMouseEvent | None = None) -> None:
        if (at - self.start).manhattanLength() >= QApplication.startDragDistance() and self.view.acts.writable:
            self.view.gesture = HeadDragging(self.view, self.start, self.head)
            self.view.gesture.move(at)


class HeadDragging(Gesture):
    """One head in hand; the board scrolls where the mouse nears its edge."""

    def __init__(self, view: BoardView, at: QPoint, head: Head):
        super().__init__(view, at)
        self.kind, self.id = head
        self.last = at
        self.landing: Landing | None = None
        rect = view.head_rect(head) or QRect(at, at)
        seen = rect.intersected(view.viewport().rect())
        self.grip = at - seen.topLeft()
        ghost = view.viewport().grab(seen)
        ghost.setDevicePixelRatio(1)  # the overlay paints in px of the device
        shown = view.overlay.shown
        shown.ghost, shown.ghost_count, shown.pulled = ghost, 1, head
        self.scroll = QTimer(view)
        self.scroll.setInterval(16)
        self.scroll.timeout.connect(self._scroll)
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint, _event: QMouseEvent | None = None) -> None:
        self.last = at
        view, shown = self.view, self.view.overlay.shown
        shown.ghost_at = at - self.grip
        self.landing = self._landing(at)
        shown.bar = (self.kind, self.landing[2]) if self.landing else None
        pull = self._pull(at)
        if pull and not self.scroll.isActive():
            self.scroll.start()
        elif not pull:
            self.scroll.stop()
        view.viewport().update()

    def _landing(self, at: QPoint) -> Landing | None:
        view, camera = self.view, self.view.camera
        x, y = (at.x() - camera.left + camera.x) / camera.zoom, (at.y() - camera.top + camera.y) / camera.zoom
        if not view.viewport().rect().contains(at):
            return None
        find = {"step": step_landing, "stage": stage_landing, "lane": lane_landing}[self.kind]
        return find(view.board.live, y if self.kind == "lane" else x)

    def _pull(self, at: QPoint) -> int:
        pane = self.view.camera.pane
        if self.kind == "lane":
            return towards(at.y(), pane.top(), pane.bottom())
        return towards(at.x(), pane.left(), pane.right())

    def _scroll(self) -> None:
        pull, view = self._pull(self.last), self.view
        bar = view.verticalScrollBar() if self.kind == "lane" else view.horizontalScrollBar()
        bar.setValue(bar.value() + pull)
        self.move(self.last)

    def release(self, at: QPoint) -> None:
        self.move(at)
        self._end()
        if self.landing is not None:
            put_head(self.view, (self.kind, self.id), self.landing[0], self.landing[1])

    def cancel(self) -> None:
        self._end()

    def _end(self) -> None:
        self.scroll.stop()
        self.scroll.deleteLater()
        shown = self.view.overlay.shown
        shown.ghost = shown.bar = shown.pulled = None
        self.view.viewport().unsetCursor()
        self.view.viewport().update()


def step_landing(live: LiveMap, x: float) -> Landing | None:
    """Before or behind the step at `x`, in its stage."""
    placed = [column for column in live.columns if column.id and column.stage]
    if not placed:
        return None
    wide = live.metrics.step
    at = min(max(0, int(x // wide)), len(placed) - 1)
    column = placed[at]
    if x - at * wide > wide / 2:
        return column.stage, column.id, (at + 1) * wide
    before = placed[at - 1] if at and placed[at - 1].stage == column.stage else None
    return column.stage, before.id if before else "", at * wide


def stage_landing(live: LiveMap, x: float) -> Landing | None:
    """Before or behind the stage at `x`."""
    wide, behind, edge = live.metrics.step, "", 0.0
    for box in live.stage_boxes:
        left = live.column_of[box.steps[0]] * wide
        if x < left + len(box.steps) * wide / 2:
            return "", behind, left
        behind, edge = box.id, left + len(box.steps) * wide
    return ("", behind, edge) if behind else None


def lane_landing(live: LiveMap, y: float) -> Landing | None:
    """Above or below the lane at `y`."""
    behind, edge = "", 0.0
    for top, row in zip(live.tops, live.rows, strict=False):
        if not row.lane.id:
            continue
        if y < top + row.height / 2:
            return "", behind, top
        behind, edge = row.lane.id, top + row.height
    return ("", behind, edge) if behind else None


def put_head(view: BoardView, head: Head, stage: str, behind: str) -> None:
    """Move a head behind another, or to the front; nothing is written where it stands there already."""
    session, bridge = view.acts.session, view.context.bridge
    record = session.find(head[1]) if session is not None and head[1] != behind else None
    if session is None:
        return
    stays, more = True, dict[str, Any]()
    if isinstance(record, Step):
        row = [one.id for one in session.all(Step) if one.stage == record.stage]
        stays = record.stage == stage
        more = {} if behind else {"stage": session.get(Stage, stage)}
    elif isinstance(record, Stage):
        row = [one.id for one in session.all(Stage) if one.journey == record.journey]
    elif isinstance(record, Lane):
        row = [one.id for one in session.all(Lane) if one.journey == record.journey]
    else:
        return
    at = row.index(record.id)
    if stays and behind == (row[at - 1] if at else ""):
        bridge.tell(Message("It stands there already."))
        return
    after = session.find(behind) if behind else None
    if bridge.do(f"move_{head[0]}", record, after=after, **more) is not None:
        view.walker.stand_on_head(*head)
