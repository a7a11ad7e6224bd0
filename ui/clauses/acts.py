"""What menus and keys ask of the clause that is written, on whichever page; and of the chosen record anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from hcd_studio.fields import Id
from hcd_studio.speech import Message
from ui.context import Context

if TYPE_CHECKING:
    from ui.window import Window

PAGE_OF = {
    "need": "needs", "usecase": "needs", "requirement": "requirements", "criterion": "requirements", "measure": "requirements",
    "weight": "requirements",
}  # fmt: skip


class ClauseActs(QObject):
    """One method for each action; imports what it needs when it is asked."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window

    @property
    def desk(self) -> Any:
        """The desk of the page that is shown, or None."""
        return getattr(self.window.pages.get(self.window.shown), "desk", None)

    @property
    def current(self) -> Id:
        """The clause that is written, else what is chosen."""
        desk = self.desk
        if desk is not None and desk.form is not None:
            return str(desk.form.record)
        return self.context.selection.current

    def _record(self) -> Any:
        session = self.context.bridge.session
        return session.find(self.current) if session and self.current else None

    # Links

    def link(self) -> None:
        """Choose what the clause rests on."""
        if self._record() is not None:
            self.window.acts.link(self.current)

    def unlink(self) -> None:
        """Choose the link to take away."""
        from ui.clauses.picking import UnlinkPicker

        if self._record() is not None:
            UnlinkPicker(self.context, self.window, self.current).open()

    def confirm(self) -> None:
        """Confirm the suspect links around the clause, or around what is chosen."""
        from ui.clauses.confirm import confirm_around

        confirm_around(self.context, self.current)

    def open(self) -> None:
        """The page where the chosen record is written; a voice opens the map."""
        self.show(self.current)

    def show(self, id: Id) -> None:
        """Any record, where it is at home."""
        session = self.context.bridge.session
        record: Any = session.find(id) if session and id else None
        if record is None:
            self.context.bridge.tell(Message("Choose a need or a requirement first."))
            return
        name = PAGE_OF.get(record.table, "map")
        if record.table in ("criterion", "measure"):
            parent = session.find(record.parent) if session else None
            name, id = (PAGE_OF.get(parent.table, "needs"), parent.id) if parent is not None else (name, id)
        self.context.selection.set([id])
        self.window.show_page(name)
        page: Any = self.window.page(name)
        if name == "map":
            page.show_inspector(True)
            page.view.reveal(id)
        else:
            page.go(id)

    # The clause

    def add_criterion(self) -> None:
        """One more acceptance criterion."""
        self._hang("criterion")

    def add_measure(self) -> None:
        """One more measure."""
        self._hang("measure")

    def _hang(self, kind: str) -> None:
        desk = self.desk
        if desk is not None and desk.form is not None:
            desk.form.complete()
        part = desk.form.hanging.get(kind) if desk is not None and desk.form is not None else None
        if part is None:
            self.context.bridge.tell(Message("Acceptance criteria belong to a need or a requirement."))
            return
        desk.form.keep()
        part.add_one()

    def up(self) -> None:
        """Earlier in the order of the pack."""
        self._move(-1)

    def down(self) -> None:
        """Later in the order of the pack."""
        self._move(1)

    def _move(self, by: int) -> None:
        session, record, desk = self.context.bridge.session, self._record(), self.desk
        if session is None or record is None or desk is None:
            return
        row = desk.neighbours(record)
        at = next((at for at, one in enumerate(row) if one.id == record.id), None)
        if at is None or not 0 <= at + by < len(row):
            self.context.bridge.tell(Message("It stands at the end already."))
            return
        before = at + by - 1 if by < 0 else at + by
        self.context.bridge.do("move_clause", record, after=row[before] if before >= 0 else None)

    def remove(self) -> None:
        """Remove the clause; Ctrl+Z brings it back."""
        record, desk = self._record(), self.desk
        if record is not None and desk is not None:
            self.context.bridge.do("remove_record", record)

    def find(self) -> None:
        """Put the keys into Find."""
        page = self.window.pages.get(self.window.shown)
        if page is not None:
            page.seek()  # type: ignore[attr-defined]

    # Findings

    def next(self) -> None:
        """The next finding."""
        if self.desk is not None:
            self.desk.pointing.step_finding(1)

    def previous(self) -> None:
        """The finding before."""
        if self.desk is not None:
            self.desk.pointing.step_finding(-1)

    def mend(self) -> None:
        """Apply the first suggestion of the finding that is pointed at."""
        desk = self.desk
        finding = desk.pointing.pointed if desk is not None else None
        if finding is None or not finding.suggestions:
            self.context.bridge.tell(Message("This finding has no suggestion: mend it by hand, or set it aside."))
            return
        desk.pointing.mend(finding, finding.suggestions[0])

    def waive(self) -> None:
        """Set the finding aside that is pointed at."""
        desk = self.desk
        finding = desk.pointing.pointed if desk is not None else None
        if finding is None:
            self.context.bridge.tell(Message("Nothing found: clear, testable, in both languages."))
            return
        desk.pointing.waive(finding)

    def next_missing(self) -> None:
        """The next text that stands in one language only."""
        from ui.clauses.welsh import next_missing

        session = self.context.bridge.session
        found = next_missing(session, self.current) if session is not None else None
        if found is None:
            self.context.bridge.tell(Message("Every text stands in Welsh and in English."))
            return
        self.show(found.record)
        desk = self.desk
        if desk is not None and desk.form is not None:
            desk.form.go_to_side(found.record, found.field, found.side)
