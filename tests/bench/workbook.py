"""Workbook, ReqIF and data of 1,000 requirements in both languages, written and read; openpyxl writes as many cells beside them.

Seconds are those of the processor, so that a busy machine says the same.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from exports.options import Options
from tests.bench.rows import Row
from tests.tenders import filled, snapshot_of, tender

COUNT = 1_000
WRITTEN = (
    ("workbook", "xlsx", 1.0), ("workbook", "ods", None), ("data", "reqif", 0.3), ("data", "json", None),
    ("tender", "ocds", None), ("backlog", "jira", None),
)  # fmt: skip


def spent(act: Callable[[], object], times: int = 3) -> float:
    """Seconds of the processor, the best of some runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return min(found)


def peer(folder: Path) -> None:
    """As many cells as the sheet of answers has, by openpyxl."""
    import openpyxl

    book = openpyxl.Workbook()
    for _ in range(COUNT):
        book.active.append(["The service shall answer within a minute, by phone and online."] * 14)
    book.save(folder / "peer.xlsx")


def run() -> list[Row]:
    """Every figure."""
    from exports import write
    from hcd_studio.importers.requirements import read_requirements
    from hcd_studio.importers.responses import read_responses

    snapshot = snapshot_of(tender(COUNT))
    options = Options(made=date(2026, 11, 26), language="side")
    rows = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        beside = f"openpyxl, one sheet: {spent(lambda: peer(folder)):.2f} s"
        for what, format, target in WRITTEN:

            def act(what: str = what, format: str = format) -> object:
                return write(snapshot, folder, what, [format], options)

            rows.append(
                Row(f"{format} of {COUNT} requirements", spent(act), "s", target, beside if format == "xlsx" else "")
            )
        sent = next(one for one in folder.glob("*.xlsx") if one.name != "peer.xlsx")
        back = filled(sent, folder / "back.xlsx")
        rows.append(Row("completed workbook read back", spent(lambda: read_responses(back, snapshot)), "s"))
        reqif = next(folder.glob("*.reqif"))
        rows.append(Row("ReqIF read", spent(lambda: read_requirements(reqif)), "s"))
    return rows


if __name__ == "__main__":
    from tests.bench.rows import print_table

    print_table(run())
