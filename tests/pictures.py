"""What a session holds, taken down so that two moments or two copies can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from hcd_studio.change import EditId
from hcd_studio.columns import columns, word_columns
from hcd_studio.judgements import JUDGED
from hcd_studio.reading import Head, said, versions
from hcd_studio.records import KINDS, Link, Record
from hcd_studio.session import Session
from hcd_studio.snapshot import in_order
from hcd_studio.store.log import edit_of, every_head, stands_for
from hcd_studio.store.rebuild import row_of

Rows = dict[str, list[tuple[Any, ...]]]
REFERENCES = {
    table: [one.name for one in fields(kind) if one.metadata.get("role") == "ref"] for table, kind in KINDS.items()
}
"""Of every kind, the fields that name another record."""


def shown(session: Session) -> tuple[Any, ...]:
    """What people see: records, fields with several texts, stale pairs, suspect links."""
    records = {kind: dict(found) for kind, found in session.records.items()}
    return records, dict(session.versions), stale_pairs(session), suspect_links(session)


def picture(session: Session) -> tuple[Any, ...]:
    """What people see, what can be taken back, how long the log is, and the readable tables."""
    edits = session.store.db.execute("SELECT count(*), sum(head), (SELECT count(*) FROM change) FROM edit").get
    steps = (list(session.steps.undo), list(session.steps.redo))
    return (*shown(session), steps, edits, tables(session))


def tables(session: Session) -> Rows:
    """Every readable table, row by row."""
    return {kind: list(session.store.db.execute(f'SELECT * FROM "{kind}" ORDER BY id')) for kind in KINDS}


def known_ids(session: Session) -> set[str]:
    """Every record of the log, removed ones included."""
    return {id.hex() for (id,) in session.store.db.execute("SELECT id FROM record")}


def agree(session: Session) -> None:
    """Hold that memory, readable tables and a replay of the log say the same."""
    replayed: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    several: dict[tuple[str, str], int] = {}
    counts = {}
    for kind, id, heads in every_head(session.store.db):
        row = row_of(session.store, kind, id, heads)
        if row is not None:
            replayed[kind][id] = row[0]
            counts[id] = row[1]
            several.update({(id, name): n for name, n in versions(kind, heads).items()})
    assert session.records == replayed, "memory is not what the log says"
    assert session.store.load() == replayed, "the readable tables are not what the log says"
    assert session.versions == several
    for kind, rows in tables(session).items():
        assert {row[0]: row[-1] for row in rows} == {id: counts[id] for id in replayed[kind]}
        assert session.all(KINDS[kind]) == in_order(replayed[kind].values()), "an old order is remembered"
    assert session.judgements.stale == stale_pairs(session), "a stale pair is remembered or missed"
    assert session.judgements.suspect == suspect_links(session), "a suspect link is remembered or missed"
    assert_indexed(session)


def assert_indexed(session: Session) -> None:
    """Hold that every record is found by what its fields name, as a look at all of them finds it."""
    for table, names in REFERENCES.items():
        kind = KINDS[table]
        records = session.all(kind)
        for name in names:
            found: dict[str, list[Record]] = {}
            for record in records:
                found.setdefault(getattr(record, name), []).append(record)
            assert dict(session.by(kind, name)) == {id: tuple(named) for id, named in found.items()}, (
                f"{table}.{name} is out of step"
            )


# Judgements read afresh from the whole log, with nothing remembered


def stale_pairs(session: Session) -> set[tuple[str, str]]:
    """(record, field) of every judged pair that does not stand."""
    found = set()
    for kind, records in session.records.items():
        for record in records.values():
            for name in {column.field for column in columns(kind).values() if column.side}:
                if getattr(record, name).state in JUDGED and not pair_stands(session, record.id, name):
                    found.add((record.id, name))
    return found


def pair_stands(session: Session, id: str, name: str) -> bool:
    judged = max(session.store.heads(id, f"{name}_state"), key=lambda head: head.order, default=None)
    now = {head.id for side in ("en", "cy") for head in said(session.store.heads(id, f"{name}_{side}"))}
    return judged is not None and same(session, now, judged)


def suspect_links(session: Session) -> set[str]:
    """Links whose parent changed after they were confirmed."""
    return {link.id for link in session.all(Link) if link.confirmed and not link_stands(session, link)}


def link_stands(session: Session, link: Link) -> bool:
    judged = max(session.store.heads(link.id, "confirmed"), key=lambda head: head.order, default=None)
    kind = session.kind_of(link.target)
    heads = session.store.all_heads(link.target) if kind in KINDS else {}
    now = {head.id for name in (word_columns(kind) if heads else ()) for head in said(heads.get(name, ()))}
    return judged is not None and same(session, now, judged)


def same(session: Session, now: set[EditId], judgement: Head) -> bool:
    def resolved(ids: Iterable[EditId]) -> set[EditId]:
        roots = {stands_for(session.store, id) for id in ids}
        return {id for id in roots if (found := edit_of(session.store, id)) is None or found[0].value != ""}

    return resolved(now) == resolved(judgement.seen) - resolved([judgement.id]) or now == set(judgement.seen)
