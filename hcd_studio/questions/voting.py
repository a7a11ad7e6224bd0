"""A round of voting as it goes on: what may be chosen, who votes, in which order each person sees it, how much is left.

Nothing here adds votes up: what a round came to says `ranking`, once it may be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from string import ascii_uppercase

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Ballot, Participant, ParticipantGroup, Record, Vote
from hcd_studio.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to vote on and the letters by which it is called out."""

    letter: str
    record: Record


@dataclass(frozen=True, slots=True)
class Turnout:
    """How far a round has come: who may vote, who has given anything, and counts that bear no code."""

    of: int
    voted: int
    complete: int
    counted: int


def letters(count: int) -> tuple[str, ...]:
    """Letters for so many things: A to Z, or AA, AB … for all of them where one letter is not enough."""
    if count <= len(ascii_uppercase):
        return tuple(ascii_uppercase[:count])
    return tuple(first + second for first in ascii_uppercase for second in ascii_uppercase)[:count]


def options_of(snapshot: Snapshot, ballot: Ballot) -> tuple[Option, ...]:
    """What may be chosen, in its own order; things without any words are left out."""
    found = [one for one in snapshot.all(KINDS[ballot.on]) if title_of(one)]
    return tuple(Option(letter, one) for letter, one in zip(letters(len(found)), found, strict=False))


def order_for(ballot: Ballot, participant: Id, options: Sequence[Option]) -> tuple[Option, ...]:
    """The options as one person sees them: shuffled, the same on every copy; each keeps its letter."""

    def place(option: Option) -> bytes:
        return blake2b(f"{ballot.id}/{participant}/{option.record.id}".encode(), digest_size=8).digest()

    return tuple(sorted(options, key=place))


def voters_of(snapshot: Snapshot, ballot: Ballot) -> tuple[Participant, ...]:
    """Who may vote: everybody who takes part but leaders, or leaders alone."""
    sides = {one.id: one.side for one in snapshot.all(ParticipantGroup)}
    leaders = ballot.voters == "leaders"
    return tuple(
        one for one in snapshot.all(Participant) if not one.withdrawn and (sides.get(one.group) == "leaders") == leaders
    )


def given_by(snapshot: Snapshot, ballot: Ballot) -> dict[tuple[Id, Id, str], Vote]:
    """What each person gave, by person, thing and kind; votes for what is gone are left out."""
    known = snapshot.records.get(ballot.on, {})
    return {
        (vote.participant, vote.target, vote.kind): vote
        for vote in snapshot.all(Vote)
        if vote.ballot == ballot.id and vote.participant and vote.target in known
    }


def left_of(snapshot: Snapshot, ballot: Ballot, participant: Id, kind: str = "dot") -> int | None:
    """How many dots or concerns a person has left; None where there is no limit."""
    limit = ballot.concerns if kind == "concern" else ballot.dots
    given = given_by(snapshot, ballot)
    used = sum(vote.count or 0 for (who, _, what), vote in given.items() if (who, what) == (participant, kind))
    return None if limit is None else limit - used


def turnout(snapshot: Snapshot, ballot: Ballot) -> Turnout:
    """How far a round has come, without a word on what was given."""
    voters = voters_of(snapshot, ballot)
    given = given_by(snapshot, ballot)
    voted = {who for who, _, _ in given} & {one.id for one in voters}
    used: dict[Id, int] = {}
    for (who, _, kind), vote in given.items():
        if kind == "dot":
            used[who] = used.get(who, 0) + (vote.count or 0)
    complete = sum(ballot.dots is not None and used.get(id, 0) >= ballot.dots for id in voted)
    counted = sum(1 for vote in snapshot.all(Vote) if vote.ballot == ballot.id and not vote.participant)
    return Turnout(len(voters), len(voted), complete, counted)
