"""Every word has room: labels, buttons, ticks and fields of every page and dialog, in Welsh and in English."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.room import cramped
from tests.views import VIEWS

SCROLLED = ("needs", "needs-suspect", "usecases", "requirements-findings", "setup", "tables", "parked", "library")
"""Views that at 300 % on the smallest laptop still cut some words; whoever mends one takes it out."""


def test_only_what_is_known_is_cut_at_three_times_the_size() -> None:
    words = ["--check", "--size", "1366x768", "--text", "300", "--theme", "light"]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "HCD_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.gallery", *words], capture_output=True, text=True, check=False, env=surroundings
    )
    views, *found = done.stdout.splitlines() or [done.stderr]
    assert [one for one in found if one.split(" ")[0] not in SCROLLED] == []
    assert views == f"{2 * len(VIEWS)} views"


@pytest.mark.parametrize(("size", "texts"), [("1366x768", "100,200"), ("640x480", "100"), ("3840x2160", "100")])
def test_nothing_that_is_seen_is_cut(size: str, texts: str) -> None:
    words = ["--check", "--size", size, "--text", texts, "--theme", "light"]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "HCD_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.gallery", *words], capture_output=True, text=True, check=False, env=surroundings
    )
    views, *found = done.stdout.splitlines() or [done.stderr]
    assert found == []
    assert views == f"{2 * len(texts.split(',')) * len(VIEWS)} views"


def test_pictures_are_taken_of_what_is_asked_for(tmp_path: Path) -> None:
    words = [
        "--only",
        "start,dialog-settings",
        "--size",
        "1366x768",
        "--theme",
        "dark",
        "--text",
        "100",
        "--language",
        "cy",
    ]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "HCD_"))}
    subprocess.run([sys.executable, "-m", "tests.gallery", str(tmp_path), *words], check=True, env=surroundings)
    taken = {file.stem: QImage(str(file)) for file in tmp_path.glob("*.png")}
    assert set(taken) == {"start-cy-dark-1366x768-100", "dialog-settings-cy-dark-1366x768-100"}
    assert {(one.width(), one.height()) for one in taken.values()} == {(1366, 768)}


def test_the_measure_finds_what_is_cut(qtbot: object, qapp: object) -> None:
    window = QWidget()
    window.resize(400, 300)
    fits, cut, out = (
        QPushButton("Keep", window),
        QLabel("A sentence that is longer than that", window),
        QPushButton("Stop", window),
    )
    fits.setGeometry(10, 10, 200, 60)
    cut.setGeometry(10, 80, 40, 30)
    out.setGeometry(350, 150, 200, 60)
    window.show()
    found = cramped([window])
    window.close()
    window.deleteLater()
    assert len(found) == 2
    assert any("longer than that" in one and "it needs" in one for one in found)
    assert any("Stop" in one and "out of the window" in one for one in found)
