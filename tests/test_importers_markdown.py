"""Research findings in Markdown become notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.importers.detect import read
from hcd_studio.importers.found import Found
from hcd_studio.importers.harvest import Harvest
from hcd_studio.importers.markdown import is_quoted
from hcd_studio.importers.markdown import read as read_markdown


def found(text: str) -> Found:
    harvest = Harvest("findings.md", "markdown")
    read_markdown(text, harvest)
    return harvest.found()


def lines(text: str) -> list[tuple[str, str, str]]:
    return [(note.group, note.kind, note.text) for note in found(text).notes]


def test_headings_are_the_group_and_the_one_title_is_not() -> None:
    assert lines(
        "# Study\n\nIntro.\n\n## Apply\n\n### Form:\n\n- Too long\n- Asked twice\n\n## Wait\n\nNo word.\n"
    ) == [
        ("", "", "Intro."),
        ("Apply › Form", "", "Too long"),
        ("Apply › Form", "", "Asked twice"),
        ("Wait", "", "No word."),
    ]
    assert found("# Study\n\n## Apply\n\nx y\n").title == "Study"
    assert lines("# One\n\nfirst\n\n# Two\n\nsecond\n") == [("One", "", "first"), ("Two", "", "second")]


def test_quotations_are_quotes() -> None:
    text = (
        '> I gave up.\n\n- “It froze.”\n- "Never again!" (P5)\n- _I had to ask my daughter to do it_\n'
        '- "A" and "B" differ\n- plain *word* here\n'
    )
    assert [kind for _, kind, _ in lines(text)] == ["quote", "quote", "quote", "quote", "", ""]


@pytest.mark.parametrize(
    "text", ["“It froze.”", '"It froze", she said'[:11], "‘I gave up on it’", '"Never again" – P5', "«Byth eto» (P2)"]
)
def test_a_text_in_quotation_marks_is_quoted(text: str) -> None:
    assert is_quoted(text)


@pytest.mark.parametrize(
    "text", ['"Explore" is a "word"', "“A” or “B”", "plain", "'tis hard", '"word"', "It said “no”"]
)
def test_a_text_with_a_quoted_word_is_not(text: str) -> None:
    assert not is_quoted(text)


def test_links_are_their_text_and_pictures_and_code_are_left_out() -> None:
    text = "See [the **form**](https://x.test) `now`.\n\n![](a.png)\n\nhttps://x.test\n\n```\ncode\n```\n\n<!-- x -->\n"
    result = found(text)
    assert [note.text for note in result.notes] == ["See the form now."]
    assert [warning.say("en") for warning in result.warnings] == ["1 block of code was left out."]


def test_a_short_parent_of_a_list_is_its_group() -> None:
    text = (
        "- Homepage\n  - Tabs confused people\n  - Map was liked\n- Units need a definition here:\n  - What is mcf?\n"
    )
    assert lines(text) == [
        ("Homepage", "", "Tabs confused people"),
        ("Homepage", "", "Map was liked"),
        ("", "", "Units need a definition here:"),
        ("Units need a definition here", "", "What is mcf?"),
    ]


def test_a_label_over_quotations_is_their_group() -> None:
    assert lines("## Jobs\n\nQuotes:\n\n> One.\n\n> Two.\n\nAfter that.\n") == [
        ("Jobs › Quotes", "quote", "One."),
        ("Jobs › Quotes", "quote", "Two."),
        ("Jobs", "", "After that."),
    ]


def test_cells_of_free_text_are_notes_under_their_topic() -> None:
    text = (
        "# A\n\n| Topic | Finding | Count | Plan |\n|---|---|---|---|\n"
        "| Form | The form is too long for people | 3 | Make the form shorter soon |\n"
        "| Phone | Nobody answers the phone there | 2 | |\n"
    )
    assert lines(text) == [
        ("A › Form › Finding", "", "The form is too long for people"),
        ("A › Form › Plan", "", "Make the form shorter soon"),
        ("A › Phone › Finding", "", "Nobody answers the phone there"),
    ]
    assert found(text).notes[2].where == "line 6, column Finding"


def test_a_line_that_begins_anew_after_a_bullet_is_a_thought_of_its_own() -> None:
    assert [text for _, _, text in lines("* It works.\nRefine the **form**.\n* wrapped over\ntwo lines\n")] == [
        "It works.",
        "Refine the form.",
        "wrapped over two lines",
    ]
    assert found("* It works.\nRefine the form.\n").notes[1].where == "line 2"


def test_the_matter_in_front_gives_the_title_and_no_note() -> None:
    result = found("---\ntitle: 'Astudiaeth'\ndate: 2024-01-01\n---\n\nNodyn cyntaf.\n")
    assert result.title == "Astudiaeth"
    assert [(note.text, note.where) for note in result.notes] == [("Nodyn cyntaf.", "line 6")]


def test_a_heading_without_a_space_is_still_a_heading() -> None:
    assert lines("# A\n\n##Trendlines\n* liked\n") == [("Trendlines", "", "liked")]


def test_a_markdown_file_is_known_by_its_name_or_its_headings(tmp_path: Path) -> None:
    for name, text in (("a.md", "- one\n- two\n"), ("b.txt", "# Findings\n\n- one\n- two\n")):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        result = read(path)
        assert (result.how, len(result.notes)) == ("markdown", 2)


@given(st.text(st.sampled_from(list('#*->|`_[]()!<& \n\t1.a"“:~=\\')), max_size=200))
def test_no_markdown_fails(text: str) -> None:
    assert all(note.text for note in found(text).notes)


def test_deep_nesting_is_no_trouble() -> None:
    found("> " * 3000 + "x")
    found("\n".join("  " * n + "- x" for n in range(400)))
    found("[" * 20000)
