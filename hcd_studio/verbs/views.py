"""Verbs of the map's ways and views: branches and loops, who does a step, and what of the map is shown under a name."""

from __future__ import annotations

from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.records import Actor, Branch, Lane, Link, ParticipantGroup, SavedView, Step
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.needs import add_link
from hcd_studio.words import KIND_WORDS

DONE_BY = "done by"


def _steps(result: Any, arguments: dict[str, Any]) -> dict[str, object]:
    return {"step": arguments["step"].title, "leads_to": arguments["leads_to"].title}


@verb(
    say=N_("Add branch"),
    told=(N_("From “{step}” a way leads to “{leads_to}”."), N_("A way is added.")),
    gaps=_steps,
)
def add_branch(draft: Draft, step: Step, leads_to: Step, *, condition: Words = Words()) -> Branch:
    """A way from a step to another that is not the next one: on, or back as a loop; and when it is taken."""
    if step.id == leads_to.id:
        raise Trouble(
            Message("A way leads from one step to another."), do=Message("Choose another step for it to lead to.")
        )
    return draft.add(Branch(step=step.id, leads_to=leads_to.id, condition=condition))


@verb(say=N_("Remove branch"), told=N_("The way is removed."), reminds=True)
def remove_branch(draft: Draft, branch: Branch) -> None:
    """The way goes; both steps stay."""
    draft.remove(branch)


@verb(say=N_("Add actor"), told=(N_("Known now: {title}."), N_("An actor is known now.")))
def add_actor(draft: Draft, title: Words, *, kind: str = "organisation") -> Actor:
    """An organisation, a team or a system that does something behind a step."""
    return draft.add(Actor(title=title, kind=kind))


@verb(
    say=N_("Say who does a step"),
    told=(N_("Done by {actor}: “{step}”."), N_("It is said who does the step.")),
    gaps=lambda _, given: {"actor": given["actor"].title, "step": given["step"].title},
)
def done_by(draft: Draft, step: Step, actor: Actor) -> Link:
    """That an organisation, a team or a system does a step."""
    return add_link(draft, step, actor, kind=DONE_BY)


@verb(say=N_("Save view"), told=(N_("View “{title}” saved."), N_("The view is saved.")))
def save_view(
    draft: Draft, title: Words, *, hidden_lanes: tuple[Lane, ...] = (), hidden_kinds: tuple[str, ...] = (),
    groups: tuple[ParticipantGroup, ...] = (),
) -> SavedView:  # fmt: skip
    """What of the map is shown, under a name: lanes and kinds of note left out, groups whose curves are drawn."""
    return draft.add(SavedView(title=title, **_shown(hidden_lanes, hidden_kinds, groups)))


@verb(say=N_("Update view"), told=(N_("View “{title}” shows what is shown now."), N_("The view is updated.")))
def update_view(
    draft: Draft, view: SavedView, *, hidden_lanes: tuple[Lane, ...] = (), hidden_kinds: tuple[str, ...] = (),
    groups: tuple[ParticipantGroup, ...] = (),
) -> SavedView:  # fmt: skip
    """A saved view shows something else from now on."""
    return draft.patch(view, _shown(hidden_lanes, hidden_kinds, groups))


@verb(say=N_("Remove view"), told=N_("The view is removed; the map stays as it is."), reminds=True)
def remove_view(draft: Draft, view: SavedView) -> None:
    """The name goes; nothing of the map does."""
    draft.remove(view)


def _shown(lanes: tuple[Lane, ...], kinds: tuple[str, ...], groups: tuple[ParticipantGroup, ...]) -> dict[str, Any]:
    if unknown := [one for one in kinds if one not in KIND_WORDS]:
        raise Trouble(
            Message("{names} is no kind of note.", names=unknown),
            do=Message("Choose from: {names}.", names=list(KIND_WORDS)),
        )
    return {
        "hidden_lanes": tuple(one.id for one in lanes), "hidden_kinds": tuple(kinds), "groups": tuple(one.id for one in groups),
    }  # fmt: skip
