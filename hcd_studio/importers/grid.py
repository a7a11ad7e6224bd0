"""A table before it means anything: rows of text cells, whatever file they came from, and where its header stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from hcd_studio.importers.found import CannotRead, joined
from hcd_studio.importers.text import one_line
from hcd_studio.importers.vocabulary import is_known_header, is_personal
from hcd_studio.speech import Message

Row = tuple[int, list[str]]
"""The row number as the source shows it, from 1, and its cells."""

MOST_COLUMNS = 2_000
_SEEN = 60
_GENERIC = frozenset(("response", "open-ended response", "ymateb", "ymateb penagored"))


@dataclass(slots=True)
class Grid:
    """One table. `rows` reads it from the start each time; `merged` holds what merged cells cover."""

    rows: Callable[[], Iterator[Row]]
    name: str = ""
    merged: dict[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: Row, column: int) -> str:
        """The text of a cell, or of the merged cell that covers it."""
        number, cells = row
        value = cells[column] if column < len(cells) else ""
        return value or self.merged.get((number, column), "")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header of a grid stands: its names (`Column 3` where there is none), and the row data begin after."""

    columns: tuple[str, ...]
    header: int
    after: int
    title: str = ""


def is_blank(cells: list[str]) -> bool:
    """Whether a row holds nothing at all."""
    return not any(cell.strip() for cell in cells)


def letterless(text: str) -> bool:
    """A number, date, time, amount or mark: something without a letter or a picture in it."""
    return not any(char.isalpha() or ord(char) > 0x2190 for char in text)


def layout_of(grid: Grid, header: str = "") -> Layout:
    """The names of the columns: the row asked for, or the first that looks like a header."""
    seen = list(islice(grid.rows(), _SEEN))
    width = max((len(cells) for _, cells in seen), default=0)
    if width > MOST_COLUMNS:
        raise CannotRead(
            Message("A table with {n} columns is more than can be read.", n=width),
            do=Message("Keep the columns with the notes, {most} at most.", most=MOST_COLUMNS),
        )
    if header == "none":
        return Layout(_named([], width), 0, 0)
    if header:
        return _asked(grid, header, width)
    filled = [row for row in seen if not is_blank(row[1])]
    if not filled:
        return Layout(_named([], width), 0, 0)
    typical = _typical(filled)
    enough = max((typical + 1) // 2, min(2, typical))
    at = next((at for at, row in enumerate(filled[:12]) if _reach(grid, row, width) >= enough), 0)
    title = " ".join(one_line(cell) for _, cells in filled[:at] for cell in cells if cell.strip())[:200]
    if not _is_header(filled[at], filled[at + 1 :]):
        return Layout(_named([], width), 0, filled[at][0] - 1, title)
    return _with_header(grid, filled[at], filled[at + 1 : at + 2], width, title)


def _asked(grid: Grid, header: str, width: int) -> Layout:
    for row in grid.rows():
        if str(row[0]) == header:
            return _with_header(grid, row, [], width, "")
    raise CannotRead(
        Message("There is no row {row} to take the names of the columns from.", row=header),
        do=Message("Name a row number, or “none”."),
    )


def _with_header(grid: Grid, row: Row, below: list[Row], width: int, title: str) -> Layout:
    """The layout under a header row; a second one belongs to it as SurveyMonkey writes it, or under merged heads."""
    names = [grid.cell(row, column) for column in range(width)]
    after = row[0]
    if below and _is_generic(below[0][1]):
        last = ""
        for column, name in enumerate(names):
            last = name = name or last
            under = below[0][1][column] if column < len(below[0][1]) else ""
            names[column] = name if not under or under.strip().casefold() in _GENERIC else f"{name} – {under}"
        after = below[0][0]
    elif below and any((row[0], column) in grid.merged for column in range(width)) and _is_header(below[0], []):
        names = [joined([name, grid.cell(below[0], column)]) for column, name in enumerate(names)]
        after = below[0][0]  # stages over steps: a head of two rows
    return Layout(_named(names, width), row[0], after, title)


def _is_generic(cells: Sequence[str]) -> bool:
    """Whether a row says "Response" under its questions, and nothing under what the survey adds by itself."""
    said = [cell.strip().casefold() for cell in cells]
    return any(cell in _GENERIC for cell in said) and (not all(said) or all(cell in _GENERIC for cell in said))


def _named(names: list[str], width: int) -> tuple[str, ...]:
    """Names on one line, none missing, none twice."""
    done: dict[str, None] = {}
    times: Counter[str] = Counter()
    for column in range(max(width, len(names))):
        name = one_line(names[column]) if column < len(names) else ""
        name = name or f"Column {column + 1}"
        taken = name
        while taken in done:
            times[name] += 1
            taken = f"{name} ({times[name] + 1})"
        done[taken] = None
    return tuple(done)


def _count(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _reach(grid: Grid, row: Row, width: int) -> int:
    """How many cells a row fills, merged ones in full unless one title runs over them all."""
    values = [value for column in range(width) if (value := grid.cell(row, column).strip())]
    return len(values) if len(set(values)) > 1 else len(set(values))


def _typical(rows: list[Row]) -> int:
    """How many cells a row usually fills."""
    counts = Counter(_count(cells) for _, cells in rows)
    most = max(counts.values())
    return max(count for count, times in counts.items() if times == most)


def _is_header(row: Row, below: list[Row]) -> bool:
    """Whether a row names columns: words that differ from each other and are not among the values under them."""
    cells = [cell.strip() for cell in row[1]]
    names = [cell for cell in cells if cell]
    known = sum(is_known_header(name) and (len(cells) > 1 or not is_personal(name)) for name in names)
    numbers = sum(letterless(name) for name in names)
    if len({name.casefold() for name in names}) * 2 <= len(names) or numbers > (len(names) / 2 if known else 0):
        return False
    if known:
        return True
    if 2 * sum(map(_is_sentence, names)) > len(names):
        return False
    if len(names) == 1 and len(cells) == 1:
        return bool(below) and len(names[0]) <= 60 and not re.search(r"[.!,;]$", names[0]) and _shorter(names, below)
    for column, name in enumerate(cells):
        if name and any(column < len(under) and under[column].strip() == name for _, under in below):
            return False
    return bool(below) or len(names) > 1


def _is_sentence(name: str) -> bool:
    """Whether a cell is what somebody said rather than what a column is called."""
    return name.endswith((".", "!")) or (name[0].islower() and len(name.split()) >= 4 and not name.endswith(("?", ":")))


def _shorter(names: list[str], below: list[Row]) -> bool:
    """A single line heads a list when it asks something or is much shorter than what follows."""
    lengths = [len(cell.strip()) for _, cells in below for cell in cells if cell.strip()]
    typical = sorted(lengths)[len(lengths) // 2] if lengths else 0
    return names[0].endswith(("?", ":")) or len(names[0]) * 2 <= typical
