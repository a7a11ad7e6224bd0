"""The page of Welsh and English: write the missing side, check by one key, hand over and take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from hcd_studio.bilingual import Words
from hcd_studio.records import Need, PairCheck
from hcd_studio.templates import new_session
from hcd_studio.verbs import map, needs
from tests.studio import running
from ui.welsh_strip import welsh_strip


@pytest.fixture
def page(qapp: Any, tmp_path: Path) -> Iterator[Any]:
    """Two needs in English, and a stage that says the same as the first in both languages."""
    with new_session(tmp_path / "day.hcd", "blank") as session:
        for text in ("Ask one person", "Know where it is"):
            needs.add_need(session, Words(), Words(en=text), Words())
        map.add_stage(session, Words(en="Ask one person", cy="Gofyn i un person", state="approved"))
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        studio.window.show_page("translation")
        found: Any = studio.window.pages["translation"]
        found.studio = studio
        yield found


def needed(page: Any) -> list[Words]:
    return [one.i_need for one in page.context.bridge.session.all(Need)]


def test_what_is_missing_is_shown_first_and_counted(page: Any) -> None:
    assert [one.words.en for one in page.model.rows] == ["Ask one person", "Know where it is"]
    assert page.heading()[1].say("en") == "2 texts, 7 words missing in Welsh"
    strip = welsh_strip(page.context)
    assert strip.button.text() == "2 texts, 7 words missing in Welsh"
    assert page.table.hasFocus()
    strip.button.deleteLater()


def test_the_missing_side_is_written_and_checked_by_key(qtbot: Any, page: Any) -> None:
    page._stand(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    box = page.panel.editor.sides[0][1]
    assert box.hasFocus()
    qtbot.keyClicks(box, "Gwybod ble mae")
    page.context.actions.run("pair_checked")
    assert page.panel.who.hasFocus()  # nobody checks without a name
    qtbot.keyClicks(page.panel.who, "Mair")
    qtbot.keyClick(page, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert needed(page)[1] == Words(en="Know where it is", cy="Gwybod ble mae", state="checked")
    assert [one.checked_by for one in page.context.bridge.session.all(PairCheck)] == ["Mair"]
    page.context.actions.run("undo")
    assert needed(page)[1].state == ""


def test_a_pair_without_a_language_cannot_be_checked(page: Any) -> None:
    page.context.settings.checker = "Mair"
    page.context.actions.run("pair_checked")
    assert needed(page)[0] == Words(en="Ask one person")


def test_what_was_approved_elsewhere_is_one_key_away(page: Any) -> None:
    assert "Gofyn i un person" in page.panel.offer.text()
    page.context.actions.run("pair_offer")
    assert needed(page)[0] == Words(en="Ask one person", cy="Gofyn i un person", state="translated")
    assert page.pair.state == "to check"  # it stays in sight until one goes on


def test_the_filter_goes_round_and_says_what_it_shows(page: Any) -> None:
    said: list[str] = []
    page.context.bridge.told.connect(said.append)
    for _ in range(4):
        page.context.actions.run("pair_show")
    assert page.model.state == "missing"
    assert said[-1] == "missing: 2"


def test_out_to_a_translator_and_back_in_the_window(qtbot: Any, page: Any, tmp_path: Path) -> None:
    book = tmp_path / "cyfieithu.xlsx"
    page.context.ask.paths = [book, book]
    page.context.actions.run("translation_out")
    opened = openpyxl.load_workbook(book)
    sheet: Any = opened.active
    sheet.cell(3, 4).value = "Gwybod ble mae"
    opened.save(book)
    page.context.actions.run("translation_back")
    qtbot.waitUntil(lambda: needed(page)[1].cy == "Gwybod ble mae", timeout=5000)
    assert "Take this in?" in page.context.ask.asked
    page.context.actions.run("undo")
    assert needed(page)[1].cy == ""


def test_each_row_is_read_out_with_its_state_and_place(page: Any) -> None:
    said = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("missing, Need N-")
    assert page.model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "nothing yet"
    made = QAccessible.queryAccessibleInterface(page.table)
    assert made is not None
    assert made.text(QAccessible.Text.Name) == "Texts in Welsh and English"
