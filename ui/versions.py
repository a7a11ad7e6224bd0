"""Two texts written at once on one field: both shown, equal in size, and four ways to settle them."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from hcd_studio.conflicts import Version, versions_of
from hcd_studio.fields import Id
from hcd_studio.records import Note
from hcd_studio.speech import N_, Message, Sayable
from hcd_studio.words import field_words
from ui.context import Context
from ui.fields import TextBox
from ui.flow import Flow
from ui.parts import Live, button, clear, column, label


class Versions(QWidget):
    """The fields of a record on which several texts stand, and what can be done about each."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.lines = column(self)
        self.live.space(self.lines, (0, 0, 0, 8), 8)
        self.hide()

    def show_record(self, id: Id) -> None:
        """Show what is to be settled on a record; nothing where there is nothing."""
        clear(self.lines)
        session = self.context.bridge.session
        record = session.find(id) if session else None
        fields = [name for one, name in session.versions if one == id] if session else []
        self.setVisible(bool(fields))
        if session is None or record is None or not fields:
            return
        head = label("head", wrap=True)
        self.live.text(head, Message("Two tables wrote on the same note. Both texts are safe."))
        self.lines.addWidget(head)
        for name in sorted(fields):
            found = versions_of(session, record, name, session.store.heads(id, name))
            self._field(record.table, id, name, found, isinstance(record, Note) and name == "text")

    def _field(self, kind: str, id: Id, name: str, found: tuple[Version, ...], both: bool) -> None:
        said = label("label")
        self.live.text(said, field_words(kind, name))
        self.lines.addWidget(said)
        for version in found:
            self.lines.addWidget(self._sheet(version, [one for one in found if one is not version]))
        keys = Flow()
        self.live.space(keys, (0, 0, 0, 0), 6)
        known = tuple(edit.hex() for version in found for edit in version.edits)
        choices: list[tuple[Sayable, dict[str, str]]] = [
            (Message("Keep {letter}", letter=one.letter), {"keep": one.letter}) for one in found
        ]
        if both:
            choices.append((Message("Keep both"), {"keep": "both"}))
        for words, chosen in choices:
            one = button()
            self.live.text(one, words)
            one.clicked.connect(partial(self._settle, id, name, known, **chosen))
            keys.addWidget(one)
        self.lines.addLayout(keys)
        new = TextBox(2)
        new.setPlainText(found[0].text)
        self.live.name(new, Message("A new text in place of both"))
        keep = button()
        self.live.text(keep, Message("Write new"))
        keep.clicked.connect(lambda: self._settle(id, name, known, text=new.toPlainText()))
        self.lines.addWidget(new)
        self.lines.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)

    def _sheet(self, version: Version, others: list[Version]) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("panel", "true")
        lines = column(sheet)
        self.live.space(lines, (10, 8, 10, 8), 4)
        head, text = label("small"), label(wrap=True)
        when = self.context.speaker.moment(version.time)
        self.live.text(
            head, Message("{letter} · copy {copy}, {time}", letter=version.letter, copy=version.copy, time=when)
        )
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setText(_marked(version.text, others[0].text if others else ""))
        text.setAccessibleName(version.text)
        lines.addWidget(head)
        lines.addWidget(text)
        return sheet

    def _settle(self, id: Id, name: str, known: tuple[str, ...], *_: object, keep: str = "", text: str = "") -> None:
        session = self.context.bridge.session
        record = session.find(id) if session else None
        if record is not None:
            self.context.bridge.do("settle_versions", record, name, keep=keep, text=text, known=known)


def _marked(text: str, other: str) -> str:
    """The words that the other version lacks, underlined and bold."""
    words, theirs = text.split(), other.split()
    found = []
    for what, start, end, _, _ in SequenceMatcher(None, words, theirs, autojunk=False).get_opcodes():
        part = escape(" ".join(words[start:end]))
        if part:
            found.append(part if what == "equal" else f"<b><u>{part}</u></b>")
    return " ".join(found)


UNSETTLED = N_("2 versions")
