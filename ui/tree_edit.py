"""Editing in the outline: a note where it stands, or a new one at the head of its lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hcd_studio.journal import new_note_in
from hcd_studio.speech import Message
from ui.typing import Typing

if TYPE_CHECKING:
    from ui.tree import OutlineTree

Index = QModelIndex | QPersistentModelIndex


class TextDelegate(QStyledItemDelegate):
    """Edits a note where it stands in the tree, over the words that stood when its editor was opened."""

    def __init__(self, view: OutlineTree):
        super().__init__(view)
        self.view = view
        self.typing: Typing | None = None
        self.fresh = False

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line, what else is known of a note at its right, and the ring of focus around the current line."""
        more = self.view.outline.wording.more(self.view.outline.node(index))
        if more:
            option = QStyleOptionViewItem(option)
            font = self.view.context.theme.font("small")
            wide = min(QFontMetrics(font).horizontalAdvance(more) + 16, option.rect.width() // 2)
            rest = QRect(option.rect)
            option.rect.setRight(option.rect.right() - wide)
            super().paint(painter, option, index)
            rest.setLeft(option.rect.right() + 1)
            painter.save()
            if index in self.view.selectionModel().selectedIndexes():
                painter.fillRect(rest, self.view.context.theme.colour("accent_soft"))
            painter.setFont(font)
            painter.setPen(self.view.context.theme.colour("muted"))
            aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            cut = QFontMetrics(font).elidedText(more, Qt.TextElideMode.ElideRight, rest.width() - 12)
            painter.drawText(rest.adjusted(4, 0, -8, 0), int(aligned), cut)
            painter.restore()
            option.rect.setRight(rest.right())
        else:
            super().paint(painter, option, index)
        if index == self.view.currentIndex() and self.view.hasFocus():
            self._ring(painter, QRectF(option.rect))

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        theme = self.view.context.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for token, width, inset in (("focus", 3.0, 1.5), ("focus_edge", 2.0, 4.0)):
            painter.setPen(QPen(theme.colour(token), width))
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 5, 5)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
        editor.setProperty("ring", "own")
        node = self.view.outline.node(index)
        self.fresh = node.kind != "note"
        say = self.view.context.speaker.say
        editor.setAccessibleName(say(Message("Edit the note") if node.kind == "note" else Message("New note")))
        if node.kind == "note":
            self.typing = Typing(self.view.context, node.id, "text", editor.toPlainText, editor)
            self.typing.begin()
        else:
            session = self.view.acts.session
            home = session.workshop.id if session else ""
            self.typing = Typing(self.view.context, home, new_note_in(node.step, node.lane), editor.toPlainText, editor)
        editor.textChanged.connect(self.typing.typed)
        note = self.view.acts.note(node.id) if node.kind == "note" else None
        spoken = note.language if note else ""
        self.view.context.spelling.watch(editor, lambda: spoken)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        node = self.view.outline.node(index)
        note = self.view.acts.note(node.id) if node.kind == "note" else None
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(note.text if note else self.view.acts.take_aside())
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        node = self.view.outline.node(index)
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else ""
        typing, self.typing = self.typing, None
        if node.kind == "note":
            note = self.view.acts.note(node.id)
            if note is not None and text.strip() and text != note.text:
                prev = {"text": typing.prev} if typing and typing.prev else {}
                self.view.acts.edit(node.id, text, prev)
        elif text.strip():
            self.view.acts.add((node.step, node.lane), text)
        if typing is not None:
            typing.end()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        rect = option.rect
        editor.setGeometry(rect.x(), rect.y(), rect.width(), max(rect.height(), self.view.context.theme.px(5)))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), self.view.context.theme.px(2.2)))

    def eventFilter(self, editor: object, event: QEvent) -> bool:
        """Enter keeps, Ctrl+Enter keeps and begins the next, Shift+Enter is a new line, Esc leaves and puts new words aside."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            if enter:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    QTimer.singleShot(0, self.view, self.view.new_note)  # once this editor has gone
                return True
            if event.key() == Qt.Key.Key_Escape and isinstance(editor, QPlainTextEdit) and self.fresh:
                text = editor.toPlainText()
                if text.strip():
                    self.view.acts.put_aside(text)
            if event.key() == Qt.Key.Key_Escape and self.typing is not None:
                self.typing.end()
                self.typing = None
        return super().eventFilter(editor, event)  # type: ignore[arg-type]
