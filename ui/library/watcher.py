"""Looks whether others have put news into the library: names only, at most once a minute, and only while a library is set."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from ui.context import Context
from ui.jobs import Job, Jobs
from ui.library.exchange import Exchange

EVERY_MS = 60_000


class Watcher(QObject):
    """A timer, and where the system tells of changes in a folder, its word; nothing at all without a library."""

    def __init__(self, context: Context, exchange: Exchange):
        super().__init__(exchange)
        self.context, self.exchange = context, exchange
        self.jobs = Jobs(self)
        self.looking = False
        self._looked = float("-inf")
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        self.folders: QFileSystemWatcher | None = None
        exchange.changed.connect(self.follow)
        context.bridge.closed.connect(self.rest)

    @property
    def wanted(self) -> bool:
        """Whether there is anything to look at."""
        session = self.context.bridge.session
        return session is not None and not session.store.read_only and self.exchange.waiting() is not None

    def follow(self) -> None:
        """Watch while there is a library that this session met; rest where there is none, or where news is known."""
        if not self.wanted or self.exchange.news:
            self.rest()
        elif not self.timer.isActive():
            self.timer.start()
            self._watch()

    def rest(self) -> None:
        """Look no more."""
        self.timer.stop()
        self._soon.stop()
        if self.folders is not None:
            self.folders.deleteLater()
            self.folders = None

    def close(self) -> None:
        """End the worker."""
        self.rest()
        self.jobs.close()

    def _watch(self) -> None:
        """Ask the system to tell of changes; on most shares it cannot, and then the timer has to do."""
        home, session = self.exchange.home, self.context.bridge.session
        if home is None or session is None or "://" in home.path:
            return
        folder = Path(home.path) / "s" / session.store.session.hex()
        self.folders = QFileSystemWatcher([str(folder)] if folder.is_dir() else [], self)
        self.folders.directoryChanged.connect(self._changed)

    def _changed(self, _folder: str) -> None:
        """Something moved in the folder: look, but not before a minute has gone since the last look."""
        since = (time.monotonic() - self._looked) * 1000
        if not self._soon.isActive():
            self._soon.start(max(1000, round(EVERY_MS - since)) if since < EVERY_MS else 1000)

    def look(self) -> None:
        """One look, beside the window."""
        session, home = self.context.bridge.session, self.exchange.home
        if not self.wanted or self.looking or self.exchange.running is not None or session is None or home is None:
            return
        self.looking, self._looked = True, time.monotonic()

        def work(job: Job) -> bool:
            from hcd_studio.library.copy import SessionCopy
            from hcd_studio.library.driver import open_driver
            from hcd_studio.library.elsewhere import elsewhere
            from hcd_studio.library.sync import has_news

            ask = self.exchange.asking.of(job, session)
            return has_news(open_driver(home.path), elsewhere(ask(lambda: SessionCopy(session)), ask))

        self.jobs.run(self.exchange.status(), work, self._found, lambda _error: self._found(False))

    def _found(self, news: bool) -> None:
        self.looking = False
        if news and self.wanted and self.exchange.running is None:
            self.exchange.show_news(True)
