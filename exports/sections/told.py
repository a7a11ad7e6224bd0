"""What builders may know: the workshop as an audience may see it, and sums in which nobody can be recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from exports.document import Block
from exports.options import Options
from hcd_studio.audience import seen_by
from hcd_studio.fields import Id, Tier
from hcd_studio.questions.coverage import Heard, heard
from hcd_studio.questions.feelings import StepFeeling, feelings_of
from hcd_studio.questions.ranking import Ranking, ranking
from hcd_studio.questions.suppression import suppression
from hcd_studio.records import Need, Note, Participant, Pulse, Requirement, Vote
from hcd_studio.snapshot import Snapshot


@dataclass(frozen=True)
class Told:
    """A workshop as it may be told: no text above the audience's tier, no number below the threshold.

    Sums are made of everybody and suppressed before they come here; nothing else of the whole session does.
    """

    snapshot: Snapshot
    audience: Tier
    made: date
    options: Options
    heard: tuple[Heard, ...] = ()
    people: int | None = None
    rankings: Mapping[str, Ranking] | None = None
    feelings: Mapping[Id, StepFeeling] | None = None
    pulses: tuple[tuple[str, float, int], ...] = ()
    others: tuple[Told, ...] = ()
    without_welsh: tuple[Block, ...] = ()

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements that stand."""
        return tuple(one for one in self.snapshot.all(Requirement) if one.status != "withdrawn" and one.statement)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """The needs that are pursued."""
        return tuple(one for one in self.snapshot.all(Need) if one.status != "parked" and one.i_need)

    def ranking(self, on: str) -> Ranking:
        """The ranking of themes, pain points or ideas."""
        return (self.rankings or {}).get(on, Ranking())

    @property
    def council(self) -> str:
        """Whose document it is."""
        return self.options.house.name or self.snapshot.workshop.council


def tell(snapshot: Snapshot, options: Options) -> Told:
    """What an audience may know of a workshop."""
    audience = options.audience
    seen = seen_by(snapshot, audience)
    present = sum(1 for person in snapshot.all(Participant) if not person.withdrawn)
    return Told(
        snapshot=_quiet(seen),
        audience=audience,
        made=options.made,
        options=options,
        heard=heard(snapshot, audience=audience),
        people=suppression(audience).told(present),
        rankings={on: ranking(snapshot, on, audience=audience) for on in ("theme", "pain")},
        feelings=feelings_of(snapshot, audience),
        pulses=_pulses(snapshot, audience),
        others=tuple(tell(other, replace(options, others=())) for other in options.others),
    )


def _quiet(seen: Snapshot) -> Snapshot:
    """Votes are told as sums only, and private notes are nobody's but the table's, in the room too."""
    notes = {id: note for id, note in seen.records.get(Note.table, {}).items() if not getattr(note, "private", False)}
    return Snapshot({**seen.records, Vote.table: {}, Note.table: notes}, seen.versions, seen.stale, seen.suspect)


def _pulses(snapshot: Snapshot, audience: Tier) -> tuple[tuple[str, float, int], ...]:
    """What people answered at the close: each question, its mean and how many answered."""
    rule = suppression(audience)
    sums: dict[str, list[int]] = {}
    for pulse in snapshot.all(Pulse):
        if pulse.value is not None and pulse.count:
            sums.setdefault(pulse.question, []).extend([pulse.value] * pulse.count)
    return tuple(
        (question, sum(all_) / len(all_), len(all_)) for question, all_ in sums.items() if rule.tells(len(all_))
    )
