"""Research findings in Markdown: headings are groups; bullets, paragraphs, cells are notes; quotations are quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hcd_studio.importers.columns import Profile, roles
from hcd_studio.importers.harvest import Harvest
from hcd_studio.importers.markup import plain
from hcd_studio.importers.paste import goes_on
from hcd_studio.importers.text import one_line
from hcd_studio.speech import Message

_FRONT = re.compile(r"\A---[ \t]*\n(?P<body>(?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_TIGHT_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^\W\d_])", re.MULTILINE)
_LINK_ONLY = re.compile(r"<?(?:https?://|www\.)\S+>?")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\S")
_ANEW = re.compile(r"(?:\*\*|__|[\"“‘\[*_])*[^\W\d_a-zâêîôûŵŷáéíóú]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«].+[\"”“»](?:[.,;!?]|\s*[(–—-].{0,60})?\s*|[‘'].+\s.+\s.+[’'][.!?]?", re.DOTALL)
_INNER_QUOTE = re.compile(r"[”“\"].*[“”\"]", re.DOTALL)
_LABEL_WORDS = 4
_HEAD_WORDS = 12


@dataclass(slots=True)
class _Cells:
    """A table that is being read: its header, and its rows with their lines."""

    head: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def read(text: str, harvest: Harvest) -> None:
    """Read a Markdown text into the harvest."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    if front:
        title = _TITLE.search(front["body"])
        harvest.title = title[1] if title else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    lines, numbers = _apart(_TIGHT_HEADING.sub(r"\1 ", text).split("\n"))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    _Walk(parser.parse("\n".join(lines)), numbers, harvest).walk()


def _apart(lines: list[str]) -> tuple[list[str], list[int]]:
    """Lines with a blank one where a bullet is followed by a line that begins anew, and their numbers in the source.

    Markdown would join such a line to the bullet above it; people who write notes mean the next thought.
    """
    apart: list[str] = []
    numbers: list[int] = []
    fenced = listed = False
    for number, line in enumerate(lines, 1):
        fenced ^= bool(_FENCE.match(line))
        bullet = bool(_BULLET.match(line))
        if listed and not fenced and not bullet and _ANEW.match(line) and not goes_on(apart[-1].strip(), line):
            apart.append("")
            numbers.append(number)
        listed = not fenced and (bullet or (listed and bool(line.strip()) and line[0] == " "))
        apart.append(line)
        numbers.append(number)
    return apart, numbers


