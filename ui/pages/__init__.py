"""The pages of the window, as data: one declaration feeds rail, menu, key, heading and factory.

A page is the widget that `make(context, window)` of its module in `ui/pages/` returns; the module is imported when the
page is first shown. A page may offer `heading() -> (title, about)` where its title depends on the session, `tools`, a
widget that stands in the header while it is shown, and `ready()` and `begin()`, called before and after it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.speech import N_, Message


@dataclass(frozen=True)
class Page:
    """One page. `part` says where in the rail it stands: with the day, afterwards, or nowhere; `capture` whether the
    capture line stands below it.
    """

    name: str
    words: str
    icon: str = ""
    part: str = ""
    about: str = ""
    key: str = ""
    capture: bool = True
    twins: bool = False

    @property
    def title(self) -> Message:
        """Its name in the rail and in the menu."""
        return Message(self.words)

    @property
    def works(self) -> bool:
        """Whether it needs an open session and the frame around it."""
        return bool(self.part)


DAY, AFTER = "day", "after"

PAGES: tuple[Page, ...] = (
    Page("language", N_("Language")),
    Page("start", N_("Start")),
    Page("map", N_("Map"), "map-trifold", DAY, key="Ctrl+2", twins=True),
    Page("feelings", N_("Feelings"), "smiley", DAY, key="Ctrl+3", capture=False),
    Page(
        "unplaced", N_("Unplaced"), "tray", DAY,
        about=N_("Nothing is ever lost. What has no place on the map waits here."), key="Ctrl+Shift+U",
    ),
    Page(
        "translation", N_("Welsh and English"), "translate", AFTER,
        about=N_("Two texts, neither a shadow of the other."), key="Ctrl+Shift+I", capture=False,
    ),
    Page(
        "history", N_("History"), "clock-counter-clockwise", AFTER,
        about=N_("Who did what, and when. Every change can be undone."), key="Ctrl+Shift+H",
        capture=False,
    ),
)  # fmt: skip

BY_NAME: dict[str, Page] = {page.name: page for page in PAGES}
