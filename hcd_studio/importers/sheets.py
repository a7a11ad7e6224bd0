"""Every sheet of a workbook with its formulas, hidden ones too: .xlsx by openpyxl, .ods by hand; guarded against bombs."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from hcd_studio.importers.delimited import MOST_CELLS, MOST_ROWS, too_many_rows
from hcd_studio.importers.files import Raw
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.workbook import check_archive, damaged, protected, text_of
from hcd_studio.speech import Message

MOST_COLUMNS = 500
"""Columns that are read of a sheet; what stands further to the right is no answer."""

OFFICE, TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{one}:1.0}}" for one in ("office", "table", "text"))
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Held(NamedTuple):
    """A cell: its text, and whether a formula made it."""

    text: str = ""
    formula: bool = False


Line = tuple[int, list[Held]]
"""The number of a row as people see it, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Read:
    """One sheet as it stands in the file."""

    title: str
    lines: list[Line]


def sheets_of(raw: Raw) -> list[Read]:
    """All sheets of an Excel or OpenDocument workbook, or trouble in words."""
    if raw.data.startswith(OLD_EXCEL):
        # Workbooks with a password are kept in the same container as workbooks of before 2007.
        raise protected(raw.name) if b"E\0n\0c\0r\0y\0p\0t\0e\0d" in raw.data else _old(raw.name)
    archive = check_archive(raw)
    try:
        names = archive.namelist()
        _refuse_entities(raw, archive)
        found = _ods(raw, archive) if "content.xml" in names else _xlsx(raw)
    except CannotRead:
        raise
    except Exception:  # a damaged workbook fails in as many ways as there are parsers
        raise damaged(raw.name) from None
    if sum(len(cells) for one in found for _, cells in one.lines) > MOST_CELLS:
        raise too_many_rows(raw.name)
    return found


def _old(name: str) -> CannotRead:
    return CannotRead(
        Message("{name} is a workbook of an old kind.", name=name),
        do=Message("Open it in Excel, save it as .xlsx and try again."),
    )


def _refuse_entities(raw: Raw, archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as file:
                if b"<!DOCTYPE" in file.read(65536):
                    raise damaged(raw.name)


def _xlsx(raw: Raw) -> list[Read]:
    import openpyxl  # type: ignore[import-untyped, unused-ignore]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not matter here
        book: Any = openpyxl.load_workbook(io.BytesIO(raw.data), read_only=True, keep_links=False)
        try:
            return [_xlsx_sheet(sheet, raw.name) for sheet in book.worksheets]
        finally:
            book.close()


def _xlsx_sheet(sheet: Any, name: str) -> Read:
    sheet.reset_dimensions()
    lines: list[Line] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if len(lines) > MOST_ROWS:
            raise too_many_rows(name)
        cells = [Held("", True) if cell.data_type == "f" else Held(_said(cell.value)) for cell in row[:MOST_COLUMNS]]
        _keep(lines, number, cells)
    return Read(str(sheet.title), lines)


def _said(value: object) -> str:
    """A value as text; openpyxl has put back what Excel escapes, all but line ends."""
    return value.replace("_x000D_", "\r") if isinstance(value, str) else text_of(value)


def _keep(lines: list[Line], number: int, cells: list[Held]) -> None:
    while cells and cells[-1] == Held():
        cells.pop()
    if cells:
        lines.append((number, cells))


def _ods(raw: Raw, archive: zipfile.ZipFile) -> list[Read]:
    from defusedxml.ElementTree import fromstring

    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise protected(raw.name)
    try:
        root = fromstring(archive.read("content.xml"), forbid_dtd=True)
    except ParseError:
        raise damaged(raw.name) from None
    return [
        Read(table.get(f"{TABLE}name", ""), list(_ods_lines(table, raw.name))) for table in root.iter(f"{TABLE}table")
    ]


def _ods_lines(table: Element, name: str) -> Iterator[Line]:
    number, kept = 1, 0
    for row in table.iter(f"{TABLE}table-row"):
        times = _times(row, "number-rows-repeated")
        lines: list[Line] = []
        _keep(lines, number, _ods_cells(row))
        for _, cells in lines:
            kept += min(times, MOST_ROWS + 1)
            if kept > MOST_ROWS:
                raise too_many_rows(name)
            yield from ((number + at, cells) for at in range(times))
        number += times


def _ods_cells(row: Element) -> list[Held]:
    cells: list[Held] = []
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") and len(cells) < MOST_COLUMNS:
            times = min(_times(cell, "number-columns-repeated"), MOST_COLUMNS - len(cells))
            cells += [_ods_cell(cell)] * times
    return cells


def _ods_cell(cell: Element) -> Held:
    if cell.get(f"{TABLE}formula"):
        return Held("", True)
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind == "date":
        return Held(cell.get(f"{OFFICE}date-value", "").removesuffix("T00:00:00"))
    if kind == "float":
        value = cell.get(f"{OFFICE}value", "")
        return Held(value.removesuffix(".0"))
    return Held("\n".join(_ods_text(part) for part in islice(cell.findall(f"{TEXT}p"), 2_000)))


def _ods_text(part: Element) -> str:
    """A paragraph's text: runs of spaces, tabs and line breaks are elements of their own; comments are no part of it."""
    said = part.text or ""
    for child in part:
        if child.tag == f"{TEXT}s":
            said += " " * min(_times(child, "c", TEXT), 1_000)
        elif child.tag == f"{TEXT}tab":
            said += "\t"
        elif child.tag == f"{TEXT}line-break":
            said += "\n"
        elif child.tag != f"{OFFICE}annotation":
            said += _ods_text(child)
        said += child.tail or ""
    return said


def _times(element: Element, name: str, space: str = TABLE) -> int:
    value = element.get(f"{space}{name}", "1")
    return max(int(value), 1) if value.isdigit() and len(value) < 10 else 1
