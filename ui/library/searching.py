"""The search of the library page: what is asked, what the catalogue answered, and the patterns that hold the same words."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from hcd_studio.library.catalogue import Facets
from hcd_studio.library.gate import Gate
from hcd_studio.library.patterns import Pattern, matching, shipped
from hcd_studio.library.upstream import Upstream, upstream_of
from hcd_studio.speech import Message
from ui.context import Context
from ui.jobs import Job, Jobs
from ui.library.exchange import Exchange
from ui.library.look import Seen, seek

WAIT_MS = 150


class Searching(QObject):
    """Asks a worker of its own, so that a search never waits for an exchange; only the latest question is answered."""

    answered = Signal()

    def __init__(self, context: Context, exchange: Exchange, parent: QObject):
        super().__init__(parent)
        self.context, self.exchange = context, exchange
        self.jobs = Jobs(self)
        self.words, self.facets = "", Facets()
        self.seen: Seen | None = None
        self._number = 0
        self.wait = QTimer(self)
        self.wait.setSingleShot(True)
        self.wait.setInterval(WAIT_MS)
        self.wait.timeout.connect(self.search)
        exchange.read.connect(self.search)
        context.leaving.connect(self.jobs.close)

    @property
    def gate(self) -> Gate | None:
        """The library that is shown, as it was met last."""
        place = self.exchange.place
        if place is None or not place.id:
            return None
        return Gate(place.id, "shared" if place.kind == "shared" else "home", place.council)

    def type(self, words: str) -> None:
        """Somebody types; the search follows when the fingers rest."""
        self.words = words
        self.wait.start()

    def limit(self, facets: Facets) -> None:
        """Search within limits."""
        self.facets = facets
        self.search()

    def search(self) -> None:
        """Ask the catalogue."""
        self._number += 1
        gate, words, facets, number = self.gate, self.words, self.facets, self._number
        if gate is None:
            self.seen = None
            self.answered.emit()
            return

        def work(_job: Job) -> Seen | None:
            return seek(gate, words, facets) if number == self._number else None

        def done(seen: Seen | None) -> None:
            if seen is not None and number == self._number:
                self.seen = seen
                self.answered.emit()

        self.jobs.run(Message("Searching"), work, done, self._not_now)

    def _not_now(self, error: Exception) -> None:
        """While the catalogue is being built it cannot be read; the search follows when it is done."""
        if self.exchange.running is None:
            self.context.bridge.fail(error)

    @property
    def patterns(self) -> list[Pattern]:
        """The patterns that hold the words, of the library and of the studio."""
        return matching(self._versions(), self.words)

    def _versions(self) -> tuple[Pattern, ...]:
        held = self.exchange.held
        return held.versions if held is not None else shipped()

    def lifted(self, pattern: Pattern | None) -> list[Upstream]:
        """How a pattern was lifted into this workshop, and what became of it since."""
        session, held = self.context.bridge.session, self.exchange.held
        if session is None or pattern is None:
            return []
        gone = set(held.gone) if held is not None else set[str]()
        return [one for one in upstream_of(self._versions(), gone, session) if one.newest.name == pattern.name]
