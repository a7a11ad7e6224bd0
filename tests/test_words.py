"""The catalogue of words: complete, in step with the code, and Welsh."""

from __future__ import annotations

import datetime
import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from hcd_studio.records import KINDS
from hcd_studio.speech import LANGUAGES, Message, catalogue
from hcd_studio.verbs import all_verbs
from resources.locale import words
from resources.locale.gather import QT, Entry, Gathered, Key, gaps, gather, gather_file, wordless

SAME = {
    # Words that Welsh and English write alike, and names.
    "", "HCD Studio", "Persona {n}", "Agenda",
    "Cymraeg · English", "Map", "Persona", "Post", "Term", "Data", "Dot", "Person", "System", "Cost",
    "cell", "label", "panel",
}  # fmt: skip
NOT_AS_THE_RECORD: set[str] = set()
"""English words that stand for a kind of record and for something else; see `words.differing`."""


@cache
def gathered() -> Gathered:
    return gather()


@cache
def welsh() -> dict[Key, words.Said]:
    return words.welsh(gathered())[0]


def forms() -> Iterator[tuple[Entry, str]]:
    """Every Welsh sentence beside the entry that it says."""
    for key, said in welsh().items():
        for form in said.forms if said.done else ():
            yield gathered().entries[key], form


def listed(texts: list[str]) -> str:
    return "\n" + "\n".join(texts) + "\nRun `python dev.py words` and translate resources/locale/cy/LC_MESSAGES/hcd.po."


def test_the_catalogue_is_as_it_must_be() -> None:
    wrong = words.faults(gathered())
    assert not wrong, listed(wrong)


def test_everything_is_translated_and_nothing_is_fuzzy() -> None:
    missing = [said_id for (_, said_id), said in welsh().items() if not said.done]
    assert not missing, listed(missing)
    assert not words.read("cy")[2]


def test_the_po_holds_what_the_code_says_and_no_more() -> None:
    kept = set(words.read("cy")[0])
    assert kept == set(welsh()), listed([id for _, id in kept ^ set(welsh())])


@pytest.mark.parametrize("file", ["cy/LC_MESSAGES/hcd.mo", "en/LC_MESSAGES/hcd.mo"])
def test_the_mo_holds_what_the_po_holds(file: str) -> None:
    assert (words.HERE / file).read_bytes() == words.files(gathered())[words.HERE / file]


def test_writing_twice_gives_the_same_bytes() -> None:
    assert words.files(gathered()) == words.files(gathered())


def test_the_gaps_of_a_translation_are_those_of_the_sentence() -> None:
    wrong = [
        f"{entry.id} | {form}"
        for entry, form in forms()
        if gaps(form, entry.context) != set().union(*(gaps(text, entry.context) for text in entry.sources))
    ]
    assert not wrong, listed(wrong)


def test_every_plural_has_six_forms() -> None:
    for key, said in welsh().items():
        assert len(said.forms) == (6 if gathered().entries[key].plural else 1), key


def test_a_number_changes_the_word_after_it() -> None:
    one, many = "{n} closed card was left out.", "{n} closed cards were left out."
    expected = {0: "cerdyn", 1: "cerdyn", 2: "gerdyn", 3: "cherdyn", 6: "cherdyn", 7: "cerdyn"}
    said = {n: Message(one, plural=many, count=n, n=n).say("cy").split()[2] for n in expected}
    assert said == expected
    assert Message(one, plural=many, count=1, n=1).say("en") == "1 closed card was left out."
    assert Message(one, plural=many, count=2, n=2).say("en") == "2 closed cards were left out."


def test_the_six_plural_forms_are_those_of_the_cldr() -> None:
    spoken = catalogue("cy")
    assert isinstance(spoken, gettext.GNUTranslations)
    choose = gettext.c2py(words.PLURALS["cy"][1])
    assert [choose(n) for n in (0, 1, 2, 3, 6)] == [0, 1, 2, 3, 4]
    assert {choose(n) for n in (4, 5, 7, 8, 10, 11, 20, 100, 1000)} == {5}


def test_every_verb_has_welsh_of_its_own() -> None:
    for verb in all_verbs().values():
        for sentence in (verb.say, *verb.told):
            assert (
                sentence in SAME or wordless(sentence) or Message(sentence).say("cy") != Message(sentence).say("en")
            ), sentence


