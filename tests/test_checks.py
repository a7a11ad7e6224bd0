"""The engine of the checks: data that holds together, findings with their places, waivers, odd input, what is read again."""

from __future__ import annotations

import json
import string
from collections.abc import Iterable
from dataclasses import replace

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.checks import SEVERITIES, Finding, rules
from hcd_studio.checks import engine as whole_engine
from hcd_studio.checks.engine import Checker, findings_of, margin, standing
from hcd_studio.checks.guides import forms, principles, standards
from hcd_studio.checks.looking import pair_checks, record_checks, text_checks, whole_checks
from hcd_studio.checks.phrases import mutated, tokens
from hcd_studio.checks.publication import holds
from hcd_studio.checks.rules import FAMILIES, data, gazetteer
from hcd_studio.checks.statements import form_of
from hcd_studio.columns import columns
from hcd_studio.questions.evidence import COUNTS
from hcd_studio.records import (
    KINDS,
    Record,
    Requirement,
    Term,
    Waiver,
    Workshop,
)
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import LANGUAGES

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


# The data


def test_every_rule_says_the_same_gaps_in_both_languages_and_names_a_check_that_exists() -> None:
    checks = {*text_checks, *pair_checks, *record_checks, *whole_checks}
    used = set()
    for rule in rules().values():
        used.add(rule.check)
        assert rule.severity in SEVERITIES
        for words in (rule.title, rule.message, rule.reason, rule.remedy):
            assert words.en.strip() != words.cy.strip()
            gaps = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (words.en, words.cy)]
            assert gaps[0] == gaps[1], rule.id
            assert (words.en[-1:] in ".?…") == (words.cy[-1:] in ".?…"), (rule.id, words)
            assert "'" not in words.cy, words.cy
        for kind, names in rule.reads.items():
            assert kind == "*" or kind in KINDS, (rule.id, kind)
            known = {column.field for column in columns(kind).values()} if kind != "*" else {"*"}
            assert set(names) <= known, (rule.id, kind, names)
    assert used == checks


def test_every_list_is_in_both_languages_and_every_reference_is_used() -> None:
    for rule in rules().values():
        if rule.check in ("words", "unbounded", "brands", "words_without_number") and rule.id != "P1":
            assert set(rule.words) == set(LANGUAGES), rule.id
            assert all(len(rule.words[side]) >= 4 for side in LANGUAGES), rule.id
    named = {one["reference"] for family in FAMILIES for one in data(family)["rules"]}
    assert named == set(data("references"))


def test_the_evidence_that_standards_look_for_is_counted_and_has_words() -> None:
    wanted = {
        name for group in ("standards", "promises") for one in data("evidence")[group] for name in one["shown_by"]
    }
    assert wanted == set(COUNTS) == set(data("evidence")["words"])
    keys = [one["key"] for group in ("standards", "promises") for one in data("evidence")[group]]
    assert [f"S{n}" for n in range(1, 13)] == keys[:12]
    assert set(keys) <= set(rules())


def test_the_rules_never_claim_to_comply() -> None:
    for rule in rules().values():
        for text in (rule.title.en, rule.message.en, rule.reason.en):
            assert "complies with the Act" not in text
    assert "supports" in rules()["P14"].remedy.en


