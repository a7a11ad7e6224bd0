"""Do not record: one key blanks what is typed and shows whom to turn to; until it is released nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hcd_studio.speech import Message
from ui.access import announce
from ui.context import Context
from ui.parts import Live, button, column, label, restyle, row

if TYPE_CHECKING:
    from ui.window import Window


class Quiet(QObject):
    """Holds the bridge while somebody tells what must not be written down."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window
        self.panel = QuietPanel(context)
        self.panel.on.clicked.connect(self.toggle)
        context.bridge.closed.connect(self.release)

    @property
    def resting(self) -> bool:
        """Whether nothing is recorded now."""
        return self.context.bridge.resting

    def toggle(self) -> None:
        """Stop recording, or go on."""
        if self.resting:
            self.release()
        else:
            self.hold()

    def hold(self) -> None:
        """Nothing is kept from now on; what stood in an editor is given up."""
        focus = QGuiApplication.focusObject()
        if hasattr(focus, "give_up"):
            focus.give_up()
        capture = self.window.capture
        capture.field.clear()
        capture.typing.end()
        capture.field.setEnabled(False)
        self.context.bridge.resting = True
        capture.ask()
        self.panel.show_contact()
        self.panel.show()
        self.panel.on.setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(self.panel, f"{self.panel.what.text()} {self.panel.contact.text()}", now=True)

    def release(self) -> None:
        """Record again."""
        if not self.resting:
            return
        self.context.bridge.resting = False
        self.panel.hide()
        self.window.capture.field.setEnabled(True)
        self.window.capture.ask()
        self.window.capture.begin()
        self.context.bridge.tell(Message("Recording goes on."))


class QuietPanel(QWidget):
    """Says that nothing is recorded, whom to turn to, and which key goes on."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        restyle(self, "tone", "warn")
        self.live = Live(context, self)
        line = row(self)
        self.live.space(line, (14, 12, 14, 12), 12)
        picture = label()
        self.live.picture(picture, "pause", "bold", "warn", 26)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = column()
        words.setSpacing(2)
        self.what, self.contact = label("head", wrap=True), label("strong", wrap=True)
        rest = label(wrap=True)
        self.live.text(self.what, Message("Nothing is being recorded."))
        self.live.text(rest, Message("What is said now is not written down, and nothing that is typed is kept."))
        for one in (self.what, self.contact, rest):
            words.addWidget(one)
        line.addLayout(words, 1)
        self.on = button("primary")
        self.live.text(self.on, Message("Go on recording (F9)"))
        line.addWidget(self.on)
        self.hide()

    def show_contact(self) -> None:
        """Say whom to turn to, as the set-up has it."""
        session = self.context.bridge.session
        who = session.workshop.safeguarding.strip() if session else ""
        words = (
            Message("Safeguarding contact: {who}", who=who)
            if who
            else Message("No safeguarding contact is given in the set-up. Ask the facilitator.")
        )
        self.live.text(self.contact, words)
