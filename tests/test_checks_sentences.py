"""The checks against sentences as councils write them: what must be found is found, and what is good is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.checks.engine import margin
from hcd_studio.records import Requirement
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import LANGUAGES

FILES = Path(__file__).parent / "files"
FLOORS = {"sentences": (0.95, 0.95), "unseen": (0.9, 0.65)}
"""Precision and recall. The rules were made with `sentences` at hand; `unseen` was written afterwards and changed nothing."""


@cache
def sentences(language: str, name: str = "sentences") -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Sentence, the rules that must find it, and rules that may (after `~`): a second opinion that nobody minds."""
    found = []
    for line in (FILES / f"{name}_{language}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            before, bar, after = line.partition(" | ")
            text, _, spare = (after if bar else before).partition(" ~ ")
            found.append((text.strip(), frozenset(before.split() if bar else ()), frozenset(spare.split())))
    return tuple(found)


def found_in(text: str, language: str) -> frozenset[str]:
    """The rules that find something in what a statement says, in one language."""
    record = Requirement(id="r", statement=Words(**{language: text}))
    findings = margin(Snapshot.of([record]), record)
    return frozenset(
        one.rule for one in findings if one.place.column == f"statement_{language}" and one.rule[0] in "RPD"
    )


def misses(language: str, name: str = "sentences") -> Iterator[tuple[str, str, str]]:
    """Each rule that was silent or spoke too much, with the sentence."""
    for text, expected, spare in sentences(language, name):
        found = found_in(text, language)
        yield from (("missed", rule, text) for rule in sorted(expected - found))
        yield from (("too much", rule, text) for rule in sorted(found - expected - spare))


def test_there_are_enough_sentences_of_each_kind() -> None:
    for language in LANGUAGES:
        kinds = Counter(bool(expected) for _, expected, _ in sentences(language))
        assert min(kinds.values()) >= 150, (language, kinds)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FLOORS)
def test_precision_and_recall_stay_above_their_floors(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = list(misses(language, name))
    known = sentences(language, name)
    expected = sum(len(rules) for _, rules, _ in known)
    missed = sum(kind == "missed" for kind, _, _ in wrong)
    right = expected - missed
    precision, recall = right / (right + len(wrong) - missed), right / expected
    with capsys.disabled():
        print(f"\n  {name} {language}: {len(known)} sentences, precision {precision:.3f}, recall {recall:.3f}")
    told = "\n".join(" | ".join(one) for one in wrong)
    assert precision >= FLOORS[name][0], told
    assert recall >= FLOORS[name][1], told


@pytest.mark.parametrize("language", LANGUAGES)
def test_good_sentences_are_left_alone(language: str) -> None:
    good = [text for text, expected, _ in sentences(language) if not expected]
    touched = [text for kind, _, text in misses(language) if kind == "too much" and text in good]
    assert len(touched) <= 0.03 * len(good), "\n".join(touched)


def test_every_rule_on_statements_has_sentences_in_both_languages() -> None:
    for language in LANGUAGES:
        heard = {rule for _, expected, _ in sentences(language) for rule in expected}
        assert {f"R{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 19, 20, 21, 22, 23, 24)} <= heard
        assert {f"P{n}" for n in range(1, 7)} <= heard
