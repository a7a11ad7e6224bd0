"""The cards of the library page, one below the other: findings, then patterns; arrows go from card to card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hcd_studio.library.catalogue import Finding
from hcd_studio.library.patterns import Pattern
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.library.cards import Card, FindingCard, PatternCard
from ui.library.facets import PATTERNS
from ui.library.searching import Searching
from ui.parts import Beside, Live, button, clear, column, label

FEW = 6
"""So many patterns stand below the findings; the chip shows all."""


class Shelf(QWidget):
    """What was chosen stays chosen when the cards are put anew, and what had the keys keeps them."""

    chosen_now = Signal(bool)
    left = Signal()
    all_wanted = Signal()

    def __init__(self, context: Context, searching: Searching):
        super().__init__()
        self.context, self.searching = context, searching
        self.live = Live(context, self)
        self.lines = column(self)
        self.live.space(self.lines, (4, 6, 6, 16), 10)
        self.cards: list[Card] = []
        self.chosen: Card | None = None

    def put(self, kind: str) -> None:
        """Put every card that belongs to a kind of thing."""
        kept = name_of(self.chosen)
        held = next((name_of(one) for one in self.cards if one.hasFocus()), None)
        clear(self.lines)
        self.cards, self.chosen = [], None
        found = self.searching.patterns
        if kind != PATTERNS:
            self._findings()
        if kind == PATTERNS or (not kind and found):
            self._patterns(found if kind == PATTERNS else found[:FEW], len(found))
        self.lines.addStretch(1)
        self.choose(next((one for one in self.cards if name_of(one) == kept), None), told=False)
        for one in self.cards:
            if held is not None and name_of(one) == held:
                one.setFocus()

    def _findings(self) -> None:
        seen, place = self.searching.seen, self.searching.exchange.place
        if place is None:
            self._say(Message("No library yet. Choose the folder that your council or all councils share."))
            return
        if seen is None:
            self._say(Message("The library was not read yet. Exchange now reads it."))
            return
        self._say(next(iter(seen.found.messages())), role="small")
        first = True
        for finding in seen.findings:
            shared = seen.shares.get(finding.cite)
            card = FindingCard(self.context, finding, shared, seen.councils, first=first and shared is not None)
            first = first and shared is None
            self._add(card)
            self.lines.addWidget(card)

    def _patterns(self, found: Sequence[Pattern], total: int) -> None:
        self._say(Message("Patterns to lift: {n}", n=total), role="head")
        for start in range(0, len(found), 3):
            three = Beside(self.context.theme, gap=10, least=200)
            for one in found[start : start + 3]:
                card = PatternCard(self.context, one)
                self._add(card)
                three.add(card)
            for _ in range(3 - len(found[start : start + 3])):
                three.add(QWidget())
            self.lines.addWidget(three)
        if len(found) < total:
            more = button("link")
            self.live.text(more, Message("All patterns: {n}", n=total))
            more.clicked.connect(self.all_wanted)
            self.lines.addWidget(more)

    def _say(self, words: Sayable, *, role: str = "muted") -> None:
        said = label(role, wrap=True)
        self.live.text(said, words)
        self.lines.addWidget(said)

    def _add(self, card: Card) -> None:
        card.clicked.connect(lambda: self.choose(card))
        card.turned.connect(lambda by: self._turn(card, by))
        self.cards.append(card)

    def _turn(self, card: Card, by: int) -> None:
        at = self.cards.index(card) + by
        if 0 <= at < len(self.cards):
            self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at < 0:
            self.left.emit()

    def first(self) -> None:
        """Put the keys on the first card."""
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, card: Card | None, *, told: bool = True) -> None:
        """Choose a card, or none."""
        self.chosen = card
        for one in self.cards:
            one.setChecked(one is card)
        self.chosen_now.emit(told)

    @property
    def pattern(self) -> Pattern | None:
        """The pattern that is chosen."""
        return self.chosen.pattern if isinstance(self.chosen, PatternCard) else None

    @property
    def finding(self) -> Finding | None:
        """The finding that is chosen."""
        return self.chosen.finding if isinstance(self.chosen, FindingCard) else None


def name_of(card: Card | None) -> str:
    """By what a card is known again when it is put anew."""
    if isinstance(card, FindingCard):
        return card.finding.cite
    return card.pattern.name if isinstance(card, PatternCard) else ""
