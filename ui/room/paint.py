"""Draws a scene for the last row of chairs: black, white and one yellow; Welsh above English, equal in size and weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from hcd_studio.bilingual import Words
from hcd_studio.questions.projected import Line, Scene
from ui import tokens
from ui.theme import FALLBACK, SANS, SERIF

SMALLEST = 26
"""Nothing on the projector is smaller, in px of a screen of 1280 × 800."""
WIDE, TALL, EDGE = 1280.0, 800.0, 40.0
ROW, TITLE, TIMER = 31, 46, 92
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass
class Stage:
    """A painter that draws in px of 1280 × 800, whatever the screen; `large` is 1.0 at the usual 200 % text."""

    painter: QPainter
    look: str = "contrast"
    large: float = 1.0
    width: float = WIDE
    height: float = TALL

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colours of the look."""
        return tokens.COLOURS[self.look]

    def colour(self, token: str) -> QColor:
        """A colour by its token; what stands out is yellow on black, else the accent."""
        if token == "yellow":
            token = "focus" if self.look == "contrast" else "accent"
        return QColor(self.colours[token])

    def font(self, size: float, weight: int = 600, *, serif: bool = False) -> QFont:
        """Letters of a size, never below the smallest."""
        made = QFont(SERIF if serif else SANS)
        made.setFamilies([SERIF if serif else SANS, *FALLBACK])
        made.setPixelSize(max(SMALLEST, round(size * self.large)))
        made.setWeight(QFont.Weight(weight))
        made.setFeature(QFont.Tag("tnum"), 1)
        return made

    def put(self, rect: QRectF, text: str, font: QFont, token: str = "ink", flags: int = MIDDLE) -> None:
        """One line of text in a box."""
        self.painter.setFont(font)
        self.painter.setPen(self.colour(token))
        self.painter.drawText(rect, flags, text)


def wrapped(text: str, font: QFont, width: float, most: int) -> list[str]:
    """A text in at most so many lines; what does not fit ends in an ellipsis."""
    measure = QFontMetricsF(font)
    lines: list[str] = []
    words = " ".join(text.split()).split(" ")
    line = ""
    for at, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if measure.horizontalAdvance(longer) <= width or not line:
            line = longer
        elif len(lines) == most - 1:
            rest = " ".join([line, *words[at:]])
            return [*lines, measure.elidedText(rest, Qt.TextElideMode.ElideRight, width)]
        else:
            lines.append(line)
            line = word
    return [*lines, measure.elidedText(line, Qt.TextElideMode.ElideRight, width)] if line else lines


