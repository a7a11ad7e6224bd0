"""Who rated which step how: the grid of the feelings page, people down, steps across."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from hcd_studio.fields import Id
from hcd_studio.questions.feelings import StepFeeling, feelings_of
from hcd_studio.records import Feeling, Participant, ParticipantGroup, Stage, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message
from hcd_studio.words import RATING_WORDS
from ui.context import Context
from ui.parts import Literal

Index = QModelIndex | QPersistentModelIndex
EVERYBODY = ""
NOWHERE = QModelIndex()
KINDS = {"feeling", "participant", "participant_group", "stage", "step"}
"""What the grid hears of."""

__all__ = ["EVERYBODY", "KINDS", "FeelingsModel", "signed_rating"]


def signed_rating(value: int | None) -> str:
    """A rating as it is printed in its cell, with a true minus; nothing where there is none."""
    return "" if value is None else f"{value:+d}".replace("-", "−") if value else "0"


class FeelingsModel(QAbstractTableModel):
    """The ratings of one session; `group` limits the people to one group."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.group: Id = EVERYBODY
        self.people: tuple[Participant, ...] = ()
        self.steps: tuple[Step, ...] = ()
        self.stages: tuple[tuple[Stage, int], ...] = ()
        self.means: dict[Id, StepFeeling] = {}
        self.beside: dict[Id, StepFeeling] = {}
        self._given: dict[tuple[Id, Id], Feeling] = {}

    # Reading

    def read(self) -> None:
        """Read the session anew."""
        session = self.context.bridge.session
        self.beginResetModel()
        if session is not None:
            there = [one for one in session.all(Participant) if not one.withdrawn]
            self.people = tuple(one for one in there if self.group in (EVERYBODY, one.group))
            of_stage: dict[Id, list[Step]] = {}
            for step in session.all(Step):
                of_stage.setdefault(step.stage, []).append(step)
            self.stages = tuple((one, len(of_stage.get(one.id, ()))) for one in session.all(Stage))
            self.steps = tuple(step for stage, _ in self.stages for step in of_stage.get(stage.id, ()))
            self._given = {(one.participant, one.step): one for one in session.all(Feeling) if one.participant}
            self.means = self._means({one.id for one in self.people} if self.group else None)
            side = {one.id for one in session.all(ParticipantGroup) if one.side == "residents"}
            residents = {one.id for one in there if one.group in side}
            mixed = not self.group and residents and len(residents) < len(there)
            self.beside = self._means(residents) if mixed else {}
        self.endResetModel()

    def _means(self, people: set[Id] | None) -> dict[Id, StepFeeling]:
        """How each step felt to some people; to everybody, paper without a code included, where none are named."""
        session = self.context.bridge.session
        if session is None:
            return {}
        kept = [one for one in session.all(Feeling) if people is None or one.participant in people]
        others = (*session.all(Participant), *session.all(ParticipantGroup))
        return feelings_of(Snapshot.of((*kept, *others)))

    def feeling(self, row: int, column: int) -> Feeling | None:
        """The rating in a cell."""
        return self._given.get((self.people[row].id, self.steps[column].id))

    @property
    def given(self) -> int:
        """How many cells hold a rating."""
        people, steps = {one.id for one in self.people}, {one.id for one in self.steps}
        return sum(who in people and step in steps for who, step in self._given)

    def place_of(self, participant: Id, step: Id) -> QModelIndex:
        """The cell of one person and step, or no index."""
        row = next((at for at, one in enumerate(self.people) if one.id == participant), -1)
        column = next((at for at, one in enumerate(self.steps) if one.id == step), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.feeling(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return signed_rating(found.value if found else None)
        if role == Qt.ItemDataRole.UserRole:
            return found.value if found else None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.context.speaker.say(self._words(index.row(), index.column(), found))
        return None

    def _words(self, row: int, column: int, found: Feeling | None) -> Message:
        who, step = self.people[row], self.steps[column]
        if found is None or found.value is None:
            return Message(N_("{code}, step {n} {step}: not present"), code=who.code, n=column + 1, step=step.title)
        return Message(
            N_("{code}, step {n} {step}: {value}, {word}"),
            code=who.code,
            n=column + 1,
            step=step.title,
            value=Literal(signed_rating(found.value)),
            word=Message(RATING_WORDS[found.value]),
        )

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(section + 1)
            if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                words = Message(N_("Step {n}: {title}"), n=section + 1, title=self.steps[section].title)
                return self.context.speaker.say(words)
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.person_words(section)
        return None

    def person_words(self, row: int) -> str:
        """A code and what tells its holder apart: the group, the language."""
        who = self.people[row]
        session = self.context.bridge.session
        group = session.get(ParticipantGroup, who.group) if session else None
        say = self.context.speaker.say
        parts = [who.code, say(group.title) if group else "", say(Message("Welsh")) if "cy" in who.languages else ""]
        return "  ".join(part for part in parts if part)
