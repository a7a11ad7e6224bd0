"""What can be done while the day is played back, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE = "playback"

PLAYBACK: tuple[Action, ...] = (
    Action("decide", N_("Keep a decision …"), "playback.decide", ("D",), "seal-check", "writable", PAGE, page=PAGE),
    Action("act", N_("Keep an action …"), "playback.act", ("A",), "flag", "writable", PAGE, page=PAGE),
    Action("pulse", N_("Count the closing pulse …"), "playback.count", ("P",), "clipboard-text", "writable", PAGE, page=PAGE),
    Action(
        "edit_kept", N_("Change what was decided …"), "playback.edit", ("Return",), "pencil-simple", "writable", PAGE, 1, local=True,
        page=PAGE,
    ),
    Action("remove_kept", N_("Remove what was decided"), "playback.remove", ("Del",), "trash", "writable", PAGE, 1, local=True, page=PAGE),
    Action("hand_out", N_("Map and ranking for everybody …"), "playback.hand_out", ("M",), "printer", "session", PAGE, 2, page=PAGE),
    Action("print_ranking", N_("Print the ranking …"), "playback.print_ranking", ("R",), "printer", "session", PAGE, 2, page=PAGE),
)  # fmt: skip
