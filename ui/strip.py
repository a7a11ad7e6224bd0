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
from ui.flow import Flow
from ui.parts import EMPTY, Beside, Live, button, column, label, restyle, row


@dataclass(frozen=True)
class News:
    """One thing to be told: its head, the rest, its tone (bad, warn, news) and what can be done about it."""

    what: Sayable
    rest: Sayable = EMPTY
    tone: str = "bad"
    do: Sayable | None = None
    act: Callable[[], None] | None = None
    other: Sayable | None = None
    other_act: Callable[[], None] | None = None


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
        told = Beside(context.theme, gap=8, least=330)
        said = QWidget()
        words = column(said)
        words.setSpacing(0)
        self.what, self.rest = label("strong", wrap=True), label(wrap=True)
        words.addWidget(self.what)
        words.addWidget(self.rest)
        self.more = label("small")
        self.act, self.other, self.ok = button(), button(), button()
        for one in (self.act, self.other):
            self.live.name(one, Message("What can be done"))
        self.act.clicked.connect(self._act)
        self.other.clicked.connect(self._act_otherwise)
        self.ok.clicked.connect(self.answer)
        self.live.text(self.ok, Message("Understood"))
        answers = QWidget()
        flow = Flow(right=True)
        answers.setLayout(flow)
        self.live.space(flow, (0, 0, 0, 0), 8)
        for part in (self.more, self.act, self.other, self.ok):
            flow.addWidget(part)
        told.add(said, 3)
        told.add(answers, 2)
        line.addWidget(told, 1)
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

    def _act_otherwise(self) -> None:
        act = self.waiting[0].other_act if self.waiting else None
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
        self.other.setVisible(news.other is not None)
        if news.other is not None:
            self.live.text(self.other, news.other)
            self.live.name(self.other, news.other)
        others = len(self.waiting) - 1
        self.more.setVisible(others > 0)
        self.live.text(self.more, Message("and {n} more", n=others))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.answer()
        else:
            super().keyPressEvent(event)
