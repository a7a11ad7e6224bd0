"""What a session shows for the Digital Service Standards for Wales and for the promises of the strategy: found in data, counted.

What the data shows is a beginning, never a judgement: whether a standard is met is what a person writes down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hcd_studio.fields import Id
from hcd_studio.questions.channels import channel_parity
from hcd_studio.records import (
    Action,
    Actor,
    Clarification,
    Criterion,
    Decision,
    Ethics,
    Feeling,
    Idea,
    Link,
    Measure,
    Need,
    Note,
    PackIssue,
    Pain,
    Participant,
    ParticipantGroup,
    Persona,
    Provenance,
    Record,
    Requirement,
    StandardEvidence,
    Step,
    UseCase,
    Weight,
)
from hcd_studio.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that the data shows: its name in `resources/rules/evidence.json`, and how many records show it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How one standard or promise stands: what the data shows, what was looked for in vain, what a person wrote."""

    key: str
    shown: tuple[Shown, ...]
    lacking: tuple[str, ...]
    said: StandardEvidence | None = None

    @property
    def answered(self) -> bool:
        """Whether a person said how far it is met, and on what evidence."""
        return self.said is not None and self.said.met not in ("", "not yet known") and bool(self.said.evidence)


Count = Callable[[Snapshot], int]


def _n(kind: type[Record]) -> Count:
    return lambda snapshot: len(snapshot.all(kind))


def _where(kind: type[Record], field: str, *values: object) -> Count:
    def count(snapshot: Snapshot) -> int:
        return sum(
            (getattr(one, field) in values) if values else bool(getattr(one, field)) for one in snapshot.all(kind)
        )

    return count


def _welsh(kind: type[Record], field: str) -> Count:
    return lambda snapshot: sum(bool(getattr(one, field).cy) for one in snapshot.all(kind))


def _linked(source: type[Record], target: type[Record]) -> Count:
    def count(snapshot: Snapshot) -> int:
        sources, targets = (snapshot.records.get(kind.table, {}) for kind in (source, target))
        return len({one.source for one in snapshot.all(Link) if one.source in sources and one.target in targets})

    return count


COUNTS: dict[str, Count] = {
    "letters and trips counted": lambda s: sum(
        any((one.letters, one.trips, one.sheets, one.wait_days)) for one in s.all(Step)
    ),
    "outcomes with baseline and target": lambda s: sum(bool(one.baseline and one.target) for one in s.all(Measure)),
    "kpis": _where(Measure, "kpi"),
    "requirements in Welsh": _welsh(Requirement, "statement"),
    "notes spoken in Welsh": _where(Note, "language", "cy"),
    "Welsh speakers in the room": lambda s: sum(
        "cy" in one.languages for one in s.all(Participant) if not one.withdrawn
    ),
    "requirements on the Welsh language": _where(Requirement, "kind", "language"),
    "voices": _n(Note),
    "feelings rated": _where(Feeling, "value", *range(-2, 3)),
    "personas": _n(Persona),
    "needs that rest on pain points": _linked(Need, Pain),
    "requirements that rest on needs": _linked(Requirement, Need),
    "organisations and systems behind the steps": _n(Actor),
    "steps with more than one channel": lambda s: sum(len(one.channels) > 1 for one in s.all(Step)),
    "steps open to people who are not online": lambda s: sum(
        bool(one.channels) and not one.digital_only for one in channel_parity(s).steps
    ),
    "people with access needs": lambda s: sum(
        bool(one.access_needs) for one in s.all(Participant) if not one.withdrawn
    ),
    "groups held against the population": _where(ParticipantGroup, "share"),
    "missing voices named": lambda s: int(bool(s.workshop.missing_voices)),
    "requirements on accessibility": _where(Requirement, "kind", "accessibility"),
    "barriers named": lambda s: (
        sum(bool(one.barriers) for one in s.all(Pain)) + sum(bool(one.barriers) for one in s.all(Step))
    ),
    "requirements with an owner": _where(Requirement, "owner"),
    "actions with an owner": _where(Action, "who"),
    "decisions with their evidence": _where(Decision, "evidence"),
    "staff in the room": lambda s: sum(
        one.side == "staff"
        for person in s.all(Participant)
        if (one := s.get(ParticipantGroup, person.group)) is not None
    ),
    "ideas": _n(Idea),
    "ideas that were tested": _where(Idea, "tested"),
    "issues of the pack": _n(PackIssue),
    "clarifications answered": _where(Clarification, "answer"),
    "open licence or provenance": _n(Provenance),
    "interfaces required": _where(Requirement, "kind", "interface"),
    "requirements on data": _where(Requirement, "kind", "data"),
    "ethics principles scored": lambda s: sum(one.score is not None for one in s.all(Ethics)),
    "consent given by tier": _where(Participant, "tier"),
    "acceptance criteria": _n(Criterion),
    "use cases with complex needs": _where(UseCase, "complex_needs"),
    "award criteria with reasons": _where(Weight, "reason"),
    "benefit weighs at least as much as cost": lambda s: int(
        bool(s.all(Weight)) and _weight(s, "benefit") >= _weight(s, "cost")
    ),
}
"""What can be looked for, by its name."""


def _weight(snapshot: Snapshot, side: str) -> float:
    return sum(one.percentage or 0 for one in snapshot.all(Weight) if one.side == side)


def standing_of(snapshot: Snapshot, key: str, looked_for: tuple[str, ...]) -> Standing:
    """One standard or promise, by the names of what shows it."""
    counted = [Shown(name, COUNTS[name](snapshot)) for name in looked_for]
    said = next((one for one in snapshot.all(StandardEvidence) if one.standard == key), None)
    return Standing(
        key, tuple(one for one in counted if one.count), tuple(one.name for one in counted if not one.count), said
    )


def standards(snapshot: Snapshot) -> tuple[Standing, ...]:
    """The twelve standards, then the promises of the strategy."""
    from hcd_studio.checks.rules import data

    found = data("evidence")
    return tuple(
        standing_of(snapshot, one["key"], tuple(one["shown_by"])) for one in (*found["standards"], *found["promises"])
    )


def low_ethics(snapshot: Snapshot, least: int = 3) -> tuple[Id, ...]:
    """The principles whose score asks for a review."""
    return tuple(one.id for one in snapshot.all(Ethics) if one.score is not None and one.score <= least)
