"""When what happens: the agenda as a table, planned against what really came of it, and what is read aloud at each item."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from hcd_studio.bilingual import Words
from hcd_studio.questions.agenda import Slot, day_of, late_words, minutes_taken, shown_time
from hcd_studio.records import AgendaItem
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import field_words
from ui.context import Context
from ui.fields import WordsEditor
from ui.grid import Field, Grid
from ui.pages import DAY, PAGES
from ui.parts import EMPTY, Literal, column, label
from ui.setup.reading import amount_of, time_of
from ui.setup.section import Section

STATES = {"done": Message("done"), "now": Message("now"), "next": Message("next"), "later": EMPTY}


class AgendaSection(Section):
    """Rows are items; below, the words that are read aloud at the chosen one."""

    def __init__(self, context: Context):
        super().__init__(
            context, Message("What happens when, on which page. F8 begins the next item, F7 shows what is read aloud.")
        )
        fields = (
            Field("begins", field_words("agenda_item", "begins"), read=time_of, figure=True, said=self._begins),
            Field("minutes", field_words("agenda_item", "minutes"), read=amount_of, figure=True),
            Field("title_cy", Message("Title, {language}", language=Literal("Cymraeg")), stretch=True),
            Field("title_en", Message("Title, {language}", language=Literal("English")), stretch=True),
            Field("page", field_words("agenda_item", "page"), offers=_pages),
            Field("", Message("Really"), said=self._really),
            Field("", Message("State"), said=self._state),
        )
        grid = self.take_grid(Grid(context, AgendaItem, fields, Message("Agenda")))
        self.late = label("strong")
        self.lines.addWidget(self.late)
        self.prompt_box = QWidget()
        self.prompt_lines = column(self.prompt_box)
        self.lines.addWidget(self.prompt_box)
        self.prompt: WordsEditor | None = None
        self.tools(
            (
                (Message("Add an item"), "plus", self.add),
                (Message("Up"), "arrow-up", self.up),
                (Message("Down"), "arrow-down", self.down),
                (Message("Remove"), "trash", self.remove),
                (Message("Begin this item"), "play", self.begin_item),
                (Message("Use the half-day run-sheet"), "clock-counter-clockwise", self.use_run_sheet),
            )
        )
        grid.moved.connect(self._show_prompt)
        grid.rows.dataChanged.connect(lambda *_: self._show_late())
        grid.rows.modelReset.connect(self._show_late)
        context.speaker.changed.connect(self._show_late)
        self._show_late()

    # Telling

    def _begins(self, record: Any) -> Sayable:
        return Literal(shown_time(record.begins) or record.begins)

    def _really(self, record: Any) -> Sayable:
        began, ended, took = shown_time(record.began), shown_time(record.ended), minutes_taken(record)
        if not began:
            return EMPTY
        return Literal(f"{began}–{ended} · {took} min" if ended else f"{began}–")

    def _state(self, record: Any) -> Sayable:
        slot = self._slots().get(record.id)
        return STATES[slot.state] if slot else EMPTY

    def _slots(self) -> dict[str, Slot]:
        session = self.context.bridge.session
        return {slot.item.id: slot for slot in day_of(now(session)).slots} if session else {}

    def _show_late(self) -> None:
        session = self.context.bridge.session
        late = day_of(now(session)).late if session else None
        self.late.setVisible(late is not None)
        if late is not None:
            self.live.text(self.late, late_words(late))

    def _show_prompt(self) -> None:
        item = self.grid.current if self.grid else None
        if self.prompt is not None and (item is None or item.id != self.prompt.record):
            self.prompt.hide()
            self.prompt.deleteLater()
            self.prompt = None
        if item is not None and self.prompt is None:
            self.prompt = WordsEditor(self.context, item, "prompt", 1)
            self.prompt_lines.addWidget(self.prompt)
        elif self.prompt is not None:
            self.prompt.show_record()

    # Doing

    def add(self) -> None:
        """One more item behind the current one."""
        from hcd_studio.verbs.day import move_agenda_item
        from hcd_studio.verbs.room import add_agenda_item

        here = self.grid.current if self.grid else None

        def act(draft: Any) -> AgendaItem:
            title = Words("New item", "Eitem newydd", "translated")
            made = add_agenda_item(draft, title, minutes=15)
            return move_agenda_item(draft, made, after=here) if here else made

        made = self.context.bridge.together("add_agenda_item", act, Message("One more item on the agenda."))
        self.show_new(made, 2)

    def move_row(self, by: int) -> None:
        """Before or behind its neighbour."""
        item = self.grid.current if self.grid else None
        session = self.context.bridge.session
        if item is None or session is None:
            return
        others = [one for one in session.all(AgendaItem) if one.id != item.id]
        at = [one.id for one in session.all(AgendaItem)].index(item.id) + by
        if 0 <= at <= len(others):
            self.context.bridge.do("move_agenda_item", item, after=others[at - 1] if at else None)

    def begin_item(self) -> None:
        """The chosen item begins now."""
        item = self.grid.current if self.grid else None
        clock = self.context.actions.target("day")
        if item is not None and clock is not None:
            clock.begin(item)

    def use_run_sheet(self) -> None:
        """The reference run-sheet, from the time at which the agenda began."""
        session = self.context.bridge.session
        items = session.all(AgendaItem) if session else ()
        begins = next((one.begins for one in items if one.begins), "")
        self.context.bridge.do("use_run_sheet", begins=shown_time(begins))


def _pages() -> list[tuple[Any, Sayable]]:
    return [("", Message("None")), *((page.name, page.title) for page in PAGES if page.part == DAY)]
