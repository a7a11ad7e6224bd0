"""kill −9 at any moment of changing, creating, migrating, erasing and merging: see `tests/kills.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent
MORE = 20 if os.environ.get("HCD_LONG") else 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork; the same code runs there under the power cuts")
@pytest.mark.parametrize(
    ("what", "times"), [("changes", 90), ("creation", 60), ("migration", 60), ("erasure", 60), ("merge", 40)]
)
def test_a_kill_at_any_moment_costs_nothing(tmp_path: Path, what: str, times: int) -> None:
    words = [sys.executable, "-m", "tests.kills", what, str(times * MORE), "1", str(tmp_path)]
    done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Trouble" not in done.stderr
