"""What every widget is given: one of each, made in `app.py`, passed on, never imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.hiding import Hiding
from ui.jobs import Jobs
from ui.language import Speaker
from ui.selection import Selection
from ui.settings import Settings
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.say import Asker


class Context(QObject):
    """The person's settings, the language, the look, the open session, the actions, questions, jobs and the selection."""

    leaving = Signal()

    actions: Actions
    ask: Asker

    def __init__(self, settings: Settings, parent: QObject | None = None):
        super().__init__(parent)
        from ui.actions import Actions
        from ui.language import first_language
        from ui.say import Asker
        from ui.spelling.spelling import Spelling

        self.settings = settings
        self.speaker = Speaker(first_language(settings.language), self)
        self.theme = Theme(settings.theme, settings.text_size, settings.motion, self)
        self.selection = Selection(self)
        self.jobs = Jobs(self)
        self.bridge = Bridge(self)
        self.spelling = Spelling(self)
        self.hiding = Hiding(self)
        self.actions = Actions(self)
        self.ask = Asker(self)
        self.bridge.closed.connect(self.selection.reset)

    def close(self) -> None:
        """Let everything go: the session, the jobs, Qt's words."""
        self.leaving.emit()
        self.bridge.close()
        self.jobs.close()
        self.speaker.leave()
        self.settings.save()
