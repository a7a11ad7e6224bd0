"""The readable tables made anew from the log: after a new version, an erasure, a salvage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcd_studio.fields import Id
from hcd_studio.reading import Heads, is_alive, read, versions
from hcd_studio.records import KINDS
from hcd_studio.store.log import every_head, stands_for
from hcd_studio.store.schema import is_readable, newest_format, readable_table, shape_of, steps_from

if TYPE_CHECKING:
    from hcd_studio.store import Row, Store


def row_of(store: Store, kind: str, id: Id, heads: Heads) -> Row | None:
    """The readable row of a record, or None for one that is hidden."""
    if kind not in KINDS or store.is_erased(id, "*") or not is_alive(heads, lambda edit: stands_for(store, edit)):
        return None
    return read(kind, id, heads), len(versions(kind, heads))


def rebuild(store: Store) -> None:
    """Bring the log to the newest format, drop the readable tables and write them again, in one transaction; a kill leaves the old."""
    with store.transaction():
        for statement in steps_from(int(store.db.execute("PRAGMA user_version").get)):
            store.db.execute(statement)
        store.db.execute(f"PRAGMA user_version={newest_format()}")
        rebuild_rows(store)


def rebuild_rows(store: Store) -> None:
    """As `rebuild`, inside a running transaction; readable tables of kinds that only a newer version knows go, too."""
    shape, _ = shape_of(store.db)
    for table, lines in shape.items():
        if table in KINDS or is_readable(lines):
            store.db.execute(f'DROP TABLE "{table}"')
    for kind in KINDS:
        store.db.execute(readable_table(kind))
    _fill(store)


def rebuild_aside(store: Store) -> None:
    """As `rebuild`, in memory only: temporary tables stand before those of a file that must not be written."""
    store.db.execute("PRAGMA query_only=0")
    for statement in steps_from(int(store.db.execute("PRAGMA user_version").get)):
        store.db.execute(statement.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    for kind in KINDS:
        store.db.execute(readable_table(kind).replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    _fill(store)
    store.db.execute("PRAGMA query_only=1")


def _fill(store: Store) -> None:
    rows = {(kind, id): row_of(store, kind, id, heads) for kind, id, heads in list(every_head(store.db))}
    store.put_rows({key: row for key, row in rows.items() if row is not None})
