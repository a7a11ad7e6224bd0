"""The outline of a session: stage, step, lane, note, and the unplaced at the end; the same notes as the board, as a tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hcd_studio.fields import Id
from hcd_studio.records import Branch, Feeling, Journey, Lane, Note, Participant, Stage, Step
from ui.outline_words import Node, Wording

if TYPE_CHECKING:
    from hcd_studio.session import Told
    from ui.context import Context

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
ID = Qt.ItemDataRole.UserRole
STRUCTURE = frozenset({Journey.table, Stage.table, Step.table, Lane.table, Branch.table})
FELT = frozenset({Feeling.table, Participant.table})
FEW = 60


class OutlineModel(QAbstractItemModel):
    """The tree; a change touches only the lines of the notes in it."""

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self.context = context
        self.wording = Wording(context)
        self.root = Node("root", "", None)
        self.editable: object = None
        self.moving = False
        self.cells: dict[tuple[Id, Id], Node] = {}
        self._notes: dict[Id, Node] = {}
        self._build()
        context.bridge.opened.connect(self._again)
        context.bridge.closed.connect(self._again)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self._reword)
        context.hiding.changed.connect(self._again)
        context.theme.changed.connect(self._reword)

    # What Qt asks

    def index(self, row: int, column: int = 0, parent: Index = NONE) -> QModelIndex:
        node = self.node(parent)
        if column == 0 and 0 <= row < len(node.children):
            return self.createIndex(row, 0, node.children[row])
        return QModelIndex()

    def parent(self, index: Index = NONE) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        return self._index(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = NONE) -> int:
        return len(self.node(parent).children)

    def columnCount(self, _parent: Index = NONE) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == ID:
            return node.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.wording.words(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.wording.spoken(node)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.wording.described(node)
        if role == Qt.ItemDataRole.DecorationRole:
            return self.wording.icon(node)
        if role == Qt.ItemDataRole.FontRole and node.kind in ("stage", "tray"):
            return self.context.theme.font("stage", 600)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.node(index).kind == "note":
            flags |= Qt.ItemFlag.ItemNeverHasChildren
        if self.node(index) is self.editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # What the view asks

    def node(self, index: Index) -> Node:
        """The line of an index, the root for none."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self.root

    def index_of(self, id: Id) -> QModelIndex:
        """The index of a note, invalid where there is none."""
        return self._index(self._notes.get(id))

    def index_of_place(self, step: Id, lane: Id) -> QModelIndex:
        """The index of a cell's line."""
        return self._index(self.cells.get((step, lane)))

    def index_of_head(self, id: Id) -> QModelIndex:
        """The index of a stage or a step."""
        return self._index(
            next((node for node in _walk(self.root) if node.id == id and node.kind in ("stage", "step")), None)
        )

    def note(self, id: Id) -> Note | None:
        """A note by its id."""
        session = self.context.bridge.session
        return session.get(Note, id) if session else None

    def ids(self) -> list[Id]:
        """Every note from top to bottom."""
        return [node.id for node in _walk(self.root) if node.kind == "note"]

    # Building

    def _build(self) -> None:
        session = self.context.bridge.session
        self.root = Node("root", "", None)
        self.cells, self._notes = {}, {}
        if session is None:
            return
        steps = session.all(Step)
        lanes = session.all(Lane)
        known = {stage.id for stage in session.all(Stage)}
        places: list[tuple[Id, list[Step]]] = [
            (stage.id, [step for step in steps if step.stage == stage.id]) for stage in session.all(Stage)
        ]
        loose = [step for step in steps if step.stage not in known]
        if loose:
            places.append(("", loose))
        for id, below in places:
            stage = Node("stage", id, self.root)
            self.root.children.append(stage)
            for step in below:
                line = Node("step", step.id, stage, step.id)
                stage.children.append(line)
                self._add_lanes(line, lanes, step.id)
        self._add_notes(session.all(Note))

    def _add_lanes(self, line: Node, lanes: Iterable[Lane], step: Id) -> None:
        for lane in lanes:
            cell = Node("lane", lane.id, line, step, lane.id)
            line.children.append(cell)
            self.cells[step, lane.id] = cell

    def _add_notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            if self.context.hiding.off_map(note):
                continue
            parent = self.cells.get((note.step, note.lane)) or self._tray()
            node = Node("note", note.id, parent, note.step, note.lane)
            parent.children.append(node)
            self._notes[note.id] = node

    def _tray(self) -> Node:
        if self.root.children and self.root.children[-1].kind == "tray":
            return self.root.children[-1]
        tray = Node("tray", "", self.root)
        self.root.children.append(tray)
        return tray

    def _index(self, node: Node | None) -> QModelIndex:
        return self.createIndex(node.row, 0, node) if node is not None and node.parent is not None else QModelIndex()

    # Hearing

    def _again(self) -> None:
        self.wording.forget()
        self.beginResetModel()
        self._build()
        self.endResetModel()

    def _reword(self) -> None:
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()

    def _hear(self, told: Told) -> None:
        self.wording.forget()
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        notes = {id: pair[1] for id, pair in told.touched.items() if isinstance(pair[1] or pair[0], Note)}
        if _moves(kinds, told) or len(notes) > FEW or self.context.hiding.turned(told):
            self._again()
            return
        for id, note in notes.items():
            node = self._notes.get(id)
            note = note if isinstance(note, Note) and not self.context.hiding.off_map(note) else None
            if isinstance(note, Note) and node is not None and self._stays(node, note):
                self._tell(node)
                continue
            self._take_out(id)
            if isinstance(note, Note):
                self._put_in(note)
        if kinds & (STRUCTURE | FELT):
            self._reword()

    def _stays(self, node: Node, note: Note) -> bool:
        if (node.step, node.lane) != (note.step, note.lane) or node.parent is None:
            return False
        row = node.row
        around = node.parent.children[max(0, row - 1) : row + 2]
        ranks = [(found.rank, found.id) for one in around if (found := self.note(one.id))]
        return ranks == sorted(ranks)

    def _take_out(self, id: Id) -> None:
        node = self._notes.pop(id, None)
        if node is None or node.parent is None:
            return
        parent, row = node.parent, node.row
        self.moving = True
        gone = parent.kind == "tray" and len(parent.children) == 1
        if gone:  # an empty tray goes too
            node, parent, row = parent, self.root, parent.row
        self.beginRemoveRows(self._index(parent), row, row)
        del parent.children[row]
        self.endRemoveRows()
        self.moving = False
        self._tell(parent)

    def _put_in(self, note: Note) -> None:
        parent = self.cells.get((note.step, note.lane))
        if parent is None:
            if not (self.root.children and self.root.children[-1].kind == "tray"):
                self.beginInsertRows(NONE, len(self.root.children), len(self.root.children))
                self._tray()
                self.endInsertRows()
            parent = self.root.children[-1]
        row = sum(
            1
            for one in parent.children
            if (found := self.note(one.id)) and (found.rank, found.id) < (note.rank, note.id)
        )
        node = Node("note", note.id, parent, note.step, note.lane)
        self.beginInsertRows(self._index(parent), row, row)
        parent.children.insert(row, node)
        self._notes[note.id] = node
        self.endInsertRows()
        self._tell(parent)

    def _tell(self, node: Node) -> None:
        index = self._index(node)
        if index.isValid():
            self.dataChanged.emit(index, index)


def _walk(node: Node) -> Iterable[Node]:
    for child in node.children:
        yield child
        yield from _walk(child)


def _moves(kinds: set[str], told: Told) -> bool:
    """Whether stages, steps or lanes came, went or changed places, and not only their words."""
    if not kinds & STRUCTURE:
        return False
    return any(
        before is None
        or after is None
        or any(getattr(before, name, "") != getattr(after, name, "") for name in ("rank", "stage", "journey"))
        for before, after in told.touched.values()
        if (before or after) is not None and (before or after).table in STRUCTURE  # type: ignore[union-attr]
    )
