"""Verbs of judgement: findings mended or set aside with a reason, ethics and standards scored, words that stand for others."""

from __future__ import annotations

from hcd_studio.bilingual import Words
from hcd_studio.columns import columns
from hcd_studio.draft import Draft
from hcd_studio.records import Ethics, Pseudonym, Record, StandardEvidence, Waiver
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb


@verb(say=N_("Waive a finding"), told=N_("{rule} waived; the reason is printed."))
def waive(draft: Draft, rule: str, record: Record, reason: Words, who: str, *, field: str = "") -> Waiver:
    """Set a finding aside: which rule, where, by whom and why. Without a field it speaks of the record as a whole."""
    from hcd_studio.checks.engine import WHOLE
    from hcd_studio.checks.rules import rules

    if rule not in rules():
        raise Trouble(Message("There is no rule {rule}.", rule=rule), do=Message("List them with: hcd-studio rules"))
    if not reason:
        raise Trouble(
            Message("A waiver needs its reason."), do=Message("It is printed in the pack, in both languages.")
        )
    if not who.strip():
        raise Trouble(Message("A waiver needs the name of who gives it."))
    if field and field not in {column.field for column in columns(record.table).values()}:
        raise Trouble(Message("{kind} has no field {field}.", kind=record.term(), field=field))
    return draft.add(Waiver(rule=rule, place=record.id, field=field or WHOLE, reason=reason, who=who.strip()))


@verb(say=N_("Lift a waiver"), told=N_("Waiver lifted: the finding counts again."))
def lift_waiver(draft: Draft, waiver: Waiver) -> None:
    """The finding counts again."""
    draft.remove(waiver)


@verb(say=N_("Mend a finding"), told=N_("{rule} mended."))
def mend_finding(draft: Draft, record: Record, rule: str, *, choice: int = 1) -> Record:
    """Apply one of the suggestions of a finding, e.g. the same number in both languages."""
    from hcd_studio.checks.engine import findings_of
    from hcd_studio.session import now

    found = [one for one in findings_of(now(draft.session, judged=True), {record.id}) if one.rule == rule]
    offered = [one for finding in found for one in finding.suggestions]
    if not offered:
        raise Trouble(
            Message("{rule} has nothing to offer here.", rule=rule),
            do=Message("Mend it by hand, or waive it with a reason."),
        )
    if not 0 < choice <= len(offered):
        raise Trouble(Message("Choose one of: {choices}.", choices=[one.words for one in offered]))
    return draft.patch(draft.fresh(record), dict(offered[choice - 1].values))


@verb(say=N_("Score a principle"), told=N_("{principle} scored."))
def score_principle(draft: Draft, principle: str, score: int, reason: Words) -> Ethics:
    """The score of one data-ethics principle, 0 to 5, and its reason; 3 or less asks for a review."""
    from hcd_studio.checks.rules import data

    known = [one["key"] for one in data("ethics")["principles"]]
    if principle not in known:
        raise Trouble(Message("The principles are: {principles}.", principles=known))
    if not reason:
        raise Trouble(Message("A score needs its reason."))
    return draft.add(Ethics(principle=principle, score=score, reason=reason))


@verb(say=N_("Record evidence of a standard"), told=N_("Evidence of {standard} kept."))
def record_standard(draft: Draft, standard: str, met: str, *, evidence: Words = Words()) -> StandardEvidence:
    """How far a Digital Service Standard for Wales, or a promise of the strategy, is met, and what shows it."""
    from hcd_studio.checks.rules import data

    known = [one["key"] for group in ("standards", "promises") for one in data("evidence")[group]]
    if standard not in known:
        raise Trouble(Message("The standards and promises are: {keys}.", keys=known))
    if met in ("yes", "partly") and not evidence:
        raise Trouble(Message("What shows it?"), do=Message("Write the evidence in a sentence."))
    return draft.add(StandardEvidence(standard=standard, met=met, evidence=evidence))


@verb(say=N_("Add replacement"), told=N_("Beyond the council other words stand there now."))
def add_pseudonym(draft: Draft, said: str, instead: Words) -> Pseudonym:
    """A job title, a place or a name that is said in other words whenever something leaves the council."""
    if len(said.strip()) < 2:
        raise Trouble(Message("Which words are to be replaced?"))
    if not instead:
        raise Trouble(
            Message("What stands there instead?"), do=Message("Say it more widely: a service lead, a village.")
        )
    return draft.add(Pseudonym(said=said.strip(), instead=instead))
