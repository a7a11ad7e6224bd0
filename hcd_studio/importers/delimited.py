"""CSV and its kin as a grid: finds the delimiter, keeps line breaks in quotes, notices a quote that never closes."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from hcd_studio.importers.encoding import Coding
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.grid import Row, is_blank
from hcd_studio.speech import Message

DELIMITERS = ("\t", ";", "|", ",")
MOST_ROWS = 200_000
MOST_CELLS = 10_000_000
LONGEST_CELL = 32_767
_NO_DELIMITER = "\x1f"
_TORN_LINES = 20
_EVIDENT = 1.5


class Delimited:
    """One CSV file; its rows can be read as often as needed. `torn` is the row whose quotation mark never closes."""

    def __init__(self, data: bytes, coding: Coding, name: str):
        self._data = data
        self._coding = coding
        self._name = name
        self._lines: list[str] = []
        self.torn = 0
        self._skip = 0
        self.delimiter = self._find_delimiter()

    def rows(self) -> Iterator[Row]:
        """The rows from the first, trailing blank ones left out. `CannotRead` when a limit is passed."""
        blank: list[Row] = []
        count = size = 0
        for number, cells in self._records(self.delimiter):
            size += len(cells)
            if is_blank(cells):
                if cells:
                    blank.append((number, cells))
                continue
            count += len(blank) + 1
            if count > MOST_ROWS + 1 or size > MOST_CELLS:
                raise too_many_rows(self._name)
            yield from blank
            blank.clear()
            yield number, cells

    def _records(self, delimiter: str) -> Iterator[Row]:
        reader = csv.reader(self._fed(), delimiter=delimiter)
        number = 0
        last: list[str] = []
        try:
            for cells in reader:
                number += 1
                last, self._lines = self._lines, []
                if number <= self._skip:
                    continue
                if any(len(cell) > LONGEST_CELL for cell in cells):
                    raise self._never_closes(number)
                yield number, cells
        except csv.Error:
            raise self._never_closes(number + 1) from None
        if last and _is_open(last, delimiter):
            if len(last) > _TORN_LINES:
                raise self._never_closes(number)
            self.torn = number

    def _fed(self) -> Iterator[str]:
        """The lines, each remembered until the record it belongs to is complete."""
        self._lines = []
        for line in self._coding.stream(self._data):
            self._lines.append(line)
            yield line

    def _never_closes(self, row: int) -> CannotRead:
        return CannotRead(
            Message(
                "Row {row} of {name} holds a cell longer than {most} characters, or a quotation mark never closes.",
                row=row,
                name=self._name,
                most=LONGEST_CELL,
            ),
            do=Message("Open it in Excel, mend that row and save it again."),
        )

    def _find_delimiter(self) -> str:
        first = next(iter(self._coding.stream(self._data)), "").strip().lower()
        if len(first) == 5 and first.startswith("sep="):
            self._skip = 1
            return first[4]
        for below_title in (False, True):
            best = max((self._fit(delimiter, below_title), -at) for at, delimiter in enumerate(DELIMITERS))
            if best[0] > 0:
                return DELIMITERS[-best[1]]
        return _NO_DELIMITER

    def _sample(self, delimiter: str) -> list[list[str]]:
        """The first records, as far as they can be read with a delimiter."""
        records: list[list[str]] = []
        with suppress(CannotRead):
            records.extend(cells for _, cells in islice(self._records(delimiter), 100) if not is_blank(cells))
        return records

    def _fit(self, delimiter: str, below_title: bool = False) -> float:
        """How well a delimiter cuts the first records into the same number of cells; 0 when it does not."""
        records = self._sample(delimiter)
        titles = next((at for at, cells in enumerate(records[:10]) if len(cells) > 1), 0) if below_title else 0
        counts = [len(cells) for cells in records[titles:]]
        usual, times = max(Counter(counts).items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        same = times / max(1, len(counts))
        agree = same
        if counts and same < 1 and counts[0] > 1 and 2 * sum(count > 1 for count in counts) >= len(counts):
            agree = max(same, sum(count <= counts[0] for count in counts) / len(counts))  # cells left out at row ends
            usual = counts[0] if agree > same else usual
        if usual < 2 or agree < 0.6 or (delimiter == "," and (titles or same < 1) and _is_prose(records)):
            return 0.0
        return agree + 0.3 * same + 0.3 * (counts[0] == usual) + 0.02 * math.log2(usual)

    def is_evident(self) -> bool:
        """Whether this is a table even though its name does not say so."""
        if self.delimiter == _NO_DELIMITER or self._fit(self.delimiter) < _EVIDENT:
            return False
        records = self._sample(self.delimiter)
        return len(records) > 1 and (self.delimiter == "\t" or (len(records) > 2 and not _is_prose(records)))


def _is_prose(records: list[list[str]]) -> bool:
    """Whether commas stand as in sentences: before a space."""
    after = [cell for cells in records for cell in cells[1:] if cell]
    return sum(cell.startswith(" ") for cell in after) > 0.8 * len(after)


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether a record ends within quotes."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def too_many_rows(name: str) -> CannotRead:
    """The refusal of a table that is longer than any workshop."""
    return CannotRead(
        Message("{name} has more than {most} rows or {cells} cells.", name=name, most=MOST_ROWS, cells=MOST_CELLS),
        do=Message("Cut it into smaller files."),
    )
