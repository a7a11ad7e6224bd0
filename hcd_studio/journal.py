"""What is being typed, kept outside the history: every two seconds a durable row, so that a crash loses no more.

A jotted text remembers what stood in its field when its editor was opened. Taken up again after a crash it therefore
becomes a second version, never an overwrite, if something else arrived there meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcd_studio.change import EditId, clean, joined, parted
from hcd_studio.columns import columns, flat
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Lane, Record, Step
from hcd_studio.verbs.notes import add_note

if TYPE_CHECKING:
    from hcd_studio.session import Session


@dataclass(frozen=True, slots=True)
class Jotted:
    """A text that was being typed into a column of a record, over the edits that stood there (`prev`)."""

    record: Id
    field: str
    text: str
    prev: tuple[EditId, ...]


NEW = "new note"


def new_note_in(step: Id, lane: Id) -> str:
    """The name under which a note that is not kept yet is jotted down, on the workshop's record; no field has it."""
    return f"{NEW}:{step}:{lane}"


def jot(session: Session, record: Id, field: str, text: str, prev: Iterable[EditId]) -> None:
    """Keep what stands in an editor now; the last text of a field replaces the one before."""
    store = session.store
    if store.is_erased(record, field):
        return
    with store.transaction():
        store.db.execute(
            "INSERT OR REPLACE INTO journal VALUES(?, ?, ?, ?)",
            (bytes.fromhex(record), field, clean(text), joined(prev)),
        )


def jotted(session: Session) -> list[Jotted]:
    """What a crash interrupted: texts jotted down that are not what stands in their field anyway."""
    found = []
    for record, field, text, prev in session.store.db.execute("SELECT record, field, text, prev FROM journal"):
        one = Jotted(record.hex(), field, text, parted(prev))
        if field.startswith(NEW) and not text.strip():
            continue
        if not _stands(session, one):
            found.append(one)
    return found


def forget(session: Session, record: Id, field: str) -> None:
    """The editor was left properly: its text is history now, or was given up."""
    store = session.store
    with store.transaction():
        store.db.execute("DELETE FROM journal WHERE record = ? AND field = ?", (bytes.fromhex(record), field))


def take_up(draft: Draft, one: Jotted) -> Record | None:
    """Say a jotted text after all; None where its record does not live, so that the text can become a new note."""
    found = draft.session.find(one.record)
    if found is None or one.field not in columns(found.table):
        return None
    return draft.patch(found, {one.field: one.text}, prev={one.field: one.prev})


def take_up_all(draft: Draft, found: Iterable[Jotted]) -> int:
    """Say every jotted text after all; what has no record becomes a note, in its cell if that is there. Gives how many."""
    count = 0
    for one in found:
        if take_up(draft, one) is not None:
            count += 1
        elif one.text.strip():
            step, lane = place_of(one)
            add_note(draft, draft.session.get(Step, step), draft.session.get(Lane, lane), one.text)
            count += 1
    return count


def place_of(one: Jotted) -> tuple[Id, Id]:
    """Step and lane of a new note; empty for other texts."""
    name, _, place = one.field.partition(":")
    step, _, lane = place.partition(":")
    return (step, lane) if name == NEW else ("", "")


def _stands(session: Session, one: Jotted) -> bool:
    found = session.find(one.record)
    return found is not None and found.table in KINDS and flat(found).get(one.field) == one.text
