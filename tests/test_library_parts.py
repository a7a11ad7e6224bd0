"""Parts of a pattern, what a workshop has of it already, and what the catalogue knows for the page of the library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.library.catalogue import Facets, kept_catalogue, open_catalogue, search
from hcd_studio.library.catalogue.search import FINDING
from hcd_studio.library.catalogue.shares import share_of, shares_among
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import enter, make
from hcd_studio.library.parts import KINDS_OF, part_of, parts_in, same_as_mine
from hcd_studio.library.patterns import shipped
from hcd_studio.library.publish import publish
from hcd_studio.library.upstream import upstream
from hcd_studio.records import Need, Note, Participant, Provenance, Requirement
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.verbs.needs import add_need
from hcd_studio.verbs.patterns import PARTS, lift_pattern
from tests.meeting import clock
from tests.together import PAINS, fill
from ui.cli import main


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "mine.hcd", clock=clock("mine")) as made:
        yield made


def test_every_kind_that_can_be_lifted_belongs_to_a_part_or_goes_where_its_parent_goes() -> None:
    assert {kind for kinds in KINDS_OF.values() for kind in kinds} | {"criterion", "measure", "link"} == set(PARTS)


@pytest.mark.parametrize("part", ["journey", "needs", "requirements"])
def test_a_part_is_whole_in_itself(part: str) -> None:
    for pattern in shipped():
        bundle = part_of(pattern.bundle, [part])
        ids = {row["id"] for rows in bundle.records.values() for row in rows}
        assert set(bundle.records) <= {*KINDS_OF[part], "criterion", "measure", "link"}
        assert all({row["source"], row["target"]} <= ids for row in bundle.records.get("link", ()))
        assert parts_in(bundle)[part] == parts_in(pattern.bundle)[part]


def test_a_part_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Trouble, match="no part"):
        part_of(shipped()[0].bundle, ["everything"])


def test_a_part_that_was_lifted_rests_on_the_whole_version_and_nothing_else_of_it_is_missed(session: Session) -> None:
    pattern = shipped()[0]
    lift_pattern(session, pattern.bundle, parts=("needs",))
    assert len(session.all(Need)) == len(pattern.bundle.records["need"])
    assert not session.all(Requirement)
    (origin,) = session.all(Provenance)
    assert origin.digest == pattern.digest
    (there,) = upstream(None, session)
    assert not there.is_newer
    assert there.differences == ()
    session.undo()
    assert not session.all(Need)


def test_needs_are_the_same_in_either_language_accents_and_capitals_or_not(session: Session) -> None:
    bundle = shipped()[0].bundle
    first, second = bundle.records["need"][:2]
    add_need(session, Words("a", "b"), Words(first["i_need_en"].upper() + ".", ""), Words("c", "d"))
    add_need(session, Words("a", "b"), Words("", second["i_need_cy"]), Words("c", "d"))
    add_need(session, Words("a", "b"), Words("something else", "rhywbeth arall"), Words("c", "d"))
    found = same_as_mine(session.snapshot(), bundle)
    assert [row["id"] for _, row in found] == [first["id"], second["id"]]
    assert same_as_mine(session.snapshot(), bundle, "requirement") == []


def test_the_catalogue_knows_the_voice_the_years_and_the_languages_behind_a_finding(tmp_path: Path) -> None:
    driver = fill(tmp_path / "shared")
    with open_catalogue(driver) as catalogue:
        (first, *others) = search(catalogue, "papers posted").findings
        shared = share_of(catalogue, first.cite)
        known = shares_among(catalogue, (first, *others))
    assert first.voice.en == PAINS[0][2]
    assert first.language_state().say("en").startswith("Welsh and English: 40 of 4")
    assert [year for year, _ in shared.years()] == ["2024", "2025", "2026"]
    assert shared.years()[-1][1] == len(shared.sharing) == PAINS[0][4]
    trend = shared.trend()
    assert trend is not None
    assert trend.say("en") == "Rising: 6 in 2024, 12 in 2025, 17 now"
    assert set(known) == {one.cite for one in (first, *others)}


def test_what_was_read_once_is_searched_without_the_library(tmp_path: Path) -> None:
    driver = fill(tmp_path / "shared", councils=2)
    gate = enter(driver)
    with kept_catalogue(gate) as catalogue:
        assert search(catalogue, "papers").total == 0
    open_catalogue(driver).close()
    (tmp_path / "shared").rename(tmp_path / "away")
    with kept_catalogue(gate) as catalogue:
        assert search(catalogue, "papers", Facets(kind=FINDING)).total == 2
        assert {one.kind for one in search(catalogue, "", Facets(kind=FINDING)).findings} == {"note", "pain"}


def test_personal_data_stops_a_publication_by_command_as_in_the_window(tmp_path: Path, session: Session) -> None:
    place = tmp_path / "shared"
    place.mkdir()
    make(Folder(place), "shared", clock=clock("shared"))
    with session.change("fill") as draft:
        draft.patch(session.workshop, council="Cyngor Tre Lan")
        who = draft.add(Participant(code="P1", tier="library"))
        draft.add(Note(text="Ring me on 07700 900123", tier="library", participant=who.id, language="en"))
    with pytest.raises(Trouble, match="Personal data"):
        publish(Folder(place), session)
    assert not [one for one in Folder(place).list() if one.key.startswith("p")]


def test_a_part_is_lifted_by_command(tmp_path: Path, session: Session, capsys: Any) -> None:
    session.close()
    file = str(tmp_path / "mine.hcd")
    assert main(["library", "-", "lift", "blue-badge-renewal", file, "--part", "needs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] > 0
    with Session.open(tmp_path / "mine.hcd") as made:
        assert made.all(Need)
        assert not made.all(Requirement)
