"""A session out of the home library: chosen by its title, put among one's own sessions and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from shiboken6 import isValid

from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.files import free_place
from ui.jobs import Job
from ui.library.asking import progress_of
from ui.parts import label

if TYPE_CHECKING:
    from hcd_studio.library.cards import Card
    from ui.window import Window


class TakeDialog(Dialog):
    """The sessions of a library by their cards."""

    def __init__(self, context: Context, window: Window, library: str):
        super().__init__(context, window, Message("Open a session out of the library"), wide=620, tall=420)
        self.window_, self.library = window, library
        self.cards: list[Card] = []
        self.list = QListWidget()
        self.live.name(self.list, Message("Sessions in the library"))
        self.live.dress(self.list, "height", lambda: self.list.setMinimumHeight(context.theme.scaled(260)))
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.body.addWidget(self.list, 1)
        self.about = label("small", wrap=True)
        self.live.text(self.about, Message("Looking at the library …"))
        self.body.addWidget(self.about)
        self.cancel_button()
        self.go = self.done_button(Message("Open"))
        self.go.setEnabled(False)
        self.list.currentRowChanged.connect(self._describe)
        self.first = self.list
        context.jobs.run(Message("Looking at the library"), self._read, self._show, self._fail)

    def _read(self, _job: Job) -> list[Card]:
        from hcd_studio.library.driver import open_driver
        from hcd_studio.library.take import cards

        return cards(open_driver(self.library))

    def _show(self, found: list[Card]) -> None:
        if not isValid(self):
            return
        self.cards = found
        say = self.context.speaker.say
        for card in found:
            title = say(card.title) or card.session[:8]
            self.list.addItem(QListWidgetItem(" · ".join(one for one in (title, card.service, card.date) if one)))
        self.live.text(self.about, Message("The library holds no sessions yet."))
        if found:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.go.setEnabled(bool(found))

    def _describe(self, at: int) -> None:
        if 0 <= at < len(self.cards):
            card = self.cards[at]
            contact = card.contact or Message("no contact given")
            self.live.text(
                self.about,
                Message("{languages} · Contact: {contact}", languages=card.language_state(), contact=contact),
            )

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self.reject()
        self.context.bridge.fail(error)

    def accept(self) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self.cards):
            return
        card, library, files = self.cards[at], self.library, self.window_.files
        to = free_place(files.folder(), self.context.speaker.say(card.title))
        super().accept()

        def work(job: Job) -> None:
            from hcd_studio.library.driver import open_driver
            from hcd_studio.library.take import take

            take(open_driver(library), card.session, to, progress=progress_of(job))

        words = Message("Taking the session out of the library")
        self.context.jobs.run(words, work, lambda _: files.open_path(to), self.context.bridge.fail)
