"""How a check looks: at one text, at one record with its neighbours, or at the workshop; each check registers itself by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from hcd_studio.bilingual import Words
from hcd_studio.checks.finding import Suggestion
from hcd_studio.checks.phrases import Match, Token, tokens
from hcd_studio.checks.rules import Rule, phrasebook
from hcd_studio.fields import Id
from hcd_studio.importers.personal import Names
from hcd_studio.questions.channels import Parity, channel_parity
from hcd_studio.questions.evidence import Standing, standards
from hcd_studio.records import (
    Criterion,
    Link,
    Measure,
    Note,
    Participant,
    Record,
    Requirement,
    Term,
    Weight,
)
from hcd_studio.snapshot import Snapshot

R = TypeVar("R", bound=Record)
Alike = tuple[Requirement, Requirement, str]
"""Two requirements and the language in which they say almost the same."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: letters of the text it was given, or a record and a field; the gaps of the rule's sentences."""

    start: int = 0
    end: int = 0
    args: Mapping[str, object] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] = ()
    record: Record | None = None
    field: str = ""
    language: str = ""


class Text:
    """One side of one field, its words, and every listed phrase that stands in it: looked through once for all rules."""

    def __init__(self, raw: str, language: str, record: Record, field: str, column: str):
        self.raw = raw
        self.language = language
        self.record = record
        self.field = field
        self.column = column

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The words of the text."""
        return tokens(self.raw)

    @cached_property
    def _matches(self) -> dict[str, list[Match]]:
        found: dict[str, list[Match]] = {}
        for match in phrasebook(self.language).find(self.words):
            found.setdefault(match.key, []).append(match)
        return found

    @cached_property
    def bag(self) -> frozenset[str]:
        """The words, whatever their order: a quick look before a pattern is tried."""
        return frozenset([one.word for one in self.words])

    @cached_property
    def has_digit(self) -> bool:
        """Whether a figure stands in it."""
        return DIGIT.search(self.raw) is not None

    @property
    def listed(self) -> Collection[str]:
        """The rules of whose phrases one stands in the text."""
        return self._matches.keys()

    def found(self, rule: Rule) -> list[Match]:
        """Where the phrases of a rule stand, its exceptions left out; of two that overlap the longer."""
        matches = self._matches.get(rule.id)
        if not matches:
            return []
        spared = self._matches.get(f"!{rule.id}", ())[:MOST_SPARED]
        kept: list[Match] = []
        for one in matches:
            if any(other.start <= one.start and one.end <= other.end for other in spared):
                continue
            if kept and one.start < kept[-1].end:
                if one.end - one.start > kept[-1].end - kept[-1].start:
                    kept[-1] = one
                continue
            kept.append(one)
        return kept

    def hit(self, start: int, end: int, **args: object) -> Hit:
        """Some letters of this text, which the rule's sentence quotes."""
        return Hit(start, end, {"found": self.raw[start:end], **args})

    def with_instead(self, start: int, end: int, text: str) -> dict[str, str]:
        """The column as it would stand with some letters replaced."""
        return {self.column: self.raw[:start] + text + self.raw[end:]}


class World:
    """The workshop as checks see it: who rests on whom, whose names are known, which terms are explained."""

    def __init__(self, snapshot: Snapshot):
        self.snapshot = snapshot
        self._alike: tuple[Alike, ...] | None = None

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind, in order."""
        return self.snapshot.all(kind)

    def is_there(self, id: Id) -> bool:
        """Whether a record of that id lives."""
        return id in self._there

    @cached_property
    def _there(self) -> frozenset[Id]:
        return frozenset().union(*self.snapshot.records.values())

    def below(self, id: Id) -> tuple[Link, ...]:
        """The links by which a record rests on others."""
        return self.snapshot.links.out(id)

    def above(self, id: Id) -> tuple[Link, ...]:
        """The links by which others rest on a record."""
        return self.snapshot.links.into(id)

    def rests_on(self, id: Id, *kinds: str) -> bool:
        """Whether a living record of one of these kinds is linked below."""
        records = self.snapshot.records
        return any(link.target in records.get(kind, {}) for link in self.below(id) for kind in kinds)

    def is_tested(self, id: Id) -> bool:
        """Whether an acceptance criterion or a measure belongs to a record."""
        return bool(self.snapshot.by(Criterion, "parent")[id] or self.snapshot.by(Measure, "parent")[id])

    @cached_property
    def weights(self) -> tuple[Weight, ...]:
        """The award criteria."""
        return self.all(Weight)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Full names that the list of participants holds."""
        return tuple(sorted({one.name for one in self.all(Participant) if " " in one.name.strip()}))

    @cached_property
    def known_names(self) -> Names:
        """The same, ready to be looked for in texts."""
        return Names(self.names)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Words that the glossary explains, in small letters."""
        return frozenset(side.casefold() for one in self.all(Term) for side in (one.title.en, one.title.cy) if side)

    @cached_property
    def withdrawn(self) -> frozenset[Id]:
        """Participants who withdrew."""
        return frozenset(one.id for one in self.all(Participant) if one.withdrawn)

    @cached_property
    def quiet_notes(self) -> tuple[Note, ...]:
        """Notes of people who withdrew."""
        return tuple(one for one in self.all(Note) if one.participant in self.withdrawn) if self.withdrawn else ()

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """How each standard and promise stands, by its key."""
        return {one.key: one for one in standards(self.snapshot)}

    @cached_property
    def channels(self) -> Parity:
        """What each channel offers."""
        return channel_parity(self.snapshot)

    def alike(self, find: Callable[[World], Iterable[Alike]]) -> tuple[Alike, ...]:
        """Requirements that say almost the same, found once for the rules that ask."""
        if self._alike is None:
            self._alike = tuple(find(self))
        return self._alike

    @property
    def key(self) -> tuple[Any, ...]:
        """What findings on texts depend on beside the texts."""
        return self.names, self.terms, self.snapshot.workshop.languages


DIGIT = re.compile(r"\d")
MOST_SPARED = 200
"""Exceptions looked at in one text: a document of pages is told to be one, and need not be read to its end."""

TextCheck = Callable[[Text, Rule, World], Iterable[Hit]]
PairCheck = Callable[[Record, str, Words, Rule, World], Iterable[Hit]]
RecordCheck = Callable[[Any, Rule, World], Iterable[Hit]]
WholeCheck = Callable[[Rule, World], Iterable[Hit]]

text_checks: dict[str, TextCheck] = {}
pair_checks: dict[str, PairCheck] = {}
record_checks: dict[str, RecordCheck] = {}
whole_checks: dict[str, WholeCheck] = {}


def on_text(function: TextCheck) -> TextCheck:
    """A check of one side of a text; its name is what rule files call it."""
    text_checks[function.__name__] = function
    return function


def on_pair(function: PairCheck) -> PairCheck:
    """A check of both sides of a text together."""
    pair_checks[function.__name__] = function
    return function


def on_record(function: RecordCheck) -> RecordCheck:
    """A check of one record and its neighbours."""
    record_checks[function.__name__] = function
    return function


def on_whole(function: WholeCheck) -> WholeCheck:
    """A check of the workshop as a whole."""
    whole_checks[function.__name__] = function
    return function
