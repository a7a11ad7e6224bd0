"""The actions of the day, as data: what runs, what comes next, what is read aloud."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

DAY: tuple[Action, ...] = (
    Action("next_item", N_("Begin the next item"), "day.next", ("F8",), "play", "writable", "day"),
    Action("end_item", N_("End what runs"), "day.end", ("Shift+F8",), "stop", "writable", "day"),
    Action("more_time", N_("5 more minutes"), "day.more", ("Ctrl+F8",), "plus", "writable", "day"),
    Action("less_time", N_("5 minutes fewer"), "day.less", ("Ctrl+Shift+F8",), "minus", "writable", "day"),
    Action("read_aloud", N_("Read aloud …"), "day.read_aloud", ("F7",), "microphone", "session", "day", 1),
    Action("timer_sound", N_("Timer with sound"), "day.toggle_sound", (), "timer", "session", "day", 1, checked="day.sounding"),
)  # fmt: skip
