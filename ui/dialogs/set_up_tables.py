"""A copy of the session for each table's laptop: which tables, where to, and what each file is called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from hcd_studio import tables
from hcd_studio.records import RoomTable
from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import label


class SetUpTablesDialog(Dialog):
    """Tick the tables, choose the stick; what was written is then said in words."""

    def __init__(self, context: Context, parent: QWidget | None):
        super().__init__(context, parent, Message("Set up tables"), wide=560)
        session = context.bridge.session
        about = label("muted", wrap=True)
        self.live.text(
            about,
            Message(
                "Each table’s laptop gets a copy of this session with letters of its own. "
                "At the end the files come together in any order."
            ),
        )  # fmt: skip
        self.body.addWidget(about)
        self.boxes: list[tuple[QCheckBox, RoomTable]] = []
        for table in session.all(RoomTable) if session else ():
            box = QCheckBox()
            box.setChecked(True)
            words = Message("Table {name} · scribe {scribe}", name=table.name, scribe=table.scribe)
            self.live.text(box, words if table.scribe else Message("Table {name}", name=table.name))
            self.boxes.append((box, table))
            self.body.addWidget(box)
        if not self.boxes:
            none = label(wrap=True)
            self.live.text(none, Message("There are no tables yet. Ctrl+Shift+T adds one."))
            self.body.addWidget(none)
        self.body.addStretch(1)
        self.go = self.done_button(Message("Choose the stick or folder …"))
        self.go.setEnabled(bool(self.boxes))
        self.cancel_button()

    def accept(self) -> None:
        """Ask where to, write the copies, and say which is which."""
        session = self.context.bridge.session
        wanted = [table for box, table in self.boxes if box.isChecked()]
        if session is None or not wanted:
            return
        folder = self.context.ask.folder(Message("The stick or folder for the tables’ files"), Path.home())
        if folder is None:
            return
        with self.context.bridge.caught():
            made = tables.set_up(session, folder, wanted)
            names = [Message("table {name}: {file}", name=one.table.name, file=one.path.name) for one in made]
            self.context.bridge.tell(Message("Copies written: {n}. {names}.", n=len(made), names=names))
            super().accept()
