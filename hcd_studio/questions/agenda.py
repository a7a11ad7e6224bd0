"""Where the day stands: what is done, what runs, what comes next, and how far the plan is behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from hcd_studio.records import AgendaItem
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message

State = Literal["done", "now", "next", "later"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One agenda item in its place: its state, and in minutes how much later than planned it began (less than 0: earlier)."""

    item: AgendaItem
    state: State
    late: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The agenda in order, what runs now and what comes next."""

    slots: tuple[Slot, ...] = ()

    @property
    def now(self) -> AgendaItem | None:
        """The item that runs."""
        return next((slot.item for slot in self.slots if slot.state == "now"), None)

    @property
    def next(self) -> AgendaItem | None:
        """The item that comes after it, or first of all."""
        return next((slot.item for slot in self.slots if slot.state == "next"), None)

    @property
    def late(self) -> int | None:
        """How many minutes the last item that began was behind its plan."""
        return next((slot.late for slot in reversed(self.slots) if slot.late is not None), None)

    def of_page(self, page: str) -> tuple[Slot, ...]:
        """The items that are worked on one page."""
        return tuple(slot for slot in self.slots if slot.item.page == page)


def day_of(snapshot: Snapshot) -> Day:
    """The agenda as it stands; where two tables noted different times the later note holds."""
    items = snapshot.all(AgendaItem)
    running = [one for one in items if one.began and not one.ended]
    current = running[-1].id if running else ""
    slots: list[Slot] = []
    coming = True
    for item in items:
        if item.id == current:
            state: State = "now"
        elif item.ended or item.began:
            state = "done"
        else:
            state, coming = ("next" if coming else "later"), False
        slots.append(Slot(item, state, minutes_late(item)))
    return Day(tuple(slots))


def minutes_late(item: AgendaItem) -> int | None:
    """How much later than planned an item began, in minutes; None where one of the two times is not known."""
    planned, began = clock_time(item.begins), clock_time(item.began)
    if planned is None or began is None:
        return None
    return round((_minutes(began) - _minutes(planned) + 720) % 1440 - 720)


def minutes_taken(item: AgendaItem) -> int | None:
    """How many minutes an item really took; None while it is not over or where a time is not known."""
    began, ended = clock_time(item.began), clock_time(item.ended)
    if began is None or ended is None:
        return None
    return round((_minutes(ended) - _minutes(began)) % 1440)


def slot_words(slot: Slot) -> Message:
    """One item in a sentence: what was planned, and what came of it."""
    item, planned = slot.item, slot.item.minutes if slot.item.minutes is not None else "–"
    if slot.state == "done":
        took = minutes_taken(item)
        return Message(
            "{title}: planned {planned} min, took {took} min.",
            title=item.title, planned=planned, took="–" if took is None else took,
        )  # fmt: skip
    if slot.state == "now":
        return Message("{title}: running since {time}.", title=item.title, time=shown_time(item.began))
    return Message("{title}: planned {planned} min.", title=item.title, planned=planned)


def late_words(minutes: int) -> Message:
    """How the day stands against its plan."""
    if minutes > 0:
        return Message("Behind the plan, minutes: {n}.", n=minutes)
    if minutes < 0:
        return Message("Ahead of the plan, minutes: {n}.", n=-minutes)
    return Message("As planned.")


def shown_time(text: str) -> str:
    """A moment as people read a clock: 09:45; empty where it is none."""
    at = clock_time(text)
    return at.strftime("%H:%M") if at else ""


def seconds_left(item: AgendaItem, now: datetime) -> int | None:
    """How long an item that runs may still take; less than 0 when its time is over, None where no end is planned.

    `now` is local time without a zone, as times of the agenda are.
    """
    if not item.began or item.minutes is None:
        return None
    began = moment_of(item.began, now)
    if began is None:
        return None
    return round((began + timedelta(minutes=item.minutes) - now).total_seconds())


def clock_time(text: str) -> time | None:
    """The time of day that a moment names, or None."""
    try:
        return datetime.fromisoformat(text).time() if "T" in text else time.fromisoformat(text)
    except ValueError:
        return None


def moment_of(text: str, near: datetime) -> datetime | None:
    """A moment as local time; one without a date is the nearest to `near`."""
    if "T" in text:
        try:
            return datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            return None
    at = clock_time(text)
    if at is None:
        return None
    day = datetime.combine(near.date(), at)
    return min((day + timedelta(days=shift) for shift in (-1, 0, 1)), key=lambda one: abs(one - near))


def _minutes(at: time) -> float:
    return at.hour * 60 + at.minute + at.second / 60
