"""What is pasted from the clipboard becomes notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.importers.detect import read_text
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.text import clean


def texts(pasted: str, html: str = "") -> list[str]:
    return [note.text for note in read_text(pasted, html).notes]


def test_a_line_is_a_note_and_empty_lines_are_none() -> None:
    assert texts("The form is long\r\n\r\nNobody answers the phone\n") == [
        "The form is long",
        "Nobody answers the phone",
    ]


@pytest.mark.parametrize(
    "bullet",
    [
        "- ",
        "* ",
        "• ",
        "•",
        "– ",
        "— ",
        "1. ",
        "12) ",
        "a) ",
        "b. ",
        "(c) ",
        "iv. ",
        "☐ ",
        "☐",
        "[ ] ",
        "- [x] ",
        "·\t",
        "o\t",
    ],
)
def test_bullets_are_taken_off(bullet: str) -> None:
    assert texts(f"{bullet}Mae'r ffurflen yn hir\n{bullet}Nobody answers\n") == [
        "Mae'r ffurflen yn hir",
        "Nobody answers",
    ]


def test_what_is_indented_or_wrapped_under_a_bullet_belongs_to_it() -> None:
    pasted = (
        "- The form asks for my National\n  Insurance number twice\n- I gave up because the\npage froze\n\nOn its own"
    )
    assert texts(pasted) == [
        "The form asks for my National Insurance number twice",
        "I gave up because the page froze",
        "On its own",
    ]


def test_a_bullet_alone_takes_the_line_after_it() -> None:
    assert texts("•\nText after a lonely bullet\n•\nAnother") == ["Text after a lonely bullet", "Another"]


def test_a_blank_line_ends_a_note() -> None:
    assert texts("- one\n\n  two") == ["one", "two"]


def test_a_number_or_a_dash_within_a_line_is_no_bullet() -> None:
    assert texts("2015 was better\n-5 degrees\n1.5 hours on hold\nA. Jones") == [
        "2015 was better",
        "-5 degrees",
        "1.5 hours on hold",
        "A. Jones",
    ]


def test_a_line_with_a_colon_over_bullets_is_their_group() -> None:
    found = read_text("Pain points:\n- Long form\n- No reply\n\nSomething else")
    assert [(note.group, note.text) for note in found.notes] == [
        ("Pain points", "Long form"),
        ("Pain points", "No reply"),
        ("", "Something else"),
    ]


def test_a_heading_is_the_group_of_what_follows() -> None:
    found = read_text("# Apply\nLong form\n- No reply\n## Wait\nMonths")
    assert [(note.group, note.text) for note in found.notes] == [
        ("Apply", "Long form"),
        ("Apply", "No reply"),
        ("Wait", "Months"),
    ]


def test_a_table_from_excel_becomes_cells_under_their_headers() -> None:
    found = read_text('Step\tPain\tIdea\r\nApply\t"Too long\nand twice"\tShorter form\r\nWait\tNo word\t\r\n')
    assert [(note.group, note.text, note.where) for note in found.notes] == [
        ("Step", "Apply", "row 2, column Step"),
        ("Pain", "Too long\nand twice", "row 2, column Pain"),
        ("Idea", "Shorter form", "row 2, column Idea"),
        ("Step", "Wait", "row 3, column Step"),
        ("Pain", "No word", "row 3, column Pain"),
    ]


def test_a_map_keeps_its_lanes() -> None:
    found = read_text("\tApply\tWait\nPain\tLong form\tNo word at all\nIdea\tShorter form\tSend a text message\n")
    assert [(note.group, note.text) for note in found.notes] == [
        ("Apply › Pain", "Long form"),
        ("Wait › Pain", "No word at all"),
        ("Apply › Idea", "Shorter form"),
        ("Wait › Idea", "Send a text message"),
    ]


def test_a_table_without_a_header_gives_every_cell() -> None:
    found = read_text("Long form, asked twice\tI never heard back from them\n12\tNobody answers the phone on Mondays\n")
    assert [note.group for note in found.notes] == ["", "", ""]
    assert found.notes[2].text == "Nobody answers the phone on Mondays"


def test_a_column_of_excel_with_line_breaks_stays_whole() -> None:
    assert texts('"Two lines\nin one cell"\r\nSecond cell\r\n"He said ""no"""\r\n') == [
        "Two lines\nin one cell",
        "Second cell",
        'He said "no"',
    ]


def test_quotation_marks_that_excel_does_not_need_are_kept() -> None:
    assert texts('"It froze" she said\tok then\n"No" is all I got\tand then nothing') == [
        '"It froze" she said',
        "ok then",
        '"No" is all I got',
        "and then nothing",
    ]


def test_a_word_list_with_tabs_after_the_bullets_is_no_table() -> None:
    assert texts("•\tFirst\n•\tSecond\n1.\tThird") == ["First", "Second", "Third"]


def test_an_html_table_is_preferred_and_what_stands_around_it_is_kept() -> None:
    html = (
        "<html><body><!--StartFragment--><p>Before the table</p><table><tr><th>Step</th><th>Pain</th></tr>"
        "<tr><td>Apply</td><td><p>Two</p><p>paragraphs</p></td></tr></table></body></html>"
    )
    found = read_text("Before the table\nStep\tPain\nApply\tTwo\nparagraphs", html)
    assert [(note.group, note.text) for note in found.notes] == [
        ("", "Before the table"),
        ("Step", "Apply"),
        ("Pain", "Two\nparagraphs"),
    ]


def test_html_without_a_table_leaves_the_plain_text() -> None:
    assert texts("- one\n- two", "<ul><li>one</li><li>two</li></ul>") == ["one", "two"]


def test_html_alone_is_read_too() -> None:
    assert texts("", "<ul><li>one</li><li>two &amp; three</li></ul><style>p{}</style>") == ["one", "two & three"]


def test_columns_that_say_who_somebody_is_are_dropped_from_a_pasted_table() -> None:
    found = read_text("Name\tComment\nSiân Evans\tSiân Evans was on hold for an hour\n")
    assert found.dropped == ("Name",)
    assert [(note.text, note.personal) for note in found.notes] == [("Siân Evans was on hold for an hour", ("name",))]


def test_nothing_to_paste_is_said() -> None:
    with pytest.raises(CannotRead) as trouble:
        read_text(" \n ")
    assert trouble.value.say("en") == "There is no text to paste. Nothing was imported. Copy the notes first."


WORD = st.text(st.characters(categories=["L"]), min_size=7, max_size=9)
ITEM = st.lists(WORD, min_size=2, max_size=4).map(" ".join)


@given(st.lists(ITEM, min_size=1, max_size=8), st.sampled_from(["- ", "• ", "1. ", "☐ ", "\t• "]))
def test_a_list_comes_back_as_its_items(items: list[str], bullet: str) -> None:
    assert texts("\n".join(bullet + item for item in items)) == [clean(item) for item in items]


@given(st.text(), st.text())
def test_no_pasted_text_fails(pasted: str, html: str) -> None:
    try:
        found = read_text(pasted, html)
    except CannotRead:
        return
    assert all(note.text.strip() == note.text and note.text for note in found.notes)


@given(
    st.lists(
        st.sampled_from(
            ["\t", "\n", '"', '""', "a", "- ", "• ", "1. ", ":", "# ", " ", "<table>", "<td>", "</tr>", "<![x["]
        )
    )
)
def test_no_mixture_of_marks_fails(parts: list[str]) -> None:
    text = "".join(parts)
    if text.strip():
        read_text(text)
        read_text(text, text)
