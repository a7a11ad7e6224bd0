"""A map as one web page: the same words, lists and tables, the curve drawn and told; no script, no font, no image file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from exports.document import Block, Heading, Items, Paragraph, Table, Twin, twin
from exports.flow import Span
from exports.map_facts import READ_CURVE, day, facts
from exports.map_html_style import STYLE
from exports.map_words import words_of_map
from exports.markup import markup
from exports.poster_look import COLOURED
from exports.poster_paint import paint_curve
from exports.poster_svg import SvgPainter, number
from hcd_studio.layout import Placed
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message


def html_of(snapshot: Snapshot, placed: Placed, made: date) -> bytes:
    """The map as an HTML file, well-formed as XML too."""
    languages = placed.view.spoken
    page = _Page(languages)
    blocks = words_of_map(snapshot, placed)
    title = " · ".join(dict.fromkeys(facts(snapshot).title.say(language) for language in languages))
    body = page.body(blocks, placed, made)
    return (
        f'<!DOCTYPE html>\n<html lang="{languages[0]}" xml:lang="{languages[0]}" '
        f'xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"/>\n<title>{markup(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    ).encode()


class _Page:
    def __init__(self, languages: Sequence[Language]):
        self.languages = tuple(languages)

    def body(self, blocks: Sequence[Block], placed: Placed, made: date) -> str:
        headings = [block for block in blocks if isinstance(block, Heading) and block.level == 2]
        first = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2)
        nav = "".join(f'<li><a href="#{block.key}">{self.inline(block.words)}</a></li>\n' for block in headings)
        skip = self.inline(twin(Message(N_("Skip to main content"))))
        contents = self.inline(twin(Message(N_("Contents"))))
        foot = self.inline(twin(Message(N_("Made {day}"), day=day(made))))
        return (
            f'<a class="skip" href="#main">{skip}</a>\n<header>\n{self.blocks(blocks[:first], placed)}</header>\n'
            f'<nav aria-labelledby="contents">\n<h2 id="contents">{contents}</h2>\n<ul>\n{nav}</ul>\n</nav>\n'
            f'<main id="main">\n{self.blocks(blocks[first:], placed)}</main>\n<footer><p>{foot}</p></footer>\n'
        )

    def blocks(self, blocks: Sequence[Block], placed: Placed) -> str:
        out: list[str] = []
        opened = False
        for block in blocks:
            if isinstance(block, Heading):
                if block.level == 2:
                    out.append("</section>\n<section>\n" if opened else "<section>\n")
                    opened = True
                mark = f' id="{block.key}"' if block.key else ""
                out.append(f"<h{block.level}{mark}>{self.inline(block.words)}</h{block.level}>\n")
                if block.key == "feelings" and placed.curve:
                    out.append(self.figure(placed))
            elif isinstance(block, Paragraph):
                out.append(self.sides(block.words, "p"))
            elif isinstance(block, Items):
                items = "".join(self.item(item) for item in block.items)
                out.append(f"<ul>\n{items}</ul>\n")
            elif isinstance(block, Table):
                out.append(self.table(block))
        return "".join(out) + ("</section>\n" if opened else "")

    def inline(self, words: Twin) -> str:
        """A text in one line, both languages one after the other."""
        parts = [f'<span lang="{_lang(side)}">{self.spans(side)}</span>' for side in words.brief(self.languages)]
        return '\u00a0<span class="dot" aria-hidden="true">·</span> '.join(parts)

    def sides(self, words: Twin, tag: str) -> str:
        """A text as a paragraph, or two next to each other, Welsh left."""
        sides = words.one(self.languages)
        paragraphs = "".join(f'<{tag} lang="{_lang(side)}">{self.spans(side)}</{tag}>' for side in sides)
        return f'<div class="pair">{paragraphs}</div>\n' if len(sides) > 1 else f"{paragraphs}\n"

    def item(self, words: Twin) -> str:
        sides = words.one(self.languages)
        if len(sides) > 1:
            return f"<li>{self.sides(words, 'p').strip()}</li>\n"
        return f'<li lang="{_lang(sides[0])}">{self.spans(sides[0])}</li>\n' if sides else ""

    def spans(self, spans: Sequence[Span]) -> str:
        around = _lang(spans)
        out = []
        for span in spans:
            text = markup(span.text).replace("\n", "<br/>")
            if span.strong:
                text = f"<strong>{text}</strong>"
            out.append(text if span.language == around else f'<span lang="{span.language}">{text}</span>')
        return "".join(out)

    def table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{self.inline(words)}</th>' for words in table.head)
        rows = []
        for first, *cells in table.rows:
            tail = "".join(f"<td>{self.inline(cell)}</td>" for cell in cells)
            rows.append(f'<tr><th scope="row">{self.inline(first)}</th>{tail}</tr>\n')
        name = self.inline(table.caption)
        return (
            f'<div class="wide" role="region" tabindex="0" aria-labelledby="table-{table.key}">\n<table>\n'
            f'<caption id="table-{table.key}">{name}</caption>\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{''.join(rows)}</tbody>\n</table>\n</div>\n"
        )

    def figure(self, placed: Placed) -> str:
        """The curve as a drawing; its words follow as a paragraph and a table."""
        curve = placed.curve
        if curve is None:
            return ""
        painter = SvgPainter(self.languages[0])
        # What groups differ in follows in words; the strip for it above the curve is cut off.
        top = min((point.chip.rect.y for point in curve.points), default=curve.top) - 4
        painter.begin(-placed.metrics.lane_head + 34, -top, 1)
        paint_curve(replace(curve, splits=()), placed, painter, COLOURED)
        for head in placed.steps:
            if head.id:
                x = head.rect.x + placed.metrics.step / 2 - 4
                painter.text(
                    x, curve.rect.bottom + 14, str(head.number), placed.metrics.bold_face, 13, COLOURED.ink, "en"
                )
        painter.end()
        width, height = placed.width - placed.metrics.lane_head + 40, curve.rect.bottom - top + 20
        style = "".join(f"#curve .{short}{{{rule}}}" for rule, short in painter.styles.items())
        name = " ".join(
            Message(N_("Feelings curve; the figures follow in a table.")).say(one) for one in self.languages
        )
        about = self.sides(twin(Message(READ_CURVE)), "p").strip()
        return (
            f'<figure>\n<div class="wide" tabindex="0" role="region" aria-label="{markup(name)}">\n'
            f'<svg id="curve" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
            f'role="img" aria-label="{markup(name)}">'
            f"<style>{style}</style>{''.join(painter.out)}</svg>\n</div>\n<figcaption>{about}</figcaption>\n</figure>\n"
        )


def _lang(spans: Sequence[Span]) -> Language:
    weights: dict[Language, int] = {}
    for span in spans:
        weights[span.language] = weights.get(span.language, 0) + len(span.text)
    return max(weights, key=lambda language: weights[language], default="en")
