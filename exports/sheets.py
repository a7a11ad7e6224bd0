"""Sheets of paper composed once and painted twice: into a tagged PDF, and on whatever printer the person chooses.

A sheet is a row of marks in reading order. A `Text` belongs to an element of the document (its `path`, e.g. table, row, cell;
a number behind `#` tells neighbours of one name apart); what is drawn (`Box`, `Rule`, `Icon`) says nothing of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date

from exports.flow import Flowed, Span, flow, line_width, said
from exports.options import Options
from exports.painter import Colour, Painter
from exports.painter_pdf import PdfPainter
from exports.poster_look import COLOURED
from exports.tagged import TaggedCanvas
from hcd_studio.bilingual import Words
from hcd_studio.layout.text import BOLD, REGULAR, SERIF_BOLD, face
from hcd_studio.layout.view import Rect
from hcd_studio.speech import Language, Message, Sayable

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 42.0, WIDTH - 42.0, 44.0, HEIGHT - 40.0
INK, MUTED, HAIR, BORDER = COLOURED.ink, COLOURED.muted, COLOURED.hair, COLOURED.border


@dataclass(frozen=True, slots=True)
class Text:
    """Broken lines with their top left at x, y; against a right edge where one is given."""

    path: tuple[str, ...]
    lines: Flowed
    x: float
    y: float
    size: float
    leading: float
    colour: Colour = INK
    right: float | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle to write in or to tick."""

    rect: Rect
    fill: Colour = ""
    width: float = 1.0
    edge: Colour = INK


@dataclass(frozen=True, slots=True)
class Rule:
    """A line to write on or to cut along."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.8
    dash: tuple[float, ...] = ()
    edge: Colour = BORDER


@dataclass(frozen=True, slots=True)
class Icon:
    """A sign that stands beside words."""

    name: str
    x: float
    y: float
    size: float
    colour: Colour = INK


Mark = Text | Box | Rule | Icon


@dataclass
class Sheet:
    """One page, upright or lying; `languages` in the order in which both stand."""

    languages: tuple[Language, ...]
    lying: bool = False
    marks: list[Mark] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return (HEIGHT, WIDTH) if self.lying else (WIDTH, HEIGHT)

    def put(
        self,
        tag: str | tuple[str, ...],
        words: Sayable | str,
        x: float,
        y: float,
        width: float,
        *,
        size: float = 11,
        strong: bool = False,
        serif: bool = False,
        right: bool = False,
        stacked: bool = True,
        colour: Colour = INK,
        most: int = 0,
    ) -> float:
        """Set words in the sheet's languages, Welsh first: below each other, or on one line with a dot between; gives the lower edge."""
        spans = said(
            words if isinstance(words, str | Words | Message) else words.say(self.languages[0]), self.languages, strong
        )
        name, leading = SERIF_BOLD if serif else REGULAR, size * 1.28
        path = (tag,) if isinstance(tag, str) else tag
        groups = ([[span] for span in spans] if stacked else [_dotted(spans)]) or [[]]
        for at, group in enumerate(groups):
            lines = [] if not group else flow(group, width, size, name, SERIF_BOLD if serif else BOLD)
            lines = lines[:most] if most else lines
            edge = x + width if right else None
            own = path if at == 0 or len(path) > 1 else (f"{path[0]}#{len(self.marks)}",)
            self.marks.append(Text(own, lines, x, y, size, leading, colour, edge))
            y += leading * len(lines)
        return y

    def cell(self, *path: str) -> None:
        """A cell of a table in which nothing is said: one to be ticked."""
        self.marks.append(Text(path, [], 0, 0, 11, 14))

    def paint(self, painter: Painter) -> None:
        """Paint everything, for a printer."""
        for mark in self.marks:
            paint_mark(mark, painter)


def _dotted(spans: Sequence[Span]) -> list[Span]:
    return [span._replace(text=f"{span.text} · ") if at < len(spans) - 1 else span for at, span in enumerate(spans)]


def languages_of(options: Options) -> tuple[Language, ...]:
    """In which languages sheets of paper stand, Welsh first."""
    if options.language == "en":
        return ("en",)
    return ("cy",) if options.language == "cy" else ("cy", "en")


def paint_mark(mark: Mark, painter: Painter) -> None:
    """Paint one mark."""
    if isinstance(mark, Box):
        painter.rect(mark.rect, fill=mark.fill, edge=mark.edge, width=mark.width)
    elif isinstance(mark, Rule):
        painter.line(mark.x0, mark.y0, mark.x1, mark.y1, mark.edge, mark.width, mark.dash)
    elif isinstance(mark, Icon):
        painter.icon(mark.name, mark.x, mark.y, mark.size, mark.colour)
    else:
        _text(mark, painter, None, "")


def _text(mark: Text, painter: Painter, canvas: TaggedCanvas | None, around: str) -> None:
    y = mark.y
    for line in mark.lines:
        start = mark.x if mark.right is None else mark.right - line_width(line, mark.size)
        for piece in line:
            baseline = y + face(piece.name).baseline(mark.size, mark.leading)
            with ExitStack() as stack:
                if canvas is not None and piece.language != around:
                    stack.enter_context(canvas.tag("Span", language=piece.language))
                painter.text(start + piece.x, baseline, piece.text, piece.name, mark.size, mark.colour, piece.language)
        y += mark.leading


def pdf_of(sheets: Sequence[Sheet], title: str, author: str, made: date) -> bytes:
    """The sheets as one tagged PDF."""
    first = sheets[0]
    canvas = TaggedCanvas(first.size, language=first.languages[0], title=title, author=author, made=made)
    for sheet in sheets:
        canvas.setPageSize(sheet.size)
        painter = PdfPainter(canvas)
        painter.turn(sheet.size[1])
        with ExitStack() as stack:
            opened: list[str] = []
            open_stacks: list[ExitStack] = []
            for mark in sheet.marks:
                if not isinstance(mark, Text):
                    with canvas.artifact():
                        paint_mark(mark, painter)
                    continue
                _follow(canvas, mark, opened, open_stacks)
                _text(mark, painter, canvas, _language_of(mark))
            while open_stacks:
                open_stacks.pop().close()
            stack.pop_all()
        with canvas.artifact():
            painter.end()
        canvas.showPage()
    return canvas.finish()


def _language_of(mark: Text) -> Language:
    return next((piece.language for line in mark.lines for piece in line), "cy")


def _follow(canvas: TaggedCanvas, mark: Text, opened: list[str], stacks: list[ExitStack]) -> None:
    """Close the elements to which a text no longer belongs, and open those to which it does."""
    same = 0
    while same < min(len(opened), len(mark.path)) and opened[same] == mark.path[same]:
        same += 1
    if same == len(mark.path) == len(opened):
        if same > 1:
            return  # more of the same cell
        same -= 1  # the same element again: a text of its own
    while len(opened) > same:
        opened.pop()
        stacks.pop().close()
    for at, name in enumerate(mark.path[same:], same):
        stack = ExitStack()
        last = at == len(mark.path) - 1
        attributes = "<</O /Table /Scope /Column>>" if name.split("#")[0] == "TH" else ""
        stack.enter_context(
            canvas.tag(name.split("#")[0], language=_language_of(mark) if last else "", attributes=attributes)
        )
        opened.append(name)
        stacks.append(stack)
