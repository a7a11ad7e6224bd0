"""Which columns of a table hold free text and what the others are: a guess from names and values, shown first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from hcd_studio.importers import vocabulary
from hcd_studio.importers.grid import letterless
from hcd_studio.importers.personal import is_only

Role = Literal[
    "text",
    "choice",
    "choices",
    "data",
    "personal",
    "names",
    "empty",
    "group",
    "labels",
    "kind",
    "language",
    "skip",
    "marks",
]

_SAMPLE = 2_000
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ion|chwe|maw|ebr|mai|meh|gor|aws|hyd|tach|rhag"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:[T ][\d:.,]+ ?(?:Z|UTC|GMT|BST|[+-][\d:]+)?)?|[\d/.: -]+ ?(?:am|pm)"
    rf"|(?:[a-z]{{3,9}},? )?\d{{1,2}}(?:st|nd|rd|th)?[ -](?:{_MONTH})[a-z]*\.?,?[ -]\d{{2,4}}(?:,? [\d:]+ ?(?:am|pm)?)?"
    rf"|(?:{_MONTH})[a-z]* \d{{1,2}},? \d{{4}}(?:,? [\d:]+ ?(?:am|pm)?)?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"[A-Za-z]{0,12}[-_#./]?\d[\w./#-]*|[0-9a-f]{8,}(?:-[0-9a-f]{4,})*|\S*\d\S*_\S*", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_AMOUNT = re.compile(
    r"[£$€]?[\d.,]+ ?(?:%|[a-z]{1,3}|hours?|minutes?|mins?|days?|years?|weeks?|months?)", re.IGNORECASE
)
_CAPITALISED = r"[A-ZÀ-ÖØ-ÞŴŶ][\w’'-]+"
_NAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?{_CAPITALISED}(?: (?:ap|ab|ferch|van|de|[A-Z]\.?))? {_CAPITALISED}"
)


@dataclass(slots=True)
class Profile:
    """What the values of one column are like, from the first 2,000 that are not empty."""

    count: int = 0
    values: Counter[str] = field(default_factory=Counter)

    def add(self, value: str) -> None:
        """Count a value that is not empty."""
        self.count += 1
        if self.count <= _SAMPLE:
            self.values[value.strip()] += 1

    @property
    def sampled(self) -> int:
        return min(self.count, _SAMPLE)

    def share(self, test: object) -> float:
        """The part of the sampled values that pass a test."""
        assert callable(test)
        return sum(times for value, times in self.values.items() if test(value)) / max(1, self.sampled)

    @property
    def variety(self) -> float:
        """Different values for each value: 1 when none comes twice."""
        return len(self.values) / max(1, self.sampled)

    @property
    def words(self) -> float:
        """Words in a value, on average."""
        return sum(len(value.split()) * times for value, times in self.values.items()) / max(1, self.sampled)


def is_data(value: str) -> bool:
    """Whether a value is a number, date, amount, reference or link rather than something that somebody said."""
    if letterless(value):
        return True
    if len(value) > 200:
        return False
    return any(pattern.fullmatch(value) for pattern in (_DATE, _REFERENCE, _LINK, _AMOUNT)) or value in (
        "TRUE",
        "FALSE",
    )


def choices_in(value: str) -> list[str]:
    """The answers in a cell of a question that allows several: `a;b;` as Microsoft Forms writes them."""
    return [part.strip() for part in value.split(";") if part.strip()]


def roles(names: Iterable[str], profiles: Iterable[Profile]) -> list[Role]:
    """What each column is, by its name where that is known and else by its values."""
    return [_role(name, profile) for name, profile in zip(names, profiles, strict=True)]


def _role(name: str, profile: Profile) -> Role:
    known = vocabulary.folded(name)
    if vocabulary.is_name(name):
        return "names"
    if vocabulary.is_personal(name):
        return "personal"
    if not profile.count:
        return "empty"
    if profile.share(is_only) >= 0.6:
        return "personal"
    if vocabulary.is_labels(name):
        return "labels"
    if known in vocabulary.LANGUAGE and profile.share(vocabulary.language_named) >= 0.8:
        return "language"
    if known in vocabulary.KIND and profile.share(vocabulary.kind_of) >= 0.8:
        return "kind"
    if profile.share(is_data) >= 0.8:
        return "data"
    if known in vocabulary.GROUP and profile.words <= 8:
        return "group"
    if known in vocabulary.TEXT:
        return "text"
    return _by_values(profile)


def _by_values(profile: Profile) -> Role:
    if _is_several_choices(profile):
        return "choices"
    if profile.share(lambda value: vocabulary.folded(value) in vocabulary.CHOICES) >= 0.7:
        return "choice"
    if profile.words < 4 and profile.sampled >= 3 and profile.share(_NAME.fullmatch) >= 0.8:
        return "names" if profile.variety > 0.5 else "choice"
    if profile.sampled >= 4 and profile.variety <= 0.5:
        long = profile.words >= 4 and profile.variety >= 0.35
        return "text" if long and max(map(len, profile.values)) >= 60 else "choice"
    long_enough = profile.words >= 2 or profile.share(lambda value: len(value.split()) >= 4) >= 0.25
    return "text" if long_enough else "choice"


def _is_several_choices(profile: Profile) -> bool:
    """Whether cells list some of a few answers: they end in `;`, or their parts come again and again."""
    if profile.share(lambda value: value.endswith(";")) >= 0.6:
        return True
    for mark in (";", ","):
        parts = Counter[str]()
        for value, times in profile.values.items():
            for part in value.split(mark):
                parts[part.strip()] += times
        total = sum(parts.values())
        if total >= 1.5 * profile.sampled and profile.sampled >= 8 and len(parts) <= 0.2 * total:
            return True
    return False
