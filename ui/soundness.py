"""The older part of a longer log is checked while work begins, a little at a time, so that opening need not wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.context import Context
from ui.strip import News

if TYPE_CHECKING:
    from hcd_studio.store.verify import Finding
    from ui.strip import Strip

PAUSE_MS = 30
TURN = 0.003
"""How long is checked between two pauses (s)."""
SLICE = 100
"""So many edits are checked before one looks at the clock."""


class Soundness(QObject):
    """Checks what an opening left, tells the first thing that does not hold, and stops by itself."""

    def __init__(self, context: Context, strip: Strip):
        super().__init__(strip)
        self.context, self.strip = context, strip
        self._pieces: Iterator[list[Finding]] = iter(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.go_on)
        context.bridge.opened.connect(self._begin)
        context.bridge.closed.connect(self._timer.stop)

    def _begin(self) -> None:
        session = self.context.bridge.session
        if session is not None and session.store.check_owed:
            from hcd_studio.store.verify import verify_in_slices

            self._pieces = verify_in_slices(session.store, SLICE, pages=False)
            self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether something is still to be checked."""
        return self._timer.isActive()

    def go_on(self) -> None:
        """Check for a moment; go on after a pause while there is more."""
        end = perf_counter() + TURN
        for found in self._pieces:
            wrong = next((one for one in found if one.harm), None)
            if wrong is not None:
                self.strip.tell(News(wrong.what, wrong.remedy))
                return
            if perf_counter() >= end:
                self._timer.start()
                return
