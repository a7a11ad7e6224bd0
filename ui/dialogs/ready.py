"""Before the day: a line for each thing that must work in the hall, and the list on paper for IT."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from hcd_studio.ready import STATES, Check, check_all, worst
from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import button, clear, label
from ui.readiness import check_printer, check_screens

LOOK = {
    "good": ("check-circle", "good"),
    "look": ("warning", "warn"),
    "bad": ("warning-octagon", "bad"),
    "unknown": ("question", "ink"),
}


class ReadyDialog(Dialog):
    """Looks when it opens and whenever it is asked to; nothing is left behind by looking."""

    def __init__(self, context: Context, parent: QWidget | None):
        super().__init__(context, parent, Message("Ready for the room?"), wide=640, tall=520)
        self.checks: tuple[Check, ...] = ()
        area, inner = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        inner.setProperty("ground", "none")
        self.grid = QGridLayout(inner)
        self.grid.setColumnStretch(1, 1)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        again, paper = button(), button()
        self.live.text(again, Message("Look again"))
        self.live.icon(again, "arrow-clockwise")
        again.clicked.connect(self.look)
        self.live.text(paper, Message("Print for IT …"))
        self.live.icon(paper, "printer")
        paper.clicked.connect(self.print)
        self.foot.insertWidget(0, paper)
        self.foot.insertWidget(0, again)
        self.done_button(Message("Close"))
        self.look()

    def look(self) -> None:
        """Look at everything again."""
        self.checks = (*check_all(self.context.settings.copy_folder), check_screens(), check_printer())
        clear(self.grid)
        for at, one in enumerate(self.checks):
            picture, words, state = label(), label(wrap=True), label("strong")
            icon, colour = LOOK[one.state]
            self.live.picture(picture, icon, "regular", colour, 20)
            self.live.text(words, Message("{title}. {found} {do}", title=one.title, found=one.found, do=one.do))
            self.live.text(state, Message(STATES[one.state]))
            for column, part in enumerate((picture, words, state)):
                self.grid.addWidget(part, at, column, Qt.AlignmentFlag.AlignTop)
        self.grid.setRowStretch(len(self.checks), 1)
        good = worst(self.checks)
        said = {
            "good": Message("Everything is ready."),
            "look": Message("Ready; some things to look at."),
            "bad": Message("Something is not ready."),
        }
        self.context.bridge.tell(said[good])

    def print(self) -> None:
        """The list on paper."""
        from exports.ready_sheet import ready_sheets
        from ui.printing import print_these

        print_these(self.context, self.window(), ready_sheets(self.checks))
