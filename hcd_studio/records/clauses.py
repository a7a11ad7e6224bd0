"""From needs to clauses: what a supplier must meet, how it is weighed and answered, and the links back to the voices."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.bilingual import Words
from hcd_studio.fields import MOSCOW, RATINGS, TIERS, Id, amount, choice, citation, ranked, refers, typed, words, yes_no
from hcd_studio.records.record import Record
from hcd_studio.speech import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Record):
    """What a person needs, in three parts: as a …, I need to …, so that … is so."""

    table = "need"
    english, welsh, letter = N_("Need"), "Angen", "N"
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
    ref: str = citation()
    statement: Words = words()
    pattern: str = choice("ubiquitous", "state", "event", "optional", "unwanted", "complex")
    kind: str = choice(
        "functional", "performance", "interface", "usability", "accessibility", "language", "data", "constraint"
    )
    moscow: str = choice(*MOSCOW)
    rationale: Words = words()
    fit_criterion: Words = words()
    status: str = choice("draft", "checked", "agreed", "issued", "withdrawn", default="draft")
    owner: str = typed()
    cpv: str = typed()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Record):
    """An acceptance criterion of a need or a requirement."""

    table = "criterion"
    english, welsh, letter = N_("Acceptance criterion"), "Maen prawf derbyn", "C"
    ref: str = citation()
    parent: Id = refers("need", "requirement")
    statement: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """An outcome that can be measured: baseline, target, method; a KPI is rated each year."""

    table = "measure"
    english, welsh, letter = N_("Measure"), "Mesur", "M"
    ref: str = citation()
    parent: Id = refers("need", "requirement")
    title: Words = words()
    baseline: str = typed()
    target: str = typed()
    unit: str = typed()
    method: Words = words()
    measured: str = typed()
    actual: str = typed()
    kpi: bool = yes_no()
    rating: str = choice(*RATINGS)
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight(Record):
    """An award criterion and its share of the whole; benefit to users stands openly beside cost."""

    table = "weight"
    english, welsh = N_("Award criterion"), "Maen prawf dyfarnu"
    title: Words = words()
    percentage: float | None = amount(0, 100)
    side: str = choice("benefit", "cost", "quality", default="benefit")
    reason: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Record):
    """A supplier's answer to a requirement; the claim is never the score."""

    table = "response"
    english, welsh = N_("Supplier response"), "Ymateb cyflenwr"
    requirement: Id = refers("requirement")
    supplier: str = typed()
    claim: str = choice("met", "partly", "not met")
    how: str = typed()
    score: float | None = amount(0, 100)
    score_reason: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """That one record rests on another, e.g. a requirement on a need; suspect when the parent changed since."""

    table = "link"
    english, welsh = N_("Link"), "Dolen"
    source: Id = refers()
    target: Id = refers()
    kind: str = choice("rests on", "answers", "supports", "same as", "about", default="rests on")
    confirmed: bool = yes_no()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """A word of the service in both languages and what it means."""

    table = "term"
    english, welsh = N_("Term"), "Term"
    title: Words = words()
    meaning: Words = words()
    source: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackIssue(Record):
    """A pack as it was issued: version, audience, who approved it, what changed."""

    table = "pack_issue"
    english, welsh = N_("Issued pack"), "Pecyn a gyhoeddwyd"
    version: str = typed()
    audience: str = choice(*TIERS)
    approved_by: str = typed()
    issued: str = typed()
    changed: Words = words()
    digest: str = choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification(Record):
    """A question or challenge about a pack, and the one answer that all receive."""

    table = "clarification"
    english, welsh = N_("Clarification"), "Eglurhad"
    pack_issue: Id = refers("pack_issue")
    kind: str = choice("clarification", "challenge", default="clarification")
    question: Words = words()
    answer: Words = words()
    asked: str = typed()
    answered: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """A finding set aside: which rule, where, by whom and why."""

    table = "waiver"
    english, welsh = N_("Waiver"), "Hepgoriad"
    rule: str = choice()
    place: Id = refers()
    who: str = typed()
    reason: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ethics(Record):
    """The score of one data-ethics principle, 0 to 5, and its reason."""

    table = "ethics"
    english, welsh = N_("Ethics"), "Moeseg"
    principle: str = choice()
    score: int | None = amount(0, 5)
    reason: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance(Record):
    """Where records came from: the import, template or pattern, and under which licence."""

    table = "provenance"
    english, welsh = N_("Provenance"), "Tarddiad"
    title: str = typed()
    kind: str = choice("import", "template", "pattern", "sample", "paste")
    source: str = typed()
    licence: str = typed()
    council: str = typed()
    version: str = typed()
    digest: str = choice()
    summary: str = typed()
