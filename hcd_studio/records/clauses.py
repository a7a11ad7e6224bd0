"""From needs to clauses: what a supplier must meet, how it is weighed and answered, and the links back to the voices."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.bilingual import Words
from hcd_studio.fields import (
    CONFIDENCE,
    MOSCOW,
    RATINGS,
    TIERS,
    Id,
    amount,
    choice,
    citation,
    day,
    ranked,
    refers,
    several,
    typed,
    words,
    yes_no,
)
from hcd_studio.records.record import Record
from hcd_studio.speech import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Record):
    """What a person needs, in three parts: as a …, I need to …, so that … is so."""

    table = "need"
    english, welsh, letter = N_("Need"), "Angen", "N"
    travels = "public"
    ref: str = citation()
    as_a: Words = words()
    i_need: Words = words()
    so_that: Words = words()
    status: str = choice("draft", "agreed", "parked", default="draft")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCase(Record):
    """How an actor uses the service, with the complex needs and exceptions a supplier must know."""

    table = "usecase"
    english, welsh, letter = N_("Use case"), "Achos defnydd", "U"
    travels = "public"
    ref: str = citation()
    title: Words = words()
    actor: Words = words()
    trigger: Words = words()
    main_flow: Words = words()
    complex_needs: Words = words()
    exceptions: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Record):
    """What a supplier must meet, in a form that can be tested and defended."""

    table = "requirement"
    english, welsh, letter = N_("Requirement"), "Gofyniad", "R"
    travels = "public"
    ref: str = citation()
    statement: Words = words()
    ears: str = choice("ubiquitous", "state", "event", "optional", "unwanted", "complex")
    kind: str = choice(
        "functional", "performance", "interface", "usability", "accessibility", "language", "data", "constraint"
    )
    moscow: str = choice(*MOSCOW)
    rationale: Words = words()
    fit_criterion: Words = words()
    status: str = choice("draft", "checked", "agreed", "issued", "withdrawn", default="draft")
    owner: str = typed(personal=True)
    cpv: str = typed()
    rank: str = ranked()
    scope: str = choice("core", "local")
    verification: str = choice("test", "demonstration", "inspection", "analysis")
    risk: str = choice(*CONFIDENCE)
    difficulty: str = choice(*CONFIDENCE)
    weight: Id = refers("weight")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Record):
    """An acceptance criterion of a need or a requirement."""

    table = "criterion"
    english, welsh, letter = N_("Acceptance criterion"), "Maen prawf derbyn", "C"
    travels = "public"
    ref: str = citation()
    parent: Id = refers("need", "requirement")
    statement: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """An outcome that can be measured: baseline, target, method; a KPI is rated each year."""

    table = "measure"
    english, welsh, letter = N_("Measure"), "Mesur", "M"
    travels = "public"
    ref: str = citation()
    parent: Id = refers("need", "requirement")
    title: Words = words()
    baseline: str = typed()
    target: str = typed()
    unit: str = typed()
    method: Words = words()
    measured: str = typed()
    kpi: bool = yes_no()
    rank: str = ranked()
    begins: str = day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight(Record):
    """An award criterion and its share of the whole; benefit to users stands openly beside cost."""

    table = "weight"
    english, welsh = N_("Award criterion"), "Maen prawf dyfarnu"
    travels = "public"
    title: Words = words()
    percentage: float | None = amount(0, 100)
    side: str = choice("benefit", "cost", "quality", default="benefit")
    reason: Words = words()
    rank: str = ranked()
    method: Words = words()
    pass_mark: float | None = amount(0, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Record):
    """A supplier's answer to a requirement; the claim is never the score."""

    table = "response"
    english, welsh = N_("Supplier response"), "Ymateb cyflenwr"
    key = ("requirement", "supplier")
    requirement: Id = refers("requirement")
    supplier: Id = refers("supplier")
    claim: str = choice("met", "partly", "not met")
    how: str = typed()
    moderated: float | None = amount(0, 5)
    moderated_reason: Words = words()
    evidence: str = typed()
    mitigation: str = typed()
    due: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """That one record rests on another, e.g. a requirement on a need; suspect when the parent changed since."""

    table = "link"
    english, welsh = N_("Link"), "Dolen"
    key = ("source", "target", "kind")
    travels = "public"
    source: Id = refers()
    target: Id = refers()
    kind: str = choice("rests on", "answers", "supports", "same as", "about", "done by", default="rests on")
    confirmed: bool = yes_no()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """A word of the service in both languages and what it means."""

    table = "term"
    english, welsh = N_("Term"), "Term"
    travels = "public"
    title: Words = words()
    meaning: Words = words()
    source: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackIssue(Record):
    """A pack as it was issued: version, audience, who approved it, what changed."""

    table = "pack_issue"
    english, welsh, letter = N_("Issued pack"), "Pecyn a gyhoeddwyd", "B"
    travels = "public"
    ref: str = citation()
    version: str = typed()
    audience: str = choice(*TIERS)
    approved_by: str = typed()
    issued: str = day()
    changed: Words = words()
    digest: str = choice()
    frontier: tuple[str, ...] = several()
    languages: tuple[str, ...] = several("cy", "en")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification(Record):
    """A question or challenge about a pack, and the one answer that all receive."""

    table = "clarification"
    english, welsh, letter = N_("Clarification"), "Eglurhad", "Q"
    travels = "public"
    ref: str = citation()
    pack_issue: Id = refers("pack_issue")
    kind: str = choice("clarification", "challenge", default="clarification")
    question: Words = words()
    answer: Words = words()
    asked: str = day()
    answered: str = day()
    about: Id = refers()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """A finding set aside: which rule, where, by whom and why."""

    table = "waiver"
    english, welsh = N_("Waiver"), "Hepgoriad"
    key = ("rule", "place", "field")
    travels = "public"
    rule: str = choice()
    place: Id = refers()
    field: str = choice()
    who: str = typed()
    reason: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCheck(Record):
    """Who checked a text against its other language, and on which day; whether that still holds is read from the log."""

    table = "pair_check"
    english, welsh = N_("Checked pair"), "Pâr a wiriwyd"
    key = ("place", "field")
    place: Id = refers()
    field: str = choice()
    checked_by: str = typed(personal=True)
    checked_on: str = day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ethics(Record):
    """The score of one data-ethics principle, 0 to 5, and its reason."""

    table = "ethics"
    english, welsh = N_("Ethics"), "Moeseg"
    key = ("principle",)
    travels = "public"
    principle: str = choice()
    score: int | None = amount(0, 5)
    reason: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance(Record):
    """Where records came from: the import, template or pattern, and under which licence."""

    table = "provenance"
    english, welsh = N_("Provenance"), "Tarddiad"
    travels = "public"
    title: Words = words()
    kind: str = choice("import", "template", "pattern", "sample", "paste")
    source: str = typed()
    licence: str = typed()
    council: str = typed()
    version: str = typed()
    digest: str = choice()
    summary: str = typed()
    adaptations: Words = words()
    contact: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual(Record):
    """What a measure really was in one period after go-live, and how a KPI is rated for it."""

    table = "actual"
    english, welsh = N_("Actual result"), "Gwir ganlyniad"
    key = ("measure", "period")
    travels = "public"
    measure: Id = refers("measure")
    period: str = choice()
    value: str = typed()
    rating: str = choice(*RATINGS)
    source: str = typed()
    comment: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier(Record):
    """Who answers a tender."""

    table = "supplier"
    english, welsh = N_("Supplier"), "Cyflenwr"
    name: str = typed()
    received: str = day()
    digest: str = choice()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Record):
    """One evaluator's score of one response, and the reason for it."""

    table = "evaluation"
    english, welsh = N_("Evaluation"), "Gwerthusiad"
    key = ("response", "evaluator")
    response: Id = refers("response")
    evaluator: str = choice()
    score: float | None = amount(0, 5)
    reason: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Record):
    """That one council agrees to a joint pack, or does not, and why."""

    table = "sign_off"
    english, welsh = N_("Sign-off"), "Cymeradwyaeth"
    key = ("pack_issue", "council")
    travels = "public"
    pack_issue: Id = refers("pack_issue")
    council: str = choice()
    who: str = typed(personal=True)
    signed: str = day()
    status: str = choice("waiting", "agreed", "agreed with changes", "declined", default="waiting")
    comment: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardEvidence(Record):
    """What shows that one of the Digital Service Standards for Wales is met, and how far."""

    table = "standard_evidence"
    english, welsh = N_("Standards evidence"), "Tystiolaeth safonau"
    key = ("standard",)
    travels = "public"
    standard: str = choice()
    met: str = choice("yes", "partly", "no", "not yet known")
    evidence: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudonym(Record):
    """Words that lead to one person or place, and the wider ones that stand there beyond the council."""

    table = "pseudonym"
    english, welsh = N_("Replacement"), "Gair arall"
    said: str = typed(personal=True)
    instead: Words = words()
    rank: str = ranked()
