"""The rating grid: one cell a person and step, rated by one key, painted in the colours of the scale."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from hcd_studio.speech import Message
from ui.context import Context
from ui.pages.feelings_model import FeelingsModel
from ui.parts import Live

NARROWEST = 40
RATES = {Qt.Key.Key_1: -2, Qt.Key.Key_2: -1, Qt.Key.Key_3: 0, Qt.Key.Key_4: 1, Qt.Key.Key_5: 2}
"""The key that gives each rating."""


class RatingCell(QStyledItemDelegate):
    """Paints a rating: the number always, ±2 strong, ±1 a tint, 0 paper, a missing one a dashed box."""

    def __init__(self, context: Context, parent: QTableView):
        super().__init__(parent)
        self.context = context

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self.context.theme
        view = self.parent()
        value = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = isinstance(view, QTableView) and view.currentIndex() == index
        if value is None:
            painter.setPen(QPen(theme.colour("border"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(theme.colour("well") if current else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        else:
            fill, text = theme.rating(value)
            painter.setPen(QPen(theme.colour("border" if theme.name == "contrast" else "hair"), 1))
            painter.setBrush(fill)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(text)
            painter.setFont(theme.font("small", 700 if abs(value) == 2 else 400))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            focused = isinstance(view, QTableView) and view.hasFocus()
            if focused:
                painter.setPen(QPen(theme.colour("focus"), 3))
                painter.drawRoundedRect(box.adjusted(0, 0, 0, 0), 3, 3)
            painter.setPen(QPen(theme.colour("focus_edge" if theme.name == "light" else "focus"), 2))
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 2, 2)
        painter.restore()


class FeelingsGrid(QTableView):
    """People down, steps across; 1 to 5 rate and go on, Delete says that somebody was not present."""

    rated = Signal(int)
    cleared = Signal()
    moved = Signal()
    laid = Signal()

    def __init__(self, context: Context, model: FeelingsModel):
        super().__init__()
        self.context = context
        self.setModel(model)
        self.setItemDelegate(RatingCell(context, self))
        self.setProperty("plain", "true")
        self.setProperty("ring", "own")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setProperty("plain", "true")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(True)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(8)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.laid.emit())
        live = Live(context, self)
        live.name(self, Message("Ratings: people down, steps across"))
        live.describe(self, Message("1 to 5 rate from −2 to +2 and go on. Delete: not present."))
        live.dress(self, "rows", self.fit)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Columns share the room there is, and scroll where it is not enough."""
        theme = self.context.theme
        self.verticalHeader().setDefaultSectionSize(theme.scaled(24))
        self.horizontalHeader().setFixedHeight(theme.scaled(24))
        count = self.model().columnCount()
        if count:
            self.horizontalHeader().setDefaultSectionSize(
                max(theme.scaled(NARROWEST), (self.viewport().width() - 1) // count)
            )
        self.laid.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def x_of(self, column: int) -> float:
        """The middle of a column, in px from the left of the whole grid."""
        left = self.viewport().x() + self.columnViewportPosition(column)
        return left + self.columnWidth(column) / 2

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in RATES:
            self.rated.emit(RATES[key])
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif (
            event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.text().isprintable()
        ):
            event.ignore()  # the page knows other letters; none of them searches here
        else:
            super().keyPressEvent(event)

    def go_on(self, *, down: bool = False) -> None:
        """To the next cell: the next step of the person, or the next person at the step."""
        model, at = self.model(), self.currentIndex()
        rows, columns = model.rowCount(), model.columnCount()
        if not at.isValid() or not rows:
            self.setCurrentIndex(model.index(0, 0))
            return
        row, column = (at.row() + 1, at.column()) if down else (at.row(), at.column() + 1)
        if column >= columns:
            row, column = row + 1, 0
        if row >= rows:
            row, column = (0, column + 1) if down else (row, column)
        if row < rows and column < columns:
            self.setCurrentIndex(model.index(row, column))
