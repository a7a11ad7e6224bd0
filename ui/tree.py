"""The outline: the board's twin as a tree, for those who hear the map or go through it by keyboard; every action is here too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTreeView,
)

from hcd_studio.fields import Id
from hcd_studio.layout.notes import kind_of
from hcd_studio.records import Lane
from hcd_studio.speech import Message
from ui.access import announce
from ui.board import clip
from ui.board.actions import CELL_MENU, LANE_MENU, NOTE_MENU, STAGE_MENU, STEP_MENU
from ui.board.acts import Place, acts_of
from ui.board.find import Finding
from ui.board.keys import DIRECTIONS
from ui.board.menu import call, local_keys, make_menu
from ui.board.structure import Structure
from ui.outline import OutlineModel
from ui.outline_words import Node
from ui.tree_edit import TextDelegate

if TYPE_CHECKING:
    from ui.context import Context

Index = QModelIndex | QPersistentModelIndex


class OutlineTree(QTreeView):
    """The tree and its keys."""

    def __init__(self, context: Context, model: OutlineModel):
        super().__init__()
        self.context = context
        self.outline = model
        self.acts = acts_of(context)
        self.structure = Structure(self.acts)
        self.finding = Finding(self.acts)
        self._following = False
        self._keys = local_keys()
        self._hidden: tuple[frozenset[Id], frozenset[str]] = (frozenset(), frozenset())
        self.setModel(model)
        self._prepare()
        self.structure.stood.connect(self.stand_on_head)
        context.selection.changed.connect(self.follow_selection)
        context.bridge.changed.connect(self._follow_change)
        model.modelReset.connect(self.open_all)
        model.rowsInserted.connect(self._hide_again)
        context.speaker.changed.connect(self.name_it)
        self.name_it()
        self.open_all()

    def _prepare(self) -> None:
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTreeView { border: none; }")  # the sheet of the window frames every list
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setAcceptDrops(False)
        self.setItemDelegate(TextDelegate(self))

    def name_it(self) -> None:
        """The name by which assistive technology knows the tree."""
        self.setAccessibleName(self.context.speaker.say(Message("Journey outline")))

    # Selection, in step with the board

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._following and not self.outline.moving:
            self._tell_selection()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        node = self.outline.node(current)
        self.structure.head = (node.kind, node.id) if node.kind in ("step", "stage", "lane") and node.id else None
        if not self._following and not self.outline.moving:
            self._tell_selection()

    def _tell_selection(self) -> None:
        nodes = [self.outline.node(index) for index in self.selectionModel().selectedIndexes()]
        current = self.outline.node(self.currentIndex())
        ids = [node.id for node in nodes if node.kind == "note"]
        self._following = True
        try:
            self.context.selection.set(ids, current=record_of(current), place=self.place())
        finally:
            self._following = False

    def _follow_change(self, *_: object) -> None:
        """A note that moved keeps the focus where it stands now."""
        self.follow_selection()

    def follow_selection(self) -> None:
        """The board, the find bar or an act chose something."""
        if self._following:
            return
        selection, model = self.context.selection, self.selectionModel()
        wanted = QItemSelection()
        for id in selection.ids:
            index = self.outline.index_of(id)
            wanted.select(index, index)
        current = self.outline.index_of(selection.current)
        self._following = True
        try:
            if selection.ids:
                model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if current.isValid():
                model.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        finally:
            self._following = False

    def stand_on_head(self, kind: str, id: Id) -> None:
        """On the line of a stage, a step or a lane."""
        step = self.context.selection.place[0]
        index = self.outline.index_of_place(step, id) if kind == "lane" else self.outline.index_of_head(id)
        if index.isValid():
            self.setCurrentIndex(index)

    def node(self) -> Node:
        """The line that has the focus."""
        return self.outline.node(self.currentIndex())

    def place(self) -> Place:
        """The cell where one stands."""
        node, place = self.node(), self.context.selection.place
        if node.kind in ("note", "lane"):
            return node.step, node.lane
        return (node.id, place[1]) if node.kind == "step" else place

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keys of ours are ours before a shortcut of the window takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
            if keys in self._keys:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        words = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.enter()
        elif event.key() in DIRECTIONS and ctrl and self.structure.head is not None:
            self.structure.move(sum(DIRECTIONS[Qt.Key(event.key())]))
        elif self.structure.head is not None and words in ("F2", "Del"):
            (self.structure.rename if words == "F2" else self.structure.remove)()
        elif words in self._keys:
            call(self._keys[words], {"board": self, "structure": self.structure})
        elif words == "Esc" and self.acts.cut:
            self.acts.keep_cut()
        elif not words or len(words) > 1:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys here, not a search."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        head = self.structure.head
        if head is not None:
            menu = {"step": STEP_MENU, "stage": STAGE_MENU, "lane": (*LANE_MENU, "", *CELL_MENU[:2])}[head[0]]
        else:
            menu = NOTE_MENU if self.context.selection.ids else CELL_MENU
        made = make_menu(self.context, self, menu, {"board": self, "structure": self.structure})
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at: QPoint = self.visualRect(self.currentIndex()).center() if by_key else event.pos()
        made.popup(self.viewport().mapToGlobal(at))

    def enter(self) -> None:
        """Edit a note, write a new one into a lane, open or close what is above."""
        node = self.node()
        if node.kind == "note":
            self.edit_current()
        elif node.kind == "lane":
            self.new_note()
        else:
            self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))

    def edit_current(self) -> None:
        """Edit the note that has the focus, in its place."""
        index = self.outline.index_of(self.context.selection.current)
        if index.isValid() and self.acts.writable:
            self._open_editor(index)

    def new_note(self) -> None:
        """Write a new note into the lane where one stands."""
        index = self.outline.index_of_place(*self.place())
        if index.isValid() and self.acts.writable:
            self.setExpanded(index, True)
            self._open_editor(index)
            announce(self, self.context.speaker.say(Message("New note. Enter keeps it.")))

    def _open_editor(self, index: QModelIndex) -> None:
        self.outline.editable = index.internalPointer()
        self.edit(index)

    # Hiding

    def open_all(self) -> None:
        """Open down to the lanes; the notes of a lane that holds any too."""
        self.expandAll()
        self._hide_again()

    def _hide_again(self) -> None:
        lanes, kinds = self._hidden
        session = self.acts.session
        if session is None:
            return
        for place, node in self.outline.cells.items():
            index = self.outline.index_of_place(*place)
            self.setRowHidden(index.row(), index.parent(), place[1] in lanes)
            lane = session.get(Lane, place[1])
            for row, child in enumerate(node.children if kinds else ()):
                note = self.acts.note(child.id)
                hidden = note is not None and kind_of(note, lane.kind if lane else "") in kinds
                self.setRowHidden(row, index, hidden)

    def set_filter(
        self, lanes: set[Id] | frozenset[Id] = frozenset(), kinds: set[str] | frozenset[str] = frozenset()
    ) -> None:
        """Hide these lanes and these kinds of notes."""
        if (frozenset(lanes), frozenset(kinds)) == self._hidden:
            return
        had_kinds = bool(self._hidden[1])
        self._hidden = (frozenset(lanes), frozenset(kinds))
        if had_kinds and not kinds:
            for node in self.outline.cells.values():
                index = self.outline.index_of_place(node.step, node.lane)
                for row in range(len(node.children)):
                    self.setRowHidden(row, index, False)
        self._hide_again()


def record_of(node: Node) -> Id:
    """The record that a line of the outline stands for."""
    return node.lane if node.kind == "lane" else node.id if node.kind in ("note", "step", "stage") else ""


class OutlineView(OutlineTree):
    """What the outline offers to the window, by the same names as the board."""

    def __init__(self, context: Context, model: OutlineModel):
        super().__init__(context, model)
        self.acts.twins.append(self)

    def reveal(self, id: Id) -> None:
        """Bring a note, a step, a stage or a lane into view."""
        index = self.outline.index_of(id)
        if not index.isValid():
            index = self.outline.index_of_head(id)
        if index.isValid():
            self.scrollTo(index)

    def order(self) -> list[Id]:
        """Every note from top to bottom."""
        return self.outline.ids()

    def grid(self) -> tuple[list[Id], list[Id]]:
        """Steps and lanes, in order."""
        steps = list(dict.fromkeys(step for step, _ in self.outline.cells))
        lanes = list(dict.fromkeys(lane for _, lane in self.outline.cells if lane not in self._hidden[0]))
        return steps, lanes

    def selected_ids(self) -> tuple[Id, ...]:
        """What is chosen."""
        return self.context.selection.ids

    def cell(self) -> Place:
        """Where the next note goes."""
        return self.place()

    def find(self, text: str) -> int:  # type: ignore[override]  # QWidget.find looks up windows by number
        """Go to the first note that holds these words; gives how many do."""
        count = self.finding.look(text, self.order())
        if count:
            self._go_found(0 if self.context.selection.current in self.finding.found else 1)
        return count

    def find_next(self) -> None:
        """The next one found."""
        self._go_found(1)

    def find_previous(self) -> None:
        """The one before."""
        self._go_found(-1)

    def _go_found(self, by: int) -> None:
        id = self.finding.next(self.context.selection.current, self.order(), by)
        if id:
            note = self.acts.note(id)
            self.context.selection.set([id], place=(note.step, note.lane) if note else None)
            self.reveal(id)
            self.context.bridge.tell(self.finding.told(id))

    def select_all(self) -> None:
        """Every note."""
        self.context.selection.set(self.order(), current=self.context.selection.current)

    def fan(self) -> None:
        """Open or close the line."""
        self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))

    def fold_lane(self) -> None:
        """Open or close the lane."""
        self.fan()

    def cut(self) -> None:
        """Ready to move where one pastes."""
        clip.cut(self.acts)

    def copy(self) -> None:
        """To the clipboard."""
        clip.copy(self.acts)

    def paste(self) -> None:
        """From the clipboard, into the lane where one stands."""
        clip.paste(self.acts, self.place())

    def duplicate(self) -> None:
        """A second one of each."""
        self.acts.duplicate()

    def remove(self) -> None:
        """What is chosen goes."""
        self.acts.remove()

    def unplace(self) -> None:
        """Back to the tray of what has no place yet."""
        self.acts.unplace()

    def move_left(self) -> None:
        """To the step before."""
        self.acts.shift(-1, 0)

    def move_right(self) -> None:
        """To the step after."""
        self.acts.shift(1, 0)

    def move_up(self) -> None:
        """Up in its lane, then to the lane above."""
        self.acts.shift(0, -1)

    def move_down(self) -> None:
        """Down in its lane, then to the lane below."""
        self.acts.shift(0, 1)


__all__ = ["OutlineView"]
