"""A session as it stood: which changes it held at a moment, and the records that its words then were.

A frontier names changes as ranges of each copy's own numbers, e.g. `8f3a…:1-57`. Whatever came since is left out, words
that were erased meanwhile are gone, and changes that this copy does not hold are told. A change of which only a part had come
counts as held: what came of it later is shown as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hcd_studio.change import EditId, parted
from hcd_studio.columns import columns, word_columns
from hcd_studio.fields import Id
from hcd_studio.judgements import JUDGED
from hcd_studio.reading import Head, is_alive, read, said, versions
from hcd_studio.records import KINDS, Link, Record
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Trouble
from hcd_studio.store.log import head, stands_for, weighed

if TYPE_CHECKING:
    from hcd_studio.session import Session

Ranges = dict[bytes, list[range]]
Heads = dict[str, list[Head]]


@dataclass(frozen=True, slots=True)
class Past:
    """A session at one moment, and how many of its changes this copy does not hold."""

    snapshot: Snapshot
    missing: int = 0


def frontier(session: Session) -> tuple[str, ...]:
    """All changes that the session holds now."""
    query = "SELECT r.id, c.seq FROM change c JOIN replica r ON r.n = c.replica ORDER BY r.id, c.seq"
    rows = [(replica, seq) for replica, seq in session.store.db.execute(query)]
    return tuple(
        f"{replica.hex()}:{_written(seq for _, seq in found)}"
        for replica, found in groupby(rows, key=lambda row: row[0])
    )


def as_of(session: Session, moment: Sequence[str]) -> Past:
    """The session at a frontier: records as their heads then stood."""
    wanted = _read(moment)
    within, stamps, found = _changes(session, wanted)
    missing = sum(len(run) for runs in wanted.values() for run in runs) - found
    records: dict[str, dict[Id, Record]] = {kind: {} for kind in KINDS}
    several: dict[tuple[Id, str], int] = {}
    heads: dict[Id, tuple[str, Heads]] = {}
    for id, (kind, mine) in _heads(session, within, stamps).items():
        if kind in KINDS:
            heads[id] = (kind, mine)
            alive = is_alive(mine, lambda edit: stands_for(session.store, edit))
            if alive and not session.store.is_erased(id, "*"):
                records[kind][id] = read(kind, id, mine)
                several.update({(id, name): n for name, n in versions(kind, mine).items()})
    stale, suspect = _judged(session, records, heads)
    return Past(Snapshot(records, several, stale, suspect), missing)


def _changes(session: Session, wanted: Ranges) -> tuple[set[int], dict[int, tuple[int, bytes, bytes]], int]:
    """The numbers of the changes within a frontier, their stamps, undone changes and copies, and how many there are."""
    query = "SELECT c.n, c.hlc, c.undoes, r.id, c.seq FROM change c JOIN replica r ON r.n = c.replica"
    stamps = {}
    for n, hlc, undoes, replica, seq in session.store.db.execute(query):
        if any(seq in run for run in wanted.get(replica, ())):
            stamps[n] = (hlc, undoes or b"", replica)
    return set(stamps), stamps, len(stamps)


def _heads(
    session: Session, within: set[int], stamps: Mapping[int, tuple[int, bytes, bytes]]
) -> dict[Id, tuple[str, Heads]]:
    """What stood on every field then: edits within the frontier that none within it replaces."""
    db = session.store.db
    fields = {n: (kind, name) for n, kind, name in db.execute("SELECT n, kind, name FROM field")}
    ids = {n: id.hex() for n, id in db.execute("SELECT n, id FROM record")}
    replaced: set[EditId] = set()
    rows = []
    for change, record, field, id, value, prev, seen in db.execute(
        "SELECT change, record, field, id, value, prev, seen FROM edit ORDER BY n"
    ):
        if change in within:
            replaced.update(parted(prev or b""))
            rows.append((change, record, field, id, value, seen))
    found: dict[Id, tuple[str, Heads]] = {}
    for change, record, field, id, value, seen in rows:
        if id not in replaced:
            kind, name = fields[field]
            hlc, undoes, replica = stamps[change]
            mine = found.setdefault(ids[record], (kind, {}))[1]
            mine.setdefault(name, []).append(head(db, id, value, hlc, seen, undoes, replica))
    for _, mine in found.values():
        for name, standing in mine.items():
            if len(standing) > 1:
                mine[name] = weighed(db, standing)
    return found


def _judged(
    session: Session, records: Mapping[str, Mapping[Id, Record]], heads: Mapping[Id, tuple[str, Heads]]
) -> tuple[frozenset[tuple[Id, str]], frozenset[Id]]:
    """The pairs that were stale and the links that were suspect then."""
    stale: set[tuple[Id, str]] = set()
    for kind, found in records.items():
        pairs = {column.field for column in columns(kind).values() if column.side}
        for id, record in found.items():
            for name in pairs:
                if getattr(record, name).state in JUDGED:
                    texts = [one for side in ("en", "cy") for one in heads[id][1].get(f"{name}_{side}", ())]
                    if not _holds(session, texts, heads[id][1].get(f"{name}_state", ())):
                        stale.add((id, name))
    suspect: set[Id] = set()
    for id, link in records[Link.table].items():
        if isinstance(link, Link) and link.confirmed:
            kind, parent = heads.get(link.target, ("", {}))
            words = [one for name in (word_columns(kind) if kind in KINDS else ()) for one in parent.get(name, ())]
            if not _holds(session, words, heads[id][1].get("confirmed", ())):
                suspect.add(id)
    return frozenset(stale), frozenset(suspect)


def _holds(session: Session, standing: Sequence[Head], judgements: Sequence[Head]) -> bool:
    """Whether the latest judgement named the words that stood; an undo that brought a word back brought its ground back."""
    judged = max(judgements, key=lambda one: one.order, default=None)
    if judged is None:
        return False
    now = {one.id for one in said(standing)} if standing else set()
    if now == set(judged.seen):
        return True
    roots = {stands_for(session.store, id) for id in now}
    return roots == {stands_for(session.store, id) for id in judged.seen}


def _written(numbers: Iterable[int]) -> str:
    """Numbers as ranges: 1-57,60."""
    runs: list[list[int]] = []
    for one in sorted(set(numbers)):
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in runs)


def _read(moment: Sequence[str]) -> Ranges:
    """Ranges by copy; trouble where a frontier cannot be read."""
    found: Ranges = {}
    for part in moment:
        replica, _, runs = part.partition(":")
        try:
            mine = found.setdefault(bytes.fromhex(replica), [])
            for run in runs.split(","):
                first, _, last = run.partition("-")
                mine.append(range(int(first), int(last or first) + 1))
        except ValueError:
            raise Trouble(Message("The state of an issued pack cannot be read: {text}", text=part[:80])) from None
    return found
