"""What is chosen on the board or in the outline: a matter of the person, never of the session."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from hcd_studio.fields import Id


class Selection(QObject):
    """The chosen records, the one that has the focus, and the cell (step, lane) where the next note goes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.ids: tuple[Id, ...] = ()
        self.current: Id = ""
        self.place: tuple[Id, Id] = ("", "")

    def set(self, ids: Iterable[Id], current: Id | None = None, place: tuple[Id, Id] | None = None) -> None:
        """Choose these records; the current one is named, or the last of them. `place` moves along in the same breath."""
        chosen = tuple(dict.fromkeys(one for one in ids if one))
        focus = (chosen[-1] if chosen else "") if current is None else current
        self._become(chosen, focus, self.place if place is None else place)

    def stand(self, step: Id, lane: Id) -> None:
        """Say where the next note goes; what is chosen stays chosen."""
        self._become(self.ids, self.current, (step, lane))

    def clear(self) -> None:
        """Choose nothing; the place stays."""
        self._become((), "", self.place)

    def reset(self) -> None:
        """Choose nothing, stand nowhere: another session is open."""
        self._become((), "", ("", ""))

    def _become(self, ids: tuple[Id, ...], current: Id, place: tuple[Id, Id]) -> None:
        if (ids, current, place) != (self.ids, self.current, self.place):
            self.ids, self.current, self.place = ids, current, place
            self.changed.emit()
