"""`python -m tests.bench [part …]`: print the figures as a table, and keep them as JSON in `bench-results/`."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path

from tests.bench.rows import Row, print_table, write_json

PARTS = ("core", "maps", "pack", "board", "room", "window", "checks", "library", "tables")


def main() -> int:
    """Run the parts named, or all there are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted = sys.argv[1:] or [part for part in PARTS if Path(__file__).with_name(f"{part}.py").exists()]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as home:
        os.environ["HCD_STUDIO_HOME"] = home
        for part in wanted:
            found = importlib.import_module(f"tests.bench.{part}").run()
            rows += [row if isinstance(row, Row) else Row(**row) for row in found]
    print_table(rows)
    write_json(rows, Path("bench-results") / "latest.json")
    return 0


sys.exit(main())
