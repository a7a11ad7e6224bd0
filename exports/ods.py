"""A workbook as OpenDocument: written by hand, since what a sheet needs of the format is one page of it.

The library for it was last released in 2020; XML of our own is quicker, has no dependency, and marks Welsh cells as Welsh.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from exports.book import Book, Bounds, Cell, DropDown, Look, Sheet, area, column_name
from exports.markup import markup
from exports.writing import Unsound

KIND = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible",
        "meta": "meta", "number": "datastyle",
    }.items()
) + ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

WRAP = 'fo:wrap-option="wrap" style:vertical-align="top"'
LOOKS: dict[Look, tuple[str, str, str]] = {
    "text": (WRAP, "", "protected"),
    "cy": (WRAP, 'fo:language="cy" fo:country="GB"', "protected"),
    "head": (f'{WRAP} fo:background-color="#0F5257"', 'fo:font-weight="bold" fo:color="#FFFFFF"', "protected"),
    "title": ("", 'fo:font-weight="bold" fo:font-size="16pt"', "protected"),
    "lead": ("", "", "protected"),
    "answer": (f'{WRAP} fo:background-color="#FFFBE6" fo:border="0.05cm solid #8A8F98"', "", "none"),
    "number": ("", "", "protected"),
    "percent": ("", "", "protected"),
    "sum": ('fo:background-color="#E8F1F2"', 'fo:font-weight="bold"', "protected"),
    "machine": ("", 'fo:color="#8A8F98"', "protected"),
    "bad": ("", 'fo:font-weight="bold" fo:color="#A4262C"', "protected"),
}
"""How a look is written: of the cell, of its text, and whether it is locked."""

_PART = re.compile(
    r"""("[^"]*")|((?:'(?:[^']|'')+'|[A-Za-z_]+)!)?(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?|(,)"""
)


