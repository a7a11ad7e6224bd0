"""The strip above the capture bar: what happened, what is safe, what to do; it stays until it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hcd_studio.speech import Message, Sayable, Trouble
from ui.access import announce
from ui.context import Context
from ui.parts import EMPTY, Live, button, column, label, restyle, row


@dataclass(frozen=True)
class News:
    """One thing to be told: its head, the rest, its tone (bad, warn, news) and what can be done about it."""

    what: Sayable
    rest: Sayable = EMPTY
    tone: str = "bad"
    do: Sayable | None = None
    act: Callable[[], None] | None = None


class Strip(QWidget):
    """Shows one thing at a time, the oldest first; nothing is lost while another stands."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        self.waiting: list[News] = []
        line = row(self)
        self.live.space(line, (14, 8, 14, 8), 10)
        self.picture = label()
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        words = column()
        words.setSpacing(0)
        self.what, self.rest = label("strong", wrap=True), label(wrap=True)
        words.addWidget(self.what)
        words.addWidget(self.rest)
        line.addLayout(words, 1)
        self.more = label("small")
        line.addWidget(self.more)
        self.act = button()
        self.live.name(self.act, Message("What can be done"))
        self.act.clicked.connect(self._act)
        line.addWidget(self.act)
        self.ok = button()
        self.ok.clicked.connect(self.answer)
        self.live.text(self.ok, Message("Understood"))
        line.addWidget(self.ok)
        self.hide()
        context.bridge.trouble.connect(self.show_trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Tell a trouble; the same one twice stands once."""
        rest = Message("{safe} {do}", safe=trouble.safe, do=trouble.do)
        self.tell(News(trouble.what, rest))

    def tell(self, news: News) -> None:
        """Tell something, behind what waits already."""
        if any(one.what == news.what for one in self.waiting):
            self._show()
            return
        self.waiting.append(news)
        self._show()
        say = self.context.speaker.say
        announce(self, f"{say(news.what)} {say(news.rest)}".strip(), now=news.tone == "bad")

    def answer(self) -> None:
        """It was read: show the next, or go."""
        if self.waiting:
            self.waiting.pop(0)
        self._show()

    def withdraw(self, what: Sayable) -> None:
        """Take something off that is not so any more."""
        self.waiting = [one for one in self.waiting if one.what != what]
        self._show()

    def _act(self) -> None:
        act = self.waiting[0].act if self.waiting else None
        self.answer()
        if act:
            act()

    def _show(self) -> None:
        if not self.waiting:
            self.hide()
            return
        news = self.waiting[0]
        restyle(self, "tone", news.tone)
        icon, colour = {"bad": ("warning-octagon", "bad"), "warn": ("warning", "warn")}.get(
            news.tone, ("info", "accent")
        )
        self.live.picture(self.picture, icon, "fill", colour, 20)
        self.live.text(self.what, news.what)
        self.live.text(self.rest, news.rest)
        self.rest.setVisible(bool(self.rest.text().strip()))
        self.act.setVisible(news.do is not None)
        if news.do is not None:
            self.live.text(self.act, news.do)
            self.live.name(self.act, news.do)
        others = len(self.waiting) - 1
        self.more.setVisible(others > 0)
        self.live.text(self.more, Message("and {n} more", n=others))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.answer()
        else:
            super().keyPressEvent(event)
