"""What stands on a map that holds no note yet: one sentence, and one button that begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from hcd_studio.records import Note
from hcd_studio.speech import Message
from ui.parts import Live, button, label, row

if TYPE_CHECKING:
    from ui.board.desk import Desk


class Beginning(QWidget):
    """Lies below the last lane, or at the foot of the board where the lanes fill it; goes with the first note."""

    def __init__(self, view: Desk):
        super().__init__(view.viewport())
        self.view = view
        live = Live(view.context, self)
        self.setObjectName("beginning")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(self)
        live.space(line, (14, 10, 14, 10), 14)
        self.words, self.begin = label("", wrap=False), button("primary")
        line.addWidget(self.words)
        line.addWidget(self.begin)
        self.begin.clicked.connect(self._begin)
        self.live = live
        view.board.arranged.connect(self.follow)
        view.context.speaker.changed.connect(self.follow)
        view.context.theme.changed.connect(self.follow)
        view.viewport().installEventFilter(self)
        self.follow()

    def follow(self, *_: object) -> None:
        """Show where it belongs, or not at all."""
        view, session = self.view, self.view.acts.session
        wanted = session is not None and not session.all(Note) and view.acts.writable and view.editor is None
        self.setVisible(wanted)
        if not wanted:
            return
        steps = any(column.id for column in view.board.live.columns)
        self.live.text(
            self.words,
            Message("Nothing stands on the map yet. Type what somebody said below, or write it here.")
            if steps
            else Message("The journey has no steps yet."),
        )
        self.live.text(self.begin, Message("Write the first note") if steps else Message("Add the first step"))
        for part in (self, self.words, self.begin):
            part.ensurePolished()
        size, pane = self.sizeHint(), view.camera.pane
        low = round(view.board.live.content[1] * view.camera.zoom) - view.camera.y + view.camera.top + 16
        high = view.viewport().height() - size.height() - 12
        self.setGeometry(
            pane.left() + 12, max(0, min(low, high)), min(size.width(), max(40, pane.width() - 24)), size.height()
        )
        self.raise_()

    def _begin(self) -> None:
        view = self.view
        if any(column.id for column in view.board.live.columns):
            view.new_note()
            self.hide()
        else:
            view.structure.add_step()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.follow()
        return False
