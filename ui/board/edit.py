"""A real text editor over the note: Enter or leaving it keeps the text, Esc keeps nothing and puts new words aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from hcd_studio.fields import Id
from hcd_studio.journal import new_note_in
from hcd_studio.layout.live import Place
from hcd_studio.layout.notes import KIND_OF_LANE, kind_of
from hcd_studio.records import Lane, Note
from hcd_studio.speech import Message
from ui.access import announce
from ui.parts import label
from ui.typing import Typing

if TYPE_CHECKING:
    from ui.board.desk import Desk


class NoteEditor(QPlainTextEdit):
    """Edits one note in its place, or writes a new one into a cell. Nothing is history until it is kept."""

    def __init__(self, view: Desk, place: Place, note: Note | None = None):
        super().__init__(view.viewport())
        self.view = view
        self.place = place
        self.id: Id = note.id if note else ""
        self.before = note.text if note else ""
        self.after: Id = ""
        self._done = False
        context, session = view.context, view.context.bridge.session
        home = session.workshop.id if session else ""
        record, field = (note.id, "text") if note else (home, new_note_in(*place))
        self.typing = Typing(context, record, field, self.toPlainText, self)
        self.setProperty("ring", "own")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlainText(self.before)
        self.hint = label("hint")
        self.hint.setParent(view.viewport())
        self._dress(note)
        if note is not None:
            self.typing.begin()
        self.textChanged.connect(self.typing.typed)
        self.textChanged.connect(self.follow)
        spoken = note.language if note else ""
        context.spelling.watch(self, lambda: spoken)
        self.selectAll()
        self.follow()
        self.show()
        self.hint.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self, note: Note | None) -> None:
        context = self.view.context
        session = context.bridge.session
        lane = session.get(Lane, self.place[1]) if session else None
        lane_kind = lane.kind if lane else ""
        kind = kind_of(note, lane_kind) if note else KIND_OF_LANE.get(lane_kind, "action")
        colours = context.theme.note(kind)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, colours.fill)
        palette.setColor(QPalette.ColorRole.Text, context.theme.colour("ink"))
        self.setPalette(palette)
        fill, ink = colours.fill.name(), context.theme.colour("ink").name()
        focus, edge = context.theme.colour("focus").name(), context.theme.colour("focus_edge").name()
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {fill}; color: {ink}; border: 3px solid {focus}; border-radius: 4px; padding: 1px; "
            f"selection-background-color: {edge}; selection-color: {focus}; }}"
        )
        say = context.speaker.say
        self.setAccessibleName(say(Message("Edit the note") if note else Message("New note")))
        first = (
            Message("Enter keeps it, Esc leaves it as it was.")
            if note
            else Message("Enter keeps it, Esc puts it aside.")
        )
        more = Message("Ctrl+Enter keeps it and begins the next note. Shift+Enter begins a new line.")
        self.hint.setText(say(first))
        self.setAccessibleDescription(f"{say(first)} {say(more)}")
        self.setToolTip(self.accessibleDescription())
        self.setPlaceholderText(say(Message("Type what somebody said.")))

    def follow(self) -> None:
        """Stay over the note, as high as the words need."""
        view = self.view
        zoom = max(view.camera.zoom, 0.9)
        font = view.context.theme.font("note")
        font.setPixelSize(max(11, round(view.board.live.metrics.note_size * zoom)))
        if font != self.font():
            self.setFont(font)
        self.document().setDocumentMargin(4)
        rect = self._ground()
        width = max(rect.width(), round(view.board.live.metrics.note * zoom))
        lines = self._lines(width - 20)
        height = max(rect.height(), round(lines * self.fontMetrics().lineSpacing() + 22), 44)
        pane = view.viewport().rect()
        x = max(0, min(rect.x(), pane.width() - width))
        y = max(0, min(rect.y(), pane.height() - min(height, pane.height())))
        self.setGeometry(x, y, width, min(height, pane.height()))
        size = self.hint.sizeHint()
        below = self.geometry().bottom() + 3
        above = y - size.height() - 2
        left = max(0, min(x, pane.width() - size.width()))
        self.hint.setGeometry(
            left, below if below + size.height() <= pane.height() else max(0, above), size.width(), size.height()
        )
        self.hint.raise_()

    def _ground(self) -> QRect:
        """Where the note stands, or where a new one would."""
        live, camera = self.view.board.live, self.view.camera
        rect = live.rect_of(self.id) if self.id else None
        if rect is not None and live.box_of(self.id) is not None:
            return camera.rect_on_screen(rect).adjusted(-2, -2, 2, 2)
        cell = live.cell_rect(self.place)
        if cell is None:
            return QRect(20, 20, 200, 44)
        notes = live.live.get(self.place)
        low = (
            notes.ys[-1] + notes.boxes[-1].rect.h + live.metrics.gap if notes and notes.boxes else live.metrics.cell_pad
        )
        on = camera.rect_on_screen(cell)
        x = on.x() + round(live.metrics.note_x * camera.zoom)
        return QRect(x - 2, on.y() + round(low * camera.zoom), round(live.metrics.note * camera.zoom) + 4, 44)

    def _lines(self, width: int) -> int:
        metrics = self.fontMetrics()
        room = max(20, width)
        return sum(
            max(1, -(-metrics.horizontalAdvance(line) * 11 // (room * 10))) for line in self.toPlainText().split("\n")
        )

    def begin_with(self, text: str) -> None:
        """Words that were put aside stand there again, chosen, so that typing replaces them."""
        if text:
            self.setPlainText(text)
            self.selectAll()

    # Ending

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep(again=True)
        elif (
            (enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            or event.key() == Qt.Key.Key_Tab
            or event.key() == Qt.Key.Key_Backtab
        ):
            self.keep()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        quiet = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in quiet:
            self.keep(back=False)

    def keep(self, *, back: bool = True, again: bool = False) -> None:
        """The text becomes history, once; an unchanged or empty one does not. Where it fails the editor stays."""
        if self._done:
            return
        text = self.toPlainText()
        self._done = True
        if not text.strip() or text == self.before:
            self._leave(back=back)
            return
        if self.id:
            prev = {"text": self.typing.prev} if self.typing.prev else {}
            kept = self.view.acts.edit(self.id, text, prev)
        else:
            kept = bool(self.view.acts.add(self.place, text, self.after))
        if not kept:
            self._done = False
            return
        self._leave(back=back)
        if again:
            self.view.new_note()

    def give_up(self) -> None:
        """As if it had never been opened; the words of a new note are put aside, and come back with the next one."""
        self._done = True
        text = self.toPlainText()
        if not self.id and text.strip():
            self.view.acts.put_aside(text)
        else:
            announce(self.view, self.view.context.speaker.say(Message("Left as it was.")))
        self._leave(back=True)

    def _leave(self, *, back: bool) -> None:
        self.typing.end()
        self.view.editor_gone(self)
        self.hide()
        self.hint.hide()
        self.hint.deleteLater()
        self.deleteLater()
        if back:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
