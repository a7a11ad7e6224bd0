"""What a field of a record may hold, and what becomes of it when copies meet."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from hcd_studio.bilingual import Words

Id = str
"""Sixteen random bytes as 32 hex digits; empty where a reference points nowhere."""

Tier = Literal["room", "council", "library", "public"]
TIERS: tuple[Tier, ...] = ("room", "council", "library", "public")
"""How far a text may travel, most restrictive first; an unset or unknown tier counts as `room`."""

Role = Literal["words", "speech", "choice", "set", "ref", "consent", "citation", "rank"]
"""What becomes of a field when copies meet: all people's `words` and `speech` are kept and shown, a `choice` or place takes
the latest, a `set` the union, `consent` the most restrictive."""

NOTE_KINDS = ("action", "quote", "thought", "pain", "idea", "evidence", "question", "need")
LANE_KINDS = (
    "actions", "touchpoints", "saying", "thinking", "feeling", "pain", "opportunity", "evidence",
    "frontstage", "backstage", "support", "policy", "custom",
)  # fmt: skip
CHANNELS = ("online", "mobile", "phone", "post", "paper", "in person", "e-mail", "home visit", "other")
MOSCOW = ("must", "should", "could", "wont")
RATINGS = ("good", "approaching target", "requires improvement", "inadequate", "other")
STRENGTHS = ("assumption", "single voice", "several voices", "observed", "measured")
CONFIDENCE = ("low", "medium", "high")
BARRIERS = (
    "access", "awareness", "comprehension", "emotional state", "enthusiasm", "evidence", "finance",
    "interface interaction", "self-confidence", "time", "trust",
)  # fmt: skip
"""The eleven universal barriers to a service (CDDO, 2023); the wording is to be verified against the published list."""


def words() -> Any:
    """A bilingual text that people write."""
    return field(default=Words(), metadata={"role": "words"})


def typed(*, personal: bool = False) -> Any:
    """A text that people write in one language, or a name that has none; a `personal` one never leaves the council."""
    return field(default="", metadata={"role": "words", "personal": personal})


def speech() -> Any:
    """What somebody said, or its translation: evidence, never rewritten."""
    return field(default="", metadata={"role": "speech"})


def choice(*allowed: str, default: str = "") -> Any:
    """One word of a list; without a list, any short code."""
    return field(default=default, metadata={"role": "choice", "allowed": allowed})


def day() -> Any:
    """A date, as 2026-05-14."""
    return field(default="", metadata={"role": "choice", "form": "day"})


def moment() -> Any:
    """A time of the day, as 09:45, or a date with one, as 2026-05-14T09:45:10."""
    return field(default="", metadata={"role": "choice", "form": "moment"})


def names() -> Any:
    """Names of people; they never leave the council."""
    return field(default=(), metadata={"role": "set", "allowed": (), "personal": True})


def several(*allowed: str) -> Any:
    """Some words of a list, in order; what two copies wrote at once is joined."""
    return field(default=(), metadata={"role": "set", "allowed": allowed})


def amount(low: float | None = None, high: float | None = None) -> Any:
    """A number, or None where none was given."""
    return field(default=None, metadata={"role": "choice", "low": low, "high": high})


def yes_no(default: bool = False) -> Any:
    """A yes or no."""
    return field(default=default, metadata={"role": "choice"})


def refers(*kinds: str) -> Any:
    """The id of a record of one of these kinds, or of any kind where none is named."""
    return field(default="", metadata={"role": "ref", "kinds": kinds})


def consent(default: Any) -> Any:
    """A limit that a person set: where copies differ the most restrictive holds, whatever the clocks say."""
    return field(default=default, metadata={"role": "consent"})


def citation() -> Any:
    """A reference people cite, such as R-A12; given once, unique when copies merge."""
    return field(default="", metadata={"role": "citation"})


def ranked() -> Any:
    """The place among its siblings; see `ranks`."""
    return field(default="", metadata={"role": "rank"})
