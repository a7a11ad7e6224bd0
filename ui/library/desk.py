"""What menus, keys and the palette can ask of the library, wherever one is: choose, make, exchange, take, publish, forget."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.library.exchange import Exchange
from ui.library.places import Place, drop, places, remember
from ui.library.watcher import Watcher

if TYPE_CHECKING:
    from hcd_studio.library.forget import LibraryCertificate
    from ui.jobs import Job
    from ui.window import Window


class Desk(QObject):
    """One for the window; the page of the library uses it as menus do."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window
        self.exchanging = Exchange(context, window)
        self.watcher = Watcher(context, self.exchanging)
        self.exchanging.changed.connect(self._show)
        context.speaker.changed.connect(self._show)
        context.leaving.connect(self.watcher.close)

    def _show(self) -> None:
        self.window.top.show_library(self.exchanging.words(), news=self.exchanging.news)

    def exchange(self) -> None:
        """Exchange with the library that is set."""
        self.exchanging.exchange()

    # Which library

    def choose(self) -> None:
        """Choose among the libraries that are known, or another folder."""
        known = places(self.context.settings)
        if known:
            offers: list[Sayable] = [
                Message("{library}: {folder}", library=one.name(), folder=one.path) for one in known
            ]
            at = self.context.ask.choose(
                Message("Which library?"), (*offers, Message("Another folder …"), Message("Cancel"))
            )
            if 0 <= at < len(known):
                self.use(known[at].path)
                return
            if at != len(known):
                return
        folder = self.context.ask.folder(Message("The folder of the library"), Path.home())
        if folder is not None:
            self.use(str(folder))

    def use(self, path: str) -> None:
        """Show the library in a folder from now on; where there is none, offer to make one."""
        from hcd_studio.library.gate import NoGate
        from ui.library.look import gate_at

        known = next((one for one in places(self.context.settings) if one.path == path), None)
        with self.context.bridge.caught():
            try:
                gate = gate_at(path)
            except NoGate as trouble:
                if known is not None or not Path(path).is_dir():
                    raise
                self._make_in(Path(path), trouble.what)
                return
            was = known.met if known is not None else ""
            remember(self.context.settings, Place(path, gate.id, gate.kind, gate.council, was))
            self._chosen()

    def make(self) -> None:
        """Make a library in a folder that has none."""
        folder = self.context.ask.folder(Message("Where the library shall lie"), Path.home())
        if folder is not None:
            with self.context.bridge.caught():
                self._make_in(folder, Message("A new library in {folder}", folder=str(folder)))

    def _make_in(self, folder: Path, what: Sayable) -> None:
        from hcd_studio.library.driver import open_driver
        from hcd_studio.library.gate import make

        at = self.context.ask.choose(
            what,
            (Message("Make a home library"), Message("Make a shared library"), Message("Cancel")),
            detail=Message(
                "A home library belongs to one council and holds whole sessions with their history."
                " A shared library stands between councils and holds only what was published, masked."
            ),
        )
        if at not in (0, 1):
            return
        session = self.context.bridge.session
        council = session.workshop.council if session is not None and at == 0 else ""
        gate = make(open_driver(str(folder)), "shared" if at else "home", council=council)
        remember(self.context.settings, Place(str(folder), gate.id, gate.kind, gate.council))
        self._chosen()

    def forget_place(self) -> None:
        """Know the library that is shown no longer; nothing in it changes."""
        place = self.exchanging.place
        if place is not None:
            drop(self.context.settings, place.path)
            self._chosen()
            self.context.bridge.tell(Message("This computer no longer knows the library; nothing in it changed."))

    def _chosen(self) -> None:
        place = self.exchanging.place
        self.exchanging.held = None
        self.exchanging.recall()
        self.exchanging.read.emit()
        if place is not None:
            self.context.bridge.tell(Message("Library: {library}", library=place.name()))
            self.exchanging.look()

    # Sessions, publications, erasures

    def take(self) -> None:
        """Open a session out of the home library by its title."""
        from ui.dialogs.take import TakeDialog

        home = self.exchanging.home
        if home is None:
            self.context.bridge.tell(Message("Choose a home library first."))
        else:
            TakeDialog(self.context, self.window, home.path).open()

    def publish(self) -> None:
        """What another council would see of this session, and sending it."""
        from ui.dialogs.publish import PublishDialog

        if self._shared() is not None:
            with self.context.bridge.caught():
                PublishDialog(self.context, self.window, self).open()

    def publish_pattern(self) -> None:
        """A part of this session as a pattern."""
        from ui.dialogs.publish_pattern import PatternDialog

        if self._shared() is not None:
            PatternDialog(self.context, self.window, self).open()

    def shared_place(self) -> Place | None:
        """The shared library: the one that is shown, else the latest that is known."""
        place = self.exchanging.place
        if place is not None and place.kind == "shared":
            return place
        return next((one for one in places(self.context.settings) if one.kind == "shared"), None)

    def _shared(self) -> Place | None:
        place = self.shared_place()
        if place is None:
            self.context.bridge.tell(Message("Choose a shared library first."))
        return place

    def withdraw(self) -> None:
        """Take everything that was published of this session out of the shared library."""
        place, session = self._shared(), self.context.bridge.session
        if place is None or session is None:
            return
        what = Message("Take back what was published of this session?")
        if not self.context.ask.sure(what, Message("Take it back"), detail=Message("Others no longer find it.")):
            return
        id = session.store.session.hex()

        def work(_job: Job) -> LibraryCertificate:
            from hcd_studio.library.driver import open_driver
            from hcd_studio.library.forget import forget_session

            return forget_session(open_driver(place.path), id)

        self.context.jobs.run(Message("Taking back"), work, self._certified, self.context.bridge.fail)

    def forget(self) -> None:
        """Carry what was erased in this session into the library that is shown, and show the certificate."""
        place, session = self.exchanging.place, self.context.bridge.session
        if place is None or session is None:
            self.context.bridge.tell(Message("Choose a library first."))
            return
        from hcd_studio.library.driver import open_driver
        from hcd_studio.library.forget import forget

        # In the window's thread: nothing may be written to the session while its erasures are carried out.
        with self.context.bridge.caught(), self.window.patience.over(Message("Removing erased words …")):
            self._certified(forget(open_driver(place.path), session))

    def _certified(self, certificate: LibraryCertificate) -> None:
        from ui.dialogs.lines import LinesDialog

        now = datetime.now().astimezone().strftime("%Y-%m-%d %H%M")
        lines = list(certificate.lines())
        name = self.context.speaker.say(Message("Certificate {when}", when=now))
        LinesDialog(self.context, self.window, Message("Certificate of the erasure"), lines, save=name).open()
        self.exchanging.look()
