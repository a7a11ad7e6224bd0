"""What the pane showed when all of it was sharp, as one picture, stretched while one zooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

SIDE = 256
"""Width and height of a tile in device px."""

Key = tuple[int, int]


def keys(area: QRect) -> Iterator[Key]:
    """The tiles that an area touches."""
    for j in range(area.top() // SIDE, area.bottom() // SIDE + 1):
        for i in range(area.left() // SIDE, area.right() // SIDE + 1):
            yield i, j


class Frame:
    """A picture of the content at one zoom, of use until all is sharp again; all places in device px of the content."""

    def __init__(self) -> None:
        self.picture = QPixmap()
        self.drop()

    def drop(self) -> None:
        """Nothing is to be stretched."""
        self.at = QRect()
        self.zoom = 0.0
        self._wrong = QRegion()

    def make_room(self, size: QSize) -> None:
        """Have a picture of that size ready: in the midst of a zoom there is no time to ask for memory."""
        if self.picture.size() != size:
            self.picture = QPixmap(size)
            self.picture.fill(QColor(0, 0, 0))  # opaque, so that it is copied and not blended

    def bring(self, visible: QRect, zoom: float, tiles: Mapping[Key, QPixmap]) -> None:
        """Make it a part of the content at a zoom; every tile of it stands."""
        self.make_room(visible.size())
        painter = QPainter(self.picture)
        for key in keys(visible):
            painter.drawPixmap(QPoint(key[0] * SIDE, key[1] * SIDE) - visible.topLeft(), tiles[key])
        painter.end()
        self.at, self.zoom, self._wrong = visible, zoom, QRegion()

    def forget(self, area: QRect | None, zoom: float) -> None:
        """Something changed here, as counted at a zoom, or everywhere: this is not to be shown again."""
        if area is None or zoom != self.zoom:
            self.drop()
        else:
            self._wrong += area

    def preview(self, painter: QPainter, zoom: float, wanted: QRegion) -> QRegion:
        """Draw it as it would stand at a zoom; gives the part of what is wanted that it does not cover."""
        if not self.zoom:
            return wanted
        k = zoom / self.zoom
        left, top = round(self.at.x() * k), round(self.at.y() * k)
        right, bottom = round((self.at.right() + 1) * k), round((self.at.bottom() + 1) * k)
        target = QRect(left, top, right - left, bottom - top)
        if k != 1 and not self._wrong.isEmpty():
            return wanted
        shown = wanted.intersected(target).subtracted(self._wrong)
        if not shown.isEmpty():
            painter.setClipRegion(shown)
            painter.drawPixmap(target, self.picture)
        return wanted.subtracted(shown)


def rects(region: QRegion) -> list[QRect]:
    """The rectangles of a region."""
    found: list[QRect] = list(region)  # type: ignore[call-overload]  # its stubs do not name the iterator that Qt gives it
    return found
