"""Figures of the room: how fast a note is stored and painted while one types, and what an hour of notes costs in memory.

Stored is by a clock on the wall, the disk included; painted adds the processor's time from there on, so that others who
work on the same machine do not count. Measured in a process of its own, with real key events, the whole window open, and
1,500 notes in the session.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

NOTES, MEASURED, HOUR = 1_500, 150, 1_200
SPEECH = "They sent it back because photo {n} was too small, and the bus to the library is hourly."


def run() -> list[dict[str, Any]]:
    """The figures, each with its promise."""
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ, "QT_QPA_PLATFORM": "offscreen", "HCD_STUDIO_HOME": folder, "HCD_STUDIO_LANGUAGE": "en",
        }  # fmt: skip
        words = [sys.executable, "-m", "tests.bench.room", str(Path(folder) / "room.hcd")]
        done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found


def resident() -> float:
    """Memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * 4096 / 1e6


def share(values: list[float], part: float) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


class Typist:
    """Types into the capture line of a running window, and says when what was typed is stored and when it is painted."""

    def __init__(self, application: Any, studio: Any):
        self.application, self.studio = application, studio
        self.bar = studio.window.capture
        self.n = 0
        self.stored: list[float] = []
        self.painted: list[float] = []
        self._kept = (0.0, 0.0)
        self.walls: list[float] = []
        studio.context.bridge.session.hear(self._hear)

    def _hear(self, _told: object) -> None:
        self._kept = (time.perf_counter(), time.thread_time())

    def note(self) -> None:
        """One note: another kind or step now and then, as in a room; what else waits is done before Enter is timed."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtTest import QTest

        self.n += 1
        if self.n % 3 == 0:
            QTest.keyClick(self.bar.field, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        if self.n % 32 == 0:
            self.bar.place.go(1)
        QTest.keyClicks(self.bar.field, ("!", '"', "*", ">")[self.n % 4])
        self.bar.field.setText(SPEECH.format(n=self.n))
        self.application.processEvents()
        start = time.perf_counter()
        QTest.keyClick(self.bar.field, Qt.Key.Key_Return)
        self.stored.append((self._kept[0] - start) * 1000)
        self.application.processEvents()
        self.walls.append((time.perf_counter() - start) * 1000)
        self.painted.append(self.stored[-1] + (time.thread_time() - self._kept[1]) * 1000)
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # as a running event loop does


def measure(file: Path) -> list[dict[str, Any]]:
    """Open the whole window on a large session and type."""
    from PySide6.QtWidgets import QApplication

    from hcd_studio.session import Session
    from hcd_studio.templates import make_sample
    from hcd_studio.verbs.notes import add_note
    from tests.studio import running

    with make_sample(file) as session:
        from hcd_studio.records import Lane, Note, Step

        steps = session.all(Step)
        lanes = [one for one in session.all(Lane) if one.kind != "feeling"]
        with session.change("import_notes") as draft:
            for n in range(NOTES - len(session.all(Note))):
                lane = lanes[n % len(lanes)]
                add_note(draft, steps[n % len(steps)], lane, SPEECH.format(n=n), language="en")
    Session.open(file).close()
    application = QApplication([])
    with running(application, path=file) as studio:
        studio.window.capture.begin()
        typist = Typist(application, studio)
        for _ in range(20):  # what is made once is not what is measured
            typist.note()
        typist.stored.clear()
        typist.painted.clear()
        typist.walls.clear()
        for _ in range(MEASURED):
            typist.note()
        rows = [
            row(
                "Enter to stored, 95 %", share(typist.stored, 0.95), "ms", 30, f"median {share(typist.stored, 0.5):.1f}"
            ),
            row(
                "Enter to painted, 95 %",
                share(typist.painted, 0.95),
                "ms",
                50,
                f"median {share(typist.painted, 0.5):.1f}; by a clock on the wall {share(typist.walls, 0.95):.1f}",
            ),
        ]
        before = resident()
        for _ in range(HOUR):
            typist.note()
        grown = resident() - before
        kept = len(studio.context.bridge.session.all(Note))
        rows.append(
            row("an hour at 20 notes a minute, memory", grown, "MB", 24, f"from {before:.0f} MB; {kept} notes kept")
        )
        lost = 20 + MEASURED + HOUR + NOTES - kept
        rows.append(row("an hour at 20 notes a minute, notes lost", lost, "", 0))
        rows.append(row("the same hour, Enter to painted, 95 %", share(typist.painted[-HOUR:], 0.95), "ms"))
        return rows


def row(name: str, value: float, unit: str, target: float | None = None, peer: str = "") -> dict[str, Any]:
    """One figure."""
    return {"name": f"room: {name}", "value": round(value, 3), "unit": unit, "target": target, "peer": peer}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