def test_a_council_adds_names_of_its_own(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from hcd_studio.home import folder

    folder("rules").joinpath("gazetteer.txt").write_text("# ours\nAberCloud\n", "utf-8")
    assert "AberCloud" in gazetteer()
    assert "# ours" not in gazetteer()


def test_welsh_phrases_are_known_under_their_mutations() -> None:
    assert set(mutated("priodol")) == {"priodol", "briodol", "mhriodol", "phriodol"}
    assert set(mutated("rhesymol")) == {"rhesymol", "resymol"}
    assert set(mutated("addas")) == {"addas", "haddas"}
    assert mutated("chwarae") == ("chwarae",)
    assert [one.word for one in tokens("lle bo’n bosibl, i'r Cyngor")] == [
        "lle",
        "bo",
        "’n",
        "bosibl",
        "i",
        "’r",
        "cyngor",
    ]


# Places


@pytest.mark.parametrize(
    ("text", "language", "rule", "letters"),
    [
        ("The service shall be user-friendly.", "en", "R4", "user-friendly"),
        ("Rhaid i’r gwasanaeth gefnogi’r Gymraeg.", "cy", "R22", "gefnogi"),
        ("The service shall reply within 5.", "en", "R10", "within 5"),
        ("The service shall, where possible, reply.", "en", "R5", "where possible"),
        ("🚌🚌 The service shall reply promptly.", "en", "R4", "promptly"),
        ("İİİ The service shall reply PROMPTLY.", "en", "R4", "PROMPTLY"),
    ],
)
def test_a_finding_knows_its_letters(text: str, language: str, rule: str, letters: str) -> None:
    record = said(**{language: text})
    place = next(one.place for one in margin(Snapshot.of([record]), record) if one.rule == rule)
    assert text[place.start : place.end] == letters
    assert (place.record, place.field, place.language) == ("r", "statement", language)
    assert place.column == f"statement_{language}"


def test_every_finding_of_a_hostile_session_says_itself_in_both_languages() -> None:
    hostile = "=cmd() {found} {0} <script>alert(1)</script> %s ‮ﷺ 🚌 TBC a/neu {missing!r}"
    everything = [kind(id=table, **_filled(kind, hostile)) for table, kind in KINDS.items()]
    for one in findings_of(Snapshot.of(everything)):
        for language in LANGUAGES:
            told = json.dumps(one.as_json(language), ensure_ascii=False)
            assert one.rule in told
            assert one.message.say(language)
    assert {"R12", "R32", "R33"} <= {one.rule for one in findings_of(Snapshot.of(everything))}


def _filled(kind: type[Record], text: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for column in columns(kind.table).values():
        if column.side == "en":
            values[column.field] = Words(text, text + " cy")
        elif column.role in ("words", "speech") and column.type == "text" and not column.side:
            values[column.field] = text
    return values


# Waivers, margin, incremental


def test_a_waived_finding_stays_in_the_list_with_its_reason() -> None:
    record = said("The service shall store documents in SharePoint.", "")
    waiver = Waiver(
        id="w",
        rule="P1",
        place="r",
        field="statement",
        who="Nia",
        reason=Words("It is what staff have", "Dyna sydd gan staff"),
    )
    before, after = found(record, rule="P1"), found(record, waiver, rule="P1")
    assert before[0].stops
    assert not after[0].stops
    assert after[0].waived == waiver
    assert not standing(after)
    assert found(record, replace(waiver, field="*"), rule="P1")[0].waived is not None
    assert found(record, replace(waiver, field="rationale"), rule="P1")[0].waived is None
    assert found(record, replace(waiver, rule="P2"), rule="P1")[0].waived is None
    assert found(record, replace(waiver, reason=Words()), rule="P1")[0].waived is None
    assert not [one for one in holds(Snapshot.of([record, waiver])) if one.rule == "P1"]


def test_the_margin_reads_a_text_that_is_not_kept_yet() -> None:
    kept = said("The service shall send a receipt.", "")
    typed = replace(kept, statement=Words("The service shall send a timely receipt."))
    assert "R4" in {one.rule for one in margin(Snapshot.of([kept]), typed)}
    assert "R4" not in {one.rule for one in findings_of(Snapshot.of([kept]))}


def test_only_what_changed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    records = {
        str(n): replace(said(f"The service shall send letter number {n} promptly."), id=str(n)) for n in range(20)
    }
    checker = Checker()
    first = checker.findings(Snapshot.of(records.values()))
    read: list[str] = []
    original = whole_engine._in_texts
    monkeypatch.setattr(
        whole_engine, "_in_texts", lambda record, world: read.append(record.id) or original(record, world)
    )
    assert checker.findings(Snapshot.of(records.values())) == first
    assert read == []
    records["7"] = replace(records["7"], statement=Words("The service shall send letter number 7."))
    changed = checker.findings(Snapshot.of(records.values()))
    assert read == ["7"]
    assert changed == findings_of(Snapshot.of(records.values()))
    term = Term(id="t", title=Words("SLO", "SLO"))
    checker.findings(Snapshot.of([*records.values(), term]))
    assert len(read) > 20  # a new word of the glossary may explain what was found unexplained


def test_a_kept_reading_follows_what_texts_depend_on() -> None:
    record = said(GOOD.en, "")
    both, english = Workshop(id="w", languages=("cy", "en")), Workshop(id="w", languages=("en",))
    checker = Checker()
    for workshop, told in ((both, True), (english, False), (both, True)):
        assert ("B1" in {one.rule for one in checker.findings(Snapshot.of([record, workshop]))}) == told
    for stale, told in ((frozenset([("r", "statement")]), True), (frozenset[tuple[str, str]](), False)):
        assert (
            "B5" in {one.rule for one in checker.findings(replace(Snapshot.of([record, both]), stale=stale))}
        ) == told


def test_touched_records_are_asked_for_alone() -> None:
    records = [replace(said("The service shall reply promptly."), id=id) for id in ("a", "b")]
    assert {one.place.record for one in findings_of(Snapshot.of(records), {"a"})} == {"a"}


# What editors offer


def test_forms_principles_and_standards_are_offered_in_both_languages() -> None:
    for form in forms():
        assert form.title.say("cy") != form.title.say("en")
        assert "[" in form.template.en
        assert "[" in form.template.cy
        for side in LANGUAGES:
            assert form_of(form.example.side(side), side) in (form.key, "complex"), form
            record = said(**{side: form.example.side(side)})
            spoken = {
                one.rule for one in margin(Snapshot.of([record]), record) if one.place.column == f"statement_{side}"
            }
            assert not spoken - {"R19"}, (form.key, side, spoken)
    assert [one.key for one in principles() if one.top] == ["transparency", "accountability", "fairness"]
    assert len(principles()) == 7
    assert len([one for one in standards() if not one.promise]) == 12
