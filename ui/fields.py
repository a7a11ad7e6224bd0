"""Editors bound to one field of one record. Each writes through the bridge when it is left, never while hearing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from hcd_studio.bilingual import Shown, Words, shown_words
from hcd_studio.columns import columns
from hcd_studio.records import Record
from hcd_studio.session import Session
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import field_words
from ui.context import Context
from ui.parts import Literal, Live, column, label, row, tool
from ui.typing import Typing

SIDES = (("cy", "Cymraeg"), ("en", "English"))
STATE_LOOK = {"missing": ("warning", "warn"), "to check": ("warning", "warn"), "checked": ("check", "good")}


class TextBox(QPlainTextEdit):
    """A text that grows with what is in it. Leaving it keeps, Esc gives up, Tab goes on."""

    left = Signal()
    given_up = Signal()
    entered = Signal()

    def __init__(self, lines: int = 1):
        super().__init__()
        self.least = lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _grow(self, *_: object) -> None:
        line = self.fontMetrics().lineSpacing()
        lines = max(self.least, round(self.document().size().height()))
        self.setFixedHeight(min(lines, 10) * line + round(line * 0.95))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def sizeHint(self) -> QSize:
        return QSize(80, self.minimumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TextEditor(TextBox):
    """One text column of one record."""

    def __init__(self, context: Context, record: Record, name: str, words: Sayable, lines: int = 1):
        super().__init__(lines)
        self.context, self.record, self.name = context, record.id, name
        self.table = record.table
        self._typing = Typing(context, record.id, name, self.toPlainText, self)
        self._stood = ""
        self.entered.connect(self._open)
        self.left.connect(self.keep)
        self.given_up.connect(self.give_up)
        self.textChanged.connect(self._typed)
        Live(context, self).name(self, words)
        context.spelling.watch(self, self._tongue)
        self.show_record()

    def _tongue(self) -> str:
        """The language of what is written here."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        return tongue_of(record, self.name) if record is not None else ""

    def show_record(self) -> None:
        """Show what stands, unless somebody is typing something else just now."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is None:
            return
        text = value_of(record, self.name)
        dirty = self.hasFocus() and self.toPlainText() != self._stood
        if not dirty and text != self.toPlainText():
            self._stood = text
            self.setPlainText(text)
            self._typing.begin()
        self._stood = text if not dirty else self._stood

    def keep(self) -> None:
        """Keep the text if it changed; over a version that arrived meanwhile it becomes a second one."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        text = self.toPlainText().strip()
        if record is None or text == self._stood.strip():
            self._typing.end()
            return
        prev = {self.name: self._typing.prev}
        if self.table == "note" and self.name == "text":
            done = self.context.bridge.do("edit_note", record, text, prev=prev, initiator=self)
        elif self.table == "note" and self.name == "translation":
            done = self.context.bridge.do("translate_note", record, text, prev=prev, initiator=self)
        else:
            said: dict[str, Any] = {self.name: text}
            done = self.context.bridge.do("edit_record", record, prev=prev, initiator=self, **said)
        if done is None:
            return  # told above the capture bar; the text stays in the editor
        self._stood = text
        self._typing.end()
        self._typing.begin()

    def give_up(self) -> None:
        """Put back what stood; nothing is written."""
        self.setPlainText(self._stood)
        self._typing.end()

    def _open(self) -> None:
        if self.toPlainText() == self._stood:
            self._typing.begin()

    def _typed(self) -> None:
        if self.hasFocus():
            self._typing.typed()


class WordsEditor(QWidget):
    """A text in both languages, side by side, with the state of the pair; below each other where it is narrow."""

    Box: type[TextEditor] = TextEditor

    def __init__(self, context: Context, record: Record, field: str, lines: int = 1):
        super().__init__()
        self.context, self.record, self.field = context, record.id, field
        self.live = Live(context, self)
        whole = column(self)
        self.live.space(whole, (0, 0, 0, 0), 3)
        head = row()
        name = label("label")
        self.live.text(name, field_words(record.table, field))
        head.addWidget(name)
        head.addStretch(1)
        self.state = tool("quiet")
        self.state.clicked.connect(self._judge)
        head.addWidget(self.state)
        whole.addLayout(head)
        self.grid = QGridLayout()
        self.live.space(self.grid, (0, 0, 0, 0), 8)
        whole.addLayout(self.grid)
        self.sides: list[tuple[QWidget, Any]] = []
        for side, tongue in SIDES:
            named = Message("{field}, {language}", field=field_words(record.table, field), language=Literal(tongue))
            box = self.Box(context, record, f"{field}_{side}", named, lines)
            said = label("tag", buddy=box)
            said.setText(tongue)
            self.sides.append((said, box))
        self._fit()
        self.show_record()

    def show_record(self) -> None:
        """Show both sides and how the pair stands."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if session is None or record is None:
            return
        for _, box in self.sides:
            box.show_record()
        words = getattr(record, self.field)
        shown: Shown = words.shown(is_stale(session, record, self.field)) if words else "missing"
        icon, colour = STATE_LOOK[shown]
        self.state.setVisible(bool(words))
        self.live.text(self.state, shown_words(shown))
        self.live.icon(self.state, icon, "bold", colour, 14)
        self.state.setEnabled(shown != "missing")
        again = Message("Mark as checked") if shown == "to check" else Message("Mark as to be checked")
        self.live.tip(self.state, again if shown != "missing" else Message("One language is missing."))
        self.live.name(
            self.state,
            Message("{field}: {state}", field=field_words(record.table, self.field), state=shown_words(shown)),
        )

    def _judge(self) -> None:
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if session is None or record is None:
            return
        words: Words = getattr(record, self.field)
        checked = words.shown(is_stale(session, record, self.field)) == "checked"
        who = "" if checked else self.context.settings.checker
        self.context.bridge.do("set_state", record, self.field, "translated" if checked else "checked", who=who)

    def _fit(self) -> None:
        beside = self.width() >= self.context.theme.scaled(230)
        for at, (said, box) in enumerate(self.sides):
            self.grid.addWidget(said, 0 if beside else at * 2, at if beside else 0)
            self.grid.addWidget(box, 1 if beside else at * 2 + 1, at if beside else 0, Qt.AlignmentFlag.AlignTop)
            self.grid.setColumnStretch(at, 1 if beside or at == 0 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()


def tongue_of(record: Record, name: str) -> str:
    """The language of a text column; empty where nobody said."""
    side = columns(record.table)[name].side
    if side:
        return side
    spoken = str(getattr(record, "language", "") or "")
    if name == "translation":
        return {"cy": "en", "en": "cy"}.get(spoken, "")
    return spoken


def value_of(record: Record, name: str) -> str:
    """What stands in a text column."""
    one = columns(record.table)[name]
    value = getattr(record, one.field)
    return str(getattr(value, one.side) if one.side else value)


def is_stale(session: Session, record: Record, field: str) -> bool:
    """Whether a pair that was checked has changed since."""
    return (record.id, field) in session.judgements.stale
