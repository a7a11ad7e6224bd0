"""The tables of a session file, and the one allow-list that every file is held against, own or foreign."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hcd_studio.columns import columns
from hcd_studio.records import KINDS

if TYPE_CHECKING:
    import apsw

APPLICATION_ID = 0x48434453  # "HCDS"
FORMAT = 1
"""Of the log's tables; readable tables may gain columns without a new format, since they are rebuilt from the log."""

LOG_TABLES = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value)",
    "CREATE TABLE replica(n INTEGER PRIMARY KEY, id BLOB UNIQUE, mine INTEGER)",
    "CREATE TABLE change(n INTEGER PRIMARY KEY, id BLOB UNIQUE, replica INTEGER, seq INTEGER, hlc INTEGER,"
    " actor TEXT, verb TEXT, undoes BLOB, edits INTEGER)",
    "CREATE TABLE record(n INTEGER PRIMARY KEY, id BLOB UNIQUE)",
    "CREATE TABLE field(n INTEGER PRIMARY KEY, kind TEXT, name TEXT, UNIQUE(kind, name))",
    "CREATE TABLE edit(n INTEGER PRIMARY KEY, id BLOB UNIQUE, change INTEGER, i INTEGER, record INTEGER, field INTEGER,"
    " value TEXT, salt BLOB, mark BLOB, prev BLOB, seen BLOB, head INTEGER)",
    "CREATE TABLE waiting(id BLOB PRIMARY KEY)",
    "CREATE TABLE erased(record BLOB, field TEXT, PRIMARY KEY(record, field))",
    "CREATE TABLE journal(record BLOB, field TEXT, text TEXT, prev BLOB, PRIMARY KEY(record, field))",
    "CREATE TABLE blob(sha256 TEXT PRIMARY KEY, mime TEXT, width INTEGER, height INTEGER, bytes BLOB)",
)
INDEXES = {
    "edit_head": "CREATE INDEX edit_head ON edit(record, field) WHERE head",
    "edit_change": "CREATE INDEX edit_change ON edit(change)",
}
SQL_TYPES = {"text": "TEXT", "yes_no": "INTEGER", "integer": "INTEGER", "list": "TEXT", "real": "REAL"}

Shape = dict[str, tuple[tuple[str, str, int], ...]]
"""Table → its columns as (name, type, place in the primary key)."""


def readable_table(kind: str) -> str:
    """The statement that makes the readable table of a kind."""
    body = "".join(f', "{name}" {SQL_TYPES[column.type]}' for name, column in columns(kind).items())
    return f'CREATE TABLE "{kind}"(id TEXT PRIMARY KEY{body}, versions INTEGER) WITHOUT ROWID'


@cache
def own_shape() -> Shape:
    """Every table as this program makes it: read off a database of ours, so that there is one description only."""
    import apsw

    db = apsw.Connection(":memory:")
    for statement in statements():
        db.execute(statement)
    return shape_of(db)[0]


def statements() -> list[str]:
    """All statements that make an empty session file."""
    return [*LOG_TABLES, *INDEXES.values(), *(readable_table(kind) for kind in KINDS)]


def shape_of(db: apsw.Connection) -> tuple[Shape, list[str]]:
    """The tables that a file really has, and the names of what no session file may hold.

    Triggers, views, virtual tables, generated columns, column defaults and foreign indexes are named as foreign;
    columns are compared, not SQL text.
    """
    shape: Shape = {}
    foreign: list[str] = []
    for type, name, table, sql in db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").get or []:
        if type == "table" and not str(sql or "").upper().startswith("CREATE VIRTUAL"):
            shape[name] = _columns_of(db, name, foreign)
        elif type != "index" or not (str(name).startswith("sqlite_autoindex_") or _own_index(db, name, table)):
            foreign.append(str(name))
    return shape, foreign


def _columns_of(db: apsw.Connection, table: str, foreign: list[str]) -> tuple[tuple[str, str, int], ...]:
    found = []
    for name, type, default, place, hidden in db.execute(
        "SELECT name, type, dflt_value, pk, hidden FROM pragma_table_xinfo(?)", (table,)
    ):
        if hidden or default is not None:
            foreign.append(f"{table}.{name}")
        found.append((str(name), str(type), int(place)))
    return tuple(found)


def _own_index(db: apsw.Connection, name: str, table: str) -> bool:
    wanted = {"edit_head": ["record", "field"], "edit_change": ["change"]}.get(name)
    if wanted is None or table != "edit":
        return False
    return [row[0] for row in db.execute("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (name,))] == wanted
