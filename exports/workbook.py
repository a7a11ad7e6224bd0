"""The supplier response workbook as a file: Excel by XlsxWriter, OpenDocument by hand; both are read again when written."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError, ParserCreate

from exports import chosen
from exports.book import Book, Cell, Look, Sheet, area, lines_of, risky
from exports.options import Options
from exports.response_book import response_book
from exports.writing import Progress, Unsound, Written, file_stem, tell, write_file
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message

if TYPE_CHECKING:
    import xlsxwriter

FONT = "Arial"
LINE, TALLEST = 15, 409
"""Points of a line, and of the tallest row that Excel shows."""
INK, TEAL, PAPER, PALE = "#1F2933", "#0F5257", "#FFFFFF", "#E8F1F2"
LOOKS: dict[Look, dict[str, Any]] = {
    "text": {},
    "cy": {},
    "head": {"bold": True, "bg_color": TEAL, "font_color": PAPER},
    "title": {"bold": True, "font_size": 16, "text_wrap": False},
    "lead": {"text_wrap": False},
    "answer": {"locked": False, "bg_color": "#FFFBE6", "border": 1, "border_color": "#8A8F98"},
    "number": {"num_format": "0.##"},
    "percent": {"num_format": '0.##"%"'},
    "sum": {"bold": True, "num_format": "0.##", "bg_color": PALE},
    "machine": {"font_color": "#8A8F98", "text_wrap": False},
    "bad": {"bold": True, "font_color": "#A4262C"},
}


def write_workbook(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write the workbook that suppliers fill in, in each format asked for."""
    formats = [one.format for one in chosen("workbook", options.formats)]
    book = response_book(snapshot, options)
    files = []
    for at, name in enumerate(formats):
        tell(progress, at / len(formats), Message(N_("Writing {format}"), format=name.upper()))
        data, check = _made(book, name, options.made)
        files.append(write_file(_file(target, book, name, options), data, check))
    tell(progress, 1.0, Message(N_("Done")))
    warnings = (
        [Message(N_("Texts too long for a cell, cut in the workbook: {n}."), n=book.cut)] if book.cut else []
    )  # fmt: skip
    return Written(tuple(files), tuple(warnings))


def _made(book: Book, format: str, made: datetime.date) -> tuple[bytes, Callable[[Path], None]]:
    if format == "ods":
        from exports.ods import check_ods, ods_of

        return ods_of(book, made), check_ods(book)
    return xlsx_of(book, made), check_xlsx(book)


def _file(target: Path, book: Book, format: str, options: Options) -> Path:
    """The file asked for, or one named after the workshop in the folder asked for."""
    if target.suffix and not target.is_dir():
        return target.with_suffix(f".{format}")
    return target / f"{file_stem(book.title)}-{options.language}.{format}"


def xlsx_of(book: Book, made: datetime.date) -> bytes:
    """The workbook as Excel keeps it; the same book gives the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    stamp = datetime.datetime.combine(made, datetime.time(), datetime.UTC)
    guards = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **guards}) as file:
        file.set_properties({"title": book.title, "created": stamp})
        looks = {
            look: _formats(file, {"font_name": FONT, "valign": "top", "text_wrap": True, "font_color": INK, **said})
            for look, said in LOOKS.items()
        }
        for sheet in book.sheets:
            _sheet(file, sheet, looks)
        _lists(file, book)
    return out.getvalue()


def _formats(file: xlsxwriter.Workbook, said: dict[str, Any]) -> tuple[Any, Any]:
    """A look, and the same for texts that begin like a formula: those stay text even after somebody edits the cell."""
    return file.add_format(said), file.add_format({**said, "quote_prefix": True})


def _sheet(file: xlsxwriter.Workbook, sheet: Sheet, looks: dict[Look, tuple[Any, Any]]) -> None:
    page = file.add_worksheet(sheet.title)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width, None, {"hidden": column in sheet.hidden_columns})
    for at, row in enumerate(sheet.rows):
        lines = lines_of(sheet, row)
        if at in sheet.hidden_rows:
            page.set_row(at, None, None, {"hidden": True})
        elif lines > 1:
            page.set_row(at, min(lines * LINE, TALLEST))  # not every program works it out for itself
        for column, cell in enumerate(row):
            _cell(page, at, column, cell, looks[cell.look])
    if sheet.head >= 0:
        page.freeze_panes(sheet.head + 1, 0)
        page.repeat_rows(sheet.head)
    for drop in sheet.drops:
        said: dict[str, Any] = {
            "validate": "list", "source": f"={drop.name}", "input_message": drop.prompt[:255],
            "error_message": drop.refusal[:255],
        }  # fmt: skip
        page.data_validation(drop.first, drop.column, drop.last, drop.column, said)
    for bound in sheet.bounds:
        said = {
            "validate": "decimal", "criteria": "between", "minimum": bound.low, "maximum": bound.high,
            "input_message": bound.prompt[:255], "error_message": bound.refusal[:255],
        }  # fmt: skip
        page.data_validation(bound.first, bound.column, bound.last, bound.column, said)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    # Protection is against slips, so there is no password; columns may still be made wider for large text.
    page.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
    if sheet.hidden:
        page.hide()


def _cell(page: Any, row: int, column: int, cell: Cell, look: tuple[Any, Any]) -> None:
    usual, quoted = look
    if cell.formula:
        page.write_formula(row, column, f"={cell.formula}", usual, cell.value)
    elif cell.value is None or cell.value == "":
        page.write_blank(row, column, None, usual)
    elif isinstance(cell.value, str):
        page.write_string(row, column, cell.value, quoted if risky(cell.value) else usual)
    else:
        page.write_number(row, column, cell.value, usual)


def _lists(file: xlsxwriter.Workbook, book: Book) -> None:
    page = file.add_worksheet(book.list_sheet)
    for column, (name, words) in enumerate(book.lists.items()):
        for row, word in enumerate(words):
            page.write_string(row, column, word)
        file.define_name(name, f"={area(book.list_sheet, 0, len(words) - 1, column)}")
    page.protect()
    page.hide()


def check_xlsx(book: Book) -> Callable[[Path], None]:
    """A check that every part opens as XML and every sheet has the rows that it should have."""
    wanted = [len(sheet.rows) for sheet in book.sheets]

    def check(path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                if archive.testzip() is not None:
                    raise Unsound("torn")
                for name in archive.namelist():
                    _starts(archive.read(name), "")
                for at, rows in enumerate(wanted, 1):
                    if _starts(archive.read(f"xl/worksheets/sheet{at}.xml"), "row") < rows:
                        raise Unsound(f"sheet {at}")
        except (zipfile.BadZipFile, KeyError, ExpatError) as error:
            raise Unsound(str(error)) from error

    return check


def _starts(xml: bytes, tag: str) -> int:
    """How often an element starts in a well-formed text."""
    found = 0

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal found
        found += name == tag

    reader = ParserCreate()
    reader.StartElementHandler = start
    reader.Parse(xml, True)
    return found
