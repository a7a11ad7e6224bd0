"""Undo: a new change that names what it undoes and acts only where what stands now is what that change left.

An undo's edit names, among its `seen`, the edit whose word it brings back; it *stands for* that edit (`store.log.stands_for`).
So the undo of an undo is a redo, undoing a settlement brings both versions back, and nobody else's word is taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hcd_studio.change import ALIVE, ERASED, Change, ChangeId, Edit
from hcd_studio.columns import title_of
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.reading import Head, content
from hcd_studio.records import KINDS, Record
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.erase import WHOLE
from hcd_studio.store.log import change as change_of
from hcd_studio.store.log import edit_of, place

if TYPE_CHECKING:
    from hcd_studio.session import Session


@dataclass
class Undone:
    """What an undo did: the verb it took back, and where it did not act because somebody's later word stands there."""

    verb: str
    skipped: list[Message] = field(default_factory=list)


def undo(session: Session, id: ChangeId, initiator: object = None) -> Undone:
    """Undo one change; where nothing of it stands any more, nothing is written and the step is dropped."""
    found = change_of(session.store.db, id)
    if found is None:
        raise Trouble(Message("The change to undo is not in this file."))
    done = Undone(found.verb)
    with session.change(found.verb, undoes=id, initiator=initiator) as draft:
        for (kind, record), edits in _by_record(found).items():
            if session.store.is_erased(record, WHOLE):
                done.skipped.append(Message("A record was left as it is: it was erased for good."))
                continue
            _undo_record(draft, kind, record, edits, done)
            draft.settle(kind, record)
    if not draft.edits:
        session.steps.drop(id)
    return done


def _by_record(change: Change) -> dict[tuple[str, Id], list[Edit]]:
    found: dict[tuple[str, Id], list[Edit]] = {}
    for edit in change.edits:
        if edit.field != ERASED:
            found.setdefault((edit.kind, edit.record), []).append(edit)
    return found


def _undo_record(draft: Draft, kind: str, record: Id, edits: list[Edit], done: Undone) -> None:
    created = next((edit for edit in edits if edit.field == ALIVE and edit.value == "true" and not edit.prev), None)
    if created is not None:
        _undo_creation(draft, kind, record, created, edits, done)
        return
    fields: dict[str, list[Edit]] = {}
    for edit in edits:
        fields.setdefault(edit.field, []).append(edit)
    for name, said in fields.items():
        _undo_field(draft, kind, record, name, said, done)


def _undo_creation(draft: Draft, kind: str, record: Id, created: Edit, edits: list[Edit], done: Undone) -> None:
    """Only `alive: false`, and only while all that the record holds is what its creation left."""
    stands = draft.stands
    own = {edit.id for edit in edits}
    heads = draft.all_heads(record)
    if next((edit.value for edit in reversed(edits) if edit.field == ALIVE), "true") == "false":
        return  # made and let go in one change
    alive = [head for head in heads.get(ALIVE, ()) if stands(head.id) == created.id]
    others = [head for head in content(heads) if not head.silent and head.id not in own]
    if others:
        left = {stands(id) for id in own}
        others = [head for head in others if stands(head.id) not in left]
    if not alive or others:
        done.skipped.append(_whose(draft, kind, record, others or heads.get(ALIVE, ())))
        return
    draft.raw(kind, record, ALIVE, "false", (head.id for head in alive), (head.id for head in content(heads)))


def _undo_field(draft: Draft, kind: str, record: Id, name: str, said: list[Edit], done: Undone) -> None:
    own = {edit.id for edit in said}
    within = {id for edit in said for id in edit.prev if id in own}
    last = [edit for edit in said if edit.id not in within]
    stands = draft.stands
    now = draft.heads(record, name)
    left = {edit.id for edit in last}
    # What an undo brought back it names among its `seen`, and what that had brought back in turn.
    mine = [head for head in now if head.id in left or (head.stands and left & set(head.seen))]
    if not left <= {id for head in mine for id in (head.id, *head.seen)}:
        done.skipped.append(_whose(draft, kind, record, [head for head in now if head not in mine]))
        return
    replaced = [head.id for head in mine]
    earlier = sorted({id for edit in said for id in edit.prev if id not in own})
    words = [
        found[0] for id in earlier if (found := edit_of(draft.session.store, id)) and place(found[0]) == place(said[0])
    ]
    if not earlier:
        draft.raw(kind, record, name, "", replaced, ())
    for word in words:
        if word.value is not None:
            draft.raw(kind, record, name, word.value, replaced, (word.id, *word.seen))
    if any(word.value is None for word in words):
        what = _what(draft, kind, record)
        done.skipped.append(Message("{what}: what stood there before was erased for good.", what=what))
    shown = record in draft.session.records.get(kind, {})
    if name == ALIVE and shown and words and all(word.value == "false" for word in words):
        judged = {stands(id) for word in words for id in word.seen}
        heads = content(draft.all_heads(record))
        unseen = [head for head in heads if not head.silent and stands(head.id) not in judged]
        if unseen:  # let go again, and yet it stays
            done.skipped.append(_whose(draft, kind, record, unseen))


def _whose(draft: Draft, kind: str, record: Id, heads: Sequence[Head]) -> Message:
    """Whose later word stands where the undo would have acted."""
    what = _what(draft, kind, record)
    query = "SELECT c.actor FROM edit e JOIN change c ON c.n = e.change WHERE e.id = ?"
    last = max(heads, key=lambda head: head.hlc, default=None)
    actor = draft.session.store.db.execute(query, (last.id,)).get if last else None
    if actor and actor != draft.session.letters:
        return Message("{what} was left as it is: copy {copy} changed it since.", what=what, copy=str(actor))
    return Message("{what} was left as it is: it was changed since.", what=what)


def _what(draft: Draft, kind: str, record: Id) -> Message:
    found: Record | None = draft.session.records.get(kind, {}).get(record)
    if found is None:
        return Message("A record")
    return Message("{kind} “{title}”", kind=KINDS[kind].term(), title=title_of(found))
