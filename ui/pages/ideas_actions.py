"""What can be done on the page of ideas, as data; pictures belong to the whole window."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE, MENU = "ideas", "ideas"

IDEAS: tuple[Action, ...] = (
    Action("new_idea", N_("Write an idea"), "ideas.write", ("Ctrl+Alt+I",), "lightbulb", "writable", MENU, 0, page=PAGE),
    Action("tie_idea", N_("Tie to pain points …"), "ideas.tie", ("Ctrl+Alt+T",), "link", "writable", MENU, 0, page=PAGE),
    Action("idea_details", N_("Open the idea"), "ideas.open_form", ("F2",), "pencil-simple", "writable", MENU, 0, page=PAGE),
    Action("remove_idea", N_("Remove the idea"), "ideas.remove", ("Shift+Del",), "trash", "writable", MENU, 0, page=PAGE),
    Action("ideas_list", N_("The list"), "ideas.show_list", ("Ctrl+Alt+L",), "", "session", MENU, 1, page=PAGE, checked="ideas.listing"),
    Action(
        "ideas_scores", N_("Effort, impact and priority"), "ideas.show_scores", ("Ctrl+Alt+E",), "", "session", MENU, 1,
        page=PAGE, checked="ideas.scoring",
    ),
    Action(
        "ideas_matrix", N_("Impact against effort"), "ideas.show_matrix", ("Ctrl+Alt+M",), "", "session", MENU, 1,
        page=PAGE, checked="ideas.placing",
    ),
)  # fmt: skip

PICTURES: tuple[Action, ...] = (
    Action(
        "attach_picture",
        N_("Attach a picture …"),
        "pictures.open",
        ("Ctrl+Alt+A",),
        "image",
        "writable",
        MENU,
        2,
    ),
    Action(
        "paste_picture",
        N_("Paste a picture"),
        "pictures.paste",
        ("Ctrl+Alt+P",),
        "clipboard-text",
        "writable",
        MENU,
        2,
    ),
)
