"""The line into which one types: signs choose the kind, Alt and a digit the step, Up brings the last note back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ui.capture_menus import SIGNS
from ui.capture_modes import PARK

MOST = 1_000_000
"""Characters that the line takes, so that a paste is never cut; what is too long for a note is asked about."""


class Field(QLineEdit):
    """The text being typed. What it cannot undo itself is left to the window's Ctrl+Z."""

    kept = Signal(bool)
    signed = Signal(str)
    listed = Signal(str)
    recalled = Signal(int)
    stepped = Signal(int)
    sized = Signal()

    _sign = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sized.emit()

    def empty(self) -> None:
        """Ready for the next text; Ctrl+Z is then about the note that was kept, not about these letters."""
        self.setText("")
        self._sign = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and (number := step_of(event)):
            self.stepped.emit(number)
        elif not self.text() and event.text() in SIGNS and event.text() != self._sign:
            self._sign = event.text()  # the same sign once more is a letter: a quote may begin with its mark
            self.signed.emit(SIGNS[event.text()])
        elif not self.text() and event.text() == PARK:
            self.signed.emit(PARK)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.recalled.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.recalled.emit(0)
        elif event.matches(QKeySequence.StandardKey.Paste) and len(QGuiApplication.clipboard().text().splitlines()) > 1:
            self.listed.emit(QGuiApplication.clipboard().text())
        else:
            self._sign = "" if event.text() else self._sign
            super().keyPressEvent(event)


SHIFTED = {
    "!": 1, '"': 2, "@": 2, "£": 3, "#": 3, "$": 4, "%": 5, "^": 6, "&": 7, "*": 8, "(": 9, ")": 0,
}  # fmt: skip
"""What the digits of British and American keyboards become with Shift."""


def step_of(event: QKeyEvent) -> int:
    """Alt and a digit mean a step: 1 to 9, 0 for 10; with Shift ten more. 0 for any other key."""
    key = event.key()
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    digit = key - int(Qt.Key.Key_0) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else -1
    if digit < 0 and shift and 0 < key < 0x100:
        digit = SHIFTED.get(chr(key), -1)
    return 0 if digit < 0 else (digit or 10) + 10 * shift
