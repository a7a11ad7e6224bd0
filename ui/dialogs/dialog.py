"""What all dialogs share: a title in serif, a body, and buttons at the foot; they live as long as they are open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.parts import Live, button, column, label, row


class Dialog(QDialog):
    """A dialog over the window; Esc leaves it, and it goes when it is left."""

    def __init__(self, context: Context, parent: QWidget | None, title: Sayable, *, wide: float = 560, tall: float = 0):
        super().__init__(parent)
        self.context = context
        self.live = Live(context, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.live.say(self, "title", self.setWindowTitle, title)
        whole = column(self)
        self.live.space(whole, (24, 18, 24, 18), 12)
        head = label("title", wrap=True)
        self.live.text(head, title)
        whole.addWidget(head)
        self.body: QVBoxLayout = column()
        self.live.space(self.body, (0, 0, 0, 0), 10)
        whole.addLayout(self.body, 1)
        self.foot = row()
        self.live.space(self.foot, (0, 8, 0, 0), 8)
        self.foot.addStretch(1)
        whole.addLayout(self.foot)
        room = (parent.screen() if parent else self.screen()).availableGeometry()
        theme = context.theme
        self.resize(min(theme.scaled(wide), room.width() - 20), min(theme.scaled(tall or 200), room.height() - 40))

    def done_button(self, words: Sayable, *, primary: bool = True) -> QPushButton:
        """The button that does what the dialog is for; Enter presses it."""
        made = button("primary" if primary else "")
        self.live.text(made, words)
        made.setDefault(True)
        made.clicked.connect(self.accept)
        self.foot.addWidget(made)
        return made

    def cancel_button(self, words: Sayable = Message("Cancel")) -> QPushButton:  # noqa: B008  (frozen)
        """The button that leaves everything as it is."""
        made = button()
        self.live.text(made, words)
        made.clicked.connect(self.reject)
        self.foot.addWidget(made)
        return made

    def line(self, words: Sayable, field: QWidget, *, buddy: QWidget | None = None) -> None:
        """A named field below what is there."""
        said = label("label", buddy=buddy or field)
        self.live.text(said, words)
        self.live.name(buddy or field, words)
        self.body.addWidget(said)
        self.body.addWidget(field)
