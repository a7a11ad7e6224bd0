"""What editors offer beside their fields, as data in both languages: forms of requirements, ethics principles, standards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hcd_studio.bilingual import Words
from hcd_studio.checks.rules import data
from hcd_studio.speech import Message
from hcd_studio.words import choice_words


@dataclass(frozen=True, slots=True)
class Form:
    """One EARS form: its name, its pattern with gaps in brackets, when it fits, an example."""

    key: str
    title: Message
    template: Words
    fits: Words
    example: Words


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle of data ethics: its name, whether it stands on top, the question it asks."""

    key: str
    title: Words
    top: bool
    asks: Words


@dataclass(frozen=True, slots=True)
class Standard:
    """A Digital Service Standard for Wales or a promise of the strategy, and what in a session's data shows it."""

    key: str
    title: Words
    promise: bool
    shown_by: tuple[Words, ...]


@cache
def forms() -> tuple[Form, ...]:
    """The forms of requirements, in the order in which they are offered."""
    return tuple(
        Form(
            key,
            choice_words("requirement", "ears", key),
            _words(one["template"]),
            _words(one["fits"]),
            _words(one["example"]),
        )
        for key, one in data("ears")["forms"].items()
    )


@cache
def principles() -> tuple[Principle, ...]:
    """The principles of data ethics, those on top first."""
    found = [
        Principle(one["key"], _words(one["title"]), one["top"], _words(one["asks"]))
        for one in data("ethics")["principles"]
    ]
    return tuple(sorted(found, key=lambda one: not one.top))


@cache
def standards() -> tuple[Standard, ...]:
    """The twelve standards, then the promises."""
    known = data("evidence")
    return tuple(
        Standard(
            one["key"], _words(one["title"]), group == "promises",
            tuple(_words(known["words"][name]) for name in one["shown_by"]),
        )
        for group in ("standards", "promises")
        for one in known[group]
    )  # fmt: skip


def _words(found: dict[str, str]) -> Words:
    return Words(en=found["en"], cy=found["cy"])
