"""Figures of the window: start, opening the sample, rest; each in a fresh process, on the road that a person takes.

Times are wall seconds, the least of several starts, since others may load the machine; the CPU of the process stands beside.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.rows import Row

STARTS = 7
NEEDLESS = (
    "reportlab", "PIL", "sqlite_utils", "docx", "openpyxl", "exports.poster", "exports.document", "apsw", "sqlite3",
    "hcd_studio.verbs", "hcd_studio.session", "hcd_studio.store", "hcd_studio.records", "hcd_studio.layout",
    "hcd_studio.importers", "ui.board.view", "ui.pages.map", "asyncio", "email", "http", "xml",
    "PySide6.QtPrintSupport", "PySide6.QtNetwork",
)  # fmt: skip
"""What no start page needs."""


def run() -> list[Row]:
    """Start to the first page; start on the sample; opening it from the start page; rest; memory; what was loaded."""
    from hcd_studio.templates import make_sample  # not above: the processes that are measured import this module too

    with tempfile.TemporaryDirectory() as name:
        sample = Path(name) / "sample.hcd"
        make_sample(sample).close()
        bare = [started(name, "bare") for _ in range(STARTS)]
        first = [started(name, "first") for _ in range(STARTS)]
        direct = [started(name, "open", str(sample)) for _ in range(STARTS)]
        later = [started(name, "later", str(sample)) for _ in range(3)]
    window, seen = _least(first, "painted"), _least(direct, "sharp")
    blank = f"bare Qt window {_least(bare, 'painted'):.3f} s"
    needless = first[0]["needless"]
    return [
        Row("process start to first window", window, "s", 0.5, _beside(first, "painted", blank)),
        Row("process start to the sample on its map", seen, "s", 0.8, _beside(direct, "sharp")),
        Row("the sample, more than a bare start", seen - window, "s", 0.3),
        Row("opening the sample from the start page", _least(later, "opened"), "s", 0.3, "until the map is sharp"),
        Row("modules loaded that a first window does not need", len(needless), "", 0, " ".join(needless)),
        Row("CPU of an idle second, start page", min(one["idle"] for one in first), "ms", 1),
        Row("CPU of an idle second, sample open", min(one["idle"] for one in later), "ms", 1),
        Row("memory with the sample open", max(one["memory"] for one in later), "MB", 150),
    ]


def _least(found: list[dict[str, Any]], name: str) -> float:
    return float(min(one[name] for one in found))


def _beside(found: list[dict[str, Any]], name: str, more: str = "") -> str:
    typical = median(one[name] for one in found)
    return f"median {typical:.3f}, CPU {median(one['cpu'] for one in found):.3f} s {more}"


def started(folder: str, *words: str) -> dict[str, Any]:
    """What a process that was started just now finds."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HCD_STUDIO_HOME": folder,
        "HCD_STUDIO_LANGUAGE": "en",
        "BENCH_BEGAN": repr(time.time()),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.window", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def since() -> float:
    """Seconds since the process was asked for."""
    return time.time() - float(os.environ["BENCH_BEGAN"])


def inside(task: str, words: list[str]) -> dict[str, Any]:
    """In the new process: the program's own way up to its event loop, and then what the task asks."""
    if task == "bare":
        from PySide6.QtWidgets import QApplication, QMainWindow

        application = QApplication([])
        window = QMainWindow()
        window.show()
        application.processEvents()
        return {"painted": since()}
    import ui.app
    from ui.cli import main

    found: dict[str, Any] = {}

    class Measured(ui.app.QApplication):
        def exec(self) -> int:  # type: ignore[override]
            self.processEvents()
            found.update(painted=since(), cpu=time.process_time(), needless=needless())
            studio = next(one for one in self.topLevelWidgets() if one.objectName() == "window")
            {"first": rest, "open": seen, "later": later}[task](self, studio, found, words)
            return 0

    ui.app.QApplication = Measured  # type: ignore[misc]
    main(["open", *(words if task == "open" else ())])
    return found


def needless() -> list[str]:
    """Of what was loaded, that which the start page could do without."""
    return [name for name in NEEDLESS if name in sys.modules]


def rest(application: Any, _window: Any, found: dict[str, Any], _words: list[str]) -> None:
    """CPU of a second in which nobody does anything, once what is made ready beside the window is ready."""
    from PySide6.QtCore import QEventLoop, QTimer

    def let_pass(ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    let_pass(2500)
    start = time.process_time()
    let_pass(1000)
    found["idle"] = (time.process_time() - start) * 1000


def seen(application: Any, window: Any, found: dict[str, Any], _words: list[str]) -> None:
    """Until the whole map that is seen is sharp."""
    _until(application, lambda: window.page("map").board.tiles.sharp and not window.page("map").board.zooming)
    found.update(sharp=since(), cpu=time.process_time())


def later(application: Any, window: Any, found: dict[str, Any], words: list[str]) -> None:
    """A person reads the start page, then opens the sample."""
    rest(application, window, found, words)
    start = time.perf_counter()
    window.files.open_path(Path(words[0]))
    _until(application, lambda: window.page("map").board.tiles.sharp and not window.page("map").board.zooming)
    found["opened"] = time.perf_counter() - start
    window.page("map").focus_board()  # in the capture line a caret would blink
    rest(application, window, found, words)
    from tests.bench.board import resident

    found["memory"] = resident()


def _until(application: Any, done: Callable[[], bool]) -> None:
    application.processEvents()
    for _ in range(5000):
        if done():
            return
        application.processEvents()


if __name__ == "__main__":
    print(json.dumps(inside(sys.argv[1], sys.argv[2:])))
