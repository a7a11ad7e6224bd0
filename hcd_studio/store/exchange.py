"""What copies send each other: which edits each has, changes with the erasures they need, and the one check of what comes in.

A summary is worked out from the ids of the edits that are stored, copy by copy, and never taken over from anybody. A change
that is sent brings along the erasures of what is erased in it, so that whoever takes it in knows why a value is gone.
Whoever reads a file of changes marks it as read only once every edit of it is in the log (`lacking` is empty).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hcd_studio.change import (
    ERASED,
    Change,
    ChangeId,
    Edit,
    EditId,
    change_id,
    digest,
    edit_id,
    joined,
    mark_of,
    stem_of,
)
from hcd_studio.store.erase import WHOLE, is_name, places
from hcd_studio.store.log import changes

if TYPE_CHECKING:
    from hcd_studio.store import Store

LONGEST = 4 * 2**20
"""Bytes of one value, or of one list of ids; what is longer was not written by this program."""
Summary = Mapping[str, tuple[int, str]]
"""Copy (hex) → how many edits of it are here, and all their ids joined by exclusive or (hex)."""
SENSELESS = (TypeError, ValueError, AttributeError, OverflowError)


# What to send


def changes_for(store: Store, wanted: Iterable[ChangeId]) -> list[Change]:
    """The changes of these ids that are here, each once, and before them the erasures of whatever is erased in them."""
    due = dict.fromkeys(wanted)
    found: dict[ChangeId, Change] = {}
    erasures: dict[tuple[str, str], ChangeId] | None = None
    while due:
        reading, due = list(due), {}
        for at in range(0, len(reading), 500):
            some = reading[at : at + 500]
            where = f"c.id IN ({','.join('?' * len(some))})"
            for change in changes(store.db, where, tuple(some)):
                found[change.id] = change
                gone = [edit for edit in change.edits if edit.value is None]
                if gone and erasures is None:
                    erasures = _erasures(store)
                for edit in gone:
                    for name in (WHOLE, edit.field):
                        if (erasing := (erasures or {}).get((edit.record, name))) and erasing not in found:
                            due[erasing] = None
    return sorted(found.values(), key=lambda change: not _erases(change))


def changes_of(store: Store, replicas: Iterable[str]) -> list[ChangeId]:
    """The ids of all changes that these copies (hex) made, oldest first."""
    query = "SELECT c.id FROM change c JOIN replica r ON r.n = c.replica WHERE r.id = ? ORDER BY c.seq, c.id"
    return [id for one in sorted(replicas) for (id,) in store.db.execute(query, (bytes.fromhex(one),))]


def _erasures(store: Store) -> dict[tuple[str, str], ChangeId]:
    """For every place that was erased, one change that erases it: the least id, so that all copies send the same."""
    found: dict[tuple[str, str], ChangeId] = {}
    query = "c.n IN (SELECT e.change FROM edit e JOIN field f ON f.n = e.field WHERE f.name = ?)"
    for change in changes(store.db, query, (ERASED,)):
        for edit in change.edits:
            for _, record, name in places(edit):
                found[record, name] = min(change.id, found.get((record, name), change.id))
    return found


def _erases(change: Change) -> bool:
    return any(edit.field == ERASED for edit in change.edits)


# Who has what


def summary(store: Store) -> dict[str, tuple[int, str]]:
    """Which edits are here: for every copy that made some, their number and the exclusive or of their ids."""
    names = {n: id.hex() for n, id in store.db.execute("SELECT n, id FROM replica")}
    found: dict[int, tuple[int, int]] = {}
    for copy, id in store.db.execute("SELECT c.replica, e.id FROM edit e JOIN change c ON c.n = e.change"):
        count, mixed = found.get(copy, (0, 0))
        found[copy] = (count + 1, mixed ^ int.from_bytes(id, "big"))
    return {names[copy]: (count, f"{mixed:032x}") for copy, (count, mixed) in sorted(found.items())}


def missing(store: Store, theirs: Summary) -> list[str]:
    """The copies (hex) of whose edits they lack some that are here, as far as a summary tells: whose changes to send them.

    Where they have more edits of a copy than are here they send theirs first; then what they still lack shows.
    """
    return sorted(
        copy
        for copy, own in summary(store).items()
        if tuple(theirs.get(copy, (0, ""))) != own and theirs.get(copy, (0, ""))[0] <= own[0]
    )


def lacking(store: Store, sent: Iterable[Change]) -> list[EditId]:
    """The edits of some changes that are not in the log: while there are any, what brought them is not read to the end.

    An edit without its value is taken in only where its erasure is known; until that comes it is named here.
    """
    query = "SELECT 1 FROM edit WHERE id = ?"
    return [edit.id for change in sent for edit in change.edits if store.db.execute(query, (edit.id,)).get is None]


# What comes in


@dataclass
class Checked:
    """Changes of the edits that are what their authors committed to; `bad` counts those that are not.

    `part` says that something is missing: bad edits, or changes that do not have all of theirs.
    """

    changes: list[Change] = field(default_factory=list)
    bad: int = 0
    part: bool = False


def check(changes: Iterable[Change], session: bytes) -> Checked:
    """Hold changes from anywhere, whatever stands in their fields, against their ids; only what verifies is handed on.

    An edit counts if it hashes to its id under the signature of its change, and its value to its mark. A change of which
    some do not is kept as a part of one.
    """
    found = Checked()
    for change in changes:
        good, bad, part = checked_change(change, session)
        found.bad, found.part = found.bad + bad, found.part or part
        if good is not None:
            found.changes.append(good)
    return found


def checked_change(change: Change, session: bytes) -> tuple[Change | None, int, bool]:
    """One change, the number of its edits that are not good, and whether it is a part only; see `check`."""
    given = tuple(change.edits) if isinstance(change.edits, tuple | list) else ()
    signed = (change.seq, change.hlc, change.count)
    if not (
        all(_is_number(one) for one in signed)
        and _is_bytes(change.replica, 8)
        and (change.undoes == b"" or _is_bytes(change.undoes, 16))
        and _is_text(change.actor, 400)
        and _is_text(change.verb, 400)
    ):
        return None, max(1, len(given)), True
    stem = stem_of(session, change.replica, change.seq, change.hlc, change.actor, change.verb, change.undoes)
    good = tuple(edit for edit in sorted(given, key=_place) if is_good(edit, stem))
    good = tuple({edit.id: edit for edit in good}.values())
    whole = change_id(stem, (edit.id for edit in good))
    id, bad = change.id, len(given) - len(good)
    part = bool(bad) or whole != id or len(good) != change.count
    # A few edits may be lost; the id of a change that has them all follows from them, whatever stands there.
    if part and len(good) == change.count:
        id = whole
    if not good:
        return None, bad, part
    if not _is_bytes(id, 16):
        id = digest("hcd1 aside", stem)
    count = len(good) if id == whole else change.count
    return replace(change, id=id, edits=good, count=count), bad, part


def is_good(edit: Edit, stem: bytes) -> bool:
    """Whether an edit, whatever stands in it, is what its id says, and its value what its mark says."""
    try:
        record = bytes.fromhex(edit.record)
        shaped = (
            _is_number(edit.i)
            and _is_bytes(edit.id, 16)
            and _is_bytes(edit.mark, 16)
            and len(record) == 16
            and edit.record == record.hex()
            and is_name(edit.kind)
            and is_name(edit.field)
            and _is_ids(edit.prev)
            and _is_ids(edit.seen)
        )
        if not shaped:
            return False
        prev, seen = joined(edit.prev), joined(edit.seen)
        if edit_id(stem, edit.i, edit.kind, record, edit.field, edit.mark, prev, seen) != edit.id:
            return False
        if edit.value is None or edit.salt is None:
            return edit.value is None and edit.salt is None
        return (
            _is_text(edit.value, LONGEST) and _is_bytes(edit.salt, 16) and mark_of(edit.salt, edit.value) == edit.mark
        )
    except SENSELESS:
        return False


def _place(edit: Edit) -> int:
    return edit.i if isinstance(edit, Edit) and _is_number(edit.i) else -1


def _is_number(found: Any) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 2**63


def _is_bytes(found: Any, size: int) -> bool:
    return isinstance(found, bytes) and len(found) == size


def _is_text(found: Any, most: int) -> bool:
    """A text that can be stored: UTF-8, no longer than so many bytes."""
    try:
        return isinstance(found, str) and len(found) <= most and len(found.encode()) <= most
    except UnicodeEncodeError:
        return False


def _is_ids(found: Any) -> bool:
    """Ids as we write them: sorted, none twice, since they are stored again in that form."""
    if not isinstance(found, tuple) or len(found) > LONGEST // 16 or not all(_is_bytes(id, 16) for id in found):
        return False
    return all(one < other for one, other in pairwise(found))
