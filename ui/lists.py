"""An editor for a list that takes any words: one a line, with what is offered in a menu beside it."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from hcd_studio.records import KINDS, Record
from hcd_studio.speech import Message
from hcd_studio.words import OFFERED, choice_words, field_words
from ui.choices import write
from ui.context import Context
from ui.fields import TextBox
from ui.parts import Live, column, tool

MOST_OFFERED = 40


class ListEditor(QWidget):
    """Some words, one a line or with commas; leaving it keeps them, Esc gives them up."""

    def __init__(self, context: Context, record: Record, name: str):
        super().__init__()
        self.context, self.record, self.name, self.table = context, record.id, name, record.table
        self.live = Live(context, self)
        whole = column(self)
        self.live.space(whole, (0, 0, 0, 0), 4)
        self.box = TextBox(1)
        self.box.left.connect(self.keep)
        self.box.given_up.connect(self.give_up)
        self.live.name(self.box, field_words(record.table, name))
        self.live.tip(self.box, Message("One a line, or with commas between them."))
        whole.addWidget(self.box)
        self.offer = tool("quiet")
        self.offer.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.offer.setMenu(QMenu(self.offer))
        self.offer.menu().aboutToShow.connect(self._fill)
        self.live.text(self.offer, Message("Choose …"))
        self.live.name(self.offer, Message("Choose: {field}", field=field_words(record.table, name)))
        whole.addWidget(self.offer)
        self.setFocusProxy(self.box)
        self._stood = ""
        context.speaker.changed.connect(self.show_record)
        self.show_record()

    def show_record(self) -> None:
        """Show what stands, unless somebody is typing something else just now."""
        text = "\n".join(self._said(one) for one in self._chosen())
        if not (self.box.hasFocus() and self.box.toPlainText() != self._stood):
            self._stood = text
            if text != self.box.toPlainText():
                self.box.setPlainText(text)
        known = OFFERED.get((self.table, self.name), {})
        self.offer.setVisible(bool(known) or bool(set(self.offered()) - set(self._chosen())))

    def offered(self) -> tuple[str, ...]:
        """The words that the field knows, then those that others of the kind have been given."""
        session = self.context.bridge.session
        known = dict.fromkeys(OFFERED.get((self.table, self.name), {}))
        for one in session.all(KINDS[self.table]) if session else ():
            known |= dict.fromkeys(getattr(one, self.name))
        return tuple(known)[:MOST_OFFERED]

    def keep(self) -> None:
        """Keep the list if it changed."""
        text = self.box.toPlainText()
        if text != self._stood:
            self._stood = text
            self._write(self._read(text))
        self.show_record()

    def give_up(self) -> None:
        """Put back what stood; nothing is written."""
        self.box.setPlainText(self._stood)

    def _chosen(self) -> tuple[str, ...]:
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        return tuple(getattr(record, self.name)) if record is not None else ()

    def _said(self, one: str) -> str:
        return self.context.speaker.say(choice_words(self.table, self.name, one))

    def _read(self, text: str) -> tuple[str, ...]:
        """The words typed; one that says what is offered, in the reader's language or by its own word, is that one."""
        offered = {self._said(one).casefold(): one for one in self.offered()}
        typed = [" ".join(one.split()) for one in re.split(r"[\n,]", text)]
        return tuple(dict.fromkeys(offered.get(one.casefold(), one) for one in typed if one))

    def _write(self, chosen: tuple[str, ...]) -> None:
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is not None and chosen != self._chosen():
            write(self.context, record, self.name, chosen)

    def _fill(self) -> None:
        menu = self.offer.menu()
        menu.clear()
        chosen = self._read(self.box.toPlainText())
        for one in dict.fromkeys((*self.offered(), *chosen)):
            entry = menu.addAction(self._said(one).replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(one in chosen)
            entry.toggled.connect(partial(self._tick, one))

    def _tick(self, one: str, on: bool) -> None:
        chosen = self._read(self.box.toPlainText())
        self._write((*chosen, one) if on else tuple(other for other in chosen if other != one))
        self._stood = ""
        self.box.setPlainText("\n".join(self._said(each) for each in self._chosen()))
        self._stood = self.box.toPlainText()
