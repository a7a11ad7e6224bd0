"""The board as Qt sees it: a list view whose items stand where the layout puts them, painted from tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from hcd_studio.layout.update import Changed
from hcd_studio.layout.view import BOARD, Rect
from ui.board.camera import LARGEST, SMALLEST
from ui.board.far import FarView
from ui.board.ground import Ground
from ui.board.head_sizes import head_sizes
from ui.board.heads import Heads
from ui.board.overlay import Overlay
from ui.board.paints import Paints
from ui.board.places import Places
from ui.board.tiles import Tiles
from ui.memory import give_back
from ui.model import BoardModel

if TYPE_CHECKING:
    from ui.context import Context

PAN_BUDGET, CHANGE_BUDGET = 0.004, 0.020
"""How long a frame may paint tiles (s): while moving, and after a change, where what was shown is wrong."""
SLICE = 0.005
"""How long tiles are painted between two events."""
SHOW_EVERY = 6
"""So many slices of sharpening pass before what is sharp is shown."""
FEW, WIDEST = 6, 320.0
"""Fewer steps than this widen to fill the room, each up to so many px at 100 %."""
MANY = 60
"""From so many changed cells on, every tile is painted anew."""


class Surface(Places):
    """Geometry, painting and scrolling; no gesture, no key."""

    viewport_changed = Signal()
    heads_kind: type[Heads] = Heads

    def __init__(self, context: Context, model: BoardModel):
        super().__init__(context, model)
        self.overlay = Overlay(self)
        self._zooming = self._zoomed = False
        self._changed = True
        self._slices = 0
        self._work = QTimer(self)
        self._work.setSingleShot(True)
        self._work.setInterval(0)
        self._work.timeout.connect(self._paint_ahead)
        self._make_paints()
        self.setModel(model)
        model.arranged.connect(self._arranged)

    def _make_paints(self) -> None:
        """Everything that depends on theme, language, text size or session."""
        live = self.board.live
        self.paints = Paints(self.context.theme)
        self.far = FarView(live, self.paints)
        self.ground = Ground(live, self.paints, self.camera.device, self.far)
        self.tiles = Tiles(self.ground, self.far)
        self.heads = self._make_heads()
        self.heads_before: Heads | None = None
        self._changed = True

    def _make_heads(self) -> Heads:
        sizes = head_sizes(self.board.live, self.camera.zoom)
        self.camera.left, self.camera.top = sizes.left, sizes.top
        language = self.context.speaker.language
        known = getattr(self, "heads", None)
        return self.heads_kind(self.board.live, self.paints, self.camera.zoom, self.camera.dpr, language, known)

    def paint_target(self, painter: QPainter, rect: QRectF, y: float) -> None:
        """Say what a drop here would do; the map says it by the place alone."""

    # Scrolling

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.camera.x, self.camera.y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.overlay.moved()
        self.viewport().update()
        self.viewport_changed.emit()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.updateGeometries()
        self._widen()
        self.overlay.moved()
        self.viewport_changed.emit()

    def _widen(self) -> None:
        """The notes of a few steps take the room that there is; of many they keep their width."""
        live, view = self.board.live, self.board.view
        count = len(live.columns)
        room = (self.viewport().width() / view.scale - BOARD.lane_head - 8) / count if count else 0
        widest = int(min(WIDEST, room) - (BOARD.step - BOARD.note))
        note = float(widest) if 0 < count < FEW and widest > BOARD.note else 0.0
        if abs(note - view.note) > 1 and self.board.view.stack_above is not None:
            self.board.show(note=note)

    # Zoom

    def set_zoom(self, zoom: float, anchor: QPoint | None = None) -> None:
        """Another zoom; the content under the anchor (the middle) stays where it is."""
        camera = self.camera
        zoom = max(min(SMALLEST, self._fitting()), min(LARGEST, zoom))
        if abs(zoom - camera.zoom) < 1e-6:
            return
        anchor = anchor or camera.pane.center()
        x, y = camera.content_at(anchor)
        if self.heads_before is None or self.tiles.sharp:
            self.heads_before = self.heads
        camera.zoom = zoom
        self.ground = Ground(self.board.live, self.paints, camera.device, self.far)
        self.tiles.become(self.ground)
        self.heads = self._make_heads()
        self._zooming = self._zoomed = True
        self.updateGeometries()
        self.horizontalScrollBar().setValue(round(x * zoom) - anchor.x() + camera.left)
        self.verticalScrollBar().setValue(round(y * zoom) - anchor.y() + camera.top)
        camera.x, camera.y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.overlay.moved()
        self.viewport().update()
        self.viewport_changed.emit()

    def _fitting(self) -> float:
        return self.camera.fitting(*self.board.live.content)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        camera, viewport = self.camera, self.viewport()
        dpr = viewport.devicePixelRatioF()
        if dpr != camera.dpr:
            self._other_screen(dpr)
        painter = QPainter(viewport)
        painter.setClipRect(event.rect())
        if dpr != 1:
            painter.scale(1 / dpr, 1 / dpr)
        width, height = round(viewport.width() * dpr), round(viewport.height() * dpr)
        left, top = self.heads.left, self.heads.top
        painter.save()
        painter.setClipRect(
            QRect(left, top, max(0, width - left), max(0, height - top)), Qt.ClipOperation.IntersectClip
        )
        budget = 0.0 if self._zooming else CHANGE_BUDGET if self._changed else PAN_BUDGET
        self.tiles.paint(painter, camera.visible(), QPoint(left, top), budget)
        painter.restore()
        painter.save()
        painter.scale(dpr, dpr)
        self.overlay.paint(painter)
        painter.restore()
        self._paint_heads(painter, width, height)
        if dpr != 1:
            painter.scale(dpr, dpr)
        painter.setClipping(False)
        self.overlay.paint_above(painter)
        painter.end()
        self._changed = False
        if self.tiles.sharp and not self._zooming:
            self.heads_before = None
        self._slices = 0
        if not self._work.isActive() and (self._zooming or not self.tiles.complete(camera.visible())):
            self._work.start()

    @property
    def zooming(self) -> bool:
        """Whether a preview is shown."""
        return self._zooming

    @property
    def busy(self) -> bool:
        """Whether tiles are still being painted."""
        return self._work.isActive()

    def _paint_heads(self, painter: QPainter, width: int, height: int) -> None:
        before = self.heads_before if self._zooming else None
        painter.save()
        self.heads.paint_top(painter, self.camera, width, before)
        self.heads.paint_left(painter, self.camera, height)
        self.heads.paint_corner(painter)
        painter.restore()

    def _paint_ahead(self) -> None:
        """Sharpen what is seen, then what lies around it, in short turns; stops by itself."""
        if not self.isVisible():
            return
        was_sharp = self.tiles.sharp
        seen, more = self.tiles.work(self.camera.visible(), SLICE)
        self._slices += 1
        if not was_sharp and self.tiles.ready(self.camera.visible()):
            self._zooming = False
            self.viewport().update()
        elif seen and self._slices % SHOW_EVERY == 0:
            self.viewport().update()
        if more:
            self._work.start()
        elif self._zoomed:
            self._zoomed = False
            give_back()

    def _other_screen(self, dpr: float) -> None:
        self.camera.dpr = dpr
        self._make_paints()

    # Changes

    def _arranged(self, changed: Changed) -> None:
        """Forget the tiles of what changed; heads where they changed; all of it for another map."""
        if changed.whole:
            give_back()
            self._make_paints()
        else:
            self.far.forget({lane for _, lane in changed.cells})
            if changed.heads:
                self.heads = self._make_heads()
            self._drop(changed)
        self._changed = True
        self.updateGeometries()
        if changed.whole or changed.heads:
            self._widen()
        self.overlay.moved()
        self.viewport().update()
        self.viewport_changed.emit()

    def _drop(self, changed: Changed) -> None:
        live, zoom = self.board.live, self.camera.device
        width, height = live.content
        moved = QRect()
        if changed.moved_from is not None:
            top = round(live.tops[changed.moved_from] * zoom) - 2
            moved = QRect(0, top, round(width * zoom) + 2, round(height * zoom) + 100_000)
        if len(changed.cells) > MANY:
            self.tiles.outdate(moved)
            self._zooming = self._zoomed = True
            return
        if moved.isValid():
            self.tiles.drop(moved)
        for place in changed.cells:
            rect = live.cell_rect(place)
            if rect is not None:
                self.tiles.drop(_device(rect, zoom))
        if changed.curve:
            for at, row in enumerate(live.rows):
                if row.curve is not None:
                    self.tiles.drop(_device(Rect(0, live.tops[at], width, row.height), zoom))


def _device(rect: Rect, zoom: float) -> QRect:
    return QRect(round(rect.x * zoom) - 2, round(rect.y * zoom) - 2, round(rect.w * zoom) + 4, round(rect.h * zoom) + 4)
