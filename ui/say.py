"""Ask and tell: every question to a person goes through here, so that a test can answer instead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from hcd_studio.speech import Message, Sayable, Trouble

if TYPE_CHECKING:
    from ui.context import Context


class Asker(QObject):
    """Questions with plain answers: a choice, a text, a file. Tests put their own in its place."""

    def __init__(self, context: Context):
        super().__init__(context)
        self.context = context

    def tell(self, trouble: Trouble) -> None:
        """Say what happened, what is safe and what to do, and wait until it was read."""
        self.choose(trouble.what, (Message("OK"),), detail=_rest(trouble))

    def sure(self, what: Sayable, do: Sayable, *, detail: Sayable | None = None) -> bool:
        """Whether to go on; the button says what will be done."""
        return self.choose(what, (do, Message("Cancel")), detail=detail) == 0

    def choose(self, what: Sayable, answers: Sequence[Sayable], *, detail: Sayable | None = None) -> int:
        """The index of the answer, −1 where the question was closed; the first answer is the usual one."""
        say = self.context.speaker.say
        box = QMessageBox(QMessageBox.Icon.NoIcon, say(Message("HCD Studio")), say(what), parent=self._window())
        if detail:
            box.setInformativeText(say(detail))
        buttons = [
            box.addButton(say(one), QMessageBox.ButtonRole.AcceptRole if at == 0 else QMessageBox.ButtonRole.RejectRole)
            for at, one in enumerate(answers)
        ]
        box.setDefaultButton(buttons[0])
        box.setEscapeButton(buttons[-1])
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return next((at for at, one in enumerate(buttons) if one is chosen), -1)

    def text(self, what: Sayable, usual: str = "") -> str | None:
        """A line of text, or None."""
        say = self.context.speaker.say
        text, kept = QInputDialog.getText(
            self._window(), say(Message("HCD Studio")), say(what), QLineEdit.EchoMode.Normal, usual
        )
        return text.strip() if kept and text.strip() else None

    def open_file(self, what: Sayable, folder: Path, kinds: str = "") -> Path | None:
        """A file to read, or None."""
        found, _ = QFileDialog.getOpenFileName(self._window(), self.context.speaker.say(what), str(folder), kinds)
        return Path(found) if found else None

    def save_file(self, what: Sayable, place: Path, kinds: str = "") -> Path | None:
        """A file to write, or None; whether to replace one is asked by the dialog."""
        found, _ = QFileDialog.getSaveFileName(self._window(), self.context.speaker.say(what), str(place), kinds)
        return Path(found) if found else None

    def folder(self, what: Sayable, place: Path) -> Path | None:
        """A folder, or None."""
        found = QFileDialog.getExistingDirectory(self._window(), self.context.speaker.say(what), str(place))
        return Path(found) if found else None

    def _window(self) -> QWidget | None:
        return QApplication.activeWindow()


def _rest(trouble: Trouble) -> Message:
    return Message("{safe} {do}", safe=trouble.safe, do=trouble.do)
