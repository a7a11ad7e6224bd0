"""Everything that speaks: a message is an English sentence with named gaps, said in a language only at the edge.

The sentence is its own key in the gettext catalogue (`resources/locale`), so code reads as it speaks and a missing
translation falls back to English rather than to a code. Core, checks and exports return messages; they never speak.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from typing import Literal, Protocol, runtime_checkable

from resources import path

Language = Literal["cy", "en"]
LANGUAGES: tuple[Language, ...] = ("cy", "en")


@runtime_checkable
class Sayable(Protocol):
    """Anything that has words in both languages: a message, a bilingual text."""

    def say(self, language: Language) -> str: ...


def N_(text: str) -> str:
    """Mark a sentence for the catalogue without saying it yet."""
    return text


@lru_cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The words of one language; English is its own catalogue and an unreadable file falls back to English."""
    try:
        with path("locale", language, "LC_MESSAGES", "hcd.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, UnicodeDecodeError):
        return gettext.NullTranslations()


class Message:
    """A sentence with named gaps, e.g. `Message("Moved to {to}.", to=step.title)`.

    Gaps may hold text, numbers, bilingual texts or other messages; each is said in the language of the whole.
    `count` chooses between plural forms: `Message("{n} note", plural="{n} notes", count=3, n=3)`.
    """

    __slots__ = ("args", "context", "count", "id", "plural")

    def __init__(self, id: str, *, plural: str = "", count: int | None = None, context: str = "", **args: object):
        self.id = id
        self.plural = plural
        self.count = count
        self.context = context
        self.args = args

    def say(self, language: Language) -> str:
        """The sentence in one language, gaps filled; the count is a gap too."""
        text = self._sentence(catalogue(language))
        given = self.args if self.count is None else {"count": self.count, **self.args}
        if not given:
            return text
        return text.format_map({name: _spoken(value, language) for name, value in given.items()})

    def _sentence(self, words: gettext.NullTranslations) -> str:
        if self.plural and self.count is not None:
            return words.ngettext(self.id, self.plural, self.count)
        if self.context:
            return words.pgettext(self.context, self.id)
        return words.gettext(self.id) if self.id else ""

    def _key(self) -> tuple[object, ...]:
        return (self.id, self.plural, self.count, self.context, tuple(sorted(self.args.items(), key=lambda a: a[0])))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.id, self.context, self.count, tuple(sorted(self.args))))

    def __repr__(self) -> str:
        return f"Message({self.say('en')!r})"


def _spoken(value: object, language: Language) -> str:
    if isinstance(value, Sayable):
        return value.say(language)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list | tuple):
        return ", ".join(_spoken(part, language) for part in value)
    return str(value)


def number(value: float, *, places: int | None = None, signed: bool = False) -> str:
    """A number as Welsh and English both write it: comma for thousands, a true minus (CLDR `cy` and `en-GB` agree)."""
    form = f"{'+' if signed else ''},{'' if places is None else f'.{places}f'}"
    return format(value, form).replace("-", "−")


class Trouble(Exception):
    """Something could not be done: what happened, what is safe, what to do. Said at the edge, in the reader's language."""

    status = 1
    """The command's exit status: 1 the work could not be done."""

    def __init__(self, what: Message, *, safe: Message | None = None, do: Message | None = None):
        super().__init__(what.id)
        self.what = what
        self.safe = safe or Message("Nothing was changed.")
        self.do = do or Message("")

    def say(self, language: Language) -> str:
        """The whole trouble as one short paragraph."""
        return " ".join(said for part in (self.what, self.safe, self.do) if (said := part.say(language)))

    def as_json(self, language: Language) -> dict[str, str]:
        """What, safe and do as the command prints them with `--json`."""
        return {"what": self.what.say(language), "safe": self.safe.say(language), "do": self.do.say(language)}


class Usage(Trouble):
    """The work was asked for in words that do not fit: an unknown verb, a missing parameter."""

    status = 2


def as_language(text: str) -> Language:
    """A language code that is surely one of ours; Welsh when it starts with `cy`, else English."""
    return "cy" if text.casefold().startswith("cy") else "en"
