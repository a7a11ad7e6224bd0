"""The heads of a map: which stages, steps and lanes a view shows, and the boxes of their titles and channels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Literal

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.layout.parts import ChannelMark, StageBox, StepHead
from hcd_studio.layout.text import Wrapping, face
from hcd_studio.layout.view import Line, Metrics, Rect, View
from hcd_studio.records import Journey, Lane, Stage, Step, Theme
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message, Sayable
from hcd_studio.words import CHANNEL_WORDS

CHANNEL_ICONS = {
    "online": "globe",
    "mobile": "device-mobile",
    "phone": "phone",
    "post": "envelope-simple",
    "paper": "file-text",
    "in person": "users",
    "e-mail": "tray",
    "home visit": "house",
    "other": "dots-three",
}

NO_STAGE = N_("No stage yet")
NO_STEP = N_("Unplaced")
NO_THEME = N_("Not grouped yet")

RuleKind = Literal["interaction", "visibility", "internal"]
RULES: tuple[RuleKind, ...] = ("interaction", "visibility", "internal")
RULE_WORDS: dict[RuleKind, str] = {
    "interaction": N_("Line of interaction"),
    "visibility": N_("Line of visibility"),
    "internal": N_("Line of internal interaction"),
}
DEPTHS = {"actions": 0, "touchpoints": 0, "saying": 0, "thinking": 0, "frontstage": 1, "backstage": 2, "support": 3}
"""How far from the person a lane lies; between two depths run the lines of a service blueprint."""


@dataclass(frozen=True, slots=True)
class Column:
    """A step or theme that is shown; id is empty for what has none."""

    id: Id
    title: Sayable | Words
    number: int = 0
    stage: Id = ""
    channels: tuple[str, ...] = ()


def shown_columns(snapshot: Snapshot, view: View, unplaced: bool) -> tuple[tuple[Column, ...], tuple[Stage, ...]]:
    """The columns of a view in order, and the stages above them."""
    if view.columns == "themes":
        themes = tuple(Column(theme.id, theme.title, at) for at, theme in enumerate(snapshot.all(Theme), 1))
        return (Column("", Message(NO_THEME)), *themes), ()
    journey = view.journey or next((one.id for one in snapshot.all(Journey)), "")
    known = snapshot.records.get(Journey.table, {})
    every = snapshot.all(Stage)
    stages = tuple(one for one in every if one.journey == journey or one.journey not in known)
    stage_ids = {one.id for one in every}
    by_stage: dict[Id, list[Step]] = {}
    for step in snapshot.all(Step):
        by_stage.setdefault(step.stage if step.stage in stage_ids else "", []).append(step)
    columns: list[Column] = []
    number = 0
    for id in (*(stage.id for stage in stages), ""):
        for step in by_stage.get(id, ()):
            number += 1
            if view.stages is None or id in view.stages:
                columns.append(Column(step.id, step.title, number, id, step.channels))
    if unplaced and view.unplaced and (view.stages is None or "" in view.stages):
        columns.append(Column("", Message(NO_STEP)))
    return tuple(columns), stages


def shown_lanes(snapshot: Snapshot, view: View, unplaced: bool) -> tuple[Lane, ...]:
    """The rows of a view in order; a blank lane stands for notes whose lane is gone and for the theme wall."""
    if view.columns == "themes":
        return (Lane(),)
    journey = view.journey or next((one.id for one in snapshot.all(Journey)), "")
    known = snapshot.records.get(Journey.table, {})
    lanes = tuple(
        lane
        for lane in snapshot.all(Lane)
        if (lane.journey == journey or lane.journey not in known) and (view.lanes is None or lane.id in view.lanes)
    )
    return (*lanes, Lane()) if unplaced and view.unplaced else lanes


def break_words(
    title: Sayable | Words, view: View, width: float, name: str, size: float, wrapping: Wrapping, first: str = ""
) -> tuple[Line, ...]:
    """A title in the languages of a view, Welsh first, once where both sides say the same."""
    lines: list[Line] = []
    said: set[str] = set()
    for language in view.spoken:
        text = title.side(language) if isinstance(title, Words) and len(view.spoken) == 2 else title.say(language)
        if not text or text in said:
            continue
        said.add(text)
        real = title.language(language) if isinstance(title, Words) else language
        broken = wrapping.lines(first + text, width, name, size)
        lines.extend(Line(line, real) for line in broken)
        first = ""
    return tuple(lines)


def edges_of(count: int, metrics: Metrics, abreast: Sequence[int] = ()) -> tuple[float, ...]:
    """Where the columns begin, and where the last one ends; `abreast` widens columns whose notes stand side by side."""
    widths = [metrics.width_of(each) for each in abreast] if abreast else [metrics.step] * count
    return tuple(accumulate(widths, initial=metrics.lane_head))


def place_stages(
    columns: Sequence[Column],
    stages: Iterable[Stage],
    view: View,
    metrics: Metrics,
    wrapping: Wrapping,
    edges: Sequence[float] = (),
) -> tuple[tuple[StageBox, ...], float]:
    """The stage boxes over the columns, all equally high, and the height of their row."""
    edges = edges or edges_of(len(columns), metrics)
    numbered = {stage.id: (at, stage) for at, stage in enumerate(stages, 1)}
    boxes: list[StageBox] = []
    at = 0
    while at < len(columns):
        id = columns[at].stage
        end = at
        while end < len(columns) and columns[end].stage == id and columns[end].id:
            end += 1
        if end == at:
            break
        number, stage = numbered.get(id, (0, None))
        x = edges[at] + metrics.stage_gap / 2
        w = edges[end] - edges[at] - metrics.stage_gap
        lines = break_words(
            stage.title if stage else Message(NO_STAGE), view, w - 2 * metrics.stage_inset, metrics.stage_face,
            metrics.stage_size, wrapping, f"{number}\u00a0\u00a0" if number else "",
        )  # fmt: skip
        steps = tuple(column.id for column in columns[at:end])
        boxes.append(StageBox(id, number, Rect(x, 0, w, 0), lines, steps))
        at = end
    if not boxes:
        return (), 0.0
    height = 2 * metrics.stage_pad + max(1, *(len(box.lines) for box in boxes)) * metrics.stage_leading
    return tuple(replace(box, rect=Rect(box.rect.x, 0, box.rect.w, height)) for box in boxes), height


def place_steps(
    columns: Sequence[Column],
    top: float,
    view: View,
    metrics: Metrics,
    wrapping: Wrapping,
    edges: Sequence[float] = (),
) -> tuple[tuple[StepHead, ...], float]:
    """The heads of the columns and their channels, and where they end."""
    edges = edges or edges_of(len(columns), metrics)
    wide = view.columns == "themes"
    aside = 0.0 if metrics.number_above or wide else metrics.number + metrics.number_gap
    above = metrics.number if metrics.number_above and not wide else 0.0
    name, size = (metrics.stage_face, metrics.stage_size) if wide else (metrics.strong_face, metrics.step_size)
    leading = metrics.stage_leading if wide else metrics.step_leading
    inner = [right - left - 2 * metrics.note_x for left, right in pairwise(edges)]
    titles = [
        break_words(column.title, view, 1e6 if view.brief else inner[at] - aside, name, size, wrapping)
        for at, column in enumerate(columns)
    ]
    others = [_other(column, view, inner[at], metrics, wrapping) if wide else () for at, column in enumerate(columns)]
    height = 2 * metrics.step_pad + max(
        metrics.number, *(above + len(title) * leading + len(other) * metrics.small_leading
                          for title, other in zip(titles, others, strict=True)), metrics.foot if wide else 0,
    ) + (metrics.foot if wide else 0)  # fmt: skip
    marks = [
        place_channels(
            column.channels if view.channels else (), Rect(edges[at] + metrics.note_x, top + height, inner[at], 0),
            view, metrics, wrapping,
        )
        for at, column in enumerate(columns)
    ]  # fmt: skip
    whole = height + max((used for _, used in marks), default=0.0)
    heads = tuple(
        StepHead(
            column.id,
            column.number,
            Rect(edges[at], top, edges[at + 1] - edges[at], whole),
            Rect(
                edges[at] + metrics.note_x + aside,
                top + metrics.step_pad + above,
                inner[at] - aside,
                len(titles[at]) * leading,
            ),
            titles[at],
            marks[at][0],
            under=others[at],
        )
        for at, column in enumerate(columns)
    )
    return heads, top + whole


def _other(column: Column, view: View, width: float, metrics: Metrics, wrapping: Wrapping) -> tuple[Line, ...]:
    """The title of a theme in the language that is not the reader's, where there is one that differs."""
    if not isinstance(column.title, Words) or len(view.spoken) > 1:
        return ()
    other: Language = "en" if view.languages == "cy" else "cy"
    text = column.title.side(other)
    if not text or text == column.title.say(view.spoken[0]):
        return ()
    lines = wrapping.lines(text, width, metrics.text_face, metrics.small_size)
    return tuple(Line(line, other) for line in lines)


