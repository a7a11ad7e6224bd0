"""Erasure to the last byte, and what a withdrawn consent hides.

An erasure is a change like any other, so it reaches every copy; what it does to a file happens in the transaction that
brings it (`store.erase`). Afterwards the file is *scrubbed*: written anew, with its snapshots and second copies. A kill
in between is made good when the session is opened again. What was erased stays erased on this machine: a list of bare
ids, which every opening consults, so that an old copy that turns up later is erased as well.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hcd_studio import home
from hcd_studio.certificate import Certificate, Reached
from hcd_studio.change import ALIVE, ERASED, encode
from hcd_studio.clock import stamp_time
from hcd_studio.columns import columns
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.reading import content
from hcd_studio.records import KINDS, Attachment, Participant, Record
from hcd_studio.snapshot import Snapshot
from hcd_studio.snapshots import list_snapshots, second_copies, second_copy
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.copy import scrub_file
from hcd_studio.store.erase import PERSON, SCRUB_DUE, VERB, WHOLE, Neighbours, Place, is_name, places
from hcd_studio.store.log import changes

if TYPE_CHECKING:
    from hcd_studio.session import Session

__all__ = ["Certificate", "erase", "hidden_by_withdrawal", "resume", "scrub"]


def erase(
    session: Session, *, participant: Record | Id | None = None, record: Record | Id | None = None, field: str = "",
    reason: str,
) -> Certificate:  # fmt: skip
    """Erase all of a participant, a record, or one field of it, for good. The reason goes into the certificate only."""
    chosen = participant if participant is not None else record
    if (participant is None) == (record is None) or chosen is None or (field and record is None):
        raise TypeError("erase one participant, or one record, or one field of a record")
    id = chosen.id if isinstance(chosen, Record) else chosen
    wanted = due(session, id, person=participant is not None, field=field)
    pictures = _pictures(session)
    counted = Counter(kind for kind, _ in {(kind, id) for kind, id, _ in wanted})
    write_erasure(session, wanted)
    forgetful = remember(session)
    reached = scrub(session)
    reached.unfinished = reached.unfinished or forgetful
    return Certificate(
        session=session.store.session.hex(),
        when=stamp_time(session.clock.last).isoformat(timespec="seconds"),
        reason=reason,
        kinds=tuple(sorted(counted.items())),
        places=tuple(sorted({(kind, id, name) for kind, id, name in wanted})),
        pictures=pictures - _pictures(session),
        reached=reached,
    )


def due(session: Session, id: Id, *, person: bool = False, field: str = "") -> list[Place]:
    """Everything that an erasure has to name: the place itself, every copy of it, every photo of it."""
    store = session.store
    kind = Participant.table if person else session.kind_of(id)
    if not kind or (person and session.kind_of(id) not in ("", Participant.table)):
        raise Trouble(Message("There is nothing here to erase under that id."))
    if not field:
        names = [PERSON if person else WHOLE]
    else:
        names = _columns_of(kind, field)
    start = {(bytes.fromhex(id), name) for name in (*names, *([] if field else [WHOLE]))}
    reached = Neighbours(store).reached({*store.writer.erased, *start})
    return [*((kind, id, name) for name in names), *reached]


def _columns_of(kind: str, field: str) -> list[str]:
    """The columns of one field that may be erased by itself; a limit that a person set is not, or it would hold no more."""
    if kind not in KINDS:
        return [field]
    found = [column for name, column in sorted(columns(kind).items()) if field in (name, column.field)]
    if not found:
        raise Trouble(Message("{kind} has no field {field}.", kind=KINDS[kind].term(), field=field))
    if any(column.role == "consent" for column in found):
        raise Trouble(
            Message("{field} is a limit that somebody set; it cannot be erased by itself.", field=field),
            safe=Message("Nothing was changed."),
            do=Message("Change it, or erase the whole record."),
        )
    return [column.name for column in found]


def write_erasure(session: Session, due: Sequence[Place]) -> None:
    """One change that erases these places, and memory as the file then is."""
    with session.change(VERB) as draft:
        for kind, id, name in due:
            draft.raw(kind, id, ERASED, encode(name), (), ())
        for kind, id in dict.fromkeys((kind, id) for kind, id, _ in due):
            names = {name for of, other, name in due if (of, other) == (kind, id)}
            _show(draft, kind, id, names)
    for kind, id in session.store.erased_now:  # what the erasure reached beyond the places it names
        if kind in KINDS and session.store.is_erased(id, WHOLE):
            session.show(kind, id, None)


def _show(draft: Draft, kind: str, id: Id, names: set[str]) -> None:
    """Memory as the file will be: a record erased whole is removed as well, a field stands empty."""
    heads = draft.all_heads(id)
    if names & {WHOLE, PERSON}:
        draft.raw(
            kind, id, ALIVE, "false", (head.id for head in heads.get(ALIVE, ())), (head.id for head in content(heads))
        )
        names = {field for field in heads if field not in (ALIVE, ERASED)}
    for name in names:
        draft.blank(kind, id, name)
    draft.settle(kind, id)


def _pictures(session: Session) -> int:
    return int(session.store.db.execute("SELECT count(*) FROM blob").get)


# No byte left


def scrub(session: Session) -> Reached:
    """Write anew what still holds erased bytes: this file, its snapshots, its second copies. Does nothing where nothing is due."""
    store = session.store
    if store.read_only or not store.meta(SCRUB_DUE):
        return Reached()
    reached = Reached()
    try:
        scrub_file(store)
        _scrub_snapshots(session, reached)
        for place in second_copies(store):
            try:
                second_copy(session, Path(place))
                reached.copies += (place,)
            except (Trouble, OSError):
                reached.missed += (place,)
        with store.transaction():
            store.db.execute("DELETE FROM meta WHERE key = ?", (SCRUB_DUE,))
    except Trouble as trouble:
        reached.unfinished = trouble.what
    return reached


def _scrub_snapshots(session: Session, reached: Reached) -> None:
    """Snapshots stay useful: the erasures are brought to them; one that cannot take them goes."""
    from hcd_studio.store import Store

    query = "c.n IN (SELECT e.change FROM edit e JOIN field f ON f.n = e.field WHERE f.name = ?)"
    erasures = list(changes(session.store.db, query, (ERASED,)))
    for saved in list_snapshots(session.store.session.hex()):
        try:
            snapshot = Store.open(saved.path)
            try:
                with snapshot.transaction():
                    for change in erasures:
                        snapshot.put(change)
                scrub_file(snapshot)
                with snapshot.transaction():
                    snapshot.db.execute("DELETE FROM meta WHERE key = ?", (SCRUB_DUE,))
            finally:
                snapshot.close()
            reached.snapshots += 1
        except (Trouble, OSError):
            saved.path.unlink(missing_ok=True)
            reached.removed += 1


def resume(session: Session) -> None:
    """At every opening: erase here what was erased on this machine, and finish what a kill interrupted."""
    late = [*_erased_on_this_machine(session), *_copied_from_elsewhere(session)]
    if session.store.read_only:
        for kind, id, _ in late:
            session.show(kind, id, None)
        return
    if late:
        write_erasure(session, late)
    for forgetful in filter(None, [remember(session)]):
        session.store.warnings.append(forgetful)
    unfinished = scrub(session).unfinished
    if unfinished:
        session.store.warnings.append(
            Message("Words that were erased may still lie in unused parts of the file: {why}", why=unfinished)
        )


def _erased_on_this_machine(session: Session) -> list[Place]:
    known = session.store.writer.erased
    return [place for place in erased_here(session.store.session.hex()) if _key(place) not in known]


def _copied_from_elsewhere(session: Session) -> list[Place]:
    """What this session holds of records that were erased in other workshops on this machine, and copies of them."""
    store = session.store
    elsewhere = list(dict.fromkeys(_erased_elsewhere(store.session.hex())))
    if not elsewhere:
        return []
    kinds = {id: kind for kind, id, _ in elsewhere}
    own = [place for place in elsewhere if store.kind_of(place[1]) and _key(place) not in store.writer.erased]
    near = Neighbours(store, kinds=kinds).reached({*store.writer.erased, *map(_key, elsewhere)})
    return [*own, *near]


def _key(place: Place) -> tuple[bytes, str]:
    return bytes.fromhex(place[1]), place[2]


# What this machine knows to be erased

LIST_VERSION = 1


def _list(session: Id) -> Path:
    return home.folder("erased") / f"{session}.jsonl"


def erased_here(session: Id) -> list[Place]:
    """Places of a session that were erased on this machine: bare ids, no word of anybody's."""
    try:
        return _listed(_list(session))
    except OSError:
        return []


