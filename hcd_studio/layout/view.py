"""What is asked of a map: measures for screen and paper, and the view: whose languages, lanes, stages, audience."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal, NamedTuple

from hcd_studio.fields import Id, Tier
from hcd_studio.layout.text import BOLD, REGULAR, SEMIBOLD, SERIF_BOLD
from hcd_studio.speech import Language

Mode = Literal["cy", "en", "both"]
Path = tuple[tuple[str, tuple[float, ...]], ...]
"""A drawn line: `("M", (x, y))`, `("L", (x, y))`, `("C", (x1, y1, x2, y2, x, y))` and `("Z", ())`."""


class Rect(NamedTuple):
    """A rectangle in px at 100 %, y downwards."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.h

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h

    def meets(self, other: Rect) -> bool:
        """Whether two rectangles share more than an edge."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    def moved(self, dy: float) -> Rect:
        """The same rectangle further down."""
        return Rect(self.x, self.y + dy, self.w, self.h)


class Line(NamedTuple):
    """One broken line and the language it is in, for language marks."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Metrics:
    """Every length of a map in px at 100 % text; `scaled` grows them all together."""

    step: float = 146
    note: float = 136
    note_size: float = 13
    note_leading: float = 16.5
    text_left: float = 27
    text_top: float = 5
    text_right: float = 8
    text_bottom: float = 8
    icon: float = 15
    icon_x: float = 7
    icon_y: float = 7
    footer: float = 16
    tag_size: float = 12
    slim: float = 5
    tail: float = 7
    bubble: float = 9
    bar: float = 4
    corner: float = 12
    radius: float = 3
    gap: float = 9
    note_gap: float = 9
    cell_pad: float = 6
    stack: float = 6
    lane_head: float = 104
    head_pad: float = 12
    lane_size: float = 13
    lane_leading: float = 15.6
    lane_icon: float = 18
    lane_small: float = 12
    folded: float = 32
    stage_size: float = 15
    stage_leading: float = 18
    stage_pad: float = 3
    stage_inset: float = 6
    stage_gap: float = 3
    step_size: float = 13.5
    step_leading: float = 16
    step_pad: float = 5
    number: float = 20
    number_gap: float = 7
    number_size: float = 12
    channel_size: float = 12.5
    channel_leading: float = 18
    channel_icon: float = 14
    channel_pad: float = 6
    curve: float = 124
    chip_size: float = 13.5
    chip_small: float = 12
    chip: float = 16
    point: float = 5.5
    rule: float = 18
    rule_size: float = 12
    small_size: float = 12.5
    small_leading: float = 15.5
    foot: float = 0
    number_above: bool = False
    max_lines: int = 0
    stage_face: str = SERIF_BOLD
    text_face: str = REGULAR
    strong_face: str = SEMIBOLD
    bold_face: str = BOLD

    def scaled(self, k: float) -> Metrics:
        """The same measures at another text size."""
        if k == 1:
            return self
        return replace(self, **{one.name: getattr(self, one.name) * k for one in fields(self) if one.type == "float"})

    @property
    def note_x(self) -> float:
        """How far the first note stands in from the left edge of its step."""
        return (self.step - self.note) / 2

    def width_of(self, abreast: int) -> float:
        """The width of a step whose notes stand so many abreast."""
        return self.step + (abreast - 1) * (self.note + self.note_gap)

    @property
    def sizes(self) -> tuple[float, ...]:
        """Every size of letters on a map, for asking which is the smallest."""
        return (self.note_size, self.lane_size, self.stage_size, self.step_size, self.chip_size, self.chip_small)


BOARD = Metrics(max_lines=6)
"""The measures of the board on screen; a longer note ends in an ellipsis, and is whole in the inspector."""

WALL = Metrics(step=196, note=178, lane_head=0, stage_size=16, stage_leading=20, foot=30, cell_pad=8)
"""The measures of the theme wall: wider notes, no lanes, and in each head room for what was counted."""


def paper(note: float = 61) -> Metrics:
    """The measures of a printed map: large letters, icons above the text of narrow notes, numbers above the step."""
    roomy = note >= 104
    return Metrics(
        step=note + 6, note=note, note_gap=6, note_size=12.3, note_leading=14.4, text_left=24 if roomy else 6,
        text_top=5 if roomy else 20, text_right=6, text_bottom=7, icon=13, icon_x=6, icon_y=5.5, footer=15,
        tag_size=11.5, slim=6 if roomy else 4, tail=7, bubble=8, corner=11, gap=6, cell_pad=7, lane_head=113, head_pad=0,
        lane_size=14, lane_leading=16.8, lane_icon=20, stage_size=14, stage_leading=16.2, stage_pad=4,
        stage_inset=8, stage_gap=2, step_size=12, step_leading=13.8, step_pad=6, number=17, number_gap=0,
        number_size=15, channel_size=11.5, channel_leading=14.5, channel_icon=12, channel_pad=4, curve=130,
        chip_size=13, chip_small=11.5, chip=16, point=5.8, rule=18, rule_size=11.5, number_above=True,
        stage_face=BOLD,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What of a workshop is to be placed, and for whom; None means all. `brief` heads are one line: number and step.

    `note` is how wide notes are on the board, in px at 100 % text; 0 for the usual.
    """

    languages: Mode = "en"
    audience: Tier = "room"
    journey: Id = ""
    stages: tuple[Id, ...] | None = None
    lanes: tuple[Id, ...] | None = None
    kinds: tuple[str, ...] | None = None
    folded: frozenset[Id] = frozenset()
    fanned: frozenset[tuple[Id, Id]] = frozenset()
    stack_above: int | None = None
    private: Literal["show", "blank", "hide"] = "show"
    own_table: Id = ""
    columns: Literal["steps", "themes"] = "steps"
    channels: bool = True
    counts: bool = True
    unplaced: bool = True
    brief: bool = False
    note: float = 0
    scale: float = 1.0

    @property
    def metrics(self) -> Metrics:
        """The measures of this view on screen."""
        return WALL if self.columns == "themes" else BOARD

    @property
    def spoken(self) -> tuple[Language, ...]:
        """The languages of heads, Welsh first."""
        return ("cy", "en") if self.languages == "both" else (self.languages,)
