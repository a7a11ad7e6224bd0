"""Texts of several faces and languages in one paragraph, broken into lines; for mastheads, legends and pages of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exports.painter import Colour, Painter
from hcd_studio.bilingual import Words
from hcd_studio.layout.text import BOLD, REGULAR, face, tidy
from hcd_studio.layout.text import break_lines as break_plain
from hcd_studio.speech import Language, Message


class Span(NamedTuple):
    """A stretch of text in one language and one weight."""

    text: str
    language: Language
    strong: bool = False


class Piece(NamedTuple):
    """A stretch of a line: where it begins and how it is set; `first` numbers the span it came from."""

    x: float
    text: str
    name: str
    language: Language
    span: int


Flowed = list[list[Piece]]


def said(message: Message | Words | str, languages: Iterable[Language], strong: bool = False) -> list[Span]:
    """A message or bilingual text in some languages, Welsh first, once where both sides say the same."""
    if isinstance(message, str):
        return [Span(message, next(iter(languages)), strong)]
    found: list[Span] = []
    for language in languages:
        text = message.say(language)
        real = message.language(language) if isinstance(message, Words) else language
        if text and all(span.text != text for span in found):
            found.append(Span(text, real, strong))
    return found


def joined(spans: Sequence[Span], between: str = " · ") -> list[Span]:
    """Spans in one line with a sign between them."""
    found: list[Span] = []
    for at, span in enumerate(spans):
        if at:
            found[-1] = found[-1]._replace(text=found[-1].text + between)
        found.append(span)
    return found


def flow(spans: Sequence[Span], width: float, size: float, plain: str = REGULAR, strong: str = BOLD) -> Flowed:
    """Break spans into lines; neighbouring words of one span become one piece."""
    lines: Flowed = [[]]
    used = 0.0
    glue = False
    for number, span in enumerate(spans):
        name = strong if span.strong else plain
        measure = face(name)
        blank = measure.advances[" "] * size
        text = tidy(span.text)
        for part, paragraph in enumerate(text.split("\n")):
            if part and lines[-1]:
                lines.append([])
                used, glue = 0.0, False
            for at, word in enumerate(paragraph.split(" ")):
                if not word:
                    continue
                spaced = glue and (at > 0 or number == 0 or _parted(spans[number - 1].text, span.text))
                for piece in break_plain(word, width, name, size):
                    needs = measure.words[piece] * size
                    gap = blank if spaced else 0.0
                    if lines[-1] and used + gap + needs > width + 1e-6:
                        lines.append([])
                        used, gap = 0.0, 0.0
                    _add(lines[-1], used + gap, (" " if gap else "") + piece, gap, name, span.language, number)
                    used += gap + needs
                    spaced = False
                glue = True
    return lines


def _parted(before: str, after: str) -> bool:
    return before[-1:].isspace() or after[:1].isspace()


def _add(line: list[Piece], x: float, text: str, gap: float, name: str, language: Language, span: int) -> None:
    if line and line[-1].span == span and line[-1].name == name:
        line[-1] = line[-1]._replace(text=line[-1].text + text)
    else:
        line.append(Piece(x - gap, text, name, language, span))


def line_width(line: Sequence[Piece], size: float) -> float:
    """How wide a broken line is."""
    return line[-1].x + face(line[-1].name).width(line[-1].text, size) if line else 0.0


def paint_flow(
    painter: Painter,
    flowed: Flowed,
    x: float,
    y: float,
    size: float,
    leading: float,
    colour: Colour,
    right: float | None = None,
) -> float:
    """Paint broken lines from a top edge; against a right edge where one is given. Gives the lower edge."""
    for line in flowed:
        if line:
            start = x if right is None else right - line_width(line, size)
            baseline = y + face(line[0].name).baseline(size, leading)
            for piece in line:
                painter.text(start + piece.x, baseline, piece.text, piece.name, size, colour, piece.language)
        y += leading
    return y
