"""A finding: which rule, where, why, and what to do; said in a language only at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.records import Waiver
from hcd_studio.speech import Language, Sayable, number

Severity = Literal["stops", "mend", "advice"]
SEVERITIES: tuple[Severity, ...] = ("stops", "mend", "advice")
"""`stops`: nothing is issued or published until it is mended or waived with a reason; `mend`: before the tender; `advice`."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a rule file, which brings its own Welsh and English, with its gaps filled."""

    words: Words
    args: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """The sentence in one language."""
        text = self.words.say(language)
        if not self.args:
            return text
        return text.format_map({name: _spoken(value, language) for name, value in self.args.items()})

    def __hash__(self) -> int:
        return hash((self.words, tuple(sorted(self.args))))


def _spoken(value: object, language: Language) -> str:
    if isinstance(value, Sayable):
        return value.say(language)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a rule rests on: an Act, a guide; where it can be read."""

    text: Words
    link: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: a record, one of its fields, a side of it, and the letters from `start` to `end`."""

    kind: str
    record: Id
    field: str = ""
    language: str = ""
    start: int = 0
    end: int = 0

    @property
    def column(self) -> str:
        """The column of the text, e.g. `statement_cy`."""
        return f"{self.field}_{self.language}" if self.language else self.field


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A remedy that can be applied as one edit: its words, and the columns of the record as they would then stand."""

    words: Sayable
    values: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.values)))


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one rule; `waived` is the reason that was given for leaving it."""

    rule: str
    severity: Severity
    place: Place
    message: Sayable
    reason: Sayable
    remedy: Sayable
    reference: Reference
    suggestions: tuple[Suggestion, ...] = ()
    waived: Waiver | None = None
    family: str = ""

    @property
    def stops(self) -> bool:
        """Whether it holds an issue or a publication up."""
        return self.severity == "stops" and self.waived is None

    def as_json(self, language: Language) -> dict[str, Any]:
        """The finding as the command prints it."""
        place = self.place
        return {
            "rule": self.rule,
            "severity": self.severity,
            "place": {
                "kind": place.kind, "record": place.record, "field": place.field, "language": place.language,
                "start": place.start, "end": place.end,
            },
            "message": self.message.say(language),
            "reason": self.reason.say(language),
            "remedy": self.remedy.say(language),
            "reference": {"text": self.reference.text.say(language), "link": self.reference.link},
            "suggestions": [{"words": one.words.say(language), "values": dict(one.values)} for one in self.suggestions],
            "waived": None if self.waived is None else {"who": self.waived.who, "reason": self.waived.reason.say(language)},
        }  # fmt: skip
