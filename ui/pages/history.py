"""The history: who did what, when, in words and in either language; back to any moment of my own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QLineEdit, QTableView, QTextBrowser, QWidget

from hcd_studio.change import ALIVE, ERASED
from hcd_studio.columns import columns, title_of
from hcd_studio.history import Line, authors, count, details, history, verb_words
from hcd_studio.records import KINDS
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words, field_words
from ui.context import Context
from ui.parts import Beside, Literal, Live, Scroll, button, column, label, row

if TYPE_CHECKING:
    from ui.window import Window

Index = QModelIndex | QPersistentModelIndex
HEADS = (Message("What"), Message("Who"), Message("When"))
INNER = frozenset({"rank", "provenance", "origin"})
"""Fields that say nothing to people."""
ANY = ""
PAGE = 500
"""So many changes are read at once."""


class Lines(QAbstractTableModel):
    """The changes, newest first; a new one goes on top without reading the others again."""

    def __init__(self, context: Context, parent: QObject):
        super().__init__(parent)
        self.context = context
        self.lines: list[Line] = []
        self.more = False

    def read(self) -> None:
        """Read the newest changes; older ones follow as one scrolls down."""
        session = self.context.bridge.session
        self.beginResetModel()
        self.lines = history(session, newest=PAGE, private=self._private())[::-1] if session else []
        self.more = len(self.lines) == PAGE
        self.endResetModel()

    def _private(self) -> set[str]:
        return self.context.hiding.others()

    def read_all(self) -> None:
        """Everything that is left, for one who searches."""
        while self.more:
            self.fetchMore(QModelIndex())

    def canFetchMore(self, parent: Index) -> bool:
        return self.more and not parent.isValid()

    def fetchMore(self, _parent: Index) -> None:
        session = self.context.bridge.session
        older = history(session, newest=PAGE, skip=len(self.lines), private=self._private())[::-1] if session else []
        self.more = len(older) == PAGE
        if older:
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(older) - 1)
            self.lines += older
            self.endInsertRows()

    def add(self) -> None:
        """Read what is new on top; an undo also marks an older line as undone."""
        session = self.context.bridge.session
        if session is None:
            return
        newest = history(session, newest=20, private=self._private())[::-1]
        known = self.lines[0].id if self.lines else b""
        fresh = next((at for at, line in enumerate(newest) if line.id == known), None)
        if fresh is None or any(line.undoes for line in newest[:fresh]):
            self.read()
            return
        self.beginInsertRows(QModelIndex(), 0, fresh - 1)
        self.lines[:0] = newest[:fresh]
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.context.speaker.say(HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        say = self.context.speaker.say
        if role == Qt.ItemDataRole.UserRole:
            return line.id
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 2:
                return self.context.speaker.moment(line.when, seconds=True)
            if index.column() == 1:
                return say(who_words(self.context, line.who))
            return say(Message("{what} (undone)", what=line.words)) if line.undone else say(line.words)
        if role == Qt.ItemDataRole.FontRole and index.column() == 0 and line.undone:
            font = self.context.theme.font("body")
            font.setStrikeOut(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and (index.column() > 0 or line.undone):
            return self.context.theme.colour("muted")
        return None


def who_words(context: Context, letters: str) -> Sayable:
    """Where a change was made: here, or on a laptop that is known by its letters."""
    session = context.bridge.session
    if session is not None and letters == session.letters:
        return Message("This laptop")
    return Message("Laptop {letters}", letters=letters)


class Chosen(QSortFilterProxyModel):
    """Lines with certain words, of one copy, of one verb."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self.words, self.who, self.verb = "", ANY, ANY

    def choose(self, words: str, who: str, verb: str) -> None:
        """Show only these."""
        self.beginFilterChange()
        self.words, self.who, self.verb = words.casefold(), who, verb
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, Lines)
        line = model.lines[row]
        if (self.who and line.who != self.who) or (self.verb and line.verb != self.verb):
            return False
        return not self.words or self.words in line.words.say(model.context.speaker.language).casefold()


