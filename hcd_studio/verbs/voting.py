"""Verbs of voting: rounds with their rules, dots and concerns by code, and those counted from paper or by hands."""

from __future__ import annotations

from dataclasses import replace

from hcd_studio.bilingual import Words
from hcd_studio.clock import stamp_time
from hcd_studio.columns import title_of
from hcd_studio.draft import Draft
from hcd_studio.records import (
    Ballot,
    Idea,
    Pain,
    Participant,
    ParticipantGroup,
    Record,
    RoomTable,
    Theme,
    Vote,
)
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of
from hcd_studio.verbs.people import group_named

COUNTED = ("paper", "hands")
"""How votes are given without a code."""


@verb(say=N_("Open ballot"), told=N_("Ballot {title} opened."))
def open_ballot(
    draft: Draft,
    title: Words,
    *,
    on: str = "theme",
    dots: int = 5,
    concerns: int = 1,
    blind: bool = True,
    voters: str = "room",
    present: int | None = None,
) -> Ballot:
    """A new round of voting: on what, who votes, how many dots and concerns each person has, how many people are present,
    and whether results stay hidden until it closes.
    """
    return draft.add(
        Ballot(
            title=title, on=on, dots=dots, concerns=concerns, blind=blind, voters=voters, present=present,
            opened=_moment(draft),
        )
    )  # fmt: skip


@verb(say=N_("Close ballot"), told=N_("Ballot {ballot} closed."))
def close_ballot(draft: Draft, ballot: Ballot) -> Ballot:
    """No more votes; results may be shown."""
    return draft.patch(ballot, status="closed", closed=_moment(draft))


@verb(say=N_("Reopen ballot"), told=N_("Ballot {ballot} is open again; its results are hidden until it closes."))
def reopen_ballot(draft: Draft, ballot: Ballot) -> Ballot:
    """Votes may be given and taken back again."""
    return draft.patch(ballot, status="open", closed="")


@verb(say=N_("Cast vote"), told=N_("Vote kept."))
def cast_vote(
    draft: Draft,
    target: Record,
    *,
    ballot: Ballot | None = None,
    participant: Participant | None = None,
    kind: str = "dot",
    count: int = 1,
    source: str = "person",
    group: str = "",
) -> Vote:
    """Dots or concerns for one thing: of one person, added to what they gave it and within the ballot's limit, or counted
    from paper or hands.
    """
    ballot = ballot or next(iter(reversed(draft.all(Ballot))), None) or open_ballot(draft, Words())
    _votable(ballot, target)
    before = 0
    if participant is not None:
        given = draft.known(Vote, ballot.id, target.id, participant.id, kind)
        before = (given.count or 0) if given else 0
        _within_limit(draft, ballot, participant, kind, count)
    return draft.add(
        Vote(
            ballot=ballot.id,
            target=target.id,
            participant=id_of(participant),
            kind=kind,
            count=before + count,
            source=source,
            group=group_named(draft, group) or (participant.group if participant else ""),
        )
    )


@verb(say=N_("Set vote"), told=(N_("{participant}: {count} for {target}."), N_("Vote kept.")))
def set_vote(
    draft: Draft, target: Record, participant: Participant, count: int, *, ballot: Ballot, kind: str = "dot"
) -> Vote | None:
    """So many dots or concerns of one person for one thing, in place of what they gave it; 0 takes the vote back."""
    _votable(ballot, target)
    if count < 0:
        raise Trouble(Message("Nobody can give fewer than no votes."), do=Message("Type 0 to take a vote back."))
    known = draft.known(Vote, ballot.id, target.id, participant.id, kind)
    before = (known.count or 0) if known else 0
    if count > before:
        _within_limit(draft, ballot, participant, kind, count - before)
    if count and known is not None:
        return draft.patch(known, count=count)
    if count:
        return draft.add(
            Vote(
                ballot=ballot.id, target=target.id, participant=participant.id, kind=kind, count=count,
                group=participant.group,
            )
        )  # fmt: skip
    if known is not None:
        draft.remove(known)
    return None


