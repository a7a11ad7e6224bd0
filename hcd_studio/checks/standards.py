"""Checks against the Digital Service Standards for Wales, the promises of the strategy and the ethics principles: what the data shows."""

from __future__ import annotations

from collections.abc import Iterable

from hcd_studio.bilingual import Words
from hcd_studio.checks.looking import Hit, World, on_whole
from hcd_studio.checks.rules import Rule, data
from hcd_studio.questions.evidence import low_ethics
from hcd_studio.records import Ethics, Requirement


def _begun(world: World) -> bool:
    """A session that has no clause yet is not held against a tender's standards."""
    return bool(world.all(Requirement))


@on_whole
def standard_unshown(rule: Rule, world: World) -> Iterable[Hit]:
    """The data shows nothing for a standard or a promise and nobody wrote how it is met."""
    if not _begun(world):
        return
    titles = {one["key"]: one["title"] for one in (*data("evidence")["standards"], *data("evidence")["promises"])}
    words = data("evidence")["words"]
    one = world.standings.get(rule.id)
    if one is not None and not one.shown and not one.answered:
        lacking = Words(*("; ".join(words[name][side] for name in one.lacking) for side in ("en", "cy")))
        title = Words(titles[one.key]["en"], titles[one.key]["cy"])
        yield Hit(args={"title": title, "lacking": lacking})


@on_whole
def ethics_low(_rule: Rule, world: World) -> Iterable[Hit]:
    """A principle scored so low that somebody has to look again."""
    for id in low_ethics(world.snapshot):
        one = world.snapshot.get(Ethics, id)
        if one is not None:
            yield Hit(
                record=one, field="score", args={"title": principle_words(one.principle), "score": one.score or 0}
            )


@on_whole
def ethics_unscored(_rule: Rule, world: World) -> Iterable[Hit]:
    """One of the three principles on top has no score yet."""
    if _begun(world):
        scored = {one.principle for one in world.all(Ethics) if one.score is not None}
        for one in data("ethics")["principles"]:
            if one["top"] and one["key"] not in scored:
                yield Hit(args={"title": principle_words(one["key"])})


@on_whole
def ethics_without_reason(_rule: Rule, world: World) -> Iterable[Hit]:
    """A score without its reason."""
    for one in world.all(Ethics):
        if one.score is not None and not one.reason:
            yield Hit(record=one, field="reason", args={"title": principle_words(one.principle)})


def principle_words(key: str) -> Words:
    """The name of an ethics principle in both languages; an unknown key says itself."""
    for one in data("ethics")["principles"]:
        if one["key"] == key:
            return Words(one["title"]["en"], one["title"]["cy"])
    return Words(key, key)
