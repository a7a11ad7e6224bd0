"""The feelings curve above the grid: mean, middle 80 %, low points, and the residents' own line where it differs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcd_studio.fields import Id
from hcd_studio.questions.feelings import StepFeeling, signed
from hcd_studio.speech import Message
from hcd_studio.words import RATING_WORDS
from ui.context import Context
from ui.emblem import smooth
from ui.pages.feelings_grid import FeelingsGrid
from ui.pages.feelings_model import FeelingsModel

HEAD, SCALE, LOWER = 26, 150, 62
"""Heights in px at 100 %: the stages, and the scale from +2 to −2, at ease and where there is little room."""
LOW = 500
"""Below this height of the window, in px at 100 %, there is."""


class FeelingsCurve(QWidget):
    """Drawn over the columns of the grid below; its numbers are read out as its description."""

    def __init__(self, context: Context, grid: FeelingsGrid, model: FeelingsModel):
        super().__init__()
        self.context, self.grid, self.model = context, grid, model
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.laid.connect(self.update)
        model.modelReset.connect(self.describe)
        context.speaker.changed.connect(self.describe)
        context.theme.changed.connect(self.updateGeometry)
        self.describe()

    @property
    def high(self) -> float:
        """The height of the scale in px at 100 %: where the window is low for its letters, the ratings need the room."""
        room = self.window().height() / self.context.theme.k
        return SCALE if room >= LOW else LOWER

    def sizeHint(self) -> QSize:
        return QSize(200, self.context.theme.scaled(HEAD + self.high))

    def describe(self) -> None:
        """Say every mean in words, for those who do not see the curve."""
        say = self.context.speaker.say
        self.setAccessibleName(say(Message("How each step feels")))
        lines = []
        for at, step in enumerate(self.model.steps, start=1):
            one = self.model.means.get(step.id)
            if one is None or one.mean is None:
                lines.append(say(Message("Step {n} {title}: no ratings.", n=at, title=step.title)))
                continue
            words = Message(
                "Step {n} {title}: {mean}, n {many}.", n=at, title=step.title, mean=signed(one.mean), many=one.n
            )
            lines.append(say(words))
            if one.low:
                lines.append(say(Message("Low point.")))
        self.setAccessibleDescription(" ".join(lines))
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_stages(painter)
        self._paint_scale(painter)
        painter.setClipRect(QRectF(self.grid.viewport().x(), 0, self.width(), self.height()))
        self._paint_line(painter, self.model.means, beside=False)
        if self.model.beside:
            self._paint_line(painter, self.model.beside, beside=True)
        self._paint_points(painter)
        painter.end()

    def _y(self, value: float) -> float:
        scaled = self.context.theme.scaled
        return scaled(HEAD) + scaled(self.high) * (0.5 - value * 0.21)

    def _paint_stages(self, painter: QPainter) -> None:
        theme = self.context.theme
        painter.setFont(theme.font("note", 600))
        font = theme.font("stage", 600)
        font.setPixelSize(max(1, round(13 * theme.k)))
        painter.setFont(font)
        at = 0
        for stage, count in self.model.stages:
            if not count:
                continue
            half = self.grid.columnWidth(at) / 2
            left, right = self.grid.x_of(at) - half + 2, self.grid.x_of(at + count - 1) + half - 2
            at += count
            words = painter.fontMetrics().elidedText(
                self.context.speaker.say(stage.title), Qt.TextElideMode.ElideRight, round(right - left)
            )
            painter.setPen(theme.colour("ink"))
            painter.drawText(QRectF(left, 0, right - left, theme.scaled(20)), int(Qt.AlignmentFlag.AlignVCenter), words)
            painter.fillRect(QRectF(left, theme.scaled(21), right - left, 2), theme.colour("ink"))

    def _paint_scale(self, painter: QPainter) -> None:
        theme = self.context.theme
        left = self.grid.viewport().x()
        painter.setFont(theme.font("small"))
        for value in (2, 1, 0, -1, -2):
            y = round(self._y(value)) + 0.5
            dotted = Qt.PenStyle.DotLine if value == 0 else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.colour("border" if value == 0 else "hair"), 1, dotted))
            painter.drawLine(QPointF(left, y), QPointF(self.width(), y))
            if value in (2, 0, -2):
                painter.setPen(theme.colour("muted"))
                sign = signed(value).replace(".0", "")
                words = f"{sign} {self.context.speaker.say(Message(RATING_WORDS[value]))}" if value else "0"
                box = QRectF(0, y - theme.scaled(10), left - theme.scaled(10), theme.scaled(20))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words)

    def _runs(self, means: Mapping[Id, StepFeeling]) -> list[list[tuple[float, StepFeeling]]]:
        runs: list[list[tuple[float, StepFeeling]]] = [[]]
        for at, step in enumerate(self.model.steps):
            one = means.get(step.id)
            if one is None or one.mean is None:
                runs.append([])
            else:
                runs[-1].append((self.grid.x_of(at), one))
        return [run for run in runs if run]

    def _paint_line(self, painter: QPainter, means: Mapping[Id, StepFeeling], *, beside: bool) -> None:
        theme = self.context.theme
        for run in self._runs(means):
            xs = [x for x, _ in run]
            if not beside:
                upper = smooth(xs, [self._y(one.upper or 0) for _, one in run])
                lower = smooth(xs[::-1], [self._y(one.lower or 0) for _, one in run][::-1])
                upper.connectPath(lower)
                upper.closeSubpath()
                painter.fillPath(upper, theme.colour("band"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(theme.colour("ink"), 1.6, Qt.PenStyle.DashLine) if beside else QPen(theme.colour("curve"), 2.6)
            painter.setPen(pen)
            painter.drawPath(smooth(xs, [self._y(one.mean or 0) for _, one in run]))

    def _paint_points(self, painter: QPainter) -> None:
        """Filled above zero, hollow below, a red triangle at a low point."""
        theme = self.context.theme
        r = theme.scaled(5)
        for run in self._runs(self.model.means):
            for x, one in run:
                mean = one.mean or 0
                y = self._y(mean)
                if one.low:
                    painter.setPen(QPen(theme.colour("canvas"), 1.5))
                    painter.setBrush(theme.colour("low"))
                    points = [QPointF(x - r * 1.2, y - r), QPointF(x + r * 1.2, y - r), QPointF(x, y + r)]
                    painter.drawPolygon(QPolygonF(points))
                else:
                    painter.setPen(QPen(theme.colour("curve"), 2))
                    painter.setBrush(theme.colour("curve" if mean > 0 else "well"))
                    painter.drawEllipse(QPointF(x, y), r, r)
