"""Capture by verbs: the parking lot, silence and its end, said in Welsh and noted in English, long texts in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.dividing import PIECE, divide
from hcd_studio.layout.notes import shown_notes
from hcd_studio.layout.view import View
from hcd_studio.records import Lane, Note, RoomTable, Step
from hcd_studio.session import Session, now
from hcd_studio.speech import Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs.capture import add_notes, park_notes, reveal_notes, unpark_notes
from hcd_studio.verbs.notes import add_note
from hcd_studio.verbs.people import add_table


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with new_session(tmp_path / "day.hcd", "journey") as made:
        yield made


def on_the_map(session: Session) -> set[str]:
    return {note.text for notes in shown_notes(now(session), View()).values() for note in notes}


def test_a_parked_note_leaves_the_map_and_comes_back_to_its_place(session: Session) -> None:
    step, lane = session.all(Step)[2], session.all(Lane)[0]
    note = add_note(session, step, lane, "Later perhaps")
    park_notes(session, (note,))
    assert "Later perhaps" not in on_the_map(session)
    (back,) = unpark_notes(session, (note,))
    assert (back.step, back.lane, back.parked) == (step.id, lane.id, False)
    assert "Later perhaps" in on_the_map(session)
    (moved,) = unpark_notes(session, (note,), step=session.all(Step)[0])
    assert moved.step == session.all(Step)[0].id


def test_silence_is_ended_for_one_table_or_for_all(session: Session) -> None:
    tables = [add_table(session) for _ in "AB"]
    for table in tables:
        add_note(session, text=f"Of {table.name}", room_table=table, private=True)
    add_note(session, text="Of nobody", private=True)
    assert len(reveal_notes(session, tables[0])) == 1
    assert {note.text for note in session.all(Note) if note.private} == {"Of B", "Of nobody"}
    assert len(reveal_notes(session)) == 2
    session.undo()
    assert sum(note.private for note in session.all(Note)) == 2
    assert session.all(RoomTable)


def test_what_was_said_in_welsh_and_noted_in_english_is_a_paraphrase(session: Session) -> None:
    note = add_note(session, text="It was cold", kind="quote", language="en", said_in="cy", verbatim=True)
    assert (note.said_in, note.verbatim) == ("cy", False)
    same = add_note(session, text="Roedd hi’n oer", kind="quote", language="cy", said_in="cy")
    assert (same.said_in, same.verbatim) == ("", True)


def test_several_notes_are_one_change(session: Session) -> None:
    made = add_notes(session, ("One", " ", "Two"), kind="pain", parked=True)
    assert [one.text for one in made] == ["One", "Two"]
    assert all(one.parked for one in made)
    session.undo()
    assert not session.all(Note)
    with pytest.raises(Trouble, match="no note"):
        add_notes(session, ("", "  "))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=2000))
def test_dividing_loses_no_word_and_keeps_the_order(text: str) -> None:
    pieces = divide(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(one) <= PIECE for one in pieces)
    assert all(one.strip() for one in pieces)


def test_a_text_is_divided_at_its_sentences() -> None:
    text = "They lost my form. " * 40
    pieces = divide(text)
    assert all(one.endswith("form.") for one in pieces)
    assert len(pieces) < 6
