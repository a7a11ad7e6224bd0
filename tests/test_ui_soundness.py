"""What an opening leaves of a longer log is checked while work begins; what does not hold is told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hcd_studio.session import Session
from hcd_studio.verbs.notes import add_note
from tests.stores import small, spoilt
from tests.studio import running
from tests.test_ui_frame import shown_text

ALTERED = "UPDATE edit SET value = '\"altered\"' WHERE n = 5"


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session of which an opening in the window checks the newest edits only."""
    monkeypatch.setattr("hcd_studio.store.verify.TAIL", 6)
    monkeypatch.setattr("ui.soundness.PAUSE_MS", 0)
    monkeypatch.setattr("ui.soundness.TURN", 0.0)
    return small(tmp_path / "day.hcd", notes=12)


def test_an_altered_word_far_back_is_told_while_work_goes_on(qtbot: Any, qapp: Any, long: Path) -> None:
    with running(qapp, path=spoilt(long, ALTERED)) as studio:
        session = studio.context.bridge.session
        assert session is not None
        add_note(session, text="Work goes on")
        qtbot.waitUntil(lambda: studio.window.strip.isVisible())
        assert "A text is not the one that was written" in shown_text(studio.window.strip)
        assert not studio.window.soundness.busy
        assert "salvage" in shown_text(studio.window.strip)


def test_a_sound_log_is_checked_to_its_end_and_then_there_is_rest(qtbot: Any, qapp: Any, long: Path) -> None:
    with running(qapp, path=long) as studio:
        assert studio.window.soundness.busy
        qtbot.waitUntil(lambda: not studio.window.soundness.busy)
        assert not studio.window.strip.isVisible()


def test_closing_ends_the_check(qtbot: Any, qapp: Any, long: Path) -> None:
    with running(qapp, path=long) as studio:
        assert studio.window.soundness.busy
        studio.context.bridge.close()
        assert not studio.window.soundness.busy


def test_a_command_checks_all_of_it_before_it_begins(long: Path) -> None:
    from hcd_studio.speech import Trouble

    with pytest.raises(Trouble):
        Session.open(spoilt(long, ALTERED))
