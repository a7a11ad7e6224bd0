"""Small numbers: outside the room no figure stands for so few people that one of them could be recognised."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hcd_studio.bilingual import Words
from hcd_studio.fields import Tier
from hcd_studio.speech import Message, Sayable, number

SMALL = 5
"""The one threshold: fewer people than this are not told as a number outside the room."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Suppression:
    """What may be told of a number of people; nobody at all may always be told."""

    least: int = SMALL

    def tells(self, people: int) -> bool:
        """Whether a figure about so many people may be told."""
        return people <= 0 or people >= self.least

    def told(self, people: int) -> int | None:
        """The number, or None where it is too small to be told."""
        return people if self.tells(people) else None

    def words(self, people: int) -> Sayable:
        """What is shown: the number, or that it is small."""
        if self.tells(people):
            return Words(*[number(people)] * 2)
        return Message("fewer than {n}", n=self.least)

    def together(self, people: Mapping[K, int]) -> dict[K, int | None]:
        """Numbers that stand beside their sum: where one alone would be hidden, the next smallest is hidden too.

        Otherwise it could be worked out from the sum.
        """
        told = {key: self.told(n) for key, n in people.items()}
        hidden = [key for key, n in told.items() if n is None]
        others = [key for key, n in told.items() if n]
        if len(hidden) == 1 and others:
            told[min(others, key=lambda key: (people[key], str(key)))] = None
        return told


def suppression(audience: Tier, least: int = SMALL) -> Suppression:
    """The rule for an audience: in the room everybody sees everything."""
    return Suppression(1 if audience == "room" else max(least, 1))
