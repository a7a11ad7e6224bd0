"""Real exports, written by people outside this project; skipped where the folder is absent."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from hcd_studio.importers.detect import read
from hcd_studio.importers.found import Found, Mapping

DATA = Path(os.environ.get("HCD_DATA") or Path(__file__).parents[2] / "shared" / "data") / "notes"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real inputs are not here")


def found(name: str, mapping: Mapping | None = None) -> Found:
    paths = sorted(DATA.glob(name))
    if not paths:
        pytest.skip(f"{name} is not here")
    return read(paths[0], mapping=mapping)


def test_the_survey_gives_its_free_answers() -> None:
    result = found("jupyter2015-survey-export.csv")
    assert (result.how, result.encoding, result.rows, len(result.notes), result.empty) == (
        "csv",
        "UTF-8",
        1706,
        9108,
        731,
    )
    assert len(result.columns) == 37
    assert len(result.mapping.text) == len(result.groups) == 24
    assert not any(name.startswith(("Time", "Status", "How often", "Select all")) for name in result.mapping.text)
    assert result.dropped == result.warnings == ()
    hindered = next(name for name in result.columns if "hinders" in name)
    one = found("jupyter2015-survey-export.csv", Mapping(text=(hindered,)))
    assert one.summary().say("en") == "Rows: 1,706. Notes: 762. Empty: 944."


def test_theme_codes_are_no_notes_but_can_be_asked_for() -> None:
    rows = {"difficult": 513, "hinderances": 763, "pleasant": 580}
    for name, count in rows.items():
        result = found(f"jupyter2015-{name}*_themes.csv")
        assert (len(result.columns), result.rows, len(result.notes), len(result.warnings)) == (3, count, 0, 1)
    result = found("jupyter2015-difficult_aspects_themes.csv", Mapping(text=("difficult_aspects_themes",)))
    assert (len(result.notes), result.empty) == (444, 69)


def test_the_trello_board_gives_its_open_cards_and_checklists() -> None:
    result = found("civicactions-nebula-trello.json")
    assert (result.how, result.title, result.rows, len(result.notes), result.empty) == ("trello", "Nebula", 117, 213, 0)
    assert [warning.say("en") for warning in result.warnings] == ["2 closed cards were left out."]
    assert result.groups[4:7] == ("Problem statement", "Persona notes", "Questions")
    assert len(result.groups) == 30
    assert Counter(label for note in result.notes for label in note.labels)["Criteria from RFQ"] >= 17
    with_comments = found("civicactions-nebula-trello.json", Mapping(parts=("comments", "no checklists")))
    assert len(with_comments.notes) == 117 + 15


def test_the_miro_board_gives_its_texts_within_frames() -> None:
    result = found("cardographer-miro*.json")
    assert (result.how, result.title, result.rows, len(result.notes)) == ("miro", "Policy Cards", 4, 4)
    assert {note.group for note in result.notes} == {"Stakeholder Mapping"}
    assert len(result.groups) == 17
    assert "Stage 1 › Issue" in result.groups
    assert [warning.say("en") for warning in result.warnings] == ["198 pictures were left out."]


MARKDOWN = {  # name: notes, quotes among them, groups
    "00_UserTypes": (59, 0, 21),
    "02_sprint17b": (22, 9, 9),
    "04_sprint-mightymoose-b": (42, 19, 11),
    "06_sprint-hautyhagfish": (1, 0, 1),
    "08_sprint-sarcasticseacow": (58, 33, 12),
    "11_sprint-randyroo": (70, 29, 26),
    "13_sprint-preposterous-puffin": (22, 7, 7),
    "15_cheeseycheetah": (19, 0, 11),
    "18_BenevolentBats": (103, 0, 36),
    "20_fledglingfox": (93, 0, 18),
    "22_QuietQuail": (23, 0, 9),
    "24_xerophyticxerus": (7, 0, 5),
    "26_handsomehamster": (57, 0, 9),
    "28_user-questions": (42, 0, 13),
    "29_homepageinterns": (12, 0, 4),
    "31_ExploreData": (34, 0, 9),
    "researchfindingsbytopic": (141, 0, 130),
    "training-study": (28, 0, 11),
    "onnr": (33, 0, 8),
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_research_findings_give_their_bullets_paragraphs_and_cells(name: str) -> None:
    result = found(f"*{name}*.md")
    quotes = sum(note.kind == "quote" for note in result.notes)
    assert (result.how, len(result.notes), quotes, len(result.groups)) == ("markdown", *MARKDOWN[name])
    assert result.warnings == ()
    assert all(note.where.startswith("line ") for note in result.notes)