def _erased_elsewhere(session: Id) -> Iterator[Place]:
    """Places of all other sessions."""
    try:
        for path in sorted(home.folder("erased").glob("*.jsonl")):
            if path.stem != session:
                yield from _listed(path)
    except OSError:
        return


def _listed(path: Path) -> list[Place]:
    """The places that a list names, one JSON object a line; what is no place of this version is passed over."""
    if not path.exists():
        return []
    found: list[Place] = []
    for line in path.read_bytes().splitlines():
        try:
            one = json.loads(line)
            place = (one["kind"], one["record"], one["name"]) if one["v"] == LIST_VERSION else None
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        if place is not None and is_name(place[0]) and _is_id(place[1]) and is_name(place[2]):
            found.append(place)
    return found


def remember(session: Session) -> Message | None:
    """Add to this machine's list what is erased in this file; what stood in the way, if it could not be done."""
    store = session.store
    if not store.writer.erased or store.read_only:
        return None
    try:
        known = set(_listed(_list(store.session.hex())))
        new = [place for place in dict.fromkeys(_erased_places(session)) if place not in known]
        if new:
            with _list(store.session.hex()).open("a", encoding="ascii") as file:
                for kind, id, name in new:  # each begins a line, whatever a kill left of the one before
                    file.write("\n" + json.dumps({"v": LIST_VERSION, "kind": kind, "record": id, "name": name}))
                file.write("\n")
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        return Message("This machine could not note what was erased ({reason}).", reason=reason)
    return None


