"""The texts of a session in both languages, as rows: how each stands, where, in Welsh, in English."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.welsh import STATE_WORDS, Counted, Pair, counted, kinds_of, offered, pairs
from hcd_studio.session import now
from hcd_studio.speech import N_, Message
from hcd_studio.words import field_words
from ui.context import Context

Index = QModelIndex | QPersistentModelIndex
HEADS = (N_("State"), N_("Where"), N_("Welsh"), N_("English"))
LOOKS = {
    "missing": ("warning", "warn"),
    "to check": ("warning", "warn"),
    "stale": ("warning", "warn"),
    "checked": ("check", "good"),
}
NOWHERE = QModelIndex()
ROLE = Qt.ItemDataRole


class TranslationModel(QAbstractTableModel):
    """The texts that stand in a state and belong to a kind; the one that is held stays in sight whatever becomes of it."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.state = ""
        self.kind = ""
        self.held: tuple[Id, str] = ("", "")
        self.all: tuple[Pair, ...] = ()
        self.rows: tuple[Pair, ...] = ()
        self.offers: dict[tuple[Id, str], str] = {}
        self.counts: dict[str, Counted] = counted(())

    def read(self) -> None:
        """Read the session anew."""
        session = self.context.bridge.session
        self.beginResetModel()
        self.all = pairs(now(session, judged=True)) if session else ()
        self.offers = offered(self.all)
        self.counts = counted(self.all)
        if self.kind not in kinds_of(self.all):
            self.kind = ""
        self.rows = tuple(one for one in self.all if self._fits(one))
        self.endResetModel()

    def _fits(self, one: Pair) -> bool:
        return one.key == self.held or (self.kind in ("", one.record.table) and one.fits(self.state))

    def row_of(self, key: tuple[Id, str]) -> int:
        """The row of a text, −1 where it is not among them."""
        return next((at for at, one in enumerate(self.rows) if one.key == key), -1)

    def where(self, one: Pair) -> Message:
        """What a text belongs to, in the language of the reader."""
        record = one.record
        named = getattr(record, "ref", "") or (title_of(record) if one.field != "title" else "")
        words = field_words(record.table, one.field)
        if named:
            return Message(N_("{kind} {name}: {field}"), kind=record.term(), name=named, field=words)
        return Message(N_("{kind}: {field}"), kind=record.term(), field=words)

    # As Qt asks for it

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == ROLE.DisplayRole:
            return self.context.speaker.say(Message(HEADS[section]))
        return None

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        say = self.context.speaker.say
        state = say(Message(STATE_WORDS[one.state]))
        if role == ROLE.DisplayRole:
            texts = (
                say(Message(N_("changed"))) if one.state == "stale" else state,
                say(self.where(one)),
                one.words.cy,
                one.words.en,
            )
            return " ".join(texts[index.column()].split())
        if role == ROLE.DecorationRole and index.column() == 0:
            icon, colour = LOOKS[one.state]
            return self.context.theme.icon(icon, "bold", colour, 14)
        if role == ROLE.AccessibleTextRole:
            gone = say(Message("nothing yet"))
            if index.column() == 0:
                return f"{state}, {say(self.where(one))}"
            return (state, say(self.where(one)), one.words.cy or gone, one.words.en or gone)[index.column()]
        if role == ROLE.ToolTipRole and index.column() > 1:
            return (one.words.cy, one.words.en)[index.column() - 2]
        return None
