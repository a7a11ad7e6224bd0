"""What drives the award, openly: benefit to users against cost, and weights proposed from votes and severities."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hcd_studio.fields import Id
from hcd_studio.questions.ranking import tallies
from hcd_studio.questions.trail import below
from hcd_studio.records import Need, Pain, Requirement, Weight
from hcd_studio.snapshot import Snapshot

COST = 30.0
"""The share of cost that a proposal leaves, in per cent: well below benefit, to be argued about."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Balance:
    """How the weights stand: what each side has, how far they are from a hundred, and whether a reason is owed."""

    benefit: float
    quality: float
    cost: float
    owed: tuple[Id, ...]

    @property
    def total(self) -> float:
        """All of them together."""
        return self.benefit + self.quality + self.cost

    @property
    def whole(self) -> bool:
        """Whether they make a hundred."""
        return abs(self.total - WHOLE) < 1e-6

    @property
    def ratio(self) -> float | None:
        """Benefit to users for each part of cost; None where cost has no weight."""
        return self.benefit / self.cost if self.cost else None

    @property
    def cost_leads(self) -> bool:
        """Whether cost outweighs benefit to users."""
        return self.cost > self.benefit


def balance(snapshot: Snapshot) -> Balance:
    """Benefit to users, other quality and cost, side by side."""
    weights = snapshot.all(Weight)
    sides = {
        side: sum(one.percentage or 0 for one in weights if one.side == side) for side in ("benefit", "quality", "cost")
    }
    leads = sides["cost"] > sides["benefit"]
    owed = tuple(one.id for one in weights if one.side == "cost" and leads and not one.reason)
    return Balance(sides["benefit"], sides["quality"], sides["cost"], owed)


@dataclass(frozen=True, slots=True)
class Driver:
    """What speaks for one need: the votes of the room on what it rests on, how severe its pains are, and its proposed share."""

    need: Id
    votes: int
    severity: int
    pains: int
    requirements: int
    share: int = 0


def drivers(snapshot: Snapshot, cost: float = COST) -> tuple[Driver, ...]:
    """The needs by what speaks for them, with whole percentages that make a hundred together with cost.

    Half of a share follows the votes of residents and staff, half the severity × frequency × reach of the pain points; a
    leader's vote does not count here. Where nobody voted, severity alone speaks.
    """
    votes = {id: tally.dots for id, tally in tallies(snapshot).items()}
    rows = [_row(snapshot, need, votes) for need in snapshot.all(Need) if need.status != "parked"]
    if not rows:
        return ()
    votes_cast, severities = sum(row.votes for row in rows), sum(row.severity for row in rows)
    parts = [
        (row.votes / votes_cast if votes_cast else 0.0) + (row.severity / severities if severities else 0.0)
        for row in rows
    ]
    if not any(parts):
        parts = [1.0] * len(rows)
    shares = whole_shares(parts, round(WHOLE - cost))
    made = [replace(row, share=share) for row, share in zip(rows, shares, strict=True)]
    return tuple(sorted(made, key=lambda one: -one.share))


def whole_shares(parts: list[float], whole: int) -> list[int]:
    """Whole numbers in proportion to some parts that make up the whole: the largest remainders get what is left."""
    total = sum(parts)
    if not parts or total <= 0:
        return [0] * len(parts)
    exact = [part / total * whole for part in parts]
    found = [int(one) for one in exact]
    for at in sorted(range(len(parts)), key=lambda at: (found[at] - exact[at], at))[: whole - sum(found)]:
        found[at] += 1
    return found


def _row(snapshot: Snapshot, need: Need, votes: dict[Id, int]) -> Driver:
    beneath = below(snapshot, need.id)
    pains = [pain for pain in snapshot.all(Pain) if pain.id in beneath]
    things = {pain.id for pain in pains} | {pain.theme for pain in pains if pain.theme}
    severe = sum((one.severity or 1) * (one.frequency or 1) * (one.reach or 1) for one in pains)
    resting = {link.source for link in snapshot.links.into(need.id)}
    requirements = sum(one in snapshot.records.get(Requirement.table, {}) for one in resting)
    return Driver(need.id, sum(votes.get(one, 0) for one in things), severe, len(pains), requirements)
