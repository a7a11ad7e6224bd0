"""The running window for tests: made, shown, answered, and taken apart again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hcd_studio.speech import Sayable, Trouble

if TYPE_CHECKING:
    from ui.app import Studio


class Answers:
    """Answers instead of a person: each question takes the next answer of its sort, and is written down."""

    def __init__(self, context: Any):
        self.context = context
        self.asked: list[str] = []
        self.choices: list[int] = []
        self.texts: list[str | None] = []
        self.paths: list[Path | None] = []

    def _note(self, what: Sayable) -> None:
        self.asked.append(self.context.speaker.say(what))

    def tell(self, trouble: Trouble) -> None:
        self._note(trouble.what)

    def choose(self, what: Sayable, answers: Sequence[Sayable], *, detail: Sayable | None = None) -> int:
        self._note(what)
        return self.choices.pop(0) if self.choices else 0

    def sure(self, what: Sayable, do: Sayable, *, detail: Sayable | None = None) -> bool:
        return self.choose(what, (do,), detail=detail) == 0

    def text(self, what: Sayable, usual: str = "") -> str | None:
        self._note(what)
        return self.texts.pop(0) if self.texts else usual

    def open_file(self, what: Sayable, folder: Path, kinds: str = "") -> Path | None:
        self._note(what)
        return self.paths.pop(0) if self.paths else None

    def save_file(self, what: Sayable, place: Path, kinds: str = "") -> Path | None:
        self._note(what)
        return self.paths.pop(0) if self.paths else None

    def folder(self, what: Sayable, place: Path) -> Path | None:
        self._note(what)
        return self.paths.pop(0) if self.paths else None


@contextmanager
def running(application: Any, *, path: Path | None = None, size: tuple[int, int] = (1366, 768)) -> Iterator[Studio]:
    """The program on the screen, with answers instead of dialogs that wait."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from ui.app import Studio

    studio = Studio(application, path)
    studio.context.ask = Answers(studio.context)  # type: ignore[assignment]
    studio.window.resize(*size)
    studio.show()
    application.processEvents()
    try:
        yield studio
    finally:
        for one in QApplication.topLevelWidgets():
            if one is not studio.window and one.isVisible():
                one.close()
        studio.close()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
