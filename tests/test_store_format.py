"""Formats of the log: every published one still opens, a new one is a step, and what no format holds is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hcd_studio import journal, snapshots
from hcd_studio.merge import merge
from hcd_studio.records import Note, Participant
from hcd_studio.session import Session
from hcd_studio.store import schema
from hcd_studio.store.verify import verify
from tests.make_golden import FILES
from tests.pictures import agree
from tests.stores import sentence, spoilt

ADDED = (("CREATE TABLE segment(sha256 TEXT PRIMARY KEY, state INTEGER)",),)


@pytest.fixture(params=range(1, schema.newest_format() + 1))
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the kept file of a format."""
    return shutil.copyfile(FILES / f"format-{request.param}.hcd", tmp_path / "kept.hcd")


@pytest.fixture
def with_another_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as it will be with one more table in the log."""
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, *ADDED))


def holds(session: Session) -> None:
    assert [finding.say("en") for finding in verify(session.store) if finding.harm] == []
    assert [note.text for note in session.all(Note)] == ["Other words", "Words 2 of somebody"]
    assert [person.code for person in session.all(Participant)] == ["P1"]
    assert session.store.db.execute("SELECT count(*) FROM blob").get == 1
    agree(session)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_session_of_every_format_opens(kept: Path, read_only: bool) -> None:
    with Session.open(kept, read_only=read_only) as session:
        holds(session)
        assert [one.text for one in journal.jotted(session)] == ["half a word"]


def test_a_session_of_every_format_is_merged(kept: Path, tmp_path: Path) -> None:
    other = shutil.copyfile(kept, tmp_path / "other.hcd")
    with Session.open(other) as session, session.change("add_note") as draft:
        draft.add(Note(text="there"))
    with Session.open(kept) as session:
        merge(session, [FILES / "format-1.hcd", other])
        assert "there" in {note.text for note in session.all(Note)}


@pytest.mark.usefixtures("with_another_table")
@pytest.mark.parametrize("read_only", [True, False])
def test_an_older_session_takes_the_step_to_a_newer_format(kept: Path, read_only: bool) -> None:
    content = kept.read_bytes()
    with Session.open(kept, read_only=read_only) as session:
        holds(session)
        assert session.store.db.execute("SELECT count(*) FROM segment").get == 0
        assert (len(snapshots.list_snapshots(session.store.session.hex())) > 0) is not read_only
    assert (kept.read_bytes() == content) is read_only
    with Session.open(kept) as session:
        holds(session)


@pytest.mark.usefixtures("with_another_table")
def test_an_older_copy_is_merged_into_a_newer_session(kept: Path, tmp_path: Path) -> None:
    older = shutil.copyfile(kept, tmp_path / "older.hcd")
    with Session.open(kept) as session:
        merge(session, [older])
        holds(session)


def test_a_session_of_a_newer_format_is_left_to_the_newer_program(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(schema, "STEPS", (*schema.STEPS, *ADDED))
        Session.open(kept).close()
    assert "newer version" in sentence(kept)


@pytest.mark.parametrize("table", ["edit", "meta", "blob"])
def test_a_column_that_no_format_has_is_named(kept: Path, table: str) -> None:
    said = sentence(spoilt(kept, f"ALTER TABLE {table} ADD COLUMN extra"))
    assert "holds something that no session holds" in said
    assert f"{table}.extra" in said
