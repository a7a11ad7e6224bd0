"""A document described once, before any format: sections of headings, paragraphs, lists, tables, quotes and figures.

Every text is a `Twin`: the same words in Welsh and in English, so that one description serves every language mode. All of it
is plain frozen data; what renders it (`html`, `pdf`, `docx`, `odt`) decides nothing about what is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from exports.flow import Span
from exports.options import DocumentLanguage, House
from exports.painter import Painter
from hcd_studio.bilingual import Words
from hcd_studio.fields import Tier
from hcd_studio.speech import LANGUAGES, N_, Language, Message

NOTHING = "–"

FRESH = ("leaders", "heard", "map", "pains", "requirements", "award")
"""Sections of a pack that begin a page."""

FEW = 4
"""A document with fewer parts needs no contents."""

DEEP = ("requirements", "joint")
"""Sections whose parts stand in the contents too."""

MISSING: dict[Language, str] = {"cy": N_("Not yet written in Welsh."), "en": N_("Not yet written in English.")}
"""What stands where one side of a text was never written: no reader meets the other language unannounced."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A text in Welsh and in English; a side is empty where nothing was written in it.

    `missing` names the side that nobody has written: alone, it says so and gives the other; beside the other, it says so.
    """

    cy: tuple[Span, ...] = ()
    en: tuple[Span, ...] = ()
    missing: str = ""

    def side(self, language: Language) -> tuple[Span, ...]:
        """The spans of that side."""
        return self.cy if language == "cy" else self.en

    @property
    def same(self) -> bool:
        """Whether both sides read alike, as numbers and names do."""
        return [span.text for span in self.cy] == [span.text for span in self.en]

    @classmethod
    def of(cls, sides: Mapping[Language, tuple[Span, ...]]) -> Twin:
        """A text whose sides were made one by one."""
        return cls(sides.get("cy", ()), sides.get("en", ()))

    def one(self, languages: Sequence[Language]) -> tuple[tuple[Span, ...], ...]:
        """The sides to show, Welsh first, without an empty one and without saying the same twice."""
        sides = [self._shown(language, len(languages) > 1) for language in languages if self.side(language)]
        return tuple(sides[:1] if self.same else sides)

    def _shown(self, language: Language, beside: bool) -> tuple[Span, ...]:
        side = self.side(language)
        if beside and self.missing == language:
            return tuple(span for span in side if span.language == language)
        return side

    def brief(self, languages: Sequence[Language]) -> tuple[tuple[Span, ...], ...]:
        """The sides for a heading or a cell, where a number that begins both is given once."""
        sides = self.one(languages)
        if len(sides) < 2:
            return sides
        same = 0
        while same < min(map(len, sides)) - 1 and sides[0][same].text == sides[1][same].text:
            same += 1
        return (sides[0], sides[1][same:])

    def say(self, language: Language) -> str:
        """The plain words of one side."""
        return "".join(span.text for span in self.side(language))

    def plain(self, languages: Sequence[Language], between: str = " · ") -> str:
        """The plain words of the sides to show, on one line."""
        return between.join("".join(span.text for span in side) for side in self.brief(languages))

    def __bool__(self) -> bool:
        return bool(self.cy or self.en)


def twin(*parts: Message | Words | Twin | str, strong: bool = False) -> Twin:
    """Messages, bilingual texts and plain texts one after another, in both languages."""
    sides: dict[Language, list[Span]] = {"cy": [], "en": []}
    missing = ""
    for part in parts:
        if isinstance(part, Words) and bool(part.en) != bool(part.cy):
            missing = "en" if part.cy else "cy"
        elif isinstance(part, Twin):
            missing = part.missing or missing
        for language in LANGUAGES:
            sides[language] += _spans(part, language, strong, sides[language])
    return Twin(tuple(sides["cy"]), tuple(sides["en"]), missing)


def _spans(part: Message | Words | Twin | str, language: Language, strong: bool, before: list[Span]) -> list[Span]:
    if isinstance(part, Twin):
        return [span._replace(strong=span.strong or strong) for span in part.side(language)]
    if isinstance(part, str):
        found = [Span(part, before[-1].language if before else language, strong)]
    elif isinstance(part, Words):
        real = part.language(language)
        said = Span(part.say(language), real, strong)
        found = [said] if real == language else [Span(f"[{Message(MISSING[language]).say(language)}] ", language), said]
        found = found if part else []
    else:
        found = [Span(part.say(language), language, strong)]
    return [span for span in found if span.text]


def labelled(label: Message | Words, *parts: Message | Words | Twin | str) -> Twin:
    """A text with a name in bold before it."""
    return twin(twin(label, ": ", strong=True), *parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level; the key is its anchor and makes it a bookmark."""

    level: int
    words: Twin
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a `lead` opens, a `small` one explains, a `loud` one is a figure or a sentence to remember,
    a `label` names what follows and stays with it.
    """

    words: Twin
    look: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with numbers where its order matters."""

    items: tuple[Twin, ...]
    numbered: bool = False
    look: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row and a heading column; `widths` are shares of the line, `figures` columns of numbers."""

    caption: Twin
    head: tuple[Twin, ...]
    rows: tuple[tuple[Twin, ...], ...]
    key: str
    widths: tuple[float, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, in the language they said it in; a translation stands beside it and is marked as one."""

    text: str
    language: Language
    translation: str
    about: Twin
    verbatim: bool = True

    def translated(self, languages: Sequence[Language]) -> str:
        """The translation, where somebody who reads these languages needs it."""
        return self.translation if any(one != self.language for one in languages) else ""

    @property
    def other(self) -> Language:
        """The language of the translation."""
        return "en" if self.language == "cy" else "cy"


