"""Which lanes and kinds of note a person has hidden in a session; what is hidden is still there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from ui.context import Context


class Shown(QObject):
    """Remembered per session as a setting of the person; both twins follow."""

    def __init__(self, context: Context, views: Mapping[str, Any]):
        super().__init__(context)
        self.context, self.views = context, views

    def hidden(self, what: str) -> set[str]:
        """What is hidden: `lanes` by id, or `kinds` by name."""
        found = self._kept().get(f"hidden_{what}", [])
        return {one for one in found if isinstance(one, str)} if isinstance(found, list) else set()

    def toggle(self, what: str, value: str, *_: Any) -> None:
        """Show or hide one lane or one kind."""
        self._kept()[f"hidden_{what}"] = sorted(self.hidden(what) ^ {value})
        self.apply()

    def show_all(self) -> None:
        """Show every lane and kind again."""
        self._kept().update(hidden_lanes=[], hidden_kinds=[])
        self.apply()

    def put(self, lanes: Iterable[str], kinds: Iterable[str]) -> None:
        """Hide just these lanes and kinds, as a saved view says."""
        self._kept().update(hidden_lanes=sorted(lanes), hidden_kinds=sorted(kinds))
        self.apply()

    def apply(self) -> None:
        """Tell both twins what is hidden."""
        for view in self.views.values():
            view.set_filter(self.hidden("lanes"), self.hidden("kinds"))

    def _kept(self) -> dict[str, Any]:
        session = self.context.bridge.session
        return self.context.settings.view(session.workshop.id) if session else {}
