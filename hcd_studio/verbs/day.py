"""Verbs of the day as it goes: what begins, what ends, what takes longer."""

from __future__ import annotations

from datetime import UTC, datetime

from hcd_studio.draft import Draft
from hcd_studio.questions.agenda import clock_time, day_of
from hcd_studio.records import AgendaItem
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb


@verb(say=N_("Begin agenda item"), told=N_("{item} has begun."))
def begin_agenda_item(draft: Draft, item: AgendaItem, *, at: str = "") -> AgendaItem:
    """An item begins, now or at a time given; what ran before it ends then."""
    at = at or moment_now(draft)
    for one in draft.all(AgendaItem):
        if one.id != item.id and one.began and not one.ended:
            draft.patch(one, ended=at)
    return draft.patch(item, began=at, ended="")


@verb(say=N_("End agenda item"), told=N_("{item} is done."))
def end_agenda_item(draft: Draft, item: AgendaItem, *, at: str = "") -> AgendaItem:
    """An item ends, now or at a time given."""
    item = draft.fresh(item)
    at = at or moment_now(draft)
    return draft.patch(item, began=item.began or at, ended=at)


@verb(say=N_("Go to the next agenda item"), told=N_("{title} has begun."))
def next_agenda_item(draft: Draft, *, at: str = "") -> AgendaItem:
    """What runs ends and the next item begins."""
    day = day_of(Snapshot({AgendaItem.table: draft.session.records[AgendaItem.table]}))
    if day.next is None:
        raise Trouble(Message("Nothing is left on the agenda."), do=Message("End what runs, or add an agenda item."))
    return begin_agenda_item(draft, day.next, at=at)


@verb(say=N_("Give more time"), told=N_("{item} has more time: {minutes} minutes."))
def extend_agenda_item(draft: Draft, item: AgendaItem, minutes: int = 5) -> AgendaItem:
    """So many more minutes for an item, or fewer; never less than none."""
    item = draft.fresh(item)
    return draft.patch(item, minutes=max(0, (item.minutes or 0) + minutes))


@verb(say=N_("Move agenda item"), told=N_("{item} has another place on the agenda."), reminds=True)
def move_agenda_item(draft: Draft, item: AgendaItem, *, after: AgendaItem | None = None) -> AgendaItem:
    """Behind another item, or to the beginning."""
    rank = draft.rank_after(draft.all(AgendaItem), after, item)
    return draft.patch(item, rank=rank)


@verb(
    say=N_("Use the half-day run-sheet"),
    told=N_("The half-day run-sheet stands on the agenda, items: {count}."),
    reminds=True,
)
def use_run_sheet(draft: Draft, *, begins: str = "") -> tuple[AgendaItem, ...]:
    """The reference run-sheet in place of what is planned; what has begun already stays. `begins` is its first time."""
    from hcd_studio.bundle import use
    from hcd_studio.templates import template

    start = clock_time(begins) if begins else None
    if begins and start is None:
        raise Trouble(
            Message("{text} is not a time of day.", text=begins), do=Message("Write it as {example}.", example="09:00")
        )
    for one in draft.all(AgendaItem):
        if not one.began:
            draft.remove(one)
    known = {one.id for one in draft.all(AgendaItem)}
    use(draft, template("journey"), only=(AgendaItem.table,))
    made = tuple(one for one in draft.all(AgendaItem) if one.id not in known)
    first = clock_time(made[0].begins)
    if start is None or first is None:
        return made
    by = (start.hour - first.hour) * 60 + start.minute - first.minute
    return tuple(draft.patch(one, begins=_later(one.begins, by)) for one in made)


def _later(text: str, minutes: int) -> str:
    """A time of day some minutes later."""
    at = clock_time(text)
    if at is None:
        return text
    whole = (at.hour * 60 + at.minute + minutes) % 1440
    return f"{whole // 60:02}:{whole % 60:02}"


def moment_now(draft: Draft) -> str:
    """Local time of this laptop, to the second, as people in the room read it."""
    local = datetime.fromtimestamp(draft.session.clock.now(), UTC).astimezone()
    return local.replace(tzinfo=None, microsecond=0).isoformat()
