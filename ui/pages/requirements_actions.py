"""What can be done on the page of requirements, as data; every table has a line in the menu."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE = "requirements"
SHOWN = (
    ("clauses", N_("The clauses"), "file-text"), ("matrix", N_("Trace matrix"), "path"),
    ("debt", N_("Evidence debt"), "warning-circle"), ("weights", N_("Award criteria"), "scales"),
    ("kpis", N_("KPIs and results"), "chart-line-up"), ("clarifications", N_("Clarifications"), "question"),
    ("costs", N_("Cost of pains"), "clock-counter-clockwise"), ("channels", N_("Channel parity"), "phone"),
    ("research", N_("Research questions"), "magnifying-glass"), ("priorities", N_("Leaders and residents"), "users"),
    ("ethics", N_("Data and AI ethics"), "shield-check"), ("standards", N_("Strategy and standards"), "seal-check"),
    ("glossary", N_("Glossary"), "book-open"), ("decisions", N_("Decisions"), "flag"), ("issues", N_("Versions"), "stack"),
)  # fmt: skip
"""The clauses and the tables around them."""


def _act(id: str, words: str, run: str, key: str = "", icon: str = "", menu: str = "clauses", group: int = 0) -> Action:
    return Action(id, words, f"asking.{run}", (key,) if key else (), icon, "writable", menu, group, page=PAGE)


REQUIREMENTS: tuple[Action, ...] = (
    Action("add_requirement_here", N_("Add requirement"), "requirements.add_requirement", ("Ctrl+R",), "file-text", "writable", "clauses",
           page=PAGE),
    Action("draft_requirement_from", N_("Draft a requirement from a need …"), "requirements.draft_requirement", ("Ctrl+J",), "hand-heart",
           "writable", "clauses", page=PAGE),
    *(
        Action(f"table_{name}", words, f"around.show_{name}", (), icon, "session", "clause_tables", 1 if name == "clauses" else 2,
               page=PAGE)
        for name, words, icon in SHOWN
    ),
    Action(
        "table_next", N_("The table after"), "requirements.after", ("Ctrl+PgDown",), "caret-down", "session", "clause_tables", 3, page=PAGE,
    ),
    Action(
        "table_before", N_("The table before"), "requirements.before", ("Ctrl+PgUp",), "caret-up", "session", "clause_tables", 3, page=PAGE,
    ),
    _act("propose_weights", N_("Propose award criteria from the room’s dots"), "propose_weights", "", "scales", "contract"),
    _act("add_weight_here", N_("Add award criterion …"), "add_weight", "", "plus", "contract"),
    _act("record_result", N_("Record a result …"), "record_result", "", "chart-line-up", "contract"),
    _act("ask_question", N_("Ask for clarification …"), "ask_question", "", "question", "contract", 1),
    _act("answer_question", N_("Answer …"), "answer_question", "", "chat-circle-text", "contract", 1),
    _act("cost_pain_here", N_("What a pain point costs …"), "cost_pain", "", "clock-counter-clockwise", "contract", 1),
    _act("score_principle_here", N_("Score a principle …"), "score_principle", "", "shield-check", "contract", 2),
    _act("record_standard_here", N_("Say how far a standard is met …"), "record_standard", "", "seal-check", "contract", 2),
    _act("add_term_here", N_("Add term …"), "add_term", "", "book-open", "contract", 2),
    _act("add_decision_here", N_("Add decision …"), "add_decision", "", "flag", "contract", 2),
    _act("remove_row", N_("Remove the row"), "remove_row", "", "trash", "contract", 3),
    _act("issue_pack_here", N_("Issue a version …"), "issue_pack", "Ctrl+Shift+F9", "stack", "clauses", 4),
    _act("compare_issues", N_("Compare versions …"), "compare_issues", "Ctrl+Shift+F7", "git-merge", "clauses", 4),
    Action(
        "print_why", N_("Print why a requirement is there …"), "asking.print_why", ("Ctrl+F10",), "printer", "session", "clauses", 4,
        page=PAGE,
    ),
)  # fmt: skip
