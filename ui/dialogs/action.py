"""From a low point to an owned action: what will be done, by whom, by when."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.records import Step
from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import label


class ActionDialog(Dialog):
    """Enter keeps the action; it stands at the step from then on."""

    def __init__(self, context: Context, parent: QWidget | None, step: Step):
        super().__init__(context, parent, Message("What will be done?"), wide=520)
        self.step = step
        about = label("muted", wrap=True)
        self.live.text(about, step.title)
        self.body.addWidget(about)
        self.what, self.who, self.due = QLineEdit(), QLineEdit(), QLineEdit()
        self.line(Message("Action"), self.what)
        self.line(Message("Who"), self.who)
        self.line(Message("By when, as 2026-05-14"), self.due)
        self.done_button(Message("Keep action"))
        self.cancel_button()
        self.what.setFocus()

    def accept(self) -> None:
        """Keep it; where a date does not fit, the dialog stays with what was typed."""
        text = self.what.text().strip()
        if not text:
            self.what.setFocus()
            return
        words = Words(cy=text) if self.context.speaker.language == "cy" else Words(en=text)
        done = self.context.bridge.do(
            "add_action", words, who=self.who.text().strip(), due=self.due.text().strip(), step=self.step
        )
        if done is not None:
            super().accept()
        else:
            self.due.setFocus()
