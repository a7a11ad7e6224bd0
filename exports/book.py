"""A workbook before any format: sheets of cells with looks, locks and drop-down lists; Excel and OpenDocument render the same one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from exports.markup import plain
from hcd_studio.speech import Language

Look = Literal["text", "cy", "head", "title", "lead", "answer", "number", "percent", "sum", "machine", "bad"]
"""How a cell looks; `answer` alone can be written in while the sheet is protected, `cy` is Welsh to be spelt as Welsh."""

Value = str | float | None

LONGEST = 32_000
"""Excel holds 32,767 characters in a cell; what is longer is cut and says so."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First letters that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it holds, or a formula as Excel writes it with its value at the time of writing."""

    value: Value = ""
    look: Look = "text"
    formula: str = ""


@dataclass(frozen=True, slots=True)
class DropDown:
    """The cells of a column, from one row to another, that take only words of a named list."""

    first: int
    last: int
    column: int
    name: str
    prompt: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """The cells of a column, from one row to another, that take only numbers between two."""

    first: int
    last: int
    column: int
    low: float
    high: float
    prompt: str
    refusal: str


@dataclass
class Sheet:
    """One sheet: rows from the top, widths in characters; rows and columns count from 0."""

    title: str
    widths: Sequence[float]
    rows: list[list[Cell]] = field(default_factory=list)
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    head: int = -1
    """The row that stays in sight and heads every printed page; below 0 for none."""
    drops: list[DropDown] = field(default_factory=list)
    bounds: list[Bounds] = field(default_factory=list)

    def add(self, *cells: Cell) -> int:
        """One more row; answers its number."""
        self.rows.append(list(cells) or [Cell()])
        return len(self.rows) - 1


@dataclass
class Book:
    """A workbook: its title, the language in which it is mostly written, its sheets, its named lists of words."""

    title: str
    language: Language
    sheets: list[Sheet]
    lists: dict[str, tuple[str, ...]]
    list_sheet: str
    """The hidden sheet that holds the lists, a column each in their order."""
    cut: int = 0
    """How many texts were too long for a cell."""


def text(words: str, cut: list[str] | None = None) -> str:
    """A text as a cell can hold it: no control characters, no more than fits."""
    clean = plain(words)
    if len(clean) <= LONGEST:
        return clean
    if cut is not None:
        cut.append(clean[:40])
    return f"{clean[:LONGEST]} […]"


def risky(value: Value) -> bool:
    """Whether a spreadsheet could take a text for a formula."""
    return isinstance(value, str) and value.lstrip(" \u00a0\ufeff\u200b").startswith(RISKY)


def guarded(words: str) -> str:
    """A text as a CSV may hold it: no control characters, and no spreadsheet takes it for a formula."""
    clean = plain(words)
    return f"'{clean}" if risky(clean) else clean


def column_name(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(row: int, column: int) -> str:
    """A cell as formulas name it wherever they stand: $B$7."""
    return f"${column_name(column)}${row + 1}"


def area(sheet: str, first: int, last: int, column: int) -> str:
    """A part of a column as formulas name it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{place(first, column)}:{place(last, column)}"


def lines_of(sheet: Sheet, row: Sequence[Cell]) -> int:
    """How many lines the fullest cell of a row takes, by the width of its column; texts that do not wrap take one."""
    most = 1
    for column, cell in enumerate(row):
        if (
            isinstance(cell.value, str)
            and cell.look not in ("title", "lead", "machine")
            and column not in sheet.hidden_columns
        ):
            width = max(sheet.widths[column] * 0.95, 4)
            most = max(most, sum(int(len(line) // width) + 1 for line in cell.value.splitlines() or [""]))
    return most
