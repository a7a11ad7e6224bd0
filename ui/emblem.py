"""The emblem: a journey line with its spread, as it runs through the start page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.context import Context

# Means, upper and lower bounds of sixteen steps of the sample, in px of the drawn emblem; its zero lies at 391.
MEAN = (407.8, 424.7, 363.0, 435.9, 329.3, 458.3, 435.9, 447.1, 475.1, 463.9, 430.3, 452.7, 441.5, 374.2, 312.5, 295.7)
UPPER = (368.6, 391.0, 318.1, 391.0, 295.7, 419.0, 385.4, 402.2, 402.2, 430.3, 385.4, 413.4, 396.6, 323.7, 284.4, 278.8)
LOWER = (447.1, 469.5, 413.4, 486.3, 368.6, 492.0, 492.0, 492.0, 503.2, 497.6, 480.7, 492.0, 492.0, 435.9, 346.1, 323.7)
ZERO, TOP, BOTTOM = 391.0, 270.0, 515.0
DOTS, LOWEST = (2, 4, 6, 10, 12, 15), 8


class Emblem(QWidget):
    """The curve on slate, as wide as its place; decoration, so it says nothing to a screen reader."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        context.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.context.theme
        step = (self.width() + 13) / (len(MEAN) - 1)
        tall = self.height() / (BOTTOM - TOP)
        xs = [at * step - 12 for at in range(len(MEAN))]
        mean, upper, lower = ([(value - TOP) * tall for value in one] for one in (MEAN, UPPER, LOWER))
        band = smooth(xs, upper)
        band.connectPath(smooth(xs[::-1], lower[::-1]))
        band.closeSubpath()
        painter.fillPath(band, QColor("#3E5A66" if theme.name != "contrast" else "#4D4D4D"))
        painter.setPen(QPen(theme.colour("rail_line"), 1, Qt.PenStyle.DotLine))
        zero = (ZERO - TOP) * tall
        painter.drawLine(QPointF(0, zero), QPointF(self.width(), zero))
        line = theme.colour("on_rail")
        painter.setPen(QPen(line, 3.5 * min(theme.k, 1.5)))
        painter.drawPath(smooth(xs, mean))
        painter.setPen(QPen(line, 2.5))
        painter.setBrush(theme.colour("rail"))
        for at in DOTS:
            painter.drawEllipse(QPointF(xs[at], mean[at]), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("focus"))
        painter.drawPolygon(triangle_down(QPointF(xs[LOWEST], mean[LOWEST] + 3), 9))
        painter.end()


def smooth(xs: Sequence[float], ys: Sequence[float]) -> QPainterPath:
    """A line through points with its control points at mid-x: it never overshoots."""
    path = QPainterPath(QPointF(xs[0], ys[0]))
    for at in range(1, len(xs)):
        middle = (xs[at - 1] + xs[at]) / 2
        path.cubicTo(middle, ys[at - 1], middle, ys[at], xs[at], ys[at])
    return path


def triangle_down(middle: QPointF, half: float) -> QPolygonF:
    """A triangle on its tip: a low point, wherever one is drawn."""
    box = QRectF(middle.x() - half, middle.y() - half * 0.8, half * 2, half * 1.6)
    return QPolygonF([box.topLeft(), box.topRight(), QPointF(middle.x(), box.bottom())])
