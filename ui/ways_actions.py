"""What can be done with branches, with who does a step, and with saved views, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

WAYS: tuple[Action, ...] = (
    Action("branch_step", N_("Lead on or back from this step …"), "ways.branch", ("Ctrl+B",), "path", "writable", "ways"),
    Action("unbranch", N_("Remove a way from this step …"), "ways.unbranch", (), "", "writable", "ways"),
    Action("step_done_by", N_("Who does this step? …"), "ways.done_by", (), "buildings", "writable", "ways", 1),
    Action("step_says", N_("What this step asks of people"), "ways.say", ("Alt+Shift+S",), "info", "session", "ways", 1),
    Action("save_view", N_("Save this view …"), "ways.save", ("Alt+Shift+W",), "eye", "writable", "ways", 2),
    Action("choose_view", N_("Show a saved view …"), "ways.choose", ("Alt+Shift+F",), "", "session", "ways", 2),
    Action("update_view", N_("Update a saved view …"), "ways.update", (), "", "writable", "ways", 2),
    Action("remove_view", N_("Remove a saved view …"), "ways.remove", (), "", "writable", "ways", 2),
)  # fmt: skip
