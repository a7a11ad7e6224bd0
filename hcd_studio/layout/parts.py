"""What a placed map is made of: boxes with broken lines, the curve, the heads; no painter, no colour."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from hcd_studio.fields import Id
from hcd_studio.layout.view import Line, Metrics, Path, Rect, View
from hcd_studio.speech import Language


@dataclass(frozen=True, slots=True)
class StageBox:
    """A stage over its steps; id is empty for steps that belong to no stage."""

    id: Id
    number: int
    rect: Rect
    lines: tuple[Line, ...]
    steps: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """One channel of a step: icon at the rectangle's left, words beside it."""

    channel: str
    icon: str
    rect: Rect
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StepHead:
    """The head of a column: a step, a theme, or (with an empty id) the notes that have none."""

    id: Id
    number: int
    rect: Rect
    text: Rect
    lines: tuple[Line, ...]
    channels: tuple[ChannelMark, ...] = ()
    count: int = 0
    under: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class WayMark:
    """An arrow: its line, its head, and where its words stand; `back` says that it is a loop (it is dashed)."""

    branch: Id
    line: Path
    head: Path
    text: Rect
    words: tuple[Line, ...]
    back: bool


@dataclass(frozen=True, slots=True)
class LaneBand:
    """A row of the map with its head; id is empty for notes whose lane is gone and on the theme wall."""

    id: Id
    kind: str
    icon: str
    rect: Rect
    lines: tuple[Line, ...]
    count: int
    folded: bool = False
    rule: float = 0

    @property
    def inner(self) -> Rect:
        """The band without the words of the blueprint line above it."""
        return Rect(self.rect.x, self.rect.y + self.rule, self.rect.w, self.rect.h - self.rule)


@dataclass(frozen=True, slots=True)
class Cell:
    """A step crossed with a lane: all its notes in order; `gap` says that something is missing here, in words."""

    step: Id
    lane: Id
    rect: Rect
    notes: tuple[Id, ...]
    gap: tuple[Line, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no note stands here."""
        return not self.notes


@dataclass(frozen=True, slots=True)
class NoteBox:
    """A note: where its sheet is (tail and bubble included), its lines, and the marks it bears."""

    id: Id
    step: Id
    lane: Id
    rect: Rect
    kind: str
    language: Language
    lines: tuple[str, ...]
    tag: str = ""
    translated: bool = False
    dots: int = 0
    concerns: int = 0
    stacked: int = 0
    overflow: bool = False
    blank: bool = False
    assumption: bool = False
    versions: int = 0
    foot: int = 0

    @property
    def footed(self) -> bool:
        """Whether rows of marks stand under the text: `foot` rows, the tag in the first, the votes in the last."""
        return self.foot > 0


@dataclass(frozen=True, slots=True)
class Chip:
    """The figures beside a point: mean and count, on one line or on two."""

    rect: Rect
    mean: str
    count: str
    two_lines: bool = False


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A step on the curve; `mark` says how it is drawn, `y` is the zero line where there is no mean."""

    step: Id
    x: float
    y: float
    mean: float | None
    n: int
    mark: Literal["above", "below", "low", "missing", "hidden"]
    chip: Chip


@dataclass(frozen=True, slots=True)
class SplitMark:
    """Two groups that felt differently: the words, and a dashed stroke at each group's mean."""

    step: Id
    rect: Rect
    lines: tuple[Line, ...]
    strokes: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """The feelings along the journey; `line` and `band` break where ratings are missing."""

    lane: Id
    rect: Rect
    top: float
    zero: float
    bottom: float
    line: tuple[Path, ...]
    band: tuple[Path, ...]
    points: tuple[CurvePoint, ...]
    splits: tuple[SplitMark, ...]
    words: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A line of the service blueprint between two lanes, with its words."""

    kind: Literal["interaction", "visibility", "internal"]
    y: float
    text: Rect
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Placed:
    """A map with everything in its place; look up by point, by rectangle or by id."""

    view: View
    metrics: Metrics
    width: float
    height: float
    head: float
    stages: tuple[StageBox, ...]
    steps: tuple[StepHead, ...]
    lanes: tuple[LaneBand, ...]
    cells: tuple[tuple[Cell, ...], ...]
    boxes: tuple[tuple[tuple[NoteBox, ...], ...], ...]
    curve: Curve | None
    rules: tuple[RuleMark, ...]
    covered: Mapping[Id, Id] = field(default_factory=dict)
    abreast: tuple[int, ...] = ()
    ways: tuple[WayMark, ...] = ()

    @cached_property
    def notes(self) -> tuple[NoteBox, ...]:
        """Every note in reading order: step by step, lane by lane, top to bottom."""
        rows = range(len(self.lanes))
        return tuple(box for column in range(len(self.steps)) for row in rows for box in self.boxes[row][column])

    @cached_property
    def by_id(self) -> dict[Id, NoteBox]:
        """The box of each note; a note under a stack answers with the stack's top."""
        found = {box.id: box for row in self.boxes for cell in row for box in cell}
        found.update({hidden: found[top] for hidden, top in self.covered.items() if top in found})
        return found

    @cached_property
    def _lefts(self) -> list[float]:
        return [step.rect.x for step in self.steps]

    @cached_property
    def _tops(self) -> list[float]:
        return [lane.rect.y for lane in self.lanes]

    def columns_in(self, left: float, right: float) -> range:
        """The columns that a stretch of x touches."""
        first = max(bisect_right(self._lefts, left) - 1, 0)
        return range(first, bisect_left(self._lefts, right))

    def rows_in(self, top: float, bottom: float) -> range:
        """The rows that a stretch of y touches."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        return range(first, bisect_left(self._tops, bottom))

    def boxes_in(self, rect: Rect) -> Iterator[NoteBox]:
        """The notes that a rectangle touches."""
        columns = self.columns_in(rect.x, rect.right)
        for row in self.rows_in(rect.y, rect.bottom):
            cells = self.boxes[row]
            for column in columns:
                for box in cells[column]:
                    if box.rect.meets(rect):
                        yield box

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell under a point, or None over heads and outside."""
        column = bisect_right(self._lefts, x) - 1
        row = bisect_right(self._tops, y) - 1
        if column < 0 or row < 0:
            return None
        cell = self.cells[row][column]
        return cell if cell.rect.holds(x, y) else None

    def note_at(self, x: float, y: float) -> NoteBox | None:
        """The note under a point."""
        return next(self.boxes_in(Rect(x, y, 1e-6, 1e-6)), None)

    def cell(self, step: Id, lane: Id) -> Cell | None:
        """The cell of a step and a lane."""
        return self._by_place.get((step, lane))

    @cached_property
    def _by_place(self) -> dict[tuple[Id, Id], Cell]:
        return {(cell.step, cell.lane): cell for row in self.cells for cell in row}

    def row_of(self, lane: Id) -> int:
        """The row of a lane, −1 where it is not shown."""
        return next((row for row, band in enumerate(self.lanes) if band.id == lane), -1)

    def column_of(self, step: Id) -> int:
        """The column of a step, −1 where it is not shown."""
        return next((column for column, head in enumerate(self.steps) if head.id == step), -1)
