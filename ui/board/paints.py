"""What the board paints with: colours of the theme, letters of exactly the size that was laid out, icons, paths."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QTransform

from hcd_studio.layout.text import face
from hcd_studio.layout.view import Path
from ui.theme import FALLBACK, SANS, SERIF, NoteColours

if TYPE_CHECKING:
    from ui.theme import Theme

_WEIGHTS = {400: QFont.Weight.Normal, 600: QFont.Weight.DemiBold, 700: QFont.Weight.Bold}
_ICONS_KEPT = 600


class Paints:
    """The colours, letters and icons of one theme; made anew when the theme changes."""

    def __init__(self, theme: Theme):
        self.theme = theme
        self.line = theme.line
        self.contrast = theme.name == "contrast"
        self._colours: dict[str, QColor] = {}
        self._notes: dict[str, NoteColours] = {}
        self._icons: dict[tuple[str, str, str, int], QPixmap] = {}

    def colour(self, token: str) -> QColor:
        """A colour by its token."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = self.theme.colour(token)
        return found

    def pen(self, token: str, width: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A pen in the colour of a token."""
        return QPen(self.colour(token), width, style)

    def note(self, kind: str) -> NoteColours:
        """Fill and edge of a kind of note."""
        found = self._notes.get(kind)
        if found is None:
            found = self._notes[kind] = self.theme.note(kind)
        return found

    def icon(self, name: str, weight: str, colour: str, side: int) -> QPixmap:
        """An icon of so many device px, in the colour of a token or a literal `#…`."""
        key = (name, weight, colour, side)
        found = self._icons.get(key)
        if found is None:
            if len(self._icons) > _ICONS_KEPT:
                self._icons.clear()
            found = self.theme.pixmap(name, weight, colour, side / self.theme.k)
            self._icons[key] = found
        return found

    def draw_icon(
        self, painter: QPainter, name: str, weight: str, colour: str, x: float, y: float, side: float
    ) -> None:
        """An icon with its top left at x, y."""
        whole = max(1, round(side))
        painter.drawPixmap(round(x), round(y), self.icon(name, weight, colour, whole))


@cache
def font(name: str, px: int) -> QFont:
    """The letters of a bundled face at a whole size, unhinted, so that they advance as they were measured."""
    measured = face(name)
    made = QFont(SERIF if measured.family.startswith("Source") else SANS)
    made.setFamilies([made.family(), *FALLBACK])
    made.setPixelSize(px)
    made.setWeight(_WEIGHTS.get(measured.weight, QFont.Weight.Normal))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setKerning(False)
    made.setFeature(QFont.Tag("tnum"), 0)  # said, or the application's own font would lend its figures of one width
    return made


class Letters:
    """Draws lines of one face and one size, whole or not, in device px."""

    def __init__(self, name: str, size: float):
        self.size = size
        self.face = face(name)
        whole = max(1, round(size))
        self.k = size / whole
        self.font = font(name, whole)

    def width(self, text: str) -> float:
        """How wide a text is."""
        return self.face.width(text, self.size)

    def baseline(self, leading: float) -> float:
        """How far below the top of a line its letters stand."""
        return self.face.baseline(self.size, leading)

    def begin(self, painter: QPainter, colour: QColor) -> None:
        """Get ready to draw several lines; `end` puts the painter back."""
        painter.setFont(self.font)
        painter.setPen(colour)
        if self.k != 1:
            painter.setTransform(QTransform.fromScale(self.k, self.k), True)

    def put(self, painter: QPainter, x: float, y: float, text: str) -> None:
        """One line, its baseline at y; between `begin` and `end`."""
        painter.drawText(QPointF(x / self.k, y / self.k), text)

    def end(self, painter: QPainter) -> None:
        """Put the painter back."""
        if self.k != 1:
            painter.setTransform(QTransform.fromScale(1 / self.k, 1 / self.k), True)

    def draw(self, painter: QPainter, x: float, y: float, text: str, colour: QColor) -> None:
        """One line, its baseline at y."""
        self.begin(painter, colour)
        self.put(painter, x, y, text)
        self.end(painter)

    def cut(self, text: str, width: float) -> str:
        """A text that fits, with an ellipsis where it had to be cut."""
        if self.width(text) <= width:
            return text
        room = width - self.width("…")
        used, kept = 0.0, 0
        for letter in text:
            used += self.face.advances[letter] * self.size
            if used > room:
                break
            kept += 1
        return text[:kept].rstrip() + "…" if kept else ""


def path_of(path: Path, k: float = 1, x: float = 0, y: float = 0) -> QPainterPath:
    """A path of the layout as Qt draws it, larger by k, then moved."""
    made = QPainterPath()
    for verb, at in path:
        if verb == "M":
            made.moveTo(at[0] * k + x, at[1] * k + y)
        elif verb == "L":
            made.lineTo(at[0] * k + x, at[1] * k + y)
        elif verb == "C":
            made.cubicTo(at[0] * k + x, at[1] * k + y, at[2] * k + x, at[3] * k + y, at[4] * k + x, at[5] * k + y)
        else:
            made.closeSubpath()
    return made


def hatch(colour: QColor, gap: int, line: float = 1) -> QBrush:
    """Diagonal lines, for what is assumed and for what is missing."""
    side = max(4, gap)
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, line))
    for shift in (-side, 0, side):
        painter.drawLine(shift, side, shift + side, 0)
    painter.end()
    return QBrush(tile)
