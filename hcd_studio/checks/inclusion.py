"""Checks of who was heard and who is shut out: coverage, missing voices, channels, languages, barriers."""

from __future__ import annotations

from collections.abc import Iterable

from hcd_studio.checks.looking import Hit, World, on_whole
from hcd_studio.checks.rules import Rule
from hcd_studio.columns import title_of
from hcd_studio.questions.coverage import heard
from hcd_studio.records import Feeling, Note, Pain, Participant, Requirement, Step
from hcd_studio.speech import number


@on_whole
def group_under(_rule: Rule, world: World) -> Iterable[Hit]:
    """A group that has a share outside and less of the room, by at least one person."""
    for one in heard(world.snapshot):
        if one.missing:
            share = number(one.group.share or 0)
            args = {"group": one.group.title, "present": one.present or 0, "of": one.of, "share": share}
            yield Hit(record=one.group, args=args)


@on_whole
def missing_voices(_rule: Rule, world: World) -> Iterable[Hit]:
    """Nobody says whose voices are missing."""
    workshop = world.snapshot.workshop
    if not workshop.missing_voices and world.all(Participant):
        yield Hit(field="missing_voices")


@on_whole
def step_online_only(_rule: Rule, world: World) -> Iterable[Hit]:
    """A step that only people who are online get through."""
    for one in world.channels.shut:
        step = world.snapshot.get(Step, one.step)
        if step is not None:
            yield Hit(record=step, field="channels", args={"title": title_of(step)})


@on_whole
def requirement_online_only(_rule: Rule, world: World) -> Iterable[Hit]:
    """A requirement that speaks of the online way alone."""
    for id in world.channels.online_only:
        yield Hit(record=world.snapshot.get(Requirement, id), field="statement")


@on_whole
def no_channels(_rule: Rule, world: World) -> Iterable[Hit]:
    """Steps of which nobody knows by which channel they are taken."""
    without = [one for one in world.all(Step) if not one.channels]
    if without:
        yield Hit(record=without[0], field="channels", args={"count": len(without)})


@on_whole
def one_language_heard(_rule: Rule, world: World) -> Iterable[Hit]:
    """Everything was said in one language, though the workshop has two."""
    said = [one.language for one in world.all(Note) if one.language]
    if len(said) >= 20 and len(set(said)) == 1 and len(world.snapshot.workshop.languages) != 1:
        yield Hit(args={"count": len(said)})


@on_whole
def one_language_only(_rule: Rule, world: World) -> Iterable[Hit]:
    """The workshop is set up in one language."""
    if len(world.snapshot.workshop.languages) == 1:
        yield Hit(field="languages")


@on_whole
def access_not_asked(_rule: Rule, world: World) -> Iterable[Hit]:
    """Nobody in the room has an access need on record."""
    people = world.all(Participant)
    if len(people) >= 5 and not any(one.access_needs for one in people):
        yield Hit(args={"count": len(people)})


@on_whole
def no_barriers(_rule: Rule, world: World) -> Iterable[Hit]:
    """Pain points, and no barrier named at any of them or at any step."""
    pains = world.all(Pain)
    if len(pains) >= 3 and not (any(one.barriers for one in pains) or any(one.barriers for one in world.all(Step))):
        yield Hit(args={"count": len(pains)})


@on_whole
def silent_people(_rule: Rule, world: World) -> Iterable[Hit]:
    """People of whom the session holds neither a note nor a feeling."""
    people = [one for one in world.all(Participant) if not one.withdrawn]
    spoke = {*(one.participant for one in world.all(Note)), *(one.participant for one in world.all(Feeling))}
    silent = [one for one in people if one.id not in spoke]
    if silent and len(silent) < len(people):
        yield Hit(record=silent[0], args={"count": len(silent), "of": len(people)})
