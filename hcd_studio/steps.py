"""What can be taken back and done again: my own changes, read off the log, so that undo survives a restart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from hcd_studio.change import Change, ChangeId

BEGINNING = "start"
ERASE = "erase"


class Step(NamedTuple):
    """A change that can be undone, and the verb a person knows it by."""

    change: ChangeId
    verb: str


@dataclass
class Steps:
    """Two stacks. Undo moves a step to `redo`; a redo is the undo of that undo; a new change ends what could be redone."""

    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)

    def follow(self, id: ChangeId, verb: str, undoes: ChangeId) -> None:
        """Take note of one change of mine; that the session began is nobody's act and stays, and erasure is for good."""
        if verb in (BEGINNING, ERASE):
            return
        if not undoes:
            self.undo.append(Step(id, verb))
            self.redo.clear()
        elif any(step.change == undoes for step in self.undo):
            at = max(i for i, step in enumerate(self.undo) if step.change == undoes)
            self.redo.append(Step(id, self.undo.pop(at).verb))
        elif any(step.change == undoes for step in self.redo):
            at = max(i for i, step in enumerate(self.redo) if step.change == undoes)
            self.undo.append(Step(id, self.redo.pop(at).verb))

    def keep(self, change: Change) -> None:
        """Take note of a change that was just kept."""
        self.follow(change.id, change.verb, change.undoes)

    def drop(self, id: ChangeId) -> None:
        """Forget a step of which nothing stands any more."""
        self.undo = [step for step in self.undo if step.change != id]
        self.redo = [step for step in self.redo if step.change != id]
