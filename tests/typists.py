"""Typing into the capture line as a person does, and counting the keys it takes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from hcd_studio.records import Note

ENTER = Qt.Key.Key_Return


def notes(studio: Any) -> list[Note]:
    found: list[Note] = studio.context.bridge.session.all(Note)
    return sorted(found, key=lambda note: int(note.ref.rpartition("A")[2]))


class Strokes(QObject):
    """Counts the keys that are pressed, a chord as one."""

    def __init__(self, field: Any):
        super().__init__(field)
        self.n = 0
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        alone = (Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self.n += event.key() not in alone
        return False


def typed(qtbot: Any, studio: Any, text: str, *before: tuple[Any, Any]) -> int:
    """Type a note after these keys; gives how many strokes it took beyond its text."""
    field = studio.window.capture.field
    strokes = Strokes(field)
    for key, modifier in before:
        qtbot.keyClicks(field, key) if isinstance(key, str) else qtbot.keyClick(field, key, modifier)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, ENTER)
    field.removeEventFilter(strokes)
    return strokes.n - len(text)
