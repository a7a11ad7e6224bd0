"""Branches, who does a step, and saved views: by verb, by key, said in words, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from exports import write
from exports.options import Options
from hcd_studio.bilingual import Words
from hcd_studio.layout import View, place
from hcd_studio.layout.update import KeptMap
from hcd_studio.layout.view import paper
from hcd_studio.questions.ways import actors_of, step_facts, ways_of
from hcd_studio.records import Actor, Branch, Lane, SavedView, Step
from hcd_studio.session import now
from hcd_studio.speech import LANGUAGES, Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs.map import remove_step
from hcd_studio.verbs.room import edit_record
from hcd_studio.verbs.views import add_actor, add_branch, done_by, save_view
from tests.studio import running


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Any]:
    with new_session(tmp_path / "day.hcd", "blue-badge") as made:
        yield made


def test_a_way_is_said_in_words_on_and_back(session: Any) -> None:
    steps = session.all(Step)
    add_branch(session, steps[8], steps[5], condition=Words(en="photo refused", cy="gwrthod y llun"))
    add_branch(session, steps[2], steps[6])
    said = [(one.start, one.back, one.message().say("en")) for one in ways_of(now(session))]
    assert said == [(3, False, "on to step 7"), (9, True, "back to step 6: photo refused")]
    with pytest.raises(Trouble):
        add_branch(session, steps[0], steps[0])
    remove_step(session, steps[6])
    assert len(ways_of(now(session))) == 1


def test_one_way_between_two_steps_is_one_record(session: Any) -> None:
    steps = session.all(Step)
    for condition in ("first", "second"):
        add_branch(session, steps[3], steps[1], condition=Words(en=condition))
    assert [one.condition.en for one in session.all(Branch)] == ["second"]


def test_a_step_says_what_it_asks_and_who_does_it(session: Any) -> None:
    step = session.all(Step)[0]
    edit_record(session, step, letters=2, wait_days=30)
    done_by(session, step, add_actor(session, Words(en="The post", cy="Y post")))
    facts = step_facts(now(session), session.get(Step, step.id))
    assert [one.say("en") for one in facts] == ["letters: 2", "days to wait: 30", "done by: The post"]
    for language in LANGUAGES:
        assert all(one.say(language) for one in facts)
    assert [one.title.en for one in actors_of(now(session), step.id)] == ["The post"]


def test_a_view_with_an_unknown_kind_is_refused(session: Any) -> None:
    with pytest.raises(Trouble):
        save_view(session, Words(en="x"), hidden_kinds=("nonsense",))


def test_a_way_is_added_and_removed_by_keys(qapp: Any, qtbot: Any, tmp_path: Path) -> None:
    new_session(tmp_path / "day.hcd", "blue-badge").close()
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        open_ = studio.context.bridge.session
        assert open_ is not None
        steps = open_.all(Step)
        studio.context.selection.set([steps[8].id])
        qtbot.keyClick(studio.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        dialog: Any = qapp.activeModalWidget()
        dialog.list.setCurrentRow(5)
        qtbot.keyClicks(dialog.text, "not clear")
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
        found = ways_of(now(open_))
        assert [(one.start, one.end) for one in found] == [(9, 6)]
        studio.context.actions.run("step_says")
        studio.context.actions.run("unbranch")
        dialog = qapp.activeModalWidget()
        dialog.accept()
        assert not ways_of(now(open_))
        studio.context.actions.run("undo")
        assert len(ways_of(now(open_))) == 1
        studio.context.actions.run("step_done_by")
        dialog = qapp.activeModalWidget()
        qtbot.keyClicks(dialog.text, "DWP")
        dialog.accept()
        assert [one.title.say("en") for one in open_.all(Actor)] == ["DWP"]


def test_a_view_is_saved_shown_updated_and_removed(qapp: Any, tmp_path: Path) -> None:
    new_session(tmp_path / "day.hcd", "blue-badge").close()
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        session = studio.context.bridge.session
        assert session is not None
        shown: Any = studio.context.actions.target("shown")
        run, asks = studio.context.actions.run, studio.context.ask
        lane = session.all(Lane)[1]
        shown.toggle("lanes", lane.id)
        shown.toggle("kinds", "idea")
        asks.texts = ["For leaders"]  # type: ignore[attr-defined]
        run("save_view")
        view = session.all(SavedView)[0]
        assert (view.hidden_lanes, view.hidden_kinds) == ((lane.id,), ("idea",))
        shown.show_all()
        run("choose_view")
        qapp.activeModalWidget().accept()  # type: ignore[union-attr]
        assert (shown.hidden("lanes"), shown.hidden("kinds")) == ({lane.id}, {"idea"})
        shown.show_all()
        run("update_view")
        qapp.activeModalWidget().accept()  # type: ignore[union-attr]
        assert session.all(SavedView)[0].hidden_lanes == ()
        run("remove_view")
        qapp.activeModalWidget().accept()  # type: ignore[union-attr]
        assert not session.all(SavedView)


@pytest.mark.parametrize("language", ["cy", "en", "both"])
def test_arrows_stand_above_the_steps_and_never_on_them(session: Any, language: Any) -> None:
    steps = session.all(Step)
    plain = place(now(session), View(languages=language), paper())
    assert not plain.ways
    for start, end in ((8, 5), (2, 6), (3, 1), (10, 12), (0, 15)):
        add_branch(session, steps[start], steps[end], condition=Words(en="photo refused " * 9, cy="gwrthod y llun"))
    placed = place(now(session), View(languages=language), paper())
    assert len(placed.ways) == 5
    top = placed.steps[0].rect.y
    stages = max(box.rect.bottom for box in placed.stages)
    for way in placed.ways:
        assert all(stages <= y <= top for _, at in (*way.line, *way.head) for y in at[1::2])
        assert stages - 1 <= way.text.y
        assert way.text.bottom <= top
    assert [one.back for one in placed.ways].count(True) == 2
    assert place(now(session), View(languages=language, columns="themes"), paper()).ways == ()


def test_the_poster_and_the_room_draw_the_arrows(session: Any, tmp_path: Path) -> None:
    steps = session.all(Step)
    add_branch(session, steps[8], steps[5], condition=Words(en="photo refused", cy="gwrthod y llun"))
    options = Options(language="side", audience="room", paper="A3", made=date(2026, 11, 23))
    done = write(now(session), tmp_path, "map", ["svg"], options)
    assert "gwrthod y llun" in done.files[0].read_text("utf-8").replace("\u00a0", " ")


def test_the_board_follows_a_way_as_a_fresh_layout_has_it(session: Any) -> None:
    steps = session.all(Step)
    live = KeptMap(now(session), View())
    told: list[Any] = []
    stop = session.hear(told.append)
    add_branch(session, steps[8], steps[5], condition=Words(en="photo refused"))
    live.update(now(session), told[-1].touched)
    stop()
    fresh = place(now(session), View())
    assert live.placed().ways == fresh.ways
    assert live.placed().steps == fresh.steps
    assert live.placed().head == fresh.head
