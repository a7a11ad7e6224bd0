"""What stands under a map that holds no note yet: one sentence, and one button that begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hcd_studio.records import Note
from hcd_studio.speech import Message
from ui.parts import Live, button, label, row

if TYPE_CHECKING:
    from ui.board.desk import Desk


class Beginning(QWidget):
    """Lies between the board and the capture line, where it is heard too; goes with the first note."""

    def __init__(self, view: Desk, parent: QWidget):
        super().__init__(parent)
        self.view = view
        self.live = Live(view.context, self)
        self.setObjectName("beginning")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(self)
        self.live.space(line, (14, 8, 14, 8), 14)
        self.words, self.begin = label("", wrap=True), button("primary")
        line.addWidget(self.words, 1)
        line.addWidget(self.begin)
        self.begin.clicked.connect(self._begin)
        view.board.arranged.connect(self.follow)
        view.editing.connect(self.follow)
        self.follow()

    def follow(self, *_: object) -> None:
        """Show where it belongs, or not at all."""
        view, session = self.view, self.view.acts.session
        steps = any(column.id for column in view.board.live.columns)
        self.live.text(
            self.words,
            Message("Nothing stands on the map yet. Type what somebody said below, or write it here.")
            if steps
            else Message("The journey has no steps yet."),
        )
        self.live.text(self.begin, Message("Write the first note") if steps else Message("Add the first step"))
        empty = session is not None and not session.all(Note)
        self.setVisible(empty and view.acts.writable and view.editor is None)

    def _begin(self) -> None:
        if any(column.id for column in self.view.board.live.columns):
            self.view.new_note()
        else:
            self.view.structure.add_step()
