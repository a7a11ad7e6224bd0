"""The actions of board and outline, as data; their keys are handled by the view that has the focus where they are `local`."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

NOTES: tuple[Action, ...] = (
    Action("cut", N_("Cut"), "board.cut", ("Ctrl+X",), "scissors", "selection", "edit", 1, local=True),
    Action("copy", N_("Copy"), "board.copy", ("Ctrl+C",), "copy", "selection", "edit", 1, local=True),
    Action("paste", N_("Paste"), "board.paste", ("Ctrl+V",), "clipboard-text", "writable", "edit", 1, local=True),
    Action("duplicate", N_("Duplicate"), "board.duplicate", ("Ctrl+D",), "stack", "selection", "edit", 2, local=True),
    Action("remove", N_("Remove"), "board.remove", ("Del", "Backspace"), "trash", "selection", "edit", 2, local=True),
    Action("select_all", N_("Choose every note"), "board.select_all", ("Ctrl+A",), "", "session", "edit", 3, local=True),
    Action("new_note", N_("New note here"), "board.new_note", ("N", "Ins"), "plus", "writable", "map", 0, local=True),
    Action("edit_note", N_("Edit in place"), "board.edit_current", ("F2",), "pencil-simple", "one", "map", 0, local=True),
    Action("move_left", N_("Move to the step before"), "board.move_left", ("Ctrl+Left",), "arrow-left", "selection", "map", 1, local=True),
    Action(
        "move_right", N_("Move to the step after"), "board.move_right", ("Ctrl+Right",), "arrow-right", "selection", "map", 1,
        local=True,
    ),
    Action("move_up", N_("Move up"), "board.move_up", ("Ctrl+Up",), "arrow-up", "selection", "map", 1, local=True),
    Action("move_down", N_("Move down"), "board.move_down", ("Ctrl+Down",), "arrow-down", "selection", "map", 1, local=True),
    Action("unplace", N_("Take off the map"), "board.unplace", ("Ctrl+U",), "tray", "selection", "map", 1, local=True),
    Action("fan", N_("Fan out or stack up"), "board.fan", ("Alt+Return",), "stack", "session", "map", 2, local=True),
)  # fmt: skip

HEADS: tuple[Action, ...] = (
    Action("add_step", N_("Add a step after this one"), "structure.add_step", ("Ctrl+Shift+A",), "plus", "writable", "map", 3),
    Action("rename_step", N_("Rename the step"), "structure.rename_step", ("Shift+F2",), "pencil-simple", "writable", "map", 3),
    Action(
        "step_left", N_("Move the step back"), "structure.step_left", ("Ctrl+Shift+Left",), "arrow-left", "writable", "map", 3, local=True
    ),
    Action(
        "step_right", N_("Move the step on"), "structure.step_right", ("Ctrl+Shift+Right",), "arrow-right", "writable", "map", 3, local=True
    ),
    Action("split_step", N_("Split the step"), "structure.split_step", ("Ctrl+Shift+X",), "", "writable", "map", 3),
    Action("merge_step", N_("Merge with the next step"), "structure.merge_step", ("Ctrl+Shift+M",), "arrows-merge", "writable", "map", 3),
    Action("remove_step", N_("Remove the step"), "structure.remove_step", (), "trash", "writable", "map", 3),
    Action("add_stage", N_("Add a stage after this one"), "structure.add_stage", ("Ctrl+Shift+G",), "plus", "writable", "map", 4),
    Action("rename_stage", N_("Rename the stage"), "structure.rename_stage", (), "pencil-simple", "writable", "map", 4),
    Action("stage_left", N_("Move the stage back"), "structure.stage_left", (), "arrow-left", "writable", "map", 4),
    Action("stage_right", N_("Move the stage on"), "structure.stage_right", (), "arrow-right", "writable", "map", 4),
    Action("split_stage", N_("Split the stage before this step"), "structure.split_stage", (), "", "writable", "map", 4),
    Action("merge_stage", N_("Merge with the next stage"), "structure.merge_stage", (), "arrows-merge", "writable", "map", 4),
    Action("remove_stage", N_("Remove the stage"), "structure.remove_stage", (), "trash", "writable", "map", 4),
    Action("add_lane", N_("Add a lane below this one"), "structure.add_lane", ("Ctrl+Shift+N",), "plus", "writable", "map", 5),
    Action("rename_lane", N_("Rename the lane"), "structure.rename_lane", (), "pencil-simple", "writable", "map", 5),
    Action("lane_up", N_("Move the lane up"), "structure.lane_up", (), "arrow-up", "writable", "map", 5),
    Action("lane_down", N_("Move the lane down"), "structure.lane_down", (), "arrow-down", "writable", "map", 5),
    Action("fold_lane", N_("Fold or unfold the lane"), "board.fold_lane", ("Ctrl+Shift+F",), "caret-right", "session", "map", 5),
    Action("remove_lane", N_("Remove the lane"), "structure.remove_lane", (), "trash", "writable", "map", 5),
)  # fmt: skip

LOOKING: tuple[Action, ...] = (
    Action("zoom_in", N_("Zoom in"), "board.zoom_in", ("Ctrl+=", "Ctrl++"), "plus", "session", "view", 3),
    Action("zoom_out", N_("Zoom out"), "board.zoom_out", ("Ctrl+-",), "minus", "session", "view", 3),
    Action("zoom_fit", N_("The whole map"), "board.fit", ("Ctrl+0",), "arrows-in", "session", "view", 3),
    Action("zoom_full", N_("Actual size"), "board.zoom_full", ("Alt+Home",), "arrows-out", "session", "view", 3),
)  # fmt: skip

BOARD: tuple[Action, ...] = (*NOTES, *HEADS, *LOOKING)

NOTE_MENU = (
    "edit_note", "new_note", "", "cut", "copy", "paste", "duplicate", "", "move_left", "move_right", "move_up", "move_down",
    "unplace", "fan", "", "remove",
)  # fmt: skip
CELL_MENU = ("new_note", "paste", "", "fan", "", "add_step", "add_lane", "fold_lane", "", "zoom_fit", "zoom_full")
STEP_MENU = (
    "rename_step", "add_step", "split_step", "merge_step", "step_left", "step_right", "remove_step", "", "add_stage",
    "rename_stage", "split_stage", "merge_stage", "remove_stage",
)  # fmt: skip
STAGE_MENU = (
    "rename_stage", "add_stage", "add_step", "stage_left", "stage_right", "split_stage", "merge_stage", "remove_stage",
)  # fmt: skip
LANE_MENU = ("rename_lane", "add_lane", "lane_up", "lane_down", "fold_lane", "remove_lane")
"""What stands in which context menu; an empty id parts groups."""

SERVED = ("board", "structure")
"""The names under which the views offer what these actions call."""
