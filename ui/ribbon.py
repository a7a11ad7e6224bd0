"""The ribbon above the board: all stages with the journey line; the tinted window is what the board shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.questions.feelings import StepFeeling, feelings_of
from hcd_studio.records import Feeling, Participant, Stage, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message
from ui.context import Context
from ui.emblem import smooth

LINE_ABOVE = 200
"""Above this text size the ribbon becomes one line of words."""


@dataclass(frozen=True)
class Part:
    """A stage on the ribbon: its number, title and the steps in it."""

    number: int
    title: Words
    steps: tuple[Id, ...]


class Ribbon(QAbstractSlider):
    """Drag it, click it or press the arrows to move what the board shows; for those who hear it a slider over the steps."""

    wanted = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.parts: tuple[Part, ...] = ()
        self.steps: tuple[Id, ...] = ()
        self.feelings: dict[Id, StepFeeling] = {}
        self.shown = (0, -1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.valueChanged.connect(self._slid)
        context.bridge.opened.connect(self.read)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self._say)
        context.theme.changed.connect(self.updateGeometry)
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(200, self.context.theme.scaled(30 if self._line() else 64))

    def _line(self) -> bool:
        """Whether there is room for one line of words only."""
        theme = self.context.theme
        return theme.text_size > LINE_ABOVE or self.window().height() / theme.k < 480

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    # Reading

    def read(self) -> None:
        """Read stages, steps and feelings of the open session."""
        session = self.context.bridge.session
        if session is None:
            return
        steps: dict[Id, list[Id]] = {}
        for step in session.all(Step):
            steps.setdefault(step.stage, []).append(step.id)
        self.parts = tuple(
            Part(at, one.title, tuple(steps.get(one.id, ()))) for at, one in enumerate(session.all(Stage), start=1)
        )
        self.steps = tuple(id for part in self.parts for id in part.steps)
        self.feelings = feelings_of(Snapshot.of((*session.all(Feeling), *session.all(Participant))))
        self._say()
        self.update()

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & {"stage", "step", "feeling", "participant"}:
            self.read()

    def show_part(self, first: int, last: int) -> None:
        """Tint the steps that the board shows, by index."""
        if (first, last) != self.shown:
            self.shown = (first, last)
            self.setRange(1, max(1, len(self.steps)))
            self.setValue(first + 1)
            self._say()
            self.update()

    def _slid(self, step: int) -> None:
        """Assistive technology, or the wheel, asks for another step."""
        if step != self.shown[0] + 1 and 0 < step <= len(self.steps):
            self.wanted.emit(self.steps[step - 1])

    def _say(self) -> None:
        say = self.context.speaker.say
        self.setAccessibleName(say(Message("Whole journey")))
        words = [
            say(
                Message(
                    "The board shows steps {a} to {b} of {n}.",
                    a=self.shown[0] + 1,
                    b=self.shown[1] + 1,
                    n=len(self.steps),
                )
            )
        ]
        words += [
            say(
                Message(
                    "Step {n}: {mean}, from {many} people.", n=at, mean=f"{one.mean:+.1f}".replace("-", "−"), many=one.n
                )
            )
            for at, id in enumerate(self.steps, start=1)
            if (one := self.feelings.get(id)) is not None and one.mean is not None
        ]
        self.setAccessibleDescription(" ".join(words) if self.steps else "")
        self.setToolTip(say(Message("The whole journey; the tinted part is what the board shows.")))
        self.update()

    # Painting

    def _x(self, at: float) -> float:
        return at * self.width() / max(1, len(self.steps))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.context.theme
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("sheet"))
        high = self.height()
        edge = theme.colour("border" if theme.name == "contrast" else "hair")
        painter.fillRect(QRectF(0, high - 1, self.width(), 1), edge)
        if self.steps:
            self._paint_window(painter)
            if not self._line():
                self._paint_curve(painter)
            self._paint_stages(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 3))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
            painter.setPen(QPen(theme.colour("focus_edge"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(4, 4, -4, -4))
        painter.end()

    def _paint_window(self, painter: QPainter) -> None:
        first, last = self.shown
        if last < first or (first == 0 and last >= len(self.steps) - 1):
            return
        theme = self.context.theme
        painter.setBrush(theme.colour("accent_soft"))
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        box = QRectF(self._x(first) + 1, 2, self._x(last + 1) - self._x(first) - 2, self.height() - 5)
        painter.drawRoundedRect(box, 5, 5)

    def _paint_curve(self, painter: QPainter) -> None:
        """Mean and middle 80 %, on a scale fixed from −2 to +2; a gap where nobody rated."""
        theme = self.context.theme
        zero, unit = self.height() * 0.633, self.height() * 0.14

        def y(value: float) -> float:
            return zero - value * unit

        painter.setPen(QPen(theme.colour("border"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(0, zero), QPointF(self.width(), zero))
        for run in self._runs():
            xs = [self._x(at + 0.5) for at, _ in run]
            upper = smooth(xs, [y(one.upper if one.upper is not None else 0) for _, one in run])
            lower = smooth(xs[::-1], [y(one.lower if one.lower is not None else 0) for _, one in run][::-1])
            upper.connectPath(lower)
            upper.closeSubpath()
            painter.fillPath(upper, theme.colour("band"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("curve"), 2 * min(1.5, theme.k)))
            painter.drawPath(smooth(xs, [y(one.mean or 0) for _, one in run]))
            painter.setPen(Qt.PenStyle.NoPen)
            for x, (_, one) in zip(xs, run, strict=True):
                painter.setBrush(theme.colour("low" if one.low else "curve"))
                painter.drawEllipse(QPointF(x, y(one.mean or 0)), 2.6, 2.6)

    def _runs(self) -> list[list[tuple[int, StepFeeling]]]:
        runs: list[list[tuple[int, StepFeeling]]] = [[]]
        for at, id in enumerate(self.steps):
            one = self.feelings.get(id)
            if one is None or one.mean is None:
                runs.append([])
            else:
                runs[-1].append((at, one))
        return [run for run in runs if run]

    def _paint_stages(self, painter: QPainter) -> None:
        theme = self.context.theme
        font = theme.font("note", 700)
        painter.setFont(font)
        measure = painter.fontMetrics()
        at = 0
        for part in self.parts:
            left, right = self._x(at), self._x(at + len(part.steps))
            if at:
                painter.setPen(QPen(theme.colour("border"), theme.line))
                painter.drawLine(QPointF(left + 0.5, 5), QPointF(left + 0.5, self.height() - 6))
            at += len(part.steps)
            if right - left < theme.scaled(20):
                continue
            box = QRectF(left + theme.scaled(7), theme.scaled(4), right - left - theme.scaled(12), theme.scaled(20))
            number = str(part.number)
            painter.setPen(theme.colour("muted"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), number)
            indent = measure.horizontalAdvance(f"{number}  ")
            words = measure.elidedText(
                self.context.speaker.say(part.title), Qt.TextElideMode.ElideRight, round(box.width() - indent)
            )
            painter.setPen(theme.colour("ink"))
            painter.drawText(box.adjusted(indent, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)

    # Moving

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def _go(self, x: float) -> None:
        if self.steps:
            at = int(x * len(self.steps) / max(1, self.width()))
            self.wanted.emit(self.steps[max(0, min(len(self.steps) - 1, at))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        first, last = self.shown
        move = {
            Qt.Key.Key_Left: first - 1, Qt.Key.Key_Right: last + 1, Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.steps) - 1,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if move is None or not self.steps:
            super().keyPressEvent(event)
            return
        self.wanted.emit(self.steps[max(0, min(len(self.steps) - 1, move))])

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()
