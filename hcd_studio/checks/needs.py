"""Checks of needs: who, what, why; no solution inside, one need at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hcd_studio.checks.looking import Hit, Text, World, on_record, on_text
from hcd_studio.checks.rules import Rule
from hcd_studio.records import Need

ARTICLES = ("a", "an", "the", "yr", "y")
SECOND = {
    "en": re.compile(r";|[.!?]\s+\S|\band (?:also|then)\b|\band (?:to|I (?:need|want))\b", re.IGNORECASE),
    "cy": re.compile(
        r";|[.!?]\s+\S|\bac? hefyd\b|\bac? (?:mae angen|rwyf? angen|dw i angen)\b|\bac i\b", re.IGNORECASE
    ),
}


@on_text
def generic_actor(text: Text, rule: Rule, _: World) -> Iterable[Hit]:
    """Nobody in particular: the whole of *as a* is one of the listed words."""
    words = [one for one in text.words if one.word not in ARTICLES]
    if not words:
        return
    for match in text.found(rule):
        if match.start == words[0].start and match.end == words[-1].end:
            yield text.hit(match.start, match.end)


@on_text
def several_needs(text: Text, rule: Rule, _: World) -> Iterable[Hit]:
    """Two needs in one: a second sentence, *and also*, *and to*."""
    found = SECOND[text.language].search(text.raw.strip().rstrip(".;"))
    if found:
        yield text.hit(found.start(), found.end())
        return
    for match in text.found(rule)[:1]:
        yield text.hit(match.start, match.end)


@on_record
def need_without_why(need: Need, _rule: Rule, _: World) -> Iterable[Hit]:
    """No *so that*."""
    if need.i_need and not need.so_that:
        yield Hit(field="so_that")


@on_record
def need_unfinished(need: Need, _rule: Rule, _: World) -> Iterable[Hit]:
    """No *as a* or no *I need to*."""
    for name in ("as_a", "i_need"):
        if not getattr(need, name):
            yield Hit(field=name)


@on_record
def need_without_evidence(need: Need, _rule: Rule, world: World) -> Iterable[Hit]:
    """Linked to no pain point, note, theme or claim."""
    if not world.rests_on(need.id, "pain", "note", "theme", "claim", "idea"):
        yield Hit()


@on_record
def need_says_itself(need: Need, _rule: Rule, _: World) -> Iterable[Hit]:
    """The reason repeats the need."""
    for side in ("en", "cy"):
        what, why = (set(getattr(need, name).side(side).casefold().split()) for name in ("i_need", "so_that"))
        if len(what) > 2 and len(what & why) > 0.7 * len(what):
            yield Hit(field="so_that", language=side, end=len(need.so_that.side(side)))
