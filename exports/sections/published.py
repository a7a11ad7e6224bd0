"""Names that others published: the ethics principles and the Digital Service Standards for Wales."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from hcd_studio.bilingual import Words
from resources import path


@cache
def _data(name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path("rules", f"{name}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def principles() -> dict[str, Words]:
    """The principles of data and AI ethics by their keys, the three on top first."""
    return _titles(_data("ethics").get("principles", []))


def standards() -> dict[str, Words]:
    """The Digital Service Standards for Wales by their keys."""
    return _titles(_data("evidence").get("standards", []))


def promises() -> dict[str, Words]:
    """The promises of the strategy by their keys."""
    return _titles(_data("evidence").get("promises", []))


def shown_words(name: str) -> Words:
    """What a kind of evidence is called."""
    found = _data("evidence").get("words", {}).get(name, {})
    return Words(found.get("en", name), found.get("cy", name))


def rule_words(rule: str) -> Words:
    """What a rule is called; an unknown one says its id."""
    for family in ("needs", "requirements", "procurement", "parity", "privacy", "inclusion", "standards"):
        for one in _data(family).get("rules", []):
            if one.get("id") == rule:
                return Words(one["title"]["en"], one["title"]["cy"])
    return Words(rule, rule)


def _titles(found: list[dict[str, Any]]) -> dict[str, Words]:
    return {one["key"]: Words(one["title"]["en"], one["title"]["cy"]) for one in found}
