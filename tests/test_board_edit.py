"""Editing in place, the clipboard, heads: what is kept, what is given up, and what two copies wrote at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from hcd_studio.records import Lane, Note, Stage
from tests.making import Held, cell, held, lane, steps

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def board(qapp: object, tmp_path: Path) -> Iterator[Held]:
    with held(tmp_path / "map.hcd") as found:
        yield found


def edit(board: Held, note: Note) -> Any:
    board.view.walker.stand_on(note.id)
    QTest.keyClick(board.view, Qt.Key.Key_F2)
    assert board.view.editor is not None
    return board.view.editor


def test_enter_keeps_what_was_typed_and_shift_enter_begins_a_line(board: Held) -> None:
    note = board.session.all(Note)[0]
    before = board.changes
    editor = edit(board, note)
    QTest.keyClicks(editor, "Hello")
    QTest.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(editor, "again")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    kept = board.session.get(Note, note.id)
    assert kept is not None
    assert kept.text == "Hello\nagain"
    assert board.changes == before + 1
    assert board.view.editor is None


def test_ctrl_enter_keeps_and_begins_the_next_note(board: Held) -> None:
    note = board.session.all(Note)[0]
    editor = edit(board, note)
    QTest.keyClicks(editor, "First")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    following = board.view.editor
    assert following is not None
    assert following is not editor
    assert following.id == ""
    QTest.keyClicks(following, "Second")
    QTest.keyClick(following, Qt.Key.Key_Return)
    assert [one.text for one in cell(board.session, note.step, note.lane)].count("Second") == 1
    assert board.view.editor is None


def test_esc_puts_the_words_of_a_new_note_aside_and_the_next_new_note_begins_with_them(board: Held) -> None:
    board.view.walker.stand_on(board.session.all(Note)[0].id)
    before = board.changes
    QTest.keyClick(board.view, Qt.Key.Key_N)
    QTest.keyClicks(board.view.editor, "Not yet")
    QTest.keyClick(board.view.editor, Qt.Key.Key_Escape)
    assert board.changes == before
    assert board.told[-1] == "Put aside: “Not yet”. N brings it back."
    QTest.keyClick(board.view, Qt.Key.Key_N)
    assert board.view.editor is not None
    assert board.view.editor.toPlainText() == "Not yet"
    QTest.keyClick(board.view.editor, Qt.Key.Key_Return)
    assert board.changes == before + 1


def test_esc_keeps_nothing(board: Held) -> None:
    note = board.session.all(Note)[0]
    before = board.changes
    editor = edit(board, note)
    QTest.keyClicks(editor, "Not this")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert board.changes == before
    assert board.session.get(Note, note.id) == note
    assert board.view.editor is None


def test_leaving_the_editor_keeps_once_and_unchanged_text_writes_nothing(board: Held) -> None:
    note = board.session.all(Note)[0]
    before = board.changes
    edit(board, note).keep()
    assert board.changes == before
    editor = edit(board, note)
    QTest.keyClicks(editor, "Left by Tab")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert board.changes == before + 1


def test_a_text_typed_over_one_that_arrived_meanwhile_keeps_both(board: Held) -> None:
    note = board.session.all(Note)[0]
    editor = edit(board, note)
    QTest.keyClicks(editor, "Mine")
    with board.session.change("edit_note") as draft:
        draft.patch(note, text="Theirs")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert board.session.versions[note.id, "text"] == 2
    texts = {head.value for head in board.session.store.heads(note.id, "text")}
    assert texts == {'"Mine"', '"Theirs"'}
    box = board.model.live.box_of(note.id)
    assert box is not None
    assert box.versions == 2


def test_a_note_removed_meanwhile_leaves_the_words_in_the_editor(board: Held) -> None:
    note = board.session.all(Note)[0]
    editor = edit(board, note)
    QTest.keyClicks(editor, "Do not lose me")
    with board.session.change("remove_note") as draft:
        draft.remove(note)
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert board.troubles
    still = board.view.editor
    assert still is not None
    assert still.toPlainText() == "Do not lose me"
    still.give_up()


def test_n_writes_a_new_note_into_the_cell(board: Held) -> None:
    place = steps(board.session)[2].id, lane(board.session, "saying").id
    board.view.walker.stand_in(place)
    before = board.changes
    QTest.keyClick(board.view, Qt.Key.Key_N)
    editor = board.view.editor
    assert editor is not None
    QTest.keyClicks(editor, "Ble mae'r ffurflen?")
    editor.keep()
    made = cell(board.session, *place)[-1]
    assert made.text == "Ble mae'r ffurflen?"
    assert board.context.selection.current == made.id
    assert board.changes == before + 1


def test_copy_gives_bundle_text_and_table_and_paste_makes_copies(board: Held) -> None:
    notes = board.session.all(Note)[:2]
    board.view.choose([note.id for note in notes], notes[0].id)
    QTest.keyClick(board.view, Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasFormat("application/x-hcd-bundle+json")
    assert "<td>" in mime.html()
    assert len(mime.text().splitlines()) == 2
    place = steps(board.session)[4].id, lane(board.session, "pain").id
    count = len(cell(board.session, *place))
    board.view.walker.stand_in(place)
    before = board.changes
    QTest.keyClick(board.view, Qt.Key.Key_V, CTRL)
    assert len(cell(board.session, *place)) == count + 2
    assert board.changes == before + 1
    assert {note.origin for note in cell(board.session, *place)[-2:]} == {note.id for note in notes}


def test_cut_moves_and_keeps_the_note_itself(board: Held) -> None:
    note = board.session.all(Note)[0]
    board.view.walker.stand_on(note.id)
    before = board.changes
    QTest.keyClick(board.view, Qt.Key.Key_X, CTRL)
    assert board.changes == before
    assert board.view.overlay.shown.cut == {note.id}
    place = steps(board.session)[4].id, lane(board.session, "pain").id
    board.view.walker.stand_in(place)
    QTest.keyClick(board.view, Qt.Key.Key_V, CTRL)
    moved = board.session.get(Note, note.id)
    assert moved is not None
    assert (moved.step, moved.lane) == place
    assert board.changes == before + 1
    assert not board.view.overlay.shown.cut


def test_text_from_outside_becomes_notes_in_one_change(board: Held) -> None:
    mime = QMimeData()
    mime.setText("Nobody answers the phone\nMae'r ffurflen yn rhy hir\n")
    QGuiApplication.clipboard().setMimeData(mime)
    place = steps(board.session)[1].id, lane(board.session, "pain").id
    board.view.walker.stand_in(place)
    count, before = len(cell(board.session, *place)), board.changes
    QTest.keyClick(board.view, Qt.Key.Key_V, CTRL)
    made = cell(board.session, *place)[count:]
    assert [note.text for note in made] == ["Nobody answers the phone", "Mae'r ffurflen yn rhy hir"]
    assert board.changes == before + 1


class Answers:
    """Answers every question with one text."""

    def __init__(self, text: str):
        self.answer = text

    def text(self, _what: object, _usual: str = "") -> str:
        return self.answer


def test_heads_are_renamed_moved_added_split_and_removed_by_key(board: Held) -> None:
    board.context.ask = Answers("Renamed")  # type: ignore[assignment]
    first, second = steps(board.session)[:2]
    board.view.walker.stand_on_head("step", first.id)
    QTest.keyClick(board.view, Qt.Key.Key_F2)
    assert steps(board.session)[0].title.en == "Renamed"
    QTest.keyClick(board.view, Qt.Key.Key_Right, CTRL)
    assert [step.id for step in steps(board.session)][:2] == [second.id, first.id]
    board.view.structure.split_step()
    assert len(steps(board.session)) == 17
    board.view.walker.stand_on_head("step", first.id)
    board.view.structure.merge_step()
    assert len(steps(board.session)) == 16
    board.view.walker.stand_on_head("step", first.id)
    count = sum(note.step == first.id for note in board.session.all(Note))
    QTest.keyClick(board.view, Qt.Key.Key_Delete)
    assert len(steps(board.session)) == 15
    assert board.model.live.columns[-1].id == ""
    assert sum(place[0] == "" for place in board.model.live.place_of.values()) == count
    board.context.bridge.undo()
    assert len(steps(board.session)) == 16
    assert "" not in board.model.live.column_of
    board.view.structure.add_stage()
    board.view.structure.add_lane()
    assert {"Renamed"} <= {stage.title.en for stage in board.session.all(Stage)}
    assert {"Renamed"} <= {one.title.en for one in board.session.all(Lane)}


def test_folding_hiding_and_finding(board: Held) -> None:
    saying = lane(board.session, "saying")
    board.view.walker.stand_on_head("lane", saying.id)
    board.view.fold_lane()
    row = board.model.live.row_of[saying.id]
    assert board.model.live.rows[row].folded
    assert board.model.live.rows[row].height < 50
    board.view.fold_lane()
    board.view.set_filter({saying.id}, {"pain"})
    assert saying.id not in board.model.live.row_of
    shown = [board.session.get(Note, id) for id in board.model.ids()]
    assert all(note is not None and note.lane != saying.id and note.kind != "pain" for note in shown)
    board.view.set_filter()
    wanted = board.session.all(Note)[5].text.split()[0]
    count = board.view.find(wanted)
    assert count == sum(wanted.casefold() in f"{n.text} {n.translation}".casefold() for n in board.session.all(Note))
    first = board.context.selection.current
    board.view.find_next()
    assert count == 1 or board.context.selection.current != first
    board.view.find_previous()
    assert board.context.selection.current == first
    board.view.find("")
    assert not board.view.overlay.found


def test_a_full_cell_is_stacked_and_enter_fans_it_out(board: Held) -> None:
    board.model.show(stack_above=1)
    place = max(board.model.live.live, key=lambda at: len(board.model.live.live[at].notes))
    top = board.model.live.live[place].boxes[0]
    assert top.stacked
    board.view.walker.stand_on(top.id)
    QTest.keyClick(board.view, Qt.Key.Key_Return)
    assert len(board.model.live.live[place].boxes) == top.stacked + 1
    QTest.keyClick(board.view, Qt.Key.Key_Escape)
    assert len(board.model.live.live[place].boxes) == 1
