"""The workbook that suppliers fill in: what is locked, what is listed, what is counted; the same in Excel and OpenDocument."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exports import write
from exports.book import column_name, guarded
from exports.ods import open_formula
from exports.options import DocumentLanguage, Options
from exports.writing import Unsound
from hcd_studio.fields import RATINGS
from hcd_studio.importers.files import Raw
from hcd_studio.importers.sheets import Held, sheets_of
from hcd_studio.response_form import ANSWERS, CLAIM, DIGEST, ID, claim_of, claim_words
from tests.tenders import NASTY, snapshot_of, tender

MADE = date(2026, 11, 26)
LANGUAGES: tuple[DocumentLanguage, ...] = ("cy", "en", "side")


def written(folder: Path, format: str = "xlsx", language: DocumentLanguage = "en", **more: Any) -> Path:
    options = Options(language=language, made=MADE, audience="public")
    return write(snapshot_of(tender(**more)), folder, "workbook", [format], options).files[0]


def lines(path: Path) -> dict[str, list[list[Held]]]:
    return {one.title: [cells for _, cells in one.lines] for one in sheets_of(Raw(path.name, path.read_bytes(), ""))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_unlocked_and_listed_and_nothing_else_is(language: DocumentLanguage, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, language=language))
    sheet = book.worksheets[1]
    keys = {cell.value: at for at, cell in enumerate(sheet[1]) if cell.value}
    assert set(ANSWERS) <= set(keys)
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    answers = {keys[one] for one in ANSWERS}
    for row in sheet.iter_rows(min_row=3):
        for at, cell in enumerate(row):
            assert cell.protection.locked == (at not in answers), cell.coordinate
    assert all(one.protection.sheet and not one.protection.password for one in book.worksheets)
    (listed,) = sheet.data_validations.dataValidation
    assert (listed.type, listed.formula1) == ("list", "claim_list")
    assert str(listed.sqref) == f"{column_name(keys[CLAIM])}3:{column_name(keys[CLAIM])}{sheet.max_row}"
    words = [cell.value for cell in book.worksheets[-1]["A"] if cell.value]
    assert [claim_of(word) for word in words] == ["met", "partly", "not met"]
    assert len([cell.value for cell in book.worksheets[-1]["B"]]) == len(RATINGS)


def test_every_requirement_has_its_row_id_and_fingerprint(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path)).worksheets[1]
    keys = {cell.value: at for at, cell in enumerate(sheet[1], 1) if cell.value}
    ids = [sheet.cell(row, keys[ID]).value for row in range(3, sheet.max_row + 1)]
    assert len(set(ids)) == 30 == len(ids)
    assert all(len(sheet.cell(row, keys[DIGEST]).value) == 16 for row in range(3, sheet.max_row + 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_formats_hold_the_same_sheets(language: DocumentLanguage, tmp_path: Path) -> None:
    assert lines(written(tmp_path, "xlsx", language)) == lines(written(tmp_path, "ods", language))


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_the_same_snapshot_gives_the_same_bytes(format: str, tmp_path: Path) -> None:
    first = written(tmp_path, format).read_bytes()
    assert first == written(tmp_path, format).read_bytes()


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_no_text_becomes_a_formula_and_no_file_breaks(format: str, tmp_path: Path) -> None:
    path = written(tmp_path, format, "side", requirements=2 * len(NASTY), nasty=True)
    found = lines(path)
    answers = list(found.values())[1]
    assert not any(cell.formula for row in answers for cell in row)
    said = [cell.text for row in answers for cell in row]
    for odd in NASTY:
        bare = "".join(char for char in odd if char not in "\x00\x0b\x1f")[:2_000].strip()
        if "\n" not in bare and "\r" not in bare:
            assert any(bare in text for text in said), odd
    if format == "xlsx":
        book = openpyxl.load_workbook(path)
        risky = [
            cell
            for row in book.worksheets[1].iter_rows(min_row=3)
            for cell in row
            if str(cell.value).startswith("=cmd")
        ]
        assert risky
        assert all(cell.quotePrefix and cell.data_type == "s" for cell in risky)


def test_a_text_too_long_for_a_cell_is_cut_and_told(tmp_path: Path) -> None:
    done = write(snapshot_of(tender(len(NASTY), nasty=True)), tmp_path, "workbook", ["xlsx"], Options(made=MADE))
    assert [one.id for one in done.warnings] == ["Texts too long for a cell, cut in the workbook: {n}."]


def test_guarded_texts_begin_like_no_formula() -> None:
    for odd in NASTY:
        assert not guarded(odd).lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert guarded("R-A1") == "R-A1"


def test_formulas_are_translated_for_open_document() -> None:
    said = "IF(IFERROR(INDEX('Yr ''ateb'!$H$3:$H$9,MATCH($A5,Lists!$A$1:$A$3,0)),\"\")=\"a,B2\",SUM($A$1:$A$3),N($B2))"
    assert open_formula(said) == (
        "of:=IF(IFERROR(INDEX([$'Yr ''ateb'.$H$3:.$H$9];MATCH([.$A5];[$Lists.$A$1:.$A$3];0));\"\")=\"a,B2\";"
        "SUM([.$A$1:.$A$3]);N([.$B2]))"
    )


def test_an_empty_session_gives_a_workbook_that_says_so(tmp_path: Path) -> None:
    for format in ("xlsx", "ods"):
        path = write(snapshot_of([]), tmp_path, "workbook", [format], Options(made=MADE)).files[0]
        assert any(
            "No requirement is a must." in cell.text for rows in lines(path).values() for row in rows for cell in row
        )


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_a_torn_file_is_never_left(format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from exports.response_book import response_book
    from exports.workbook import _made

    data, check = _made(response_book(snapshot_of(tender(3)), Options(made=MADE)), format, MADE)
    torn = tmp_path / "torn"
    torn.write_bytes(data[: len(data) // 2])
    with pytest.raises(Unsound):
        check(torn)
    whole = tmp_path / "whole"
    whole.write_bytes(data)
    check(whole)


def test_claims_are_known_in_either_language_and_no_other_words_are() -> None:
    for claim in ("met", "partly", "not met"):
        cy, en = claim_words(claim)
        assert [claim_of(text) for text in (cy, en, f" {cy.upper()} ", f"{cy} | {en}")] == [claim] * 4
    assert claim_of("compliant") is None


def test_an_ods_says_first_what_it_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, "ods")) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
