"""Verbs around a contract: award criteria, suppliers' answers and their scores, clarifications, results after go-live."""

from __future__ import annotations

import datetime

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.records import (
    Actual,
    Clarification,
    Evaluation,
    Measure,
    Need,
    PackIssue,
    Record,
    Requirement,
    Response,
    SignOff,
    Supplier,
    Weight,
)
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of

COST_TITLE = Words("Cost over the life of the contract", "Cost dros oes y contract", "draft")


@verb(say=N_("Propose award criteria"), told=N_("Award criteria proposed: {count}."))
def propose_weights(draft: Draft, *, cost: float = 30.0) -> tuple[Weight, ...]:
    """Award criteria from the needs, weighed by the votes and severities behind them; cost gets what is left for it."""
    from hcd_studio.questions.weights import WHOLE, drivers
    from hcd_studio.session import now

    if draft.all(Weight):
        raise Trouble(
            Message("There are award criteria already: {n}.", n=len(draft.all(Weight))),
            do=Message("Change their percentages, or remove them first."),
        )
    if not 0 <= cost < WHOLE:
        raise Trouble(Message("Cost takes a share from 0 to 99 per cent."))
    found = [one for one in drivers(now(draft.session), cost) if one.share]
    if not found:
        raise Trouble(
            Message("There are no needs to weigh."), do=Message("Write needs and link them to pain points first.")
        )
    made = [_weight(draft, one.need, one.share, one.votes, one.severity) for one in found]
    rest = WHOLE - sum(one.share for one in found)
    if rest:
        made.append(draft.add(Weight(title=COST_TITLE, percentage=rest, side="cost")))
    return tuple(made)


def _weight(draft: Draft, need: str, share: int, votes: int, severity: int) -> Weight:
    found = draft.get(Need, need)
    reason = Words(
        en=f"{votes} votes of the room; severity, frequency and reach of its pains: {severity}.",
        cy=f"Pleidleisiau’r ystafell: {votes}; difrifoldeb, amlder a chyrhaeddiad ei boenau: {severity}.",
        state="draft",
    )
    title = found.i_need if found else Words()
    return draft.add(Weight(title=title, percentage=share, side="benefit", reason=reason))


@verb(say=N_("Add supplier"), told=N_("Supplier {name} added."))
def add_supplier(draft: Draft, name: str, *, received: str = "") -> Supplier:
    """Somebody who answers the tender."""
    if not name.strip():
        raise Trouble(Message("A supplier needs a name."))
    if any(one.name.casefold() == name.strip().casefold() for one in draft.all(Supplier)):
        raise Trouble(Message("There is a supplier {name} already.", name=name.strip()))
    return draft.add(Supplier(name=name.strip(), received=received))


@verb(say=N_("Add supplier response"), told=N_("Supplier response kept."))
def add_response(draft: Draft, requirement: Requirement, supplier: Supplier, claim: str, *, how: str = "") -> Response:
    """What a supplier claims of a requirement: met, partly or not met, and how; the claim is never the score."""
    return draft.add(Response(requirement=requirement.id, supplier=supplier.id, claim=claim, how=how))


@verb(say=N_("Add evaluation"), told=N_("Score of {evaluator} kept."))
def add_evaluation(draft: Draft, response: Response, evaluator: str, score: float, reason: str) -> Evaluation:
    """One evaluator's score of one response, 0 to 5, with the reason; scoring again changes it."""
    if not evaluator.strip():
        raise Trouble(Message("A score needs an evaluator."))
    if not reason.strip():
        raise Trouble(Message("A score needs its reason."), do=Message("Say what in the response earns it."))
    return draft.add(Evaluation(response=response.id, evaluator=evaluator.strip(), score=score, reason=reason))


@verb(say=N_("Agree a score"), told=N_("Agreed score kept."))
def moderate(draft: Draft, response: Response, score: float, reason: Words) -> Response:
    """The score that the evaluators agree on, and why; each of their own scores stays beside it."""
    if not reason:
        raise Trouble(
            Message("An agreed score needs its reason."), do=Message("It is what a supplier who lost will read.")
        )
    if not any(one.response == response.id for one in draft.all(Evaluation)):
        raise Trouble(
            Message("Nobody has scored this response yet."),
            do=Message("A claim is not a score: add evaluations first."),
        )
    return draft.patch(response, {"moderated": score, "moderated_reason": reason})


@verb(say=N_("Record a result"), told=N_("Result of {measure} for {period} kept."))
def record_actual(
    draft: Draft,
    measure: Measure,
    period: str,
    value: str,
    *,
    rating: str = "",
    source: str = "",
    comment: Words = Words(),
) -> Actual:
    """What a measure really was in a period after go-live, and one of the five ratings for a KPI."""
    if not period.strip():
        raise Trouble(Message("A result needs its period."), do=Message("Give one such as 2027-Q1 or 2027."))
    return draft.add(
        Actual(
            measure=measure.id, period=period.strip(), value=value, rating=rating, source=source, comment=comment
        )
    )  # fmt: skip


@verb(say=N_("Ask for clarification"), told=(N_("Question {ref} kept."), N_("Question kept.")))
def ask_clarification(
    draft: Draft,
    question: Words,
    *,
    about: Record | None = None,
    pack_issue: PackIssue | None = None,
    kind: str = "clarification",
    asked: str = "",
) -> Clarification:
    """A question or challenge about the pack, without the name of who asks; every supplier will read the one answer."""
    if not question:
        raise Trouble(Message("What is asked?"))
    issue = pack_issue or next(iter(reversed(draft.all(PackIssue))), None)
    return draft.add(
        Clarification(
            question=question, about=id_of(about), pack_issue=id_of(issue), kind=kind, asked=asked or today()
        )
    )  # fmt: skip


@verb(say=N_("Answer"), told=(N_("Question {ref} answered, for all."), N_("Question answered, for all.")))
def answer_clarification(
    draft: Draft, clarification: Clarification, answer: Words, *, answered: str = "", correct: bool = False
) -> Clarification:
    """The one answer that all receive; to change it once it is given is a correction and must be called one."""
    known = draft.fresh(clarification)
    if not answer:
        raise Trouble(Message("What is the answer?"))
    if known.answer and known.answered and not correct:
        raise Trouble(
            Message("{ref} was answered on {date}; all have that answer.", ref=known.ref, date=known.answered),
            do=Message("Ask and answer a new question, or say that this is a correction."),
        )
    return draft.patch(known, {"answer": answer, "answered": answered or today()})


@verb(say=N_("Sign off"), told=N_("{council}: {status}."))
def sign_off(
    draft: Draft, pack_issue: PackIssue, council: str, status: str, *, who: str = "", comment: Words = Words()
) -> SignOff:
    """That one council agrees to a joint pack, or not, and why."""
    if not council.strip():
        raise Trouble(Message("Which council?"))
    return draft.add(
        SignOff(
            pack_issue=pack_issue.id, council=council.strip(), status=status, who=who, comment=comment, signed=today()
        )
    )  # fmt: skip


def today() -> str:
    """The day on which something is done, as dates are kept."""
    return datetime.date.today().isoformat()
