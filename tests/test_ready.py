"""Ready for the room: what is looked at, what is said, and that looking leaves nothing behind."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from exports.ready_sheet import ready_sheets
from hcd_studio import ready
from hcd_studio.speech import LANGUAGES
from ui.cli import main


def test_a_good_laptop_is_ready_and_nothing_is_left_behind(tmp_path: Path) -> None:
    found = ready.check_writing(tmp_path)
    assert found.state in ("good", "look")
    assert ready.check_second_copy(str(tmp_path)).state == "good"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_or_locked_place_is_named_with_what_to_do(tmp_path: Path) -> None:
    assert ready.check_writing(tmp_path / "gone").state == "bad"
    assert ready.check_second_copy(str(tmp_path / "gone")).state == "bad"
    assert ready.check_second_copy("").state == "look"
    assert ready.check_fonts(tmp_path).state == "bad"
    for one in (ready.check_writing(tmp_path / "gone"), ready.check_second_copy(""), ready.check_fonts(tmp_path)):
        for language in LANGUAGES:
            assert one.do.say(language)


def test_a_clock_that_cannot_be_right_is_named(tmp_path: Path) -> None:
    assert ready.check_clock(0.0, tmp_path).state == "look"
    later = tmp_path / "a.hcd"
    later.touch()
    os.utime(later, (2_000_000_000, 2_000_000_000))
    assert ready.check_clock(1_900_000_000.0, tmp_path).state == "look"
    assert ready.check_clock(2_000_000_100.0, tmp_path).state == "good"


def test_little_room_on_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, state in ((10 * 2**20, "bad"), (500 * 2**20, "look"), (9 * 2**30, "good")):
        monkeypatch.setattr(ready.shutil, "disk_usage", lambda _, free=free: type("Usage", (), {"free": free}))
        assert ready.check_space(tmp_path).state == state


def test_the_command_says_it_in_words_and_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ready", "--copy-folder", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("\n") == 5
    assert main(["ready", "--copy-folder", str(tmp_path / "gone"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ready"] is False
    assert {one["name"] for one in found["checks"]} == {"write", "disk", "stick", "fonts", "clock"}


def test_it_goes_onto_one_sheet(tmp_path: Path) -> None:
    sheets = ready_sheets(ready.check_all(str(tmp_path)))
    assert len(sheets) == 1


def test_the_window_looks_at_screens_and_printers_too(qapp: Any, tmp_path: Path) -> None:
    from tests.studio import running
    from ui.readiness import check_printer, check_screens

    assert (check_screens(2).state, check_screens(1).state) == ("good", "look")
    assert (check_printer(["Canon"]).state, check_printer([]).state) == ("good", "look")
    with running(qapp) as studio:
        studio.context.actions.run("ready")
        dialog: Any = qapp.activeModalWidget()
        assert {one.name for one in dialog.checks} >= {"write", "screen", "printer"}
        dialog.look()
        assert len(dialog.checks) == 7
        dialog.reject()
