"""One seed, one world: copies of a session, a synced folder between them, and everything that goes wrong with both.

Each laptop sees its own state of the folder, as a sync client keeps it: files arrive late, in part, flipped, twice under
other names, or not at all; deletions arrive too. At the end the wires hold, everybody syncs until it is quiet, and three
things are counted: edits that are lost, copies that differ, erased words of which a byte is left.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest.mock import patch

from hcd_studio.change import EditId
from hcd_studio.clock import frozen_clock
from hcd_studio.fields import Id
from hcd_studio.library import compact, keys
from hcd_studio.library.driver import UNFINISHED, Described, Found, Missing, refuse_improper
from hcd_studio.library.gate import make
from hcd_studio.library.limits import LARGEST_OBJECT
from hcd_studio.library.segment import FRAME
from hcd_studio.library.sync import sync
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from tests.library_copies import Crash, Quick, Real, Worked

Files = dict[str, bytes]
MOST_ROUNDS = 30


@dataclass
class View:
    """A driver on what one laptop sees of the folder; it may fail at a chosen call, and leave half of a file."""

    files: Files
    sent: Callable[[str, bytes | None], None] = lambda key, data: None
    fail_at: int = 0
    calls: int = 0
    torn: Random | None = None

    def list(self, prefix: str = "", after: str = "") -> Iterator[Found]:
        self._step()
        found = [Found(key, len(data)) for key, data in self.files.items() if key.startswith(prefix) and key > after]
        return iter(sorted(found))

    def get(self, key: str, most: int = LARGEST_OBJECT) -> bytes:
        self._step()
        if key not in self.files or len(self.files[key]) > most:
            raise Missing(key)
        return self.files[key]

    def put_if_absent(self, key: str, data: bytes) -> bool:
        refuse_improper(key)
        if self.calls + 1 == self.fail_at and self.torn and self.torn.random() < 0.5:
            self._put(f"{key}.{self.torn.randbytes(2).hex()}{UNFINISHED}", data[: self.torn.randrange(len(data))])
        self._step()
        if key in self.files:
            return False
        self._put(key, data)
        self._step()
        return True

    def delete(self, key: str) -> None:
        self._step()
        if self.files.pop(key, None) is not None:
            self.sent(key, None)

    def describe(self) -> Described:
        return Described("folder", "world", True)

    def _put(self, key: str, data: bytes) -> None:
        self.files[key] = data
        self.sent(key, data)

    def _step(self) -> None:
        self.calls += 1
        if self.calls == self.fail_at:
            raise Crash


@dataclass
class Laptop:
    """A copy, what it sees of the folder, and what is on its way to and from it."""

    copy: Worked
    view: Files
    out: list[tuple[str, bytes | None]] = field(default_factory=list)
    coming: list[tuple[str, bytes | None]] = field(default_factory=list)
    stuck: Files = field(default_factory=dict)
    """Files that lie whole on this laptop and never reach the cloud as such, though its sync client thinks so."""

    def put(self, key: str, data: bytes | None) -> None:
        """The program wrote or deleted a file."""
        self.out.append((key, data))
        if data is None:
            self.stuck.pop(key, None)


@dataclass
class Outcome:
    """What a world came to."""

    lost: int = 0
    diverged: int = 0
    left: int = 0
    refused: int = 0
    edits: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def good(self) -> bool:
        """Whether nothing was lost, nobody differs, nothing erased is left."""
        return not (self.lost or self.diverged or self.left or self.refused)


class World:
    """Two to seven laptops and one folder."""

    def __init__(self, seed: int, *, real: Path | None = None, steps: int = 0):
        self.rng = Random(seed)
        self.seed, self.real = seed, real
        self.cloud: Files = {}
        self.outcome = Outcome()
        self.words = 0
        self.said: dict[str, Id] = {}
        """Every word ever said, and of which record."""
        self.steps = steps or self.rng.randint(30, 90)
        make(View(self.cloud), "home", clock=frozen_clock(f"gate {seed}"))
        self.gate = self.cloud[keys.GATE]
        first = self._first()
        self.laptops = [Laptop(first, dict(self.cloud))]
        for n in range(1, self.rng.randint(2, 6 if real is None else 4)):
            self._join(first.twin(f"copy{n:04}", whole=False))

    def _first(self) -> Worked:
        if self.real is None:
            return Quick(self.rng.randbytes(16).hex(), "copy0000", self.rng)
        path = self.real / f"{self.seed}.hcd"
        Session.create(path, clock=frozen_clock(f"first {self.seed}")).close()
        return Real(path, "copy0000", self.rng)

    def _join(self, copy: Worked) -> None:
        self.laptops.append(Laptop(copy, dict(self.cloud)))

    # What happens

    def run(self) -> Outcome:
        acts = (
            (self.write, 28), (self.sync, 25), (self.carry, 40), (self.crash, 8), (self.erase, 7), (self.conflict, 4),
            (self.flip, 5), (self.tear, 5), (self.lose_file, 5), (self.wipe, 1), (self.clone, 2), (self.lose_laptop, 1),
            (self.jump, 3), (self.restart, 3), (self.wrong_folder, 2),
        )  # fmt: skip
        folding = patch.multiple(compact, ENOUGH=4, OLD=-1000 * 86_400.0)
        folding.start()
        names, weights = [act for act, _ in acts], [weight for _, weight in acts]
        try:
            for _ in range(self.steps):
                act = self.rng.choices(names, weights)[0]
                self.outcome.counts[act.__name__] += 1
                act(self.rng.choice(self.laptops))
            self.settle()
            self.judge()
        finally:
            folding.stop()
            for laptop in self.laptops:
                laptop.copy.close()
        return self.outcome

    def write(self, laptop: Laptop) -> None:
        for _ in range(self.rng.randint(1, 3)):
            self.words += 1
            word = f"word{self.seed}x{self.words}end"
            self.said[word] = laptop.copy.write(word, self.rng)

    def erase(self, laptop: Laptop) -> None:
        laptop.copy.erase(self.rng)

    def driver(self, laptop: Laptop) -> View:
        return View(laptop.view, laptop.put)

    def sync(self, laptop: Laptop, driver: View | None = None) -> None:
        """One press of the button; who finds the gate gone or damaged knows that it is the right folder, and says so."""
        driver = driver or self.driver(laptop)
        with suppress(Trouble):
            sync(driver, laptop.copy, renew=laptop.view.get(keys.GATE) != self.gate)

    def crash(self, laptop: Laptop) -> None:
        """A sync that ends in the middle of anything."""
        driver = self.driver(laptop)
        driver.fail_at, driver.torn = self.rng.randint(1, 40), self.rng
        left = [self.rng.randint(1, 6)]

        def fail() -> None:
            left[0] -= 1
            if not left[0]:
                raise Crash

        laptop.copy.fail = fail  # type: ignore[attr-defined]
        with suppress(Crash):
            self.sync(laptop, driver)
        laptop.copy.fail = lambda: None  # type: ignore[attr-defined]
        laptop.copy.restart()

    def restart(self, laptop: Laptop) -> None:
        laptop.copy.restart()

    def jump(self, laptop: Laptop) -> None:
        laptop.copy.drift = self.rng.uniform(-40, 40) * 86_400  # type: ignore[attr-defined]

    def clone(self, laptop: Laptop) -> None:
        if len(self.laptops) < 7:
            self._join(laptop.copy.twin(f"copy{self.rng.randrange(16**4):04x}", whole=self.rng.random() < 0.5))

    def lose_laptop(self, laptop: Laptop) -> None:
        if len(self.laptops) > 2:
            self.laptops.remove(laptop)
            laptop.copy.close()

    def wrong_folder(self, laptop: Laptop) -> None:
        """Somebody chooses the folder of another library: it is not touched."""
        if not laptop.copy.home():
            return
        other: Files = {}
        make(View(other), "home", clock=frozen_clock(f"other {self.seed}"))
        before = dict(other)
        with suppress(Trouble):
            sync(View(other), laptop.copy)
        self.outcome.refused += before != other

    # What sync clients and wires do

    def carry(self, laptop: Laptop) -> None:
        """Something moves between this laptop and the cloud: late, in part, flipped."""
        if laptop.out and self.rng.random() < 0.6:
            self._upload(laptop, *laptop.out.pop(0))
        for _ in range(self.rng.randint(1, 4)):
            if laptop.coming:
                key, data = laptop.coming.pop(self.rng.randrange(len(laptop.coming)))
                self._arrive(laptop, key, data)

    def _arrive(self, laptop: Laptop, key: str, data: bytes | None) -> None:
        if data is None:
            laptop.view.pop(key, None)
        elif self.rng.random() < 0.15:
            laptop.view[key] = data[: self.rng.randrange(len(data) + 1)]
            laptop.coming.append((key, data))  # the rest comes later
        else:
            laptop.view[key] = data

    def _upload(self, laptop: Laptop | None, key: str, data: bytes | None) -> None:
        if data is not None and self.cloud.get(key, data) != data:
            stem, dot, end = key.rpartition(".")
            key = f"{stem}-LAPTOP{self.rng.randrange(9)}{dot}{end}"
        if data is None:
            self.cloud.pop(key, None)
        else:
            self.cloud[key] = data
        for other in self.laptops:
            if other is not laptop:
                other.coming.append((key, data))

    def conflict(self, laptop: Laptop) -> None:
        """A sync client makes a second file of one."""
        if found := self._some(self.cloud):
            stem, _, end = found.rpartition(".")
            self._upload(None, f"{stem} ({self.rng.randrange(9)}).{end}", self.cloud[found])

    def flip(self, laptop: Laptop) -> None:
        """A bit changes, for one laptop or for all."""
        files = self.rng.choice([laptop.view, self.cloud])
        if found := self._some(files):
            data = bytearray(files[found] or b"x")
            data[self.rng.randrange(len(data))] ^= 1 << self.rng.randrange(8)
            files[found] = bytes(data)
            if files is self.cloud:
                for other in self.laptops:
                    other.coming.append((found, bytes(data)))

    def tear(self, laptop: Laptop) -> None:
        """An upload breaks off, or never begins, and is not tried again; whoever sent it sees a whole file."""
        if laptop.out and laptop.out[0][1] and laptop.out[0][0] != keys.GATE:
            key, data = laptop.out.pop(0)
            laptop.stuck[key] = data or b""
            if self.rng.random() < 0.5:
                self._upload(laptop, key, (data or b"")[: self.rng.randrange(len(data or b"x"))])

    def lose_file(self, laptop: Laptop) -> None:
        """Somebody tidies up, or a client deletes what it should have renamed."""
        if found := self._some(self.cloud):
            self._upload(None, found, None)

    def wipe(self, laptop: Laptop) -> None:
        """All is gone, in the cloud and at once for everybody."""
        for files in (self.cloud, *(one.view for one in self.laptops)):
            files.clear()
        for one in self.laptops:
            one.out.clear()
            one.coming.clear()
            one.stuck.clear()

    def _some(self, files: Files) -> str:
        found = sorted(key for key in files if key != keys.GATE)
        return self.rng.choice(found) if found else ""

    # The end

    def settle(self) -> None:
        """The wires hold now; everybody syncs until nothing changes any more."""
        if not self.cloud and not any(keys.GATE in one.view for one in self.laptops):
            for one in self.laptops:
                if not one.copy.home():
                    self.cloud[keys.GATE] = self.gate
        for _ in range(MOST_ROUNDS):
            before = (dict(self.cloud), [one.copy.summary() for one in self.laptops])
            for laptop in self.laptops:
                self._flush()
                self.sync(laptop)
            self._flush()
            if before == (self.cloud, [one.copy.summary() for one in self.laptops]):
                return
        self.outcome.counts["never quiet"] += 1

    def _flush(self) -> None:
        for laptop in self.laptops:
            while laptop.out:
                self._upload(laptop, *laptop.out.pop(0))
        for laptop in self.laptops:
            laptop.coming.clear()
            laptop.view.clear()
            laptop.view.update({**self.cloud, **laptop.stuck})

    def judge(self) -> None:
        """Count what was lost, who differs, what is left of what was erased."""
        held = [one.copy.held() for one in self.laptops]
        union: dict[EditId, str | None] = {id: None for one in held for id in one}
        self.outcome.edits = len(union)
        self.outcome.lost = sum(len(union.keys() - one.keys()) for one in held)
        self.outcome.diverged = sum(one != held[0] for one in held[1:])
        gone = {
            record for record in self.said.values() if any(one.copy.is_erased(record, "text") for one in self.laptops)
        }
        erased = {word.encode() for word, record in self.said.items() if record in gone}
        self.outcome.counts["words erased"] += len(erased)
        self.outcome.left = sum(
            self._left(data, erased)
            for files in (self.cloud, *(one.view for one in self.laptops))
            for data in files.values()
        ) + sum(self._left((value or "").encode(), erased) for one in held for value in one.values())

    def _left(self, data: bytes, erased: set[bytes]) -> int:
        """Erased words that can still be read in a file."""
        content = data + unpacked(data)
        return sum(word in content for word in erased)


def unpacked(data: bytes) -> bytes:
    """All that can be read out of an object, however damaged."""
    inflate = zlib.decompressobj()
    content = b""
    with suppress(zlib.error):
        return inflate.decompress(data[FRAME:])
    inflate = zlib.decompressobj()
    with suppress(zlib.error):  # piece by piece, up to where it breaks
        for at in range(FRAME, len(data)):
            content += inflate.decompress(data[at : at + 1])
    return content
