"""Where a step leads besides the next one, who does it, and what it costs people: in words, for outline, board and paper."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.fields import Id
from hcd_studio.questions.playback import step_numbers
from hcd_studio.records import Actor, Branch, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message


@dataclass(frozen=True, slots=True)
class Way:
    """A branch or a loop between two steps that are on the map, by their numbers."""

    branch: Branch
    start: int
    end: int

    @property
    def back(self) -> bool:
        """Whether it is a loop back."""
        return self.end < self.start

    def message(self) -> Message:
        """The way in words."""
        if self.branch.condition and self.back:
            return Message("back to step {n}: {condition}", n=self.end, condition=self.branch.condition)
        if self.branch.condition:
            return Message("on to step {n}: {condition}", n=self.end, condition=self.branch.condition)
        return Message("back to step {n}", n=self.end) if self.back else Message("on to step {n}", n=self.end)


def ways_of(snapshot: Snapshot) -> tuple[Way, ...]:
    """Every way whose two steps are there, in the order of the steps that they leave."""
    if not snapshot.all(Branch):
        return ()
    numbers = step_numbers(snapshot)
    found = [
        Way(one, numbers[one.step], numbers[one.leads_to])
        for one in snapshot.all(Branch)
        if one.step in numbers and one.leads_to in numbers and one.step != one.leads_to
    ]
    return tuple(sorted(found, key=lambda way: (way.start, way.end)))


def actors_of(snapshot: Snapshot, step: Id) -> tuple[Actor, ...]:
    """Who does a step."""
    links = snapshot.links.out(step)
    found = (snapshot.get(Actor, one.target) for one in links if one.kind == "done by")
    return tuple(one for one in found if one is not None)


def step_facts(snapshot: Snapshot, step: Step) -> tuple[Message, ...]:
    """What a step asks of people, who does it and where it leads: each in a few words, only what is known."""
    found: list[Message] = []
    for value, words in (
        (step.letters, Message("letters: {n}", n=step.letters or 0)),
        (step.trips, Message("journeys: {n}", n=step.trips or 0)),
        (step.sheets, Message("sheets of paper: {n}", n=step.sheets or 0)),
        (step.wait_days, Message("days to wait: {n}", n=step.wait_days or 0)),
    ):  # fmt: skip
        if value:
            found.append(words)
    actors = actors_of(snapshot, step.id)
    if actors:
        found.append(Message("done by: {names}", names=[one.title for one in actors]))
    return (*found, *(one.message() for one in ways_of(snapshot) if one.branch.step == step.id))
