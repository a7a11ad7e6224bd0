"""Words of a text and phrases among them: one look-up a word, in English and in Welsh with its mutations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from hcd_studio.sorting import MUTATIONS

WORD = re.compile(r"(?<=[^\W_])[’'][^\W_]+|[^\W_]+(?:-[^\W_]+)*")
"""What hangs on a word by an apostrophe (*i’r*, *bo’n*, *council’s*) is a token of its own that begins with it."""
EXACT = "="
"""Before a Welsh phrase: its first word stands as it is written and is not mutated."""


class Token(NamedTuple):
    """One word in small letters, and where it stands."""

    word: str
    start: int
    end: int


_token = tuple.__new__  # a third quicker than the named way, and the words of all texts go through here


def plain(word: str) -> str:
    """A word as phrases are compared: small letters, one kind of apostrophe."""
    return word.casefold().replace("'", "’")


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text."""
    small = plain(text)
    if len(small) != len(text):  # a letter such as ẞ or İ is two in small letters: then places are those of the text
        return tuple(Token(plain(found[0]), found.start(), found.end()) for found in WORD.finditer(text))
    return tuple([_token(Token, (found[0], *found.span())) for found in WORD.finditer(small)])


def mutated(word: str) -> tuple[str, ...]:
    """A Welsh word as it may begin in a sentence: itself, its mutations, or an h before a vowel."""
    forms = {**MUTATIONS, "rh": ("r",)}
    for radical in (word[:2], word[:1]):
        if radical in ("ch", "dd", "ff", "ng", "ph", "th", "gh"):
            return (word,)
        if radical in forms:
            rest = word[len(radical) :]
            return (word, *(mutation + rest for mutation in forms[radical]))
    return (word, f"h{word}") if word[:1] in tuple("aeiouwyâêîôûŵŷ") else (word,)


def count_words(text: Iterable[Token]) -> int:
    """How many words people count: what hangs on one is no word of its own."""
    return sum(not token.word.startswith("’") for token in text)


class Match(NamedTuple):
    """A phrase that stands in a text, and what it was listed under."""

    start: int
    end: int
    key: str


class Phrases:
    """Phrases by their first word; each is listed under one or more keys."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def add(self, key: str, phrases: Iterable[str]) -> None:
        """List phrases under a key."""
        for phrase in phrases:
            exact = phrase.startswith(EXACT)
            words = [token.word for token in tokens(phrase.removeprefix(EXACT))]
            if not words:
                continue
            firsts = (words[0],) if exact or self.language != "cy" else mutated(words[0])
            for first in firsts:
                entry = (tuple(words[1:]), key)
                known = self._by_first.setdefault(first, [])
                if entry not in known:
                    known.append(entry)

    def find(self, text: tuple[Token, ...]) -> Iterator[Match]:
        """Every phrase that stands in a text; of two under one key at one place the longer."""
        by_first = self._by_first
        said = [token.word for token in text]
        for at, word in enumerate(said):
            known = by_first.get(word)
            if known is None:
                continue
            best: dict[str, int] = {}
            for rest, key in known:
                size = len(rest)
                if size >= best.get(key, 0) and (not size or tuple(said[at + 1 : at + 1 + size]) == rest):
                    best[key] = size
            for key, size in best.items():
                yield Match(text[at].start, text[at + size].end, key)


def numbers_in(words: tuple[Token, ...], known: Mapping[str, str]) -> set[str]:
    """The numbers that a text says in words."""
    return {known[token.word] for token in words if token.word in known}
