"""Copies that are kept without being asked for, and those that are: rolling snapshots, a copy elsewhere, a second copy.

Snapshots lie in the program's own folder, ten a session. A second copy lies on a stick or in another folder and is
refreshed while the workshop runs; only a file that is surely its own earlier state is ever replaced.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hcd_studio import home
from hcd_studio.fields import Id
from hcd_studio.numbering import own_letters
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.copy import adjust, copied, facts_of, replace
from hcd_studio.store.erase import SCRUB_DUE
from hcd_studio.store.file import beside, lying_log, place_for_new, scratch, settle, unreadable

if TYPE_CHECKING:
    from hcd_studio.session import Session
    from hcd_studio.store import Store

KEPT = 10
APART = 600.0
"""Seconds between two snapshots that nobody asked for."""
SECOND_COPIES = "second_copies"
SECOND_COPY_OF = "second_copy_of"
ROOM_TABLE = "room_table"
"""The table of the room for which a copy was made."""
OWN_FACTS = (SECOND_COPIES, SECOND_COPY_OF, SCRUB_DUE)
NAME = re.compile(r"(\d{8}-\d{6})-([A-Z]+)-(\d+)(?:-\d+)?\.hcd")


@dataclass(frozen=True, slots=True)
class Saved:
    """A snapshot: where it lies, when it was taken (UTC), from which copy, after how many changes."""

    path: Path
    taken: datetime
    letters: str
    changes: int


def folder_of(session: Id) -> Path:
    """Where the snapshots of a session lie."""
    return home.folder("snapshots", session)


def list_snapshots(session: Id) -> list[Saved]:
    """The snapshots of a session on this machine, newest first."""
    found = []
    for path in folder_of(session).glob("*.hcd"):
        parts = NAME.fullmatch(path.name)
        if parts:
            taken = datetime.strptime(parts[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            found.append(Saved(path, taken, parts[2], int(parts[3])))
    return sorted(found, key=lambda saved: (saved.taken, saved.changes, saved.path.name), reverse=True)


def take(store: Store, now: float | None = None) -> Path | None:
    """A snapshot of the session as it stands; None where the newest of this copy shows the same."""
    session, letters, changes = store.session.hex(), str(store.meta("letters") or "A"), _changes(store)
    folder = folder_of(session)
    if not changes or folder == store.path.absolute().parent:
        return None
    taken = list_snapshots(session)
    if any(saved.letters == letters and saved.changes == changes for saved in taken[:1]):
        return None
    stamp = datetime.fromtimestamp(time.time() if now is None else now, UTC)
    path = folder / f"{stamp:%Y%m%d-%H%M%S}-{letters}-{changes}.hcd"
    if not path.exists():
        settle(copied(store, path), path)
    for old in list_snapshots(session)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return path


def before(store: Store, why: str) -> None:
    """A snapshot before something large (`migration`, `merge`): without it the large thing is not done."""
    take(store)


def at_opening(store: Store) -> None:
    """A snapshot when a session is opened for writing and the newest is old; a disk without room is no reason to refuse work."""
    try:
        newest = list_snapshots(store.session.hex())[:1]
        if not newest or time.time() - newest[0].taken.timestamp() > APART:
            take(store)
    except (Trouble, OSError):
        store.warnings.append(Message("No snapshot could be taken; make room on the disk, or take a copy elsewhere."))


def restore(snapshot: Path, to: Path) -> None:
    """A snapshot as a session file under a new name. It is a copy of its own, so that what was done since can be merged."""
    from hcd_studio.store import Store

    place_for_new(to)
    built = scratch(to)
    try:
        try:
            shutil.copyfile(snapshot, built)
            if beside(snapshot, "-wal").exists():  # a kill while it was scrubbed: its log is the newer part of it
                shutil.copyfile(beside(snapshot, "-wal"), beside(built, "-wal"))
        except OSError as error:
            raise unreadable(snapshot, error) from None
        Store.open(built, read_only=True).close()
        kept_due = [fact for fact in OWN_FACTS if fact != SCRUB_DUE]
        adjust(built, {"home": "restored"}, gone=kept_due, typing=True)
        settle(built, to)
    finally:
        _clear(built)


def take_copy(session: Session, to: Path, *, letters: str = "", room_table: Id = "") -> str:
    """A copy elsewhere, for a table of its own: with its own letters, which are returned, and nobody's undo. Never replaces a file.

    A copy that is made for a table of the room knows which.
    """
    place_for_new(to)
    given = letters or own_letters(session.clock)
    if not (given.isascii() and given.isalpha() and given.isupper() and len(given) <= 4):
        raise Trouble(
            Message("{letters} cannot be the letters of a copy.", letters=given),
            do=Message("Give one to four capital letters, or none."),
        )
    built = copied(session.store, to)
    try:
        adjust(built, {"letters": given, "home": "", ROOM_TABLE: room_table}, gone=OWN_FACTS)
        settle(built, to)
    finally:
        _clear(built)
    return given


def second_copy(session: Session, place: Path) -> Path:
    """Refresh the second copy at a place (a folder, or the file's own name), or make it. Replaces its own earlier state only."""
    store = session.store
    target = place / session.path.name if place.is_dir() else place
    mark = f"{store.session.hex()} {store.meta('letters')} {home.machine()}"
    if target.exists():
        _refuse_other(store, target, mark)
    else:
        place_for_new(target)
    built = copied(store, target)
    try:
        adjust(built, {SECOND_COPY_OF: mark, "home": "second copy"}, gone=(SECOND_COPIES, SCRUB_DUE), typing=True)
        replace(built, target)
    finally:
        _clear(built)
    listed = second_copies(store)
    if str(target.absolute()) not in listed and not store.read_only:
        with store.transaction():
            store.set_meta(**{SECOND_COPIES: json.dumps([*listed, str(target.absolute())])})
    return target


def second_copies(store: Store) -> list[str]:
    """Where second copies of this file were put."""
    return [str(place) for place in json.loads(store.meta(SECOND_COPIES) or "[]")]


def _refuse_other(store: Store, target: Path, mark: str) -> None:
    """Only an earlier state of this very file may be replaced: same mark, and nothing in it that is not here too."""
    if lying_log(target) is None and target.absolute() != store.path.absolute():
        facts, changes = facts_of(target)
        here = {id for (id,) in store.db.execute("SELECT id FROM change")}
        if facts.get(SECOND_COPY_OF) == mark and changes <= here:
            return
    raise Trouble(
        Message("{file} is there already, and it is not an earlier second copy of this session.", file=target.name),
        safe=Message("It was left as it is."),
        do=Message("Choose another folder; if somebody worked in that file, merge it first."),
    )


def _changes(store: Store) -> int:
    return int(store.db.execute("SELECT max(n) FROM change").get or 0)


def _clear(built: Path) -> None:
    built.unlink(missing_ok=True)
    for ending in ("-wal", "-journal", ".lock"):
        beside(built, ending).unlink(missing_ok=True)