def _erased_places(session: Session) -> Iterator[Place]:
    query = "c.n IN (SELECT e.change FROM edit e JOIN field f ON f.n = e.field WHERE f.name = ?)"
    for change in changes(session.store.db, query, (ERASED,)):
        for edit in change.edits:
            yield from dict.fromkeys(places(edit))


def _is_id(text: object) -> bool:
    return isinstance(text, str) and len(text) == 32 and not set(text) - set("0123456789abcdef")


# Withdrawal, which hides and can be undone


def hidden_by_withdrawal(snapshot: Snapshot) -> set[Id]:
    """Everything that withdrawn participants said: themselves, all that names them, copies and photos of it, step by step."""
    hidden = {one.id for one in snapshot.all(Participant) if one.withdrawn}
    if not hidden:
        return set()
    near: dict[Id, list[Id]] = {}
    for kind in snapshot.records.values():
        for record in kind.values():
            for id in _shares_fate_of(record):
                near.setdefault(id, []).append(record.id)
    ends = list(hidden)
    while ends:
        for id in near.get(ends.pop(), ()):
            if id not in hidden:
                hidden.add(id)
                ends.append(id)
    return hidden


def _shares_fate_of(record: Record) -> Iterable[Id]:
    yield from (id for id in (record.origin, getattr(record, "participant", "")) if id)
    if isinstance(record, Attachment) and record.parent:
        yield record.parent
