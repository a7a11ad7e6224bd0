"""Every action of the window, gathered from where it is declared; the declarations are data and cheap to read."""

from __future__ import annotations

from collections.abc import Iterable

from ui.actions import Action
from ui.board.actions import BOARD
from ui.day_actions import DAY
from ui.frame_actions import CAPTURE, FRAME, GO, TYPING
from ui.pages.feelings_actions import FEELINGS
from ui.pages.needs_actions import CLAUSES, NEEDS
from ui.pages.playback_actions import PLAYBACK
from ui.pages.requirements_actions import REQUIREMENTS
from ui.pages.responses_actions import RESPONSES
from ui.pages.setup_actions import SETUP
from ui.pages.tables_actions import TABLES
from ui.people_actions import PEOPLE
from ui.room.actions import ROOM
from ui.ways_actions import WAYS

DECLARED: tuple[Iterable[Action], ...] = (
    FRAME, GO, CAPTURE, TYPING, BOARD, DAY, SETUP, PEOPLE, FEELINGS, PLAYBACK, TABLES, ROOM, WAYS, CLAUSES, NEEDS, REQUIREMENTS, RESPONSES,
)  # fmt: skip
"""In the order in which a menu shows those of one group."""
