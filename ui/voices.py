"""Voices heard: how many of each group are in the room, against the mark of their share outside."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from hcd_studio.questions.coverage import Heard, heard
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context

MOST = 4
LATER_MS = 200
"""Counting waits a moment, so that a note being kept never waits for it."""
COUNTED = {"participant", "participant_group", "note", "feeling", "vote"}


class Voices(QAbstractButton):
    """A bar a group, in daffodil, with a tick where the population stands; pressed it opens the people."""

    wanted = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.found: tuple[Heard, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.read)
        self.clicked.connect(self.wanted)
        context.bridge.opened.connect(self.read)
        context.bridge.closed.connect(self._rest)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self.read)
        context.theme.changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Count again. Groups with a share of the population come first; the others where there are none."""
        session = self.context.bridge.session
        self._later.stop()
        found = heard(now(session)) if session else ()
        measured = tuple(one for one in found if one.group.share is not None)
        self.found = (measured or found)[:MOST]
        say = self.context.speaker.say
        words = [
            say(
                Message("{group}: {n} of {all}, heard: {heard}", group=one.group.title, n=one.present or 0, all=one.of,
                        heard=one.heard or 0)
            )
            for one in self.found
        ]  # fmt: skip
        self.setAccessibleName(say(Message("Voices heard")))
        self.setAccessibleDescription(". ".join(words))
        self.setToolTip("\n".join(words))
        self.updateGeometry()
        self.update()

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & COUNTED and not self._later.isActive():
            self._later.start()

    def _rest(self) -> None:
        self._later.stop()
        self.found = ()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.context.theme
        return QSize(theme.scaled(172), theme.scaled(22 + 37 * len(self.found)) if self.found else theme.scaled(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, 0)  # where tabs need the height the meter gives its place up

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.height() < self.sizeHint().height():
            return
        theme, say = self.context.theme, self.context.speaker.say
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        left, wide = theme.scaled(13), self.width() - theme.scaled(26)
        painter.setPen(theme.colour("on_rail"))
        painter.setFont(theme.font("small", 700))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(left, 0, wide, theme.scaled(20)), middle, say(Message("Voices heard")))
        if not self.found:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("rail_muted"))
            painter.drawText(
                QRectF(left, theme.scaled(20), wide, theme.scaled(22)), middle, say(Message("No groups yet"))
            )
        for nth, one in enumerate(self.found):
            self._paint_group(painter, one, QRectF(left, theme.scaled(20 + 37 * nth), wide, theme.scaled(35)))
        painter.end()

    def _paint_group(self, painter: QPainter, one: Heard, box: QRectF) -> None:
        theme = self.context.theme
        small = theme.font("small")
        painter.setFont(small)
        painter.setPen(theme.colour("on_rail"))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        half = box.height() / 2
        title = painter.fontMetrics().elidedText(
            self.context.speaker.say(one.group.title), Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(QRectF(box.left(), box.top(), box.width(), half), middle, title)
        count = f"{one.present or 0}/{one.of}"
        room = painter.fontMetrics().horizontalAdvance("000/000") + theme.scaled(4)
        low = QRectF(box.left(), box.top() + half, box.width(), half)
        painter.drawText(low, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)
        thick = theme.scaled(7)
        bar = QRectF(low.left(), low.center().y() - thick / 2, low.width() - room, thick)
        painter.setPen(theme.colour("rail_line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        share = (one.present or 0) / one.of if one.of else 0.0
        painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), theme.colour("focus"))
        if one.group.share is not None:
            at = bar.left() + bar.width() * one.group.share / 100
            mark = QRectF(at - theme.scaled(1), bar.top() - theme.scaled(3), theme.scaled(2), thick + theme.scaled(6))
            painter.fillRect(mark, theme.colour("on_rail"))

    def enterEvent(self, event: object) -> None:
        self.update()
