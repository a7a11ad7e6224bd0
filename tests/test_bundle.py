"""Bundles: records as JSON, used as one change, with new ids and references that follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcd_studio.bundle import bundle_of, from_json, to_json, use
from hcd_studio.columns import flat
from hcd_studio.records import KINDS, Link, Note, Participant, Provenance, Requirement, Step
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.templates import make_sample, new_session, templates


def test_a_bundle_survives_its_journey_through_json(tmp_path: Path) -> None:
    with make_sample(tmp_path / "sample.hcd") as sample:
        records = [record for kind in KINDS.values() for record in sample.all(kind)]
    bundle = bundle_of(records, name="whole")
    again = from_json(to_json(bundle))
    assert again == bundle
    assert bundle.count() == len(records)


def test_the_sample_copied_by_bundle_tells_the_same_story(tmp_path: Path) -> None:
    with make_sample(tmp_path / "sample.hcd") as sample, Session.create(tmp_path / "copy.hcd") as copy:
        bundle = bundle_of(record for kind in KINDS.values() for record in sample.all(kind))
        with copy.change("use_bundle") as draft:
            ids = use(draft, bundle)
        assert [note.text for note in copy.all(Note)] == [note.text for note in sample.all(Note)]
        assert not set(ids) & set(ids.values())
        there = {record.id for kind in KINDS.values() for record in copy.all(kind)}
        assert all(link.source in there and link.target in there for link in copy.all(Link))
        assert not copy.snapshot().suspect
        copy.undo()
        assert not copy.all(Note)


def test_the_sample_has_the_numbers_of_the_main_job(tmp_path: Path) -> None:
    with make_sample(tmp_path / "sample.hcd") as sample:
        assert len(sample.all(Participant)) == 18
        assert len(sample.all(Step)) == 16
        assert 330 <= len(sample.all(Note)) <= 360
        assert len(sample.all(Requirement)) == 32
        assert {one.ref for one in sample.all(Requirement)} == {f"R-A{n}" for n in range(1, 33)}
        assert not sample.versions


@pytest.mark.parametrize("name", list(templates()))
def test_a_template_brings_its_records_and_their_provenance(tmp_path: Path, name: str) -> None:
    with new_session(tmp_path / "day.hcd", name) as session:
        source = session.all(Provenance)
        assert [one.source for one in source] == [name]
        assert {step.provenance for step in session.all(Step)} <= {source[0].id}
        assert all(flat(step)["title_en"] and flat(step)["title_cy"] for step in session.all(Step))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "hcd-bundle"}', '{"format": "x", "records": {}}', "[" * 5000]
)
def test_what_is_no_bundle_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Trouble) as told:
        from_json(text, "thing.json")
    assert "thing.json" in told.value.say("en")


def test_unknown_kinds_and_columns_of_a_bundle_are_left_out(tmp_path: Path) -> None:
    text = '{"format": "hcd-bundle", "records": {"unicorn": [{"id": "u"}], "note": [{"id": "n", "text": "said", "horn": 1}]}}'
    with Session.create(tmp_path / "day.hcd") as session:
        with session.change("use_bundle") as draft:
            use(draft, from_json(text))
        assert [note.text for note in session.all(Note)] == ["said"]
