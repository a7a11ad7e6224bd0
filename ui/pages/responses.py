"""Suppliers' responses: what each claims of every requirement, what evaluators give, and the scores that they agree on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QTableView, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.questions.responses import Standing
from hcd_studio.speech import Message, Sayable, number
from ui.context import Context
from ui.flow import Flow
from ui.pages.responses_model import KINDS, ResponsesModel
from ui.pages.responses_panel import ResponsesPanel
from ui.parts import Literal, Live, button, clear, column, label, row

if TYPE_CHECKING:
    from ui.window import Window

PANEL, HEAD, COLUMN = 372, 320, 150
WORKBOOKS = "*.xlsx *.ods"
REQUIREMENTS = "*.reqif *.reqifz *.xlsx *.csv"


class ResponsesTable(QTableView):
    """Requirements down, suppliers across; a digit begins a score."""

    moved = Signal()
    digit = Signal(int)

    def __init__(self, context: Context, model: ResponsesModel):
        super().__init__()
        self.context, self.model_ = context, model
        self.setModel(model)
        self.setProperty("ring", "own")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        live = Live(context, self)
        live.name(self, Message("Responses: requirements down, suppliers across"))
        live.describe(self, Message("0 to 5 begin a score, S scores, M agrees the score."))
        live.dress(self, "rows", self.fit)

    def fit(self) -> None:
        """Rows of two lines, columns as wide as there is room."""
        theme = self.context.theme
        line = self.fontMetrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(2 * line + theme.scaled(12))
        width = min(theme.scaled(HEAD), max(self.width() // 2, 120))
        self.verticalHeader().setFixedWidth(width)
        self.model_.head_width = width - theme.scaled(18)
        count = max(self.model().columnCount(), 1)
        self.horizontalHeader().setDefaultSectionSize(max(theme.scaled(COLUMN), (self.viewport().width() - 1) // count))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.fit()

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.text() in ("0", "1", "2", "3", "4", "5"):
            self.digit.emit(int(event.text()))
        elif plain and event.text().isprintable() and event.text():
            event.ignore()  # the page knows other letters; none of them searches here
        else:
            super().keyPressEvent(event)


class ResponsesPage(QWidget):
    """Standings, table and panel of one session."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.live = Live(context, self)
        self.model = ResponsesModel(context)
        self.table = ResponsesTable(context, self.model)
        self.panel = ResponsesPanel(context)
        self.tools = self._make_tools()
        line = row(self)
        line.setSpacing(0)
        left = QWidget()
        lines = column(left)
        self.live.space(lines, (14, 8, 14, 8), 8)
        lines.addWidget(self._make_standings())
        lines.addWidget(self.table, 1)
        self.empty = label("muted", wrap=True)
        lines.addWidget(self.empty)
        self.start = button("primary")
        self.live.text(self.start, Message("Bring a supplier’s answers in …"))
        self.start.clicked.connect(lambda: context.actions.run("import_responses"))
        lines.addWidget(self.start)
        lines.addStretch(0)
        line.addWidget(left, 1)
        line.addWidget(self.panel)
        self.live.dress(self.panel, "width", self._fit)
        context.bridge.opened.connect(self.read)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self.read)
        context.theme.changed.connect(self.read)
        self.table.moved.connect(self._show_cell)
        self.table.digit.connect(self.panel.begin_score)
        self.panel.scored.connect(self._keep)
        self.panel.agreed.connect(self._agree)
        self.read()

    def _make_standings(self) -> QScrollArea:
        """One line of cards, which scrolls sideways where it has no room: the table needs the height."""
        cards = QWidget()
        cards.setProperty("ground", "none")
        self.standings = row(cards)
        self.live.space(self.standings, (0, 0, 0, 0), 8)
        self.strip = QScrollArea()
        self.strip.setWidgetResizable(True)
        self.strip.setFrameShape(QScrollArea.Shape.NoFrame)
        self.strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.strip.setWidget(cards)
        self.live.name(self.strip, Message("Where suppliers stand"))
        return self.strip

    def _make_tools(self) -> QWidget:
        tools, line = QWidget(), Flow(right=True)
        tools.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 12)
        for id, words, icon in (
            ("export_workbook", Message("Workbook for suppliers …"), "export"),
            ("import_responses", Message("Bring answers in …"), "download-simple"),
        ):
            one = button()
            self.live.text(one, words)
            self.live.icon(one, icon)
            one.clicked.connect(lambda _=False, id=id: self.context.actions.run(id))
            line.addWidget(one)
        return tools

    def _fit(self) -> None:
        width = self.context.theme.scaled(PANEL)
        self.panel.setFixedWidth(min(width, max(240, self.width() // 2)) if self.width() > 300 else width)

    def resizeEvent(self, event: object) -> None:
        self._fit()

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        found = self.model.found
        about = Message(
            "Suppliers: {suppliers}. Requirements: {requirements}.",
            suppliers=len(found.suppliers),
            requirements=len(found.requirements),
        )
        return Message("What suppliers answered"), about

    def begin(self) -> None:
        """Put the keys on the table."""
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def read(self) -> None:
        """Read the session anew, and stay at the cell where the keys were."""
        here = self._here()
        self.model.read()
        self.table.fit()
        if here is not None:
            self.table.setCurrentIndex(self.model.place_of(*here))
        there = bool(self.model.found.suppliers and self.model.found.requirements)
        self.table.setVisible(there)
        self.panel.setVisible(there)
        self.empty.setVisible(not there)
        self.start.setVisible(not there and bool(self.model.found.requirements))
        words = Message("No answers yet. Send the workbook to suppliers, and bring each completed one in here.")
        if not self.model.found.requirements:
            words = Message("There are no requirements yet, so there is nothing to answer.")
        self.empty.setText(self.context.speaker.say(words))
        self._show_standings()
        self._show_cell()

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & KINDS:
            self.read()

    def _show_standings(self) -> None:
        clear(self.standings)
        for one in self.model.found.standings:
            card, lines = QWidget(), column()
            card.setObjectName("chip")
            card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            card.setLayout(lines)
            lines.setContentsMargins(10, 6, 10, 6)
            told: list[tuple[str, Sayable]] = [("strong", Literal(one.supplier.name))]
            told += [("small", words) for words in self._standing(one)]
            for role, words in told:
                said = label(role)
                said.setText(self.context.speaker.say(words))
                lines.addWidget(said)
            if one.musts:
                said = label("bad")
                said.setText(self.context.speaker.say(Message("Musts not met: {n}", n=len(one.musts))))
                said.setToolTip(", ".join(must.ref for must in one.musts))
                lines.addWidget(said)
            lines.addStretch(1)
            self.standings.addWidget(card)
        self.standings.addStretch(1)
        self.strip.setVisible(bool(self.model.found.standings))
        bar = self.strip.horizontalScrollBar().sizeHint().height()
        whole = self.strip.widget()
        self.strip.setFixedHeight((whole.sizeHint().height() if whole is not None else 0) + bar + 2)

    def _standing(self, one: Standing) -> list[Message]:
        points = Message("Points: {points}", points=number(one.points, places=1))
        if not one.complete:
            points = Message("Points so far: {points}", points=number(one.points, places=1))
        return [points, Message("Answers: {n} of {all}", n=one.answered, all=len(self.model.found.requirements))]

    def _here(self) -> tuple[Id, Id] | None:
        at = self.table.currentIndex()
        one, other = self.model.requirement(at.row()), self.model.supplier(at.column())
        return (one.id, other.id) if one and other else None

    def _show_cell(self) -> None:
        at = self.table.currentIndex()
        self.panel.show_cell(
            self.model.requirement(at.row()), self.model.supplier(at.column()), self.model.said(at.row(), at.column())
        )

    # What actions call

    def bring(self) -> None:
        """Ask for a completed workbook, and show what is in it."""
        path = self.context.ask.open_file(
            Message("A supplier’s completed workbook"),
            Path.home(),
            f"{self.context.speaker.say(Message('Workbooks'))} ({WORKBOOKS})",
        )
        if path is not None:
            self.show_workbook(path)

    def show_workbook(self, path: Path) -> None:
        """The dry run of a workbook."""
        from ui.dialogs.answers import AnswersDialog

        AnswersDialog(self.context, self.window(), path).open()

    def bring_requirements(self) -> None:
        """Ask for a file of requirements, say what is in it, and take it in where that is wanted."""
        from hcd_studio.importers.requirements import read_requirements

        path = self.context.ask.open_file(
            Message("Bring requirements in"),
            Path.home(),
            f"{self.context.speaker.say(Message('Requirements'))} ({REQUIREMENTS})",
        )
        if path is None:
            return
        with self.context.bridge.caught():
            found = read_requirements(path, language=self.context.speaker.language)
            detail = Message("{summary} {warnings}", summary=found.summary(), warnings=found.warnings[:5])
            if self.context.ask.sure(Message("Bring {name} in?", name=path.name), Message("Import"), detail=detail):
                self.context.bridge.do("import_requirements", found)

    def write_workbook(self) -> None:
        """The workbook for suppliers, as Excel and OpenDocument, into a folder."""
        from ui.dialogs.export import write

        session, known = self.context.bridge.session, Path(self.context.settings.exports_folder or str(Path.home()))
        if session is None:
            return
        folder = self.context.ask.folder(Message("Where to?"), known if known.is_dir() else Path.home())
        if folder is not None:
            both = len(session.workshop.languages) > 1
            # Suppliers are strangers: they are told what the public may know.
            chosen = {"audience": "public", "language": "side" if both else self.context.speaker.language}
            write(self.context, self.window(), "workbook", session.snapshot(), folder, ["xlsx", "ods"], chosen)

    def write_score(self) -> None:
        """Put the keys where a score is written."""
        self.panel.begin_score()

    def write_agreed(self) -> None:
        """Put the keys on the agreed score."""
        self.panel.begin_agreed()

    def next_open(self) -> None:
        """Go to the next answer that has no agreed score."""
        rows, columns = self.model.rowCount(), self.model.columnCount()
        at = self.table.currentIndex()
        start = at.row() * columns + at.column() if at.isValid() else -1
        for step in range(1, rows * columns + 1):
            place, across = divmod((start + step) % (rows * columns), columns)
            said = self.model.said(place, across)
            if said.response is not None and said.moderated is None:
                self.table.setCurrentIndex(self.model.index(place, across))
                self.table.setFocus()
                return
        self.context.bridge.tell(Message("Every answer has an agreed score."))

    def _keep(self, evaluator: str, score: int, reason: str) -> None:
        at = self.table.currentIndex()
        response = self.model.said(at.row(), at.column()).response
        if response is not None:
            done = self.context.bridge.do("add_evaluation", response, evaluator, float(score), reason=reason)
            if done is not None:
                self.table.setFocus()

    def _agree(self, score: int, cy: str, en: str) -> None:
        at = self.table.currentIndex()
        response = self.model.said(at.row(), at.column()).response
        if response is not None:
            reason = Words(en=en, cy=cy, state="draft" if en and cy else "")
            if self.context.bridge.do("moderate", response, float(score), reason) is not None:
                self.table.setFocus()


def make(context: Context, window: Window) -> ResponsesPage:
    """The page of suppliers' responses."""
    page = ResponsesPage(context, window)
    context.actions.serve("responses", page)
    return page
