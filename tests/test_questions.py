"""Answers that every page, painter and export shares: trail, ranking, small numbers, coverage; with odd data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any, TypeVar

from hcd_studio.questions import coverage
from hcd_studio.questions.coverage import Evidence, cell_strengths, evidence, heard, orphans, sources
from hcd_studio.questions.ranking import Tally, ranking, tallies
from hcd_studio.questions.suppression import SMALL, Suppression, suppression
from hcd_studio.questions.trail import ORDER, above, below, pains_of, resting_on, trail, voices
from hcd_studio.records import (
    Ballot,
    Claim,
    Criterion,
    Lane,
    Link,
    Need,
    Note,
    Pain,
    Participant,
    ParticipantGroup,
    Persona,
    Record,
    Requirement,
    Response,
    Step,
    Theme,
    Vote,
)
from hcd_studio.snapshot import Snapshot

R = TypeVar("R", bound=Record)
numbers = count(1)


def made(kind: type[R], /, **fields: Any) -> R:
    n = next(numbers)
    ranked = {"rank": f"a{n:05}"} if "rank" in kind.__dataclass_fields__ and "rank" not in fields else {}
    return kind(id=f"{n:032x}", **ranked, **fields)


def link(source: Record, target: Record, kind: str = "rests on") -> Link:
    return made(Link, source=source.id, target=target.id, kind=kind, confirmed=True)


def of(*records: Record | Iterable[Record], suspect: Iterable[Link] = ()) -> Snapshot:
    flat = [one for some in records for one in ([some] if isinstance(some, Record) else some)]
    return Snapshot(Snapshot.of(flat).records, suspect=frozenset(one.id for one in suspect))


# The trail


def chain() -> dict[str, Record]:
    note, pain, need = made(Note, text="cold"), made(Pain), made(Need)
    requirement = made(Requirement)
    return {
        "note": note, "pain": pain, "need": need, "requirement": requirement,
        "criterion": made(Criterion, parent=requirement.id), "response": made(Response, requirement=requirement.id),
        "a": link(pain, note), "b": link(need, pain), "c": link(requirement, need),
    }  # fmt: skip


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


# Ranking


class Room:
    """Two groups of residents and staff, leaders, three themes and one closed round."""

    def __init__(self, **rules: Any):
        self.residents, self.staff = made(ParticipantGroup), made(ParticipantGroup, side="staff")
        self.leaders = made(ParticipantGroup, side="leaders")
        self.people = [made(Participant, group=self.residents.id) for _ in range(6)]
        self.officers = [made(Participant, group=self.staff.id) for _ in range(6)]
        self.leader = made(Participant, group=self.leaders.id)
        self.themes = [made(Theme) for _ in range(3)]
        self.ballot = made(Ballot, **{"dots": 5, "concerns": 1, "status": "closed", **rules})
        self.votes: list[Vote] = []

    def vote(self, who: Participant | None, theme: int, count: int | None = 1, **fields: Any) -> None:
        fields = {"ballot": self.ballot.id, "target": self.themes[theme].id, "count": count, **fields}
        self.votes.append(made(Vote, participant=who.id if who else "", **fields))

    def snapshot(self, *more: Record) -> Snapshot:
        groups = (self.residents, self.staff, self.leaders)
        return of(groups, self.people, self.officers, self.leader, self.themes, self.ballot, self.votes, more)


def test_votes_are_counted_by_thing_group_and_side_and_equal_dots_share_a_place() -> None:
    room = Room()
    for person in room.people[:3]:
        room.vote(person, 1, 2)
    room.vote(room.officers[0], 1, kind="concern")
    room.vote(room.officers[0], 2, 3)
    room.vote(None, 0, 3, source="hands")
    rows = ranking(room.snapshot()).rows
    assert [(room.themes.index(row.record), row.place) for row in rows] == [(1, 1), (0, 2), (2, 2)]  # type: ignore[arg-type]
    assert rows[0].room == Tally(6, 1, 3, 1)
    assert rows[0].groups == {room.residents.id: Tally(6, 0, 3, 0), room.staff.id: Tally(0, 1, 0, 1)}
    assert rows[2].sides == {"staff": Tally(3, 0, 1, 0)}
    assert rows[1].room == Tally(3, 0, 3, 0)


def test_a_blind_round_is_hidden_until_it_closes_and_a_removed_round_shows_nothing() -> None:
    room = Room(status="open", blind=True)
    room.vote(room.people[0], 0)
    found = ranking(room.snapshot())
    assert found.blind == (room.ballot,)
    assert not any(row.room for row in found.rows)
    assert tallies(room.snapshot()) == {}
    room.ballot = replace(room.ballot, status="closed")
    assert tallies(room.snapshot()) == {room.themes[0].id: Tally(1, 0, 1, 0)}
    room.ballot = replace(room.ballot, id="d" * 32)
    assert tallies(room.snapshot()) == {}


def test_leaders_are_never_summed_with_residents_in_a_round_of_their_own_or_in_the_rooms() -> None:
    room = Room()
    own = made(Ballot, voters="leaders", status="closed", dots=None)
    room.vote(room.people[0], 0, 2)
    room.vote(room.leader, 0, 4)
    room.vote(None, 0, 9, ballot=own.id, source="hands")
    snapshot = room.snapshot(own)
    row = ranking(snapshot).rows[0]
    assert row.room == Tally(2, 0, 1, 0)
    assert row.leaders == Tally(13, 0, 10, 0)
    assert tallies(snapshot)[room.themes[0].id].dots == 2
    assert room.leaders.id not in row.groups


def test_doubled_votes_votes_beyond_the_limit_and_of_people_who_withdrew_do_not_count() -> None:
    room = Room(dots=3)
    person = room.people[0]
    room.vote(person, 0, 2)
    room.vote(person, 0, 2, source="paper")
    room.vote(person, 1, 2)
    room.vote(person, 2, 0)
    room.vote(person, 2, None, target="f" * 32, kind="concern")
    room.people[1] = replace(room.people[1], withdrawn=True)
    room.vote(room.people[1], 0, 3)
    found = ranking(room.snapshot())
    assert [row.room.dots for row in found.rows] == [2, 1, 0]
    assert found.over == 1
    assert found.astray == 1


def test_somebody_whose_code_or_group_was_removed_still_voted() -> None:
    room = Room()
    gone = made(Participant)
    room.vote(gone, 0, 2)
    room.vote(room.people[0], 0, 1, group="f" * 32)
    row = ranking(room.snapshot()).rows[0]
    assert row.room == Tally(3, 0, 2, 0)
    assert row.groups == {}


def test_groups_that_disagree_are_named() -> None:
    room = Room()
    for person, officer in zip(room.people, room.officers, strict=True):
        room.vote(person, 0, 3)
        room.vote(person, 1, 1)
        room.vote(officer, 1, 4)
    rows = ranking(room.snapshot()).rows
    apart = {room.themes.index(row.record): row.disagreement for row in rows}  # type: ignore[arg-type]
    assert apart[0] is not None
    assert (apart[0].lower, apart[0].upper) == (room.staff, room.residents)
    assert (apart[0].lower_share, apart[0].upper_share) == (0.0, 0.75)
    assert apart[2] is None


def test_outside_the_room_small_numbers_of_people_are_not_told_and_cannot_be_worked_out() -> None:
    room = Room()
    for person in room.people:
        room.vote(person, 0, 2)
    room.vote(room.officers[0], 0, 5)
    room.vote(room.people[0], 1, 5)
    inside, outside = ranking(room.snapshot()).rows[0], ranking(room.snapshot(), audience="public").rows[0]
    assert not inside.hidden
    assert outside.hidden
    assert outside.room.dots == inside.room.dots == 17
    assert not any(outside.groups.values()), "the one group that may be told would give the other away"
    assert ranking(room.snapshot(), audience="public", least=1).rows[0].groups == inside.groups
    assert ranking(room.snapshot(), audience="council").rows[1].room == Tally()


def test_small_numbers_have_one_threshold() -> None:
    rule = suppression("public")
    assert rule == Suppression(SMALL)
    assert [rule.told(n) for n in (0, 1, SMALL - 1, SMALL)] == [0, None, None, SMALL]
    assert suppression("room").told(1) == 1
    assert suppression("library", 10).told(9) is None
    assert rule.words(3).say("en") == "fewer than 5"
    assert rule.words(12).say("cy") == "12"
    assert rule.together({"a": 2, "b": 9, "c": 7}) == {"a": None, "b": 9, "c": None}
    assert rule.together({"a": 2, "b": 3, "c": 7}) == {"a": None, "b": None, "c": 7}
    assert rule.together({"a": 2, "b": 0}) == {"a": None, "b": 0}


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
    assert [one.lack for one in orphans(of(records.values()))] == ["no criterion"]
    lacking = {one.record.id: one.lack for one in orphans(of(one for name, one in records.items() if name != "note"))}
    assert lacking == {records["pain"].id: "pain without notes", records["need"].id: "no criterion"}
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
