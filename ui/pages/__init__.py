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
    """One page. `part` says where in the rail it stands: with the day, afterwards, aside (in the menus only), or nowhere;
    `capture` whether the capture line stands below it.
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


DAY, AFTER, ASIDE = "day", "after", "aside"

PAGES: tuple[Page, ...] = (
    Page("language", N_("Language")),
    Page("start", N_("Start")),
    Page(
        "setup", N_("Set-up"), "gear", DAY, about=N_("What the day is about, who comes, when what happens."), key="Ctrl+1",
        capture=False,
    ),
    Page("map", N_("Map"), "map-trifold", DAY, key="Ctrl+2", twins=True),
    Page("feelings", N_("Feelings"), "smiley", DAY, key="Ctrl+3", capture=False),
    Page("pains", N_("Pain points"), "lightning", DAY, key="Ctrl+4"),
    Page("ideas", N_("Ideas"), "lightbulb", DAY, key="Ctrl+5", capture=False),
    Page("needs", N_("Needs"), "hand-heart", DAY, key="Ctrl+6"),
    Page(
        "playback", N_("Playback"), "presentation-chart", DAY, about=N_("Say back what was heard, and what happens next."),
        key="Ctrl+7", capture=False,
    ),
    Page(
        "unplaced", N_("Unplaced"), "tray", DAY,
        about=N_("Nothing is ever lost. What has no place on the map waits here."), key="Ctrl+Shift+U",
    ),
    Page("requirements", N_("Requirements"), "file-text", AFTER, key="Ctrl+8", capture=False),
    Page("responses", N_("Responses"), "scales", AFTER, key="Ctrl+Shift+9", capture=False),
    Page(
        "tables", N_("Bring tables together"), "arrows-merge", ASIDE,
        about=N_("In any order the same workshop; no word is lost."), key="F12", capture=False,
    ),
    Page(
        "parked", N_("Parking lot"), "pause", DAY, about=N_("Not for now, and not lost."), key="Alt+Shift+O",
    ),
    Page("library", N_("Library"), "books", AFTER, key="Ctrl+9", capture=False),
    Page(
        "translation", N_("Welsh and English"), "translate", AFTER,
        about=N_("Two texts, neither a shadow of the other."), key="Alt+Shift+E", capture=False,
    ),
    Page(
        "history", N_("History"), "clock-counter-clockwise", AFTER,
        about=N_("Who did what, and when. Every change can be undone."), key="Ctrl+Shift+H",
        capture=False,
    ),
)  # fmt: skip

BY_NAME: dict[str, Page] = {page.name: page for page in PAGES}
