"""What the pane showed when all of it was sharp, as one picture: shown again at rest, stretched while one zooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, QRect
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
    """A picture of the content at one zoom, all places in device px of the content."""

    def __init__(self) -> None:
        self.picture = QPixmap()
        self.at = QRect()
        self.zoom = 0.0
        self._wrong = QRegion()
        self._old = False

    def shows(self, visible: QRect, zoom: float) -> bool:
        """Whether it is that part of the content, with nothing in it that changed since."""
        return self.zoom == zoom and self.at == visible and not self._old and self._wrong.isEmpty()

    def bring(self, visible: QRect, zoom: float, tiles: Mapping[Key, QPixmap]) -> None:
        """Make it a part of the content at a zoom; every tile of it stands."""
        if self.shows(visible, zoom):
            return
        if self.picture.size() != visible.size():
            self.picture = QPixmap(visible.size())
            self.picture.fill(QColor(0, 0, 0))  # opaque, so that it is copied and not blended
        painter = QPainter(self.picture)
        for key in keys(visible):
            painter.drawPixmap(QPoint(key[0] * SIDE, key[1] * SIDE) - visible.topLeft(), tiles[key])
        painter.end()
        self.at, self.zoom, self._wrong, self._old = visible, zoom, QRegion(), False

    def forget(self, area: QRect | None, zoom: float) -> None:
        """Something changed here, as counted at a zoom, or everywhere: this is not to be shown again."""
        if area is None or self._old or zoom != self.zoom:
            self.at, self.zoom = QRect(), 0.0
        else:
            self._wrong += area

    def outdate(self) -> None:
        """Much changed: it serves as preview for the moment, and is made anew then."""
        self._old = True

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
