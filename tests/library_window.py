"""A window with a library, for tests: its page, waiting until nothing runs, what was told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hcd_studio.bilingual import Words
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import make
from hcd_studio.records import Lane, Note, Step
from tests.meeting import clock
from tests.studio import running
from tests.together import fill
from ui.library.shelf import name_of

LEFT = Qt.MouseButton.LeftButton


def idle(qtbot: Any, studio: Any) -> None:
    """Wait until nothing runs beside the window."""

    def rests() -> None:
        page = studio.window.pages.get("library")
        assert not studio.context.jobs.running
        assert page is None or (not page.searching.jobs.running and not page.searching.wait.isActive())

    qtbot.waitUntil(lambda: _holds(rests), timeout=20_000)
    QApplication.processEvents()  # what was put on the page is shown


def _holds(check: Any) -> bool:
    try:
        check()
    except AssertionError:
        return False
    return True


def library(qtbot: Any, studio: Any, place: Path | None = None) -> Any:
    """The page, with a library where one is given, when all is read."""
    studio.window.show_page("library")
    if place is not None:
        studio.context.actions.target("desk").use(str(place))
    idle(qtbot, studio)
    return studio.window.pages["library"]


def click(qtbot: Any, button: Any) -> None:
    qtbot.mouseClick(button, LEFT)


def press(studio: Any, action: str) -> None:
    """Press the key of an action, in the window."""
    studio.window.activateWindow()
    QApplication.processEvents()
    if QApplication.focusWidget() is None:
        studio.window.pages["library"].line.setFocus()
    QTest.keySequence(
        QApplication.focusWidget() or studio.window, QKeySequence(studio.context.actions.known[action].keys[0])
    )


def choose(qtbot: Any, page: Any, name: str) -> Any:
    card = next(one for one in page.shelf.cards if name_of(one) == name)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    return card


def told(studio: Any) -> list[str]:
    return [one.what.say("en") for one in studio.window.strip.waiting]


def texts(studio: Any) -> set[str]:
    return {note.text for note in studio.context.bridge.session.all(Note)}


def write(studio: Any, text: str) -> None:
    session = studio.context.bridge.session
    studio.context.bridge.do("add_note", session.all(Step)[0], session.all(Lane)[0], text, quiet=True)


@pytest.fixture
def home_library(tmp_path: Path) -> Path:
    place = tmp_path / "share"
    place.mkdir()
    make(Folder(place), "home", council="Cyngor Glan-yr-afon", clock=clock("share"))
    return place


@pytest.fixture(scope="module")
def filled(tmp_path_factory: Any) -> Path:
    place: Path = tmp_path_factory.mktemp("library") / "shared"
    fill(place)
    return place


@pytest.fixture
def studio(qtbot: Any, qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Library day", cy="Diwrnod llyfrgell"), "journey")
        made.context.bridge.do(
            "edit_record", made.context.bridge.session.workshop, council="Cyngor Tre Lan", service="Blue Badge"
        )
        qapp.processEvents()
        yield made
        idle(qtbot, made)