def ods_of(book: Book, made: datetime.date) -> bytes:
    """The workbook as an OpenDocument file; the same book gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # Readers tell the kind of file from the first entry, which is not packed.
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), KIND)
        for name, xml in (
            ("META-INF/manifest.xml", _manifest()),
            ("meta.xml", _meta(book, made)),
            ("styles.xml", _styles(book)),
            ("settings.xml", _settings(book)),
            ("content.xml", _content(book)),
        ):
            archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), xml.encode())
    return out.getvalue()


def _entry(name: str, way: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.compress_type = way
    return made


def open_formula(formula: str) -> str:
    """A formula as Excel writes it, as OpenDocument writes it: references in brackets, semicolons between arguments."""

    def part(found: re.Match[str]) -> str:
        quoted, sheet, first, last, comma = found.groups()
        if quoted:
            return quoted
        if comma:
            return ";"
        home = f"${sheet[:-1]}" if sheet else ""
        return f"[{home}.{first}:.{last}]" if last else f"[{home}.{first}]"

    return f"of:={_PART.sub(part, formula)}"


def _content(book: Book) -> str:
    checks, named = _validations(book)
    parts = [HEAD, f'<office:document-content {SPACES} office:version="1.2"><office:automatic-styles>']
    parts += [
        f'<style:style style:name="s{at}" style:family="table"><style:table-properties '
        f'table:display="{"false" if sheet.hidden else "true"}"/></style:style>'
        for at, sheet in enumerate(book.sheets)
    ]
    parts.append(
        '<style:style style:name="shy" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    widths = sorted({width for sheet in book.sheets for width in sheet.widths})
    parts += [
        f'<style:style style:name="w{width:g}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.19:.2f}cm"/></style:style>'
        for width in widths
    ]
    parts.append(
        '<style:style style:name="row" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    )
    parts += [_style(look, *said) for look, said in LOOKS.items()]
    parts.append(f"</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>{checks}")
    parts.append("</table:content-validations>")
    for at, sheet in enumerate(book.sheets):
        _table(parts, at, sheet, named)
    parts.append(_lists(book))
    parts.append(f"<table:named-expressions>{_names(book)}</table:named-expressions>")
    parts.append("</office:spreadsheet></office:body></office:document-content>")
    return "".join(parts)


def _style(look: Look, cell: str, letters: str, lock: str) -> str:
    return (
        f'<style:style style:name="{look}" style:family="table-cell" style:parent-style-name="Default">'
        f'<style:table-cell-properties {cell} style:cell-protect="{lock}"/><style:text-properties {letters}/></style:style>'
    )


Named = dict[tuple[str, int, int], tuple[int, str]]
"""By sheet, column and first row: the last row and the name of what is checked there."""


def _validations(book: Book) -> tuple[str, Named]:
    parts: list[str] = []
    named: Named = {}
    for sheet in book.sheets:
        checks: list[DropDown | Bounds] = [*sheet.drops, *sheet.bounds]
        for one in checks:
            name = f"val{len(named) + 1}"
            named[sheet.title, one.column, one.first] = (one.last, name)
            base = f"$'{sheet.title}'.{column_name(one.column)}{one.first + 1}"
            parts.append(
                f'<table:content-validation table:name="{name}" table:condition="{markup(_condition(one, book))}" '
                f'table:allow-empty-cell="true" table:base-cell-address="{markup(base)}" table:display-list="unsorted">'
                f'<table:help-message table:display="true"><text:p>{markup(one.prompt)}</text:p></table:help-message>'
                f'<table:error-message table:message-type="stop" table:display="true"><text:p>{markup(one.refusal)}'
                "</text:p></table:error-message></table:content-validation>"
            )
    return "".join(parts), named


def _condition(one: DropDown | Bounds, book: Book) -> str:
    if isinstance(one, Bounds):
        return f"of:cell-content-is-decimal-number() and cell-content-is-between({one.low:g},{one.high:g})"
    column = list(book.lists).index(one.name)
    words = open_formula(area(book.list_sheet, 0, len(book.lists[one.name]) - 1, column)).removeprefix("of:=")
    return f"of:cell-content-is-in-list({words})"


def _table(parts: list[str], at: int, sheet: Sheet, named: Named) -> None:
    parts.append(f'<table:table table:name="{markup(sheet.title)}" table:style-name="s{at}" table:protected="true">')
    for column, width in enumerate(sheet.widths):
        seen = ' table:visibility="collapse"' if column in sheet.hidden_columns else ""
        parts.append(f'<table:table-column table:style-name="w{width:g}" table:default-cell-style-name="text"{seen}/>')
    columns = {
        column: [
            (first, *rest) for (title, where, first), rest in named.items() if (title, where) == (sheet.title, column)
        ]
        for column in range(len(sheet.widths))
    }
    checked = {column: spans for column, spans in columns.items() if spans}
    for number, row in enumerate(sheet.rows):
        hidden = ' table:visibility="collapse"' if number in sheet.hidden_rows else ""
        line = f'<table:table-row table:style-name="row"{hidden}>{_row(number, row, checked)}</table:table-row>'
        parts.append(f"<table:table-header-rows>{line}</table:table-header-rows>" if number == sheet.head else line)
    parts.append("</table:table>")


def _row(number: int, row: list[Cell], checked: dict[int, list[tuple[int, int, str]]]) -> str:
    return "".join(
        _cell(cell, next((name for first, last, name in checked.get(column, ()) if first <= number <= last), ""))
        for column, cell in enumerate(row)
    )


def _cell(cell: Cell, check: str) -> str:
    said = f' table:style-name="{cell.look}"' + (f' table:content-validation-name="{check}"' if check else "")
    if cell.formula:
        said += f' table:formula="{markup(open_formula(cell.formula))}"'
    if isinstance(cell.value, float):
        return (
            f'<table:table-cell{said} office:value-type="float" office:value="{cell.value:g}">'
            f"<text:p>{cell.value:g}</text:p></table:table-cell>"
        )
    if not cell.value:
        kind = ' office:value-type="string"' if cell.formula else ""
        return f"<table:table-cell{said}{kind}/>"
    return f'<table:table-cell{said} office:value-type="string">{_paragraphs(cell.value)}</table:table-cell>'


def _paragraphs(text: str) -> str:
    """Lines as paragraphs; runs of spaces and tabs as OpenDocument keeps them."""
    return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in re.split(r"\r\n|\r|\n", text))


def _spaced(line: str) -> str:
    escaped = markup(line).replace("\t", "<text:tab/>")
    return re.sub(r"^ +| {2,}", lambda found: f'<text:s text:c="{len(found[0])}"/>', escaped)


def _lists(book: Book) -> str:
    rows = max(map(len, book.lists.values()), default=0)
    lines: Iterable[str] = (
        "<table:table-row>"
        + "".join(_cell(Cell(words[at] if at < len(words) else ""), "") for words in book.lists.values())
        + "</table:table-row>"
        for at in range(rows)
    )
    return (
        f'<table:table table:name="{markup(book.list_sheet)}" table:style-name="shy" table:protected="true">'
        f'<table:table-column table:number-columns-repeated="{max(len(book.lists), 1)}"/>{"".join(lines)}</table:table>'
    )


def _names(book: Book) -> str:
    return "".join(
        f'<table:named-range table:name="{name}" table:base-cell-address="$\'{markup(book.list_sheet)}\'.$A$1" '
        f'table:cell-range-address="{markup(_plain_area(book, column, len(words)))}"/>'
        for column, (name, words) in enumerate(book.lists.items())
    )


def _plain_area(book: Book, column: int, rows: int) -> str:
    return open_formula(area(book.list_sheet, 0, rows - 1, column)).removeprefix("of:=").strip("[]")


def _manifest() -> str:
    names = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in names
    )
    return (
        f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" '
        f'manifest:media-type="{KIND}"/>{entries}</manifest:manifest>'
    )


def _meta(book: Book, made: datetime.date) -> str:
    return (
        f'{HEAD}<office:document-meta {SPACES} office:version="1.2"><office:meta>'
        f"<dc:title>{markup(book.title)}</dc:title><dc:language>{book.language}</dc:language>"
        f"<meta:creation-date>{made.isoformat()}T00:00:00</meta:creation-date></office:meta></office:document-meta>"
    )


def _styles(book: Book) -> str:
    return (
        f'{HEAD}<office:document-styles {SPACES} office:version="1.2"><office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties style:font-name="Arial" '
        f'fo:font-family="Arial" fo:font-size="11pt" fo:language="{book.language}" fo:country="GB"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles>'
        '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" '
        'fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Default" style:page-layout-name="page"/></office:master-styles>'
        "</office:document-styles>"
    )


def _settings(book: Book) -> str:
    """The heads stay in sight while one scrolls."""
    views = "".join(
        f'<config:config-item-map-entry config:name="{markup(sheet.title)}">{_frozen(sheet.head + 1)}'
        "</config:config-item-map-entry>"
        for sheet in book.sheets
        if sheet.head >= 0
    )
    return (
        f'{HEAD}<office:document-settings {SPACES} xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" '
        'office:version="1.2"><office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{views}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def _frozen(row: int) -> str:
    values = (
        ("VerticalSplitMode", "short", 2), ("VerticalSplitPosition", "int", row), ("ActiveSplitRange", "short", 2),
        ("PositionBottom", "int", row),
    )  # fmt: skip
    return "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in values
    )


def check_ods(book: Book) -> Callable[[Path], None]:
    """A check that every part opens as XML, the kind stands first, and no row is missing."""
    wanted = sum(len(sheet.rows) for sheet in book.sheets) + max(map(len, book.lists.values()), default=0)

    def check(path: Path) -> None:
        found = 0

        def start(name: str, _attributes: dict[str, str]) -> None:
            nonlocal found
            found += name == "table:table-row"

        try:
            with zipfile.ZipFile(path) as archive:
                if archive.infolist()[0].filename != "mimetype" or archive.testzip() is not None:
                    raise Unsound("torn")
                for name in archive.namelist()[1:]:
                    reader = ParserCreate()
                    reader.StartElementHandler = start
                    reader.Parse(archive.read(name), True)
        except (zipfile.BadZipFile, ExpatError) as error:
            raise Unsound(str(error)) from error
        if found != wanted:
            raise Unsound(f"{found} rows")

    return check
