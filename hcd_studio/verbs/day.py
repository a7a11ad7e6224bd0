"""Verbs of the day as it goes: what begins, what ends, what takes longer."""

from __future__ import annotations

from datetime import UTC, datetime

from hcd_studio.draft import Draft
from hcd_studio.questions.agenda import day_of
from hcd_studio.records import AgendaItem
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb


@verb(say=N_("Begin agenda item"), told=N_("{item} has begun."))
def begin_agenda_item(draft: Draft, item: AgendaItem, *, at: str = "") -> AgendaItem:
    """An item begins, now or at a time given; what ran before it ends then."""
    at = at or _now(draft)
    for one in draft.all(AgendaItem):
        if one.id != item.id and one.began and not one.ended:
            draft.patch(one, ended=at)
    return draft.patch(item, began=at, ended="")


@verb(say=N_("End agenda item"), told=N_("{item} is done."))
def end_agenda_item(draft: Draft, item: AgendaItem, *, at: str = "") -> AgendaItem:
    """An item ends, now or at a time given."""
    item = draft.fresh(item)
    at = at or _now(draft)
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


def _now(draft: Draft) -> str:
    """Local time of this laptop, to the second, as people in the room read it."""
    local = datetime.fromtimestamp(draft.session.clock.now(), UTC).astimezone()
    return local.replace(tzinfo=None, microsecond=0).isoformat()
