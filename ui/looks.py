"""What the menus ask of the look: size of letters, theme, language, the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hcd_studio.speech import Message
from ui.context import Context

if TYPE_CHECKING:
    from ui.window import Window


class Looks(QObject):
    """Each choice takes effect at once and is the person's, never the session's."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window

    def larger(self) -> None:
        """Larger letters."""
        self.window.enlarge(1)

    def smaller(self) -> None:
        """Smaller letters."""
        self.window.enlarge(-1)

    def theme_system(self) -> None:
        """The theme of the system."""
        self._theme("system")

    def theme_light(self) -> None:
        """Paper."""
        self._theme("light")

    def theme_dark(self) -> None:
        """Dark."""
        self._theme("dark")

    def theme_contrast(self) -> None:
        """High contrast."""
        self._theme("contrast")

    @property
    def is_system(self) -> bool:
        """Whether the system decides."""
        return self.context.settings.theme == "system"

    @property
    def is_light(self) -> bool:
        """Whether it is always light."""
        return self.context.settings.theme == "light"

    @property
    def is_dark(self) -> bool:
        """Whether it is always dark."""
        return self.context.settings.theme == "dark"

    @property
    def is_contrast(self) -> bool:
        """Whether contrast is always high."""
        return self.context.settings.theme == "contrast"

    def _theme(self, name: str) -> None:
        self.context.settings.theme = name
        self.context.theme.set(theme=name)

    def choose_language(self, language: str) -> None:
        """The first choice of all; then the start page."""
        self.context.settings.language = language
        self.context.settings.save()
        self.context.speaker.set(language)
        self.window.show_page("start")

    def other_language(self) -> None:
        """Speak the other language."""
        language = "en" if self.context.speaker.language == "cy" else "cy"
        self.context.settings.language = language
        self.context.speaker.set(language)
        self.context.bridge.tell(Message("The studio speaks English."))

    def full_screen(self) -> None:
        """Fill the screen, or not."""
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()

    @property
    def filling(self) -> bool:
        """Whether the window fills the screen."""
        return self.window.isFullScreen()
