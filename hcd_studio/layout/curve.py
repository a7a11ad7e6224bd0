"""The feelings curve of a map: smooth lines through the means, the spread, chips and splits that never collide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from hcd_studio.fields import Id
from hcd_studio.layout.parts import Chip, Curve, CurvePoint, SplitMark
from hcd_studio.layout.shapes import moved as shift
from hcd_studio.layout.text import Wrapping, face
from hcd_studio.layout.view import Line, Metrics, Path, Rect, View
from hcd_studio.questions.feelings import Split, StepFeeling, signed
from hcd_studio.speech import N_, Message

SCALE = (2, 0, -2)
"""The ratings printed beside the curve; the scale never changes."""

MISSING = "–"

WORDS = N_("mean and middle 80 %")

Point = tuple[float, float]


def smooth(points: Sequence[Point]) -> Path:
    """A curve through every point that never overshoots: handles are level, half-way to the neighbour."""
    path: list[tuple[str, tuple[float, ...]]] = [("M", points[0])]
    for (x0, y0), (x1, y1) in pairwise(points):
        half = (x0 + x1) / 2
        path.append(("C", (half, y0, half, y1, x1, y1)))
    return tuple(path)


def smooth_band(upper: Sequence[Point], lower: Sequence[Point]) -> Path:
    """The area between two curves."""
    there = smooth(upper)
    back = smooth(tuple(reversed(lower)))
    return (*there, ("L", lower[-1]), *back[1:], ("Z", ()))


def place_curve(
    lane: Id,
    rect: Rect,
    columns: Sequence[tuple[Id, Rect]],
    feelings: Mapping[Id, StepFeeling],
    view: View,
    metrics: Metrics,
    wrapping: Wrapping,
) -> Curve:
    """Place the curve in a lane below the columns' heads. The rectangle grows if splits need room."""
    strip = 0.0
    while True:
        top = rect.y + strip + metrics.chip + 3 * metrics.point
        bottom = rect.y + strip + rect.h - 2 * metrics.point - 2
        unit = (bottom - top) / 4
        zero = top + 2 * unit
        points = tuple(
            _point(step, head, zero, unit, feelings.get(step), rect.y + strip, metrics) for step, head in columns
        )
        whole = Rect(rect.x, rect.y, rect.w, rect.h + strip)
        splits, room = _splits(points, dict(columns), feelings, zero, unit, whole, view, metrics, wrapping)
        if room <= strip:
            break
        strip = room
    line, band = _lines(points, feelings, zero, unit)
    words = tuple(Line(Message(WORDS).say(language), language) for language in view.spoken)
    return Curve(lane, whole, top, zero, bottom, line, band, points, splits, words)


def moved(curve: Curve, dy: float) -> Curve:
    """The same curve further down."""
    return replace(
        curve,
        rect=curve.rect.moved(dy),
        top=curve.top + dy,
        zero=curve.zero + dy,
        bottom=curve.bottom + dy,
        line=tuple(shift(path, 0, dy) for path in curve.line),
        band=tuple(shift(path, 0, dy) for path in curve.band),
        points=tuple(
            replace(one, y=one.y + dy, chip=replace(one.chip, rect=one.chip.rect.moved(dy))) for one in curve.points
        ),
        splits=tuple(
            replace(one, rect=one.rect.moved(dy), strokes=tuple((a, b, y + dy) for a, b, y in one.strokes))
            for one in curve.splits
        ),
    )


def _point(
    step: Id, head: Rect, zero: float, unit: float, feeling: StepFeeling | None, ceiling: float, metrics: Metrics
) -> CurvePoint:
    n = feeling.n if feeling else 0
    x = head.x + head.w / 2
    mean = feeling.mean if feeling else None
    if feeling is None or mean is None:
        chip = _chip(x, zero, MISSING, f"n {n}" if n == 0 else "n < 5", head.w, ceiling, metrics)
        return CurvePoint(step, x, zero, None, n, "hidden" if n else "missing", chip)
    y = zero - mean * unit
    chip = _chip(x, y, signed(mean), f"n {n}", head.w, ceiling, metrics)
    return CurvePoint(step, x, y, mean, n, "low" if feeling.low else "above" if mean >= 0 else "below", chip)


