"""One figure, and how figures are measured and printed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """A figure: what, how much, of what, what was promised, and the floor or peer of the same run."""

    name: str
    value: float
    unit: str
    target: float | None = None
    peer: str = ""

    @property
    def met(self) -> str:
        """Whether the promise was kept in this run."""
        return "" if self.target is None else "yes" if self.value <= self.target else "NO"


def timed(act: Callable[[], object], times: int = 1) -> list[float]:
    """Seconds of each call, ascending."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
    return sorted(found)


def share(sorted_values: Sequence[float], part: float) -> float:
    """The value below which that share lies."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * part))]


def print_table(rows: Sequence[Row]) -> None:
    """The figures as people read them."""
    wide = max(len(row.name) for row in rows)
    for row in rows:
        target = "" if row.target is None else f"≤ {row.target:g}"
        print(f"{row.name:{wide}}  {row.value:10.3f} {row.unit:8} {target:>10} {row.met:4} {row.peer}")


def write_json(rows: Sequence[Row], path: Path) -> None:
    """The figures as programs read them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([{**asdict(row), "met": row.met} for row in rows], indent=1), encoding="utf-8")
