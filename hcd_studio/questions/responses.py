"""Suppliers side by side: what each claims of every requirement, what evaluators gave, what was agreed, and what that weighs.

A claim is never a score: points come from agreed scores alone, and what nobody scored yet counts nothing and is told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from hcd_studio.fields import Id
from hcd_studio.records import Evaluation, Requirement, Response, Supplier, Weight
from hcd_studio.snapshot import Snapshot

FULL = 5
"""The best score."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one supplier says of one requirement, and how it was judged."""

    response: Response | None = None
    evaluations: tuple[Evaluation, ...] = ()

    @property
    def claim(self) -> str:
        """Met, partly, not met, or empty where there is no answer."""
        return self.response.claim if self.response else ""

    @property
    def moderated(self) -> float | None:
        """The agreed score."""
        return self.response.moderated if self.response else None

    @property
    def apart(self) -> float:
        """How far the evaluators are from each other."""
        scores = [one.score for one in self.evaluations if one.score is not None]
        return max(scores) - min(scores) if scores else 0.0

    @property
    def lacks_agreement(self) -> bool:
        """Whether evaluators have scored and nobody has agreed yet."""
        return bool(self.evaluations) and self.moderated is None


@dataclass(frozen=True, slots=True)
class Points:
    """What one award criterion came to: points of its share, from how many agreed scores of how many."""

    weight: Id
    share: float
    points: float
    scored: int
    belongs: int
    below: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one supplier stands."""

    supplier: Supplier
    answered: int
    claims: dict[str, int]
    musts: tuple[Requirement, ...]
    """Musts that the supplier does not claim to meet whole, or leaves without an answer."""
    criteria: tuple[Points, ...]
    outside: int
    """Agreed scores of requirements that belong to no award criterion: they weigh nothing."""

    @property
    def points(self) -> float:
        """The weighted points."""
        return sum(one.points for one in self.criteria)

    @property
    def complete(self) -> bool:
        """Whether every award criterion has all its scores."""
        return bool(self.criteria) and all(one.belongs and one.scored == one.belongs for one in self.criteria)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All suppliers against all requirements."""

    suppliers: tuple[Supplier, ...]
    requirements: tuple[Requirement, ...]
    said: dict[tuple[Id, Id], Said] = field(default_factory=dict)
    """By requirement and supplier."""
    standings: tuple[Standing, ...] = ()

    def at(self, requirement: Id, supplier: Id) -> Said:
        """What one says of another; nothing where there is no answer."""
        return self.said.get((requirement, supplier), Said())


def compared(snapshot: Snapshot) -> Comparison:
    """Everything that suppliers answered, requirement by requirement; withdrawn requirements are left out."""
    requirements = tuple(one for one in snapshot.all(Requirement) if one.status != "withdrawn")
    evaluations: dict[Id, list[Evaluation]] = defaultdict(list)
    for one in snapshot.all(Evaluation):
        evaluations[one.response].append(one)
    said = {
        (one.requirement, one.supplier): Said(
            one, tuple(sorted(evaluations[one.id], key=lambda each: each.evaluator.casefold()))
        )
        for one in snapshot.all(Response)
    }
    found = Comparison(snapshot.all(Supplier), requirements, said)
    weights = snapshot.all(Weight)
    standings = tuple(_standing(found, supplier, weights) for supplier in found.suppliers)
    return Comparison(found.suppliers, requirements, said, standings)


def _standing(found: Comparison, supplier: Supplier, weights: tuple[Weight, ...]) -> Standing:
    mine = [(one, found.at(one.id, supplier.id)) for one in found.requirements]
    claims = {claim: sum(said.claim == claim for _, said in mine) for claim in ("met", "partly", "not met", "")}
    known = {one.id for one in weights}
    return Standing(
        supplier,
        len(mine) - claims[""],
        claims,
        tuple(one for one, said in mine if one.moscow == "must" and said.claim != "met"),
        tuple(_points(weight, [said for one, said in mine if one.weight == weight.id]) for weight in weights),
        sum(said.moderated is not None for one, said in mine if one.weight not in known),
    )


def _points(weight: Weight, said: list[Said]) -> Points:
    scores = [one.moderated for one in said if one.moderated is not None]
    share = weight.percentage or 0.0
    points = sum(scores) / len(said) / FULL * share if said else 0.0
    whole = bool(said) and len(scores) == len(said)
    below = whole and weight.pass_mark is not None and share > 0 and points / share * 100 < weight.pass_mark
    return Points(weight.id, share, points, len(scores), len(said), below)
