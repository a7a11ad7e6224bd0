"""Where everything on a map goes, lines already broken, without a painter: the one layout of board, posters and pages.

`place(snapshot, view, metrics)` is pure. Steps are columns of one width, lanes rows as high as their fullest cell; the
board keeps a `Wrapping` so that placing again costs little, and places a single lane with `place_lane`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import ceil

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.layout.curve import moved, place_curve
from hcd_studio.layout.heads import (
    NO_STEP,
    RULE_WORDS,
    Column,
    break_words,
    edges_of,
    place_stages,
    place_steps,
    rules_above,
    shown_columns,
    shown_lanes,
)
from hcd_studio.layout.notes import LANE_ICONS, kind_of, shown_notes, votes_of, words_of
from hcd_studio.layout.parts import (
    Cell,
    ChannelMark,
    Chip,
    Curve,
    CurvePoint,
    LaneBand,
    NoteBox,
    Placed,
    RuleMark,
    SplitMark,
    StageBox,
    StepHead,
)
from hcd_studio.layout.text import Wrapping, face
from hcd_studio.layout.view import BOARD, Line, Metrics, Mode, Path, Rect, View, paper
from hcd_studio.layout.ways import place_ways
from hcd_studio.questions.feelings import StepFeeling, feelings_of
from hcd_studio.records import Lane, Note
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message

__all__ = [
    "BOARD", "Cell", "ChannelMark", "Chip", "Curve", "CurvePoint", "LaneBand", "Line", "Metrics", "Mode", "NoteBox",
    "Path", "Placed", "Placing", "Rect", "RuleMark", "SplitMark", "StageBox", "StepHead", "View", "Wrapping", "paper",
    "place", "place_lane",
]  # fmt: skip

GAP_WORDS = {"opportunity": N_("No ideas yet"), "pain": N_("No pain points yet")}
"""What a low point lacks when a cell of that lane is empty."""


def place(
    snapshot: Snapshot,
    view: View,
    metrics: Metrics | None = None,
    wrapping: Wrapping | None = None,
    abreast: tuple[int, ...] = (),
) -> Placed:
    """Place a workshop's map; the same snapshot, view and metrics give the same boxes.

    `abreast` tells for each column how many notes stand side by side in it; the board has one, paper as many as help.
    """
    return Placing(
        snapshot, view, (metrics or view.metrics).scaled(view.scale), wrapping or Wrapping(), abreast
    ).whole()


def place_lane(placed: Placed, snapshot: Snapshot, lane: Id, wrapping: Wrapping) -> Placed:
    """Place one lane again and move what stands below; for a change that touched no step, stage or other lane."""
    fresh = Placing(snapshot, placed.view, placed.metrics, wrapping, placed.abreast)
    at = placed.row_of(lane)
    same = [column.id for column in fresh.columns] == [head.id for head in placed.steps]
    if at < 0 or not same or [one.id for one in fresh.lanes] != [band.id for band in placed.lanes]:
        return fresh.whole()
    row = fresh.row(at, placed.lanes[at].rect.y)
    dy = row.band.rect.h - placed.lanes[at].rect.h
    below = range(at + 1, len(placed.lanes))
    tail = range(0) if dy == 0 else below
    rows = [
        _moved(_row_of(placed, i), dy) if i in tail else row if i == at else _row_of(placed, i)
        for i in range(len(placed.lanes))
    ]
    covered = {id: top for id, top in placed.covered.items() if id not in _ids(placed, at)} | fresh.covered
    more = [len(new.notes) - len(old.notes) for new, old in zip(row.cells, placed.cells[at], strict=True)]
    return replace(
        placed,
        height=placed.height + dy,
        steps=tuple(
            replace(head, count=head.count + each) if each else head
            for head, each in zip(placed.steps, more, strict=True)
        ),
        lanes=tuple(one.band for one in rows),
        cells=tuple(one.cells for one in rows),
        boxes=tuple(one.boxes for one in rows),
        curve=next((one.curve for one in rows if one.curve), None),
        rules=tuple(rule for one in rows for rule in one.rules),
        covered=covered,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A placed lane: its band, cells, notes, the curve if it bears one, and the blueprint lines above it."""

    band: LaneBand
    cells: tuple[Cell, ...]
    boxes: tuple[tuple[NoteBox, ...], ...]
    curve: Curve | None
    rules: tuple[RuleMark, ...]


