"""Figures of the core: keeping a change, opening, size, start of a command."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import apsw

from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.templates import make_sample, new_session
from hcd_studio.verbs.notes import add_note
from tests.bench.rows import Row, share, timed

SPEECH = (
    "They sent the form back because the photo was {n} millimetres too small, and the bus to the library is hourly."
)


def run() -> list[Row]:
    """All figures of the core."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*_durable(folder), *_large(folder), *_start(folder)]


def _durable(folder: Path, times: int = 600) -> list[Row]:
    """A change against a bare one-row commit on the same disk, turn by turn, so that noise meets both."""
    bare = apsw.Connection(str(folder / "bare.db"))
    for pragma in ("locking_mode=exclusive", "journal_mode=wal", "synchronous=2"):
        bare.execute(f"PRAGMA {pragma}")
    bare.execute("CREATE TABLE t(n INTEGER PRIMARY KEY, x TEXT)")
    ours, floor = [], []
    with new_session(folder / "durable.hcd", "journey") as session:
        for n in range(times):
            floor += timed(lambda n=n: bare.execute("INSERT INTO t(x) VALUES(?)", (SPEECH.format(n=n),)))
            ours += timed(lambda n=n: add_note(session, text=SPEECH.format(n=n), kind="pain", language="en"))
    bare.close()
    ours.sort()
    floor.sort()
    return [
        Row(f"change kept, {label}", share(ours, part) / share(floor, part), "× floor", limit, _ms(ours, floor, part))
        for label, part, limit in (("median", 0.5, 3), ("99 %", 0.99, 20))
    ]


def _ms(ours: list[float], floor: list[float], part: float) -> str:
    return f"{share(ours, part) * 1000:.3f} ms against a bare commit of {share(floor, part) * 1000:.3f} ms"


def _large(folder: Path, notes: int = 10_000) -> list[Row]:
    file = folder / "large.hcd"
    with new_session(file, "journey") as session:
        empty = file.stat().st_size
        with session.change("import_notes") as draft:
            for n in range(notes):
                draft.add(Note(text=SPEECH.format(n=n), kind="pain", language="en", tier="council"))
        edits = session.store.db.execute("SELECT count(*) FROM edit").get
    opened = timed(lambda: Session.open(file).close(), 7)
    with Session.open(file) as session:
        loaded = timed(session.store.load, 7)
    return [
        Row("open 10,000 notes", opened[0] * 1000, "ms", 200, f"of which reading the rows: {loaded[0] * 1000:.0f} ms"),
        Row(
            "file, bytes an edit",
            file.stat().st_size / edits,
            "bytes",
            250,
            f"{edits:,} edits; empty file {empty:,} bytes",
        ),
    ]


def _start(folder: Path) -> list[Row]:
    file = folder / "sample.hcd"
    make_sample(file).close()

    def command(*words: str) -> float:
        return timed(lambda: subprocess.run([sys.executable, *words], check=True, capture_output=True), 7)[0]

    bare = command("-c", "pass")
    return [
        Row(
            "show the sample, from process start",
            command("-m", "ui", "show", str(file)),
            "s",
            0.35,
            f"bare Python {bare:.3f} s",
        )
    ]
