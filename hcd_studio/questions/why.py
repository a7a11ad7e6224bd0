"""Why a requirement stands in the pack: the needs, the pains with their votes and cost, the voices, the tests; on one page."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.audience import seen_by
from hcd_studio.fields import Id, Tier
from hcd_studio.questions.cost import Cost, cost_of
from hcd_studio.questions.coverage import Evidence, weigh
from hcd_studio.questions.ranking import NONE, Tally, tallies
from hcd_studio.questions.suppression import SMALL, suppression
from hcd_studio.questions.trail import below, voices
from hcd_studio.records import Clarification, Criterion, Measure, Need, Note, Pain, Requirement, Waiver
from hcd_studio.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Hurt:
    """One pain point behind a requirement: what the room gave it or its theme, and what it costs in a year."""

    pain: Pain
    votes: Tally
    cost: Cost


@dataclass(frozen=True, slots=True)
class Why:
    """All that speaks for one requirement, as an audience may see it; voices that may not be shown are counted only."""

    requirement: Requirement
    needs: tuple[Need, ...]
    hurts: tuple[Hurt, ...]
    voices: tuple[Note, ...]
    unseen: int
    evidence: Evidence
    criteria: tuple[Criterion, ...]
    measures: tuple[Measure, ...]
    waivers: tuple[Waiver, ...]
    clarifications: tuple[Clarification, ...]
    suspect: bool


def why(snapshot: Snapshot, id: Id, *, audience: Tier = "room", least: int = SMALL) -> Why | None:
    """The page of one requirement; None where there is none of that id."""
    requirement = snapshot.get(Requirement, id)
    if requirement is None:
        return None
    shown, rule = seen_by(snapshot, audience), suppression(audience, least)
    beneath = below(snapshot, id)
    heard = voices(snapshot, id)
    seen = [note for one in heard if (note := shown.get(Note, one.id)) is not None]
    votes = tallies(snapshot)
    hurts = []
    for pain in shown.all(Pain):
        if pain.id in beneath:
            given = votes.get(pain.id, NONE) + (votes.get(pain.theme, NONE) if pain.theme else NONE)
            hurts.append(Hurt(pain, given.told(rule), cost_of(pain)))
    hurts.sort(key=lambda one: -((one.pain.severity or 0) * (one.pain.frequency or 0) * (one.pain.reach or 0)))
    return Why(
        shown.get(Requirement, id) or requirement,
        tuple(one for one in shown.all(Need) if one.id in beneath),
        tuple(hurts),
        tuple(seen),
        len(heard) - len(seen),
        weigh(heard),
        tuple(one for one in shown.all(Criterion) if one.parent == id),
        tuple(one for one in shown.all(Measure) if one.parent == id),
        tuple(one for one in shown.all(Waiver) if one.place == id),
        tuple(one for one in shown.all(Clarification) if one.about == id),
        any(link.id in snapshot.suspect for link in snapshot.links.out(id)),
    )