def pair(
    stage: Stage, words: Words, rect: QRectF, size: float, weight: int = 600, *, serif: bool = False, token: str = "ink"
) -> None:
    """Welsh above English, both as large as they fit: from the size asked for down to the smallest, then on more lines."""
    texts = list(dict.fromkeys(text for text in (words.cy, words.en) if text))
    if not texts:
        return
    font, high, lines = _set(stage, texts, rect.width(), size, weight, serif)
    room = max(1, int((rect.height() + 4) // high))
    for smaller in ((size + SMALLEST) / 2, SMALLEST):
        if sum(map(len, lines)) <= room:
            break
        font, high, lines = _set(stage, texts, rect.width(), smaller, weight, serif)
        room = max(1, int((rect.height() + 4) // high))
    if sum(map(len, lines)) > room:
        lines = [wrapped(text, font, rect.width(), max(1, room // len(texts))) for text in texts]
    whole = [line for part in lines for line in part][:room]
    top = rect.center().y() - high * len(whole) / 2
    for at, line in enumerate(whole):
        stage.put(QRectF(rect.left(), top + at * high, rect.width(), high), line, font, token)


def _set(
    stage: Stage, texts: Sequence[str], width: float, size: float, weight: int, serif: bool
) -> tuple[QFont, float, list[list[str]]]:
    font = stage.font(size, weight, serif=serif)
    return font, QFontMetricsF(font).lineSpacing(), [wrapped(text, font, width, 99) for text in texts]


# The frame of every scene


def head(stage: Stage, scene: Scene, time: str, gone: float | None) -> None:
    """Title, timer and the bar of the time that is gone."""
    right = stage.width - EDGE
    font = stage.font(TIMER if len(time) <= 6 else ROW, 700)
    room = QFontMetricsF(font).horizontalAdvance(time) + 24 if time else 0
    if time:
        stage.put(
            QRectF(right - room, 22, room, 110),
            time,
            font,
            "yellow",
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
        )
    pair(stage, scene.title, QRectF(EDGE, 20, right - EDGE - room - 12, 116), TITLE, 600, serif=True)
    painter = stage.painter
    bar = QRectF(EDGE, 146, right - EDGE, 12)
    painter.setPen(QPen(stage.colour("ink"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if gone is None:
        painter.drawLine(QPointF(bar.left(), bar.center().y()), QPointF(bar.right(), bar.center().y()))
        return
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * gone, bar.height()), stage.colour("yellow"))
    painter.drawRect(bar)


def foot(stage: Stage, scene: Scene) -> None:
    """Dots and concerns that each has, what is read aloud, how much is placed."""
    y, x = stage.height - 96, EDGE
    painter = stage.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(stage.colour("ink"))
    for _ in range(min(scene.dots, 10)):
        painter.drawEllipse(QRectF(x, y + 22, 30, 30))
        x += 39
    painter.setBrush(stage.colour("bad"))
    for _ in range(min(scene.concerns, 5)):
        x += 10
        triangle = QPainterPath(QPointF(x + 15, y + 20))
        triangle.lineTo(x + 30, y + 50)
        triangle.lineTo(x, y + 50)
        triangle.closeSubpath()
        painter.drawPath(triangle)
        x += 32
    x += 26 if x > EDGE else 0
    right = stage.width - EDGE
    if scene.placed is not None and scene.of:
        font = stage.font(ROW, 700)
        box = QRectF(right - 320, y, 320, 40)
        end = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        stage.put(box, f"{scene.placed} / {scene.of}", font, "ink", end)
        stage.put(box.translated(0, 42), "wedi’u gosod · placed", stage.font(SMALLEST, 400), "ink", end)
        right -= 340
    elif scene.pages > 1:
        box = QRectF(right - 120, y + 20, 120, 40)
        stage.put(
            box,
            f"{scene.page + 1} / {scene.pages}",
            stage.font(SMALLEST, 600),
            "ink",
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
        )
        right -= 140
    pair(stage, scene.foot, QRectF(x, y, right - x, 84), SMALLEST, 400)


# What stands in the middle


def cards(stage: Stage, lines: Sequence[Line], columns: int, *, figures: bool = False) -> None:
    """Each thing in a box, with its letter in a white disc; two columns, read downwards."""
    if not lines:
        return
    painter = stage.painter
    rows = -(-len(lines) // columns)
    top, bottom, gap = 184.0, stage.height - 124, 14.0
    wide = (stage.width - 2 * EDGE - 24 * (columns - 1)) / columns
    high = min(150.0 if columns > 1 else 128.0 if len(lines) > 2 else 232.0, (bottom - top - gap * (rows - 1)) / rows)
    for at, line in enumerate(lines):
        box = QRectF(EDGE + (at // rows) * (wide + 24), top + (at % rows) * (high + gap), wide, high)
        painter.setBrush(stage.colour("accent_soft") if line.now else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(stage.colour("yellow" if line.now else "ink"), 4 if line.now else 2))
        painter.drawRoundedRect(box, 5, 5)
        left = box.left() + 22
        if line.mark:
            disc = QRectF(left, box.center().y() - 34, 68, 68)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(stage.colour("ink"))
            painter.drawEllipse(disc)
            stage.put(
                disc,
                line.mark,
                stage.font(38 if len(line.mark) == 1 else 30, 700),
                "canvas",
                int(Qt.AlignmentFlag.AlignCenter),
            )
            left = disc.right() + 22
        right = box.right() - 16
        if line.figure:
            font = stage.font(ROW, 700)
            room = QFontMetricsF(font).horizontalAdvance(line.figure) + 8
            spot = QRectF(right - room, box.top(), room, box.height())
            stage.put(
                spot,
                line.figure,
                font,
                "yellow" if figures else "ink",
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            )
            right -= room + 14
        pair(stage, line.words, QRectF(left, box.top() + 4, right - left, box.height() - 8), ROW)


def curve(stage: Stage, scene: Scene) -> None:
    """The mean of each step from −2 to +2, zero dotted, low points as red triangles; the worst named below."""
    painter = stage.painter
    low_room = 44 * len(scene.lines) + 8
    area = QRectF(EDGE + 70, 190, stage.width - 2 * EDGE - 90, stage.height - 124 - 190 - 46 - low_room)
    for value, words in ((2, "+2"), (0, "0"), (-2, "−2")):
        y = area.center().y() - value / 2 * area.height() / 2
        painter.setPen(
            QPen(stage.colour("hair" if value else "ink"), 2, Qt.PenStyle.SolidLine if value else Qt.PenStyle.DotLine)
        )
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        stage.put(QRectF(EDGE, y - 18, 56, 36), words, stage.font(SMALLEST, 600))
    if scene.points:
        _points(stage, scene, area)
    for at, line in enumerate(scene.lines):
        y = area.bottom() + 52 + at * 44
        stage.put(QRectF(EDGE, y, 90, 40), line.figure, stage.font(SMALLEST, 700), "bad")
        stage.put(QRectF(EDGE + 96, y, 60, 40), line.mark, stage.font(SMALLEST, 700))
        box = QRectF(EDGE + 150, y, stage.width - 2 * EDGE - 150, 40)
        font = stage.font(SMALLEST)
        stage.put(box, wrapped(line.words.both(), font, box.width(), 1)[0] if line.words else "", font)


def _points(stage: Stage, scene: Scene, area: QRectF) -> None:
    painter = stage.painter
    apart = area.width() / len(scene.points)
    every = max(1, -(-44 // max(1, int(apart))))
    at = {
        point.number: QPointF(
            area.left() + (n + 0.5) * apart, area.center().y() - (point.mean or 0) / 2 * area.height() / 2
        )
        for n, point in enumerate(scene.points)
    }
    path, open_ = QPainterPath(), False
    before = QPointF()
    for point in scene.points:
        here = at[point.number]
        if point.mean is None:
            open_ = False
            continue
        if open_:
            half = (before.x() + here.x()) / 2
            path.cubicTo(QPointF(half, before.y()), QPointF(half, here.y()), here)
        else:
            path.moveTo(here)
        before, open_ = here, True
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(stage.colour("curve"), 5))
    painter.drawPath(path)
    for n, point in enumerate(scene.points):
        here = at[point.number]
        if point.mean is None:
            painter.setPen(QPen(stage.colour("ink"), 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(here.x() - 12, here.y() - 12, 24, 24))
        elif point.low:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(stage.colour("bad"))
            painter.drawPolygon([here + QPointF(-14, -11), here + QPointF(14, -11), here + QPointF(0, 14)])
        else:
            painter.setPen(QPen(stage.colour("curve"), 3))
            painter.setBrush(stage.colour("curve" if point.mean > 0 else "canvas"))
            painter.drawEllipse(here, 9, 9)
        if n % every == 0:
            box = QRectF(here.x() - apart * every / 2, area.bottom() + 6, apart * every, 36)
            stage.put(box, str(point.number), stage.font(SMALLEST, 600), "ink", int(Qt.AlignmentFlag.AlignCenter))
