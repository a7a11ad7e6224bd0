"""The bar under the header while something long runs: words, how far it is, and Stop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.jobs import Job
from ui.parts import Elided, Live, button, column, label, row

PATIENCE_MS = 300


class Busy(QWidget):
    """Appears when work lasts longer than 0.3 s; the page below stays usable."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("busy")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        lines = column(self)
        lines.setSpacing(0)
        line = row()
        self.live.space(line, (16, 3, 14, 3), 10)
        self.words = label()
        line.addWidget(self.words, 1)
        self.stop = button()
        self.live.text(self.stop, Message("Stop"))
        self.live.icon(self.stop, "stop", "bold", size=14)
        self.stop.clicked.connect(context.jobs.stop)
        line.addWidget(self.stop)
        lines.addLayout(line)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.live.name(self.bar, Message("How far the work is"))
        lines.addWidget(self.bar)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        self.hide()
        context.jobs.started.connect(self._begin)
        context.jobs.moved.connect(self._move)
        context.jobs.ended.connect(self._end)

    def _begin(self, _job: Job) -> None:
        self._patience.start()

    def _show(self) -> None:
        if self.context.jobs.running:
            self._move(self.context.jobs.running[0])
            self.show()

    def _move(self, job: Job) -> None:
        self.live.text(self.words, job.said or job.words)
        self.bar.setRange(0, 1000 if job.share else 0)
        self.bar.setValue(round(job.share * 1000))

    def _end(self, _job: Job) -> None:
        if not self.context.jobs.running:
            self._patience.stop()
            self.hide()


class Patience(QObject):
    """What must be done in the window's own thread and takes a moment: the waiting cursor, and words in the header."""

    def __init__(self, context: Context, window: QWidget):
        super().__init__(window)
        self.context = context
        self.status: Elided | None = None
        self._depth = 0
        context.theme.changing.connect(lambda: self.begin(Message("The look changes …")))
        context.theme.settled.connect(self.end)

    def begin(self, words: Sayable) -> None:
        """Say that it takes a moment, before it does."""
        self._depth += 1
        if self._depth > 1:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        if self.status is not None and self.status.isVisibleTo(self.status.window()):
            self.status.setText(self.context.speaker.say(words))
            self.status.repaint()  # now: no event is heard until the work is done

    def end(self) -> None:
        """It is done."""
        self._depth -= 1
        if self._depth:
            return
        QGuiApplication.restoreOverrideCursor()
        if self.status is not None:
            self.status.put(self.status.whole)

    @contextmanager
    def over(self, words: Sayable) -> Iterator[None]:
        """Around what takes a moment."""
        self.begin(words)
        try:
            yield
        finally:
            self.end()
