"""The find bar: what is looked for is highlighted while one types; Enter goes to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hcd_studio.speech import Message
from ui.context import Context
from ui.parts import Live, button, label, row, tool

if TYPE_CHECKING:
    from ui.pages.map import MapPage


class FindBar(QWidget):
    """A field, how many were found, next and previous; Esc closes it and lets the highlight go."""

    sought = Signal(str)
    next = Signal()
    previous = Signal()
    closed = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("find")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        line = row(self)
        self.live.space(line, (14, 6, 14, 6), 8)
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(False)
        said = label("label", buddy=self.field)
        self.live.text(said, Message("Find"))
        self.live.name(self.field, Message("Find on the map"))
        self.live.say(self.field, "placeholder", self.field.setPlaceholderText, Message("A word, a code, a reference"))
        self.count = label("small")
        self.before, self.after, self.done = button(), button(), tool("quiet", style="icon")
        self.live.text(self.before, Message("Previous"))
        self.live.text(self.after, Message("Next"))
        self.live.icon(self.done, "x", "bold", size=14)
        self.live.name(self.done, Message("Close"))
        self.live.tip(self.done, Message("Close (Esc)"))
        line.addWidget(said)
        line.addWidget(self.field, 1)
        for part in (self.count, self.before, self.after, self.done):
            line.addWidget(part)
        self.field.textChanged.connect(self.sought)
        self.after.clicked.connect(self.next)
        self.before.clicked.connect(self.previous)
        self.done.clicked.connect(self.close_bar)
        self.hide()

    def begin(self) -> None:
        """Show the bar with its text chosen."""
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell(self, found: int) -> None:
        """Say how many were found."""
        words = Message("Found: {n}", n=found) if self.field.text().strip() else Message("")
        self.live.text(self.count, words)
        if self.field.text().strip() and not found:
            self.context.bridge.tell(words)

    def close_bar(self) -> None:
        """Let the highlight go."""
        self.field.clear()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous if back else self.next).emit()
        else:
            super().keyPressEvent(event)


class Finding(QObject):
    """Looks in the twin that is shown, for what stands in the bar."""

    def __init__(self, page: MapPage, bar: FindBar):
        super().__init__(page)
        self.page, self.bar = page, bar
        bar.sought.connect(self.seek)
        bar.next.connect(self.next)
        bar.previous.connect(self.previous)
        bar.closed.connect(self.end)

    def begin(self) -> None:
        """Open the bar."""
        self.bar.begin()

    def seek(self, text: str) -> None:
        """Highlight what holds the text, and say how many there are."""
        self.bar.tell(self.page.view.find(text) or 0)

    def next(self) -> None:
        """Go to the next one found."""
        self.page.view.find_next()

    def previous(self) -> None:
        """Go to the one before."""
        self.page.view.find_previous()

    def end(self) -> None:
        """Let the highlight go and bring the keys back to the map."""
        for view in self.page.views.values():
            view.find("")
        self.page.focus_board()
