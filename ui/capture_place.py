"""Where the next note goes and whose it is: kind, step, lane, table, person, language, consent; remembered per session."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from hcd_studio.bilingual import Words
from hcd_studio.fields import TIERS, Id
from hcd_studio.records import Journey, Lane, Note, Participant, RoomTable, Stage, Step
from hcd_studio.speech import Message, Sayable
from ui.context import Context

LANE_OF_KIND = {
    "action": "actions", "quote": "saying", "thought": "thinking", "pain": "pain", "idea": "opportunity",
    "evidence": "evidence", "question": "evidence", "need": "opportunity",
}  # fmt: skip


class Place(QObject):
    """Follows the selection, and is followed by it: one place for board, outline and capture."""

    changed = Signal()

    def __init__(self, context: Context):
        super().__init__(context)
        self.context = context
        self.kind = "action"
        self.language = context.speaker.language
        self.tier = ""
        self._table: Id = ""
        self._person: Id = ""
        context.bridge.opened.connect(self._recall)
        context.bridge.changed.connect(self._hear)
        context.selection.changed.connect(self._follow)

    def begin(self) -> None:
        """A session may be open already."""
        if self.context.bridge.session is not None:
            self._recall()

    # What is chosen, as records that live

    @property
    def step(self) -> Step | None:
        """The step, or None where there is none or the tray is meant."""
        session = self.context.bridge.session
        return session.get(Step, self.context.selection.place[0]) if session else None

    @property
    def lane(self) -> Lane | None:
        """The lane in which the kind goes."""
        session = self.context.bridge.session
        return session.get(Lane, self.context.selection.place[1]) if session and self.step else None

    @property
    def table(self) -> RoomTable | None:
        """The table, or None."""
        session = self.context.bridge.session
        return session.get(RoomTable, self._table) if session else None

    @property
    def person(self) -> Participant | None:
        """Who said it, or None."""
        session = self.context.bridge.session
        return session.get(Participant, self._person) if session else None

    def steps(self) -> list[tuple[int, Id, Words]]:
        """Number, id and title of every step, in the order of the map."""
        session = self.context.bridge.session
        if session is None:
            return []
        ranks = {stage.id: at for at, stage in enumerate(session.all(Stage))}
        placed = sorted(
            (one for one in session.all(Step) if one.stage in ranks), key=lambda one: (ranks[one.stage], one.rank)
        )
        return [(at, one.id, one.title) for at, one in enumerate(placed, start=1)]

    def step_words(self) -> Sayable:
        """Number and title of the step."""
        for number, id, title in self.steps():
            if id == self.context.selection.place[0]:
                return Message("Step {n}, {title}", n=number, title=title)
        return Message("No place yet")

    @property
    def number(self) -> int:
        """The number of the step, 0 for none."""
        return next((number for number, id, _ in self.steps() if id == self.context.selection.place[0]), 0)

    def step_short(self) -> Sayable:
        """The step by its number."""
        return Message("Step {n}", n=self.number) if self.number else Message("No step")

    # Choosing

    def choose(self, kind: str) -> None:
        """Another kind; the lane that shows it follows."""
        self.kind = kind
        self._stand(self.context.selection.place[0])

    def next_kind(self) -> None:
        """The kind of the next lane at the same step, the first again after the last."""
        session = self.context.bridge.session
        shown = [lane.kind for lane in session.all(Lane)] if session else []
        kinds = [kind for lane in shown for kind, home in LANE_OF_KIND.items() if home == lane] or list(LANE_OF_KIND)
        at = kinds.index(self.kind) if self.kind in kinds else -1
        self.choose(kinds[(at + 1) % len(kinds)])

    def go(self, number: int) -> bool:
        """Go to the step of that number, 0 for none; False where there is no such step."""
        steps = self.steps()
        if number > len(steps):
            return False
        self._stand(steps[number - 1][1] if number else "")
        return True

    def shift(self, by: int) -> None:
        """Some steps on or back, as far as there are any."""
        ids = [id for _, id, _ in self.steps()]
        if ids:
            here = self.context.selection.place[0]
            at = ids.index(here) + by if here in ids else 0
            self._stand(ids[max(0, min(len(ids) - 1, at))])

    def set_table(self, table: RoomTable | None) -> None:
        """Another table."""
        self._table = table.id if table else ""
        self._remember()

    def set_person(self, person: Participant | None) -> None:
        """Another person: their table and the language they speak come along."""
        self._person = person.id if person else ""
        if person is not None:
            self._table = person.room_table or self._table
            if len(person.languages) == 1:
                self.language = "cy" if person.languages[0] == "cy" else "en"
        self._remember()

    def set_language(self, language: str) -> None:
        """The language in which the words are said."""
        self.language = "cy" if language == "cy" else "en"
        self._remember()

    def set_tier(self, tier: str) -> None:
        """How far the words may travel."""
        self.tier = tier if tier in TIERS else ""
        self._remember()

    def _stand(self, step: Id) -> None:
        session = self.context.bridge.session
        lanes = session.all(Lane) if session else ()
        wanted = LANE_OF_KIND[self.kind]
        lane = next((one for one in lanes if one.kind == wanted), None)
        if lane is None:  # the journey shows no such lane: stay where one stands, else the first that takes notes
            here = self.context.selection.place[1]
            lane = next((one for one in lanes if one.id == here), None)
            lane = lane or next((one for one in lanes if one.kind != "feeling"), None)
        self.context.selection.stand(step, lane.id if lane and step else "")
        self._remember()

    # Following

    def _follow(self) -> None:
        from hcd_studio.verbs.notes import KIND_OF_LANE

        lane = self.lane
        if lane is not None and LANE_OF_KIND.get(self.kind) != lane.kind and lane.kind != "feeling":
            self.kind = KIND_OF_LANE.get(lane.kind, self.kind)
        self.changed.emit()

    def _hear(self, told: Any) -> None:
        before, after = told.touched.get(self.context.selection.current, (None, None))
        if isinstance(before, Note) and isinstance(after, Note):
            place = (after.step, after.lane)
            if place != (before.step, before.lane) and after.step:  # undone, or moved by another hand
                self.context.selection.stand(*place)
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & {"step", "stage", "lane", "participant", "room_table", "journey"}:
            self.changed.emit()

    def _recall(self) -> None:
        session = self.context.bridge.session
        if session is None:
            return
        kept = self.context.settings.view(session.workshop.id).get("capture")
        known: dict[str, Any] = kept if isinstance(kept, dict) else {}
        self._table, self._person = str(known.get("table", "")), str(known.get("person", ""))
        self.language = "cy" if known.get("language", self.context.speaker.language) == "cy" else "en"
        self.tier = str(known.get("tier", "")) if known.get("tier") in TIERS else ""
        self.kind = str(known.get("kind")) if known.get("kind") in LANE_OF_KIND else "action"
        steps = self.steps()
        step = str(known.get("step", ""))
        first = next(iter(session.all(Journey)), None)
        self._stand(step if any(step == id for _, id, _ in steps) else steps[0][1] if steps and first else "")
        self.changed.emit()

    def _remember(self) -> None:
        session = self.context.bridge.session
        if session is not None:
            self.context.settings.view(session.workshop.id)["capture"] = {
                "kind": self.kind, "step": self.context.selection.place[0], "table": self._table,
                "person": self._person, "language": self.language, "tier": self.tier,
            }  # fmt: skip
        self.changed.emit()
