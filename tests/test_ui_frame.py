"""The frame: first language, start page, opening, languages, looks, settings that are damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.session import Session
from hcd_studio.speech import Message
from tests.studio import Answers, running
from ui import settings as settings_
from ui.actions import CONDITIONS, Action
from ui.frame_actions import RESERVED
from ui.menus import WITHIN
from ui.pages import BY_NAME, PAGES


def keep(home: Path, **chosen: Any) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.json").write_text(json.dumps(chosen), "utf-8")


def answers(studio: Any) -> Answers:
    found = studio.context.ask
    assert isinstance(found, Answers)
    return found


def shown_text(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_the_first_start_asks_for_the_language_with_two_equal_buttons(
    qtbot: Any, qapp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HCD_STUDIO_LANGUAGE")
    with running(qapp) as studio:
        assert studio.window.shown == "language"
        page: Any = studio.window.pages["language"]
        cy, en = page.buttons["cy"], page.buttons["en"]
        assert cy.text() == "Cymraeg"
        assert cy.size() == en.size()
        assert cy.x() < en.x()
        assert cy.hasFocus()
        qtbot.mouseClick(cy, Qt.MouseButton.LeftButton)
        assert studio.window.shown == "start"
        assert studio.context.speaker.language == "cy"
    assert settings_.load().language == "cy"


def test_a_second_start_opens_on_the_start_page(qapp: Any, home: Path) -> None:
    keep(home, language="cy")
    with running(qapp) as studio:
        assert studio.window.shown == "start"
        assert "What would you like to do?" not in shown_text(studio.window.pages["start"])


def test_the_start_page_promises_that_nothing_leaves(qapp: Any) -> None:
    with running(qapp) as studio:
        assert "No account. Nothing leaves this laptop." in shown_text(studio.window.pages["start"])


def test_a_workshop_is_begun_by_keys_alone(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        start: Any = studio.window.pages["start"]
        assert start.cards["new"].hasFocus()
        qtbot.keyClick(start.cards["new"], Qt.Key.Key_Space)
        dialog: Any = qapp.activeModalWidget()
        qtbot.keyClicks(dialog.titles["cy"], "Casglu sbwriel")
        qtbot.keyClick(dialog.titles["cy"], Qt.Key.Key_Return)
        session = studio.context.bridge.session
        assert session is not None
        assert session.workshop.title == Words(cy="Casglu sbwriel")
        assert studio.window.shown == "map"
        assert studio.window.capture.field.hasFocus()
        assert studio.window.windowTitle().startswith("Casglu sbwriel")


def test_the_sample_opens_with_one_hint_that_goes_when_it_was_followed(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        start: Any = studio.window.pages["start"]
        qtbot.mouseClick(start.cards["sample"], Qt.MouseButton.LeftButton)
        assert studio.window.strip.isVisible()
        assert [one.what.say("en") for one in studio.window.strip.waiting] == ["Type what somebody said, press Enter."]
        qtbot.keyClicks(studio.window.capture.field, "They lost my photo")
        qtbot.keyClick(studio.window.capture.field, Qt.Key.Key_Return)
        assert not studio.window.strip.isVisible()


def test_recent_sessions_stand_on_the_start_page_and_open(qtbot: Any, qapp: Any, tmp_path: Path) -> None:
    with Session.create(tmp_path / "day.hcd"):
        pass
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        studio.context.actions.run("close")
        assert studio.window.shown == "start"
        assert "day.hcd" in shown_text(studio.window.pages["start"])
    assert [Path(one["path"]).name for one in settings_.load().recent] == ["day.hcd"]


def test_a_session_that_is_open_already_is_told_clearly_and_the_window_stays(qapp: Any, tmp_path: Path) -> None:
    with Session.create(tmp_path / "day.hcd"), running(qapp) as studio:
        studio.window.files.open_path(tmp_path / "day.hcd")
        assert studio.window.shown == "start"
        said = shown_text(studio.window.strip)
        assert "open" in said
        assert studio.window.strip.isVisible()
        studio.window.strip.answer()
        assert not studio.window.strip.isVisible()


def test_a_dropped_session_opens(qtbot: Any, qapp: Any, tmp_path: Path) -> None:
    with Session.create(tmp_path / "day.hcd"):
        pass
    with running(qapp) as studio:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "day.hcd"))])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        qapp.sendEvent(studio.window, QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, mime, left, none))
        qapp.sendEvent(studio.window, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, left, none))
        qtbot.waitUntil(lambda: studio.context.bridge.session is not None)


def test_language_switches_live_everywhere(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        english = studio.window.menus.menus["file"].title()
        qtbot.mouseClick(studio.window.top.tongues["cy"], Qt.MouseButton.LeftButton)
        assert studio.context.speaker.language == "cy"
        assert studio.window.menus.menus["file"].title() != english or not _welsh("File")
        studio.window.files.make(Words(en="Live"), "journey")
        for language in ("en", "cy"):
            studio.context.speaker.set(language)
            wanted = Message("Type what you hear, then Enter").say("cy" if language == "cy" else "en")
            assert studio.window.capture.field.placeholderText() == wanted


def _welsh(text: str) -> bool:
    return Message(text).say("cy") != text


def test_qt_leaves_what_it_does_not_know_alone(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.context.speaker.set("cy")
        assert QCoreApplication.translate("QDialog", "surely nobody translates this") == "surely nobody translates this"


@pytest.mark.parametrize("text", ["{", "[]", '{"text_size": "huge", "recent": 5, "theme": "neon"}', "\x00\xff"])
def test_damaged_settings_open_all_the_same(qapp: Any, home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.json").write_text(text, "latin-1")
    with running(qapp) as studio:
        assert studio.window.isVisible()
        assert studio.context.theme.text_size == 100


def test_settings_of_a_newer_version_are_kept(qapp: Any, home: Path) -> None:
    keep(home, language="en", hologram={"on": True}, text_size=125)
    with running(qapp) as studio:
        assert studio.context.theme.text_size == 125
    assert json.loads((home / "settings.json").read_text("utf-8"))["hologram"] == {"on": True}


def test_a_window_that_stood_on_a_screen_that_is_gone_comes_back_into_view(qapp: Any, home: Path) -> None:
    keep(
        home, language="en", window={"geometry": "AdnQywADAAAAACcQAAAnEAAAKxAAACsQAAAnEAAAJxAAACsQAAArEAAAAAAAAAAAB4A="}
    )
    with running(qapp) as studio:
        assert studio.window.screen().availableGeometry().intersects(studio.window.geometry())


@pytest.mark.parametrize("size", [(360, 300), (1366, 768), (4000, 1200)])
@pytest.mark.parametrize("text", [100, 200, 300])
def test_odd_sizes_open_and_work(qtbot: Any, qapp: Any, home: Path, size: tuple[int, int], text: int) -> None:
    keep(home, language="en", text_size=text)
    with running(qapp, size=size) as studio:
        studio.window.files.make(Words(en="Odd"), "journey")
        qtbot.keyClicks(studio.window.capture.field, "It works")
        qtbot.keyClick(studio.window.capture.field, Qt.Key.Key_Return)
        session = studio.context.bridge.session
        assert session is not None
        assert session.steps.undo[-1].verb == "add_note"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_theme_dresses_the_window(qapp: Any, theme: str) -> None:
    with running(qapp) as studio:
        studio.context.actions.run(f"theme_{theme}")
        assert studio.context.theme.name == theme
        assert studio.context.theme.colour("canvas").name().casefold() in qapp.styleSheet().casefold()


def test_larger_letters_reach_every_part(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Large"), "journey")
        before = studio.window.capture.field.fontMetrics().height()
        for _ in range(4):
            studio.context.actions.run("larger")
        qapp.processEvents()
        assert studio.context.theme.text_size == 200
        assert studio.window.capture.field.fontMetrics().height() > before * 1.6


def test_every_action_has_words_in_the_catalogue_and_something_to_call(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="All"), "journey")
        actions = studio.context.actions
        for page in PAGES:
            if page.works:
                studio.window.show_page(page.name)
        dead = [id for id, one in actions.known.items() if one.run and not callable(actions._resolve(one.run))]
        dead += [id for id, one in actions.known.items() if not one.run and one.page not in BY_NAME]
        unticked = [id for id, one in actions.known.items() if one.checked and actions._resolve(one.checked) is None]
        strange = [id for id, one in actions.known.items() if one.when not in CONDITIONS]
        assert (dead, unticked, strange) == ([], [], [])


def test_every_action_has_a_menu_place_or_a_key_and_no_key_means_two_things(qapp: Any) -> None:
    with running(qapp) as studio:
        known = studio.context.actions.known
        assert [id for id, one in known.items() if not one.menu and not one.keys] == []
        keys: dict[tuple[str, str], list[str]] = {}
        for id, one in known.items():
            for key in one.keys:
                keys.setdefault((one.page if one.run else "", key), []).append(id)
        assert {key: ids for key, ids in keys.items() if len(ids) > 1} == {}


def test_menus_hold_every_action_and_leave_the_letters_of_the_kinds_alone(qapp: Any) -> None:
    with running(qapp) as studio:
        menus = studio.window.menus.menus
        for id, one in studio.context.actions.known.items():
            if one.menu in menus:
                menu = menus[WITHIN.get((one.menu, one.group), one.menu)]
                assert studio.context.actions.qt[id] in menu.actions(), id
        for language in ("cy", "en"):
            studio.context.speaker.set(language)
            letters = [menu.title().partition("&")[2][:1].upper() for menu in list(menus.values())[:7]]
            assert len(set(letters)) == 7
            assert not set(letters) & RESERVED


def test_a_resting_action_says_why(qapp: Any) -> None:
    with running(qapp) as studio:
        made = studio.context.actions.qt["export"]
        assert not made.isEnabled()
        assert "Open a session first." in made.toolTip()


def test_every_control_has_a_name(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Names"), "journey")
        studio.window.show_page("history")
        studio.window.show_page("map")
        kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
        nameless = [
            f"{type(one).__name__} {one.objectName()} in {type(one.parentWidget()).__name__}"
            for kind in kinds
            for one in studio.window.findChildren(kind)
            if one.isVisibleTo(studio.window)
            and not (one.accessibleName() or getattr(one, "text", str)())
            and not one.objectName().startswith("qt_")
        ]
        assert nameless == []


def test_controls_are_large_enough_to_hit(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Targets"), "journey")
        qapp.processEvents()
        small = [
            f"{type(one).__name__} {one.text()!r} {one.width()}x{one.height()}"
            for one in studio.window.findChildren(QAbstractButton)
            if one.isVisible() and min(one.width(), one.height()) < 22 and not one.objectName().startswith("qt_")
        ]
        assert small == []


def test_two_actions_of_one_name_are_refused(qapp: Any) -> None:
    with running(qapp) as studio, pytest.raises(ValueError, match="two actions"):
        studio.context.actions.collect([Action("undo", "Undo", "window.undo")])


def test_nothing_slow_is_imported_for_the_first_window() -> None:
    import subprocess
    import sys

    code = (
        "import os, sys; os.environ['QT_QPA_PLATFORM']='offscreen'; from PySide6.QtWidgets import QApplication\n"
        "from ui.app import Studio; a=QApplication([]); s=Studio(a); s.show(); a.processEvents()\n"
        "print([m for m in ('reportlab','openpyxl','PIL','babel','sqlite_utils','apsw','PySide6.QtPrintSupport',"
        "'PySide6.QtNetwork','exports') if m in sys.modules]); s.close()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_closing_while_a_dialog_is_open_leaves_nothing(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.context.actions.run("settings")
        assert qapp.activeModalWidget() is not None
        qapp.sendEvent(qapp.activeModalWidget(), QEvent(QEvent.Type.Close))


def test_lanes_and_kinds_are_hidden_and_shown_from_the_menu(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Hide"), "journey")
        menus = studio.window.menus
        page: Any = studio.context.actions.target("shown")
        for what in ("lanes", "kinds"):
            menus.menus[what].aboutToShow.emit()
            first = menus.menus[what].actions()[0]
            assert first.isChecked()
            first.trigger()
            assert len(page.hidden(what)) == 1
        studio.context.actions.run("show_all")
        assert page.hidden("lanes") | page.hidden("kinds") == set()


def test_undo_says_what_it_would_take_back(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Undo"), "blank")
        studio.context.actions.run("add_table")
        studio.window.menus.menus["edit"].aboutToShow.emit()
        assert studio.context.actions.qt["undo"].text() == "Undo: Add table"


def test_the_second_language_of_the_program_is_one_click_away_on_every_page(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="English", cy="Cymraeg"), "journey")
        for page in ("map", "history", "unplaced"):
            studio.window.show_page(page)
            for language, title in (("cy", "Cymraeg"), ("en", "English")):
                qtbot.mouseClick(studio.window.top.tongues[language], Qt.MouseButton.LeftButton)
                if page == "map":
                    assert studio.window.header.title.text() == title


def test_a_missing_font_is_told_and_the_window_opens(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import theme

    monkeypatch.setattr(theme, "FILES", (*theme.FILES, "NoSuchFont.ttf"))
    with running(qapp) as studio:
        assert studio.window.isVisible()
        assert "NoSuchFont.ttf" in studio.window.strip.what.text()


def test_what_was_done_stands_in_the_header_until_something_else_is_done(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Status"), "journey")
        studio.context.actions.run("add_table")
        assert studio.window.header.status.accessibleName() == "Table A added."
        studio.context.actions.run("add_person")
        assert studio.window.header.status.accessibleName() == "Participant P01 added."
