"""The set-up page by keyboard: what is missing in words, tables that are edited in place, people by code, personas and claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.records import AgendaItem, Claim, Link, Participant, ParticipantGroup, Persona, RoomTable
from hcd_studio.verbs.notes import add_note
from tests.studio import running

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
Mod = Qt.KeyboardModifier
CTRL, ALT, SHIFT = Mod.ControlModifier, Mod.AltModifier, Mod.ShiftModifier


@pytest.fixture
def studio(qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Set-up"), "blank")
        qapp.processEvents()
        yield made


@pytest.fixture
def page(studio: Any, qtbot: Any) -> Any:
    qtbot.keyClick(studio.window, Qt.Key.Key_1, CTRL)
    assert studio.window.shown == "setup"
    return studio.window.page("setup")


def session(studio: Any) -> Any:
    return studio.context.bridge.session


def editor(grid: Any) -> Any:
    return next(
        one for one in grid.viewport().findChildren(QWidget) if one.property("kind") == "cell" and one.isVisible()
    )


def type_cell(qtbot: Any, grid: Any, row: int, name: str, text: str) -> None:
    """Go to a cell, type over it, press Enter: as a person does."""
    column = next(at for at, field in enumerate(grid.rows.fields) if field.name == name)
    grid.setCurrentIndex(grid.rows.index(row, column))
    qtbot.keyClick(grid, ENTER)
    field = editor(grid)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, ENTER)
    QApplication.processEvents()  # a cell is kept at the next turn


def choose_cell(qtbot: Any, grid: Any, row: int, name: str, words: str) -> None:
    column = next(at for at, field in enumerate(grid.rows.fields) if field.name == name)
    grid.setCurrentIndex(grid.rows.index(row, column))
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    box = editor(grid)
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def test_what_is_missing_is_said_in_words_and_goes_when_it_is_there(qtbot: Any, studio: Any, page: Any) -> None:
    assert "missing" in page.tabs["workshop"].text()
    assert any(one.words.say("en") == "The place is not named." for one in page.found)
    place = page.section.editors["place"]
    place.setFocus()
    qtbot.keyClicks(place, "Neuadd y Pentref")
    page.section.editors["service"].setFocus()
    assert session(studio).workshop.place == "Neuadd y Pentref"
    assert not any(one.words.say("en") == "The place is not named." for one in page.found)
    studio.context.bridge.undo()
    assert place.toPlainText() == ""


def test_sections_are_reached_by_keys(qtbot: Any, studio: Any, page: Any) -> None:
    names = [page.name]
    for _ in range(6):
        qtbot.keyClick(page, Qt.Key.Key_PageDown, CTRL)
        names.append(page.name)
    assert names == ["workshop", "agenda", "tables", "people", "groups", "personas", "voices"]
    qtbot.keyClick(page, Qt.Key.Key_PageUp, CTRL)
    assert page.name == "personas"


def test_the_agenda_is_written_moved_and_removed_by_keys(qtbot: Any, studio: Any, page: Any) -> None:
    page.show_section("agenda")
    grid = page.section.grid
    for title, begins in (("Welcome", "9"), ("Steps", "0945"), ("Vote", "10.10")):
        page.add()
        row = len(session(studio).all(AgendaItem)) - 1
        type_cell(qtbot, grid, row, "title_en", title)
        type_cell(qtbot, grid, row, "begins", begins)
    choose_cell(qtbot, grid, 1, "page", "Map")
    items = session(studio).all(AgendaItem)
    assert [(one.title.en, one.begins) for one in items] == [
        ("Welcome", "09:00"),
        ("Steps", "09:45"),
        ("Vote", "10:10"),
    ]
    assert items[1].page == "map"
    grid.setCurrentIndex(grid.rows.index(2, 0))
    qtbot.keyClick(grid, Qt.Key.Key_Up, ALT)
    assert [one.title.en for one in session(studio).all(AgendaItem)] == ["Welcome", "Vote", "Steps"]
    assert grid.current.title.en == "Vote"
    assert any("earlier than" in one.words.say("en") for one in page.found)
    qtbot.keyClick(grid, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert [one.title.en for one in session(studio).all(AgendaItem)] == ["Welcome", "Steps"]
    studio.context.bridge.undo()
    assert len(session(studio).all(AgendaItem)) == 3


def test_a_time_that_is_none_is_told_and_the_old_one_stands(qtbot: Any, studio: Any, page: Any) -> None:
    page.show_section("agenda")
    page.add()
    type_cell(qtbot, page.section.grid, 0, "begins", "after lunch")
    assert session(studio).all(AgendaItem)[0].begins == ""
    assert "does not fit" in studio.window.strip.what.text()
    type_cell(qtbot, page.section.grid, 0, "minutes", "9999")
    assert session(studio).all(AgendaItem)[0].minutes == 15


def test_escape_in_a_cell_writes_nothing(qtbot: Any, studio: Any, page: Any) -> None:
    page.show_section("agenda")
    page.add()
    grid, seq = page.section.grid, session(studio).seq
    grid.setCurrentIndex(grid.rows.index(0, 3))
    qtbot.keyClicks(grid, "x")
    qtbot.keyClick(editor(grid), ESC)
    assert session(studio).seq == seq


def test_the_run_sheet_comes_by_one_key_as_one_change(qtbot: Any, studio: Any, page: Any) -> None:
    qtbot.keyClick(page, Qt.Key.Key_H, ALT | SHIFT)
    assert page.name == "agenda"
    assert len(session(studio).all(AgendaItem)) == 14
    assert "09:00" in page.section.grid.rows.index(0, 0).data()
    assert studio.window.rail.tabs["map"].time == "09:45"
    page.section.grid.setCurrentIndex(page.section.grid.rows.index(1, 0))
    assert "Welsh or English" in page.section.prompt.sides[1][1].toPlainText()
    studio.context.bridge.undo()
    assert session(studio).all(AgendaItem) == ()


def test_eighteen_people_come_at_once_and_sit_at_their_tables(qtbot: Any, studio: Any, page: Any, qapp: Any) -> None:
    page.show_section("tables")
    for _ in "ABC":
        page.add()
    type_cell(qtbot, page.section.grid, 1, "scribe", "Ffion")
    choose_cell(qtbot, page.section.grid, 2, "language", "Welsh")
    assert [(one.name, one.scribe, one.language) for one in session(studio).all(RoomTable)] == [
        ("A", "", ""), ("B", "Ffion", ""), ("C", "", "cy"),
    ]  # fmt: skip
    qtbot.keyClick(page, Qt.Key.Key_A, ALT | SHIFT)
    dialog = qapp.activeModalWidget()
    qtbot.keyClicks(dialog.count, "18")
    qtbot.keyClick(dialog.count, ENTER)
    people = session(studio).all(Participant)
    assert len(people) == 18
    page.show_section("tables")
    assert [page.section.grid.rows.index(row, 3).data() for row in range(3)] == ["6", "6", "6"]


def test_a_person_is_described_in_the_table(qtbot: Any, studio: Any, page: Any) -> None:
    studio.context.bridge.do("add_participant_group", Words("Carers", "Gofalwyr"))
    page.show_section("people")
    page.add()
    grid = page.section.grid
    type_cell(qtbot, grid, 0, "code", "B7")
    choose_cell(qtbot, grid, 0, "group", "Carers")
    choose_cell(qtbot, grid, 0, "languages", "Cymraeg, English")
    choose_cell(qtbot, grid, 0, "tier", "Council")
    type_cell(qtbot, grid, 0, "access_needs", "Print bras, own chair")
    type_cell(qtbot, grid, 0, "arrived", "1020")
    (one,) = session(studio).all(Participant)
    assert (one.code, one.languages, one.tier, one.arrived) == ("B7", ("cy", "en"), "council", "10:20")
    assert one.access_needs == ("large print", "own chair")
    assert session(studio).get(ParticipantGroup, one.group).title.en == "Carers"
    assert "Code: B7" in grid.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_people_withdraw_come_back_and_are_merged_from_the_page(qtbot: Any, studio: Any, page: Any) -> None:
    studio.context.bridge.do("add_participants", 3)
    page.show_section("people")
    grid = page.section.grid
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_W, CTRL | SHIFT)
    assert [one.withdrawn for one in session(studio).all(Participant)] == [False, True, False]
    assert "withdrawn" in grid.rows.index(1, 8).data()
    qtbot.keyClick(grid, Qt.Key.Key_T, ALT | SHIFT)
    assert not any(one.withdrawn for one in session(studio).all(Participant))
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(grid, Qt.Key.Key_M, ALT | SHIFT)
    assert [one.code for one in session(studio).all(Participant)] == ["P01", "P03"]
    studio.context.bridge.undo()
    grid.selectAll()
    qtbot.keyClick(grid, Qt.Key.Key_N, ALT | SHIFT)
    assert all(one.arrived for one in session(studio).all(Participant))
    qtbot.keyClick(grid, Qt.Key.Key_L, ALT | SHIFT)
    assert all(one.left for one in session(studio).all(Participant))
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert session(studio).all(Participant) == ()
    studio.context.bridge.undo()
    assert len(session(studio).all(Participant)) == 3


def test_a_pasted_list_is_told_before_it_comes_in(qtbot: Any, studio: Any, page: Any, qapp: Any) -> None:
    QGuiApplication.clipboard().setText("Name\tCode\tLanguage\nMair Evans\tK1\tWelsh\nGwyn\tK2\tboth")
    qtbot.keyClick(page, Qt.Key.Key_V, ALT | SHIFT)
    dialog = qapp.activeModalWidget()
    assert "People: 2." in dialog.told.text()
    assert "left out: 2" in dialog.told.text()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert [(one.code, one.languages) for one in session(studio).all(Participant)] == [
        ("K1", ("cy",)),
        ("K2", ("cy", "en")),
    ]


def test_groups_have_shares_and_the_rail_shows_who_is_here(qtbot: Any, studio: Any, page: Any) -> None:
    qtbot.keyClick(page, Qt.Key.Key_G, ALT | SHIFT)
    grid = page.section.grid
    row = next(at for at in range(4) if grid.rows.record(at).counts == "speaks Welsh")
    type_cell(qtbot, grid, row, "share", "54,5")
    assert session(studio).all(ParticipantGroup)[row].share == 54.5
    studio.context.bridge.do("add_participants", 4, languages=("cy",))
    voices = studio.window.rail.foot.itemAt(0).widget()
    qtbot.waitUntil(lambda: bool(voices.found) and voices.found[0].present == 4)
    assert "4 of 4" in voices.accessibleDescription()
    studio.window.show_page("map")
    qtbot.mouseClick(voices, Qt.MouseButton.LeftButton)
    assert (studio.window.shown, page.name) == ("setup", "groups")


def test_a_claim_is_an_assumption_until_a_note_says_it(qtbot: Any, studio: Any, page: Any, qapp: Any) -> None:
    page.show_section("personas")
    page.add()
    section = page.section
    qtbot.keyClicks(section.editors[0], "Mair")
    page.tabs["personas"].setFocus()
    assert session(studio).all(Persona)[0].name == "Mair"
    qtbot.keyClick(page, Qt.Key.Key_C, ALT | SHIFT)
    claim = session(studio).all(Claim)[0]
    assert "Assumption" in section._marks[claim.id].text()
    note = add_note(session(studio), text="She cannot read the letter")
    studio.window.acts.link(claim.id)
    picker = qapp.activeModalWidget()
    qtbot.keyClicks(picker.field, "letter")
    qtbot.keyClick(picker.field, ENTER)
    assert [(one.source, one.target) for one in session(studio).all(Link)] == [(claim.id, note.id)]
    assert "Rests on notes: 1" in section._marks[claim.id].text()


def test_missing_voices_are_drafted_and_then_written_by_people(qtbot: Any, studio: Any, page: Any) -> None:
    studio.context.bridge.do("use_usual_groups")
    studio.context.bridge.do("add_participants", 18)
    qtbot.keyClick(page, Qt.Key.Key_D, ALT | SHIFT)
    box = page.section.editor.sides[1][1]
    assert "Welsh speakers: 0 of 18" in box.toPlainText()
    box.setFocus()
    box.setPlainText("No one under 30.")
    page.tabs["voices"].setFocus()
    assert session(studio).workshop.missing_voices.en == "No one under 30."
    studio.context.bridge.undo()
    assert "0 of 18" in session(studio).workshop.missing_voices.en
