"""Figures of the map on paper."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

from exports import write
from exports.options import Options
from hcd_studio.records import Lane, Note, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.templates import make_sample, new_session
from tests.bench.core import SPEECH
from tests.bench.rows import Row, timed


def run() -> list[Row]:
    """The map of the sample, and of the promised limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with make_sample(folder / "sample.hcd") as session:
            sample = session.snapshot()
        many = _many(folder)
        return [
            Row("map PDF of the sample", timed(lambda: _pdf(sample, folder), 3)[0], "s", 1),
            Row("map PDF of 10,000 notes", timed(lambda: _pdf(many, folder))[0], "s", 10),
        ]


def _pdf(snapshot: Snapshot, folder: Path) -> None:
    options = Options(language="en", audience="room", paper="A0", made=datetime.date(2026, 11, 23))
    write(snapshot, folder, "map", ["pdf"], options)


def _many(folder: Path, notes: int = 10_000) -> Snapshot:
    with new_session(folder / "many.hcd", "blue-badge") as session:
        steps, lanes = session.all(Step), session.all(Lane)
        with session.change("import_notes") as draft:
            for n in range(notes):
                step, lane = steps[n % len(steps)], lanes[n // len(steps) % len(lanes)]
                draft.add(Note(text=SPEECH.format(n=n), kind="pain", step=step.id, lane=lane.id))
        return session.snapshot()
