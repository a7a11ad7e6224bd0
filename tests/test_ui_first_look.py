"""What one sees and hears first: a map that can be read, feelings in words, and a place that follows the note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio.records import Feeling, Lane, Note, Participant, Step
from tests.studio import running

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def studio(qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.context.settings.hints.append("capture")  # somebody who has been here before
        made.window.files.sample()
        qapp.processEvents()
        yield made


def page(studio: Any) -> Any:
    return studio.window.page("map")


def of_kind(studio: Any, kind: str) -> Lane:
    return next(one for one in studio.context.bridge.session.all(Lane) if one.kind == kind)


def test_a_map_too_large_to_be_read_as_a_whole_opens_at_the_size_of_its_letters_from_its_beginning(studio: Any) -> None:
    camera = page(studio).board.camera
    assert (camera.zoom, camera.x, camera.y) == (1.0, 0, 0)


def test_the_first_try_begins_with_the_whole_map_in_view_and_one_hint(qapp: Any) -> None:
    with running(qapp) as made:
        made.window.files.sample()
        qapp.processEvents()
        assert page(made).board.visible_part() == (0, 15)
        assert page(made).board.camera.zoom < 0.5
        assert [one.what.say("en") for one in made.window.strip.waiting] == ["Type what somebody said, press Enter."]


def test_the_whole_map_is_one_key_away(qtbot: Any, studio: Any) -> None:
    board = page(studio).board
    board.setFocus()
    qtbot.keyClick(board, Qt.Key.Key_0, CTRL)
    assert board.camera.zoom < 0.5
    assert board.visible_part() == (0, 15)
    qtbot.keyClick(board, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert (board.camera.zoom, board.visible_part()[0]) == (1.0, 0)


def test_with_very_large_letters_the_outline_opens_where_the_board_has_no_room_and_is_not_remembered(qapp: Any) -> None:
    with running(qapp) as made:
        made.context.theme.set(text_size=300)
        made.window.files.sample()
        qapp.processEvents()
        assert page(made).twin == "outline"
        session = made.context.bridge.session
        assert made.context.settings.view(session.workshop.id).get("twin") != "outline"


def test_with_large_letters_the_heads_are_one_line_and_the_choosers_show_while_one_types(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as made:
        made.context.theme.set(text_size=200)
        made.window.files.sample()
        qapp.processEvents()
        board, capture = page(made).board, made.window.capture
        assert board.camera.top <= 2 * 40
        assert capture.chips.isVisible()
        before = board.camera.pane.height()
        board.setFocus()
        assert not capture.chips.isVisible()
        qtbot.waitUntil(lambda: board.camera.pane.height() > before)


def test_the_next_note_is_filed_where_an_undone_move_brought_the_note_back_to(qtbot: Any, studio: Any) -> None:
    board, session = page(studio).board, studio.context.bridge.session
    place = studio.window.capture.place
    second = place.steps()[1][1]
    note = next(one for one in session.all(Note) if one.step == second and one.lane == of_kind(studio, "actions").id)
    board.setFocus()
    board.walker.stand_on(note.id)
    qtbot.keyClick(board, Qt.Key.Key_Right, CTRL)
    assert place.step.id == place.steps()[2][1]
    studio.context.bridge.undo()
    field = studio.window.capture.field
    qtbot.keyClicks(field, "Typed after the undo")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    made = next(one for one in session.all(Note) if one.text == "Typed after the undo")
    assert made.step == second
    studio.context.bridge.undo()
    studio.context.bridge.redo()
    assert place.step.id == second


def test_in_the_outline_an_undone_move_keeps_the_note_chosen(qapp: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    page(studio).show_twin("outline")
    second = studio.window.capture.place.steps()[1][1]
    note = next(one for one in session.all(Note) if one.step == second and one.lane == of_kind(studio, "actions").id)
    studio.context.selection.set([note.id], place=(note.step, note.lane))
    page(studio).view.move_right()
    studio.context.bridge.undo()
    assert studio.context.selection.current == note.id
    assert studio.context.selection.place == (note.step, note.lane)


def test_the_outline_says_how_each_step_felt(studio: Any) -> None:
    outline = page(studio).outline.outline
    feelings = of_kind(studio, "feeling")
    step = studio.window.capture.place.steps()[5][1]
    index = outline.index_of_place(step, feelings.id)
    shown = index.data()
    assert shown.startswith(studio.context.speaker.say(feelings.title))
    assert "mean −1.2, 18 people, low point" in shown
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) in shown


def test_a_rating_that_arrives_is_said_at_once(studio: Any) -> None:
    outline = page(studio).outline.outline
    feelings, session = of_kind(studio, "feeling"), studio.context.bridge.session
    step = studio.window.capture.place.steps()[0][1]
    index = outline.index_of_place(step, feelings.id)
    before = index.data()
    person = next(iter(session.all(Participant)))
    rated = next(one for one in session.all(Feeling) if one.step == step and one.participant == person.id)
    studio.context.bridge.do("edit_record", rated, value=2 if rated.value != 2 else -2)
    assert index.data() != before


def test_on_the_lane_of_feelings_the_inspector_says_how_the_step_felt(studio: Any) -> None:
    board, feelings = page(studio).board, of_kind(studio, "feeling")
    step = studio.window.capture.place.steps()[5][1]
    board.walker.stand_in((step, feelings.id))
    summary = page(studio).inspector.summary
    assert summary.other.text().startswith("Mean −1.2, 18 people, low point")
    assert summary.title.text() == studio.context.speaker.say(studio.context.bridge.session.get(Step, step).title)


def test_only_words_said_word_for_word_stand_in_quotation_marks(studio: Any) -> None:
    session, summary = studio.context.bridge.session, page(studio).inspector.summary
    for verbatim in (True, False):
        note = next(one for one in session.all(Note) if one.verbatim is verbatim)
        studio.context.selection.set([note.id])
        assert summary.title.text().startswith("“") is verbatim
        assert (summary.title.property("role") == "voice") is verbatim


def test_f4_brings_the_keys_to_the_inspector_and_esc_back_to_the_map(qtbot: Any, studio: Any) -> None:
    board, window = page(studio).board, studio.window
    board.setFocus()
    board.walker.stand_on(studio.context.bridge.session.all(Note)[0].id)
    studio.context.settings.inspector = False
    page(studio)._fit()
    studio.context.actions.run("inspector")
    summary = page(studio).inspector.summary
    assert window.focusWidget() is summary
    assert summary.accessibleName()
    qtbot.keyClick(summary, Qt.Key.Key_Escape)
    assert window.focusWidget() is board


def test_every_declared_key_works_from_every_field(qapp: Any, studio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    actions, ran = studio.context.actions, []
    monkeypatch.setattr(actions, "run", ran.append)
    page(studio).find_bar.begin()
    studio.window.show_page("map")
    qapp.processEvents()
    fields = [one for one in studio.window.findChildren(QLineEdit) if one.isVisible()]
    assert len(fields) >= 2
    for field in fields:
        for id, one in actions.known.items():
            if one.local or (one.page and one.run) or not actions.qt[id].isEnabled():
                continue
            for key in one.keys:
                field.setFocus()
                ran.clear()
                pressed = QKeySequence(key)[0]
                QTest.keyClick(field, pressed.key(), pressed.keyboardModifiers())
                assert ran == [id], (field.accessibleName(), key)


def test_a_search_fans_out_only_the_cell_of_the_hit_and_comes_near_enough_to_read(studio: Any) -> None:
    board = page(studio).board
    board.fit()
    count = board.find("badge")
    assert count > 3
    assert board.camera.zoom == 1.0
    for _ in range(count):
        board.find_next()
        assert len(board.board.view.fanned) <= 1
    board.find("")
    assert not board.board.view.fanned


def test_an_empty_map_says_how_to_begin_and_widens_its_steps(qtbot: Any, qapp: Any) -> None:
    from hcd_studio.bilingual import Words

    with running(qapp) as made:
        made.window.files.make(Words(en="Empty"), "blank")
        qapp.processEvents()
        board = page(made).board
        assert page(made).beginning.isVisible()
        assert board.board.live.metrics.note > 136
        qtbot.mouseClick(page(made).beginning.begin, Qt.MouseButton.LeftButton)
        assert board.editor is not None
        qtbot.keyClicks(board.editor, "The first")
        qtbot.keyClick(board.editor, Qt.Key.Key_Return)
        assert not page(made).beginning.isVisible()


def test_the_start_page_counts_what_the_sample_holds(studio: Any) -> None:
    from hcd_studio.records import Need
    from ui.pages.start import SAMPLE

    session = studio.context.bridge.session
    held = {"people": Participant, "notes": Note, "feelings": Feeling, "needs": Need}
    assert {name: len(session.all(kind)) for name, kind in held.items()} == SAMPLE


def test_pages_and_views_are_heard_as_one_of_several_and_nothing_is_said_twice(studio: Any) -> None:
    from PySide6.QtGui import QAccessible

    window = studio.window
    for button in (*window.rail.tabs.values(), *(one for one, _ in window.header.twins.values())):
        heard = QAccessible.queryAccessibleInterface(button)
        assert heard.role() == QAccessible.Role.RadioButton
        assert heard.text(QAccessible.Text.Name) != heard.text(QAccessible.Text.Description)
    assert window.capture.step.accessibleName() == "Step: 1"


def test_a_chosen_segment_is_no_wider_than_before(studio: Any) -> None:
    board, outline = (one for one, _ in studio.window.header.twins.values())
    before = (board.width(), outline.width())
    page(studio).show_twin("outline")
    assert (board.width(), outline.width()) == before
    assert outline.width() >= outline.sizeHint().width()


def test_every_dialog_fits_the_screen_and_keeps_its_buttons(qapp: Any) -> None:
    from ui.dialogs.export import ExportDialog
    from ui.dialogs.settings import SettingsDialog

    with running(qapp) as made:
        made.context.theme.set(text_size=200)
        made.window.files.sample()
        for dialog in (SettingsDialog(made.context, made.window), ExportDialog(made.context, made.window, "data")):
            dialog.show()
            qapp.processEvents()
            room = dialog.screen().availableGeometry()
            assert dialog.width() <= room.width()
            assert dialog.height() <= room.height()
            for at in range(dialog.foot.count()):
                button = dialog.foot.itemAt(at).widget()
                assert button is None or dialog.rect().contains(button.geometry())
            dialog.close()
