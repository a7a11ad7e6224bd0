"""HTML as plain text and tables: what boards keep in their notes, what Word and Excel put on the clipboard."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from hcd_studio.importers.text import clean

_BREAKING = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 ul ol blockquote table section article pre".split())
_SILENT = frozenset(("style", "script", "head", "title", "template"))
_TAG = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:]*)(?P<more>[^<>]*)>|<[!?][^<>]*>")
_SPAN = re.compile(r"\bcolspan\s*=\s*[\"']?(\d{1,3})\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class HtmlTable:
    """One table: its rows of text, and whether the first row is marked as a header."""

    rows: list[list[str]] = field(default_factory=list)
    header: bool = False


@dataclass(slots=True)
class _Open:
    """A table that is still being read."""

    table: HtmlTable = field(default_factory=HtmlTable)
    row: list[str] | None = None
    cell: list[str] | None = None
    span: int = 1


class _Reader:
    """One pass over a piece of HTML. Of our own, since the parser of the library is quadratic on hostile input."""

    def __init__(self) -> None:
        self.blocks: list[str | HtmlTable] = []
        self._text: list[str] = []
        self._silent = 0
        self._open: list[_Open] = []

    def read(self, html: str) -> None:
        html = _without_comments(html)
        at = 0
        for match in _TAG.finditer(html):
            self._data(html[at : match.start()])
            at = match.end()
            tag = (match["tag"] or "").lower()
            if match["end"]:
                self._end(tag)
            elif tag:
                self._start(tag, match["more"])
        self._data(html[at:])
        while self._open:  # what the source left open
            self._end("table")
        self._end_text()

    def _start(self, tag: str, more: str) -> None:
        if tag in _SILENT:
            self._silent += not more.endswith("/")
        elif tag == "table":
            self._end_text()
            self._open.append(_Open())
        elif self._open and tag == "tr":
            self._end_row()
            self._open[-1].row = []
        elif self._open and tag in ("td", "th"):
            self._end_cell()
            now = self._open[-1]
            now.row = now.row if now.row is not None else []
            now.cell = []
            span = _SPAN.search(more)
            now.span = int(span[1]) if span else 1
            now.table.header |= tag == "th" and not now.table.rows
        elif tag in _BREAKING:
            self._say("\n")

    def _end(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._open and tag == "table":
            self._end_row()
            self.blocks.append(self._open.pop().table)
        elif self._open and tag == "tr":
            self._end_row()
        elif self._open and tag in ("td", "th"):
            self._end_cell()
        elif tag in _BREAKING:
            self._say("\n")

    def _data(self, text: str) -> None:
        if text and not self._silent:
            self._say(_SPACES.sub(" ", unescape(text)))

    def _say(self, text: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(text)
        elif not self._open:
            self._text.append(text)

    def _end_text(self) -> None:
        if not self._open and (text := _tidy(self._text)):
            self.blocks.append(text)
            self._text = []

    def _end_cell(self) -> None:
        now = self._open[-1]
        if now.cell is not None and now.row is not None:
            now.row += [_tidy(now.cell), *[""] * (now.span - 1)]
        now.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        now = self._open[-1]
        if now.row:
            now.table.rows.append(now.row)
        now.row = None


def _without_comments(html: str) -> str:
    """HTML without comments; one that never ends takes the rest with it, as in a browser."""
    parts, at = [], 0
    while (begin := html.find("<!--", at)) >= 0:
        parts.append(html[at:begin])
        end = html.find("-->", begin + 4)
        if end < 0:
            return "".join(parts)
        at = end + 3
    return "".join(parts) + html[at:]


def blocks(html: str) -> list[str | HtmlTable]:
    """The texts and tables of a piece of HTML in their order."""
    reader = _Reader()
    reader.read(html)
    return reader.blocks


def plain(html: str) -> str:
    """A piece of HTML as plain text, a line for each block."""
    if "<" not in html and "&" not in html:
        return html
    return "\n".join(
        block if isinstance(block, str) else "\n".join(" ".join(row) for row in block.rows) for block in blocks(html)
    )


def _tidy(parts: list[str]) -> str:
    """Texts joined, without spaces at line breaks and without empty lines."""
    text = clean("".join(parts))
    return "\n".join(line for part in text.split("\n") if (line := part.strip()))
