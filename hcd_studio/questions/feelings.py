"""How each step felt: mean, spread, low points and groups that differ; pure sums over the ratings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id, Tier
from hcd_studio.questions.suppression import suppression
from hcd_studio.records import Feeling, Participant, ParticipantGroup
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import number

LOW = -0.95
"""A mean at or below this, shown as −1.0, is a low point."""

DIFFERENCE = 1.0
"""Groups whose means lie this far apart are named."""


@dataclass(frozen=True, slots=True)
class GroupFeeling:
    """How one group of participants felt about a step."""

    group: Words
    n: int
    mean: float


@dataclass(frozen=True, slots=True)
class Split:
    """Two groups that felt differently about a step: the lowest and the highest mean."""

    lower: GroupFeeling
    upper: GroupFeeling


@dataclass(frozen=True, slots=True)
class StepFeeling:
    """How a step felt: `mean` and the middle 80 % are None where nobody rated it or too few did to say so."""

    step: Id
    n: int
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    split: Split | None = None

    @property
    def low(self) -> bool:
        """Whether the step is a low point."""
        return self.mean is not None and self.mean <= LOW

    @property
    def hidden(self) -> bool:
        """Whether ratings exist that are too few to be told."""
        return self.n > 0 and self.mean is None


def feelings_of(snapshot: Snapshot, audience: Tier = "room") -> dict[Id, StepFeeling]:
    """How each rated step felt, for one audience: ratings of withdrawn people never count."""
    least = suppression(audience).least
    ratings, groups = _ratings(snapshot)
    titles = {one.id: one.title for one in snapshot.all(ParticipantGroup)}
    named = {step: [(titles[id], found) for id, found in said.items() if id in titles] for step, said in groups.items()}
    return {step: _one(step, values, named.get(step, []), least) for step, values in ratings.items()}


def middle(values: Iterable[float], share: float = 0.8) -> tuple[float, float]:
    """The bounds of the middle share of some ratings, read between the two nearest where need be."""
    ordered = sorted(values)
    edge = (1 - share) / 2
    return _quantile(ordered, edge), _quantile(ordered, 1 - edge)


def signed(value: float) -> str:
    """A rating as people read it: one place, signed, a plain nought."""
    return "0.0" if abs(value) < 0.05 else number(value, places=1, signed=True)


def low_points(feelings: Mapping[Id, StepFeeling]) -> tuple[Id, ...]:
    """The steps that hurt, the worst first."""
    low = [feeling for feeling in feelings.values() if feeling.low]
    return tuple(one.step for one in sorted(low, key=lambda one: (one.mean or 0.0, one.step)))


def _ratings(snapshot: Snapshot) -> tuple[dict[Id, list[int]], dict[Id, dict[str, list[int]]]]:
    people = {person.id: person for person in snapshot.all(Participant)}
    latest: dict[tuple[Id, Id], Feeling] = {}
    for feeling in snapshot.all(Feeling):
        person = people.get(feeling.participant)
        if feeling.value is None or not feeling.step or (person is not None and person.withdrawn):
            continue
        # A person who rated a step twice, e.g. on paper and by phone, still has one voice.
        latest[feeling.step, feeling.participant or feeling.id] = feeling
    ratings: dict[Id, list[int]] = {}
    groups: dict[Id, dict[str, list[int]]] = {}
    for (step, _who), feeling in latest.items():
        value = feeling.value or 0
        ratings.setdefault(step, []).append(value)
        person = people.get(feeling.participant)
        if person is not None and person.group:
            groups.setdefault(step, {}).setdefault(person.group, []).append(value)
    return ratings, groups


def _one(step: Id, values: list[int], groups: Sequence[tuple[Words, list[int]]], least: int) -> StepFeeling:
    if len(values) < least:
        return StepFeeling(step, len(values))
    lower, upper = middle(values)
    mean = sum(values) / len(values)
    return StepFeeling(step, len(values), mean, lower, upper, _split(groups, max(least, 2)))


def _split(groups: Sequence[tuple[Words, list[int]]], least: int) -> Split | None:
    means = [
        GroupFeeling(group, len(values), sum(values) / len(values)) for group, values in groups if len(values) >= least
    ]
    if len(means) < 2:
        return None
    means.sort(key=lambda one: (one.mean, one.group.both()))
    lower, upper = means[0], means[-1]
    return Split(lower, upper) if upper.mean - lower.mean >= DIFFERENCE - 1e-9 else None


def _quantile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
