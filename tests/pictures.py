"""What a session holds, taken down so that two moments or two copies can be compared."""

from __future__ import annotations

from typing import Any

from hcd_studio.judgements import stale_pairs, suspect_links
from hcd_studio.reading import versions
from hcd_studio.records import KINDS, Record
from hcd_studio.session import Session
from hcd_studio.snapshot import in_order
from hcd_studio.store.log import every_head
from hcd_studio.store.rebuild import row_of

Rows = dict[str, list[tuple[Any, ...]]]


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
