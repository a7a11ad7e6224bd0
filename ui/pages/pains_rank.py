"""Rank: what the room gave, by dots and concerns, with residents and staff apart; and the officer's scores, the day after."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.questions.ranking import NONE, Ranked, Ranking, Tally, ranking
from hcd_studio.records import KINDS, Pain
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words, field_words
from ui.context import Context
from ui.parts import Live, column, label
from ui.scores import DIGITS, Column, ScoreModel, ScoreTable
from ui.tools import Tools

ON = ("theme", "pain", "idea")
STATUSES = {"O": "open", "A": "answered", "C": "accepted", "P": "parked"}
KINDS_HEARD = {"theme", "pain", "idea", "vote", "ballot", "participant", "participant_group", "link"}


def score_of(pain: Pain) -> int | None:
    """Severity × frequency × reach, where all three are given."""
    if pain.severity is None or pain.frequency is None or pain.reach is None:
        return None
    return pain.severity * pain.frequency * pain.reach


def split_words(row: Ranked) -> Message | None:
    """How two groups differ on one thing."""
    found = row.disagreement
    if found is None:
        return None
    return Message(
        "{title}: {lower} gave it {low} % of their dots, {upper} {high} %.",
        title=title_of(row.record), lower=found.lower.title, low=round(found.lower_share * 100),
        upper=found.upper.title, high=round(found.upper_share * 100),
    )  # fmt: skip


class RankView(QWidget):
    """One table with two readings. The officer's is marked as such, and the projector never shows it."""

    moved = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.on, self.officer = "theme", False
        self.found = Ranking()
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (14, 10, 14, 8), 8)
        self.tools = Tools(context, within=True)
        self.what = self.tools.switch(Message("What is ranked"))
        self.who = self.tools.switch(Message("Whose ranking"))
        self.what.chosen.connect(self.choose_what)
        self.who.chosen.connect(lambda value: self.choose_who(officer=value == "officer"))
        lines.addWidget(self.tools)
        self.about = label("muted", wrap=True)
        lines.addWidget(self.about)
        self.model = ScoreModel(context, lambda row: row.record.id if isinstance(row, Ranked) else row.id)
        self.table = ScoreTable(
            context, self.model, Message("Ranking"), Message("Arrows go from cell to cell; a digit from 1 to 5 scores.")
        )
        self.table.moved.connect(self.moved)
        lines.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def choose_what(self, on: str) -> None:
        """Themes, pain points or ideas."""
        self.on = on
        if on != "pain":  # what the officer scores here are pain points; ideas have a page with scores of their own
            self.officer = False
        self.read()

    def choose_who(self, *, officer: bool) -> None:
        """What the room gave, or what the officer reckons."""
        self.officer = officer
        if officer:
            self.on = "pain"
        self.read()

    def read(self) -> None:
        """Read the session anew."""
        session = self.context.bridge.session
        if session is None:
            self.model.show_rows((), ())
            return
        words = {"theme": Message("Themes"), "pain": Message("Pain points"), "idea": Message("Ideas")}
        self.what.show_offers([(on, words[on], "") for on in ON], self.on)
        self.who.show_offers(
            [("room", Message("The room"), "users"), ("officer", Message("Officer"), "user-circle")],
            "officer" if self.officer else "room",
        )
        self.tools.fit(max(200, self.width() - 40))
        chosen = self.table.current
        self.found = ranking(now(session), self.on)
        if self.officer:
            order = {row.record.id: at for at, row in enumerate(self.found.rows)}
            pains = sorted(session.all(Pain), key=lambda one: (-(score_of(one) or 0), order.get(one.id, 0)))
            self.model.show_rows(self._officer_columns(), pains)
        else:
            self.model.show_rows(self._room_columns(), self.found.rows)
        self.about.setText(self.context.speaker.say(self._about()))
        self.table.resizeRowsToContents()
        if chosen:
            self.table.choose(chosen)
        if not self.table.currentIndex().isValid() and self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _about(self) -> Sayable:
        if self.officer:
            return Message("The officer’s own: severity × frequency × reach, apart from what the room gave.")
        hidden = [one for one in self.found.blind if one.on == self.on]
        if hidden:
            return Message("{title}: hidden until the round closes.", title=hidden[0].title)
        dots = sum(row.room.dots for row in self.found.rows)
        concerns = sum(row.room.concerns for row in self.found.rows)
        if not dots and not concerns:
            return Message("Nobody has voted on these yet. The officer adds the score tomorrow.")
        return Message(
            "Dots: {dots}. Concerns: {concerns}. The officer adds the score tomorrow.", dots=dots, concerns=concerns
        )

    def _room_columns(self) -> list[Column]:
        def of(side: str) -> Any:
            return lambda row: _count(row.sides.get(side, NONE))

        made = [
            Column(Message("Place", context="in a ranking"), lambda row: str(row.place) if row.room else "–"),
            Column(KINDS[self.on].term(), lambda row: _title(row.record), wide=True),
            Column(Message("Dots"), lambda row: str(row.room.dots or "–")),
            Column(Message("Concerns"), lambda row: str(row.room.concerns or "–")),
            Column(Message("Residents"), of("residents"), tip=Message("Dots of residents")),
            Column(Message("Staff"), of("staff"), tip=Message("Dots of staff")),
        ]
        if any(row.leaders for row in self.found.rows):
            tip = Message("Dots of leaders, never added to those of the room")
            made.append(Column(Message("Leaders"), lambda row: _count(row.leaders), tip=tip))
        return made

    def _officer_columns(self) -> list[Column]:
        def amount(name: str) -> Column:
            def say(pain: Pain) -> str:
                value = getattr(pain, name)
                return "–" if value is None else str(value)

            return Column(field_words("pain", name), say, name, DIGITS, tip=Message("1 to 5, by that key"))

        status = Column(
            field_words("pain", "status"), lambda one: choice_words("pain", "status", one.status), "status", STATUSES,
            tip=Message("O open, A answered, C accepted, P parked"),
        )  # fmt: skip
        return [
            Column(Message("Pain point"), lambda one: _title(one), wide=True),
            amount("severity"), amount("frequency"), amount("reach"),
            Column(Message("Score"), lambda one: str(score_of(one) or "–")),
            status,
        ]  # fmt: skip

    def splits(self) -> list[Message]:
        """Where groups differ, in words."""
        return [words for row in self.found.rows if (words := split_words(row)) is not None]


def _title(record: Any) -> Words | Message:
    return title_of(record) or Message("without a title")


def _count(tally: Tally) -> str:
    return str(tally.dots or "–")
