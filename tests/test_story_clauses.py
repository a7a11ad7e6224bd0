"""From voices to clauses on the sample: the day after, told by verbs and by command, from pain points to version 1.1."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.checks.engine import findings_of, standing
from hcd_studio.frontier import as_of
from hcd_studio.questions.baseline import difference
from hcd_studio.questions.coverage import sources
from hcd_studio.questions.trail import trail, voices
from hcd_studio.records import Link, Need, Note, PackIssue, Pain, Requirement, Weight
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import LANGUAGES, Trouble
from hcd_studio.templates import make_sample
from hcd_studio.verbs.contract import ask_clarification, record_actual
from hcd_studio.verbs.drafting import draft_need, draft_requirement
from hcd_studio.verbs.issuing import issue_pack
from hcd_studio.verbs.judging import waive
from hcd_studio.verbs.needs import add_requirement, confirm_link, remove_link
from hcd_studio.verbs.room import edit_record
from hcd_studio.verbs.welsh import set_state
from tests.test_command import Command
from ui.commands.answers import ANSWERS, answered

FINAL = {"P9", "R19", "I3", "S31"}
"""What the sample leaves to be decided by people: how criteria are scored, three long sentences, a step, fairness."""


def test_an_officer_takes_pains_to_checked_requirements_and_issues_them_twice(tmp_path: Path) -> None:
    with make_sample(tmp_path / "day.hcd") as session:
        _thirty_two_requirements_in_both_languages(session)
        _each_is_heard(session)
        _what_is_open_is_decided(session)
        first = issue_pack(session, "1.0", "Nia Lloyd", changed=Words("First issue", "Fersiwn gyntaf"))
        _a_pain_changes(session)
        _a_new_pain_becomes_a_clause(session)
        second = issue_pack(
            session, "1.1", "Nia Lloyd", changed=Words("One added, one reworded", "Un newydd, un wedi’i aileirio")
        )
        _what_changed(session, first, second)
        _and_afterwards(session)


def _thirty_two_requirements_in_both_languages(session: Session) -> None:
    requirements = session.all(Requirement)
    assert len(requirements) == 32
    assert all(one.statement.en and one.statement.cy and one.rationale and one.fit_criterion for one in requirements)
    found = {one.rule for one in standing(findings_of(session.snapshot()))}
    assert found == FINAL


def _each_is_heard(session: Session) -> None:
    snapshot = session.snapshot()
    known = sources(snapshot)
    for one in snapshot.all(Requirement):
        assert voices(snapshot, one.id), one.ref
        assert known[one.id] >= 1
    quote = next(
        note
        for note in snapshot.all(Note)
        if any(isinstance(knot.record, Requirement) for knot in trail(snapshot, note.id))
    )
    assert any(isinstance(knot.record, Pain) for knot in trail(snapshot, quote.id))


def _what_is_open_is_decided(session: Session) -> None:
    for weight in session.all(Weight):
        edit_record(
            session,
            record=weight,
            method_en="0: nothing offered. 5: shown to work.",
            method_cy="0: dim wedi’i gynnig. 5: wedi’i ddangos.",
        )
    for finding in standing(findings_of(session.snapshot())):
        record = session.find(finding.place.record)
        assert record is not None
        waive(
            session,
            finding.rule,
            record,
            Words("Decided on 24 November", "Penderfynwyd ar 24 Tachwedd"),
            who="Nia Lloyd",
        )
    assert not standing(findings_of(session.snapshot()))


def _a_pain_changes(session: Session) -> None:
    pain = next(one for one in session.all(Pain) if one.title.en == "Same proof at every renewal")
    resting = {link.id for link in session.links.into(pain.id) if link.confirmed}
    assert not session.snapshot().suspect
    edit_record(
        session,
        record=pain,
        title_en="Same proof at most renewals",
        title_cy="Yr un dystiolaeth y rhan fwyaf o weithiau",
    )
    assert session.snapshot().suspect == resting
    assert resting
    findings = [one for one in findings_of(session.snapshot()) if one.rule == "R30"]
    assert len(findings) == len(resting)
    set_state(session, pain, "title", "checked")
    needs = [link for link in session.all(Link) if link.id in resting and session.get(Need, link.source)]
    for link in session.all(Link):
        if link.id in resting:
            confirm_link(session, link)
    assert needs
    assert not session.snapshot().suspect
    requirement = next(
        one for one in session.all(Requirement) if "asks for" not in one.statement.en and one.moscow == "must"
    )
    edit_record(session, record=requirement, moscow="should")


def _a_new_pain_becomes_a_clause(session: Session) -> None:
    pain = session.all(Pain)[0]
    need = draft_need(session, pain)
    with pytest.raises(Trouble, match="stop an issue"):
        issue_pack(session, "1.1", "Nia Lloyd", changed=Words("Too early", "Rhy gynnar"))
    edit_record(
        session, record=need, as_a_en="person with a lifelong condition", as_a_cy="person â chyflwr gydol oes",
        i_need_en="be believed the second time", i_need_cy="cael fy nghredu yr ail dro",
        so_that_en="I keep my strength for living", so_that_cy="fy mod yn cadw fy nerth at fyw",
    )  # fmt: skip
    made = draft_requirement(session, need)
    edit_record(
        session, record=made, statement_en="The service shall show staff the last decision before they ask for proof.",
        statement_cy="Rhaid i’r gwasanaeth ddangos y penderfyniad diwethaf i staff cyn iddynt ofyn am dystiolaeth.",
        fit_criterion_en="In 20 test cases staff see the decision 20 times.",
        fit_criterion_cy="Mewn 20 achos prawf mae staff yn gweld y penderfyniad 20 gwaith.",
        rationale_en="People prove the same thing again.", rationale_cy="Mae pobl yn profi’r un peth eto.",
    )  # fmt: skip
    assert {one.rule for one in standing(findings_of(session.snapshot(), {made.id, need.id}))} <= {"R30"}
    for link in session.links.out(made.id):
        confirm_link(session, link)


def _what_changed(session: Session, first: PackIssue, second: PackIssue) -> None:
    before, after = (as_of(session, one.frontier) for one in (first, second))
    assert before.missing == after.missing == 0
    assert (len(before.snapshot.all(Requirement)), len(after.snapshot.all(Requirement))) == (32, 33)
    found = difference(before.snapshot, after.snapshot)
    assert found.counts() == {"added": 1, "removed": 0, "reworded": 0, "priority": 1, "changed": 0}
    assert first.digest != second.digest


def _and_afterwards(session: Session) -> None:
    from hcd_studio.records import Measure

    asked = ask_clarification(
        session,
        Words("May a copy be a photograph?", "A gaiff copi fod yn ffotograff?"),
        about=session.all(Requirement)[15],
    )
    assert asked.pack_issue == session.all(PackIssue)[-1].id
    record_actual(session, session.all(Measure)[0], "2028", "71", rating="approaching target")
    with session.change("odd") as draft:
        draft.patch(session.all(Requirement)[0], {"rationale_en": ""})
    made = add_requirement(session, Words("It shall be TBC."))
    remove_link(session, session.all(Link)[0])
    assert {"R12", "R13"} <= {one.rule for one in findings_of(session.snapshot(), {made.id})}
    while session.undo():
        pass
    assert not session.all(Requirement)


def test_the_same_day_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Command(tmp_path, capsys)
    make_sample(run.file).close()

    def data(*words: object) -> Any:
        assert run(*words, "--json") == 0, run.told
        return json.loads(run.said)

    assert {one["rule"] for one in data("check", run.file)} == FINAL
    assert run("check", run.file, "--strict", "--rule", "P,R19") == 0
    assert "is scored" in run.said
    assert "R19" in run.said
    trail_found = data("trail", run.file, "R-A8")
    assert {"note", "pain", "need", "requirement"} <= {one["kind"] for one in trail_found}
    assert run("baseline", run.file) == 1
    assert "Nothing was issued yet" in run.told
    assert (
        run(
            "do",
            run.file,
            "issue_pack",
            "version=1.0",
            "approved_by=Nia Lloyd",
            "changed_en=First",
            "changed_cy=Cyntaf",
        )
        == 0
    )
    assert run("do", run.file, "edit_record", "record=P-A1", "title_en=Same proof, mostly") == 0
    assert run("do", run.file, "draft_need", "pain=P-A1") == 0
    assert run("check", run.file, "--strict", "--about", "N-A10", "--rule", "R12") == 1
    assert run("do", run.file, "issue_pack", "version=1.1", "approved_by=Nia", "changed_en=More") == 1
    assert "R12" in run.told
    assert run("do", run.file, "remove_record", "record=N-A10") == 0
    assert run("do", run.file, "edit_record", "record=R-A1", "moscow=should") == 0
    changed = data("baseline", run.file)
    assert changed["counts"] == {"added": 0, "removed": 0, "reworded": 0, "priority": 1, "changed": 0}
    assert changed["suspect"]
    assert (
        run("do", run.file, "issue_pack", "version=1.1", "approved_by=Nia", "changed_en=Less", "changed_cy=Llai") == 0
    )
    assert data("baseline", run.file, "1.0", "1.1")["to"] == "1.1"
    assert run("baseline", run.file, "1.0") == 0
    assert "R-A1" in run.said
    assert len(data("rules")) > 80
    assert run("check", run.file, "--rule", "Z1") == 1
    assert data("check", run.file, "--audience", "public") == []
    assert run("do", run.file, "add_note", "text=Ring 01970 123456", "tier=public") == 0
    assert [one["rule"] for one in data("check", run.file, "--audience", "public")] == ["D2"]


@pytest.mark.parametrize("what", sorted(ANSWERS))
def test_every_answer_is_printed_in_both_languages(
    sample: Snapshot, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = Namespace(what=what, about="R-A1" if what == "why" else "", audience="room", json=False)
    said = {}
    for language in LANGUAGES:
        answered(sample, options, language)
        said[language] = capsys.readouterr().out
    assert said["en"] != said["cy"]
    options.json = True
    answered(sample, options, "en")
    assert json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with make_sample(tmp_path_factory.mktemp("sample") / "day.hcd") as session:
        return session.snapshot()
