"""What can be done on the pain points page, as data; grouping stands in `ui/board/wall_actions.py`."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE, MENU = "pains", "voting"

PAINS: tuple[Action, ...] = (
    Action(
        "pains_group",
        N_("Group on the wall"),
        "pains.show_group",
        ("Ctrl+Alt+G",),
        "kanban",
        "session",
        MENU,
        0,
        page=PAGE,
        checked="pains.grouping",
    ),
    Action(
        "pains_rank",
        N_("See the ranking"),
        "pains.show_rank",
        ("Ctrl+Alt+R",),
        "list-bullets",
        "session",
        MENU,
        0,
        page=PAGE,
        checked="pains.ranking",
    ),
    Action(
        "pains_vote",
        N_("Take votes"),
        "pains.show_vote",
        ("Ctrl+Alt+V",),
        "circle",
        "session",
        MENU,
        0,
        page=PAGE,
        checked="pains.voting",
    ),
    Action(
        "officer",
        N_("The officer’s scores"),
        "pains.toggle_officer",
        ("Ctrl+Alt+O",),
        "user-circle",
        "session",
        MENU,
        0,
        page=PAGE,
        checked="pains.officer",
    ),
    Action(
        "open_ballot_now",
        N_("Open a ballot …"),
        "pains.open_ballot",
        ("Ctrl+Alt+B",),
        "plus",
        "writable",
        MENU,
        1,
        page=PAGE,
    ),
    Action(
        "close_ballot_now",
        N_("Close the ballot"),
        "pains.close_ballot",
        ("Ctrl+Alt+C",),
        "lock-simple",
        "writable",
        MENU,
        1,
        page=PAGE,
    ),
    Action(
        "reopen_ballot_now",
        N_("Open the ballot again"),
        "pains.reopen_ballot",
        (),
        "arrow-clockwise",
        "writable",
        MENU,
        1,
        page=PAGE,
    ),
    Action(
        "count_votes_now",
        N_("Count paper or hands …"),
        "pains.count_votes",
        ("Ctrl+Alt+K",),
        "clipboard-text",
        "writable",
        MENU,
        1,
        page=PAGE,
    ),
    Action(
        "add_concern",
        N_("Concern for the option chosen"),
        "pains.add_concern",
        ("!",),
        "triangle",
        "writable",
        MENU,
        2,
        local=True,
        page=PAGE,
    ),
    Action(
        "vote_back",
        N_("Take the person’s last vote back"),
        "pains.take_back",
        ("Backspace",),
        "",
        "writable",
        MENU,
        2,
        local=True,
        page=PAGE,
    ),
    Action(
        "next_voter", N_("Next person"), "pains.next_person", ("Return",), "", "session", MENU, 2, local=True, page=PAGE
    ),
    Action(
        "remove_pain", N_("Remove the pain point"), "pains.remove_pain", (), "trash", "writable", MENU, 3, page=PAGE
    ),
)
"""Letters and digits that give votes work on the grid and on the list of one person."""
