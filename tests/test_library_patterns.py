"""A pattern travels: published, lifted as one change, adapted, improved upstream, taken over, and pushed back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.bundle import digest_of, from_json, to_json
from hcd_studio.library import keys
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import make
from hcd_studio.library.made import WHAT, improve, pattern_of, publish_pattern
from hcd_studio.library.patterns import note_lifted, pattern_named, patterns, shipped, versions
from hcd_studio.library.upstream import take_over, upstream
from hcd_studio.records import Criterion, Journey, Lane, Need, Participant, Provenance, Requirement, Stage, Step
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.verbs.needs import add_criterion, add_need, add_requirement
from hcd_studio.verbs.patterns import lift_pattern, note_pattern, take_upstream
from tests.meeting import clock
from tests.stores import said


@pytest.fixture
def shared(tmp_path: Path) -> Folder:
    place = tmp_path / "shared"
    place.mkdir()
    make(Folder(place), "shared", clock=clock("shared"))
    return Folder(place)


def council(path: Path, name: str) -> Session:
    session = Session.create(path, clock=clock(name))
    with session.change("begin") as draft:
        draft.patch(session.workshop, council=name, service="Blue Badge", contact=f"ask@{path.stem}.example")
    return session


@pytest.fixture
def maker(tmp_path: Path) -> Session:
    session = council(tmp_path / "maker.hcd", "Cyngor Glan-yr-afon")
    need = add_need(
        session, Words("resident", "preswylydd"), Words("prove it once", "profi unwaith"), Words("rest", "gorffwys")
    )
    made = add_requirement(session, Words("The service shall …", "Rhaid i’r gwasanaeth …"), needs=(need,))
    add_criterion(session, made, Words("9 of 10", "9 o bob 10"))
    with session.change("map") as draft:
        journey = draft.add(Journey(title=Words("Journey", "Taith")))
        stage = draft.add(Stage(title=Words("Ask", "Gofyn"), journey=journey.id))
        draft.add(Step(title=Words("Ring", "Ffonio"), stage=stage.id))
        draft.add(Lane(title=Words("Said", "Dywedwyd"), journey=journey.id, kind="saying"))
    return session


def test_a_pattern_travels_from_one_council_to_another_and_back(shared: Folder, maker: Session, tmp_path: Path) -> None:
    with maker, council(tmp_path / "lifter.hcd", "Cyngor Bryn-y-môr") as lifter:
        publish_pattern(shared, pattern_of(maker, "everything", "badge"))
        lift_pattern(lifter, pattern_named(shared, "badge").bundle)
        (origin,) = lifter.all(Provenance)
        assert (origin.council, origin.version, origin.contact) == ("Cyngor Glan-yr-afon", "1", "ask@maker.example")
        assert origin.digest == pattern_named(shared, "badge").digest
        assert lifter.all(Need)[0].lifted == maker.all(Need)[0].id
        with lifter.change("adapt") as draft:
            draft.patch(lifter.all(Need)[0], i_need_en="prove it once, by phone")
            draft.add(Need(i_need=Words("be rung back", "cael galwad yn ôl"), provenance=origin.id))
        second = improve(shared, lifter, origin, adaptations=Words("By phone", "Ar y ffôn"))
        assert (second.bundle.version, second.bundle.council) == ("2", "Cyngor Bryn-y-môr")
        assert second.bundle.extra["based_on"] == origin.digest
        (now,) = lifter.all(Provenance)
        assert (now.version, now.digest, now.adaptations.en) == ("2", second.digest, "By phone")
        assert upstream(shared, lifter)[0].differences == ()
        lift_pattern(maker, pattern_named(shared, "badge@1").bundle)
        (there,) = upstream(shared, maker)
        assert there.is_newer
        assert sorted(one.what for one in there.differences) == ["added", "changed"]
        take_over(maker, there)
        assert {one.i_need.en for one in maker.all(Need)} >= {"prove it once, by phone", "be rung back"}
        assert upstream(shared, maker)[0].differences == ()


def test_lifting_is_one_change_that_undo_takes_back(shared: Folder, maker: Session, tmp_path: Path) -> None:
    with maker, council(tmp_path / "lifter.hcd", "Cyngor Bryn-y-môr") as lifter:
        before = said(lifter)
        lift_pattern(lifter, pattern_of(maker, "everything", "badge"))
        assert len(lifter.all(Criterion)) == 1
        assert lifter.all(Criterion)[0].parent == lifter.all(Requirement)[0].id
        lifter.undo()
        assert said(lifter) == before


def test_what_both_changed_is_shown_and_left_alone_unless_somebody_says_otherwise(
    shared: Folder, maker: Session, tmp_path: Path
) -> None:
    with maker, council(tmp_path / "lifter.hcd", "Cyngor Bryn-y-môr") as lifter:
        first = publish_pattern(shared, pattern_of(maker, "needs", "badge"))
        lift_pattern(lifter, first.bundle)
        with council(tmp_path / "third.hcd", "Cyngor Porth Gwyn") as third:
            lift_pattern(third, first.bundle)
            with third.change("adapt") as draft:
                draft.patch(third.all(Need)[0], i_need_en="theirs")
            improve(shared, third, third.all(Provenance)[0])
        with lifter.change("adapt") as draft:
            draft.patch(lifter.all(Need)[0], i_need_en="mine")
        (there,) = upstream(shared, lifter)
        assert [one.what for one in there.differences] == ["both"]
        assert there.differences[0].fields == {"i_need_en": ("mine", "theirs")}
        take_over(lifter, there)
        assert lifter.all(Need)[0].i_need.en == "mine"


def test_taking_over_both_is_one_change_that_undo_takes_back(shared: Folder, maker: Session, tmp_path: Path) -> None:
    with maker, council(tmp_path / "lifter.hcd", "Cyngor Bryn-y-môr") as lifter:
        first = publish_pattern(shared, pattern_of(maker, "needs", "badge"))
        lift_pattern(lifter, first.bundle)
        with council(tmp_path / "third.hcd", "Cyngor Porth Gwyn") as third:
            lift_pattern(third, first.bundle)
            with third.change("adapt") as draft:
                draft.patch(third.all(Need)[0], i_need_en="theirs")
            improve(shared, third, third.all(Provenance)[0])
        with lifter.change("adapt") as draft:
            draft.patch(lifter.all(Need)[0], i_need_en="mine")
        before = said(lifter)
        take_over(lifter, upstream(shared, lifter)[0], both=True)
        assert lifter.all(Need)[0].i_need.en == "theirs"
        lifter.undo()
        assert said(lifter) == before


def test_a_digest_stands_for_every_byte_of_a_version(maker: Session) -> None:
    with maker:
        bundle = pattern_of(maker, "everything", "badge", evidence="340 notes of 18 people")
    again = from_json(to_json(bundle))
    assert digest_of(again) == digest_of(bundle)
    assert again.extra == {key: value for key, value in bundle.extra.items() if value}


@pytest.mark.parametrize("what", WHAT)
def test_every_part_can_be_a_pattern(maker: Session, what: str) -> None:
    with maker:
        bundle = pattern_of(maker, what, "part")
    assert bundle.count()
    ids = {row["id"] for rows in bundle.records.values() for row in rows}
    for rows in bundle.records.values():
        for row in rows:
            for name in ("stage", "journey", "source", "target"):
                assert row.get(name, "") in {"", *ids}


def test_a_name_is_taken_once_and_a_pattern_has_council_and_licence(shared: Folder, maker: Session) -> None:
    with maker:
        publish_pattern(shared, pattern_of(maker, "needs", "badge"))
        with pytest.raises(Trouble, match="already"):
            publish_pattern(shared, pattern_of(maker, "needs", "badge"))
        for name in ("", "../x", "Big Name", "x" * 80):
            with pytest.raises(Trouble):
                publish_pattern(shared, pattern_of(maker, "needs", name))
        with pytest.raises(Trouble, match="licence"):
            publish_pattern(shared, pattern_of(maker, "needs", "free", licence=""))


def test_patterns_are_found_in_either_language_accents_or_not(shared: Folder, maker: Session) -> None:
    with maker:
        publish_pattern(
            shared, pattern_of(maker, "everything", "badge", title=Words("Badge by phone", "Bathodyn dros y ffôn"))
        )
    for query in ("phone", "FFON", "ffôn bathodyn", "profi unwaith", "glan-yr-afon"):
        assert "badge" in {one.name for one in patterns(shared, query)}
    assert patterns(shared, "nothing of the sort") == []


def test_it_says_openly_who_lifted_it(shared: Folder, maker: Session) -> None:
    with maker:
        made = publish_pattern(shared, pattern_of(maker, "needs", "badge"))
    note_lifted(shared, made, "Cyngor Bryn-y-môr")
    note_lifted(shared, made, "Cyngor Bryn-y-môr")
    assert pattern_named(shared, "badge").lifted_by == ("Cyngor Bryn-y-môr",)


def test_a_damaged_or_foreign_pattern_is_passed_over(shared: Folder, maker: Session) -> None:
    with maker:
        publish_pattern(shared, pattern_of(maker, "needs", "badge"))
    for n, data in enumerate((b"", b"HCDSEG1\n", json.dumps({"format": "hcd-bundle"}).encode())):
        shared.put_if_absent(f"{keys.PATTERNS}badge/bad{n}.seg", data)
    assert {one.name for one in versions(shared)} == {"badge", *(one.name for one in shipped())}


def test_an_improvement_that_changes_nothing_is_refused(shared: Folder, maker: Session, tmp_path: Path) -> None:
    with maker, council(tmp_path / "lifter.hcd", "Cyngor Bryn-y-môr") as lifter:
        publish_pattern(shared, pattern_of(maker, "needs", "badge"))
        lift_pattern(lifter, pattern_named(shared, "badge").bundle)
        with pytest.raises(Trouble, match="Nothing here differs"):
            improve(shared, lifter, lifter.all(Provenance)[0])


def test_only_records_of_that_lifting_are_changed_by_what_is_taken_over(maker: Session, tmp_path: Path) -> None:
    with maker, council(tmp_path / "lifter.hcd", "Cyngor Bryn-y-môr") as lifter:
        bundle = pattern_of(maker, "needs", "badge")
        lift_pattern(lifter, bundle)
        own = add_need(lifter, Words("I"), Words("my own"), Words("so"))
        (origin,) = lifter.all(Provenance)
        lifted = next(need for need in lifter.all(Need) if need.lifted)
        fields = {own.id: {"i_need_en": "not mine"}, lifted.id: {"i_need_en": "new", "nothing": "x"}, "0" * 32: {}}
        take_upstream(lifter, origin, bundle, fields=fields)
        assert {need.i_need.en for need in lifter.all(Need)} == {"my own", "new"}
        noted = note_pattern(lifter, origin, version="7", adaptations=Words("By phone", "Ar y ffôn"))
        assert (noted.version, noted.adaptations.cy) == ("7", "Ar y ffôn")


def test_a_pattern_brings_no_people_and_nobody_s_agreement(maker: Session, tmp_path: Path) -> None:
    with maker, council(tmp_path / "lifter.hcd", "Cyngor Bryn-y-môr") as lifter:
        with maker.change("agree") as draft:
            draft.patch(maker.all(Requirement)[0], status="agreed")
        bundle = pattern_of(maker, "requirements", "badge")
        hostile = {
            **bundle.records,
            "participant": [{"id": "p", "code": "P1"}],
            "workshop": [{"id": "w", "council": "Other"}],
        }
        lift_pattern(lifter, replace(bundle, records=hostile))
        assert lifter.all(Requirement)[0].status == "draft"
        assert lifter.all(Participant) == ()
        assert lifter.workshop.council == "Cyngor Bryn-y-môr"
        with pytest.raises(Trouble):
            lift_pattern(lifter, replace(bundle, records={"participant": [{"id": "p"}]}))
