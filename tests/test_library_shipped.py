"""The patterns that come with the program: whole, in both languages, in a form that a supplier could answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hcd_studio.library.patterns import Pattern, pattern_named, patterns, shipped
from hcd_studio.library.upstream import upstream
from hcd_studio.records import KINDS, Journey, Lane, Link, Need, Provenance, Requirement, Stage, Step
from hcd_studio.session import Session
from hcd_studio.store.verify import verify
from hcd_studio.verbs.patterns import lift_pattern
from tests.meeting import clock

NAMES = (
    "blue-badge-renewal",
    "bulky-waste-collection",
    "council-tax-moving-home",
    "planning-comment",
    "school-admission",
)
INVENTED = {"Cyngor Glan-yr-afon", "Cyngor Porth Gwyn", "Cyngor Bryn-y-môr", "Cyngor Cwm Derwen", "Cyngor Dyffryn Aur"}
EARS = {
    "ubiquitous": (r"The service shall ", r"Rhaid i’r gwasanaeth "),
    "event": (r"When .+, the service shall ", r"(Pan|Os) .+, rhaid i’r gwasanaeth "),
    "state": (r"While .+, the service shall ", r"(Tra|Cyhyd) .+, rhaid i’r gwasanaeth "),
    "optional": (r"Where .+, the service shall ", r"(Lle|Os) .+, rhaid i’r gwasanaeth "),
    "unwanted": (r"If .+, then the service shall ", r"Os .+, (yna )?rhaid i’r gwasanaeth "),
}
WRONG = re.compile(r"['\"]|\s{2}|\s[,.;:]|TODO|\bshould\b")


@pytest.fixture(params=shipped(), ids=lambda one: one.name)
def pattern(request: pytest.FixtureRequest) -> Pattern:
    found: Pattern = request.param
    return found


def test_five_patterns_come_with_the_program() -> None:
    assert tuple(one.name for one in shipped()) == NAMES
    assert [one.name for one in patterns(None)] != []
    assert pattern_named(None, "planning-comment@1").shipped


def test_each_is_a_whole_journey_with_needs_and_requirements(pattern: Pattern) -> None:
    counts = pattern.counts()
    assert 5 <= counts["stage"] <= 7
    assert 12 <= counts["step"] <= 18
    assert 6 <= counts["need"] <= 9
    assert 10 <= counts["requirement"] <= 15


def test_each_names_licence_version_evidence_contact_and_an_invented_council(pattern: Pattern) -> None:
    bundle = pattern.bundle
    assert (bundle.licence, bundle.version) == ("CC0-1.0", "1")
    assert bundle.council in INVENTED
    assert str(bundle.extra["contact"]).endswith(".example")
    assert bundle.extra["evidence"]
    assert bundle.title.en
    assert bundle.title.cy
    assert bundle.about.en
    assert bundle.about.cy


def test_every_text_stands_in_both_languages_and_nobody_claims_to_have_checked_it(pattern: Pattern) -> None:
    for kind, rows in pattern.bundle.records.items():
        for row in rows:
            for name in [name for name in row if name.endswith("_state")]:
                stem = name.removesuffix("_state")
                assert row[name] == "translated", (kind, row["id"])
                english, welsh = row[f"{stem}_en"], row[f"{stem}_cy"]
                assert english
                assert welsh
                assert english != welsh or len(english) < 12
                assert not WRONG.search(welsh), welsh
                assert not re.search(r"['\"]|\s{2}", english), english


def test_requirements_are_in_ears_form_with_a_measure(pattern: Pattern) -> None:
    for row in pattern.bundle.records["requirement"]:
        english, welsh = EARS[row["ears"]]
        assert re.match(english, row["statement_en"]), row["statement_en"]
        assert re.match(welsh, row["statement_cy"]), row["statement_cy"]
        assert re.search(r"\d", row["fit_criterion_en"]), row["fit_criterion_en"]
        assert re.findall(r"\d+", row["fit_criterion_en"]) == re.findall(r"\d+", row["fit_criterion_cy"]), row["id"]
        assert len(row["statement_en"].split()) < 40


def test_every_need_carries_a_requirement_and_every_requirement_rests_on_a_need(pattern: Pattern) -> None:
    records = pattern.bundle.records
    needs, requirements = ({row["id"] for row in records[kind]} for kind in ("need", "requirement"))
    assert {row["target"] for row in records["link"]} == needs
    assert {row["source"] for row in records["link"]} == requirements


def test_each_can_be_lifted_whole_into_a_session(pattern: Pattern, tmp_path: Path) -> None:
    with Session.create(tmp_path / "day.hcd", clock=clock("day")) as session:
        lift_pattern(session, pattern.bundle)
        for kind in (Journey, Stage, Step, Lane, Need, Requirement, Link):
            found = session.all(kind)
            assert len(found) == pattern.counts()[kind.table]
            assert all(one.lifted and one.provenance == session.all(Provenance)[0].id for one in found)
        assert all(session.get(Stage, step.stage) for step in session.all(Step))
        assert all(session.find(link.source) and session.find(link.target) for link in session.all(Link))
        assert [one for one in verify(session.store) if one.harm] == []
        assert upstream(None, session)[0].differences == ()


def test_a_pattern_holds_only_kinds_and_columns_that_there_are(pattern: Pattern) -> None:
    assert set(pattern.bundle.records) <= set(KINDS)
