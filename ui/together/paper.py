"""A note drawn as the board draws it, as large as its words need: the sheets of a page and of its preview."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hcd_studio.layout.shapes import note_shape
from hcd_studio.layout.view import BOARD
from ui.board.paints import path_of
from ui.context import Context
from ui.parts import Live, column


class Paper(QWidget):
    """The ground, the edge and the corner of a kind of note; what stands on it is a layout. A plain sheet where it is none."""

    def __init__(self, context: Context, kind: str = "", *, pad: float = 14):
        super().__init__()
        self.context, self.kind = context, kind
        self.live = Live(context, self)
        self.lines: QVBoxLayout = column(self)
        self.live.space(self.lines, (pad, pad, pad + 8, pad + 6), 6)
        context.theme.changed.connect(self.update)
        self.setProperty("ground", "none")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.context.theme
        k = theme.k
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = note_shape(self.kind or "action", self.width() / k, self.height() / k, BOARD)
        fill, edge = theme.note(self.kind)
        if not self.kind:
            fill, edge = theme.colour("sheet"), theme.colour("border")
        style = Qt.PenStyle.DashLine if shape.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge, theme.line, style))
        painter.setBrush(fill)
        painter.drawPath(path_of(shape.outline, k))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one in shape.stroked:
            painter.drawPath(path_of(one, k))
        for one in shape.filled:
            painter.fillPath(path_of(one, k), edge)
        painter.end()
