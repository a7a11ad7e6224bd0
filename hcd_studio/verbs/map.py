"""Verbs of the map: journeys, stages, steps and lanes."""

from __future__ import annotations

from typing import TypeVar

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.records import Feeling, Idea, Journey, Lane, Note, Pain, Persona, Record, Stage, Step
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb

R = TypeVar("R", bound=Record)


@verb(say=N_("Add journey"), told=N_("Journey {title} added."))
def add_journey(draft: Draft, title: Words, *, persona: Persona | None = None, kind: str = "as-is") -> Journey:
    """A new journey, empty."""
    return draft.add(Journey(title=title, persona=id_of(persona), kind=kind))


@verb(say=N_("Add stage"), told=N_("Stage {title} added."))
def add_stage(
    draft: Draft, title: Words, *, journey: Journey | None = None, after: Stage | None = None, first: bool = False
) -> Stage:
    """A new stage, last unless `after` another or `first`."""
    journey = journey or the_journey(draft)
    rank = _rank(draft, stages_of(draft, journey.id), after, first)
    return draft.add(Stage(title=title, journey=journey.id, rank=rank))


@verb(say=N_("Add step"), told=N_("Step {title} added."))
def add_step(
    draft: Draft,
    title: Words,
    *,
    stage: Stage | None = None,
    after: Step | None = None,
    first: bool = False,
    channels: tuple[str, ...] = (),
) -> Step:
    """A new step, last of its stage unless `after` another or `first`; without a stage, of the last one."""
    stage = stage or (draft.get(Stage, after.stage) if after else None) or _last_stage(draft)
    rank = _rank(draft, steps_of(draft, stage.id), after, first)
    return draft.add(Step(title=title, stage=stage.id, channels=channels, rank=rank))


@verb(say=N_("Add lane"), told=N_("Lane {title} added."))
def add_lane(
    draft: Draft,
    title: Words,
    *,
    kind: str = "custom",
    journey: Journey | None = None,
    after: Lane | None = None,
    first: bool = False,
) -> Lane:
    """A new lane, last unless `after` another or `first`."""
    journey = journey or the_journey(draft)
    rank = _rank(draft, lanes_of(draft, journey.id), after, first)
    return draft.add(Lane(title=title, kind=kind, journey=journey.id, rank=rank))


@verb(say=N_("Rename"), told=N_("Renamed to {title}."))
def rename(draft: Draft, record: Record, title: Words) -> Record:
    """Another title; a side left empty stays as it is."""
    fields = {"title_en": title.en, "title_cy": title.cy}
    return draft.patch(record, {name: text for name, text in fields.items() if text})


@verb(say=N_("Move stage"), told=N_("Stage moved."), reminds=True)
def move_stage(draft: Draft, stage: Stage, *, after: Stage | None = None) -> Stage:
    """To the place after another stage, or to the front."""
    rank = draft.rank_after(stages_of(draft, stage.journey), after, stage)
    return draft.patch(stage, journey=stage.journey, rank=rank, whole=True)


@verb(say=N_("Move step"), told=N_("Step moved."), reminds=True)
def move_step(draft: Draft, step: Step, *, after: Step | None = None, stage: Stage | None = None) -> Step:
    """To the place after another step, or to the front of a stage; notes travel with their step."""
    target = stage.id if stage else after.stage if after else step.stage
    rank = draft.rank_after(steps_of(draft, target), after, step)
    return draft.patch(step, stage=target, rank=rank, whole=True)


@verb(say=N_("Move lane"), told=N_("Lane moved."), reminds=True)
def move_lane(draft: Draft, lane: Lane, *, after: Lane | None = None) -> Lane:
    """To the place after another lane, or to the top."""
    rank = draft.rank_after(lanes_of(draft, lane.journey), after, lane)
    return draft.patch(lane, journey=lane.journey, rank=rank, whole=True)


@verb(say=N_("Split step"), told=N_("Step split; the new one is {title}."), reminds=True)
def split_step(draft: Draft, step: Step, title: Words, *, notes: tuple[Note, ...] = ()) -> Step:
    """A second step right after this one, in the same stage; the notes named go there."""
    made = add_step(draft, title, stage=draft.get(Stage, step.stage), after=step, channels=step.channels)
    for note in notes:
        draft.patch(note, step=made.id, lane=note.lane, rank=note.rank, whole=True)
    return made


