"""`python -m tests.bench.workbook [REQUIREMENTS]`: how long workbook, ReqIF and data take; openpyxl, which others use, beside them."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from exports.options import Options
from tests.tenders import filled, snapshot_of, tender


def timed(act: Callable[[], object]) -> float:
    """Seconds of one run, the better of two."""
    found = []
    for _ in range(2):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
    return min(found)


def peer(folder: Path, rows: int) -> None:
    """The same number of cells by openpyxl."""
    import openpyxl

    book = openpyxl.Workbook()
    for _ in range(rows):
        book.active.append(["The service shall answer within a minute, by phone and online."] * 14)
    book.save(folder / "peer.xlsx")


def main(count: int = 1_000) -> None:
    """Measure and print."""
    from exports import write
    from hcd_studio.importers.requirements import read_requirements
    from hcd_studio.importers.responses import read_responses

    snapshot = snapshot_of(tender(count))
    options = Options(made=date(2026, 11, 26), language="side")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for what, format in (
            ("workbook", "xlsx"), ("workbook", "ods"), ("data", "reqif"), ("data", "json"), ("tender", "ocds"), ("backlog", "jira"),
        ):  # fmt: skip
            seconds = timed(lambda what=what, format=format: write(snapshot, folder, what, [format], options))  # type: ignore[misc]
            print(f"{what} {format}: {seconds:.2f} s")
        print(f"the same cells by openpyxl, the answers alone: {timed(lambda: peer(folder, count)):.2f} s")
        sent = next(one for one in folder.glob("*.xlsx") if one.name != "peer.xlsx")
        back = filled(sent, folder / "back.xlsx")
        print(f"a completed workbook read back: {timed(lambda: read_responses(back, snapshot)):.2f} s")
        reqif = next(folder.glob("*.reqif"))
        print(f"ReqIF read: {timed(lambda: read_requirements(reqif)):.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
