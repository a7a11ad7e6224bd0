"""The actions of the theme wall, as data; their keys belong to the wall, where no text is typed."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE, MENU = "pains", "themes"

WALL: tuple[Action, ...] = (
    Action(
        "group_notes",
        N_("Put under a theme …"),
        "wall.group",
        ("G",),
        "tray",
        "selection",
        MENU,
        0,
        local=True,
        page=PAGE,
    ),
    Action(
        "ungroup", N_("Put under no theme"), "wall.ungroup", ("U",), "", "selection", MENU, 0, local=True, page=PAGE
    ),
    Action(
        "new_theme",
        N_("New theme, with the chosen notes …"),
        "wall.new_theme",
        ("N",),
        "plus",
        "writable",
        MENU,
        1,
        local=True,
        page=PAGE,
    ),
    Action(
        "name_theme",
        N_("Name the theme …"),
        "wall.rename",
        ("Shift+F2",),
        "pencil-simple",
        "writable",
        MENU,
        1,
        local=True,
        page=PAGE,
    ),
    Action(
        "split_theme_of",
        N_("Split: the chosen notes into a theme of their own …"),
        "wall.split",
        ("S",),
        "",
        "selection",
        MENU,
        1,
        local=True,
        page=PAGE,
    ),
    Action(
        "merge_theme",
        N_("Merge with another theme …"),
        "wall.merge",
        ("M",),
        "arrows-merge",
        "writable",
        MENU,
        1,
        local=True,
        page=PAGE,
    ),
    Action(
        "remove_theme_of",
        N_("Remove the theme"),
        "wall.remove_theme",
        (),
        "trash",
        "writable",
        MENU,
        1,
        local=True,
        page=PAGE,
    ),
    Action(
        "theme_before",
        N_("Move the theme forward"),
        "wall.theme_left",
        ("Ctrl+Shift+Left",),
        "arrow-left",
        "writable",
        MENU,
        2,
        local=True,
        page=PAGE,
    ),
    Action(
        "theme_after",
        N_("Move the theme back"),
        "wall.theme_right",
        ("Ctrl+Shift+Right",),
        "arrow-right",
        "writable",
        MENU,
        2,
        local=True,
        page=PAGE,
    ),
    Action(
        "make_pain",
        N_("Make a pain point of the chosen notes"),
        "wall.make_pain",
        ("P",),
        "lightning",
        "writable",
        MENU,
        3,
        local=True,
        page=PAGE,
    ),
    Action(
        "every_kind",
        N_("Group notes of every kind"),
        "wall.toggle_kinds",
        ("K",),
        "",
        "session",
        MENU,
        3,
        local=True,
        page=PAGE,
        checked="wall.every_kind",
    ),
)

KEPT = ("copy", "remove", "select_all", "edit_note", "move_left", "move_right", "move_up", "move_down", "duplicate")
"""What the wall takes over from the board."""

NOTE_MENU = (
    "group_notes",
    "ungroup",
    "",
    "new_theme",
    "split_theme_of",
    "make_pain",
    "",
    "edit_note",
    "copy",
    "duplicate",
    "",
    "remove",
)
THEME_MENU = ("name_theme", "merge_theme", "theme_before", "theme_after", "", "remove_theme_of")
GROUND_MENU = ("new_theme", "name_theme", "merge_theme", "", "every_kind")
"""What stands in which context menu."""