class Drawing(Protocol):
    """Something that paints itself in points, y downwards."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    def paint(self, painter: Painter) -> None:
        """Paint it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, told in words to those who cannot see it; its full text follows in the document."""

    drawing: Drawing
    alt: Twin
    key: str
    wide: bool = False
    """Whether it wants a page of its own, on its side."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand."""

    label: Twin
    lines: int = 1


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Block = Heading | Paragraph | Items | Table | Quote | Figure | Blank | NewPage


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a document; its first block is its heading."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A whole document before any format."""

    what: str
    title: Twin
    subtitle: Twin
    day: Twin
    facts: tuple[Twin, ...]
    sections: tuple[Section, ...]
    language: DocumentLanguage
    audience: Tier
    copy: Twin
    version: str
    foot: Twin
    house: House
    large: bool = False
    """Whether letters are larger, as Easy Read asks."""

    back: Document | None = None
    """The same in English, where Welsh is read from the front and English from the back."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it speaks, Welsh first."""
        return ("cy", "en") if self.language == "side" else ("en",) if self.language == "en" else ("cy",)

    @property
    def parts(self) -> tuple[Document, ...]:
        """What is read one after the other: itself, and what stands at its back."""
        return (self, self.back) if self.back else (self,)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """What the contents list: sections and their parts."""
        if self.large:
            return ()
        found = tuple(
            block
            for section in self.sections
            for block in section.blocks
            if isinstance(block, Heading) and block.key and block.level <= (3 if section.key in DEEP else 2)
        )
        return found if sum(one.level == 2 for one in found) >= FEW else ()

    def missing(self) -> int:
        """How many texts stand in one language only."""
        return sum(1 for section in self.sections for block in section.blocks for one in twins(block) if one.missing)


def twins(block: Block) -> tuple[Twin, ...]:
    """Every text of a block."""
    if isinstance(block, Heading | Paragraph):
        return (block.words,)
    if isinstance(block, Items):
        return block.items
    if isinstance(block, Table):
        return (block.caption, *block.head, *(cell for row in block.rows for cell in row))
    if isinstance(block, Quote):
        return (block.about,)
    if isinstance(block, Figure):
        return (block.alt,)
    return (block.label,) if isinstance(block, Blank) else ()
