"""The wavy lines under unknown words of one editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from hcd_studio.spelling import words_in

if TYPE_CHECKING:
    from ui.spelling.spelling import Spelling

Tongue = Callable[[], str]
"""The language of an editor's text just now: cy, en, or empty where nobody said."""


class Marks(QSyntaxHighlighter):
    """Marks what the cache says is unknown; a word that nobody looked up yet is left alone and asked for."""

    def __init__(self, spelling: Spelling, editor: QPlainTextEdit, tongue: Tongue):
        super().__init__(editor.document())
        self.spelling, self.editor, self.tongue = spelling, editor, tongue

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each paragraph that changed."""
        if not self.spelling.on:
            return
        tongue = self.tongue()
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wave.setUnderlineColor(self.spelling.context.theme.colour("bad"))
        for start, end in words_in(text):
            if self.spelling.verdict(text[start:end], tongue) is False:
                self.setFormat(start, end - start, wave)
