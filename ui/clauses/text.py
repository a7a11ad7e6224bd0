"""A text whose findings stand under its words: each keystroke is checked, and a finding leads to its letters and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from hcd_studio.bilingual import Words
from hcd_studio.records import Record
from hcd_studio.speech import Sayable
from ui.clauses.watch import LOOK
from ui.context import Context
from ui.fields import TextEditor, WordsEditor

if TYPE_CHECKING:
    from hcd_studio.checks import Finding

LONG = 4000
"""A text of more letters is checked when the keys rest, so that typing never waits."""
REST_MS = 400
PART = 60
"""What speaks of more letters gets a wave, but no ground: a whole sentence in yellow says nothing."""
SOFT = {"stops": "bad_soft", "mend": "warn_soft", "advice": "accent_soft"}


class ClauseText(TextEditor):
    """One side of a clause: waves under what was found; `pointed` tells on which finding the cursor stands."""

    typed = Signal()
    pointed = Signal(object)

    def __init__(self, context: Context, record: Record, name: str, words: Sayable, lines: int = 1):
        self.found: tuple[Finding, ...] = ()
        super().__init__(context, record, name, words, lines)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.typed)
        self.textChanged.connect(self._ask)
        self.cursorPositionChanged.connect(self._point)
        context.theme.changed.connect(self._paint)

    def _ask(self) -> None:
        if not self.hasFocus():
            return
        if len(self.toPlainText()) > LONG:
            self._rest.start()
        else:
            self.typed.emit()

    def mark(self, found: Sequence[Finding]) -> None:
        """Put waves under what was found here."""
        self.found = tuple(one for one in found if one.place.end > one.place.start and one.waived is None)
        self._paint()

    def _paint(self) -> None:
        made = []
        theme = self.context.theme
        for one in self.found:
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(theme.colour(LOOK[one.severity][1]))
            if one.severity != "advice" and one.place.end - one.place.start <= PART:
                wave.setBackground(QColor(theme.colour(SOFT[one.severity])))
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._letters(one)
            selection.format = wave
            made.append(selection)
        self.setExtraSelections(made)

    def _letters(self, finding: Finding) -> QTextCursor:
        text = self.toPlainText()
        start, end = (units(text, at) for at in (finding.place.start, finding.place.end))
        cursor = QTextCursor(self.document())
        last = max(0, self.document().characterCount() - 1)
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def go_to(self, finding: Finding) -> None:
        """Choose the letters of a finding, with the keys here."""
        self.setFocus()
        self.setTextCursor(self._letters(finding))
        self.ensureCursorVisible()

    def _point(self) -> None:
        text, at = self.toPlainText(), self.textCursor().position()
        here = [one for one in self.found if units(text, one.place.start) <= at <= units(text, one.place.end)]
        if here:  # what speaks of the fewest words knows most of them
            self.pointed.emit(min(here, key=lambda one: one.place.end - one.place.start))

    def keep(self) -> None:
        super().keep()
        self._rest.stop()


class ClauseWords(WordsEditor):
    """Both sides of a clause, each with its findings."""

    Box = ClauseText
    typed = Signal()
    pointed = Signal(object)

    def __init__(self, context: Context, record: Record, field: str, lines: int = 1):
        super().__init__(context, record, field, lines)
        for _, box in self.sides:
            box.typed.connect(self.typed)
            box.pointed.connect(self.pointed)

    def lead(self) -> None:
        """Larger letters: it is the text of the page."""
        for _, box in self.sides:
            box.setProperty("role", "lead")

    def said(self, record: Any) -> Words:
        """The pair as it stands in the boxes now."""
        texts = {box.name.rpartition("_")[2]: box.toPlainText() for _, box in self.sides}
        kept: Words = getattr(record, self.field)
        return replace(kept, en=texts["en"], cy=texts["cy"])

    def mark(self, found: Sequence[Finding]) -> None:
        """Waves under both sides."""
        for _, box in self.sides:
            side = box.name.rpartition("_")[2]
            box.mark([one for one in found if one.place.field == self.field and one.place.language == side])

    def box_of(self, finding: Finding) -> ClauseText:
        """The side where a finding stands, the first where it stands on the pair."""
        boxes = [box for _, box in self.sides]
        found = next((box for box in boxes if box.name == finding.place.column), boxes[0])
        assert isinstance(found, ClauseText)
        return found

    def keep(self) -> None:
        """Keep what was typed on either side."""
        for _, box in self.sides:
            box.keep()


def units(text: str, at: int) -> int:
    """A place counted in letters as Qt counts it: signs such as emoji are two of its units."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le")) // 2
