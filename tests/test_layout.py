"""Where everything on a map goes: nothing overlaps, nothing is lost, nothing is shown to whom it was not meant for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hcd_studio.bilingual import Words
from hcd_studio.fields import TIERS, Tier
from hcd_studio.layout import BOARD, Metrics, NoteBox, Placed, Rect, View, Wrapping, paper, place, place_lane
from hcd_studio.layout.notes import kind_of, words_of
from hcd_studio.layout.shapes import body_height
from hcd_studio.layout.text import face, tidy
from hcd_studio.records import Lane, Note, Participant, Record, Stage, Step, Theme, Workshop
from hcd_studio.snapshot import Snapshot
from tests.maps import made_up, rank, sample, skeleton

MEASURES = [BOARD, BOARD.scaled(2), paper(), paper(120)]

said = some.text(some.sampled_from("abcdefghi ŵŷ’-/.\n\tmwWÂ😀é→"), min_size=1, max_size=90).filter(
    lambda text: bool(tidy(text))
)


@some.composite
def workshops(draw: some.DrawFn) -> Snapshot:
    """A small workshop with notes anywhere, also on steps and lanes that are gone."""
    records: list[Record] = [
        Stage(id=f"g{at}", title=Words(draw(said), draw(said)), rank=rank(at))
        for at in range(draw(some.integers(0, 3)))
    ]
    stages = [record.id for record in records] + ["", "gone"]
    steps = [
        Step(id=f"s{at}", title=Words(draw(said)), stage=draw(some.sampled_from(stages)), rank=rank(at))
        for at in range(draw(some.integers(0, 4)))
    ]
    kinds = some.sampled_from(["actions", "saying", "pain", "opportunity", "feeling", "backstage", "custom"])
    lanes = [
        Lane(id=f"l{at}", title=Words(draw(said)), kind=draw(kinds), rank=rank(at))
        for at in range(draw(some.integers(0, 4)))
    ]
    notes = [
        Note(
            id=f"n{at}", text=draw(said), language=draw(some.sampled_from(["cy", "en", ""])), rank=rank(at),
            step=draw(some.sampled_from([*(step.id for step in steps), "gone"])),
            lane=draw(some.sampled_from([*(lane.id for lane in lanes), "gone"])),
            kind=draw(some.sampled_from(["", "quote", "thought", "need", "idea", "pain", "question", "evidence"])),
        )
        for at in range(draw(some.integers(0, 25)))
    ]  # fmt: skip
    return Snapshot.of([*records, *steps, *lanes, *notes])


def boxes(placed: Placed) -> Iterable[NoteBox]:
    return placed.notes


@given(workshops(), some.sampled_from(MEASURES), some.sampled_from(["cy", "en", "both"]), some.data())
def test_no_two_notes_overlap_and_each_stands_in_its_cell(
    snapshot: Snapshot, metrics: Metrics, mode: str, data: some.DataObject
) -> None:
    view = View(languages=mode)  # type: ignore[arg-type]
    columns = len(place(snapshot, view, metrics).steps)
    abreast = tuple(data.draw(some.lists(some.integers(1, 3), min_size=columns, max_size=columns)))
    placed = place(snapshot, view, metrics, abreast=abreast)
    every = list(boxes(placed))
    for at, box in enumerate(every):
        cell = placed.cell(box.step, box.lane)
        assert cell is not None
        assert cell.rect.x <= box.rect.x
        assert box.rect.right <= cell.rect.right + 1e-6
        assert cell.rect.y <= box.rect.y
        assert box.rect.bottom <= cell.rect.bottom + 1e-6
        assert not any(box.rect.meets(other.rect) for other in every[at + 1 :])
    if placed.lanes:
        assert placed.height == pytest.approx(placed.lanes[-1].rect.bottom)


@given(workshops(), some.sampled_from(MEASURES))
def test_every_line_fits_its_sheet(snapshot: Snapshot, metrics: Metrics) -> None:
    for box in place(snapshot, View(), metrics).notes:
        room = metrics.note - metrics.text_left - metrics.text_right
        for line in box.lines:
            assert face(metrics.text_face).width(line, metrics.note_size) <= room + 1e-6 or len(line) == 1
        needs = metrics.text_top + len(box.lines) * metrics.note_leading + box.foot * metrics.footer
        assert needs <= body_height(box.kind, box.rect.h, metrics) + 1e-6


@given(workshops())
def test_every_text_is_there_exactly_once(snapshot: Snapshot) -> None:
    view = View(languages="both")
    placed = place(snapshot, view)
    shown = Counter(box.id for box in placed.notes)
    assert shown == Counter(note.id for note in snapshot.all(Note))
    for box in placed.notes:
        note = snapshot.get(Note, box.id)
        assert note is not None
        wanted = tidy(words_of(note, view).text)
        assert "".join("".join(box.lines).split()) == "".join(wanted.split())


@pytest.mark.parametrize("audience", TIERS)
def test_an_audience_sees_only_what_may_reach_it(audience: Tier) -> None:
    snapshot = made_up(80)
    shown = {box.id for box in place(snapshot, View(audience=audience)).notes}
    allowed = {
        note.id
        for note in snapshot.all(Note)
        if TIERS.index(note.tier or "room") >= TIERS.index(audience)
        and (audience != "public")  # the made-up people let texts go as far as the library
    }
    assert shown == allowed


def test_an_unknown_tier_stays_in_the_room() -> None:
    note = Note(id="n", step="s0", lane="l0", text="Said in confidence", tier="galaxy")
    snapshot = Snapshot.of([*skeleton(), note])
    assert [box.id for box in place(snapshot, View(audience="room")).notes] == ["n"]
    assert not place(snapshot, View(audience="council")).notes


def test_people_who_withdrew_are_gone() -> None:
    people = [Participant(id="a", withdrawn=True), Participant(id="b")]
    notes = [Note(id=f"n{who}", step="s0", lane="l0", text="Words", participant=who) for who in "ab"]
    snapshot = Snapshot.of([*skeleton(), *people, *notes])
    assert [box.id for box in place(snapshot, View()).notes] == ["nb"]


def test_private_notes_are_blank_or_hidden_for_other_tables() -> None:
    notes = [Note(id=f"n{table}", step="s0", lane="l0", text="Words", private=True, room_table=table) for table in "AB"]
    snapshot = Snapshot.of([*skeleton(), *notes])
    blank = place(snapshot, View(private="blank", own_table="A")).by_id
    assert (blank["nA"].lines, blank["nB"].lines, blank["nB"].blank) == (("Words",), ("",), True)
    assert not place(snapshot, View(private="hide")).notes


def test_notes_whose_step_or_lane_is_gone_stand_in_the_unplaced_column_and_row() -> None:
    notes = [
        Note(id="a", step="gone", lane="l0", text="No step"),
        Note(id="b", step="s1", lane="gone", text="No lane"),
        Note(id="c", step="s1", lane="l1", text="Placed"),
    ]
    placed = place(Snapshot.of([*skeleton(), *notes]), View())
    assert placed.steps[-1].id == ""
    assert placed.lanes[-1].id == ""
    assert [line.text for line in placed.steps[-1].lines] == ["Unplaced"]
    assert {box.id: (box.step, box.lane) for box in placed.notes} == {
        "a": ("", "l0"), "b": ("s1", ""), "c": ("s1", "l1"),
    }  # fmt: skip


def test_steps_without_a_stage_come_last_under_words_that_say_so() -> None:
    placed = place(Snapshot.of([*skeleton(1), Step(id="x", title=Words("Alone"), rank="a")]), View())
    assert placed.stages[-1].id == ""
    assert placed.stages[-1].steps == ("x",)
    assert placed.steps[-1].number == 3


def test_a_chapter_keeps_the_numbers_of_the_whole() -> None:
    placed = place(made_up(60), View(stages=("g2", "g3")))
    assert [stage.number for stage in placed.stages] == [3, 4]
    assert [head.number for head in placed.steps] == [6, 7, 8, 9, 10, 11]


def test_a_translation_is_shown_and_marked() -> None:
    note = Note(id="n", step="s0", lane="l0", text="Deg ceiniog.", language="cy", translation="Ten pence.", rank="a")
    plain = replace(note, id="m", translation="", rank="b")
    snapshot = Snapshot.of([*skeleton(), note, plain])
    boxes = place(snapshot, View(languages="en")).by_id
    assert (boxes["n"].lines, boxes["n"].language, boxes["n"].tag) == (("Ten pence.",), "en", "transl.")
    assert (boxes["m"].lines, boxes["m"].language, boxes["m"].tag) == (("Deg ceiniog.",), "cy", "CY")
    assert place(snapshot, View(languages="cy")).by_id["n"].tag == ""
    assert place(snapshot, View(languages="both")).by_id["n"].lines == ("Deg ceiniog.",)


def test_a_folded_lane_shows_counts_and_a_full_cell_a_stack() -> None:
    snapshot = made_up(340)
    folded = place(snapshot, View(folded=frozenset(["l0"])))
    assert not any(box.lane == "l0" for box in folded.notes)
    assert sum(len(cell.notes) for cell in folded.cells[0]) == folded.lanes[0].count > 0
    stacked = place(snapshot, View(stack_above=2))
    top = next(box for box in stacked.notes if box.stacked)
    cell = stacked.cell(top.step, top.lane)
    assert cell is not None
    assert top.stacked == len(cell.notes) - 1
    assert {stacked.by_id[id].id for id in cell.notes} == {top.id}
    fanned = place(snapshot, View(stack_above=2, fanned=frozenset([(top.step, top.lane)])))
    assert {box.id for box in fanned.notes if (box.step, box.lane) == (top.step, top.lane)} == set(cell.notes)


def test_placing_one_lane_again_is_the_same_as_placing_all() -> None:
    before, wrapping = made_up(200), Wrapping()
    placed = place(before, View(), BOARD, wrapping)
    long = Note(id="new", step="s3", lane="l1", text="A good deal more to say " * 20, rank=rank(0))
    records = [record for kind in before.records.values() for record in kind.values()]
    after = Snapshot.of([*records, long])
    assert place_lane(placed, after, "l1", wrapping) == place(after, View())
    assert place_lane(placed, before, "l1", wrapping) == placed
    with_step = Snapshot.of([*records, Step(id="sx", title=Words("More"), stage="g5", rank="z")])
    assert place_lane(placed, with_step, "l1", wrapping) == place(with_step, View())


@given(some.floats(-50, 3000), some.floats(-50, 4500), some.floats(1, 900), some.floats(1, 900))
def test_looking_up_a_range_finds_what_lies_there(x: float, y: float, w: float, h: float) -> None:
    placed = PLACED
    rect = Rect(x, y, w, h)
    assert {box.id for box in placed.boxes_in(rect)} == {box.id for box in placed.notes if box.rect.meets(rect)}


def test_a_point_finds_its_note_and_its_cell() -> None:
    box = PLACED.notes[17]
    x, y = box.rect.x + 3, box.rect.y + 3
    assert PLACED.note_at(x, y) is box
    found = PLACED.cell_at(x, y)
    assert found is not None
    assert (found.step, found.lane) == (box.step, box.lane)
    assert PLACED.note_at(5, 5) is None
    assert PLACED.cell_at(5, 5) is None


def test_blueprint_lines_run_between_the_depths_of_a_service() -> None:
    kinds = [rule.kind for rule in PLACED.rules]
    assert kinds == ["interaction", "visibility", "internal"]
    tops = {band.kind: band.rect.y for band in PLACED.lanes}
    for rule, kind in zip(PLACED.rules, ("frontstage", "backstage", "support"), strict=True):
        assert 0 < rule.y - tops[kind] < 20


def test_a_low_point_without_an_idea_says_so() -> None:
    base = made_up(0)
    placed = place(base, View())
    low = {point.step for point in placed.curve.points if point.mark == "low"} if placed.curve else set()
    ideas = placed.row_of("l8")
    assert low
    assert {cell.step for cell in placed.cells[ideas] if cell.gap} == low


def test_themes_are_columns_and_what_has_none_comes_first() -> None:
    themes = [Theme(id=f"t{at}", title=Words(f"Theme {at}"), rank=rank(at)) for at in range(2)]
    notes = [Note(id=f"n{at}", text="Words", theme=theme) for at, theme in enumerate(("t0", "t1", "", "gone"))]
    placed = place(Snapshot.of([Workshop(id="w"), *themes, *notes]), View(columns="themes"))
    assert [(head.id, head.count) for head in placed.steps] == [("", 2), ("t0", 1), ("t1", 1)]
    assert not placed.stages


def test_the_sample_is_placed_whole_in_every_language() -> None:
    snapshot = sample()
    kinds = {lane.id: lane.kind for lane in snapshot.all(Lane)}
    for mode in ("cy", "en", "both"):
        placed = place(snapshot, View(languages=mode), paper())
        assert len(placed.notes) == len(snapshot.all(Note)) > 300
        assert not any(head.id == "" for head in placed.steps)
    for note in snapshot.all(Note):
        assert kind_of(note, kinds[note.lane])


PLACED = place(made_up(), View())
