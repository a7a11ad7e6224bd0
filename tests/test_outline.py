"""The outline by keyboard: every action that the board has, on the same selection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from hcd_studio.records import Note
from tests.making import Held, cell, held, lane, steps
from ui.model import OutlineModel
from ui.tree import OutlineView

CTRL = Qt.KeyboardModifier.ControlModifier


class Twin:
    """The outline of a held board; the board itself is hidden."""

    def __init__(self, board: Held):
        self.board = board
        board.view.hide()
        self.view = OutlineView(board.context, OutlineModel(board.context))
        self.view.resize(700, 700)
        self.view.show()
        self.view.setFocus()

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view, key, keys)

    def stand(self, id: str) -> None:
        self.view.setCurrentIndex(self.view.outline.index_of(id))

    def editor(self) -> QPlainTextEdit:
        found = self.view.findChild(QPlainTextEdit)
        assert isinstance(found, QPlainTextEdit)
        return found


@pytest.fixture
def twin(qapp: object, tmp_path: Path) -> Iterator[Twin]:
    with held(tmp_path / "map.hcd") as board:
        found = Twin(board)
        yield found
        found.view.close()
        found.view.outline.deleteLater()
        found.view.deleteLater()


def test_the_tree_holds_every_note_in_reading_order(twin: Twin) -> None:
    assert twin.view.order() == twin.board.model.ids()


def test_both_twins_share_what_is_chosen(twin: Twin) -> None:
    note = twin.board.session.all(Note)[3]
    twin.stand(note.id)
    assert twin.board.context.selection.ids == (note.id,)
    assert twin.board.context.selection.place == (note.step, note.lane)
    other = twin.board.session.all(Note)[5]
    twin.board.context.selection.set([other.id])
    assert twin.view.node().id == other.id


def test_notes_move_by_key(twin: Twin) -> None:
    session = twin.board.session
    note = next(note for note in session.all(Note) if note.step == steps(session)[2].id)
    before = twin.board.changes
    twin.stand(note.id)
    twin.key(Qt.Key.Key_Right, CTRL)
    moved = session.get(Note, note.id)
    assert moved is not None
    assert moved.step == steps(session)[3].id
    assert twin.board.changes == before + 1
    assert twin.view.node().id == note.id
    assert twin.board.told[-1].startswith("Moved to Phones the council, ")


def test_enter_edits_and_ctrl_enter_keeps(twin: Twin) -> None:
    note = twin.board.session.all(Note)[0]
    twin.stand(note.id)
    twin.key(Qt.Key.Key_Return)
    editor = twin.editor()
    QTest.keyClicks(editor, "From the outline")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    kept = twin.board.session.get(Note, note.id)
    assert kept is not None
    assert kept.text == "From the outline"


def test_esc_leaves_a_note_as_it_was(twin: Twin) -> None:
    note = twin.board.session.all(Note)[0]
    before = twin.board.changes
    twin.stand(note.id)
    twin.key(Qt.Key.Key_F2)
    QTest.keyClicks(twin.editor(), "Not this")
    QTest.keyClick(twin.editor(), Qt.Key.Key_Escape)
    assert twin.board.changes == before
    assert twin.board.session.get(Note, note.id) == note


def test_n_writes_into_the_lane_where_one_stands(twin: Twin) -> None:
    session = twin.board.session
    place = steps(session)[1].id, lane(session, "saying").id
    twin.view.setCurrentIndex(twin.view.outline.index_of_place(*place))
    twin.key(Qt.Key.Key_N)
    editor = twin.editor()
    QTest.keyClicks(editor, "Dim ateb")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert cell(session, *place)[-1].text == "Dim ateb"


def test_copy_paste_remove_and_heads(twin: Twin) -> None:
    session = twin.board.session
    note = session.all(Note)[0]
    twin.stand(note.id)
    twin.key(Qt.Key.Key_C, CTRL)
    place = steps(session)[4].id, lane(session, "pain").id
    twin.view.setCurrentIndex(twin.view.outline.index_of_place(*place))
    count = len(cell(session, *place))
    twin.key(Qt.Key.Key_V, CTRL)
    assert len(cell(session, *place)) == count + 1
    twin.key(Qt.Key.Key_Delete)
    assert len(cell(session, *place)) == count
    first = steps(session)[0]
    twin.view.setCurrentIndex(twin.view.outline.index_of_head(first.id))
    twin.key(Qt.Key.Key_Right, CTRL)
    assert steps(session)[1].id == first.id


def test_lanes_and_kinds_are_hidden_and_words_are_found(twin: Twin) -> None:
    session = twin.board.session
    saying = lane(session, "saying")
    twin.view.set_filter({saying.id}, {"pain"})
    index = twin.view.outline.index_of_place(steps(session)[0].id, saying.id)
    assert twin.view.isRowHidden(index.row(), index.parent())
    twin.view.set_filter()
    assert not twin.view.isRowHidden(index.row(), index.parent())
    wanted = session.all(Note)[0].text.split()[0]
    assert twin.view.find(wanted) > 0
    twin.view.find_next()
    assert twin.board.context.selection.current


def test_it_says_what_each_line_is(twin: Twin) -> None:
    session = twin.board.session
    note = session.all(Note)[0]
    index = twin.view.outline.index_of(note.id)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(note.text)
    described = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "step " in described
    assert " of 16, " in described
    head = twin.view.outline.index_of_head(steps(session)[9].id)
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == "step 10 of 16, Sends the proof"
