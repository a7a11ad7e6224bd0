"""Squares of painted board, kept while they are of use: a pan copies them, a zoom shows them scaled until new ones stand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from hcd_studio.layout.view import Rect
from ui.board.far import FarView
from ui.board.ground import Ground

SIDE = 256
KEPT_BYTES = 16_000_000

Paint = Callable[[QPainter, QRect], None]


class Level:
    """The tiles of one zoom. Squares that are not needed any more are painted over, never thrown away and made again."""

    def __init__(self, zoom: float, spare: list[QPixmap]):
        self.zoom = zoom
        self.spare = spare
        self.tiles: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()

    def paint(self, key: tuple[int, int], ground: Ground) -> QPixmap:
        """Paint one tile."""
        if self.spare:
            pixmap = self.spare.pop()
        else:
            pixmap = QPixmap(SIDE, SIDE)
            pixmap.fill(QColor(0, 0, 0))  # opaque, so that it is copied and not blended
        area = QRect(key[0] * SIDE, key[1] * SIDE, SIDE, SIDE)
        painter = QPainter(pixmap)
        painter.setClipRect(0, 0, SIDE, SIDE)
        painter.translate(-area.x(), -area.y())
        ground.paint(painter, area)
        painter.end()
        self.tiles[key] = pixmap
        return pixmap

    def drop(self, area: QRect | None = None) -> None:
        """Forget the tiles that an area touches, or all."""
        if area is None:
            self.shrink(0)
            return
        left, right = area.left() // SIDE, area.right() // SIDE
        top, bottom = area.top() // SIDE, area.bottom() // SIDE
        for key in [key for key in self.tiles if left <= key[0] <= right and top <= key[1] <= bottom]:
            self.spare.append(self.tiles.pop(key))

    def shrink(self, most: int) -> None:
        """Forget the tiles that were not seen for the longest time."""
        while len(self.tiles) > most:
            self.spare.append(self.tiles.popitem(last=False)[1])


class Tiles:
    """The level in use and the one before, which serves as preview."""

    def __init__(self, ground: Ground, far: FarView):
        self.spare: list[QPixmap] = []
        self.ground = ground
        self.level = Level(ground.zoom, self.spare)
        self.before: Level | None = None
        self.far = far
        self.sharp = False
        self._most = KEPT_BYTES // (SIDE * SIDE * 4)

    def become(self, ground: Ground) -> None:
        """Another zoom: what was sharp becomes the preview."""
        if self.sharp or self.before is None:
            self._forget_before()
            self.before = self.level
        else:
            self.level.drop()
        self.ground = ground
        self.level = Level(ground.zoom, self.spare)
        self.sharp = False
        self._trim()

    def drop(self, area: QRect | None = None) -> None:
        """Something changed: forget it here, and the preview altogether."""
        self.level.drop(area)
        self._forget_before()
        self.sharp = False

    def outdate(self) -> None:
        """Much changed at once: what was painted serves as preview for the moment until all is painted anew."""
        if len(self.level.tiles):
            self._forget_before()
            self.before = self.level
            self.level = Level(self.ground.zoom, self.spare)
        self.sharp = False

    def _forget_before(self) -> None:
        if self.before is not None:
            self.before.drop()
            self.before = None

    def paint(self, painter: QPainter, visible: QRect, at: QPoint, budget: float) -> None:
        """Put the visible part at a place of the widget, in device px; what the budget (s) does not allow is previewed."""
        end = perf_counter() + budget
        shown = list(keys(visible))
        self._most = max(KEPT_BYTES // (SIDE * SIDE * 4), len(shown) + len(shown) // 4)
        dx, dy = at.x() - visible.x(), at.y() - visible.y()
        missing: list[tuple[int, int]] = []
        tiles = self.level.tiles
        for key in shown:
            found = tiles.get(key)
            if found is None:
                if perf_counter() >= end:
                    missing.append(key)
                    continue
                found = self.level.paint(key, self.ground)
            painter.drawPixmap(key[0] * SIDE + dx, key[1] * SIDE + dy, found)
        self.sharp = not missing
        if missing:
            self._preview(painter, missing, visible, dx, dy)
        else:
            self._forget_before()
        for key in shown:
            if key in tiles:
                tiles.move_to_end(key)
        self._trim()

    def ready(self, visible: QRect) -> bool:
        """Whether all that is seen stands sharp."""
        return all(key in self.level.tiles for key in keys(visible))

    def complete(self, visible: QRect) -> bool:
        """Whether one more tile around stands too, as far as there is room for it."""
        if len(self.level.tiles) >= self._most:
            return self.ready(visible)
        return all(key in self.level.tiles for key in keys(self._around(visible)))

    def _around(self, visible: QRect) -> QRect:
        limit = QRect(0, 0, *(max(1, round(side * self.level.zoom)) for side in self.ground.live.content))
        return visible.adjusted(-SIDE, -SIDE, SIDE, SIDE).intersected(limit.united(visible))

    def work(self, visible: QRect, seconds: float) -> tuple[bool, bool]:
        """Paint missing tiles for so long: first what is seen, then one tile around it.

        Gives whether something that is seen was painted, and whether there is more to do.
        """
        end = perf_counter() + seconds
        seen = False
        wanted = [key for key in keys(visible) if key not in self.level.tiles]
        center = visible.center()
        wanted.sort(key=lambda key: abs(key[0] * SIDE + 128 - center.x()) + abs(key[1] * SIDE + 128 - center.y()))
        for key in wanted:
            self.level.paint(key, self.ground)
            seen = True
            if perf_counter() >= end:
                return seen, True
        for key in keys(self._around(visible)):
            if key not in self.level.tiles and len(self.level.tiles) < self._most:
                if perf_counter() >= end:
                    return seen, True
                self.level.paint(key, self.ground)
        return seen, not self.far.prepare(end)

    def _preview(self, painter: QPainter, missing: list[tuple[int, int]], visible: QRect, dx: int, dy: int) -> None:
        """Old tiles, scaled; what they do not cover, from far away. Never blank."""
        wanted = QRegion()
        for key in missing:
            wanted += QRect(key[0] * SIDE, key[1] * SIDE, SIDE, SIDE)
        wanted &= visible
        old = list(self._scaled(wanted.boundingRect()))
        bare = QRegion(wanted)
        for target, _ in old:
            bare -= target
        painter.save()
        painter.translate(dx, dy)
        zoom = self.level.zoom
        for area in _rects(bare):
            painter.setClipRect(area)
            painter.fillRect(area, self.far.paints.colour("canvas"))
            part = Rect(area.x() / zoom, area.y() / zoom, area.width() / zoom, area.height() / zoom)
            self.far.preview(painter, part, zoom)
        painter.setClipRegion(wanted)
        for target, pixmap in old:
            painter.drawPixmap(target, pixmap)
        painter.restore()

    def _scaled(self, area: QRect) -> Iterator[tuple[QRect, QPixmap]]:
        if self.before is None:
            return
        k = self.level.zoom / self.before.zoom
        for (i, j), pixmap in self.before.tiles.items():
            left, top = round(i * SIDE * k), round(j * SIDE * k)
            target = QRect(left, top, round((i + 1) * SIDE * k) - left, round((j + 1) * SIDE * k) - top)
            if target.intersects(area):
                yield target, pixmap

    def _trim(self) -> None:
        if self.before is not None:
            self.before.shrink(self._most)
        self.level.shrink(self._most)
        held = len(self.level.tiles) + (len(self.before.tiles) if self.before else 0)
        del self.spare[max(0, self._most - held) :]


def _rects(region: QRegion) -> list[QRect]:
    found: list[QRect] = list(region)  # type: ignore[call-overload]  # its stubs do not name the iterator that Qt gives it
    return found


def keys(area: QRect) -> Iterator[tuple[int, int]]:
    """The tiles that an area touches."""
    for j in range(area.top() // SIDE, area.bottom() // SIDE + 1):
        for i in range(area.left() // SIDE, area.right() // SIDE + 1):
            yield i, j
