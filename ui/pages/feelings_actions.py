"""What can be done on the feelings page, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE = "feelings"
SCALE = (
    ("1", "awful", N_("Rate −2, awful")), ("2", "poor", N_("Rate −1, poor")), ("3", "neither", N_("Rate 0, neither")),
    ("4", "good", N_("Rate +1, good")), ("5", "great", N_("Rate +2, great")),
)  # fmt: skip

FEELINGS: tuple[Action, ...] = (
    *(
        Action(f"rate_{name}", words, f"feelings.rate_{name}", (key,), "", "writable", PAGE, local=True, page=PAGE)
        for key, name, words in SCALE
    ),
    Action("clear_rating", N_("Not present"), "feelings.clear", ("Del",), "eraser", "writable", PAGE, local=True, page=PAGE),
    Action("because", N_("Write because"), "feelings.write_because", ("B",), "pencil-simple", "writable", PAGE, 1, page=PAGE),
    Action("low_action", N_("Add an action for this step …"), "feelings.add_action", ("A",), "flag", "writable", PAGE, 1, page=PAGE),
    Action("down_first", N_("Rate step by step"), "feelings.turn", ("D",), "", "session", PAGE, 1, page=PAGE, checked="feelings.downwards"),
    Action(
        "paper_counts", N_("Count paper sheets …"), "feelings.count_paper", ("Ctrl+Shift+K",), "clipboard-text", "writable", PAGE, 2,
        page=PAGE,
    ),
    Action("next_group", N_("Show the next group"), "feelings.next_group", ("G",), "users", "session", PAGE, 2, page=PAGE),
)  # fmt: skip
"""Keys that are digits and letters work where no text is typed: on the grid."""
