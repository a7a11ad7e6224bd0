"""Verbs of capture: several notes at once, the parking lot, what a table wrote in silence."""

from __future__ import annotations

from typing import Any

from hcd_studio.draft import Draft
from hcd_studio.records import Lane, Note, Participant, RoomTable, Step
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.notes import add_note


@verb(say=N_("Add notes"), told=N_("Notes kept: {count}."))
def add_notes(
    draft: Draft,
    texts: tuple[str, ...],
    *,
    step: Step | None = None,
    lane: Lane | None = None,
    kind: str = "",
    language: str = "",
    participant: Participant | None = None,
    room_table: RoomTable | None = None,
    tier: str = "",
    verbatim: bool | None = None,
    private: bool = False,
    parked: bool = False,
    said_in: str = "",
) -> tuple[Note, ...]:
    """Several notes in one place, as one step to undo."""
    if not any(text.strip() for text in texts):
        raise Trouble(Message("There is no note among these."), do=Message("Type what somebody said."))
    same: dict[str, Any] = {
        "kind": kind, "language": language, "participant": participant, "room_table": room_table, "tier": tier,
        "verbatim": verbatim, "private": private, "parked": parked, "said_in": said_in,
    }  # fmt: skip
    return tuple(add_note(draft, step, lane, text, **same) for text in texts if text.strip())


@verb(say=N_("Put into the parking lot"), told=N_("Notes in the parking lot: {count}."), reminds=True)
def park_notes(draft: Draft, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """Not for now: off the map, never lost; each remembers its place."""
    return tuple(draft.patch(note, parked=True) for note in notes)


@verb(say=N_("Bring back to the map"), told=N_("Notes back on the map: {count}."))
def unpark_notes(
    draft: Draft, notes: tuple[Note, ...], *, step: Step | None = None, lane: Lane | None = None
) -> tuple[Note, ...]:
    """Out of the parking lot, to where they stood or to a place given."""
    place = {**({"step": step.id} if step else {}), **({"lane": lane.id} if lane else {})}
    return tuple(draft.patch(note, {"parked": False, **place}) for note in notes)


@verb(say=N_("Reveal what was written in silence"), told=N_("Notes revealed: {count}."))
def reveal_notes(draft: Draft, room_table: RoomTable | None = None) -> tuple[Note, ...]:
    """The private notes of one table, or of all, may now be read by everybody in the room."""
    notes = [
        one for one in draft.all(Note) if one.private and room_table in (None, draft.get(RoomTable, one.room_table))
    ]
    return tuple(draft.patch(note, private=False) for note in notes)
