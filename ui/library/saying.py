"""Several things said after each other."""

from __future__ import annotations

from collections.abc import Sequence

from hcd_studio.speech import Language, Sayable


class Joined:
    """All of them, in whichever language is asked for."""

    def __init__(self, parts: Sequence[Sayable], by: str = " "):
        self.parts, self.by = parts, by

    def say(self, language: Language) -> str:
        """All of them."""
        return self.by.join(part.say(language) for part in self.parts)
