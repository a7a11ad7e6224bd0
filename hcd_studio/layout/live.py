"""A map that is kept: what `layout.place` places, cell by cell, so that a change costs what it touches and no more.

Only the places are kept relative: a box to the top of its lane's notes, a lane to the first lane. A lane that grows
moves the others without touching one of their notes. `layout.update.KeptMap` takes the changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil

from hcd_studio.fields import Id
from hcd_studio.layout import Placing
from hcd_studio.layout.curve import moved as curve_moved
from hcd_studio.layout.heads import place_stages, place_steps
from hcd_studio.layout.notes import LANE_ICONS
from hcd_studio.layout.parts import Cell, Curve, LaneBand, NoteBox, Placed, RuleMark, StageBox, StepHead, WayMark
from hcd_studio.layout.text import Wrapping
from hcd_studio.layout.view import Line, Metrics, Rect, View
from hcd_studio.layout.ways import place_ways
from hcd_studio.records import Lane, Note
from hcd_studio.snapshot import Snapshot

Place = tuple[Id, Id]
"""A cell by its step and its lane; an empty id stands for unplaced."""

_ALMOST = 1e-9


@dataclass(frozen=True, slots=True)
class LiveCell:
    """One cell: its notes in order, the boxes that are shown and their y from the top of the lane's notes, how low they
    reach, and what is missing here. A box itself stands at 0, 0, so that it serves wherever its note goes.
    """

    notes: tuple[Id, ...]
    boxes: tuple[NoteBox, ...] = ()
    ys: tuple[float, ...] = ()
    low: float = 0.0
    gap: tuple[Line, ...] = ()

    @property
    def stacked(self) -> bool:
        """Whether one box covers the other notes."""
        return len(self.notes) > len(self.boxes) > 0


NOTHING = LiveCell(())


@dataclass(slots=True)
class LiveRow:
    """A lane, all heights from its own top: its words, blueprint lines and curve, and where its notes begin."""

    lane: Lane
    lines: tuple[Line, ...]
    rules: tuple[RuleMark, ...]
    curve: Curve | None
    folded: bool
    top: float
    notes_top: float
    height: float = 0.0

    @property
    def icon(self) -> str:
        """The icon of its head."""
        return LANE_ICONS.get(self.lane.kind if self.lane.id else "", "note-blank")


def _measures(view: View) -> Metrics:
    """The measures of the board, at the size of letters and the width of notes that a view asks for."""
    known = view.metrics
    usual = replace(known, note=view.note, step=view.note + known.step - known.note) if view.note else known
    return usual.scaled(view.scale)


class LiveMap(Placing):
    """A placed map; content x is counted from the first column, content y from the top of the first lane."""

    def __init__(self, snapshot: Snapshot, view: View, wrapping: Wrapping | None = None):
        super().__init__(snapshot, view, _measures(view), Wrapping() if wrapping is None else wrapping)
        self.live: dict[Place, LiveCell] = {}
        self.boxes: dict[Id, NoteBox] = {}
        self.rows: list[LiveRow] = []
        self.tops: list[float] = [0.0]
        self.heads: tuple[StepHead, ...] = ()
        self.stage_boxes: tuple[StageBox, ...] = ()
        self.ways: tuple[WayMark, ...] = ()
        self.stage_height = 0.0
        self.head_height = 0.0
        self.column_of: dict[Id, int] = {}
        self.row_of: dict[Id, int] = {}
        self.place_of: dict[Id, Place] = {note.id: at for at, notes in self.notes.items() for note in notes}
        self.arrange()

    # Placing

    def arrange(self) -> None:
        """Heads, rows, every cell that is not placed yet, and where everything stands."""
        self.place_heads()
        self.rows = [self.live_row(at) for at in range(len(self.lanes))]
        for place in self.notes:
            if place not in self.live and place[0] in self.column_of and place[1] in self.row_of:
                self.place_cell(place)
        self.place_gaps()
        for at in range(len(self.rows)):
            self.measure(at)
        self.stand()

    def place_heads(self) -> None:
        """The heads of stages and steps."""
        self.column_of = {column.id: at for at, column in enumerate(self.columns)}
        self.row_of = {lane.id: at for at, lane in enumerate(self.lanes)}
        self.stage_boxes, self.stage_height = place_stages(
            self.columns, self.stages, self.view, self.metrics, self.wrapping
        )
        if self.view.brief:
            self.stage_height = 0.0
        self.ways, top = place_ways(
            self.snapshot, self.view, self.columns, self.edges, self.stage_height, self.metrics, self.wrapping
        )
        self.heads, self.head_height = place_steps(self.columns, top, self.view, self.metrics, self.wrapping)

    def live_row(self, at: int) -> LiveRow:
        """A lane without its notes."""
        lane = self.lanes[at]
        rules = self._rules(at, 0.0)
        top = len(rules) * self.metrics.rule
        folded = lane.id in self.view.folded
        curve = None if folded else self._curve(lane, top)
        return LiveRow(lane, self._head(lane), rules, curve, folded, top, curve.rect.bottom if curve else top)

    def place_cell(self, place: Place) -> None:
        """Place the notes of one cell again; those that have a box keep it. An empty cell is forgotten unless it lacks something."""
        old = self.live.pop(place, None)
        if old is not None and old.stacked:
            for id in old.notes:
                if self.place_of.get(id, place) == place:  # where it went to, that cell has said whether it is covered
                    self.covered.pop(id, None)
            self.boxes.pop(old.boxes[0].id, None)
        column, row = self.column_of[place[0]], self.rows[self.row_of[place[1]]]
        notes = self.notes.get(place, ())
        if row.folded:
            if notes:
                self.live[place] = LiveCell(tuple([note.id for note in notes]))
        elif notes:
            self.live[place] = self._live_cell(row.lane, place[0], notes)
        else:
            gap = self._gap(row.lane, self.columns[column])
            if gap:
                metrics = self.metrics
                low = 2 * metrics.cell_pad + len(gap) * metrics.note_leading + metrics.text_top
                self.live[place] = LiveCell((), low=low, gap=gap)

    def _live_cell(self, lane: Lane, step: Id, notes: Sequence[Note]) -> LiveCell:
        """The notes of one cell under each other, as `Placing.cell` places them."""
        view, metrics = self.view, self.metrics
        shown, stacked = notes, 0
        if view.stack_above is not None and len(notes) > view.stack_above and (step, lane.id) not in view.fanned:
            shown, stacked = notes[:1], len(notes) - 1
            self.boxes.pop(notes[0].id, None)
            self.covered.update((note.id, notes[0].id) for note in notes[1:])
        known = self.boxes
        try:
            boxes = [known[note.id] for note in shown]
        except KeyError:
            boxes = []
            for note in shown:
                box = known.get(note.id)
                if box is None:
                    box = known[note.id] = self.note(note, lane, step, 0.0, 0.0, stacked)
                boxes.append(box)
        gap = metrics.gap
        *ys, end = accumulate([box.rect[3] + gap for box in boxes], initial=metrics.cell_pad)
        low = end - gap + metrics.cell_pad + (metrics.stack if stacked else 0)
        return LiveCell(tuple([note.id for note in notes]), tuple(boxes), tuple(ys), low)

    def place_gaps(self) -> None:
        """Empty cells of low points say what is missing there."""
        for row in self.rows:
            if row.lane.id and row.lane.kind in ("pain", "opportunity"):
                for column in self.columns:
                    place = (column.id, row.lane.id)
                    if place not in self.notes:
                        self.place_cell(place)

    def measure(self, at: int) -> bool:
        """The height of a row; True where it changed."""
        row = self.rows[at]
        live, lane = self.live, row.lane.id
        low = max([live[place].low for column in self.columns if (place := (column.id, lane)) in live], default=0.0)
        bottom = max(row.top + self._least(row.lane, row.lines, row.folded), row.notes_top + low)
        old, row.height = row.height, float(ceil(bottom - _ALMOST))
        return old != row.height

    def stand(self) -> None:
        """Where each row stands."""
        self.tops = [0.0, *accumulate(row.height for row in self.rows)]

    # Looking up

    @property
    def content(self) -> tuple[float, float]:
        """Width and height of all cells."""
        return len(self.columns) * self.metrics.step, self.tops[-1]

    def cell_of(self, column: int, row: int) -> LiveCell:
        """A cell by its column and row."""
        return self.live.get((self.columns[column].id, self.rows[row].lane.id), NOTHING)

    def order(self) -> list[Id]:
        """Every note in reading order: step by step, lane by lane, top to bottom."""
        lanes = [lane.id for lane in self.lanes]
        found: list[Id] = []
        for column in self.columns:
            for lane in lanes:
                cell = self.live.get((column.id, lane))
                if cell is not None:
                    found.extend(cell.notes)
        return found

    def nth(self, id: Id) -> int:
        """The place of a note in reading order, −1 where it is not shown."""
        place = self.place_of.get(id)
        if place is None or place[0] not in self.column_of or place[1] not in self.row_of:
            return -1
        found, lanes = 0, [lane.id for lane in self.lanes]
        for column in self.columns:
            for lane in lanes:
                if (column.id, lane) == place:
                    return found + self.live[place].notes.index(id)
                cell = self.live.get((column.id, lane))
                if cell is not None:
                    found += len(cell.notes)
        return -1

    def columns_in(self, left: float, right: float) -> range:
        """The columns that a stretch of content x touches."""
        step = self.metrics.step
        return range(max(int(left // step), 0), min(int(right // step) + 1, len(self.columns)))

    def rows_in(self, top: float, bottom: float) -> range:
        """The rows that a stretch of content y touches."""
        last = len(self.rows)
        return range(max(bisect_right(self.tops, top, 0, last) - 1, 0), bisect_left(self.tops, bottom, 0, last))

    def place_at(self, x: float, y: float) -> Place | None:
        """The cell under a point of the content, or None outside."""
        column, row = int(x // self.metrics.step), bisect_right(self.tops, y) - 1
        if 0 <= column < len(self.columns) and 0 <= row < len(self.rows):
            return self.columns[column].id, self.rows[row].lane.id
        return None

    def cell_rect(self, place: Place) -> Rect | None:
        """Where a cell's notes stand, or None where it is not shown."""
        column, at = self.column_of.get(place[0]), self.row_of.get(place[1])
        if column is None or at is None:
            return None
        row, step = self.rows[at], self.metrics.step
        top = self.tops[at] + row.notes_top
        return Rect(column * step, top, step, self.tops[at] + row.height - top)

    def box_of(self, id: Id) -> NoteBox | None:
        """The box of a note, that of the stack's top for one that is covered; its own place is 0, 0."""
        return self._box_and_y(id)[0]

    def _box_and_y(self, id: Id) -> tuple[NoteBox | None, float]:
        place = self.place_of.get(id)
        cell = self.live.get(place) if place else None
        wanted = self.covered.get(id, id)
        if cell is not None:
            for box, y in zip(cell.boxes, cell.ys, strict=True):
                if box.id == wanted:
                    return box, y
        return None, 0.0

    def rect_of(self, id: Id) -> Rect | None:
        """Where a note stands; in a folded lane its cell; None for a note that is not shown."""
        place = self.place_of.get(id)
        if place is None or place[0] not in self.column_of or place[1] not in self.row_of:
            return None
        box, y = self._box_and_y(id)
        if box is None:
            return self.cell_rect(place)
        at = self.row_of[place[1]]
        x = self.column_of[place[0]] * self.metrics.step + self.metrics.note_x
        return Rect(x, self.tops[at] + self.rows[at].notes_top + y, box.rect.w, box.rect.h)

    def boxes_in(self, rect: Rect) -> Iterator[tuple[NoteBox, float, float]]:
        """The notes that a rectangle touches, each with its x and y."""
        metrics = self.metrics
        columns = self.columns_in(rect.x, rect.right)
        for at in self.rows_in(rect.y, rect.bottom):
            lane, top = self.rows[at].lane.id, self.tops[at] + self.rows[at].notes_top
            for column in columns:
                cell = self.live.get((self.columns[column].id, lane))
                if cell is None:
                    continue
                x = column * metrics.step + metrics.note_x
                if x >= rect.right or x + metrics.note <= rect.x:
                    continue
                for box, down in zip(cell.boxes, cell.ys, strict=True):
                    y = top + down
                    if y >= rect.bottom:
                        break
                    if y + box.rect.h > rect.y:
                        yield box, x, y

    def note_at(self, x: float, y: float) -> NoteBox | None:
        """The note under a point of the content."""
        return next((box for box, _, _ in self.boxes_in(Rect(x, y, 1e-6, 1e-6))), None)

    def placed(self) -> Placed:
        """The same map as `layout.place` gives it, for tests and for painters of the whole."""
        return _placed(self)


