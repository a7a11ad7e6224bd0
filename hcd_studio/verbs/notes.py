"""Verbs of notes: what people said, where it stands, to which theme it belongs."""

from __future__ import annotations

from collections.abc import Iterable

from hcd_studio.draft import Draft, Prev, tidy
from hcd_studio.fields import Id
from hcd_studio.records import Lane, Note, Participant, RoomTable, Step, Theme
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of

KIND_OF_LANE = {
    "actions": "action", "touchpoints": "evidence", "saying": "quote", "thinking": "thought", "feeling": "thought",
    "pain": "pain", "opportunity": "idea", "evidence": "evidence", "frontstage": "action", "backstage": "action",
    "support": "action", "policy": "evidence", "custom": "action",
}  # fmt: skip
"""What a note in a lane is unless somebody says otherwise."""


@verb(
    say=N_("Add note"),
    told=(N_("Note kept on {step}, {lane}."), N_("Note kept on {step}."), N_("Note kept; it has no place yet.")),
)
def add_note(
    draft: Draft,
    step: Step | None = None,
    lane: Lane | None = None,
    text: str = "",
    *,
    kind: str = "",
    language: str = "",
    translation: str = "",
    verbatim: bool | None = None,
    participant: Participant | None = None,
    room_table: RoomTable | None = None,
    theme: Theme | None = None,
    tier: str = "",
    strength: str = "",
    private: bool = False,
    parked: bool = False,
    said_in: str = "",
    after: Note | None = None,
) -> Note:
    """A new note, last in its cell unless `after` another; unplaced without a step or lane.

    A quote counts as verbatim unless it is said not to be; what was said in one language and noted in the other never is.
    """
    text = tidy(text)
    if not text:
        raise Trouble(Message("The note is empty."), do=Message("Type what somebody said."))
    kind = kind or KIND_OF_LANE.get(lane.kind if lane else "", "")
    said_in = said_in if said_in != language else ""
    if said_in:
        verbatim = False
    return draft.add(
        Note(
            step=id_of(step),
            lane=id_of(lane),
            rank=draft.rank_after(cell(draft, id_of(step), id_of(lane)), after) if after else "",
            text=text,
            language=language,
            translation=tidy(translation),
            kind=kind,
            verbatim=kind == "quote" if verbatim is None else verbatim,
            participant=id_of(participant),
            room_table=id_of(room_table) or (participant.room_table if participant else ""),
            theme=id_of(theme),
            tier=tier or (participant.tier if participant else ""),
            strength=strength,
            private=private,
            parked=parked,
            said_in=said_in,
        )
    )


@verb(say=N_("Edit note"), told=N_("Note changed."))
def edit_note(draft: Draft, note: Note, text: str, *, prev: Prev | None = None) -> Note:
    """Another text; `prev` are the heads when its editor was opened, so that a text that came meanwhile is not lost."""
    text = tidy(text)
    if not text:
        raise Trouble(Message("The note is empty."), do=Message("Type a text, or remove the note."))
    return draft.patch(note, text=text, prev=prev)


@verb(say=N_("Translate note"), told=N_("Translation kept."))
def translate_note(draft: Draft, note: Note, translation: str, *, prev: Prev | None = None) -> Note:
    """A translation beside what was said; the words that were spoken stay as they are."""
    return draft.patch(note, translation=tidy(translation), prev=prev)


@verb(say=N_("Move note"), told=N_("Moved to {to}."), reminds=True)
def move_note(
    draft: Draft, note: Note, *, to: Step, lane: Lane | None = None, after: Note | None = None, first: bool = False
) -> Note:
    """To another cell, last there unless `after` a note or `first`; its kind stays what it is."""
    lane_id = lane.id if lane else draft.fresh(note).lane
    siblings = [one for one in cell(draft, to.id, lane_id) if one.id != note.id]
    place = None if first else after or (siblings[-1] if siblings else None)
    return draft.patch(note, step=to.id, lane=lane_id, rank=draft.rank_after(siblings, place), whole=True)


