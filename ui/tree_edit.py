"""Editing in the outline: a note where it stands, or a new one at the head of its lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

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

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
        editor.setProperty("ring", "own")
        node = self.view.outline.node(index)
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
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        node = self.view.outline.node(index)
        note = self.view.acts.note(node.id) if node.kind == "note" else None
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(note.text if note else "")
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
        return QSize(hint.width(), max(hint.height(), self.view.context.theme.px(2)))

    def eventFilter(self, editor: object, event: QEvent) -> bool:
        """Ctrl+Enter keeps, Esc leaves; a bare Enter is a new line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
            if enter:
                return False
            if event.key() == Qt.Key.Key_Escape and self.typing is not None:
                self.typing.end()
                self.typing = None
        return super().eventFilter(editor, event)  # type: ignore[arg-type]