def test_every_kind_of_record_has_its_welsh_name() -> None:
    for kind in KINDS.values():
        said = kind.term().say("cy")
        assert said == kind.welsh or kind.english in NOT_AS_THE_RECORD, (kind.english, said, kind.welsh)
        assert kind.english in SAME or said != kind.english


def test_words_that_read_alike_in_both_languages_are_known() -> None:
    alike = {entry.id for entry, form in forms() if form == entry.id and not wordless(entry.id)}
    assert alike <= SAME, listed(sorted(alike - SAME))


def test_welsh_uses_one_kind_of_apostrophe_and_quotation_mark() -> None:
    wrong = [form for _, form in forms() if re.search("['\"`´‘]", form)]
    assert not wrong, listed(wrong)


def test_every_translation_says_where_it_comes_from_or_that_it_needs_a_check() -> None:
    for key, said in welsh().items():
        if said.done and not wordless(key[1]):
            sourced = any(remark.startswith(words.SOURCE) for remark in said.remarks)
            assert sourced != said.marked, key


def test_welsh_ends_as_its_english_ends() -> None:
    """A full stop, a colon or three dots at the end are part of how a sentence is used."""
    wrong = [
        f"{entry.id} | {form}"
        for entry, form in forms()
        if entry.context != QT and (entry.id[-1:] in ".:?…" or form[-1:] in ".:?…") and entry.id[-1:] != form[-1:]
    ]
    assert not wrong, listed(wrong)


def test_an_unknown_sentence_is_said_in_english() -> None:
    assert Message("Nobody has translated {this}.", this="it").say("cy") == "Nobody has translated it."
    assert Message("{n} ox", plural="{n} oxen", count=3, n=3).say("cy") == "3 oxen"
    assert Message("Open", context="nowhere").say("cy") == "Open"


def test_qt_hears_its_own_words() -> None:
    spoken = catalogue("cy")
    assert spoken.pgettext(QT, "&Save") == "Ca&dw"
    assert spoken.pgettext(QT, "Nothing of Qt's") == "Nothing of Qt's"


def test_sentences_are_found_wherever_they_are_written(tmp_path: Path) -> None:
    source = tmp_path / "one.py"
    source.write_text(
        'A = N_("first")\n'
        'B = Message("sec" "ond", plural="seconds", count=n)\n'
        'C = Message(N_("third") if x else "fourth", context="there")\n'
        'say("fifth")\n'
        'text.say("cy")\n'
        'class K:\n    english, welsh, letter = N_("Kind"), "Math", "K"\n'
        'Message(f"never {x}")\n',
        "utf-8",
    )
    found = Gathered()
    gather_file(found, source, "ui/one.py")
    assert list(found.entries) == [
        ("", "first"), ("", "second"), ("there", "third"), ("there", "fourth"), ("", "fifth"), ("", "Kind"),
    ]  # fmt: skip
    assert found.entries[("", "second")].plural == "seconds"
    assert found.entries[("", "Kind")].welsh == "Math"
    assert len(found.faults) == 1


def test_a_translation_outlives_its_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(words, "HERE", tmp_path)
    both = Gathered({("", "Save"): Entry("Save"), ("", "Open"): Entry("Open")})
    said = {("", "Save"): words.Said(("Cadw",)), ("", "Open"): words.Said(("Agor",), ["source: LibreOffice"])}
    words.po_path("cy").parent.mkdir(parents=True)
    words.po_path("cy").write_bytes(words.as_po(words.book("cy", both, said)))
    one = Gathered({("", "Save"): Entry("Save")})
    words.po_path("cy").write_bytes(words.files(one)[words.po_path("cy")])
    assert "#~ msgstr" in words.po_path("cy").read_text("utf-8")
    now, old = words.welsh(both)
    assert now[("", "Open")] == said[("", "Open")]
    assert now[("", "Save")].remarks == [words.CHECK]
    assert not old


@pytest.mark.parametrize("day", ["2026-01-01", "2026-02-28", "2026-08-12", "2026-12-25"])
def test_days_are_said_as_the_locale_data_say_them(day: str) -> None:
    from babel.dates import format_date

    from exports.sections.saying import date_of

    said_day = date_of(day)
    assert isinstance(said_day, Message)
    for language in LANGUAGES:
        said = format_date(datetime.date.fromisoformat(day), "d MMMM y", locale={"cy": "cy", "en": "en_GB"}[language])
        assert said_day.say(language) == said