@verb(say=N_("Count votes"), told=N_("{target}: votes counted: {count}."))
def count_votes(
    draft: Draft,
    target: Record,
    count: int,
    *,
    ballot: Ballot,
    kind: str = "dot",
    source: str = "paper",
    room_table: RoomTable | None = None,
    group: str = "",
    counted_by: str = "",
    checked_by: str = "",
) -> Vote | None:
    """Paper dots or raised hands without codes, per table; a recount of the same table and group replaces its count.

    Who counted and who checked stands beside the number, and every earlier count stays in the history.
    """
    _votable(ballot, target)
    if source not in COUNTED:
        raise Trouble(Message("Votes without a code are counted on paper or by hands."))
    if count < 0:
        raise Trouble(Message("Nobody can give fewer than no votes."), do=Message("Type 0 to take a count back."))
    made = Vote(
        ballot=ballot.id, target=target.id, kind=kind, count=count, source=source, group=group_named(draft, group),
        room_table=id_of(room_table), counted_by=counted_by.strip(), checked_by=checked_by.strip(),
    )  # fmt: skip
    known = next((one for one in draft.all(Vote) if not one.participant and _same_count(one, made)), None)
    _within_room(draft, ballot, replace(made, id=known.id if known else ""))
    if known is None:
        return draft.add(made) if count else None
    if not count:
        draft.remove(known)
        return None
    return draft.patch(known, count=count, counted_by=made.counted_by, checked_by=made.checked_by)


@verb(say=N_("Remove vote"), told=N_("Vote removed."), reminds=True)
def take_vote_back(draft: Draft, vote: Vote, *, count: int = 1) -> None:
    """So many of these dots or concerns go; with the last the whole vote."""
    ballot = draft.get(Ballot, vote.ballot)
    if ballot is not None:
        _open(ballot)
    left = (draft.fresh(vote).count or 0) - count
    if left > 0:
        draft.patch(vote, count=left)
    else:
        draft.remove(vote)


def _moment(draft: Draft) -> str:
    return stamp_time(draft.hlc).astimezone().strftime("%Y-%m-%dT%H:%M:%S")


def _open(ballot: Ballot) -> None:
    if ballot.status == "closed":
        raise Trouble(Message("This ballot is closed."), do=Message("Open it again, or open a new one."))


def _votable(ballot: Ballot, target: Record) -> None:
    _open(ballot)
    if not isinstance(target, Theme | Pain | Idea):
        raise Trouble(Message("Votes go to a theme, a pain point or an idea."))


def _within_limit(draft: Draft, ballot: Ballot, participant: Participant, kind: str, count: int) -> None:
    """Whether somebody may vote here, and has so many left; what they gave to things that are gone is theirs again."""
    if draft.fresh(participant).withdrawn:
        raise Trouble(
            Message("{code} has withdrawn and does not vote.", code=participant.code),
            do=Message("Let the person take part again first."),
        )
    group = draft.get(ParticipantGroup, participant.group)
    if ballot.voters == "leaders" and (group is None or group.side != "leaders"):
        raise Trouble(
            Message("{code} is not a leader; this ballot is the leaders’ own.", code=participant.code),
            do=Message("Open a ballot for everybody in the room."),
        )
    limit = ballot.concerns if kind == "concern" else ballot.dots
    used = sum(
        vote.count or 0
        for vote in draft.all(Vote)
        if vote.ballot == ballot.id
        and vote.participant == participant.id
        and vote.kind == kind
        and draft.session.find(vote.target) is not None
    )
    if limit is not None and used + count > limit:
        what = Message("Dots of {code}: {used} of {limit} given.", code=participant.code, limit=limit, used=used)
        if kind == "concern":
            what = Message(
                "Concerns of {code}: {used} of {limit} given.", code=participant.code, limit=limit, used=used
            )
        raise Trouble(what, safe=Message("Nothing was added."), do=Message("Remove one first."))


def _same_count(one: Vote, other: Vote) -> bool:
    fields = ("ballot", "target", "kind", "source", "room_table", "group")
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _within_room(draft: Draft, ballot: Ballot, made: Vote) -> None:
    """Counts cannot be more than the people present have to give."""
    limit = ballot.concerns if made.kind == "concern" else ballot.dots
    if ballot.present is None or limit is None:
        return
    most, count = ballot.present * limit, made.count or 0
    others = sum(
        (1 if one.count is None else one.count)
        for one in draft.all(Vote)
        if one.ballot == ballot.id and one.kind == made.kind and one.id != made.id
    )
    if others + count > most:
        raise Trouble(
            Message(
                "{target}: {count} more would be {all} votes, and {present} people have {most}.",
                target=_title(draft, made), count=count, all=others + count, present=ballot.present, most=most,
            ),
            safe=Message("The count before it stands."),
            do=Message("Count again, or correct how many people are present."),
        )  # fmt: skip


def _title(draft: Draft, vote: Vote) -> Words:
    found = draft.session.find(vote.target)
    return title_of(found) if found is not None else Words()
