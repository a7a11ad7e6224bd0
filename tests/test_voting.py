"""Rounds of voting: limits, codes, counts from paper and hands, blindness, and what happens to votes when things change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.history import history
from hcd_studio.questions.ranking import ranking, tallies
from hcd_studio.questions.voting import left_of, letters, options_of, order_for, turnout, voters_of
from hcd_studio.records import Ballot, Participant, Theme, Vote
from hcd_studio.session import Session, now
from hcd_studio.speech import Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs import insights, people, voting


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Session]:
    """Four residents, two staff, one leader, three themes."""
    with new_session(tmp_path / "room.hcd", "blank") as session:
        for group in ("Residents",) * 4 + ("Staff",) * 2 + ("leaders",):
            people.add_participant(session, group=group)
        for title in ("Proof", "Waiting", "Papers"):
            insights.add_theme(session, Words(title, f"{title} (cy)"))
        yield session


def dots(session: Session, ballot: Ballot) -> dict[str, int]:
    return {row.record.title.en: row.room.dots for row in ranking(now(session), ballot=ballot.id).rows}  # type: ignore[attr-defined]


def refused(call: object, *given: object, **named: object) -> str:
    with pytest.raises(Trouble) as found:
        call(*given, **named)  # type: ignore[operator]
    assert found.value.do or found.value.safe
    return found.value.what.say("en")


def test_votes_are_set_within_the_limit_and_taken_back(room: Session) -> None:
    ballot = voting.open_ballot(room, Words("What hurts"), dots=3)
    person, (proof, waiting, _) = room.all(Participant)[0], room.all(Theme)
    voting.set_vote(room, proof, person, 2, ballot=ballot)
    words = refused(voting.set_vote, room, waiting, person, 2, ballot=ballot)
    assert words == "Dots of P01: 2 of 3 given."
    voting.set_vote(room, waiting, person, 1, ballot=ballot)
    assert left_of(now(room), ballot, person.id) == 0
    voting.set_vote(room, proof, person, 0, ballot=ballot)
    assert left_of(now(room), ballot, person.id) == 2
    assert "Concerns" in refused(voting.set_vote, room, proof, person, 2, ballot=ballot, kind="concern")
    assert "fewer" in refused(voting.set_vote, room, proof, person, -1, ballot=ballot)


def test_a_blind_round_tells_no_total_until_it_closes(room: Session) -> None:
    ballot = voting.open_ballot(room, Words("What hurts"))
    person, theme = room.all(Participant)[0], room.all(Theme)[0]
    voting.set_vote(room, theme, person, 4, ballot=ballot)
    assert tallies(now(room)) == {}
    assert not any(dots(room, ballot).values())
    far = turnout(now(room), ballot)
    assert (far.of, far.voted, far.complete) == (6, 1, 0)
    voting.close_ballot(room, ballot)
    assert dots(room, ballot)["Proof"] == 4
    closed = room.all(Ballot)[0]
    assert closed.opened[:10] == closed.closed[:10] != ""
    assert "closed" in refused(voting.set_vote, room, theme, person, 1, ballot=closed)
    assert "closed" in refused(voting.take_vote_back, room, room.all(Vote)[0])
    voting.reopen_ballot(room, closed)
    assert tallies(now(room)) == {}
    assert room.all(Ballot)[0].closed == ""


def test_leaders_vote_in_a_round_of_their_own_which_is_never_summed(room: Session) -> None:
    theme, everybody = room.all(Theme)[0], room.all(Participant)
    ours = voting.open_ballot(room, Words("Room"))
    theirs = voting.open_ballot(room, Words("Leaders"), voters="leaders")
    assert [one.code for one in voters_of(now(room), theirs)] == ["P07"]
    assert len(voters_of(now(room), ours)) == 6
    assert "not a leader" in refused(voting.set_vote, room, theme, everybody[0], 1, ballot=theirs)
    voting.set_vote(room, theme, everybody[0], 2, ballot=ours)
    voting.set_vote(room, theme, everybody[6], 5, ballot=theirs)
    for one in (ours, theirs):
        voting.close_ballot(room, one)
    row = ranking(now(room)).rows[0]
    assert (row.room.dots, row.leaders.dots) == (2, 5)


def test_paper_and_hands_are_counted_per_table_by_two_people(room: Session) -> None:
    theme, table = room.all(Theme)[0], people.add_table(room)
    ballot = voting.open_ballot(room, Words("What hurts"), present=4, dots=2)
    voting.count_votes(room, theme, 5, ballot=ballot, room_table=table, counted_by="Mair", checked_by="Owen")
    voting.count_votes(room, theme, 4, ballot=ballot, room_table=table, counted_by="Mair", checked_by="Nia")
    voting.count_votes(room, theme, 3, ballot=ballot, source="hands")
    assert sorted((one.count, one.checked_by, one.source) for one in room.all(Vote)) == [
        (3, "", "hands"), (4, "Nia", "paper"),
    ]  # fmt: skip
    words = refused(voting.count_votes, room, room.all(Theme)[1], 2, ballot=ballot, source="hands")
    assert words == "Waiting: 2 more would be 9 votes, and 4 people have 8."
    assert "without a code" in refused(voting.count_votes, room, theme, 1, ballot=ballot, source="person")
    voting.count_votes(room, theme, 0, ballot=ballot, source="hands")
    assert len(room.all(Vote)) == 1
    assert sum(line.verb == "count_votes" for line in history(room)) == 4


def test_each_person_sees_an_order_of_their_own_and_the_same_on_every_copy(room: Session) -> None:
    for n in range(9):
        insights.add_theme(room, Words(f"More {n}"))
    ballot = voting.open_ballot(room, Words("What hurts"))
    options = options_of(now(room), ballot)
    assert [one.letter for one in options] == list("ABCDEFGHIJKL")
    orders = {tuple(one.letter for one in order_for(ballot, who.id, options)) for who in room.all(Participant)}
    assert len(orders) == 7
    assert all(sorted(one) == list("ABCDEFGHIJKL") for one in orders)
    again = order_for(ballot, room.all(Participant)[0].id, options[::-1])
    assert tuple(one.letter for one in again) in orders


def test_letters_go_on_in_twos() -> None:
    assert letters(2) == ("A", "B")
    many = letters(40)
    assert (many[0], many[39], len(set(many))) == ("AA", "BN", 40)


def test_who_withdraws_is_gone_from_the_round_and_comes_back_with_undo(room: Session) -> None:
    ballot = voting.open_ballot(room, Words("What hurts"), blind=False)
    person, theme = room.all(Participant)[0], room.all(Theme)[0]
    voting.set_vote(room, theme, person, 3, ballot=ballot)
    people.withdraw(room, person)
    assert dots(room, ballot)["Proof"] == 0
    assert "withdrawn" in refused(voting.set_vote, room, theme, person, 4, ballot=ballot)
    room.undo()
    assert dots(room, ballot)["Proof"] == 3


def test_a_theme_removed_under_its_votes_gives_them_back(room: Session) -> None:
    ballot = voting.open_ballot(room, Words("What hurts"), dots=2, blind=False)
    person, (proof, waiting, _) = room.all(Participant)[0], room.all(Theme)
    voting.set_vote(room, proof, person, 2, ballot=ballot)
    insights.remove_theme(room, proof)
    found = ranking(now(room), ballot=ballot.id)
    assert (found.astray, left_of(now(room), ballot, person.id)) == (2, 2)
    voting.set_vote(room, waiting, person, 2, ballot=ballot)
    assert dots(room, ballot) == {"Waiting": 2, "Papers": 0}
    room.undo()
    room.undo()
    assert dots(room, ballot)["Proof"] == 2


def test_merged_themes_keep_every_dot(room: Session) -> None:
    ballot = voting.open_ballot(room, Words("What hurts"), blind=False)
    one, other = room.all(Participant)[:2]
    proof, waiting, _ = room.all(Theme)
    voting.set_vote(room, proof, one, 2, ballot=ballot)
    voting.set_vote(room, waiting, one, 1, ballot=ballot)
    voting.set_vote(room, proof, other, 3, ballot=ballot)
    voting.set_vote(room, proof, other, 1, ballot=ballot, kind="concern")
    voting.count_votes(room, proof, 4, ballot=ballot)
    insights.merge_themes(room, proof, waiting)
    row = next(row for row in ranking(now(room), ballot=ballot.id).rows if row.record.id == waiting.id)
    assert (row.room.dots, row.room.concerns, ranking(now(room)).astray) == (10, 1, 0)
    room.undo()
    assert dots(room, ballot) == {"Proof": 9, "Waiting": 1, "Papers": 0}
