"""Every action of the window, gathered from where it is declared; the declarations are data and cheap to read."""

from __future__ import annotations

from collections.abc import Iterable

from ui.actions import Action
from ui.board.actions import BOARD
from ui.day_actions import DAY
from ui.frame_actions import CAPTURE, FRAME, GO, TYPING
from ui.pages.feelings_actions import FEELINGS
from ui.pages.setup_actions import SETUP
from ui.people_actions import PEOPLE

DECLARED: tuple[Iterable[Action], ...] = (FRAME, GO, CAPTURE, TYPING, BOARD, DAY, SETUP, PEOPLE, FEELINGS)
"""In the order in which a menu shows those of one group."""
