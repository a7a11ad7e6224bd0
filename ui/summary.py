"""The head of the inspector: what the chosen record is, its words in both languages, whose they are, how far they may go."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from hcd_studio.bilingual import Words, shown_words
from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.records import Note, Participant, Record, RoomTable, Stage, Step
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import KIND_WORDS, TIER_WORDS, choice_words
from ui.board.sayings import Sayings
from ui.context import Context
from ui.fields import STATE_LOOK, is_stale
from ui.flow import Flow
from ui.parts import Literal, Live, clear, column, label, restyle, row, rule
from ui.trail import ICONS

KIND_LOOK = {
    "workshop": "info", "journey": "map-trifold", "stage": "path", "step": "path", "lane": "list-bullets",
    "participant": "user-circle", "room_table": "users", "persona": "identification-card",
}  # fmt: skip


class Summary(QWidget):
    """Reads like a page: kind and place, the words large, the other language with its state, chips."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.sayings = Sayings(context)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ring", "yes")
        lines = column(self)
        self.live.space(lines, (0, 0, 0, 0), 8)
        head = row()
        self.live.space(head, (0, 0, 0, 0), 7)
        self.picture, self.kind, self.place = label(), label("strong"), label("small")
        head.addWidget(self.picture)
        head.addWidget(self.kind)
        head.addStretch(1)
        head.addWidget(self.place)
        lines.addLayout(head)
        self.title = label("card", wrap=True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(self.title)
        other = row()
        self.live.space(other, (0, 0, 0, 0), 4)
        self.other = label("muted", wrap=True)
        lines.addWidget(self.other)
        self.tick, self.state = label(), label("good")
        other.addWidget(self.tick)
        other.addWidget(self.state)
        other.addStretch(1)
        self.state_row = QWidget()
        self.state_row.setLayout(other)
        lines.addWidget(self.state_row)
        self.chip_box = QWidget()
        self.chips = Flow()
        self.chip_box.setLayout(self.chips)
        self.live.space(self.chips, (0, 0, 0, 0), 6)
        lines.addWidget(self.chip_box)
        self.rule = rule()
        lines.addWidget(self.rule)

    def brief(self, on: bool) -> None:
        """Only the head, while the form below says the rest."""
        for part in (self.title, self.other, self.state_row, self.chip_box, self.rule):
            part.setVisible(not on and part.property("wanted") is not False)

    def show_record(self, record: Record | None, several: int = 0) -> None:
        """Say what a record is; or that nothing, or several, are chosen."""
        clear(self.chips)
        if record is None or several > 1:
            self._nothing(several)
            return
        look, colour = self._look(record)
        self.live.picture(self.picture, look, "fill" if colour.startswith("#") else "regular", colour, 18)
        ref = getattr(record, "ref", "")
        kind = (
            Message(KIND_WORDS[record.kind])
            if isinstance(record, Note) and record.kind in KIND_WORDS
            else record.term()
        )
        self.live.text(self.kind, Message("{kind} {ref}", kind=kind, ref=ref) if ref else kind)
        self.live.text(self.place, self._place(record))
        language = self.context.speaker.language
        voice = isinstance(record, Note) and record.verbatim
        title = title_of(record)
        restyle(self.title, "role", "voice" if voice else "card")
        self.title.setText(f"“{title.say(language)}”" if voice else title.say(language))
        self._show_other(record, title)
        for icon, words in self._chips(record):
            self._chip(icon, words)
        _want(self.chip_box, self.chips.count() > 0)
        _want(self.rule, bool(record.letter))
        _want(self.title, True)
        self._name_it()

    def _nothing(self, several: int) -> None:
        step, lane = self.context.selection.place
        sayings = self.sayings
        felt = sayings.felt(step, lane) if not several else ""
        if felt:
            self._feelings(sayings, step, felt)
            return
        self.live.picture(self.picture, "info", "regular", "accent", 18)
        self.live.text(self.kind, Message("Notes chosen: {n}", n=several) if several else Message("Nothing chosen"))
        self.live.text(self.place, Literal(""))
        self.title.setText("")
        words = Message("Choose a note on the map, or type what somebody said below and press Enter.")
        self.live.text(self.other, Literal("") if several else words)
        for part, wanted in (
            (self.title, False), (self.other, not several), (self.state_row, False), (self.chip_box, False), (self.rule, False),
        ):  # fmt: skip
            _want(part, wanted)
        self._name_it()

    def _name_it(self) -> None:
        """What the head says, for those who hear it."""
        shown = (self.kind, self.place, self.title, self.other)
        words = [one.text() for one in shown if one.text() and one.property("wanted") is not False]
        self.setAccessibleName(", ".join(words))

    def _feelings(self, sayings: Sayings, step: Id, felt: str) -> None:
        """How a step felt: mean, people, low point, who differs, and the words that people gave."""
        self.live.picture(self.picture, "smiley", "regular", "ink", 18)
        self.live.text(self.kind, Message("Feelings"))
        number, _ = sayings.number_of(step)
        self.live.text(self.place, Message("step {n}", n=number) if number else Message("no place yet"))
        restyle(self.title, "role", "card")
        session = self.context.bridge.session
        found = session.get(Step, step) if session else None
        self.title.setText(sayings.say(found.title) if found else "")
        self.live.text(self.other, Literal(sayings.sentence(felt)))
        for words in sayings.felt_words(step):
            self._chip("chat-circle-text", Literal(words))
        for part, wanted in (
            (self.title, True), (self.other, True), (self.state_row, False),
            (self.chip_box, self.chips.count() > 0), (self.rule, False),
        ):  # fmt: skip
            _want(part, wanted)
        self._name_it()

    def _show_other(self, record: Record, title: Words) -> None:
        """The other language of a title, or the translation of what was said, and how the pair stands."""
        session = self.context.bridge.session
        language = self.context.speaker.language
        tongue = "English" if language == "cy" else "Cymraeg"
        field = next(
            (name for name in ("title", "statement", "i_need") if isinstance(getattr(record, name, None), Words)), ""
        )
        if isinstance(record, Note):
            _want(self.other, bool(record.translation))
            self.live.text(self.other, Message("Translation: {text}", text=record.translation))
            _want(self.state_row, False)
            return
        _want(self.other, bool(field))
        _want(self.state_row, bool(field))
        if not field or session is None:
            return
        self.live.text(
            self.other,
            Message("{language}: {text}", language=tongue, text=title.side("en" if language == "cy" else "cy") or "–"),
        )
        shown = title.shown(is_stale(session, record, field))
        icon, colour = STATE_LOOK[shown]
        self.live.picture(self.tick, icon, "bold", colour, 14)
        self.state.setProperty("role", colour)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.live.text(self.state, shown_words(shown))

    def _look(self, record: Record) -> tuple[str, str]:
        if isinstance(record, Note) and record.kind in KIND_ICONS:
            return KIND_ICONS[record.kind], self.context.theme.note(record.kind).edge.name()
        if record.table in ICONS:
            icon, kind = ICONS[record.table]
            return icon, self.context.theme.note(kind).edge.name()
        return KIND_LOOK.get(record.table, "info"), "accent"

    def _place(self, record: Record) -> Sayable:
        session = self.context.bridge.session
        step = getattr(record, "step", "")
        if session is None or not step:
            return Literal("")
        ranks = {stage.id: at for at, stage in enumerate(session.all(Stage))}
        steps = sorted(
            (one for one in session.all(Step) if one.stage in ranks), key=lambda one: (ranks[one.stage], one.rank)
        )
        number = next((at for at, one in enumerate(steps, start=1) if one.id == step), 0)
        return Message("step {n}", n=number) if number else Message("no place yet")

    def _chips(self, record: Record) -> list[tuple[str, Sayable]]:
        session = self.context.bridge.session
        found: list[tuple[str, Sayable]] = []
        if isinstance(record, Note):
            found.append(("chat-circle-text", Message("Word for word") if record.verbatim else Message("Paraphrase")))
            if record.language:
                found.append(("translate", choice_words("note", "language", record.language)))
        table = session.get(RoomTable, getattr(record, "room_table", "")) if session else None
        if table:
            found.append(("users", Message("Table {name}", name=table.name)))
        person = session.get(Participant, getattr(record, "participant", "")) if session else None
        if person:
            found.append(("user-circle", Literal(person.code)))
        if hasattr(record, "tier"):
            found.append(("shield-check", Message(TIER_WORDS.get(record.tier or "room", "Room"))))
        for name, icon in (("strength", "chart-line-up"), ("moscow", "flag"), ("status", "check-circle")):
            value: Any = getattr(record, name, "")
            if value:
                found.append((icon, choice_words(record.table, name, value)))
        return found

    def _chip(self, icon: str, words: Sayable) -> None:
        chip = QWidget()
        chip.setObjectName("chip")
        chip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(chip)
        self.live.space(line, (6, 2, 7, 2), 5)
        picture, text = label(), QLabel()
        text.setProperty("role", "chip")
        self.live.picture(picture, icon, "bold", "ink", 14)
        self.live.text(text, words)
        line.addWidget(picture)
        line.addWidget(text)
        self.chips.addWidget(chip)


def _want(part: QWidget, wanted: bool) -> None:
    part.setProperty("wanted", wanted)
    part.setVisible(wanted)
