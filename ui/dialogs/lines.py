"""Lines to be read, and kept as a text file where that is wanted: a certificate, what a pattern holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import button

TEXT_KINDS = "TXT (*.txt)"


class LinesDialog(Dialog):
    """Shows lines that can be marked and copied; `save` names the file under which they can be kept."""

    def __init__(self, context: Context, window: QWidget, title: Sayable, lines: Sequence[Sayable], *, save: str = ""):
        super().__init__(context, window, title, wide=640, tall=420)
        self.lines, self.name = list(lines), save
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.live.name(self.text, title)
        self.live.dress(self.text, "height", lambda: self.text.setMinimumHeight(context.theme.scaled(260)))
        context.speaker.changed.connect(self._say)
        self._say()
        self.body.addWidget(self.text, 1)
        if save:
            keep = button()
            self.live.text(keep, Message("Save …"))
            keep.clicked.connect(self.save)
            self.foot.addWidget(keep)
        self.cancel_button(Message("Close"))
        self.first = self.text

    def _say(self) -> None:
        self.text.setPlainText("\n".join(self.context.speaker.say(one) for one in self.lines))

    def save(self) -> None:
        """Keep the lines as a file."""
        place = self.context.ask.save_file(Message("Save"), Path.home() / f"{self.name}.txt", TEXT_KINDS)
        if place is not None:
            with self.context.bridge.caught():
                place.write_text(self.text.toPlainText() + "\n", encoding="utf-8")
                self.context.bridge.tell(Message("Written: {files}", files=place.name))
