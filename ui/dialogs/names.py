"""A name in Welsh and in English, asked for together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import Literal


class NamesDialog(Dialog):
    """Enter keeps; one language is enough, the other can follow. `keep` says whether it could be kept."""

    def __init__(
        self, context: Context, parent: QWidget | None, title: Sayable, keep: Callable[[Words], bool],
        words: Words | None = None,
    ):  # fmt: skip
        super().__init__(context, parent, title, wide=520)
        self.keep = keep
        self.cy, self.en = QLineEdit(words.cy if words else ""), QLineEdit(words.en if words else "")
        order = ((self.cy, "Cymraeg"), (self.en, "English"))
        for field, tongue in order:
            self.line(Literal(tongue), field)
        self.done_button(Message("Keep"))
        self.cancel_button()
        first = self.cy if context.speaker.language == "cy" else self.en
        first.setFocus()
        first.selectAll()

    def accept(self) -> None:
        """Keep it; without any word the dialog stays."""
        words = Words(en=self.en.text().strip(), cy=self.cy.text().strip())
        if not words:
            self.en.setFocus()
            return
        if self.keep(words):
            super().accept()
