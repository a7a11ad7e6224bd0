"""Questions of a worker to the session, asked and answered in the window's own thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from hcd_studio.library.progress import Progress, Stopped
from hcd_studio.speech import Message
from ui.context import Context
from ui.jobs import Job

if TYPE_CHECKING:
    from hcd_studio.library.elsewhere import Ask

PATIENCE = 0.05
"""Seconds after which a worker that waits looks whether it was stopped."""


@dataclass
class _Question:
    ask: Callable[[], Any]
    session: object
    answered: threading.Event = field(default_factory=threading.Event)
    withdrawn: bool = False
    answer: Any = None
    error: BaseException | None = None


class Asking(QObject):
    """Carries questions over. A session that was closed meanwhile is asked nothing any more."""

    _asked = Signal(object)

    def __init__(self, context: Context, parent: QObject):
        super().__init__(parent)
        self.context = context
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def of(self, job: Job, session: object) -> Ask:
        """How the worker of a job asks the session that is open now."""

        def ask(what: Callable[[], Any]) -> Any:
            one = _Question(what, session)
            self._asked.emit(one)
            while not one.answered.wait(PATIENCE):
                if job.stopping:
                    one.withdrawn = True
                    raise Stopped
            if one.error is not None:
                raise one.error
            return one.answer

        return ask

    def _answer(self, one: _Question) -> None:
        if one.withdrawn:
            return
        try:
            if self.context.bridge.session is not one.session:
                raise Stopped
            one.answer = one.ask()
        except Exception as error:  # it belongs to whoever asked
            one.error = error
        one.answered.set()


def progress_of(job: Job, start: float = 0.0, end: float = 1.0) -> Progress:
    """The progress of library work as the progress of a job, of which it is the part from `start` to `end`."""

    def tell(share: float, doing: Message) -> bool:
        if not job.stopping:
            job.step(start + share * (end - start), doing)
        return not job.stopping

    return tell
