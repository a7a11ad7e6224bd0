"""A table of records with columns to read and columns to fill in by one key: ranking, scores, priorities."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from hcd_studio.fields import Id
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.parts import Live

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
DIGITS = {str(n): n for n in range(1, 6)}
"""One key, one score."""


@dataclass(frozen=True)
class Column:
    """One column: its head, what it says of a row; with a `field` its keys write that field of the row's record."""

    words: Message
    say: Callable[[Any], Sayable | str]
    field: str = ""
    keys: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    wide: bool = False
    tip: Message | None = None


class ScoreModel(QAbstractTableModel):
    """Rows of any kind; `id_of` says which record a row is about."""

    def __init__(self, context: Context, id_of: Callable[[Any], Id]):
        super().__init__()
        self.context, self.id_of = context, id_of
        self.columns: Sequence[Column] = ()
        self.rows: Sequence[Any] = ()

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Any]) -> None:
        """Show other rows, or the same ones as they stand now."""
        same = [self.id_of(one) for one in rows] == [self.id_of(one) for one in self.rows]
        if same and len(columns) == len(self.columns):
            self.columns, self.rows = columns, rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            return
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        found = self.columns[column].say(self.rows[row])
        return found if isinstance(found, str) else self.context.speaker.say(found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            title = next((at for at, one in enumerate(self.columns) if one.wide), 0)
            said = self.text(index.row(), index.column()) or "–"
            if column.wide:
                return said
            return f"{self.text(index.row(), title)}, {self.context.speaker.say(column.words)}: {said}"
        if role == Qt.ItemDataRole.TextAlignmentRole and not column.wide:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column, say = self.columns[section], self.context.speaker.say
        if role == Qt.ItemDataRole.DisplayRole:
            return say(column.words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return say(column.tip or column.words)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column.wide else Qt.AlignmentFlag.AlignHCenter
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class ScoreCell(QStyledItemDelegate):
    """A cell that shows where the keys are."""

    def __init__(self, context: Context, parent: QTableView):
        super().__init__(parent)
        self.context = context

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        if not isinstance(view, QTableView) or view.currentIndex() != index:
            return
        theme, box = self.context.theme, QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if view.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 3))
            painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QPen(theme.colour("focus_edge" if theme.name == "light" else "focus"), 2))
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 2, 2)
        painter.restore()


class ScoreTable(QTableView):
    """Arrows go from cell to cell; a key of the column writes, Delete takes away. `moved` follows the chosen row."""

    moved = Signal(str)
    entered = Signal(str)

    def __init__(self, context: Context, model: ScoreModel, name: Message, more: Message):
        super().__init__()
        self.context, self.scores = context, model
        self.setModel(model)
        self.setProperty("plain", "true")
        self.setProperty("ring", "own")
        self.setItemDelegate(ScoreCell(context, self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setProperty("plain", "true")
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        live = Live(context, self)
        live.name(self, name)
        live.describe(self, more)
        live.dress(self, "rows", self.fit)
        model.modelReset.connect(self.fit)
        self.doubleClicked.connect(lambda _: self.entered.emit(self.current))

    @property
    def current(self) -> Id:
        """The record of the chosen row."""
        at = self.currentIndex()
        return self.scores.id_of(self.scores.rows[at.row()]) if at.isValid() else ""

    def choose(self, id: Id) -> None:
        """Choose the row of a record, in the column where one is."""
        for row, one in enumerate(self.scores.rows):
            if self.scores.id_of(one) == id:
                self.setCurrentIndex(self.scores.index(row, max(0, self.currentIndex().column())))
                return

    def fit(self) -> None:
        """The title takes what the others leave."""
        theme, header = self.context.theme, self.horizontalHeader()
        header.setMinimumSectionSize(theme.scaled(40))
        for at, column in enumerate(self.scores.columns):
            if column.wide:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(theme.scaled(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(self.current)

    def write(self, text: str) -> bool:
        """Do what a key of the chosen column does."""
        at = self.currentIndex()
        column = self.scores.columns[at.column()] if at.isValid() else None
        if column is None or not column.field or (text and text not in column.keys):
            return False
        session = self.context.bridge.session
        record = session.find(self.current) if session else None
        if record is None:
            return False
        value = column.keys[text] if text else ("" if isinstance(next(iter(column.keys.values())), str) else None)
        said: dict[str, Any] = {column.field: value}
        done = self.context.bridge.do("edit_record", record, **said)
        if done is not None and text and at.column() + 1 < len(self.scores.columns):
            self.choose(record.id)
            if self.scores.columns[at.column() + 1].field:
                self.setCurrentIndex(self.scores.index(self.currentIndex().row(), at.column() + 1))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.write("")
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.current)
        elif plain and event.text().isprintable() and event.text():
            if not self.write(event.text().upper()):
                event.ignore()  # the page may know it; no letter searches here
        else:
            super().keyPressEvent(event)
