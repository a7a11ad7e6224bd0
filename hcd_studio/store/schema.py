"""The tables of a session file, and the one allow-list that every file is held against, own or foreign."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hcd_studio.columns import columns
from hcd_studio.records import KINDS

if TYPE_CHECKING:
    import apsw

APPLICATION_ID = 0x48434453  # "HCDS"
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
STEPS: tuple[tuple[str, ...], ...] = ()
"""How the log's tables came from format 1 to the newest: the statements of each step, once published never changed.

To add tables to the log, add a step of `CREATE TABLE` statements. Formats are counted from the steps, older files take them
when they are opened for writing, and `tests/files/` keeps a session of every format (`tests/make_golden.py`). Readable
tables need no step: they are rebuilt from the log.
"""
SQL_TYPES = {"text": "TEXT", "yes_no": "INTEGER", "integer": "INTEGER", "list": "TEXT", "real": "REAL"}

Shape = dict[str, tuple[str, ...]]
"""Table → its columns and indexes, one line each, e.g. `value TEXT` or `unique pk: key`."""

NEVER = re.compile(r"\b(CHECK|COLLATE|REFERENCES|CONSTRAINT|CONFLICT|STRICT|GENERATED)\b", re.IGNORECASE)
"""Words that no table of ours has: they would change what a later write does, and columns alone do not show them."""
COLUMNS = """SELECT m.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
    FROM main.sqlite_schema m, pragma_table_xinfo(m.name, 'main') x WHERE m.sql LIKE 'CREATE TABLE%'"""
INDEX_COLUMNS = """SELECT m.name, l.name, l."unique", l.origin, l.partial, i.name, i.coll, i."desc"
    FROM main.sqlite_schema m, pragma_index_list(m.name, 'main') l, pragma_index_xinfo(l.name, 'main') i
    WHERE m.sql LIKE 'CREATE TABLE%' AND i.key ORDER BY m.name, l.name, i.seqno"""


def readable_table(kind: str) -> str:
    """The statement that makes the readable table of a kind."""
    body = "".join(f', "{name}" {SQL_TYPES[column.type]}' for name, column in columns(kind).items())
    return f'CREATE TABLE "{kind}"(id TEXT PRIMARY KEY{body}, versions INTEGER) WITHOUT ROWID'


def newest_format() -> int:
    """The format of the log's tables that this program writes."""
    return 1 + len(STEPS)


def steps_from(format: int) -> list[str]:
    """The statements that bring the log's tables of an older format to the newest."""
    return [statement for step in STEPS[max(format, 1) - 1 :] for statement in step]


def own_shape(format: int) -> Shape:
    """Every table as this program makes it, or made it at an older format of the log."""
    return _shape_after(tuple(_statements(format)))


@cache
def _shape_after(statements: tuple[str, ...]) -> Shape:
    """Read off a database of ours, so that there is one description only."""
    import apsw

    db = apsw.Connection(":memory:")
    for statement in statements:
        db.execute(statement)
    return shape_of(db)[0]


def statements() -> list[str]:
    """All statements that make an empty session file."""
    return _statements(newest_format())


def _statements(format: int) -> list[str]:
    steps = [statement for step in STEPS[: format - 1] for statement in step]
    return [*LOG_TABLES, *INDEXES.values(), *steps, *(readable_table(kind) for kind in KINDS)]


def shape_of(db: apsw.Connection) -> tuple[Shape, list[str]]:
    """The tables that a file really has, and the names of what no session file may hold.

    Triggers, views, virtual tables, generated columns, column defaults, constraints and foreign indexes are named as
    foreign; columns and indexes are compared, not SQL text.
    """
    foreign: list[str] = []
    tables: dict[str, list[str]] = {}
    for type, name, sql in db.execute("SELECT type, name, sql FROM main.sqlite_schema"):
        text = str(sql or "")
        if type == "table" and text.startswith("CREATE TABLE") and not NEVER.search(text):
            tables[str(name)] = []
        elif type != "index" or (name not in INDEXES and not str(name).startswith("sqlite_autoindex_")):
            foreign.append(str(name))
    for table, name, type, needed, default, place, hidden in db.execute(COLUMNS):
        if hidden or default is not None:
            foreign.append(f"{table}.{name}")
        tables.setdefault(str(table), []).append(f"{name} {type} {place}{' needed' if needed else ''}")
    for index, over in _indexes(db).items():
        tables.setdefault(index[0], []).append(f"{' '.join(index[1:])}: {', '.join(over)}")
    return {table: tuple(lines) for table, lines in tables.items()}, foreign


def _indexes(db: apsw.Connection) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for table, name, unique, origin, partial, column, collation, down in db.execute(INDEX_COLUMNS):
        key = (str(table), str(name), f"unique={unique}", str(origin), f"partial={partial}")
        found.setdefault(key, []).append(f"{column} {collation} {down}")
    return found


def is_readable(lines: tuple[str, ...]) -> bool:
    """Whether a table looks like a readable one, perhaps of a newer version's kind: plain columns from `id` to `versions`."""
    body = [line for line in lines if not line.startswith("sqlite_autoindex_")]
    plain = {f"{type} 0" for type in SQL_TYPES.values()}
    return (
        len(body) > 1
        and body[0].startswith("id TEXT 1")
        and body[-1] == "versions INTEGER 0"
        and all(line.partition(" ")[2] in plain for line in body[1:])
    )
