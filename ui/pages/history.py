"""The history: who did what, when, in words and in either language; back to any moment of my own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QLineEdit, QTableView, QTextBrowser, QWidget

from hcd_studio.columns import columns, title_of
from hcd_studio.history import Line, details, history, verb_words
from hcd_studio.records import KINDS
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words, field_words
from ui.context import Context
from ui.parts import Live, button, column, label, row

if TYPE_CHECKING:
    from ui.window import Window

Index = QModelIndex | QPersistentModelIndex
HEADS = (Message("When"), Message("Who"), Message("What"))
ANY = ""


class Lines(QAbstractTableModel):
    """The changes, newest first; a new one goes on top without reading the others again."""

    def __init__(self, context: Context, parent: QObject):
        super().__init__(parent)
        self.context = context
        self.lines: list[Line] = []

    def read(self) -> None:
        """Read the whole log."""
        session = self.context.bridge.session
        self.beginResetModel()
        self.lines = history(session)[::-1] if session else []
        self.endResetModel()

    def add(self) -> None:
        """Read what is new on top; an undo also marks an older line as taken back."""
        session = self.context.bridge.session
        if session is None:
            return
        newest = history(session, newest=20)[::-1]
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
            if index.column() == 0:
                return self.context.speaker.moment(line.when, seconds=True)
            if index.column() == 1:
                return say(Message("Copy {letters}", letters=line.who))
            return say(Message("{what} (taken back)", what=line.words)) if line.undone else say(line.words)
        if role == Qt.ItemDataRole.FontRole and index.column() == 2 and line.undone:
            font = self.context.theme.font("body")
            font.setStrikeOut(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and (index.column() < 2 or line.undone):
            return self.context.theme.colour("muted")
        return None


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
        lines = column(self)
        self.live.space(lines, (28, 16, 28, 20), 12)
        lines.addLayout(self._filters())
        body = row()
        self.live.space(body, (0, 0, 0, 0), 16)
        self.table = self._table()
        body.addWidget(self.table, 3)
        side = column()
        self.live.space(side, (0, 0, 0, 0), 10)
        self.told = QTextBrowser()
        self.told.setOpenLinks(False)
        self.live.name(self.told, Message("What this change did"))
        side.addWidget(self.told, 1)
        self.back = button("primary")
        self.live.text(self.back, Message("Undo to here"))
        self.live.icon(self.back, "arrow-counter-clockwise", "bold", "on_accent", 16)
        self.live.tip(self.back, Message("Takes back your own changes that came after this one. It can be done again."))
        self.back.clicked.connect(self._undo_to)
        side.addWidget(self.back)
        body.addLayout(side, 2)
        lines.addLayout(body, 1)
        context.bridge.opened.connect(self._read)
        context.bridge.closed.connect(self._read)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self._read)
        context.theme.changed.connect(self._read)
        self._stale = True

    def _filters(self) -> Any:
        line = row()
        self.live.space(line, (0, 0, 0, 0), 8)
        self.words, self.who, self.verb = QLineEdit(), QComboBox(), QComboBox()
        self.count = label("small")
        for words, box, wide in (
            (Message("Find"), self.words, 2), (Message("Who"), self.who, 1), (Message("What"), self.verb, 1),
        ):  # fmt: skip
            said = label("label", buddy=box)
            self.live.text(said, words)
            self.live.name(box, words)
            line.addWidget(said)
            line.addWidget(box, wide)
        line.addWidget(self.count)
        self.words.textChanged.connect(self._filter)
        self.who.activated.connect(self._filter)
        self.verb.activated.connect(self._filter)
        return line

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
        head.setStretchLastSection(True)
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

    def _hear(self, _told: Any) -> None:
        if self.isVisible() and not self._stale:
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
        say = self.context.speaker.say
        people: list[tuple[str, Sayable]] = [
            (who, Message("Copy {letters}", letters=who)) for who in sorted({line.who for line in self.model.lines})
        ]
        verbs: list[tuple[str, Sayable]] = [
            (verb, verb_words(verb)) for verb in sorted({line.verb for line in self.model.lines})
        ]
        for box, offers in ((self.who, people), (self.verb, verbs)):
            kept = box.currentData()
            box.clear()
            box.addItem(say(Message("All")), ANY)
            for value, words in offers:
                box.addItem(say(words), value)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def _filter(self, *_: object) -> None:
        self.chosen.choose(self.words.text(), self.who.currentData() or ANY, self.verb.currentData() or ANY)
        self.live.text(self.count, Message("Changes: {n}", n=self.chosen.rowCount()))

    def _line(self) -> Line | None:
        index = self.chosen.mapToSource(self.table.currentIndex())
        return self.model.lines[index.row()] if index.isValid() else None

    def _show(self, *_: object) -> None:
        session, line = self.context.bridge.session, self._line()
        mine = session is not None and line is not None and any(step.change == line.id for step in session.steps.undo)
        self.back.setEnabled(bool(mine) and session is not None and not session.store.read_only)
        if session is None or line is None:
            self.told.setPlainText(self.context.speaker.say(Message("Choose a change to see what it did.")))
            return
        self.told.setPlainText("\n".join(self._details(session, line)))

    def _details(self, session: Any, line: Line) -> list[str]:
        say = self.context.speaker.say
        found = [say(line.words), f"{self.context.speaker.moment(line.when, seconds=True)} · {line.who}", ""]
        last = ""
        for at, one in enumerate(details(session, line.id)):
            if one["field"] in ("rank", "provenance", "origin"):
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

    def _edit(self, one: dict[str, Any]) -> str:
        say = self.context.speaker.say
        if one["field"] == "alive":
            gone = one["after"] == "false"
            return say(Message("removed") if gone else Message("added or brought back"))
        if one.get("withdrawn"):
            return say(Message("hidden: whoever said it has withdrawn"))
        if one["erased"]:
            return say(Message("erased for good"))
        kind, name = one["kind"], one["field"]
        known = columns(kind).get(name) if kind in KINDS else None
        field = say(field_words(kind, name))
        tongue = {"en": "English", "cy": "Cymraeg", "state": say(Message("state"))}.get(known.side if known else "", "")
        before = " / ".join(self._value(kind, name, value) for value in one["before"]) or "–"
        label_ = f"{field} ({tongue})" if tongue else field
        return f"{label_}: {before}  ›  {self._value(kind, name, one['after'])}"

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


def make(context: Context, window: Window) -> HistoryPage:
    """The page of what was done."""
    return HistoryPage(context)
