"""ReqIF both ways: what we write is valid and read back the same, and files of every tool come in, go out and come in the same."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import write
from exports.options import Options
from exports.reqif import xml_of
from hcd_studio.importers.clauses import FoundClauses
from hcd_studio.importers.files import Raw, fetch
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.reqif_file import documents_in, sides
from hcd_studio.importers.requirements import mapping_of, read_requirements, requirements_in
from hcd_studio.records import Criterion, Link, Need, Requirement
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble
from hcd_studio.verbs.returning import import_requirements
from tests.tenders import NASTY, session_with, snapshot_of, tender
from ui.cli import main

MADE = date(2026, 11, 26)
REAL = Path(os.environ.get("HCD_STUDIO_DATA", Path(__file__).resolve().parents[3] / "shared" / "data")) / "reqif"
FILES = sorted(REAL.glob("*.reqif*")) if REAL.is_dir() else []
real = pytest.mark.skipif(not FILES, reason="the real files are not here")


def written(snapshot: Snapshot, folder: Path) -> Path:
    return write(snapshot, folder / "x.reqif", "data", ["reqif"], Options(made=MADE)).files[0]


def told(found: FoundClauses) -> Any:
    """What a reading says, whatever its ids are."""
    refs = {one.key: (one.ref, one.statement) for one in found.requirements}
    refs |= {one.key: (one.ref, one.i_need) for one in found.needs}
    clauses = [
        (one.ref, one.statement, one.rationale, one.fit_criterion, one.lists, one.cpv, one.criteria)
        for one in found.requirements
    ]
    needs = [(one.ref, one.i_need, one.as_a, one.so_that, one.status) for one in found.needs]
    return clauses, needs, sorted((refs[a], refs[b], kind) for a, b, kind in found.links)


def validated(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "reqif.cli.main", "validate", "--use-reqif-schema", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip().splitlines()[-1]


def test_what_we_write_is_read_back_as_it_was(tmp_path: Path) -> None:
    records = tender(20)
    found = read_requirements(written(snapshot_of(records), tmp_path))
    assert (len(found.requirements), len(found.needs), found.headings, found.empty) == (20, 2, 0, 0)
    wanted = {one.ref: one for one in records if isinstance(one, Requirement)}
    for one in found.requirements:
        mine = wanted[one.ref]
        assert (one.statement.en, one.statement.cy) == (mine.statement.en, mine.statement.cy)
        assert dict(one.lists)["moscow"] == mine.moscow
    assert len(found.links) == 20
    assert sum(len(one.criteria) for one in found.requirements) == 7


def test_import_export_import_is_the_same(tmp_path: Path) -> None:
    first = read_requirements(written(snapshot_of(tender(20)), tmp_path))
    with Session.create(tmp_path / "other.hcd") as session:
        import_requirements(session, first)
        second = read_requirements(written(session.snapshot(), tmp_path))
        assert told(second) == told(first)
        assert len(session.all(Criterion)) == 7
        assert len(session.all(Link)) == 20
        import_requirements(session, second)
        assert (len(session.all(Requirement)), len(session.all(Need))) == (20, 2), "the same again changes nothing"
        session.undo()
        session.undo()
        assert not session.all(Requirement)


@real
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_real_document_is_written_again_as_it_is(path: Path) -> None:
    document = documents_in(fetch(path))
    again = documents_in(Raw("x.reqif", xml_of(document, MADE).encode(), ""))
    assert again == document
    assert document.items


@real
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_real_file_comes_in_goes_out_and_comes_in_the_same(path: Path, tmp_path: Path) -> None:
    first = read_requirements(path)
    assert first.requirements
    with Session.create(tmp_path / "day.hcd") as session:
        import_requirements(session, first)
        second = read_requirements(written(session.snapshot(), tmp_path))
    with Session.create(tmp_path / "again.hcd") as session:
        import_requirements(session, second)
        third = read_requirements(written(session.snapshot(), tmp_path))
    assert told(third) == told(second)
    assert sorted(one.statement.both() for one in second.requirements) == sorted(
        one.statement.both() for one in first.requirements
    )
    assert len(second.links) == len({(a, b) for a, b, _ in first.links})


@pytest.mark.proof
@pytest.mark.parametrize("nasty", [False, True])
def test_the_schema_of_omg_finds_nothing(nasty: bool, tmp_path: Path) -> None:
    pytest.importorskip("reqif")
    path = written(snapshot_of(tender(2 * len(NASTY), nasty=nasty)), tmp_path)
    assert validated(path) == "Validation complete with 0 errors, 0 schema issues found, 0 semantic issues found."


@pytest.mark.proof
def test_the_reqif_package_reads_every_object(tmp_path: Path) -> None:
    parser = pytest.importorskip("reqif.parser")
    bundle = parser.ReqIFParser.parse(str(written(snapshot_of(tender(20)), tmp_path)))
    content = bundle.core_content.req_if_content
    assert len(content.spec_objects) == 20 + 2 + 7
    assert len(content.spec_relations) == 20
    assert len(list(bundle.iterate_specification_hierarchy(content.specifications[0]))) == 29


def test_odd_texts_come_back_without_what_xml_cannot_hold(tmp_path: Path) -> None:
    found = read_requirements(written(snapshot_of(tender(len(NASTY), nasty=True)), tmp_path))
    said = " ".join(one.statement.en for one in found.requirements)
    for odd in ("]]>", "<b>&amp;</b>", "שלום עולם", "👩🏽‍🦽 ŵŷ", "&quot;"):
        assert odd in said


def test_languages_stand_apart_in_formatted_text() -> None:
    assert sides('<div><p xml:lang="cy">Un<br/>dau</p><p xml:lang="en">One <b>two</b></p>x</div>') == {
        "cy": "Un\ndau",
        "en": "One two",
        "": "x",
    }


@pytest.mark.parametrize(
    "data",
    [b"", b"<REQ-IF", b"<html/>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><REQ-IF>&a;</REQ-IF>", b"PK\x03\x04", b"\xff\xfe<"],
)
def test_what_is_no_reqif_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(CannotRead):
        requirements_in(Raw("x.reqif", data, ""))


def test_cut_and_bent_files_are_read_or_refused_in_words(tmp_path: Path) -> None:
    data = written(snapshot_of(tender(4)), tmp_path).read_bytes()
    for at in range(0, len(data), max(len(data) // 60, 1)):
        for bent in (data[:at], data[:at] + b"<x/>" + data[at:], data[:at] + data[at + 37 :]):
            with suppress(CannotRead):
                requirements_in(Raw("x.reqif", bent, ""))


# Tables

TABLE = """ID;Requirement (Welsh);Requirement (English);Priority;Type;Owner
R1;Rhaid i’r gwasanaeth ateb;The service shall answer;Mandatory;functional;Ann
R2;;=cmd|calc;Nice to have;quite odd;Bob
;;;;;
"""


def test_a_table_comes_in_by_what_its_columns_are_called(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(TABLE, "utf-8")
    found = read_requirements(path)
    assert [(one.ref, one.statement.cy, one.statement.en) for one in found.requirements] == [
        ("R1", "Rhaid i’r gwasanaeth ateb", "The service shall answer"),
        ("R2", "", "=cmd|calc"),
    ]
    assert [dict(one.lists).get("moscow") for one in found.requirements] == ["must", "could"]
    assert found.unused == ("Owner",)
    assert len(found.warnings) == 1
    with session_with(tmp_path / "day.hcd", []) as session:
        assert len(import_requirements(session, found)) == 2


def test_a_mapping_says_which_column_is_what(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("what,when\nAnswer calls,must\n", "utf-8")
    with pytest.raises(CannotRead):
        read_requirements(path)
    found = read_requirements(path, mapping_of(["statement=what", "moscow=when"]), "cy")
    assert found.requirements[0].statement.cy == "Answer calls"
    assert found.requirements[0].lists == (("moscow", "must"),)
    with pytest.raises(CannotRead):
        mapping_of(["colour=red"])


def test_an_excel_table_comes_in_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Ref", "Statement", "Priority"])
    book.active.append(["X-1", "The service shall answer", "must"])
    out = io.BytesIO()
    book.save(out)
    source = tmp_path / "r.xlsx"
    source.write_bytes(out.getvalue())
    path = tmp_path / "day.hcd"
    session_with(path, []).close()
    assert main(["import", str(path), str(source), "--as", "requirements", "--dry-run"]) == 0
    assert "Requirements: 1" in capsys.readouterr().out
    assert main(["import", str(path), str(source), "--as", "requirements", "--json"]) == 0
    with Session.open(path, read_only=True) as session:
        assert [one.ref for one in session.all(Requirement)] == ["X-1"]


def test_a_source_without_requirements_is_refused(tmp_path: Path) -> None:
    with session_with(tmp_path / "day.hcd", []) as session, pytest.raises(Trouble):
        import_requirements(session, FoundClauses("x", "", "csv"))
