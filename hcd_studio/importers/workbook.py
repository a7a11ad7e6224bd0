"""Excel workbooks (.xlsx) as grids: visible sheets, merged cells, stored results; guarded against zip bombs."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from hcd_studio.importers.delimited import LONGEST_CELL, MOST_CELLS, MOST_ROWS, too_many_rows
from hcd_studio.importers.files import Raw
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.grid import Grid, Row
from hcd_studio.speech import Message

_UNPACKED = 512 * 1024 * 1024
_RATIO = 200
_BIG = 10 * 1024 * 1024
_MOST_MERGED = 20_000
_SCANNED = 100 * 1024 * 1024
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_NO_RESULT = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")


def check_archive(raw: Raw) -> zipfile.ZipFile:
    """The archive of a workbook, when it may be unpacked safely."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw.data))
        entries = archive.infolist()
    except Exception:  # a damaged archive fails in many ways
        raise damaged(raw.name) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected(raw.name)
    unpacked = sum(entry.file_size for entry in entries)
    big = [entry for entry in entries if entry.file_size > _BIG]
    swollen = any(entry.file_size > _RATIO * max(1, entry.compress_size) for entry in big)
    if unpacked > _UNPACKED or swollen:
        raise CannotRead(
            Message("{name} would unpack to {size} MB; this is not safe to open.", name=raw.name, size=unpacked >> 20),
            do=Message("Copy the sheet with the notes into a new workbook."),
        )
    return archive


def protected(name: str) -> CannotRead:
    """The refusal of a workbook that needs a password."""
    return CannotRead(
        Message("{name} is protected with a password.", name=name),
        do=Message("Open it in Excel, take the password off and save it again."),
    )


def damaged(name: str) -> CannotRead:
    return CannotRead(
        Message("{name} is damaged or not a workbook.", name=name),
        do=Message("Open it in Excel, save it as .xlsx and try again."),
    )


def grids(raw: Raw) -> tuple[list[Grid], list[Message]]:
    """The visible sheets that hold something, and what was left out."""
    import openpyxl  # type: ignore[import-untyped, unused-ignore]

    archive = check_archive(raw)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not matter here
        return _read(raw, archive, openpyxl)


def _read(raw: Raw, archive: zipfile.ZipFile, openpyxl: Any) -> tuple[list[Grid], list[Message]]:
    try:
        if any(b"<!DOCTYPE" in _head(archive, name) for name in archive.namelist() if name.endswith((".xml", ".rels"))):
            raise damaged(raw.name)
        book: Any = openpyxl.load_workbook(io.BytesIO(raw.data), read_only=True, data_only=True, keep_links=False)
    except CannotRead:
        raise
    except Exception:  # openpyxl raises whatever its parser meets in a damaged file
        raise damaged(raw.name) from None
    try:
        return _sheets(book, archive, raw.name)
    except CannotRead:
        raise
    except Exception:  # the same: sheets are parsed only while they are read
        raise damaged(raw.name) from None
    finally:
        book.close()


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(65536)


def _sheets(book: Any, archive: zipfile.ZipFile, name: str) -> tuple[list[Grid], list[Message]]:
    found: list[Grid] = []
    told: list[Message] = []
    cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            told.append(Message("The hidden sheet {sheet} was left out.", sheet=sheet.title))
            continue
        sheet.reset_dimensions()  # some programs write a wrong size, which would cut the sheet off
        rows = _rows(sheet, name)
        cells += sum(len(row) for _, row in rows)
        if cells > MOST_CELLS:
            raise too_many_rows(name)
        if not rows:
            continue
        xml = _xml(archive, str(getattr(sheet, "_worksheet_path", "")))
        if missing := len(_NO_RESULT.findall(xml)):
            told.append(
                Message(
                    "{n} formula in {sheet} has no stored result. Open the workbook in Excel and save it.",
                    plural="{n} formulas in {sheet} have no stored result. Open the workbook in Excel and save it.",
                    count=missing,
                    n=missing,
                    sheet=sheet.title,
                )
            )
        found.append(Grid(partial(_each, rows), str(sheet.title), _merged(xml, dict(rows))))
    return found, told


def _xml(archive: zipfile.ZipFile, path: str) -> bytes:
    """The sheet as it is stored, for what openpyxl does not tell while it streams; empty when it is very large."""
    small = path in archive.namelist() and archive.getinfo(path).file_size <= _SCANNED
    return archive.read(path) if small else b""


def _each(rows: list[Row]) -> Iterator[Row]:
    return iter(rows)


def _rows(sheet: Any, name: str) -> list[Row]:
    """The rows that hold something, as text, with the number that Excel shows."""
    rows: list[Row] = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [text_of(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(rows) > MOST_ROWS:
            raise too_many_rows(name)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise damaged(name)  # Excel itself cannot hold such a cell
        rows.append((number, cells))
    return rows


def text_of(value: object) -> str:
    """A cell as text; whole numbers without `.0`, dates as in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _unescaped(value) if "_x" in value else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if isinstance(value, timedelta) and not value else str(value)


def _unescaped(text: str) -> str:
    """Characters that Excel writes as `_x000D_`, pairs of surrogates put together."""
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _merged(xml: bytes, rows: dict[int, list[str]]) -> dict[tuple[int, int], str]:
    """The values of cells that a merged cell covers, by row number and column."""
    covered: dict[tuple[int, int], str] = {}
    for match in _MERGE.finditer(xml):
        left, right = _column(match[1]), _column(match[3])
        top, bottom = int(match[2]), int(match[4])
        cells = rows.get(top, [])
        value = cells[left] if left < len(cells) else ""
        if not value or (right - left + 1) * (bottom - top + 1) + len(covered) > _MOST_MERGED:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                covered[row, column] = value
    return covered


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
