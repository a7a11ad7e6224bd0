"""Verbs of what hangs together: ways between steps, saved views, decisions and their evidence, the order of clauses, sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.bundle import bundle_of
from hcd_studio.records import Branch, Decision, Lane, Link, Note, Pain, Requirement, SavedView, Step
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.templates import make_sample
from hcd_studio.verbs import bring, closing, ordering, views


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Session]:
    with make_sample(tmp_path / "sample.hcd") as session:
        yield session


def test_a_branch_goes_and_its_steps_stay(sample: Session) -> None:
    first, second = sample.all(Step)[0], sample.all(Step)[3]
    made = views.add_branch(sample, first, second)
    views.remove_branch(sample, made)
    assert made.id not in {one.id for one in sample.all(Branch)}
    assert sample.get(Step, first.id) == first
    sample.undo()
    assert made.id in {one.id for one in sample.all(Branch)}


def test_a_saved_view_shows_something_else_and_goes_without_a_trace_on_the_map(sample: Session) -> None:
    lanes = sample.all(Lane)
    made = views.save_view(sample, Words("Voices"), hidden_lanes=lanes[:2])
    changed = views.update_view(sample, made, hidden_lanes=lanes[2:3], hidden_kinds=("idea",))
    assert (changed.hidden_lanes, changed.hidden_kinds) == ((lanes[2].id,), ("idea",))
    with pytest.raises(Trouble):
        views.update_view(sample, made, hidden_kinds=("smell",))
    views.remove_view(sample, changed)
    assert sample.all(SavedView) == ()
    assert sample.all(Lane) == lanes


def test_a_decision_rests_on_its_evidence_once_however_often_it_is_said(sample: Session) -> None:
    decision, pains = sample.all(Decision)[0], sample.all(Pain)[:2]
    closing.rest_decision(sample, decision, pains)
    closing.rest_decision(sample, decision, pains)
    links = [one.target for one in sample.all(Link) if one.source == decision.id]
    assert {one.id for one in pains} <= set(links)
    assert len(links) == len(set(links))


def test_a_clause_moves_behind_another_and_to_the_top(sample: Session) -> None:
    first, second, third = sample.all(Requirement)[:3]
    ordering.move_clause(sample, first, after=third)
    assert [one.id for one in sample.all(Requirement)[:3]] == [second.id, third.id, first.id]
    ordering.move_clause(sample, third)
    assert sample.all(Requirement)[0].id == third.id
    with pytest.raises(Trouble):
        ordering.move_clause(sample, first, after=sample.all(Pain)[0])


def test_another_session_comes_in_at_the_steps_it_was_matched_with(sample: Session) -> None:
    step, lane = sample.all(Step)[1], sample.all(Lane)[0]
    theirs = bundle_of(
        [Note(id="n1", text="Said elsewhere", step="s1", lane=lane.id), Step(id="s1", title=Words("Theirs"))]
    )
    before = len(sample.all(Step))
    bring.bring_session(sample, theirs, matched=(f"s1={step.id}", f"{lane.id}={lane.id}"))
    (note,) = [one for one in sample.all(Note) if one.text == "Said elsewhere"]
    assert (note.step, note.lane, len(sample.all(Step))) == (step.id, lane.id, before)
    with pytest.raises(Trouble):
        bring.bring_session(sample, theirs, matched=("s1=nobody",))
    sample.undo()
    assert not [one for one in sample.all(Note) if one.text == "Said elsewhere"]
