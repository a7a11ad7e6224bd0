"""The tables around the clauses, and sessions that are empty, enormous or knotted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hcd_studio.bilingual import Words
from hcd_studio.records import (
    Actual,
    Clarification,
    Decision,
    Ethics,
    Link,
    Need,
    Pain,
    Requirement,
    StandardEvidence,
    Term,
    Weight,
)
from hcd_studio.templates import make_sample, new_session
from hcd_studio.verbs.needs import add_link, add_requirement
from tests.clauses import Desktop, at_sample
from tests.studio import running
from ui.pages.requirements_actions import SHOWN

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sample(qapp: Any, tmp_path: Path) -> Iterator[Desktop]:
    """The sample, open in the window."""
    with at_sample(qapp, tmp_path) as desktop:
        yield desktop


@pytest.fixture
def empty(qapp: Any, tmp_path: Path) -> Iterator[Desktop]:
    """A session with a journey and nothing said."""
    with new_session(tmp_path / "day.hcd", "journey"):
        pass
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        yield Desktop(studio, qapp)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_table_says_its_rows_in_both_languages(sample: Desktop, language: Any) -> None:
    sample.context.speaker.set(language)
    page = sample.show("requirements")
    for name, _, _ in SHOWN:
        sample.run(f"table_{name}")
        assert page.shown_table == name
        if name != "clauses":
            assert page.table.grid.hasFocus()
            said = [cell for row in page.table.model._said for cell in row]
            assert not [cell for cell in said if "{" in cell or "Words(" in cell]
            if name not in ("debt", "clarifications", "issues"):
                assert page.table.model.lines, name
    sample.run("table_next")
    assert page.shown_table == "clauses"


def test_enter_in_the_matrix_opens_the_requirement(sample: Desktop) -> None:
    page = sample.show("requirements")
    sample.run("table_matrix")
    page.table.grid.setCurrentIndex(page.table.model.index(5, 0))
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    assert page.shown_table == "clauses"
    assert page.desk.form.record == sample.session.all(Requirement)[5].id


def test_questions_results_costs_scores_and_words_are_kept(sample: Desktop) -> None:
    page = sample.show("requirements")
    about = page.desk.form.record
    sample.run("ask_question")
    sample.fill(question=("A gaiff fod yn ffotograff?", "May it be a photograph?"))
    sample.run("answer_question")
    sample.fill(answer=("Caiff.", "Yes."))
    asked = sample.session.all(Clarification)[0]
    assert (asked.about, asked.answer.en, bool(asked.answered)) == (about, "Yes.", True)
    sample.run("record_result")
    sample.fill(period="2028", value="71", rating="approaching target")
    assert [(one.period, one.rating) for one in sample.session.all(Actual)] == [("2028", "approaching target")]
    sample.run("cost_pain_here")
    sample.fill(times_a_year="1200", resident_minutes="30,5")
    pain = next(one for one in sample.session.all(Pain) if one.times_a_year)
    assert (pain.times_a_year, pain.resident_minutes) == (1200, 30.5)
    page.turn_to("ethics")
    page.table.grid.setCurrentIndex(page.table.model.index(3, 0))
    sample.run("score_principle_here")
    sample.fill(score="2", reason=("Rhy gynnar", "Too early"))
    assert [one.score for one in sample.session.all(Ethics) if one.principle == "privacy"] == [2]
    sample.run("record_standard_here")
    sample.fill(met="partly", evidence=("Naw angen", "Nine needs"))
    assert [one.met for one in sample.session.all(StandardEvidence)] == ["partly"]
    sample.run("add_term_here")
    sample.fill(title=("bathodyn", "badge"))
    assert "bathodyn" in {one.title.cy for one in sample.session.all(Term)}
    sample.run("add_decision_here")
    sample.fill(title=("Cadw’r ddesg", "Keep the desk"))
    assert sample.session.all(Decision)[-1].title.en == "Keep the desk"


def test_a_number_that_is_none_keeps_the_dialog(sample: Desktop) -> None:
    sample.show("requirements")
    sample.run("cost_pain_here")
    dialog = sample.dialog()
    sample.fill(times_a_year="often")
    assert dialog.isVisible()
    dialog.reject()
    assert not [one for one in sample.session.all(Pain) if one.times_a_year]


def test_weights_that_do_not_sum_and_cost_that_leads_are_told(sample: Desktop) -> None:
    page = sample.show("requirements")
    assert "100" in page.bar.sums.text()
    cost = next(one for one in sample.session.all(Weight) if one.side == "cost")
    sample.context.bridge.do("edit_record", cost, percentage=60.0)
    assert "125" in page.bar.sums.text()
    for one in sample.session.all(Weight):
        sample.context.bridge.do("edit_record", one, percentage=60.0 if one.id == cost.id else 40 / 3)
    sample.context.bridge.do("edit_record", cost, reason_en="", reason_cy="")
    assert "reason" in page.bar.says.text()
    page.desk.watch.settle()
    assert {one.rule for one in page.desk.watch.all if one.family == "procurement" and one.severity != "advice"}
    for one in sample.session.all(Weight):
        sample.context.bridge.do("remove_record", one)
    assert not page.bar.propose.isHidden()
    QTest.mouseClick(page.bar.propose, LEFT)
    assert sum(one.percentage or 0 for one in sample.session.all(Weight)) == 100


def test_a_row_of_weights_is_added_edited_and_removed(sample: Desktop) -> None:
    page = sample.show("requirements")
    sample.run("add_weight_here")
    sample.fill(title=("Newydd", "New"), percentage="5 %")
    assert page.shown_table == "weights"
    page.table.grid.setCurrentIndex(page.table.model.index(4, 0))
    assert page.table.side.isVisible()
    sample.run("remove_row")
    assert len(sample.session.all(Weight)) == 4


def test_an_empty_session_says_what_to_do_first(empty: Desktop) -> None:
    for name in ("needs", "requirements"):
        page = empty.show(name)
        assert page.desk.empty.isVisible()
        for id in (
            "clause_next",
            "clause_waive",
            "clause_mend",
            "confirm_links",
            "clause_up",
            "open_clause",
            "add_criterion_here",
        ):
            empty.run(id)
    for name, _, _ in SHOWN:
        empty.run(f"table_{name}")
    for id in ("record_result", "answer_question", "cost_pain_here", "compare_issues", "remove_row"):
        empty.run(id)
        assert empty.dialog() is None
    empty.run("add_requirement_here")
    assert empty.window.page("requirements").desk.form is not None
    empty.show("needs")
    empty.run("add_need_here")
    assert empty.app.focusWidget().name == "as_a_en"


def test_three_thousand_requirements_stay_usable(qapp: Any, tmp_path: Path) -> None:
    with make_sample(tmp_path / "many.hcd") as session:
        need = session.all(Need)[0]
        with session.change("add_requirement") as draft:
            for n in range(2968):
                words = Words(
                    f"The service shall send receipt {n} within {n} days.",
                    f"Rhaid i’r gwasanaeth anfon {n} o fewn {n} diwrnod.",
                )
                add_link(draft, add_requirement(draft, words, moscow="must"), need)
    with running(qapp, path=tmp_path / "many.hcd") as studio:
        desk = Desktop(studio, qapp)
        page = desk.show("requirements")
        page.go(wanted := desk.session.all(Requirement)[1500].id)
        assert page.desk.form.record == wanted
        page.turn_to("matrix")
        qapp.processEvents()
        assert len(page.table.model.lines) == 3000
        studio.context.jobs.stop()


def test_a_circle_of_links_ends(sample: Desktop) -> None:
    page = sample.show("requirements")
    requirement = sample.session.find(page.desk.form.record)
    need = next(
        one for link in sample.session.links.out(requirement.id) if (one := sample.session.get(Need, link.target))
    )
    with sample.session.change("add_link") as draft:
        draft.add(Link(source=need.id, target=requirement.id, kind="rests on", confirmed=True))
    sample.app.processEvents()
    page.desk.watch.settle()
    assert page.desk.form.record == requirement.id
