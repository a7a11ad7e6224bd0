"""The library in the window: findings are searched, patterns travel there and back, and what goes out is seen first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
from hcd_studio.library.sync import has_news
from hcd_studio.records import Need, Note, Participant, Provenance, Requirement, Step
from tests import library_window
from tests.library_window import (
    choose,
    click,
    idle,
    library,
    press,
)
from tests.meeting import clock
from tests.studio import running
from tests.together import PAINS, fill
from ui.library.shelf import name_of

studio, home_library, filled = library_window.studio, library_window.home_library, library_window.filled

# Searching


def test_findings_of_every_council_are_found_in_either_language_with_voice_and_share(
    qtbot: Any, studio: Any, filled: Path
) -> None:
    page = library(qtbot, studio, filled)
    assert page.heading()[0].say("en") == "Once for Wales"
    qtbot.keyClicks(page.line, "papers postio")
    idle(qtbot, studio)
    assert [card.finding.words.en for card in page.shelf.cards] == ["Original papers must be posted"]
    card = page.shelf.cards[0]
    assert "17 of 19 councils that asked" in card.accessibleName()
    assert PAINS[0][2] in card.accessibleName()
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert page.shelf.cards[0].hasFocus()
    qtbot.keyClick(page.shelf.cards[0], Qt.Key.Key_Return)
    assert page.shelf.finding.ref == "P-A1"
    page.line.clear()
    qtbot.keyClicks(page.line, "tyfu'n ol")
    idle(qtbot, studio)
    assert page.shelf.cards, "accents may be left out"


def test_chips_limit_a_search_and_take_the_limit_away_again(qtbot: Any, studio: Any, filled: Path) -> None:
    page = library(qtbot, studio, filled)
    click(qtbot, page.chips.kinds["need"])
    idle(qtbot, studio)
    assert {card.finding.kind for card in page.shelf.cards} == {"need"}
    click(qtbot, page.chips.kinds[""])
    idle(qtbot, studio)
    menu = page.chips.more.menu()
    service = next(one.menu() for one in menu.actions() if one.text() == "Service")
    next(one for one in service.actions() if one.text().startswith("Service: Council tax")).trigger()
    idle(qtbot, studio)
    assert page.searching.facets.service == "Council tax"
    assert {card.finding.service for card in page.shelf.cards if hasattr(card, "finding")} == {"Council tax"}
    click(qtbot, page.chips.limits[0])
    idle(qtbot, studio)
    assert page.searching.facets.service == ""


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
    qtbot.waitUntil(lambda: not page.searching.jobs.running and not page.searching.wait.isActive(), timeout=5_000)
    assert studio.context.jobs.running, "the exchange is still on its way"
    assert page.searching.seen.words == "photo"
    go_on.set()
    idle(qtbot, studio)
    place.rename(tmp_path / "away")
    page.line.clear()
    qtbot.keyClicks(page.line, "reason")
    idle(qtbot, studio)
    assert page.searching.seen.found.total, "what was read before is searched without a network"


def test_a_search_is_kept_under_a_name_and_found_again(qtbot: Any, studio: Any, filled: Path) -> None:
    page = library(qtbot, studio, filled)
    qtbot.keyClicks(page.line, "photo")
    idle(qtbot, studio)
    studio.context.ask.texts = ["Photos"]
    press(studio, "save_search")
    page.line.clear()
    idle(qtbot, studio)
    press(studio, "saved_searches")
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
    assert len([card for card in page.shelf.cards if hasattr(card, "finding")]) == 5
    qtbot.keyClick(page.shelf.cards[0], Qt.Key.Key_Return)
    press(studio, "same_pain")
    dialog: Any = qapp.activeModalWidget()
    assert dialog.list.count() == 4
    click(qtbot, dialog.go)
    click(qtbot, dialog.not_same)
    dialog.reject()
    idle(qtbot, studio)
    assert len([card for card in page.shelf.cards if hasattr(card, "finding")]) == 4, "what is the same stands once"
    shared = page.searching.seen.shares[page.shelf.cards[0].finding.cite]
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
            press(made, "lift")
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
            press(made, "improve")
            idle(qtbot, made)
            second = pattern_named(Folder(place), "badge")
            assert (second.bundle.version, second.bundle.council, second.lifted_by) == ("2", "Cyngor B", ("Cyngor B",))
    monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / "council A"))
    with running(qapp) as made:
        made.window.files.make(Words(en="Again"), "journey")
        made.context.bridge.do("lift_pattern", pattern_named(Folder(place), "badge@1").bundle)
        page = library(qtbot, made, place)
        choose(qtbot, page, "badge")
        press(made, "take_upstream")
        assert made.context.bridge.session.all(Need)[0].i_need.en == "prove it once, by phone"


def test_lifting_shows_what_is_the_same_here_and_previews_every_record(qtbot: Any, qapp: Any, studio: Any) -> None:
    page = library(qtbot, studio)
    pattern = next(one for one in page.searching.patterns if one.name == "blue-badge-renewal")
    row = pattern.bundle.records["need"][0]
    studio.context.bridge.do("add_need", Words("a", "b"), Words(row["i_need_en"], "x"), Words("c", "d"))
    choose(qtbot, page, pattern.name)
    said = [one.text() for one in page.panel.findChildren(type(page.panel.lines.itemAt(0).widget()))]
    assert any("The same as yours" in one and "1 of" in one for one in said)
    press(studio, "preview_pattern")
    dialog: Any = qapp.activeModalWidget()
    assert row["i_need_en"] in dialog.text.toPlainText()
    dialog.reject()
    before = len(studio.context.bridge.session.all(Requirement))
    press(studio, "lift")
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
    press(studio, "publish")
    dialog: Any = qapp.activeModalWidget()
    assert "The form is too long" in dialog.text.toPlainText()
    assert "CANARY" not in dialog.text.toPlainText()
    assert "Canary" not in dialog.text.toPlainText()
    assert not dialog.go.isEnabled()
    assert "Personal data stops it" in dialog.held.text()
    dialog.reject()
    bridge.do("remove_record", session.get(Note, bad.id))
    press(studio, "publish")
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
    QApplication.processEvents()
    studio.window.pages["library"].line.setFocus()
    press(studio, "take_back")
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
    assert "Rhaid postio papurau gwreiddiol" in page.shelf.cards[0].accessibleName()
    assert not any(one.text().startswith("All ") for one in page.chips.kinds.values())
    studio.context.theme.set(theme="contrast", text_size=200)
    idle(qtbot, studio)
    assert page.narrow
    assert not page.panel.isVisible()
    choose(qtbot, page, name_of(page.shelf.cards[0]))
    assert page.panel.isVisible()
    assert page.panel.back.hasFocus()
    qtbot.keyClick(page.panel.back, Qt.Key.Key_Escape)
    assert page.left.isVisible()
    assert has_news(Folder(filled), SessionCopy(studio.context.bridge.session)) is False
