"""`python -m tests.simulate --seeds N`: worlds of laptops and a synced folder, each from one seed, on all cores.

Prints what went wrong where, and at the end one line of counts; the exit status says whether anything did.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.library_world import Outcome, World

LOT = 25


def worlds(seeds: range, real: bool) -> list[tuple[int, Outcome]]:
    """The outcomes of some worlds; those with real session files have a folder and a home of their own."""
    if not real:
        return [(seed, World(seed).run()) for seed in seeds]
    found = []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["HCD_STUDIO_HOME"] = f"{folder}/home"
            found.append((seed, World(seed, real=Path(folder)).run()))
    return found


def main() -> int:
    """Run them and tell."""
    parser = argparse.ArgumentParser(prog="simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000, help="how many worlds")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--real", action="store_true", help="with real session files; fifty times slower")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    options = parser.parse_args()
    start = time.perf_counter()
    last = options.first + options.seeds
    lots = [range(at, min(at + LOT, last)) for at in range(options.first, last, LOT)]
    total, counts, bad = Outcome(), Counter[str](), 0
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        for found in pool.map(worlds, lots, [options.real] * len(lots)):
            for seed, one in found:
                counts += one.counts
                for name in ("lost", "diverged", "left", "refused", "edits"):
                    setattr(total, name, getattr(total, name) + getattr(one, name))
                if not one.good:
                    bad += 1
                    print(
                        f"seed {seed}: lost {one.lost}, diverged {one.diverged}, left {one.left}, refused {one.refused}"
                    )
    faults = {name: n for name, n in sorted(counts.items()) if name not in ("write", "sync", "carry", "words erased")}
    print(
        f"{options.seeds} worlds, {total.edits} edits, {sum(faults.values())} faults in {time.perf_counter() - start:.0f} s: "
        f"lost {total.lost}, diverged {total.diverged}, erased words left {total.left}, wrong folders written {total.refused}"
    )
    print(", ".join(f"{name} {n}" for name, n in faults.items()))
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
