"""The inspector: both languages side by side, texts that meet, the trail; and the history beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio import journal
from hcd_studio.bilingual import Words
from hcd_studio.questions.trail import ORDER, trail
from hcd_studio.records import Link, Note, Pain, Step
from tests.studio import running


@pytest.fixture
def studio(qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Inspect"), "journey")
        qapp.processEvents()
        yield made


def note_of(studio: Any, text: str = "Same proof again") -> Note:
    place = studio.window.capture.place
    made = studio.context.bridge.do("add_note", place.step, place.lane, text)
    assert isinstance(made, Note)
    studio.context.selection.set([made.id])
    return made


def page_of(studio: Any) -> Any:
    return studio.window.page("map")


def editor(studio: Any, name: str) -> Any:
    inspector = page_of(studio).inspector
    if not inspector.editing:
        inspector.toggle_edit()
    for one in inspector._editors:
        if getattr(one, "name", "") == name:
            return one
        for _, box in getattr(one, "sides", ()):
            if box.name == name:
                return box
    raise LookupError(name)


def test_leaving_a_field_keeps_it_and_escape_gives_it_up(qtbot: Any, studio: Any) -> None:
    note = note_of(studio)
    box = editor(studio, "text")
    box.setFocus()
    qtbot.keyClicks(box, "!")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    session = studio.context.bridge.session
    assert session.get(Note, note.id).text == "Same proof again"
    box.selectAll()
    qtbot.keyClicks(box, "Same proof, every time")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert session.get(Note, note.id).text == "Same proof, every time"


def test_titles_are_edited_in_both_languages_with_their_state(qtbot: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    step = session.all(Step)[0]
    studio.context.selection.set([step.id])
    box = editor(studio, "title_cy")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Sylwi ar lythyr")
    other = editor(studio, "title_en")
    other.setFocus()
    other.selectAll()
    qtbot.keyClicks(other, "Notices a letter")
    qtbot.keyClick(other, Qt.Key.Key_Tab)
    assert session.get(Step, step.id).title.cy == "Sylwi ar lythyr"
    words = next(one for one in page_of(studio).inspector._editors if getattr(one, "field", "") == "title")
    qtbot.mouseClick(words.state, Qt.MouseButton.LeftButton)
    assert session.get(Step, step.id).title.state == "checked"
    studio.context.bridge.do("edit_record", session.get(Step, step.id), title_en="Notices the letter")
    assert words.state.text() == "to check"


def test_a_text_that_arrives_while_another_is_typed_stays_beside_it(qtbot: Any, studio: Any) -> None:
    note = note_of(studio)
    session = studio.context.bridge.session
    box = editor(studio, "text")
    box.setFocus()
    qtbot.keyClicks(box, " (mine)")
    with session.change("edit_note") as draft:  # another table's words arrive meanwhile
        draft.patch(session.get(Note, note.id), text="Theirs")
    assert box.toPlainText().endswith("(mine)")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert (note.id, "text") in session.versions
    versions = page_of(studio).inspector.versions
    assert versions.isVisible()


def test_versions_are_settled_by_one_button(qtbot: Any, studio: Any) -> None:
    note = note_of(studio)
    session = studio.context.bridge.session
    stood = tuple(head.id for head in session.store.heads(note.id, "text"))
    studio.context.bridge.do("edit_note", note, "Theirs")
    studio.context.bridge.do("edit_note", note, "Mine", prev={"text": stood})
    versions = page_of(studio).inspector.versions
    from PySide6.QtWidgets import QPushButton

    buttons = {one.text(): one for one in versions.findChildren(QPushButton) if one.parentWidget() is versions}
    qtbot.mouseClick(buttons["Keep both"], Qt.MouseButton.LeftButton)
    assert sorted(one.text for one in session.all(Note)) == ["Mine", "Theirs"]
    assert not versions.isVisibleTo(versions.parentWidget())


def test_what_is_typed_is_jotted_and_taken_up_after_a_crash(qtbot: Any, studio: Any) -> None:
    note = note_of(studio)
    box = editor(studio, "text")
    box.setFocus()
    qtbot.keyClicks(box, " and again")
    box._typing._jot()
    session = studio.context.bridge.session
    assert [one.text for one in journal.jotted(session)] == ["Same proof again and again"]
    studio.window.files.left_over.offer()
    strip = studio.window.strip
    assert strip.isVisible()
    box.give_up()
    journal.jot(session, note.id, "text", "Same proof again and again", box._typing.prev)
    qtbot.mouseClick(strip.act, Qt.MouseButton.LeftButton)
    assert session.get(Note, note.id).text == "Same proof again and again"
    assert journal.jotted(session) == []


def test_the_trail_goes_from_voice_to_requirement_and_each_knot_leads_there(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.sample()
        session: Any = studio.context.bridge.session
        pain = session.all(Pain)[0]
        tables = [knot.record.table for knot in trail(session.snapshot(), pain.id)]
        assert tables == sorted(tables, key=ORDER.index)
        assert {"note", "pain", "need", "requirement"} <= set(tables)
        studio.context.selection.set([pain.id])
        page = page_of(studio)
        first = page.inspector.trail.box.itemAt(0).widget()
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
        assert studio.context.selection.current == first.knot.record.id


def test_a_link_is_made_from_the_palette(qtbot: Any, studio: Any, qapp: Any) -> None:
    note = note_of(studio, "Queue in the rain")
    pain = studio.context.bridge.do("add_pain", Words(en="Waiting outside"))
    studio.context.selection.set([pain.id])
    inspector = page_of(studio).inspector
    qtbot.mouseClick(inspector.link, Qt.MouseButton.LeftButton)
    picker: Any = qapp.activeModalWidget()
    qtbot.keyClicks(picker.field, "rain")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    (link,) = studio.context.bridge.session.all(Link)
    assert (link.source, link.target) == (pain.id, note.id)


def test_the_history_says_what_was_done_and_goes_back_to_any_moment(qtbot: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    for text in ("one", "two", "three"):
        note_of(studio, text)
    studio.context.actions.run("page_history")
    page = studio.window.pages["history"]
    said = [page.chosen.index(row, 0).data() for row in range(4)]
    assert said[0] == "Add note: “three”"
    page.table.selectRow(2)
    assert "one" in page.told.toPlainText()
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert [note.text for note in session.all(Note)] == ["one"]
    studio.context.speaker.set("cy")
    assert page.chosen.index(0, 2).data()


def test_the_history_is_filtered_by_words(qtbot: Any, studio: Any) -> None:
    for text in ("alpha", "beta"):
        note_of(studio, text)
    studio.context.actions.run("page_history")
    page = studio.window.pages["history"]
    qtbot.keyClicks(page.words, "alpha")
    assert page.chosen.rowCount() == 1


def test_the_workshop_is_described_in_the_inspector(qtbot: Any, studio: Any) -> None:
    studio.context.actions.run("describe")
    box = editor(studio, "title_cy")
    box.setFocus()
    qtbot.keyClicks(box, "Archwilio")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert studio.context.bridge.session.workshop.title.cy == "Archwilio"


def test_in_a_narrow_window_the_inspector_takes_the_place_of_the_map(qtbot: Any, qapp: Any) -> None:
    with running(qapp, size=(900, 700)) as studio:
        studio.window.files.make(Words(en="Narrow"), "journey")
        page = page_of(studio)
        qapp.processEvents()
        assert not page.inspecting
        studio.context.actions.run("inspector")
        assert page.inspecting
        assert not page.left.isVisible()
        qtbot.mouseClick(page.inspector.back, Qt.MouseButton.LeftButton)
        assert page.left.isVisible()


def test_what_stood_in_the_capture_line_comes_back_after_a_crash(qtbot: Any, qapp: Any, tmp_path: Path) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Crash"), "journey")
        session: Any = studio.context.bridge.session
        qtbot.keyClicks(studio.window.capture.field, "Half a sent")
        studio.window.capture.typing._jot()
        path = session.path
        studio.context.bridge.close()
        studio.window.files.open_path(path)
        assert studio.window.capture.field.text() == "Half a sent"
        qtbot.keyClick(studio.window.capture.field, Qt.Key.Key_Return)
        again: Any = studio.context.bridge.session
        assert journal.jotted(again) == []


def test_texts_that_wait_are_told_when_a_session_opens(qtbot: Any, studio: Any) -> None:
    note = note_of(studio)
    session = studio.context.bridge.session
    stood = tuple(head.id for head in session.store.heads(note.id, "text"))
    studio.context.bridge.do("edit_note", note, "Theirs")
    studio.context.bridge.do("edit_note", note, "Mine", prev={"text": stood})
    path = session.path
    studio.context.bridge.close()
    studio.window.files.open_path(path)
    assert studio.window.strip.what.text() == "1 text was written twice."
    qtbot.mouseClick(studio.window.strip.act, Qt.MouseButton.LeftButton)
    assert studio.window.shown == "tables"
    assert [one.record.id for one in studio.window.pages["tables"].waiting] == [note.id]
