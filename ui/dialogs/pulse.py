"""The closing pulse: three questions, five answers each, counted from slips without names."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QWidget

from hcd_studio.records import Pulse
from hcd_studio.speech import N_, Message
from hcd_studio.words import choice_words
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import label

ANSWERS = (N_("Not at all"), N_("A little"), N_("Partly"), N_("Mostly"), N_("Very much"))
QUESTIONS = ("heard", "understood", "again")


class PulseDialog(Dialog):
    """A row a question, a column an answer; kept as one change, counted anew as one."""

    def __init__(self, context: Context, parent: QWidget | None):
        super().__init__(context, parent, Message("Closing pulse"), wide=760)
        about = label("muted", wrap=True)
        self.live.text(about, Message("Slips without names: only how many gave each answer is kept."))
        self.body.addWidget(about)
        self.language = QComboBox()
        for code, named in (("", Message("All slips")), ("cy", Message("Welsh")), ("en", Message("English"))):
            self.language.addItem(context.speaker.say(named), code)
        self.line(Message("Language of the slips"), self.language)
        grid = QGridLayout()
        for at, words in enumerate(ANSWERS):
            said = label("small", wrap=True)
            self.live.text(said, Message("{n} {words}", n=at + 1, words=Message(words)))
            grid.addWidget(said, 0, at + 1)
        self.fields: dict[str, list[QSpinBox]] = {}
        for line, question in enumerate(QUESTIONS, 1):
            said = label(wrap=True)
            self.live.text(said, choice_words("pulse", "question", question))
            grid.addWidget(said, line, 0)
            self.fields[question] = []
            for at, words in enumerate(ANSWERS):
                box = QSpinBox()
                box.setRange(0, 10_000)
                name = Message(
                    "{question}: {answer}", question=choice_words("pulse", "question", question), answer=Message(words)
                )
                self.live.name(box, name)
                grid.addWidget(box, line, at + 1)
                self.fields[question].append(box)
        grid.setColumnStretch(0, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.language.currentIndexChanged.connect(self._read)
        self._read()
        self.done_button(Message("Keep the counts"))
        self.cancel_button()
        self.fields["heard"][0].setFocus()

    def _read(self) -> None:
        session = self.context.bridge.session
        for question, boxes in self.fields.items():
            for value, box in enumerate(boxes, 1):
                box.setValue(
                    sum(
                        one.count or 0
                        for one in (session.all(Pulse) if session else ())
                        if (one.question, one.value, one.language, one.room_table)
                        == (question, value, self.language.currentData(), "")
                    )
                )

    def accept(self) -> None:
        """Keep the three counts as one change."""
        language: str = self.language.currentData()

        def keep(draft: Any) -> None:
            from hcd_studio.verbs.closing import count_pulse

            for question, boxes in self.fields.items():
                count_pulse(draft, question, tuple(one.value() for one in boxes), language=language)

        if self.context.bridge.together("count_pulse", keep, Message("The closing pulse is kept.")) is not None:
            super().accept()
