"""What is read aloud at an item of the agenda: large, Welsh and English side by side, one key away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from hcd_studio.records import AgendaItem
from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import Literal, column, label, row


class PromptDialog(Dialog):
    """Esc or F7 closes it; the words are those of the agenda, where they are written."""

    def __init__(self, context: Context, parent: QWidget, item: AgendaItem):
        super().__init__(context, parent, item.title, wide=860, tall=420)
        pair = row()
        self.live.space(pair, (0, 0, 0, 0), 28)
        for language, tongue in (("cy", "Cymraeg"), ("en", "English")):
            side = column()
            self.live.space(side, (0, 0, 0, 0), 6)
            said, words = label("label"), label("aloud", wrap=True)
            said.setText(tongue)
            text = item.prompt.side("cy" if language == "cy" else "en")
            missing = Message("Nothing is written to be read aloud. Set-up, Agenda is where it is written.")
            self.live.text(words, Literal(text) if text else missing)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self.live.name(words, Literal(f"{tongue}: {text}" if text else tongue))
            side.addWidget(said)
            side.addWidget(words, 1)
            pair.addLayout(side, 1)
        inner = QWidget()
        inner.setLayout(pair)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.close_button = self.done_button(Message("Close"))
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F7:
            self.reject()
        else:
            super().keyPressEvent(event)
