"""An erasure reaches the library: every object that still holds erased words gives way to one without them.

Whoever meets such an object does it, again and again, since a laptop that was away may bring the words back. What cannot
be read and does not change is removed where anything was erased: nobody can show that it is clean, and what was good in it
is sent again by those who have it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from hcd_studio.change import ERASED, Change, Edit
from hcd_studio.library import keys
from hcd_studio.library.catalogue.place import throw_away
from hcd_studio.library.driver import UNFINISHED, Missing
from hcd_studio.library.lines import pieces
from hcd_studio.library.progress import tell
from hcd_studio.library.push import put_segment
from hcd_studio.library.visit import Visit, changes_in
from hcd_studio.records import Attachment
from hcd_studio.speech import Message


def redact(visit: Visit, pictures_before: set[str]) -> None:
    """Look through what is new, and through everything when something was erased since the last time."""
    erased = visit.copy.erasures()
    if not erased:
        return
    stamp = hashlib.sha256(" ".join(erased).encode()).hexdigest()[:16]
    again = [] if stamp == visit.memory.erased else [key for key in visit.memory.known if key not in visit.opened]
    for key, changes in list(visit.opened.items()):
        _clean(visit, key, changes)
    for at, key in enumerate(again):
        tell(visit.progress, 0.5 + 0.1 * at / len(again), Message("Removing erased words from the library …"))
        found = visit.fetch(key)
        if found is None:
            visit.memory.known.pop(key, None)
        elif found.what == "changes":
            _clean(visit, key, changes_in(found, visit.copy.session).changes)
    for sha256 in sorted(pictures_before - visit.copy.pictures()):
        remove_picture(visit, sha256)
    _remove_unreadable(visit)
    if stamp != visit.memory.erased:
        _remove_cards(visit)
        throw_away(visit.gate.id)
    visit.memory.erased = stamp


def _clean(visit: Visit, key: str, changes: Sequence[Change]) -> None:
    """Give way, if the object holds erased words: pictures that only they named go first, then the new one, then the old."""
    gone = [edit for change in changes for edit in change.edits if _is_gone(visit, edit)]
    if not gone:
        return
    for sha256 in _pictures_of(gone) - visit.copy.pictures():
        remove_picture(visit, sha256)
    for lot in pieces(without(visit, changes)):
        new, size = put_segment(visit.driver, visit.copy.session, lot)
        visit.memory.known[new] = visit.listing[new] = size
        visit.note_there(lot)
    visit.driver.delete(key)
    visit.memory.known.pop(key, None)
    visit.listing.pop(key, None)
    visit.opened.pop(key, None)
    visit.report.rewritten += 1


def _is_gone(visit: Visit, edit: Edit) -> bool:
    return edit.value is not None and visit.copy.is_erased(edit.record, edit.field)


def without(visit: Visit, changes: Sequence[Change]) -> list[Change]:
    """The same changes without erased words, and before them the erasures that say why."""
    bare = [
        replace(
            change,
            edits=tuple(
                replace(edit, value=None, salt=None) if _is_gone(visit, edit) else edit for edit in change.edits
            ),
        )
        for change in changes
    ]
    held = {change.id for change in bare}
    erasing = [
        change
        for change in visit.copy.changes([change.id for change in bare])
        if change.id not in held and any(edit.field == ERASED for edit in change.edits)
    ]
    return [*erasing, *bare]


def _pictures_of(edits: Sequence[Edit]) -> set[str]:
    """The content hashes that erased words named."""
    found = set()
    for edit in edits:
        if edit.kind == Attachment.table and edit.field == "sha256" and edit.value:
            sha256 = json.loads(edit.value)
            if isinstance(sha256, str):
                found.add(sha256)
    return found


def remove_picture(visit: Visit, sha256: str) -> None:
    """Remove a picture, under whatever name that begins with its hash."""
    start = keys.pictures(visit.copy.session)
    for key in [key for key in visit.listing if key.startswith(start) and key[len(start) :].startswith(sha256)]:
        visit.driver.delete(key)
        visit.listing.pop(key, None)
        visit.report.removed += 1


def _remove_unreadable(visit: Visit) -> None:
    for key in [key for key in visit.listing if key.endswith(UNFINISHED)]:
        try:
            visit.note_bad(key, visit.driver.get(key))
        except Missing:
            visit.memory.bad.pop(key, None)
    for key in visit.settled:
        visit.driver.delete(key)
        visit.memory.bad.pop(key, None)
        visit.listing.pop(key, None)
        visit.report.removed += 1


def _remove_cards(visit: Visit) -> None:
    """A card may show what was erased; a new one is written at the end of the sync."""
    for one in list(visit.driver.list(f"{keys.CARDS}{visit.copy.session}")):
        visit.driver.delete(one.key)
