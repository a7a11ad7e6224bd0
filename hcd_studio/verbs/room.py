"""Verbs of the whole workshop, and the plain ones that fit every record."""

from __future__ import annotations

from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft, Prev
from hcd_studio.records import Action, AgendaItem, Decision, Record, Step, Workshop
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of
from hcd_studio.verbs.telling import what_changed


@verb(
    say=N_("Describe workshop"),
    told=(N_("{kind}: {fields} changed."), N_("Workshop described.")),
    gaps=what_changed,
)
def describe_workshop(draft: Draft, /, **fields: Any) -> Workshop:
    """Title, place, date, scenario: any fields of the workshop."""
    known = draft.get(Workshop, draft.session.workshop.id)
    return draft.patch(known or draft.add(Workshop(id=draft.session.workshop.id)), fields)


@verb(
    say=N_("Edit"),
    told=(
        N_("{kind} {ref}: {fields} changed."),
        N_("{kind} “{title}”: {fields} changed."),
        N_("{kind}: {fields} changed."),
        N_("Changed."),
    ),
    gaps=what_changed,
)
def edit_record(draft: Draft, /, record: Record, *, prev: Prev | None = None, **fields: Any) -> Record:
    """Any fields of any record; `prev` are the heads when the editor was opened."""
    return draft.patch(record, fields, prev=prev)


@verb(say=N_("Remove"), told=N_("Removed."), reminds=True)
def remove_record(draft: Draft, record: Record) -> None:
    """Any record goes, except the workshop itself."""
    if isinstance(record, Workshop):
        raise Trouble(Message("The workshop itself cannot be removed."))
    draft.remove(record)


@verb(say=N_("Add agenda item"), told=N_("Agenda item {title} added."))
def add_agenda_item(
    draft: Draft, title: Words, *, page: str = "", begins: str = "", minutes: int | None = None
) -> AgendaItem:
    """A part of the day: what, when, how long."""
    return draft.add(AgendaItem(title=title, page=page, begins=begins, minutes=minutes))


@verb(say=N_("Add decision"), told=N_("Decision kept: {title}."))
def add_decision(
    draft: Draft, title: Words, *, who: str = "", evidence: Words = Words(), rejected: Words = Words()
) -> Decision:
    """What was decided, by whom, on what evidence, and what was rejected."""
    return draft.add(Decision(title=title, who=who, evidence=evidence, rejected=rejected))


@verb(say=N_("Add action"), told=N_("Action kept: {title}."))
def add_action(draft: Draft, title: Words, *, who: str = "", due: str = "", step: Step | None = None) -> Action:
    """What will be done, by whom and by when."""
    return draft.add(Action(title=title, who=who, due=due, step=id_of(step)))