@verb(say=N_("Move notes"), told=N_("Notes moved to {to}: {count}."), reminds=True)
def move_notes(draft: Draft, notes: tuple[Note, ...], *, to: Step, lane: Lane | None = None) -> tuple[Note, ...]:
    """Several notes to one step, each in its own lane or all in one, behind those that are there, in the order given."""
    moving = {note.id for note in notes}
    last: dict[Id, Note | None] = {}
    moved = []
    for note in notes:
        at = lane.id if lane else draft.fresh(note).lane
        if at not in last:  # a cell is looked through once, however many notes come
            last[at] = next((one for one in reversed(cell(draft, to.id, at)) if one.id not in moving), None)
        before = last[at]
        rank = draft.rank_after([before], before) if before else draft.rank_after([], None)
        done = draft.patch(note, step=to.id, lane=at, rank=rank, whole=True)
        moved.append(done)
        last[at] = done
    return tuple(moved)


@verb(say=N_("Take off the map"), told=N_("Notes in the tray: {count}."), reminds=True)
def unplace_notes(draft: Draft, notes: tuple[Note, ...], *, count: int = 0) -> tuple[Note, ...]:
    """Several notes back to the tray of those that have no place yet; each remembers its lane."""
    return tuple(draft.patch(note, step="", lane=draft.fresh(note).lane, rank=note.rank, whole=True) for note in notes)


@verb(say=N_("Duplicate note"), told=N_("Note duplicated."))
def duplicate_note(draft: Draft, note: Note) -> Note:
    """A second note right behind it; it remembers where its words came from."""
    note = draft.fresh(note)
    place = draft.rank_after(cell(draft, note.step, note.lane), note)
    return draft.add(copy_of(note, step=note.step, lane=note.lane, rank=place))


@verb(say=N_("Remove note"), told=N_("Note removed."), reminds=True)
def remove_note(draft: Draft, note: Note) -> None:
    """The note goes; an edit made elsewhere meanwhile brings it back."""
    draft.remove(note)


@verb(say=N_("Remove notes"), told=N_("Notes removed: {count}."), reminds=True)
def remove_notes(draft: Draft, notes: tuple[Note, ...]) -> None:
    """Several notes go, as one step to take back."""
    for note in notes:
        draft.remove(note)


@verb(say=N_("Group note"), told=(N_("Put under {theme}."), N_("Put under no theme.")), reminds=True)
def group_note(
    draft: Draft, note: Note, theme: Theme | None, *, after: Note | None = None, first: bool = False
) -> Note:
    """Under a theme, last there unless `after` another note or `first`; or under none."""
    return into_theme(draft, (note,), id_of(theme), after, first)[0]


@verb(say=N_("Group notes"), told=(N_("Put under {theme}."), N_("Put under no theme.")), reminds=True)
def group_notes(
    draft: Draft, notes: tuple[Note, ...], theme: Theme | None, *, after: Note | None = None, first: bool = False
) -> tuple[Note, ...]:
    """Several notes under one theme, in the order given, or under none."""
    return into_theme(draft, notes, id_of(theme), after, first)


def into_theme(
    draft: Draft, notes: Iterable[Note], theme: Id, after: Note | None = None, first: bool = False
) -> tuple[Note, ...]:
    """Put notes behind each other under a theme; those that say nothing new are left alone."""
    given = tuple(notes)
    moving = {note.id for note in given}
    row = list(theme_order(one for one in draft.all(Note) if one.theme == theme and one.id not in moving))
    last = None if first else after if after is not None else (row[-1] if row else None)
    made = []
    for note in given:
        placed = after is not None or first or draft.fresh(note).theme != theme
        if theme and placed:
            rank = draft.rank_after(row, last, field="theme_rank")
            done = draft.patch(note, theme=theme, theme_rank=rank, whole=True)
            row = list(theme_order([*(draft.fresh(one) for one in row), done]))
        else:
            done = draft.patch(note, theme=theme) if theme else draft.patch(note, theme="", theme_rank="")
        made.append(done)
        last = done
    return tuple(made)


def theme_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes as they stand under a theme: those that were put in a place of their own after all others."""
    return tuple(sorted(notes, key=lambda note: (note.theme_rank, note.rank, note.id)))


def cell(draft: Draft, step: Id, lane: Id) -> tuple[Note, ...]:
    """The notes of one cell, in order."""
    return tuple(note for note in draft.all(Note) if note.step == step and note.lane == lane)


def copy_of(note: Note, *, step: Id, lane: Id, rank: str) -> Note:
    """A note with the same words and a place of its own; its origin is remembered, so that erasure finds every copy."""
    from dataclasses import replace

    return replace(note, id="", ref="", origin=note.origin or note.id, step=step, lane=lane, rank=rank)
