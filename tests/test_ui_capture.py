"""The capture line: type, Enter, next; kind and step by one key; nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from hcd_studio.bilingual import Words
from hcd_studio.records import Lane, Note, Participant, Step
from tests.studio import running

ENTER, CTRL, ALT = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def studio(qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Capture"), "journey")
        qapp.processEvents()
        yield made


def notes(studio: Any) -> list[Note]:
    return sorted(studio.context.bridge.session.all(Note), key=lambda note: int(note.ref.rpartition("A")[2]))


def lane_of(studio: Any, note: Note) -> str:
    lane = studio.context.bridge.session.get(Lane, note.lane)
    return lane.kind if lane else ""


def test_type_enter_next(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    for text in ("Looks for the letter", "Asks her daughter"):
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, ENTER)
    assert [note.text for note in notes(studio)] == ["Looks for the letter", "Asks her daughter"]
    assert field.text() == ""
    assert field.hasFocus()


def test_the_step_is_chosen_by_its_number(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, ENTER)
    qtbot.keyClicks(field, "A note of three")
    qtbot.keyClick(field, ENTER)
    steps = studio.window.capture.place.steps()
    assert [note.step for note in notes(studio)] == [steps[2][1]]


@pytest.mark.parametrize(
    ("sign", "kind", "lane"), [("!", "pain", "pain"), ('"', "quote", "saying"), ("*", "idea", "opportunity")]
)
def test_one_key_in_the_empty_field_chooses_the_kind_and_its_lane(
    qtbot: Any, studio: Any, sign: str, kind: str, lane: str
) -> None:
    field = studio.window.capture.field
    qtbot.keyClicks(field, f"{sign}I posted it")
    qtbot.keyClick(field, ENTER)
    (note,) = notes(studio)
    assert (note.text, note.kind, lane_of(studio, note)) == ("I posted it", kind, lane)


def test_a_sign_pressed_twice_is_a_letter_too(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    qtbot.keyClicks(field, '""No," she said')
    qtbot.keyClick(field, ENTER)
    (note,) = notes(studio)
    assert (note.text, note.kind) == ('"No," she said', "quote")


def test_a_sign_inside_a_text_is_a_sign(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    qtbot.keyClicks(field, "Really?!")
    qtbot.keyClick(field, ENTER)
    assert notes(studio)[0].text == "Really?!"


def test_alt_and_a_letter_choose_the_kind_while_typing(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    qtbot.keyClicks(field, "Cannot save")
    qtbot.keyClick(field, Qt.Key.Key_P, ALT)
    assert field.text() == "Cannot save"
    qtbot.keyClick(field, ENTER)
    assert notes(studio)[0].kind == "pain"


def test_control_enter_keeps_and_goes_on_to_the_next_kind_of_the_same_step(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    before = studio.window.capture.place.kind
    qtbot.keyClicks(field, "First")
    qtbot.keyClick(field, ENTER, CTRL)
    assert studio.window.capture.place.kind != before
    qtbot.keyClicks(field, "Second")
    qtbot.keyClick(field, ENTER)
    first, second = notes(studio)
    assert first.step == second.step
    assert first.kind != second.kind


def test_alt_right_goes_to_the_next_step(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    steps = [id for _, id, _ in studio.window.capture.place.steps()]
    qtbot.keyClick(field, Qt.Key.Key_Right, ALT)
    assert studio.context.selection.place[0] == steps[1]
    qtbot.keyClick(field, Qt.Key.Key_Left, ALT)
    assert studio.context.selection.place[0] == steps[0]


def test_undo_works_from_the_empty_field(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    qtbot.keyClicks(field, "A slip")
    qtbot.keyClick(field, ENTER)
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert notes(studio) == []
    qtbot.keyClick(field, Qt.Key.Key_Y, CTRL)
    assert [note.text for note in notes(studio)] == ["A slip"]


def test_table_person_language_and_consent_are_remembered(qtbot: Any, studio: Any) -> None:
    studio.context.actions.run("add_table")
    studio.context.actions.run("add_person")
    session = studio.context.bridge.session
    place, field = studio.window.capture.place, studio.window.capture.field
    place.set_person(session.all(Participant)[0])
    place.set_language("cy")
    place.set_tier("library")
    for text in ("Un", "Dau"):
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, ENTER)
    for note in notes(studio):
        assert session.get(Participant, note.participant).code == "P01"
        assert (note.language, note.tier) == ("cy", "library")


def test_what_was_kept_is_announced(qtbot: Any, studio: Any) -> None:
    heard: list[str] = []
    studio.context.bridge.told.connect(heard.append)
    qtbot.keyClicks(studio.window.capture.field, "Heard")
    qtbot.keyClick(studio.window.capture.field, ENTER)
    studio.context.bridge.told.disconnect(heard.append)
    assert heard
    assert "None" not in heard[0]


def test_escape_gives_up_and_writes_nothing(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    qtbot.keyClicks(field, "Never mind")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert notes(studio) == []


def test_a_list_pasted_into_the_field_is_offered_as_notes(qtbot: Any, studio: Any, qapp: Any) -> None:
    QGuiApplication.clipboard().setText("No parking\nQueue in the rain\nLift broken")
    qtbot.keyClick(studio.window.capture.field, Qt.Key.Key_V, CTRL)
    dialog: Any = qapp.activeModalWidget()
    qtbot.waitUntil(dialog.go.isEnabled)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert [note.text for note in notes(studio)] == ["No parking", "Queue in the rain", "Lift broken"]
    studio.context.bridge.undo()
    assert notes(studio) == []


def test_a_note_without_a_step_waits_in_the_tray_and_is_placed_from_there(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Blank"), "blank")
        session = studio.context.bridge.session
        assert session is not None
        for step in session.all(Step):
            studio.context.bridge.do("remove_step", step)
        qtbot.keyClicks(studio.window.capture.field, "Where does this go?")
        qtbot.keyClick(studio.window.capture.field, ENTER)
        assert studio.window.rail.tabs["unplaced"].isVisible()
        studio.context.bridge.undo()
        assert not studio.window.rail.tabs["unplaced"].isVisible()


def test_the_tray_places_what_is_chosen(qtbot: Any, studio: Any) -> None:
    qtbot.keyClicks(studio.window.capture.field, "Lost and found")
    qtbot.keyClick(studio.window.capture.field, ENTER)
    session = studio.context.bridge.session
    (note,) = notes(studio)
    studio.context.bridge.do("remove_step", session.get(Step, note.step))
    studio.context.actions.run("page_unplaced")
    page = studio.window.pages["unplaced"]
    assert page.list.count() == 1
    page.list.setCurrentRow(0)
    page.list.item(0).setSelected(True)
    qtbot.mouseClick(page.place, Qt.MouseButton.LeftButton)
    assert session.get(Step, notes(studio)[0].step) is not None
    assert page.list.count() == 0
