"""A text that two tables wrote at once: both sheets equal in size, four ways to settle it, and what the map would show."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from hcd_studio import tables
from hcd_studio.conflicts import Conflict, Version
from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.records import Note
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import field_words
from ui.context import Context
from ui.fields import TextBox
from ui.flow import Flow
from ui.parts import FaceButton, Live, button, clear, column, label, row
from ui.together.paper import Paper
from ui.trail import ICONS

BOTH = "both"


class Settle(QScrollArea):
    """Shows one conflict; tells what was chosen (`kept`: a letter or `both`) or written (`written`)."""

    kept = Signal(str)
    written = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.setWidgetResizable(True)
        self.inner = QWidget()
        self.inner.setProperty("ground", "none")
        self.setWidget(self.inner)
        self.lines = column(self.inner)
        self.live.space(self.lines, (26, 18, 26, 14), 10)
        self.conflict: Conflict | None = None
        self.new: TextBox | None = None
        self.choices: dict[str, FaceButton] = {}

    def show_conflict(self, found: Conflict) -> None:
        """Both sheets, the ways to settle, and the preview."""
        self.conflict = found
        clear(self.lines)
        record = found.record
        kind = record.kind if isinstance(record, Note) else ""
        icon, colour = (
            (KIND_ICONS.get(kind, "note-blank"), self.context.theme.note(kind).edge.name())
            if kind else (ICONS.get(record.table, ("note-blank", "ink"))[0], "ink")
        )  # fmt: skip
        head = row()
        self.live.space(head, (0, 0, 0, 0), 12)
        picture, title = label(), label("title", wrap=True)
        self.live.picture(picture, icon, "fill" if kind else "regular", colour, 26)
        self.live.text(title, self._title(found))
        head.addWidget(picture)
        head.addWidget(title, 1)
        self.lines.addLayout(head)
        about = label("lead", wrap=True)
        self.live.text(
            about, Message("Both texts are safe. Choose what the map shows; the other stays in the history.")
        )
        self.lines.addWidget(about)
        sheets = column() if self.context.theme.k > 1.5 else row()
        self.live.space(sheets, (0, 8, 0, 0), 24)
        for one in found.versions:
            others = [each for each in found.versions if each is not one]
            sheets.addWidget(self._sheet(kind, one, others[0]), 1)
        self.lines.addLayout(sheets)
        marked = label("muted", wrap=True)
        self.live.text(
            marked,
            Message(
                "{field}. Underlined words are new on one side only.", field=field_words(record.table, found.field)
            ),
        )
        self.lines.addWidget(marked)
        self._offer(found)
        self._write(found)
        self.preview = Paper(self.context, "")
        self.lines.addWidget(self.preview)
        self._preview("A")
        self.lines.addStretch(1)

    top = "A"
    """The letter of the version that the map shows now."""

    @property
    def both(self) -> bool:
        """Whether both texts can stay: a note's words can become two notes."""
        return self.conflict is not None and isinstance(self.conflict.record, Note) and self.conflict.field == "text"

    def _title(self, found: Conflict) -> Message:
        if isinstance(found.record, Note):
            return Message("Two tables wrote on the same note")
        return Message("Two tables wrote on the same: {kind}", kind=found.record.term())

    def _sheet(self, kind: str, version: Version, other: Version) -> Paper:
        sheet = Paper(self.context, kind, pad=18)
        head = row()
        sheet.live.space(head, (0, 0, 0, 0), 10)
        letter, words = label("letter"), column()
        letter.setText(version.letter)
        letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setSpacing(0)
        whose, when = label("strong", wrap=True), label("note", wrap=True)
        sheet.live.text(whose, self._whose(version))
        sheet.live.text(
            when, Message("{time}, copy {copy}", time=self.context.speaker.moment(version.time), copy=version.copy)
        )
        words.addWidget(whose)
        words.addWidget(when)
        head.addWidget(letter)
        head.addLayout(words, 1)
        sheet.lines.addLayout(head)
        text = label("sheet", wrap=True)
        text.setTextFormat(Qt.TextFormat.RichText)
        well, ink = self.context.theme.colour("well").name(), self.context.theme.colour("ink").name()
        text.setText(marked(version.text, other.text, well, ink))
        text.setAccessibleName(version.text)
        sheet.lines.addWidget(text)
        sheet.lines.addStretch(1)
        return sheet

    def _whose(self, version: Version) -> Sayable:
        session = self.context.bridge.session
        table = tables.table_of(session, version.copy) if session else None
        if table is None:
            if session is not None and version.copy == session.letters:
                return Message("This laptop")
            return Message("Copy {letters}", letters=version.copy)
        if table.scribe:
            return Message("Table {name} · scribe {scribe}", name=table.name, scribe=table.scribe)
        return Message("Table {name}", name=table.name)

    # Four ways

    def _offer(self, found: Conflict) -> None:
        line = Flow()
        self.live.space(line, (0, 4, 0, 4), 12)
        ways: list[tuple[str, Sayable, Sayable, str]] = []
        for one in found.versions:
            rest = [each.letter for each in found.versions if each is not one]
            ways.append(
                (
                    one.letter,
                    Message("Keep {letter}", letter=one.letter),
                    Message("{letters} goes to the history", letters=rest),
                    one.letter,
                )
            )
        if self.both:
            ways.append(
                (BOTH, Message("Keep both"), Message("Two notes, votes stay with {letter}", letter=self.top), "2")
            )
        ways.append(("new", Message("Write new"), Message("Start from either text"), "N"))
        self.choices = {}
        for name, words, about, key in ways:
            self.choices[name] = self._way(words, about, key if key in "AB2N" else "")
            self.choices[name].clicked.connect(partial(self.choose, name))
            self.choices[name].installEventFilter(self)
            line.addWidget(self.choices[name])
        holder = QWidget()
        holder.setLayout(line)
        self.lines.addWidget(holder)

    def _way(self, words: Sayable, about: Sayable, key: str) -> FaceButton:
        card = FaceButton("card")
        live = Live(self.context, card)
        lines = column(card)
        live.space(lines, (14, 10, 14, 10), 4)
        head = row()
        said, sign = label("head"), label("key")
        live.text(said, words)
        sign.setText(key)
        sign.setVisible(bool(key))
        head.addWidget(said)
        head.addStretch(1)
        head.addWidget(sign)
        lines.addLayout(head)
        more = label("muted")
        live.text(more, about)
        lines.addWidget(more)
        live.name(card, Message("{words}. {about}", words=words, about=about))
        live.dress(card, "width", lambda: card.setMinimumWidth(self.context.theme.scaled(196)))
        return card

    def choose(self, name: str, *_: object) -> None:
        """Settle as chosen, or begin to write."""
        if name == "new":
            self.begin_new()
        elif name in self.choices:
            self.kept.emit(name)

    def eventFilter(self, watched: object, event: object) -> bool:
        """What has the keys or the mouse is what the preview shows."""
        if getattr(event, "type", lambda: None)() in (event.Type.FocusIn, event.Type.Enter):  # type: ignore[attr-defined]
            name = next((name for name, one in self.choices.items() if one is watched), "")
            if name:
                self._preview(name)
        return False

    # A new text

    def _write(self, found: Conflict) -> None:
        self.writer = QWidget()
        lines = column(self.writer)
        self.live.space(lines, (0, 0, 0, 0), 6)
        new = self.new = TextBox(2)
        new.setPlainText(found.versions[0].text)
        self.live.name(new, Message("A new text in place of both"))
        keep = button("primary")
        self.live.text(keep, Message("Keep the new text"))
        keep.clicked.connect(lambda: self.written.emit(new.toPlainText()))
        lines.addWidget(new)
        lines.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.writer.hide()
        self.lines.addWidget(self.writer)

    def _fit(self, paper: Paper) -> None:
        paper.setFixedWidth(self.context.theme.scaled(240))

    def begin_new(self) -> None:
        """Open the field for a text in place of both."""
        self.writer.show()
        if self.new is not None:
            self.new.setFocus()
            self.new.selectAll()
        self._preview("new")

    # The map below

    def _preview(self, name: str) -> None:
        if self.conflict is None:
            return
        clear(self.preview.lines)
        record, found = self.conflict.record, self.conflict.versions
        head = label("head")
        self.live.text(head, Message("On the map it would be"))
        self.preview.lines.addWidget(head)
        texts = [one.text for one in found] if name == BOTH else [one.text for one in found if one.letter == name]
        if name == "new":
            texts = [self.new.toPlainText() if self.new is not None else ""]
        line = Flow()
        self.live.space(line, (0, 0, 0, 0), 16)
        for text in texts:
            paper = Paper(self.context, record.kind if isinstance(record, Note) else "", pad=8)
            words = label("note", wrap=True)
            words.setText(text)
            paper.lines.addWidget(words)
            paper.live.dress(paper, "width", partial(self._fit, paper))
            line.addWidget(paper)
        holder = QWidget()
        holder.setLayout(line)
        self.preview.lines.addWidget(holder)
        safe = label("small", wrap=True)
        self.live.text(safe, Message("Links and votes stay where they are. One Ctrl+Z takes the choice back."))
        self.preview.lines.addWidget(safe)


def marked(text: str, other: str, ground: str, ink: str) -> str:
    """A text with the words that the other lacks on white, bold and underlined."""
    words, theirs = text.split(), other.split()
    found = []
    for what, start, end, _, _ in SequenceMatcher(None, words, theirs, autojunk=False).get_opcodes():
        part = escape(" ".join(words[start:end]))
        if part and what != "equal":
            part = f'<span style="background:{ground}; color:{ink}; font-weight:700; text-decoration:underline">{part}</span>'
        if part:
            found.append(part)
    return " ".join(found)
