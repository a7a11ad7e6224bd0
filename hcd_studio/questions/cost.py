"""What a pain point costs in a year: times a year × minutes × pounds, for residents and for the council, apart and together."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.fields import Id
from hcd_studio.records import Pain
from hcd_studio.snapshot import Snapshot

RESIDENT_HOUR = 12.60
COUNCIL_HOUR = 24.00
"""Pounds an hour where a workshop gives none of its own: a resident's near the minimum wage, a council's with its on-costs.

Both are assumptions that every print names; a council puts its own in.
"""


@dataclass(frozen=True, slots=True)
class Rates:
    """What an hour is worth, in pounds."""

    resident: float = RESIDENT_HOUR
    council: float = COUNCIL_HOUR


@dataclass(frozen=True, slots=True)
class Side:
    """What one side bears in a year: hours, and pounds of time and of what is paid; None where nobody said."""

    hours: float | None
    paid: float | None
    pounds: float | None


@dataclass(frozen=True, slots=True)
class Cost:
    """The yearly cost of one pain point; `lacking` are the fields without which it is not known or only in part."""

    pain: Id
    times: int | None
    residents: Side
    council: Side
    lacking: tuple[str, ...]
    source: str = ""

    @property
    def known(self) -> bool:
        """Whether anything can be said of it."""
        return self.residents.pounds is not None or self.council.pounds is not None

    @property
    def pounds(self) -> float:
        """What both sides bear together."""
        return (self.residents.pounds or 0) + (self.council.pounds or 0)


def cost_of(pain: Pain, rates: Rates = Rates()) -> Cost:
    """The cost of one pain point in a year."""
    residents = _side(pain.times_a_year, pain.resident_minutes, pain.resident_pounds, rates.resident)
    council = _side(pain.times_a_year, pain.council_minutes, pain.council_pounds, rates.council)
    fields = ("times_a_year", "resident_minutes", "council_minutes", "cost_source")
    lacking = tuple(name for name in fields if getattr(pain, name) in (None, ""))
    return Cost(pain.id, pain.times_a_year, residents, council, lacking, pain.cost_source)


def costs(snapshot: Snapshot, rates: Rates = Rates()) -> tuple[Cost, ...]:
    """The pain points by what they cost, the dearest first; those of which nothing is known come last."""
    found = [cost_of(pain, rates) for pain in snapshot.all(Pain)]
    return tuple(sorted(found, key=lambda one: (not one.known, -one.pounds)))


def _side(times: int | None, minutes: float | None, paid: float | None, hour: float) -> Side:
    if times is None or (minutes is None and paid is None):
        return Side(None, None, None)
    hours = None if minutes is None else times * minutes / 60
    spent = None if paid is None else times * paid
    return Side(hours, spent, (hours or 0) * hour + (spent or 0))
