"""What all dialogs share: a title in serif, a body, and buttons at the foot; they live as long as they are open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

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
        self.live.space(whole, (19, 18, 19, 18), 8)
        head = label("title", wrap=True)
        head.setIndent(5)
        self.live.text(head, title)
        whole.addWidget(head)
        self.page = QWidget()
        self.page.setProperty("ground", "none")
        self.body: QVBoxLayout = column(self.page)
        self.live.space(self.body, (5, 5, 5, 5), 10)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.page)
        whole.addWidget(self.area, 1)
        self.first: QWidget | None = None
        self._fitted = False
        self.foot = row()
        self.live.space(self.foot, (0, 8, 0, 0), 8)
        self.foot.addStretch(1)
        whole.addLayout(self.foot)
        room = (parent.screen() if parent else self.screen()).availableGeometry()
        theme = context.theme
        self.resize(min(theme.scaled(wide), room.width() - 20), min(theme.scaled(tall or 200), room.height() - 40))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the body wants, never higher than the screen: then the body scrolls and the buttons stay."""
        super().showEvent(event)
        if self._fitted:
            return
        self._fitted = True
        whole = self.layout()
        if whole is not None:
            whole.activate()
        room = self.screen().availableGeometry()
        bar = self.area.verticalScrollBar().sizeHint().width()
        wide = self.page.minimumSizeHint().width() - self.area.viewport().width()
        self.resize(min(self.width() + max(0, wide + bar), room.width() - 20), self.height())
        if whole is not None:
            whole.activate()
        width = self.area.viewport().width()
        wanted = self.body.heightForWidth(width) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        more = max(wanted, self.page.minimumSizeHint().height()) - self.area.viewport().height()
        self.resize(self.width(), min(self.height() + max(0, more), room.height() - 40))
        parent = self.parentWidget()
        if parent is not None:  # it has grown since it was placed
            middle = parent.window().frameGeometry().center()
            self.move(
                max(room.left(), min(middle.x() - self.width() // 2, room.right() - self.width())),
                max(room.top(), min(middle.y() - self.height() // 2, room.bottom() - self.height())),
            )
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

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
