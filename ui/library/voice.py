"""Somebody's own words on a page: in serif, behind a bar in the colour of quotes, in the language in which they were said."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hcd_studio.bilingual import Words
from hcd_studio.speech import Message
from ui.context import Context
from ui.parts import Live, column, label


class Voice(QWidget):
    """A pulled quote."""

    def __init__(self, context: Context, words: Words):
        super().__init__()
        live = Live(context, self)
        lines = column(self)
        live.space(lines, (0, 2, 0, 2), 0)
        said = label("pulled", wrap=True)
        live.text(said, Message("“{words}”", words=words))
        lines.addWidget(said)
