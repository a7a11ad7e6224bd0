"""The pages by name, each imported and made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hcd_studio.speech import Message, Sayable
from ui.context import Context

if TYPE_CHECKING:
    from ui.window import Window

HEADS: dict[str, tuple[Sayable, Sayable]] = {
    "history": (Message("History"), Message("Who did what, and when. Every change can be undone.")),
    "unplaced": (Message("Unplaced"), Message("Nothing is ever lost. What has no place on the map waits here.")),
}
"""Title and explanation of every page but the map, which bears the title of its workshop."""


def make_page(name: str, context: Context, window: Window) -> QWidget:
    """A page, with its wires to the window."""
    if name == "language":
        from ui.pages.language import LanguagePage

        first = LanguagePage(context)
        first.chosen.connect(window.looks.choose_language)
        return first
    if name == "history":
        from ui.pages.history import HistoryPage

        return HistoryPage(context)
    if name == "unplaced":
        from ui.pages.unplaced import UnplacedPage

        tray = UnplacedPage(context)
        tray.counted.connect(lambda number: window.rail.count("unplaced", number))
        tray.count()
        return tray
    from ui.pages.map import MapPage

    made = MapPage(context)
    made.board.tray = window.rail
    made.link_wanted.connect(window.acts.link)
    made.twin_changed.connect(window.header.show_twin)
    window.header.show_twin(made.twin)
    for name_, target in (("map", made), ("shown", made.shown), ("finding", made.finding)):
        context.actions.serve(name_, target)
    return made
