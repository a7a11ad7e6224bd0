"""Verbs of insight: themes, pain points, ideas, and the votes on them."""

from __future__ import annotations

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.records import Ballot, Idea, Note, Pain, Participant, Record, Step, Theme, Vote
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of
from hcd_studio.verbs.needs import add_link
from hcd_studio.verbs.people import group_named


@verb(say=N_("Add theme"), told=N_("Theme {title} added."))
def add_theme(draft: Draft, title: Words, *, notes: tuple[Note, ...] = ()) -> Theme:
    """A new theme, with the notes that belong to it."""
    theme = draft.add(Theme(title=title))
    for note in notes:
        draft.patch(note, theme=theme.id)
    return theme


@verb(say=N_("Merge themes"), told=N_("Themes merged into {into}."), reminds=True)
def merge_themes(draft: Draft, theme: Theme, into: Theme) -> Theme:
    """The notes and pain points of one theme go under the other, and the emptied theme goes."""
    if theme.id == into.id:
        raise Trouble(Message("A theme cannot be merged with itself."))
    for note in draft.all(Note):
        if note.theme == theme.id:
            draft.patch(note, theme=into.id)
    for pain in draft.all(Pain):
        if pain.theme == theme.id:
            draft.patch(pain, theme=into.id)
    draft.remove(theme)
    return draft.fresh(into)


@verb(say=N_("Remove theme"), told=N_("Theme {theme} removed; its notes are not grouped now."), reminds=True)
def remove_theme(draft: Draft, theme: Theme) -> None:
    """The theme goes, its notes stay."""
    for note in draft.all(Note):
        if note.theme == theme.id:
            draft.patch(note, theme="")
    draft.remove(theme)


@verb(say=N_("Add pain point"), told=N_("Pain point {title} added."))
def add_pain(
    draft: Draft,
    title: Words,
    *,
    step: Step | None = None,
    theme: Theme | None = None,
    severity: int | None = None,
    frequency: int | None = None,
    reach: int | None = None,
    barriers: tuple[str, ...] = (),
    notes: tuple[Note, ...] = (),
) -> Pain:
    """A new pain point, linked to the notes that say so."""
    made = draft.add(
        Pain(
            title=title,
            step=id_of(step),
            theme=id_of(theme),
            severity=severity,
            frequency=frequency,
            reach=reach,
            barriers=barriers,
        )
    )
    for note in notes:
        add_link(draft, made, note)
    return made


@verb(say=N_("Add idea"), told=N_("Idea {title} added."))
def add_idea(draft: Draft, title: Words, *, step: Step | None = None, pains: tuple[Pain, ...] = ()) -> Idea:
    """A new answer to "how might we", linked to the pain points it answers."""
    made = draft.add(Idea(title=title, step=id_of(step)))
    for pain in pains:
        add_link(draft, made, pain, kind="answers")
    return made


@verb(say=N_("Open ballot"), told=N_("Ballot {title} opened."))
def open_ballot(
    draft: Draft, title: Words, *, on: str = "theme", dots: int = 5, concerns: int = 1, blind: bool = True
) -> Ballot:
    """A new round of voting: how many dots and concerns each person has, and whether results stay hidden until it closes."""
    return draft.add(Ballot(title=title, on=on, dots=dots, concerns=concerns, blind=blind))


@verb(say=N_("Close ballot"), told=N_("Ballot {ballot} closed."))
def close_ballot(draft: Draft, ballot: Ballot) -> Ballot:
    """No more votes; results may be shown."""
    return draft.patch(ballot, status="closed")


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
    if ballot.status == "closed":
        raise Trouble(Message("This ballot is closed."), do=Message("Open a new one."))
    if not isinstance(target, Theme | Pain | Idea):
        raise Trouble(Message("Votes go to a theme, a pain point or an idea."))
    before = 0
    if participant is not None:
        _within_limit(draft, ballot, participant, kind, count)
        given = draft.known(Vote, ballot.id, target.id, participant.id, kind)
        before = (given.count or 0) if given else 0
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


@verb(say=N_("Remove vote"), told=N_("Vote removed."), reminds=True)
def take_vote_back(draft: Draft, vote: Vote, *, count: int = 1) -> None:
    """So many of these dots or concerns go; with the last the whole vote."""
    left = (draft.fresh(vote).count or 0) - count
    if left > 0:
        draft.patch(vote, count=left)
    else:
        draft.remove(vote)


def _within_limit(draft: Draft, ballot: Ballot, participant: Participant, kind: str, count: int) -> None:
    limit = ballot.concerns if kind == "concern" else ballot.dots
    used = sum(
        vote.count or 0
        for vote in draft.all(Vote)
        if vote.ballot == ballot.id and vote.participant == participant.id and vote.kind == kind
    )
    if limit is not None and used + count > limit:
        raise Trouble(
            Message(
                "{code} has {limit} of these votes and has used {used}.", code=participant.code, limit=limit, used=used
            ),
            do=Message("Remove one first."),
        )
