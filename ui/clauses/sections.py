"""The tables around the clauses, as data: what each lists, what can be added to it, which fields of a row can be edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Sayable
from ui.clauses.lines import (
    Lines,
    debt_about,
    debt_lines,
    decisions_lines,
    ethics_lines,
    matrix_about,
    matrix_lines,
    research_lines,
    standards_lines,
    terms_lines,
)
from ui.clauses.lines_contract import (
    channels_lines,
    clarifications_lines,
    costs_about,
    costs_lines,
    issues_lines,
    kpis_about,
    kpis_lines,
    priorities_about,
    priorities_lines,
    weights_about,
    weights_lines,
)
from ui.parts import EMPTY


@dataclass(frozen=True)
class Section:
    """One table. `heads` name its columns, the `wide` one takes what room is left; `does` are actions; `form` are the fields
    of a row that can be edited beside the table, and where it is empty all of them; `reads` are kinds that change it.
    """

    name: str
    words: str
    icon: str
    heads: tuple[str, ...]
    lines: Callable[[Snapshot], Lines]
    does: tuple[str, ...] = ()
    form: tuple[str, ...] | None = None
    wide: int = 0
    about: Callable[[Snapshot], Sayable] = lambda _snapshot: EMPTY
    reads: tuple[str, ...] = ()

    @property
    def title(self) -> Message:
        """Its name."""
        return Message(self.words)


SECTIONS: tuple[Section, ...] = (
    Section(
        "matrix", N_("Trace matrix"), "path",
        (N_("Requirement"), N_("Priority"), N_("Needs"), N_("Pain points"), N_("Voices"), N_("Sources"), N_("Criteria"),
         N_("Measures"), N_("Links")), matrix_lines, about=matrix_about,
    ),
    Section(
        "debt", N_("Evidence debt"), "warning-circle", (N_("What"), N_("Kind"), N_("Independent sources"), N_("Why")), debt_lines,
        ("link_evidence",), about=debt_about,
    ),
    Section(
        "weights", N_("Award criteria"), "scales",
        (N_("Award criterion"), N_("Side"), N_("Percentage"), N_("Reason"), N_("How it is scored"), N_("Pass mark")), weights_lines,
        ("add_weight_here", "propose_weights", "remove_row"), (), about=weights_about, wide=3,
    ),
    Section(
        "kpis", N_("KPIs and results"), "chart-line-up",
        (N_("Measure"), N_("Of"), N_("Baseline"), N_("Target"), N_("Unit"), N_("KPI"), N_("Result"), N_("Rating")), kpis_lines,
        ("record_result", "remove_row"), (), about=kpis_about,
    ),
    Section(
        "clarifications", N_("Clarifications"), "question",
        (N_("Ref."), N_("Kind"), N_("Question"), N_("Answer"), N_("Asked"), N_("Answered"), N_("About")), clarifications_lines,
        ("ask_question", "answer_question"), wide=2,
        about=lambda _s: Message("One question, the same answer to all; who asks is never named."),
    ),
    Section(
        "costs", N_("Cost of pains"), "clock-counter-clockwise",
        (N_("Pain point"), N_("Times a year"), N_("Resident minutes"), N_("Council minutes"), N_("Residents a year"),
         N_("Council a year"), N_("Source")), costs_lines, ("cost_pain_here",),
        ("times_a_year", "resident_minutes", "council_minutes", "resident_pounds", "council_pounds", "cost_source"),
        about=costs_about,
    ),
    Section(
        "channels", N_("Channel parity"), "phone", (N_("Step or requirement"), N_("Channels"), N_("Missing here"), N_("Why")),
        channels_lines, (), ("channels",),
        about=lambda _s: Message("What online offers, the other channels offer: nobody is shut out."),
    ),
    Section("research", N_("Research questions"), "magnifying-glass", (N_("Question"), N_("Why"), N_("About")), research_lines),
    Section(
        "priorities", N_("Leaders and residents"), "users",
        (N_("Theme"), N_("Residents’ place"), N_("Dots"), N_("Leaders’ place"), N_("Leaders’ dots"), N_("Where they part")),
        priorities_lines, about=priorities_about,
    ),
    Section(
        "ethics", N_("Data and AI ethics"), "shield-check",
        (N_("Principle"), N_("The question"), N_("Score"), N_("Reason"), N_("Review")), ethics_lines, ("score_principle_here",), (), wide=1,
        about=lambda _s: Message("Each principle scores 0 to 5 with a reason; 3 or less asks for a review."),
    ),
    Section(
        "standards", N_("Strategy and standards"), "seal-check",
        (N_("Standard or promise"), N_("What this session shows"), N_("Met"), N_("Evidence")),
        standards_lines, ("record_standard_here",), (),
        wide=1, about=lambda _s: Message("What the data shows is a beginning; whether a standard is met is what you write."),
    ),
    Section(
        "glossary", N_("Glossary"), "book-open", (N_("Welsh"), N_("English"), N_("Meaning"), N_("Source")), terms_lines,
        ("add_term_here", "remove_row"), (), wide=2,
    ),
    Section(
        "decisions", N_("Decisions"), "flag", (N_("Ref."), N_("Decision"), N_("Who"), N_("On what evidence"), N_("Rejected")),
        decisions_lines, ("add_decision_here", "remove_row"), (), wide=1,
    ),
    Section(
        "issues", N_("Versions"), "stack", (N_("Version"), N_("Issued"), N_("Approved by"), N_("For whom"), N_("What changed and why")),
        issues_lines, ("issue_pack_here", "compare_issues"), wide=4,
        about=lambda _s: Message("Each version can be read again and compared for ever."),
    ),
)  # fmt: skip
BY_NAME = {one.name: one for one in SECTIONS}
