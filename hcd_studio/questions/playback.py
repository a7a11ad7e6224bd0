"""What was heard in a page: low points, the ranking's top, needs, what was decided on what evidence, and the closing pulse."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.fields import Id, Tier
from hcd_studio.questions.feelings import StepFeeling, feelings_of, low_points
from hcd_studio.questions.ranking import Ranked, ranking
from hcd_studio.questions.suppression import suppression
from hcd_studio.records import Action, Decision, Need, Pulse, Record, Stage, Step
from hcd_studio.snapshot import Snapshot

TOP = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """One closing question: how many answered, their mean, and how many gave each answer; too few are not told outside the room."""

    question: str
    n: int
    mean: float | None
    counts: tuple[int | None, ...]

    @property
    def hidden(self) -> bool:
        """Whether there are answers that are too few to be told."""
        return self.n > 0 and self.mean is None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and what it rests on."""

    decision: Decision
    evidence: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Playback:
    """Everything that is played back to the room."""

    low: tuple[tuple[int, Step, StepFeeling], ...]
    top: tuple[Ranked, ...]
    needs: tuple[Need, ...]
    decisions: tuple[Decided, ...]
    actions: tuple[Action, ...]
    pulse: tuple[Answered, ...]


def playback(snapshot: Snapshot, audience: Tier = "room") -> Playback:
    """What was heard and decided, as an audience may see it."""
    felt = feelings_of(snapshot, audience)
    numbers = step_numbers(snapshot)
    steps = {one.id: one for one in snapshot.all(Step)}
    low = tuple((numbers.get(id, 0), steps[id], felt[id]) for id in low_points(felt) if id in steps)
    top = tuple(one for one in ranking(snapshot, "theme", audience=audience).rows if one.room.dots)[:TOP]
    return Playback(
        low[:TOP], top, tuple(one for one in snapshot.all(Need) if one.i_need),
        tuple(Decided(one, evidence_of(snapshot, one)) for one in snapshot.all(Decision)),
        snapshot.all(Action), pulse_of(snapshot, audience),
    )  # fmt: skip


def step_numbers(snapshot: Snapshot) -> dict[Id, int]:
    """Each step's number on the map."""
    stages = {one.id: at for at, one in enumerate(snapshot.all(Stage))}
    found = sorted((one for one in snapshot.all(Step) if one.stage in stages), key=lambda one: stages[one.stage])
    return {one.id: at for at, one in enumerate(found, 1)}


def evidence_of(snapshot: Snapshot, decision: Decision) -> tuple[Record, ...]:
    """What a decision rests on, as far as it is still there."""
    links = snapshot.links.out(decision.id)
    return tuple(found for one in links if (found := snapshot.find(one.target)) is not None)


def pulse_of(snapshot: Snapshot, audience: Tier = "room") -> tuple[Answered, ...]:
    """The three closing questions, over all tables and both languages; counts only, nobody's answer."""
    rule = suppression(audience)
    found = []
    for question in ("heard", "understood", "again"):
        counts = [0] * 5
        for one in snapshot.all(Pulse):
            if one.question == question and one.value:
                counts[one.value - 1] += one.count or 0
        n = sum(counts)
        tells = bool(n) and rule.tells(n)
        mean = sum(value * count for value, count in enumerate(counts, 1)) / n if tells else None
        told = rule.together({str(at): count for at, count in enumerate(counts)}) if tells else {}
        found.append(Answered(question, n, mean, tuple(told.get(str(at)) for at in range(5))))
    return tuple(found)
