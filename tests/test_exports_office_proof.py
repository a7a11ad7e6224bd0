"""LibreOffice opens the workbook, counts what its formulas count, and keeps drop-downs and locks in both formats."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exports import write
from exports.options import Options
from hcd_studio.response_form import CLAIM
from tests.tenders import filled, snapshot_of, tender

OFFICE = shutil.which("soffice")
CALC = OFFICE is not None and any(Path("/usr/lib/libreoffice/program").glob("libsclo*"))
MADE = date(2026, 11, 26)

pytestmark = [
    pytest.mark.proof,
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None or (os.name == "posix" and not CALC), reason="LibreOffice Calc is not here"),
]


def converted(path: Path, folder: Path, format: str) -> Path:
    """What LibreOffice makes of a file."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    words = [str(OFFICE), f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", format]
    done = subprocess.run(
        [*words, "--outdir", str(folder / "made"), str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    made = folder / "made" / path.with_suffix(f".{format}").name
    assert made.is_file(), done.stderr
    return made


def sheet_of_answers(book: Any) -> Any:
    return next(one for one in book.worksheets if any(cell.value == CLAIM for cell in one[1]))


def test_open_document_keeps_lists_locks_and_hidden_columns(tmp_path: Path) -> None:
    options = Options(made=MADE, language="side")
    path = write(snapshot_of(tender(12)), tmp_path, "workbook", ["ods"], options).files[0]
    book = openpyxl.load_workbook(converted(path, tmp_path, "xlsx"))
    sheet = sheet_of_answers(book)
    (listed,) = sheet.data_validations.dataValidation
    at = next(cell.column for cell in sheet[1] if cell.value == CLAIM)
    assert listed.type == "list"
    assert {cell.coordinate for row in sheet.iter_rows(min_row=3, min_col=at, max_col=at) for cell in row} <= {
        f"{sheet.cell(1, at).column_letter}{row}"
        for one in listed.sqref.ranges
        for row in range(one.min_row, one.max_row + 1)
    }
    assert sheet.protection.sheet
    assert not sheet.cell(3, at).protection.locked
    assert sheet.cell(3, at - 1).protection.locked
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    assert {"claim_list", "rating_list"} <= set(book.defined_names)


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_formulas_count_musts_and_points(format: str, tmp_path: Path) -> None:
    sent = write(snapshot_of(tender(12)), tmp_path, "workbook", [format], Options(made=MADE, language="en")).files[0]
    if format == "ods":
        sent = converted(sent, tmp_path, "xlsx")

    def score(sheet: Any, keys: dict[str, int]) -> None:
        sheet.cell(3, keys[CLAIM]).value = "Not met"
        scores = sheet.parent.worksheets[3]
        for row in range(14, scores.max_row + 1):
            scores.cell(row, 6).value = 5

    back = filled(sent, tmp_path / "back.xlsx", change=score)
    calculated = converted(back, tmp_path, "ods")
    again = converted(calculated, tmp_path / "made", "xlsx")
    book = openpyxl.load_workbook(again, data_only=True)
    assert float(book.worksheets[2]["E2"].value) == 1, "one must is not met"
    points = [book.worksheets[3].cell(row, 10).value for row in range(4, 9)]
    assert [round(float(one)) for one in points] == [20, 20, 20, 0, 60]
