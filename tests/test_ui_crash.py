"""What was being typed when the program stopped is offered at the next opening: kept in its place, or thrown away."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hcd_studio.bilingual import Words
from hcd_studio.journal import jotted
from hcd_studio.records import Lane, Note, Step
from tests.studio import running

ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
HALF = "The form loses what I ty"


def page_of(studio: Any) -> Any:
    return studio.window.pages["map"]


def stand(studio: Any) -> tuple[str, str]:
    """Stand in the second cell of the third lane."""
    session = studio.context.bridge.session
    step, lane = session.all(Step)[1], session.all(Lane)[2]
    studio.context.selection.stand(step.id, lane.id)
    return step.id, lane.id


def editor_of(studio: Any, twin: str) -> Any:
    from PySide6.QtWidgets import QPlainTextEdit

    page = page_of(studio)
    if twin == "outline":
        page.show_twin("outline")
    place = stand(studio)
    page.view.setFocus()
    if twin == "outline":
        page.view.setCurrentIndex(page.view.outline.index_of_place(*place))
        page.view.new_note()
        return page.view.viewport().findChild(QPlainTextEdit)
    QTest.keyClick(page.view, Qt.Key.Key_Insert)
    return page.view.editor


def crashed(studio: Any, folder: Path) -> Path:
    """The session as it lies on the disk at this moment."""
    path: Path = studio.context.bridge.session.path
    made = folder / "crashed.hcd"
    for ending in ("", "-wal"):
        copyfile(path.with_name(path.name + ending), made.with_name(made.name + ending))
    return made


@pytest.mark.parametrize("twin", ["board", "outline"])
@pytest.mark.parametrize("answer", ["act", "other", "ok"])
def test_a_new_note_that_was_being_typed_comes_back(
    qtbot: Any, qapp: Any, tmp_path: Path, twin: str, answer: str
) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Crash"), "journey")
        editor = editor_of(studio, twin)
        place = studio.context.selection.place
        typing = editor.typing if twin == "board" else page_of(studio).view.itemDelegate().typing
        typing._clock.setInterval(1)
        QTest.keyClicks(editor, HALF)
        session = studio.context.bridge.session
        qtbot.waitUntil(lambda: bool(jotted(session)))
        left = crashed(studio, tmp_path)
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        assert jotted(session) == []
        studio.window.files.open_path(left)
        strip = studio.window.strip
        assert strip.what.text() == "1 text was being typed when the program stopped."
        assert HALF in strip.rest.text()
        qtbot.mouseClick(getattr(strip, answer), Qt.MouseButton.LeftButton)
        again = studio.context.bridge.session
        notes = again.all(Note)
        if answer == "act":
            assert [(note.text, note.step, note.lane) for note in notes] == [(HALF, *place)]
        else:
            assert notes == ()
        assert len(jotted(again)) == (1 if answer == "ok" else 0), "what was only put off is offered again"


def test_a_new_note_that_is_kept_leaves_nothing_to_offer(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Kept"), "journey")
        editor = editor_of(studio, "board")
        editor.typing._clock.setInterval(1)
        QTest.keyClicks(editor, HALF)
        session = studio.context.bridge.session
        qtbot.waitUntil(lambda: bool(jotted(session)))
        QTest.keyClick(editor, ENTER, CTRL)
        assert [note.text for note in session.all(Note)] == [HALF]
        assert jotted(session) == []


def test_a_new_note_whose_step_is_gone_waits_in_the_tray(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Gone"), "journey")
        editor = editor_of(studio, "board")
        step, lane = studio.context.selection.place
        QTest.keyClicks(editor, HALF)
        editor.typing._jot()
        session = studio.context.bridge.session
        found = jotted(session)
        studio.context.bridge.do("remove_step", session.get(Step, step))
        studio.window.files.left_over.keep(found)
        assert [(note.text, note.step, note.lane) for note in session.all(Note)] == [(HALF, "", lane)]
        QTest.keyClick(editor, Qt.Key.Key_Escape)
