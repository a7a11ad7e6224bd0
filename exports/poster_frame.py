"""What stands around a map on paper: masthead above; legend, missing voices, date and audience below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exports.flow import Flowed, Span, flow, joined, line_width, paint_flow, said
from exports.map_facts import (
    AUDIENCES,
    LEFT_OUT,
    NO_MISSING,
    READ_CURVE,
    READ_NOTES,
    day,
    facts,
)
from exports.painter import Painter, measure
from exports.poster_look import Ink
from exports.poster_paint import shape_of
from hcd_studio.bilingual import Words
from hcd_studio.layout import Placed, Rect
from hcd_studio.layout.notes import kind_icon
from hcd_studio.layout.text import BOLD, SERIF_BOLD, tidy
from hcd_studio.layout.view import paper
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message
from hcd_studio.words import KIND_WORDS


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph at a place; `right` sets it against that edge."""

    flowed: Flowed
    x: float
    y: float
    size: float
    leading: float
    muted: bool = False
    right: float | None = None

    @property
    def bottom(self) -> float:
        """Where the paragraph ends."""
        return self.y + len(self.flowed) * self.leading


@dataclass(frozen=True, slots=True)
class Swatch:
    """A kind of note in the legend: its shape and its name."""

    kind: str
    x: float
    y: float
    flowed: Flowed


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the map, in points, and the region that is left for it."""

    unit: float
    region: Rect
    left: float
    right: float
    thick: float
    blocks: tuple[Block, ...]
    swatches: tuple[Swatch, ...]
    title: str


def frame_of(
    snapshot: Snapshot,
    placed: Placed,
    width: float,
    height: float,
    unit: float,
    made: date,
    chapter: tuple[int, int] | None = None,
    title_unit: float = 0,
) -> Frame:
    """Set the frame of a sheet and find the region for the map; `title_unit` sets a larger title over smaller words."""
    wide = title_unit or unit
    left, right = 36 * wide, width - 36 * wide
    languages = placed.view.spoken
    above, thick = _masthead(snapshot, placed, left, right, unit, wide, chapter)
    below, heights = _columns(snapshot, placed, right - left, unit, made, languages)
    swatches, row = _swatches(placed, left, right, unit, languages)
    foot = height - 26 * wide - heights
    top = foot - row
    lowered = tuple(_at(block, left, foot) for block in below)
    region = Rect(left, thick + 12 * unit, right - left, top - 10 * unit - thick - 12 * unit)
    return Frame(
        unit, region, left, right, thick, (*above, *lowered),
        tuple(Swatch(one.kind, one.x, one.y + top + 9 * unit, one.flowed) for one in swatches),
        joined_title(snapshot, languages),
    )  # fmt: skip


def joined_title(snapshot: Snapshot, languages: Sequence[Language]) -> str:
    """The workshop's title in the languages of a sheet."""
    return " · ".join(" ".join(tidy(span.text).split()) for span in said(facts(snapshot).title, languages))


def paint_frame(frame: Frame, painter: Painter, ink: Ink) -> None:
    """Paint the frame."""
    unit = frame.unit
    painter.line(frame.left, frame.thick, frame.right, frame.thick, ink.ink, 3 * unit)
    for block in frame.blocks:
        colour = ink.muted if block.muted else ink.ink
        paint_flow(painter, block.flowed, block.x, block.y, block.size, block.leading, colour, block.right)
    metrics = paper()
    for swatch in frame.swatches:
        painter.begin(swatch.x, swatch.y, unit * 0.62)
        tail = {"quote": metrics.tail, "thought": metrics.bubble}.get(swatch.kind, 0)
        shape = shape_of(swatch.kind, 40, 27 + tail, metrics, ink.edge_width / 2)
        fill, edge = ink.fill(swatch.kind), ink.edge(swatch.kind)
        if shape.bubble:
            painter.shape(shape.bubble, fill=fill, edge=edge, width=1.3)
        dash = (4.0, 3.0) if shape.dashed else ()
        painter.shape(shape.outline, fill=fill, edge=edge, width=1.3, dash=dash)
        for path in shape.filled:
            painter.shape(path, fill=edge)
        for path in shape.stroked:
            painter.shape(path, edge=edge, width=1.3)
        painter.icon(kind_icon(swatch.kind), 7, 7, 14, edge)
        painter.end()
        paint_flow(painter, swatch.flowed, swatch.x + 30 * unit, swatch.y, 12.5 * unit, 17 * unit, ink.ink)


