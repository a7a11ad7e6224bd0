"""The day by verbs: what begins, ends and takes longer; plan against actual; the run-sheet as one change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.questions.agenda import day_of, late_words, minutes_late, minutes_taken, seconds_left
from hcd_studio.records import AgendaItem
from hcd_studio.session import Session, now
from hcd_studio.speech import Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs.day import (
    begin_agenda_item,
    end_agenda_item,
    extend_agenda_item,
    move_agenda_item,
    next_agenda_item,
    use_run_sheet,
)
from hcd_studio.verbs.room import add_agenda_item
from ui.cli import main


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with new_session(tmp_path / "day.hcd", "blank") as made:
        yield made


@pytest.fixture
def planned(session: Session) -> Session:
    for title, begins in (("Welcome", "09:30"), ("Steps", "09:45"), ("Vote", "10:10")):
        add_agenda_item(session, Words(en=title), page="map", begins=begins, minutes=15)
    return session


def items(session: Session) -> list[AgendaItem]:
    return list(session.all(AgendaItem))


def states(session: Session) -> list[str]:
    return [slot.state for slot in day_of(now(session)).slots]


def test_one_item_runs_at_a_time_and_the_next_follows(planned: Session) -> None:
    assert states(planned) == ["next", "later", "later"]
    next_agenda_item(planned, at="09:32")
    assert states(planned) == ["now", "next", "later"]
    next_agenda_item(planned, at="09:50")
    first, second, _ = items(planned)
    assert (first.ended, second.began) == ("09:50", "09:50")
    assert states(planned) == ["done", "now", "next"]
    planned.undo()
    assert states(planned) == ["now", "next", "later"]


def test_an_item_that_is_begun_again_runs_again(planned: Session) -> None:
    first, _, last = items(planned)
    begin_agenda_item(planned, last, at="09:30")
    begin_agenda_item(planned, first, at="09:40")
    assert states(planned) == ["now", "next", "done"]


def test_what_ends_is_done_even_if_nobody_began_it(planned: Session) -> None:
    end_agenda_item(planned, items(planned)[0], at="09:40")
    assert states(planned)[0] == "done"
    assert minutes_taken(items(planned)[0]) == 0


def test_without_anything_left_one_is_told_so(planned: Session) -> None:
    for _ in range(3):
        next_agenda_item(planned, at="09:40")
    with pytest.raises(Trouble, match="Nothing is left"):
        next_agenda_item(planned, at="09:50")


def test_more_time_and_never_less_than_none(planned: Session) -> None:
    first = items(planned)[0]
    assert extend_agenda_item(planned, first).minutes == 20
    assert extend_agenda_item(planned, first, -60).minutes == 0


def test_time_left_goes_below_nothing_and_over_midnight(session: Session) -> None:
    item = add_agenda_item(session, Words(en="Late"), begins="23:50", minutes=20)
    item = begin_agenda_item(session, item, at="23:55")
    assert seconds_left(item, datetime.fromisoformat("2026-05-14T23:56")) == 19 * 60
    assert seconds_left(item, datetime.fromisoformat("2026-05-15T00:16")) == -60
    assert minutes_late(item) == 5


def test_plan_against_actual_is_said_in_words(planned: Session) -> None:
    next_agenda_item(planned, at="09:32")
    next_agenda_item(planned, at="09:53")
    assert day_of(now(planned)).late == 8
    assert late_words(8).say("en") == "Behind the plan, minutes: 8."
    assert late_words(-2).say("en") == "Ahead of the plan, minutes: 2."
    assert late_words(0).say("en") == "As planned."


def test_an_item_moves_behind_another_or_to_the_beginning(planned: Session) -> None:
    first, second, third = items(planned)
    move_agenda_item(planned, third)
    assert [one.id for one in items(planned)] == [third.id, first.id, second.id]
    move_agenda_item(planned, first, after=second)
    assert [one.id for one in items(planned)] == [third.id, second.id, first.id]


def test_the_run_sheet_takes_the_place_of_the_plan_as_one_change(planned: Session) -> None:
    next_agenda_item(planned, at="09:32")
    before = items(planned)
    made = use_run_sheet(planned, begins="13:00")
    assert len(made) == 14
    assert made[0].begins == "13:00"
    assert made[-1].begins == "16:50"
    assert all(one.prompt.en and one.prompt.cy for one in made)
    assert items(planned)[0].title.en == "Welcome"  # it runs, so it stays
    assert len(items(planned)) == 15
    planned.undo()
    assert items(planned) == before


def test_a_time_that_is_none_is_refused_and_nothing_changes(planned: Session) -> None:
    before = items(planned)
    with pytest.raises(Trouble, match="not a time"):
        use_run_sheet(planned, begins="after lunch")
    assert items(planned) == before


def test_the_command_tells_plan_against_actual(planned: Session, capsys: pytest.CaptureFixture[str]) -> None:
    next_agenda_item(planned, at="09:32")
    next_agenda_item(planned, at="09:53")
    planned.close()
    assert main(["ask", str(planned.path), "day", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["late"] == 8
    assert [one["state"] for one in found["items"]] == ["done", "now", "next"]
    assert [one["took"] for one in found["items"]] == [21, None, None]
    assert main(["ask", str(planned.path), "day"]) == 0
    said = capsys.readouterr().out
    assert "Welcome: planned 15 min, took 21 min." in said
    assert "Behind the plan, minutes: 8." in said
