"""The small parts of importing: text, language, personal data, mappings, presets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.importers import presets
from hcd_studio.importers.found import CannotRead, Found, FoundNote, Mapping
from hcd_studio.importers.personal import Names, is_only, seems_to_hold
from hcd_studio.importers.text import clean, language_of, mended, one_line, says_something
from hcd_studio.speech import Message


@given(st.text())
def test_a_cleaned_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


def test_controls_go_and_line_breaks_stay() -> None:
    assert clean("a\x00b\x1b \r\nc\x0bd\u2028e\t\xa0f\u202e\ufeff ") == "ab\nc\nd\ne  f"
    assert clean("cafe\u0301") == "café"
    assert clean("\ud83d") == ""
    assert clean("🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f") != "🏴"


def test_a_dash_says_nothing_and_a_picture_does() -> None:
    assert not any(map(says_something, ["", "-", "…", "n/a", "#REF!", "—", "()"]))
    assert all(map(says_something, ["?", "👍", "no", "Na", "5"]))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mae'r ffurflen yn rhy hir ac mae'n anodd", "cy"),
        ("Dydyn nhw ddim yn ateb y ffôn", "cy"),
        ("The form is too long and nobody answers", "en"),
        ("I don't know what to do", "en"),
        ("Long form", ""),
        ("Blue Badge", ""),
        ("", ""),
        ("Formularz jest za długi", ""),
        ("Das Formular ist zu lang und niemand war da", ""),
    ],
)
def test_the_language_is_guessed_only_when_there_is_little_doubt(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("CafÃ©", "Café"),
        ("donâ€™t", "don’t"),
        ("tÅ·", "tŷ"),
        ("dÅµr", "dŵr"),
        ("Â£5", "£5"),
        ("â€œyesâ€\x9d", "“yes”"),
        ("don\x92t", "don’t"),
        ("â\x80\x99", "’"),
        ("√©t√©", "été"),
        ("ðŸ˜€", "😀"),
        ("ÃƒÂ©", "é"),
    ],
)
def test_letters_that_were_encoded_twice_are_mended(garbled: str, right: str) -> None:
    assert mended(garbled) == right


@pytest.mark.parametrize(
    "text", ["Siân", "dŵr, tŷ", "GLÔ’r", "“yes” – no…", "naïve £5 ½", "TÂN", "ESPAÑ…", "Привет", "中文", "Å"]
)
def test_letters_that_are_right_are_left_alone(text: str) -> None:
    assert mended(text) == text


@given(st.text(st.sampled_from("abc ’“”–…£éêîôûŵŷŴŶÊ😀½"), min_size=1))
def test_any_text_encoded_twice_comes_back(text: str) -> None:
    garbled = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8"))
    assert mended(garbled) == text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("write to sian.evans@council.gov.wales please", ("e-mail",)),
        ("ring 029 2087 1234 or 07700 900123", ("phone",)),
        ("+44 7700 900123", ("phone",)),
        ("(01792) 636000", ("phone",)),
        ("I live at CF10 3NQ", ("postcode",)),
        ("sa1 3sn is where", ("postcode",)),
        ("SA13SN", ("postcode",)),
        ("QQ 12 34 56 C is mine", ()),
        ("AB 12 34 56 C is mine", ("NI number",)),
        ("ab123456c", ("NI number",)),
        ("It took 12 days and £1,200.50 since 01-02-2024 10:30", ()),
        ("reference 20240102123456", ()),
        ("@home since 2020, option B2 1st", ()),
        ("from 0 to 60 in 10 seconds", ()),
    ],
)
def test_personal_data_is_noticed(text: str, kinds: tuple[str, ...]) -> None:
    assert seems_to_hold(text) == kinds


def test_a_value_that_is_only_personal_data_is_told_from_a_text() -> None:
    assert is_only("a@b.cymru") == "e-mail"
    assert is_only("cf10 3nq") == "postcode"
    assert is_only("write to a@b.cymru") == ""


def test_known_names_are_found_in_texts() -> None:
    names = Names(["Siân Evans", "May", "Gwyn ap Rhys"])
    assert names.in_text("I asked siân evans about it")
    assert names.in_text("Gwyn ap Rhys said no")
    assert not names.in_text("May is a month, Evans is a name")


def test_a_mapping_is_parsed_as_the_command_takes_it() -> None:
    mapping = Mapping.parse(
        ["text=Why", "text=What = how?", "group=Team", "kinds=yellow:pain", "parts=comments", "header=3"]
    )
    assert mapping.text == ("Why", "What = how?")
    assert mapping.group == ("Team",)
    assert mapping.kind_of("green", "Yellow") == "pain"
    assert mapping.parts == ("comments",)
    assert mapping.header == "3"


@pytest.mark.parametrize(
    "item", ["text", "text=", "colour=Why", "=Why", "kinds=yellow", "kinds=yellow:unknown", "parts=all"]
)
def test_a_mapping_that_says_nothing_is_refused_in_one_sentence(item: str) -> None:
    with pytest.raises(CannotRead) as trouble:
        Mapping.parse([item])
    assert item.partition("=")[2] in trouble.value.say("en")


COLUMNS = st.lists(st.text(min_size=1, max_size=20), max_size=3).map(tuple)


@given(COLUMNS, COLUMNS, COLUMNS, st.lists(st.tuples(st.text(min_size=1).map(str.strip).filter(bool), st.just("pain"))))
def test_a_mapping_survives_json(
    text: tuple[str, ...], group: tuple[str, ...], drop: tuple[str, ...], kinds: list[tuple[str, str]]
) -> None:
    mapping = Mapping(text=text, group=group, drop=drop, kinds=tuple(kinds), parts=("closed",), header="none")
    assert Mapping.from_json(mapping.to_json()) == mapping


@pytest.mark.parametrize("damaged", ["", "[", "[]", "3", '"x"', "[" * 100_000])
def test_a_damaged_mapping_is_refused(damaged: str) -> None:
    with pytest.raises(CannotRead):
        Mapping.from_json(damaged)


def test_a_preset_is_known_by_its_header(tmp_path: Path) -> None:
    mapping = Mapping(text=("Pam?",), group=("Tîm",))
    path = presets.remember(tmp_path / "presets", ["Tîm", "Pam?"], mapping, "Arolwg")
    assert presets.recall(tmp_path / "presets", ["tîm ", "Pam?"]) == mapping
    assert presets.recall(tmp_path / "presets", ["Pam?", "Tîm"]) is None
    assert presets.known(tmp_path / "presets") == [("Arolwg", mapping)]
    path.write_text("{", encoding="utf-8")
    assert presets.recall(tmp_path / "presets", ["Tîm", "Pam?"]) is None
    presets.forget(tmp_path / "presets", ["Tîm", "Pam?"])
    presets.forget(tmp_path / "presets", ["Tîm", "Pam?"])
    assert presets.known(tmp_path / "presets") == []


def test_a_preset_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotRead) as trouble:
        presets.remember(tmp_path / "file", ["a"], Mapping())
    assert trouble.value.safe.say("en") == "Nothing was changed."


def test_the_summary_counts_in_one_sentence() -> None:
    notes = tuple(FoundNote("x", personal=("e-mail",)) for _ in range(3)) + tuple(FoundNote("x") for _ in range(878))
    assert Found(notes, "a.csv", "csv", rows=1136, empty=255).summary().say("en") == (
        "Rows: 1,136. Notes: 881. Empty: 255. With an e-mail address: 3."
    )
    one = Found((FoundNote("x", personal=("phone",)),), "a.json", "trello", rows=1)
    assert one.summary().say("en") == "Cards: 1. Notes: 1. With other personal data: 1."
    assert one.summary().say("cy")


def test_one_trouble_says_what_is_safe() -> None:
    assert (
        CannotRead(Message("It broke."), do=Message("Try again.")).say("en")
        == "It broke. Nothing was imported. Try again."
    )
    assert one_line("a \n b") == "a b"
