"""Memory and its collector: a start and an opening make much that stays, and nothing of it is looked through in vain."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import linecache
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def building() -> Iterator[None]:
    """What is made now stays: the collector rests meanwhile, and later rounds, which would halt a frame, pass it by."""
    before = gc.isenabled()
    gc.disable()
    linecache.clearcache()  # PySide6 reads the source of every module that is imported, and leaves it here
    try:
        yield
    finally:
        gc.freeze()
        if before:
            gc.enable()


def let_go() -> None:
    """What was built before is done with: look through it once more and free what nobody holds."""
    gc.unfreeze()
    gc.collect()
    give_back()


def give_back() -> None:
    """Ask the C library of Linux to let go of what is free; elsewhere the system does it by itself."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
