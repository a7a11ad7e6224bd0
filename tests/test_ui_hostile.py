"""Whatever stands in the settings, whatever is missing on the machine: the window opens and works."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from hcd_studio.bilingual import Words
from hcd_studio.records import Note
from tests.studio import running

ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "\u202egnp.exe",
    [],
    [[]],
    [None, 3],
    {},
    {"": {"": None}},
    {"a": [1]},
)
NAMES = (
    "language", "text_size", "theme", "motion", "sessions_folder", "exports_folder", "copy_folder", "recent", "window",
    "capture", "export", "views", "hints", "inspector", "damaged", "extra",
)  # fmt: skip


def works(qtbot: Any, studio: Any) -> None:
    """A session is made, a note typed, every page and dialog shown."""
    window = studio.window
    window.files.make(Words(en="All the same"), "journey")
    qtbot.keyClicks(window.capture.field, "It works")
    qtbot.keyClick(window.capture.field, Qt.Key.Key_Return)
    assert [note.text for note in studio.context.bridge.session.all(Note)] == ["It works"]
    for page in ("history", "unplaced", "map", "start"):
        window.show_page(page)
        assert window.shown == page
    window.page("map").show_twin("outline")
    for dialog in ("settings", "export", "export_data", "new"):
        studio.context.actions.run(dialog)
    assert window.strip.waiting == [] or "settings" in window.strip.what.text()


def keep(home: Path, settings: object) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


@pytest.mark.parametrize("at", range(len(ODD)))
def test_values_of_any_kind_in_the_settings_give_way_to_the_usual_ones(
    qtbot: Any, qapp: Any, home: Path, at: int
) -> None:
    keep(home, {**{name: ODD[(at + n) % len(ODD)] for n, name in enumerate(NAMES)}, "of the future": ODD[at]})
    with running(qapp) as studio:
        works(qtbot, studio)
        studio.context.settings.save()
    kept = json.loads((home / "settings.json").read_text(encoding="utf-8"))
    assert kept["of the future"] == ODD[at], "what a newer version wrote is kept"


def test_what_a_newer_version_remembers_of_a_session_is_no_trouble(qtbot: Any, qapp: Any, home: Path) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Seen before"), "journey")
        session = studio.context.bridge.session
        path, id = session.path, session.workshop.id
    for odd in ODD:
        seen = {"twin": odd, "hidden_lanes": odd, "hidden_kinds": odd, "capture": odd, "page": odd, "zoom": odd}
        keep(
            home,
            {
                "language": "en",
                "views": {id: seen, "another": odd},
                "window": {"geometry": odd, "page": odd},
                "export": {"audience": odd, "map_formats": odd, "paper": odd},
            },
        )
        with running(qapp, path=path) as studio:
            assert studio.window.shown == "map"
            studio.context.actions.run("export")
            qtbot.keyClicks(studio.window.capture.field, "x")


def test_without_any_of_its_fonts_the_window_opens_and_says_so(
    qtbot: Any, qapp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import theme

    monkeypatch.setattr(theme, "FILES", tuple(f"missing-{name}" for name in theme.FILES))
    monkeypatch.setattr(theme, "SANS", "No Such Sans")
    monkeypatch.setattr(theme, "SERIF", "No Such Serif")
    with running(qapp) as studio:
        assert "missing-" in studio.window.strip.what.text()
        studio.window.strip.answer()
        works(qtbot, studio)


def test_a_folder_that_cannot_be_written_costs_no_work(
    qtbot: Any, qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("HCD_STUDIO_HOME", str(blocked))
    with running(qapp) as studio:
        assert studio.window.isVisible()
        studio.context.settings.theme = "dark"
        assert not studio.context.settings.save()
        studio.context.actions.run("sample")
        assert studio.window.strip.waiting, "that nothing can be kept here is told"


def test_when_a_screen_is_unplugged_the_window_comes_to_one_that_is_there(qapp: Any) -> None:
    with running(qapp, size=(700, 500)) as studio:
        studio.window.move(QPoint(9000, 9000))
        qapp.screenRemoved.emit(QGuiApplication.primaryScreen())
        qapp.processEvents()
        room = QGuiApplication.primaryScreen().availableGeometry()
        assert room.intersects(studio.window.geometry())
        assert studio.window.width() <= room.width()
