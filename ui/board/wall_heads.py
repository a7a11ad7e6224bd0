"""The heads of the theme wall: a title in both languages, the theme's letter, how many notes, dots and concerns."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from hcd_studio.fields import Id
from hcd_studio.layout.parts import StepHead
from hcd_studio.questions.ranking import NONE, Tally, tallies
from hcd_studio.questions.voting import letters
from hcd_studio.speech import Message
from ui.board.heads import Heads
from ui.board.paints import Letters

TRAY_WORDS = Message("not grouped")


class WallHeads(Heads):
    """One head a theme; the first one counts what is not grouped."""

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        base, metrics = self.live.metrics, self.metrics
        self._title = Letters(base.stage_face, metrics.stage_size)
        self._under = Letters(base.text_face, metrics.small_size)
        self._count = Letters(base.strong_face, metrics.step_size)
        self._big = Letters(base.bold_face, metrics.stage_size * 2)
        self.letters = letters(len(self.live.columns) - 1)

    @cached_property
    def _votes(self) -> dict[Id, Tally]:
        """Counted when a head is painted, and not for every change that nobody sees."""
        return tallies(self.live.snapshot)

    def _step_head(self, painter: QPainter, head: StepHead, at: int) -> None:
        x = min(self.metrics.note_x, self.column * 0.04)
        room = self.column - x - 4 * self.k
        if not head.id:
            self._tray_head(painter, at, x, room)
            return
        self._titles(painter, head, x, room)
        self._foot(painter, head, at, x, room)

    def _titles(self, painter: QPainter, head: StepHead, x: float, room: float) -> None:
        metrics, ink, muted = self.metrics, self.paints.colour("ink"), self.paints.colour("muted")
        lines = [line.text for line in head.lines] or [Message("No name yet").say(self.language)]
        other = [line.text for line in head.under]
        if max(map(self._title.width, lines)) > room:
            lines, other = [self._title.cut(" ".join(lines), room)], []
        y = metrics.step_pad + self._title.baseline(metrics.stage_leading)
        for line in lines:
            self._title.draw(painter, x, y, line, ink)
            y += metrics.stage_leading
        y += self._under.baseline(metrics.small_leading) - self._title.baseline(metrics.stage_leading)
        for line in other:
            self._under.draw(painter, x, y, line, muted)
            y += metrics.small_leading

    def _foot(self, painter: QPainter, head: StepHead, at: int, x: float, room: float) -> None:
        """Letter and count at the left; dots and concerns, once they may be known, at the right."""
        foot = self.metrics.foot
        top = self.top - self.stage_bottom - foot
        painter.fillRect(QRectF(x, top, max(0.0, room), 2 * self.line), self.paints.colour("ink"))
        middle = top + foot / 2 + self.line
        left = x + self._key(painter, self.letters[at - 1], x, middle)
        tally = self._votes.get(head.id, NONE)
        marks = [("dot", tally.dots), ("concern", tally.concerns)] if tally else []
        wide = sum(self._mark_width(count) for _, count in marks if count)
        said = self.words_of(at)
        if left + self._count.width(said) + wide > x + room:
            said = str(len(self.live.cell_of(at, 0).notes))
        y = middle + self._count.size * 0.36
        if left + self._count.width(said) <= x + room:
            self._count.draw(painter, left, y, said, self.paints.colour("ink"))
        right = x + room
        for kind, count in reversed(marks):
            if count and right - self._mark_width(count) > left + self._count.width(said):
                right -= self._mark_width(count)
                self._mark(painter, kind, count, right, middle)

    def words_of(self, at: int) -> str:
        """How many notes a column holds."""
        n = len(self.live.cell_of(at, 0).notes)
        return Message("{n} note", plural="{n} notes", count=n, n=n).say(self.language)

    def _key(self, painter: QPainter, letter: str, x: float, middle: float) -> float:
        """A letter as it stands on a key; gives how far the next words begin."""
        size = self._under.size
        wide = max(self._under.width(letter) + size * 0.8, size * 1.5)
        box = QRectF(x + 0.5, middle - size * 0.78, wide, size * 1.56)
        painter.setPen(QPen(self.paints.colour("border"), self.line))
        painter.setBrush(self.paints.colour("well"))
        painter.drawRoundedRect(box, 3 * self.k, 3 * self.k)
        self._under.draw(
            painter, box.center().x() - self._under.width(letter) / 2, middle + size * 0.36, letter,
            self.paints.colour("ink"),
        )  # fmt: skip
        return wide + size * 0.6

    def _mark_width(self, count: int) -> float:
        return self._count.width(str(count)) + self._count.size * 1.5

    def _mark(self, painter: QPainter, kind: str, count: int, x: float, middle: float) -> None:
        ink, side = self.paints.colour("ink"), self._count.size * 0.7
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if kind == "dot":
            painter.drawEllipse(QRectF(x, middle - side * 0.45, side * 0.9, side * 0.9))
        else:
            points = [(0, 0.5), (1, 0.5), (0.5, -0.5)]
            painter.drawPolygon(QPolygonF([QPointF(x + px * side, middle + py * side) for px, py in points]))
        self._count.draw(painter, x + side * 1.25, middle + self._count.size * 0.36, str(count), ink)

    def _tray_head(self, painter: QPainter, at: int, x: float, room: float) -> None:
        metrics, ink = self.metrics, self.paints.colour("ink")
        n = str(len(self.live.cell_of(at, 0).notes))
        height = self.top - self.stage_bottom
        y = height / 2 + self._big.size * 0.36
        self._big.draw(painter, x, y, n, ink)
        left = x + self._big.width(n) + metrics.note_x
        words = TRAY_WORDS.say(self.language)
        if left + self._count.width(words) > x + room:
            return
        self._count.draw(painter, left, y - self._big.size * 0.36 - 2 * self.k, words, ink)
        middle = y + self._under.size * 0.4
        more = Message("press {key} to place", key="\0").say(self.language).split("\0")
        if len(more) == 2:
            self._under.draw(painter, left, middle + self._under.size * 0.36, more[0], self.paints.colour("muted"))
            left += self._under.width(more[0])
            left += self._key(painter, "G", left, middle) - self._under.size * 0.3
            if left + self._under.width(more[1]) < x + room:
                self._under.draw(painter, left, middle + self._under.size * 0.36, more[1], self.paints.colour("muted"))
