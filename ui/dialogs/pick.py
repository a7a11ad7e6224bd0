"""One of several, with a line of text where one is asked for: Enter takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.dialogs.dialog import Dialog


class PickDialog(Dialog):
    """Tells what was chosen and typed when it is taken."""

    chosen = Signal(object, str)

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        what: Sayable,
        offers: Sequence[tuple[Any, Sayable]],
        more: Sayable | None = None,
    ):
        super().__init__(context, parent, what, wide=520, tall=420)
        self.offers = [value for value, _ in offers]
        self.list, self.text = QListWidget(), QLineEdit(self)
        self.text.setVisible(more is not None)
        self.list.setWordWrap(True)
        self.live.name(self.list, what)
        for _, words in offers:
            self.list.addItem(QListWidgetItem(context.speaker.say(words)))
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        self.body.addWidget(self.list, 1)
        if more is not None:
            self.line(more, self.text)
        self.done_button(Message("OK"))
        self.cancel_button()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Tell what was chosen."""
        at = self.list.currentRow()
        if at < 0:
            return
        super().accept()
        self.chosen.emit(self.offers[at], self.text.text().strip())
