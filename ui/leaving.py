"""What leaves the session from the menus: documents for the room, the tender and the library, data, and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.context import Context

if TYPE_CHECKING:
    from ui.window import Window


class Leaving(QObject):
    """Everything that a menu can ask to be written or printed."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window

    def room(self) -> None:
        """The map for the room."""
        from ui.dialogs.export import ExportDialog

        ExportDialog(self.context, self.window).open()

    def tender(self) -> None:
        """The pack for a tender, and what goes with it."""
        from ui.dialogs.deliver import DeliverDialog

        DeliverDialog(self.context, self.window, "tender").open()

    def library(self) -> None:
        """What the library and the public may read."""
        from ui.dialogs.deliver import DeliverDialog

        DeliverDialog(self.context, self.window, "library").open()

    def data(self) -> None:
        """The data as JSON and CSV."""
        from ui.dialogs.export import ExportDialog

        ExportDialog(self.context, self.window, what="data").open()

    def print(self) -> None:
        """The map on the printer that the person chooses."""
        from ui.printing import print_map

        print_map(self.context, self.window)
