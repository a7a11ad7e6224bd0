"""Figures of the board: 10,000 real-looking notes at 1920 × 1080, software-rendered, in a process of its own.

CPU is thread time of a frame (what caused it, and its painting); the peer is a plain QGraphicsScene with one painted
item a note, measured in the same run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

NOTES, STAGES, LANES = 10_000, 30, 12
SIZE = (1920, 1080)
FRAME = 8.3


def run() -> list[dict[str, Any]]:
    """The figures, each with its promise; measured in a fresh process so that memory is the window's alone."""
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "many.hcd"
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HCD_STUDIO_HOME": folder,
            "HCD_STUDIO_LANGUAGE": "en",
        }
        out = ""
        for task in ("make", "measure"):
            words = [sys.executable, "-m", "tests.bench.board", task, str(file)]
            done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(done.stderr)
            out = done.stdout
        found: list[dict[str, Any]] = json.loads(out)
        return found


def row(name: str, value: float, unit: str, target: float | None = None, peer: str = "") -> dict[str, Any]:
    """One figure."""
    return {"name": f"board: {name}", "value": round(value, 3), "unit": unit, "target": target, "peer": peer}


def resident() -> float:
    """Memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * 4096 / 1e6


def share(values: list[float], part: float) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def floor() -> float:
    """How fast this machine is just now: figures taken while others work on it are read against this one."""
    start, total = time.thread_time(), 0
    for number in range(1_000_000):
        total += number
    return (time.thread_time() - start) * 1000


class Bench:
    """One board on one session, driven as a person drives it."""

    def __init__(self, file: Path):
        from PySide6.QtWidgets import QApplication

        from ui.board.view import BoardView
        from ui.context import Context
        from ui.model import BoardModel
        from ui.qss import sheet
        from ui.settings import Settings
        from ui.style import FocusStyle
        from ui.theme import load_fonts

        self.app = QApplication([])
        self._walls: list[float] = []
        load_fonts()
        self.bare = resident()
        self.context = Context(Settings(theme="light", language="en"))
        self.style = FocusStyle(self.context.theme)
        self.app.setStyle(self.style)
        self.app.setStyleSheet(sheet(self.context.theme))
        self.model = BoardModel(self.context)
        self.model.show(stack_above=None)
        start = time.perf_counter()
        self.context.bridge.open(file)
        self.opened = time.perf_counter() - start
        self.view = BoardView(self.context, self.model)
        self.view.resize(*SIZE)
        self.view.show()
        self.app.processEvents()
        self.first = time.perf_counter() - start
        self.settle()

    def settle(self) -> float:
        """Let the board paint ahead until it rests; gives the seconds until all that is seen was sharp."""
        start, sharp = time.perf_counter(), 0.0
        for _ in range(5000):
            self.app.processEvents()
            if not sharp and self.view.tiles.sharp and not self.view.zooming:
                sharp = time.perf_counter() - start
            if not self.view.busy and self.view.tiles.sharp:
                break
        return sharp

    def frame(self, act: Callable[[], object]) -> float:
        """CPU ms of an act and the frame that follows; `wall` then tells what a clock on the wall said."""
        start, clock = time.thread_time(), time.perf_counter()
        act()
        self.view.viewport().repaint()
        self._walls.append((time.perf_counter() - clock) * 1000)
        return (time.thread_time() - start) * 1000

    def wall(self) -> str:
        """Wall ms of the frames since one asked last: median and 95 %."""
        found, self._walls = self._walls, []
        return f"wall median {median(found):.1f}, p95 {share(found, 0.95):.1f}" if found else ""

    def blit(self) -> float:
        """CPU ms of copying one picture as large as the board: the floor of any repaint, just now."""
        from PySide6.QtGui import QPainter, QPixmap

        picture, ground = QPixmap(*SIZE), QPixmap(*SIZE)
        picture.fill("#F3F0E8")
        ground.fill("#000000")
        found = []
        for _ in range(30):
            start = time.thread_time()
            painter = QPainter(ground)
            painter.drawPixmap(0, 0, picture)
            painter.end()
            found.append((time.thread_time() - start) * 1000)
        return median(found)

    def pan(self, frames: int = 160) -> list[float]:
        """40 px a frame, there and back, across and down."""
        across, down = self.view.horizontalScrollBar(), self.view.verticalScrollBar()
        found = []
        for at in range(frames):
            by = 40 if at < frames // 2 else -40
            bar = across if at % 4 < 2 else down
            found.append(self.frame(lambda bar=bar, by=by: bar.setValue(bar.value() + by)))  # type: ignore[misc]
            self.app.processEvents()
        return found

    def wheel(self, notches: int) -> list[float]:
        """Ctrl and the wheel, a frame a notch."""
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent

        at = QPointF(900, 500)
        found = []
        for _ in range(abs(notches)):
            event = QWheelEvent(
                at, at, QPoint(), QPoint(0, 120 if notches > 0 else -120), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            found.append(self.frame(lambda event=event: self.view.wheelEvent(event)))  # type: ignore[misc]
        return found

    def go(self, zoom: float) -> None:
        """That zoom, at rest."""
        self.view.set_zoom(zoom)
        self.settle()


def measure(file: Path) -> list[dict[str, Any]]:
    """Every figure."""
    bench = Bench(file)
    rows = [
        row("floor: 1,000,000 additions in Python, CPU", floor(), "ms", None, "read the others against it"),
        row("memory after the first frame", resident(), "MB", 150, f"bare Qt {bench.bare:.0f}"),
        row(
            "open to first frame", bench.first * 1000, "ms", None, f"of which file and layout {bench.opened * 1000:.0f}"
        ),
    ]
    rows.append(row("floor: one picture of that size copied, CPU median", bench.blit(), "ms"))
    rows += panning(bench)
    rows += zooming(bench)
    rows += changing(bench)
    rows += idle(bench)
    rows.append(row("memory after all this", resident(), "MB", 150))
    rows.append(row("floor at the end: 1,000,000 additions, CPU", floor(), "ms"))
    from tests.bench.board_peer import beside

    rows += beside(bench)
    return rows


def panning(bench: Bench) -> list[dict[str, Any]]:
    rows = []
    for name, zoom in (("100 %", 1.0), ("50 %", 0.5), ("fit", 0.0)):
        if zoom:
            bench.go(zoom)
            bench.view.horizontalScrollBar().setValue(2000)
            bench.view.verticalScrollBar().setValue(2000)
        else:
            bench.view.fit()
            bench.go(bench.view.camera.zoom * 1.6)  # at fit itself there is nothing to pan
        bench.settle()
        found = bench.pan()
        rows += [
            row(f"pan 40 px at {name}, CPU median", median(found), "ms", 2, bench.wall()),
            row(f"pan 40 px at {name}, CPU p95", share(found, 0.95), "ms", FRAME),
        ]
        again = [bench.frame(lambda: None) for _ in range(60)]
        rows.append(row(f"repaint at {name}, CPU median", median(again), "ms", None, bench.wall()))
    return rows


def zooming(bench: Bench) -> list[dict[str, Any]]:
    frames: list[float] = []
    sharp: list[float] = []
    for start, notches in ((1.0, 3), (1.0, -3), (0.6, -4), (0.25, -4), (0.1, 4), (0.4, 4), (2.0, -4)):
        bench.go(start)
        frames += bench.wheel(notches)
        sharp.append(bench.settle() * 1000)
    walls = bench.wall()
    bench.go(1.0)
    jump = bench.frame(bench.view.fit)
    return [
        row("zoom step, slowest frame, CPU", max(frames), "ms", FRAME, f"median {median(frames):.1f}; {walls}"),
        row("from 100 % to the whole map, frame, CPU", jump, "ms", FRAME),
        row("sharp after the last wheel step, slowest", max(sharp), "ms", 100, f"median {median(sharp):.0f}, aim 50"),
    ]


def changing(bench: Bench) -> list[dict[str, Any]]:
    from hcd_studio.records import Lane, Note, Step
    from tests.making import LONGER

    bench.go(1.0)
    session = bench.context.bridge.session
    assert session is not None
    steps, lanes = session.all(Step), [lane for lane in session.all(Lane) if lane.kind != "feeling"]
    seen: dict[str, list[float]] = {"view": [], "wall": []}
    hear = bench.context.bridge._hear

    def timed(told: Any) -> None:
        start, clock = time.thread_time(), time.perf_counter()
        hear(told)
        bench.view.viewport().repaint()
        seen["view"].append((time.thread_time() - start) * 1000)
        seen["wall"].append((time.perf_counter() - clock) * 1000)

    session._listeners[:] = [timed]
    kept: list[float] = []
    grown: list[float] = []
    adds: list[float] = []
    whole: list[float] = []
    live = bench.model.live
    for at in range(60):
        note = session.all(Note)[at * 7]
        heights = [one.height for one in live.rows]
        start = time.perf_counter()
        bench.context.bridge.do("move_note", note, to=steps[at % 8], lane=lanes[at % 3], quiet=True)
        whole.append((time.perf_counter() - start) * 1000)
        (kept if heights == [one.height for one in live.rows] else grown).append(seen["view"][-1])
        bench.settle()
    for at in range(40):
        heights = [one.height for one in live.rows]
        bench.context.bridge.do("add_note", steps[at % 8], lanes[at % 3], LONGER[at % 6][1], quiet=True)
        (adds if heights == [one.height for one in live.rows] else grown).append(seen["view"][-1])
        bench.settle()
    rows = [
        row("move a note, lane keeps its height, CPU p95", share(kept, 0.95), "ms", 4, f"median {median(kept):.1f}"),
        row("add a note, lane keeps its height, CPU p95", share(adds, 0.95), "ms", 4, f"median {median(adds):.1f}"),
        row(
            "move or add, lane grows, CPU p95",
            share(grown, 0.95),
            "ms",
            33,
            f"median {median(grown):.1f}, n {len(grown)}",
        ),
        row("move a note with verb, log and disk, median", median(whole), "ms", None, "wall"),
    ]
    return [*rows, remote(bench, seen)]


def remote(bench: Bench, seen: dict[str, list[float]]) -> dict[str, Any]:
    """A merge that brings 1,000 notes changed elsewhere: a third moved, a third written anew, a third under a theme."""
    from hcd_studio.records import Note, Step, Theme

    session = bench.context.bridge.session
    assert session is not None
    steps, themes = session.all(Step), session.all(Theme)
    found = []
    for turn in range(5):
        touched: dict[str, Any] = {}
        for at, note in enumerate(session.all(Note)[turn :: len(session.all(Note)) // 1000][:1000]):
            after = (
                replace(note, step=steps[(at * 7 + turn) % len(steps)].id), replace(note, text=f"{note.text} {turn}"),
                replace(note, theme=themes[at % len(themes)].id),
            )[at % 3]  # fmt: skip
            touched[note.id] = (note, after)
            session.show(Note.table, note.id, after)
        session.tell_merge((), touched, {})
        found.append(seen["view"][-1])
        bench.settle()
    told = f"slowest {max(found):.0f}; wall median {median(seen['wall'][-5:]):.0f}"
    return row("1,000 remote changes, CPU median", median(found), "ms", 33, told)


def idle(bench: Bench) -> list[dict[str, Any]]:
    from PySide6.QtCore import QTimer

    bench.settle()
    running = [timer for timer in bench.view.findChildren(QTimer) if timer.isActive()]
    start, wall = time.process_time(), time.perf_counter()
    while time.perf_counter() - wall < 1:
        bench.app.processEvents()
        time.sleep(0.05)
    return [
        row("timers that run while idle", len(running), "", 0),
        row("CPU of an idle second", (time.process_time() - start) * 1000, "ms", 10, "includes this loop"),
    ]


def make(file: Path) -> None:
    """The session to measure."""
    from tests.making import session_of, workshop

    session_of(file, workshop(NOTES, stages=STAGES, lanes=LANES)).close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["measure"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
    else:
        for one in run():
            target = "" if one["target"] is None else f"≤ {one['target']:g}"
            print(f"{one['name']:58} {one['value']:10.2f} {one['unit']:4} {target:>7}  {one['peer']}")
