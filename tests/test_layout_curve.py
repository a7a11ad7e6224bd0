"""The feelings: figures that are true and tactful, a curve that never overshoots, figures that never collide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hcd_studio.bilingual import Words
from hcd_studio.layout import BOARD, Curve, View, paper, place
from hcd_studio.layout.curve import smooth
from hcd_studio.questions.feelings import feelings_of, low_points, middle, signed
from hcd_studio.records import Feeling, Lane, Participant, ParticipantGroup, Record, Stage, Step
from hcd_studio.snapshot import Snapshot
from tests.maps import rank, sample


def room(ratings: Mapping[str, Sequence[int | None]], groups: tuple[str, ...] = ()) -> Snapshot:
    """A workshop with just steps, people and ratings; None is no rating."""
    people = max(map(len, ratings.values()), default=0)
    records: list[Record] = [Stage(id="g", title=Words("Stage")), Lane(id="l", title=Words("Feelings"), kind="feeling")]
    records += [ParticipantGroup(id=one, title=Words(one)) for one in dict.fromkeys(groups)]
    records += [Participant(id=f"q{at}", group=groups[at] if groups else "") for at in range(people)]
    for at, (step, values) in enumerate(ratings.items()):
        records.append(Step(id=step, title=Words(step), stage="g", rank=rank(at)))
        records += [
            Feeling(id=f"{step}{who}", step=step, participant=f"q{who}", value=value)
            for who, value in enumerate(values)
        ]
    return Snapshot.of(records)


def curve_of(snapshot: Snapshot, view: View | None = None) -> Curve:
    curve = place(snapshot, view or View()).curve
    assert curve is not None
    return curve


def test_mean_spread_and_low_points() -> None:
    found = feelings_of(room({"a": [-2, -1, -1, 0, -1], "b": [2, 2, 1, 2, 1], "c": [-2, -2, -2, -2, -2]}))
    assert found["a"].mean == -1.0
    assert found["a"].low
    assert (found["b"].lower, found["b"].upper) == (1.0, 2.0)
    assert low_points(found) == ("c", "a")
    assert middle([-2, -1, 0, 1, 2]) == pytest.approx((-1.6, 1.6))


def test_a_mean_counts_as_low_from_where_it_is_shown_as_one() -> None:
    assert feelings_of(room({"a": [-1] * 19 + [0]}))["a"].low
    assert not feelings_of(room({"a": [-1] * 18 + [0, 0]}))["a"].low


def test_outside_the_room_fewer_than_five_ratings_give_no_figure() -> None:
    snapshot = room({"a": [-2, -2, -2, -2], "b": [1, 1, 1, 1, 1]})
    outside = feelings_of(snapshot, "council")
    assert outside["a"].mean is None
    assert outside["a"].hidden
    assert outside["b"].mean == 1.0
    assert feelings_of(snapshot)["a"].mean == -2.0
    point = curve_of(snapshot, View(audience="council")).points[0]
    assert (point.mark, point.chip.mean, point.chip.count) == ("hidden", "–", "n < 5")


def test_a_person_has_one_voice_and_who_withdrew_has_none() -> None:
    snapshot = room({"a": [2, 0]})
    again = Feeling(id="zz", step="a", participant="q0", value=-2)
    gone = Participant(id="q1", withdrawn=True)
    records = [one for kind in snapshot.records.values() for one in kind.values() if one.id != "q1"]
    found = feelings_of(Snapshot.of([*records, again, gone]))["a"]
    assert (found.n, found.mean) == (1, -2.0)


def test_groups_that_differ_are_named_but_never_a_single_person() -> None:
    groups = ("residents", "residents", "staff", "staff", "carer")
    split = feelings_of(room({"a": [-2, -2, 0, -1, 2]}, groups))["a"].split
    assert split is not None
    assert (split.lower.group.en, split.upper.group.en) == ("residents", "staff")
    assert feelings_of(room({"a": [-2, -2, 0, -1, 2]}, groups), "council")["a"].split is None
    assert feelings_of(room({"a": [-1, -1, -1, 0, 2]}, groups))["a"].split is None


def test_a_nought_has_no_sign() -> None:
    assert [signed(value) for value in (-0.04, 0.0, 0.05, -1.25, 2.0)] == ["0.0", "0.0", "+0.1", "−1.2", "+2.0"]


@given(
    some.lists(some.tuples(some.floats(0, 900), some.floats(-2, 2)), min_size=2, max_size=12, unique_by=lambda p: p[0])
)
def test_the_curve_passes_through_every_point_and_never_overshoots(points: list[tuple[float, float]]) -> None:
    ordered = sorted(points)
    path = smooth(ordered)
    assert path[0] == ("M", ordered[0])
    for (before, after), (verb, n) in zip(pairwise(ordered), path[1:], strict=True):
        assert verb == "C"
        assert n[4:] == after
        assert (n[1], n[3]) == (before[1], after[1])


def test_a_step_without_ratings_is_a_gap_and_never_a_nought() -> None:
    curve = curve_of(room({"a": [1, 1], "b": [1, 1], "c": [], "d": [0, 0]}))
    marks = [point.mark for point in curve.points]
    assert marks == ["above", "above", "missing", "above"]
    assert len(curve.line) == 1
    assert len(curve.band) == 2
    assert curve.points[2].mean is None


def test_the_scale_is_never_stretched() -> None:
    curve = curve_of(room({"a": [2, 2], "b": [-2, -2]}))
    assert curve.points[0].y == pytest.approx(curve.top)
    assert curve.points[1].y == pytest.approx(curve.bottom)
    assert curve.zero == pytest.approx((curve.top + curve.bottom) / 2)
    assert [point.mark for point in curve.points] == ["above", "low"]


@given(some.lists(some.lists(some.integers(-2, 2), min_size=6, max_size=6), min_size=1, max_size=8))
def test_figures_and_splits_collide_with_nothing(ratings: list[list[int]]) -> None:
    groups = ("a", "a", "b", "b", "c", "c")
    snapshot = room({f"s{at}": list(values) for at, values in enumerate(ratings)}, groups)
    for metrics in (BOARD, paper()):
        for mode in ("en", "both"):
            placed = place(snapshot, View(languages=mode), metrics)
            curve = placed.curve
            assert curve is not None
            rects = [point.chip.rect for point in curve.points] + [split.rect for split in curve.splits]
            for at, rect in enumerate(rects):
                assert curve.rect.y <= rect.y
                assert rect.bottom <= curve.rect.bottom + 1e-6
                assert not any(rect.meets(other) for other in rects[at + 1 :])
            assert len(curve.splits) == sum(1 for one in feelings_of(snapshot).values() if one.split)


def test_the_sample_has_its_low_points_on_the_curve() -> None:
    curve = curve_of(sample())
    assert len(curve.points) == 16
    assert any(point.mark == "low" for point in curve.points)