class HistoryPage(QWidget):
    """A table to go through with the arrows, what a change did beside it, and the way back."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        self.model, self.chosen = Lines(context, self), Chosen(self)
        self.chosen.setSourceModel(self.model)
        whole, page = column(self), QWidget()
        whole.addWidget(Scroll(page))
        lines = column(page)
        self.live.space(lines, (28, 16, 28, 20), 12)
        lines.addWidget(self._filters())
        body = Beside(context.theme, gap=16, least=300)
        self.table = self._table()
        body.add(self.table, 3)
        beside = QWidget()
        side = column(beside)
        self.live.space(side, (0, 0, 0, 0), 10)
        self.told = QTextBrowser()
        self.told.setOpenLinks(False)
        self.live.name(self.told, Message("What this change did"))
        side.addWidget(self.told, 1)
        self.back = button("primary")
        self.live.text(self.back, Message("Undo to here"))
        self.live.icon(self.back, "arrow-counter-clockwise", "bold", "on_accent", 16)
        self.live.tip(self.back, Message("Undoes your own changes that came after this one. They can be redone."))
        self.back.clicked.connect(self._undo_to)
        side.addWidget(self.back)
        self.why = label("small", wrap=True)
        side.addWidget(self.why)
        body.add(beside, 2)
        lines.addWidget(body, 1)
        for part in (self.table, self.told):
            self.live.dress(part, "height", partial(self._least, part))
        context.bridge.opened.connect(self._read)
        context.bridge.closed.connect(self._read)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self._read)
        context.theme.changed.connect(self._read)
        self._stale = True

    def _least(self, part: QWidget) -> None:
        part.setMinimumHeight(self.context.theme.scaled(110))

    def _filters(self) -> QWidget:
        filters = Beside(self.context.theme, gap=12, least=170)
        self.words, self.who, self.verb = QLineEdit(), QComboBox(), QComboBox()
        self.count = label("small")
        for words, box, wide in (
            (Message("Find"), self.words, 2), (Message("Who"), self.who, 1), (Message("What"), self.verb, 1),
        ):  # fmt: skip
            said = label("label", buddy=box)
            self.live.text(said, words)
            self.live.name(box, words)
            named = QWidget()
            line = row(named)
            self.live.space(line, (0, 0, 0, 0), 8)
            line.addWidget(said)
            line.addWidget(box, 1)
            filters.add(named, wide)
        filters.add(self.count)
        self.words.textChanged.connect(self._filter)
        self.who.activated.connect(self._filter)
        self.verb.activated.connect(self._filter)
        for combo in (self.who, self.verb):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        return filters

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.chosen)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setResizeContentsPrecision(20)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.selectionModel().currentRowChanged.connect(self._show)
        self.live.name(table, Message("History"))
        self.live.dress(table, "rows", lambda: self._size(table))
        return table

    def _size(self, table: QTableView) -> None:
        theme = self.context.theme
        table.verticalHeader().setDefaultSectionSize(theme.scaled(34))

    # Reading

    def _read(self) -> None:
        self._stale = True
        if self.isVisible():
            self._fresh()

    def _hear(self, told: Any) -> None:
        if self.isVisible() and not self._stale:
            if self.context.hiding.turned(told):
                self.model.read()  # what is told of older changes is hidden, or shown again
            self.model.add()
            self._filter()
        else:
            self._stale = True

    def showEvent(self, event: object) -> None:
        self._fresh()
        self.table.setFocus()

    def _fresh(self) -> None:
        if not self._stale:
            return
        self._stale = False
        self.model.read()
        self._offer()
        self._filter()
        if self.chosen.rowCount():
            self.table.selectRow(0)
        else:
            self._show()

    def _offer(self) -> None:
        say, session = self.context.speaker.say, self.context.bridge.session
        copies, known = authors(session) if session else ([], [])
        people: list[tuple[str, Sayable]] = [(who, who_words(self.context, who)) for who in copies]
        verbs: list[tuple[str, Sayable]] = [(verb, verb_words(verb)) for verb in known]
        for box, offers in ((self.who, people), (self.verb, verbs)):
            kept = box.currentData()
            box.clear()
            box.addItem(say(Message("All")), ANY)
            for value, words in offers:
                box.addItem(say(words), value)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def _filter(self, *_: object) -> None:
        words, who, verb = self.words.text(), self.who.currentData() or ANY, self.verb.currentData() or ANY
        if words or who or verb:
            self.model.read_all()
        self.chosen.choose(words, who, verb)
        session = self.context.bridge.session
        every = count(session) if session and self.model.more else self.chosen.rowCount()
        self.live.text(self.count, Message("Changes: {n}", n=every))

    def _line(self) -> Line | None:
        index = self.chosen.mapToSource(self.table.currentIndex())
        return self.model.lines[index.row()] if index.isValid() else None

    def _show(self, *_: object) -> None:
        session, line = self.context.bridge.session, self._line()
        mine = session is not None and line is not None and any(step.change == line.id for step in session.steps.undo)
        self.back.setEnabled(bool(mine) and session is not None and not session.store.read_only)
        self.live.text(self.why, Literal("") if self.back.isEnabled() else self._why(session, line))
        self.why.setVisible(not self.back.isEnabled())
        if session is None or line is None:
            self.told.setPlainText(self.context.speaker.say(Message("Choose a change to see what it did.")))
            return
        self.told.setPlainText("\n".join(self._details(session, line)))

    def _why(self, session: Any, line: Line | None) -> Sayable:
        """Why there is no way back to a line."""
        if session is not None and session.store.read_only:
            return Message("This session is only to be read.")
        if line is None:
            return Message("Choose a change first.")
        if line.undone:
            return Message("This change has been undone already.")
        return Message("Only your own changes can be undone, back to the first that you made on this laptop.")

    def _details(self, session: Any, line: Line) -> list[str]:
        say = self.context.speaker.say
        who = say(who_words(self.context, line.who))
        found = [say(line.words), f"{who} · {self.context.speaker.moment(line.when, seconds=True)}", ""]
        last = ""
        edits = [one for one in details(session, line.id, private=self.context.hiding.others()) if not _inner(one)]
        said = {(one["record"], one["field"]) for one in edits if one["after"]}
        for at, one in enumerate(edits):
            if self._said_already(one, said):
                continue
            if at >= 200:
                found.append("…")
                break
            kind = say(KINDS[one["kind"]].term()) if one["kind"] in KINDS else one["kind"]
            head = f"{kind} “{say(one['title'])}”" if one["title"] else kind
            if head != last:
                found.append(head)
                last = head
            found.append(f"   {self._edit(one)}")
        return found

    def _said_already(self, one: dict[str, Any], said: set[tuple[str, str]]) -> bool:
        """Whether the reader's own language says it in the same change."""
        language = self.context.speaker.language
        name, _, side = one["field"].rpartition("_")
        return side in ("en", "cy") and side != language and (one["record"], f"{name}_{language}") in said

    def _edit(self, one: dict[str, Any]) -> str:
        say = self.context.speaker.say
        if one["field"] == "alive":
            gone = one["after"] == "false"
            return say(Message("removed") if gone else Message("added or brought back"))
        if one.get("withdrawn"):
            return say(Message("hidden: withdrawn, or another table’s own"))
        if one["erased"]:
            return say(Message("erased for good"))
        kind, name = one["kind"], one["field"]
        known = columns(kind).get(name) if kind in KINDS else None
        field: Sayable = field_words(kind, name)
        side = known.side if known else ""
        if side and side != self.context.speaker.language:
            tongue = {"en": "English", "cy": "Cymraeg"}.get(side, "")
            field = Message("{field} ({language})", field=field, language=tongue)
        before = " / ".join(self._value(kind, name, value) for value in one["before"] if value not in ("", None, []))
        after = self._value(kind, name, one["after"])
        if not before:
            return say(Message("{field}: {after}", field=field, after=after))
        return say(Message("{field}: {after} (before: {before})", field=field, after=after, before=before))

    def _value(self, kind: str, name: str, value: Any) -> str:
        say = self.context.speaker.say
        session = self.context.bridge.session
        if value in ("", None, []):
            return "–"
        if isinstance(value, bool):
            return say(Message("yes") if value else Message("no"))
        if isinstance(value, list):
            return ", ".join(say(choice_words(kind, name, str(one))) for one in value)
        if isinstance(value, str) and len(value) == 32 and session is not None and (found := session.find(value)):
            return say(title_of(found))
        return say(choice_words(kind, name, str(value)))

    def _undo_to(self) -> None:
        line = self._line()
        if line is not None:
            self.context.bridge.undo_to(line.id)


def _inner(one: dict[str, Any]) -> bool:
    """What the program keeps for itself: order, where a record came from, how far a translation is; and nothing at all."""
    if one["kind"] == "provenance" or one["field"] in INNER or one["field"].endswith("_state"):
        return True
    return one["field"] not in (ALIVE, ERASED) and not one["erased"] and not one["after"] and not any(one["before"])


def make(context: Context, window: Window) -> HistoryPage:
    """The page of what was done."""
    return HistoryPage(context)
