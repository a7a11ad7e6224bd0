"""The page of suppliers' responses: brought in after a dry run, scored and agreed by keys, never scored by a claim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from exports import write
from exports.options import Options
from hcd_studio.records import Evaluation, Response, Supplier
from tests.studio import running
from tests.tenders import filled, session_with, tender


@pytest.fixture
def page(qapp: Any, tmp_path: Path) -> Iterator[Any]:
    """The page of a session with nine requirements, and two completed workbooks beside it."""
    with session_with(tmp_path / "day.hcd", tender(9)) as session:
        options = Options(language="en", made=date(2026, 11, 26))
        sent = write(session.snapshot(), tmp_path, "workbook", ["xlsx"], options).files[0]
    for name in ("Aeron", "Teifi"):
        filled(sent, tmp_path / f"{name}.xlsx", supplier=name)
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        studio.context.speaker.set("en")
        studio.window.show_page("responses")
        found: Any = studio.window.pages["responses"]
        found.folder, found.answers = tmp_path, studio.context.ask
        yield found


def bring(page: Any, name: str) -> Any:
    """The dialog of one workbook."""
    page.answers.paths = [page.folder / f"{name}.xlsx"]
    page.context.actions.run("import_responses")
    return next(
        one for one in QApplication.topLevelWidgets() if type(one).__name__ == "AnswersDialog" and one.isVisible()
    )


def test_an_empty_page_says_what_to_do(page: Any) -> None:
    assert page.empty.isVisible()
    assert page.start.isVisible()
    assert not page.table.isVisible()


def test_answers_come_in_after_a_look_and_go_with_one_undo(qtbot: Any, page: Any) -> None:
    session = page.context.bridge.session
    dialog = bring(page, "Aeron")
    assert "Answers: 9" in dialog.summary.text()
    assert dialog.supplier.text() == "Aeron"
    assert not session.all(Supplier), "a look writes nothing"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert [one.name for one in session.all(Supplier)] == ["Aeron"]
    assert page.table.isVisible()
    assert page.model.index(0, 0).data().startswith("✓ Met")
    page.context.actions.run("undo")
    assert not session.all(Response)


def test_keys_score_and_agree(qtbot: Any, page: Any) -> None:
    session = page.context.bridge.session
    qtbot.mouseClick(bring(page, "Aeron").go, Qt.MouseButton.LeftButton)
    page.table.setCurrentIndex(page.model.index(0, 0))
    page.table.setFocus()
    assert not page.panel.agree.isEnabled(), "nobody has scored yet"
    qtbot.keyClick(page.table, "4")
    assert page.panel.evaluator.hasFocus()
    qtbot.keyClicks(page.panel.evaluator, "Nia")
    qtbot.keyClicks(page.panel.reason, "Shown with a screen reader")
    page.panel.keep.setFocus()
    qtbot.keyClick(page.panel.keep, Qt.Key.Key_Space)
    (score,) = session.all(Evaluation)
    assert (score.evaluator, score.score, score.reason) == ("Nia", 4.0, "Shown with a screen reader")
    page.context.actions.run("agree_score")
    qtbot.keyClick(page.panel.agreed_score.buttons[4], Qt.Key.Key_Space)
    qtbot.keyClicks(page.panel.reasons["en"], "Both saw it")
    qtbot.mouseClick(page.panel.agree, Qt.MouseButton.LeftButton)
    assert session.get(Response, score.response).moderated == 4.0
    assert "Agreed: 4.0" in page.model.index(0, 0).data()


def test_a_score_without_its_reason_is_refused_and_the_words_stay(qtbot: Any, page: Any) -> None:
    qtbot.mouseClick(bring(page, "Aeron").go, Qt.MouseButton.LeftButton)
    page.table.setCurrentIndex(page.model.index(0, 0))
    page.panel.evaluator.setText("Nia")
    page.panel.score.choose(3)
    qtbot.mouseClick(page.panel.keep, Qt.MouseButton.LeftButton)
    assert not page.context.bridge.session.all(Evaluation)
    assert page.panel.score.score == 3


def test_the_next_open_answer_is_a_key_away(qtbot: Any, page: Any) -> None:
    for name in ("Aeron", "Teifi"):
        qtbot.mouseClick(bring(page, name).go, Qt.MouseButton.LeftButton)
    page.table.setCurrentIndex(page.model.index(0, 0))
    page.context.actions.run("next_unscored")
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (0, 1)


def test_a_file_that_is_no_workbook_is_said_and_not_taken(page: Any) -> None:
    (page.folder / "Bad.xlsx").write_bytes(b"no workbook")
    dialog = bring(page, "Bad")
    assert dialog.trouble.text()
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_the_page_speaks_welsh_with_names_on_everything(page: Any, qtbot: Any) -> None:
    qtbot.mouseClick(bring(page, "Aeron").go, Qt.MouseButton.LeftButton)
    page.context.speaker.set("cy")
    assert page.model.index(0, 0).data().startswith("✓ Wedi’i fodloni")
    assert page.table.accessibleName() == "Ymatebion: gofynion i lawr, cyflenwyr ar draws"
    assert all(one.accessibleName() for one in page.panel.score.buttons.values())


def test_the_workbook_is_written_from_the_page(page: Any, qtbot: Any) -> None:
    out = page.folder / "out"
    out.mkdir()
    page.answers.paths = [out]
    page.context.actions.run("export_workbook")
    qtbot.waitUntil(lambda: len(list(out.glob("*.ods")) + list(out.glob("*.xlsx"))) == 2, timeout=10_000)
