"""What suppliers say of every requirement: requirements down, suppliers across."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from hcd_studio.fields import Id
from hcd_studio.questions.responses import Comparison, Said, compared
from hcd_studio.records import Requirement, Supplier
from hcd_studio.session import now
from hcd_studio.speech import N_, Message, Sayable, number
from hcd_studio.words import choice_words
from ui.context import Context
from ui.parts import Literal

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
KINDS = {"requirement", "supplier", "response", "evaluation", "weight"}
"""What the table hears of."""

SIGNS = {"met": "✓", "partly": "◐", "not met": "✕", "": "–"}
"""Claims are told by a sign and a word, never by colour alone."""


class ResponsesModel(QAbstractTableModel):
    """The comparison of one session as a table."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.found = Comparison((), ())
        self.head_width = 300
        """Pixels for the words of a requirement."""

    def read(self) -> None:
        """Read the session anew."""
        session = self.context.bridge.session
        self.beginResetModel()
        self.found = compared(now(session)) if session is not None else Comparison((), ())
        self.endResetModel()

    def requirement(self, row: int) -> Requirement | None:
        """The requirement of a row."""
        return self.found.requirements[row] if 0 <= row < len(self.found.requirements) else None

    def supplier(self, column: int) -> Supplier | None:
        """The supplier of a column."""
        return self.found.suppliers[column] if 0 <= column < len(self.found.suppliers) else None

    def said(self, row: int, column: int) -> Said:
        """What stands in a cell."""
        one, other = self.requirement(row), self.supplier(column)
        return self.found.at(one.id, other.id) if one and other else Said()

    def place_of(self, requirement: Id, supplier: Id) -> QModelIndex:
        """The cell of a requirement and a supplier, or no index."""
        row = next((at for at, one in enumerate(self.found.requirements) if one.id == requirement), -1)
        column = next((at for at, one in enumerate(self.found.suppliers) if one.id == supplier), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.found.requirements)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.found.suppliers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        say, said = self.context.speaker.say, self.said(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            claim = f"{SIGNS[said.claim]} {say(claim_words(said.claim)) if said.claim else ''}".strip()
            if said.moderated is not None:
                return f"{claim}\n{say(Message(N_('Agreed: {score}'), score=number(said.moderated, places=1)))}"
            return f"{claim}\n{say(Message(N_('To agree')))}" if said.evaluations else claim
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return say(self._words(index.row(), index.column(), said))
        if role == Qt.ItemDataRole.ForegroundRole and said.claim in ("not met", "partly", ""):
            must = getattr(self.requirement(index.row()), "moscow", "") == "must"
            return self.context.theme.colour("bad" if must else "muted" if not said.claim else "ink")
        return None

    def _words(self, row: int, column: int, said: Said) -> Message:
        one, other = self.requirement(row), self.supplier(column)
        return Message(
            N_("{ref}, {supplier}: {claim}. Scores: {scores}. Agreed score: {agreed}."),
            ref=Literal(one.ref if one else ""),
            supplier=Literal(other.name if other else ""),
            claim=claim_words(said.claim),
            scores=[f"{each.evaluator} {each.score:g}" for each in said.evaluations if each.score is not None] or "–",
            agreed="–" if said.moderated is None else number(said.moderated, places=1),
        )

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if way == Qt.Orientation.Horizontal:
            supplier = self.supplier(section)
            return supplier.name if supplier else ""
        one = self.requirement(section)
        if one is None:
            return ""
        say = self.context.speaker.say
        if role == Qt.ItemDataRole.DisplayRole:
            priority = say(choice_words("requirement", "moscow", one.moscow)) if one.moscow else ""
            text = " ".join(say(one.statement).split())
            fits = QFontMetrics(self.context.theme.font("body", 600)).elidedText(
                text[:300], Qt.TextElideMode.ElideRight, self.head_width
            )
            return f"{one.ref}  {priority}\n{fits}"
        return f"{one.ref}: {say(one.statement)}"


def claim_words(claim: str) -> Sayable:
    """What a claim is called; that there is none is said too."""
    return choice_words("response", "claim", claim) if claim else Message(N_("Not answered"))
