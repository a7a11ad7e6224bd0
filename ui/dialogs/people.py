"""Many people at once: so many, or those of a pasted list; and the last word before words are erased for good."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from hcd_studio.columns import title_of
from hcd_studio.importers.people import FoundPeople, read_people
from hcd_studio.records import Participant, ParticipantGroup
from hcd_studio.speech import Message
from hcd_studio.words import TIER_WORDS
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import label
from ui.setup.people import TONGUES


class SeveralDialog(Dialog):
    """“18 people”: how many, of which group, with which languages and consent."""

    def __init__(self, context: Context, parent: QWidget | None):
        super().__init__(context, parent, Message("Several people"), wide=460)
        self.count = QSpinBox()
        self.count.setRange(1, 500)
        self.count.setValue(6)
        self.group, self.languages, self.tier = QComboBox(), QComboBox(), QComboBox()
        session, say = context.bridge.session, context.speaker.say
        self.group.addItem(say(Message("None")), "")
        for one in session.all(ParticipantGroup) if session else ():
            if one.counts == "members":
                self.group.addItem(say(title_of(one)), one.id)
        for value, words in TONGUES:
            self.languages.addItem(say(words), list(value))
        self.tier.addItem(say(Message("Not said")), "")
        for name, said in TIER_WORDS.items():
            self.tier.addItem(say(Message(said)), name)
        for words, field in (
            (Message("How many"), self.count), (Message("Group"), self.group), (Message("Languages"), self.languages),
            (Message("Consent"), self.tier),
        ):  # fmt: skip
            self.line(words, field)
        hint = label("small", wrap=True)
        self.live.text(hint, Message("They get the next free codes and sit evenly at the tables there are."))
        self.body.addWidget(hint)
        self.cancel_button()
        self.go = self.done_button(Message("Add them"))
        self.count.setFocus()
        self.count.selectAll()

    def accept(self) -> None:
        self.context.bridge.do(
            "add_participants", self.count.value(), group=self.group.currentData(),
            languages=tuple(self.languages.currentData()), tier=self.tier.currentData(),
        )  # fmt: skip
        super().accept()


class PeopleListDialog(Dialog):
    """A list from a spreadsheet or a mail: what will come in is said before it does."""

    def __init__(self, context: Context, parent: QWidget | None):
        super().__init__(context, parent, Message("Paste a list of people"), wide=640, tall=460)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.line(Message("A line each: code, group, languages, access needs, table, consent"), self.text)
        self.told = label("strong", wrap=True)
        self.body.addWidget(self.told)
        self.cancel_button()
        self.go = self.done_button(Message("Add them"))
        self.text.textChanged.connect(self._tell)
        self.text.setPlainText(QGuiApplication.clipboard().text()[:200_000])
        self._tell()
        self.text.setFocus()

    def _tell(self) -> None:
        found = read_people(self.text.toPlainText())
        self.go.setEnabled(bool(found.people))
        self.live.text(self.told, told_of(found))

    def accept(self) -> None:
        if self.context.bridge.do("add_listed_participants", self.text.toPlainText()) is not None:
            super().accept()


def told_of(found: FoundPeople) -> Message:
    """What a list would bring, and what it leaves out."""
    if not found.people:
        return Message("Nobody is named yet.")
    words = Message("People: {n}.", n=len(found.people))
    if found.names:
        words = Message("{words} Names and addresses are left out: {n}.", words=words, n=found.names)
    if found.rest:
        words = Message("{words} Lines beyond the most that fit: {n}.", words=words, n=len(found.rest))
    return words


class EraseDialog(Dialog):
    """Erasure is final: what goes, what stays, and a reason for the certificate; nothing is chosen for anybody."""

    def __init__(self, context: Context, parent: QWidget | None, person: Participant):
        super().__init__(context, parent, Message("Erase the words of {code} for good", code=person.code), wide=620)
        self.person = person
        for words, role in (
            (Message("This cannot be undone, by nobody. Withdrawing hides the same words and can be undone."), "bad"),
            (
                Message(
                    "What this person said, felt and voted goes from this file, its history, its snapshots and its second "
                    "copies. Exports and copies that were given away are out of reach; the certificate names them."
                ),
                "",
            ),
        ):
            said = label(role, wrap=True)
            self.live.text(said, words)
            self.body.addWidget(said)
        self.reason = QLineEdit()
        self.line(Message("Reason, for the certificate"), self.reason)
        self.cancel = self.cancel_button()
        self.go = self.done_button(Message("Erase for good"), primary=False)
        self.go.setDefault(False)
        self.cancel.setDefault(True)
        self.go.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.reason.setFocus()

    def accept(self) -> None:
        session = self.context.bridge.session
        if session is None or not self.reason.text().strip():
            return
        from hcd_studio.privacy import erase

        with self.context.bridge.caught():
            certificate = erase(session, participant=self.person, reason=self.reason.text().strip())
            super().accept()
            self.context.bridge.tell(Message("The words of {code} are erased for good.", code=self.person.code))
            CertificateDialog(self.context, self.parentWidget(), certificate.say(self.context.speaker.language)).open()


class CertificateDialog(Dialog):
    """What was erased, as text that can be copied."""

    def __init__(self, context: Context, parent: QWidget | None, text: str):
        super().__init__(context, parent, Message("Certificate of erasure"), wide=640, tall=420)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.live.name(self.text, Message("Certificate of erasure"))
        self.body.addWidget(self.text, 1)
        self.done_button(Message("Close"))
