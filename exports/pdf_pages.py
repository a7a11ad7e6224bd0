"""Pages of a document on paper: columns that run over pages together, headings that never stand alone, a header and a footer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache

from exports.document import Document, Twin
from exports.flow import Flowed, Piece, Span, flow
from exports.painter import measure, runs, shown
from exports.painter_pdf import PdfPainter
from exports.tagged import Element, TaggedCanvas
from hcd_studio.layout import Rect
from hcd_studio.layout.text import BOLD, REGULAR, SEMIBOLD, SERIF_BOLD, face
from hcd_studio.speech import Language

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 54.0, WIDTH - 54.0, 78.0, HEIGHT - 66.0
GUTTER = 22.0
INK, MUTED, BORDER, HAIR, VOICE = "#1B2630", "#4D5861", "#827A6B", "#DAD4C6", "#124A86"


@dataclass(frozen=True)
class Face:
    """How a kind of text is set."""

    size: float
    leading: float
    plain: str = REGULAR
    strong: str = BOLD
    colour: str = INK


FACES = {
    "": Face(12, 16.5),
    "lead": Face(14, 19),
    "loud": Face(13, 17.5, SEMIBOLD),
    "label": Face(12, 16.5, BOLD),
    "small": Face(10, 13.5, colour=MUTED),
    "large": Face(16, 23),
    "voice": Face(13, 17.5, BOLD),
    "cell": Face(10, 13),
    "h1": Face(25, 30, SERIF_BOLD, SERIF_BOLD),
    "h2": Face(20, 25, SERIF_BOLD, SERIF_BOLD),
    "h3": Face(14, 18, BOLD),
    "h4": Face(12, 16, BOLD),
    "under": Face(14, 19, colour=MUTED),
}
"""Every kind of text of a document."""


@dataclass
class Column:
    """A stretch of text in a column of its own: where it stands, its broken lines, and the element it belongs to."""

    x: float
    lines: Flowed
    spans: Sequence[Span]
    tag: str
    attributes: str = ""
    right: float | None = None
    element: Element | None = field(default=None, repr=False)


class Pages:
    """The pages of one part, one after another."""

    def __init__(self, canvas: TaggedCanvas, document: Document):
        self.canvas = canvas
        self.document = document
        self.languages = document.languages
        self.painter = PdfPainter(canvas)
        self.y = TOP
        self.begun: list[int] = []
        self.running = ""

    # Pages

    def new_page(self) -> None:
        """Begin a page."""
        self.canvas.setPageSize((WIDTH, HEIGHT))
        self.painter.turn(HEIGHT)
        self.begun.append(self.canvas.getPageNumber())
        self.y = TOP
        if len(self.begun) > 1:
            self.header()

    def end_page(self) -> None:
        """End a page with its footer; how many there are is put in at the end."""
        with self.canvas.artifact():
            self.painter.line(LEFT, BOTTOM + 16, RIGHT, BOTTOM + 16, BORDER, 0.6)
            self.painter.text(LEFT, BOTTOM + 30, self.running, REGULAR, 9, MUTED, self.languages[0])
            self.canvas.late(f"%number {self.canvas.getPageNumber()}")
            self.painter.end()
        self.canvas.showPage()

    def turn_page(self) -> None:
        """Go on with the next page."""
        self.end_page()
        self.new_page()

    def header(self) -> None:
        """Whose document it is, above a rule in the council's colour."""
        document = self.document
        with self.canvas.artifact():
            name = document.house.name or document.title.plain(self.languages)
            self.painter.text(LEFT, 40, clipped(name, BOLD, 9, 140), BOLD, 9, INK, self.languages[0])
            under = clipped(document.subtitle.plain(self.languages), REGULAR, 9, 335)
            x = RIGHT - measure(under, REGULAR, 9)
            self.painter.text(x, 40, under, REGULAR, 9, MUTED, self.languages[0])
            self.painter.rect(Rect(LEFT, 47, RIGHT - LEFT, 2), fill=document.house.colour)

    def number_pages(self) -> None:
        """Write `n / m` at the foot of every page of this part."""
        for at, page in enumerate(self.begun, 1):
            text = f"{at} / {len(self.begun)}"
            x = RIGHT - measure(text, BOLD, 9)
            told = self.painter.text_operators(x, BOTTOM + 30, text, BOLD, 9, INK)
            self.canvas.settle(page, {f"%number {page}": told})

    def page_of(self, page: int) -> int:
        """The number that a page of the file bears in this part."""
        return self.begun.index(page) + 1

    def room(self, height: float) -> bool:
        """Begin a new page if a height does not fit; says whether it did."""
        if self.y + height <= BOTTOM or self.y <= TOP:
            return False
        self.turn_page()
        return True

    # Text

    def columns(
        self, words: Twin, look: str, tag: str, left: float = LEFT, right: float = RIGHT, face_: Face | None = None
    ) -> list[Column]:
        """A text as columns: one, or Welsh left and English right where both are shown and differ."""
        how = face_ or FACES[look]
        sides = words.one(self.languages)
        wide = (right - left - GUTTER * (len(sides) - 1)) / max(len(sides), 1)
        return [
            Column(left + at * (wide + GUTTER), flow(side, wide, how.size, how.plain, how.strong), side, tag)
            for at, side in enumerate(sides)
        ]

    def run(
        self,
        columns: Sequence[Column],
        how: Face,
        keep: bool = False,
        again: Callable[[], None] | None = None,
        beside: Callable[[float, float], None] | None = None,
    ) -> None:
        """Set columns beside each other; they run over pages together. `again` repeats what stands above them."""
        total = max((len(one.lines) for one in columns), default=0)
        at = 0
        while at < total:
            left = total - at
            fits = int((BOTTOM - self.y + 0.01) / how.leading)
            whole = left * how.leading <= BOTTOM - TOP - 60
            if fits < min(left, 2) or (keep and whole and fits < left and self.y > TOP):
                self.turn_page()
                if again:
                    again()
                continue
            count = min(fits, left)
            if left - count == 1 and count > 2:
                count -= 1
            top = self.y
            for one in columns:
                chunk = one.lines[at : at + count]
                if chunk or one.element is None:
                    self.chunk(one, chunk, top, how)
            self.y = top + count * how.leading
            if beside:
                with self.canvas.artifact():
                    beside(top, self.y)
            at += count

    def chunk(self, column: Column, lines: Flowed, top: float, how: Face) -> None:
        """Some lines of a column, within its element."""
        if column.element is None:
            with self.canvas.tag(column.tag, language=language_of(column.spans), attributes=column.attributes) as made:
                column.element = made
                self.set_lines(column, lines, top, how)
        else:
            with self.canvas.within(column.element):
                self.set_lines(column, lines, top, how)

    def set_lines(self, column: Column, lines: Flowed, top: float, how: Face) -> None:
        """Set lines; what is in another language than its element stands in a Span that says so."""
        around = language_of(column.spans)
        opened: tuple[int, Element] | None = None
        for line in lines:
            shift = 0.0 if column.right is None else column.right - column.x - line_end(line, how.size)
            for piece in line:
                baseline = top + rise(piece.name, how.size, how.leading)
                actual = "" if plain(piece.text, piece.name) else actual_text(piece)
                context: AbstractContextManager[object] = nullcontext()
                if actual:
                    context = self.canvas.tag("Span", language=piece.language, actual=actual)
                elif piece.language != around:
                    same = opened is not None and opened[0] == piece.span
                    fresh = self.canvas.tag("Span", language=piece.language)
                    context = self.canvas.within(opened[1]) if same and opened else fresh
                with context as made:
                    if isinstance(made, Element) and not actual:
                        opened = (piece.span, made)
                    x = column.x + shift + piece.x
                    self.painter.text(x, baseline, piece.text, piece.name, how.size, how.colour, piece.language)
            top += how.leading

    def plain_lines(self, column: Column, top: float, how: Face) -> None:
        """Set lines that no reader needs to hear again, as a repeated table head."""
        for line in column.lines:
            shift = 0.0 if column.right is None else column.right - column.x - line_end(line, how.size)
            for piece in line:
                baseline = top + rise(piece.name, how.size, how.leading)
                x = column.x + shift + piece.x
                self.painter.text(x, baseline, piece.text, piece.name, how.size, how.colour, piece.language)
            top += how.leading


