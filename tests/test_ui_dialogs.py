"""Dialogs: settings, keys, palette, bringing notes in, giving maps and data out, printing, work that can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from hcd_studio.bilingual import Words
from hcd_studio.records import Note, Participant, Provenance
from hcd_studio.speech import Message, Trouble
from tests.studio import running
from ui import settings as settings_

ENTER = Qt.Key.Key_Return


@pytest.fixture
def studio(qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Dialogs"), "journey")
        qapp.processEvents()
        yield made


def press(qtbot: Any, dialog: Any, name: str) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_settings_take_effect_at_once_and_are_kept(qtbot: Any, studio: Any, qapp: Any, tmp_path: Path) -> None:
    studio.context.actions.run("settings")
    dialog: Any = qapp.activeModalWidget()
    press(qtbot, dialog, "theme-dark")
    press(qtbot, dialog, "motion-reduced")
    press(qtbot, dialog, "language-cy")
    dialog.slider.setFocus()
    qtbot.keyClick(dialog.slider, Qt.Key.Key_Right)
    studio.context.ask.paths = [tmp_path]
    dialog._choose("copy_folder")
    assert studio.context.theme.name == "dark"
    assert studio.context.theme.move_ms == 0
    assert studio.context.speaker.language == "cy"
    assert studio.context.theme.text_size == 125
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    kept = settings_.load()
    assert (kept.theme, kept.motion, kept.language, kept.text_size) == ("dark", "reduced", "cy", 125)
    assert (tmp_path / "Dialogs.hcd").exists()


def test_a_second_copy_that_cannot_be_made_is_told_in_the_corner_and_never_by_a_dialog(studio: Any, qapp: Any) -> None:
    studio.context.settings.copy_folder = "/nowhere/at/all"
    studio.window.files.second_copy()
    assert "stick" in studio.window.top._marks["copy"][1].text()
    assert qapp.activeModalWidget() is None


def test_the_palette_finds_and_does_an_action(qtbot: Any, studio: Any, qapp: Any) -> None:
    qtbot.keyClick(studio.window.capture.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette: Any = qapp.activeModalWidget()
    qtbot.keyClicks(palette.field, "add part")
    qtbot.keyClick(palette.field, ENTER)
    assert [one.code for one in studio.context.bridge.session.all(Participant)] == ["P01"]


def test_the_palette_finds_welsh_words_in_an_english_window(qtbot: Any, studio: Any, qapp: Any) -> None:
    wanted = Message("Settings …").say("cy").split()[0]
    studio.context.actions.run("palette")
    palette: Any = qapp.activeModalWidget()
    qtbot.keyClicks(palette.field, wanted)
    found = [palette.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(palette.list.count())]
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert "settings" in found


def test_the_keyboard_map_lists_every_action(qtbot: Any, studio: Any, qapp: Any) -> None:
    studio.context.actions.run("keys")
    dialog: Any = qapp.activeModalWidget()
    listed = {child.text(0) for _, children in dialog._known() for child in children}
    say = studio.context.speaker.say
    assert {say(one.title) for one in studio.context.actions.known.values() if one.menu} <= listed
    qtbot.keyClicks(dialog.field, "zoom")
    left = [child for _, children in dialog._known() for child in children if not child.isHidden()]
    assert 0 < len(left) < 12
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_notes_come_in_after_a_dry_run_as_one_change(qtbot: Any, studio: Any, qapp: Any, tmp_path: Path) -> None:
    file = tmp_path / "board.csv"
    file.write_text("Note,Type,Stage\nNo parking near,pain,Applying\nIt was kind,quote,Waiting\n", "utf-8")
    studio.window.files.open_path(file)
    dialog: Any = qapp.activeModalWidget()
    qtbot.waitUntil(dialog.go.isEnabled)
    session = studio.context.bridge.session
    assert session.all(Note) == ()
    assert dialog.preview.topLevelItemCount() == 2
    dialog.remember.setChecked(True)
    qtbot.keyClick(dialog, ENTER)
    assert {note.text for note in session.all(Note)} == {"No parking near", "It was kind"}
    assert [one.source for one in session.all(Provenance) if one.kind == "import"] == ["board.csv"]
    studio.context.bridge.undo()
    assert session.all(Note) == ()
    studio.window.files.open_path(file)
    again: Any = qapp.activeModalWidget()
    qtbot.waitUntil(again.go.isEnabled)
    qtbot.keyClick(again, Qt.Key.Key_Escape)


def test_a_column_can_be_mapped_otherwise(qtbot: Any, studio: Any, qapp: Any, tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    rows = [
        "What hurts most of all here?,What would help you the most?",
        "The long wait for any answer,A text message every other week",
        "Nobody at the desk after four,Somebody who rings me back",
        "The form loses what I typed,A button that keeps my answers",
    ]
    file.write_text("\n".join(rows), "utf-8")
    studio.window.files.open_path(file)
    dialog: Any = qapp.activeModalWidget()
    qtbot.waitUntil(dialog.go.isEnabled)
    box = dialog.columns["text"]
    box.setCurrentIndex(box.findData("What would help you the most?"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and dialog.found.mapping.text == ("What would help you the most?",))
    assert {note.text for note in dialog.found.notes if "wait" in note.text} == set()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_file_that_cannot_be_read_is_told_above_the_capture_bar(
    qtbot: Any, studio: Any, qapp: Any, tmp_path: Path
) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"%PDF-1.7 nothing here")
    studio.window.files.open_path(file)
    qtbot.waitUntil(studio.window.strip.isVisible)
    assert qapp.activeModalWidget() is None
    assert "PDF" in studio.window.strip.what.text()


def test_a_map_is_exported_beside_the_window(qtbot: Any, studio: Any, qapp: Any, tmp_path: Path) -> None:
    studio.context.ask.paths = [tmp_path]
    studio.context.actions.run("export")
    dialog: Any = qapp.activeModalWidget()
    qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull(), timeout=15000)
    dialog.formats["pdf"].setChecked(False)
    dialog.formats["svg"].setChecked(True)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not studio.context.jobs.running, timeout=15000)
    assert [file.suffix for file in tmp_path.iterdir() if file.suffix == ".svg"] == [".svg"]
    assert studio.window.strip.isVisible()
    assert studio.context.settings.export["paper"] == "A3"


def test_the_data_are_exported(qtbot: Any, studio: Any, qapp: Any, tmp_path: Path) -> None:
    studio.context.ask.paths = [tmp_path]
    studio.context.actions.run("export_data")
    dialog: Any = qapp.activeModalWidget()
    dialog.audience.setCurrentIndex(3)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not studio.context.jobs.running, timeout=15000)
    assert (tmp_path / "session.json").exists()


def test_the_map_is_printed_as_lines_and_letters(qtbot: Any, studio: Any, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from ui.printing import send

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "map.pdf"))
    send(studio.context, printer, studio.context.bridge.session.snapshot())
    qtbot.waitUntil(lambda: not studio.context.jobs.running, timeout=15000)
    data = (tmp_path / "map.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Font" in data


def test_long_work_shows_itself_and_can_be_stopped(qtbot: Any, studio: Any) -> None:
    going = threading.Event()

    def work(job: Any) -> None:
        going.set()
        while True:
            job.step(0.5, Message("Reading"))

    studio.context.jobs.run(Message("Reading"), work, lambda _: None)
    qtbot.waitUntil(studio.window.busy.isVisible)
    assert going.is_set()
    qtbot.mouseClick(studio.window.busy.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not studio.context.jobs.running)
    assert not studio.window.busy.isVisible()


def test_trouble_waits_until_it_is_answered_and_none_is_lost(qtbot: Any, studio: Any) -> None:
    for what in ("The stick is full.", "The printer is off.", "The stick is full."):
        studio.context.bridge.trouble.emit(Trouble(Message(what), do=Message("Put in another stick.")))
    strip = studio.window.strip
    assert strip.what.text() == "The stick is full."
    qtbot.mouseClick(strip.ok, Qt.MouseButton.LeftButton)
    assert strip.what.text() == "The printer is off."
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert not strip.isVisible()


def test_a_verb_that_fails_is_told_and_the_typed_text_stays(
    qtbot: Any, studio: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = studio.context.bridge.session

    def full(*_: Any, **__: Any) -> None:
        raise Trouble(Message("The disk is full."), do=Message("Make room on the disk, then do it again."))

    monkeypatch.setattr(session.store, "keep", full)
    field = studio.window.capture.field
    qtbot.keyClicks(field, "Not lost")
    qtbot.keyClick(field, ENTER)
    assert field.text() == "Not lost"
    assert studio.window.strip.what.text() == "The disk is full."
    assert session.all(Note) == ()


def test_a_copy_is_taken_where_people_find_it(studio: Any, tmp_path: Path) -> None:
    studio.context.ask.paths = [tmp_path / "for nia.hcd"]
    studio.context.actions.run("copy_file")
    assert (tmp_path / "for nia.hcd").exists()


def test_a_pack_is_exported_for_the_tender_and_the_choice_is_kept(
    qtbot: Any, studio: Any, qapp: Any, tmp_path: Path
) -> None:
    studio.context.ask.paths = [tmp_path]
    studio.context.actions.run("export_tender")
    dialog: Any = qapp.activeModalWidget()
    assert dialog.what.currentData() == "pack"
    assert dialog.audience.currentData() == "council"
    assert not dialog.hidden.isVisible()
    qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
    assert dialog.formats["odt"].isVisible()
    for name, box in dialog.formats.items():
        box.setChecked(name == "html")
    dialog.sections["map"].setChecked(False)
    dialog.language.setCurrentIndex(dialog.language.findData("tumble"))
    dialog.name.setText("Cyngor Tref")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not studio.context.jobs.running, timeout=20000)
    [page] = tmp_path.rglob("*.html")
    assert "Cyngor Tref" in page.read_text("utf-8")
    assert (page.parent / "manifest.json").exists()
    assert studio.window.strip.isVisible()
    studio.context.actions.run("export_tender")
    again: Any = qapp.activeModalWidget()
    assert again.language.currentData() == "tumble"
    assert again.name.text() == "Cyngor Tref"
    assert not again.sections["map"].isChecked()
    qtbot.mouseClick(again.buttons["library"], Qt.MouseButton.LeftButton)
    assert again.what.currentData() == "you-said"
    assert again.audience.currentData() == "library"
    again.reject()
