"""Both models stay what a fresh model would be, whatever is done; the picture too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QImage

from hcd_studio import verbs
from hcd_studio.bilingual import Words
from hcd_studio.layout import place
from hcd_studio.layout.live import LiveMap
from hcd_studio.layout.update import KeptMap
from hcd_studio.layout.view import View
from hcd_studio.records import Feeling, Lane, Note, Participant, Stage, Step, Theme, Vote
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble
from tests.making import Held, held, some_text, steps, workshop
from tests.maps import made_up


@pytest.fixture
def board(qapp: object, tmp_path: Path) -> Iterator[Held]:
    with held(tmp_path / "map.hcd", 80) as found:
        yield found


def pick(chance: random.Random, records: Any) -> Any:
    return chance.choice(list(records))


def one_act(session: Session, chance: random.Random) -> None:
    """Something that somebody does: any verb that the map shows."""
    if not session.all(Note) or not session.all(Lane):
        session.redo()  # everything was taken back
    note, step, lane = pick(chance, session.all(Note)), pick(chance, session.all(Step)), pick(chance, session.all(Lane))
    stages, title = session.all(Stage), Words(some_text(chance)[:30], some_text(chance)[:30])
    acts: list[tuple[str, dict[str, Any]]] = [
        ("add_note", {"step": step, "lane": lane, "text": some_text(chance)}),
        ("add_note", {"step": None, "lane": lane, "text": some_text(chance)}),
        ("edit_note", {"note": note, "text": some_text(chance)}),
        ("move_note", {"note": note, "to": step, "lane": lane, "first": chance.random() < 0.5}),
        ("move_note", {"note": note, "to": step}),
        ("remove_note", {"note": note}),
        ("duplicate_note", {"note": note}),
        ("group_note", {"note": note, "theme": pick(chance, session.all(Theme))}),
        ("add_step", {"title": title, "after": step}),
        ("move_step", {"step": step, "after": pick(chance, session.all(Step))}),
        ("remove_step", {"step": step}),
        ("rename", {"record": pick(chance, (step, lane, stages[0])), "title": title}),
        ("move_lane", {"lane": lane, "after": pick(chance, session.all(Lane))}),
        ("add_lane", {"title": title, "kind": pick(chance, ("pain", "saying", "feeling"))}),
        ("remove_lane", {"lane": lane}),
        ("move_stage", {"stage": pick(chance, stages), "after": pick(chance, stages)}),
        ("split_step", {"step": step, "title": title, "notes": tuple(n for n in session.all(Note) if n.step == step.id)[:2]}),
        ("merge_steps", {"step": step, "into": pick(chance, session.all(Step))}),
        ("rate_feeling", {"participant": pick(chance, session.all(Participant)), "step": step, "value": chance.randint(-2, 2)}),
        ("withdraw", {"participant": pick(chance, session.all(Participant))}),
        ("undo", {}),
        ("undo", {}),
        ("redo", {}),
    ]  # fmt: skip
    name, given = chance.choice(acts)
    try:
        if name in ("undo", "redo"):
            getattr(session, name)()
        else:
            verbs.do(session, name, **given)
    except Trouble:
        pass


def same_map(kept: LiveMap, snapshot: Snapshot, view: View) -> None:
    fresh = KeptMap(snapshot, view)
    ours, theirs = kept.placed(), fresh.placed()
    for name in ("width", "height", "head", "stages", "steps", "lanes", "cells", "boxes", "curve", "rules", "covered"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert kept.order() == fresh.order()
    assert kept.place_of == fresh.place_of
    assert kept.votes == fresh.votes
    assert all(kept.order()[kept.nth(id)] == id for id in kept.order())


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("stack", [None, 2])
def test_the_live_map_is_the_layout(scale: float, stack: int | None) -> None:
    snapshot, view = made_up(340), View(scale=scale, stack_above=stack)
    ours, theirs = LiveMap(snapshot, view).placed(), place(snapshot, view)
    for name in ("width", "height", "head", "stages", "steps", "lanes", "cells", "boxes", "rules", "covered"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.curve is not None
    assert theirs.curve is not None
    assert ours.curve.rect == theirs.curve.rect
    assert [one.step for one in ours.curve.points] == [one.step for one in theirs.curve.points]


@pytest.mark.parametrize("seed", range(4))
def test_after_any_verbs_the_models_are_what_fresh_ones_would_be(board: Held, seed: int) -> None:
    from ui.outline import OutlineModel

    chance = random.Random(seed)
    outline = OutlineModel(board.context)
    board.model.show(stack_above=pick(chance, (None, 2)))
    for _ in range(30):
        one_act(board.session, chance)
        assert not board.session.failures
        snapshot = Snapshot(board.session.records, board.session.versions)
        same_map(board.model.live, snapshot, board.model.view)
        assert board.model.ids() == board.model.live.order()
        fresh = OutlineModel(board.context)
        assert lines(outline) == lines(fresh)
        fresh.deleteLater()
    outline.deleteLater()


def lines(outline: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def walk(parent: Any) -> None:
        for row in range(outline.rowCount(parent)):
            index = outline.index(row, 0, parent)
            assert outline.parent(index) == parent
            found.append((outline.node(index).kind, index.data()))
            walk(index)

    from PySide6.QtCore import QModelIndex

    walk(QModelIndex())
    return found


def picture(board: Held) -> QImage:
    board.settle()
    return board.view.viewport().grab().toImage()


@pytest.mark.parametrize("seed", range(3))
def test_the_picture_is_what_a_fresh_one_would_be(board: Held, seed: int) -> None:
    chance = random.Random(seed)
    for zoom in (1.0, 0.3):
        board.view.set_zoom(zoom)
        for _ in range(8):
            one_act(board.session, chance)
        board.context.selection.clear()
        found = picture(board)
        board.view._make_paints()
        board.view.viewport().update()
        assert found == picture(board)


def test_a_thousand_changes_at_once_arrive_as_one(board: Held) -> None:
    with board.session.change("add_note") as draft:
        order = steps(board.session)
        for at in range(1000):
            draft.add(
                Note(text=f"Nodyn {at}", step=order[at % 16].id, lane=board.session.all(Lane)[at % 3].id, kind="quote")
            )
    assert len(board.model.ids()) == 1080
    same_map(board.model.live, Snapshot(board.session.records, board.session.versions), board.model.view)
    board.context.bridge.undo()
    assert len(board.model.ids()) == 80
    assert not board.session.failures


def test_votes_and_feelings_touch_what_shows_them(board: Held) -> None:
    before = board.model.live.votes
    voted = board.session.get(Note, next(iter(before)))
    assert voted is not None
    with board.session.change("cast_vote") as draft:
        draft.add(Vote(target=voted.theme, kind="dot", count=7))
    assert board.model.live.votes != before
    feeling = board.session.all(Feeling)[0]
    with board.session.change("rate_feeling") as draft:
        draft.patch(feeling, value=-2 if feeling.value != -2 else 2)
    same_map(board.model.live, Snapshot(board.session.records, board.session.versions), board.model.view)


def test_language_text_size_and_theme_are_live(board: Held) -> None:
    first = board.model.live.rows[0].lines[0].text
    board.context.speaker.set("cy")
    assert board.model.live.rows[0].lines[0].text != first
    board.context.theme.set(text_size=200)
    assert board.model.live.metrics.note == 272
    board.context.theme.set(theme="contrast")
    assert board.view.paints.contrast
    picture(board)


def test_each_note_has_a_name_and_a_place_for_screen_readers(board: Held) -> None:
    found = QAccessible.queryAccessibleInterface(board.view)
    assert found.childCount() == 80
    names = {found.child(at).text(QAccessible.Text.Name) for at in range(80)}
    note = board.session.get(Note, board.model.id_at(0))
    assert note is not None
    assert any(note.text.split()[0] in name for name in names)
    described = board.model.index(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert described.startswith("step 1 of 16, Badge near its end, ")
    assert ", 1 of " in described
    assert found.child(0).role() == QAccessible.Role.ListItem


def test_an_idle_board_runs_no_timer(board: Held) -> None:
    board.settle()
    assert not [timer for timer in board.view.findChildren(QTimer) if timer.isActive()]


def test_nothing_is_open(qapp: object) -> None:
    """Without a session, with an empty one, and closed again."""
    from ui.board.view import BoardView
    from ui.context import Context
    from ui.model import BoardModel
    from ui.settings import Settings

    context = Context(Settings(theme="dark", language="cy"))
    view = BoardView(context, BoardModel(context))
    view.resize(300, 200)
    view.show()
    view.fit()
    view.zoom_in()
    view.new_note()
    view.paste()
    view.enter()
    view.grab()
    assert view.visible_part() == (0, -1)
    view.close()
    view.board.deleteLater()
    view.deleteLater()
    context.close()
    context.deleteLater()


def test_a_blank_session_and_closing(board: Held, tmp_path: Path) -> None:
    with Session.create(tmp_path / "blank.hcd") as blank:
        board.context.bridge.take(blank)
        board.settle()
        assert board.model.ids() == []
        board.view.grab()
        board.context.bridge.close()
        board.settle()
        board.view.grab()


def test_making_is_repeatable() -> None:
    assert workshop(50) == workshop(50)
    assert replace(workshop(50)[0]) == workshop(50)[0]
