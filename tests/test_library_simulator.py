"""A thousand worlds of laptops, sync clients and accidents: nothing is lost, nobody differs, nothing erased is left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.library_world import World

ROOT = Path(__file__).parent.parent


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


@pytest.mark.parametrize("seed", range(6))
def test_worlds_of_real_session_files_end_alike(seed: int, tmp_path: Path) -> None:
    outcome = World(seed, real=tmp_path).run()
    assert outcome.good, outcome
    assert outcome.edits > 0


def test_a_seed_gives_the_same_world_each_time() -> None:
    assert World(7).run() == World(7).run()
