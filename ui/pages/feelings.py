"""How each step feels: everybody rates every step, the curve follows, and low points lead to actions."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hcd_studio.fields import Id
from hcd_studio.records import Feeling, Participant, ParticipantGroup, Step
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.pages.feelings_curve import FeelingsCurve
from ui.pages.feelings_grid import FeelingsGrid
from ui.pages.feelings_model import EVERYBODY, KINDS, FeelingsModel
from ui.pages.feelings_panel import FeelingsPanel
from ui.parts import Literal, Live, button, column, label
from ui.tools import Tools
from ui.with_panel import WithPanel

if TYPE_CHECKING:
    from ui.window import Window

PANEL = 332


class FeelingsPage(QWidget):
    """Curve, grid and panel of one session."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.downwards = False
        self.live = Live(context, self)
        self.model = FeelingsModel(context)
        self.grid = FeelingsGrid(context, self.model)
        self.curve = FeelingsCurve(context, self.grid, self.model)
        self.panel = FeelingsPanel(context, self.model)
        self.tools = self._make_tools()
        whole = column(self)
        left = QWidget()
        left.setFocusProxy(self.grid)
        lines = column(left)
        self.live.space(lines, (14, 8, 14, 8), 2)
        lines.addWidget(self.curve)
        lines.addWidget(self.grid, 1)
        self.empty = label("muted", wrap=True)
        lines.addWidget(self.empty)
        self.start = button("primary")
        self.live.text(self.start, Message("Add participants"))
        self.start.clicked.connect(lambda: context.actions.run("add_person"))
        lines.addWidget(self.start)
        lines.addStretch(0)
        self.both = WithPanel(context, left, self.panel, PANEL)
        whole.addWidget(self.both)
        self._connect()
        self.read()

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.opened.connect(self.read)
        bridge.changed.connect(self._hear)
        self.context.speaker.changed.connect(self.read)
        self.context.theme.changed.connect(self.panel.show_lows)
        self.grid.rated.connect(self.rate)
        self.grid.cleared.connect(self.clear)
        self.grid.moved.connect(self._show_cell)
        self.panel.rated.connect(self.rate)
        self.panel.worded.connect(lambda word: self._say(word=word))
        self.panel.reasoned.connect(lambda text: self._say(because=text))
        self.panel.act_wanted.connect(self._act_on)

    def _make_tools(self) -> Tools:
        tools = Tools(self.context)
        self.groups = tools.switch(Message("Whose feelings"))
        self.groups.chosen.connect(self._choose_group)
        tools.button(
            Message("Count paper sheets …"), "clipboard-text", lambda: self.context.actions.run("paper_counts")
        )
        return tools

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        people, steps = len(self.model.people), len(self.model.steps)
        about = Message(
            "People: {people}. Steps: {steps}. Ratings in: {given} of {all}.",
            people=people, steps=steps, given=self.model.given, all=people * steps,
        )  # fmt: skip
        return Message("How each step feels"), about

    def begin(self) -> None:
        """Put the keys on the grid."""
        if not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self._first_gap())
        self.grid.setFocus()

    def read(self) -> None:
        """Read the session anew, and stay at the cell where the keys were."""
        who, step = self._person(), self._step()
        self.model.read()
        if who is not None and step is not None:
            self.grid.setCurrentIndex(self.model.place_of(who.id, step.id))
        there = bool(self.model.people and self.model.steps)
        self.grid.setVisible(there)
        self.curve.setVisible(there)
        self.empty.setVisible(not there)
        self.start.setVisible(not self.model.people)
        words = Message("No feelings yet. Hand out the sheets, or press 1 to 5.")
        if not self.model.people:
            words = Message("Nobody can rate yet: add the people in the room, each by a code.")
        elif not self.model.steps:
            words = Message("There are no steps to rate yet. Add them on the map.")
        self.empty.setText(self.context.speaker.say(words))
        self._show_groups()
        self._show_cell()
        self.panel.show_lows()

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & KINDS:
            self.read()
        elif "action" in kinds:
            self.panel.show_lows()

    def _first_gap(self) -> Any:
        for row_ in range(self.model.rowCount()):
            for column_ in range(self.model.columnCount()):
                if self.model.feeling(row_, column_) is None:
                    return self.model.index(row_, column_)
        return self.model.index(0, 0)

    def _show_groups(self) -> None:
        session, say = self.context.bridge.session, self.context.speaker.say
        if session is None:
            return
        people = [one for one in session.all(Participant) if not one.withdrawn]
        offers: list[tuple[Id, Sayable, int]] = [(EVERYBODY, Message("Everybody"), len(people))]
        for group in session.all(ParticipantGroup):
            count = sum(one.group == group.id for one in people)
            if count:
                offers.append((group.id, group.title, count))
        self._offered = [id for id, _, _ in offers]
        self.groups.show_offers(
            [(id, Literal(f"{say(words)} {count}"), "") for id, words, count in offers], self.model.group
        )

    def _choose_group(self, id: Id) -> None:
        self.model.group = id
        self.read()

    def _person(self) -> Participant | None:
        at = self.grid.currentIndex().row()
        return self.model.people[at] if 0 <= at < len(self.model.people) else None

    def _step(self) -> Step | None:
        at = self.grid.currentIndex().column()
        return self.model.steps[at] if 0 <= at < len(self.model.steps) else None

    def _feeling(self) -> Feeling | None:
        at = self.grid.currentIndex()
        return self.model.feeling(at.row(), at.column()) if at.isValid() else None

    def _show_cell(self) -> None:
        at = self.grid.currentIndex()
        self.panel.show_cell(self._person(), at.column() + 1, self._step(), self._feeling())

    # What actions call

    def rate(self, value: int) -> None:
        """Give the chosen person's rating of the step, and go on."""
        who, step = self._person(), self._step()
        if who is None or step is None:
            return
        if self.context.bridge.do("rate_feeling", who, step, value) is not None:
            self.grid.go_on(down=self.downwards)

    rate_awful = partialmethod(rate, -2)
    rate_poor = partialmethod(rate, -1)
    rate_neither = partialmethod(rate, 0)
    rate_good = partialmethod(rate, 1)
    rate_great = partialmethod(rate, 2)

    def clear(self) -> None:
        """The chosen person was not present at the step."""
        found = self._feeling()
        if found is not None:
            self.context.bridge.do("clear_feeling", found)
        self.grid.go_on(down=self.downwards)

    def _say(self, **said: Any) -> None:
        found = self._feeling()
        if found is not None:
            if said.get("because") and not found.language:
                said["language"] = self.context.speaker.language
            self.context.bridge.do("edit_record", found, **said)

    def write_because(self) -> None:
        """Put the keys into the because."""
        self.panel.because.setFocus()

    def turn(self) -> None:
        """Go on down a step's column, or along a person's row."""
        self.downwards = not self.downwards
        words = Message("Step by step: down the people.") if self.downwards else Message("Person by person.")
        self.context.bridge.tell(words)

    def next_group(self) -> None:
        """Show the next group alone, then everybody again."""
        at = self._offered.index(self.model.group) if self.model.group in self._offered else 0
        self._choose_group(self._offered[(at + 1) % len(self._offered)])

    def add_action(self) -> None:
        """An action for the chosen step."""
        step = self._step()
        if step is not None:
            self._act_on(step.id)

    def _act_on(self, step: Id) -> None:
        from ui.dialogs.action import ActionDialog

        session = self.context.bridge.session
        found = session.get(Step, step) if session else None
        if found is not None:
            ActionDialog(self.context, self.window(), found).open()

    def count_paper(self) -> None:
        """Read counts off paper sheets without codes."""
        from ui.dialogs.paper_counts import PaperCountsDialog

        PaperCountsDialog(self.context, self.window(), self._step()).open()


def make(context: Context, window: Window) -> FeelingsPage:
    """The page of ratings."""
    page = FeelingsPage(context, window)
    context.actions.serve("feelings", page)
    return page
