"""Names that others published: the ethics principles and the Digital Service Standards for Wales."""

from __future__ import annotations

from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.checks.rules import data, rules


def principles() -> dict[str, Words]:
    """The principles of data and AI ethics by their keys, the three on top first."""
    return _titles(data("ethics")["principles"])


def standards() -> dict[str, Words]:
    """The Digital Service Standards for Wales by their keys."""
    return _titles(data("evidence")["standards"])


def promises() -> dict[str, Words]:
    """The promises of the strategy by their keys."""
    return _titles(data("evidence")["promises"])


def shown_words(name: str) -> Words:
    """What a kind of evidence is called."""
    found = data("evidence")["words"].get(name, {})
    return Words(found.get("en", name), found.get("cy", name))


def rule_words(rule: str) -> Words:
    """What a rule is called; an unknown one says its id."""
    known = rules().get(rule)
    return known.title if known else Words(rule, rule)


def _titles(found: list[dict[str, Any]]) -> dict[str, Words]:
    return {one["key"]: Words(one["title"]["en"], one["title"]["cy"]) for one in found}
