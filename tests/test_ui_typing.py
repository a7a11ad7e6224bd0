"""Capture at the speed of speech: few keys, corrections, silence, sheets, the parking lot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication

from hcd_studio.bilingual import Words
from hcd_studio.records import Participant, RoomTable, Step
from tests.studio import running
from tests.typists import Strokes, notes, typed

ENTER, UP, DOWN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape
Mod = Qt.KeyboardModifier
CTRL, ALT, SHIFT = Mod.ControlModifier, Mod.AltModifier, Mod.ShiftModifier


@pytest.fixture
def studio(qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Typing"), "journey")
        session = made.context.bridge.session
        for n in range(9):
            made.context.bridge.do("add_step", Words(en=f"More {n}"))
        made.window.capture.begin()
        assert len(session.all(Step)) >= 12
        qapp.processEvents()
        yield made


def test_no_note_takes_more_than_three_keys_beyond_its_text(qtbot: Any, studio: Any) -> None:
    steps = [id for _, id, _ in studio.window.capture.place.steps()]
    assert typed(qtbot, studio, "Same again") == 1
    assert typed(qtbot, studio, "Another kind", ("!", None)) == 2
    assert typed(qtbot, studio, "The next step", (Qt.Key.Key_Right, ALT)) == 2
    for number in range(1, len(steps) + 1):
        digit = Qt.Key(int(Qt.Key.Key_0) + number % 10)
        chord = (digit, ALT | SHIFT if number > 10 else ALT)
        assert typed(qtbot, studio, f"Kind and step {number}", ("*", None), chord) == 3
        note = notes(studio)[-1]
        assert (note.kind, note.step) == ("idea", steps[number - 1])
    assert typed(qtbot, studio, "Parked", ("/", None), ("!", None)) == 3
    assert (notes(studio)[-1].parked, notes(studio)[-1].kind) == (True, "pain")


def test_a_british_and_an_american_keyboard_both_reach_step_eleven(qtbot: Any, studio: Any) -> None:
    steps = [id for _, id, _ in studio.window.capture.place.steps()]
    field = studio.window.capture.field
    qtbot.keyClick(field, Qt.Key.Key_Exclam, ALT | SHIFT)
    assert studio.context.selection.place[0] == steps[10]
    for key in (Qt.Key.Key_QuoteDbl, Qt.Key.Key_At):
        qtbot.keyClick(field, Qt.Key.Key_1, ALT)
        qtbot.keyClick(field, key, ALT | SHIFT)
        assert studio.context.selection.place[0] == steps[11]
    assert field.text() == ""


def test_the_last_note_comes_back_into_the_line_and_is_corrected_as_one_change(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    steps = [id for _, id, _ in studio.window.capture.place.steps()]
    typed(qtbot, studio, "Teh letter")
    qtbot.keyClick(field, UP, ALT)
    assert field.text() == "Teh letter"
    field.selectAll()
    qtbot.keyClicks(field, "The letter")
    qtbot.keyClick(field, Qt.Key.Key_P, ALT)
    qtbot.keyClick(field, Qt.Key.Key_3, ALT)
    before = studio.context.bridge.session.seq
    qtbot.keyClick(field, ENTER)
    (note,) = notes(studio)
    assert (note.text, note.kind, note.step) == ("The letter", "pain", steps[2])
    assert studio.context.bridge.session.seq == before + 1
    assert field.text() == ""
    assert studio.context.selection.place[0] == steps[0]  # the line stands where it stood
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert [(one.text, one.kind) for one in notes(studio)] == [("Teh letter", "action")]


def test_up_goes_back_note_by_note_and_down_forward_again(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    for text in ("One", "Two", "Three"):
        typed(qtbot, studio, text)
    for expected in ("Three", "Two", "One", "One"):
        qtbot.keyClick(field, UP)
        assert field.text() == expected
    for expected in ("Two", "Three", ""):
        qtbot.keyClick(field, DOWN)
        assert field.text() == expected
    typed(qtbot, studio, "Four")
    assert [one.text for one in notes(studio)] == ["One", "Two", "Three", "Four"]


def test_escape_leaves_the_note_as_it_was(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    typed(qtbot, studio, "Kept")
    qtbot.keyClick(field, UP)
    qtbot.keyClicks(field, " no")
    qtbot.keyClick(field, ESC)
    assert field.text() == ""
    typed(qtbot, studio, "New")
    assert [one.text for one in notes(studio)] == ["Kept", "New"]


def test_what_is_being_typed_is_not_lost_by_up(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    typed(qtbot, studio, "First")
    qtbot.keyClicks(field, "Half a sent")
    qtbot.keyClick(field, UP)
    assert field.text() == "Half a sent"


def test_a_quote_can_be_a_paraphrase_and_back(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    typed(qtbot, studio, "Word for word", ('"', None))
    qtbot.keyClick(field, Qt.Key.Key_Q, CTRL | SHIFT)
    typed(qtbot, studio, "In other words")
    assert [one.verbatim for one in notes(studio)] == [True, False]
    typed(qtbot, studio, "Another quote", ("!", None), ('"', None))
    assert notes(studio)[-1].verbatim  # another kind begins anew


def test_said_in_welsh_noted_in_english_is_a_paraphrase(qtbot: Any, studio: Any) -> None:
    field = studio.window.capture.field
    qtbot.keyClick(field, Qt.Key.Key_J, CTRL | SHIFT)
    typed(qtbot, studio, "It was far", ('"', None))
    note = notes(studio)[-1]
    assert (note.language, note.said_in, note.verbatim) == ("en", "cy", False)
    assert "said in Welsh" in studio.window.capture.how.accessibleName()


def test_silence_hides_what_other_tables_wrote_until_it_is_revealed(qtbot: Any, studio: Any, qapp: Any) -> None:
    session = studio.context.bridge.session
    for _ in "AB":
        studio.context.actions.run("add_table")
    a, b = session.all(RoomTable)
    place, field = studio.window.capture.place, studio.window.capture.field
    place.set_table(a)
    qtbot.keyClick(field, Qt.Key.Key_I, CTRL | SHIFT)
    typed(qtbot, studio, "Ours alone")
    note = notes(studio)[-1]
    board = studio.window.page("map").board.board
    assert note.private
    assert not board.live.box_of(note.id).blank
    place.set_table(b)
    assert board.live.box_of(note.id).blank
    index = board.index_of(note.id)
    assert "Ours alone" not in f"{index.data()} {index.data(Qt.ItemDataRole.AccessibleTextRole)}"
    studio.context.selection.set([note.id])
    assert "Ours alone" not in studio.window.page("map").inspector.summary.title.text()
    assert studio.window.page("map").board.find("Ours") == 0
    qtbot.keyClick(field, Qt.Key.Key_R, ALT | SHIFT)
    assert not notes(studio)[-1].private
    assert not board.live.box_of(note.id).blank
    studio.context.bridge.undo()
    assert board.live.box_of(note.id).blank


def test_enter_in_the_empty_line_follows_a_sheet_and_then_the_next_person(qtbot: Any, studio: Any) -> None:
    session, field = studio.context.bridge.session, studio.window.capture.field
    studio.context.bridge.do("add_participants", 2)
    first, second = session.all(Participant)
    place = studio.window.capture.place
    steps = [id for _, id, _ in place.steps()]
    place.set_person(first)
    qtbot.keyClick(field, ENTER)
    assert studio.context.selection.place[0] == steps[0]  # only along a sheet
    qtbot.keyClick(field, ENTER, CTRL | SHIFT)
    place.go(1)
    for expected in (*steps[1:], steps[0]):
        qtbot.keyClick(field, ENTER)
        assert studio.context.selection.place[0] == expected
    assert place.person == second


def test_a_parked_note_waits_in_the_lot_and_goes_back_by_keys(qtbot: Any, studio: Any) -> None:
    typed(qtbot, studio, "Not today", ("/", None))
    tab = studio.window.rail.tabs["parked"]
    assert tab.isVisible()
    assert tab.count == "1"
    board = studio.window.page("map").board.board
    assert board.row_of(notes(studio)[0].id) < 0
    studio.context.actions.run("page_parked")
    page = studio.window.page("parked")
    assert page.list.hasFocus()
    page.list.selectAll()
    qtbot.keyClick(page.list, ENTER)
    assert not notes(studio)[0].parked
    assert board.row_of(notes(studio)[0].id) >= 0
    assert tab.count == ""


def test_chosen_notes_go_to_the_parking_lot_by_one_key(qtbot: Any, studio: Any) -> None:
    typed(qtbot, studio, "One")
    page = studio.window.page("map")
    studio.context.selection.set([notes(studio)[0].id])
    page.focus_board()
    qtbot.keyClick(page.board, Qt.Key.Key_P, ALT | SHIFT)
    assert notes(studio)[0].parked


def test_five_thousand_characters_are_divided_or_kept_and_never_lost(qtbot: Any, studio: Any) -> None:
    field, ask = studio.window.capture.field, studio.context.ask
    text = ("They asked for the letter again. " * 200)[:5000].strip()
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)
    ask.choices = [2]
    qtbot.keyClick(field, ENTER)
    assert "characters: " in ask.asked[-1]
    assert field.text() == text  # back to the line
    assert notes(studio) == []
    ask.choices = [0]
    qtbot.keyClick(field, ENTER)
    found = notes(studio)
    assert len(found) > 20
    assert " ".join(one.text for one in found).split() == text.split()
    studio.context.bridge.undo()
    assert notes(studio) == []
    ask.choices = [1]
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)
    qtbot.keyClick(field, ENTER)
    assert [one.text for one in notes(studio)] == [text]


def test_a_paste_beyond_what_a_note_can_hold_is_not_cut(qtbot: Any, studio: Any) -> None:
    field, ask = studio.window.capture.field, studio.context.ask
    QGuiApplication.clipboard().setText("word " * 20_000)
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)
    ask.choices = [0]
    qtbot.keyClick(field, ENTER)
    assert sum(len(one.text.split()) for one in notes(studio)) == 20_000


def test_once_and_in_time_one_is_told_that_a_note_without_a_code_cannot_be_found(qtbot: Any, studio: Any) -> None:
    studio.context.bridge.do("add_participant")
    field, strip = studio.window.capture.field, studio.window.strip
    typed(qtbot, studio, "An action needs no code")
    assert not strip.isVisible()
    qtbot.keyClicks(field, '"I')
    assert "without a code" in strip.what.text()
    strip.answer()
    qtbot.keyClicks(field, " said so")
    qtbot.keyClick(field, ENTER)
    qtbot.keyClicks(field, "And again")
    assert not strip.isVisible()


def test_typing_on_and_on_leaves_nothing_behind(qtbot: Any, studio: Any, qapp: Any) -> None:
    def type_and_settle(times: int) -> int:
        for n in range(times):
            typed(qtbot, studio, f"Note {n}", (("!", '"', "*")[n % 3], None), (Qt.Key.Key_Right, ALT))
            qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(studio.window.findChildren(QObject)) + len(studio.context.findChildren(QObject))

    before = type_and_settle(15)
    strokes = [one for one in studio.window.capture.field.children() if isinstance(one, Strokes)]
    after = type_and_settle(30) - 30  # the counters of this test
    assert len(strokes) == 15
    assert after == before
    assert len(notes(studio)) == 45
