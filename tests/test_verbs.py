"""Every verb: what it does, as one change that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.bundle import bundle_of
from hcd_studio.importers.detect import read_text
from hcd_studio.importers.found import Found, FoundNote
from hcd_studio.records import (
    Action,
    Feeling,
    Journey,
    Lane,
    Link,
    Note,
    Participant,
    ParticipantGroup,
    Provenance,
    Stage,
    Step,
    Theme,
    Vote,
)
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs import all_verbs, bring, feelings, insights, map, needs, notes, people, room, voting, welsh


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Session]:
    with new_session(tmp_path / "day.hcd", "blank") as session:
        yield session


def plain(session: Session) -> dict[str, dict[str, object]]:
    return {kind: dict(records) for kind, records in session.records.items() if records}


@pytest.fixture
def undone(day: Session) -> Iterator[Session]:
    """The session, which after the test takes all of it back, step by step, and must be as it was."""
    before, steps = plain(day), len(day.steps.undo)
    yield day
    after = plain(day)
    while len(day.steps.undo) > steps:
        done = day.undo()
        assert done is not None
        assert not done.skipped
    assert plain(day) == before
    while day.redo():
        pass
    assert plain(day) == after


def named(en: str) -> Words:
    return Words(en=en, cy=f"{en} (cy)")


def titles(records: tuple[Stage | Step | Lane, ...]) -> list[str]:
    return [record.title.en for record in records]


def steps(session: Session) -> list[str]:
    return [step.title.en for stage in session.all(Stage) for step in session.all(Step) if step.stage == stage.id]


def test_stages_steps_and_lanes_are_added_at_their_places(undone: Session) -> None:
    journey = map.add_journey(undone, named("Another"))
    first = map.add_stage(undone, named("One"), journey=journey)
    third = map.add_stage(undone, named("Three"), journey=journey)
    map.add_stage(undone, named("Two"), journey=journey, after=first)
    map.add_stage(undone, named("Zero"), journey=journey, first=True)
    assert [s.title.en for s in undone.all(Stage) if s.journey == journey.id] == ["Zero", "One", "Two", "Three"]
    b = map.add_step(undone, named("b"), stage=third)
    map.add_step(undone, named("c"), after=b)
    map.add_step(undone, named("a"), stage=third, first=True)
    assert [s.title.en for s in undone.all(Step) if s.stage == third.id] == ["a", "b", "c"]
    lane = map.add_lane(undone, named("Doing"), kind="actions", journey=journey)
    map.add_lane(undone, named("Saying"), kind="saying", journey=journey, first=True)
    assert [one.title.en for one in undone.all(Lane) if one.journey == journey.id] == ["Saying", "Doing"]
    assert map.rename(undone, lane, Words(cy="Gwneud")).title == Words("Doing", "Gwneud")  # type: ignore[attr-defined]


def test_stages_steps_and_lanes_are_moved(undone: Session) -> None:
    journey = undone.all(Journey)[0]
    stage = undone.all(Stage)[0]
    other = map.add_stage(undone, named("Other"))
    x = map.add_step(undone, named("x"), stage=stage)
    y = map.add_step(undone, named("y"), stage=other)
    map.move_step(undone, y, after=x)
    assert undone.get(Step, y.id).stage == stage.id  # type: ignore[union-attr]
    map.move_step(undone, x, stage=other)
    assert [s.title.en for s in undone.all(Step) if s.stage == other.id] == ["x"]
    map.move_stage(undone, other)
    assert undone.all(Stage)[0].id == other.id
    lane = map.add_lane(undone, named("Last"))
    map.move_lane(undone, lane)
    assert next(one.id for one in undone.all(Lane) if one.journey == journey.id) == lane.id


def test_a_step_is_split_and_merged_with_its_notes_and_ratings(undone: Session) -> None:
    step, lane = undone.all(Step)[0], undone.all(Lane)[0]
    stay = notes.add_note(undone, step, lane, "stays")
    go = notes.add_note(undone, step, lane, "goes")
    person = people.add_participant(undone)
    made = map.split_step(undone, step, named("second"), notes=(go,))
    feelings.rate_feeling(undone, person, made, -2)
    assert undone.get(Note, go.id).step == made.id  # type: ignore[union-attr]
    assert undone.get(Note, stay.id).step == step.id  # type: ignore[union-attr]
    map.merge_steps(undone, made, into=step)
    assert {note.step for note in undone.all(Note)} == {step.id}
    assert undone.all(Feeling)[0].step == step.id
    assert undone.get(Step, made.id) is None
    with pytest.raises(Trouble):
        map.merge_steps(undone, step, into=step)


def test_a_stage_is_split_and_merged_with_its_steps(undone: Session) -> None:
    stage = undone.all(Stage)[0]
    for title in "bcd":
        map.add_step(undone, named(title), stage=stage)
    before = steps(undone)
    at = next(step for step in undone.all(Step) if step.title.en == "c")
    made = map.split_stage(undone, stage, named("Later"), at=at)
    assert [s.title.en for s in undone.all(Step) if s.stage == made.id] == ["c", "d"]
    map.merge_stages(undone, made, into=stage)
    assert steps(undone) == before
    with pytest.raises(Trouble):
        map.merge_stages(undone, stage, into=stage)


def test_what_stood_on_a_removed_place_stays_unplaced(undone: Session) -> None:
    step, lane, stage = undone.all(Step)[0], undone.all(Lane)[0], undone.all(Stage)[0]
    note = notes.add_note(undone, step, lane, "said")
    map.remove_lane(undone, lane)
    map.remove_step(undone, step)
    map.remove_stage(undone, stage)
    assert undone.all(Note) == (note,)
    assert not undone.all(Step)


def test_a_note_is_added_edited_translated_moved_copied_and_removed(undone: Session) -> None:
    step, lane = undone.all(Step)[0], undone.all(Lane)[0]
    other = map.add_step(undone, named("other"))
    first = notes.add_note(undone, step, lane, "  said\r\nso  ", kind="quote", language="cy")
    assert first.text == "said\nso"
    assert first.verbatim
    last = notes.add_note(undone, step, lane, "last")
    middle = notes.add_note(undone, step, lane, "middle", after=first)
    assert [note.text for note in undone.all(Note)] == ["said\nso", "middle", "last"]
    assert notes.edit_note(undone, middle, "mended").text == "mended"
    assert notes.translate_note(undone, first, "translated").translation == "translated"
    moved = notes.move_note(undone, first, to=other)
    assert (moved.step, moved.lane) == (other.id, lane.id)
    notes.move_notes(undone, (middle, last), to=other)
    assert [note.text for note in undone.all(Note)] == ["said\nso", "mended", "last"]
    copy = notes.duplicate_note(undone, moved)
    assert (copy.origin, copy.text, copy.step) == (first.id, "said\nso", other.id)
    assert copy.ref != first.ref
    notes.remove_note(undone, copy)
    notes.remove_notes(undone, (middle, last))
    assert len(undone.all(Note)) == 1
    with pytest.raises(Trouble):
        notes.add_note(undone, step, lane, "   ")


def test_a_removed_note_cannot_be_edited_by_somebody_who_still_holds_it(undone: Session) -> None:
    note = notes.add_note(undone, text="gone")
    notes.remove_note(undone, note)
    with pytest.raises(Trouble):
        notes.edit_note(undone, note, "again")


def test_notes_are_grouped_under_themes(undone: Session) -> None:
    one, two = (notes.add_note(undone, text=text) for text in ("one", "two"))
    theme = insights.add_theme(undone, named("Waiting"), notes=(one,))
    other = insights.add_theme(undone, named("Proof"))
    notes.group_note(undone, two, other)
    insights.merge_themes(undone, other, into=theme)
    assert {note.theme for note in undone.all(Note)} == {theme.id}
    notes.group_notes(undone, (one, two), None)
    assert {note.theme for note in undone.all(Note)} == {""}
    notes.group_note(undone, one, theme)
    insights.remove_theme(undone, theme)
    assert not undone.all(Theme)
    assert {note.theme for note in undone.all(Note)} == {""}


def test_a_second_rating_replaces_the_first_and_a_cleared_one_is_not_zero(undone: Session) -> None:
    step, person = undone.all(Step)[0], people.add_participant(undone, tier="public")
    feelings.rate_feeling(undone, person, step, 1)
    rated = feelings.rate_feeling(undone, person, step, -2, word="angry", because="the phone")
    assert [one.value for one in undone.all(Feeling)] == [-2]
    assert rated.tier == "public"
    feelings.clear_feeling(undone, rated)
    assert not undone.all(Feeling)
    with pytest.raises(Trouble):
        feelings.rate_feeling(undone, person, step, 3)


def test_a_group_is_named_once_and_counts_what_it_says(undone: Session) -> None:
    made = people.add_participant_group(undone, named("Residents"), share=80.0)
    first = people.add_participant(undone, group="residents")
    second = people.add_participant(undone, group="Parents")
    assert first.group == made.id
    assert [one.title.en for one in undone.all(ParticipantGroup)] == ["Residents", "Parents"]
    assert people.add_participant(undone, group="parents").group == second.group


def test_what_has_a_key_is_one_record_however_often_it_is_said(day: Session) -> None:
    person, stage = people.add_participant(day), map.add_stage(day, named("Apply"))
    step = map.add_step(day, named("Form"), stage=stage)
    first = feelings.rate_feeling(day, person, step, -2, because="Nobody answers")
    feelings.clear_feeling(day, first)
    again = feelings.rate_feeling(day, person, step, 0)
    assert again.id == first.id
    assert (again.value, again.because) == (0, "")
    day.undo()
    assert day.all(Feeling) == ()
    day.undo()
    assert [(one.value, one.because) for one in day.all(Feeling)] == [(-2, "Nobody answers")]


def test_votes_keep_to_the_ballot(undone: Session) -> None:
    theme = insights.add_theme(undone, named("Waiting"))
    person = people.add_participant(undone)
    ballot = voting.open_ballot(undone, named("Dots"), dots=2)
    vote = voting.cast_vote(undone, theme, participant=person)
    voting.cast_vote(undone, theme, participant=person)
    with pytest.raises(Trouble):
        voting.cast_vote(undone, theme, participant=person)
    voting.take_vote_back(undone, vote)
    voting.cast_vote(undone, theme, participant=person, kind="concern")
    voting.cast_vote(undone, theme, count=7, source="paper")
    assert sum(one.count or 0 for one in undone.all(Vote)) == 9
    voting.close_ballot(undone, ballot)
    with pytest.raises(Trouble):
        voting.cast_vote(undone, theme)
    with pytest.raises(Trouble):
        voting.cast_vote(undone, person, ballot=voting.open_ballot(undone, named("Again")))


def test_the_trail_runs_from_requirement_to_voice(undone: Session) -> None:
    note = notes.add_note(undone, text="I posted my passport and hoped.", kind="quote")
    pain = insights.add_pain(undone, named("Originals"), severity=4, notes=(note,))
    need = needs.add_need(undone, named("a carer"), named("keep my papers"), named("I can travel"), pains=(pain,))
    clause = needs.add_requirement(undone, named("The service shall accept copies."), moscow="must", needs=(need,))
    idea = insights.add_idea(undone, named("A photo will do"), pains=(pain,))
    trail = {(link.source, link.target) for link in undone.all(Link)}
    assert trail == {(pain.id, note.id), (need.id, pain.id), (clause.id, need.id), (idea.id, pain.id)}
    with pytest.raises(Trouble):
        needs.add_link(undone, note, clause)
    with pytest.raises(Trouble):
        needs.add_link(undone, note, note)
    link = needs.add_link(undone, clause, need)
    assert len(undone.all(Link)) == 4
    insights_changed = room.edit_record(undone, need, so_that_en="I can still travel")
    assert undone.snapshot().suspect == {link.id}
    assert insights_changed.so_that.en == "I can still travel"  # type: ignore[attr-defined]
    needs.confirm_link(undone, link)
    assert not undone.snapshot().suspect
    needs.remove_link(undone, link)
    assert len(undone.all(Link)) == 3


def test_clauses_have_criteria_measures_weights_and_terms(undone: Session) -> None:
    clause = needs.add_requirement(undone, named("The service shall answer."))
    assert needs.add_criterion(undone, clause, named("An answer in a day")).parent == clause.id
    assert needs.add_measure(undone, clause, named("Days"), target="1", kpi=True).kpi
    assert needs.add_weight(undone, named("Benefit"), 60).percentage == 60
    assert needs.add_usecase(undone, named("Renew")).title.en == "Renew"
    assert needs.add_term(undone, named("Badge"), source="TermCymru").source == "TermCymru"
    with pytest.raises(Trouble):
        needs.add_criterion(undone, undone.workshop, named("no"))
    with pytest.raises(Trouble):
        needs.add_measure(undone, undone.workshop, named("no"))


def test_people_have_codes_tables_and_consent(undone: Session) -> None:
    table = people.add_table(undone)
    assert (table.name, people.add_table(undone).name) == ("A", "B")
    first = people.add_participant(undone, room_table=table, tier="council")
    assert first.code == "P01"
    assert people.add_participant(undone).code == "P02"
    with pytest.raises(Trouble):
        people.add_participant(undone, "p01")
    assert people.set_consent(undone, first, "public").tier == "public"
    assert people.withdraw(undone, first).withdrawn
    assert not people.rejoin(undone, first).withdrawn
    assert people.add_persona(undone, "Mair").name == "Mair"
    people.remove_participant(undone, first)
    assert [one.code for one in undone.all(Participant)] == ["P02"]


def test_the_day_is_described_and_what_it_decides_is_kept(undone: Session) -> None:
    assert room.describe_workshop(undone, council="Bro Aeron", languages=("cy", "en")).council == "Bro Aeron"
    assert room.add_agenda_item(undone, named("Break"), minutes=15).minutes == 15
    assert room.add_decision(undone, named("Copies will do"), who="Board").who == "Board"
    action = room.add_action(undone, named("Ring them back"), who="Siân")
    room.remove_record(undone, action)
    assert not undone.all(Action)
    with pytest.raises(Trouble):
        room.remove_record(undone, undone.workshop)


def test_a_checked_pair_goes_stale_when_one_side_changes(undone: Session) -> None:
    stage = undone.all(Stage)[0]
    welsh.set_state(undone, stage, "title", "checked")
    assert not undone.snapshot().stale
    map.rename(undone, stage, Words(en="Something else"))
    assert undone.snapshot().stale == {(stage.id, "title")}
    with pytest.raises(Trouble):
        welsh.set_state(undone, stage, "title", "wonderful")
    with pytest.raises(Trouble):
        welsh.set_state(undone, stage, "rank", "checked")


def test_templates_and_bundles_come_in_as_one_change(undone: Session) -> None:
    bring.use_template(undone, "journey")
    journey = undone.all(Journey)[-1]
    bundle = bundle_of([journey, *(stage for stage in undone.all(Stage) if stage.journey == journey.id)])
    before = len(undone.all(Stage))
    ids = bring.use_bundle(undone, bundle)
    assert len(undone.all(Stage)) == before + len(bundle.records["stage"])
    assert all(undone.find(id) is not None for id in ids.values())
    assert len(set(ids.values()) & set(ids)) == 0
    with pytest.raises(Trouble):
        bring.use_template(undone, "none such")


@pytest.mark.parametrize("place", bring.PLACES)
def test_an_import_is_one_change_with_its_provenance(undone: Session, place: str) -> None:
    found = read_text("Waiting\tProof\nNo answer for weeks\tSent the same letter twice\nRang nine times\tPhoto refused")
    made = bring.import_notes(undone, found, place=place)
    assert [note.text for note in made] == [note.text for note in found.notes]
    assert {note.provenance for note in made} == {one.id for one in undone.all(Provenance) if one.kind == "paste"}
    with pytest.raises(Trouble):
        bring.import_notes(undone, found, place="anywhere")


def test_every_verb_has_words_and_a_test() -> None:
    tested = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert not [name for name in all_verbs() if f".{name}(" not in tested and f"{name}(" not in tested]
    assert not [verb.name for verb in all_verbs().values() if not verb.say or not verb.told]


def test_an_import_that_names_steps_and_lanes_stands_there(tmp_path: Path) -> None:
    with new_session(tmp_path / "day.hcd", "journey") as session:
        steps, lane = session.all(Step), next(one for one in session.all(Lane) if one.kind == "pain")
        title = steps[2].title.en
        told = (
            FoundNote("By its number", step="2", lane=lane.title.cy),
            FoundNote("By its title", step=title.upper(), lane="nowhere"),
            FoundNote("Nowhere", step="99"),
        )
        made = bring.import_notes(session, Found(told, "a.csv", "csv"))
    assert (made[0].step, made[0].lane) == (steps[1].id, lane.id)
    assert made[1].step == steps[2].id
    assert made[2].step == ""
