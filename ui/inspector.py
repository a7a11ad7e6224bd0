"""The inspector: what is chosen, in both languages, whose voice it is, its trail; and, on Edit, every field of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Note, Participant, Record
from hcd_studio.speech import Message
from ui.context import Context
from ui.flow import Flow
from ui.form import editors
from ui.parts import Live, button, column
from ui.pictures import PICTURED, Pictures
from ui.summary import Summary
from ui.trail import Trail
from ui.versions import Versions

LINKED = {"link", "criterion", "attachment"}
"""What belongs to a record from without."""


class Inspector(QWidget):
    """Follows the selection. In view it reads like a page; in edit it is a form, and both know of changes at once."""

    link_wanted = Signal(str)
    left = Signal()
    done = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        self.shown: Id = ""
        self.editing = False
        self._followed: tuple[Id, int, tuple[str, ...]] | None = None
        self._editors: list[Any] = []
        self._form_of: Id = ""
        whole = column(self)
        whole.setContentsMargins(1, 0, 0, 0)  # the line at its left edge
        whole.setSpacing(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QWidget()
        self.page.setProperty("ground", "sheet")
        self.page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lines = column(self.page)
        self.live.space(self.lines, (10, 11, 8, 10), 6)
        self.summary, self.versions, self.trail = Summary(context), Versions(context), Trail(context)
        self.form = QWidget()
        self.form_lines = QVBoxLayout(self.form)
        self.live.space(self.form_lines, (0, 0, 0, 0), 5)
        self.pictures = Pictures(context)
        self.withdraw = button("link")
        self.withdraw.clicked.connect(lambda: context.actions.run("withdraw_consent"))
        self.live.text(self.withdraw, Message("Withdraw consent"))  # never nameless, shown or not
        for part in (self.summary, self.withdraw, self.versions, self.form, self.pictures, self.trail):
            part.setContentsMargins(6, 3, 6, 3)  # room for the ring of focus
            self.lines.addWidget(part)
        self.lines.addStretch(1)
        self.area.setWidget(self.page)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._foot())
        self.trail.wanted.connect(lambda id: context.selection.set([id]))
        context.selection.changed.connect(self.follow)
        context.bridge.opened.connect(self.follow)
        context.bridge.closed.connect(self._empty)
        context.bridge.changed.connect(self._hear)
        context.hiding.changed.connect(self.refresh)
        context.speaker.changed.connect(self.refresh)
        context.theme.changed.connect(self._fit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._fit()
        self.follow()

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = Flow()
        foot.setLayout(line)
        self.live.space(line, (13, 8, 11, 12), 6)
        self.edit, self.link, self.back = button(), button(), button()
        self.live.icon(self.edit, "note-pencil", size=16)
        self.live.text(self.link, Message("Add link"))
        self.live.icon(self.link, "link", size=16)
        self.live.text(self.back, Message("Back to the map"))
        self.edit.clicked.connect(self.toggle_edit)
        self.link.clicked.connect(lambda: self.link_wanted.emit(self.shown))
        self.back.clicked.connect(self.left)
        for one in (self.edit, self.link, self.back):
            line.addWidget(one)
        self.back.hide()
        return foot

    # What is shown

    def follow(self) -> None:
        """Show what is chosen now; another place changes nothing here unless the place itself is all that is chosen."""
        selection = self.context.selection
        chosen = (selection.current, len(selection.ids), () if selection.current else selection.place)
        if chosen != self._followed or self.shown != selection.current:
            self._followed = chosen
            self.show_record(selection.current)

    def show_record(self, id: Id) -> None:
        """Show one record, whatever is chosen on the board."""
        if id != self.shown:
            self._leave_editor()
            self.shown = id
        self.refresh()

    def refresh(self) -> None:
        """Say everything again, as it stands now."""
        record = self._record()
        several = len(self.context.selection.ids) if record is not None else 0
        self.summary.show_record(record, several)
        self.versions.show_record(self.shown if record else "")
        self._offer_withdrawal(record)
        writable = record is not None and not self._read_only()
        self.edit.setEnabled(writable)
        self.link.setEnabled(writable and record is not None and bool(record.letter))
        self.link.setVisible(not self.editing)
        self.live.text(self.edit, Message("Done") if self.editing else Message("Edit"))
        self.form.setVisible(self.editing and record is not None)
        self.trail.setVisible(not self.editing and record is not None and record.letter != "")
        self.pictures.show_record(record.id if isinstance(record, PICTURED) else "")
        self.pictures.setVisible(isinstance(record, PICTURED) and (self.editing or self.pictures.any))
        self.summary.brief(self.editing)
        if self.editing and record is not None:
            self._show_form(record)
        elif record is not None and self.trail.isVisibleTo(self):
            self.trail.show_record(self.shown)

    def _offer_withdrawal(self, record: Record | None) -> None:
        """Whoever said the note can take it back at any moment: one press here, or Ctrl+Shift+W."""
        session = self.context.bridge.session
        person = session.get(Participant, record.participant) if session and isinstance(record, Note) else None
        self.withdraw.setVisible(person is not None and not self.editing and not self._read_only())
        if person is not None:
            self.live.text(self.withdraw, Message("{code} withdraws: hide all their words", code=person.code))

    def toggle_edit(self) -> None:
        """From reading to editing and back; going back keeps what was typed."""
        self._leave_editor()
        self.editing = not self.editing
        self.refresh()
        if self.editing and self._editors:
            self._focus_first()

    def start_editing(self) -> None:
        """Open the form with the focus in its first field."""
        if self.editing:
            self._focus_first()
        elif self.edit.isEnabled():
            self.toggle_edit()

    def _focus_first(self) -> None:
        first = self._editors[0]
        target = first.sides[0][1] if hasattr(first, "sides") else first
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_form(self, record: Record) -> None:
        if self._form_of != record.id:
            from ui.parts import clear

            clear(self.form_lines)
            self._editors = editors(self.context, self.live, record, self.form_lines)
            self._form_of = record.id
            for editor in self._editors:
                editor.show()  # at once, so that it can take the focus
        for editor in self._editors:
            editor.show_record()

    def _leave_editor(self) -> None:
        """What is being typed is kept before the form goes."""
        for editor in self._editors:
            for box in (one for _, one in editor.sides) if hasattr(editor, "sides") else (editor,):
                if hasattr(box, "keep") and box.hasFocus():
                    box.keep()

    def _record(self) -> Record | None:
        session = self.context.bridge.session
        record = session.find(self.shown) if session and self.shown else None
        return None if record is not None and self.context.hiding.hides(record) else record

    def _read_only(self) -> bool:
        session = self.context.bridge.session
        return session is None or session.store.read_only

    def _hear(self, told: Any) -> None:
        links = {one.table for pair in told.touched.values() for one in pair if one is not None} & LINKED
        if self.shown in told.touched or links or self.context.hiding.turned(told) or not self._record():
            self.refresh()
        elif self.editing:
            for editor in self._editors:
                if not hasattr(editor, "keep") or not editor.hasFocus():
                    editor.show_record()

    def _empty(self) -> None:
        self.shown, self._form_of, self._editors, self._followed = "", "", [], None
        self.editing = False
        from ui.parts import clear

        clear(self.form_lines)
        self.refresh()

    def take_focus(self) -> None:
        """Bring the keys to the head: what is shown here is read first, Tab goes on from it."""
        self.summary.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Place in the window

    def cover(self, whole: bool) -> None:
        """Take the whole place of the map, where the window is narrow or letters are large; then there is a way back."""
        self.back.setVisible(whole)
        self.setMaximumWidth(16_777_215)
        self.setMinimumWidth(1)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if whole else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        )
        if not whole:
            self._fit()

    def _fit(self) -> None:
        if not self.back.isVisibleTo(self):
            self.setFixedWidth(self.context.theme.scaled(286))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.editing:
                self.toggle_edit()
                self.take_focus()
            elif self.back.isVisible():
                self.left.emit()
            else:
                self.done.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return False


def heading(record: Record) -> Message:
    """Kind and reference of a record."""
    ref = getattr(record, "ref", "")
    return Message("{kind} {ref}", kind=KINDS[record.table].term(), ref=ref) if ref else KINDS[record.table].term()


__all__ = ["Inspector", "heading", "title_of"]
