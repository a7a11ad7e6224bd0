"""Where everything is put together: settings, language, look, session, window; and taken apart again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from hcd_studio.speech import Message, Trouble
from ui import settings as settings_
from ui.context import Context
from ui.qss import sheet
from ui.strip import News
from ui.style import FocusRing, FocusStyle
from ui.theme import load_fonts
from ui.window import Window

WARM_MS = 300


class Studio:
    """The running program: one application, one context, one window."""

    def __init__(self, application: QApplication, path: Path | None = None):
        self.application = application
        missing = load_fonts()
        settings = settings_.load()
        self.context = Context(settings, application)
        self.ring = FocusRing(application)
        self.style = FocusStyle(self.context.theme)
        application.setStyle(self.style)
        self.context.theme.changed.connect(self.dress)
        self.dress()
        self.window = Window(self.context)
        self.window.restore()
        self._tell(settings.damaged, missing)
        if not settings.language and not os.environ.get("HCD_STUDIO_LANGUAGE"):
            self.window.show_page("language")
        else:
            self.window.show_page("start")
        if path is not None:
            self.window.files.open_path(path)

    def dress(self) -> None:
        """Colours, letters and style sheet of the theme in use, once for all widgets."""
        theme = self.context.theme
        self.application.setFont(theme.font("body"))
        self.application.setPalette(theme.palette())
        self.application.setStyleSheet(sheet(theme))

    def show(self) -> None:
        """Show the window as it was left."""
        self.window.show()
        self.window.activateWindow()  # where nothing else gives the focus, keys go nowhere

    def warm(self) -> None:
        """Make ready what the next click will need, once the window is painted."""
        from ui.warm import make_ready

        def work() -> None:
            self.context.jobs.run(Message("Making ready"), make_ready, lambda _: None, lambda _: None, quiet=True)

        QTimer.singleShot(WARM_MS, self.window, work)

    def run(self) -> int:
        """Go on until the window is closed; gives the exit status."""
        code = self.application.exec()
        self.close()
        return code

    def close(self) -> None:
        """Take everything apart."""
        self.window.close()
        self.context.close()
        self.ring.leave()
        self.application.setStyleSheet("")
        self.application.setStyle("Fusion")
        self.window.deleteLater()
        self.context.deleteLater()

    def _tell(self, damaged: bool, missing: list[str]) -> None:
        strip = self.window.strip
        if damaged:
            what = Message("The settings could not be read; the usual ones are in use.")
            strip.tell(News(what, Message("Sessions are not touched by this."), "warn"))
        if missing:
            what = Message("Letters are missing: {files}.", files=missing[:3])
            strip.tell(
                News(what, Message("Another font stands in. Install HCD Studio again when there is time."), "warn")
            )


def begin(path: Path | None = None) -> Studio:
    """The program with its window open, on a file where one is named; `run` lets people work in it."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        if sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM") and not _display():
            raise Trouble(
                Message("There is no screen to open the window on."),
                do=Message("Use the command instead: hcd-studio --help"),
            )
        qInstallMessageHandler(_quiet)
        application = QApplication(sys.argv[:1])
    application.setApplicationName("HCD Studio")
    application.setDesktopFileName("hcd-studio")
    studio = Studio(application, path)
    studio.show()
    studio.warm()
    return studio


def _display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _quiet(kind: QtMsgType, _where: object, text: str) -> None:
    """Qt's own remarks go to the error stream when they matter; a missing theme plugin does not."""
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        print(text, file=sys.stderr)
