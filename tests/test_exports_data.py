"""Data for other programs: a published schema that holds, tables that are safe to open, a backlog, a fragment, open data."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import WRITERS, write
from exports.options import Options
from exports.schema import NAME, schema, text
from hcd_studio.columns import flat
from hcd_studio.fields import TIERS
from hcd_studio.records import KINDS, Feeling, Note, Participant, Requirement, Step
from hcd_studio.session import Session
from hcd_studio.templates import make_sample
from hcd_studio.verbs.people import withdraw
from resources import path
from tests.making import rooted
from tests.tenders import NASTY, snapshot_of, tender

MADE = date(2026, 11, 26)
MINE = [one for one in WRITERS if one.load.split(":")[0] != "exports.map_export" and "pack" not in one.load]


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_published_schema_is_in_step_with_the_records() -> None:
    assert path("schema", NAME).read_text("utf-8") == text(), "run python -m exports.schema"


@pytest.mark.parametrize("audience", TIERS)
def test_the_json_holds_to_its_schema(audience: Any, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema())
    with make_sample(tmp_path / "day.hcd") as session:
        snapshot = session.snapshot()
    file = write(snapshot, tmp_path / "x.json", "data", ["json"], Options(made=MADE, audience=audience)).files[0]
    jsonschema.Draft202012Validator(schema()).validate(json.loads(file.read_bytes()))


def test_no_cell_of_any_table_is_a_formula(tmp_path: Path) -> None:
    snapshot = snapshot_of(tender(2 * len(NASTY), nasty=True))
    for what, formats in (("data", ["csv"]), ("backlog", ["jira", "azure", "github", "trello"])):
        folder = tmp_path / what
        folder.mkdir()
        files = write(snapshot, folder, what, formats, Options(made=MADE)).files
        for file in files:
            for row in rows(file.read_bytes()):
                assert not any(cell.lstrip(" \ufeff").startswith(("=", "+", "-", "@", "＝")) for cell in row), file.name


def test_a_backlog_has_epics_stories_and_priorities(tmp_path: Path) -> None:
    formats = ["jira", "azure", "github", "trello"]
    files = write(snapshot_of(tender(20)), tmp_path, "backlog", formats, Options(made=MADE, language="side")).files
    jira, azure, github, trello = (rows(one.read_bytes()) for one in files)
    kinds = [row[2] for row in jira[1:]]
    assert (kinds.count("Epic"), kinds.count("Story")) == (2, 20)
    ids = {row[0] for row in jira[1:] if row[2] == "Epic"}
    assert {row[1] for row in jira[1:] if row[2] == "Story"} == ids
    assert {row[5] for row in jira[1:] if row[2] == "Story"} == {"Highest", "High", "Medium"}
    assert [row[1] for row in azure[1:]].count("Feature") == 2
    assert all(len(row[0]) <= 256 for row in github)
    assert {row[0] for row in trello[1:]} == {"N-A1 gwneud peth 0 | do thing 0", "N-A2 gwneud peth 1 | do thing 1"}


def test_the_fragment_is_a_release_in_both_languages_and_no_notice(tmp_path: Path) -> None:
    file = write(snapshot_of(tender(20)), tmp_path, "tender", ["ocds"], Options(made=MADE)).files[0]
    found = json.loads(file.read_bytes())
    assert {"ocid", "id", "date", "tag", "initiationType"} <= set(found)
    assert found["ocid"].startswith("draft-")
    assert found["tag"] == ["planning"]
    assert found["tender"]["status"] == "planning"
    assert (found["language"], found["tender"]["title"]) == ("cy", "Adnewyddu Bathodyn Glas")
    assert found["tender"]["title_en"] == "Renewing a Blue Badge"
    assert found["tender"]["items"][0]["classification"] == {"scheme": "CPV", "id": "72000000"}
    assert found["tender"]["awardCriteria"] == "ratedCriteria"
    assert not {"publisher", "uri", "publishedDate"} & set(found)


def test_the_fragment_holds_to_what_the_standard_asks(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    known = json.loads(Path(__file__).with_name("files").joinpath("ocds_part.json").read_text("utf-8"))
    validator = jsonschema.Draft4Validator(known)
    for records in ([], tender(20), tender(2 * len(NASTY), nasty=True)):
        file = write(snapshot_of(records), tmp_path, "tender", ["ocds"], Options(made=MADE)).files[0]
        assert not list(validator.iter_errors(json.loads(file.read_bytes())))
    assert list(validator.iter_errors({"ocid": "x"}))


def test_open_data_hides_small_numbers_and_says_what_everything_is(tmp_path: Path) -> None:
    people = [Participant(id=f"p{at}", code=f"P{at:02}", tier="public") for at in range(6)]
    steps = [Step(id="many"), Step(id="few")]
    given = [Feeling(id=f"f{at}", step="many", participant=f"p{at}", value=1) for at in range(6)]
    given += [Feeling(id=f"g{at}", step="few", participant=f"p{at}", value=-2) for at in range(4)]
    snapshot = snapshot_of([*tender(3), *(rooted(one) for one in (*people, *steps, *given))])
    file = write(snapshot, tmp_path, "open-data", ["zip"], Options(made=MADE, audience="room")).files[0]
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        table = rows(archive.read("feelings_by_step.csv"))[1:]
        told = json.loads(archive.read("datapackage.json"))
        readme = archive.read("README.md").decode()
    assert sorted(row[1:] for row in table) == [["", ""], ["6", "1.00"]]
    assert not {"participant.csv", "feeling.csv", "vote.csv"} & names
    assert {one["path"] for one in told["resources"]} == {name for name in names if name.endswith(".csv")}
    assert "Trwydded" in readme
    assert "Licence" in readme
    assert all(field["description"] for one in told["resources"] for field in one["schema"]["fields"])


# Consent: no format is an exception

TIER_OF = {"room": "", "council": "council", "library": "library", "public": "public"}


def bytes_of(files: tuple[Path, ...]) -> bytes:
    """Everything that files say, packed parts unpacked."""
    found = b""
    for file in files:
        data = file.read_bytes()
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        found += data
    return found


@pytest.mark.parametrize("audience", TIERS)
@pytest.mark.parametrize("writer", MINE, ids=lambda one: f"{one.what}-{one.format}")
def test_no_word_above_its_tier_and_none_of_who_withdrew_is_in_any_byte(
    writer: Any, audience: Any, tmp_path: Path
) -> None:
    person = Participant(id="gone", code="P01", name="NAMECANARY", tier="public", withdrawn=True)
    notes = [Note(id=f"n{tier}", text=f"CANARY{tier.upper()}", tier=TIER_OF[tier], language="en") for tier in TIERS]
    notes.append(Note(id="w", text="CANARYGONE", tier="public", participant="gone", language="en"))
    owner = Requirement(id="own", ref="R-X1", owner="OWNERCANARY")
    snapshot = snapshot_of([*tender(3), *(rooted(one) for one in (person, *notes, owner))])
    done = write(snapshot, tmp_path, writer.what, [writer.format], Options(made=MADE, audience=audience))
    found = bytes_of(done.files)
    hidden = TIERS[: TIERS.index("public" if writer.what == "open-data" else audience)]
    for tier in hidden:
        assert f"CANARY{tier.upper()}".encode() not in found, tier
    assert b"CANARYGONE" not in found
    if audience != "room" or writer.what != "data":
        assert b"NAMECANARY" not in found
    if audience in ("library", "public") or writer.what == "open-data":
        assert b"OWNERCANARY" not in found


def test_who_withdraws_is_gone_from_the_next_export(tmp_path: Path) -> None:
    with make_sample(tmp_path / "day.hcd") as session:
        said = [one for one in session.all(Note) if one.participant and one.tier == "public" and len(one.text) > 20]
        person = session.get(Participant, said[0].participant)
        assert person is not None
        texts = [one.text for one in said if one.participant == person.id]
        assert texts
        withdraw(session, person)
        mine = {one.id for one in session.all(Note) if one.participant == person.id}
        others = (one for kind in KINDS.values() for one in session.all(kind) if one.id not in mine)
        left = [str(value) for one in others for value in flat(one).values() if value]
        snapshot = session.snapshot()
    for writer in MINE:
        folder = tmp_path / f"{writer.what}-{writer.format}"
        folder.mkdir()
        found = bytes_of(write(snapshot, folder, writer.what, [writer.format], Options(made=MADE)).files).decode(
            "utf-8", "ignore"
        )
        for words in texts:
            if not any(words in other for other in left):
                assert words not in found, writer


def test_an_open_session_is_not_needed(tmp_path: Path) -> None:
    with Session.create(tmp_path / "day.hcd") as session:
        snapshot = session.snapshot()
    for writer in MINE:
        assert write(snapshot, tmp_path, writer.what, [writer.format], Options(made=MADE)).files
