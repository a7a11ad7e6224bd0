"""What stands on a field when several words do, said of bare heads."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.change import ALIVE, ERASED, LONGEST_PART, LONGEST_TEXT, MOST_PARTS, encode
from hcd_studio.columns import columns
from hcd_studio.reading import Head, decode, is_alive, most_restrictive, read, said, standing, versions
from hcd_studio.records import Note

ID = "0" * 32
NOTE = columns("note")


def head(name: str, value: str | None, hlc: int = 1, *, seen: str = "", stands: str = "", silent: bool = False) -> Head:
    ids = tuple(one.encode() for one in seen.split())
    return Head(name.encode(), value, hlc, ids, stands.encode(), silent=silent)


def test_of_several_words_the_latest_stands_and_all_are_counted() -> None:
    heads = {"text": [head("a", '"first"', 1), head("b", '"second"', 2)]}
    assert read("note", ID, heads) == Note(id=ID, text="second")
    assert versions("note", heads) == {"text": 2}


def test_the_same_text_written_twice_is_one_version() -> None:
    assert versions("note", {"text": [head("a", '"same"', 1), head("b", '"same"', 2)]}) == {}


def test_a_place_on_which_copies_differ_is_no_version() -> None:
    assert versions("note", {"step": [head("a", '"1"', 1), head("b", '"2"', 2)]}) == {}


def test_an_erased_word_counts_for_nothing() -> None:
    heads = [head("a", '"left"', 1), head("b", None, 2)]
    assert standing(heads, NOTE["text"]) == "left"
    assert standing(heads[1:], NOTE["text"]) == ""
    assert versions("note", {"text": heads}) == {}


def test_what_an_undo_left_silent_gives_way_and_is_all_there_is_where_nothing_else_is() -> None:
    quiet = head("u", '"back"', 9, stands="x", silent=True)
    assert standing([head("a", '"stands"', 1), quiet], NOTE["text"]) == "stands"
    assert standing([quiet], NOTE["text"]) == "back"
    assert said([quiet]) == [quiet]


def test_of_equal_stamps_the_copy_decides_so_that_a_move_stays_whole() -> None:
    moves = [{"step": ("p", '"s1"'), "lane": ("z", '"l1"')}, {"step": ("q", '"s2"'), "lane": ("a", '"l2"')}]
    for order in permutations(range(2)):
        heads = {
            name: [Head(moves[i][name][0].encode(), moves[i][name][1], 5, by=bytes([i])) for i in order]
            for name in ("step", "lane")
        }
        found = read("note", ID, heads)
        assert isinstance(found, Note)
        assert (found.step, found.lane) == ("s2", "l2")


@given(st.lists(st.sampled_from(["", "room", "council", "library", "public", "secret", "zebra"]), min_size=1))
def test_the_narrowest_consent_stands_in_any_order(tiers: list[str]) -> None:
    found = most_restrictive(tiers)
    assert found == most_restrictive(tiers[::-1])
    order = ["room", "council", "library", "public"]
    assert all(
        tier in order and (found not in order or order.index(found) <= order.index(tier))
        for tier in tiers
        if found in order
    )
    if set(tiers) - set(order):
        assert found not in order


def test_whoever_says_withdrawn_is_heard_whatever_the_clocks_say() -> None:
    column = columns("participant")["withdrawn"]
    assert standing([head("a", "true", 1), head("b", "false", 2)], column) is True
    assert standing([head("a", "false", 1), head("b", "false", 2)], column) is False


@pytest.mark.parametrize(
    ("field", "stored", "read_as"),
    [
        ("text", '"ŵy"', "ŵy"),
        ("text", "7", ""),
        ("text", "[", ""),
        ("text", "[" * 100_000, ""),
        ("text", None, ""),
        ("verbatim", "true", True),
        ("verbatim", "1", False),
        ("verbatim", '"true"', False),
    ],
)
def test_a_stored_value_that_makes_no_sense_reads_as_unset(field: str, stored: str | None, read_as: object) -> None:
    assert decode(stored, NOTE[field]) == read_as


def test_numbers_that_no_column_can_hold_read_as_unset() -> None:
    value = columns("feeling")["value"]
    assert [decode(text, value) for text in ("2", "2.5", "true", "1" + "0" * 30, "null", '"2"')] == [2, *[None] * 5]
    percentage = columns("weight")["percentage"]
    assert [decode(text, percentage) for text in ("40", "2.5", "1e999", "NaN", "true")] == [40.0, 2.5, None, None, None]
    channels = columns("step")["channels"]
    assert [decode(text, channels) for text in ('["phone"]', '["phone", 1]', '"phone"')] == [("phone",), (), ()]


def test_a_record_without_a_word_about_its_life_lives() -> None:
    assert is_alive({"text": [head("t", '"x"')]})


def test_a_delete_hides_only_what_it_saw() -> None:
    gone = head("d", "false", 2, seen="t s")
    assert not is_alive({ALIVE: [gone], "text": [head("t", '"x"')], "step": [head("s", '"1"')]})
    assert is_alive({ALIVE: [gone], "text": [head("later", '"y"')], "step": [head("s", '"1"')]})


def test_a_delete_has_to_see_fields_of_newer_versions_too() -> None:
    heads = {ALIVE: [head("d", "false", 2, seen="t")], "text": [head("t", '"x"')], "sparkle": [head("n", '"new"')]}
    assert is_alive(heads)


def test_two_deletes_together_hide_what_each_saw_in_part() -> None:
    heads = {
        ALIVE: [head("d", "false", 2, seen="t"), head("e", "false", 3, seen="s")],
        "text": [head("t", '"x"')],
        "step": [head("s", '"1"')],
    }
    assert not is_alive(heads)


def test_whoever_says_that_it_lives_is_heard() -> None:
    assert is_alive({ALIVE: [head("d", "false", 2, seen="t"), head("c", "true", 1)], "text": [head("t", '"x"')]})


def test_an_erased_word_keeps_nothing_alive_nor_does_an_erasure() -> None:
    heads = {
        ALIVE: [head("d", "false", 2, seen="t")],
        "text": [head("t", '"x"')],
        "translation": [head("e", None)],
        ERASED: [head("x", encode("translation"))],
    }
    assert not is_alive(heads)


def test_an_undo_stands_for_what_it_brought_back_when_a_delete_is_judged() -> None:
    heads = {ALIVE: [head("d", "false", 2, seen="t")], "text": [head("u", '"x"', 5, stands="t")]}
    assert is_alive(heads)
    assert not is_alive(heads, lambda id: b"t" if id == b"u" else id)


def test_a_record_all_of_whose_words_were_erased_stays_hidden_whatever_anybody_says() -> None:
    lives = [head("l", "true", 9)]
    assert not is_alive({ALIVE: lives, "text": [head("a", None)], "sparkle": [head("b", None)]})
    assert is_alive({ALIVE: lives, "text": [head("a", None)], "sparkle": [head("b", '"x"')]})
    assert not is_alive({"text": [head("a", None)]})


def test_a_record_of_which_nothing_is_here_but_an_erasure_is_not_shown() -> None:
    assert not is_alive({ERASED: [head("e", '"text"')]})
    assert is_alive({ERASED: [head("e", '"text"')], "step": [head("s", '"1"')]})


WITHDRAWN = columns("participant")["withdrawn"]


@pytest.mark.parametrize("value", ['"yes"', "1", "0", "null", "[]", '"false"', "broken", None, "true"])
def test_whatever_is_no_plain_no_says_withdrawn(value: str | None) -> None:
    assert standing([head("a", value)], WITHDRAWN) is True
    assert standing([head("a", value), head("b", "false", 9)], WITHDRAWN) is True


@pytest.mark.parametrize("value", ["", "false"])
def test_a_plain_no_and_nothing_say_not_withdrawn(value: str) -> None:
    assert standing([head("a", value)], WITHDRAWN) is False
    assert standing([], WITHDRAWN) is False


@pytest.mark.parametrize("value", ['"unknown9"', "7", '["public"]', "{}", "broken", None, ""])
def test_a_tier_that_is_unknown_or_erased_is_the_narrowest(value: str | None) -> None:
    for others in ([], [head("b", '"public"', 9)]):
        assert standing([head("a", value), *others], NOTE["tier"]) == ""


@given(st.text(st.characters(codec=None), max_size=20))
def test_a_text_that_somebody_escaped_can_be_stored(text: str) -> None:
    found = decode(json.dumps(text), NOTE["text"])
    found.encode()
    assert "\0" not in found
    assert decode(encode(found), NOTE["text"]) == found


def test_a_text_and_a_list_are_read_as_far_as_a_field_takes() -> None:
    assert len(decode(encode("x" * 100_000), NOTE["text"])) == LONGEST_TEXT
    channels = columns("step")["channels"]
    parts = [f"{n} " + "y" * 2_000 for n in range(1_500)]
    found = decode(encode(parts), channels)
    assert (len(found), {len(part) for part in found}) == (MOST_PARTS, {LONGEST_PART})
    heads = [head("a", encode([f"a{n}" for n in range(750)])), head("b", encode([f"b{n}" for n in range(750)]), 2)]
    assert len(standing(heads, channels)) == MOST_PARTS
