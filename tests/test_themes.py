"""Themes: grouped, ordered, split, merged and moved; every step can be taken back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.layout import place
from hcd_studio.layout.update import KeptMap
from hcd_studio.layout.view import View
from hcd_studio.records import Note, Pain, Theme
from hcd_studio.session import Session, now
from hcd_studio.templates import new_session
from hcd_studio.verbs import insights, notes
from hcd_studio.verbs.notes import theme_order
from tests.pictures import shown


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Session]:
    with new_session(tmp_path / "wall.hcd", "blank") as session:
        for n in range(8):
            notes.add_note(session, text=f"n{n}", kind="pain")
        yield session


def under(session: Session, theme: Theme) -> list[str]:
    return [note.text for note in theme_order(one for one in session.all(Note) if one.theme == theme.id)]


def test_notes_keep_the_order_they_were_given_under_a_theme(wall: Session) -> None:
    every = wall.all(Note)
    theme = insights.add_theme(wall, Words("Proof"), notes=(every[3], every[1]))
    assert under(wall, theme) == ["n3", "n1"]
    notes.group_note(wall, every[5], theme)
    notes.group_note(wall, every[0], theme, first=True)
    notes.group_notes(wall, (every[7], every[6]), theme, after=every[3])
    assert under(wall, theme) == ["n0", "n3", "n7", "n6", "n1", "n5"]
    notes.group_note(wall, every[5], theme, after=every[0])
    assert under(wall, theme) == ["n0", "n5", "n3", "n7", "n6", "n1"]
    before = wall.seq
    notes.group_note(wall, every[5], theme)
    assert wall.seq == before


def test_notes_that_came_without_an_order_are_ordered_when_one_is_put_between(wall: Session) -> None:
    theme = insights.add_theme(wall, Words("Proof"))
    every = wall.all(Note)
    with wall.change("import_notes") as draft:
        for note in every[:4]:
            draft.patch(note, theme=theme.id)
    assert under(wall, theme) == ["n0", "n1", "n2", "n3"]
    notes.group_note(wall, every[6], theme, after=every[1])
    assert under(wall, theme) == ["n0", "n1", "n6", "n2", "n3"]
    wall.undo()
    assert under(wall, theme) == ["n0", "n1", "n2", "n3"]


def test_a_split_takes_notes_and_the_pain_points_that_rest_on_them_alone(wall: Session) -> None:
    every = wall.all(Note)
    theme = insights.add_theme(wall, Words("Proof"), notes=every[:4])
    other = insights.add_theme(wall, Words("Last"))
    gone = insights.add_pain(wall, Words("Gone"), theme=theme, notes=every[:1])
    stays = insights.add_pain(wall, Words("Stays"), theme=theme, notes=every[1:3])
    before = shown(wall)
    made = insights.split_theme(wall, theme, Words("Originals"), notes=every[:2])
    assert [one.title.en for one in wall.all(Theme)] == ["Proof", "Originals", "Last"]
    assert (under(wall, theme), under(wall, made)) == (["n2", "n3"], ["n0", "n1"])
    assert wall.get(Pain, gone.id).theme == made.id  # type: ignore[union-attr]
    assert wall.get(Pain, stays.id).theme == theme.id  # type: ignore[union-attr]
    wall.undo()
    assert shown(wall) == before
    insights.move_theme(wall, other)
    assert [one.title.en for one in wall.all(Theme)] == ["Last", "Proof"]
    insights.move_theme(wall, other, after=theme)
    assert [one.title.en for one in wall.all(Theme)] == ["Proof", "Last"]


@pytest.mark.parametrize("seed", range(4))
def test_the_kept_wall_is_what_a_fresh_one_would_be(wall: Session, seed: int) -> None:
    chance = random.Random(seed)
    view = View(columns="themes", kinds=("pain",), counts=False)
    for n in range(3):
        insights.add_theme(wall, Words(f"Theme {n}", f"Thema {n}"))
    kept = KeptMap(now(wall), view)
    wall.hear(lambda told: kept.update(now(wall), told.touched))
    for _ in range(25):
        note, theme = chance.choice(wall.all(Note)), chance.choice(wall.all(Theme))
        sibling = chance.choice([None, *(one for one in wall.all(Note) if one.theme == theme.id and one.id != note.id)])
        act = chance.choice(("group", "group", "loose", "split", "merge", "move", "remove", "undo", "name"))
        if act == "group":
            notes.group_note(wall, note, theme, after=sibling, first=sibling is None and chance.random() < 0.5)
        elif act == "loose":
            notes.group_note(wall, note, None)
        elif act == "split":
            insights.split_theme(wall, theme, Words(chance.choice("XYZ")), notes=(note,))
        elif act == "merge" and len(wall.all(Theme)) > 2 and theme != wall.all(Theme)[0]:
            insights.merge_themes(wall, theme, wall.all(Theme)[0])
        elif act == "move":
            insights.move_theme(wall, theme, after=chance.choice([None, *wall.all(Theme)]))
        elif act == "name":
            insights.add_pain(wall, Words("P"), theme=theme, notes=(note,))
        elif act == "remove" and len(wall.all(Theme)) > 2:
            insights.remove_theme(wall, theme)
        else:
            wall.undo()
        assert not wall.failures
        ours, theirs, whole = kept.placed(), KeptMap(now(wall), view).placed(), place(now(wall), view)
        for name in ("width", "height", "head", "steps", "cells", "boxes"):
            assert getattr(ours, name) == getattr(theirs, name) == getattr(whole, name), name
        assert ours.steps[0].id == ""