class _Walk:
    """One pass over the blocks of a document."""

    def __init__(self, tokens: Sequence[Token], numbers: list[int], harvest: Harvest):
        self._numbers = numbers
        self._tokens = tokens
        self._harvest = harvest
        self._headings: list[tuple[int, str]] = []
        self._items: list[str] = []
        self._lead = ""
        self._quotes = 0
        self._code = 0
        self._table = _Cells()
        self._title_at = self._find_title()

    def _find_title(self) -> int:
        """The place of the one first-level heading that opens the document: its title, not a group."""
        heads = [at for at, token in enumerate(self._tokens) if token.type == "heading_open"]
        first = [at for at in heads if self._tokens[at].tag == "h1"]
        if len(first) == 1 and first[0] == heads[0] and len(heads) > 1:
            self._harvest.title = self._harvest.title or _words(self._tokens[first[0] + 1])
            return first[0]
        return -1

    def walk(self) -> None:
        for at, token in enumerate(self._tokens):
            self._block(at, token)
        if self._code:
            self._harvest.warn(
                Message(
                    "{n} block of code was left out.",
                    plural="{n} blocks of code were left out.",
                    count=self._code,
                    n=self._code,
                )
            )

    def _block(self, at: int, token: Token) -> None:
        kind = token.type
        if kind == "heading_open":
            self._heading(at, token)
        elif kind == "paragraph_open":
            self._paragraph(at)
        elif kind == "blockquote_open":
            self._quotes += 1
        elif kind == "blockquote_close":
            self._quotes -= 1
        elif kind == "list_item_open":
            self._items.append("")
        elif kind == "list_item_close":
            self._items.pop()
        elif kind in ("fence", "code_block"):
            self._code += 1
        elif kind == "html_block":
            self._note(plain(token.content), self._line(token))
        elif kind.startswith(("table", "tr", "th", "td")):
            self._cell(at, token)

    def _heading(self, at: int, token: Token) -> None:
        level = int(token.tag[1])
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._lead = ""
        if at != self._title_at:
            self._headings.append((level, _words(self._tokens[at + 1]).rstrip(": ")))

    def _paragraph(self, at: int) -> None:
        """A paragraph is a note, or the label of the list or quotations that follow it."""
        inline = self._tokens[at + 1]
        text = _words(inline)
        after = self._tokens[at + 3].type if at + 3 < len(self._tokens) else ""
        leads = after in ("bullet_list_open", "ordered_list_open", "blockquote_open")
        label = text.rstrip(":").strip()
        few = len(label.split())
        if not self._items and not self._quotes:
            self._lead = label if leads and few <= _LABEL_WORDS and text.endswith(":") else ""
            if self._lead:
                return
        elif self._items and leads and label and not text.endswith((".", "!")):
            head = few <= _LABEL_WORDS and not text.endswith("?")
            if head:
                self._items[-1] = label
                return
            self._note(text, self._line(inline), inline)
            self._items[-1] = label if few <= _HEAD_WORDS else ""
            return
        self._note(text, self._line(inline), inline)

    def _note(self, text: str, line: int, inline: Token | None = None) -> None:
        text = text.strip()
        if not text or _LINK_ONLY.fullmatch(text):
            return
        italic = inline is not None and bool(self._items) and _is_italic(inline)
        quote = bool(self._quotes) or italic or is_quoted(text)
        self._harvest.rows += 1
        if not self._harvest.note(text, where=f"line {line}", kind="quote" if quote else "", group=self._path()):
            self._harvest.empty += 1

    def _line(self, token: Token) -> int:
        return self._numbers[min(token.map[0], len(self._numbers) - 1)] if token.map else 0

    def _path(self) -> list[str]:
        return [heading for _, heading in self._headings] + [self._lead, *self._items]

    def _cell(self, at: int, token: Token) -> None:
        if token.type == "table_open":
            self._table = _Cells()
            self._lead = ""
        elif token.type == "th_open":
            self._table.head.append(one_line(_words(self._tokens[at + 1])))
        elif token.type == "tr_open" and self._table.head:
            self._table.rows.append((self._line(token), []))
        elif token.type == "td_open" and self._table.rows:
            self._table.rows[-1][1].append(_words(self._tokens[at + 1]))
        elif token.type == "table_close":
            self._cells()

    def _cells(self) -> None:
        """The cells of free text of a table, each under its column, and under its topic where a column names one."""
        head, rows = self._table.head, self._table.rows
        profiles = [Profile() for _ in head]
        for _, cells in rows:
            for profile, cell in zip(profiles, cells, strict=False):
                if cell.strip():
                    profile.add(cell)
        parts = roles(head, profiles)
        text = [at for at, role in enumerate(parts) if role == "text"]
        text = text or [at for at, role in enumerate(parts) if role == "choice"]
        self._harvest.dropped += [head[at] for at, role in enumerate(parts) if role in ("personal", "names")]
        for line, cells in rows:
            self._harvest.rows += 1
            topics = [cell for role, cell in zip_longest(parts, cells, fillvalue="") if role == "group" and cell]
            took = False
            for at in text:
                if at < len(cells) and not _LINK_ONLY.fullmatch(cells[at].strip()):
                    group = [*self._path(), *topics, "" if topics and len(text) == 1 else head[at]]
                    place = f"line {line}, column {head[at] or at + 1}"
                    kind = "quote" if is_quoted(cells[at]) else ""
                    took |= self._harvest.note(cells[at], where=place, kind=kind, group=group)
            self._harvest.empty += not took


def is_quoted(text: str) -> bool:
    """Whether a text is one quotation: in quotation marks from end to end, who said it may follow."""
    text = text.strip()
    if len(text.split()) < 2 or not _QUOTED.fullmatch(text):
        return False
    within = text[1:].rstrip(".,;!?")[:-1]
    return text[0] in "‘'" or not _INNER_QUOTE.search(within) or text[0] not in '"“'


def _is_italic(inline: Token) -> bool:
    """Whether the whole of a list item stands in italics, as research notes write what people said."""
    parts = [child for child in inline.children or () if child.type != "text" or child.content.strip()]
    whole = len(parts) > 2 and parts[0].type == "em_open" and parts[-1].type == "em_close"
    return whole and sum(part.type == "em_open" for part in parts) == 1 and len(inline.content.split()) >= 4


def _words(inline: Token) -> str:
    """The words of a line of Markdown: links and emphasis as their text, pictures left out, wrapped lines joined."""
    lines = [""]
    for child in inline.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            lines[-1] += child.content
        elif child.type in ("softbreak", "hardbreak"):
            lines.append("\n" if child.type == "hardbreak" else "")
        elif child.type == "html_inline" and _BREAK.fullmatch(child.content):
            lines.append("\n")
    joined = lines[0]
    for above, line in pairwise(lines):
        wrapped = not line.strip() or not above.strip() or goes_on(above.strip(), line.strip())
        joined += line if line.startswith("\n") else f" {line}" if wrapped else f"\n{line}"
    return joined.strip()
