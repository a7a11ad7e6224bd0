"""What can be done with the library, as data: everywhere, and on its page."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE, MENU = "library", "library"

LIBRARY: tuple[Action, ...] = (
    Action("publish", N_("Publish to the library …"), "desk.publish", ("Ctrl+Shift+F10",), "books", "session", "share"),
    Action("exchange", N_("Exchange now"), "desk.exchange", ("Alt+F9",), "arrows-merge", "session", MENU),
    Action("choose_library", N_("Choose a library …"), "desk.choose", ("Alt+F11",), "folder-open", "session", MENU),
    Action("make_library", N_("Make a library …"), "desk.make", ("Alt+Shift+F11",), "plus", "session", MENU),
    Action("leave_library", N_("Know this library no longer"), "desk.forget_place", (), "", "session", MENU),
    Action(
        "take_session", N_("Open a session out of the library …"), "desk.take", ("Alt+Shift+F12",), "download-simple", "session", MENU, 1,
    ),
    Action("publish_pattern", N_("A part as a pattern …"), "desk.publish_pattern", ("Alt+Shift+F8",), "stack", "session", MENU, 1),
    Action("take_back", N_("Take back what was published …"), "desk.withdraw", ("Alt+Shift+F9",), "", "session", MENU, 1),
    Action("forget", N_("Carry erasures into the library"), "desk.forget", ("Alt+Shift+F3",), "eraser", "writable", MENU, 1),
    Action(
        "search_library", N_("Search the library"), "library.begin_search", ("Alt+Shift+F5",), "magnifying-glass", "session", MENU, 2,
        page=PAGE,
    ),
    Action("save_search", N_("Keep this search …"), "library.save_search", ("Alt+Shift+F6",), "", "session", MENU, 2, page=PAGE,
    ),
    Action("saved_searches", N_("Kept searches …"), "library.saved_searches", ("Shift+F4",), "", "session", MENU, 2, page=PAGE),
    Action("lift", N_("Lift into this workshop"), "library.lift", ("Alt+Shift+F2",), "download-simple", "writable", MENU, 3, page=PAGE),
    Action("preview_pattern", N_("Preview the pattern …"), "library.preview", ("Alt+F2",), "eye", "session", MENU, 3, page=PAGE),
    Action(
        "take_upstream", N_("Take over what is new in the pattern"), "library.take_over", ("Alt+F3",), "", "writable", MENU, 3, page=PAGE,
    ),
    Action("improve", N_("Give the improved pattern back …"), "library.improve", ("Alt+F6",), "", "writable", MENU, 3, page=PAGE),
    Action("same_pain", N_("The same pain elsewhere …"), "library.judge", ("Alt+F7",), "link", "session", MENU, 3, page=PAGE),
)  # fmt: skip
"""Exchanging, choosing, publishing; then what belongs to the page: searching, lifting, judging."""
