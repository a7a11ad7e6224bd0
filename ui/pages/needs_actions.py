"""What can be done on the page of needs, and with a clause on either page, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

CLAUSES: tuple[Action, ...] = (
    Action("link_evidence", N_("Link to what it rests on …"), "clauses.link", ("Ctrl+F11",), "link", "clause", "clauses", 1),
    Action("unlink_evidence", N_("Take a link away …"), "clauses.unlink", ("Ctrl+Shift+F11",), "link-break", "clause", "clauses", 1),
    Action("confirm_links", N_("Confirm its links as they stand now"), "clauses.confirm", ("Shift+F11",), "check", "writable",
           "clauses", 1),
    Action("open_clause", N_("Open the chosen clause on its page"), "clauses.open", ("Ctrl+F6",), "arrow-right", "session", "clauses", 1),
    Action(
        "add_criterion_here", N_("Add acceptance criterion"), "clauses.add_criterion", ("Ctrl+F7",), "seal-check", "clause", "clauses", 1,
    ),
    Action("add_measure_here", N_("Add measure"), "clauses.add_measure", ("Ctrl+F9",), "chart-line-up", "clause", "clauses", 1),
    Action("clause_up", N_("Earlier in the order"), "clauses.up", ("Alt+Shift+Up",), "caret-up", "clause", "clauses", 1),
    Action("clause_down", N_("Later in the order"), "clauses.down", ("Alt+Shift+Down",), "caret-down", "clause", "clauses", 1),
    Action("remove_clause", N_("Remove the clause"), "clauses.remove", ("Ctrl+Shift+Del",), "trash", "clause", "clauses", 1),
    Action("find_clause", N_("Find a clause"), "clauses.find", ("Shift+F6",), "magnifying-glass", "clause", "clauses", 1),
    Action("clause_next", N_("Next finding"), "clauses.next", ("Ctrl+F3",), "caret-down", "clause", "findings"),
    Action("clause_previous", N_("Previous finding"), "clauses.previous", ("Ctrl+Shift+F3",), "caret-up", "clause", "findings"),
    Action("clause_mend", N_("Apply its first suggestion"), "clauses.mend", ("Ctrl+F2",), "check", "clause", "findings"),
    Action("clause_waive", N_("Set it aside …"), "clauses.waive", ("Ctrl+Shift+F2",), "eye-slash", "clause", "findings"),
    Action("clause_welsh", N_("Next text missing in Welsh"), "clauses.next_missing", ("Shift+F9",), "translate", "clause", "findings", 1),
)  # fmt: skip
"""With the clause that is written, on either page."""

PAGE = "needs"

NEEDS: tuple[Action, ...] = (
    Action("add_need_here", N_("Add need"), "needs.add_need", ("Ctrl+R",), "hand-heart", "writable", PAGE, page=PAGE),
    Action(
        "draft_need_from", N_("Draft a need from a pain point …"), "needs.draft_need", ("Ctrl+J",), "lightning", "writable", PAGE,
        page=PAGE,
    ),
    Action("add_usecase_here", N_("Add use case"), "needs.add_usecase", ("Ctrl+U",), "path", "writable", PAGE, page=PAGE),
    Action(
        "needs_or_usecases", N_("Needs or use cases"), "needs.turn", ("Ctrl+PgDown",), "", "session", PAGE, 1, page=PAGE,
        checked="needs.usecases",
    ),
)  # fmt: skip
