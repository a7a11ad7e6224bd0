"""What the day is about: title, scenario, place, languages; the wording of consent and whom to turn to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hcd_studio.speech import Message
from hcd_studio.words import field_words
from ui.context import Context
from ui.fields import TextEditor, WordsEditor
from ui.form import plain_editor
from ui.parts import column, label
from ui.setup.section import Section

WHOLE = (("title", 1), ("scenario", 3), ("expectation", 2), ("consent_words", 3))
HALF = (
    "date", "place", "service", "council", "facilitators", "languages", "safeguarding", "contact", "withdraw_by", "method",
)  # fmt: skip
DAYS = ("date", "withdraw_by")


class WorkshopSection(Section):
    """A form of the workshop itself."""

    def __init__(self, context: Context):
        super().__init__(
            context, Message("One language is enough to begin; the other is shown as missing until somebody writes it.")
        )
        self.editors: dict[str, Any] = {}
        self._of = ""
        self.box = QWidget()
        self.fields = QGridLayout(self.box)
        self.live.space(self.fields, (0, 0, 0, 0), 12)
        self.lines.addWidget(self.box)
        self.lines.addStretch(1)
        self._cells: list[tuple[QWidget, bool]] = []
        self._wide: bool | None = None
        context.bridge.opened.connect(self.ready)
        context.bridge.changed.connect(self._hear)

    def ready(self) -> None:
        """Make the form for the session that is open, and show what stands."""
        session = self.context.bridge.session
        if session is None:
            return
        if self._of != session.workshop.id:
            self._make()
            self._of = session.workshop.id
        for editor in self.editors.values():
            editor.show_record()

    def _make(self) -> None:
        session = self.context.bridge.session
        assert session is not None
        for cell, _ in self._cells:
            cell.hide()
            cell.deleteLater()
        self._cells, self._wide = [], None
        record = session.workshop
        for name, lines in WHOLE[:3]:
            self._take(WordsEditor(self.context, record, name, lines), name, whole=True)
        for name in HALF:
            self._take(plain_editor(self.context, record, name), name, whole=False)
        for name, lines in WHOLE[3:]:
            self._take(WordsEditor(self.context, record, name, lines), name, whole=True)
        self._lay()

    def _take(self, editor: Any, name: str, *, whole: bool) -> None:
        cell = QWidget()
        lines = column(cell)
        self.live.space(lines, (0, 0, 0, 0), 3)
        if not whole:
            said = label("label", buddy=editor)
            self.live.text(said, field_words("workshop", name))
            lines.addWidget(said)
        if name in DAYS and isinstance(editor, TextEditor):
            editor.setPlaceholderText("2026-05-14")
        lines.addWidget(editor)
        lines.addStretch(1)
        self.editors[name] = editor
        self._cells.append((cell, whole))

    def _lay(self) -> None:
        """Two columns where there is room."""
        wide = self.width() >= self.context.theme.scaled(560)
        if wide == self._wide:
            return
        self._wide = wide
        row, side = 0, 0
        for cell, whole in self._cells:
            if whole or not wide:
                row, side = row + (1 if side else 0), 0
                self.fields.addWidget(cell, row, 0, 1, 2)
                row += 1
            else:
                self.fields.addWidget(cell, row, side)
                row, side = (row + 1, 0) if side else (row, 1)
        for at in (0, 1):
            self.fields.setColumnStretch(at, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()

    def focus_field(self, name: str) -> None:
        """Bring the keys to one field."""
        editor = self.editors.get(name)
        target = editor.sides[0][1] if editor is not None and hasattr(editor, "sides") else editor
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """The keys go to the title."""
        self.focus_field("title")

    def _hear(self, told: Any) -> None:
        if self._of in told.touched:
            for editor in self.editors.values():
                editor.show_record()
