"""Which screen the room sees: another one than the facilitator's, where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QPoint, QRect


class Screenish(Protocol):
    """What is asked of a screen."""

    def geometry(self) -> QRect: ...


S = TypeVar("S", bound=Screenish)


def screen_for(screens: Sequence[S], own: S | None) -> S | None:
    """The first screen that is not the facilitator's and does not mirror it; None where there is no such screen."""
    if own is None:
        return None
    return next((one for one in screens if one is not own and one.geometry() != own.geometry()), None)


def still_there(screens: Sequence[S], at: QPoint) -> bool:
    """Whether some screen shows a point."""
    return any(one.geometry().contains(at) for one in screens)
