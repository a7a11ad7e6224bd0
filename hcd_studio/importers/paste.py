"""Text from the clipboard: a line a note, bullets taken off, wrapped lines joined; tables cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hcd_studio.importers import vocabulary
from hcd_studio.importers.columns import is_data
from hcd_studio.importers.grid import is_blank
from hcd_studio.importers.harvest import Harvest
from hcd_studio.importers.markup import HtmlTable, blocks
from hcd_studio.importers.text import one_line, says_something

_SURE = "•‣◦▪▫■□●○◆◇►▶➢➤✓✔✗✘☐☑☒⁃∙·\uf0b7\uf0a7\uf0fc\uf0d8\uf076"
_BULLET = re.compile(
    rf"(?:(?:[{_SURE}][ \t\xa0]*)|(?:[-*+–—→»]|o(?=\t| {{2,}})|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivx]{{2,5}})\)"
    r"|(?:\d{1,3}|[a-z]|[ivx]{2,5})\.|\[[ xX]?\])(?:[ \t\xa0]+|\Z))(?:\[[ xX]?\][ \t\xa0]+)?"
)
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t#]*\Z")
_QUOTED_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|\Z)')
_PLAIN_CELL = re.compile(r"[^\t\r\n]*")
_END = re.compile(r"\t|\r\n|[\r\n]")
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")


@dataclass(slots=True)
class _Item:
    """A bullet or a line with the lines that belong to it."""

    line: int
    indent: int
    bullet: bool
    parts: list[str] = field(default_factory=list)
    heading: bool = False

    @property
    def text(self) -> str:
        return " ".join(part for part in self.parts if part)


def read(text: str, html: str, harvest: Harvest) -> None:
    """Read what was pasted into the harvest; the HTML is used where it holds a table."""
    if "<table" in html.lower():
        parts = blocks(html)
        if any(isinstance(part, HtmlTable) and _is_table(part.rows) for part in parts):
            for part in parts:
                if isinstance(part, str):
                    _lines(part, harvest)
                elif _is_table(part.rows):
                    _table(part.rows, harvest, marked=part.header)
                else:
                    _lines("\n".join(cell for row in part.rows for cell in row), harvest)
            return
    if rows := _pasted_rows(text):
        _table(rows, harvest)
    else:
        _lines(text, harvest)


def _is_table(rows: list[list[str]]) -> bool:
    return len(rows) > 1 or bool(rows and len(rows[0]) > 1)


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pasted_rows(text: str) -> list[list[str]]:
    """The cells of a table as Excel and Word put it on the clipboard, empty when the text is no table."""
    lines = [line for line in _LINE_END.split(text) if line.strip()]
    tabbed = [line for line in lines if "\t" in line.strip(" ") and not _BULLET.match(line.strip())]
    broken = any(match and "\n" in match[1] for match in (_QUOTED_CELL.match(text), *_after_breaks(text)))
    if not lines or (len(tabbed) * 2 < len(lines) and not broken) or not any(line.strip() for line in tabbed + lines):
        return []
    if not broken and not any("\t" in line.strip() for line in tabbed):
        return []
    return [row for row in _cells(text) if not is_blank(row)]


def _after_breaks(text: str) -> list[re.Match[str] | None]:
    """Cells in quotes at the beginning of a line or after a tab, as Excel writes cells with line breaks."""
    return [_QUOTED_CELL.match(text, match.end()) for match in re.finditer(r'[\t\n](?=")', text)]


def _cells(text: str) -> list[list[str]]:
    """Rows of cells; a cell in quotes only where Excel needs them: around a line break, a tab or doubled quotes."""
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        quoted = _QUOTED_CELL.match(text, at)
        if quoted and re.search(r'[\t\r\n]|""', quoted[1]):
            cell, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            plain = _PLAIN_CELL.match(text, at)
            cell, at = (plain[0], plain.end()) if plain else ("", at)
        rows[-1].append(cell)
        end = _END.match(text, at)
        if not end:
            break
        at = end.end()
        if end[0] != "\t":
            rows.append([])
    return rows


def _table(rows: list[list[str]], harvest: Harvest, *, marked: bool = False) -> None:
    """Every cell that says something becomes a note, under its header when the first row is one."""
    head = [one_line(cell) for cell in rows[0]] if marked or is_header(rows) else []
    body = rows[1:] if head else rows
    harvest.columns = harvest.columns or tuple(head)
    closed = {at for at, name in enumerate(head) if vocabulary.is_personal(name)}
    harvest.dropped += [head[at] for at in sorted(closed)]
    for at, name in enumerate(head):
        if vocabulary.is_name(name):
            for row in body:
                harvest.names.add(row[at] if at < len(row) else "")
    titled = bool(head) and (not head[0] or vocabulary.folded(head[0]) in vocabulary.ROW_TITLES) and len(head) > 1
    for number, row in enumerate(body, 2 if head else 1):
        harvest.rows += 1
        title = row[0] if titled and row else ""
        took = False
        for at, cell in enumerate(row):
            if at in closed or (titled and at == 0) or is_data(cell.strip()):
                continue
            name = head[at] if at < len(head) else ""
            place = f"row {number}, column {name or at + 1}"
            took |= harvest.note(cell, where=place, group=(name, title))
        harvest.empty += not took


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row evidently names columns: short names over longer cells, or names that we know."""
    if len(rows) < 2:
        return False
    names = [one_line(cell) for cell in rows[0]]
    given = [name for name in names if name]
    if not given or len(given) < len(names) - 1 or (len(names) > 1 and not any(names[1:])):
        return False
    if len({name.casefold() for name in given}) < len(given) or any(map(is_data, given)):
        return False
    if any(len(name) > 60 or len(name.split()) > 8 or name.endswith((".", "!", ",", ";")) for name in given):
        return False
    if any(map(vocabulary.is_known_header, given)) or (not names[0] and len(given) > 1):
        return True
    below = [cell for row in rows[1:] for cell in row if says_something(cell)]
    words = sum(len(cell.split()) for cell in below) / max(1, len(below))
    return words >= 1.5 * sum(len(name.split()) for name in given) / len(given)


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(text: str, harvest: Harvest) -> None:
    """Every item a note; a line with a colon is the group of the bullets under it, a heading of all that follows."""
    group, holds_lines = "", False
    items = _items(text)
    for at, item in enumerate(items):
        over_bullets = not item.bullet and item.text.endswith(":") and at + 1 < len(items) and items[at + 1].bullet
        if item.heading or over_bullets:
            group, holds_lines = item.text.rstrip(": "), item.heading
            continue
        if not item.bullet and not holds_lines:
            group = ""
        harvest.rows += 1
        if not harvest.note(item.text, where=f"line {item.line}", group=(group,)):
            harvest.empty += 1


