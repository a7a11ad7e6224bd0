"""Findings of the clause that is written: shown, gone to, mended by one edit, set aside with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hcd_studio.speech import Message
from ui.clauses.findings import same

if TYPE_CHECKING:
    from hcd_studio.checks import Finding, Suggestion
    from ui.clauses.desk import Desk


class Pointing(QObject):
    """Knows which finding is pointed at."""

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.desk, self.context = desk, desk.context
        self._pointed: Finding | None = None
        findings = desk.margin.findings
        findings.go_wanted.connect(self.go_to)
        findings.mend_wanted.connect(self.mend)
        findings.waive_wanted.connect(self.waive)

    @property
    def pointed(self) -> Finding | None:
        """The finding that is pointed at, else the gravest."""
        cards = [card.finding for card in self.desk.margin.findings.cards]
        known = next((one for one in cards if self._pointed is not None and same(one, self._pointed)), None)
        return known or next(iter(cards), None)

    def found(self) -> tuple[Finding, ...]:
        """What stands at the form: its texts as they are in the boxes, its parts as they are kept."""
        if self.desk.form is None:
            return ()
        draft = self.desk.form.draft()
        if draft is None:
            return ()
        own, *parts = self.desk.form.ids()
        return (*self.desk.watch.margin(draft), *self.desk.watch.beside(own), *self.desk.watch.of(parts))

    def show(self) -> None:
        """Waves under the words, cards beside them."""
        if self.desk.form is None:
            return
        found = self.found()
        self.desk.form.mark(found)
        self.desk.margin.show_findings(found)

    def point(self, finding: Finding) -> None:
        """The cursor stands on a finding."""
        self._pointed = finding
        self.desk.margin.findings.point_at(finding)

    def go_to(self, finding: Finding) -> None:
        """Put the keys on the words of a finding."""
        if self.desk.form is not None and self.desk.form.go_to(finding):
            self.context.bridge.tell(Message("{rule}: {what}", rule=finding.rule, what=finding.message))
        self._pointed = finding  # the cursor may stand on a shorter one
        self.desk.margin.findings.point_at(finding)

    def step_finding(self, by: int) -> None:
        """The next or the previous finding of the record."""
        cards = [card.finding for card in self.desk.margin.findings.cards]
        if not cards:
            self.context.bridge.tell(Message("Nothing found: clear, testable, in both languages."))
            return
        at = next((at for at, one in enumerate(cards) if self._pointed is not None and same(one, self._pointed)), None)
        self.go_to(cards[(0 if by > 0 else -1) if at is None else (at + by) % len(cards)])

    def mend(self, finding: Finding, suggestion: Suggestion) -> None:
        """Apply a suggestion as one edit."""
        if self.desk.form is not None:
            self.desk.form.keep()
        session = self.context.bridge.session
        record = session.find(finding.place.record) if session else None
        if record is not None:
            values = dict(suggestion.values)
            self.context.bridge.together(
                "mend_finding",
                lambda draft: draft.patch(draft.fresh(record), values),
                Message("{rule} mended.", rule=finding.rule),
            )

    def waive(self, finding: Finding) -> None:
        """Ask for the reason why a finding is set aside."""
        from ui.clauses.asking import ask_waiver

        if self.desk.form is not None:
            self.desk.form.keep()
        ask_waiver(self.context, self.desk.window(), finding)
