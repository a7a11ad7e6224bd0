"""What this copy has and the library lacks goes out: what is new, what others ask for, what is not there any more."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from hcd_studio.change import Change
from hcd_studio.fields import Id
from hcd_studio.library import keys
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.library.lines import line_of, pieces
from hcd_studio.library.pictures import put_picture
from hcd_studio.library.progress import tell
from hcd_studio.library.segment import pack_lines, unpack
from hcd_studio.library.visit import Visit, changes_in
from hcd_studio.speech import Message

TRIES = 6


def push(visit: Visit) -> None:
    """Pictures first, then the changes that may refer to them; only what is there, read back, counts as sent."""
    newest = visit.copy.newest()
    _push_pictures(visit)
    if visit.lost:
        _read_known(visit)
    due = [
        one
        for one in visit.copy.changes(visit.copy.since(0 if visit.lost else visit.memory.mark))
        if not _is_there(visit, one)
    ]
    visit.report.sent = _put_all(visit, due)
    visit.memory.mark = newest
    _answer(visit)


def _is_there(visit: Visit, change: Change) -> bool:
    return all(edit.id in visit.there for edit in change.edits)


def _put_all(visit: Visit, changes: Sequence[Change], salt: str = "") -> int:
    """Segments of these changes; how many changes went out."""
    done = 0
    for lot in pieces(changes):
        tell(visit.progress, 0.6 + 0.3 * done / len(changes), Message("Sending …"))
        key, size = put_segment(visit.driver, visit.copy.session, lot, salt)
        visit.memory.known[key] = visit.listing[key] = size
        visit.note_there(lot)
        done += len(lot)
    return done


def put_segment(driver: Driver, session: Id, changes: Sequence[Change], salt: str = "") -> tuple[str, int]:
    """One segment under a name that nobody has; where a damaged one has it, under another. Its key and size."""
    lines = [line_of(change) for change in changes]
    newest = max(change.hlc for change in changes)
    for again in range(TRIES):
        head = {"what": "changes", "session": session, **({"salt": f"{salt}{again or ''}"} if salt or again else {})}
        data = pack_lines(head, lines)
        key = keys.segment(session, newest, unpack(data).sha)
        if driver.put_if_absent(key, data):
            return key, len(data)
        with suppress(Missing):
            if driver.get(key) == data:
                return key, len(data)
    from hcd_studio.library.driver import Unreachable

    raise Unreachable(Message("The library takes nothing new: what is written there reads back as something else."))


def _read_known(visit: Visit) -> None:
    """Something that was there is gone: see what the rest still holds, so that what is lacking goes out again."""
    for key in list(visit.memory.known):
        if key in visit.opened:
            continue
        found = visit.fetch(key)
        if found is None or found.what != "changes":
            visit.memory.known.pop(key, None)
            continue
        visit.note_there(changes_in(found, visit.copy.session).changes)


def _answer(visit: Visit) -> None:
    """Others say what they have. What I had sent by my last sync and they still lack is sent again, once for each saying."""
    for have in visit.haves:
        if have.sha in visit.memory.answered or have.key in visit.memory.haves:
            continue
        lacking = [
            replica
            for replica, own in visit.memory.summary.items()
            if have.summary.get(replica) != own and have.summary.get(replica, (0, ""))[0] <= own[0]
        ]
        if lacking:
            changes = visit.copy.changes(visit.copy.made_by(lacking))
            visit.report.again += _put_all(visit, changes, have.sha[:8])
        for sha256 in sorted(have.pictures & visit.copy.pictures()):
            picture = visit.copy.picture(sha256)
            if picture is not None and put_picture(visit.driver, visit.copy.session, picture, salt=have.sha[:8]):
                visit.report.pictures_sent += 1
        visit.memory.answered.append(have.sha)
    standing = {have.sha for have in visit.haves}
    visit.memory.answered = [sha for sha in visit.memory.answered if sha in standing]


def _push_pictures(visit: Visit) -> None:
    for sha256 in sorted(visit.copy.pictures()):
        if keys.picture(visit.copy.session, sha256) not in visit.listing:
            picture = visit.copy.picture(sha256)
            if picture is not None and put_picture(visit.driver, visit.copy.session, picture):
                visit.report.pictures_sent += 1
