"""Leaders' priorities beside residents': two lists and where they part, never one sum."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.fields import Tier
from hcd_studio.questions.ranking import Ranking, Tally, ranking
from hcd_studio.questions.suppression import SMALL
from hcd_studio.records import Record
from hcd_studio.snapshot import Snapshot

APART = 3
"""So many places apart, the two lists disagree on a thing."""


@dataclass(frozen=True, slots=True)
class Priority:
    """One thing in the two lists: its place in each, None where that side gave it nothing."""

    record: Record
    room_place: int | None
    leaders_place: int | None
    room: Tally
    leaders: Tally

    @property
    def apart(self) -> bool:
        """Whether the two lists disagree: far apart, or only one of them names it."""
        if self.room_place is None or self.leaders_place is None:
            return self.room_place != self.leaders_place
        return abs(self.room_place - self.leaders_place) >= APART


@dataclass(frozen=True, slots=True)
class Priorities:
    """Everything that anybody voted for, in the order of the room; whether leaders voted at all."""

    rows: tuple[Priority, ...]
    leaders_voted: bool


def priorities(snapshot: Snapshot, on: str = "theme", *, audience: Tier = "room", least: int = SMALL) -> Priorities:
    """The two lists of themes, pain points or ideas, as an audience may see them."""
    found = ranking(snapshot, on, audience=audience, least=least)
    room, leaders = _places(found, "room"), _places(found, "leaders")
    rows = [
        Priority(one.record, room.get(one.record.id), leaders.get(one.record.id), one.room, one.leaders)
        for one in found.rows
        if one.record.id in room or one.record.id in leaders
    ]
    return Priorities(tuple(rows), bool(leaders))


def _places(found: Ranking, side: str) -> dict[str, int]:
    """The places of what a side gave dots to: equal dots, equal place."""
    given = sorted({getattr(row, side).dots for row in found.rows if getattr(row, side).dots}, reverse=True)
    first = {dots: 1 + sum(getattr(row, side).dots > dots for row in found.rows) for dots in given}
    return {row.record.id: first[dots] for row in found.rows if (dots := getattr(row, side).dots)}
