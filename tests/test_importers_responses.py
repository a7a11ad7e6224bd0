"""Completed workbooks come back: answers are taken, everything that is not as it was sent is told, nothing crashes."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exports import write
from exports.options import Options
from hcd_studio.bilingual import Words
from hcd_studio.importers.files import Raw
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.responses import Returned, read_responses, responses_in, scored_before
from hcd_studio.questions.responses import compared
from hcd_studio.records import Evaluation, Provenance, Requirement, Response, Supplier, Weight
from hcd_studio.session import Session, now
from hcd_studio.speech import Trouble
from hcd_studio.verbs.contract import add_evaluation, moderate
from hcd_studio.verbs.returning import import_responses
from tests.pictures import agree
from tests.tenders import filled, session_with, tender
from ui.cli import main

MADE = date(2026, 11, 26)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_with(tmp_path / "day.hcd", tender(9)) as made:
        yield made


@pytest.fixture
def sent(session: Session, tmp_path: Path) -> Path:
    """The workbook as it was sent out."""
    return write(session.snapshot(), tmp_path, "workbook", ["xlsx"], Options(language="en", made=MADE)).files[0]


def returned(session: Session, sent: Path, change: Callable[[Any, dict[str, int]], None] | None = None) -> Returned:
    return read_responses(filled(sent, sent.with_name("back.xlsx"), change=change), now(session))


def rules(found: Returned) -> list[str]:
    return sorted({one.rule for one in found.odd})


def test_a_good_workbook_comes_back_whole(session: Session, sent: Path) -> None:
    found = returned(session, sent)
    assert (found.supplier, len(found.answers), found.odd) == ("Cwmni Teifi", 9, [])
    made = import_responses(session, found)
    assert len(made) == 9
    (supplier,) = session.all(Supplier)
    assert (supplier.name, supplier.digest) == ("Cwmni Teifi", found.sha256)
    assert {one.claim for one in session.all(Response)} == {"met"}
    assert session.all(Response)[0].provenance == session.all(Provenance)[-1].id
    session.undo()
    assert not session.all(Supplier)
    assert not session.all(Response)


@pytest.mark.parametrize("language", ["cy", "side"])
def test_open_document_comes_back_too(session: Session, tmp_path: Path, language: Any) -> None:
    path = write(session.snapshot(), tmp_path, "workbook", ["ods"], Options(language=language, made=MADE)).files[0]
    found = read_responses(path, now(session))
    assert rules(found) == ["must"]
    assert not any(found.answers)


def cell(key: str, value: object, row: int = 4) -> Callable[[Any, dict[str, int]], None]:
    def change(sheet: Any, keys: dict[str, int]) -> None:
        sheet.cell(row, keys[key]).value = value

    return change


ODD: dict[str, tuple[Callable[[Any, dict[str, int]], None], str]] = {
    "a missing row": (lambda sheet, keys: sheet.delete_rows(5), "missing"),
    "an added row": (lambda sheet, keys: sheet.append([None, None, "R-X", *[None] * 4, "Met", "we add this"]), "added"),
    "another wording": (cell("hcd:statement_en", "The service may answer some day."), "reworded"),
    "another reference": (cell("hcd:ref", "R-A99"), "reworded"),
    "a fingerprint of another version": (cell("hcd:digest", "0" * 16), "older"),
    "a word that is not on the list": (cell("hcd:claim", "Compliant"), "list"),
    "a formula for a claim": (cell("hcd:claim", "=H3"), "formula"),
    "a formula for an answer": (cell("hcd:how", "=HYPERLINK(1)"), "formula"),
    "an empty must": (cell("hcd:claim", None, 3), "must"),
    "an id of no requirement": (cell("hcd:id", "f" * 32), "unknown"),
    "an answer too long": (cell("hcd:how", "x" * 25_000), "long"),
    "no column for how": (lambda sheet, keys: sheet.delete_cols(keys["hcd:how"]), "columns"),
}


@pytest.mark.parametrize("what", ODD)
def test_what_is_odd_is_told(what: str, session: Session, sent: Path) -> None:
    change, rule = ODD[what]
    found = returned(session, sent, change)
    assert rule in rules(found)
    assert all(one.message.say("cy") != one.message.say("en") for one in found.odd)
    import_responses(session, found)


def test_a_doubled_row_with_two_answers_takes_the_first(session: Session, sent: Path) -> None:
    def double(sheet: Any, keys: dict[str, int]) -> None:
        row = [one.value for one in sheet[3]]
        row[keys["hcd:claim"] - 1] = "Not met"
        sheet.append(row)

    found = returned(session, sent, double)
    assert rules(found) == ["doubled"]
    assert found.answers[0].claim == "met"


def test_sheets_may_be_renamed_rows_moved_and_columns_reordered(session: Session, sent: Path) -> None:
    def stir(sheet: Any, keys: dict[str, int]) -> None:
        sheet.title = "our answers"
        sheet.insert_rows(2, 3)
        sheet.insert_cols(4)
        sheet.parent.move_sheet(sheet, 2)

    found = returned(session, sent, stir)
    assert (len(found.answers), found.odd) == (9, [])


def test_a_requirement_that_changed_since_is_told(session: Session, sent: Path) -> None:
    one = session.all(Requirement)[0]
    with session.change("edit_record") as draft:
        draft.patch(one, statement=Words("The service shall answer at once.", one.statement.cy))
    assert [odd.requirement for odd in returned(session, sent).odd] == [one.id]


def test_a_workbook_of_another_workshop_stops(session: Session, sent: Path, tmp_path: Path) -> None:
    with session_with(tmp_path / "other.hcd", tender(3)) as other:
        found = read_responses(sent, now(other))
        assert [one.rule for one in found.stops] == ["workshop"]
        with pytest.raises(Trouble):
            import_responses(other, found, supplier="X")
        assert not other.all(Supplier)


def test_coming_back_again_replaces_as_one_change_and_keeps_scores(session: Session, sent: Path) -> None:
    import_responses(session, returned(session, sent))
    found = returned(session, sent, cell("hcd:claim", None, 3))
    (emptied,) = {one.requirement for one in session.all(Response)} - {
        one.requirement for one in found.answers if one.claim
    }
    first = next(one for one in session.all(Response) if one.requirement == emptied)
    add_evaluation(session, first, "Nia", 4.0, reason="Shown")
    moderate(session, first, 4.0, Words("Agreed", "Cytunwyd"))
    (supplier,) = session.all(Supplier)
    assert [one.rule for one in scored_before(found, now(session), supplier.id)] == ["scored"]
    import_responses(session, found)
    again = session.get(Response, first.id)
    assert again is not None
    assert (again.claim, again.moderated) == ("", 4.0)
    assert (len(session.all(Supplier)), len(session.all(Response)), len(session.all(Evaluation))) == (1, 9, 1)
    session.undo()
    assert session.get(Response, first.id) == first or session.get(Response, first.id).claim == "met"  # type: ignore[union-attr]
    agree(session)


def test_a_suppliers_own_score_is_never_taken(session: Session, sent: Path) -> None:
    def score(sheet: Any, keys: dict[str, int]) -> None:
        scores = sheet.parent.worksheets[3]
        for row in range(1, scores.max_row + 1):
            if scores.cell(row, 6).protection.locked is False:
                scores.cell(row, 6).value = 5

    found = returned(session, sent, score)
    assert rules(found) == ["scores"]
    import_responses(session, found)
    assert all(one.moderated is None for one in session.all(Response))
    assert compared(now(session)).standings[0].points == 0


def test_points_come_from_agreed_scores_alone(session: Session, sent: Path) -> None:
    import_responses(session, returned(session, sent))
    weight = session.all(Weight)[0]
    mine = [one for one in session.all(Requirement) if one.weight == weight.id]
    for one in session.all(Response):
        if one.requirement in {each.id for each in mine}:
            add_evaluation(session, one, "Nia", 5.0, reason="Good")
    assert compared(now(session)).standings[0].points == 0
    for one in session.all(Response):
        if one.requirement in {each.id for each in mine}:
            moderate(session, one, 3.0, Words("Fair", "Teg"))
    standing = compared(now(session)).standings[0]
    assert standing.points == pytest.approx(3 / 5 * 20)
    assert not standing.complete
    assert next(one for one in standing.criteria if one.weight == weight.id).below is False


def test_musts_that_are_not_claimed_whole_are_named(session: Session, sent: Path) -> None:
    import_responses(session, returned(session, sent, cell("hcd:claim", "Partly met", 3)))
    assert [one.ref for one in compared(now(session)).standings[0].musts] == ["R-A1"]


def test_the_command_reads_them_back_and_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "day.hcd"
    session_with(path, tender(6)).close()
    assert main(["export", str(path), str(tmp_path / "w.xlsx"), "--what", "workbook", "--language", "en"]) == 0
    filled(tmp_path / "w.xlsx", tmp_path / "a.xlsx")
    assert main(["import", str(path), str(tmp_path / "a.xlsx"), "--as", "responses", "--dry-run"]) == 0
    assert "Answers: 6" in capsys.readouterr().out
    for name in ("Aeron", "Teifi"):
        assert (
            main(["import", str(path), str(tmp_path / "a.xlsx"), "--as", "responses", "--supplier", name, "--json"])
            == 0
        )
    capsys.readouterr()
    assert main(["ask", str(path), "responses", "--json"]) == 0
    import json

    found = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in found["suppliers"]] == ["Aeron", "Teifi"]
    assert found["requirements"][0]["responses"]["Teifi"]["claim"] == "met"


# Mangled files


@pytest.mark.parametrize("text", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0old", b"<html/>", b"a;b;c"])
def test_no_workbook_is_said_in_words(text: bytes, session: Session) -> None:
    with pytest.raises(CannotRead):
        responses_in(Raw("x.xlsx", text, ""), now(session))


def test_another_workbook_is_said_in_words(session: Session, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "x.xlsx")
    with pytest.raises(CannotRead):
        read_responses(tmp_path / "x.xlsx", now(session))


def mangled(data: bytes, rng: random.Random, folder: Path) -> bytes:
    """A workbook as bad programs and bad luck leave it: bytes flipped, cut, parts dropped, text inside changed."""
    way = rng.randrange(4)
    if way == 0:
        changed = bytearray(data)
        for _ in range(rng.randrange(1, 40)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        return bytes(changed)
    if way == 1:
        return data[: rng.randrange(len(data))]
    out = folder / "mangled.zip"
    source = folder / "source.zip"
    source.write_bytes(data)
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = archive.namelist()
        victim = rng.choice(names)
        for name in names:
            part = archive.read(name)
            if name == victim:
                if way == 2:
                    continue
                at = rng.randrange(max(len(part), 1))
                odd = rng.choice(
                    (b"<", b">", b"&amp;", b"\x00", b"99999999", b'"', b"<row>", b"</c>", b"]]>", b"-1", b"e308")
                )
                part = part[:at] + odd + part[at + rng.randrange(8) :]
            made.writestr(name, part)
    return out.read_bytes()


def test_three_hundred_mangled_workbooks_are_read_or_refused_in_words(session: Session, tmp_path: Path) -> None:
    snapshot = now(session)
    options = Options(language="side", made=MADE)
    sources = [
        write(session.snapshot(), tmp_path, "workbook", [one], options).files[0].read_bytes() for one in ("xlsx", "ods")
    ]
    rng = random.Random(7)
    outcomes = {"read": 0, "refused": 0}
    for turn in range(300):
        data = mangled(sources[turn % 2], rng, tmp_path)
        try:
            found = responses_in(Raw("back.xlsx", data, ""), snapshot)
        except CannotRead as refused:
            outcomes["refused"] += 1
            assert refused.say("cy") != refused.say("en")
        else:
            outcomes["read"] += 1
            found.summary().say("cy")
    assert min(outcomes.values()) > 20


def test_a_copy_of_the_file_that_somebody_else_has_open_is_read(session: Session, sent: Path, tmp_path: Path) -> None:
    other = shutil.copy(sent, tmp_path / "copy.xlsx")
    with Path(other).open("rb"):
        assert read_responses(other, now(session)).answers
