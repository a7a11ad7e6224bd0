"""Sets a map in words on tagged A4 pages: headings, lists and tables; two columns where both languages are shown."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from exports.document import Block, Heading, Items, Paragraph, Table, Twin
from exports.flow import Flowed, Span, flow
from exports.painter import shown
from exports.painter_pdf import PdfPainter
from exports.tagged import Element, TaggedCanvas
from hcd_studio.layout.text import BOLD, REGULAR, SEMIBOLD, SERIF_BOLD, face, tidy
from hcd_studio.speech import N_, Language, Message

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 54.0, WIDTH - 54.0, 56.0, HEIGHT - 62.0
GUTTER = 20.0
INK, MUTED, BORDER, ACCENT = "#1B2630", "#4D5861", "#827A6B", "#0A5A69"
BODY, LEADING = 11.0, 15.0
SIZES = {1: (24.0, 28.0, SERIF_BOLD), 2: (16.0, 20.0, SERIF_BOLD), 3: (12.0, 16.0, BOLD)}
ABOVE = {1: 0.0, 2: 20.0, 3: 10.0}


def paint_words(canvas: TaggedCanvas, blocks: Sequence[Block], languages: Sequence[Language], title: str) -> None:
    """Paint the words after whatever pages the canvas has."""
    _Pages(canvas, languages, title).paint(blocks)


class _Pages:
    def __init__(self, canvas: TaggedCanvas, languages: Sequence[Language], title: str):
        self.canvas = canvas
        self.languages = tuple(languages)
        self.title = title
        self.painter = PdfPainter(canvas)
        self.y = TOP
        self.outlined = -1
        self.started = False

    def paint(self, blocks: Sequence[Block]) -> None:
        self.new_page()
        for at, block in enumerate(blocks):
            if isinstance(block, Heading):
                self.room(self.needed(blocks, at))
                self.heading(block)
            elif isinstance(block, Paragraph):
                with self.canvas.tag("Div") if self.two(block.words) else nullcontext():
                    self.sides(block.words, "P", LEFT, RIGHT)
                self.y += 5
            elif isinstance(block, Items):
                self.items(block)
            elif isinstance(block, Table):
                self.table(block)
        self.end_page()

    def needed(self, blocks: Sequence[Block], at: int) -> float:
        """How much room a heading wants below itself: the headings that follow, and two lines."""
        wanted = 0.0
        while at < len(blocks):
            block = blocks[at]
            if not isinstance(block, Heading):
                return wanted + (90 if isinstance(block, Table) else 3 * LEADING)
            wanted += ABOVE[block.level] + 2 * SIZES[block.level][1]
            at += 1
        return wanted

    def new_page(self) -> None:
        self.canvas.setPageSize((WIDTH, HEIGHT))
        self.painter.turn(HEIGHT)
        self.y = TOP

    def end_page(self) -> None:
        with self.canvas.artifact():
            foot = Message(N_("page {n}"), n=self.canvas.getPageNumber())
            text = " · ".join(dict.fromkeys(foot.say(language) for language in self.languages))
            self.painter.line(LEFT, BOTTOM + 14, RIGHT, BOTTOM + 14, BORDER, 0.6)
            baseline = BOTTOM + 28
            self.painter.text(LEFT, baseline, self.title, REGULAR, 9, MUTED, self.languages[0])
            x = RIGHT - face(REGULAR).width(text, 9)
            self.painter.text(x, baseline, text, REGULAR, 9, MUTED, self.languages[0])
            self.painter.end()
        self.canvas.showPage()

    def room(self, height: float) -> bool:
        """Start a new page if the height does not fit; says whether it did."""
        if self.y + height <= BOTTOM or self.y <= TOP:
            return False
        self.end_page()
        self.new_page()
        return True

    def two(self, words: Twin) -> bool:
        return len(words.one(self.languages)) > 1

    def heading(self, block: Heading) -> None:
        size, leading, name = SIZES[block.level]
        self.y += ABOVE[block.level] if self.y > TOP else 0
        sides = block.words.brief(self.languages)
        spans = [span for side in sides for span in side]
        if len(sides) > 1:
            first = sides[0]
            spans = [*first[:-1], first[-1]._replace(text=first[-1].text + " · "), *sides[1]]
        lines = flow(spans, RIGHT - LEFT, size, name, name)
        self.room(len(lines) * leading + 2 * LEADING)
        if block.key:
            self.outline(block, " ".join(tidy("".join(span.text for span in spans)).split()))
        with self.canvas.tag(f"H{block.level}"):
            self.spans(lines, spans, LEFT, size, leading, INK if block.level != 3 else ACCENT)
        self.y += {1: 6, 2: 4, 3: 2}[block.level]

    def outline(self, block: Heading, text: str) -> None:
        level = min(block.level - 1, self.outlined + 1)
        self.outlined = level
        self.canvas.bookmarkHorizontal(block.key, 0, HEIGHT - self.y + 10)
        self.canvas.addOutlineEntry(text, block.key, level)

    def sides(self, words: Twin, tag: str, left: float, right: float) -> None:
        """Set the sides of a text next to each other, Welsh left; a text that reads alike in both only once."""
        sides = words.one(self.languages)
        if not sides:
            return
        wide = (right - left - GUTTER * (len(sides) - 1)) / len(sides)
        flows = [flow(side, wide, BODY) for side in sides]
        if len(sides) == 1:
            with self.canvas.tag(tag, language=_language(sides[0])):
                self.long(flows[0], sides[0], left)
            return
        # Both sides must start together, so a pair that is taller than the rest of the page moves as a whole.
        self.room(min(max(map(len, flows)) * LEADING, BOTTOM - TOP))
        top = self.y
        bottom = top
        for at, (lines, side) in enumerate(zip(flows, sides, strict=True)):
            self.y = top
            with self.canvas.tag(tag, language=_language(side)):
                self.spans(lines, side, left + at * (wide + GUTTER), BODY, LEADING, INK)
            bottom = max(bottom, self.y)
        self.y = bottom

    def long(self, lines: Flowed, spans: Sequence[Span], x: float) -> None:
        """Set lines that may run over pages."""
        for line in lines:
            self.room(LEADING)
            self.spans([line], spans, x, BODY, LEADING, INK)

    def spans(self, lines: Flowed, spans: Sequence[Span], x: float, size: float, leading: float, colour: str) -> None:
        """Set lines; what is in another language than its element stands in a Span that says so."""
        around = _language(spans)
        opened: Element | None = None
        opened_for = -1
        for line in lines:
            for piece in line:
                span = spans[piece.span]
                baseline = self.y + face(piece.name).baseline(size, leading)
                actual = "" if shown(piece.text, piece.name) == piece.text else piece.text
                foreign = piece.language != around
                context: AbstractContextManager[object] = nullcontext()
                if actual:
                    context, opened = self.canvas.tag("Span", language=piece.language, actual=actual), None
                elif foreign and opened is not None and opened_for == piece.span:
                    context = self.canvas.within(opened)
                elif foreign:
                    context = self.canvas.tag("Span", language=piece.language)
                with context as made:
                    if foreign and isinstance(made, Element) and not actual:
                        opened, opened_for = made, piece.span
                    self.painter.text(x + piece.x, baseline, piece.text, piece.name, size, colour, span.language)
            self.y += leading

    def items(self, block: Items) -> None:
        with self.canvas.tag("L", attributes="<</O /List /ListNumbering /Disc>>"):
            for item in block.items:
                self.room(self.beginning(item))
                with self.canvas.tag("LI"):
                    with self.canvas.tag("Lbl"):
                        baseline = self.y + face(REGULAR).baseline(BODY, LEADING)
                        self.painter.text(LEFT, baseline, "•", REGULAR, BODY, MUTED, self.languages[0])
                    if self.two(item):
                        with self.canvas.tag("LBody"):
                            self.sides(item, "P", LEFT + 13, RIGHT)
                    else:
                        self.sides(item, "LBody", LEFT + 13, RIGHT)
                self.y += 2
        self.y += 4

    def beginning(self, item: Twin) -> float:
        """How much of an item must stay together: both sides of a pair, the first lines of anything else."""
        sides = item.one(self.languages)
        wide = (RIGHT - LEFT - 13 - GUTTER * (len(sides) - 1)) / max(len(sides), 1)
        lines = max((len(flow(side, wide, BODY)) for side in sides), default=1)
        return min(lines, 40 if len(sides) > 1 else 2) * LEADING

    def table(self, table: Table) -> None:
        widths = self.widths(table)
        with self.canvas.tag("Table", attributes=f"<</O /Table /Summary {_hex(self.plain(table.caption))}>>"):
            with self.canvas.tag("THead"):
                self.row(table.head, widths, head=True)
            with self.canvas.tag("TBody"):
                for row in table.rows:
                    if self.room(self.row_height(row, widths, False)):
                        with self.canvas.artifact():
                            self.row(table.head, widths, head=True, tagged=False)
                    self.row(row, widths, head=False)
        self.y += 10

    def plain(self, words: Twin) -> str:
        return " · ".join("".join(span.text for span in side) for side in words.one(self.languages))

    def widths(self, table: Table) -> list[float]:
        count = len(table.head)
        first = 0.36 if table.key == "feelings" else max(0.18, 0.42 - 0.03 * count)
        rest = (1 - first) / max(count - 1, 1)
        return [(RIGHT - LEFT) * share for share in (first, *([rest] * (count - 1)))]

    def row_height(self, row: Sequence[Twin], widths: Sequence[float], head: bool) -> float:
        return max(len(self.cell(words, wide, head or at == 0)[0]) for at, (words, wide) in
                   enumerate(zip(row, widths, strict=True))) * 12.5 + 8  # fmt: skip

    def cell(self, words: Twin, wide: float, strong: bool) -> tuple[Flowed, list[Span]]:
        spans: list[Span] = []
        lines: Flowed = []
        for side in words.brief(self.languages):
            for line in flow(side, wide - 8, 9.5, SEMIBOLD if strong else REGULAR):
                lines.append([piece._replace(span=piece.span + len(spans)) for piece in line])
            spans += side
        return lines, spans

    def row(self, row: Sequence[Twin], widths: Sequence[float], *, head: bool, tagged: bool = True) -> None:
        height = self.row_height(row, widths, head)
        self.room(height)
        top, x = self.y, LEFT
        with self.canvas.tag("TR") if tagged else nullcontext():
            for at, (words, wide) in enumerate(zip(row, widths, strict=True)):
                lines, spans = self.cell(words, wide, head or at == 0)
                scope = "Column" if head else "Row" if at == 0 else ""
                attributes = f"<</O /Table /Scope /{scope}>>" if scope else ""
                context: AbstractContextManager[object] = nullcontext()
                if tagged:
                    context = self.canvas.tag("TH" if scope else "TD", attributes=attributes, language=_language(spans))
                with context:
                    self.y = top + 4
                    if tagged:
                        self.spans(lines, spans, x, 9.5, 12.5, INK)
                    else:
                        self.repeated(lines, x)
                x += wide
        self.y = top + height
        with self.canvas.artifact():
            self.painter.line(LEFT, self.y, RIGHT, self.y, INK if head else BORDER, 1.2 if head else 0.5)

    def repeated(self, lines: Flowed, x: float) -> None:
        for line in lines:
            for piece in line:
                baseline = self.y + face(piece.name).baseline(9.5, 12.5)
                self.painter.text(x + piece.x, baseline, piece.text, piece.name, 9.5, INK, piece.language)
            self.y += 12.5


def _language(spans: Sequence[Span]) -> Language:
    """The language of most of a text."""
    weights: dict[Language, int] = {}
    for span in spans:
        weights[span.language] = weights.get(span.language, 0) + len(span.text)
    return max(weights, key=lambda language: weights[language], default="en")


def _hex(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be", "replace").hex() + ">"
