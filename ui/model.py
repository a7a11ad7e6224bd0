"""Two models of one session: the board, flat and in reading order, and the outline, a tree; each hears one change at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hcd_studio.fields import Id
from hcd_studio.layout.live import NOTHING, Place
from hcd_studio.layout.text import Wrapping
from hcd_studio.layout.update import Changed, KeptMap
from hcd_studio.layout.view import View
from hcd_studio.records import Note
from hcd_studio.session import now
from hcd_studio.snapshot import Snapshot
from ui.board.sayings import Sayings
from ui.outline import OutlineModel

if TYPE_CHECKING:
    from hcd_studio.session import Told
    from ui.context import Context

__all__ = ["BoardModel", "OutlineModel"]

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
FEW = 24
"""Up to so many touched notes the rows are moved one by one; above, the model starts afresh."""
BRIEF_FROM = 200
"""From this size of letters on, in percent, the heads of the board are one line."""
FULL = 2
"""A cell of more notes shows one, with a stacked edge."""
ID = Qt.ItemDataRole.UserRole


class BoardModel(QAbstractListModel):
    """The notes of a view in reading order, and where everything stands (`live`). `arranged` follows each change."""

    arranged = Signal(object)

    def __init__(
        self,
        context: Context,
        parent: QObject | None = None,
        *,
        view: View | None = None,
        sayings: Sayings | None = None,
    ):
        super().__init__(parent)
        self.context = context
        self.sayings = sayings or Sayings(context)
        self.wrapping = Wrapping()
        usual = view or View(stack_above=FULL)
        self.usual = replace(usual, private="blank", own_table=self.context.hiding.table)
        self.view = replace(self.usual, **self._look())
        self._ids: list[Id] = []
        self.live = KeptMap(self._snapshot(), self.view, self.wrapping)
        self._ids = self.live.order()
        context.bridge.opened.connect(self._open)
        context.bridge.closed.connect(self._open)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self._again)
        context.theme.changed.connect(self._again)
        context.hiding.changed.connect(self._sit)

    # What Qt asks

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        id = self._ids[index.row()]
        if role == ID:
            return id
        note = self.note(id)
        if note is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if self.context.hiding.hides(note) else note.text or note.translation
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sayings.name(note)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.describe(id)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    # What the views ask

    def note(self, id: Id) -> Note | None:
        """A note by its id."""
        session = self.context.bridge.session
        return session.get(Note, id) if session else None

    def id_at(self, row: int) -> Id:
        """The note of a row, empty outside."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def row_of(self, id: Id) -> int:
        """The row of a note, −1 where it is not shown."""
        return self.live.nth(id) if id else -1

    def rows_of(self, ids: Sequence[Id]) -> list[int]:
        """The rows of several notes, those that are shown, ascending."""
        if len(ids) > FEW:
            wanted = set(ids)
            return [row for row, id in enumerate(self._ids) if id in wanted]
        return sorted(row for id in ids if (row := self.row_of(id)) >= 0)

    def index_of(self, id: Id) -> QModelIndex:
        """The index of a note, invalid where it is not shown."""
        row = self.row_of(id)
        return self.index(row) if row >= 0 else QModelIndex()

    def ids(self) -> list[Id]:
        """Every note that is shown, in reading order."""
        return list(self._ids)

    def notes_of(self, place: Place) -> tuple[Id, ...]:
        """The notes of a cell, in order."""
        return self.live.live.get(place, NOTHING).notes

    def describe(self, id: Id) -> str:
        """Everything about a note but its words."""
        note, place = self.note(id), self.live.place_of.get(id, ("", ""))
        if note is None:
            return ""
        notes = self.notes_of(place)
        nth = notes.index(id) + 1 if id in notes else 0
        session = self.context.bridge.session
        versions = session.versions.get((id, "text"), 0) if session else 0
        return self.sayings.details(note, nth, len(notes), self.live.votes.get(id, (0, 0)), versions)

    def show(self, **fields: Any) -> None:
        """Another view of the same session: lanes or kinds hidden, folded, fanned out."""
        view = replace(self.view, **fields)
        if view == self.view:
            return
        old, self.view = self.view, view
        if view == replace(old, fanned=view.fanned, folded=view.folded):
            self.arranged.emit(self.live.restack(view))
        else:
            self._begin_again(self.live.again(self._snapshot(), self.view))

    def _look(self) -> dict[str, Any]:
        """Language and size of letters; where these are large the heads say only what they must."""
        theme = self.context.theme
        brief = theme.text_size >= BRIEF_FROM and self.usual.columns == "steps"
        return {"languages": self.context.speaker.language, "scale": theme.k, "brief": brief, "channels": not brief}

    # Hearing

    def _snapshot(self) -> Snapshot:
        session = self.context.bridge.session
        return now(session) if session else Snapshot.of(())

    def _open(self) -> None:
        self.view = replace(
            self.view, folded=frozenset(), fanned=frozenset(), lanes=None, kinds=self.usual.kinds, stages=None
        )
        self._begin_again(self.live.again(self._snapshot(), self.view))

    def _again(self) -> None:
        self.view = replace(self.view, **self._look())
        self._begin_again(self.live.again(self._snapshot(), self.view))

    def _sit(self) -> None:
        """Another table sits here: its own private notes are shown, those of the others are not."""
        self.view = replace(self.view, own_table=self.context.hiding.table)
        self._begin_again(self.live.again(self._snapshot(), self.view))

    def _begin_again(self, changed: Changed) -> None:
        self.beginResetModel()
        self._ids = self.live.order()
        self.endResetModel()
        self.arranged.emit(changed)

    def _hear(self, told: Told) -> None:
        rows = {id: self.live.nth(id) for id in told.touched} if len(told.touched) <= FEW else {}
        changed = self.live.update(self._snapshot(), told.touched)
        if changed.whole or len(changed.notes) > FEW:
            order = self.live.order()
            if order != self._ids:
                self._begin_again(changed)
                return
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
        else:
            self._reorder(changed.notes, rows)
        self.arranged.emit(changed)

    def _reorder(self, touched: frozenset[Id], before: dict[Id, int]) -> None:
        """Take out and put in only the rows that changed; the order of all others is the same before and after."""
        new = {id: row for id in touched if (row := self.live.nth(id)) >= 0}
        old = {id: row for id in touched if (row := self._old_row(id, before.get(id, new.get(id, -1)))) >= 0}
        if old != new:
            if len(old) == len(new) == 1:
                self._move(next(iter(old.values())), next(iter(new.values())))
            else:
                self._take_out(sorted(old.values(), reverse=True))
                self._put_in(sorted((row, id) for id, row in new.items()))
        for row in new.values():
            self.dataChanged.emit(self.index(row), self.index(row))

    def _old_row(self, id: Id, near: int) -> int:
        """Where a note stands in the rows that Qt knows: mostly where one thinks."""
        if 0 <= near < len(self._ids) and self._ids[near] == id:
            return near
        try:
            return self._ids.index(id)
        except ValueError:
            return -1

    def _move(self, old: int, new: int) -> None:
        self.beginMoveRows(NONE, old, old, NONE, new if new < old else new + 1)
        self._ids.insert(new, self._ids.pop(old))
        self.endMoveRows()

    def _take_out(self, rows: list[int]) -> None:
        for row in rows:
            self.beginRemoveRows(NONE, row, row)
            del self._ids[row]
            self.endRemoveRows()

    def _put_in(self, rows: list[tuple[int, Id]]) -> None:
        for row, id in rows:
            self.beginInsertRows(NONE, row, row)
            self._ids.insert(row, id)
            self.endInsertRows()
