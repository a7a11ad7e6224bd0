"""The trail, whose voices there are and what rests on nothing: answers that every page and export shares, with odd data."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hcd_studio.questions import coverage
from hcd_studio.questions.coverage import Evidence, cell_strengths, evidence, heard, orphans, sources
from hcd_studio.questions.trail import ORDER, above, below, pains_of, resting_on, trail, voices
from hcd_studio.records import (
    Claim,
    Criterion,
    Lane,
    Need,
    Note,
    Pain,
    Participant,
    ParticipantGroup,
    Persona,
    Record,
    Requirement,
    Step,
    Theme,
)
from tests.asked import chain, link, made, of

# The trail


def test_the_trail_goes_both_ways_from_any_record_and_is_the_same_chain_from_each() -> None:
    records = chain()
    snapshot = of(records.values())
    for name in ("note", "pain", "need", "requirement", "criterion", "response"):
        found = trail(snapshot, records[name].id)
        tables = [knot.record.table for knot in found]
        wanted = {"note", "pain", "need", "requirement"}
        assert wanted <= set(tables)
        assert tables == sorted(tables, key=ORDER.index)
        assert [knot.record.id for knot in found if knot.here] == [records[name].id]
    assert {knot.record.table for knot in trail(snapshot, records["note"].id)} >= {"criterion", "response"}
    assert voices(snapshot, records["response"].id) == (records["note"],)


def test_the_trail_stops_on_circles_and_on_records_that_rest_on_themselves() -> None:
    a, b, c = made(Need), made(Need), made(Need)
    snapshot = of(a, b, c, link(a, b), link(b, c), link(c, a), link(a, a))
    for one in (a, b, c):
        assert {knot.record.id for knot in trail(snapshot, one.id)} == {a.id, b.id, c.id}
        assert sum(knot.here for knot in trail(snapshot, one.id)) == 1
    assert below(snapshot, a.id) == {a.id: 0, b.id: 1, c.id: 2}
    assert above(snapshot, a.id) == {a.id: 0, c.id: 1, b.id: 2}


def test_a_suspect_link_marks_the_record_that_rests_on_what_changed() -> None:
    records = chain()
    snapshot = of(records.values(), suspect=[records["b"]])  # type: ignore[list-item]
    for name in ("note", "need", "criterion"):
        marked = [knot.record.id for knot in trail(snapshot, records[name].id) if knot.suspect]
        assert marked == [records["need"].id]


def test_what_was_removed_is_not_in_the_trail_nor_anything_behind_it() -> None:
    records = chain()
    snapshot = of(one for name, one in records.items() if name != "pain")
    assert [knot.record.table for knot in trail(snapshot, records["need"].id)][:1] == ["need"]
    without = of(one for name, one in records.items() if name != "requirement")
    assert [knot.record.table for knot in trail(without, records["need"].id)] == ["note", "pain", "need"]
    assert [knot.record.table for knot in trail(without, records["criterion"].id)] == ["criterion"]
    assert trail(snapshot, records["pain"].id) == ()
    assert trail(snapshot, "") == ()


def test_words_of_people_who_withdrew_and_copies_of_them_are_in_no_trail() -> None:
    person = made(Participant, withdrawn=True)
    said = made(Note, participant=person.id)
    copy = made(Note, origin=said.id)
    ring = replace(made(Note), origin="e" * 32)
    pain = made(Pain)
    snapshot = of(person, said, copy, ring, pain, link(pain, said), link(pain, copy), link(pain, ring))
    assert voices(snapshot, pain.id) == (ring,)
    assert [knot.record.id for knot in trail(snapshot, pain.id)] == [ring.id, pain.id]


def test_a_theme_rests_on_its_notes_and_a_persona_on_its_claims_but_a_pain_point_not_on_its_theme() -> None:
    theme = made(Theme)
    note = made(Note, theme=theme.id)
    pain = made(Pain, theme=theme.id)
    persona = made(Persona)
    claim = made(Claim, persona=persona.id)
    snapshot = of(theme, note, pain, persona, claim, link(claim, note))
    assert voices(snapshot, theme.id) == voices(snapshot, persona.id) == (note,)
    assert voices(snapshot, pain.id) == ()
    assert {theme.id, claim.id, persona.id} <= set(above(snapshot, note.id))


def test_same_as_and_done_by_are_no_evidence() -> None:
    need, note = made(Need), made(Note)
    for kind in ("same as", "done by"):
        assert voices(of(need, note, link(need, note, kind)), need.id) == ()
    assert voices(of(need, note, link(need, note, "supports")), need.id) == (note,)


def test_of_several_pain_points_of_a_note_the_most_severe_comes_first_whichever_way_they_are_linked() -> None:
    note, mild, bad, gone = made(Note), made(Pain, severity=2), made(Pain, severity=5), made(Pain, severity=5)
    snapshot = of(note, mild, bad, link(mild, note), link(note, bad), link(gone, note), link(mild, note))
    assert pains_of(snapshot, note.id) == (bad, mild)
    assert pains_of(snapshot, mild.id) == ()


def test_walks_find_what_a_plain_search_of_all_pairs_finds() -> None:
    rng = Random(11)
    for _ in range(30):
        nodes: list[Record] = [made(rng.choice([Note, Pain, Need, Requirement])) for _ in range(12)]
        links = [link(rng.choice(nodes), rng.choice(nodes)) for _ in range(18)]
        snapshot = of(nodes, links)
        pairs = {(one.source, one.target) for one in links}
        reach = set(pairs)
        for middle in nodes:
            reach |= {(a, d) for a, b in reach if b == middle.id for c, d in reach if c == middle.id}
        for node in nodes:
            assert set(below(snapshot, node.id)) - {node.id} == {b for a, b in reach if a == node.id} - {node.id}
            assert set(above(snapshot, node.id)) - {node.id} == {a for a, b in reach if b == node.id} - {node.id}
            assert resting_on(snapshot, [node.id]) == {a for a, b in reach if b == node.id}


# Coverage


def test_who_was_heard_is_held_against_shares_of_the_population() -> None:
    welsh = made(ParticipantGroup, counts="speaks Welsh", share=28)
    access = made(ParticipantGroup, counts="has an access need", share=20)
    carers = made(ParticipantGroup, share=50)
    open_ended = made(ParticipantGroup)
    people = [
        made(Participant, languages=("cy",) if n < 3 else (), group=carers.id if n < 2 else "") for n in range(10)
    ]
    people.append(made(Participant, withdrawn=True, access_needs=("loop",), group=carers.id))
    note = made(Note, participant=people[0].id)
    snapshot = of(welsh, access, carers, open_ended, people, note)
    told = {one.group.id: one for one in heard(snapshot)}
    assert (told[welsh.id].present, told[welsh.id].heard, told[welsh.id].missing) == (3, 1, False)
    assert told[welsh.id].share == 30
    assert (told[access.id].present, told[access.id].missing) == (0, True)
    assert (told[carers.id].present, told[carers.id].missing) == (2, True)
    assert not told[open_ended.id].missing
    outside = {one.group.id: one for one in heard(snapshot, audience="public")}
    assert outside[welsh.id].present is None
    assert outside[welsh.id].share is None
    assert all(not one.missing for one in heard(of(welsh)))


def test_a_small_group_cannot_be_worked_out_from_the_others() -> None:
    groups = [made(ParticipantGroup) for _ in range(3)]
    people = [made(Participant, group=groups[n].id) for n in (0,) * 9 + (1,) * 6 + (2,) * 3]
    told = [one.present for one in heard(of(groups, people), audience="public")]
    assert told == [9, None, None]
    assert [one.present for one in heard(of(groups, people))] == [9, 6, 3]


def test_two_notes_of_one_person_or_of_one_table_without_codes_are_one_source() -> None:
    pain = made(Pain)
    anna, bryn = made(Participant), made(Participant)

    def found(*notes: Note) -> Evidence:
        return evidence(of(pain, anna, bryn, notes, [link(pain, note) for note in notes]), pain.id)

    def said(**fields: Any) -> Note:
        return made(Note, **fields)

    assert found() == Evidence()
    assert found(said(participant=anna.id), said(participant=anna.id)) == Evidence(2, 1, 0, "single voice")
    assert found(said(room_table="a" * 32), said(room_table="a" * 32)).sources == 1
    assert found(said(), said()).sources == 1
    assert found(said(participant=anna.id), said(participant=bryn.id)) == Evidence(2, 2, 0, "several voices")
    assert found(said(strength="assumption")) == Evidence(0, 0, 1, "assumption")
    assert found(said(strength="measured"), said(strength="assumption")) == Evidence(1, 1, 1, "measured")
    assert found(said(strength="several voices", participant=anna.id)).strength == "single voice"


def test_sources_of_all_records_at_once_are_those_of_each() -> None:
    rng = Random(5)
    for _ in range(20):
        people = [made(Participant, withdrawn=rng.random() < 0.2) for _ in range(4)]
        notes = [
            made(Note, participant=rng.choice([*people, made(Participant)]).id if rng.random() < 0.7 else "",
                 strength=rng.choice(["", "", "assumption"]))
            for _ in range(10)
        ]  # fmt: skip
        upper: list[Record] = [made(rng.choice([Pain, Need, Requirement])) for _ in range(8)]
        links = [link(rng.choice(upper), rng.choice([*notes, *upper])) for _ in range(20)]
        snapshot = of(people, notes, upper, links)
        found = sources(snapshot)
        for one in upper:
            assert found.get(one.id, 0) == evidence(snapshot, one.id).sources


def test_orphans_are_what_rests_on_nothing_and_what_cannot_be_tested() -> None:
    records = chain()
    assert orphans(of(records.values())) == ()
    lacking = {one.record.id: one.lack for one in orphans(of(one for name, one in records.items() if name != "note"))}
    assert lacking == {records["pain"].id: "pain without notes"}
    untested = orphans(of(one for name, one in records.items() if name != "criterion"))
    assert {(one.record.table, one.lack) for one in untested} == {
        ("need", "no criterion"),
        ("requirement", "no criterion"),
    }
    alone = of(made(Pain), made(Need), made(Requirement), made(Criterion, parent="f" * 32), made(Criterion))
    assert sorted(one.lack for one in orphans(alone)) == [
        "criterion alone", "criterion alone", "need without pains", "no criterion", "no criterion",
        "pain without notes", "requirement without needs",
    ]  # fmt: skip
    assert all(one.message().say("cy") for one in orphans(alone))
    assert orphans(of(made(Need, status="parked"), made(Requirement, status="withdrawn"))) == ()


def test_a_pain_point_whose_only_voice_withdrew_is_an_orphan() -> None:
    records = chain()
    person = made(Participant, withdrawn=True)
    records["note"] = replace(records["note"], participant=person.id)  # type: ignore[call-arg]
    assert "pain without notes" in {one.lack for one in orphans(of(person, records.values()))}


def test_the_strength_of_a_cell_is_that_of_its_notes_and_lost_places_count_as_unplaced() -> None:
    step, lane = made(Step), made(Lane)
    people = [made(Participant), made(Participant)]
    here = [made(Note, step=step.id, lane=lane.id, participant=person.id) for person in people]
    astray = made(Note, step="f" * 32, lane=lane.id)
    found = cell_strengths(of(step, lane, people, here, astray))
    assert {place: one.strength for place, one in found.items()} == {
        (step.id, lane.id): "several voices",
        ("", lane.id): "single voice",
    }
    assert coverage.by_strength(found.values()) == {"single voice": 1, "several voices": 1}