def language_of(spans: Sequence[Span]) -> Language:
    """The language of most of a text."""
    if len(spans) == 1:
        return spans[0].language
    weights: dict[Language, int] = {}
    for span in spans:
        weights[span.language] = weights.get(span.language, 0) + len(span.text)
    return max(weights, key=lambda language: weights[language], default="en")


def actual_text(piece: Piece) -> str:
    """What a reader should hear where the letters shown are stand-ins."""
    return "" if shown(piece.text, piece.name) == piece.text else piece.text


@lru_cache(maxsize=50_000)
def plain(text: str, name: str) -> bool:
    """Whether one face has every letter of a text."""
    return len(found := runs(text, name)) == 1 and found[0][0] == name


@lru_cache(maxsize=200)
def rise(name: str, size: float, leading: float) -> float:
    """How far below the top of a line its letters stand."""
    return face(name).baseline(size, leading)


def line_end(line: Sequence[Piece], size: float) -> float:
    """Where a line ends."""
    return line[-1].x + face(line[-1].name).width(line[-1].text.rstrip(), size) if line else 0.0


def clipped(text: str, name: str, size: float, room: float) -> str:
    """A text for a line of a running head, cut where it would be too long."""
    if measure(text, name, size) <= room:
        return text
    while text and measure(text + "…", name, size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
