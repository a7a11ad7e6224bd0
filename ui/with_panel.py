"""A page with a panel beside it; where there is no room for both, F4 turns from one to the other."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcd_studio.speech import Message
from ui.context import Context
from ui.parts import Live, button, column, row

NARROW = 1000
"""Below this width of the window, in px at 100 % text, the panel is a page of its own."""
LARGE = 150
"""From this size of letters on, in per cent, it is one too."""


class WithPanel(QWidget):
    """Two parts; the page says what they are. `wide` is the width of the panel in px at 100 % text."""

    def __init__(self, context: Context, main: QWidget, panel: QWidget, wide: int = 332):
        super().__init__()
        self.context, self.main, self.panel, self.wide = context, main, panel, wide
        self.turned = False
        self.live = Live(context, self)
        line = row(self)
        line.setSpacing(0)
        line.addWidget(main, 1)
        self.side = QWidget()
        self.side.setProperty("ground", "sheet")
        lines = column(self.side)
        lines.setSpacing(0)
        self.back = button("link")
        self.live.text(self.back, Message("Back to the page"))
        self.live.icon(self.back, "arrow-left", "bold", "accent", 16)
        self.back.clicked.connect(self.toggle)
        lines.addWidget(self.back)
        lines.addWidget(panel, 1)
        line.addWidget(self.side)
        self._cramped = False
        context.theme.changed.connect(self.fit)
        self.fit()

    @property
    def shown(self) -> bool:
        """Whether the panel is seen."""
        return self.side.isVisibleTo(self)

    def toggle(self) -> None:
        """Show the panel or hide it; where there is no room it takes the place of the page."""
        if self.cramped():
            self.turned = not self.turned
        else:
            self.context.settings.inspector = not self.context.settings.inspector
        self.fit()
        part: Any = self.panel if self.shown else self.main
        (part.focusProxy() or part).setFocus()
        if self.turned:
            self.back.setFocus()

    def cramped(self) -> bool:
        """Whether there is room for one of the two only."""
        theme = self.context.theme
        return theme.text_size >= LARGE or self.window().width() / theme.k < NARROW

    def fit(self) -> None:
        """Give each part its place."""
        cramped = self.cramped()
        self.turned = self.turned and cramped
        self.back.setVisible(cramped)
        self.main.setVisible(not self.turned)
        self.side.setVisible(self.turned if cramped else self.context.settings.inspector)
        self.side.setMinimumWidth(1)
        if cramped:
            self.side.setMaximumWidth(16_777_215)
            self.side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        else:
            self.side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
            self.side.setFixedWidth(self.context.theme.scaled(self.wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
