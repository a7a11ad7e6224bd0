"""A text in Welsh and English: two authored texts and how the pair came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hcd_studio.speech import N_, Language, Message

State = Literal["", "draft", "translated", "checked", "approved"]
STATES: tuple[State, ...] = ("", "draft", "translated", "checked", "approved")

Shown = Literal["missing", "to check", "checked"]
SHOWN_WORDS = {"missing": N_("missing"), "to check": N_("to check"), "checked": N_("checked")}


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages; either side may be empty.

    `state` says how the pair came about; empty means that only one language was written. Whether a checked pair is
    *stale* is not kept here: it is read from the change log, since it depends on what was checked (`session.stale`).
    """

    en: str = ""
    cy: str = ""
    state: str = ""

    def say(self, language: Language) -> str:
        """The text in that language, else in the other one."""
        return (self.cy or self.en) if language == "cy" else (self.en or self.cy)

    def language(self, wanted: Language) -> Language:
        """The language in which `say(wanted)` will speak, for language marks in documents."""
        if wanted == "cy":
            return "cy" if self.cy or not self.en else "en"
        return "en" if self.en or not self.cy else "cy"

    def side(self, language: Language) -> str:
        """The text of that side alone, empty when it was not written."""
        return self.cy if language == "cy" else self.en

    def both(self, between: str = " · ") -> str:
        """Welsh, then English, on one line; once where they are equal or one is missing."""
        if self.cy and self.en and self.cy != self.en:
            return f"{self.cy}{between}{self.en}"
        return self.cy or self.en

    def shown(self, stale: bool = False) -> Shown:
        """What a person is told of the pair: missing, to check, checked."""
        if not self.en or not self.cy:
            return "missing"
        return "checked" if self.state in ("checked", "approved") and not stale else "to check"

    def __bool__(self) -> bool:
        return bool(self.en or self.cy)


def shown_words(shown: Shown) -> Message:
    """The state of a pair as a message."""
    return Message(SHOWN_WORDS[shown])
