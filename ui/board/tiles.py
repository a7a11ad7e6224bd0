"""Squares of painted board, kept while they are of use: a pan copies them, a zoom stretches what was seen until new ones stand."""

from __future__ import annotations

from collections import OrderedDict
from time import perf_counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from hcd_studio.layout.view import Rect
from ui.board.far import FarView
from ui.board.frame import SIDE, Frame, Key, keys, rects
from ui.board.ground import Ground

KEPT_BYTES = 16_000_000
AHEAD = 3
"""While one pans, tiles are painted ahead this many times as eagerly as behind."""


class Tiles:
    """The tiles of the zoom in use. Squares that are not needed any more are painted over, never thrown away and made again."""

    def __init__(self, ground: Ground, far: FarView):
        self.ground = ground
        self.far = far
        self.frame = Frame()
        self.sharp = False
        self.tiles: OrderedDict[Key, QPixmap] = OrderedDict()
        self._spare: list[QPixmap] = []
        self._most = KEPT_BYTES // (SIDE * SIDE * 4)
        self._visible = QRect()
        self._way = QPoint()
        self._near: tuple[tuple[int, ...], list[Key]] | None = None

    def become(self, ground: Ground) -> None:
        """Another zoom: what was sharp stays as the preview."""
        self._keep_frame()
        self.ground = ground
        self._take(list(self.tiles))
        self._way, self._near = QPoint(), None
        self.sharp = False

    def drop(self, area: QRect | None = None) -> None:
        """Something changed: forget it here, or everywhere."""
        if area is None:
            found = list(self.tiles)
        else:
            left, right = area.left() // SIDE, area.right() // SIDE
            top, bottom = area.top() // SIDE, area.bottom() // SIDE
            found = [key for key in self.tiles if left <= key[0] <= right and top <= key[1] <= bottom]
        self._take(found)
        self.frame.forget(area, self.ground.zoom)
        self.sharp = False

    def outdate(self, moved: QRect) -> None:
        """Much changed at once: but for what moved, what was shown serves as preview until all is painted anew."""
        self._keep_frame()
        self._take(list(self.tiles))
        self.frame.forget(moved, self.ground.zoom)
        self.sharp = False

    def _keep_frame(self) -> None:
        if self.sharp:
            self.frame.bring(self._visible, self.ground.zoom, self.tiles)

    def paint(self, painter: QPainter, visible: QRect, at: QPoint, budget: float) -> None:
        """Put the visible part at a place of the widget, in device px; what the budget (s) does not allow is previewed."""
        end = perf_counter() + budget
        shown = list(keys(visible))
        self._most = max(KEPT_BYTES // (SIDE * SIDE * 4), len(shown) + len(shown) // 4)
        self._follow(visible)
        missing = [key for key in shown if key not in self.tiles]
        while missing and perf_counter() < end:
            self._paint(missing.pop(0))
        self.sharp = not missing
        dx, dy = at.x() - visible.x(), at.y() - visible.y()
        for key in shown:
            if key in self.tiles:
                painter.drawPixmap(key[0] * SIDE + dx, key[1] * SIDE + dy, self.tiles[key])
        if missing:
            self._preview(painter, missing, visible, QPoint(dx, dy))
        else:
            self.frame.drop()
        for key in shown:
            if key in self.tiles:
                self.tiles.move_to_end(key)
        while len(self.tiles) > self._most:
            self._spare.append(self.tiles.popitem(last=False)[1])
        del self._spare[self._most - len(self.tiles) :]

    def ready(self, visible: QRect) -> bool:
        """Whether all that is seen stands sharp."""
        return all(key in self.tiles for key in keys(visible))

    def complete(self, visible: QRect) -> bool:
        """Whether what one may see next stands too, as far as there is room for it."""
        return self.ready(visible) and all(key in self.tiles for key in self._around(visible))

    def work(self, visible: QRect, seconds: float) -> tuple[bool, bool]:
        """Paint missing tiles for so long: first what is seen, then what one may see next.

        Gives whether something that is seen was painted, and whether there is more to do.
        """
        end = perf_counter() + seconds
        seen = False
        center = visible.center()
        wanted = [key for key in keys(visible) if key not in self.tiles]
        wanted.sort(key=lambda key: abs(key[0] * SIDE + 128 - center.x()) + abs(key[1] * SIDE + 128 - center.y()))
        for key in wanted:
            self._paint(key)
            seen = True
            if perf_counter() >= end:
                return seen, True
        around = self._around(visible)
        for key in around:
            if key not in self.tiles:
                if perf_counter() >= end:
                    return seen, True
                self._make_room({*around, *keys(visible)})
                self._paint(key)
        self.frame.make_room(visible.size())
        return seen, not self.far.prepare(end)

    def _paint(self, key: Key) -> None:
        if self._spare:
            pixmap = self._spare.pop()
        else:
            pixmap = QPixmap(SIDE, SIDE)
            pixmap.fill(QColor(0, 0, 0))  # opaque, so that it is copied and not blended
        area = QRect(key[0] * SIDE, key[1] * SIDE, SIDE, SIDE)
        painter = QPainter(pixmap)
        painter.setClipRect(0, 0, SIDE, SIDE)
        painter.translate(-area.x(), -area.y())
        self.ground.paint(painter, area)
        painter.end()
        self.tiles[key] = pixmap

    def _take(self, found: list[Key]) -> None:
        self._spare.extend([self.tiles.pop(key) for key in found])

    def _make_room(self, needed: set[Key]) -> None:
        """Where all squares are in use, the one goes that was not seen for the longest time."""
        if len(self.tiles) >= self._most:
            old = next((key for key in self.tiles if key not in needed), None)
            if old is not None:
                self._take([old])

    def _follow(self, visible: QRect) -> None:
        """Remember which way one pans."""
        if visible.size() == self._visible.size() and visible.topLeft() != self._visible.topLeft():
            by = visible.topLeft() - self._visible.topLeft()
            self._way = QPoint(_sign(by.x()) or self._way.x(), _sign(by.y()) or self._way.y())
        self._visible = visible

    def _around(self, visible: QRect) -> list[Key]:
        """The tiles beside what is seen, those first that come next the way one pans; as many as there is room for."""
        edges = (visible.left(), visible.top(), visible.right(), visible.bottom())
        known = (*(edge // SIDE for edge in edges), self._way.x(), self._way.y(), self._most)
        if self._near is None or self._near[0] != known:
            self._near = known, self._nearest(visible)
        return self._near[1]

    def _nearest(self, visible: QRect) -> list[Key]:
        limit = QRect(0, 0, *(max(1, round(side * self.ground.zoom)) for side in self.ground.live.content))
        seen, center, way = set(keys(visible)), visible.center(), self._way
        wide = visible.united(visible.translated(way * SIDE)).adjusted(-SIDE, -SIDE, SIDE, SIDE)
        wide = wide.intersected(limit.united(visible))

        def eager(key: Key) -> int:
            x, y = key[0] * SIDE + SIDE // 2 - center.x(), key[1] * SIDE + SIDE // 2 - center.y()
            return abs(x) + abs(y) - AHEAD * (x * way.x() + y * way.y())

        found = sorted((key for key in keys(wide) if key not in seen), key=eager)
        return found[: max(0, self._most - len(seen))]

    def _preview(self, painter: QPainter, missing: list[Key], visible: QRect, origin: QPoint) -> None:
        """What was sharp last, stretched; what it does not cover, from far away. Never blank."""
        wanted = QRegion()
        for key in missing:
            wanted += QRect(key[0] * SIDE, key[1] * SIDE, SIDE, SIDE)
        zoom = self.ground.zoom
        painter.save()
        painter.translate(origin)
        for area in rects(self.frame.preview(painter, zoom, wanted.intersected(visible))):
            painter.setClipRect(area)
            painter.fillRect(area, self.far.paints.colour("canvas"))
            part = Rect(area.x() / zoom, area.y() / zoom, area.width() / zoom, area.height() / zoom)
            self.far.preview(painter, part, zoom)
        painter.restore()


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
