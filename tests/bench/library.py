"""Figures of the library: the sync of a day's work, and the catalogue of twenty-two councils."""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path

from hcd_studio.library.catalogue import open_catalogue, search
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import make
from hcd_studio.library.sync import sync
from hcd_studio.records import Note
from hcd_studio.session import Session
from tests.bench.rows import Row, share, timed
from tests.library_shelf import RARE, WELSH, shelf
from tests.making import keep, workshop

SMALL = bool(os.environ.get("CI") or os.environ.get("HCD_BENCH_SMALL"))


def run() -> list[Row]:
    """All figures of the library."""
    with tempfile.TemporaryDirectory() as name:
        return [*_sync(Path(name)), *_catalogue(Path(name))]


def _sync(folder: Path) -> list[Row]:
    """A workshop day: the first sync of all of it, the sync of a colleague, then of one edit."""
    place = Folder(folder / "home library")
    place.root.mkdir()
    make(place, "home")
    with Session.create(folder / "a.hcd") as session:
        keep(session, workshop(340))
        for n in range(700):
            with session.change("edit_note") as draft:
                draft.patch(
                    session.all(Note)[n % 340], text=f"They said it again, for the {n}th time, at the library counter"
                )
        copy = folder / "b.hcd"
        out = timed(lambda: sync(place, SessionCopy(session)))[0]
        edits = session.store.db.execute("SELECT count(*) FROM edit").get
        size = sum(one.size for one in place.list())
        with session.change("edit_note") as draft:
            draft.patch(session.all(Note)[0], text="One more")
        once = timed(lambda: sync(place, SessionCopy(session)))[0]
    from hcd_studio.library.take import take

    taken = timed(lambda: take(place, next(iter(place.list("s/"))).key.split("/")[1], copy))[0]
    return [
        Row("sync of a day's work, sending", out, "s", 2, f"{edits:,} edits, {size / 2**20:.1f} MB in the library"),
        Row("sync of a day's work, receiving", taken, "s", 2, "a new copy taken out of the library"),
        Row("sync of one edit", once, "s", 2),
    ]


def _catalogue(folder: Path) -> list[Row]:
    place = Folder(folder / "shared library")
    place.root.mkdir()
    make(place, "shared")
    notes = shelf(place, councils=22, sessions=5 if SMALL else 50)
    start = time.perf_counter()
    with open_catalogue(place) as catalogue:
        built = time.perf_counter() - start
        size = catalogue.path.stat().st_size / 2**30
        chance = random.Random(2)
        pairs = [f"{chance.choice(RARE).split()[0]} {chance.choice(WELSH)}" for _ in range(200)]
        two = sorted(timed(lambda words=words: search(catalogue, words))[0] for words in pairs)
        common = sorted(
            timed(lambda words=words: search(catalogue, words))[0] for words in ("y cyngor", "ffurflen", "cyngor a") * 5
        )
        found = search(catalogue, "cyngor")
    again = timed(lambda: open_catalogue(place).close())[0]
    about = f"{notes:,} notes"
    return [
        Row("catalogue built", built, "s", 60, about),
        Row("catalogue, size", size, "GB", 0.5, about),
        Row("two-word query, 95 %", share(two, 0.95) * 1000, "ms", 20, f"median {share(two, 0.5) * 1000:.1f} ms"),
        Row("common words, ranked, 95 %", share(common, 0.95) * 1000, "ms", 100, f"{found.total:,} weighed"),
        Row("catalogue opened again", again, "s", None, "nothing new in the library"),
    ]
