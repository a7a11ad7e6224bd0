"""The page of ideas by keys and mouse: written, tied, scored, placed; pictures opened, dropped and pasted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from hcd_studio.bilingual import Words
from hcd_studio.records import Attachment, Idea, Link, Note, Pain
from hcd_studio.session import Session
from hcd_studio.templates import new_session
from hcd_studio.verbs import insights, notes
from tests.studio import running


@pytest.fixture
def page(qapp: Any, tmp_path: Path) -> Iterator[Any]:
    """Two pain points and a note, on the page of ideas."""
    with new_session(tmp_path / "day.hcd", "blue-badge") as session:
        for title in ("Originals", "Waiting"):
            insights.add_pain(session, Words(title))
        notes.add_note(session, text="It came back torn", kind="pain")
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        studio.window.show_page("ideas")
        found: Any = studio.window.pages["ideas"]
        found.studio = studio
        qapp.processEvents()
        yield found


def session_of(page: Any) -> Session:
    found: Session = page.context.bridge.session
    return found


def write(qtbot: Any, page: Any, *texts: str) -> None:
    page.context.actions.run("new_idea")
    for text in texts:
        qtbot.keyClicks(page.field, text)
        qtbot.keyClick(page.field, Qt.Key.Key_Return)


def photo(path: Path, size: tuple[int, int] = (60, 40)) -> Path:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    path.write_bytes(out.getvalue())
    return path


def attached(qtbot: Any, page: Any, act: Any) -> None:
    """Do something that reads a picture, and wait until it is read."""
    with qtbot.waitSignal(page.context.jobs.ended):
        act()


def test_ideas_are_written_one_after_another(qtbot: Any, page: Any) -> None:
    assert page.field.hasFocus()
    write(qtbot, page, "keep copies", "say it once")
    assert [one.title.en for one in session_of(page).all(Idea)] == ["keep copies", "say it once"]
    assert page.heading()[1].say("en") == "Ideas: 2. Tied to a pain point: 0."
    assert page.panel.head.text() == "Idea I-A2"


def test_an_idea_answers_the_pain_point_that_is_chosen_elsewhere(qtbot: Any, page: Any) -> None:
    pain = session_of(page).all(Pain)[0]
    page.context.selection.set([pain.id])
    write(qtbot, page, "a photo will do")
    idea = session_of(page).all(Idea)[0]
    assert [(one.source, one.target, one.kind) for one in session_of(page).all(Link)] == [(idea.id, pain.id, "answers")]


def test_pain_points_are_ticked_and_tied_as_one_change(qtbot: Any, qapp: Any, page: Any) -> None:
    write(qtbot, page, "a photo will do")
    page.context.actions.run("tie_idea")
    asked = qapp.activeModalWidget()
    qtbot.keyClick(asked.list, Qt.Key.Key_Space)
    qtbot.keyClick(asked.list, Qt.Key.Key_Down)
    qtbot.keyClick(asked.list, Qt.Key.Key_Space)
    before = session_of(page).seq
    asked.accept()
    assert session_of(page).seq == before + 1
    assert len(session_of(page).all(Link)) == 2
    assert "Waiting" in page.panel.answers.text()
    page.context.actions.run("tie_idea")
    asked = qapp.activeModalWidget()
    qtbot.keyClick(asked.list, Qt.Key.Key_Space)
    asked.accept()
    assert len(session_of(page).all(Link)) == 1


def test_effort_impact_and_priority_are_given_by_one_key_each(qtbot: Any, page: Any) -> None:
    write(qtbot, page, "a photo will do")
    page.context.actions.run("ideas_scores")
    page.table.setCurrentIndex(page.model.index(0, 2))
    for key in ("2", "5", "M"):
        qtbot.keyClick(page.table, key)
    idea = session_of(page).all(Idea)[0]
    assert (idea.effort, idea.impact, idea.moscow) == (2, 5, "must")
    qtbot.keyClick(page.table, "X")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert session_of(page).all(Idea)[0].moscow == ""


def test_the_matrix_is_the_twin_of_the_scores(qtbot: Any, qapp: Any, page: Any) -> None:
    write(qtbot, page, "one", "two")
    page.context.actions.run("ideas_matrix")
    qapp.processEvents()
    matrix = page.matrix
    assert matrix.words().say("en") == "I-A2 two: not placed yet."
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(matrix, key)
    assert matrix.words().say("en") == "I-A2 two: effort 2, impact 5."
    qtbot.keyClick(matrix, Qt.Key.Key_PageDown)
    assert page.panel.head.text() == "Idea I-A1"
    matrix.grab()
    start, square = matrix._chips[matrix.current].center().toPoint(), matrix._square()
    target = QPoint(int(square.right()) - 5, int(square.bottom()) - 5)
    QTest.mousePress(matrix, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseRelease(matrix, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, target)
    assert [(one.effort, one.impact) for one in session_of(page).all(Idea)] == [(5, 1), (2, 5)]
    qtbot.keyClick(matrix, Qt.Key.Key_Delete)
    assert session_of(page).all(Idea)[0].effort is None
    page.context.actions.run("ideas_scores")
    assert [page.model.text(row, 2) for row in range(2)] == ["–", "2"]


def test_a_picture_is_opened_and_its_words_are_asked_for(qtbot: Any, page: Any, tmp_path: Path) -> None:
    write(qtbot, page, "one sheet")
    page.context.ask.paths = [photo(tmp_path / "sketch.png")]
    attached(qtbot, page, lambda: page.context.actions.run("attach_picture"))
    found = session_of(page).all(Attachment)
    assert [one.parent for one in found] == [session_of(page).all(Idea)[0].id]
    words = page.panel.pictures._editors[0]
    words.sides[1][1].setFocus()
    qtbot.keyClicks(words.sides[1][1], "A sheet with an arrow")
    words.sides[1][1].clearFocus()
    assert session_of(page).all(Attachment)[0].alt.en == "A sheet with an arrow"
    page.panel.pictures._remove(found[0].id)
    assert not page.panel.pictures.any
    page.context.actions.run("undo")
    assert page.panel.pictures.any


def test_pictures_that_are_dropped_belong_to_what_is_chosen(qtbot: Any, page: Any, tmp_path: Path) -> None:
    write(qtbot, page, "one sheet")
    window = page.studio.window

    def drop(*paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, left, none))

    attached(qtbot, page, lambda: drop(photo(tmp_path / "a.png")))
    note = next(one for one in session_of(page).all(Note) if one.text == "It came back torn")
    window.show_page("pains")
    page.context.selection.set([note.id])
    attached(qtbot, page, lambda: drop(photo(tmp_path / "b.png", (30, 30))))
    assert [one.parent for one in session_of(page).all(Attachment)] == [session_of(page).all(Idea)[0].id, note.id]


def test_a_picture_is_pasted(qtbot: Any, page: Any) -> None:
    write(qtbot, page, "one sheet")
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    attached(qtbot, page, lambda: page.context.actions.run("paste_picture"))
    assert len(session_of(page).all(Attachment)) == 1
    QGuiApplication.clipboard().setText("no picture")
    page.context.actions.run("paste_picture")
    assert len(session_of(page).all(Attachment)) == 1


def test_what_is_no_picture_is_told_and_nothing_is_added(qtbot: Any, page: Any, tmp_path: Path) -> None:
    write(qtbot, page, "one sheet")
    wrong = tmp_path / "minutes.jpg"
    wrong.write_text("Present: nobody", encoding="utf-8")
    troubles: list[Any] = []
    page.context.bridge.trouble.connect(troubles.append)
    attached(qtbot, page, lambda: page.context.actions.target("pictures").drop([wrong]))
    assert troubles[0].what.say("en") == "minutes.jpg is no picture that can be read."
    assert not session_of(page).all(Attachment)


def test_without_anything_chosen_a_picture_asks_for_it(page: Any, tmp_path: Path) -> None:
    page.studio.window.show_page("map")
    page.context.selection.reset()
    told: list[str] = []
    page.context.bridge.told.connect(told.append)
    assert page.context.actions.target("pictures").drop([photo(tmp_path / "a.png")])
    assert told == ["Choose an idea, a note or a step first; the picture will belong to it."]
