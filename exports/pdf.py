"""A document as tagged PDF (PDF/UA-1) in one pass: page numbers of the contents are put in when everything has been set."""

from __future__ import annotations

from datetime import date

from exports.document import FRESH, Document, Heading, twin
from exports.flow import flow
from exports.house import logo_png
from exports.packing import packed
from exports.painter import measure
from exports.pdf_blocks import Blocks
from exports.pdf_pages import BORDER, FACES, HEIGHT, INK, LEFT, RIGHT, TOP, WIDTH, Column, Face, clipped
from exports.tagged import TaggedCanvas
from exports.writing import Progress, tell, within
from hcd_studio.layout import Rect
from hcd_studio.layout.text import BOLD, REGULAR, tidy
from hcd_studio.speech import N_, Message
from hcd_studio.words import TIER_WORDS

ENTRY = {2: Face(11.5, 15, BOLD), 3: Face(10, 13)}
INDENT = {2: 0.0, 3: 14.0}


def pdf_of(document: Document, made: date, progress: Progress | None = None) -> tuple[bytes, int]:
    """The document and its number of pages."""
    languages = document.languages
    title = f"{document.title.plain(languages)} – {document.subtitle.plain(languages)}"
    canvas = TaggedCanvas((WIDTH, HEIGHT), language=languages[0], title=title, author=document.house.name, made=made)
    parts = []
    for at, one in enumerate(document.parts):
        mine = within(progress, at, len(document.parts))
        part = _Part(canvas, one, f"{one.languages[0]}-" if document.back else "")
        if document.back:
            with canvas.tag("Part", language=one.languages[0]):
                part.draw(mine)
        else:
            part.draw(mine)
        parts.append(part)
    if document.back:
        _turn(canvas, parts)
    return packed(canvas.finish()), canvas.pages


def _turn(canvas: TaggedCanvas, parts: list[_Part]) -> None:
    """Let the second part begin at the back, upside down: turned over, the last page is its first."""
    front, back = parts
    pages = canvas._doc.Pages.pages
    if len(pages) % 2:
        # Printed on both sides, the two covers must be the two sides of the outside.
        with canvas.artifact():
            canvas.setPageSize((WIDTH, HEIGHT))
            canvas._code.append("q Q")
        canvas.showPage()
        pages.insert(len(front.begun), pages.pop())
    start = len(pages) - len(back.begun)
    turned = pages[start:][::-1]
    for page in turned:
        page.Rotate = 180
    pages[start:] = turned


