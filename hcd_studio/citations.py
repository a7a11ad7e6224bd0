"""References that people cite: kind, the copy's letters, a number (R-A12). Unique when copies merge, never given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcd_studio.clock import Clock

if TYPE_CHECKING:
    from hcd_studio.store import Store

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which read as 1 and 0


def own_letters(clock: Clock) -> str:
    """Two random letters for a copy that nobody seeded."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in clock.random(2))


class Citations:
    """Counts on where the log left off, removed records included."""

    def __init__(self, store: Store, letters: str):
        self._store = store
        self._letters = letters
        self._last: dict[str, int] | None = None

    def next(self, letter: str) -> str:
        """The next reference under a kind's letter."""
        if self._last is None:
            self._last = self._read()
        self._last[letter] = self._last.get(letter, 0) + 1
        return f"{letter}-{self._letters}{self._last[letter]}"

    def forget(self) -> None:
        """Read the log again next time: a change was taken back."""
        self._last = None

    def _read(self) -> dict[str, int]:
        found: dict[str, int] = {}
        query = "SELECT e.value FROM edit e WHERE e.field IN (SELECT n FROM field WHERE name = 'ref')"
        for (value,) in self._store.db.execute(query):
            letter, _, rest = str(value or "").strip('"').partition("-")
            number = rest.removeprefix(self._letters)
            if rest.startswith(self._letters) and number.isdecimal() and len(number) < 10:
                found[letter] = max(found.get(letter, 0), int(number))
        return found
