"""A document for Word: real headings, contents, repeated table heads, and the language of every run.

The package comes from python-docx; the body is written as XML and read in once, which is many times faster than adding cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime
from io import BytesIO
from typing import Any

from exports.document import (
    FRESH,
    Blank,
    Block,
    Document,
    Figure,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Quote,
    Table,
    Twin,
    twin,
)
from exports.docx_style import dress
from exports.flow import Span
from exports.house import logo_png
from exports.html import translation_mark
from exports.markup import markup
from exports.poster_png import picture_of
from exports.tagged import LOCALES
from exports.zipped import still
from hcd_studio.layout.text import tidy
from hcd_studio.speech import N_, Message

LINE = 9638
"""The width of a line in twentieths of a point: A4 without margins of 20 mm."""

EMU = 12700
LOOKS = {"": "BodyText", "lead": "Lead", "loud": "Loud", "small": "Small", "label": "Label", "large": "Large"}
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def docx_of(document: Document, made: date) -> bytes:
    """The document as a Word file."""
    import docx
    from docx.oxml import parse_xml

    package: Any = docx.Document()
    dress(package, document)
    bodies = [_Body(package, one, f"{one.languages[0]}_" if document.back else "") for one in document.parts]
    xml = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'.join(one.xml() for one in bodies)
    body = package.element.body
    last = body.sectPr
    for element in list(parse_xml(f"<w:body {NS}>{xml}</w:body>")):
        last.addprevious(element)
    for one in bodies:
        one.place_pictures()
    about = package.core_properties
    about.title, about.author = tidy(document.title.plain(document.languages))[:250], tidy(document.house.name)[:250]
    about.subject = tidy(document.subtitle.plain(document.languages))
    about.language = LOCALES[document.languages[0]]
    about.last_modified_by, about.comments, about.revision = "", "", 1
    about.created = about.modified = datetime(made.year, made.month, made.day, 12)  # noqa: DTZ001 - Word's own form
    out = BytesIO()
    package.save(out)
    return still(out.getvalue(), made)


class _Body:
    """The body of one part as XML; pictures are put in once it stands."""

    def __init__(self, package: Any, document: Document, mark: str):
        self.package, self.document, self.mark = package, document, mark
        self.languages = document.languages
        self.out: list[str] = []
        self.pictures: list[tuple[str, bytes, float, float, str]] = []
        self.marks = 0 if not mark.startswith("en") else 100_000
        self.pairs: list[str] = []
        self.fresh = False

    def xml(self) -> str:
        """Cover, contents, sections."""
        self.cover()
        self.contents()
        many = len(self.document.sections) > 4
        for at, section in enumerate(self.document.sections):
            self.fresh = many and at > 0 and section.key in FRESH
            for block in section.blocks:
                self.block(block)
        self.flush()
        return "".join(self.out)

    # Text

    def runs(self, spans: Sequence[Span], bold: bool = False) -> str:
        out = []
        for span in spans:
            strong = "<w:b/>" if span.strong or bold else ""
            lines = markup(span.text).split("\n")
            text = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
            out.append(f'<w:r><w:rPr>{strong}<w:lang w:val="{LOCALES[span.language]}"/></w:rPr>{text}</w:r>')
        return "".join(out)

    def para(self, style: str, inner: str, extra: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{inner}</w:p>'

    def joined(self, words: Twin, bold: bool = False) -> str:
        """Both sides in one line, Welsh first."""
        dot = self.runs((Span(" · ", self.languages[0]),), bold)
        return dot.join(self.runs(side, bold) for side in words.brief(self.languages))

    def sides(self, words: Twin, style: str, extra: str = "") -> None:
        """A paragraph, or a row of two: Welsh left, English right; rows that follow each other are one table."""
        sides = words.one(self.languages)
        if len(sides) < 2:
            self.flush()
            self.out += [self.para(style, self.runs(side), extra) for side in sides]
            return
        wide = LINE // 2
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{self.para(style, self.runs(side), extra)}</w:tc>'
            for side in sides
        )
        self.pairs.append(f"<w:tr>{cells}</w:tr>")

    def flush(self) -> None:
        """End the rows of pairs that stand open."""
        if self.pairs:
            wide = LINE // 2
            grid = f'<w:tblGrid><w:gridCol w:w="{wide}"/><w:gridCol w:w="{wide}"/></w:tblGrid>'
            about = f'<w:tblPr><w:tblStyle w:val="Pair"/><w:tblW w:w="{LINE}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            self.out.append(f"<w:tbl>{about}{grid}{''.join(self.pairs)}</w:tbl>")
            self.pairs = []

    # Blocks

    def block(self, block: Block) -> None:
        if not isinstance(block, Paragraph | Items):
            self.flush()
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Paragraph):
            self.sides(block.words, LOOKS.get(block.look.split(" ")[0], "BodyText"))
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
        elif isinstance(block, NewPage):
            self.out.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    def heading(self, block: Heading) -> None:
        inner = self.joined(block.words)
        if block.key:
            self.marks += 1
            name = self.anchor(block.key)
            inner = f'<w:bookmarkStart w:id="{self.marks}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{self.marks}"/>'
        extra, self.fresh = ("<w:pageBreakBefore/>" if self.fresh else ""), False
        self.out.append(self.para(f"Heading{block.level}", inner, extra))

    def anchor(self, key: str) -> str:
        return (self.mark + key).replace("-", "_")[:40]

    def items(self, block: Items) -> None:
        self.flush()
        style = "ListNumber" if block.numbered else "ListBullet"
        for item in block.items:
            sides = item.one(self.languages)
            for at, side in enumerate(sides):
                # The second language of an item stands under the first, without a mark of its own.
                self.out.append(self.para(style if at == 0 else "ListContinue", self.runs(side)))

    def quote(self, quote: Quote) -> None:
        said = Span(f"“{quote.text}”" if quote.verbatim else quote.text, quote.language)
        self.out.append(self.para("Voice", self.runs((said,))))
        translation = quote.translated(self.languages)
        if translation:
            label = self.joined(translation_mark()) + self.runs((Span(": ", self.languages[0]),))
            self.out.append(self.para("VoiceText", label + self.runs((Span(translation, quote.other),))))
        self.out.append(self.para("VoiceAbout", self.joined(quote.about)))

    def table(self, table: Table) -> None:
        count = len(table.head)
        shares = table.widths if len(table.widths) == count else (1 / count,) * count
        widths = [round(LINE * share) for share in shares]
        self.out.append(self.para("Caption", self.joined(table.caption), "<w:keepNext/>"))
        grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
        rows = [self.row(table.head, widths, table.figures, True)]
        rows += [self.row(row, widths, table.figures, False) for row in table.rows]
        name = markup(table.caption.plain(self.languages))
        about = (
            f'<w:tblPr><w:tblStyle w:val="Ruled"/><w:tblW w:w="{LINE}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="00A0" w:firstRow="1" w:firstColumn="1" w:lastRow="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{name}"/></w:tblPr>'
        )
        self.out.append(f"<w:tbl>{about}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")
        self.out.append(self.para("Small", ""))

    def row(self, row: Sequence[Twin], widths: Sequence[int], figures: Sequence[int], head: bool) -> str:
        cells = []
        for at, (words, wide) in enumerate(zip(row, widths, strict=True)):
            extra = '<w:jc w:val="right"/>' if at in figures else ""
            bold = head or at == 0
            inner = "".join(self.para("Cell", self.runs(side, bold), extra) for side in words.brief(self.languages))
            inner = inner or self.para("Cell", "")
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{inner}</w:tc>')
        # A long row may run over pages; a short one must not be cut.
        long = sum(len(span.text) for words in row for span in words.cy + words.en) > 1500
        about = ("" if long else "<w:cantSplit/>") + ("<w:tblHeader/>" if head else "")
        return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(cells)}</w:tr>"

    def figure(self, figure: Figure) -> None:
        drawing = figure.drawing
        data = picture_of(drawing, 130 if figure.wide else 200, figure.alt.plain(self.languages)[:200])
        alt = " ".join("".join(span.text for span in side) for side in figure.alt.one(self.languages))
        token = f"picture-{self.mark}{figure.key}"
        if figure.wide:
            self.out.append('<w:p><w:pPr><w:sectPr w:rsidR="1"/></w:pPr></w:p>')
            k = min(1.0, 1110 / drawing.width, 762 / drawing.height)
            self.out.append(f'<w:p><w:pPr><w:sectPr w:rsidR="2"/></w:pPr><w:r><w:t>{token}</w:t></w:r></w:p>')
        else:
            k = min(1.0, LINE / 20 / drawing.width)
            self.out.append(f"<w:p><w:r><w:t>{token}</w:t></w:r></w:p>")
        self.pictures.append((token, data, drawing.width * k, drawing.height * k, alt))

    def blank(self, blank: Blank) -> None:
        self.sides(blank.label, "Loud")
        self.flush()
        self.out += [self.para("Line", "")] * blank.lines

    # Beginning and end

    def cover(self) -> None:
        document = self.document
        if document.house.logo is not None:
            data, wide, high = logo_png(document.house.logo)
            k = min(150 / wide, 44 / high)
            token = f"picture-{self.mark}logo"
            self.pictures.append((token, data, wide * k, high * k, document.house.name or "Logo"))
            self.out.append(f"<w:p><w:r><w:t>{token}</w:t></w:r></w:p>")
        house = self.runs((Span(document.house.name, self.languages[0], True),)) if document.house.name else ""
        tab = "<w:r><w:tab/></w:r>"
        self.out.append(self.para("House", f"{house}{tab}{self.joined(document.day)}"))
        self.out.append(self.para("Heading1", self.joined(document.title)))
        self.out.append(self.para("Subtitle", self.joined(document.subtitle)))
        for one in (*document.facts, document.copy, *([document.foot] if document.foot else [])):
            self.sides(one, "Small")
        self.flush()

    def contents(self) -> None:
        headings = self.document.headings
        if not headings:
            return
        self.out.append(self.para("ContentsHeading", self.joined(twin(Message(N_("Contents"))))))
        opening, closing = field('TOC \\o "2-3" \\h \\z')
        for at, one in enumerate(headings):
            anchor = self.anchor(one.key)
            number = "<w:r><w:tab/></w:r>" + "<w:r><w:t></w:t></w:r>".join(field(f"PAGEREF {anchor} \\h"))
            link = f'<w:hyperlink w:anchor="{anchor}">{self.joined(one.words)}{number}</w:hyperlink>'
            first, last = opening if at == 0 else "", closing if at == len(headings) - 1 else ""
            self.out.append(self.para(f"TOC{one.level}", f"{first}{link}{last}"))
        self.out.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    def place_pictures(self) -> None:
        """Put pictures where their names stand, and give the sheet of the map its size."""
        body = self.package.element.body
        texts = {one.text: one for one in body.iter(_w("t")) if (one.text or "").startswith("picture-")}
        for token, data, wide, high, alt in self.pictures:
            text = texts.get(token)
            if text is None:
                continue
            run = self.package.add_paragraph().add_run()
            shape = run.add_picture(BytesIO(data), round(wide * EMU), round(high * EMU))
            shape._inline.docPr.set("descr", tidy(alt))
            shape._inline.docPr.set("name", token)
            moved = run._r
            holder = moved.getparent()
            text.getparent().getparent().replace(text.getparent(), moved)
            holder.getparent().remove(holder)
        for mark in list(body.iter(_w("sectPr"))):
            kind = mark.get(_w("rsidR"))
            if kind in ("1", "2") and mark is not body.sectPr:
                made = deepcopy(body.sectPr)
                size = made.find(_w("pgSz"))
                if kind == "2":
                    size.set(_w("w"), "23811")
                    size.set(_w("h"), "16838")
                    size.set(_w("orient"), "landscape")
                    margins = made.find(_w("pgMar"))
                    for side in ("left", "right"):
                        margins.set(_w(side), "800")
                mark.getparent().replace(mark, made)


def field(name: str) -> tuple[str, str]:
    """What stands before and after the result of a field."""
    kinds = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    begin, separate, end = kinds
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>{separate}', end


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
