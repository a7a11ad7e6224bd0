"""What all dialogs share: a title in serif, a body, and buttons at the foot; they live as long as they are open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.parts import Live, Scroll, button, column, label, row


class Dialog(QDialog):
    """A dialog over the window; Esc leaves it, and it goes when it is left."""

    def __init__(self, context: Context, parent: QWidget | None, title: Sayable, *, wide: float = 560, tall: float = 0):
        super().__init__(parent)
        self.context = context
        self.live = Live(context, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.live.say(self, "title", self.setWindowTitle, title)
        whole = self.whole = column(self)
        self.live.space(whole, (24, 18, 24, 18), 12)
        head = label("title", wrap=True)
        self.live.text(head, title)
        whole.addWidget(head)
        page = QWidget()
        self.body: QVBoxLayout = column(page)
        self.live.space(self.body, (4, 4, 6, 4), 10)
        self.area = Scroll(page)
        whole.addWidget(self.area, 1)
        self.foot = row()
        self.live.space(self.foot, (0, 8, 0, 0), 8)
        self.foot.addStretch(1)
        whole.addLayout(self.foot)
        self.first: QWidget | None = None
        self._wide, self._tall = wide, tall or 200
        context.theme.changed.connect(self._suit_soon)
        self._suit()

    def showEvent(self, event: QShowEvent) -> None:
        self._suit()
        super().showEvent(event)
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _suit_soon(self) -> None:
        QTimer.singleShot(0, self, self._suit)  # when every part has its new letters

    def _suit(self) -> None:
        """As large as what is in it asks for, and never larger than the screen; the rest scrolls."""
        layout, theme = self.whole, self.context.theme
        screen = (self.parentWidget() or self).screen().availableGeometry()
        margins = layout.contentsMargins()
        sides = margins.left() + margins.right()
        wide = max(
            theme.scaled(self._wide),
            self.area.page.minimumSizeHint().width() + sides,
            self.foot.minimumSize().width() + sides,
        )
        wide = min(wide, screen.width() - 20)
        self.area.page.ensurePolished()
        rest = layout.totalHeightForWidth(wide) - self.area.minimumSizeHint().height()
        tall = max(theme.scaled(self._tall), rest + self.area.tall(wide - sides) + 4)
        size = QSize(wide, min(tall, screen.height() - 40))
        over = self.width() > screen.width() - 20 or self.height() > screen.height() - 40
        if over or not self.isVisible() or size.width() > self.width() or size.height() > self.height():
            self.resize(size)
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """What has to scroll once everything stands gets more room, as far as the screen has any."""
        room = self.screen().availableGeometry().height() - 40
        hidden = self.area.verticalScrollBar().maximum()
        if self.isVisible() and hidden and self.height() < room:
            self.resize(self.width(), min(self.height() + hidden, room))

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
