"""Where the tables' files are: a folder or a stick, what lies in it, in words what would come in, and one button."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from hcd_studio.speech import Message, Sayable
from hcd_studio.tables import FoundFile
from ui.context import Context
from ui.parts import Live, button, clear, column, label, row


class Gather(QScrollArea):
    """Shows what a folder holds; asks for another, for the merge, or to match one file."""

    folder_wanted = Signal()
    join_wanted = Signal()
    match_wanted = Signal(Path)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("ground", "none")
        self.setWidget(inner)
        lines = column(inner)
        self.live.space(lines, (26, 20, 26, 20), 12)
        self.head, self.about = label("page", wrap=True), label("muted", wrap=True)
        lines.addWidget(self.head)
        lines.addWidget(self.about)
        line = row()
        self.choose, self.join = button(), button("primary")
        self.live.text(self.choose, Message("Choose the folder or stick …"))
        self.live.icon(self.choose, "folder-open")
        self.live.text(self.join, Message("Bring together"))
        self.live.icon(self.join, "arrows-merge", "regular", "on_accent")
        self.choose.clicked.connect(self.folder_wanted)
        self.join.clicked.connect(self.join_wanted)
        for one in (self.choose, self.join):
            line.addWidget(one)
        line.addStretch(1)
        lines.addLayout(line)
        self.files = column()
        self.live.space(self.files, (0, 4, 0, 4), 4)
        lines.addLayout(self.files)
        self.said_head = label("head", wrap=True)
        lines.addWidget(self.said_head)
        self.said = column()
        self.live.space(self.said, (0, 0, 0, 0), 4)
        lines.addLayout(self.said)
        lines.addStretch(1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Before a folder was chosen."""
        self._say(
            Message("Where are the tables’ files?"),
            Message("Put in the stick, or choose the folder where the tables left their files. Nothing is changed before you say so."),
        )  # fmt: skip
        self.show_found((), None)

    def _say(self, head: Sayable, about: Sayable) -> None:
        self.live.text(self.head, head)
        self.live.text(self.about, about)

    def show_found(self, found: tuple[FoundFile, ...], folder: Path | None) -> None:
        """What lies in a folder, a line a file."""
        clear(self.files)
        session = self.context.bridge.session
        if folder is not None:
            many = sum(one.joins for one in found)
            words = Message("Tables’ files here: {n}", n=many) if found else Message("There is no session file here.")
            self._say(words, Message("{folder}", folder=str(folder)))
        for one in found if session else ():
            line = row()
            picture, words_ = label(), label(wrap=True)
            icon, colour = {"table": ("check-circle", "good"), "second copy": ("usb", "good")}.get(
                one.kind, ("question", "ink") if one.kind == "other" else ("warning", "warn")
            )
            self.live.picture(picture, icon, "bold" if icon == "usb" else "regular", colour, 18)
            self.live.text(words_, one.message(session))  # type: ignore[arg-type]
            line.addWidget(picture)
            line.addWidget(words_, 1)
            if one.kind == "other":
                match = button()
                self.live.text(match, Message("Match its steps …"))
                self.live.name(match, Message("Match the steps of {file}", file=one.path.name))
                match.clicked.connect(partial(self.match_wanted.emit, one.path))
                line.addWidget(match)
            self.files.addLayout(line)
        self.join.setVisible(any(one.joins for one in found))
        self.join.setEnabled(any(one.joins and one.new for one in found))

    def show_report(self, report: Any) -> None:
        """In words what would come in, or what came."""
        clear(self.said)
        self.said_head.setVisible(report is not None)
        if report is None:
            return
        self.live.text(self.said_head, Message("What would come in") if report.preview else Message("What came in"))
        for message in report.messages():
            line = label(wrap=True)
            self.live.text(line, message)
            self.said.addWidget(line)
