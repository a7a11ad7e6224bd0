"""The day in the window: what runs and how long it may, what comes next, what is read aloud; an idle clock rests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio.bilingual import Words
from hcd_studio.records import AgendaItem
from tests.studio import running

Mod = Qt.KeyboardModifier
F8 = Qt.Key.Key_F8


class Hand:
    """A clock whose hands a test moves."""

    def __init__(self, session: Any):
        self.at = datetime(2026, 5, 14, 9, 30, tzinfo=UTC).timestamp()
        session.clock.now = lambda: self.at

    def on(self, minutes: float) -> None:
        self.at += minutes * 60


@pytest.fixture
def studio(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("TZ", "UTC")
    with running(qapp) as made:
        made.window.files.make(Words(en="Day"), "journey")
        made.hand = Hand(made.context.bridge.session)  # type: ignore[attr-defined]
        yield made


def clock(studio: Any) -> Any:
    return studio.context.actions.target("day")


def timer(studio: Any) -> Any:
    from ui.timer import Timer

    return studio.window.header.findChild(Timer)


def said(studio: Any, what: str) -> str:
    found: str = studio.context.speaker.say(getattr(timer(studio), what)())
    return found


def test_the_rail_shows_planned_times_ticks_and_where_the_day_is(qtbot: Any, studio: Any) -> None:
    tabs = studio.window.rail.tabs
    assert (tabs["setup"].time, tabs["map"].time) == ("09:00", "09:45")
    field = studio.window.capture.field
    qtbot.keyClick(field, F8)
    assert tabs["setup"].now
    assert studio.window.shown == "setup"
    for _ in range(2):
        qtbot.keyClick(studio.window, F8)
    assert tabs["setup"].done
    assert tabs["map"].now
    assert studio.window.shown == "map"
    assert "now" in tabs["map"].accessibleDescription()
    assert "done" in tabs["setup"].accessibleDescription()
    assert tabs["map"].grab().toImage() != tabs["setup"].grab().toImage()


def test_the_timer_counts_down_changes_words_in_the_last_minute_and_says_over_time(qtbot: Any, studio: Any) -> None:
    heard: list[str] = []
    studio.context.bridge.told.connect(heard.append)
    qtbot.keyClick(studio.window, F8)
    studio.hand.on(21.8)
    clock(studio).tick()
    assert said(studio, "figure") == "08:12 left"
    assert said(studio, "beside") == "of 30"
    assert "Next: Welcome" in said(studio, "below")
    studio.hand.on(7.5)
    clock(studio).tick()
    clock(studio).tick()
    assert said(studio, "figure") == "1 minute left"
    assert sum("1 minute left" in one for one in heard) == 1
    studio.hand.on(1)
    clock(studio).tick()
    assert said(studio, "figure") == "Time is over"
    studio.hand.on(3)
    clock(studio).tick()
    assert said(studio, "figure") == "3 min over"
    assert sum("F8 begins: Welcome, purpose and consent" in one for one in heard) == 1
    assert "3 min over" in timer(studio).accessibleName()
    studio.context.bridge.told.disconnect(heard.append)


def test_the_timer_is_heard_only_where_people_want_it(qtbot: Any, studio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QApplication

    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", staticmethod(lambda: beeps.append(1)))
    qtbot.keyClick(studio.window, F8)
    studio.hand.on(29.5)
    clock(studio).tick()
    assert not beeps
    studio.context.actions.run("timer_sound")
    assert studio.context.settings.sound
    studio.hand.on(1)
    clock(studio).tick()
    assert len(beeps) == 1


def test_five_minutes_more_and_the_end_by_keys(qtbot: Any, studio: Any) -> None:
    qtbot.keyClick(studio.window, F8)
    item = clock(studio).day.now
    qtbot.keyClick(studio.window, F8, Mod.ControlModifier)
    assert studio.context.bridge.session.get(AgendaItem, item.id).minutes == 35
    qtbot.keyClick(studio.window, F8, Mod.ControlModifier | Mod.ShiftModifier)
    assert studio.context.bridge.session.get(AgendaItem, item.id).minutes == 30
    qtbot.keyClick(studio.window, F8, Mod.ShiftModifier)
    assert clock(studio).day.now is None
    studio.context.bridge.undo()
    assert clock(studio).day.now.id == item.id


def test_the_clock_rests_while_nothing_runs(qtbot: Any, studio: Any) -> None:
    assert not clock(studio).ticking
    qtbot.keyClick(studio.window, F8)
    assert clock(studio).ticking
    qtbot.keyClick(studio.window, F8, Mod.ShiftModifier)
    assert not clock(studio).ticking
    qtbot.keyClick(studio.window, F8)
    studio.context.bridge.close()
    assert not clock(studio).ticking


def test_what_is_read_aloud_is_one_key_away_in_both_languages(qtbot: Any, studio: Any, qapp: Any) -> None:
    for _ in range(2):
        qtbot.keyClick(studio.window, F8)
    qtbot.keyClick(studio.window, Qt.Key.Key_F7)
    dialog = qapp.activeModalWidget()
    from PySide6.QtWidgets import QLabel

    words = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "Speak Welsh or English" in words
    assert "Siaradwch Gymraeg neu Saesneg" in words
    qtbot.keyClick(dialog, Qt.Key.Key_F7)
    assert not dialog.isVisible()


def test_an_empty_agenda_and_a_day_that_is_over_are_told(qtbot: Any, studio: Any) -> None:
    heard: list[str] = []
    studio.context.bridge.told.connect(heard.append)
    qtbot.keyClick(studio.window, F8, Mod.ShiftModifier)
    assert "Nothing runs just now" in heard[-1]
    session = studio.context.bridge.session
    for item in session.all(AgendaItem):
        studio.context.bridge.do("end_agenda_item", item)
    qtbot.keyClick(studio.window, F8)
    assert "Nothing is left" in studio.window.strip.what.text()
    for item in session.all(AgendaItem):
        studio.context.bridge.do("remove_record", item)
    assert not timer(studio).isVisible()
    qtbot.keyClick(studio.window, Qt.Key.Key_F7)
    assert heard[-1] == "The agenda is empty."
    studio.context.bridge.told.disconnect(heard.append)


def test_the_timer_offers_what_can_be_done(qtbot: Any, studio: Any) -> None:
    names = [one.objectName() for one in timer(studio).menu().actions()]
    assert names[:3] == ["next_item", "end_item", "more_time"]
