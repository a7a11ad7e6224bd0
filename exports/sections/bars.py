"""A bar in parts: how much weighs for people, and how much is cost. Told by length, words and figures, never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.painter import Painter, measure
from exports.sections.saying import percent
from hcd_studio.layout import Rect
from hcd_studio.layout.text import BOLD, REGULAR
from hcd_studio.speech import Language

INK, PAPER, MUTED = "#1B2630", "#FFFFFF", "#4D5861"
WIDTH, HIGH, LINE = 487.0, 26.0, 15.0


@dataclass(frozen=True)
class Share:
    """One part of a bar: its words in the languages shown, its per cent, and whether it is filled."""

    words: tuple[tuple[str, Language], ...]
    percentage: float
    filled: bool


@dataclass(frozen=True)
class Bar:
    """Parts side by side, numbered, with their words below."""

    shares: tuple[Share, ...]
    told: bool = True
    width: float = WIDTH

    @property
    def height(self) -> float:
        """The bar, and a line for each part in each language."""
        return HIGH + 8 + LINE * sum(len(one.words) for one in self.shares) if self.told else HIGH + 1

    def paint(self, painter: Painter) -> None:
        """Paint the parts, then what each is."""
        whole = sum(one.percentage for one in self.shares) or 1.0
        x, y = 0.0, HIGH + 8
        for at, one in enumerate(self.shares, 1):
            wide = (self.width - 1) * one.percentage / whole
            box = Rect(x + 0.5, 0.5, wide, HIGH)
            painter.rect(box, fill=INK if one.filled else PAPER, edge=INK if not one.filled else PAPER, width=1)
            label = f"{percent(one.percentage)} %"
            label = f"{at}: {label}" if self.told else f"{' · '.join(text for text, _ in one.words)} {label}"
            if measure(label, BOLD, 10) + 10 < wide:
                painter.text(x + 6, 17.5, label, BOLD, 10, PAPER if one.filled else INK, one.words[0][1])
            for text, language in one.words if self.told else ():
                self._told(painter, y, at, text, language, one.percentage)
                y += LINE
            x += wide

    def _told(self, painter: Painter, y: float, at: int, text: str, language: Language, share: float) -> None:
        lead = f"{at}: {percent(share)} % "
        painter.text(0, y + 11, lead, BOLD, 10, INK, language)
        room = self.width - measure(lead, BOLD, 10) - 4
        painter.text(measure(lead, BOLD, 10) + 4, y + 11, fitting(text, room), REGULAR, 10, INK, language)


def fitting(text: str, room: float) -> str:
    """A text cut to a width; the whole of it stands in the table beside."""
    if measure(text, REGULAR, 10) <= room:
        return text
    cut = len(text)
    while cut and measure(text[:cut] + "…", REGULAR, 10) > room:
        cut -= 1
    return text[:cut].rstrip() + "…"


def bar(shares: Sequence[Share], told: bool = True) -> Bar | None:
    """A bar of the parts that weigh anything."""
    found = tuple(one for one in shares if one.percentage > 0)
    return Bar(found, told) if found else None
