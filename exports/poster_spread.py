"""Which steps of a map get their notes side by side, so that a few full cells do not stretch every lane."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hcd_studio.layout import Placed

MOST = 6
"""No step gets more notes abreast than this."""

ALMOST = 0.9
"""A cell this near to its lane's fullest one holds the lane as high as that one does."""


def spread(placed: Placed, shape: float) -> tuple[int, ...]:
    """How many notes stand abreast in each step, for a map whose width is `shape` times its height.

    Step by step, the column that would lower the lanes most gets one more, until the map is as wide as it should be.
    """
    m = placed.metrics
    heights = [[[box.rect.h for box in cell] for cell in row] for row in placed.boxes]
    least = [band.rect.h - band.rule if placed.curve and band.id == placed.curve.lane else 0.0 for band in placed.lanes]
    heads = [2 * m.cell_pad + len(band.lines) * m.lane_leading + m.lane_icon + 2 for band in placed.lanes]
    rules = sum(band.rule for band in placed.lanes)
    abreast = [1] * len(placed.steps)

    @cache
    def cell(row: int, column: int, count: int) -> float:
        notes = heights[row][column]
        return _masonry(notes, count, m.gap) + 2 * m.cell_pad if notes else 0.0

    rows = range(len(placed.lanes))
    columns = range(len(placed.steps))
    width = placed.width
    while True:
        tops = [max([least[row], heads[row], *(cell(row, one, abreast[one]) for one in columns)]) for row in rows]
        if width >= shape * (placed.head + rules + sum(tops)):
            break
        gains = [
            sum(
                cell(row, one, abreast[one]) - cell(row, one, abreast[one] + 1)
                for row in rows
                if cell(row, one, abreast[one]) >= ALMOST * tops[row]
            )
            if abreast[one] < MOST
            else 0.0
            for one in columns
        ]
        gain = max(gains, default=0.0)
        if gain <= 0:
            break
        abreast[gains.index(gain)] += 1
        width += m.note + m.note_gap
    return tuple(abreast)


def _masonry(heights: Sequence[float], count: int, gap: float) -> float:
    """How tall notes stand in so many stacks, each note on the lowest one."""
    ends = [0.0] * count
    for height in heights:
        at = ends.index(min(ends))
        ends[at] += height + gap
    return max(ends) - gap
