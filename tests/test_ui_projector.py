"""The projector: the room sees only what is for everybody, follows or stays, pauses and blanks, and a pulled plug shows nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt

from hcd_studio.bilingual import Words
from hcd_studio.questions.projected import PAGES, scene_of
from hcd_studio.records import AgendaItem, Note, Participant, RoomTable, Step, Theme
from hcd_studio.session import Session, now
from hcd_studio.templates import make_sample
from hcd_studio.verbs.notes import add_note
from hcd_studio.verbs.room import edit_record
from hcd_studio.verbs.voting import cast_vote, close_ballot, open_ballot
from tests.studio import running
from ui.room.screens import screen_for, still_there
from ui.room.view import placed_for

SECRETS = ("CANARY-PRIVATE", "CANARY-PARKED", "CANARY-NAME", "CANARY-CODE", "CANARY-SCRIBE", "CANARY-GONE")


class Screen:
    """A screen that is only a place."""

    def __init__(self, x: int, width: int = 1920):
        self.at = QRect(x, 0, width, 1080)

    def geometry(self) -> QRect:
        return self.at


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workshop, made once."""
    path = tmp_path_factory.mktemp("sample") / "day.hcd"
    make_sample(path).close()
    return path


@pytest.fixture
def day(sample: Path, tmp_path: Path) -> Iterator[Any]:
    """The sample with what nobody in the room may read."""
    shutil.copy(sample, tmp_path / "day.hcd")
    with Session.open(tmp_path / "day.hcd") as session:
        people = session.all(Participant)
        step = session.all(Step)[0]
        add_note(session, step, None, "CANARY-PRIVATE", kind="pain", private=True)
        edit_record(session, add_note(session, step, None, "CANARY-PARKED", kind="idea"), parked=True)
        edit_record(
            session, add_note(session, step, None, "CANARY-GONE", kind="idea", participant=people[1]), verbatim=True
        )
        edit_record(session, people[0], name="CANARY-NAME", code="CANARY-CODE")
        edit_record(session, people[1], withdrawn=True)
        edit_record(session, session.all(RoomTable)[0], scribe="CANARY-SCRIBE")
        edit_record(session, session.all(Theme)[0], title=Words("CLEAN", "GLÂN"))
        yield session


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_what_is_not_for_everybody(day: Any, page: str) -> None:
    codes = [one.code for one in day.all(Participant)]
    refs = [one.ref for one in day.all(Note)]
    snapshot = now(day)
    scene = scene_of(snapshot, page)
    said = f"{scene.spoken().en}\n{scene.spoken().cy}"
    if scene.kind in ("map", "wall"):
        placed = placed_for(snapshot, scene.kind)
        said += "\n".join(line for box in placed.notes for line in box.lines)
        assert placed.notes
    for one in (*SECRETS, *codes, *refs):
        assert one not in said


def test_a_blind_round_shows_how_far_it_is_and_never_how_it_goes(day: Any) -> None:
    ballot = open_ballot(day, Words("What hurts?", "Beth sy’n brifo?"), dots=5, concerns=1)
    people = [one for one in day.all(Participant) if not one.withdrawn]
    before = scene_of(now(day), "pains")
    cast_vote(day, day.all(Theme)[0], participant=people[0], ballot=ballot, count=3)
    after = scene_of(now(day), "pains")
    assert (before.kind, before.placed, after.placed, after.of) == ("vote", 0, 3, 5 * len(people))
    assert [one.mark for one in after.lines] == list("ABCDEFGH")
    assert [(one.mark, one.words, one.figure) for one in after.lines] == [
        (one.mark, one.words, "") for one in before.lines
    ]
    close_ballot(day, ballot)
    ranked = scene_of(now(day), "pains")
    assert (ranked.kind, ranked.lines[0].figure) == ("ranking", "3")


def test_every_sentence_of_the_room_comes_in_both_languages(day: Any) -> None:
    for page in PAGES:
        scene = scene_of(now(day), page)
        assert scene.title.cy, page
        assert scene.title.en, page


def test_the_room_is_on_another_screen_than_the_facilitator() -> None:
    own, other, mirror = Screen(0), Screen(1920), Screen(0)
    assert screen_for([own, other], own) is other
    assert screen_for([own], own) is None
    assert screen_for([own, mirror], own) is None
    assert screen_for([other, own], None) is None
    assert still_there([own], other.geometry().center()) is False


@pytest.fixture
def room(qapp: Any, sample: Path, tmp_path: Path) -> Iterator[Any]:
    shutil.copy(sample, tmp_path / "day.hcd")
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        show: Any = studio.context.actions.target("room")
        show.studio = studio
        yield show


def outside(room: Any) -> None:
    """Show as on a second screen: this machine has one, so its window stands in for it."""
    from ui.room.show import RoomWindow

    room.outside = RoomWindow(room.context, room)
    room._dress(room.outside.view)
    room.refresh()
    room.outside.show()


def test_f5_on_a_single_screen_covers_the_whole_window_and_takes_it_away(qtbot: Any, room: Any) -> None:
    window = room.window
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert room.here
    assert room.inside.geometry() == window.rect()
    assert window.childAt(window.rect().center()) is room.inside
    window.resize(1000, 700)
    assert room.inside.size() == window.size()
    qtbot.keyClick(room.inside, Qt.Key.Key_F5)
    assert not room.showing


def test_the_room_follows_stays_pauses_and_goes_dark(qtbot: Any, room: Any) -> None:
    outside(room)
    run = room.context.actions.run
    room.window.show_page("feelings")
    room.refresh()
    assert room.view.scene.kind == "curve"
    run("room_pin")
    room.window.show_page("map")
    room.refresh()
    assert room.view.scene.kind == "curve"
    run("room_pin")
    assert room.view.scene.kind == "map"
    run("room_freeze")
    room.window.show_page("feelings")
    room.refresh()
    assert room.view.scene.kind == "map"
    run("room_freeze")
    assert room.view.scene.kind == "curve"
    run("room_blank")
    image = room.view.grab().toImage()
    assert {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)} == {0xFF000000}
    run("room_blank")
    assert len({room.view.grab().toImage().pixel(x, 400) for x in range(900)}) > 1


def test_pages_that_are_not_for_the_room_leave_the_picture_as_it_is(room: Any) -> None:
    outside(room)
    room.window.show_page("feelings")
    room.window.show_page("history")
    room.refresh()
    assert room.view.scene.kind == "curve"


def test_a_pulled_plug_takes_the_picture_away_and_leaves_the_window_where_it_is(room: Any) -> None:
    outside(room)
    place = room.window.geometry()
    screen = room.outside.screen()
    room._unplugged(screen)
    assert not room.showing
    assert room.window.geometry() == place


def test_the_running_item_and_its_time_are_shown(room: Any) -> None:
    outside(room)
    room.context.bridge.do("begin_agenda_item", room.context.bridge.session.all(AgendaItem)[0])
    room.refresh()
    minutes = room.clock.day.now.minutes
    assert room.view.time[:2] in (f"{minutes:02}", f"{minutes - 1:02}")
    assert room.view.gone is not None


def test_closing_the_session_or_the_window_ends_the_show(room: Any) -> None:
    outside(room)
    room.context.bridge.close()
    assert not room.showing
