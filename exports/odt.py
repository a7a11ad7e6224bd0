"""A document as OpenDocument text (ODF 1.2), which UK public bodies ask for in files that are edited; a package of our own.

Four small XML files in a zip need no library, and the one that there is (odfpy) has had no release since 2020.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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
from exports.flow import Span
from exports.house import logo_png
from exports.html import translation_mark
from exports.markup import markup
from exports.poster_png import picture_of
from exports.zipped import zipped
from hcd_studio.speech import N_, Message
from hcd_studio.words import TIER_WORDS
from resources import path

MIME = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
LOOKS = {"": "Standard", "lead": "Lead", "loud": "Loud", "small": "Small", "label": "Label", "large": "Large"}
LINE = 17.0
"""The width of a line in centimetres."""

CM = 72 / 2.54


def odt_of(document: Document, made: date) -> bytes:
    """The document as an ODT file."""
    bodies = [_Body(one, at, f"{one.languages[0]}-" if document.back else "") for at, one in enumerate(document.parts)]
    body = "".join(one.xml() for one in bodies)
    automatic = "".join(style for one in bodies for style in one.styles.values())
    pictures = [picture for one in bodies for picture in one.pictures]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {SPACES} office:version="1.2">'
        f"<office:automatic-styles>{AUTOMATIC}{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            ("/", MIME), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"),
            *((name, "image/png") for name, _ in pictures),
        )
    )  # fmt: skip
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest manifest:version="1.2" '
        f'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{listed}</manifest:manifest>'
    )
    members = [
        ("mimetype", MIME.encode()), ("content.xml", content.encode()), ("styles.xml", _styles(document).encode()),
        ("meta.xml", _meta(document, made).encode()), *pictures, ("META-INF/manifest.xml", manifest.encode()),
    ]  # fmt: skip
    return zipped(members, made)


AUTOMATIC = (
    '<style:style style:name="Break" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="Fresh" style:family="paragraph" style:parent-style-name="Heading_20_2">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="OnSheet" style:family="paragraph" style:parent-style-name="Standard" '
    'style:master-page-name="Sheet"/>'
    '<style:style style:name="AfterSheet" style:family="paragraph" style:parent-style-name="Standard" '
    'style:master-page-name="Standard"/>'
    '<style:style style:name="Pair" style:family="table"><style:table-properties style:width="17cm" table:align="left"/></style:style>'
    '<style:style style:name="PairColumn" style:family="table-column"><style:table-column-properties style:column-width="8.5cm"/>'
    "</style:style>"
    '<style:style style:name="PairCell" style:family="table-cell"><style:table-cell-properties fo:padding-right="0.5cm" '
    'fo:padding-left="0cm" fo:padding-top="0cm" fo:padding-bottom="0cm" fo:border="none"/></style:style>'
    '<style:style style:name="Ruled" style:family="table"><style:table-properties style:width="17cm" table:align="left" '
    'table:border-model="collapsing"/></style:style>'
    '<style:style style:name="RowWhole" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>'
    '<style:style style:name="RowLong" style:family="table-row"><style:table-row-properties fo:keep-together="auto"/></style:style>'
    '<style:style style:name="HeadCell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" '
    'fo:padding-left="0cm" fo:border-bottom="1.2pt solid #1B2630"/></style:style>'
    '<style:style style:name="BodyCell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" '
    'fo:padding-left="0cm" fo:border-bottom="0.7pt solid #DAD4C6"/></style:style>'
    '<style:style style:name="Picture" style:family="graphic"><style:graphic-properties style:vertical-pos="top" '
    'style:vertical-rel="baseline"/></style:style>'
)


def _styles(document: Document) -> str:
    languages = document.languages
    head = f"{markup(document.house.name)}<text:tab/>{markup(document.subtitle.plain(languages))}"
    words = [document.title.plain(languages)]
    if document.version:
        words.append(Message(N_("Version {version}"), version=document.version).say(languages[0]))
    words.append(" · ".join(dict.fromkeys(Message(TIER_WORDS[document.audience]).say(one) for one in languages)))
    numbers = "<text:page-number/> / <text:page-count/>"
    foot = f"{markup(' · '.join(words))}<text:tab/>{numbers}"
    text = path("documents", "odt-styles.xml").read_text("utf-8")
    for name, put in (
        ("HOUSE", document.house.colour), ("SIZE", "16pt" if document.large else "12pt"), ("LANG", languages[0]),
        ("HEAD</", f'<text:p text:style-name="Edge">{head}</text:p></'),
        ("FOOT</", f'<text:p text:style-name="Edge">{foot}</text:p></'),
    ):  # fmt: skip
        text = text.replace(name, put)
    return text


def _meta(document: Document, made: date) -> str:
    title = markup(document.title.plain(document.languages))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta {SPACES} office:version="1.2"><office:meta>'
        f"<dc:title>{title}</dc:title><dc:creator>{markup(document.house.name)}</dc:creator>"
        f"<dc:language>{document.languages[0]}-GB</dc:language><meta:creation-date>{made.isoformat()}T12:00:00</meta:creation-date>"
        f"<dc:date>{made.isoformat()}T12:00:00</dc:date><meta:generator>HCD Studio</meta:generator>"
        "</office:meta></office:document-meta>"
    )


class _Body:
    """The body of one part as XML."""

    def __init__(self, document: Document, at: int, mark: str):
        self.document, self.at, self.mark = document, at, mark
        self.languages = document.languages
        self.out: list[str] = []
        self.pairs: list[str] = []
        self.styles: dict[str, str] = {}
        self.pictures: list[tuple[str, bytes]] = []
        self.tables = 0
        self.fresh = self.after = False

    def xml(self) -> str:
        """Cover, contents, sections."""
        if self.at:
            self.out.append('<text:p text:style-name="Break"/>')
        self.cover()
        self.contents()
        many = len(self.document.sections) > 4
        for at, section in enumerate(self.document.sections):
            self.fresh = (many and section.key in FRESH) or (at == 0 and bool(self.document.headings))
            for block in section.blocks:
                self.block(block)
        self.flush()
        return "".join(self.out)

    def spans(self, spans: Sequence[Span]) -> str:
        out = []
        for span in spans:
            look = f"{span.language}-strong" if span.strong else span.language
            # OpenDocument swallows blanks that stand at an edge or follow each other.
            text = markup(span.text).replace("\n", "<text:line-break/>").replace("  ", " <text:s/>")
            if text[:1] == " ":
                text = "<text:s/>" + text[1:]
            out.append(f'<text:span text:style-name="{look}">{text}</text:span>')
        return "".join(out)

    def para(self, style: str, inner: str) -> str:
        return f'<text:p text:style-name="{style}">{inner}</text:p>'

    def joined(self, words: Twin) -> str:
        """Both sides in one line, Welsh first."""
        dot = self.spans((Span(" · ", self.languages[0]),))
        return dot.join(self.spans(side) for side in words.brief(self.languages))

    def sides(self, words: Twin, style: str) -> None:
        """A paragraph, or a row of two; rows that follow each other are one table."""
        sides = words.one(self.languages)
        if len(sides) < 2:
            self.flush()
            self.out += [self.para(style, self.spans(side)) for side in sides]
            return
        cells = "".join(
            f'<table:table-cell table:style-name="PairCell" office:value-type="string">{self.para(style, self.spans(side))}'
            "</table:table-cell>"
            for side in sides
        )
        self.pairs.append(f"<table:table-row>{cells}</table:table-row>")

    def flush(self) -> None:
        """End the rows of pairs that stand open."""
        if self.pairs:
            name = self.table_name()
            columns = '<table:table-column table:style-name="PairColumn" table:number-columns-repeated="2"/>'
            rows = "".join(self.pairs)
            self.out.append(f'<table:table table:name="{name}" table:style-name="Pair">{columns}{rows}</table:table>')
            self.pairs = []

    def table_name(self) -> str:
        self.tables += 1
        return f"{self.mark or 't'}{self.tables}"

    def block(self, block: Block) -> None:
        if not isinstance(block, Paragraph):
            self.flush()
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Paragraph):
            self.sides(block.words, LOOKS.get(block.look.split(" ")[0], "Standard"))
        elif isinstance(block, Items):
            self.items(block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Quote):
            self.quote(block)
        elif isinstance(block, Figure):
            self.figure(block)
        elif isinstance(block, Blank):
            self.sides(block.label, "Loud")
            self.flush()
            self.out += [self.para("Line", "")] * block.lines
        elif isinstance(block, NewPage):
            self.out.append(self.para("Break", ""))

    def heading(self, block: Heading) -> None:
        style = "Fresh" if self.fresh and block.level == 2 else f"Heading_20_{block.level}"
        self.fresh = False
        mark = f'<text:bookmark text:name="{self.mark}{block.key}"/>' if block.key else ""
        self.out.append(
            f'<text:h text:style-name="{style}" text:outline-level="{block.level}">{mark}{self.joined(block.words)}</text:h>'
        )

    def items(self, block: Items) -> None:
        look = "Numbers" if block.numbered else "Bullets"
        style = LOOKS[block.look]
        items = "".join(
            f"<text:list-item>{''.join(self.para(style, self.spans(side)) for side in item.one(self.languages))}</text:list-item>"
            for item in block.items
            if item
        )
        if items:
            self.out.append(f'<text:list text:style-name="{look}">{items}</text:list>')

    def quote(self, quote: Quote) -> None:
        said = Span(f"“{quote.text}”" if quote.verbatim else quote.text, quote.language)
        self.out.append(self.para("Voice", self.spans((said,))))
        translation = quote.translated(self.languages)
        if translation:
            label = self.joined(translation_mark()) + self.spans((Span(": ", self.languages[0]),))
            self.out.append(self.para("VoiceText", label + self.spans((Span(translation, quote.other),))))
        self.out.append(self.para("VoiceAbout", self.joined(quote.about)))

    def table(self, table: Table) -> None:
        count = len(table.head)
        shares = table.widths if len(table.widths) == count else (1 / count,) * count
        self.out.append(self.para("Caption", self.joined(table.caption)))
        columns = "".join(f'<table:table-column table:style-name="{self.column(LINE * share)}"/>' for share in shares)
        head = self.row(table.head, table.figures, True)
        rows = "".join(self.row(row, table.figures, False) for row in table.rows)
        self.out.append(
            f'<table:table table:name="{self.table_name()}" table:style-name="Ruled">{columns}'
            f"<table:table-header-rows>{head}</table:table-header-rows>{rows}</table:table>"
        )
        self.out.append(self.para("Small", ""))

    def column(self, wide: float) -> str:
        name = f"c{round(wide * 100)}"
        self.styles[name] = (
            f'<style:style style:name="{name}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{wide:.2f}cm"/></style:style>'
        )
        return name

    def row(self, row: Sequence[Twin], figures: Sequence[int], head: bool) -> str:
        cells = []
        for at, words in enumerate(row):
            style = ("CellHead" if head or at == 0 else "Cell") + ("Figure" if at in figures else "")
            inner = "".join(self.para(style, self.spans(side)) for side in words.brief(self.languages))
            look = "HeadCell" if head else "BodyCell"
            cells.append(
                f'<table:table-cell table:style-name="{look}" office:value-type="string">'
                f"{inner or self.para(style, '')}</table:table-cell>"
            )
        long = sum(len(span.text) for words in row for span in words.cy + words.en) > 1500
        return f'<table:table-row table:style-name="{"RowLong" if long else "RowWhole"}">{"".join(cells)}</table:table-row>'

    def picture(self, name: str, data: bytes, wide: float, high: float, alt: str) -> str:
        file = f"Pictures/{self.mark}{name}.png"
        self.pictures.append((file, data))
        return (
            f'<draw:frame draw:style-name="Picture" draw:name="{self.mark}{name}" text:anchor-type="as-char" '
            f'svg:width="{wide:.2f}cm" svg:height="{high:.2f}cm"><draw:image xlink:href="{file}" xlink:type="simple" '
            f'xlink:show="embed" xlink:actuate="onLoad"/><svg:title>{markup(alt[:120])}</svg:title>'
            f"<svg:desc>{markup(alt)}</svg:desc></draw:frame>"
        )

    def figure(self, figure: Figure) -> None:
        drawing = figure.drawing
        data = picture_of(drawing, 130 if figure.wide else 200, figure.alt.plain(self.languages)[:200])
        alt = " ".join("".join(span.text for span in side) for side in figure.alt.one(self.languages))
        room, tall = (39.4, 27.0) if figure.wide else (LINE, 20.0)
        k = min(1 / CM, room / drawing.width, tall / drawing.height)
        inner = self.picture(figure.key, data, drawing.width * k, drawing.height * k, alt)
        if figure.wide:
            self.out += [self.para("OnSheet", inner), self.para("AfterSheet", "")]
        else:
            self.out.append(self.para("Standard", inner))

    def cover(self) -> None:
        document = self.document
        if document.house.logo is not None:
            data, wide, high = logo_png(document.house.logo)
            k = min(5.3 / wide, 1.55 / high)
            name = document.house.name or "Logo"
            self.out.append(self.para("Standard", self.picture("logo", data, wide * k, high * k, name)))
        house = self.spans((Span(document.house.name, self.languages[0], True),)) if document.house.name else ""
        self.out.append(self.para("House", f"{house}<text:tab/>{self.joined(document.day)}"))
        title = self.joined(document.title)
        self.out.append(f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{title}</text:h>')
        self.out.append(self.para("Subtitle", self.joined(document.subtitle)))
        for one in (*document.facts, document.copy, *([document.foot] if document.foot else [])):
            self.sides(one, "Small")
        self.flush()

    def contents(self) -> None:
        headings = self.document.headings
        if not headings:
            return
        self.out.append(self.para("ContentsHeading", self.joined(twin(Message(N_("Contents"))))))
        entries = "".join(
            self.para(
                f"Contents_20_{one.level}",
                f'<text:a xlink:type="simple" xlink:href="#{self.mark}{one.key}">{self.joined(one.words)}</text:a>'
                f'<text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="{self.mark}{one.key}">'
                "</text:bookmark-ref>",
            )
            for one in headings
        )
        self.out.append(entries)
