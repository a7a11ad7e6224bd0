"""The parking lot: what is not for now; each note remembers its place and goes back to it, or to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.records import Lane, Note, Step
from hcd_studio.speech import Message
from hcd_studio.words import KIND_WORDS
from ui.context import Context
from ui.parts import Live, button, column, label, row

if TYPE_CHECKING:
    from ui.window import Window


class ParkedPage(QWidget):
    """A list and two buttons: back to the map, and remove."""

    counted = Signal(int)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (28, 20, 28, 20), 12)
        self.about = label("muted", wrap=True)
        lines.addWidget(self.about)
        self.list = QListWidget()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setWordWrap(True)
        self.live.name(self.list, Message("Parking lot"))
        self.list.itemSelectionChanged.connect(self._chosen)
        lines.addWidget(self.list, 1)
        line = row()
        self.live.space(line, (0, 0, 0, 0), 8)
        self.back, self.gone = button("primary"), button()
        self.live.text(self.back, Message("Back to the map"))
        self.live.icon(self.back, "map-trifold", "bold", "on_accent", 16)
        self.live.text(self.gone, Message("Remove"))
        self.live.icon(self.gone, "trash", size=16)
        self.back.clicked.connect(self.bring_back)
        self.gone.clicked.connect(self.remove)
        line.addStretch(1)
        line.addWidget(self.gone)
        line.addWidget(self.back)
        lines.addLayout(line)
        context.bridge.opened.connect(self.read)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self.read)
        context.theme.changed.connect(self.read)
        self._chosen()

    def parked(self) -> list[Note]:
        """The notes that wait here."""
        session = self.context.bridge.session
        notes = session.all(Note) if session else ()
        return [one for one in notes if one.parked and not self.context.hiding.hides(one)]

    def read(self) -> None:
        """List what waits, with where it stood."""
        found = self.parked()
        chosen = {one.id for one in self._selected()}
        self.list.clear()
        for note in found:
            item = QListWidgetItem(self._said(note))
            colour = self.context.theme.note(note.kind).edge.name()
            item.setIcon(self.context.theme.icon(KIND_ICONS.get(note.kind, "note-blank"), "fill", colour, 16))
            item.setData(Qt.ItemDataRole.UserRole, note.id)
            self.list.addItem(item)
            item.setSelected(note.id in chosen)
        if found and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        some = Message("Enter brings what is chosen back to where it stood.")
        none = Message("Nothing is parked. A stroke (/) in the empty line parks the next note; {key} parks what is chosen.",
                       key=self.context.actions.keys_of("park"))  # fmt: skip
        self.live.text(self.about, some if found else none)
        self._chosen()
        self.counted.emit(len(found))

    def _said(self, note: Note) -> str:
        session, say = self.context.bridge.session, self.context.speaker.say
        step = session.get(Step, note.step) if session else None
        lane = session.get(Lane, note.lane) if session else None
        words = f"{say(Message(KIND_WORDS.get(note.kind, 'Note')))}: {note.text or note.translation}"
        place = " · ".join(say(one.title) for one in (step, lane) if one is not None)
        return f"{words}   ({place})" if place else words

    def _selected(self) -> list[Note]:
        session = self.context.bridge.session
        ids = [one.data(Qt.ItemDataRole.UserRole) for one in self.list.selectedItems()]
        return [note for id in ids if session and (note := session.get(Note, id)) is not None]

    def _chosen(self) -> None:
        for one in (self.back, self.gone):
            one.setEnabled(bool(self.list.selectedItems()))

    def bring_back(self) -> None:
        """The chosen notes go back to the map; what has no place any more waits under Unplaced."""
        notes = self._selected()
        if notes:
            self.context.bridge.do("unpark_notes", tuple(notes))

    def remove(self) -> None:
        """The chosen notes go."""
        notes = self._selected()
        if notes:
            self.context.bridge.do("remove_notes", tuple(notes))

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & {"note", "participant"}:
            self.read() if self.isVisible() else self.count()

    def count(self) -> None:
        """Only say how many there are, while another page is shown."""
        self.counted.emit(len(self.parked()))

    def ready(self) -> None:
        """List what waits."""
        self.read()

    def begin(self) -> None:
        """The keys go to the list."""
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.bring_back()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        else:
            super().keyPressEvent(event)


def make(context: Context, window: Window) -> ParkedPage:
    """The lot; the rail shows how many wait in it."""
    page = ParkedPage(context)
    page.counted.connect(lambda number: window.rail.count("parked", number))
    page.count()
    return page
