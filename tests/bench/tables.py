"""Figures of tables that come together: three files of the main job, and twenty thousand edits made at once."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from hcd_studio import tables
from hcd_studio.merge import merge
from hcd_studio.records import Note, Step
from hcd_studio.session import Session
from hcd_studio.templates import make_sample, new_session
from hcd_studio.verbs.feelings import rate_feeling
from hcd_studio.verbs.notes import add_note
from hcd_studio.verbs.people import add_participant, add_table
from tests.bench.rows import Row

SPEECH = "They sent the form back because the photo was {n} millimetres too small, said somebody at table {table}."


def run() -> list[Row]:
    """All figures of tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [_main_job(folder), _at_once(folder)]


def _main_job(folder: Path) -> Row:
    """Three tables, each with a third of the notes and ratings of the main job."""
    stick = folder / "stick"
    stick.mkdir()
    with new_session(folder / "day.hcd", "blue-badge") as day:
        for name in "ABC":
            add_table(day, name)
        for one in tables.set_up(day, stick):
            with Session.open(one.path) as copy:
                _play(copy, one.table.name)
        began = time.perf_counter()
        report = tables.bring_together(day, tables.look_in(day, stick))
        took = time.perf_counter() - began
        notes = len(day.all(Note))
    return Row(
        "three tables together", took, "s", 1, f"{notes} notes, {sum(one.edits for one in report.files):,} edits"
    )


def _play(session: Session, table: str) -> None:
    steps = session.all(Step)
    people = [add_participant(session) for _ in range(6)]
    for n in range(113):
        add_note(session, steps[n % len(steps)], None, SPEECH.format(n=n, table=table), kind="pain", language="en")
    for person in people:
        for at, step in enumerate(steps):
            rate_feeling(session, person, step, at % 5 - 2)


def _at_once(folder: Path, edits: int = 20_000) -> Row:
    """Two copies of one session, each with ten thousand edits on the same notes' texts and places."""
    first = folder / "first.hcd"
    make_sample(first).close()
    with Session.open(first) as session:
        with session.change("import_notes") as draft:
            for n in range(1_000):
                draft.add(Note(text=SPEECH.format(n=n, table="A"), kind="pain", language="en"))
        second = folder / "second.hcd"
        from hcd_studio.snapshots import take_copy

        take_copy(session, second, letters="B")
    for path in (first, second):
        with Session.open(path) as session:
            _rewrite(session, path.stem, edits // 2)
    with Session.open(first) as session:
        began = time.perf_counter()
        report = merge(session, [second])
        took = time.perf_counter() - began
        two = len(session.versions)
    brought = report.files[0].edits
    return Row("20,000 edits made at once", took, "s", 3, f"{brought:,} came in, {two:,} texts with two versions")


def _rewrite(session: Session, name: str, edits: int) -> None:
    notes = session.all(Note)[:1_000]
    for round_ in range(edits // len(notes)):
        with session.change("edit_record") as draft:
            for one in notes:
                draft.patch(one, {"text": f"{name} {round_} {one.id}"})
