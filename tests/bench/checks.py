"""Figures of the checks: requirements read in a second, a keystroke in the margin, what did not change, the trace matrix."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from hcd_studio.bilingual import Words
from hcd_studio.checks.engine import Checker, margin
from hcd_studio.checks.phrases import tokens
from hcd_studio.checks.rules import rules
from hcd_studio.questions.matrix import matrix
from hcd_studio.records import Link, Need, Note, Pain, Participant, Record, Requirement
from hcd_studio.snapshot import Snapshot
from tests.bench.rows import Row, share, timed

FILES = Path(__file__).parent.parent / "files"
REQUIREMENTS, NEEDS, PAINS, NOTES, PEOPLE = 3_000, 200, 1_000, 10_000, 18
PEER_WORDS = 100


def run() -> list[Row]:
    """All figures of the checks, beside a bare walk over the words of the same texts."""
    snapshot = Snapshot.of(_workshop())
    requirements = snapshot.all(Requirement)
    alone = Snapshot.of(requirements)
    Checker().findings(Snapshot.of(requirements[:50]))  # the rules are read once
    first = _processor(lambda: Checker().findings(alone))
    bare = _processor(lambda: [text.casefold().split() for one in requirements for text in _texts(one)])
    looking = [one for one in rules().values() if Requirement.table in one.reads or "*" in one.reads]
    checker = Checker()
    checker.findings(snapshot)
    changed = requirements[7]
    typed = [
        replace(changed, statement=replace(changed.statement, en=changed.statement.en + " x" * n)) for n in range(30)
    ]
    keys = sorted(second for one in typed for second in timed(lambda one=one: margin(snapshot, one)))
    again = timed(lambda: checker.findings(snapshot), 5)
    rows = timed(lambda: matrix(snapshot), 3)
    return [
        Row("requirements checked in a second", len(requirements) / first, "a s", None, f"{first / bare:.0f} × a bare split of the words"),
        Row("one rule on one requirement", 1e6 * first / len(requirements) / len(looking), "µs", 500, f"{len(looking)} rules look"),
        Row("a keystroke's findings, 95 %", share(keys, 0.95) * 1000, "ms", 30, f"{len(requirements)} requirements, {NOTES} notes"),
        Row("all findings again, one changed", share(again, 0.5) * 1000, "ms", 1000, "the whole session"),
        Row("trace matrix", share(rows, 0.5), "s", 1.0, f"{REQUIREMENTS} requirements"),
    ]  # fmt: skip


def _processor(act: Callable[[], object]) -> float:
    """Processor seconds of the quickest of three runs, without what an earlier one kept."""
    found = []
    for _ in range(3):
        tokens.cache_clear()
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return min(found)


def _texts(one: Requirement) -> Iterator[str]:
    for words in (one.statement, one.rationale, one.fit_criterion):
        yield from (words.en, words.cy)


def _workshop() -> Iterator[Record]:
    chance = random.Random(1)
    said = {side: _sentences(side) for side in ("en", "cy")}
    yield from (Participant(id=f"x{n}", code=f"P{n}", languages=("en",)) for n in range(PEOPLE))
    for n in range(NOTES):
        yield Note(
            id=f"n{n}", text="They made me send it again", language="en", participant=f"x{n % PEOPLE}", rank=f"{n:05}"
        )
    yield from (Pain(id=f"p{n}", title=Words(f"Pain {n}", f"Poen {n}"), rank=f"{n:05}") for n in range(PAINS))
    yield from (Need(id=f"d{n}", i_need=Words("hear", "clywed"), rank=f"{n:05}") for n in range(NEEDS))
    for n in range(REQUIREMENTS):
        yield Requirement(
            id=f"r{n}", ref=f"R-A{n}", rank=f"{n:05}",
            statement=Words(_own(chance.choice(said["en"]), chance), _own(chance.choice(said["cy"]), chance)),
            rationale=Words("Residents waited without a word.", "Arhosodd preswylwyr heb air."),
            fit_criterion=Words("In 20 tests it holds 19 times.", "Mewn 20 prawf mae’n dal 19 gwaith."),
        )  # fmt: skip
    ends = [(f"r{n}", f"d{chance.randrange(NEEDS)}") for n in range(REQUIREMENTS) for _ in range(2)]
    ends += [(f"d{n}", f"p{chance.randrange(PAINS)}") for n in range(NEEDS) for _ in range(5)]
    ends += [(f"p{n}", f"n{chance.randrange(NOTES)}") for n in range(PAINS) for _ in range(10)]
    yield from (Link(id=f"l{n}", source=source, target=target) for n, (source, target) in enumerate(ends))


def _sentences(side: str) -> list[str]:
    lines = (FILES / f"sentences_{side}.txt").read_text("utf-8").splitlines()
    return [line.split(" | ")[-1].split(" ~ ")[0] for line in lines if line and not line.startswith("#")]


def _own(text: str, chance: random.Random) -> str:
    """A sentence with words of its own, so that three thousand of them are not a few hundred."""
    words = text.split()
    for _ in range(3):
        words.insert(
            chance.randrange(3, len(words) + 1) if len(words) > 3 else len(words), f"gair{chance.randrange(10_000)}"
        )
    return " ".join(words)
