"""Exchanging with the library: one click sends what is new here, brings what others wrote, and reads what is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hcd_studio.speech import Message, Sayable, Trouble
from ui.context import Context
from ui.jobs import Job
from ui.library.asking import Asking, progress_of
from ui.library.places import Place, chosen, home_of, met
from ui.parts import EMPTY, Literal
from ui.strip import News

if TYPE_CHECKING:
    from hcd_studio.library.gate import Gate
    from hcd_studio.library.report import SyncReport
    from hcd_studio.session import Session
    from ui.library.look import Held
    from ui.window import Window

HALF = 0.7
"""So much of an exchange is the sync; the rest is the catalogue."""


@dataclass
class Done:
    """What an exchange came to: the sync, what the library holds; what went wrong after the sync went well."""

    report: SyncReport | None = None
    home: Gate | None = None
    held: Held | None = None
    trouble: Trouble | None = None
    another: Gate | None = None


class Exchange(QObject):
    """Knows the library that is shown, how much waits to be sent, and whether others have news."""

    changed = Signal()
    read = Signal()

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window
        self.asking = Asking(context, self)
        self.held: Held | None = None
        self.news = False
        self.running: Job | None = None
        self._mark: int | None = None
        bridge = context.bridge
        bridge.opened.connect(self._opened)
        bridge.closed.connect(self._closed)
        bridge.changed.connect(self._hear)
        context.jobs.ended.connect(self._ended)

    # What is known

    @property
    def place(self) -> Place | None:
        """The library that is shown."""
        return chosen(self.context.settings)

    @property
    def home(self) -> Place | None:
        """The home library with which the open session syncs."""
        session = self.context.bridge.session
        known = str(session.store.meta("library") or "") if session is not None else ""
        return home_of(self.context.settings, known)

    def waiting(self) -> int | None:
        """How many changes the home library does not have yet; None where there is none, or it was never met."""
        session = self.context.bridge.session
        if session is None or self._mark is None or self.home is None:
            return None
        return int(session.store.db.execute("SELECT count(*) FROM change WHERE n > ?", (self._mark,)).get)

    def words(self) -> Message | None:
        """How it stands, for the corner; nothing where no library is known."""
        if self.news:
            return Message("Others have news")
        if self.home is None:
            return None
        waiting = self.waiting()
        if waiting is None:
            return Message("Not exchanged yet")
        return Message("Waiting to be sent: {n}", n=waiting) if waiting else Message("Nothing waiting to send")

    def _opened(self) -> None:
        self.news = False
        self.recall()

    def recall(self) -> None:
        """Up to which change the home library has everything, as the session file remembers it."""
        from hcd_studio.library.copy import SessionCopy

        session = self.context.bridge.session
        self._mark = None
        if session is not None and (home := self.home) is not None:
            copy = SessionCopy(session)
            if copy.home() == home.id:
                self._mark = copy.recall(home.id).mark
        self.changed.emit()

    def _closed(self) -> None:
        self._mark, self.news = None, False
        self.changed.emit()

    def _hear(self, _told: object) -> None:
        if self.home is not None:
            self.changed.emit()

    def show_news(self, on: bool) -> None:
        """Others have put something into the library, or it was fetched."""
        if on and not self.news:
            self.context.bridge.tell(Message("Others have news. Exchange now brings it here."))
        if on != self.news:
            self.news = on
            self.changed.emit()

    # Exchanging

    def exchange(self, *, move: bool = False, renew: bool = False) -> None:
        """Send, fetch, and read what the library holds."""
        place, home, session = self.place, self.home, self.context.bridge.session
        if self.running is not None:
            self.context.bridge.tell(Message("An exchange is on its way already."))
            return
        if place is None:
            self.context.actions.run("choose_library")
            return
        syncs = session is not None and home is not None and not session.store.read_only
        asked = session if syncs else None

        def work(job: Job) -> Done:
            return self._exchange(job, place, home if asked is not None else None, asked, move=move, renew=renew)

        self.running = self.context.jobs.run(Message("Exchanging with the library"), work, self._done, self._failed)
        self.changed.emit()

    def _exchange(
        self, job: Job, place: Place, home: Place | None, session: Session | None, *, move: bool, renew: bool
    ) -> Done:
        from hcd_studio.library.copy import SessionCopy
        from hcd_studio.library.driver import open_driver
        from hcd_studio.library.elsewhere import elsewhere
        from hcd_studio.library.gate import NoGate, enter
        from hcd_studio.library.sync import sync
        from ui.library.look import look_over

        done = Done()
        if home is not None and session is not None:
            ask = self.asking.of(job, session)
            copy = elsewhere(ask(lambda: SessionCopy(session)), ask)
            driver = open_driver(home.path)
            try:
                done.home = enter(driver, "home")
            except NoGate:
                if not renew:
                    raise
            if done.home is not None and not move and copy.home() not in ("", done.home.id):
                done.another = done.home
                return done
            done.report = sync(driver, copy, progress=progress_of(job, 0, HALF), move=move, renew=renew)
            done.home = done.home or enter(driver, "home")
        try:
            done.held = look_over(place.path, progress_of(job, HALF if done.report else 0, 1))
        except Trouble as trouble:  # what was sent is sent
            if done.report is None:
                raise
            done.trouble = trouble
        return done

    def look(self) -> None:
        """Read what the library holds, without sending anything."""
        from ui.library.look import look_over

        place = self.place
        if place is None or self.running is not None:
            return

        def work(job: Job) -> Done:
            return Done(held=look_over(place.path, progress_of(job)))

        self.running = self.context.jobs.run(Message("Looking at the library"), work, self._looked, self._failed)

    def _looked(self, done: Done) -> None:
        self._keep(done)
        self.read.emit()

    def _keep(self, done: Done) -> None:
        settings, place = self.context.settings, self.place
        self.held = done.held or self.held
        if done.held is not None and place is not None:
            gate = done.held.gate
            met(settings, place.path, id=gate.id, kind=gate.kind, council=gate.council)
        if done.home is not None and (home := self.home) is not None and done.another is None:
            met(settings, home.path, id=done.home.id, kind="home", council=done.home.council)

    def _done(self, done: Done) -> None:
        if done.another is not None:
            self._offer_move(done.another)
            return
        self._keep(done)
        self.news = False
        self.recall()
        self.read.emit()
        bridge, report = self.context.bridge, done.report
        if done.trouble is not None:
            bridge.trouble.emit(done.trouble)
        if report is None:
            bridge.tell(Message("The library was read."))
            return
        said = [self.context.speaker.say(one) for one in report.messages()]
        if report.moved or report.waiting or report.unreadable or report.newer:
            tone = "warn" if report.unreadable or report.newer else "news"
            self.window.strip.tell(News(Literal(said[0]), Literal(" ".join(said[1:])), tone))
        bridge.tell(Literal(" ".join(said)))

    def _offer_move(self, gate: Gate) -> None:
        from hcd_studio.library.gate import name_of

        what = Message(
            "This session belongs to another library than the one in this folder ({name}).", name=name_of(gate)
        )
        rest = Message("Nothing was sent. Choose the right folder, or let the session go on in this library.")
        move = Message("Go on in this library")
        self.window.strip.tell(News(what, rest, "bad", move, lambda: self.exchange(move=True)))

    def _failed(self, error: Exception) -> None:
        from hcd_studio.library.gate import NoGate
        from hcd_studio.library.progress import Stopped

        if isinstance(error, Stopped):
            self.recall()
            self.context.bridge.tell(Message("{what} {safe}", what=error.what, safe=error.safe))
            return
        session = self.context.bridge.session
        if isinstance(error, NoGate) and session is not None and session.store.meta("library"):
            rest = Message("Everything is safe here. Is the share connected, and is this the right folder?")
            again = Message("Make it again")
            self.window.strip.tell(News(error.what, rest, "bad", again, lambda: self.exchange(renew=True)))
            return
        self.context.bridge.fail(error)

    def _ended(self, job: Job) -> None:
        if job is self.running:
            self.running = None
            self.changed.emit()

    def status(self) -> Sayable:
        """Which library is shown, and when it was last met."""
        place = self.place
        if place is None:
            return EMPTY
        return Message("{library} · {met}", library=place.name(), met=place.last_met())
