"""A table of records that is edited by keyboard: arrows go from cell to cell, Enter or typing edits, Enter keeps, Esc gives up.

Each change goes through the bridge as one edit of one record; the table hears what changes elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from hcd_studio.columns import flat
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Record
from hcd_studio.speech import Sayable
from ui.context import Context
from ui.parts import Literal, Live

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
Offers = Callable[[], Sequence[tuple[Any, Sayable]]]
Role = Qt.ItemDataRole
MOST, LEAST = 190, 110
"""Px at 100 %: no column of short words is wider, none of long words narrower."""


@dataclass(frozen=True)
class Field:
    """One column: the field it writes (none: it only tells), its head, what may be chosen, how values are read and said.

    `read` makes a value of typed text; `said` makes words of a record.
    """

    name: str
    words: Sayable
    offers: Offers | None = None
    read: Callable[[str], Any] | None = None
    said: Callable[[Record], Sayable] | None = None
    stretch: bool = False
    figure: bool = False


class GridModel(QAbstractTableModel):
    """The records of a kind, a row each, in order."""

    def __init__(self, context: Context, kind: type[Record], fields: Sequence[Field], also: Sequence[str] = ()):
        super().__init__()
        self.context, self.kind, self.fields = context, kind, tuple(fields)
        self.also = {kind.table, *also}
        self.chosen: Callable[[Record], bool] = lambda _: True
        self.ids: list[Id] = []
        context.bridge.opened.connect(self.read)
        context.bridge.closed.connect(self.read)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self._again)
        self.read()

    def read(self) -> None:
        """Take the records as they are."""
        session = self.context.bridge.session
        ids = [one.id for one in session.all(self.kind) if self.chosen(one)] if session else []
        if ids != self.ids:
            self.beginResetModel()
            self.ids = ids
            self.endResetModel()
        elif ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self.fields) - 1))

    def record(self, row: int) -> Record | None:
        """The record of a row, or None."""
        session = self.context.bridge.session
        return session.get(self.kind, self.ids[row]) if session and 0 <= row < len(self.ids) else None

    def _hear(self, told: Any) -> None:
        if self.also & {one.table for pair in told.touched.values() for one in pair if one is not None}:
            self.read()

    def _again(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.fields) - 1)
        self.read()

    # What Qt asks

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        return self.context.speaker.say(self.fields[section].words)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        session = self.context.bridge.session
        writable = session is not None and not session.store.read_only
        return usual | Qt.ItemFlag.ItemIsEditable if writable and self.fields[index.column()].name else usual

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        record = self.record(index.row()) if index.isValid() else None
        if record is None:
            return None
        field = self.fields[index.column()]
        if role == Role.EditRole:
            return self.value(record, field)
        if role == Role.DisplayRole:
            return self.text(record, field)
        if role == Role.AccessibleTextRole:
            say = self.context.speaker.say
            return f"{say(field.words)}: {self.text(record, field) or '–'}"
        if role == Role.TextAlignmentRole and field.figure:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Role.ToolTipRole:
            return self.text(record, field)
        return None

    def value(self, record: Record, field: Field) -> Any:
        """What stands in a field."""
        return flat(record).get(field.name)

    def text(self, record: Record, field: Field) -> str:
        """What a cell says."""
        say = self.context.speaker.say
        if field.said is not None:
            return say(field.said(record))
        value = self.value(record, field)
        if field.offers is not None:
            return next((say(words) for known, words in field.offers() if known == value), str(value or ""))
        return "" if value is None else " ".join(str(value).split())

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        record = self.record(index.row())
        field = self.fields[index.column()]
        if record is None or role != Role.EditRole or not field.name or value == self.value(record, field):
            return False
        said: dict[str, Any] = {field.name: value}
        return self.context.bridge.do("edit_record", record, **said) is not None


class GridDelegate(QStyledItemDelegate):
    """A line to type in, or a box to choose from; what was typed is read by the column."""

    def __init__(self, context: Context, parent: QWidget):
        super().__init__(parent)
        self.context = context

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The current cell carries the ring, so that one sees where typing goes."""
        super().paint(painter, option, index)
        grid = self.parent()
        if isinstance(grid, Grid) and grid.hasFocus() and index == grid.currentIndex():
            theme = self.context.theme
            inner, wide = 2, 2 * theme.line
            painter.save()
            painter.setPen(QPen(theme.colour("focus_edge" if theme.name == "light" else "focus"), inner))
            painter.drawRect(option.rect.adjusted(1, 1, -wide, -wide))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GridModel)
        field = model.fields[index.column()]
        say = self.context.speaker.say
        if field.offers is not None:
            box = QComboBox(parent)
            for value, words in field.offers():
                box.addItem(say(words), value)
            box.activated.connect(lambda _: self._taken(box))
            editor: QWidget = box
        else:
            editor = QLineEdit(parent)
        editor.setProperty("kind", "cell")
        editor.setAccessibleName(say(field.words))
        return editor

    def _taken(self, box: QComboBox) -> None:
        """A choice is kept at once; the box, which goes, must not say it again."""
        box.removeEventFilter(self)
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        record = model.record(index.row())
        if record is None:
            return
        field = model.fields[index.column()]
        if isinstance(editor, QComboBox):
            values = [editor.itemData(at) for at in range(editor.count())]
            value = model.value(record, field)
            editor.setCurrentIndex(next((at for at, one in enumerate(values) if _same(one, value)), 0))
        elif isinstance(editor, QLineEdit):
            editor.setText(model.text(record, field))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(model, GridModel)
        field = model.fields[index.column()]
        if isinstance(editor, QComboBox):
            value = editor.currentData()
            model.setData(index, tuple(value) if isinstance(value, list) else value)
        elif isinstance(editor, QLineEdit):
            text = editor.text().strip()
            if text == model.text(_sure(model.record(index.row())), field):
                return
            model.setData(index, field.read(text) if field.read is not None else text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        editor.setGeometry(box)
        if isinstance(editor, QComboBox):
            editor.resize(max(box.width(), editor.sizeHint().width()), box.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        theme = self.context.theme
        return QSize(min(hint.width() + theme.scaled(14), theme.scaled(MOST)), hint.height())


def _same(one: Any, other: Any) -> bool:
    return (tuple(one) if isinstance(one, list) else one) == (tuple(other) if isinstance(other, list) else other)


def _sure(record: Record | None) -> Record:
    assert record is not None
    return record


class Grid(QTableView):
    """The table. Del removes, Insert adds, Alt and the arrows move a row; Tab leaves it."""

    wanted = Signal(str)
    """`add`, `remove`, `up` or `down`."""
    moved = Signal()

    def __init__(
        self, context: Context, kind: type[Record], fields: Sequence[Field], words: Sayable, also: Sequence[str] = ()
    ):
        super().__init__()
        self.context = context
        self.rows = GridModel(context, kind, fields, also)
        self.setModel(self.rows)
        self.setItemDelegate(GridDelegate(context, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setResizeContentsPrecision(30)
        self.live = Live(context, self)
        self.live.name(self, words)
        self.live.dress(self, "rows", self._size)
        self._keeping: tuple[set[Id], Id, int] = (set(), "", 0)
        self.rows.modelAboutToBeReset.connect(self._remember)
        self.rows.modelReset.connect(self._recall)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.moved.emit())

    def _size(self) -> None:
        theme = self.context.theme
        self.verticalHeader().setDefaultSectionSize(theme.scaled(34))
        self.horizontalHeader().setMinimumSectionSize(theme.scaled(56))
        self.setMinimumHeight(theme.scaled(34 * 6))

    def _share(self) -> None:
        """Columns of long words take the room that is left; where that is too little they keep theirs, and the table scrolls."""
        head, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        wide = [at for at, field in enumerate(self.rows.fields) if field.stretch]
        for at, field in enumerate(self.rows.fields):
            if not field.stretch:
                head.setSectionResizeMode(at, mode.ResizeToContents)
        taken = sum(head.sectionSize(at) for at in range(len(self.rows.fields)) if at not in wide)
        least = self.context.theme.scaled(LEAST)
        enough = self.viewport().width() - taken >= least * len(wide)
        for at in wide:
            head.setSectionResizeMode(at, mode.Stretch if enough else mode.Fixed)
            if not enough:
                head.resizeSection(at, round(least * 1.4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def sizeHint(self) -> QSize:
        theme = self.context.theme
        return QSize(theme.scaled(420), theme.scaled(34) * min(10, len(self.rows.ids) + 2))

    # Which rows

    def chosen(self) -> list[Any]:
        """The records of the chosen rows, in order; else the one of the current row."""
        rows = sorted({one.row() for one in self.selectionModel().selectedIndexes()})
        rows = rows or ([self.currentIndex().row()] if self.currentIndex().isValid() else [])
        return [record for row in rows if (record := self.rows.record(row)) is not None]

    @property
    def current(self) -> Any:
        """The record of the current row, or None."""
        return self.rows.record(self.currentIndex().row())

    def choose(self, id: Id, column: int = -1) -> None:
        """Make a record's row the current one."""
        if id in self.rows.ids:
            at = column if column >= 0 else max(0, self.currentIndex().column())
            self.setCurrentIndex(self.rows.index(self.rows.ids.index(id), at))

    def _remember(self) -> None:
        chosen = {one.id for one in self.chosen()}
        current = self.current
        self._keeping = (chosen, current.id if current else "", max(0, self.currentIndex().row()))

    def _recall(self) -> None:
        _, current, row = self._keeping
        if not self.rows.ids:
            return
        at = self.rows.ids.index(current) if current in self.rows.ids else min(row, len(self.rows.ids) - 1)
        self.setCurrentIndex(self.rows.index(at, 0))

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if self.rows.ids and not self.selectionModel().hasSelection():
            here = self.currentIndex()
            self.setCurrentIndex(here if here.isValid() else self.rows.index(0, 0))
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self.currentIndex(), flag.ClearAndSelect | flag.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        editing = self.state() == QAbstractItemView.State.EditingState
        if editing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.wanted.emit("remove")
        elif key == Qt.Key.Key_Insert:
            self.wanted.emit("add")
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.wanted.emit("up" if key == Qt.Key.Key_Up else "down")
        else:
            super().keyPressEvent(event)


def records(context: Context, kind: str, *, none: Sayable) -> Offers:
    """The records of a kind to choose from, after none at all."""
    from hcd_studio.columns import title_of

    def offers() -> list[tuple[Any, Sayable]]:
        session = context.bridge.session
        found = session.all(KINDS[kind]) if session else ()
        return [("", none), *((one.id, Literal(context.speaker.say(title_of(one)))) for one in found)]

    return offers
