"""What one does with the heads: stages, steps and lanes added, renamed, moved, split, merged, removed, folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.records import Lane, Record, Stage, Step
from hcd_studio.speech import Message
from hcd_studio.verbs.map import add_stage, add_step
from ui.board.acts import Acts
from ui.board.sayings import ordered_steps

if TYPE_CHECKING:
    from hcd_studio.session import Session

FIRST_STEP = Message("First step")
Head = tuple[str, Id]
"""`step`, `stage` or `lane`, and its id."""


class Meant(QObject):
    """Which head is meant: the one that has the focus, else the step, lane or stage where one stands."""

    stood = Signal(str, str)

    def __init__(self, acts: Acts):
        super().__init__(acts)
        self.acts = acts
        self.context = acts.context
        self.head: Head | None = None

    @property
    def session(self) -> Session | None:
        """The open session."""
        return self.context.bridge.session

    # What is meant

    def step(self) -> Step | None:
        """The step that is meant."""
        if self.session is None:
            return None
        id = self.head[1] if self.head and self.head[0] == "step" else self.context.selection.place[0]
        return self.session.get(Step, id)

    def lane(self) -> Lane | None:
        """The lane that is meant."""
        if self.session is None:
            return None
        id = self.head[1] if self.head and self.head[0] == "lane" else self.context.selection.place[1]
        return self.session.get(Lane, id)

    def stage(self) -> Stage | None:
        """The stage that is meant."""
        if self.session is None:
            return None
        if self.head and self.head[0] == "stage":
            return self.session.get(Stage, self.head[1])
        step = self.step()
        return self.session.get(Stage, step.stage) if step else None

    def _say(self, what: Message) -> str:
        return self.context.speaker.say(what)

    def _named(self, what: Message, usual: str = "") -> Words | None:
        """Ask for a title; it is kept in the language of the window."""
        found = self.context.ask.text(what, usual)
        if not found:
            return None
        return Words(cy=found) if self.context.speaker.language == "cy" else Words(en=found)

    def _rename(self, record: Record | None, what: Message) -> None:
        if record is None:
            return
        title: Words = getattr(record, "title", Words())
        named = self._named(what, title.say(self.context.speaker.language))
        if named and named.say("en") != title.say(self.context.speaker.language):
            self.context.bridge.do("rename", record, named)

    def _move_in(self, row: list[Stage] | list[Lane], record: Stage | Lane, by: int, verb: str) -> None:
        at = next(i for i, one in enumerate(row) if one.id == record.id)
        if not 0 <= at + by < len(row):
            self.context.bridge.tell(Message("The map ends here."))
            return
        after = row[at + by] if by > 0 else (row[at - 2] if at > 1 else None)
        self.context.bridge.do(verb, record, after=after)

    def _stand(self, made: object) -> None:
        """On what was made, so that the next one comes behind it: its head, where a head had the focus."""
        step, lane = self.context.selection.place
        if isinstance(made, Step | Stage | Lane) and self.head is not None:
            self.stood.emit(made.table, made.id)
        elif isinstance(made, Step):
            self.context.selection.set([], place=(made.id, lane))
        elif isinstance(made, Lane):
            self.context.selection.set([], place=(step, made.id))


class Structure(Meant):
    """The verbs of stages, steps and lanes, on the head that is meant."""

    def rename(self) -> None:
        """Another title for the head that has the focus, or for the step."""
        kind = self.head[0] if self.head else "step"
        {"step": self.rename_step, "stage": self.rename_stage, "lane": self.rename_lane}[kind]()

    def remove(self) -> None:
        """Remove the head that has the focus."""
        if self.head is not None:
            {"step": self.remove_step, "stage": self.remove_stage, "lane": self.remove_lane}[self.head[0]]()

    def move(self, by: int) -> None:
        """Move the head that has the focus one place on or back."""
        if self.head is not None:
            {"step": self._move_step, "stage": self._move_stage, "lane": self._move_lane}[self.head[0]](by)

    # Steps

    def add_step(self) -> None:
        """A step behind this one; the first one where there is none."""
        stage = self.stage()
        if self.session is not None and stage is None and not self.session.all(Stage):
            self.add_stage()
            return
        named = self._named(Message("What is the new step called?"))
        if named:
            step = self.step()
            made = self.context.bridge.do("add_step", named, stage=None if step else stage, after=step)
            self._stand(made)

    def rename_step(self) -> None:
        """Another title for the step."""
        self._rename(self.step(), Message("What is the step called?"))

    def step_left(self) -> None:
        """The step one place back."""
        self._move_step(-1)

    def step_right(self) -> None:
        """The step one place on."""
        self._move_step(1)

    def _move_step(self, by: int) -> None:
        """Past its neighbour; past the edge of its stage into the next one."""
        session, step = self.session, self.step()
        if session is None or step is None:
            return
        stages = session.all(Stage)
        at = next((i for i, one in enumerate(stages) if one.id == step.stage), -1)
        mine = [one for one in session.all(Step) if one.stage == step.stage]
        here = next(i for i, one in enumerate(mine) if one.id == step.id)
        if 0 <= here + by < len(mine):
            after = mine[here + by] if by > 0 else (mine[here - 2] if here > 1 else None)
            stage = None if after else session.get(Stage, step.stage)
        elif 0 <= at + by < len(stages):
            stage = stages[at + by]
            there = [one for one in session.all(Step) if one.stage == stage.id]
            after = there[-1] if by < 0 and there else None
        else:
            self.context.bridge.tell(Message("The map ends here."))
            return
        self.context.bridge.do("move_step", step, after=after, stage=stage)

    def split_step(self) -> None:
        """A second step; the chosen notes that stand on this one go there."""
        step = self.step()
        if step is None:
            return
        notes = tuple(note for note in self.acts.chosen() if note.step == step.id)
        named = self._named(Message("What is the second step called? Notes that go there: {count}", count=len(notes)))
        if named:
            self._stand(self.context.bridge.do("split_step", step, named, notes=notes))

    def merge_step(self) -> None:
        """The next step comes into this one."""
        step = self.step()
        order = ordered_steps(self.session)
        at = next((i for i, one in enumerate(order) if step and one.id == step.id), len(order))
        if step is None or at + 1 >= len(order):
            self.context.bridge.tell(Message("There is no next step to merge."))
            return
        self.context.bridge.do("merge_steps", order[at + 1], step)

    def remove_step(self) -> None:
        """The step goes; its notes wait in the tray."""
        step = self.step()
        if step is not None:
            self.context.bridge.do("remove_step", step)

    # Stages

    def add_stage(self) -> None:
        """A stage behind this one, with a first step."""
        named = self._named(Message("What is the new stage called?"))
        first = self._named(Message("What is its first step called?"), self._say(FIRST_STEP)) if named else None
        behind = self.stage()
        if not named or not first:
            return

        def act(draft: Draft) -> Stage:
            stage = add_stage(draft, named, after=behind)
            add_step(draft, first, stage=stage)
            return stage

        told = Message("Stage {title} added.", title=named)
        made = self.context.bridge.together("add_stage", act, told)
        if isinstance(made, Stage) and self.session is not None:
            on_stage = self.head is not None and self.head[0] == "stage"
            self._stand(made if on_stage else next(one for one in self.session.all(Step) if one.stage == made.id))

    def rename_stage(self) -> None:
        """Another title for the stage."""
        self._rename(self.stage(), Message("What is the stage called?"))

    def stage_left(self) -> None:
        """The stage one place back."""
        self._move_stage(-1)

    def stage_right(self) -> None:
        """The stage one place on."""
        self._move_stage(1)

    def _move_stage(self, by: int) -> None:
        session, stage = self.session, self.stage()
        if session is None or stage is None:
            return
        row = [one for one in session.all(Stage) if one.journey == stage.journey]
        self._move_in(row, stage, by, "move_stage")

    def split_stage(self) -> None:
        """The stage is parted before the step where one stands."""
        stage, step = self.stage(), self.step()
        if stage is None or step is None or step.stage != stage.id:
            self.context.bridge.tell(Message("Stand on the step with which the second stage begins."))
            return
        named = self._named(Message("What is the second stage called?"))
        if named:
            self.context.bridge.do("split_stage", stage, named, at=step)

    def merge_stage(self) -> None:
        """The next stage comes into this one."""
        session, stage = self.session, self.stage()
        if session is None or stage is None:
            return
        row = [one for one in session.all(Stage) if one.journey == stage.journey]
        at = next(i for i, one in enumerate(row) if one.id == stage.id)
        if at + 1 < len(row):
            self.context.bridge.do("merge_stages", row[at + 1], stage)
        else:
            self.context.bridge.tell(Message("There is no next stage to merge."))

    def remove_stage(self) -> None:
        """The stage and its steps go; notes wait in the tray."""
        stage = self.stage()
        if stage is not None:
            self.context.bridge.do("remove_stage", stage)

    # Lanes

    def add_lane(self) -> None:
        """A lane below this one."""
        named = self._named(Message("What is the new lane called?"))
        if named:
            self._stand(self.context.bridge.do("add_lane", named, after=self.lane()))

    def rename_lane(self) -> None:
        """Another title for the lane."""
        self._rename(self.lane(), Message("What is the lane called?"))

    def lane_up(self) -> None:
        """The lane one place up."""
        self._move_lane(-1)

    def lane_down(self) -> None:
        """The lane one place down."""
        self._move_lane(1)

    def _move_lane(self, by: int) -> None:
        session, lane = self.session, self.lane()
        if session is None or lane is None:
            return
        row = [one for one in session.all(Lane) if one.journey == lane.journey]
        self._move_in(row, lane, by, "move_lane")

    def remove_lane(self) -> None:
        """The lane goes; its notes wait in the tray."""
        lane = self.lane()
        if lane is not None:
            self.context.bridge.do("remove_lane", lane)
