"""The rules of a new round of voting."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.records import Ballot, Participant
from hcd_studio.speech import Message
from hcd_studio.words import choice_words, choices_of, field_words
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import Literal, column, label, row

USUAL = Message("What hurts most?")
DOTS, CONCERNS = 5, 1


class BallotDialog(Dialog):
    """Enter opens the round: five dots and one concern for each person, hidden until it closes, unless said otherwise."""

    opened = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None):
        super().__init__(context, parent, Message("Open a ballot"), wide=560)
        self.cy, self.en = QLineEdit(USUAL.say("cy")), QLineEdit(USUAL.say("en"))
        self.line(Literal("Cymraeg"), self.cy)
        self.line(Literal("English"), self.en)
        self.on, self.voters = QComboBox(), QComboBox()
        for box, name in ((self.on, "on"), (self.voters, "voters")):
            for value in choices_of(Ballot.table, name):
                box.addItem(context.speaker.say(choice_words(Ballot.table, name, value)), value)
            self.line(field_words(Ballot.table, name), box)
        self.dots, self.concerns, self.present = QSpinBox(), QSpinBox(), QSpinBox()
        line = row()
        self.live.space(line, (0, 0, 0, 0), 12)
        for field, name, most in (
            (self.dots, "dots", 100),
            (self.concerns, "concerns", 100),
            (self.present, "present", 10_000),
        ):
            lines = column()
            said = label("label", wrap=True, buddy=field)
            self.live.text(said, field_words(Ballot.table, name))
            self.live.name(field, field_words(Ballot.table, name))
            field.setRange(0, most)
            lines.addWidget(said)
            lines.addWidget(field)
            line.addLayout(lines, 1)
        self.body.addLayout(line)
        self.dots.setValue(DOTS)
        self.concerns.setValue(CONCERNS)
        self.present.setValue(self._present())
        self.blind = QCheckBox()
        self.blind.setChecked(True)
        self.live.text(self.blind, field_words(Ballot.table, "blind"))
        self.body.addWidget(self.blind)
        self.done_button(Message("Open ballot"))
        self.cancel_button()
        (self.cy if context.speaker.language == "cy" else self.en).setFocus()

    def _present(self) -> int:
        session = self.context.bridge.session
        return sum(not one.withdrawn and not one.left for one in session.all(Participant)) if session else 0

    def accept(self) -> None:
        """Open the round; where it could not be, the dialog stays."""
        done = self.context.bridge.do(
            "open_ballot",
            Words(en=self.en.text().strip(), cy=self.cy.text().strip()),
            on=self.on.currentData(), dots=self.dots.value(), concerns=self.concerns.value(),
            blind=self.blind.isChecked(), voters=self.voters.currentData(), present=self.present.value() or None,
        )  # fmt: skip
        if isinstance(done, Ballot):
            super().accept()
            self.opened.emit(done.id)
