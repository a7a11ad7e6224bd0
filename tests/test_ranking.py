"""What a vote came to, and small numbers: with doubled votes, people who withdrew, rounds and groups that are gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hcd_studio.questions.ranking import Tally, ranking, tallies
from hcd_studio.questions.suppression import SMALL, Suppression, suppression
from hcd_studio.records import (
    Ballot,
    Participant,
    ParticipantGroup,
    Record,
    Theme,
    Vote,
)
from hcd_studio.snapshot import Snapshot
from tests.asked import made, of


class Room:
    """Two groups of residents and staff, leaders, three themes and one closed round."""

    def __init__(self, **rules: Any):
        self.residents, self.staff = made(ParticipantGroup), made(ParticipantGroup, side="staff")
        self.leaders = made(ParticipantGroup, side="leaders")
        self.people = [made(Participant, group=self.residents.id) for _ in range(6)]
        self.officers = [made(Participant, group=self.staff.id) for _ in range(6)]
        self.leader = made(Participant, group=self.leaders.id)
        self.themes = [made(Theme) for _ in range(3)]
        self.ballot = made(Ballot, **{"dots": 5, "concerns": 1, "status": "closed", **rules})
        self.votes: list[Vote] = []

    def vote(self, who: Participant | None, theme: int, count: int | None = 1, **fields: Any) -> None:
        fields = {"ballot": self.ballot.id, "target": self.themes[theme].id, "count": count, **fields}
        self.votes.append(made(Vote, participant=who.id if who else "", **fields))

    def snapshot(self, *more: Record) -> Snapshot:
        groups = (self.residents, self.staff, self.leaders)
        return of(groups, self.people, self.officers, self.leader, self.themes, self.ballot, self.votes, more)


def test_votes_are_counted_by_thing_group_and_side_and_equal_dots_share_a_place() -> None:
    room = Room()
    for person in room.people[:3]:
        room.vote(person, 1, 2)
    room.vote(room.officers[0], 1, kind="concern")
    room.vote(room.officers[0], 2, 3)
    room.vote(None, 0, 3, source="hands")
    rows = ranking(room.snapshot()).rows
    assert [(room.themes.index(row.record), row.place) for row in rows] == [(1, 1), (0, 2), (2, 2)]  # type: ignore[arg-type]
    assert rows[0].room == Tally(6, 1, 3, 1)
    assert rows[0].groups == {room.residents.id: Tally(6, 0, 3, 0), room.staff.id: Tally(0, 1, 0, 1)}
    assert rows[2].sides == {"staff": Tally(3, 0, 1, 0)}
    assert rows[1].room == Tally(3, 0, 3, 0)


def test_a_blind_round_is_hidden_until_it_closes_and_a_removed_round_shows_nothing() -> None:
    room = Room(status="open", blind=True)
    room.vote(room.people[0], 0)
    found = ranking(room.snapshot())
    assert found.blind == (room.ballot,)
    assert not any(row.room for row in found.rows)
    assert tallies(room.snapshot()) == {}
    room.ballot = replace(room.ballot, status="closed")
    assert tallies(room.snapshot()) == {room.themes[0].id: Tally(1, 0, 1, 0)}
    room.ballot = replace(room.ballot, id="d" * 32)
    assert tallies(room.snapshot()) == {}


def test_leaders_are_never_summed_with_residents_in_a_round_of_their_own_or_in_the_rooms() -> None:
    room = Room()
    own = made(Ballot, voters="leaders", status="closed", dots=None)
    room.vote(room.people[0], 0, 2)
    room.vote(room.leader, 0, 4)
    room.vote(None, 0, 9, ballot=own.id, source="hands")
    snapshot = room.snapshot(own)
    row = ranking(snapshot).rows[0]
    assert row.room == Tally(2, 0, 1, 0)
    assert row.leaders == Tally(13, 0, 10, 0)
    assert tallies(snapshot)[room.themes[0].id].dots == 2
    assert room.leaders.id not in row.groups


def test_doubled_votes_votes_beyond_the_limit_and_of_people_who_withdrew_do_not_count() -> None:
    room = Room(dots=3)
    person = room.people[0]
    room.vote(person, 0, 2)
    room.vote(person, 0, 2, source="paper")
    room.vote(person, 1, 2)
    room.vote(person, 2, 0)
    room.vote(person, 2, None, target="f" * 32, kind="concern")
    room.people[1] = replace(room.people[1], withdrawn=True)
    room.vote(room.people[1], 0, 3)
    found = ranking(room.snapshot())
    assert [row.room.dots for row in found.rows] == [2, 1, 0]
    assert found.over == 1
    assert found.astray == 1


def test_somebody_whose_code_or_group_was_removed_still_voted() -> None:
    room = Room()
    gone = made(Participant)
    room.vote(gone, 0, 2)
    room.vote(room.people[0], 0, 1, group="f" * 32)
    row = ranking(room.snapshot()).rows[0]
    assert row.room == Tally(3, 0, 2, 0)
    assert row.groups == {}


def test_groups_that_disagree_are_named() -> None:
    room = Room()
    for person, officer in zip(room.people, room.officers, strict=True):
        room.vote(person, 0, 3)
        room.vote(person, 1, 1)
        room.vote(officer, 1, 4)
    rows = ranking(room.snapshot()).rows
    apart = {room.themes.index(row.record): row.disagreement for row in rows}  # type: ignore[arg-type]
    assert apart[0] is not None
    assert (apart[0].lower, apart[0].upper) == (room.staff, room.residents)
    assert (apart[0].lower_share, apart[0].upper_share) == (0.0, 0.75)
    assert apart[2] is None


def test_outside_the_room_small_numbers_of_people_are_not_told_and_cannot_be_worked_out() -> None:
    room = Room()
    for person in room.people:
        room.vote(person, 0, 2)
    room.vote(room.officers[0], 0, 5)
    room.vote(room.people[0], 1, 5)
    inside, outside = ranking(room.snapshot()).rows[0], ranking(room.snapshot(), audience="public").rows[0]
    assert not inside.hidden
    assert outside.hidden
    assert outside.room.dots == inside.room.dots == 17
    assert not any(outside.groups.values()), "the one group that may be told would give the other away"
    assert ranking(room.snapshot(), audience="public", least=1).rows[0].groups == inside.groups
    assert ranking(room.snapshot(), audience="council").rows[1].room == Tally()


def test_small_numbers_have_one_threshold() -> None:
    rule = suppression("public")
    assert rule == Suppression(SMALL)
    assert [rule.told(n) for n in (0, 1, SMALL - 1, SMALL)] == [0, None, None, SMALL]
    assert suppression("room").told(1) == 1
    assert suppression("library", 10).told(9) is None
    assert rule.words(3).say("en") == "fewer than 5"
    assert rule.words(12).say("cy") == "12"
    assert rule.together({"a": 2, "b": 9, "c": 7}) == {"a": None, "b": 9, "c": None}
    assert rule.together({"a": 2, "b": 3, "c": 7}) == {"a": None, "b": None, "c": 7}
    assert rule.together({"a": 2, "b": 0}) == {"a": None, "b": 0}