def _placed(live: LiveMap) -> Placed:
    """Boxes, cells and heads with absolute places."""
    head = live.head_height
    tops = [head + top for top in live.tops]
    cells = [_cells(live, row, y) for row, y in zip(live.rows, tops, strict=False)]
    counts = [sum(len(row[at].notes) for row in cells) for at in range(len(live.columns))]
    return Placed(
        view=live.view,
        metrics=live.metrics,
        width=live.width,
        height=tops[-1],
        head=head,
        stages=live.stage_boxes,
        steps=tuple(replace(one, count=count) for one, count in zip(live.heads, counts, strict=True)),
        lanes=tuple(_band(live, row, y, found) for row, y, found in zip(live.rows, tops, cells, strict=False)),
        cells=tuple(cells),
        boxes=tuple(_boxes(live, row, y) for row, y in zip(live.rows, tops, strict=False)),
        curve=next((curve_moved(row.curve, y) for row, y in zip(live.rows, tops, strict=False) if row.curve), None),
        rules=tuple(
            replace(rule, y=rule.y + y, text=rule.text.moved(y))
            for row, y in zip(live.rows, tops, strict=False)
            for rule in row.rules
        ),
        covered=dict(live.covered),
        ways=live.ways,
    )


def _band(live: LiveMap, row: LiveRow, y: float, cells: Sequence[Cell]) -> LaneBand:
    lane, metrics = row.lane, live.metrics
    count = sum(len(cell.notes) for cell in cells)
    return LaneBand(
        lane.id, lane.kind if lane.id else "", row.icon, Rect(0, y, live.width, row.height), row.lines, count, row.folded,
        len(row.rules) * metrics.rule,
    )  # fmt: skip


def _cells(live: LiveMap, row: LiveRow, y: float) -> tuple[Cell, ...]:
    top, metrics = y + row.notes_top, live.metrics
    found = [live.live.get((column.id, row.lane.id), NOTHING) for column in live.columns]
    return tuple(
        Cell(
            column.id,
            row.lane.id,
            Rect(metrics.lane_head + at * metrics.step, top, metrics.step, y + row.height - top),
            one.notes,
            one.gap,
        )
        for at, (column, one) in enumerate(zip(live.columns, found, strict=True))
    )


def _boxes(live: LiveMap, row: LiveRow, y: float) -> tuple[tuple[NoteBox, ...], ...]:
    top, metrics = y + row.notes_top, live.metrics
    found: list[tuple[NoteBox, ...]] = []
    for at, column in enumerate(live.columns):
        cell = live.live.get((column.id, row.lane.id), NOTHING)
        x = metrics.lane_head + at * metrics.step + metrics.note_x
        boxes = zip(cell.boxes, cell.ys, strict=True)
        found.append(tuple(replace(box, rect=Rect(x, top + down, box.rect.w, box.rect.h)) for box, down in boxes))
    return tuple(found)
