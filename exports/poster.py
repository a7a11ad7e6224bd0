"""A map as a sheet of paper: masthead, the map as large as it will go, how to read it, missing voices, who it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from math import sqrt

from exports.painter import Painter
from exports.poster_frame import Frame, frame_of, paint_frame
from exports.poster_look import COLOURED, PLAIN, Ink
from exports.poster_paint import paint_map
from exports.poster_spread import spread
from hcd_studio.fields import Id
from hcd_studio.layout import Metrics, Placed, Rect, View, Wrapping, paper, place
from hcd_studio.records import Note
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, number

MM = 72 / 25.4
PAPERS: dict[str, tuple[float, float]] = {
    "A0": (1189 * MM, 841 * MM), "A1": (841 * MM, 594 * MM), "A2": (594 * MM, 420 * MM),
    "A3": (420 * MM, 297 * MM), "A4": (297 * MM, 210 * MM),
}  # fmt: skip
"""Landscape sheets in points, the largest first."""

READABLE = 8.0
"""Points below which few people can read a map on a wall or a table."""

LARGE = 3_000
"""Notes beyond which one width is tried instead of several."""

WIDTHS = (61.0, 68.0, 76.0, 86.0, 98.0, 112.0, 128.0, 146.0, 166.0)
GAP = 6
MANY = 2000
LOUD = 1.5
LARGEST = 1.7


@dataclass(frozen=True)
class Poster:
    """One sheet in points: its frame, and the map at its place and scale."""

    width: float
    height: float
    frame: Frame
    placed: Placed
    k: float
    ink: Ink

    def paint(self, painter: Painter) -> None:
        """Paint the sheet."""
        painter.rect(Rect(0, 0, self.width, self.height), fill=self.ink.paper)
        paint_frame(self.frame, painter, self.ink)
        painter.begin(self.frame.region.x, self.frame.region.y, self.k)
        paint_map(self.placed, painter, self.ink)
        painter.end()

    @cached_property
    def smallest(self) -> float:
        """The smallest letters of the map in points."""
        return smallest_letters(self.placed) * self.k


def smallest_letters(placed: Placed) -> float:
    """The smallest letters of a placed map, in its own measure."""
    m = placed.metrics
    sizes = [m.step_size, m.lane_size]
    if placed.notes:
        sizes.append(m.note_size)
    if any(box.footed for box in placed.notes):
        sizes.append(m.tag_size)
    if placed.curve:
        sizes.append(m.chip_small)
    if any(head.channels for head in placed.steps):
        sizes.append(m.channel_size)
    if placed.rules:
        sizes.append(m.rule_size)
    return min(sizes)


def smallest_text(placed: Placed, sheet: str) -> float:
    """The smallest letters in points when a placed map is fitted to a sheet, frame and margins left aside."""
    width, height = PAPERS[sheet]
    unit = unit_of(width)
    k = min((width - 68 * unit) / placed.width, (height - 230 * unit) / placed.height, LARGEST * unit)
    return smallest_letters(placed) * k


def advise(placed: Placed, sheet: str) -> Message | None:
    """A warning where a placed map would be too small on a sheet; None where all is well."""
    return advise_size(smallest_text(placed, sheet), sheet)


def advise_size(size: float, sheet: str, *, chapters: bool = False) -> Message | None:
    """A warning where letters of that size are too small to read, with what to choose instead."""
    if size >= READABLE:
        return None
    # The map is laid out anew for each sheet, so letters grow with its edge, by the root of two from size to size.
    names = list(PAPERS)
    larger = names[: names.index(sheet)][::-1]
    enough = next((name for step, name in enumerate(larger, 1) if size * sqrt(2) ** step >= READABLE), "")
    small = Message(
        N_("On {paper} the smallest letters would be {size} pt; below 8 pt few people can read them."),
        paper=sheet,
        size=number(size, places=1),
    )
    if enough and chapters:
        advice = Message(N_("Choose {larger}."), larger=enough)
    elif enough:
        advice = Message(
            N_("Choose {larger}, A4 tiles that are glued to {larger}, or chapters on several sheets."), larger=enough
        )
    elif chapters:
        advice = Message(N_("Show fewer lanes."))
    else:
        advice = Message(N_("Choose chapters on several sheets, or show fewer lanes."))
    return Message("{small} {advice}", small=small, advice=advice)


def unit_of(width: float) -> float:
    """The size of one pixel of the drawn design in points on a sheet of that width; letters stay legible on A4."""
    return max(width / 1260, 0.72)


def compose(
    snapshot: Snapshot,
    view: View,
    size: tuple[float, float],
    made: date,
    *,
    monochrome: bool = False,
    wrapping: Wrapping | None = None,
    chapter: tuple[int, int] | None = None,
) -> Poster:
    """Compose one sheet: the frame first, then the map as large as the room that is left allows."""
    width, height = size
    wrapping = wrapping or Wrapping()
    ink = PLAIN if monochrome else COLOURED
    draft = place(snapshot, view, paper(), wrapping)
    unit = unit_of(width)
    many = len(draft.notes) > MANY
    if many:
        small = max(0.72, unit / 2)
        frame = frame_of(snapshot, draft, width, height, small, made, chapter, (unit + small) / 2)
    else:
        frame = frame_of(snapshot, draft, width, height, unit, made, chapter)
    placed, k = fit(snapshot, view, frame.region.w, frame.region.h, LARGEST * unit, wrapping, quick=True)
    if not many and k * LOUD < unit:
        # Words around the map that dwarf the words in it would only take their room.
        small = max(0.72, unit / 2, k * LOUD)
        frame = frame_of(snapshot, draft, width, height, small, made, chapter, (unit + small) / 2)
    if not many:
        placed, k = fit(snapshot, view, frame.region.w, frame.region.h, LARGEST * unit, wrapping)
    return Poster(width, height, frame, placed, k, ink)


def fit(
    snapshot: Snapshot, view: View, width: float, height: float, most: float, wrapping: Wrapping, quick: bool = False
) -> tuple[Placed, float]:
    """Find the note width at which the letters are largest, then widen the notes until the map fills the width.

    For each width, full steps get several notes abreast until the map has the shape of the sheet.
    """

    def scale(placed: Placed) -> float:
        return min(width / placed.width, height / max(placed.height, 1), most)

    def tried(note: float) -> Placed:
        placed = place(snapshot, view, paper(note), wrapping)
        abreast = spread(placed, width / height)
        return place(snapshot, view, paper(note), wrapping, abreast) if any(one > 1 for one in abreast) else placed

    many = len(snapshot.records.get(Note.table, ())) > LARGE
    # A few per cent of letter size are not worth placing thousands of notes a dozen times.
    best = max(map(tried, WIDTHS[len(WIDTHS) // 2 :: len(WIDTHS)] if many else WIDTHS[::2]), key=scale)
    if not quick and not many:
        at = WIDTHS.index(best.metrics.note)
        best = max([best, *map(tried, WIDTHS[max(at - 1, 0) : at] + WIDTHS[at + 1 : at + 2])], key=scale)
    k = scale(best)
    columns = sum(best.abreast) or len(best.steps)
    note = (width / k - best.metrics.lane_head) / max(columns, 1) - GAP
    if note > best.metrics.note:
        wider = place(snapshot, view, paper(note), wrapping, best.abreast)
        if scale(wider) >= k - 1e-9:
            best = wider
    return _stretched(snapshot, view, best, k, height, wrapping), k


def _stretched(snapshot: Snapshot, view: View, placed: Placed, k: float, height: float, wrapping: Wrapping) -> Placed:
    """Give spare height to the curve, which says more the higher it is, up to twice its usual height."""
    spare = height / k - placed.height
    if placed.curve is None or spare <= 1:
        return placed
    m: Metrics = placed.metrics
    taller = replace(m, curve=m.curve + min(spare - 1, m.curve))
    found = place(snapshot, view, taller, wrapping, placed.abreast)
    return found if found.height * k <= height + 1e-6 else placed


def chapters_of(
    snapshot: Snapshot, view: View, size: tuple[float, float], made: date, wrapping: Wrapping
) -> tuple[tuple[Id, ...], ...]:
    """Stages in as few chapters as leave every letter readable; a chapter is at least one stage."""
    whole = place(snapshot, view, paper(), wrapping)
    ids = [stage.id for stage in whole.stages]
    if not ids:
        return ()
    unit = unit_of(size[0])
    small = min(unit, max(0.72, unit / 2, READABLE / smallest_letters(whole) * LOUD))
    region = frame_of(snapshot, whole, *size, small, made, (1, 2), (unit + small) / 2).region
    most = LARGEST * unit

    def readable(some: Sequence[Id]) -> bool:
        part = replace(view, stages=tuple(some))
        placed, k = fit(snapshot, part, region.w, region.h, most, wrapping, True)
        return smallest_letters(placed) * k >= READABLE

    cuts = [0]
    while cuts[-1] < len(ids):
        end = cuts[-1] + 1
        while end < len(ids) and readable(ids[cuts[-1] : end + 1]):
            end += 1
        cuts.append(end)
    return tuple(tuple(ids[a:b]) for a, b in pairwise(cuts))
