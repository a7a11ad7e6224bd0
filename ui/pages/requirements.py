"""Requirements: the clauses on a desk with their evidence, and the tables of a contract around them."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.records import Need, PackIssue, Requirement
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable
from ui.clauses.desk import Desk
from ui.clauses.picking import RecordPicker
from ui.clauses.sections import BY_NAME
from ui.clauses.table import SectionTable
from ui.clauses.tree import by_need
from ui.clauses.weights import BenefitBar
from ui.clauses.welsh import missing
from ui.context import Context
from ui.flow import Flow
from ui.pages.requirements_actions import SHOWN
from ui.pages.requirements_asking import Asking
from ui.parts import Live, Scroll, button, column

if TYPE_CHECKING:
    from ui.window import Window

ENOUGH = 2


class RequirementsPage(QWidget):
    """The desk of clauses, or one of the tables."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.live = Live(context, self)
        self.shown_table = "clauses"
        self._well_heard = 0
        whole = column(self)
        whole.setSpacing(0)
        self.stack = QStackedWidget()
        self.stack.setMinimumSize(1, 1)
        empty = Message("No requirements yet. Draft one from a need, or press Ctrl+R and write one.")
        self.desk = Desk(context, partial(by_need, context), law=True, empty=empty)
        self.bar = BenefitBar(context)
        self.desk.put_within(self.bar)
        self.table = SectionTable(context)
        self.asking = Asking(context, self)
        self.stack.addWidget(self.desk)
        self.around = Scroll(self.table)
        self.stack.addWidget(self.around)
        whole.addWidget(self.stack, 1)
        self.tools = self._make_tools()
        self._connect()
        self.desk.reset()
        self._show_counts()

    def _connect(self) -> None:
        context = self.context
        self.desk.shown.connect(lambda id: context.selection.set([id]))
        self.desk.wanted.connect(lambda id: context.actions.target("clauses").show(id))
        self.table.wanted.connect(lambda id: context.actions.target("clauses").show(id))
        self.bar.edit_wanted.connect(lambda: self.show_table("weights"))
        self.desk.watch.read.connect(self._show_counts)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self._say)

    def _make_tools(self) -> QWidget:
        tools, line = QWidget(), Flow(right=True)
        tools.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 10)
        self.which = QComboBox()
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.live.name(self.which, Message("What is shown"))
        self.which.activated.connect(lambda at: self.show_table(self.which.itemData(at)))
        self.lacks, self.version, self.tender = button("lacks"), button(), button("primary")
        self.live.icon(self.lacks, "translate", "bold", "warn", 16)
        self.live.icon(self.version, "clock-counter-clockwise", "bold", size=16)
        self.live.icon(self.tender, "export", "bold", "on_accent", 16)
        self.live.text(self.tender, Message("For the tender"))
        for one, id in ((self.lacks, "clause_welsh"), (self.version, "table_issues"), (self.tender, "export_tender")):
            one.clicked.connect(lambda _=False, id=id: self.context.actions.run(id))
        for part in (self.which, self.lacks, self.version, self.tender):
            line.addWidget(part)
        self._say()
        return tools

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        session = self.context.bridge.session
        if session is None:
            return Message("Requirements"), Message("")
        about = Message(
            "Requirements: {n}. Needs: {needs}. With two or more voices: {heard}.",
            n=len(session.all(Requirement)), needs=len(session.all(Need)), heard=self._well_heard,
        )  # fmt: skip
        return session.workshop.title or Message("Requirements"), about

    def ready(self) -> None:
        """Read what was changed elsewhere, and show what is chosen if it is written here."""
        session = self.context.bridge.session
        chosen: Any = session.find(self.context.selection.current) if session else None
        self.desk.catch_up()
        if chosen is not None and chosen.table == "requirement" and self.shown_table == "clauses":
            self.desk.go(chosen.id)
        if self.shown_table != "clauses":
            self.table.read()
        self.bar.show_weights()
        self._show_counts()

    def begin(self) -> None:
        """Put the keys on the tree, or on the table."""
        if self.shown_table == "clauses":
            self.desk.begin()
        else:
            self.table.grid.setFocus()

    def go(self, id: Id) -> None:
        """Write one requirement."""
        session = self.context.bridge.session
        record = session.find(id) if session else None
        if record is not None and record.table == "weight":
            self.show_table("weights")
            return
        if self.shown_table != "clauses":
            self.show_table("clauses")
        self.desk.go(id)

    def seek(self) -> None:
        """Put the keys into Find."""
        field = self.desk.finder if self.shown_table == "clauses" else self.table.finder
        field.setFocus()
        field.selectAll()

    def _hear(self, _told: object) -> None:
        if self.isVisible():
            self.bar.show_weights()
            self._show_version()

    def _say(self) -> None:
        self.which.clear()
        for name, words, _ in SHOWN:
            self.which.addItem(self.context.speaker.say(Message(words)), name)
        self.which.setCurrentIndex(max(0, self.which.findData(self.shown_table)))
        self.bar.show_weights()

    def _show_counts(self) -> None:
        """What a look at the whole tells: voices enough, Welsh that is missing."""
        from hcd_studio.questions.coverage import sources

        session = self.context.bridge.session
        if session is None:
            return
        known = sources(now(session))
        self._well_heard = sum(known.get(one.id, 0) >= ENOUGH for one in session.all(Requirement))
        texts, words = missing(session)
        self.lacks.setVisible(bool(texts))
        self.live.text(self.lacks, Message("Missing in Welsh: texts {texts}, words {words}", texts=texts, words=words))
        self.live.tip(self.lacks, Message("Go to the next one"))
        self._show_version()
        if self.window_.working and self.window_.shown == "requirements":
            self.window_.header.show_workshop()

    def _show_version(self) -> None:
        session = self.context.bridge.session
        issues = session.all(PackIssue) if session else ()
        words = Message("Version {version}", version=issues[-1].version) if issues else Message("No version yet")
        self.live.text(self.version, words)

    # Tables

    def show_table(self, name: str) -> None:
        """The clauses, or a table around them."""
        if self.desk.form is not None:
            self.desk.form.keep()
        self.shown_table = name
        self.which.setCurrentIndex(max(0, self.which.findData(name)))
        if name == "clauses":
            self.stack.setCurrentWidget(self.desk)
            self.desk.catch_up()
        else:
            self.stack.setCurrentWidget(self.around)
            self.table.show_section(BY_NAME[name])
        self.context.actions.refresh()

    def turn_to(self, name: str) -> None:
        """Show a table, with the keys on it."""
        self.show_table(name)
        self.begin()

    def after(self) -> None:
        """The table after."""
        self._step(1)

    def before(self) -> None:
        """The table before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        names = [name for name, _, _ in SHOWN]
        name = names[(names.index(self.shown_table) + by) % len(names)]
        self.turn_to(name)
        self.context.bridge.tell(Message({one: words for one, words, _ in SHOWN}[name]))

    # Clauses

    def add_requirement(self) -> None:
        """An empty requirement of the need that is chosen, with the keys in it."""
        need = self._need()
        self._made(self.context.bridge.do("add_requirement", Words(), needs=(need,) if need else ()))

    def draft_requirement(self) -> None:
        """A requirement drafted from the need that is chosen, or from one that is asked for."""
        hint = Message("Which need does the requirement answer?")
        RecordPicker(self.context, self.window(), hint, Need, self._draft).open()

    def _draft(self, need: Need) -> None:
        self._made(self.context.bridge.do("draft_requirement", need))

    def _need(self) -> Need | None:
        session, form = self.context.bridge.session, self.desk.form
        if session is None or form is None:
            return None
        known = session.get(Need, form.record)
        return known or next(
            (need for link in session.links.out(form.record) if (need := session.get(Need, link.target))), None
        )

    def _made(self, record: Any) -> None:
        if record is not None:
            self.go(record.id)
            if self.desk.form is not None:
                self.desk.form.begin()


def make(context: Context, window: Window) -> RequirementsPage:
    """The page of requirements."""
    page = RequirementsPage(context, window)
    tables = SimpleNamespace(**{f"show_{name}": partial(page.turn_to, name) for name, _, _ in SHOWN})
    for name, target in (("requirements", page), ("around", tables), ("asking", page.asking)):
        context.actions.serve(name, target)
    return page
