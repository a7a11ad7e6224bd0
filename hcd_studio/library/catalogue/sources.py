"""What the catalogue is built from: publications in a shared library, sessions in the home library of one's own council."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hcd_studio import home
from hcd_studio.clock import Clock
from hcd_studio.library import keys
from hcd_studio.library.cards import Card, card_of, read_card
from hcd_studio.library.catalogue.entries import snapshot_of
from hcd_studio.library.driver import UNFINISHED, Driver, Found, Missing
from hcd_studio.library.gate import Gate
from hcd_studio.library.segment import Newer, Unsound, unpack
from hcd_studio.library.visit import changes_in
from hcd_studio.merge import take_in
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble
from hcd_studio.store import Store
from hcd_studio.store.exchange import Checked
from hcd_studio.store.foreign import Foreign


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to index: its key, a stamp that differs when it does, the objects that make it, its date if known."""

    key: str
    stamp: str
    objects: tuple[str, ...]
    shared: bool
    date: str = ""


@dataclass(frozen=True)
class Read:
    """What a source holds; no snapshot where it cannot be read."""

    card: Card
    snapshot: Snapshot | None = None
    licence: str = ""


def sources(driver: Driver, gate: Gate) -> Iterator[Source]:
    """Everything to index in a library, whatever was indexed before."""
    if gate.kind == "shared":
        yield from _newest(driver, _by_folder(driver.list(keys.PUBLISHED)))
        return
    for folder, found in _by_folder(driver.list(keys.SESSIONS)).items():
        segments = [one for one in found if not keys.is_have(one.key)]
        yield Source(folder, _stamp(segments), tuple(one.key for one in segments), shared=False)


def _by_folder(found: Iterable[Found]) -> dict[str, list[Found]]:
    folders: dict[str, list[Found]] = {}
    for one in found:
        parts = one.key.split("/")
        if len(parts) == 3 and not one.key.endswith(UNFINISHED):  # pictures lie one deeper
            folders.setdefault("/".join(parts[:2]), []).append(one)
    return folders


def _newest(driver: Driver, folders: dict[str, list[Found]]) -> Iterator[Source]:
    for folder, found in folders.items():
        yield Source(folder, _stamp(found), tuple(one.key for one in found), shared=True)


def _stamp(found: Iterable[Found]) -> str:
    return hashlib.sha256(repr([(one.key, one.size) for one in sorted(found)]).encode()).hexdigest()[:24]


def read_source(driver: Driver, source: Source) -> Read:
    """The card and the records of a source."""
    return _published(driver, source) if source.shared else _session(driver, source)


def _published(driver: Driver, source: Source) -> Read:
    """The newest of a session's publications; usually there is one."""
    best: tuple[int, Read] = (-1, Read(Card("")))
    for key in source.objects:
        try:
            found = unpack(driver.get(key))
            made = found.head.get("made")
            if found.what != "published" or not isinstance(made, int) or made <= best[0]:
                continue
            lines = [line for line in found.lines() if isinstance(line, dict)]
            best = (
                made,
                Read(read_card(found.head.get("card")), snapshot_of(lines), str(found.head.get("licence", ""))[:100]),
            )
        except (Missing, Unsound, Newer):
            continue
    return best[1]


def _session(driver: Driver, source: Source) -> Read:
    """A session of the home library, put together aside and thrown away again."""
    session = source.key.rpartition("/")[2]
    together = Checked()
    for key in source.objects:
        try:
            found = unpack(driver.get(key))
            if found.what == "changes" and found.head.get("session") == session:
                together.changes += changes_in(found, session).changes
        except (Missing, Unsound, Newer):
            continue
    if not together.changes:
        return Read(Card(""))
    with tempfile.TemporaryDirectory(prefix="index-", dir=home.folder("scratch")) as folder:
        try:
            path = Path(folder) / "aside.hcd"
            Store.create(path, session)
            made = Session(Store.open(path), Clock())
            try:
                take_in(made, [Foreign("", made.store.session, together.changes)])
                snapshot = made.snapshot()
            finally:
                made.close()
        except Trouble:
            return Read(Card(""))
    return Read(read_card(card_of(snapshot, session)), snapshot)
