"""One table around the clauses, with what can be done on top and an editor of the chosen row beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QWidget

from hcd_studio.fields import Id
from hcd_studio.session import now
from hcd_studio.sorting import fold
from hcd_studio.speech import Message
from ui.clauses.lines import Line
from ui.clauses.sections import Section
from ui.context import Context
from ui.flow import Flow
from ui.form import editors
from ui.parts import Live, Scroll, button, clear, column, label, row

FEW, READ = 200, 60
"""So many rows are as high as their words; so many are looked at for the width of a column."""
LEAST, MOST = 84, 380
Index = QModelIndex | QPersistentModelIndex
CELL = 240
"""So many letters of a text stand in a cell; the whole is in the tooltip and in the editor."""


class Lines(QAbstractTableModel):
    """The lines of a section, those that hold what is sought."""

    def __init__(self, context: Context, parent: QObject):
        super().__init__(parent)
        self.context = context
        self.section: Section | None = None
        self.lines: list[Line] = []
        self._said: list[tuple[str, ...]] = []
        self._sought: tuple[str, ...] = ()
        self._whole: list[tuple[Line, tuple[str, ...]]] = []

    def show_section(self, section: Section) -> None:
        """Read a section as it stands now."""
        session = self.context.bridge.session
        say = self.context.speaker.say
        self.section = section
        lines = section.lines(now(session, judged=True)) if session else []
        self._whole = [(line, tuple(say(one) for one in line.cells)) for line in lines]
        self._choose()

    def seek(self, text: str) -> None:
        """Show only lines that hold these words."""
        self._sought = tuple(fold(text).split())
        self._choose()

    def said(self, column_: int) -> list[str]:
        """What the first lines say in a column."""
        return [one[column_][:CELL] for one in self._said[:READ]]

    def _choose(self) -> None:
        self.beginResetModel()
        kept = self._whole
        if self._sought:
            kept = [one for one in kept if all(word in fold(" ".join(one[1])) for word in self._sought)]
        self.lines, self._said = [one[0] for one in kept], [one[1] for one in kept]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.section is None else len(self.section.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and self.section:
            return self.context.speaker.say(Message(self.section.heads[section]))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        said = self._said[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return said if len(said) <= CELL else said[:CELL].rstrip() + "…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return said[:2000]
        if role == Qt.ItemDataRole.AccessibleTextRole and self.section is not None:
            head = self.context.speaker.say(Message(self.section.heads[index.column()]))
            return f"{head}: {said or '–'}"
        if role == Qt.ItemDataRole.ForegroundRole and self.lines[index.row()].asks and index.column() == 0:
            return self.context.theme.colour("warn")
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and self.lines[index.row()].asks:
            return self.context.theme.icon("warning", "fill", "warn", 14)
        return None


class Grid(QTableView):
    """Enter opens the row; `fitted` tells that its width changed."""

    opened = Signal()
    fitted = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fitted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class SectionTable(QWidget):
    """The table that is shown, and the editor of its row."""

    wanted = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.section: Section | None = None
        self._form_of: Id = ""
        self._editors: list[Any] = []
        whole = column(self)
        self.live.space(whole, (16, 12, 16, 14), 8)
        top = QWidget()
        self.does = Flow()
        top.setLayout(self.does)
        self.live.space(self.does, (0, 0, 0, 0), 8)
        self.about = label("muted", wrap=True)
        self.finder = QLineEdit()
        self.live.say(self.finder, "placeholder", self.finder.setPlaceholderText, Message("Find"))
        self.live.name(self.finder, Message("Find in the table"))
        self.finder.textChanged.connect(self._seek)
        whole.addWidget(self.about)
        whole.addWidget(self.finder)
        whole.addWidget(top)
        self.nothing = label("muted", wrap=True)
        self.live.text(self.nothing, Message("Nothing stands here yet, and nothing is owed."))
        whole.addWidget(self.nothing)
        self.sides = row()
        self.live.space(self.sides, (0, 0, 0, 0), 12)
        self.grid, self.model = Grid(), Lines(context, self)
        self._dress()
        self.sides.addWidget(self.grid, 3)
        self.form = QWidget()
        self.form_lines = column(self.form)
        self.live.space(self.form_lines, (6, 2, 8, 8), 6)
        self.form_lines.addStretch(1)
        self.side = Scroll(self.form)
        self.live.dress(self.side, "height", lambda: self.side.setMinimumHeight(context.theme.scaled(170)))
        self.sides.addWidget(self.side, 2)
        whole.addLayout(self.sides, 1)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self.read)
        context.theme.changed.connect(self._fit)

    def _dress(self) -> None:
        self.grid.setModel(self.model)
        self.grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setTabKeyNavigation(False)
        self.grid.setShowGrid(False)
        self.grid.verticalHeader().hide()
        self.grid.horizontalHeader().setSectionsMovable(True)
        self.grid.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.grid.selectionModel().currentRowChanged.connect(lambda *_: self.show_row())
        self.grid.opened.connect(self._open)
        self.grid.fitted.connect(self._fit)
        self.grid.doubleClicked.connect(lambda _: self._open())
        self.live.dress(self.grid, "height", lambda: self.grid.setMinimumHeight(self.context.theme.scaled(150)))

    # Showing

    def show_section(self, section: Section) -> None:
        """Show a table of its own."""
        self.section = section
        self.finder.clear()
        self.live.name(self.grid, section.title)
        clear(self.does)
        for id in section.does:
            one = button()
            self.live.text(one, self.context.actions.known[id].title)
            self.live.icon(one, self.context.actions.known[id].icon or "plus", size=15)
            one.clicked.connect(lambda _=False, id=id: self.context.actions.run(id))
            self.does.addWidget(one)
        self.read()
        if self.model.lines:
            self.grid.setCurrentIndex(self.model.index(0, 0))
        self.show_row()

    def read(self) -> None:
        """Read the section anew; the row that was chosen stays chosen."""
        session = self.context.bridge.session
        if self.section is None or session is None:
            return
        kept = self.line
        blocked = self.grid.selectionModel().blockSignals(True)
        self.model.show_section(self.section)
        self.grid.selectionModel().blockSignals(blocked)
        self.live.text(self.about, self.section.about(now(session)))
        self.about.setVisible(bool(self.about.text()))
        self.nothing.setVisible(not self.model.lines)
        self._fit()
        if kept is not None:
            self._choose_line(kept)
        self.show_row()

    def _choose_line(self, kept: Line) -> None:
        for at, line in enumerate(self.model.lines):
            if (line.id or line.key) == (kept.id or kept.key) or (kept.key and line.key == kept.key):
                self.grid.setCurrentIndex(self.model.index(at, 0))
                return

    def _fit(self) -> None:
        """Columns as wide as their words, within reason; the wide one takes what is left."""
        if self.section is None:
            return
        head = self.grid.horizontalHeader()
        wanted = [self._wanted(at) for at in range(self.model.columnCount())]
        room = self.grid.viewport().width()
        for at, wide in enumerate(shared(wanted, room, self.section.wide, self.context.theme.scaled(LEAST))):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(at, wide)
        few = len(self.model.lines) <= FEW
        self.grid.setWordWrap(few)
        self.grid.verticalHeader().setDefaultSectionSize(self.context.theme.scaled(32))
        if few:
            self.grid.resizeRowsToContents()

    def _wanted(self, at: int) -> int:
        metrics, pad = self.grid.fontMetrics(), self.context.theme.scaled(30)
        title = metrics.horizontalAdvance(str(self.model.headerData(at, Qt.Orientation.Horizontal)))
        longest = max((metrics.horizontalAdvance(one) for one in self.model.said(at)), default=0)
        return min(self.context.theme.scaled(MOST), max(title, longest) + pad)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        abreast = self.width() >= self.context.theme.scaled(660)
        self.sides.setDirection(QHBoxLayout.Direction.LeftToRight if abreast else QHBoxLayout.Direction.TopToBottom)
        self._fit()

    # The row

    @property
    def line(self) -> Line | None:
        """The line that is chosen."""
        at = self.grid.currentIndex().row()
        return self.model.lines[at] if 0 <= at < len(self.model.lines) else None

    def show_row(self) -> None:
        """The editor of the chosen row, where it has one."""
        session = self.context.bridge.session
        line = self.line
        record = session.find(line.id) if session and line and line.id else None
        editable = self.section is not None and self.section.form is not None and record is not None
        self.side.setVisible(editable)
        if not editable or record is None or self.section is None or self.section.form is None:
            self._forget()
            return
        if record.id == self._form_of:
            for one in self._editors:
                one.show_record()
            return
        self._forget()
        self._form_of = record.id
        head = label("head", wrap=True)
        head.setText(self.context.speaker.say(record.term()))
        self.form_lines.addWidget(head)
        self._editors = editors(self.context, self.live, record, self.form_lines, only=self.section.form, leave=LEFT)
        self.form_lines.addStretch(1)

    def _forget(self) -> None:
        clear(self.form_lines)
        self._editors, self._form_of = [], ""

    def _open(self) -> None:
        line = self.line
        if line is not None and line.id:
            self.wanted.emit(line.id)

    def _seek(self, text: str) -> None:
        self.model.seek(text)
        self._fit()
        if self.model.lines:
            self.grid.setCurrentIndex(self.model.index(0, 0))
        self.show_row()

    def _hear(self, _told: object) -> None:
        if self.isVisible():
            self.read()


def shared(wanted: list[int], room: int, wide: int, least: int) -> list[int]:
    """Widths that fill the room: what is over goes to the wide column, what lacks is taken from those that want most."""
    found = list(wanted)
    if not found:
        return found
    over = sum(found) - room
    floors = [min(one, least * 2 if at == wide else least) for at, one in enumerate(wanted)]
    while over > 0:
        at = max(range(len(found)), key=lambda at: found[at] - floors[at])
        spare = found[at] - floors[at]
        if spare <= 0:
            break
        cut = min(over, max(1, spare // 4))
        found[at] -= cut
        over -= cut
    if over < 0:
        found[wide] -= over
    return found


LEFT = ("parent", "measure", "period", "principle", "standard", "pack_issue", "about", "theme", "step", "notes")
"""What a row is about; to change it is another row."""
