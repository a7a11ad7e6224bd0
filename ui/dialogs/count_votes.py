"""Paper dots and raised hands, counted per table: how many for each option, who counted and who checked."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QSpinBox, QWidget

from hcd_studio.columns import title_of
from hcd_studio.draft import Draft
from hcd_studio.questions.voting import options_of
from hcd_studio.records import Ballot, ParticipantGroup, RoomTable, Vote
from hcd_studio.session import now
from hcd_studio.speech import Message
from hcd_studio.verbs.voting import COUNTED, count_votes
from hcd_studio.words import choice_words, field_words
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.flow import Flow
from ui.parts import label, row

MOST = 1000


class CountVotesDialog(Dialog):
    """What is counted already stands in the fields; keeping replaces it, and the history keeps every earlier count."""

    def __init__(self, context: Context, parent: QWidget | None, ballot: Ballot):
        super().__init__(context, parent, Message("Count paper or hands"), wide=680, tall=600)
        self.ballot = ballot
        self.table, self.group, self.source, self.kind = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        line = self._flow()
        for box, words in (
            (self.table, Message("Table")), (self.group, Message("Group")),
            (self.source, field_words("vote", "source")), (self.kind, field_words("vote", "kind")),
        ):  # fmt: skip
            self.live.name(box, words)
            self.live.tip(box, words)
            line.addWidget(box)
        self._fill()
        self.fields: dict[str, QSpinBox] = {}
        self.body.addWidget(self._options(), 1)
        self.by, self.checked = QLineEdit(), QLineEdit()
        people = self._flow()
        for field, words in (
            (self.by, field_words("vote", "counted_by")),
            (self.checked, field_words("vote", "checked_by")),
        ):
            said = label("label", buddy=field)
            self.live.text(said, words)
            self.live.name(field, words)
            pair = QWidget()
            beside = row(pair)
            beside.addWidget(said)
            beside.addWidget(field)
            people.addWidget(pair)
        self.done_button(Message("Keep counts"))
        self.cancel_button(Message("Close"))
        for box in (self.table, self.group, self.source, self.kind):
            box.currentIndexChanged.connect(self._show)
        self._show()
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()
            first.selectAll()

    def _flow(self) -> Flow:
        """A row of the body that goes on in the next one where letters are large."""
        box, made = QWidget(), Flow()
        box.setLayout(made)
        self.live.space(made, (0, 0, 0, 0), 10)
        self.body.addWidget(box)
        return made

    def _fill(self) -> None:
        session, say = self.context.bridge.session, self.context.speaker.say
        if session is None:
            return
        self.table.addItem(say(Message("All tables")), "")
        for table in session.all(RoomTable):
            self.table.addItem(say(Message("table {name}", name=table.name)), table.id)
        self.group.addItem(say(Message("All groups")), "")
        for group in session.all(ParticipantGroup):
            if group.counts == "members":
                self.group.addItem(say(group.title), group.id)
        for value in COUNTED:
            self.source.addItem(say(choice_words("vote", "source", value)), value)
        for value in ("dot", "concern"):
            self.kind.addItem(say(choice_words("vote", "kind", value)), value)

    def _options(self) -> QScrollArea:
        area, inner = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        form = QGridLayout(inner)
        form.setColumnStretch(0, 1)
        self.live.space(form, (4, 4, 12, 4), 6)
        session = self.context.bridge.session
        for option in options_of(now(session), self.ballot) if session else ():
            field = QSpinBox()
            field.setRange(0, MOST)
            words = Message("{letter}  {title}", letter=option.letter, title=title_of(option.record))
            said = label(wrap=True, buddy=field)
            self.live.text(said, words)
            self.live.name(field, words)
            self.live.dress(field, "width", partial(self._fit_field, field))
            at = form.rowCount()
            form.addWidget(said, at, 0)
            form.addWidget(field, at, 1)
            self.fields[option.record.id] = field
        area.setWidget(inner)
        return area

    def _fit_field(self, field: QSpinBox) -> None:
        field.setFixedWidth(self.context.theme.scaled(96))

    def _known(self, target: str) -> Vote | None:
        session = self.context.bridge.session
        wanted = (
            self.ballot.id, target, "", self.kind.currentData(), self.source.currentData(), self.table.currentData(),
            self.group.currentData(),
        )  # fmt: skip
        for one in session.all(Vote) if session else ():
            if (one.ballot, one.target, one.participant, one.kind, one.source, one.room_table, one.group) == wanted:
                return one
        return None

    def _show(self, *_: object) -> None:
        """What was counted so far, and by whom."""
        seen: Vote | None = None
        for target, field in self.fields.items():
            known = self._known(target)
            field.setValue((known.count or 0) if known else 0)
            seen = known or seen
        if seen is not None:
            self.by.setText(seen.counted_by)
            self.checked.setText(seen.checked_by)

    def accept(self) -> None:
        """Keep all counts as one change; where one is too many, none is kept and the dialog stays."""
        session = self.context.bridge.session
        if session is None:
            return
        table = session.get(RoomTable, self.table.currentData())
        targets = {target: session.find(target) for target in self.fields}

        def act(draft: Draft) -> int:
            total = 0
            for target, field in self.fields.items():
                record: Any = targets[target]
                known = self._known(target)
                who = (known.counted_by, known.checked_by) if known else ("", "")
                said = (self.by.text().strip(), self.checked.text().strip())
                if record is None or (field.value() == ((known.count or 0) if known else 0) and said == who):
                    continue
                total += field.value()
                count_votes(
                    draft, record, field.value(), ballot=self.ballot, kind=self.kind.currentData(),
                    source=self.source.currentData(), room_table=table, group=self.group.currentData(),
                    counted_by=said[0], checked_by=said[1],
                )  # fmt: skip
            return total

        counted = Message("Counts kept. Who counted and who checked stands in the history.")
        if self.context.bridge.together("count_votes", act, counted) is not None:
            super().accept()
