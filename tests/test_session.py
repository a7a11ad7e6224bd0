"""An open workshop: changes are whole or nothing, listeners hear one thing a change, drafts die with their change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcd_studio import verbs
from hcd_studio.bilingual import Words
from hcd_studio.clock import frozen_clock
from hcd_studio.records import KINDS, Note, Stage, Step
from hcd_studio.session import Session, Told
from hcd_studio.snapshot import KeptOrder, in_order
from hcd_studio.speech import Message, Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import add_stage, add_step
from hcd_studio.verbs.notes import add_note, edit_note
from tests.pictures import agree


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Session]:
    with new_session(tmp_path / "day.hcd", "blank", clock=frozen_clock("day")) as session:
        yield session


def everything(session: Session) -> dict[str, dict[str, object]]:
    return {kind: dict(records) for kind, records in session.records.items()}


def test_a_change_is_kept_at_once_and_found_again(tmp_path: Path) -> None:
    with new_session(tmp_path / "day.hcd", "blank") as session:
        add_note(session, text="kept")
        before = everything(session)
    with Session.open(tmp_path / "day.hcd") as again:
        assert everything(again) == before


def test_a_verb_that_fails_leaves_no_trace(day: Session) -> None:
    before, edits = everything(day), day.store.db.execute("SELECT count(*) FROM edit").get
    with pytest.raises(RuntimeError), day.change("two things") as draft:
        add_note(draft, text="first")
        raise RuntimeError
    assert everything(day) == before
    assert day.store.db.execute("SELECT count(*) FROM edit").get == edits
    assert [step.verb for step in day.steps.undo] == ["use_template"]


def test_a_part_that_fails_spoils_the_whole_even_where_the_error_is_swallowed(day: Session) -> None:
    before = everything(day)
    with pytest.raises(Trouble), day.change("two things") as draft:
        add_note(draft, text="first")
        try:
            add_note(draft, text=" ")
        except Trouble:
            pass
    assert everything(day) == before


def test_numbers_given_in_a_failed_change_are_given_again(day: Session) -> None:
    with pytest.raises(RuntimeError), day.change("x") as draft:
        lost = add_note(draft, text="lost")
        raise RuntimeError
    assert add_note(day, text="kept").ref == lost.ref


def test_a_change_without_edits_is_no_change(day: Session) -> None:
    heard: list[Told] = []
    day.hear(heard.append)
    note = add_note(day, text="same")
    edit_note(day, note, "same")
    assert len(heard) == 1
    assert len(day.steps.undo) == 2


def test_listeners_hear_each_change_once_with_before_and_after(day: Session) -> None:
    heard: list[Told] = []
    stop = day.hear(heard.append)
    note = add_note(day, text="one")
    edit_note(day, note, "two")
    day.undo()
    stop()
    day.redo()
    assert [told.source for told in heard] == ["mine", "mine", "undo"]
    before, after = heard[1].touched[note.id]
    assert isinstance(before, Note)
    assert isinstance(after, Note)
    assert (before.text, after.text) == ("one", "two")
    assert heard[0].touched[note.id][0] is None


def test_a_listener_that_fails_is_collected_and_the_change_stands(day: Session) -> None:
    def fails(told: Told) -> None:
        raise ValueError("a broken view")

    heard: list[Told] = []
    day.hear(fails)
    day.hear(heard.append)
    add_note(day, text="kept")
    assert [type(error) for error in day.failures] == [ValueError]
    assert len(heard) == 1
    assert day.all(Note)[-1].text == "kept"


def test_listeners_never_write_while_they_hear(day: Session) -> None:
    day.hear(lambda told: add_note(day, text="again") and None)
    add_note(day, text="once")
    assert len(day.all(Note)) == 1
    assert isinstance(day.failures[0], RuntimeError)


def test_one_change_at_a_time(day: Session) -> None:
    with pytest.raises(RuntimeError), day.change("outer"):
        add_note(day, text="inner")
    assert not day.all(Note)


def test_a_verb_is_a_change_of_its_own_or_a_part_of_another(day: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "_verbs", dict(verbs._verbs))  # what is made here is nobody else's verb

    @verb(say="Add a stage and a step", told="Added.")
    def add_both(draft, title: Words) -> Step:  # type: ignore[no-untyped-def]
        return add_step(draft, title, stage=add_stage(draft, title))

    heard: list[Told] = []
    day.hear(heard.append)
    add_both(day, Words("Both"))
    assert [change.verb for told in heard for change in told.changes] == ["add_both"]
    day.undo()
    assert "Both" not in [stage.title.en for stage in day.all(Stage)]


def test_the_same_story_with_the_same_clock_makes_the_same_bytes(tmp_path: Path) -> None:
    def story(name: str) -> list[tuple[object, ...]]:
        with new_session(tmp_path / name, "journey", clock=frozen_clock("story")) as session:
            add_note(session, text="It rained.")
            session.undo()
            return list(session.store.db.execute("SELECT id, value, salt, mark FROM edit ORDER BY n"))

    assert story("a.hcd") == story("b.hcd")


def test_every_kind_of_record_is_kept_and_found_again(tmp_path: Path) -> None:
    with Session.create(tmp_path / "kinds.hcd") as session:
        with session.change("all kinds") as draft:
            for kind in KINDS.values():
                if kind.table != "workshop":
                    draft.add(kind())
        before = everything(session)
    with Session.open(tmp_path / "kinds.hcd", read_only=True) as again:
        assert everything(again) == before
        assert all(again.records[kind] for kind in KINDS)


def test_a_text_is_mended_before_it_is_kept(day: Session) -> None:
    note = add_note(day, text="e\u0301 \ud800 \0 a\r\nb")
    assert note.text == "é \ufffd  a\nb"
    assert day.store.heads(note.id, "text")[0].value == '"é \ufffd  a\\nb"'


def test_a_text_beyond_measure_is_refused_with_advice(day: Session) -> None:
    with pytest.raises(Trouble) as told:
        add_note(day, text="x" * 70_000)
    assert "70,000" in told.value.say("en")


def test_the_history_says_who_did_what_in_either_language(day: Session) -> None:
    from hcd_studio.history import as_json, history

    note = add_note(day, text="It rained.")
    edit_note(day, note, "It poured.")
    day.undo()
    lines = history(day)
    assert [line.verb for line in lines] == ["start", "use_template", "add_note", "edit_note", "edit_note"]
    assert [line.undone for line in lines] == [False, False, False, True, False]
    assert "It rained." in lines[2].words.say("en")
    edit = as_json(day, lines[3], "en")["edits"][0]
    assert (edit["field"], edit["before"], edit["after"]) == ("text", ["It rained."], "It poured.")


def test_a_message_says_its_gaps_in_its_own_language() -> None:
    inner = Message("{n} of {most}", n=1200, most=-3)
    assert Message("Kept: {what}", what=Words("tree", "coeden")).say("cy").endswith("coeden")
    assert Message("{inner}!", inner=inner).say("en") == "1,200 of −3!"


@pytest.mark.parametrize("parts", [[f"part {n}" for n in range(1_001)], ["x" * 1_001]])
def test_a_list_is_no_longer_than_it_can_be_read(tmp_path: Path, parts: list[str]) -> None:
    with Session.create(tmp_path / "day.hcd") as session:
        with session.change("add") as draft:
            step = draft.add(Step())
        with pytest.raises(Trouble, match="parts"), session.change("say") as draft:
            draft.patch(step, channels=parts)
        with session.change("say") as draft:
            draft.patch(step, channels=[part[:1_000] for part in parts[:1_000]])
        agree(session)


@given(st.data())
@settings(max_examples=60)
def test_the_kept_order_is_the_order_of_all(data: st.DataObject) -> None:
    """Whatever comes, changes its rank or goes, one by one or many at once, and also what is taken back at once."""
    ids, ranks = [f"{n:032x}" for n in range(40)], st.sampled_from(["", "a", "b", "b1", "c"])
    records: dict[str, Note] = {id: Note(id=id, rank=data.draw(ranks)) for id in ids[:30]}
    kept = KeptOrder(records)
    for _ in range(data.draw(st.integers(1, 5))):
        for id in data.draw(st.lists(st.sampled_from(ids), max_size=data.draw(st.sampled_from([3, 20])))):
            kept.touched(id, records.get(id))
            if data.draw(st.booleans()):
                records.pop(id, None)
            else:
                records[id] = Note(id=id, rank=data.draw(ranks))
        assert kept.all() == in_order(records.values())


def test_what_was_read_stays_as_it_was_read(day: Session) -> None:
    """A snapshot and an order in somebody's hands do not change when the session goes on."""
    first = add_note(day, text="first")
    held, seen = day.snapshot(), day.all(Note)
    with day.change("remove_note") as draft:
        draft.remove(first)
        draft.add(Note(text="second"))
    assert held.all(Note) == seen == (first,)
    assert [note.text for note in day.all(Note)] == [note.text for note in day.snapshot().all(Note)] == ["second"]
