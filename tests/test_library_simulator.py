"""A thousand worlds of laptops, sync clients and accidents: nothing is lost, nobody differs, nothing erased is left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.library_world import World

ROOT = Path(__file__).parent.parent
MORE = 10 if os.environ.get("HCD_LONG") else 1


@pytest.mark.slow
def test_a_thousand_worlds_lose_nothing_and_end_alike() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.simulate", "--seeds", "1000"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lost 0, diverged 0, erased words left 0, wrong folders written 0" in done.stdout


@pytest.mark.parametrize("seed", range(3))
def test_worlds_of_real_session_files_end_alike(seed: int, tmp_path: Path) -> None:
    outcome = World(seed, real=tmp_path).run()
    assert outcome.good, outcome
    assert outcome.edits > 0


def test_a_seed_gives_the_same_world_each_time() -> None:
    assert World(7).run() == World(7).run()


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.parametrize("what", ["syncing", "merging"])
def test_a_kill_at_any_moment_of_a_sync_or_a_merge_costs_nothing(what: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.library_kills", what, str(15 * MORE), "1", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Trouble" not in done.stderr
