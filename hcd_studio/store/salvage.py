"""Rows read straight from the pages of a damaged file, with nothing of it believed: no schema, no header, no index.

SQLite refuses a file whose schema was tampered with and stops at the first broken page; here every page is looked at by
itself, those of a write-ahead log included, and whatever looks like a row of ours is handed on. Rows of indexes count as
well, since they say again which number belongs to which id. What a row claims is for `salvage` to verify.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LEAVES = {0x0D: True, 0x0A: False}
"""Page types that hold rows: of a table (with a number) and of an index (without)."""
SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
MOST_COLUMNS = 12
LARGEST = 64 * 2**20

Value = None | int | float | str | bytes


class Row(NamedTuple):
    """A row as found: its number, None in an index, and its values."""

    n: int | None
    values: tuple[Value, ...]


class Pages:
    """The pages of a file and of the write-ahead log beside it, by number; the log's last word on a page comes first."""

    def __init__(self, path: Path):
        content = path.read_bytes()
        self.size = _page_size(content)
        self.main = {n: content[at : at + self.size] for n, at in enumerate(range(0, len(content), self.size), start=1)}
        self.log: dict[int, list[bytes]] = {}
        wal = path.with_name(path.name + "-wal")
        if wal.exists():
            self._read_log(wal.read_bytes())

    def _read_log(self, content: bytes) -> None:
        frame = self.size + 24
        for at in range(32, len(content) - frame + 1, frame):
            number = int.from_bytes(content[at : at + 4], "big")
            self.log.setdefault(number, []).insert(0, content[at + 24 : at + frame])

    def versions(self, number: int) -> list[bytes]:
        """Every state of a page that is there, the newest first."""
        return [*self.log.get(number, ()), *([self.main[number]] if number in self.main else ())]

    def rows(self) -> Iterator[Row]:
        """Every row of every page; what cannot be read is passed over."""
        for number in sorted({*self.main, *self.log}):
            for page in self.versions(number):
                yield from self._rows_of(page, 100 if number == 1 else 0)

    def _rows_of(self, page: bytes, start: int) -> Iterator[Row]:
        if len(page) < self.size or page[start] not in LEAVES:
            return
        of_table = LEAVES[page[start]]
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for i in range(min(count, self.size // 4)):
            at = int.from_bytes(page[start + 8 + 2 * i : start + 10 + 2 * i], "big")
            try:
                yield self._cell(page, at, of_table)
            except (IndexError, ValueError, struct.error):
                continue

    def _cell(self, page: bytes, at: int, of_table: bool) -> Row:
        length, at = _varint(page, at)
        n: int | None = None
        if of_table:
            n, at = _varint(page, at)
        if not 0 < length <= LARGEST:
            raise ValueError
        return Row(n, _values(self._payload(page, at, length, of_table)))

    def _payload(self, page: bytes, at: int, length: int, of_table: bool) -> bytes:
        most = self.size - 35 if of_table else (self.size - 12) * 64 // 255 - 23
        if length <= most:
            if at + length > len(page):
                raise ValueError
            return page[at : at + length]
        least = (self.size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.size - 4)
        here = here if here <= most else least
        return page[at : at + here] + self._overflow(
            int.from_bytes(page[at + here : at + here + 4], "big"), length - here
        )

    def _overflow(self, number: int, left: int) -> bytes:
        parts, seen = [], set()
        while left > 0:
            page = next(iter(self.versions(number)), b"")
            if number in seen or len(page) < self.size:
                raise ValueError
            seen.add(number)
            parts.append(page[4 : 4 + min(left, self.size - 4)])
            left -= self.size - 4
            number = int.from_bytes(page[:4], "big")
        return b"".join(parts)


def _page_size(content: bytes) -> int:
    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    fits = 512 <= size <= 65536 and not size & (size - 1) and content.startswith(b"SQLite format 3\0")
    return size if fits else 4096  # what this program always makes


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for i in range(8):
        byte = page[at + i]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + i + 1
    return value << 8 | page[at + 8], at + 9


def _values(payload: bytes) -> tuple[Value, ...]:
    header, at = _varint(payload, 0)
    types = []
    while at < header:
        type, at = _varint(payload, at)
        types.append(type)
    if at != header or len(types) > MOST_COLUMNS:
        raise ValueError
    found = []
    for type in types:
        size = SIZES[type] if type < 10 else (type - 12) // 2
        if type in (10, 11) or at + size > len(payload):
            raise ValueError
        found.append(_value(type, payload[at : at + size]))
        at += size
    return tuple(found)


def _value(type: int, content: bytes) -> Value:
    if type == 0:
        return None
    if type == 7:
        return float(struct.unpack(">d", content)[0])
    if type < 10:
        return int.from_bytes(content, "big", signed=True) if type < 7 else type - 8
    return content if type % 2 == 0 else content.decode("utf-8")
