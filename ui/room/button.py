"""The button in the header that shows the room, and says whether it sees anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from hcd_studio.speech import Message
from ui.context import Context
from ui.parts import Live

if TYPE_CHECKING:
    from ui.window import Window

ROOMY = 1200


class RoomButton(QToolButton):
    """Bears words where there is room for them, else the icon alone with its name."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window.header)
        self.context, self.window_ = context, window
        self.live = Live(context, self)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: context.actions.run("show_room"))
        context.actions.refreshed.connect(self.show_state)
        context.theme.changed.connect(self.show_state)
        self.show_state()

    def show_state(self, *_: object) -> None:
        """Say what the room sees."""
        room = self.context.actions.target("room")
        showing = bool(room and room.showing)
        words = Message("Show the room")
        if showing and room is not None:
            words = (
                Message("Room: paused")
                if room.frozen
                else Message("Room: blank")
                if room.dark
                else Message("Room: shown")
            )
        self.setChecked(showing)
        wide = self.window_.width() / self.context.theme.k >= ROOMY
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if wide else style.ToolButtonIconOnly)
        self.live.text(self, words)
        self.live.name(self, words)
        self.live.tip(self, Message("{words}. F5 shows it or takes it away.", words=words))
        self.live.icon(self, "snowflake" if showing and room and room.frozen else "projector-screen", "bold", "ink", 16)
