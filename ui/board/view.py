"""The board, and its events: mouse, wheel, keys, focus; each is handed to the gesture or the walker that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from ui.board.desk import Desk
from ui.board.gestures import Gesture, press
from ui.board.keys import DIRECTIONS, Walker
from ui.board.menu import call, local_keys
from ui.board.places import Index
from ui.frame_actions import KINDS
from ui.model import BoardModel

if TYPE_CHECKING:
    from ui.context import Context

_LETTERS = {letter: kind for kind, letter, _ in KINDS}


class Tray(Protocol):
    """Where notes are let go that shall have no place on the map."""

    def offer(self, on: bool) -> None: ...
    def under(self, at: QPoint) -> bool: ...


class BoardView(Desk):
    """The board with hands: what a person does arrives here and goes on from here."""

    _following = False
    tray: Tray | None = None

    def __init__(self, context: Context, model: BoardModel):
        super().__init__(context, model)
        self.gesture: Gesture | None = None
        self._space = False
        self.walker = Walker(self)
        self._keys = local_keys()
        self.structure.stood.connect(self.walker.stand_on_head)
        context.selection.changed.connect(self.follow_selection)
        self.serve()
        model.modelReset.connect(self.follow_selection)

    def serve(self) -> None:
        """Offer what actions of the window call."""
        self.context.actions.serve("structure", self.structure)

    @property
    def targets(self) -> dict[str, object]:
        """What actions may call."""
        return {"board": self, "structure": self.structure}

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.gesture is None:
            self.gesture = press(self, event, space=self._space)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.gesture is not None:
            self.gesture.move(event.position().toPoint(), event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.release(event.position().toPoint())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a note: edit it. On a head: rename it. On an empty place: a new note."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        head = self.head_at(at)
        if head is not None:
            self.walker.stand_on_head(*head)
            self.structure.rename()
        elif self.camera.pane.contains(at):
            index = self.indexAt(at)
            if index.isValid():
                self.enter()
            else:
                self.new_note()
        event.accept()

    def cancel_gesture(self) -> bool:
        """Give up what the mouse is doing; False where it does nothing."""
        gesture, self.gesture = self.gesture, None
        if gesture is None:
            return False
        gesture.cancel()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        keys = event.modifiers()
        turn = event.angleDelta()
        if keys & Qt.KeyboardModifier.ControlModifier:
            by = turn.y() or turn.x()
            self.set_zoom(self.camera.zoom * 1.0015**by, event.position().toPoint())
        else:
            pixels = event.pixelDelta()
            dx, dy = (
                (pixels.x(), pixels.y()) if not pixels.isNull() else (round(turn.x() * 0.75), round(turn.y() * 0.75))
            )
            if keys & Qt.KeyboardModifier.ShiftModifier and not dx:
                dx, dy = dy, 0
            self.horizontalScrollBar().setValue(self.camera.x - dx)
            self.verticalScrollBar().setValue(self.camera.y - dy)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self._focus_point() if by_key else event.pos()
        if not by_key:
            self._stand_at(at)
        menu = self.menu_for()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))
        event.accept()

    def _stand_at(self, at: QPoint) -> None:
        """Before a menu opens, the focus goes to what it is about; several chosen notes stay chosen."""
        head = self.head_at(at)
        if head is not None:
            self.walker.stand_on_head(*head)
            return
        if not self.camera.pane.contains(at):
            return
        x, y = self.camera.content_at(at)
        box, place = self.board.live.note_at(x, y), self.board.live.place_at(x, y)
        if box is not None and box.id not in self.context.selection.ids:
            self.walker.stand_on(box.id)
        elif box is None and place is not None:
            self.walker.stand_in(place)

    def _focus_point(self) -> QPoint:
        if self.structure.head is not None:
            rect = self.head_rect(self.structure.head)
            return rect.center() if rect is not None else QPoint(8, 8)
        index = self.currentIndex()
        rect = self.visualRect(index) if index.isValid() else QRect()
        return rect.center() if rect.isValid() else self.camera.pane.topLeft() + QPoint(8, 8)

    # The keys

    def event(self, event: QEvent) -> bool:
        """Keys of ours are ours before a shortcut of the window takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
            if keys in self._keys:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            event.ignore()

    def _key(self, event: QKeyEvent) -> bool:
        key, keys = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape:
            return self.cancel_gesture() or self.escape()
        if key == Qt.Key.Key_Space and keys == Qt.KeyboardModifier.NoModifier:
            self._space = True
            return True
        if key in DIRECTIONS and keys in (Qt.KeyboardModifier.NoModifier, shift):
            self.walker.go(*DIRECTIONS[Qt.Key(key)], extend=keys == shift)
            return True
        if key in DIRECTIONS and keys == ctrl and self.structure.head is not None:
            self.structure.move(sum(DIRECTIONS[Qt.Key(key)]))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and keys == Qt.KeyboardModifier.NoModifier:
            self.enter()
            return True
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and keys in (Qt.KeyboardModifier.NoModifier, ctrl):
            self.walker.edge(key, whole=keys == ctrl)
            return True
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and keys == Qt.KeyboardModifier.NoModifier:
            self.walker.page(1 if key == Qt.Key.Key_PageDown else -1)
            return True
        return self._declared(event)

    def _declared(self, event: QKeyEvent) -> bool:
        """A key of the declarations, or a letter that begins a note of a kind."""
        words = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        if self.structure.head is not None and words in ("F2", "Del"):
            (self.structure.rename if words == "F2" else self.structure.remove)()
            return True
        if words in self._keys:
            return call(self._keys[words], self.targets)
        kind = _LETTERS.get(words)
        actions = self.context.actions
        if kind is not None and f"capture_{kind}" in actions.known:
            actions.run(f"capture_{kind}")
            return True
        return False

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            if self._space and self.gesture is None:
                self.toggle_current()
            self._space = False
        event.accept()

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys here, not a search."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Assistive technology asks Qt to move; it moves as the arrows do."""
        by = {
            QAbstractItemView.CursorAction.MoveLeft: (-1, 0), QAbstractItemView.CursorAction.MoveRight: (1, 0),
            QAbstractItemView.CursorAction.MoveUp: (0, -1), QAbstractItemView.CursorAction.MoveDown: (0, 1),
        }.get(action)  # fmt: skip
        if by is not None:
            self.walker.go(*by)
        return self.currentIndex()

    # Focus and choice, in step with Qt's own

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt's list view would tell assistive technology of a place in a layout that it does not have."""
        QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and self.hasFocus():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
        if QAccessible.isActive() and selected.count() == 1:
            event = QAccessibleEvent(self, QAccessible.Event.Selection)
            event.setChild(selected.first().top())
            QAccessible.updateAccessibility(event)
        if not self._following:  # by assistive technology
            ids = [self.board.id_at(index.row()) for index in self.selectionModel().selectedIndexes()]
            self.context.selection.set(ids, current=ids[-1] if ids else "")

    def follow_selection(self) -> None:
        """What is chosen, as Qt's selection model says it to assistive technology."""
        selection, model = self.context.selection, self.selectionModel()
        if self.structure.head is not None and selection.current != self.structure.head[1]:
            self.structure.head = self.overlay.shown.head = None  # the focus went elsewhere
        rows = self.board.rows_of(selection.ids)
        wanted = QItemSelection()
        start = 0
        for at, row in enumerate(rows):
            if at + 1 == len(rows) or rows[at + 1] != row + 1:
                wanted.select(self.board.index(rows[start]), self.board.index(row))
                start = at + 1
        self._following = True
        try:
            model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            model.setCurrentIndex(self.board.index_of(selection.current), QItemSelectionModel.SelectionFlag.NoUpdate)
        finally:
            self._following = False
        self.viewport().update()
