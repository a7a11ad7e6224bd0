"""Every kind, field and choice has words in both languages, and one word never serves two meanings."""

from __future__ import annotations

import pytest

from hcd_studio.columns import columns
from hcd_studio.records import KINDS
from hcd_studio.speech import LANGUAGES, Language, Message
from hcd_studio.words import (
    CHOICE_WORDS,
    CHOICE_WORDS_OF,
    FIELD_WORDS,
    FIELD_WORDS_OF,
    OFFERED,
    Within,
    choice_words,
    choices_of,
    field_words,
)

NO_FIELD = {"alive"}
"""What the history tells of although no kind declares it."""


def every_column() -> list[tuple[str, str]]:
    return [(kind, name) for kind in KINDS for name in columns(kind)]


def told(findings: list[str]) -> str:
    return "\n" + "\n".join(findings) + "\nGive them words in hcd_studio/words.py."


def test_every_field_of_every_kind_has_words() -> None:
    missing = [
        f"{kind}.{name}"
        for kind, name in every_column()
        if columns(kind)[name].field not in FIELD_WORDS and (kind, columns(kind)[name].field) not in FIELD_WORDS_OF
    ]
    assert not missing, told(missing)


def test_every_choice_of_every_field_has_words() -> None:
    missing = [
        f"{kind}.{name}: {value}"
        for kind, name in every_column()
        for value in choices_of(kind, name)
        if choice_words(kind, name, value) == Message("{words}", words=value)
    ]
    assert not missing, told(missing)


def test_every_declared_list_is_among_the_choices() -> None:
    """The law above would say nothing of a list that `choices_of` does not see."""
    from dataclasses import fields

    for kind, one in KINDS.items():
        for field in fields(one):
            if allowed := field.metadata.get("allowed", ()):
                assert choices_of(kind, field.name) == tuple(allowed), (kind, field.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choices_of_one_field_are_told_apart(language: Language) -> None:
    same = [
        f"{kind}.{name}: {said}"
        for kind, name in every_column()
        if len(said := [choice_words(kind, name, value).say(language) for value in choices_of(kind, name)])
        != len(set(said))
    ]
    assert not same, told(same)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fields_of_one_kind_are_told_apart(language: Language) -> None:
    same = []
    for kind in KINDS:
        names = list(dict.fromkeys(column.field for column in columns(kind).values()))
        said = [field_words(kind, name).say(language) for name in names]
        same += [f"{kind}: {one}" for one in set(said) if said.count(one) > 1]
    assert not same, told(same)


def test_no_words_are_kept_for_what_is_not_there() -> None:
    names = {column.field for kind in KINDS for column in columns(kind).values()}
    assert set(FIELD_WORDS) - NO_FIELD <= names
    assert {
        (kind, name) for kind, name in FIELD_WORDS_OF if name not in {c.field for c in columns(kind).values()}
    } == set()
    values = {value for kind, name in every_column() for value in choices_of(kind, name)}
    assert set(CHOICE_WORDS) <= values
    for (kind, name), words in CHOICE_WORDS_OF.items():
        assert set(words) <= set(choices_of(kind, name)), (kind, name)
    for kind, name in OFFERED:
        assert columns(kind)[name].type == "list"


def test_a_target_is_a_target_and_a_link_rests() -> None:
    assert field_words("measure", "target").say("en") == "Target"
    assert field_words("link", "target").say("en") == "Rests on"
    assert choice_words("ballot", "status", "open").say("cy") != choice_words("pain", "status", "open").say("cy")


def test_what_people_typed_is_never_translated() -> None:
    assert choice_words("participant", "access_needs", "open").say("cy") == "open"
    assert choice_words("note", "text", "draft").say("cy") == "draft"
    assert choice_words("note", "kind", "from a newer version {x}").say("cy") == "from a newer version {x}"
    assert field_words("note", "newer_field").say("cy") == "newer field"
    assert field_words("newer_kind", "title").say("cy") == "Teitl"


def test_words_within_a_sentence_have_no_capital_but_their_own() -> None:
    assert Within(field_words("pain", "severity")).say("en") == "severity"
    assert Within(field_words("requirement", "cpv")).say("en") == "CPV code"
    assert Within(field_words("need", "i_need")).say("en") == "I need to"
    assert Within(field_words("agenda_item", "ended")).say("cy") == "daeth i ben"
