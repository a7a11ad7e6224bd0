"""A long text in pieces that fit on notes: at paragraphs, sentences, else between words; no letter is lost."""

from __future__ import annotations

import re

LONG = 600
"""Characters beyond which a text is rather several notes than one."""
PIECE = 240
"""About as many characters as a note can show."""

SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+|\n+")


def divide(text: str, most: int = PIECE) -> tuple[str, ...]:
    """Pieces of at most so many characters, in order; joined with blanks they hold every word of the text."""
    pieces: list[str] = []
    for paragraph in (one for one in re.split(r"\n\s*\n|\n", text) if one.strip()):
        line = ""
        for part in _parts(paragraph, most):
            if line and len(line) + 1 + len(part) > most:
                pieces.append(line)
                line = part
            else:
                line = f"{line} {part}" if line else part
        if line:
            pieces.append(line)
    return tuple(pieces)


def _parts(paragraph: str, most: int) -> list[str]:
    """Sentences; one that is too long by words; a word that is too long by letters."""
    found: list[str] = []
    for sentence in _sentences(paragraph):
        if len(sentence) <= most:
            found.append(sentence)
            continue
        for word in sentence.split():
            found += [word[at : at + most] for at in range(0, len(word), most)]
    return found


def _sentences(paragraph: str) -> list[str]:
    ends = [found.end() for found in SENTENCE.finditer(paragraph)]
    starts = [0, *ends]
    return [one for a, b in zip(starts, [*ends, len(paragraph)], strict=True) if (one := paragraph[a:b].strip())]
