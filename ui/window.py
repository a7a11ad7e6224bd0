"""The main window: it arranges, and knows nothing of what its parts do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from hcd_studio.speech import Message
from resources import path
from ui.access import announce
from ui.acts import Acts
from ui.busy import Busy, Patience
from ui.context import Context
from ui.files import Files
from ui.leaving import Leaving
from ui.looks import Looks
from ui.menus import Menus
from ui.pages import BY_NAME
from ui.parts import column, row
from ui.settings import LARGEST, SMALLEST, TEXT_STEP
from ui.soundness import Soundness
from ui.strip import News, Strip
from ui.topbar import TopBar

if TYPE_CHECKING:
    from ui.capture import CaptureBar
    from ui.header import Header
    from ui.rail import Rail

SECOND_COPY_MS = 60_000
LOW = 330
"""Below this height, in px at 100 %, the header gives its place to the page."""
HINT = Message("Type what somebody said, press Enter.")


class Window(QMainWindow):
    """Menu bar, rail, header, pages, strip, capture line; what a session needs is made when the first one opens."""

    header: Header
    rail: Rail
    capture: CaptureBar

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("window")
        self.setWindowIcon(QIcon(str(path("icons", "hcd-studio-256.png"))))
        self.setAcceptDrops(True)
        self.files, self.acts, self.looks = Files(context, self), Acts(context, self), Looks(context, self)
        self.strip, self.busy, self.patience = Strip(context), Busy(context), Patience(context, self)
        self.soundness = Soundness(context, self.strip)
        self.working = False
        self.pages: dict[str, QWidget] = {}
        self._serve()
        context.actions.install(self)
        self.bar = TopBar(context)
        self.menus = Menus(context, self.bar.menus, self.files.open_path)
        self.top = self.bar.corner
        self.setMenuWidget(self.bar)
        self._arrange()
        self._connect()
        self.page("start")
        self._copies = QTimer(self)
        self._copies.setInterval(SECOND_COPY_MS)
        self._copies.timeout.connect(self.files.second_copy)

    # Arranging

    def _arrange(self) -> None:
        whole = QWidget()
        self._line = row(whole)
        self._line.setSpacing(0)
        self.lines = column()
        self.lines.setSpacing(0)
        self.stack = QStackedWidget()
        self.stack.setMinimumSize(1, 1)  # a page that is not shown must not take room from the capture line
        for part, share in ((self.busy, 0), (self.stack, 1), (self.strip, 0)):
            self.lines.addWidget(part, share)
        self._line.addLayout(self.lines, 1)
        self.setCentralWidget(whole)

    def _begin_work(self) -> None:
        """Make the parts that only a session needs: a start without one need not wait for them."""
        from ui.capture import CaptureBar
        from ui.day import begin_day
        from ui.header import Header
        from ui.people import begin_people
        from ui.rail import Rail
        from ui.room.show import begin_room

        self.header, self.rail, self.capture = Header(self.context), Rail(self.context), CaptureBar(self.context)
        self.patience.status = self.header.status
        self._line.insertWidget(0, self.rail)
        self.lines.insertWidget(0, self.header)
        self.lines.addWidget(self.capture)
        self.rail.wanted.connect(self.show_page)
        self.header.twin.connect(self._twin)
        self.capture.kept.connect(self._kept)
        self.capture.listed.connect(self.files.paste_list)
        self.capture.news.connect(self.strip.tell)
        for name, target in self.capture.targets().items():
            self.context.actions.serve(name, target)
        begin_room(self.context, self, begin_day(self.context, self))
        begin_people(self.context, self)
        self.working = True
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the page needs the room the rail shows signs alone."""
        if self.working:
            self.rail.brief(self.width() / self.context.theme.k < 800)
            self.header.setVisible(self.shown not in ("start", "language") and not self.low)

    @property
    def low(self) -> bool:
        """Whether height is so scarce that the map needs the header's."""
        return self.height() / self.context.theme.k < LOW

    def _serve(self) -> None:
        from ui.declared import declare

        declare(self.context, self)
        actions = self.context.actions
        actions.serve("window", self.acts)
        actions.serve("files", self.files)
        actions.serve("leaving", Leaving(self.context, self))
        actions.serve("looks", self.looks)
        actions.serve("spelling", self.context.spelling)

    def _connect(self) -> None:
        bridge, context = self.context.bridge, self.context
        bridge.told.connect(self._tell)
        bridge.opened.connect(self._opened)
        bridge.closed.connect(self._titled)
        bridge.changed.connect(self._titled)
        context.speaker.changed.connect(self._titled)
        context.theme.changed.connect(self._fit)

    def add_page(self, name: str, page: QWidget) -> None:
        """Put a page on the stack."""
        self.pages[name] = page
        self.stack.addWidget(page)

    def page(self, name: str) -> QWidget:
        """A page, made when it is first asked for."""
        if name not in self.pages:
            from ui.pages.make import make_page

            made = make_page(name, self.context, self)
            self.context.actions.lend(name, made)
            self.add_page(name, made)
        return self.pages[name]

    def show_page(self, name: str) -> None:
        """Show a page, with the parts of the frame that belong to it."""
        one = BY_NAME[name]
        if one.works and self.context.bridge.session is None:
            one = BY_NAME["start"]
        page = self.page(one.name)
        if self.working:
            for part in (self.rail, self.header):
                part.setVisible(one.works)
            self.capture.setVisible(one.works and one.capture)
        if one.works:
            self.rail.show_page(one.name)
            self.header.show_page(one, page)
        _call(page, "ready")
        self.stack.setCurrentWidget(page)
        self._fit()
        self.context.actions.refresh()
        _call(page, "begin")
        if one.twins:
            self.capture.begin()

    @property
    def shown(self) -> str:
        """The name of the page that is shown."""
        return next((name for name, page in self.pages.items() if page is self.stack.currentWidget()), "")

    def _opened(self) -> None:
        if not self.working:
            self._begin_work()
        self.page("map")
        for tray in ("unplaced", "parked"):
            self.page(tray)
        self._titled()
        self.files.second_copy()
        if self.context.settings.copy_folder:
            self._copies.start()

    def _titled(self, *_: object) -> None:
        session = self.context.bridge.session
        title = self.context.speaker.say(session.workshop.title) or session.path.stem if session else ""
        self.setWindowTitle(f"{title} – HCD Studio" if title else "HCD Studio")

    def _tell(self, text: str) -> None:
        announce(self.capture if self.working and self.capture.isVisible() else self, text)

    def from_start(self, what: str, more: str) -> None:
        """Do what was chosen on the start page."""
        if what == "recent":
            self.files.open_path(Path(more))
        elif what == "new":
            self.files.new(more)
        else:
            self.context.actions.run(what)

    def _kept(self, id: str) -> None:
        self.strip.withdraw(HINT)
        page = self.page("map")
        if self.shown == "map" and hasattr(page, "reveal"):
            page.reveal(id)

    def _twin(self, name: str) -> None:
        self.show_page("map")
        self.page("map").show_twin(name)  # type: ignore[attr-defined]

    def hint(self) -> None:
        """The one hint of the first five minutes."""
        if "capture" not in self.context.settings.hints:
            self.context.settings.hints.append("capture")
            self.strip.tell(News(HINT, Message("Alt+Home shows the map at the size of its letters."), tone="news"))
            self.page("map").begin_whole()  # type: ignore[attr-defined]

    # Leaving, dropping

    def closeEvent(self, event: QCloseEvent) -> None:
        focus = QGuiApplication.focusObject()
        if hasattr(focus, "keep"):
            focus.keep()
        self._copies.stop()
        self.files.second_copy()
        kept = self.context.settings.window
        kept["geometry"] = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        kept["page"] = self.shown
        self.context.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if files:  # the drop must end before a dialog opens
            to = self.context.actions.target("pictures")
            QTimer.singleShot(0, self, partial(getattr(to, "take", self.files.open_path), files if to else files[0]))

    def restore(self) -> None:
        """Take the place of the last time, if a screen is still there; else fit the screen that is."""
        kept = self.context.settings.window.get("geometry")
        done = isinstance(kept, str) and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        screens = QGuiApplication.screens()
        seen = any(screen.availableGeometry().intersects(self.geometry()) for screen in screens)
        if not done or not seen:
            come_home(self, 1366, 768)
        self.setMinimumSize(320, 240)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._screen_gone)

    def _screen_gone(self, _screen: object) -> None:
        """A projector was unplugged: what stood on it comes back where it can be seen."""
        if not any(one.availableGeometry().intersects(self.geometry()) for one in QGuiApplication.screens()):
            come_home(self, self.width(), self.height())

    # What actions call

    def enlarge(self, by: int) -> None:
        """Larger or smaller letters, everywhere at once."""
        size = max(SMALLEST, min(LARGEST, self.context.theme.text_size + by * TEXT_STEP))
        self.context.settings.text_size = size
        self.context.theme.set(text_size=size)
        self.context.bridge.tell(Message("Text {n} %", n=size))


def come_home(window: QWidget, width: int, height: int) -> None:
    """To the first screen, no larger than it."""
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(width, room.width()), min(height, room.height()))
    window.move(room.topLeft())


def _call(page: QWidget, name: str) -> None:
    """Let a page do what it offers to do before it is shown, or once it is."""
    offered = getattr(page, name, None)
    if offered is not None:
        offered()
