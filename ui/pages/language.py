"""The first thing of all: a choice of language, both equal, Welsh first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hcd_studio.speech import Language
from ui.context import Context
from ui.emblem import Emblem
from ui.flow import Flow
from ui.parts import Literal, Live, Scroll, button, column, label, row

if TYPE_CHECKING:
    from ui.window import Window


class LanguagePage(QWidget):
    """Two buttons of one size; whichever is pressed, the other language stays one click away."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.context = context
        self.setProperty("ground", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        live = Live(context, self)
        whole = column(self)
        page = QWidget()
        whole.addWidget(Scroll(page))
        lines = column(page)
        live.space(lines, (24, 32, 24, 32), 12)
        lines.addStretch(2)
        for cy, en, role in (
            ("Dewiswch eich iaith", "Choose your language", "page"),
            ("Gallwch ei newid unrhyw bryd, yn y gornel.", "You can change it at any time, in the corner.", "lead"),
        ):
            both = label(role)
            both.setAlignment(Qt.AlignmentFlag.AlignCenter)
            both.setWordWrap(True)
            live.text(both, Literal(f"{cy} · {en}" if role == "page" else f"{cy}\n{en}"))
            lines.addWidget(both)
        self.buttons: dict[Language, QWidget] = {}
        pair, flow = QWidget(), Flow()
        pair.setLayout(flow)
        live.space(flow, (0, 0, 0, 0), 16)
        for language, name in (("cy", "Cymraeg"), ("en", "English")):
            one = button("language")
            one.setText(name)
            one.setAccessibleName(name)
            live.dress(one, "size", partial(self._size, one))
            one.clicked.connect(lambda _=False, language=language: self.chosen.emit(language))
            flow.addWidget(one)
            self.buttons[language] = one  # type: ignore[index]
        middle = row()
        live.space(middle, (0, 24, 0, 0), 0)
        middle.addStretch(1)
        middle.addWidget(pair, 0)
        middle.addStretch(1)
        lines.addLayout(middle)
        lines.addStretch(1)
        lines.addWidget(Emblem(context), 4)

    def _size(self, one: QWidget) -> None:
        one.setFixedSize(self.context.theme.scaled(240), self.context.theme.scaled(100))

    def showEvent(self, event: object) -> None:
        self.buttons["cy"].setFocus()


def make(context: Context, window: Window) -> LanguagePage:
    """The page of the very first start."""
    page = LanguagePage(context)
    page.chosen.connect(window.looks.choose_language)
    return page
