"""A text while it is being typed: over what it is written, journalled every two seconds, kept once when it is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from hcd_studio import journal
from hcd_studio.change import EditId
from hcd_studio.fields import Id
from ui.context import Context

EVERY_MS = 2000


class Typing(QObject):
    """One editor's text. `prev` are the words that stood in the field when the editor was opened."""

    def __init__(self, context: Context, record: Id, field: str, read: Callable[[], str], parent: QObject):
        super().__init__(parent)
        self.context, self.record, self.field = context, record, field
        self._read = read
        self.prev: tuple[EditId, ...] = ()
        self._jotted = False
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._jot)

    def move(self, record: Id) -> None:
        """Type for another record from now on."""
        self._clock.stop()
        self.record, self._jotted = record, False

    def take_up(self) -> None:
        """What stands in the editor came out of the journal, and goes from there once it is history."""
        self._jotted = True

    def begin(self) -> None:
        """The editor was opened: remember what stands now."""
        session = self.context.bridge.session
        self.prev = tuple(head.id for head in session.store.heads(self.record, self.field)) if session else ()

    def typed(self) -> None:
        """Something was typed: it will be in the journal soon."""
        if not self._clock.isActive() and not self.context.bridge.resting:
            self._clock.start()

    def end(self) -> None:
        """The text is history now, or was given up: the journal forgets it."""
        self._clock.stop()
        session = self.context.bridge.session
        if self._jotted and session is not None and not session.store.read_only:
            self._jotted = False
            with self.context.bridge.caught():
                journal.forget(session, self.record, self.field)

    def _jot(self) -> None:
        session = self.context.bridge.session
        if session is not None and not session.store.read_only:
            with self.context.bridge.caught():
                journal.jot(session, self.record, self.field, self._read(), self.prev)
                self._jotted = True
