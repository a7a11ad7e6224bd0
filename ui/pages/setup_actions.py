"""The actions of the set-up page, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action


def _act(
    id: str, words: str, run: str, keys: tuple[str, ...] = (), icon: str = "", group: int = 0, local: bool = False
) -> Action:
    return Action(id, words, run, keys, icon, "writable", "setup", group, local=local, page="setup")


SETUP: tuple[Action, ...] = (
    _act("setup_add", N_("Add a row"), "setup.add", ("Ctrl+Return",), "plus"),
    _act("setup_remove", N_("Remove the row"), "setup.remove", ("Del",), "trash", local=True),
    _act("setup_up", N_("Move the row up"), "setup.up", ("Alt+Up",), "arrow-up", local=True),
    _act("setup_down", N_("Move the row down"), "setup.down", ("Alt+Down",), "arrow-down", local=True),
    _act("setup_before", N_("The section before"), "setup.before", ("Ctrl+PgUp",), "caret-up", 1),
    _act("setup_after", N_("The section after"), "setup.after", ("Ctrl+PgDown",), "caret-down", 1),
    _act(
        "setup_run_sheet", N_("Use the half-day run-sheet"), "setup.agenda_use_run_sheet", ("Alt+Shift+H",), "timer", 2
    ),
    _act("setup_begin_item", N_("Begin the chosen item"), "setup.agenda_begin_item", ("Alt+Shift+B",), "play", 2),
    _act("setup_several", N_("Add several people …"), "setup.people_several", ("Alt+Shift+A",), "users", 3),
    _act("setup_paste", N_("Paste a list of people …"), "setup.people_paste", ("Alt+Shift+V",), "clipboard-text", 3),
    _act("setup_arrived", N_("Arrived now"), "setup.people_arrived", ("Alt+Shift+N",), "plus", 3),
    _act("setup_left", N_("Left now"), "setup.people_left", ("Alt+Shift+L",), "sign-out", 3),
    _act("setup_rejoin", N_("Takes part again"), "setup.people_rejoin", ("Alt+Shift+T",), "arrow-counter-clockwise", 3),
    _act("setup_merge", N_("Merge two people"), "setup.people_merge", ("Alt+Shift+M",), "git-merge", 3),
    _act("setup_groups", N_("Use the usual groups"), "setup.groups_use_usual", ("Alt+Shift+G",), "users", 4),
    _act("setup_claim", N_("Add a claim"), "setup.personas_claim", ("Alt+Shift+C",), "note-pencil", 4),
    _act("setup_draft", N_("Draft the missing voices"), "setup.voices_draft", ("Alt+Shift+D",), "note-pencil", 4),
)
