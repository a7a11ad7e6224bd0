"""A document as one accessible web page: no script, no font, no file beside it; every passage says its language."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence

from exports.document import (
    Blank,
    Block,
    Document,
    Figure,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Quote,
    Section,
    Table,
    Twin,
    twin,
)
from exports.flow import Span
from exports.house import logo_png
from exports.html_style import style
from exports.map_words import LANGUAGE_NAMES
from exports.markup import markup
from exports.poster_svg import SvgPainter, number, path_data
from exports.svg_path import BOX, icon_path
from hcd_studio.speech import LANGUAGES, N_, Language, Message

NAMES: dict[Language, str] = {"cy": "Cymraeg", "en": "English"}
"""Each language by its own name, as people look for it."""


def html_of(document: Document) -> bytes:
    """The document as an HTML file, well-formed as XML too."""
    languages = document.languages
    title = document.title.plain(languages)
    parts = "".join(_Part(one, at, len(document.parts)).text() for at, one in enumerate(document.parts))
    name = markup(" – ".join(part for part in (title, document.subtitle.plain(languages), document.house.name) if part))
    skip = _Part(document, 0, 1).inline(twin(Message(N_("Skip to main content"))))
    return (
        f'<!DOCTYPE html>\n<html lang="{languages[0]}" xml:lang="{languages[0]}" '
        f'xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"/>\n<title>{name}</title>\n'
        f"<style>{style(document.house.colour, document.large)}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{skip}</a>\n{_choice(document)}{parts}</body>\n</html>\n'
    ).encode()


def _choice(document: Document) -> str:
    """Where a page holds two parts: a way to each, in its own language."""
    if len(document.parts) < 2:
        return ""
    links = "".join(
        f'<li><a href="#{one.language}" lang="{one.languages[0]}" hreflang="{one.languages[0]}">'
        f"{NAMES[one.languages[0]]}</a></li>"
        for one in document.parts
    )
    return f'<nav class="tongues" aria-label="Iaith · Language"><ul>{links}</ul></nav>\n'


class _Part:
    """One document, or one of the two that are read from either end."""

    def __init__(self, document: Document, at: int, of: int):
        self.document = document
        self.languages = document.languages
        self.mark = f"{document.languages[0]}-" if of > 1 else ""
        self.first, self.alone = at == 0, of == 1
        self.tables: set[str] = set()
        self.render: dict[type[Block], Callable[..., str]] = {
            Heading: self.heading, Paragraph: self.paragraph, Items: self.items, Table: self.table, Quote: self.quote,
            Figure: self.figure, Blank: self.blank, NewPage: lambda _block: '<div class="turn"></div>\n',
        }  # fmt: skip

    def text(self) -> str:
        """The part as markup."""
        document = self.document
        body = "".join(self.section(one) for one in document.sections)
        foot = self.inline(document.foot)
        copy = f'<p class="copy">{self.inline(document.copy)}</p>'
        tail = f"<footer>{copy}{f'<p>{foot}</p>' if foot else ''}</footer>\n"
        if self.alone:
            return f'{self.cover()}{self.contents()}<main id="main">\n{body}</main>\n{tail}'
        # A page has one main part: it holds both languages, the English behind the Welsh.
        opening = '<main id="main">\n' if self.first else ""
        closing = "" if self.first else "</main>\n"
        inner = f"{self.cover()}{self.contents()}{body}{tail}"
        lang = self.languages[0]
        return f'{opening}<article id="{lang}" lang="{lang}" xml:lang="{lang}">\n{inner}</article>\n{closing}'

    def cover(self) -> str:
        document = self.document
        logo = ""
        if document.house.logo is not None:
            data, wide, high = logo_png(document.house.logo)
            source = b64encode(data).decode()
            name = markup(document.house.name or "Logo")
            logo = (
                f'<img class="logo" alt="{name}" width="{wide}" height="{high}" src="data:image/png;base64,{source}"/>'
            )
        house = f'<p class="house">{markup(document.house.name)}</p>' if document.house.name and not logo else logo
        facts = "".join(f"<li>{self.inline(one)}</li>" for one in document.facts)
        day = f'<p class="day">{self.inline(document.day)}</p>'
        title, under = self.pair(document.title, "h1"), self.pair(document.subtitle, "p", "under")
        return f'<header class="cover">\n<div class="top">{house}{day}</div>\n{title}{under}<ul class="facts">{facts}</ul>\n</header>\n'

    def pair(self, words: Twin, tag: str, look: str = "") -> str:
        """A title: two beside each other where both languages are shown, within one heading."""
        sides = words.one(self.languages)
        mark = f' class="{look}"' if look else ""
        if len(sides) < 2:
            return f"<{tag}{mark}>{self.inline(words)}</{tag}>\n"
        inner = "".join(
            f'<span lang="{_lang(side)}" xml:lang="{_lang(side)}">{self.spans(side)}</span> ' for side in sides
        )
        return f'<{tag} class="pair {look}">{inner}</{tag}>\n'

    def contents(self) -> str:
        headings = [one for one in self.document.headings if one.level == 2]
        if not headings:
            return ""
        items = "".join(f'<li><a href="#{self.mark}{one.key}">{self.inline(one.words)}</a></li>\n' for one in headings)
        name = self.inline(twin(Message(N_("Contents"))))
        key = f"{self.mark}contents"
        return f'<nav aria-labelledby="{key}">\n<h2 id="{key}">{name}</h2>\n<ol>\n{items}</ol>\n</nav>\n'

    def section(self, section: Section) -> str:
        inner = "".join(self.render[type(block)](block) for block in section.blocks)
        return f'<section class="part-{section.key}">\n{inner}</section>\n'

    def heading(self, block: Heading) -> str:
        mark = f' id="{self.mark}{block.key}"' if block.key else ""
        return f"<h{block.level}{mark}>{self.inline(block.words)}</h{block.level}>\n"

    def paragraph(self, block: Paragraph) -> str:
        look, _, icon = block.look.partition(" ")
        inner = self.sides(block.words, "p", look)
        if not icon:
            return inner
        drawn = path_data(icon_path(icon))
        picture = f'<svg class="icon" aria-hidden="true" viewBox="0 0 {BOX:g} {BOX:g}"><path d="{drawn}"/></svg>'
        return f'<div class="thought">{picture}<div>{inner}</div></div>\n'

    def items(self, block: Items) -> str:
        tag = "ol" if block.numbered else "ul"
        mark = f' class="{block.look}"' if block.look else ""
        return f"<{tag}{mark}>\n{''.join(self.item(item) for item in block.items)}</{tag}>\n"

    def item(self, words: Twin) -> str:
        sides = words.one(self.languages)
        if len(sides) > 1:
            return f"<li>{self.sides(words, 'p').strip()}</li>\n"
        return f"<li{self.lang(_lang(sides[0]))}>{self.spans(sides[0])}</li>\n" if sides else ""

    def inline(self, words: Twin) -> str:
        """A text in one line, both languages one after the other."""
        parts = [f"<span{self.lang(_lang(side))}>{self.spans(side)}</span>" for side in words.brief(self.languages)]
        return '\u00a0<span class="dot" aria-hidden="true">·</span> '.join(parts)

    def stacked(self, words: Twin) -> str:
        """A text in a cell, one language under the other."""
        sides = words.brief(self.languages)
        look = ' class="side"' if len(sides) > 1 else ""
        return " ".join(f"<span{look}{self.lang(_lang(side))}>{self.spans(side)}</span>" for side in sides)

    def sides(self, words: Twin, tag: str, look: str = "") -> str:
        """A text as a paragraph, or two next to each other, Welsh left."""
        sides = words.one(self.languages)
        mark = f' class="{look}"' if look else ""
        paragraphs = "".join(f"<{tag}{mark}{self.lang(_lang(side))}>{self.spans(side)}</{tag}>" for side in sides)
        return f'<div class="pair">{paragraphs}</div>\n' if len(sides) > 1 else f"{paragraphs}\n"

    def lang(self, language: Language) -> str:
        return f' lang="{language}" xml:lang="{language}"'

    def spans(self, spans: Sequence[Span]) -> str:
        around = _lang(spans)
        out = []
        for span in spans:
            text = markup(span.text).replace("\n", "<br/>")
            if span.strong:
                text = f"<strong>{text}</strong>"
            if span.language != around:
                text = f"<span{self.lang(span.language)}>{text}</span>"
            elif rtl(span.text):
                text = f'<bdi dir="auto">{text}</bdi>'
            out.append(text)
        return "".join(out)

    def table(self, table: Table) -> str:
        key = self.unique(table.key)
        # A cell of a column of figures stands to the right, so that figures stand under each other.
        looks = [' class="figure"' if at in table.figures else "" for at in range(len(table.head))]
        wide = [f'<col style="width:{share * 100:.3g}%"/>' for share in table.widths]
        columns = f"<colgroup>{''.join(wide)}</colgroup>" if wide else ""
        cells = zip(table.head, looks, strict=True)
        head = "".join(f'<th scope="col"{look}>{self.stacked(words)}</th>' for words, look in cells)
        rows = []
        for first, *rest in table.rows:
            tail = "".join(f"<td{look}>{self.stacked(cell)}</td>" for cell, look in zip(rest, looks[1:], strict=True))
            rows.append(f'<tr><th scope="row">{self.stacked(first)}</th>{tail}</tr>\n')
        return (
            f'<div class="wide" role="group" tabindex="0" aria-labelledby="{key}">\n<table>\n'
            f'<caption id="{key}">{self.inline(table.caption)}</caption>\n{columns}<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{''.join(rows)}</tbody>\n</table>\n</div>\n"
        )

    def unique(self, key: str) -> str:
        name = base = f"{self.mark}table-{key}"
        while name in self.tables:
            name = f"{base}-{len(self.tables)}"
        self.tables.add(name)
        return name

    def quote(self, quote: Quote) -> str:
        said = f"“{quote.text}”" if quote.verbatim else quote.text
        words = self.spans((Span(said, quote.language),))
        out = f'<blockquote>\n<p class="voice"{self.lang(quote.language)}>{words}</p>\n'
        translation = quote.translated(self.languages)
        if translation:
            label = self.inline(translation_mark())
            told = self.spans((Span(translation, quote.other),))
            out += f"<p>{label}: <span{self.lang(quote.other)}>{told}</span></p>\n"
        return f'{out}<footer class="about">{self.inline(quote.about)}</footer>\n</blockquote>\n'

    def figure(self, figure: Figure) -> str:
        painter = SvgPainter(self.languages[0])
        figure.drawing.paint(painter)
        key = f"{self.mark}{figure.key}"
        looks = "".join(f"#{key} .{short}{{{rule}}}" for rule, short in painter.styles.items())
        symbols = "".join(
            f'<symbol id="{key}-{name}" viewBox="0 0 {BOX:g} {BOX:g}"><path d="{path_data(icon_path(name))}"/></symbol>'
            for name in sorted(painter.icons)
        )
        body = "".join(painter.out).replace('href="#', f'href="#{key}-').replace('id="clip', f'id="{key}-clip')
        body = body.replace("url(#clip", f"url(#{key}-clip")
        for language in LANGUAGES:
            body = body.replace(f' lang="{language}"', "")  # inside a page, drawings know xml:lang alone
        name = markup(" ".join("".join(span.text for span in side) for side in figure.alt.one(self.languages)))
        w, h = number(figure.drawing.width), number(figure.drawing.height)
        return (
            f'<figure class="{"poster" if figure.wide else "drawn"}">\n<div class="wide" tabindex="0" role="group" '
            f'aria-label="{self.label()}">\n<svg id="{key}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" '
            f'role="img" aria-label="{name}"><style>{looks}</style><defs>{symbols}</defs>{body}</svg>\n</div>\n</figure>\n'
        )

    def label(self) -> str:
        found = (Message(N_("A picture; its words follow.")).say(one) for one in self.languages)
        return markup(" · ".join(dict.fromkeys(found)))

    def blank(self, blank: Blank) -> str:
        lines = '<div class="line"></div>' * blank.lines
        return f'<p class="ask">{self.inline(blank.label)}</p>\n<div class="blank" aria-hidden="true">{lines}</div>\n'


def translation_mark() -> Twin:
    """The word before a translation, in both languages."""
    return twin(Message(N_("Translation")))


def spoken(language: Language) -> Twin:
    """The name of a language, in both languages."""
    return twin(Message(LANGUAGE_NAMES[language]))


def rtl(text: str) -> bool:
    """Whether a text holds letters that are written from right to left."""
    return any("\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in text)


def _lang(spans: Sequence[Span]) -> Language:
    weights: dict[Language, int] = {}
    for span in spans:
        weights[span.language] = weights.get(span.language, 0) + len(span.text)
    return max(weights, key=lambda language: weights[language], default="en")
