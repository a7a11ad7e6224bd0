"""A copy whose session lives in another thread than the sync: the window keeps its session, the worker does the waiting.

A sync is slow where it reads and writes the library, and quick where it asks the session. So it runs in a worker, and each
question to the session is asked where the session lives.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from hcd_studio.library.copy import Copy

Ask = Callable[[Callable[[], Any]], Any]
"""Runs a question in the session's thread and waits for its answer, or for its failure."""


class _Elsewhere:
    def __init__(self, copy: Copy, ask: Ask):
        self._copy = copy
        self._ask = ask

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._copy, name)
        if not callable(value):
            return value
        return lambda *given, **named: self._ask(lambda: value(*given, **named))


def elsewhere(copy: Copy, ask: Ask) -> Copy:
    """The same copy, asked through `ask`; the plain facts of it (session, name, letters) never change."""
    return cast(Copy, _Elsewhere(copy, ask))