class Placing:
    """A placing under way: what all lanes share. `cell` and `row` serve the board, which places parts again."""

    def __init__(
        self, snapshot: Snapshot, view: View, metrics: Metrics, wrapping: Wrapping, abreast: tuple[int, ...] = ()
    ):
        self.snapshot = snapshot
        self.view = view
        self.metrics = metrics
        self.wrapping = wrapping
        self.notes = shown_notes(snapshot, view)
        loose = any(not step for step, _ in self.notes)
        self.columns, self.stages = shown_columns(snapshot, view, loose)
        shown = {column.id for column in self.columns}
        self.lanes = shown_lanes(snapshot, view, any(not lane and step in shown for step, lane in self.notes))
        self.votes = votes_of(snapshot, view)
        self.abreast = abreast if len(abreast) == len(self.columns) else ()
        self.covered: dict[Id, Id] = {}
        self._edges: tuple[float, ...] = ()

    @cached_property
    def feelings(self) -> dict[Id, StepFeeling]:
        """How each step felt, for the audience of the view."""
        return feelings_of(self.snapshot, self.view.audience)

    @property
    def width(self) -> float:
        """The width of the whole map."""
        return self.edges[-1]

    @property
    def edges(self) -> tuple[float, ...]:
        """Where the columns begin, and where the last one ends."""
        # A kept map gets other columns as it lives, so they are not worked out once and for all.
        if len(self._edges) != len(self.columns) + 1:
            self._edges = edges_of(len(self.columns), self.metrics, self.abreast)
        return self._edges

    def whole(self) -> Placed:
        """The map with every lane in its place."""
        stages, top = place_stages(self.columns, self.stages, self.view, self.metrics, self.wrapping, self.edges)
        ways, top = place_ways(self.snapshot, self.view, self.columns, self.edges, top, self.metrics, self.wrapping)
        heads, top = place_steps(self.columns, top, self.view, self.metrics, self.wrapping, self.edges)
        rows: list[Row] = []
        y = top
        for at in range(len(self.lanes)):
            rows.append(self.row(at, y))
            y = rows[-1].band.rect.bottom
        counts = [sum(len(row.cells[at].notes) for row in rows) for at in range(len(self.columns))]
        return Placed(
            view=self.view,
            metrics=self.metrics,
            width=self.width,
            height=y,
            head=top,
            stages=stages,
            steps=tuple(replace(head, count=count) for head, count in zip(heads, counts, strict=True)),
            lanes=tuple(row.band for row in rows),
            cells=tuple(row.cells for row in rows),
            boxes=tuple(row.boxes for row in rows),
            curve=next((row.curve for row in rows if row.curve), None),
            rules=tuple(rule for row in rows for rule in row.rules),
            covered=dict(self.covered),
            abreast=self.abreast,
            ways=ways,
        )

    def row(self, at: int, y: float) -> Row:
        """Place one lane with its top at y."""
        lane, metrics = self.lanes[at], self.metrics
        rules = self._rules(at, y)
        top = y + len(rules) * metrics.rule
        lines = self._head(lane)
        folded = lane.id in self.view.folded
        curve = None if folded else self._curve(lane, top)
        notes_top = curve.rect.bottom if curve else top
        gaps = [() if folded else self._gap(lane, column) for column in self.columns]
        boxes: list[tuple[NoteBox, ...]] = []
        bottom = max(notes_top, top + self._least(lane, lines, folded))
        for at_column, column in enumerate(self.columns):
            notes = self.notes.get((column.id, lane.id), ())
            found, low = ((), top) if folded else self.cell(lane, at_column, notes_top, notes)
            if gaps[at_column]:
                low = notes_top + 2 * metrics.cell_pad + len(gaps[at_column]) * metrics.note_leading + metrics.text_top
            boxes.append(found)
            bottom = max(bottom, low)
        height = ceil(bottom - y)
        cells = tuple(
            Cell(
                column.id,
                lane.id,
                Rect(self.edges[i], notes_top, self.edges[i + 1] - self.edges[i], y + height - notes_top),
                tuple(note.id for note in self.notes.get((column.id, lane.id), ())),
                gaps[i],
            )
            for i, column in enumerate(self.columns)
        )
        band = LaneBand(
            lane.id, lane.kind if lane.id else "", LANE_ICONS.get(lane.kind if lane.id else "", "note-blank"),
            Rect(0, y, self.width, height), lines, sum(len(cell.notes) for cell in cells), folded,
            len(rules) * metrics.rule,
        )  # fmt: skip
        return Row(band, cells, tuple(boxes), curve, rules)

    def cell(self, lane: Lane, column: int, top: float, notes: Sequence[Note]) -> tuple[tuple[NoteBox, ...], float]:
        """Place the notes of one cell under each other, several abreast on paper; gives the boxes and where the cell ends."""
        if not notes:
            return (), top
        view, metrics = self.view, self.metrics
        step = self.columns[column].id
        shown: Sequence[Note] = notes
        stacked = 0
        if view.stack_above is not None and len(notes) > view.stack_above and (step, lane.id) not in view.fanned:
            stacked = len(notes) - 1
            shown = notes[:1]
            self.covered.update((note.id, notes[0].id) for note in notes[1:])
        left = self.edges[column] + metrics.note_x
        first = top + metrics.cell_pad
        ends = [first] * (self.abreast[column] if self.abreast else 1)
        boxes = []
        for note in shown:
            at = ends.index(min(ends))
            box = self.note(note, lane, step, left + at * (metrics.note + metrics.note_gap), ends[at], stacked)
            boxes.append(box)
            ends[at] = box.rect.y + box.rect.h + metrics.gap
        bottom = max(ends) - metrics.gap + metrics.cell_pad + (metrics.stack if stacked else 0)
        return tuple(boxes), bottom

    def note(self, note: Note, lane: Lane, step: Id, x: float, y: float, stacked: int = 0) -> NoteBox:
        """Place one note: its lines, its marks and its height."""
        view, metrics = self.view, self.metrics
        text, language, tag, translated = words_of(note, view)
        kind = kind_of(note, lane.kind if lane.id else self._lane_kinds.get(note.lane, ""))
        width = metrics.note - metrics.text_left - metrics.text_right
        if kind == "pain" or kind == "idea":
            width -= metrics.slim
        blank = note.private and view.private == "blank" and note.room_table != view.own_table
        lines = ("",) if blank else self.wrapping.lines(text, width, metrics.text_face, metrics.note_size)
        overflow = bool(metrics.max_lines) and len(lines) > metrics.max_lines
        if overflow:
            lines = (*lines[: metrics.max_lines - 1], lines[metrics.max_lines - 1].rstrip(" .,;") + "…")
        dots, concerns = (0, 0) if blank else self.votes.get(note.id, (0, 0))
        versions = self._versions.get(note.id, 0)
        if blank:
            tag = ""
        height = metrics.text_top + len(lines) * metrics.note_leading + metrics.text_bottom
        foot = self._foot(tag, (dots, concerns), stacked, versions, metrics.slim if kind in ("pain", "idea") else 0)
        height += foot * metrics.footer
        if kind == "need":
            height += metrics.bar
        height = ceil(height)
        if kind == "quote":
            height += ceil(metrics.tail)
        elif kind == "thought":
            height += ceil(metrics.bubble)
        return NoteBox(
            note.id, step, lane.id, Rect(x, y, metrics.note, height), kind, language, lines, tag, translated, dots,
            concerns, stacked, overflow, blank, note.strength == "assumption", versions, foot,
        )  # fmt: skip

    def _foot(self, tag: str, votes: tuple[int, int], stacked: int, versions: int, slim: float) -> int:
        """How many rows of marks a note has: votes go below where they and what stands at the left are too wide for one row."""
        m = self.metrics
        measure, pad = face(m.strong_face), m.tag_size * 0.6
        marks = [tag, f"+{stacked}" if stacked else "", str(versions) if versions > 1 else ""]
        counts = [str(count) for count in votes if count]
        if not counts or not any(marks):
            return 1 if counts or any(marks) else 0
        wide = sum(measure.width(mark, m.tag_size) + 2 * pad for mark in marks if mark)
        wide += m.tag_size if versions > 1 else 0
        wide += sum(measure.width(count, m.tag_size) + m.tag_size * 1.4 for count in counts)
        left = m.text_left if m.text_left > m.icon_x + 4 else m.icon_x
        return 2 if wide > m.note - left - m.text_right - slim else 1

    @cached_property
    def _lane_kinds(self) -> dict[Id, str]:
        return {lane.id: lane.kind for lane in self.snapshot.all(Lane)}

    @cached_property
    def _versions(self) -> Mapping[Id, int]:
        return {id: count for (id, name), count in self.snapshot.versions.items() if name == "text"}

    def _head(self, lane: Lane) -> tuple[Line, ...]:
        if self.view.columns == "themes":
            return ()
        metrics = self.metrics
        title: Words | Message = lane.title if lane.id else Message(NO_STEP)
        width = metrics.lane_head - metrics.head_pad - 8
        return break_words(title, self.view, width, metrics.bold_face, metrics.lane_size, self.wrapping)

    def _least(self, lane: Lane, lines: Sequence[Line], folded: bool) -> float:
        metrics = self.metrics
        words = 2 * metrics.cell_pad + len(lines) * metrics.lane_leading
        return max(metrics.folded, words) if folded else words + metrics.lane_icon + 2

    def _curve(self, lane: Lane, top: float) -> Curve | None:
        if lane.kind != "feeling" or not lane.id or not self.columns:
            return None
        metrics = self.metrics
        columns = [
            (column.id, Rect(left, top, right - left, 0))
            for column, (left, right) in zip(self.columns, pairwise(self.edges), strict=True)
            if column.id
        ]
        rect = Rect(metrics.lane_head, top, self.width - metrics.lane_head, metrics.curve)
        return place_curve(lane.id, rect, columns, self.feelings, self.view, metrics, self.wrapping)

    def _gap(self, lane: Lane, column: Column) -> tuple[Line, ...]:
        words = GAP_WORDS.get(lane.kind)
        if not words or not lane.id or not column.id or (column.id, lane.id) in self.notes:
            return ()
        feeling = self.feelings.get(column.id)
        first = column is self.columns[0] and not any(place[1] == lane.id for place in self.notes)
        if not (feeling is not None and feeling.low) and not (first and self.view.stack_above is not None):
            return ()
        metrics = self.metrics
        width = metrics.note - 2 * metrics.text_right
        return break_words(Message(words), self.view, width, metrics.text_face, metrics.tag_size, self.wrapping)

    def _rules(self, at: int, y: float) -> tuple[RuleMark, ...]:
        metrics = self.metrics
        marks: list[RuleMark] = []
        for kind in rules_above([lane.kind if lane.id else "" for lane in self.lanes], at):
            top = y + len(marks) * metrics.rule
            lines = tuple(Line(Message(RULE_WORDS[kind]).say(language), language) for language in self.view.spoken)
            text = Rect(metrics.lane_head, top, self.width - metrics.lane_head, metrics.rule)
            marks.append(RuleMark(kind, top + metrics.rule / 2, text, lines))
        return tuple(marks)


def _row_of(placed: Placed, at: int) -> Row:
    band = placed.lanes[at]
    curve = placed.curve if placed.curve and placed.curve.lane == band.id else None
    rules = tuple(rule for rule in placed.rules if band.rect.y <= rule.y < band.rect.y + band.rule)
    return Row(band, placed.cells[at], placed.boxes[at], curve, rules)


def _moved(row: Row, dy: float) -> Row:
    return Row(
        replace(row.band, rect=row.band.rect.moved(dy)),
        tuple(replace(cell, rect=cell.rect.moved(dy)) for cell in row.cells),
        tuple(tuple(replace(box, rect=box.rect.moved(dy)) for box in cell) for cell in row.boxes),
        moved(row.curve, dy) if row.curve else None,
        tuple(replace(rule, y=rule.y + dy, text=rule.text.moved(dy)) for rule in row.rules),
    )


def _ids(placed: Placed, at: int) -> set[Id]:
    return {id for cell in placed.cells[at] for id in cell.notes}
