"""What a vote came to: dots and concerns for each thing, by group and side, and where groups disagree.

Only what may be known counts: blind rounds when they are closed, people who take part, each person within the limit of the
round. Leaders' votes stand beside those of the room and are never summed with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from hcd_studio.fields import Id, Tier
from hcd_studio.questions.suppression import SMALL, Suppression, suppression
from hcd_studio.records import KINDS, Ballot, Participant, ParticipantGroup, Record, Vote
from hcd_studio.snapshot import Snapshot

Side = Literal["residents", "staff", "leaders"]
DISAGREEMENT = 0.2
"""Groups that gave one thing shares of their dots this far apart are named."""

VOTED = ("theme", "pain", "idea")
"""What can be voted on."""

VOTERS = 2
"""A group of fewer people has no share of its own."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Dots and concerns for one thing, and how many people gave them; a hand or a paper dot without a code is one person."""

    dots: int = 0
    concerns: int = 0
    dot_people: int = 0
    concern_people: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.dots + other.dots,
            self.concerns + other.concerns,
            self.dot_people + other.dot_people,
            self.concern_people + other.concern_people,
        )

    def __bool__(self) -> bool:
        return bool(self.dots or self.concerns)

    def told(self, rule: Suppression) -> Tally:
        """What may be told of it: what too few people gave stands as none."""
        dots, concerns = rule.tells(self.dot_people), rule.tells(self.concern_people)
        return Tally(self.dots * dots, self.concerns * concerns, self.dot_people * dots, self.concern_people * concerns)


NONE = Tally()
K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two groups that gave one thing different shares of their dots, the lower first."""

    lower: ParticipantGroup
    upper: ParticipantGroup
    lower_share: float
    upper_share: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """One thing that was voted on: its place (equal dots, equal place), the room's tally, that of leaders, and each group's by its id."""

    record: Record
    place: int
    room: Tally = NONE
    leaders: Tally = NONE
    groups: Mapping[Id, Tally] = field(default_factory=dict)
    sides: Mapping[Side, Tally] = field(default_factory=dict)
    disagreement: Disagreement | None = None
    hidden: bool = False
    """Whether a number was too small to be told to this audience."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything that can be voted on, the most dots first, then the fewest concerns, then its own order.

    `blind` names rounds whose votes stay hidden until they close; `over` counts dots and concerns beyond people's limits,
    which do not count; `astray` those for things that are gone.
    """

    rows: tuple[Ranked, ...] = ()
    blind: tuple[Ballot, ...] = ()
    over: int = 0
    astray: int = 0


@dataclass(frozen=True, slots=True)
class _Given:
    """Dots or concerns that count, given to one thing by one person or counted without a code."""

    target: Id
    kind: str
    count: int
    people: int
    who: Id
    group: str
    side: Side


def tallies(snapshot: Snapshot, *, ballot: Id = "") -> dict[Id, Tally]:
    """The room's tally of everything that was voted on, without leaders: what a note or a theme shows beside its words."""
    given, _ = _given(snapshot, ballot)
    return {
        id: tally for id, tally in _summed((one.target, one) for one in given if one.side != "leaders").items() if tally
    }


def ranking(
    snapshot: Snapshot,
    on: str = "theme",
    *,
    ballot: Id = "",
    audience: Tier = "room",
    least: int = SMALL,
) -> Ranking:
    """The ranking of all themes, pain points or ideas, over every round or one of them, as an audience may see it."""
    rule = suppression(audience, least)
    things = snapshot.all(KINDS[on])
    given, over = _given(snapshot, ballot)
    of: dict[Id, list[_Given]] = {thing.id: [] for thing in things}
    for one in given:
        if one.target in of:
            of[one.target].append(one)
    rows = [_row(thing, of[thing.id]) for thing in things]
    shares = _shares([one for mine in of.values() for one in mine], rule)
    groups = {one.id: one for one in snapshot.all(ParticipantGroup)}
    rows.sort(key=lambda row: (-row.room.dots, row.room.concerns))
    placed: list[Ranked] = []
    for at, row in enumerate(rows):
        tied = bool(placed) and placed[-1].room.dots == row.room.dots
        place = placed[-1].place if tied else at + 1
        placed.append(_told(row, place, rule, _disagreement(row.record.id, shares, groups)))
    known = {thing for records in snapshot.records.values() for thing in records}
    astray = sum(one.count for one in given if one.target not in known)
    return Ranking(tuple(placed), _blind(snapshot, ballot), over, astray)


def _blind(snapshot: Snapshot, ballot: Id) -> tuple[Ballot, ...]:
    rounds = snapshot.all(Ballot)
    return tuple(one for one in rounds if one.blind and one.status == "open" and ballot in ("", one.id))


