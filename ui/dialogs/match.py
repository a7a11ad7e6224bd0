"""A session that was never seeded: which of its steps is which of ours, as found, and as a person says it is."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from hcd_studio import matching
from hcd_studio.fields import Id
from hcd_studio.session import Session
from hcd_studio.speech import N_, Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import label

WHY = {
    "title": N_("same title"), "alike": N_("similar title, look at it"), "order": N_("same place, look at it"),
    "new": N_("comes in as a new step"),
}  # fmt: skip


class MatchDialog(Dialog):
    """A line a step: theirs, ours, and why; what is matched wrongly is chosen again. One change brings it all in."""

    def __init__(self, context: Context, parent: QWidget | None, path: Path):
        super().__init__(context, parent, Message("Which step is which?"), wide=760, tall=560)
        session = cast("Session", context.bridge.session)
        self.stranger = matching.read_stranger(session, path)
        self.ours = matching.steps_in_order(session.snapshot())
        about = label("muted", wrap=True)
        self.live.text(
            about,
            Message(
                "{file} was not made from this workshop. Its notes go to the steps chosen here; one Ctrl+Z takes it all back.",
                file=path.name,
            ),
        )  # fmt: skip
        self.body.addWidget(about)
        area = QScrollArea()
        area.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("ground", "none")
        grid = QGridLayout(inner)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.boxes: dict[Id, QComboBox] = {}
        for at, one in enumerate(self.stranger.matches):
            self._line(grid, at, one)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.done_button(Message("Bring it in"))
        self.cancel_button()

    def _line(self, grid: QGridLayout, at: int, match: matching.Match) -> None:
        say = self.context.speaker.say
        theirs, box, why = label(wrap=True), QComboBox(), label("small", wrap=True)
        theirs.setText(f"{at + 1}  {say(match.theirs.title)}")
        theirs.setBuddy(box)
        box.addItem(say(Message("A new step")), "")
        for number, step in enumerate(self.ours, 1):
            box.addItem(f"{number}  {say(step.title)}", step.id)
        box.setCurrentIndex(max(0, box.findData(match.ours.id)) if match.ours else 0)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(18)
        self.live.name(box, Message("Our step for “{title}”", title=match.theirs.title))
        self.live.text(why, Message(WHY[match.how]))
        self.boxes[match.theirs.id] = box
        for column, part in enumerate((theirs, box, why)):
            grid.addWidget(part, at, column)

    def accept(self) -> None:
        """Bring it in as one change."""
        session = self.context.bridge.session
        if session is None:
            return
        was = {one.theirs.id: one.ours.id if one.ours else "" for one in self.stranger.matches}
        said = {id: str(box.currentData()) for id, box in self.boxes.items() if str(box.currentData()) != was[id]}
        with self.context.bridge.caught():
            bundle, matched = matching.ready_to_bring(session, self.stranger.corrected(said))
            if self.context.bridge.do("bring_session", bundle, matched=matched) is not None:
                super().accept()
