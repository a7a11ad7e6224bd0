"""Clauses are written by keys in both languages and checked while one types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hcd_studio.records import (
    Criterion,
    Measure,
    Need,
    Pain,
    Requirement,
    UseCase,
    Waiver,
)
from tests.clauses import Desktop, at_sample, boxes, rules

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sample(qapp: Any, tmp_path: Path) -> Iterator[Desktop]:
    """The sample, open in the window."""
    with at_sample(qapp, tmp_path) as desktop:
        yield desktop


def test_a_vague_word_is_found_while_it_is_typed(sample: Desktop) -> None:
    page = sample.show("requirements")
    box = boxes(page, "statement")["en"]
    assert "R4" not in rules(page)
    sample.say(box, "The service shall quickly answer each letter within 3 days.")
    assert "R4" in rules(page)
    assert box.extraSelections()
    kept = sample.session.find(page.desk.form.record)
    assert "quickly" not in kept.statement.en  # found before it is kept
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert "R4" not in rules(page)


def test_findings_and_words_lead_to_each_other(sample: Desktop) -> None:
    page = sample.show("requirements")
    box = boxes(page, "statement")["en"]
    sample.say(box, "The service shall quickly answer in a suitable way.")
    sample.run("clause_next")
    assert box.textCursor().hasSelection()
    first = box.textCursor().selectedText()
    sample.run("clause_next")
    assert box.textCursor().selectedText() != first or page.desk.pointing.pointed.place.end == 0
    cursor = box.textCursor()
    cursor.setPosition(box.toPlainText().index("quickly") + 2)
    box.setTextCursor(cursor)
    pointed = [card for card in page.desk.margin.findings.cards if card.property("pointed") == "yes"]
    assert [card.finding.rule for card in pointed] == ["R4"]


def test_a_suggestion_is_one_edit_and_one_undo(sample: Desktop) -> None:
    page = sample.show("requirements")
    id = page.desk.form.record
    sample.context.bridge.do(
        "edit_record", sample.session.find(id), statement_en="The service shall answer within 28 days.",
        statement_cy="Rhaid i’r gwasanaeth ateb o fewn 21 diwrnod.",
    )  # fmt: skip
    card = next(one for one in page.desk.margin.findings.cards if one.finding.rule == "B2")
    assert len(card.finding.suggestions) == 2
    offered = [one for one in card.findChildren(QPushButton) if "28" in one.text()]
    QTest.mouseClick(offered[0], LEFT)
    sample.app.processEvents()
    assert "28" in sample.session.find(id).statement.cy
    assert "B2" not in rules(page)
    sample.run("undo")
    assert "21" in sample.session.find(id).statement.cy


def test_a_finding_is_set_aside_with_a_reason_and_counts_again(sample: Desktop) -> None:
    page = sample.show("requirements")
    id = page.desk.form.record
    sample.context.bridge.do("edit_record", sample.session.find(id), statement_en="The service shall quickly answer.")
    assert "R4" in rules(page)
    page.desk.pointing.go_to(
        next(card.finding for card in page.desk.margin.findings.cards if card.finding.rule == "R4")
    )
    sample.run("clause_waive")
    dialog = sample.dialog()
    dialog.accept()
    assert dialog.isVisible()  # no reason, no waiver
    sample.fill(reason=("Penderfynwyd", "Decided in May"), who="Nia Lloyd")
    assert [(one.rule, one.who) for one in sample.session.all(Waiver)] == [("R4", "Nia Lloyd")]
    assert "R4" not in rules(page)
    back = [one for one in page.desk.margin.findings.findChildren(type(page.tender)) if "R4" in one.accessibleName()]
    QTest.mouseClick(back[-1], LEFT)
    sample.app.processEvents()
    assert not sample.session.all(Waiver)
    assert "R4" in rules(page)


def test_forms_are_chosen_and_written_in_both_languages(sample: Desktop) -> None:
    page = sample.show("requirements")
    id = next(one.id for one in sample.session.all(Requirement) if one.ears == "ubiquitous")
    page.go(id)
    box = page.desk.form.form
    box.setCurrentIndex(box.findData("event"))
    box.activated.emit(box.currentIndex())
    found = sample.session.find(id)
    assert found.ears == "event"
    assert found.statement.en.startswith("When [")
    assert found.statement.cy.startswith("Pan fydd [")
    assert "R12" in rules(page) or any(rule.startswith("R") for rule in rules(page))


def test_a_text_of_forty_pages_does_not_hold_the_keys(sample: Desktop) -> None:
    page = sample.show("requirements")
    id = page.desk.form.record
    long = "The service shall answer each letter within 3 working days of its arrival. " * 850
    sample.context.bridge.do("edit_record", sample.session.find(id), statement_en=long.strip())
    box = boxes(page, "statement")["en"]
    assert len(box.toPlainText()) > 60_000
    box.setFocus()
    for _ in range(5):
        QTest.keyClicks(box, "x")
    assert box.toPlainText().count("x") == 5
    assert box.height() < sample.window.height()


ODD = (
    "<b>&amp;</b> =1+1",
    "🙂 שלום quickly עולם",
    "\u202eslow",
    "TBC and/or etc.",
    "'; DROP TABLE need; --",
    "a" * 3000,
)


def test_odd_texts_are_shown_as_they_are(sample: Desktop) -> None:
    page = sample.show("requirements")
    id = page.desk.form.record
    for odd in ODD:
        sample.context.bridge.do("edit_record", sample.session.find(id), statement_en=odd, statement_cy="")
        sample.app.processEvents()
        assert boxes(page, "statement")["en"].toPlainText() == odd
        for finding in page.desk.pointing.found():
            page.desk.pointing.go_to(finding)
        assert sample.session.find(id).statement.en == odd


def test_a_need_is_drafted_from_a_pain_point_and_written_in_both_languages(sample: Desktop) -> None:
    page = sample.show("needs")
    pain = sample.session.all(Pain)[2]
    sample.run("draft_need_from")
    sample.pick(pain.ref)
    need = sample.session.all(Need)[-1]
    assert page.desk.form.record == need.id
    assert [link.target for link in sample.session.links.out(need.id)] == [pain.id]
    assert any(card.finding.severity == "stops" for card in page.desk.margin.findings.cards)
    for field, cy, en in (
        ("as_a", "person prysur", "busy person"), ("i_need", "cadw’r cais a dod yn ôl", "keep the form and come back"),
        ("so_that", "na chollaf fy ngwaith", "I lose no work"),
    ):  # fmt: skip
        for side, text in (("cy", cy), ("en", en)):
            sample.say(boxes(page, field)[side], text)
    page.desk.tree.setFocus()
    found = sample.session.get(Need, need.id)
    assert (found.as_a.cy, found.i_need.en) == ("person prysur", "keep the form and come back")
    assert not [card for card in page.desk.margin.findings.cards if card.finding.severity == "stops"]
    assert page.desk.margin.evidence.text()


def test_criteria_measures_and_use_cases_are_added_by_key(sample: Desktop) -> None:
    page = sample.show("needs")
    need = page.desk.form.record
    sample.run("add_criterion_here")
    QTest.keyClicks(sample.app.focusWidget(), "Mae 9 o bob 10 yn gorffen.")
    page.desk.tree.setFocus()
    mine = [one for one in sample.session.all(Criterion) if one.parent == need]
    assert [one.statement.cy for one in mine] == ["Mae 9 o bob 10 yn gorffen."]
    sample.run("add_measure_here")
    assert [one.parent for one in sample.session.all(Measure)][-1] == need
    sample.run("add_usecase_here")
    assert page.usecases
    assert sample.session.links.out(sample.session.all(UseCase)[-1].id)[0].target == need
    sample.run("needs_or_usecases")
    assert not page.usecases


def test_the_order_is_changed_by_key_and_taken_back(sample: Desktop) -> None:
    page = sample.show("needs")
    before = [one.ref for one in sample.session.all(Need)]
    page.go(sample.session.all(Need)[0].id)
    sample.run("clause_down")
    assert [one.ref for one in sample.session.all(Need)] == [before[1], before[0], *before[2:]]
    sample.run("clause_up")
    assert [one.ref for one in sample.session.all(Need)] == before
    sample.run("clause_up")
    sample.run("undo")
    sample.run("undo")
    assert [one.ref for one in sample.session.all(Need)] == before


def test_a_removed_need_leaves_its_requirements_in_sight(sample: Desktop) -> None:
    sample.show("needs")
    page = sample.show("requirements")
    need = sample.session.all(Need)[0]
    resting = [
        link.source for link in sample.session.links.into(need.id) if sample.session.get(Requirement, link.source)
    ]
    sample.context.bridge.do("remove_record", need)
    sample.app.processEvents()
    assert need.id not in page.desk.tree.items
    assert set(resting) <= set(page.desk.tree.items)
    page.go(resting[0])
    page.desk.watch.settle()
    sample.run("undo")
    assert need.id in page.desk.tree.items


def test_find_narrows_the_tree(sample: Desktop) -> None:
    page = sample.show("requirements")
    whole = len(list(page.desk.tree.ids()))
    sample.run("find_clause")
    QTest.keyClicks(page.desk.finder, "R-A12")
    assert len(list(page.desk.tree.ids())) == 2
    page.desk.finder.clear()
    assert len(list(page.desk.tree.ids())) == whole
    page.desk.finder.setText("Cyngor")  # either language is found
    assert 0 < len(list(page.desk.tree.ids())) < whole
