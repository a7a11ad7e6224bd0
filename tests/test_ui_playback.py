"""The day played back: what was heard, decisions on evidence, actions with owners, a pulse of counts, paper for everybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio.questions.playback import playback, pulse_of
from hcd_studio.records import Action, Decision, Pulse
from hcd_studio.session import Session, now
from hcd_studio.speech import Trouble
from hcd_studio.templates import make_sample
from hcd_studio.verbs.closing import count_pulse
from tests.studio import running


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "day.hcd"
    make_sample(path).close()
    return path


@pytest.fixture
def page(qapp: Any, sample: Path, tmp_path: Path) -> Iterator[Any]:
    shutil.copy(sample, tmp_path / "day.hcd")
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        studio.context.speaker.set("en")
        studio.window.show_page("playback")
        found: Any = studio.window.pages["playback"]
        found.studio = studio
        yield found


def test_a_decision_is_kept_with_who_why_what_was_rejected_and_its_evidence(qapp: Any, qtbot: Any, page: Any) -> None:
    session = page.context.bridge.session
    before = len(session.all(Decision))
    qtbot.keyClick(page.list, "d")
    dialog: Any = qapp.activeModalWidget()
    for field, text in (
        (dialog.what, "One form for both"),
        (dialog.who, "Nia"),
        (dialog.why, "22 dots"),
        (dialog.against, "A second site"),
    ):
        qtbot.keyClicks(field, text)
    dialog.list.setCurrentRow(0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.what, Qt.Key.Key_Return)
    found = playback(now(session)).decisions[-1]
    assert len(session.all(Decision)) == before + 1
    assert (found.decision.title.en, found.decision.who, found.decision.rejected.en) == (
        "One form for both",
        "Nia",
        "A second site",
    )
    assert len(found.evidence) == 1
    text = page.list.item(len(session.all(Decision)) - 1).text()
    assert "Decided by: Nia" in text
    assert "22 dots" in text
    page.context.actions.run("undo")
    assert len(session.all(Decision)) == before


def test_enter_changes_what_is_kept_and_delete_removes_it(qapp: Any, qtbot: Any, page: Any) -> None:
    session = page.context.bridge.session
    qtbot.keyClick(page.list, "a")
    dialog: Any = qapp.activeModalWidget()
    qtbot.keyClicks(dialog.what, "Ring back")
    qtbot.keyClick(dialog.what, Qt.Key.Key_Return)
    page.list.setCurrentRow(page.list.count() - 1)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    dialog = qapp.activeModalWidget()
    qtbot.keyClicks(dialog.who, "Tom")
    dialog.status.setCurrentIndex(dialog.status.findData("done"))
    qtbot.keyClick(dialog.who, Qt.Key.Key_Return)
    made = next(one for one in session.all(Action) if one.title.en == "Ring back")
    assert (made.who, made.status) == ("Tom", "done")
    page.list.setCurrentRow(page.list.count() - 1)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert made.id not in {one.id for one in session.all(Action)}


def test_the_pulse_is_counted_and_recounted_without_names(qapp: Any, qtbot: Any, page: Any) -> None:
    session = page.context.bridge.session
    for counts in ((0, 1, 2, 3, 4), (0, 0, 0, 2, 9)):
        qtbot.keyClick(page.list, "p")
        dialog: Any = qapp.activeModalWidget()
        for box, count in zip(dialog.fields["heard"], counts, strict=True):
            box.setValue(count)
        dialog.accept()
    heard = pulse_of(now(session))[0]
    assert (heard.n, heard.counts) == (11, (0, 0, 0, 2, 9))
    assert {(one.question, one.count) for one in session.all(Pulse)} == {("heard", 2), ("heard", 9)}


def test_small_answers_are_told_in_the_room_only(tmp_path: Path, sample: Path) -> None:
    shutil.copy(sample, tmp_path / "day.hcd")
    with Session.open(tmp_path / "day.hcd") as session:
        count_pulse(session, "again", (0, 0, 0, 1, 2))
        count_pulse(session, "heard", (0, 1, 0, 7, 8))
        again, heard = pulse_of(now(session), "council")[2], pulse_of(now(session), "council")[0]
        assert again.hidden
        assert set(again.counts) == {None}
        assert heard.counts[1] is None
        assert heard.counts[3] is None  # or it could be worked out from the sum
        assert pulse_of(now(session))[2].mean is not None
        for wrong in ((1, 2), (0, 0, 0, 0, -1), (0, 0, 0, 0, 99_999)):
            with pytest.raises(Trouble):
                count_pulse(session, "heard", wrong)
        with pytest.raises(Trouble):
            count_pulse(session, "why", (0, 0, 0, 0, 0))


def test_map_and_ranking_are_written_in_one_step(qtbot: Any, page: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    page.context.ask.paths = [out]
    page.context.actions.run("hand_out")
    qtbot.waitUntil(lambda: len(list(out.glob("*.pdf"))) == 2, timeout=60_000)
    qtbot.waitUntil(lambda: not page.context.jobs.running, timeout=10_000)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_page_says_what_was_heard_in_both_languages(page: Any, language: Any) -> None:
    page.context.speaker.set(language)
    found = playback(now(page.context.bridge.session))
    assert found.low
    assert found.top
    assert found.needs
    assert page.list.count() >= 1