def _given(snapshot: Snapshot, ballot: Id) -> tuple[list[_Given], int]:
    """What counts, and how much was beyond people's limits."""
    hidden = {one.id for one in _blind(snapshot, "")}
    voters = _Voters(snapshot)
    own: dict[tuple[Id, Id, str], dict[Id, list[Vote]]] = {}
    found: list[_Given] = []
    for vote in snapshot.all(Vote):
        gone = (
            bool(vote.ballot) and vote.ballot not in voters.rounds
        )  # its rules are gone with it, and so is its result
        if gone or vote.ballot in hidden or not vote.target or ballot not in ("", vote.ballot) or _count(vote) <= 0:
            continue
        if voters.withdrew(vote.participant):
            continue
        if vote.participant:
            own.setdefault((vote.ballot, vote.participant, vote.kind), {}).setdefault(vote.target, []).append(vote)
        else:
            found.append(voters.gave(vote, _count(vote), _count(vote)))
    over = 0
    known = {id for kind in VOTED for id in snapshot.records.get(kind, {})}
    for (round_, _, kind), targets in own.items():
        left = _limit(voters.rounds.get(round_), kind)
        # What was given to things that are gone takes nothing from what was given to those that are there.
        for votes in (targets[id] for id in sorted(targets, key=lambda id: id not in known)):
            vote = max(votes, key=lambda one: (_count(one), one.id))  # said by phone and again on paper: said once
            counted = _count(vote) if left is None else min(_count(vote), left)
            over += _count(vote) - counted
            left = None if left is None else left - counted
            if counted:
                found.append(voters.gave(vote, counted, 1))
    return found, over


class _Voters:
    """Who votes in which round, for which group and side."""

    def __init__(self, snapshot: Snapshot):
        self.rounds = {one.id: one for one in snapshot.all(Ballot)}
        self._people = {one.id: one for one in snapshot.all(Participant)}
        self._sides = {one.id: one.side for one in snapshot.all(ParticipantGroup)}

    def withdrew(self, id: Id) -> bool:
        """Whether a person withdrew; one whose code was removed did not."""
        return id in self._people and self._people[id].withdrawn

    def gave(self, vote: Vote, count: int, people: int) -> _Given:
        """A vote as it counts. What stands in a round of leaders is theirs, and so is what a leader gave in any other."""
        person = self._people.get(vote.participant)
        group = vote.group or (person.group if person else "")
        side = self._sides.get(group, "residents")
        led = vote.ballot in self.rounds and self.rounds[vote.ballot].voters == "leaders"
        where: Side = "leaders" if led or side == "leaders" else "staff" if side == "staff" else "residents"
        group = group if group in self._sides else ""
        return _Given(vote.target, vote.kind, count, people, vote.participant, group, where)


def _count(vote: Vote) -> int:
    return 1 if vote.count is None else vote.count


def _limit(ballot: Ballot | None, kind: str) -> int | None:
    if ballot is None:
        return None
    return ballot.concerns if kind == "concern" else ballot.dots


def _summed(given: Iterable[tuple[K, _Given]]) -> dict[K, Tally]:
    found: dict[K, Tally] = {}
    for key, one in given:
        against = one.kind == "concern"
        more = Tally(0, one.count, 0, one.people) if against else Tally(one.count, 0, one.people, 0)
        found[key] = found.get(key, NONE) + more
    return found


def _row(thing: Record, given: list[_Given]) -> Ranked:
    sides: dict[Side, Tally] = {}
    for side in ("residents", "staff", "leaders"):
        tally = _summed((side, one) for one in given if one.side == side).get(side, NONE)
        if tally:
            sides[side] = tally
    room = sides.get("residents", NONE) + sides.get("staff", NONE)
    groups = _summed((one.group, one) for one in given if one.group and one.side != "leaders")
    return Ranked(thing, 0, room, sides.get("leaders", NONE), groups, sides)


def _told(row: Ranked, place: int, rule: Suppression, disagreement: Disagreement | None) -> Ranked:
    """A row as an audience may see it; of parts that stand beside their sum never just one is left out."""
    room, leaders = row.room.told(rule), row.leaders.told(rule)
    groups, sides = _parts(row.groups, rule), _parts(row.sides, rule)
    hidden = (room, leaders, groups, sides) != (row.room, row.leaders, dict(row.groups), dict(row.sides))
    return Ranked(row.record, place, room, leaders, groups, sides, disagreement, hidden)


def _parts(parts: Mapping[K, Tally], rule: Suppression) -> dict[K, Tally]:
    dots = rule.together({key: one.dot_people for key, one in parts.items()})
    concerns = rule.together({key: one.concern_people for key, one in parts.items()})
    return {
        key: Tally(
            one.dots if dots[key] is not None else 0,
            one.concerns if concerns[key] is not None else 0,
            dots[key] or 0,
            concerns[key] or 0,
        )
        for key, one in parts.items()
    }


def _shares(given: list[_Given], rule: Suppression) -> dict[Id, dict[Id, float]]:
    """What share of its dots each group gave to each thing; groups too small to be told have none."""
    groups: dict[Id, list[_Given]] = {}
    for one in given:
        if one.group and one.side != "leaders" and one.kind != "concern":
            groups.setdefault(one.group, []).append(one)
    found: dict[Id, dict[Id, float]] = {}
    for group, mine in groups.items():
        uncoded = [one.people for one in mine if not one.who]
        if len({one.who for one in mine if one.who}) + max(uncoded, default=0) >= max(VOTERS, rule.least):
            dots = _summed((one.target, one) for one in mine)
            whole = sum(tally.dots for tally in dots.values())
            found[group] = {id: tally.dots / whole for id, tally in dots.items()}
    return found


def _disagreement(
    id: Id, shares: Mapping[Id, Mapping[Id, float]], groups: Mapping[Id, ParticipantGroup]
) -> Disagreement | None:
    if len(shares) < 2:
        return None
    ordered = sorted((mine.get(id, 0.0), group) for group, mine in shares.items())
    (low, lower), (high, upper) = ordered[0], ordered[-1]
    return Disagreement(groups[lower], groups[upper], low, high) if high - low >= DISAGREEMENT - 1e-9 else None
