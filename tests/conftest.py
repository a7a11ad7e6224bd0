"""What every test starts from: no screen, a home of its own, English, and nothing left running afterwards."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt; whoever wants to watch names a platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

FAILED = pytest.StashKey[bool]()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program's own folder of this test; nobody's real one is ever touched."""
    folder = tmp_path / "home"
    monkeypatch.setenv("HCD_STUDIO_HOME", str(folder))
    monkeypatch.setenv("HCD_STUDIO_LANGUAGE", "en")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure: its traceback keeps widgets alive, which is not one more failure."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(autouse=True)
def nothing_outlives(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold that no window, thread or timer is left when a test ends."""
    threads = set(threading.enumerate())
    before = {*_windows(), *_running()}
    yield
    _empty_clipboard()
    if request.node.stash.get(FAILED, False):
        return
    _settle()
    left = [name for address, name in {**_windows(), **_running()}.items() if address not in before]
    left += [f"thread {each.name!r}" for each in threading.enumerate() if each not in threads and each.is_alive()]
    assert not left, f"left behind: {', '.join(left)}. Close it in the test, or where it is made."


def _qt(module: str) -> Any:
    """Give a module of Qt if something has imported it; never import it here."""
    return sys.modules.get(f"PySide6.{module}")


def _windows() -> dict[int, str]:
    """Give the top-level widgets by the address of their C++ object."""
    widgets, shiboken = _qt("QtWidgets"), sys.modules.get("shiboken6")
    if widgets is None or shiboken is None or widgets.QApplication.instance() is None:
        return {}
    found: list[Any] = [each for each in widgets.QApplication.topLevelWidgets() if shiboken.isValid(each)]
    # Qt keeps one tooltip for the next time.
    return {
        shiboken.getCppPointer(each)[0]: f"{type(each).__name__} {each.objectName()!r}"
        for each in found
        if each.metaObject().className() != "QTipLabel"
    }


def _empty_clipboard() -> None:
    """Leave nothing of ours there: without a screen Qt lets it go after Python has ended, and that ends in a crash."""
    gui = _qt("QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


def _settle() -> None:
    """Let Qt delete what was told to go; pytest-qt asks for it but never waits."""
    core = _qt("QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    if len(_windows()) > 0:
        gc.collect()
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


def _running() -> dict[int, str]:
    """Give the threads and timers of Qt that run below the application, by the address of their C++ object."""
    core, shiboken = _qt("QtCore"), sys.modules.get("shiboken6")
    application = core.QCoreApplication.instance() if core is not None else None
    if application is None or shiboken is None:
        return {}
    busy: list[Any] = [each for each in application.findChildren(core.QThread) if each.isRunning()]
    busy += [each for each in application.findChildren(core.QTimer) if each.isActive()]
    found = {shiboken.getCppPointer(each)[0]: f"{type(each).__name__} {each.objectName()!r}" for each in busy}
    pool = core.QThreadPool.globalInstance()
    return found if pool.waitForDone(2000) else {**found, 0: f"{pool.activeThreadCount()} jobs of the thread pool"}
