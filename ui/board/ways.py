"""Branches and loops on the board: arrows in a band above the steps, in device px of the heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.board.paints import Letters

if TYPE_CHECKING:
    from ui.board.heads import Heads


def paint_ways(painter: QPainter, heads: Heads, x0: int) -> None:
    """Every arrow; columns shrink with the board, letters do not, so words that have no room are cut."""
    live, ink = heads.live, heads.paints.colour("ink")
    wide = heads.column / live.metrics.step
    letters = Letters(live.metrics.text_face, heads.metrics.chip_small)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for way in live.ways:

        def at(x: float, y: float) -> QPointF:
            return QPointF(x0 + (x - live.metrics.lane_head) * wide, y * heads.k)

        painter.setPen(QPen(ink, 1.5 * heads.line, Qt.PenStyle.DashLine if way.back else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([at(*ats) for _, ats in way.line if ats]))
        tip = at(*way.head[0][1])
        size = heads.metrics.point * 0.9
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-size, -1.6 * size), tip + QPointF(size, -1.6 * size)]))
        left, room = at(way.text.x, way.text.bottom), way.text.w * wide
        words = letters.cut(" ".join(line.text for line in way.words), room) if way.words else ""
        if words:
            letters.draw(painter, left.x(), left.y() - 3 * heads.k, words, ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
