"""What stands on the pages: headings, paragraphs, lists, quotes, figures, tables, room to write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext

from exports.document import Blank, Block, Document, Figure, Heading, Items, Paragraph, Quote, Table, Twin
from exports.flow import Flowed, Span, flow
from exports.html import translation_mark
from exports.pdf_pages import (
    BORDER,
    BOTTOM,
    FACES,
    HAIR,
    HEIGHT,
    INK,
    LEFT,
    MUTED,
    RIGHT,
    TOP,
    VOICE,
    Column,
    Face,
    Pages,
    rise,
)
from exports.tagged import TaggedCanvas
from hcd_studio.layout import Rect
from hcd_studio.layout.text import BOLD, REGULAR, SEMIBOLD, tidy

ABOVE = {1: 0.0, 2: 24.0, 3: 15.0, 4: 12.0}
BELOW = {1: 6.0, 2: 9.0, 3: 4.0, 4: 3.0}
PAD = 4.0
HEAD_CELL = Face(10, 13, SEMIBOLD)


class Blocks(Pages):
    """Pages that know every block of a document."""

    def __init__(self, canvas: TaggedCanvas, document: Document, mark: str):
        super().__init__(canvas, document)
        self.mark = mark
        self.outlined = -1
        self.places: dict[str, int] = {}
        self.body = FACES["large"] if document.large else FACES[""]

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Set blocks one after another."""
        for at, block in enumerate(blocks):
            if isinstance(block, Heading):
                self.room(self.needed(blocks, at))
                self.heading(block)
            elif isinstance(block, Paragraph):
                self.paragraph(block)
            elif isinstance(block, Items):
                self.items(block)
            elif isinstance(block, Table):
                self.table(block)
            elif isinstance(block, Quote):
                self.quote(block)
            elif isinstance(block, Figure):
                self.figure(block)
            elif isinstance(block, Blank):
                self.blank(block)
            elif self.y > TOP:
                self.turn_page()

    def needed(self, blocks: Sequence[Block], at: int) -> float:
        """How much room a heading wants: itself, the headings and small lines that follow, and the first lines of what comes."""
        wanted = 0.0
        for block in blocks[at : at + 4]:
            if isinstance(block, Heading):
                how = FACES[f"h{block.level}"]
                lines = max((len(one.lines) for one in self.columns(block.words, "", "P", face_=how)), default=1)
                wanted += ABOVE[block.level] + lines * how.leading + BELOW[block.level]
            elif isinstance(block, Paragraph) and block.look in ("small", "loud"):
                how = FACES[block.look]
                lines = max((len(one.lines) for one in self.columns(block.words, block.look, "P")), default=1)
                wanted += min(lines, 4) * how.leading + 4
            elif isinstance(block, Figure):
                return wanted + (min(block.drawing.height, 300) if not block.wide else 0)
            else:
                return wanted + (86 if isinstance(block, Table) else 3 * self.body.leading)
        return min(wanted, BOTTOM - TOP)

    def heading(self, block: Heading) -> None:
        how = FACES[f"h{block.level}"]
        if block.level == 4:
            how = Face(how.size, how.leading, how.plain, how.strong, self.document.house.colour)
        self.y += ABOVE[block.level] if self.y > TOP else 0
        columns = self.columns(block.words, "", "Span", face_=how)
        if not columns:
            return
        if block.key:
            self.outline(block)
        if len(columns) == 1:
            columns[0].tag = f"H{block.level}"
            self.run(columns, how, keep=True)
        else:
            self.room(max(len(one.lines) for one in columns) * how.leading)
            with self.canvas.tag(f"H{block.level}"):
                self.run(columns, how, keep=True)
        if block.level == 2:
            with self.canvas.artifact():
                self.painter.line(LEFT, self.y + 3, RIGHT, self.y + 3, INK, 1.2)
            self.y += 4
        self.y += BELOW[block.level]

    def outline(self, block: Heading) -> None:
        key = self.mark + block.key
        level = min(max(block.level - 2, 0), self.outlined + 1)
        self.outlined = level
        self.canvas.bookmarkHorizontal(key, 0, self.y - 10)
        words = tidy(block.words.plain(self.languages)).replace("\n", " ")
        self.canvas.addOutlineEntry(words[:200], key, level, closed=level > 0)
        self.places[key] = self.canvas.getPageNumber()

    def paragraph(self, block: Paragraph) -> None:
        look, _, icon = block.look.partition(" ")
        how = FACES[look] if look else self.body
        left = LEFT + 58 if icon else LEFT
        columns = self.columns(block.words, look, "P", left, face_=how)
        if not columns:
            return
        if icon:
            lines = max(len(one.lines) for one in columns)
            self.room(max(lines * how.leading, 44))
            top = self.y
            with self.canvas.artifact():
                self.painter.icon(icon, LEFT, top, 42, self.document.house.colour)
            self.y += max(0.0, (42 - lines * how.leading) / 2)
            self.pair(columns, how)
            self.y = max(self.y, top + 42) + 12
            return
        if look == "label":
            self.room(4 * how.leading)
        self.pair(columns, how)
        self.y += {"small": 5, "label": 2}.get(look, 6)

    def pair(self, columns: list[Column], how: Face) -> None:
        """One column, or two in a group of their own, so that Welsh and English stay together for whoever listens."""
        with self.canvas.tag("Div") if len(columns) > 1 else nullcontext():
            self.run(columns, how, keep=max(len(one.lines) for one in columns) <= 4)

    def items(self, block: Items) -> None:
        numbering = "Decimal" if block.numbered else "Disc"
        indent = 20.0 if block.numbered else 14.0
        how = FACES[block.look] if block.look else self.body
        with self.canvas.tag("L", attributes=f"<</O /List /ListNumbering /{numbering}>>"):
            for at, item in enumerate(block.items, 1):
                columns = self.columns(item, "", "P", LEFT + indent, face_=how)
                if not columns:
                    continue
                lines = max(len(one.lines) for one in columns)
                self.room(min(lines, 3) * how.leading)
                with self.canvas.tag("LI"):
                    with self.canvas.tag("Lbl"):
                        label = f"{at}." if block.numbered else "•"
                        baseline = self.y + rise(REGULAR, how.size, how.leading)
                        self.painter.text(LEFT, baseline, label, REGULAR, how.size, MUTED, self.languages[0])
                    with self.canvas.tag("LBody"):
                        self.run(columns, how, keep=lines <= 4)
                self.y += 3
        self.y += 5

    def quote(self, quote: Quote) -> None:
        how, body, small = FACES["voice"], self.body, FACES["small"]
        left = LEFT + 16
        wide = RIGHT - left
        said = Span(f"“{quote.text}”" if quote.verbatim else quote.text, quote.language)
        words = [Column(left, flow((said,), wide, how.size, how.plain), (said,), "P")]
        translation = quote.translated(self.languages)
        about = self.joined(quote.about)
        told = [Column(left, flow(about, wide, small.size), about, "P")]
        lines = len(words[0].lines) * how.leading + len(told[0].lines) * small.leading + 30
        self.room(min(lines, 160))

        def bar(top: float, bottom: float) -> None:
            self.painter.rect(Rect(LEFT, top, 5, bottom - top), fill=VOICE)

        self.y += 4
        with self.canvas.tag("BlockQuote"):
            self.run(words, how, beside=bar)
            if translation:
                spans = (
                    *self.joined(translation_mark()),
                    Span(": ", self.languages[0]),
                    Span(translation, quote.other),
                )
                mine = [Column(left, flow(spans, wide, body.size), spans, "P")]
                self.run(mine, body, beside=bar)
            self.run(told, small, beside=bar)
        self.y += 10

    def joined(self, words: Twin, strong: bool = False) -> tuple[Span, ...]:
        """Both sides of a short text in one line, with a dot between."""
        sides = words.brief(self.languages)
        spans: list[Span] = []
        for side in sides:
            if spans:
                spans[-1] = spans[-1]._replace(text=spans[-1].text + " · ")
            spans += [span._replace(strong=span.strong or strong) for span in side]
        return tuple(spans)

    def figure(self, figure: Figure) -> None:
        alt = " ".join("".join(span.text for span in side) for side in figure.alt.one(self.languages))
        drawing = figure.drawing
        if figure.wide:
            self.sheet(figure, alt)
            return
        k = min(1.0, (RIGHT - LEFT) / drawing.width)
        self.room(drawing.height * k)
        low = HEIGHT - self.y - drawing.height * k
        box = f"<</O /Layout /Placement /Block /BBox [{LEFT} {low:.2f} {RIGHT} {HEIGHT - self.y:.2f}]>>"
        with self.canvas.tag("Figure", alt=alt, attributes=box):
            self.painter.begin(LEFT, self.y, k)
            drawing.paint(self.painter)
            self.painter.end()
        self.y += drawing.height * k + 10

    def sheet(self, figure: Figure, alt: str) -> None:
        """A picture on a sheet of its own, as large as it was drawn; the text goes on after it."""
        self.end_page()
        w, h = figure.drawing.width, figure.drawing.height
        self.canvas.setPageSize((w, h))
        page = self.canvas.getPageNumber()
        self.begun.append(page)
        box = f"<</O /Layout /Placement /Block /BBox [0 0 {w:.2f} {h:.2f}]>>"
        with self.canvas.tag("Figure", alt=alt, attributes=box):
            self.painter.turn(h)
            figure.drawing.paint(self.painter)
            self.painter.end()
        self.canvas.showPage()
        self.new_page()

    def blank(self, blank: Blank) -> None:
        self.room(30 + 26 * blank.lines)
        columns = self.columns(blank.label, "loud", "P")
        self.pair(columns, FACES["loud"])
        with self.canvas.artifact():
            for _ in range(blank.lines):
                self.y += 26
                self.painter.line(LEFT, self.y, RIGHT, self.y, BORDER, 0.6)
        self.y += 12

    # Tables

    def table(self, table: Table) -> None:
        count = len(table.head)
        shares = table.widths if len(table.widths) == count else (1 / count,) * count
        edges = [LEFT]
        for share in shares:
            edges.append(edges[-1] + (RIGHT - LEFT) * share)
        caption = self.joined(table.caption, strong=True)
        lines = flow(caption, RIGHT - LEFT, 12, BOLD, BOLD)
        self.room(len(lines) * 16 + 80)
        with self.canvas.tag("Table"):
            with self.canvas.tag("Caption"):
                self.run([Column(LEFT, lines, caption, "P")], Face(12, 16, BOLD))
            self.y += 2
            with self.canvas.tag("THead"), self.canvas.tag("TR"):
                self.row(table.head, edges, table.figures, head=True)

            def again() -> None:
                with self.canvas.artifact():
                    self.head_again(table, edges)

            with self.canvas.tag("TBody"):
                for row in table.rows:
                    with self.canvas.tag("TR"):
                        self.row(row, edges, table.figures, head=False, again=again)
        self.y += 12

    def cells(self, row: Sequence[Twin], edges: Sequence[float], figures: Sequence[int], head: bool) -> list[Column]:
        columns = []
        for at, words in enumerate(row):
            left, right = edges[at], edges[at + 1] - 10
            scope = "Column" if head else "Row" if at == 0 else ""
            face_ = HEAD_CELL if head or at == 0 else FACES["cell"]
            spans: list[Span] = []
            lines: Flowed = []
            for side in words.brief(self.languages):
                broken = flow(side, right - left, face_.size, face_.plain, face_.strong)
                lines += [[piece._replace(span=piece.span + len(spans)) for piece in line] for line in broken]
                spans += side
            tag, attributes = ("TH", f"<</O /Table /Scope /{scope}>>") if scope else ("TD", "")
            columns.append(Column(left, lines, spans, tag, attributes, right if at in figures else None))
        return columns

    def row(
        self,
        row: Sequence[Twin],
        edges: Sequence[float],
        figures: Sequence[int],
        *,
        head: bool,
        again: Callable[[], None] | None = None,
    ) -> None:
        how = FACES["cell"]
        columns = self.cells(row, edges, figures, head)
        tall = max((len(one.lines) for one in columns), default=1) * how.leading + 2 * PAD
        if not head and self.y + tall > BOTTOM and (tall < BOTTOM - TOP - 60 or self.y + 60 > BOTTOM):
            self.turn_page()
            if again:
                again()
        self.y += PAD
        self.run(columns, how, again=again)
        self.y += PAD
        with self.canvas.artifact():
            self.painter.line(LEFT, self.y, RIGHT, self.y, INK if head else HAIR, 1.2 if head else 0.7)

    def head_again(self, table: Table, edges: Sequence[float]) -> None:
        """The heading row on a further page, which nobody needs to hear again."""
        how = FACES["cell"]
        columns = self.cells(table.head, edges, table.figures, True)
        tall = max((len(one.lines) for one in columns), default=1) * how.leading
        self.y += PAD
        for one in columns:
            self.plain_lines(one, self.y, how)
        self.y += tall + PAD
        self.painter.line(LEFT, self.y, RIGHT, self.y, INK, 1.2)
