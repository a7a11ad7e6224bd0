"""Every action of the window, gathered from where it is declared; the declarations are data and cheap to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ui.actions import Action
from ui.board.actions import BOARD
from ui.board.wall_actions import WALL
from ui.day_actions import DAY
from ui.frame_actions import CAPTURE, FRAME, GO, TYPING
from ui.pages.feelings_actions import FEELINGS
from ui.pages.ideas_actions import IDEAS, PICTURES
from ui.pages.library_actions import LIBRARY
from ui.pages.needs_actions import CLAUSES, NEEDS
from ui.pages.pains_actions import PAINS
from ui.pages.playback_actions import PLAYBACK
from ui.pages.requirements_actions import REQUIREMENTS
from ui.pages.responses_actions import RESPONSES
from ui.pages.setup_actions import SETUP
from ui.pages.tables_actions import TABLES
from ui.pages.translation_actions import TRANSLATION
from ui.people_actions import PEOPLE
from ui.room.actions import ROOM
from ui.ways_actions import WAYS

if TYPE_CHECKING:
    from ui.context import Context
    from ui.window import Window

DECLARED: tuple[Iterable[Action], ...] = (
    FRAME, GO, CAPTURE, TYPING, BOARD, DAY, SETUP, PEOPLE, FEELINGS, WALL, PAINS, IDEAS, PICTURES, PLAYBACK, TABLES, ROOM, WAYS,
    CLAUSES, NEEDS, REQUIREMENTS, RESPONSES, LIBRARY, TRANSLATION,
)  # fmt: skip
"""In the order in which a menu shows those of one group."""


def declare(context: Context, window: Window) -> None:
    """Take every declaration in, and offer what acts on whatever page is shown."""
    from ui.clauses.acts import ClauseActs
    from ui.library.desk import Desk
    from ui.ways import Ways

    for declared in DECLARED:
        context.actions.collect(declared)
    context.actions.serve("ways", Ways(context, window))
    context.actions.serve("clauses", ClauseActs(context, window))
    context.actions.serve("desk", Desk(context, window))
