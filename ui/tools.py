"""What stands in the header of a page: switches and buttons that give way where letters are large or the window narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QWidget

from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.parts import Live, Segment, button, clear, row

Offer = tuple[str, Sayable, str]
"""Value, words, icon."""


class Switch(QWidget):
    """One of several: buttons side by side, or a list to open where they do not fit."""

    chosen = Signal(str)

    def __init__(self, context: Context, name: Message):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.value = ""
        self.offers: Sequence[Offer] = ()
        line = row(self)
        line.setSpacing(0)
        self.buttons = QWidget()
        self._line = row(self.buttons)
        self._line.setSpacing(0)
        self.list = QComboBox()
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.activated.connect(lambda at: self._choose(str(self.list.itemData(at))))
        self.live.name(self.list, name)
        self.list.hide()
        line.addWidget(self.buttons)
        line.addWidget(self.list)
        self._group: QButtonGroup | None = None
        self.parts: dict[str, Segment] = {}
        context.speaker.changed.connect(self._say)
        context.theme.changed.connect(self._dress)

    def show_offers(self, offers: Sequence[Offer], value: str) -> None:
        """What there is to choose from, and what is chosen."""
        if [one[0] for one in offers] != [one[0] for one in self.offers]:
            self.offers, self.value = offers, value
            self._make()
        else:
            self.offers, self.value = offers, value
        self._say()

    def show_value(self, value: str) -> None:
        """What is chosen, chosen otherwise."""
        self.show_offers(self.offers, value)

    def brief(self, on: bool) -> None:
        """A list instead of buttons."""
        self.list.setVisible(on)
        self.buttons.setVisible(not on)

    def widths(self) -> tuple[int, int]:
        """How wide it is with all its buttons, and as a list."""
        return self._line.sizeHint().width(), min(self.list.sizeHint().width(), self.context.theme.scaled(150))

    def _make(self) -> None:
        clear(self._line)
        self._group = QButtonGroup(self)
        self.parts = {}
        last = len(self.offers) - 1
        for at, (value, _, _) in enumerate(self.offers):
            one = Segment()
            one.setProperty("place", "first" if at == 0 else "last" if at == last else "middle")
            one.clicked.connect(partial(self._choose, value))
            self._group.addButton(one)
            self._line.addWidget(one)
            self.parts[value] = one

    def _choose(self, value: str, _on: bool = False) -> None:
        self.value = value
        self._say()
        QTimer.singleShot(0, self, partial(self.chosen.emit, value))  # what was clicked may be made anew

    def _say(self) -> None:
        say = self.context.speaker.say
        self.list.clear()
        for value, words, _ in self.offers:
            text = say(words)
            self.list.addItem(text, value)
            self.parts[value].setText(text)
            self.parts[value].setChecked(value == self.value)
        self.list.setCurrentIndex(max(0, self.list.findData(self.value)))
        self._dress()

    def _dress(self) -> None:
        theme = self.context.theme
        for value, _, icon in self.offers:
            if not icon:
                continue
            gap = theme.scaled(4)
            one = self.parts[value]
            one.setIcon(theme.icon(icon, "bold", "on_accent" if one.isChecked() else "ink", 16, gap=gap))
            size = one.iconSize()
            size.setWidth(theme.scaled(16) + gap)
            size.setHeight(theme.scaled(16))
            one.setIconSize(size)


class Tools(QWidget):
    """A row of switches and buttons; `fit` makes it as narrow as it must be, the last to give way being the first in it."""

    def __init__(self, context: Context, *, within: bool = False):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        whole = row(self)
        self._line = row()
        self.live.space(self._line, (0, 0, 0, 0), 10)
        whole.addLayout(self._line)
        if within:  # a page, whose beginning is at the left
            whole.addStretch(1)
        self.switches: list[Switch] = []
        self._buttons: list[tuple[QPushButton, Message]] = []

    def switch(self, name: Message) -> Switch:
        """One more switch."""
        made = Switch(self.context, name)
        self._line.addWidget(made)
        self.switches.append(made)
        return made

    def button(self, words: Message, icon: str, act: Callable[[], object]) -> QPushButton:
        """One more button; where there is no room its icon stands alone, and its words are its name."""
        made = button()
        self.live.text(made, words)
        self.live.name(made, words)
        self.live.tip(made, words)
        self.live.icon(made, icon)
        made.clicked.connect(lambda: act())
        self._line.addWidget(made)
        self._buttons.append((made, words))
        return made

    def fit(self, room: int) -> None:
        """Take no more than this many px, as far as that is possible."""
        shown = [one for one in self._buttons if not one[0].isHidden()]
        switches = [one for one in self.switches if not one.isHidden()]
        lists, signs = 0, 0
        for lists, signs in ((0, 0), (0, len(shown)), *((n, len(shown)) for n in range(1, len(switches) + 1))):
            if self._width(switches, shown, lists, signs) <= room:
                break
        for at, one in enumerate(reversed(switches)):
            one.brief(at < lists)
        for made, words in shown:
            self.live.text(made, Message("") if signs else words)

    def _width(
        self, switches: Sequence[Switch], shown: Sequence[tuple[QPushButton, Message]], lists: int, signs: int
    ) -> int:
        scaled, say = self.context.theme.scaled, self.context.speaker.say
        wide = sum(one.widths()[at < lists] for at, one in enumerate(reversed(switches)))
        for made, words in shown:
            text = 0 if signs else made.fontMetrics().horizontalAdvance(say(words))
            wide += text + scaled(18) + scaled(4) + scaled(26)
        return wide + scaled(10) * max(0, len(switches) + len(shown) - 1)
