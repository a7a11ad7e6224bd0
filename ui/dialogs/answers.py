"""A supplier's completed workbook before it comes in: how many answers, and in words what is not as it was sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from hcd_studio.importers.responses import Returned, read_responses, scored_before
from hcd_studio.records import Supplier
from hcd_studio.session import now
from hcd_studio.speech import Message, Trouble
from hcd_studio.verbs.returning import supplier_called
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import label

SHOWN = 500


class AnswersDialog(Dialog):
    """A dry run first; Import takes the answers in as one change."""

    def __init__(self, context: Context, parent: QWidget, path: Path):
        super().__init__(context, parent, Message("Bring a supplier’s answers in"), wide=760, tall=520)
        self.returned: Returned | None = None
        self.summary, self.trouble = label("strong", wrap=True), label("warn", wrap=True)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.trouble)
        self.supplier = QLineEdit()
        self.line(Message("Supplier"), self.supplier)
        self.again = label("muted", wrap=True)
        self.body.addWidget(self.again)
        self.odd = QListWidget()
        self.odd.setWordWrap(True)
        self.odd.setAlternatingRowColors(True)
        self.line(Message("What to look at"), self.odd)
        self.cancel_button()
        self.go = self.done_button(Message("Import"))
        self.supplier.textChanged.connect(self._named)
        self.read(path)
        self.first = self.supplier

    def read(self, path: Path) -> None:
        """Read the workbook and show what is in it."""
        session, say = self.context.bridge.session, self.context.speaker.say
        if session is None:
            return
        try:
            self.returned = read_responses(path, now(session))
        except Trouble as trouble:
            self.summary.setText(path.name)
            self.trouble.setText(say(trouble))
            self._named()
            return
        found = self.returned
        self.summary.setText(f"{path.name}: {say(found.summary())}")
        self.trouble.setText("\n".join(say(one.message) for one in found.stops))
        self.trouble.setVisible(bool(found.stops))
        self.supplier.setText(found.supplier)
        for one in found.odd[:SHOWN]:
            self.odd.addItem(f"{one.where + ': ' if one.where else ''}{say(one.message)}")
        if not found.odd:
            self.odd.addItem(say(Message("Everything is as it was sent.")))
        self._named()

    def _named(self) -> None:
        """Whether it can come in, and whether answers of this supplier are here already."""
        session, name = self.context.bridge.session, self.supplier.text().strip()
        ready = self.returned is not None and not self.returned.stops and bool(name)
        self.go.setEnabled(ready)
        known = supplier_called(session.all(Supplier), name) if session is not None and name else None
        words = Message("The answers that {supplier} gave before will be replaced; scores stay.", supplier=name)
        say = self.context.speaker.say
        lines = [say(words)] if known else []
        if known is not None and session is not None and self.returned is not None:
            lines += [say(one.message) for one in scored_before(self.returned, now(session), known.id)]
        self.again.setText("\n".join(lines))
        self.again.setVisible(known is not None)

    def accept(self) -> None:
        """Take the answers in."""
        if self.returned is None or not self.go.isEnabled():
            return
        done = self.context.bridge.do("import_responses", self.returned, supplier=self.supplier.text().strip())
        if done is not None:
            super().accept()
