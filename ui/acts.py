"""What the menus ask of the window: pages, twins, looks, language, dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from hcd_studio.fields import Id
from hcd_studio.speech import Message
from ui.context import Context

if TYPE_CHECKING:
    from ui.window import Window


class Acts(QObject):
    """One method for each action of the frame; `is_…` and `on_…` say what is ticked."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window

    # Steps back and forth

    def undo(self) -> None:
        """Undo."""
        self.context.bridge.undo()

    def redo(self) -> None:
        """Redo."""
        self.context.bridge.redo()

    # Pages and twins

    def show_page(self, name: str) -> None:
        """A page, with the keys on it."""
        self.window.show_page(name)
        if name == "map":
            self._map().focus_board()

    @property
    def shown(self) -> str:
        """The page that is shown."""
        return self.window.shown

    def other_twin(self) -> None:
        """From the board to the outline, or back."""
        page = self._map()
        self.window.show_page("map")
        page.show_twin("outline" if page.twin == "board" else "board")
        words = Message("Outline") if page.twin == "outline" else Message("Board")
        self.context.bridge.tell(words)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector, or the panel of a page that has one."""
        both = self._both()
        if both is not None:
            both.toggle()
            return
        self.window.show_page("map")
        self._map().toggle_inspector()

    def _both(self) -> Any:
        return getattr(self.window.pages.get(self.window.shown), "both", None)

    @property
    def inspecting(self) -> bool:
        """Whether the inspector, or the panel of the page, is shown."""
        both = self._both()
        if both is not None:
            return bool(both.shown)
        return "map" in self.window.pages and bool(self._map().inspecting)

    def _map(self) -> Any:
        return self.window.page("map")

    # Dialogs

    def settings(self) -> None:
        """Language, text, theme, folders."""
        from ui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self.context, self.window)
        dialog.folders_changed.connect(self.window.files.second_copy)
        dialog.open()

    def palette(self) -> None:
        """Every action, found by typing."""
        from ui.palette import Palette

        Palette(self.context, self.window).open()

    def keys(self) -> None:
        """Every action with its key."""
        from ui.dialogs.keys import KeysDialog

        KeysDialog(self.context, self.window).open()

    def about(self) -> None:
        """What this is, and what it is made of."""
        from ui.dialogs.about import AboutDialog

        AboutDialog(self.context, self.window).open()

    def link(self, source: Id) -> None:
        """Choose what a record rests on."""
        from ui.palette import LinkPalette

        LinkPalette(self.context, self.window, source).open()

    def leave(self) -> None:
        """Close the window; everything was kept already."""
        self.window.close()
