"""Where tables come together: found, previewed, merged, settled by keys and by mouse; strangers matched by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio import tables
from hcd_studio.bilingual import Words
from hcd_studio.conflicts import conflicts
from hcd_studio.records import Note, RoomTable, Step
from hcd_studio.session import Session
from hcd_studio.templates import new_session
from hcd_studio.verbs.map import rename
from hcd_studio.verbs.notes import add_note, edit_note
from hcd_studio.verbs.people import add_table
from tests.studio import running

TEXTS = ("Must part with original documents", "Photo refused with no reason", "Silence after sending")


@pytest.fixture
def room(qapp: Any, tmp_path: Path) -> Iterator[Any]:
    """The facilitator's window, and a stick with the files of three tables that wrote on the same notes."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with new_session(tmp_path / "day.hcd", "blue-badge") as session:
        for name in "ABC":
            add_table(session, name)
        notes = [add_note(session, session.all(Step)[at], None, text, kind="pain") for at, text in enumerate(TEXTS)]
        made = tables.set_up(session, stick)
        for one in made[:2]:
            with Session.open(one.path) as copy:
                add_note(copy, copy.all(Step)[5], None, f"Only at {one.table.name}", kind="quote")
                for note in notes:
                    edit_note(copy, copy.get(Note, note.id), f"{note.text}, said {one.table.name}")
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        studio.context.speaker.set("en")
        studio.window.show_page("tables")
        found: Any = studio.window.pages["tables"]
        found.studio, found.stick = studio, stick
        yield found


def join(qtbot: Any, room: Any) -> None:
    room.context.ask.paths = [room.stick]
    room.context.actions.run("find_tables")
    qtbot.keyClick(room.gather.join, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_folder_is_shown_in_words_before_anything_is_changed(room: Any) -> None:
    session = room.context.bridge.session
    before = session.seq
    room.context.ask.paths = [room.stick]
    room.context.actions.run("find_tables")
    assert [one.kind for one in room.found] == ["table"] * 3
    assert room.report.preview
    assert room.gather.said_head.text() == "What would come in"
    assert session.seq == before
    assert not conflicts(session)


def test_keys_settle_one_text_after_another(qtbot: Any, room: Any) -> None:
    join(qtbot, room)
    session = room.context.bridge.session
    assert room.list.count() == 3
    assert {one.text for one in session.all(Note)} >= {"Only at A", "Only at B"}
    first = room.waiting[0]
    qtbot.keyClick(room.list, "a")
    assert session.get(Note, first.record.id).text == first.versions[0].text
    second, count = room.waiting[0], len(session.all(Note))
    qtbot.keyClick(room.list, "2")
    assert len(session.all(Note)) == count + 1
    assert {one.text for one in session.all(Note)} >= {one.text for one in second.versions}
    third = room.waiting[0]
    qtbot.keyClick(room.list, "n")
    assert room.settle.new.hasFocus()
    room.settle.new.clear()
    qtbot.keyClicks(room.settle.new, "Nobody says when it is done")  # letters of the keys are only letters here
    room.settle.written.emit(room.settle.new.toPlainText())
    assert session.get(Note, third.record.id).text == "Nobody says when it is done"
    assert not room.waiting
    assert room.counted.text() == "3 of 3 settled"
    for _ in range(3):
        room.context.actions.run("undo")
    assert len(room.waiting) == 3


def test_the_mouse_settles_too_and_later_leaves_all_as_it_is(qtbot: Any, room: Any) -> None:
    join(qtbot, room)
    session = room.context.bridge.session
    first = room.waiting[0]
    qtbot.mouseClick(room.settle.choices["B"], Qt.MouseButton.LeftButton)
    assert session.get(Note, first.record.id).text == first.versions[1].text
    qtbot.mouseClick(room.later, Qt.MouseButton.LeftButton)
    assert room.window_.shown == "map"
    assert len(conflicts(session)) == 2


def test_a_stranger_is_matched_by_hand_and_one_key_takes_it_back(qapp: Any, qtbot: Any, room: Any) -> None:
    session = room.context.bridge.session
    with new_session(room.stick / "theirs.hcd", "blue-badge") as other:
        rename(other, other.all(Step)[0], Words(en="Something else altogether"))
        add_note(other, other.all(Step)[0], None, "From elsewhere", kind="pain")
    room.look_in(room.stick)
    room._match(room.stick / "theirs.hcd")
    dialog: Any = qapp.activeModalWidget()
    box = next(iter(dialog.boxes.values()))
    box.setCurrentIndex(4)
    before = session.seq
    dialog.accept()
    note = next(one for one in session.all(Note) if one.text == "From elsewhere")
    assert note.step == dialog.ours[3].id
    room.context.actions.run("undo")
    assert "From elsewhere" not in {one.text for one in session.all(Note)}
    assert session.seq > before


def test_tables_are_set_up_from_the_menu(qapp: Any, qtbot: Any, room: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    room.context.ask.paths = [out]
    room.context.actions.run("set_up_tables")
    dialog: Any = qapp.activeModalWidget()
    dialog.boxes[0][0].setChecked(False)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert sorted(one.name for one in out.glob("*.hcd")) == ["day - B.hcd", "day - C.hcd"]
    with Session.open(out / "day - B.hcd") as copy:
        own = tables.own_table(copy)
        assert own is not None
        assert copy.get(RoomTable, own.id).name == "B"  # type: ignore[union-attr]


def test_a_missing_stick_is_told_and_nothing_is_lost(room: Any) -> None:
    told: list[Any] = []
    room.context.bridge.trouble.connect(told.append)
    room.look_in(room.stick / "gone")
    assert told
    assert not room.found
