"""Verbs from pain points to a contract: drafts, forms, costs, weights, scores, clarifications, waivers, issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.checks.engine import findings_of
from hcd_studio.frontier import as_of
from hcd_studio.questions.baseline import fingerprint
from hcd_studio.questions.cost import Rates, cost_of, costs
from hcd_studio.questions.priorities import priorities
from hcd_studio.questions.research import debt, research_questions
from hcd_studio.questions.weights import balance, drivers, whole_shares
from hcd_studio.records import (
    Ballot,
    Need,
    Pain,
    Pseudonym,
    Requirement,
    Response,
    SignOff,
    StandardEvidence,
    Vote,
    Waiver,
    Weight,
)
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble
from hcd_studio.templates import make_sample, new_session
from hcd_studio.verbs.contract import (
    add_evaluation,
    add_response,
    add_supplier,
    answer_clarification,
    ask_clarification,
    moderate,
    propose_weights,
    record_actual,
    sign_off,
)
from hcd_studio.verbs.drafting import (
    cost_pain,
    draft_need,
    draft_requirement,
    frame_requirement,
    softened,
    third_person,
)
from hcd_studio.verbs.insights import add_pain, add_theme
from hcd_studio.verbs.issuing import issue_pack
from hcd_studio.verbs.judging import add_pseudonym, lift_waiver, mend_finding, record_standard, score_principle, waive
from hcd_studio.verbs.needs import add_measure, add_need, add_requirement, add_usecase, add_weight
from hcd_studio.verbs.room import describe_workshop, edit_record

STATEMENT = Words(
    "The service shall send a receipt within 2 days.", "Rhaid i’r gwasanaeth anfon derbynneb o fewn 2 ddiwrnod."
)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Session]:
    with new_session(tmp_path / "day.hcd", "journey") as session:
        describe_workshop(session, missing_voices_en="Nobody under 30.", missing_voices_cy="Neb dan 30.")
        yield session


def rules_of(session: Session, id: str) -> set[str]:
    return {one.rule for one in findings_of(session.snapshot(), {id})}


# Drafts


def test_a_need_is_drafted_from_a_pain_point_and_stops_an_issue_until_it_is_written(day: Session) -> None:
    pain = add_pain(day, Words("No receipt, no date", "Dim derbynneb, dim dyddiad"), severity=5, frequency=4, reach=4)
    need = draft_need(day, pain)
    assert day.links.out(need.id)[0].target == pain.id
    for side in (need.i_need.en, need.i_need.cy):
        assert "[" in side
    assert "No receipt, no date" in need.i_need.en
    assert "Dim derbynneb, dim dyddiad" in need.i_need.cy
    assert (need.status, need.i_need.state) == ("draft", "draft")
    assert "R12" in rules_of(day, need.id)
    with pytest.raises(Trouble):
        issue_pack(day, "1.0", "Nia Lloyd", Words("First", "Cyntaf"))
    with pytest.raises(Trouble):
        draft_need(day, add_pain(day, Words()))


def test_a_draft_is_written_in_the_languages_that_stand(day: Session) -> None:
    welsh = draft_need(day, add_pain(day, Words("", "Dim derbynneb")))
    assert welsh.i_need.en == ""
    assert "Dim derbynneb" in welsh.i_need.cy


def test_a_requirement_is_drafted_from_a_need_in_both_languages(day: Session) -> None:
    pain = add_pain(day, Words("No date is given", "Ni roddir dyddiad"), severity=5, frequency=5, reach=4)
    need = add_need(
        day,
        Words("person waiting for an answer", "person sy’n aros am ateb"),
        Words("find out where my case stands", "cael gwybod ble mae fy achos"),
        Words("I can plan the weeks ahead", "y gallaf gynllunio’r wythnosau nesaf"),
        pains=(pain,),
    )
    made = draft_requirement(day, need)
    assert made.statement.en == "The service shall let a person waiting for an answer find out where their case stands."
    assert made.statement.cy == "Rhaid i’r gwasanaeth adael i berson sy’n aros am ateb gael gwybod ble mae fy achos."
    assert made.rationale.en == "So that they can plan the weeks ahead. It answers: No date is given."
    assert made.rationale.cy == "Fel y gallaf gynllunio’r wythnosau nesaf. Mae’n ateb: Ni roddir dyddiad."
    assert (made.moscow, made.status, made.statement.state, made.ears) == ("must", "draft", "draft", "ubiquitous")
    assert [link.target for link in day.links.out(made.id)] == [need.id]
    assert "R12" in rules_of(day, made.id)
    with pytest.raises(Trouble):
        draft_requirement(day, add_need(day, Words("a"), Words(), Words()))


def test_what_a_resident_says_is_said_of_them_and_welsh_softens_after_i() -> None:
    assert third_person("I can keep my badge and they ask me") == "they can keep their badge and they ask them"
    assert [softened(one) for one in ("person", "teulu", "cael", "bod", "dyn", "gofalwr", "mam", "llais", "rhiant", "chwaer")] == [
        "berson", "deulu", "gael", "fod", "ddyn", "ofalwr", "fam", "lais", "riant", "chwaer",
    ]  # fmt: skip


@pytest.mark.parametrize("ears", ["event", "state", "optional", "unwanted", "complex", "ubiquitous"])
def test_a_statement_takes_each_form_in_both_languages_and_back(day: Session, ears: str) -> None:
    made = add_requirement(day, STATEMENT)
    framed = frame_requirement(day, made, ears)
    assert "R3" not in rules_of(day, made.id)
    assert framed.ears == ears
    for side, core in (("en", "service shall send a receipt"), ("cy", "i’r gwasanaeth anfon derbynneb")):
        assert core in getattr(framed.statement, side)
        assert ("[" in getattr(framed.statement, side)) == (ears != "ubiquitous")
    assert frame_requirement(day, framed, "ubiquitous").statement == STATEMENT


def test_a_form_is_filled_with_its_condition(day: Session) -> None:
    made = add_requirement(day, STATEMENT)
    framed = frame_requirement(day, made, "event", trigger=Words("a form arrives", "ffurflen yn cyrraedd"))
    assert framed.statement.en == "When a form arrives, the service shall send a receipt within 2 days."
    assert (
        framed.statement.cy == "Pan fydd ffurflen yn cyrraedd, rhaid i’r gwasanaeth anfon derbynneb o fewn 2 ddiwrnod."
    )
    with pytest.raises(Trouble):
        frame_requirement(day, made, "whenever")


# Cost, weights, priorities, research


def test_a_pain_costs_times_a_year_minutes_and_pounds_on_each_side(day: Session) -> None:
    pain = cost_pain(
        day, add_pain(day, Words("Rings to ask", "Ffonio i ofyn")), times_a_year=1200, resident_minutes=30, council_minutes=10,
        resident_pounds=0.5, source="Call log 2026",
    )  # fmt: skip
    found = cost_of(pain, Rates(resident=12, council=24))
    assert (found.residents.hours, found.residents.paid, found.residents.pounds) == (600, 600, 7800)
    assert (found.council.hours, found.council.pounds) == (200, 4800)
    assert found.pounds == 12600
    assert found.lacking == ()
    unknown = add_pain(day, Words("Nobody counted", "Neb wedi cyfrif"))
    listed = costs(day.snapshot())
    assert [one.pain for one in listed] == [pain.id, unknown.id]
    assert not listed[1].known
    assert "times_a_year" in listed[1].lacking


def test_shares_are_whole_and_make_the_whole() -> None:
    assert whole_shares([1, 1, 1], 70) == [24, 23, 23]
    assert whole_shares([], 70) == []
    assert whole_shares([0, 0], 70) == [0, 0]
    assert sum(whole_shares([0.1, 5, 2.7, 9], 71)) == 71


def test_weights_are_proposed_from_votes_and_severities_and_leaders_do_not_count(day: Session) -> None:
    often, seldom = (add_pain(day, Words(name), severity=3, frequency=3, reach=3) for name in ("often", "seldom"))
    theme = add_theme(day, Words("Often"))
    edit_record(day, record=often, theme=theme.id)
    needs = [
        add_need(day, Words("a"), Words(name), Words("c"), pains=(pain,))
        for name, pain in (("first", often), ("second", seldom))
    ]
    with day.change("cast_vote") as draft:
        room, leaders = draft.add(Ballot(status="closed")), draft.add(Ballot(status="closed", voters="leaders"))
        draft.add(Vote(ballot=room.id, target=theme.id, count=8, source="paper"))
        draft.add(Vote(ballot=room.id, target=seldom.id, count=2, source="paper"))
        draft.add(Vote(ballot=leaders.id, target=seldom.id, count=50, source="paper"))
    found = {one.need: one.share for one in drivers(day.snapshot(), 30)}
    assert found == {needs[0].id: 46, needs[1].id: 24}  # 0.8 + 0.5 against 0.2 + 0.5, of seventy
    made = propose_weights(day, cost=30)
    assert [(one.percentage, one.side) for one in made] == [(46, "benefit"), (24, "benefit"), (30, "cost")]
    assert all(one.reason for one in made if one.side == "benefit")
    stands = balance(day.snapshot())
    assert (stands.whole, stands.cost_leads, stands.total) == (True, False, 100)
    with pytest.raises(Trouble):
        propose_weights(day)


def test_leaders_stand_beside_the_room_and_are_never_summed_with_it(day: Session) -> None:
    themes = [add_theme(day, Words(name)) for name in ("a", "b", "c", "d", "e")]
    with day.change("cast_vote") as draft:
        room, leaders = draft.add(Ballot(status="closed")), draft.add(Ballot(status="closed", voters="leaders"))
        for n, theme in enumerate(themes):
            draft.add(Vote(ballot=room.id, target=theme.id, count=10 - n, source="paper"))
        draft.add(Vote(ballot=leaders.id, target=themes[4].id, count=9, source="paper"))
    found = priorities(day.snapshot())
    rows = {one.record.id: one for one in found.rows}
    assert (rows[themes[4].id].room_place, rows[themes[4].id].leaders_place) == (5, 1)
    assert rows[themes[4].id].apart
    assert rows[themes[4].id].room.dots == 6
    assert rows[themes[0].id].leaders_place is None
    assert found.leaders_voted


def test_what_is_not_known_becomes_a_question(day: Session) -> None:
    from hcd_studio.verbs.notes import add_note

    add_note(day, None, None, "They give up.", strength="assumption", language="en")
    pain = add_pain(day, Words("No answer", "Dim ateb"))
    found = research_questions(day.snapshot())
    assert {"assumption", "no source", "silent step"} <= {one.why for one in found}
    assert "Is it so that: They give up?" in {one.words.say("en") for one in found}
    assert debt(day.snapshot())["pain"] == (1, 0, 0)
    assert next(one for one in found if one.record.id == pain.id).words.say("cy").endswith("?")


# Suppliers, questions, results


def test_a_claim_is_never_a_score(day: Session) -> None:
    requirement = add_requirement(day, STATEMENT)
    response = add_response(day, requirement, add_supplier(day, "Cwmni A"), "met", how="Built in.")
    with pytest.raises(Trouble, match="scored"):
        moderate(day, response, 4, Words("agreed"))
    add_evaluation(day, response, "Nia", 3, reason="No proof in Welsh")
    add_evaluation(day, response, "Rhys", 5, reason="Works today")
    again = add_evaluation(day, response, "Nia", 4, reason="Proof came")
    assert again.score == 4
    agreed = moderate(day, response, 4, Words("Both saw the proof", "Gwelodd y ddau y prawf"))
    assert (agreed.claim, agreed.moderated) == ("met", 4)
    with pytest.raises(Trouble):
        add_evaluation(day, response, "Nia", 9, reason="x")
    with pytest.raises(Trouble):
        add_evaluation(day, response, "Nia", 3, " ")
    with pytest.raises(Trouble):
        moderate(day, response, 3, Words())
    with pytest.raises(Trouble):
        add_supplier(day, "cwmni a")
    assert add_response(day, requirement, day.all(type(day.find(response.supplier)))[0], "partly").id == response.id  # type: ignore[arg-type]
    assert len(day.all(Response)) == 1


def test_one_question_has_one_answer_for_all(day: Session) -> None:
    requirement = add_requirement(day, STATEMENT)
    asked = ask_clarification(day, Words("Which days?", "Pa ddyddiau?"), about=requirement)
    assert (asked.about, bool(asked.asked)) == (requirement.id, True)
    given = answer_clarification(day, asked, Words("Working days.", "Diwrnodau gwaith."), answered="2026-12-01")
    with pytest.raises(Trouble, match="answered"):
        answer_clarification(day, given, Words("All days."))
    assert answer_clarification(day, given, Words("All days.", "Pob dydd."), correct=True).answer.en == "All days."
    with pytest.raises(Trouble):
        ask_clarification(day, Words())
    assert ask_clarification(day, Words("Is this fair?"), kind="challenge").kind == "challenge"


def test_results_after_go_live_stand_in_the_same_file(day: Session) -> None:
    measure = add_measure(
        day, add_requirement(day, STATEMENT), Words("Receipts in time", "Derbynebau mewn pryd"), kpi=True
    )
    first = record_actual(day, measure, "2027-Q1", "93", rating="approaching target", source="Case system")
    assert record_actual(day, measure, "2027-Q1", "94").id == first.id
    assert record_actual(day, measure, "2027-Q2", "98", rating="good").id != first.id
    with pytest.raises(Trouble):
        record_actual(day, measure, "2027-Q3", "1", rating="splendid")
    with pytest.raises(Trouble):
        record_actual(day, measure, " ", "1")


def test_each_council_signs_a_joint_pack_for_itself(day: Session) -> None:
    issue = issue_pack(day, "1.0", "Nia Lloyd", Words("First", "Cyntaf"))
    sign_off(day, issue, "Bro Aeron", "agreed", who="Nia")
    sign_off(day, issue, "Bro Aeron", "agreed with changes", comment=Words("Fees differ", "Mae’r ffioedd yn wahanol"))
    assert [one.status for one in day.all(SignOff)] == ["agreed with changes"]


# Judgements


def test_findings_are_mended_by_a_suggestion_or_waived_with_a_reason(day: Session) -> None:
    made = add_requirement(
        day, Words("The service shall reply within 28 days.", "Rhaid i’r gwasanaeth ateb o fewn 14 diwrnod.")
    )
    assert mend_finding(day, made, "B2", choice=2).statement.en == "The service shall reply within 14 days."
    with pytest.raises(Trouble):
        mend_finding(day, made, "B2")
    waiver = waive(
        day, "R16", made, Words("The Act asks for it", "Mae’r Ddeddf yn gofyn amdano"), who="Nia", field="rationale"
    )
    assert [one.waived for one in findings_of(day.snapshot(), {made.id}) if one.rule == "R16"] == [waiver]
    assert waive(day, "R16", made, Words("Otherwise", "Fel arall"), who="Nia", field="rationale").id == waiver.id
    lift_waiver(day, day.all(Waiver)[0])
    assert [one.waived for one in findings_of(day.snapshot(), {made.id}) if one.rule == "R16"] == [None]
    for rule, reason, who, field in (
        ("Z9", "x", "Nia", ""),
        ("R16", "", "Nia", ""),
        ("R16", "x", "", ""),
        ("R16", "x", "Nia", "nofield"),
    ):
        with pytest.raises(Trouble):
            waive(day, rule, made, Words(reason), who=who, field=field)


def test_principles_and_standards_are_scored_with_reasons(day: Session) -> None:
    first = score_principle(day, "fairness", 3, Words("Some were not heard", "Ni chlywyd rhai"))
    assert score_principle(day, "fairness", 4, Words("They were heard since", "Clywyd hwy ers hynny")).id == first.id
    for principle, score, reason in (("charm", 3, "x"), ("fairness", 6, "x"), ("fairness", 3, "")):
        with pytest.raises(Trouble):
            score_principle(day, principle, score, Words(reason))
    record_standard(day, "S9", "partly", evidence=Words("The log is published", "Cyhoeddir y cofnod"))
    assert len(day.all(StandardEvidence)) == 1
    for standard, met in (("S99", "yes"), ("S9", "yes")):
        with pytest.raises(Trouble):
            record_standard(day, standard, met)


def test_listed_words_are_replaced_beyond_the_council(day: Session) -> None:
    add_pseudonym(day, "Dolau", Words("a village", "pentref"))
    assert len(day.all(Pseudonym)) == 1
    for said, instead in (("x", "y"), ("Dolau", "")):
        with pytest.raises(Trouble):
            add_pseudonym(day, said, Words(instead))


# Issues


def test_an_issue_needs_a_version_an_approver_and_what_changed(day: Session) -> None:
    issue = issue_pack(day, "1.0", "Nia Lloyd", Words(), issued="2026-12-01")
    assert as_of(day, issue.frontier).snapshot.all(Requirement) == ()
    assert issue.digest == fingerprint(as_of(day, issue.frontier).snapshot)
    add_requirement(day, STATEMENT)
    for version, by, changed in (("1.0", "Nia", "x"), ("1.1", "Nia", ""), ("", "Nia", "x"), ("1.1", " ", "x")):
        with pytest.raises(Trouble):
            issue_pack(day, version, by, changed=Words(changed))
    second = issue_pack(day, "1.1", "Nia Lloyd", changed=Words("One requirement", "Un gofyniad"))
    assert (issue.ref, second.ref) == ("B-A1", "B-A2")
    with pytest.raises(Trouble):
        issue_pack(day, "1.2", "Nia", audience="everybody", changed=Words("x"))


def test_a_use_case_is_kept_with_what_makes_it_complex(day: Session) -> None:
    made = add_usecase(
        day, Words("Renew", "Adnewyddu"), actor=Words("A resident", "Preswylydd"), trigger=Words("A letter comes", "Daw llythyr"),
        complex_needs=Words("One hand", "Un llaw"), exceptions=Words("No letter", "Dim llythyr"),
    )  # fmt: skip
    assert (made.trigger.en, made.complex_needs.cy, made.exceptions.en) == ("A letter comes", "Un llaw", "No letter")
    weight = add_weight(day, Words("Access", "Mynediad"), 20, method=Words("0 to 5", "0 i 5"), pass_mark=3)
    assert (weight.method.en, weight.pass_mark) == ("0 to 5", 3)


def test_every_need_of_the_sample_gives_a_draft_that_reads_in_both_languages(tmp_path: Path) -> None:
    with make_sample(tmp_path / "sample.hcd") as session:
        for need in session.all(Need):
            made = draft_requirement(session, need)
            assert not re.search(r"\b(?:my|I|me)\b", made.statement.en), made.statement.en
            assert made.statement.cy.startswith("Rhaid i’r gwasanaeth adael i berson ")
        for pain in session.all(Pain):
            draft_need(session, pain)
        assert isinstance(session.snapshot(), Snapshot)
        assert len(session.all(Weight)) == 4