def _chip(x: float, y: float, mean: str, count: str, room: float, ceiling: float, metrics: Metrics) -> Chip:
    wide = face(metrics.bold_face).width(mean, metrics.chip_size)
    small = face(metrics.text_face).width(count, metrics.chip_small)
    pad = metrics.chip / 4
    one_line = wide + small + 3 * pad
    two_lines = one_line > room - pad
    w = max(wide, small) + 2 * pad if two_lines else one_line
    h = metrics.chip * (1.85 if two_lines else 1)
    top = y - metrics.point * 1.35 - h - 1
    if top < ceiling + 1:
        top = y + metrics.point * 1.35 + 1
    return Chip(Rect(x - w / 2, top, w, h), mean, count, two_lines)


def _lines(
    points: Sequence[CurvePoint], feelings: Mapping[Id, StepFeeling], zero: float, unit: float
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    line: list[Path] = []
    band: list[Path] = []
    run: list[CurvePoint] = []
    for point in (*points, None):
        if point is not None and point.mean is not None:
            run.append(point)
            continue
        if run:
            uppers = [(one.x, zero - (feelings[one.step].upper or 0.0) * unit) for one in run]
            lowers = [(one.x, zero - (feelings[one.step].lower or 0.0) * unit) for one in run]
            if len(run) > 1:
                line.append(smooth([(one.x, one.y) for one in run]))
                band.append(smooth_band(uppers, lowers))
            else:
                band.append(_lone(uppers[0], lowers[0]))
        run = []
    return tuple(line), tuple(band)


def _lone(upper: Point, lower: Point) -> Path:
    """The spread of a step without neighbours: a narrow upright bar."""
    x, half = upper[0], 6.0
    return (
        ("M", (x - half, upper[1])),
        ("L", (x + half, upper[1])),
        ("L", (x + half, lower[1])),
        ("L", (x - half, lower[1])),
        ("Z", ()),
    )


def split_words(split: Split) -> Message:
    """Two groups that felt differently, in words."""
    return Message(
        N_("Split: {lower} {lower_mean}, {upper} {upper_mean}"),
        lower=split.lower.group,
        lower_mean=signed(split.lower.mean),
        upper=split.upper.group,
        upper_mean=signed(split.upper.mean),
    )


def _splits(
    points: Sequence[CurvePoint],
    heads: Mapping[Id, Rect],
    feelings: Mapping[Id, StepFeeling],
    zero: float,
    unit: float,
    rect: Rect,
    view: View,
    metrics: Metrics,
    wrapping: Wrapping,
) -> tuple[tuple[SplitMark, ...], float]:
    """The marks of all splits, and how high a strip above the curve they need so that nothing is covered."""
    found: list[SplitMark] = []
    needed = 0.0
    taken = [one.chip.rect for one in points]
    for one in points:
        band = feelings.get(one.step)
        upper = zero - (band.upper or 0.0) * unit if band else one.y
        lower = zero - (band.lower or 0.0) * unit if band else one.y
        high, low = min(upper, one.y) - metrics.point, max(lower, one.y) + metrics.point
        taken.append(Rect(heads[one.step].x, high, heads[one.step].w, low - high))
    leading = metrics.chip_small * 1.2
    for point in points:
        feeling = feelings.get(point.step)
        if feeling is None or feeling.split is None:
            continue
        split = feeling.split
        wide = heads[point.step].w - 2 * metrics.note_x
        lines = tuple(
            Line(text, language)
            for language in view.spoken
            for text in wrapping.lines(
                split_words(split).say(language), wide - 8, metrics.text_face, metrics.chip_small
            )
        )
        h = len(lines) * leading
        x = point.x - wide / 2
        places = (rect.y + 3, rect.bottom - h - 3)
        free = [y for y in places if not any(Rect(x, y, wide, h).meets(other) for other in taken)]
        if not free:
            needed = max(needed, h + 6)
        stroke = min(metrics.step, heads[point.step].w) / 4
        strokes = tuple(
            (point.x - stroke, point.x + stroke, zero - group.mean * unit) for group in (split.lower, split.upper)
        )
        found.append(SplitMark(point.step, Rect(x, (free or places)[0], wide, h), lines, strokes))
    return tuple(found), needed
