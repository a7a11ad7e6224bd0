"""Sorting by the Welsh alphabet, and folding for search."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.sorting import ALPHABET, fold, welsh_key


@pytest.mark.parametrize(
    "words",
    [
        "cyw chwarae dwr ddoe",
        "dydd ddoe",
        "fyny ffordd",
        "gwr ngeni hen",
        "lwc llan",
        "pwy phan",
        "rŵan rhad",
        "tŷ thema",
        "Aberystwyth Bangor Caernarfon Cymru Chwefror Dolgellau Ffestiniog Harlech Llanelli Rhyl Wrecsam",
        "cadw cyfuno dadwneud gludo golygu",
    ],
    ids=lambda words: words.split()[0],
)
def test_words_stand_in_the_order_of_the_alphabet(words: str) -> None:
    wanted = words.split()
    mixed = wanted[:]
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=welsh_key) == wanted


def test_the_alphabet_has_its_twenty_nine_letters_and_five_guests() -> None:
    assert len([letter for letter in ALPHABET if letter not in "kqvxz"]) == 29
    assert len(ALPHABET) == 34


@pytest.mark.parametrize("letter", [letter for letter in ALPHABET if len(letter) == 2])
def test_two_letters_that_are_one_stand_after_all_that_begins_with_the_first(letter: str) -> None:
    before = "g" if letter == "ng" else letter[0]
    assert welsh_key(f"{before}zzz") < welsh_key(letter)


def test_n_and_g_that_only_meet_are_two_letters() -> None:
    assert sorted(["bangor", "banc", "baner"], key=welsh_key) == ["banc", "baner", "bangor"]
    assert sorted(["dangos", "daniel", "danadl"], key=welsh_key) == ["danadl", "dangos", "daniel"]
    assert sorted(["Llangollen", "Llanelli", "Llanharan"], key=welsh_key) == ["Llanelli", "Llangollen", "Llanharan"]


def test_ng_that_is_one_letter_stands_before_h() -> None:
    assert sorted(["angel", "ardal", "agor", "ai", "ahem"], key=welsh_key) == ["agor", "angel", "ahem", "ai", "ardal"]
    assert sorted(["cyngor", "cyhoedd", "cyfle"], key=welsh_key) == ["cyfle", "cyngor", "cyhoedd"]


@pytest.mark.parametrize("mutated", ["Fangor", "Mangor", "ddangos", "nangos", "Langollen", "benglog", "mhenglog"])
def test_a_mutation_does_not_join_what_only_meets(mutated: str) -> None:
    at = mutated.lower().index("ng")
    apart = f"{mutated[: at + 1]}-{mutated[at + 1 :]}"
    assert welsh_key(mutated)[0] == welsh_key(apart)[0]


def test_accents_and_capitals_only_break_ties() -> None:
    assert sorted(["tân", "tan", "taniwr", "Tan"], key=welsh_key) == ["tan", "Tan", "tân", "taniwr"]
    assert sorted(["gŵr", "gwr", "gwraig"], key=welsh_key) == ["gwr", "gŵr", "gwraig"]


def test_numbers_stand_by_their_size_and_before_letters() -> None:
    assert sorted(["Cam 10", "Cam 9", "Cam a"], key=welsh_key) == ["Cam 9", "Cam 10", "Cam a"]


def test_shorter_words_stand_first_and_signs_do_not_count() -> None:
    assert sorted(["ail gopi", "ail", "ailenwi"], key=welsh_key) == ["ail", "ail gopi", "ailenwi"]
    assert welsh_key("i’r")[0] == welsh_key("i'r")[0] == welsh_key("ir")[0]


def test_letters_of_other_alphabets_stand_last() -> None:
    assert sorted(["ωmega", "zebra", "acen"], key=welsh_key) == ["acen", "zebra", "ωmega"]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_texts_can_be_sorted_and_the_order_is_settled(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(texts, key=welsh_key) == sorted(backwards, key=welsh_key)


def test_folding_forgets_case_accents_and_the_kind_of_apostrophe() -> None:
    assert fold("TŶ’R Gŵyl") == fold("ty'r gwyl") == "ty'r gwyl"


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
