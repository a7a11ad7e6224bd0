"""What each rule finds, beside sentences: needs, clauses among others, the tender, pairs, privacy, inclusion, standards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.checks import Finding
from hcd_studio.checks.engine import findings_of
from hcd_studio.checks.publication import personal_data, refuse_personal_data
from hcd_studio.records import (
    Attachment,
    Criterion,
    Ethics,
    Feeling,
    Link,
    Measure,
    Need,
    Note,
    Pain,
    Participant,
    ParticipantGroup,
    Pseudonym,
    Record,
    Requirement,
    StandardEvidence,
    Step,
    Waiver,
    Weight,
    Workshop,
)
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble

GOOD = Words(
    "The service shall send a receipt within 2 days.", "Rhaid i’r gwasanaeth anfon derbynneb o fewn 2 ddiwrnod."
)


def said(en: str = "", cy: str = "", **given: object) -> Requirement:
    return Requirement(id="r", ref="R-A1", statement=Words(en, cy), **given)  # type: ignore[arg-type]


def found(
    *records: Record, rule: str = "", suspect: Iterable[str] = (), stale: Iterable[tuple[str, str]] = ()
) -> list[Finding]:
    snapshot = replace(Snapshot.of(records), suspect=frozenset(suspect), stale=frozenset(stale))
    return [one for one in findings_of(snapshot) if not rule or one.rule == rule]


def ids(*records: Record) -> set[str]:
    return {one.rule for one in found(*records)}


# Needs


def test_needs_are_held_against_the_form_of_gov_uk() -> None:
    bare = Need(
        id="n", as_a=Words("user", "defnyddiwr"), i_need=Words("use an online form", "defnyddio ffurflen ar-lein")
    )
    assert {"N1", "N2", "N3", "N4"} <= ids(bare)
    vague = Need(
        id="n", as_a=Words("carer"), i_need=Words("be aware of my rights and to apply"), so_that=Words("I can")
    )
    assert {"N5", "N6"} <= ids(vague)
    assert "N7" in ids(Need(id="n"))
    circular = Need(
        id="n", as_a=Words("a"), i_need=Words("find out the next date"), so_that=Words("I find out the next date")
    )
    assert "N8" in ids(circular)
    person = Need(
        id="n",
        as_a=Words("person who tires easily", "person sy’n blino"),
        i_need=Words("stop, and carry on later", "stopio, a pharhau wedyn"),
        so_that=Words("nothing is lost", "na chollir dim"),
    )
    pain = Pain(id="p", title=Words("Lost", "Colli"), status="answered")
    assert not {one for one in ids(person, pain, Link(id="l", source="n", target="p")) if one.startswith("N")}


# Clauses among others


def test_a_requirement_that_stands_alone_is_told_what_it_lacks() -> None:
    assert {"R16", "R17", "R18", "R28"} <= ids(said(GOOD.en, GOOD.cy))
    whole = said(
        GOOD.en, GOOD.cy, moscow="must", rationale=Words("Why", "Pam"), fit_criterion=Words("9 of 10", "9 o 10")
    )
    need = Need(id="n", i_need=Words("x"), so_that=Words("y"))
    assert not {"R16", "R17", "R18", "R28"} & ids(whole, need, Link(id="l", source="r", target="n"))
    assert "R27" in ids(Requirement(id="r"))
    assert not {"R16", "R17", "R18"} & ids(said(GOOD.en, GOOD.cy, status="withdrawn"))


def test_links_that_lead_nowhere_run_in_circles_or_turned_suspect_are_told() -> None:
    need = Need(id="n", i_need=Words("know", "gwybod"))
    lost = Link(id="l", source="r", target="gone")
    assert found(said(GOOD.en), lost, rule="R29")[0].place.record == "r"
    ring = [Link(id="a", source="r", target="n"), Link(id="b", source="n", target="r")]
    assert (
        "R-A1 → know → R-A1" in found(said(GOOD.en), need, *ring, rule="R31")[0].message.say("en")
        or found(said(GOOD.en), need, *ring, rule="R31")[0].message.say("en").count("→") == 2
    )
    link = Link(id="l", source="r", target="n", confirmed=True)
    finding = found(said(GOOD.en), need, link, rule="R30", suspect=["l"])[0]
    assert finding.place.record == "r"
    assert "know" in finding.message.say("en")
    assert {"R34", "R35"} <= ids(Criterion(id="c", parent="gone"), Measure(id="m"))
    assert "R36" in ids(Pain(id="p", step="gone"))


def test_near_duplicates_and_contradictions_are_told_apart() -> None:
    first = said("The service shall send a receipt to the resident within 2 working days.")
    same = replace(
        first,
        id="s",
        ref="R-A2",
        statement=Words("Within 2 working days the service shall send the resident a receipt."),
    )
    other = replace(
        first,
        id="t",
        ref="R-A3",
        statement=Words("The service shall send a receipt to the resident within 5 working days."),
    )
    against = replace(
        first,
        id="u",
        ref="R-A4",
        statement=Words("The service shall not send a receipt to the resident within 2 working days."),
    )
    assert [one.place.record for one in found(first, same, rule="R15")] == ["s"]
    assert [one.place.record for one in found(first, other, rule="R25")] == ["t"]
    assert [one.place.record for one in found(first, against, rule="R25")] == ["u"]
    assert not found(first, replace(same, status="withdrawn"), rule="R15")
    welsh = [replace(first, id=id, statement=Words("", GOOD.cy)) for id in ("a", "b")]
    assert len(found(*welsh, rule="R15")) == 1


def test_a_form_that_the_sentence_does_not_have_is_offered_the_one_it_has() -> None:
    record = said("When a form arrives, the service shall send a receipt.", ears="state")
    finding = found(record, rule="R3")[0]
    assert finding.suggestions[0].values == {"ears": "event"}
    assert not found(replace(record, ears="event"), rule="R3")
    assert not found(replace(record, ears=""), rule="R3")


def test_a_requirement_of_forty_pages_is_one_finding_and_is_read_in_time() -> None:
    pages = " ".join(["The service shall be easy to use and the officer may, where possible, reply."] * 900)
    record = said(pages, "Rhaid i’r gwasanaeth fod yn hawdd. " * 900)
    assert len(found(record, rule="R26")) == 2
    assert found(record, rule="R2")


def test_a_severe_pain_that_nothing_answers_is_told() -> None:
    pain = Pain(id="p", title=Words("It hurts", "Mae’n brifo"), severity=5)
    assert "R37" in ids(pain)
    assert "R37" not in ids(pain, Need(id="n"), Link(id="l", source="n", target="p"))
    assert "R37" not in ids(replace(pain, status="parked"))


# Tender


def test_weights_must_make_a_hundred_and_price_needs_its_reason() -> None:
    benefit = Weight(id="b", title=Words("Benefit", "Budd"), percentage=30, method=Words("x", "y"))
    cost = Weight(id="c", title=Words("Cost", "Cost"), percentage=60, side="cost")
    assert {"P7", "P8", "P9"} <= ids(benefit, cost)
    assert "10" in found(benefit, cost, rule="P7")[0].message.say("en")
    reason = Words("A statutory price cap leaves nothing else to weigh.", "Mae cap statudol.")
    answered = replace(cost, percentage=70, reason=reason, method=Words("x", "y"))
    assert not {"P7", "P8", "P9"} & ids(benefit, answered)
    assert "P10" in ids(replace(benefit, percentage=None))
    third = [
        Weight(id=str(n), title=Words("a"), percentage=share, method=Words("m"))
        for n, share in enumerate((33.3, 33.3, 33.4))
    ]
    assert "P7" not in ids(*third)


def test_a_vague_criterion_is_told_in_both_languages() -> None:
    vague = Weight(id="w", title=Words("A user-friendly service", "Gwasanaeth hawdd ei ddefnyddio"), percentage=100)
    assert {one.place.language for one in found(vague, rule="P15")} == {"en", "cy"}
    clear = replace(vague, title=Words("Steps that residents save", "Camau y mae preswylwyr yn eu harbed"))
    assert not found(clear, rule="P15")


def test_kpis_are_counted_complete_and_rated() -> None:
    from hcd_studio.records import Actual

    kpi = Measure(id="m", title=Words("Wait", "Aros"), kpi=True, parent="r")
    assert {"P11", "P12"} <= ids(said(GOOD.en), kpi)
    assert "P13" in ids(said(GOOD.en), kpi, Actual(id="a", measure="m", period="2027"))
    assert "P13" not in ids(said(GOOD.en), kpi, Actual(id="a", measure="m", period="2027", rating="good"))


def test_or_equivalent_answers_a_standard_and_is_offered() -> None:
    record = said("The supplier shall hold ISO 27001 certification.")
    finding = found(record, rule="P4")[0]
    assert finding.suggestions[0].values == {
        "statement_en": "The supplier shall hold ISO 27001 or equivalent certification."
    }
    mended = replace(record, statement=Words(finding.suggestions[0].values["statement_en"]))
    assert not found(mended, rule="P4")


# Pairs


def test_numbers_that_differ_are_offered_both_ways() -> None:
    record = said("The service shall reply within 28 days.", "Rhaid i’r gwasanaeth ateb o fewn 14 diwrnod.")
    finding = found(record, rule="B2")[0]
    assert [one.words.say("en") for one in finding.suggestions] == ["Use 28 in both", "Use 14 in both"]
    assert [one.words.say("cy") for one in finding.suggestions] == ["Defnyddio 28 yn y ddwy", "Defnyddio 14 yn y ddwy"]
    assert finding.suggestions[0].values == {"statement_cy": "Rhaid i’r gwasanaeth ateb o fewn 28 diwrnod."}
    assert finding.suggestions[1].values == {"statement_en": "The service shall reply within 14 days."}


@pytest.mark.parametrize(
    ("en", "cy"),
    [
        ("within 2 days", "o fewn dau ddiwrnod"),
        ("two copies", "2 gopi"),
        ("1,500 letters", "1500 o lythyrau"),
        ("£3.50 in 2027", "£3.50 yn 2027"),
        ("at 09:30", "am 09:30"),
        ("WCAG 2.2", "WCAG 2.2"),
        ("a fortnight of 14 days", "pythefnos"),
    ],
)
def test_the_same_number_in_figures_or_in_words_is_no_finding(en: str, cy: str) -> None:
    assert not found(said(en, cy), rule="B2")


def test_what_one_side_says_and_the_other_does_not_is_told() -> None:
    assert "B1" in ids(said(GOOD.en, ""))
    assert "B3" in ids(said("The service shall meet WCAG 2.2.", "Rhaid i’r gwasanaeth fod yn hygyrch 2.2."))
    assert "B4" in ids(said("The service shall send a receipt.", "Dylai’r gwasanaeth anfon derbynneb."))
    assert "B6" in ids(said(GOOD.en, GOOD.en))
    assert "B7" in ids(said(GOOD.en, "The officer shall read the letter to the resident."))
    assert "B8" in ids(
        said("The service shall not ask for originals.", "Rhaid i’r gwasanaeth ofyn am y rhai gwreiddiol.")
    )
    assert "B9" in ids(
        said("When a form arrives, the service shall reply.", "Os daw ffurflen, rhaid i’r gwasanaeth ateb.")
    )
    assert "B10" in ids(said("The service shall send it. " * 6, "Rhaid i’r gwasanaeth anfon."))
    assert found(said(GOOD.en, GOOD.cy), rule="B5", stale=[("r", "statement")])
    assert not {one for one in ids(said(GOOD.en, GOOD.cy)) if one.startswith("B")}


def test_a_workshop_in_one_language_is_not_asked_for_the_other() -> None:
    welsh = Workshop(id="w", languages=("cy",), missing_voices=Words("", "Neb"))
    assert "B1" not in ids(welsh, said("", GOOD.cy))
    assert "I7" in ids(welsh)


# Privacy


def test_personal_data_is_found_wherever_it_stands_and_can_be_replaced() -> None:
    note = Note(
        id="n",
        text="Ring me on 01970 123456 or mari@post.example, SY23 3AS, QQ123456C AB123456C",
        language="en",
        tier="public",
    )
    findings = {one.rule: one for one in found(note)}
    assert {"D1", "D2", "D3", "D4"} <= set(findings)
    assert findings["D1"].suggestions[0].values["text"].count("(e-mail address)") == 1
    assert not {"D1", "D2"} & ids(Workshop(id="w", contact="desk@council.example, 01970 123456"))
    people = Participant(id="p", code="P1", name="Mari Puw")
    theme = replace(said("MARI PUW shall be asked."), rationale=Words("Mari Puw said so"))
    assert len(found(people, theme, rule="D5")) == 2
    assert not found(people, rule="D5")


def test_personal_data_holds_a_publication_up_until_it_is_answered_for() -> None:
    note = Note(id="n", text="Ask jane@post.example", language="en", tier="public")
    quiet = replace(note, id="q", tier="council")
    both = Snapshot.of([note, quiet])
    assert [one.place.record for one in personal_data(both, "public")] == ["n"]
    assert not personal_data(both, "council")
    with pytest.raises(Trouble):
        refuse_personal_data(both, "public")
    waiver = Waiver(
        id="w", rule="D1", place="n", field="text", reason=Words("A public desk", "Desg gyhoeddus"), who="Nia"
    )
    refuse_personal_data(Snapshot.of([note, quiet, waiver]), "public")


def test_a_publication_is_held_up_by_what_it_would_carry_and_by_nothing_else() -> None:
    person = Participant(id="p", code="mari@post.example", name="Mari Puw", tier="public")
    gone = Participant(id="g", code="P2", withdrawn=True, tier="public")
    words = "they made me send my only passport away for six weeks"
    told = Note(id="t", text="Mari Puw waited", language="en", tier="public")
    left = Note(id="l", ref="V-A9", text=words, language="en", participant="g", tier="public")
    clause = replace(said(GOOD.en, GOOD.cy), rationale=Words(f"They said: {words}."))
    found = {
        one.rule: one.place.record for one in personal_data(Snapshot.of([person, gone, told, left, clause]), "public")
    }
    assert found == {"D5": "t", "D6": "r"}
    wider = Pseudonym(id="x", said="Mari Puw", instead=Words("a resident", "preswylydd"))
    assert not personal_data(Snapshot.of([person, told, wider]), "public")


def test_words_of_people_who_withdrew_or_allowed_less_are_found_where_they_were_retold() -> None:
    person = Participant(id="p", code="P1", withdrawn=True, tier="public")
    words = "they made me send my only passport away for six weeks"
    note = Note(id="n", ref="V-A1", text=words, language="en", participant="p", tier="public")
    clause = replace(said(GOOD.en, GOOD.cy), rationale=Words(f"A resident said that {words} and nobody rang"))
    assert "D6" in ids(person, note, clause)
    assert "D7" in ids(person, note, clause, Link(id="l", source="r", target="n"))
    stays = replace(person, withdrawn=False, tier="council")
    assert "D8" in ids(stays, note, clause)
    assert not {"D6", "D8"} & ids(replace(stays, tier="public"), note, clause)
    assert "D9" in ids(Attachment(id="a"))


# Inclusion, standards, ethics


def test_who_was_not_heard_is_told() -> None:
    people = [Participant(id=str(n), code=str(n), languages=("en",)) for n in range(10)]
    group = ParticipantGroup(
        id="g", title=Words("Welsh speakers", "Siaradwyr Cymraeg"), counts="speaks Welsh", share=28
    )
    assert {"I1", "I2", "I8"} <= ids(*people, group)
    stated = Workshop(id="w", missing_voices=Words("Nobody spoke Welsh", "Nid oedd neb yn siarad Cymraeg"))
    assert "I2" not in ids(stated, *people)
    notes = [Note(id=f"n{n}", text="x", language="en", participant="0") for n in range(20)]
    assert {"I6", "I10"} <= ids(*people, *notes)
    assert "I10" not in ids(*people, *[Feeling(id=f"f{n}", participant=str(n), step="s", value=1) for n in range(10)])
    assert {"I3", "I5"} <= ids(Step(id="s", channels=("online",)), Step(id="t"))
    assert "I4" in ids(said("The service shall publish the form on its website.", ""))
    assert "I4" not in ids(said("The service shall publish the form on its website and send it by post.", ""))
    assert "I9" in ids(*[Pain(id=f"p{n}") for n in range(3)])


def test_standards_are_shown_by_data_or_answered_by_a_person() -> None:
    alone = said(GOOD.en, "")
    assert {"S3", "S25", "S32"} <= ids(alone)
    answer = StandardEvidence(
        id="e", standard="S3", met="partly", evidence=Words("Interviews in May", "Cyfweliadau ym mis Mai")
    )
    assert "S3" not in ids(alone, answer)
    assert "S3" not in ids()  # a session without a clause is held against nothing
    low = Ethics(id="x", principle="fairness", score=3)
    assert {"S31", "S33"} <= ids(low)
    assert "S31" not in ids(replace(low, score=4))
