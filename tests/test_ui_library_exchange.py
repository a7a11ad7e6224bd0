"""The library in the window: one click brings copies together, news is told, and trouble does no harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from hcd_studio.library import keys
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import enter, make
from hcd_studio.library.sync import sync
from tests import library_window
from tests.library_window import (
    click,
    idle,
    library,
    press,
    texts,
    told,
    write,
)
from tests.meeting import at, clock, morning, say
from tests.studio import running

studio, home_library = library_window.studio, library_window.home_library

# Copies come together


def test_two_windows_on_two_copies_work_apart_and_come_together_through_a_folder_with_one_click(
    qtbot: Any, qapp: Any, tmp_path: Path, home_library: Path, monkeypatch: Any
) -> None:
    first, second = morning(tmp_path, "A", "B")
    for path, text, sees in (
        (first, "Said at table A", {"Said at table A"}),
        (second, "Said at table B", {"Said at table A", "Said at table B"}),
        (first, "", {"Said at table A", "Said at table B"}),
    ):
        monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / f"laptop {path.stem}"))
        with running(qapp, path=path) as made:
            if text:
                write(made, text)
            page = library(qtbot, made, home_library)
            click(qtbot, page.go)
            idle(qtbot, made)
            assert texts(made) >= sees
            assert made.context.actions.target("desk").exchanging.words().say("en") == "Nothing waiting to send"
            assert made.window.top._marks["library"][1].text() == "Nothing waiting to send"
            assert "last met" in page.which.text()


def test_what_moved_is_said_in_words_and_what_waits_is_counted(qtbot: Any, studio: Any, home_library: Path) -> None:
    library(qtbot, studio, home_library)
    assert studio.window.top._marks["library"][1].text() == "Not exchanged yet"
    press(studio, "exchange")
    idle(qtbot, studio)
    assert told(studio) == [f"Synced with the home library Cyngor Glan-yr-afon ({enter(Folder(home_library)).id[:8]})."]
    assert "Changes sent:" in studio.window.strip.waiting[0].rest.say("en")
    write(studio, "One more")
    assert studio.window.top._marks["library"][1].text() == "Waiting to be sent: 1"
    press(studio, "exchange")
    idle(qtbot, studio)
    assert studio.window.top._marks["library"][1].text() == "Nothing waiting to send"


def test_others_have_news_is_told_once_and_an_exchange_brings_it(
    qtbot: Any, qapp: Any, tmp_path: Path, home_library: Path, monkeypatch: Any
) -> None:
    first, second = morning(tmp_path, "A", "B")
    with running(qapp, path=first) as made:
        page = library(qtbot, made, home_library)
        desk = made.context.actions.target("desk")
        assert not desk.watcher.timer.isActive(), "nothing is watched before the first exchange"
        click(qtbot, page.go)
        idle(qtbot, made)
        assert desk.watcher.timer.isActive()
        monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / "laptop B"))
        say(second, "B was here")
        with at(second) as other:
            sync(Folder(home_library), SessionCopy(other))
        monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / "home"))
        desk.watcher.look()
        qtbot.waitUntil(lambda: desk.exchanging.news, timeout=10_000)
        assert made.window.top._marks["library"][1].text() == "Others have news"
        assert not desk.watcher.timer.isActive(), "what is known is not looked for"
        click(qtbot, page.go)
        idle(qtbot, made)
        assert "B was here" in texts(made)
        assert not desk.exchanging.news


def test_without_a_library_nothing_is_watched_and_no_worker_runs(studio: Any) -> None:
    desk = studio.context.actions.target("desk")
    assert not desk.watcher.timer.isActive()
    assert desk.watcher.folders is None
    assert desk.watcher.jobs._thread is None
    assert not studio.window.top._marks["library"][1].isVisible()


def test_a_session_is_opened_out_of_a_library_by_its_title(
    qtbot: Any, qapp: Any, studio: Any, home_library: Path
) -> None:
    library(qtbot, studio, home_library)
    studio.context.actions.run("exchange")
    idle(qtbot, studio)
    here = studio.context.bridge.session.path
    studio.context.actions.run("take_session")
    idle(qtbot, studio)
    dialog: Any = qapp.activeModalWidget()
    assert dialog.list.currentItem().text().startswith("Library day")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    idle(qtbot, studio)
    session = studio.context.bridge.session
    assert session.path != here
    assert session.workshop.title.en == "Library day"


# Trouble


def test_a_folder_that_vanished_is_told_and_nothing_is_lost(
    qtbot: Any, studio: Any, home_library: Path, tmp_path: Path
) -> None:
    page = library(qtbot, studio, home_library)
    click(qtbot, page.go)
    idle(qtbot, studio)
    home_library.rename(tmp_path / "away")
    write(studio, "While the share is away")
    click(qtbot, page.go)
    idle(qtbot, studio)
    assert told(studio)[-1] == f"The folder {home_library} is not there."
    assert "While the share is away" in texts(studio)
    assert studio.window.top._marks["library"][1].text() == "Waiting to be sent: 1"
    (tmp_path / "away").rename(home_library)
    click(qtbot, page.go)
    idle(qtbot, studio)
    assert studio.window.top._marks["library"][1].text() == "Nothing waiting to send"


def test_an_emptied_folder_offers_to_make_the_library_again_and_sends_everything(
    qtbot: Any, studio: Any, home_library: Path
) -> None:
    import shutil

    page = library(qtbot, studio, home_library)
    click(qtbot, page.go)
    idle(qtbot, studio)
    known = enter(Folder(home_library)).id
    shutil.rmtree(home_library)
    home_library.mkdir()
    studio.window.strip.waiting.clear()
    click(qtbot, page.go)
    idle(qtbot, studio)
    assert list(home_library.iterdir()) == [], "nothing is written into an empty folder unasked"
    click(qtbot, studio.window.strip.act)
    idle(qtbot, studio)
    assert enter(Folder(home_library)).id == known
    assert any(one.key.startswith(keys.SESSIONS) for one in Folder(home_library).list())


def test_another_library_in_the_folder_takes_nothing_until_a_person_says_so(
    qtbot: Any, studio: Any, home_library: Path
) -> None:
    page = library(qtbot, studio, home_library)
    click(qtbot, page.go)
    idle(qtbot, studio)
    (home_library / keys.GATE).unlink()
    make(Folder(home_library), "home", council="Cyngor Arall", clock=clock("another"))
    before = set(Folder(home_library).list())
    studio.window.strip.waiting.clear()
    click(qtbot, page.go)
    idle(qtbot, studio)
    assert set(Folder(home_library).list()) == before
    assert "another library" in told(studio)[-1]
    click(qtbot, studio.window.strip.act)
    idle(qtbot, studio)
    session = studio.context.bridge.session
    assert SessionCopy(session).home() == enter(Folder(home_library)).id


def test_a_folder_that_cannot_be_written_is_told(qtbot: Any, studio: Any, home_library: Path, monkeypatch: Any) -> None:
    def refuse(_path: Path, _data: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    page = library(qtbot, studio, home_library)
    monkeypatch.setattr("hcd_studio.library.folder._write", refuse)
    click(qtbot, page.go)
    idle(qtbot, studio)
    assert told(studio)[-1] == f"The library in {home_library} cannot be used now: Permission denied."


def test_half_a_file_is_left_alone_and_the_rest_moves(
    qtbot: Any, qapp: Any, tmp_path: Path, home_library: Path, monkeypatch: Any
) -> None:
    first, second = morning(tmp_path, "A", "B")
    monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / "laptop B"))
    say(second, "B was here")
    with at(second) as other:
        sync(Folder(home_library), SessionCopy(other))
    monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / "home"))
    (whole,) = [one for one in home_library.rglob("*.seg") if "have" not in one.name and "s" in one.parts]
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) // 2])
    with running(qapp, path=first) as made:
        page = library(qtbot, made, home_library)
        click(qtbot, page.go)
        idle(qtbot, made)
        assert "cannot be read yet" in made.window.strip.waiting[-1].rest.say("en")
        assert "B was here" not in texts(made)
        whole.write_bytes(content)
        click(qtbot, page.go)
        idle(qtbot, made)
        assert "B was here" in texts(made)


def test_stopping_in_the_middle_keeps_what_moved_and_the_next_exchange_goes_on(
    qtbot: Any, studio: Any, home_library: Path, monkeypatch: Any
) -> None:
    page = library(qtbot, studio, home_library)
    wrote: list[str] = []
    real = Folder.put_if_absent

    def stop_then(self: Folder, key: str, data: bytes) -> bool:
        wrote.append(key)
        for job in studio.context.jobs.running:
            job.stop()
        return real(self, key, data)

    monkeypatch.setattr(Folder, "put_if_absent", stop_then)
    click(qtbot, page.go)
    idle(qtbot, studio)
    assert len(wrote) >= 1
    assert studio.window.header.status.whole.startswith("Stopped.")
    monkeypatch.setattr(Folder, "put_if_absent", real)
    click(qtbot, page.go)
    idle(qtbot, studio)
    assert studio.window.top._marks["library"][1].text() == "Nothing waiting to send"
