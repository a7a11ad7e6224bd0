"""Measuring and breaking text without a painter: advances come from the bundled fonts, so all painters break alike."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from resources import path

REGULAR = "AtkinsonHyperlegibleNext-Regular"
SEMIBOLD = "AtkinsonHyperlegibleNext-SemiBold"
BOLD = "AtkinsonHyperlegibleNext-Bold"
SERIF = "SourceSerif4-Regular"
SERIF_BOLD = "SourceSerif4-Semibold"
FALLBACK = "NotoSans-Regular"
FALLBACK_BOLD = "NotoSans-Bold"

_BLANKS = re.compile(r"[ \t\r\f\v\u2000-\u200a\u3000]+")
_HIDDEN = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x20),
        0x7F,
        0xAD,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ]
)
_BREAKS_AFTER = "-/_.@,;:?&=–"
_KEPT = 200_000


class Face:
    """One bundled face: advances in em, its line, and the face that helps out where it lacks a character."""

    def __init__(self, name: str, table: dict[str, Any], fallback: Face | None):
        em = float(table["unitsPerEm"])
        self.name = name
        self.file = str(table["file"])
        self.family = str(table["family"])
        self.weight = int(table["weight"])
        self.ascent: float = table["ascent"] / em
        self.descent: float = -table["descent"] / em
        self.own: dict[str, float] = {letter: units / em for letter, units in table["advances"].items()}
        self.fallback = fallback
        self.advances = _Advances(self.own, fallback, table["missing"] / em)
        self.words = _Words(self.advances)

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in the unit of `size`."""
        return size * sum(map(self.advances.__getitem__, text), 0.0)

    def baseline(self, size: float, leading: float) -> float:
        """How far below the top of a line its letters stand."""
        return (leading + (self.ascent - self.descent) * size) / 2


class _Advances(dict[str, float]):
    def __init__(self, own: dict[str, float], fallback: Face | None, missing: float):
        super().__init__(own)
        self._fallback = fallback
        self._missing = missing

    def __missing__(self, letter: str) -> float:
        if unicodedata.combining(letter) or letter in "\u200b\u200c\u200d\ufe0e\ufe0f":
            found = 0.0
        elif self._fallback is not None and letter in self._fallback.own:
            found = self._fallback.own[letter]
        else:
            found = 1.0 if unicodedata.east_asian_width(letter) in "WF" else self._missing
        self[letter] = found
        return found


class _Words(dict[str, float]):
    def __init__(self, advances: _Advances):
        super().__init__()
        self._advances = advances

    def __missing__(self, word: str) -> float:
        if len(self) > _KEPT:
            self.clear()
        found = self[word] = sum(map(self._advances.__getitem__, word))
        return found


@cache
def _tables() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path("fonts", "advances.json").read_text("utf-8"))
    return found


@cache
def face(name: str) -> Face:
    """A bundled face by its name."""
    helper = None if name in (FALLBACK, FALLBACK_BOLD) else face(FALLBACK_BOLD if "Bold" in name else FALLBACK)
    return Face(name, _tables()[name], helper)


@lru_cache(maxsize=20_000)
def tidy(text: str) -> str:
    """A text as it is set: composed letters, single blanks, no control characters, no blank lines at the ends."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n").translate(_HIDDEN)
    return _BLANKS.sub(" ", text).strip("\n ")


def break_lines(text: str, width: float, name: str, size: float) -> tuple[str, ...]:
    """Break a text into lines that fit: greedy, at blanks; too long words at any letter; own line breaks are kept."""
    chosen = face(name)
    limit = width / size + 1e-9
    lines: list[str] = []
    for paragraph in tidy(text).split("\n"):
        _break_paragraph(paragraph.strip(" "), limit, chosen, lines)
    return tuple(lines)


def _break_paragraph(text: str, limit: float, chosen: Face, lines: list[str]) -> None:
    widths = chosen.words
    blank = chosen.advances[" "]
    line: list[str] = []
    used = 0.0
    for word in text.split(" "):
        needs = widths[word]
        if line and used + blank + needs <= limit:
            line.append(word)
            used += blank + needs
            continue
        if line:
            lines.append(" ".join(line))
        if needs > limit:
            *pieces, word = _pieces(word, limit, chosen)
            lines.extend(pieces)
            needs = widths[word]
        line = [word]
        used = needs
    lines.append(" ".join(line))


def _pieces(word: str, limit: float, chosen: Face) -> list[str]:
    """A word that is too long for a line, in pieces that fit; broken after a sign where there is one."""
    advances = chosen.advances
    pieces: list[str] = []
    start = at = 0
    used = 0.0
    while at < len(word):
        needs = advances[word[at]]
        if at > start and used + needs > limit and needs > 0:
            cut = next((i for i in range(at, start + (at - start) // 2, -1) if word[i - 1] in _BREAKS_AFTER), at)
            pieces.append(word[start:cut])
            start = at = cut
            used = 0.0
            continue
        used += needs
        at += 1
    pieces.append(word[start:])
    return pieces


class Wrapping:
    """Broken lines by text, width, face and size: placing again costs almost nothing. Not shared between threads."""

    def __init__(self, kept: int = _KEPT):
        self._kept = kept
        self._known: dict[tuple[str, float, str, float], tuple[str, ...]] = {}

    def lines(self, text: str, width: float, name: str, size: float) -> tuple[str, ...]:
        """The lines of a text, broken once."""
        key = (text, width, name, size)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= self._kept:
                self._known.clear()
            found = self._known[key] = break_lines(text, width, name, size)
        return found

    def __len__(self) -> int:
        return len(self._known)
