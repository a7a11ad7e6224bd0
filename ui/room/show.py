"""Shows the room: in a window on the second screen, or over this window where a projector mirrors it. Its acts are the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QScreen
from PySide6.QtWidgets import QWidget

from hcd_studio.fields import Id
from hcd_studio.questions.projected import PAGES, scene_of
from hcd_studio.records import Note, Step
from hcd_studio.session import now
from hcd_studio.speech import Message
from resources import path
from ui.context import Context
from ui.parts import column
from ui.room.screens import screen_for, still_there
from ui.room.view import RoomView, clock_words

if TYPE_CHECKING:
    from ui.day import DayClock
    from ui.window import Window

LARGEST, SMALLEST, BY = 1.5, 1.0, 0.125


class RoomWindow(QWidget):
    """A bare window around the picture; closing it stops showing."""

    def __init__(self, context: Context, show: RoomShow):
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("room")
        self.setWindowIcon(QIcon(str(path("icons", "hcd-studio-256.png"))))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.room_show = show
        self.view = RoomView(context)
        column(self).addWidget(self.view)
        self.setWindowTitle(context.speaker.say(Message("The room")))
        self.resize(1280, 800)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.room_show.closed()
        super().closeEvent(event)


class RoomShow(QObject):
    """Follows the facilitator's page, or stays on one; pauses, blanks; never shows a page that is not for the room."""

    def __init__(self, context: Context, window: Window, clock: DayClock):
        super().__init__(window)
        self.context, self.window, self.clock = context, window, clock
        self.outside: RoomWindow | None = None
        self.inside: RoomView | None = None
        self.pinned = ""
        self.page = "setup"
        self.screen_no = 0
        self.frozen = self.dark = False
        kept = context.settings.window
        self.contrast = bool(kept.get("room_look", "contrast") == "contrast")
        self.large = max(SMALLEST, min(LARGEST, float(kept.get("room_large", 1.0) or 1.0)))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(60)
        self._soon.timeout.connect(self.refresh)
        window.stack.currentChanged.connect(self._turned)
        for signal in (
            context.bridge.changed,
            context.bridge.opened,
            context.speaker.changed,
            context.selection.changed,
        ):
            signal.connect(self._later)
        context.bridge.closed.connect(self.stop)
        clock.changed.connect(self._later)
        clock.ticked.connect(self._tick)
        window.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._unplugged)

    # What is asked of it

    @property
    def showing(self) -> bool:
        """Whether the room sees anything of ours."""
        return self.outside is not None or self.inside is not None

    @property
    def here(self) -> bool:
        """Whether the picture lies over this window."""
        return self.inside is not None

    @property
    def is_pinned(self) -> bool:
        """Whether the room stays on one page."""
        return bool(self.pinned)

    @property
    def view(self) -> RoomView | None:
        """The picture that is shown."""
        return self.outside.view if self.outside is not None else self.inside

    def screens(self) -> list[QScreen]:
        """The screens there are; replaced in tests."""
        return QGuiApplication.screens()

    # What actions call

    def toggle(self) -> None:
        """Show the room on the second screen, else over this window; or stop."""
        if self.showing:
            self.stop()
            return
        other = screen_for(self.screens(), self.window.screen())
        if other is None:
            self.toggle_here()
            self.context.bridge.tell(Message("There is one screen only: the room sees this picture. F5 takes it away."))
            return
        self.outside = RoomWindow(self.context, self)
        self.outside.setGeometry(other.geometry())
        self.outside.setScreen(other)
        self._dress(self.outside.view)
        self.refresh()
        self.outside.showFullScreen()
        self.window.activateWindow()
        self.context.bridge.tell(Message("The room sees the second screen. F5 takes it away."))
        self._told()

    def toggle_here(self) -> None:
        """Lay the picture over this window, so that nothing private is seen on a mirrored projector; or take it away."""
        if self.inside is not None:
            self.stop()
            return
        self.stop()
        self.inside = RoomView(self.context, self.window)
        self._dress(self.inside)
        self.inside.setGeometry(self.window.rect())
        self.refresh()
        self.inside.show()
        self.inside.raise_()
        self.inside.setFocus()
        self._told()

    def stop(self) -> None:
        """Show nothing more."""
        outside, self.outside = self.outside, None
        inside, self.inside = self.inside, None
        self.frozen = self.dark = False
        if outside is not None:
            outside.close()
            outside.deleteLater()
        if inside is not None:
            inside.hide()
            inside.deleteLater()
            self.window.stack.setFocus()
        self._told()

    def closed(self) -> None:
        """The window was closed by its own cross."""
        if self.outside is not None:
            outside, self.outside = self.outside, None
            outside.deleteLater()
            self._told()

    def freeze(self) -> None:
        """Keep what the room sees as it is, or let it follow again."""
        self.frozen = not self.frozen
        words = Message("The room sees a paused picture.") if self.frozen else Message("The room follows again.")
        self.dressed(words)

    def blank(self) -> None:
        """Let the room see nothing, or everything again."""
        self.dark = not self.dark
        self.dressed(Message("The room sees nothing.") if self.dark else Message("The room sees the picture again."))

    def pin(self) -> None:
        """Keep the room on this page whatever page is worked on, or follow again."""
        self.pinned = "" if self.pinned else self.page
        self.dressed(Message("The room stays on this page.") if self.pinned else Message("The room follows your page."))

    # Following

    def dressed(self, words: Message) -> None:
        """Show what was changed of the picture, and tell it."""
        if self.view is not None:
            self._dress(self.view)
        self.refresh()
        self.context.bridge.tell(words)
        self._told()

    def _dress(self, view: RoomView) -> None:
        view.frozen, view.dark = self.frozen, self.dark
        view.look, view.large = "contrast" if self.contrast else "light", self.large
        view.update()

    def _told(self) -> None:
        self.context.actions.refresh()

    def _turned(self) -> None:
        if self.window.shown in PAGES and self.window.shown != self.page:
            self.page, self.screen_no = self.window.shown, 0
        self._later()

    def _later(self, *_: object) -> None:
        if self.showing:
            self._soon.start()

    def refresh(self) -> None:
        """Draw what there is now, unless it is paused."""
        session, view = self.context.bridge.session, self.view
        if session is None or view is None:
            return
        snapshot = now(session)
        scene = scene_of(snapshot, self.pinned or self.page, self.screen_no)
        self.screen_no = min(self.screen_no, scene.pages - 1)
        view.show_scene(scene, snapshot, self._place())
        self._tick()

    def _place(self) -> tuple[Id, Id]:
        """The step and the lane on which the facilitator works: of the chosen note, else where the next one goes."""
        session = self.context.bridge.session
        chosen = session.find(self.context.selection.current) if session else None
        if isinstance(chosen, Note):
            return chosen.step, chosen.lane
        step, lane = self.context.selection.place
        return (chosen.id if isinstance(chosen, Step) else step), lane

    def _tick(self) -> None:
        view, clock = self.view, self.clock
        if view is None:
            return
        running = clock.day.now
        gone = None
        if running is not None and clock.left is not None and running.minutes:
            gone = max(0.0, min(1.0, 1 - clock.left / (running.minutes * 60)))
        view.show_time(clock_words(clock.left, "", clock.time()), gone)

    # Screens

    def _unplugged(self, screen: QScreen) -> None:
        """The room's screen went: its picture goes with it, and nothing private is moved to where the room looks."""
        if self.outside is None:
            return
        if self.outside.screen() is screen or not still_there(self.screens(), self.outside.geometry().center()):
            self.stop()
            self.context.bridge.tell(Message("The second screen is gone; the room sees nothing. F5 shows it again."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.inside is not None:
            self.inside.setGeometry(self.window.rect())
            self.inside.raise_()
        if event.type() == QEvent.Type.Close:
            self.stop()
        return False


class RoomLook(QObject):
    """How the room's picture looks: which screen of lines, in which colours, how large."""

    def __init__(self, show: RoomShow):
        super().__init__(show)
        self.show = show

    @property
    def contrast(self) -> bool:
        """Whether it is white on black."""
        return bool(self.show.contrast)

    def next_screen(self) -> None:
        """The next lines, where not all fit at once."""
        self.show.screen_no += 1
        self.show.refresh()

    def screen_before(self) -> None:
        """The lines before."""
        self.show.screen_no = max(0, self.show.screen_no - 1)
        self.show.refresh()

    def toggle_contrast(self) -> None:
        """White on black, or as paper."""
        self.show.contrast = not self.show.contrast
        self.show.context.settings.window["room_look"] = "contrast" if self.show.contrast else "light"
        self.show.dressed(Message("The room’s picture has changed."))

    def larger(self) -> None:
        """Larger letters for the room."""
        self._resize(BY)

    def smaller(self) -> None:
        """Smaller letters for the room, never below what the last row can read."""
        self._resize(-BY)

    def _resize(self, by: float) -> None:
        show = self.show
        show.large = max(SMALLEST, min(LARGEST, show.large + by))
        show.context.settings.window["room_large"] = show.large
        show.dressed(Message("Text for the room {n} %", n=round(show.large * 200)))


def begin_room(context: Context, window: Window, clock: DayClock) -> RoomShow:
    """The room's show, and its button in the header."""
    from ui.room.button import RoomButton

    show = RoomShow(context, window, clock)
    context.actions.serve("room", show)
    context.actions.serve("roomlook", RoomLook(show))
    window.header.day_line.insertWidget(window.header.day_line.count() - 1, RoomButton(context, window))
    return show