def place_channels(
    channels: Sequence[str], room: Rect, view: View, metrics: Metrics, wrapping: Wrapping
) -> tuple[tuple[ChannelMark, ...], float]:
    """The channels of a step from the top of a room, side by side where they fit, and the height they need."""
    if not channels:
        return (), 0.0
    found: list[ChannelMark] = []
    x, y, width, _ = room
    left, top = x, y + metrics.channel_pad
    aside = metrics.channel_icon + 4
    for channel in channels:
        words = Message(CHANNEL_WORDS.get(channel, CHANNEL_WORDS["other"]))
        lines = break_words(words, view, width - aside, metrics.text_face, metrics.channel_size, wrapping)
        measure = face(metrics.text_face)
        w = aside + max(measure.width(line.text, metrics.channel_size) for line in lines)
        h = len(lines) * metrics.channel_leading
        if left > x and (left + w > x + width or len(lines) > 1):
            left, top = x, max(mark.rect.bottom for mark in found)
        found.append(ChannelMark(channel, CHANNEL_ICONS.get(channel, "dots-three"), Rect(left, top, w, h), lines))
        left += w + 9
        if len(lines) > 1:
            left = x + width
    return tuple(found), max(mark.rect.bottom for mark in found) - y + metrics.channel_pad


def rules_above(kinds: Sequence[str], at: int) -> tuple[RuleKind, ...]:
    """The blueprint lines between a lane and the nearest lane above it that has a depth."""
    here = DEPTHS.get(kinds[at])
    before = next((DEPTHS[kind] for kind in reversed(kinds[:at]) if kind in DEPTHS), None)
    if here is None or before is None or here <= before:
        return ()
    return RULES[before:here]
