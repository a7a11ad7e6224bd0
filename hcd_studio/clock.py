"""Time, ids and chance: hybrid stamps, record ids, salts. Pass a `Clock` in; a frozen one makes everything repeatable."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hcd_studio.fields import Id

COUNTER_BITS = 16
LATEST = 2**62
"""The latest stamp that a clock takes from a log (the year 4199): one past the end of all numbers could not be counted on."""


def stamp_time(hlc: int) -> datetime:
    """The wall time of a hybrid stamp, in UTC; far stamps of wrong clocks stay within what a date can hold."""
    seconds = min((hlc >> COUNTER_BITS) / 1000, 253402300799.0)
    return datetime.fromtimestamp(seconds, UTC)


@dataclass
class Clock:
    """Hybrid stamps that never go back, and random bytes.

    A stamp is milliseconds since 1970 in the upper 48 bits and a counter in the lower 16. It starts from this copy's
    own last stamp, so a file merged from a laptop in the year 2030 does not drag the clock along.
    """

    now: Callable[[], float] = time.time
    random: Callable[[int], bytes] = os.urandom
    last: int = field(default=0)

    def tick(self) -> int:
        """The next stamp: the wall time, or one more than the last where the wall clock stands or was set back."""
        self.last = max(int(self.now() * 1000) << COUNTER_BITS, self.last + 1)
        return self.last

    def id(self) -> Id:
        """A new record id."""
        return self.random(16).hex()

    def replica(self) -> bytes:
        """A new replica id: one for every opening, so that cloned laptops and copied files never collide."""
        return self.random(8)


def frozen_clock(seed: str = "", start: float = 1_795_000_000.0, step: float = 0.001) -> Clock:
    """A clock whose stamps and random bytes follow from a seed: for tests, samples and golden files."""
    state = {"n": 0, "time": start}

    def now() -> float:
        state["time"] += step
        return state["time"]

    def random(size: int) -> bytes:
        state["n"] += 1
        return hashlib.blake2b(f"{seed}/{state['n']}".encode(), digest_size=size).digest()

    return Clock(now=now, random=random)
