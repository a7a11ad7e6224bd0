"""Who gave what in a round: people down, options across, filled in by one key; no total anywhere while it is blind."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.voting import Option, given_by, options_of, voters_of
from hcd_studio.records import Ballot, Participant, ParticipantGroup, RoomTable, Vote
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context
from ui.parts import Live

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class VotesModel(QAbstractTableModel):
    """The votes of one round."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.ballot: Ballot | None = None
        self.people: tuple[Participant, ...] = ()
        self.options: tuple[Option, ...] = ()
        self._given: dict[tuple[Id, Id, str], Vote] = {}

    def read(self, ballot: Id) -> None:
        """Read a round anew."""
        session = self.context.bridge.session
        found = session.get(Ballot, ballot) if session else None
        people: tuple[Participant, ...] = ()
        options: tuple[Option, ...] = ()
        given: dict[tuple[Id, Id, str], Vote] = {}
        if session is not None and found is not None:
            snapshot = now(session)
            people, options = voters_of(snapshot, found), options_of(snapshot, found)
            given = given_by(snapshot, found)
        if (people, options) == (self.people, self.options):
            self.ballot, self._given = found, given
            if people and options:
                self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, len(options) - 1))
            return
        self.beginResetModel()
        self.ballot, self.people, self.options, self._given = found, people, options, given
        self.endResetModel()

    def given(self, person: Id, target: Id, kind: str = "dot") -> int:
        """How many dots or concerns somebody gave one thing."""
        vote = self._given.get((person, target, kind))
        return (1 if vote.count is None else vote.count) if vote else 0

    def vote(self, person: Id, target: Id, kind: str = "dot") -> Vote | None:
        """The vote itself."""
        return self._given.get((person, target, kind))

    def left(self, person: Id, kind: str = "dot") -> int | None:
        """How many somebody has left."""
        if self.ballot is None:
            return None
        limit = self.ballot.concerns if kind == "concern" else self.ballot.dots
        used = sum(self.given(person, one.record.id, kind) for one in self.options)
        return None if limit is None else limit - used

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        who, option = self.people[index.row()], self.options[index.column()]
        dots, concerns = self.given(who.id, option.record.id), self.given(who.id, option.record.id, "concern")
        if role == Qt.ItemDataRole.UserRole:
            return dots, concerns
        if role == Qt.ItemDataRole.DisplayRole:
            return str(dots or "")
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = Message(
                "{code}, {letter} {title}: dots {dots}, concerns {concerns}",
                code=who.code, letter=option.letter, title=title_of(option.record), dots=dots, concerns=concerns,
            )  # fmt: skip
            return self.context.speaker.say(words)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Horizontal:
            option = self.options[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return option.letter
            if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return f"{option.letter}  {self.context.speaker.say(title_of(option.record))}"
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.person_words(section)
        return None

    def person_words(self, row: int) -> str:
        """A code with its table and group, so that two people with one code are told apart."""
        who = self.people[row]
        session = self.context.bridge.session
        group = session.get(ParticipantGroup, who.group) if session else None
        table = session.get(RoomTable, who.room_table) if session else None
        parts = [who.code, table.name if table else "", self.context.speaker.say(group.title) if group else ""]
        return "  ".join(part for part in parts if part)


class VoteCell(QStyledItemDelegate):
    """Paints the dots of a cell as a figure, and a triangle for a concern."""

    def __init__(self, context: Context, parent: QTableView):
        super().__init__(parent)
        self.context = context

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, view = self.context.theme, self.parent()
        dots, concerns = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        current = isinstance(view, QTableView) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border" if dots or theme.name == "contrast" else "hair"), 1))
        painter.setBrush(theme.colour("accent_soft" if dots else "sheet"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("small", 700))
        side = theme.scaled(9)
        if dots:
            middle = box.adjusted(0, 0, -side if concerns else 0, 0)
            painter.drawText(middle, int(Qt.AlignmentFlag.AlignCenter), str(dots))
        if concerns:
            x = box.right() - side - 3 if dots else box.center().x() - side / 2
            y = box.center().y()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bad"))
            corners = [QPointF(x, y + side / 2), QPointF(x + side, y + side / 2), QPointF(x + side / 2, y - side / 2)]
            painter.drawPolygon(QPolygonF(corners))
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if isinstance(view, QTableView) and view.hasFocus():
                painter.setPen(QPen(theme.colour("focus"), 3))
                painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QPen(theme.colour("focus_edge" if theme.name == "light" else "focus"), 2))
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 2, 2)
        painter.restore()


class VotesGrid(QTableView):
    """A letter gives the person of the row a dot for that option, with Shift a concern; a digit says how many."""

    given = Signal(str, str)
    counted = Signal(int)
    noted = Signal()
    taken = Signal()
    moved = Signal()

    def __init__(self, context: Context, model: VotesModel):
        super().__init__()
        self.context, self.votes = context, model
        self.setModel(model)
        self.setItemDelegate(VoteCell(context, self))
        for part in (self, self.horizontalHeader(), self.verticalHeader()):
            part.setProperty("plain", "true")
        self.setProperty("ring", "own")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(True)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(8)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        live = Live(context, self)
        live.name(self, Message("Votes: people down, options across"))
        live.describe(
            self,
            Message(
                "A letter gives a dot, Shift and the letter a concern. Backspace takes the last one back, Enter goes on."
            ),
        )
        live.dress(self, "rows", self.fit)
        model.modelReset.connect(self.fit)
        self._typed = ""

    def fit(self) -> None:
        """Columns share the room there is."""
        theme, count = self.context.theme, self.model().columnCount()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(26))
        self.horizontalHeader().setFixedHeight(theme.scaled(26))
        if count:
            wide = max(theme.scaled(34), (self.viewport().width() - 1) // count)
            self.horizontalHeader().setDefaultSectionSize(min(wide, theme.scaled(90)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._typed = ""
        self.viewport().update()
        self.moved.emit()

    def go_on(self) -> None:
        """To the next person, at the same option."""
        at = self.currentIndex()
        if at.row() + 1 < self.model().rowCount():
            self.setCurrentIndex(self.model().index(at.row() + 1, max(0, at.column())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take(event):
            super().keyPressEvent(event)

    def take(self, event: QKeyEvent) -> bool:
        """What a key does to the votes of the person chosen; the list of one person asks the same."""
        key, text = event.key(), event.text()
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif key == Qt.Key.Key_Backspace:
            self.taken.emit()
        elif key == Qt.Key.Key_Delete:
            self.counted.emit(0)
        elif text == "!":
            self.noted.emit()
        elif text.isdecimal() and text.isascii():
            self.counted.emit(int(text))
        elif text.isalpha() and text.isascii():
            self._letter(text.upper(), "concern" if keys & Qt.KeyboardModifier.ShiftModifier else "dot")
        else:
            return False
        return True

    def _letter(self, letter: str, kind: str) -> None:
        self._typed += letter
        known = [one.letter for one in self.votes.options]
        if any(one.startswith(self._typed) and one != self._typed for one in known):
            return
        typed, self._typed = self._typed, ""
        self.given.emit(typed, kind)
