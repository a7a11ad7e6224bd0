"""Breaking text into lines: nothing lost, everything fits, own line breaks kept, every letter has a width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from hcd_studio.layout.text import BOLD, FALLBACK, REGULAR, SERIF_BOLD, Wrapping, break_lines, face, tidy


@given(some.text(max_size=200), some.floats(8, 400), some.sampled_from([REGULAR, BOLD, SERIF_BOLD]))
def test_breaking_loses_nothing_and_every_line_fits(text: str, width: float, name: str) -> None:
    lines = break_lines(text, width, name, 13)
    assert "".join("".join(lines).split(" ")) == "".join(tidy(text).replace("\n", "").split(" "))
    for line in lines:
        visible = [letter for letter in line if face(name).advances[letter]]
        assert face(name).width(line, 13) <= width + 1e-6 or len(visible) == 1


def test_own_line_breaks_are_kept_and_ends_are_trimmed() -> None:
    assert break_lines("\n One \r\n\n two\t three\n", 500, REGULAR, 13) == ("One", "", "two three")


def test_a_long_word_breaks_after_a_sign_where_there_is_one() -> None:
    lines = break_lines("bathodyn-glas-a-pharcio.cymru/adnewyddu", 100, REGULAR, 13)
    assert len(lines) > 2
    assert all(line[-1] in "-./" for line in lines[:-1])
    assert "".join(lines) == "bathodyn-glas-a-pharcio.cymru/adnewyddu"


def test_a_blank_that_does_not_break_holds_words_together() -> None:
    text = "cost £\u00a012 now"
    narrow = face(REGULAR).width("cost £\u00a0", 13)
    assert break_lines(text, narrow, REGULAR, 13)[:2] == ("cost", "£\u00a012")


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert break_lines("w\u0302y\u0302r", 200, REGULAR, 13) == ("ŵŷr",)


def test_letters_that_a_face_lacks_take_their_width_from_the_helper() -> None:
    assert "Ж" not in face(REGULAR).own
    assert face(REGULAR).advances["Ж"] == face(FALLBACK).own["Ж"]
    assert face(REGULAR).advances["漢"] == 1.0
    assert face(REGULAR).advances["\u0302"] == 0.0


def test_every_welsh_letter_has_a_width_of_its_own() -> None:
    for letter in "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ’“”–−×·…£€":
        assert letter in face(REGULAR).own, letter


def test_a_wrapping_breaks_each_text_once_and_forgets_when_it_is_full() -> None:
    wrapping = Wrapping(kept=2)
    first = wrapping.lines("One two", 50, REGULAR, 13)
    assert wrapping.lines("One two", 50, REGULAR, 13) is first
    wrapping.lines("Three", 50, REGULAR, 13)
    wrapping.lines("Four", 50, REGULAR, 13)
    assert len(wrapping) == 1
