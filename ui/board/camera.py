"""Which part of the board is seen, and how large: from content to window and back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect

from hcd_studio.layout.view import Rect

SMALLEST, LARGEST = 0.10, 4.0
STEPS = (0.10, 0.15, 0.25, 0.35, 0.50, 0.67, 0.80, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Where the keys and the menu stop while zooming."""


class Camera:
    """Zoom and place. Content is in px at 100 %, counted from the first cell; screen in the viewport's logical px.

    The heads lie left and above, like the frozen panes of a sheet: `left` and `top` are their sizes.
    """

    def __init__(self) -> None:
        self.zoom = 1.0
        self.dpr = 1.0
        self.x = self.y = 0
        self.left = self.top = 0
        self.width = self.height = 1

    @property
    def device(self) -> float:
        """Device px for one px of content."""
        return self.zoom * self.dpr

    @property
    def pane(self) -> QRect:
        """Where cells are seen, on the screen."""
        return QRect(self.left, self.top, max(1, self.width - self.left), max(1, self.height - self.top))

    def visible(self) -> QRect:
        """The part of the content that is seen, in device px of the content."""
        pane, dpr = self.pane, self.dpr
        return QRect(round(self.x * dpr), round(self.y * dpr), round(pane.width() * dpr), round(pane.height() * dpr))

    def part(self) -> Rect:
        """The part of the content that is seen, in px of content."""
        pane = self.pane
        return Rect(self.x / self.zoom, self.y / self.zoom, pane.width() / self.zoom, pane.height() / self.zoom)

    def content_at(self, point: QPoint) -> tuple[float, float]:
        """The content under a point of the screen."""
        return (point.x() - self.left + self.x) / self.zoom, (point.y() - self.top + self.y) / self.zoom

    def rect_on_screen(self, rect: Rect) -> QRect:
        """A rectangle of the content on the screen."""
        zoom = self.zoom
        x, y = round(rect.x * zoom) - self.x + self.left, round(rect.y * zoom) - self.y + self.top
        return QRect(x, y, round(rect.w * zoom), round(rect.h * zoom))

    def fitting(self, width: float, height: float) -> float:
        """The zoom at which content of that size is seen as a whole; never above 100 %."""
        if width <= 0 or height <= 0:
            return 1.0
        pane = self.pane
        return min(1.0, (pane.width() - 2) / width, (pane.height() - 2) / height)


def next_zoom(zoom: float, *, up: bool) -> float:
    """The next stop above or below."""
    if up:
        return next((stop for stop in STEPS if stop > zoom * 1.01), LARGEST)
    return next((stop for stop in reversed(STEPS) if stop < zoom * 0.99), SMALLEST)
