"""The day as it goes: what runs, how long it still may, what comes next. The clock ticks only while something runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from hcd_studio.questions.agenda import Day, day_of, seconds_left
from hcd_studio.records import AgendaItem
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context
from ui.pages import BY_NAME

if TYPE_CHECKING:
    from ui.window import Window

TICK_MS = 1000
LAST = 60
"""Seconds: in the last minute the words change."""
MORE = 5


class DayClock(QObject):
    """Reads the agenda, counts down, tells the last minute and the end; its methods are the actions of the day."""

    changed = Signal()
    ticked = Signal()

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window
        self.day = Day()
        self.left: int | None = None
        self._told: tuple[str, str] = ("", "")
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        context.bridge.opened.connect(self.read)
        context.bridge.closed.connect(self._rest)
        context.bridge.changed.connect(self._hear)
        self.read()

    def read(self) -> None:
        """Take the agenda as it stands."""
        session = self.context.bridge.session
        self.day = day_of(now(session)) if session else Day()
        running = self.day.now
        self.left = seconds_left(running, self.time()) if running else None
        if self.left is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        self._told = (running.id if running else "", self._phase())
        self.changed.emit()

    @property
    def ticking(self) -> bool:
        """Whether the clock runs, which it does only while an item runs."""
        return self._timer.isActive()

    def time(self) -> datetime:
        """Local time by the clock of the session, without a zone, as the agenda has it."""
        session = self.context.bridge.session
        moment = session.clock.now() if session else datetime.now(UTC).timestamp()
        return datetime.fromtimestamp(moment, UTC).astimezone().replace(tzinfo=None)

    def tick(self) -> None:
        """One second more: show it, and tell when the last minute begins and when time is over."""
        running = self.day.now
        self.left = seconds_left(running, self.time()) if running else None
        if running is None or self.left is None:
            self._timer.stop()
            return
        self.ticked.emit()
        if self._told != (running.id, self._phase()):
            self._told = (running.id, self._phase())
            self._tell(running)

    def _phase(self) -> str:
        if self.left is None:
            return ""
        return "over" if self.left <= 0 else "last" if self.left <= LAST else "long"

    def _tell(self, item: AgendaItem) -> None:
        phase = self._phase()
        if phase == "last":
            self.context.bridge.tell(Message("{title}: 1 minute left.", title=item.title))
        elif phase == "over":
            self.context.bridge.tell(self._over(item))
        if phase in ("last", "over") and self.sounding:
            QApplication.beep()

    def _over(self, item: AgendaItem) -> Message:
        after = self.day.next
        if after is None:
            return Message("{title}: the time is over.", title=item.title)
        return Message("{title}: the time is over. F8 begins: {next}.", title=item.title, next=after.title)

    # What the actions do

    def next(self) -> None:
        """End what runs, begin what comes next, and show its page."""
        done: Any = self.context.bridge.do("next_agenda_item")
        if isinstance(done, AgendaItem):
            self.show_page(done)

    def begin(self, item: AgendaItem) -> None:
        """Begin one item, whatever its turn."""
        done: Any = self.context.bridge.do("begin_agenda_item", item)
        if isinstance(done, AgendaItem):
            self.show_page(done)

    def show_page(self, item: AgendaItem) -> None:
        """The page on which an item is worked; the one that is shown stays where there is none."""
        if item.page in BY_NAME and item.page != self.window.shown:
            self.window.show_page(item.page)

    def end(self) -> None:
        """End what runs."""
        self._with_running("end_agenda_item")

    def more(self) -> None:
        """Five minutes more for what runs."""
        self._with_running("extend_agenda_item", MORE)

    def less(self) -> None:
        """Five minutes fewer for what runs."""
        self._with_running("extend_agenda_item", -MORE)

    def _with_running(self, verb: str, *given: Any) -> None:
        if self.day.now is None:
            self.context.bridge.tell(Message("Nothing runs just now. F8 begins the next item."))
        else:
            self.context.bridge.do(verb, self.day.now, *given)

    def read_aloud(self) -> None:
        """What is read to the room at this item, in both languages."""
        from ui.dialogs.prompt import PromptDialog

        item = self.day.now or self.day.next
        if item is None:
            self.context.bridge.tell(Message("The agenda is empty."))
        else:
            PromptDialog(self.context, self.window, item).open()

    @property
    def sounding(self) -> bool:
        """Whether the last minute and the end are heard as well as seen."""
        return bool(self.context.settings.sound)

    def toggle_sound(self) -> None:
        """With sound, or without."""
        self.context.settings.sound = not self.context.settings.sound
        self.context.bridge.tell(Message("The timer is heard.") if self.sounding else Message("The timer is silent."))

    # Hearing

    def _hear(self, told: Any) -> None:
        if any(isinstance(one, AgendaItem) for pair in told.touched.values() for one in pair):
            self.read()

    def _rest(self) -> None:
        self._timer.stop()
        self.day, self.left = Day(), None
        self.changed.emit()


def begin_day(context: Context, window: Window) -> DayClock:
    """The clock with its face in the header, its times in the rail, and who was heard at the rail's foot."""
    from ui.timer import Timer
    from ui.voices import Voices

    clock = DayClock(context, window)
    window.header.day_line.addWidget(Timer(context, clock, window.header))
    voices = Voices(context)
    voices.wanted.connect(lambda: _show_people(window))
    window.rail.foot.addWidget(voices)
    window.rail.narrowed.connect(lambda narrow: voices.setVisible(not narrow))
    clock.changed.connect(lambda: window.rail.show_day(clock.day))
    context.actions.serve("day", clock)
    window.rail.show_day(clock.day)
    return clock


def _show_people(window: Window) -> None:
    window.show_page("setup")
    window.page("setup").show_section("groups")  # type: ignore[attr-defined]
