"""The one small way to paint a map: shapes, lines of text, icons, clips. PDF, SVG and PNG each answer to it."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from hcd_studio.layout.text import face
from hcd_studio.layout.view import Path, Rect
from hcd_studio.speech import Language

Colour = str
"""`#RRGGBB`; empty for none."""

UNKNOWN = "?"

_STAND_INS = {
    "→": "›", "←": "‹", "⇒": "›", "✓": "√", "✔": "√", "✗": "×", "✘": "×", "≤": "<", "≥": ">", "≠": "/",
    "‑": "-", "―": "–", "\u2212": "−", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u2009": " ",
}  # fmt: skip


class Painter(Protocol):
    """Paints in the unit of the sheet (points), y downwards."""

    def begin(self, x: float, y: float, k: float, clip: Rect | None = None) -> None:
        """Go to another origin and scale, seeing only `clip` (in the new measure)."""

    def end(self) -> None:
        """Come back from the last `begin`."""

    def shape(
        self,
        path: Path,
        x: float = 0,
        y: float = 0,
        *,
        fill: Colour = "",
        edge: Colour = "",
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a path at a place, filled, edged or both."""

    def rect(self, rect: Rect, *, fill: Colour = "", edge: Colour = "", width: float = 1) -> None:
        """Draw a rectangle."""

    def line(
        self, x0: float, y0: float, x1: float, y1: float, edge: Colour, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        """Draw a straight line."""

    def text(self, x: float, y: float, text: str, name: str, size: float, colour: Colour, language: Language) -> None:
        """Write one line of text with its letters standing on y."""

    def icon(self, name: str, x: float, y: float, size: float, colour: Colour) -> None:
        """Draw an icon in a square with its top left at x, y."""


@lru_cache(maxsize=100_000)
def runs(text: str, name: str) -> tuple[tuple[str, str], ...]:
    """A text as pieces that one face each can show; what no bundled face knows becomes a question mark."""
    chosen = face(name)
    own = chosen.own
    if all(letter in own for letter in text):
        return ((name, text),) if text else ()
    helper = chosen.fallback
    pieces: list[tuple[str, str]] = []
    for letter in text:
        if letter not in own and (helper is None or letter not in helper.own):
            if chosen.advances[letter] == 0:
                continue
            letter = _STAND_INS.get(letter, UNKNOWN)
        known = letter in own or helper is None or letter not in helper.own
        at = name if known else helper.name if helper else name
        letter = letter if letter in own or not known else UNKNOWN
        if pieces and pieces[-1][0] == at:
            pieces[-1] = (at, pieces[-1][1] + letter)
        else:
            pieces.append((at, letter))
    return tuple(pieces)


def shown(text: str, name: str) -> str:
    """A text as its runs show it."""
    return "".join(piece for _, piece in runs(text, name))


def measure(text: str, name: str, size: float) -> float:
    """How wide a text is as its runs show it."""
    return sum(face(at).width(piece, size) for at, piece in runs(text, name))
