"""A closed session is one file that other people's programs read: the standard library, sqlite-utils, and so Datasette."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hcd_studio.columns import columns
from hcd_studio.records import KINDS, Note
from hcd_studio.templates import make_sample


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("readable") / "day.hcd"
    make_sample(file).close()
    return file


def test_a_closed_session_is_one_file(closed: Path) -> None:
    assert [path.name for path in closed.parent.iterdir()] == ["day.hcd"]
    assert closed.read_bytes()[18:20] == b"\x01\x01"


def test_the_standard_library_reads_who_said_what_where(closed: Path) -> None:
    query = """SELECT p.code, s.title_cy, n.text FROM note n JOIN participant p ON p.id = n.participant
        JOIN step s ON s.id = n.step WHERE n.language = 'cy' ORDER BY p.code, n.rank"""
    with closing(sqlite3.connect(f"file:{closed}?mode=ro", uri=True)) as db:
        rows = db.execute(query).fetchall()
        assert len(rows) > 50
        assert all(code.startswith("P") and step and text for code, step, text in rows)
        log = "SELECT count(*) FROM edit e JOIN change c ON c.n = e.change JOIN field f ON f.n = e.field WHERE f.kind = 'note'"
        assert db.execute(log).fetchone()[0] > 2_000


def test_sqlite_utils_finds_a_table_for_each_kind(closed: Path) -> None:
    sqlite_utils = pytest.importorskip("sqlite_utils")
    with closing(sqlite3.connect(f"file:{closed}?mode=ro", uri=True)) as db:
        tables = sqlite_utils.Database(db, execute_plugins=False)
        assert set(KINDS) <= set(tables.table_names())
        assert [column.name for column in tables["note"].columns][1:-1] == list(columns(Note.table))
        assert tables["requirement"].count == 32
        assert next(iter(tables["need"].rows_where("ref = 'N-A1'")))["i_need_cy"]
