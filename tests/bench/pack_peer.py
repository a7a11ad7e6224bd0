"""The same document for Typst, so that both set the same words: headings, paired columns, lists, tables with repeated heads, contents."""

from __future__ import annotations

import json
from collections.abc import Sequence

from exports.document import Document, Heading, Items, Paragraph, Quote, Table, Twin
from exports.flow import Span
from hcd_studio.speech import Language

OPENING = """#set document(title: "{title}")
#set page("a4", margin: 54pt, numbering: "1 / 1")
#set text(12pt, lang: "cy")
#set par(leading: 0.6em)
#outline(depth: 3)
"""


def typst_of(document: Document) -> str:
    """The document as Typst markup."""
    languages = document.languages
    out = [OPENING.replace("{title}", "Pack"), f"= {_joined(document.title, languages)}\n"]
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Heading):
                out.append(f"#heading(level: {block.level})[{_joined(block.words, languages)}]\n")
            elif isinstance(block, Paragraph):
                out.append(_pair(block.words, languages))
            elif isinstance(block, Items):
                out += [f"#list[{_pair(item, languages)}]\n" for item in block.items]
            elif isinstance(block, Quote):
                out.append(f"#quote(block: true)[{_spans((Span(block.text, block.language),))}]\n")
            elif isinstance(block, Table):
                out.append(_table(block, languages))
    return "\n".join(out)


def _table(table: Table, languages: Sequence[Language]) -> str:
    head = ", ".join(f"[{_joined(cell, languages)}]" for cell in table.head)
    rows = ",\n".join(", ".join(f"[{_joined(cell, languages)}]" for cell in row) for row in table.rows)
    shares = ", ".join(f"{share * 100:g}%" for share in table.widths)
    return f"#table(columns: ({shares}), table.header({head}),\n{rows})\n"


def _pair(words: Twin, languages: Sequence[Language]) -> str:
    sides = words.one(languages)
    if len(sides) < 2:
        return "".join(_spans(side) for side in sides) + "\n"
    cells = ", ".join(f"[{_spans(side)}]" for side in sides)
    return f"#grid(columns: (1fr, 1fr), gutter: 22pt, {cells})\n"


def _joined(words: Twin, languages: Sequence[Language]) -> str:
    return " · ".join(_spans(side) for side in words.brief(languages))


def _spans(spans: Sequence[Span]) -> str:
    return "".join(f'#text(lang: "{one.language}", {json.dumps(one.text, ensure_ascii=False)})' for one in spans)
