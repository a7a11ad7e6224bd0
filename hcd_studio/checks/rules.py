"""The rules as data: `resources/rules/*.json`, read once; what each reads, says and rests on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

from hcd_studio import home
from hcd_studio.bilingual import Words
from hcd_studio.checks.finding import SEVERITIES, Reference, Severity
from hcd_studio.checks.phrases import EXACT, Phrases
from hcd_studio.speech import LANGUAGES
from resources import path

FAMILIES = ("needs", "requirements", "procurement", "parity", "privacy", "inclusion", "standards")
"""The rule files, in the order in which findings are told."""
GAZETTEER = "gazetteer"


@dataclass(frozen=True)
class Rule:
    """One rule: its words in both languages, how much it matters, what it reads, and the function that looks.

    `reads` are fields by kind; a rule without fields looks at records as a whole, one without kinds at the workshop.
    `words` and `unless` are phrases by language; a found phrase inside an `unless` is none. `spares` are fields by kind
    that a rule for every kind leaves alone; phrases of the rules of `spared_by` are exceptions too.
    """

    id: str
    severity: Severity
    check: str
    title: Words
    message: Words
    reason: Words
    remedy: Words
    reference: Reference
    family: str = ""
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
    spares: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spared_by: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the files."""
    references = {key: Reference(_words(one), one.get("link", "")) for key, one in data("references").items()}
    found: dict[str, Rule] = {}
    for family in FAMILIES:
        for one in data(family)["rules"]:
            made = _rule(one, family, references)
            shared = found.get(one["words"]) if isinstance(one.get("words"), str) else None  # the words of another rule
            found[made.id] = replace(made, words=shared.words) if shared else made
    return found


@cache
def data(name: str) -> Any:
    """One file of `resources/rules`, without judging it."""
    return json.loads(path("rules", f"{name}.json").read_text("utf-8"))


@cache
def phrasebook(language: str) -> Phrases:
    """All phrases of all rules in one language, each under its rule's id (`!` before it: the exceptions)."""
    book = Phrases(language)
    for rule in rules().values():
        book.add(rule.id, rule.words.get(language, ()))
        book.add(f"!{rule.id}", rule.unless.get(language, ()))
        for other in rule.spared_by:
            book.add(f"!{rule.id}", rules()[other].words.get(language, ()))
    return book


def _rule(one: Mapping[str, Any], family: str, references: Mapping[str, Reference]) -> Rule:
    severity = one["severity"]
    if severity not in SEVERITIES:
        raise ValueError(f"{one['id']}: severity {severity}")
    return Rule(
        id=one["id"],
        severity=cast(Severity, severity),
        check=one["check"],
        title=_words(one["title"]),
        message=_words(one["message"]),
        reason=_words(one["reason"]),
        remedy=_words(one["remedy"]),
        reference=references[one["reference"]],
        family=family,
        reads={kind: tuple(names) for kind, names in one.get("reads", {}).items()},
        words=_phrases(one.get("words", {})),
        unless=_phrases(one.get("unless", {})),
        limits=one.get("limits", {}),
        spared_by=tuple(one.get("spared_by", ())),
        spares={kind: tuple(names) for kind, names in one.get("spares", {}).items()},
    )


def _phrases(found: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(found, str) and found != GAZETTEER:
        return {}  # the words of another rule, by its id
    if found == GAZETTEER:
        return {"en": gazetteer(), "cy": tuple(f"{EXACT}{name}" for name in gazetteer())}
    return {side: tuple(found[side]) for side in LANGUAGES if side in found}


def gazetteer() -> tuple[str, ...]:
    """Trade names and suppliers: those that come with the program, and a council's own, one a line in `gazetteer.txt`."""
    found = data(GAZETTEER)
    return (*found["brands"], *found["suppliers"], *_own_names())


def _own_names() -> tuple[str, ...]:
    try:
        lines = home.folder("rules").joinpath("gazetteer.txt").read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return ()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _words(found: Mapping[str, str]) -> Words:
    return Words(en=found["en"], cy=found["cy"])
