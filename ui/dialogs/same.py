"""Whether pains of two councils are the same: a machine proposes by like words, a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import button, label

if TYPE_CHECKING:
    from hcd_studio.library.catalogue import Finding


class SameDialog(Dialog):
    """One pain, those that may be the same, and two answers."""

    judged = Signal(str, bool)

    def __init__(self, context: Context, window: QWidget, finding: Finding, offers: Sequence[Finding]):
        super().__init__(context, window, Message("Is it the same pain?"), wide=680, tall=420)
        self.offers = list(offers)
        for role, words in (("head", finding.words), ("small", finding.citation())):
            said = label(role, wrap=True)
            self.live.text(said, words)
            self.body.addWidget(said)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.live.name(self.list, Message("Perhaps the same, for a person to judge:"))
        say = context.speaker.say
        for one in offers:
            self.list.addItem(QListWidgetItem(f"{say(one.words)}\n{say(one.citation())}"))
        self.list.setCurrentRow(0)
        self.live.dress(self.list, "height", lambda: self.list.setMinimumHeight(context.theme.scaled(220)))
        self.body.addWidget(self.list, 1)
        self.not_same = button()
        self.live.text(self.not_same, Message("Not the same"))
        self.not_same.clicked.connect(lambda: self._judge(same=False))
        self.foot.addWidget(self.not_same)
        self.cancel_button(Message("Close"))
        self.go = self.done_button(Message("The same pain"))
        self.first = self.list

    def accept(self) -> None:
        self._judge(same=True)
        if not self.offers:
            super().accept()

    def _judge(self, *, same: bool) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self.offers):
            self.judged.emit(self.offers.pop(at).cite, same)
            self.list.takeItem(at)
        if not self.offers:
            super().accept()
