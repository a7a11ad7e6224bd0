"""What the tables of the requirements page ask for: one act each, about the row that is chosen or the clause that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from hcd_studio.records import Actual, Clarification, Measure, PackIssue, Pain, Requirement
from hcd_studio.speech import Message
from ui.clauses import asking
from ui.clauses.lines import Line
from ui.clauses.picking import RecordPicker
from ui.context import Context

if TYPE_CHECKING:
    from ui.pages.requirements import RequirementsPage

REMOVED = ("weights", "kpis", "glossary", "decisions")
"""Tables whose rows can be taken away here."""


class Asking(QObject):
    """One method for each action."""

    def __init__(self, context: Context, page: RequirementsPage):
        super().__init__(page)
        self.context, self.page = context, page

    def _line(self, table: str) -> Line | None:
        """The row that is chosen in a table, which is shown for it."""
        if self.page.shown_table != table:
            self.page.turn_to(table)
        return self.page.table.line

    def _row(self, table: str) -> Any:
        session, line = self.context.bridge.session, self._line(table)
        return session.find(line.id) if session and line and line.id else None

    def propose_weights(self) -> None:
        """Shares in proportion to dots and severities, cost with what is left."""
        self.context.bridge.do("propose_weights")

    def add_weight(self) -> None:
        """One more award criterion."""
        self._line("weights")
        asking.ask_weight(self.context, self.page.window())

    def record_result(self) -> None:
        """A result of the measure that is chosen."""
        row = self._row("kpis")
        session = self.context.bridge.session
        if isinstance(row, Actual) and session is not None:
            row = session.get(Measure, row.measure)
        if isinstance(row, Measure):
            asking.ask_result(self.context, self.page.window(), row)
        else:
            self.context.bridge.tell(Message("There are no measures yet. Add one to a requirement first."))

    def ask_question(self) -> None:
        """A question about the requirement that is written."""
        form = self.page.desk.form
        about = form.record if form is not None and self.page.shown_table == "clauses" else ""
        asking.ask_question(self.context, self.page.window(), about)

    def answer_question(self) -> None:
        """The answer to the question that is chosen."""
        row = self._row("clarifications")
        if isinstance(row, Clarification):
            asking.ask_answer(self.context, self.page.window(), row)
        else:
            self.context.bridge.tell(Message("Nothing was asked yet."))

    def cost_pain(self) -> None:
        """What the pain point that is chosen costs."""
        row = self._row("costs")
        if isinstance(row, Pain):
            asking.ask_cost(self.context, self.page.window(), row)
        else:
            self.context.bridge.tell(Message("There are no pain points yet."))

    def score_principle(self) -> None:
        """The principle that is chosen."""
        line = self._line("ethics")
        if line is not None:
            asking.ask_score(self.context, self.page.window(), line.key)

    def record_standard(self) -> None:
        """The standard that is chosen."""
        line = self._line("standards")
        if line is not None:
            asking.ask_standard(self.context, self.page.window(), line.key)

    def add_term(self) -> None:
        """One more word."""
        asking.ask_term(self.context, self.page.window())

    def add_decision(self) -> None:
        """One more decision."""
        asking.ask_decision(self.context, self.page.window())

    def remove_row(self) -> None:
        """Take the chosen row away; Ctrl+Z brings it back."""
        name = self.page.shown_table
        row = self._row(name) if name in REMOVED else None
        if row is None:
            self.context.bridge.tell(Message("Choose an award criterion, a measure, a term or a decision first."))
            return
        self.context.bridge.do("remove_record", row)

    # Versions

    def issue_pack(self) -> None:
        """A version of the pack; what stops it is listed first."""
        if self.page.desk.form is not None:
            self.page.desk.form.keep()
        self.page.desk.watch.settle()
        asking.ask_issue(self.context, self.page.window())

    def compare_issues(self) -> None:
        """What changed between two versions."""
        from ui.dialogs.compare import CompareDialog

        session = self.context.bridge.session
        if session is None or not session.all(PackIssue):
            self.context.bridge.tell(Message("Nothing was issued yet."))
            return
        row = self._row("issues") if self.page.shown_table == "issues" else None
        CompareDialog(self.context, self.page.window(), row.id if row is not None else "").open()

    # What leaves

    def print_why(self) -> None:
        """The one page that says why a requirement is there."""
        session, form = self.context.bridge.session, self.page.desk.form
        record = session.get(Requirement, form.record) if session and form is not None else None
        if record is None:
            hint = Message("Why which requirement?")
            RecordPicker(self.context, self.page.window(), hint, Requirement, self._why).open()
        else:
            self._why(record)

    def _why(self, record: Requirement) -> None:
        from ui.clauses.why import write_why

        write_why(self.context, self.page.window_, record)
