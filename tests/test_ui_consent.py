"""Consent in the room: withdrawn at any moment, hidden everywhere at once; erased for good; and one key that records nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio.bilingual import Words
from hcd_studio.records import Lane, Participant, Step
from hcd_studio.verbs.notes import add_note
from tests.studio import running
from tests.typists import notes, typed

ENTER = Qt.Key.Key_Return
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def studio(qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Consent"), "journey")
        made.window.capture.begin()
        qapp.processEvents()
        yield made


def test_one_key_records_nothing_until_it_is_released(qtbot: Any, studio: Any, qapp: Any) -> None:
    studio.context.bridge.do("describe_workshop", safeguarding="Duty desk, ext. 4100")
    field = studio.window.capture.field
    qtbot.keyClicks(field, "Something that must not")
    qtbot.keyClick(field, Qt.Key.Key_F9)
    panel = studio.context.actions.target("quiet").panel
    assert panel.isVisible()
    assert "Duty desk, ext. 4100" in panel.contact.text()
    assert field.text() == ""
    assert not field.isEnabled()
    seq = studio.context.bridge.session.seq
    qtbot.keyClicks(field, "Whispered")
    qtbot.keyClick(field, ENTER)
    studio.context.bridge.do("add_note", text="From elsewhere")
    assert studio.context.bridge.session.seq == seq
    assert panel.on.hasFocus()
    qtbot.keyClick(panel.on, Qt.Key.Key_F9)
    assert not panel.isVisible()
    assert field.hasFocus()
    typed(qtbot, studio, "On we go")
    assert [one.text for one in notes(studio)] == ["On we go"]
    file = studio.context.bridge.session.path
    studio.context.bridge.close()
    assert b"must not" not in file.read_bytes()
    assert b"Whispered" not in file.read_bytes()


def test_what_somebody_who_withdrew_said_is_hidden_everywhere_at_once(qtbot: Any, studio: Any, qapp: Any) -> None:
    session = studio.context.bridge.session
    person = studio.context.bridge.do("add_participant")
    step, lane = session.all(Step)[0], session.all(Lane)[0]
    note = add_note(session, step, lane, "My daughter rings them", participant=person)
    map_page = studio.window.page("map")
    outline = map_page.outline
    studio.window.show_page("history")  # what is shown already is hidden too
    page = studio.window.page("history")
    assert "daughter" in " ".join(one.words.say("en") for one in page.model.lines)
    studio.window.show_page("map")
    studio.context.selection.set([note.id])
    map_page.focus_board()
    qtbot.keyClick(map_page.board, Qt.Key.Key_W, CTRL | SHIFT)
    assert session.get(Participant, person.id).withdrawn
    assert map_page.board.board.row_of(note.id) < 0
    assert note.id not in outline.order()
    assert "daughter" not in map_page.inspector.summary.title.text()
    studio.window.show_page("history")
    page = studio.window.page("history")
    said = " ".join(one.words.say("en") for one in page.model.lines)
    assert "daughter" not in said + page.told.toPlainText()
    studio.context.bridge.undo()
    assert "daughter" in " ".join(one.words.say("en") for one in page.model.lines)
    studio.context.bridge.redo()
    assert "daughter" not in " ".join(one.words.say("en") for one in page.model.lines)
    studio.window.show_page("map")
    studio.context.bridge.undo()
    assert map_page.board.board.row_of(note.id) >= 0
    assert note.id in outline.order()


def test_the_palette_finds_whoever_withdraws(qtbot: Any, studio: Any, qapp: Any) -> None:
    session = studio.context.bridge.session
    studio.context.bridge.do("add_participants", 3)
    studio.context.selection.clear()
    studio.context.actions.run("withdraw_consent")
    picker = qapp.activeModalWidget() or qapp.activeWindow()
    qtbot.keyClicks(picker.field, "P02")
    qtbot.keyClick(picker.field, ENTER)
    assert [one.code for one in session.all(Participant) if one.withdrawn] == ["P02"]


def test_erasure_is_final_says_so_and_wants_a_reason(qtbot: Any, studio: Any, qapp: Any) -> None:
    session = studio.context.bridge.session
    person = studio.context.bridge.do("add_participant")
    add_note(session, text="Never again", participant=person)
    studio.context.actions.run("erase_person")
    picker = qapp.activeModalWidget() or qapp.activeWindow()
    qtbot.keyClick(picker.field, ENTER)
    dialog = qapp.activeModalWidget()
    assert not dialog.go.isEnabled()
    qtbot.keyClicks(dialog.reason, "Asked by the person")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    certificate = qapp.activeModalWidget()
    assert "Asked by the person" in certificate.text.toPlainText()
    certificate.close()
    assert session.all(Participant) == ()
    file = session.path
    studio.context.bridge.close()
    assert b"Never again" not in file.read_bytes()


def test_whoever_said_a_note_withdraws_from_the_inspector(qtbot: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    person = studio.context.bridge.do("add_participant")
    note = add_note(session, session.all(Step)[0], session.all(Lane)[0], "Mine", participant=person)
    inspector = studio.window.page("map").inspector
    studio.context.selection.set([note.id])
    assert inspector.withdraw.isVisible()
    assert "P01" in inspector.withdraw.text()
    qtbot.mouseClick(inspector.withdraw, Qt.MouseButton.LeftButton)
    assert session.get(Participant, person.id).withdrawn
    assert not inspector.withdraw.isVisible()
    studio.context.bridge.undo()
    assert inspector.withdraw.isVisible()
