"""The library in the window: one click brings copies together, findings are searched, patterns travel, and trouble is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hcd_studio.bilingual import Words
from hcd_studio.library import keys
from hcd_studio.library.catalogue import kept_catalogue
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.driver import Found
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import enter, make
from hcd_studio.library.patterns import pattern_named
from hcd_studio.library.publish import preview, published_as
from hcd_studio.library.sync import has_news, sync
from hcd_studio.records import Lane, Need, Note, Participant, Provenance, Requirement, Step
from tests.meeting import at, clock, morning, say
from tests.studio import running
from tests.together import PAINS, fill

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def idle(qtbot: Any, studio: Any) -> None:
    """Wait until nothing runs beside the window."""

    def rests() -> None:
        page = studio.window.pages.get("library")
        assert not studio.context.jobs.running
        assert page is None or (not page.jobs.running and not page._wait.isActive())

    qtbot.waitUntil(lambda: _holds(rests), timeout=20_000)
    QApplication.processEvents()  # what was put on the page is shown


def _holds(check: Any) -> bool:
    try:
        check()
    except AssertionError:
        return False
    return True


def library(qtbot: Any, studio: Any, place: Path | None = None) -> Any:
    """The page, with a library where one is given, when all is read."""
    studio.window.show_page("library")
    if place is not None:
        studio.context.actions.target("desk").use(str(place))
    idle(qtbot, studio)
    return studio.window.pages["library"]


def click(qtbot: Any, button: Any) -> None:
    qtbot.mouseClick(button, LEFT)


def choose(qtbot: Any, page: Any, name: str) -> Any:
    card = next(one for one in page.cards if page._name(one) == name)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    return card


def told(studio: Any) -> list[str]:
    return [one.what.say("en") for one in studio.window.strip.waiting]


def texts(studio: Any) -> set[str]:
    return {note.text for note in studio.context.bridge.session.all(Note)}


def write(studio: Any, text: str) -> None:
    session = studio.context.bridge.session
    studio.context.bridge.do("add_note", session.all(Step)[0], session.all(Lane)[0], text, quiet=True)


@pytest.fixture
def home_library(tmp_path: Path) -> Path:
    place = tmp_path / "share"
    place.mkdir()
    make(Folder(place), "home", council="Cyngor Glan-yr-afon", clock=clock("share"))
    return place


@pytest.fixture(scope="module")
def filled(tmp_path_factory: Any) -> Path:
    place: Path = tmp_path_factory.mktemp("library") / "shared"
    fill(place)
    return place


@pytest.fixture
def studio(qtbot: Any, qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Library day", cy="Diwrnod llyfrgell"), "journey")
        made.context.bridge.do(
            "edit_record", made.context.bridge.session.workshop, council="Cyngor Tre Lan", service="Blue Badge"
        )
        qapp.processEvents()
        yield made
        idle(qtbot, made)


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
    page = library(qtbot, studio, home_library)
    assert studio.window.top._marks["library"][1].text() == "Not exchanged yet"
    qtbot.keyClick(page, Qt.Key.Key_F10, CTRL)
    idle(qtbot, studio)
    assert told(studio) == [f"Synced with the home library Cyngor Glan-yr-afon ({enter(Folder(home_library)).id[:8]})."]
    assert "Changes sent:" in studio.window.strip.waiting[0].rest.say("en")
    write(studio, "One more")
    assert studio.window.top._marks["library"][1].text() == "Waiting to be sent: 1"
    qtbot.keyClick(page, Qt.Key.Key_F10, CTRL)
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


# Searching


def test_findings_of_every_council_are_found_in_either_language_with_voice_and_share(
    qtbot: Any, studio: Any, filled: Path
) -> None:
    page = library(qtbot, studio, filled)
    assert page.heading()[0].say("en") == "Once for Wales"
    qtbot.keyClicks(page.line, "papers postio")
    idle(qtbot, studio)
    assert [card.finding.words.en for card in page.cards] == ["Original papers must be posted"]
    card = page.cards[0]
    assert "17 of 19 councils that asked" in card.accessibleName()
    assert PAINS[0][2] in card.accessibleName()
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert page.cards[0].hasFocus()
    qtbot.keyClick(page.cards[0], Qt.Key.Key_Return)
    assert page.finding.ref == "P-A1"
    page.line.clear()
    qtbot.keyClicks(page.line, "tyfu'n ol")
    idle(qtbot, studio)
    assert page.cards, "accents may be left out"


def test_chips_limit_a_search_and_take_the_limit_away_again(qtbot: Any, studio: Any, filled: Path) -> None:
    page = library(qtbot, studio, filled)
    click(qtbot, page.chips.kinds["need"])
    idle(qtbot, studio)
    assert {card.finding.kind for card in page.cards} == {"need"}
    click(qtbot, page.chips.kinds[""])
    idle(qtbot, studio)
    menu = page.chips.more.menu()
    service = next(one.menu() for one in menu.actions() if one.text() == "Service")
    next(one for one in service.actions() if one.text().startswith("Service: Council tax")).trigger()
    idle(qtbot, studio)
    assert page.facets.service == "Council tax"
    assert {card.finding.service for card in page.cards if hasattr(card, "finding")} == {"Council tax"}
    click(qtbot, page.chips.limits[0])
    idle(qtbot, studio)
    assert page.facets.service == ""


def test_a_search_works_while_an_exchange_is_on_its_way_and_without_the_folder(
    qtbot: Any, studio: Any, tmp_path: Path, home_library: Path, monkeypatch: Any
) -> None:
    import threading

    place = tmp_path / "shared"
    fill(place, councils=3)
    page = library(qtbot, studio, home_library)
    library(qtbot, studio, place)
    waiting, go_on = threading.Event(), threading.Event()
    real = Folder.list

    def slow(self: Folder, prefix: str = "", after: str = "") -> Iterator[Found]:
        if self.root == home_library:
            waiting.set()
            go_on.wait(10)
        return real(self, prefix, after)

    monkeypatch.setattr(Folder, "list", slow)
    click(qtbot, page.go)
    qtbot.waitUntil(waiting.is_set, timeout=5_000)
    qtbot.keyClicks(page.line, "photo")
    qtbot.waitUntil(lambda: not page.jobs.running and not page._wait.isActive(), timeout=5_000)
    assert studio.context.jobs.running, "the exchange is still on its way"
    assert page.seen.words == "photo"
    go_on.set()
    idle(qtbot, studio)
    place.rename(tmp_path / "away")
    page.line.clear()
    qtbot.keyClicks(page.line, "reason")
    idle(qtbot, studio)
    assert page.seen.found.total, "what was read before is searched without a network"


def test_a_search_is_kept_under_a_name_and_found_again(qtbot: Any, studio: Any, filled: Path) -> None:
    page = library(qtbot, studio, filled)
    qtbot.keyClicks(page.line, "photo")
    idle(qtbot, studio)
    studio.context.ask.texts = ["Photos"]
    qtbot.keyClick(page.line, Qt.Key.Key_F3, CTRL)
    page.line.clear()
    idle(qtbot, studio)
    qtbot.keyClick(page.line, Qt.Key.Key_F4, SHIFT)
    idle(qtbot, studio)
    assert page.line.text() == "photo"


def test_that_two_pains_are_the_same_is_said_by_a_person(qtbot: Any, qapp: Any, studio: Any, tmp_path: Path) -> None:
    place = tmp_path / "shared"
    driver = fill(place, councils=5)
    for one in list(driver.list(keys.SAME)):
        driver.delete(one.key)
    page = library(qtbot, studio, place)
    qtbot.keyClicks(page.line, "original papers")
    idle(qtbot, studio)
    assert len([card for card in page.cards if hasattr(card, "finding")]) == 5
    qtbot.keyClick(page.cards[0], Qt.Key.Key_Return)
    qtbot.keyClick(page, Qt.Key.Key_F7, ALT)
    dialog: Any = qapp.activeModalWidget()
    assert dialog.list.count() == 4
    click(qtbot, dialog.go)
    click(qtbot, dialog.not_same)
    dialog.reject()
    idle(qtbot, studio)
    assert len([card for card in page.cards if hasattr(card, "finding")]) == 4, "what is the same stands once"
    shared = page.seen.shares[page.cards[0].finding.cite]
    assert (len(shared.sharing), len(shared.asked)) == (2, 5)


# Patterns


def test_a_pattern_travels_from_council_a_to_council_b_and_back(
    qtbot: Any, qapp: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    place = tmp_path / "shared"
    place.mkdir()
    make(Folder(place), "shared", clock=clock("shared"))
    for council in ("A", "B"):
        monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / f"council {council}"))
        with running(qapp) as made:
            made.window.files.make(Words(en=f"Badge {council}", cy=f"Bathodyn {council}"), "journey")
            bridge = made.context.bridge
            bridge.do("edit_record", bridge.session.workshop, council=f"Cyngor {council}", contact="a@example.org")
            page = library(qtbot, made, place)
            if council == "A":
                bridge.do(
                    "add_need",
                    Words("resident", "preswylydd"),
                    Words("prove it once", "profi unwaith"),
                    Words("rest", "gorffwys"),
                )
                made.context.actions.run("publish_pattern")
                dialog: Any = qapp.activeModalWidget()
                dialog.name.setText("badge")
                assert "prove it once" in dialog.text.toPlainText()
                click(qtbot, dialog.go)
                idle(qtbot, made)
                continue
            choose(qtbot, page, "badge")
            assert set(page.panel.ticks) == {"journey", "needs"}
            page.panel.ticks["journey"].setChecked(False)
            steps = len(bridge.session.all(Step))
            qtbot.keyClick(page, Qt.Key.Key_F2, CTRL | SHIFT)
            idle(qtbot, made)
            (need,) = bridge.session.all(Need)
            (origin,) = [one for one in bridge.session.all(Provenance) if one.kind == "pattern"]
            assert (origin.council, origin.version, origin.digest) == (
                "Cyngor A",
                "1",
                pattern_named(Folder(place), "badge").digest,
            )
            assert len(bridge.session.all(Step)) == steps, "only what was ticked came"
            made.window.acts.undo()
            assert not bridge.session.all(Need)
            made.window.acts.redo()
            bridge.do("edit_record", bridge.session.get(Need, need.id), i_need_en="prove it once, by phone")
            qtbot.keyClick(page, Qt.Key.Key_F6, ALT)
            idle(qtbot, made)
            second = pattern_named(Folder(place), "badge")
            assert (second.bundle.version, second.bundle.council, second.lifted_by) == ("2", "Cyngor B", ("Cyngor B",))
    monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / "council A"))
    with running(qapp) as made:
        made.window.files.make(Words(en="Again"), "journey")
        made.context.bridge.do("lift_pattern", pattern_named(Folder(place), "badge@1").bundle)
        page = library(qtbot, made, place)
        choose(qtbot, page, "badge")
        qtbot.keyClick(page, Qt.Key.Key_F3, ALT)
        assert made.context.bridge.session.all(Need)[0].i_need.en == "prove it once, by phone"


def test_lifting_shows_what_is_the_same_here_and_previews_every_record(qtbot: Any, qapp: Any, studio: Any) -> None:
    page = library(qtbot, studio)
    pattern = next(one for one in page.patterns if one.name == "blue-badge-renewal")
    row = pattern.bundle.records["need"][0]
    studio.context.bridge.do("add_need", Words("a", "b"), Words(row["i_need_en"], "x"), Words("c", "d"))
    choose(qtbot, page, pattern.name)
    said = [one.text() for one in page.panel.findChildren(type(page.panel.lines.itemAt(0).widget()))]
    assert any("The same as yours" in one and "1 of" in one for one in said)
    qtbot.keyClick(page, Qt.Key.Key_F2, ALT)
    dialog: Any = qapp.activeModalWidget()
    assert row["i_need_en"] in dialog.text.toPlainText()
    dialog.reject()
    before = len(studio.context.bridge.session.all(Requirement))
    qtbot.keyClick(page, Qt.Key.Key_F2, CTRL | SHIFT)
    assert len(studio.context.bridge.session.all(Requirement)) == before + len(pattern.bundle.records["requirement"])
    assert len(studio.context.bridge.session.all(Need)) == 1 + len(pattern.bundle.records["need"])


# Publishing


def test_publishing_shows_exactly_what_goes_out_stops_at_personal_data_and_can_be_taken_back(
    qtbot: Any, qapp: Any, studio: Any, tmp_path: Path
) -> None:
    place = tmp_path / "shared"
    place.mkdir()
    make(Folder(place), "shared", clock=clock("shared"))
    library(qtbot, studio, place)
    bridge = studio.context.bridge
    session = bridge.session
    with session.change("fill") as draft:
        mair = draft.add(Participant(code="P1", name="Mair Canary", tier="library"))
        draft.add(Note(text="The form is too long", tier="library", participant=mair.id, language="en"))
        draft.add(Note(text="CANARY stays in the room", tier="room", participant=mair.id, language="en"))
        bad = draft.add(Note(text="Ring me on 07700 900123", tier="library", participant=mair.id, language="en"))
    qtbot.keyClick(studio.window, Qt.Key.Key_F10, CTRL | SHIFT)
    dialog: Any = qapp.activeModalWidget()
    assert "The form is too long" in dialog.text.toPlainText()
    assert "CANARY" not in dialog.text.toPlainText()
    assert "Canary" not in dialog.text.toPlainText()
    assert not dialog.go.isEnabled()
    assert "Personal data stops it" in dialog.held.text()
    dialog.reject()
    bridge.do("remove_record", session.get(Note, bad.id))
    qtbot.keyClick(studio.window, Qt.Key.Key_F10, CTRL | SHIFT)
    dialog = qapp.activeModalWidget()
    dialog.contact.setText("ymchwil@example.org")
    click(qtbot, dialog.go)
    idle(qtbot, studio)
    assert session.workshop.contact == "ymchwil@example.org"
    assert published_as(Folder(place), session.store.session.hex()) == ("library", "OGL-UK-3.0")
    with kept_catalogue(enter(Folder(place))) as catalogue:
        assert catalogue.one("SELECT count(*) FROM entry WHERE en LIKE '%too long%'") == 1
    assert preview(session).records["note"]
    kept = tmp_path / "certificate.txt"
    studio.context.ask.paths = [kept]
    studio.window.activateWindow()
    studio.window.pages["library"].line.setFocus()
    qtbot.keyClick(studio.window.pages["library"].line, Qt.Key.Key_F4, CTRL | SHIFT)
    idle(qtbot, studio)
    dialog = qapp.activeModalWidget()
    dialog.save()
    dialog.reject()
    idle(qtbot, studio)
    assert published_as(Folder(place), session.store.session.hex()) is None
    assert "Out of reach of this program:" in kept.read_text("utf-8")


def test_the_page_speaks_welsh_and_stands_in_every_look_with_large_letters(
    qtbot: Any, studio: Any, filled: Path
) -> None:
    page = library(qtbot, studio, filled)
    studio.context.speaker.set("cy")
    idle(qtbot, studio)
    assert "Rhaid postio papurau gwreiddiol" in page.cards[0].accessibleName()
    assert not any(one.text().startswith("All ") for one in page.chips.kinds.values())
    studio.context.theme.set(theme="contrast", text_size=200)
    idle(qtbot, studio)
    assert page.narrow
    assert not page.panel.isVisible()
    choose(qtbot, page, page._name(page.cards[0]))
    assert page.panel.isVisible()
    assert page.panel.back.hasFocus()
    qtbot.keyClick(page.panel.back, Qt.Key.Key_Escape)
    assert page.left.isVisible()
    assert has_news(Folder(filled), SessionCopy(studio.context.bridge.session)) is False
