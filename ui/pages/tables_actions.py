"""What can be done where tables come together, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE = "tables"

TABLES: tuple[Action, ...] = (
    Action("set_up_tables", N_("Set up tables …"), "files.set_up_tables", ("Shift+F12",), "usb", "writable", PAGE),
    Action(
        "find_tables", N_("Choose the folder or stick …"), "tables.choose_folder", ("Ctrl+F12",), "folder-open", "writable", PAGE, 1,
        page=PAGE,
    ),
    Action("join_tables", N_("Bring together"), "tables.join", ("Ctrl+Return",), "arrows-merge", "writable", PAGE, 1, page=PAGE),
    Action("keep_a", N_("Keep A"), "tables.keep_a", ("A",), "", "writable", PAGE, 2, page=PAGE),
    Action("keep_b", N_("Keep B"), "tables.keep_b", ("B",), "", "writable", PAGE, 2, page=PAGE),
    Action("keep_both", N_("Keep both"), "tables.keep_both", ("2",), "", "writable", PAGE, 2, page=PAGE),
    Action("write_new", N_("Write new"), "tables.write_new", ("N",), "", "writable", PAGE, 2, page=PAGE),
    Action("later", N_("Leave for later"), "tables.leave", ("L",), "", "session", PAGE, 3, page=PAGE),
)  # fmt: skip
"""Keys that are letters work where no text is typed."""