def _items(text: str) -> list[_Item]:
    """Bullets and lines; what is wrapped or indented under a bullet belongs to it until a blank line."""
    items: list[_Item] = []
    now: _Item | None = None
    for number, raw in enumerate(_LINE_END.split(text), 1):
        line = raw.strip()
        if not line:
            now = None
            continue
        indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        bullet = _BULLET.match(line)
        heading = _HEADING.match(line)
        if bullet and not (now and not now.text and bullet.end() == len(line)):
            now = _Item(number, indent, True, [line[bullet.end() :].strip()])
            items.append(now)
        elif heading:
            items.append(_Item(number, indent, False, [heading[1]], heading=True))
            now = None
        elif now and (not now.text or indent > now.indent or goes_on(now.parts[-1], line)):
            now.parts.append(line)
        else:
            items.append(_Item(number, indent, False, [line]))
            now = None
    return items


def goes_on(above: str, line: str) -> bool:
    """Whether a line was wrapped from the one above: it goes on in small letters, or that one was full."""
    return line[0].islower() or above.endswith(",") or (len(above) >= 60 and above[-1] not in ".!?:;…”\"'")


def words_of(html: str) -> str:
    """The words of a piece of HTML without its tables, a line for each block."""
    return "\n".join(part for part in blocks(html) if isinstance(part, str))