class _Part(Blocks):
    """One part of a document on its pages: cover, contents, sections."""

    def draw(self, progress: Progress | None) -> None:
        document = self.document
        words = [document.title.plain(self.languages)]
        if document.version:
            words.append(Message(N_("Version {version}"), version=document.version).say(self.languages[0]))
        words.append(
            " · ".join(dict.fromkeys(Message(TIER_WORDS[document.audience]).say(one) for one in self.languages))
        )
        self.running = clipped(" · ".join(words), REGULAR, 9, RIGHT - LEFT - 70)
        self.new_page()
        self.cover()
        places = self.contents()
        many = len(document.sections) > 4
        for at, section in enumerate(document.sections):
            tell(progress, at / len(document.sections), Message(N_("Setting pages")))
            if many and section.key in FRESH and self.y > TOP:
                self.turn_page()
            with self.canvas.tag("Sect"):
                self.blocks(section.blocks)
        self.end_page()
        self.number_pages()
        self.settle(places)

    def cover(self) -> None:
        """Whose it is, what it is, from when, and for whom."""
        document = self.document
        house = document.house
        self.y = 54.0
        day = document.day.plain(self.languages)
        if house.logo is not None:
            self.logo()
        else:
            with self.canvas.tag("P", language=self.languages[0]):
                self.painter.text(
                    LEFT, self.y + 12, clipped(house.name, BOLD, 12, 300), BOLD, 12, INK, self.languages[0]
                )
        with self.canvas.tag("P", language=self.languages[0]):
            x = RIGHT - measure(day, REGULAR, 11)
            self.painter.text(x, self.y + 12, day, REGULAR, 11, INK, self.languages[0])
        self.y += 22
        with self.canvas.artifact():
            self.painter.rect(Rect(LEFT, self.y, RIGHT - LEFT, 5), fill=house.colour)
        self.y += 24
        columns = self.columns(document.title, "h1", "Span")
        with self.canvas.tag("H1"):
            self.canvas.bookmarkHorizontal(f"{self.mark}cover", 0, self.y - 10)
            words = tidy(document.title.plain(self.languages)).replace("\n", " ")
            self.canvas.addOutlineEntry(words[:200], f"{self.mark}cover", 0)
            self.outlined = 0
            self.run(columns, FACES["h1"])
        self.y += 4
        self.pair(self.columns(document.subtitle, "under", "P"), FACES["under"])
        self.y += 8
        for one in (*document.facts, document.copy, *([document.foot] if document.foot else [])):
            self.pair(self.columns(one, "small", "P"), FACES["small"])
            self.y += 1
        self.y += 14

    def logo(self) -> None:
        from io import BytesIO

        from reportlab.lib.utils import ImageReader

        house = self.document.house
        assert house.logo is not None
        data, wide, high = logo_png(house.logo)
        k = min(150 / wide, 44 / high)
        w, h = wide * k, high * k
        self.y = 30 + max(0.0, 44 - 22)
        low = self.y + 18
        box = (
            f"<</O /Layout /Placement /Block /BBox [{LEFT} {HEIGHT - low:.2f} {LEFT + w:.2f} {HEIGHT - low + h:.2f}]>>"
        )
        with self.canvas.tag("Figure", alt=house.name or "Logo", attributes=box):
            self.painter.begin(LEFT, low, 1)
            self.canvas._code.append("1 0 0 -1 0 0 cm")
            self.canvas.drawImage(ImageReader(BytesIO(data)), 0, 0, w, h)
            self.painter.end()

    def contents(self) -> dict[str, tuple[int, float, Face]]:
        """The contents with room for their page numbers; where each of these goes, by its bookmark."""
        headings = self.document.headings
        places: dict[str, tuple[int, float, Face]] = {}
        if not headings:
            return places
        self.heading(Heading(2, twin(Message(N_("Contents"))), "contents"))
        del self.places[f"{self.mark}contents"]
        with self.canvas.tag("TOC"):
            for one in headings:
                self.entry(one, places)
        self.turn_page()
        return places

    def entry(self, one: Heading, places: dict[str, tuple[int, float, Face]]) -> None:
        how = ENTRY[one.level]
        spans = self.joined(one.words)
        left = LEFT + INDENT[one.level]
        lines = flow(spans, RIGHT - left - 44, how.size, how.plain, how.plain)[:2]
        self.y += 2.5 if one.level == 2 else 0
        self.room(len(lines) * how.leading)
        key = self.mark + one.key
        with self.canvas.tag("TOCI"), self.canvas.tag("Reference"), self.canvas.tag("Link"):
            top = self.y
            self.run([Column(left, lines, spans, "Span")], how)
            places[key] = (self.canvas.getPageNumber(), self.y - how.leading, how)
            self.canvas.late(f"%entry {key}")
            self.canvas.link((left, HEIGHT - self.y, RIGHT, HEIGHT - top), key, one.words.plain(self.languages))
        if one.level == 2:
            with self.canvas.artifact():
                self.painter.line(left, self.y, RIGHT, self.y, BORDER, 0.4)

    def settle(self, places: dict[str, tuple[int, float, Face]]) -> None:
        """Put the page numbers into the contents."""
        told: dict[int, dict[str, str]] = {}
        numbers = {page: at for at, page in enumerate(self.begun, 1)}
        for key, (page, top, how) in places.items():
            text = str(numbers[self.places[key]])
            x = RIGHT - measure(text, how.plain, how.size)
            baseline = top + how.size * 1.1
            operators = self.painter.text_operators(x, baseline, text, how.plain, how.size, INK)
            told.setdefault(page, {})[f"%entry {key}"] = operators
        for page, mine in told.items():
            self.canvas.settle(page, mine)
