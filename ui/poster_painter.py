"""Paints a sheet of the map with Qt: for the printer, and for the preview before an export."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen

from exports.painter import Colour, runs
from exports.poster import Poster
from exports.svg_path import BOX, icon_path
from hcd_studio.layout.text import face
from hcd_studio.layout.view import Path, Rect
from hcd_studio.speech import Language
from ui.theme import WEIGHTS

FINE = 16.0
"""Letters are set this many times larger and shrunk: sizes in px are whole numbers, those of a map are not."""


class QtPainter:
    """The painter that draws on whatever Qt can draw on, in points."""

    def __init__(self, painter: QPainter):
        self.painter = painter
        self._fonts: dict[tuple[str, float], tuple[QFont, float]] = {}
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def begin(self, x: float, y: float, k: float, clip: Rect | None = None) -> None:
        self.painter.save()
        self.painter.translate(x, y)
        self.painter.scale(k, k)
        if clip is not None:
            self.painter.setClipRect(QRectF(*clip), Qt.ClipOperation.IntersectClip)

    def end(self) -> None:
        self.painter.restore()

    def shape(
        self,
        path: Path,
        x: float = 0,
        y: float = 0,
        *,
        fill: Colour = "",
        edge: Colour = "",
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        self._pen(fill, edge, width, dash)
        self.painter.drawPath(_path(path).translated(x, y))

    def rect(self, rect: Rect, *, fill: Colour = "", edge: Colour = "", width: float = 1) -> None:
        self._pen(fill, edge, width, ())
        self.painter.drawRect(QRectF(*rect))

    def line(
        self, x0: float, y0: float, x1: float, y1: float, edge: Colour, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        self._pen("", edge, width, dash)
        self.painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))

    def text(self, x: float, y: float, text: str, name: str, size: float, colour: Colour, language: Language) -> None:
        self.painter.setPen(QColor(colour))
        for at, piece in runs(text, name):
            font, k = self._font(at, size)
            self.painter.save()
            self.painter.translate(x, y)
            self.painter.scale(k, k)
            self.painter.setFont(font)
            self.painter.drawText(QPointF(0, 0), piece)
            self.painter.restore()
            x += face(at).width(piece, size)

    def icon(self, name: str, x: float, y: float, size: float, colour: Colour) -> None:
        self.painter.save()
        self.painter.translate(x, y)
        self.painter.scale(size / BOX, size / BOX)
        self._pen(colour, "", 1, ())
        self.painter.drawPath(_path(icon_path(name)))
        self.painter.restore()

    def _pen(self, fill: Colour, edge: Colour, width: float, dash: tuple[float, ...]) -> None:
        self.painter.setBrush(QBrush(QColor(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))
        if not edge:
            self.painter.setPen(Qt.PenStyle.NoPen)
            return
        pen = QPen(QColor(edge), width)
        if dash:
            pen.setDashPattern([part / max(width, 0.01) for part in dash])
        self.painter.setPen(pen)

    def _font(self, name: str, size: float) -> tuple[QFont, float]:
        key = (name, size)
        if key not in self._fonts:
            chosen = face(name)
            font = QFont(chosen.family)
            font.setWeight(WEIGHTS.get(chosen.weight, QFont.Weight.Normal))
            font.setPixelSize(max(1, round(size * FINE)))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = (font, size / max(1, round(size * FINE)))
        return self._fonts[key]


def _path(path: Path) -> QPainterPath:
    made = QPainterPath()
    made.setFillRule(Qt.FillRule.WindingFill)
    for verb, n in path:
        if verb == "M":
            made.moveTo(n[0], n[1])
        elif verb == "L":
            made.lineTo(n[0], n[1])
        elif verb == "C":
            made.cubicTo(*n)
        else:
            made.closeSubpath()
    return made


def picture(poster: Poster, width: int) -> QImage:
    """A sheet as a picture so many px wide; may be painted beside the window."""
    k = width / poster.width
    image = QImage(width, round(poster.height * k), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setClipRect(image.rect())
    painter.scale(k, k)
    poster.paint(QtPainter(painter))
    painter.end()
    return image