@verb(say=N_("Merge steps"), told=N_("Steps merged into {into}."), reminds=True)
def merge_steps(draft: Draft, step: Step, into: Step) -> Step:
    """All that stands on one step goes to the other, and the emptied step goes; a rating given to both stays where it was given first."""
    if step.id == into.id:
        raise Trouble(Message("A step cannot be merged with itself."))
    rated = {feeling.participant for feeling in draft.all(Feeling) if feeling.step == into.id}
    for note in draft.all(Note):
        if note.step == step.id:
            draft.patch(note, step=into.id, lane=note.lane, rank=note.rank, whole=True)
    for feeling in draft.all(Feeling):
        if feeling.step == step.id and feeling.participant not in rated:
            draft.patch(feeling, step=into.id)
    placed: tuple[Pain | Idea, ...] = (*draft.all(Pain), *draft.all(Idea))
    for record in placed:
        if record.step == step.id:
            draft.patch(record, step=into.id)
    channels = tuple(dict.fromkeys((*into.channels, *step.channels)))
    merged = draft.patch(into, channels=channels)
    draft.remove(step)
    return merged


@verb(say=N_("Split stage"), told=N_("Stage split; the new one is {title}."), reminds=True)
def split_stage(draft: Draft, stage: Stage, title: Words, *, at: Step) -> Stage:
    """A second stage right after this one; the step `at` and those behind it go there."""
    made = add_stage(draft, title, journey=draft.get(Journey, stage.journey), after=stage)
    steps = steps_of(draft, stage.id)
    start = next((i for i, step in enumerate(steps) if step.id == at.id), None)
    if start is None:
        raise Trouble(Message("The step {step} is not in this stage.", step=at.title))
    for step in steps[start:]:
        draft.patch(step, stage=made.id, rank=step.rank, whole=True)
    return made


@verb(say=N_("Merge stages"), told=N_("Stages merged into {into}."), reminds=True)
def merge_stages(draft: Draft, stage: Stage, into: Stage) -> Stage:
    """The steps of one stage go behind those of the other, and the emptied stage goes."""
    if stage.id == into.id:
        raise Trouble(Message("A stage cannot be merged with itself."))
    for step in steps_of(draft, stage.id):
        last = next(iter(reversed(steps_of(draft, into.id))), None)
        move_step(draft, step, after=last, stage=into)
    draft.remove(stage)
    return draft.fresh(into)


@verb(say=N_("Remove stage"), told=N_("Stage {stage} removed with its steps; its notes are in the tray."), reminds=True)
def remove_stage(draft: Draft, stage: Stage) -> None:
    """The stage and its steps go; notes stay, unplaced."""
    for step in steps_of(draft, stage.id):
        draft.remove(step)
    draft.remove(stage)


@verb(say=N_("Remove step"), told=N_("Step {step} removed; its notes are in the tray."), reminds=True)
def remove_step(draft: Draft, step: Step) -> None:
    """The step goes; its notes stay, unplaced."""
    draft.remove(step)


@verb(say=N_("Remove lane"), told=N_("Lane {lane} removed; its notes are in the tray."), reminds=True)
def remove_lane(draft: Draft, lane: Lane) -> None:
    """The lane goes; its notes stay, unplaced."""
    draft.remove(lane)


def the_journey(draft: Draft) -> Journey:
    """The journey that is meant where none is named: the first, made when there is none yet."""
    return next(iter(draft.all(Journey)), None) or draft.add(Journey(title=draft.session.workshop.title))


def stages_of(draft: Draft, journey: Id) -> tuple[Stage, ...]:
    """The stages of a journey, in order."""
    return tuple(stage for stage in draft.all(Stage) if stage.journey == journey)


def steps_of(draft: Draft, stage: Id) -> tuple[Step, ...]:
    """The steps of a stage, in order."""
    return tuple(step for step in draft.all(Step) if step.stage == stage)


def lanes_of(draft: Draft, journey: Id) -> tuple[Lane, ...]:
    """The lanes of a journey, in order."""
    return tuple(lane for lane in draft.all(Lane) if lane.journey == journey)


def id_of(record: Record | None) -> Id:
    """The id of a record, or the empty one."""
    return record.id if record else ""


def _rank(draft: Draft, siblings: tuple[R, ...], after: R | None, first: bool) -> str:
    if not siblings:
        return ""
    return draft.rank_after(siblings, None if first else after or siblings[-1])


def _last_stage(draft: Draft) -> Stage:
    stages = stages_of(draft, the_journey(draft).id)
    if not stages:
        raise Trouble(Message("There is no stage to put the step into."), do=Message("Add a stage first."))
    return stages[-1]
