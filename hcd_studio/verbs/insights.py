"""Verbs of insight: themes, pain points and ideas."""

from __future__ import annotations

from dataclasses import replace

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.records import Idea, Link, Note, Pain, Step, Theme, Vote
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of
from hcd_studio.verbs.needs import add_link
from hcd_studio.verbs.notes import into_theme, theme_order


@verb(say=N_("Add theme"), told=N_("Theme {title} added."))
def add_theme(draft: Draft, title: Words, *, notes: tuple[Note, ...] = ()) -> Theme:
    """A new theme, with the notes that belong to it."""
    theme = draft.add(Theme(title=title))
    into_theme(draft, notes, theme.id)
    return theme


@verb(say=N_("Split theme"), told=N_("Theme split; the new one is {title}."), reminds=True)
def split_theme(draft: Draft, theme: Theme, title: Words, *, notes: tuple[Note, ...] = ()) -> Theme:
    """A second theme right after this one; the notes named go there, and pain points that rest on nothing but them."""
    made = draft.add(Theme(title=title, rank=draft.rank_after(draft.all(Theme), theme)))
    into_theme(draft, notes, made.id)
    gone = {note.id for note in notes}
    for pain in draft.all(Pain):
        ground = {link.target for link in draft.session.links.out(pain.id) if link.kind == Link().kind}
        if pain.theme == theme.id and ground and ground <= gone:
            draft.patch(pain, theme=made.id)
    return made


@verb(say=N_("Move theme"), told=N_("Theme moved."), reminds=True)
def move_theme(draft: Draft, theme: Theme, *, after: Theme | None = None) -> Theme:
    """To the place after another theme, or to the front."""
    return draft.patch(theme, rank=draft.rank_after(draft.all(Theme), after, theme), whole=True)


@verb(say=N_("Merge themes"), told=N_("Themes merged into {into}."), reminds=True)
def merge_themes(draft: Draft, theme: Theme, into: Theme) -> Theme:
    """The notes, pain points and votes of one theme go to the other, and the emptied theme goes."""
    if theme.id == into.id:
        raise Trouble(Message("A theme cannot be merged with itself."))
    into_theme(draft, theme_order(note for note in draft.all(Note) if note.theme == theme.id), into.id)
    for vote in draft.all(Vote):
        if vote.target == theme.id:
            _carry(draft, vote, into)
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
            draft.patch(note, theme="", theme_rank="")
    draft.remove(theme)


def _carry(draft: Draft, vote: Vote, into: Theme) -> None:
    """A vote goes along to another theme: what a person gave to both is added up, a count without a code stays one."""
    if not vote.participant:
        draft.patch(vote, target=into.id)
        return
    known = draft.known(Vote, vote.ballot, into.id, vote.participant, vote.kind)
    both = (1 if vote.count is None else vote.count) + ((known.count or 0) if known else 0)
    draft.add(replace(vote, id="", target=into.id, count=both))
    draft.remove(vote)


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
