"""Branches and loops as arrows above the steps: each from the middle of one column to that of another, on a level of its own."""

from __future__ import annotations

from collections.abc import Sequence

from hcd_studio.layout.heads import Column, break_words
from hcd_studio.layout.parts import WayMark
from hcd_studio.layout.text import Wrapping
from hcd_studio.layout.view import Metrics, Path, Rect, View
from hcd_studio.questions.ways import ways_of
from hcd_studio.snapshot import Snapshot

MOST = 4
"""So many levels of arrows; more share the topmost."""
ASIDE = 0.18
"""How far from the middle of its column a way leaves, and how far it arrives on the other side, as shares of the column."""


def place_ways(
    snapshot: Snapshot,
    view: View,
    columns: Sequence[Column],
    edges: Sequence[float],
    top: float,
    metrics: Metrics,
    wrapping: Wrapping,
) -> tuple[tuple[WayMark, ...], float]:
    """The arrows between columns that are shown, and where their band ends; without any it takes no room."""
    index = {column.id: at for at, column in enumerate(columns) if column.id}
    ways = [one for one in ways_of(snapshot) if one.branch.step in index and one.branch.leads_to in index]
    if not ways or view.columns != "steps":
        return (), top
    levels: list[list[tuple[float, float]]] = []
    placed: list[tuple[int, float, float]] = []
    for one in ways:
        start, end = (
            _middle(edges, index[id], way) for id, way in ((one.branch.step, ASIDE), (one.branch.leads_to, -ASIDE))
        )
        span = (min(start, end), max(start, end))
        level = next(
            (at for at, taken in enumerate(levels) if all(span[1] < a or span[0] > b for a, b in taken)), len(levels)
        )
        level = min(level, MOST - 1)
        if level == len(levels):
            levels.append([])
        levels[level].append(span)
        placed.append((level, start, end))
    high = metrics.chip_small * 1.3 * len(view.spoken) + 6
    bottom = top + len(levels) * high + 4
    marks = []
    for one, (level, start, end) in zip(ways, placed, strict=True):
        y = bottom - 4 - level * high
        size = metrics.point * 0.9
        line: Path = (("M", (start, bottom)), ("L", (start, y)), ("L", (end, y)), ("L", (end, bottom - size)))
        head: Path = (
            ("M", (end, bottom)),
            ("L", (end - size, bottom - 1.6 * size)),
            ("L", (end + size, bottom - 1.6 * size)),
            ("Z", ()),
        )
        width = abs(end - start) - 8
        words = (
            break_words(one.branch.condition, view, max(width, 20), metrics.text_face, metrics.chip_small, wrapping)
            if one.branch.condition
            else ()
        )
        box = Rect(min(start, end) + 4, y - high + 3, width, high - 4)
        marks.append(WayMark(one.branch.id, line, head, box, words[: len(view.spoken)], one.back))
    return tuple(marks), bottom


def _middle(edges: Sequence[float], at: int, aside: float) -> float:
    wide = edges[at + 1] - edges[at]
    return edges[at] + wide * (0.5 + aside)
