"""The order of the Welsh alphabet, and the folding by which people search: both the same on every machine.

Ch, dd, ff, ng, ll, ph, rh and th are letters of their own: *cyw* stands before *chwarae*, *lwc* before *llan*. Where two
letters only happen to meet, as n and g in *Bangor*, no rule can tell; the beginnings of such words are listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SortKey = tuple[tuple[tuple[int, int], ...], str, str]
"""Letters and numbers in Welsh order; then the accents; then the text itself."""

ALPHABET = "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z".split()
"""Welsh letters in Welsh order, with the English k, q, v, x and z in their English places."""

MEETING = (
    "ban|gor bryn|g dan|gos dyn|gar ffynnon|g glan|g gwan|gal gwyn|gal hen|g hwn|gar llan|g llwyn|g maen|g man|gre "
    "mon|gol pen|g ton|gwyn un|gor yn|glyn ar|hos cor|hwy dur|h gor|h gwir|h par|ha sar|ha"
).split()
"""How words begin in which n and g, or r and h, are two letters: Bangor, dangos, Llangollen, parhau."""

MUTATIONS = {
    "p": ("b", "mh", "ph"), "t": ("d", "nh", "th"), "c": ("g", "ngh", "ch"), "b": ("f", "m"), "d": ("dd", "n"),
    "g": ("", "ng"), "m": ("f",), "ll": ("l",),
}  # fmt: skip
"""What the first letter of a word turns into in a sentence."""

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'"))
APART = "\0"
"""Stands between letters that only happen to meet; it has no place in the order itself."""

_RANK = {letter: place for place, letter in enumerate(ALPHABET)}
_PIECE = re.compile("|".join(sorted(ALPHABET, key=len, reverse=True)) + r"|\d+|\s+|.", re.DOTALL)
_SPACE, _NUMBER, _LETTER, _FOREIGN = range(4)


def fold(text: str) -> str:
    """A text as people search for it: case and accents do not count, and ’ and ' are alike."""
    return _bare(text).translate(APOSTROPHES)


def welsh_key(text: str) -> SortKey:
    """The key by which a text is sorted, e.g. `sorted(titles, key=welsh_key)`.

    Word by word; numbers by their size, before letters; accents, then capitals, decide only between texts that are
    otherwise alike; hyphens, apostrophes and other signs do not count. Letters of other alphabets stand last.
    """
    parted = _MEETS.sub(lambda found: _SPLIT[found[0]], _bare(text).strip())
    return (tuple(_places(parted)), unicodedata.normalize("NFD", text.casefold()), text.swapcase())


def _places(text: str) -> Iterator[tuple[int, int]]:
    for piece in _PIECE.findall(text):
        if piece in _RANK:
            yield (_LETTER, _RANK[piece])
        elif piece.isdecimal():
            yield (_NUMBER, int(piece))
        elif piece.isspace():
            yield (_SPACE, 0)
        elif piece.isalpha():
            yield (_FOREIGN, ord(piece))


def _bare(text: str) -> str:
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def _mutated(start: str) -> Iterator[str]:
    """The beginning of a word and what it turns into in a sentence."""
    yield start
    first = "ll" if start.startswith("ll") else start[:1]
    yield from (changed + start[len(first) :] for changed in MUTATIONS.get(first, ()))


_SPLIT = {each.replace("|", ""): each.replace("|", APART) for start in MEETING for each in _mutated(start)}
_MEETS = re.compile(r"\b(?:" + "|".join(sorted(_SPLIT, key=len, reverse=True)) + ")")
