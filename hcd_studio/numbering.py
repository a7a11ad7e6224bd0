"""What a new record is given: the last place among its kind, and a reference that people cite.

A reference is the kind's letter, the copy's letters and a number (R-A12): unique when copies merge, never given twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hcd_studio import ranks
from hcd_studio.clock import Clock
from hcd_studio.records import Record

if TYPE_CHECKING:
    from hcd_studio.store import Store

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which read as 1 and 0


def own_letters(clock: Clock) -> str:
    """Two random letters for a copy that nobody seeded."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in clock.random(2))


class Numbering:
    """Counts on where the log left off, removed records included."""

    def __init__(self, store: Store, letters: str, clock: Clock):
        self._store = store
        self._letters = letters
        self._clock = clock
        self._last_number: dict[str, int] | None = None
        self._last_rank: dict[type[Record], str] = {}

    def next_rank(self, kind: type[Record], siblings: Iterable[Record]) -> str:
        """A rank behind every record of a kind; `siblings` are looked through once only."""
        last = self._last_rank.get(kind)
        if last is None:
            last = max((getattr(one, "rank", "") for one in siblings), default="")
        self._last_rank[kind] = ranks.between(last, "", self._clock.random)
        return self._last_rank[kind]

    def ranked(self, kind: type[Record], rank: str) -> None:
        """Take note of a rank that was given elsewhere, so that the next one still comes last."""
        if rank > self._last_rank.get(kind, rank):
            self._last_rank[kind] = rank

    def next_citation(self, letter: str) -> str:
        """The next reference under a kind's letter."""
        if self._last_number is None:
            self._last_number = self._read()
        self._last_number[letter] = self._last_number.get(letter, 0) + 1
        return f"{letter}-{self._letters}{self._last_number[letter]}"

    def forget(self) -> None:
        """Look again next time: a change was taken back, or copies met."""
        self._last_number = None
        self._last_rank.clear()

    def _read(self) -> dict[str, int]:
        found: dict[str, int] = {}
        query = "SELECT e.value FROM edit e WHERE e.field IN (SELECT n FROM field WHERE name = 'ref')"
        for (value,) in self._store.db.execute(query):
            letter, _, rest = str(value or "").strip('"').partition("-")
            number = rest.removeprefix(self._letters)
            if rest.startswith(self._letters) and number.isdecimal() and len(number) < 10:
                found[letter] = max(found.get(letter, 0), int(number))
        return found
