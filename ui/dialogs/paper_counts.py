"""Ratings counted from paper sheets that bear no code: how many people gave each of the five."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from hcd_studio.records import ParticipantGroup, RoomTable, Stage, Step
from hcd_studio.speech import Message
from hcd_studio.verbs.feelings import MOST_COUNTED, SCALE
from hcd_studio.words import RATING_WORDS
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.pages.feelings_model import signed_rating
from ui.parts import Literal, column, label, row


class PaperCountsDialog(Dialog):
    """Keep and go on to the next step; a recount of the same table and group replaces its count."""

    def __init__(self, context: Context, parent: QWidget | None, step: Step | None):
        super().__init__(context, parent, Message("Count paper sheets"), wide=620)
        self.steps, self.table, self.group = QComboBox(), QComboBox(), QComboBox()
        self.line(Message("Step"), self.steps)
        self.line(Message("Table"), self.table)
        self.line(Message("Group"), self.group)
        self._fill(step)
        self.counts: list[QSpinBox] = []
        line = row()
        self.live.space(line, (0, 0, 0, 0), 8)
        for value in SCALE:
            box = column()
            field = QSpinBox()
            field.setRange(0, MOST_COUNTED)
            said = label("label", buddy=field)
            words = Message("{value} {word}", value=Literal(signed_rating(value)), word=Message(RATING_WORDS[value]))
            self.live.text(said, words)
            self.live.name(field, words)
            box.addWidget(said)
            box.addWidget(field)
            line.addLayout(box, 1)
            self.counts.append(field)
        self.body.addLayout(line)
        self.done_button(Message("Keep and go on"))
        self.cancel_button(Message("Close"))
        self.counts[0].setFocus()
        self.counts[0].selectAll()

    def _fill(self, step: Step | None) -> None:
        session, say = self.context.bridge.session, self.context.speaker.say
        if session is None:
            return
        stages = {one.id: at for at, one in enumerate(session.all(Stage))}
        steps = sorted((one for one in session.all(Step) if one.stage in stages), key=lambda one: stages[one.stage])
        for at, one in enumerate(steps, start=1):
            self.steps.addItem(f"{at}  {say(one.title)}", one.id)
        if step is not None:
            self.steps.setCurrentIndex(max(0, self.steps.findData(step.id)))
        for box in (self.table, self.group):
            box.addItem(say(Message("All together")), "")
        for table in session.all(RoomTable):
            self.table.addItem(table.name, table.id)
        for group in session.all(ParticipantGroup):
            self.group.addItem(say(group.title), group.id)

    def accept(self) -> None:
        """Keep the counts, clear the fields and go to the next step; after the last one leave."""
        session = self.context.bridge.session
        step = session.get(Step, self.steps.currentData()) if session else None
        if session is None or step is None:
            super().reject()
            return
        counts = tuple(field.value() for field in self.counts)
        table = session.get(RoomTable, self.table.currentData())
        done = self.context.bridge.do("count_feelings", step, counts, group=self.group.currentData(), room_table=table)
        if done is None:
            return
        for field in self.counts:
            field.setValue(0)
        if self.steps.currentIndex() + 1 >= self.steps.count():
            super().accept()
            return
        self.steps.setCurrentIndex(self.steps.currentIndex() + 1)
        self.counts[0].setFocus()
        self.counts[0].selectAll()