def _masthead(
    snapshot: Snapshot,
    placed: Placed,
    left: float,
    right: float,
    unit: float,
    wide: float,
    chapter: tuple[int, int] | None,
) -> tuple[list[Block], float]:
    known, languages = facts(snapshot), placed.view.spoken
    place_and_day = [*said(known.council, languages[:1], strong=True)] if known.council else []
    if known.day:
        place_and_day = joined([*place_and_day, *said(known.day, languages)])
    numbers = list(known.numbers)
    shown = sum(len(cell.notes) for row in placed.cells for cell in row)
    numbers.append(Message(N_("Notes: {n}"), n=shown))
    if chapter:
        numbers.append(Message(N_("Sheet {n} of {all}"), n=chapter[0], all=chapter[1]))
    aside = [place_and_day, *([span] for span in _numbers(numbers, languages))]
    size, leading = 13 * unit, 17 * unit
    asides = [line for spans in aside if spans for line in flow(spans, (right - left) * 0.36, size)]
    room = right - left - max((line_width(line, size) for line in asides), default=0) - 24 * unit
    big = 33 * wide
    titles = joined(said(known.title, languages))
    flowed = flow(titles, room, big, SERIF_BOLD, SERIF_BOLD)
    while len(flowed) > 2 and big > 20 * wide:
        big -= 1.5 * wide
        flowed = flow(titles, room, big, SERIF_BOLD, SERIF_BOLD)
    y = 24 * wide
    blocks = [Block(flowed, left, y, big, big * 1.12)]
    y = blocks[-1].bottom + 3 * unit
    told: list[str] = []
    for language in languages:
        spans = _who(snapshot, language)
        text = "".join(span.text for span in spans)
        if spans and text not in told:
            told.append(text)
            blocks.append(Block(flow(spans, room, 14 * unit), left, y, 14 * unit, 18 * unit))
            y = blocks[-1].bottom
    y = max(y, 24 * wide + len(asides) * leading)
    blocks.append(Block(asides, left, y - len(asides) * leading, size, leading, right=right))
    return blocks, y + 9 * unit


def _numbers(numbers: Sequence[Message], languages: Sequence[Language]) -> list[Span]:
    lines = {language: ", ".join(message.say(language) for message in numbers) for language in languages}
    found: dict[str, Language] = {}
    for language, text in lines.items():
        found.setdefault(text, language)
    return [Span(text, language) for text, language in found.items()]


def _who(snapshot: Snapshot, language: Language) -> list[Span]:
    known = facts(snapshot)
    spans: list[Span] = []
    if known.persona:
        spans.append(Span(known.persona.say(language) + ". ", known.persona.language(language)))
    for label, words in ((N_("Scenario:"), known.scenario), (N_("Expects:"), known.expectation)):
        if words:
            spans.append(Span(Message(label).say(language) + " ", language, True))
            spans.append(Span(words.say(language) + " ", words.language(language)))
    return spans


def _columns(
    snapshot: Snapshot, placed: Placed, width: float, unit: float, made: date, languages: Sequence[Language]
) -> tuple[list[Block], float]:
    known = facts(snapshot)
    gap = 26 * unit
    shares = (1.1, 1.0, 0.85)
    one = (width - 2 * gap) / sum(shares)
    reading = [READ_NOTES, *([READ_CURVE] if placed.curve else [])]
    texts: tuple[tuple[str, Sequence[Message | Words]], ...] = (
        (N_("How to read"), [Message(words) for words in reversed(reading)]),
        (N_("Missing voices"), [known.missing or Message(NO_MISSING)]),
        ("", [Message(AUDIENCES[placed.view.audience]), Message(LEFT_OUT)]),
    )
    size, leading = 12.5 * unit, 16.5 * unit
    found: list[Block] = []
    x = 0.0
    for at, (heading, messages) in enumerate(texts):
        wide = one * shares[at]
        title = Message(heading) if heading else Message(N_("Made {day}"), day=day(made))
        flowed = flow(joined(said(title, languages, strong=True)), wide, size, strong=BOLD)
        told: list[str] = []
        for language in languages:
            spans = [span._replace(text=span.text + " ") for message in messages for span in said(message, (language,))]
            if (text := "".join(span.text for span in spans)) not in told:
                told.append(text)
                flowed = flowed + flow(spans, wide, size)
        found.append(Block(flowed, x, 0, size, leading, right=width if at == 2 else None))
        x += wide + gap
    return found, max(block.bottom for block in found)


def _swatches(
    placed: Placed, left: float, right: float, unit: float, languages: Sequence[Language]
) -> tuple[list[Swatch], float]:
    used = {box.kind for box in placed.notes}
    kinds = [kind for kind in KIND_WORDS if kind in used]
    if not kinds:
        return [], 10 * unit
    found: list[Swatch] = []
    x, y = left, 0.0
    for kind in kinds:
        spans = joined(said(Message(KIND_WORDS[kind]), languages))
        flowed = flow(spans, right - left, 12.5 * unit)
        wide = 30 * unit + sum(measure(piece.text, piece.name, 12.5 * unit) for piece in flowed[0]) + 20 * unit
        if x > left and x + wide > right + 20 * unit:
            x, y = left, y + 25 * unit
        found.append(Swatch(kind, x, y, flowed))
        x += wide
    return found, y + 38 * unit


def _at(block: Block, x: float, y: float) -> Block:
    right = None if block.right is None else block.right + x
    return Block(block.flowed, block.x + x, block.y + y, block.size, block.leading, block.muted, right)
