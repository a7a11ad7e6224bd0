"""A new workshop: its title in either language, and what to start from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.pages.start import TEMPLATES
from ui.parts import Beside, label, row


class NewDialog(Dialog):
    """Enter at once makes a session; everything here can be changed later."""

    made = Signal(object, str)

    def __init__(self, context: Context, template: str, parent: QWidget | None = None):
        super().__init__(context, parent, Message("Run a workshop"), wide=600)
        pair = Beside(context.theme)
        self.titles = {}
        for language, tongue in (("cy", "Cymraeg"), ("en", "English")):
            box = QWidget()
            from ui.parts import column

            lines = column(box)
            self.live.space(lines, (0, 0, 0, 0), 4)
            field = QLineEdit()
            said = label("label", buddy=field)
            self.live.text(said, Message("Title, {language}", language=tongue))
            self.live.name(field, Message("Title, {language}", language=tongue))
            lines.addWidget(said)
            lines.addWidget(field)
            pair.add(box)
            self.titles[language] = field
        self.body.addWidget(pair)
        hint = label("small", wrap=True)
        self.live.text(
            hint, Message("One language is enough to begin; the other is shown as missing until somebody writes it.")
        )
        self.body.addWidget(hint)
        said = label("head")
        self.live.text(said, Message("Start from"))
        self.body.addWidget(said)
        self.group = QButtonGroup(self)
        for name, icon, words, about in TEMPLATES:
            one = QRadioButton()
            one.setProperty("template", name)
            one.setChecked(name == template)
            self.live.text(one, Message(words))
            self.live.describe(one, Message(about))
            self.live.icon(one, icon, "regular", "accent", 18)
            more = label("small", wrap=True)
            self.live.text(more, Message(about))
            below = row()
            self.live.space(below, (30, 0, 0, 2), 0)
            below.addWidget(more)
            self.group.addButton(one)
            self.body.addWidget(one)
            self.body.addLayout(below)
        self.cancel_button()
        self.done_button(Message("Begin"))
        self.titles["cy" if context.speaker.language == "cy" else "en"].setFocus()

    def accept(self) -> None:
        title = Words(self.titles["en"].text().strip(), self.titles["cy"].text().strip())
        chosen = self.group.checkedButton()
        super().accept()
        self.made.emit(title, str(chosen.property("template")) if chosen else "")
