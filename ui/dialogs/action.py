"""From a low point to an owned action: what will be done, by whom, by when."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.records import Action, Step
from hcd_studio.speech import Message
from hcd_studio.words import choice_words, choices_of
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import label


class ActionDialog(Dialog):
    """Enter keeps the action; it stands at the step from then on, or at none. One that is there already is changed."""

    def __init__(
        self, context: Context, parent: QWidget | None, step: Step | None = None, *, action: Action | None = None
    ):
        super().__init__(context, parent, Message("What will be done?"), wide=520)
        self.step, self.action = step, action
        if step is not None:
            about = label("muted", wrap=True)
            self.live.text(about, step.title)
            self.body.addWidget(about)
        self.what, self.who, self.due = QLineEdit(), QLineEdit(), QLineEdit()
        self.line(Message("Action"), self.what)
        self.line(Message("Who"), self.who)
        self.line(Message("By when, as 2026-05-14"), self.due)
        self.status = QComboBox()
        self._show_action()
        self.done_button(Message("Keep action"))
        self.cancel_button()
        self.what.setFocus()

    def _show_action(self) -> None:
        """Show what is known of one that is changed."""
        if self.action is None:
            return
        self.what.setText(self.action.title.say(self.context.speaker.language))
        self.who.setText(self.action.who)
        self.due.setText(self.action.due)
        for one in choices_of("action", "status"):
            self.status.addItem(self.context.speaker.say(choice_words("action", "status", one)), one)
        self.status.setCurrentIndex(self.status.findData(self.action.status))
        self.line(Message("How far it is"), self.status)

    def _change(self, action: Action, text: str) -> object:
        old, language = action.title, self.context.speaker.language
        words = old if text == old.say(language) else Words(old.en, text) if language == "cy" else Words(text, old.cy)
        who, due, status = self.who.text().strip(), self.due.text().strip(), self.status.currentData()
        return self.context.bridge.do("edit_record", action, title=words, who=who, due=due, status=status)

    def accept(self) -> None:
        """Keep it; where a date does not fit, the dialog stays with what was typed."""
        text = self.what.text().strip()
        if not text:
            self.what.setFocus()
            return
        words = Words(cy=text) if self.context.speaker.language == "cy" else Words(en=text)
        if self.action is not None:
            done = self._change(self.action, text)
        else:
            done = self.context.bridge.do(
                "add_action", words, who=self.who.text().strip(), due=self.due.text().strip(), step=self.step
            )
        if done is not None:
            super().accept()
        else:
            self.due.setFocus()
