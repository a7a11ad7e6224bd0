"""The bar under the header while something long runs: words, how far it is, and Stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from hcd_studio.speech import Message
from ui.context import Context
from ui.jobs import Job
from ui.parts import Live, button, column, label, row

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
