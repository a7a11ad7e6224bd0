"""Spelling in Welsh and English: bundled dictionaries, a person's own words, and what a word may have been meant to be.

The engine checks a word in some microseconds. Its own suggestions take most of a second and let nothing else run meanwhile,
so suggestions are made here: every word one slip away, then the listed words that look most alike.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hcd_studio import home
from hcd_studio.speech import LANGUAGES, N_, Language, Message
from resources import path

FILES: dict[Language, str] = {"cy": "cy", "en": "en_GB"}
OWN = "words.txt"
LONGEST = 60
LETTERS: dict[Language, str] = {"cy": "abcdefghijlmnoprstuwyŵŷâêîôûï'-", "en": "abcdefghijklmnopqrstuvwxyz'-"}
LEFT_ALONE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[\w./\\-]*[\d_/\\][\w./\\-]*|\[[^\]]*\]|\{[^}]*\}")
"""Addresses, references, codes, numbers, paths and gaps in brackets."""
WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*[’']?", re.UNICODE)
CLITICS = re.compile(r"^(.+?)'(?:r|n|m|w|i|u|ch|th|s|ll|re|ve|d)$", re.IGNORECASE)
"""What leans on the word before it: i’r, mae’n, the council’s."""


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end; what is no word of a language is left out."""
    gone = [match.span() for match in LEFT_ALONE.finditer(text)]
    for match in WORD.finditer(text):
        start, end = match.span()
        word = match[0].rstrip("’'")
        if len(word) < 2 or len(word) > LONGEST or (word.isupper() and len(word) < 8):
            continue
        if not any(begin < end and start < stop for begin, stop in gone):
            yield start, start + len(word)


class Dictionary:
    """The words of one language; without its files, or with damaged ones, every word is right."""

    def __init__(self, language: Language, folder: Path | None = None):
        self.language = language
        self.trouble: Message | None = None
        self._stems: list[str] | None = None
        self._listed: frozenset[str] = frozenset()
        self._engine: Any = None
        self.folder = folder or Path(str(path("dictionaries")))
        try:
            import hunspell  # type: ignore[import-untyped]

            name = FILES[language]
            size = (self.folder / f"{name}.dic").stat().st_size, (self.folder / f"{name}.aff").stat().st_size
            if min(size) > 100:
                self._engine = hunspell.Hunspell(name, hunspell_data_dir=str(self.folder))
            if self._engine is not None and not self._engine.spell("a" if language == "cy" else "the"):
                self._engine = None
        except Exception:  # the engine raises what it likes of a damaged file, and spelling is never worth a stop
            self._engine = None
        if self._engine is None:
            named = Message(N_("Welsh")) if language == "cy" else Message(N_("English"))
            self.trouble = Message(
                N_("Spelling in {language} rests: its dictionary cannot be read. Everything else works."),
                language=named,
            )

    @property
    def works(self) -> bool:
        """Whether it knows any words."""
        return self._engine is not None

    def knows(self, word: str) -> bool:
        """Whether a word is right, alone or with what leans on it."""
        if self._engine is None:
            return True
        plain = word.replace("’", "'")
        if self._right(plain) or all(self._right(part) for part in plain.split("-") if part):
            return True
        leaning = CLITICS.match(plain)
        return leaning is not None and self._right(leaning[1])

    def _right(self, word: str) -> bool:
        try:
            return bool(self._engine.spell(word)) or (word[:1].isupper() and bool(self._engine.spell(word.lower())))
        except (UnicodeError, ValueError):
            return True

    def suggest(self, word: str, most: int = 6, going_on: Callable[[], bool] = lambda: True) -> list[str]:
        """What may have been meant, the likeliest first; `going_on` is asked now and then whether anybody still waits."""
        if self._engine is None or self.knows(word):
            return []
        plain = word.replace("’", "'")
        small = plain.lower()
        found: dict[str, None] = {}
        for at, one in enumerate(_slips(small, LETTERS[self.language])):
            if at % 50 == 0 and not going_on():
                return []
            if one not in found and self._right(one):
                found[one] = None
        stems = self._known_stems()
        if len(found) < most:
            near = [one for one in stems if one[:1] == small[:1] and abs(len(one) - len(small)) <= 3]
            found |= dict.fromkeys(difflib.get_close_matches(small, near, n=most, cutoff=0.75) if going_on() else ())
        listed = self._listed

        def likely(one: str) -> tuple[bool, float]:
            return one not in listed, -difflib.SequenceMatcher(None, small, one).ratio()

        ranked = sorted(found, key=likely)[:most]
        return [_cased(one, plain).replace("'", "’") for one in ranked]

    def _known_stems(self) -> list[str]:
        if self._stems is None:
            text = (self.folder / f"{FILES[self.language]}.dic").read_text("utf-8", "replace")
            self._stems = [line.split("/")[0].strip().lower() for line in text.splitlines()[1:]]
            self._listed = frozenset(self._stems)
        return self._stems


class Speller:
    """Both dictionaries and the own words of this machine. Dictionaries are read when they are first asked for."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder
        self.known: dict[Language, Dictionary] = {}
        self.own: set[str] = set()
        self._read_own()

    def load(self) -> list[Message]:
        """Read both dictionaries; gives what went wrong."""
        for language in LANGUAGES:
            if language not in self.known:
                self.known[language] = Dictionary(language, self.folder)
        return [one.trouble for one in self.known.values() if one.trouble]

    @property
    def ready(self) -> bool:
        """Whether both have been read."""
        return len(self.known) == len(LANGUAGES)

    def right(self, word: str, language: str) -> bool:
        """Whether a word is right in a language; in either where the language is not known."""
        if not self.ready or word.replace("’", "'").casefold() in self.own:
            return True
        languages = [one for one in LANGUAGES if one == language] or list(LANGUAGES)
        return any(self.known[one].knows(word) for one in languages)

    def suggest(self, word: str, language: str, going_on: Callable[[], bool] = lambda: True) -> list[str]:
        """What may have been meant, in that language, or in both one after the other."""
        languages = [one for one in LANGUAGES if one == language] or list(LANGUAGES)
        return [one for each in languages for one in self.known[each].suggest(word, going_on=going_on)][:6]

    def wrong(self, text: str, language: str) -> list[str]:
        """The words of a text that are in no dictionary."""
        return [text[start:end] for start, end in words_in(text) if not self.right(text[start:end], language)]

    def add(self, word: str) -> None:
        """One more own word; a disk that refuses costs it only until the program ends."""
        self.own.add(word.replace("’", "'").casefold())
        with contextlib.suppress(OSError):
            place = home.folder() / OWN
            draft = place.with_suffix(f".{os.getpid()}.tmp")
            draft.write_text("\n".join(sorted(self.own)) + "\n", encoding="utf-8")
            draft.replace(place)

    def _read_own(self) -> None:
        with contextlib.suppress(OSError):
            text = (home.folder() / OWN).read_bytes().decode("utf-8", "replace")
            self.own = {line.strip().casefold() for line in text.splitlines() if line.strip()}


def _slips(word: str, letters: str) -> Iterator[str]:
    """Every text that is one slip of the finger away: two letters swapped, one too many, one wrong, one missing, no blank."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for head, tail in cuts:
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        if tail:
            yield head + tail[1:]
    for head, tail in cuts:
        for letter in letters:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
