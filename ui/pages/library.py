"""The library: searching what every council found, lifting patterns, and exchanging with one click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hcd_studio.library.catalogue import Facets, Finding
from hcd_studio.library.patterns import Pattern, matching, shipped
from hcd_studio.library.upstream import Upstream, upstream_of
from hcd_studio.speech import Message, Sayable
from ui.access import announce
from ui.context import Context
from ui.flow import Flow
from ui.jobs import Job, Jobs
from ui.library.cards import Card, FindingCard, PatternCard
from ui.library.facets import PATTERNS, Chips
from ui.library.lifting import Lifting
from ui.library.look import Seen, seek
from ui.library.panel import PANEL, Panel
from ui.parts import Beside, Live, Scroll, button, clear, column, label, row

if TYPE_CHECKING:
    from hcd_studio.library.gate import Gate
    from ui.library.desk import Desk
    from ui.window import Window

WAIT_MS = 150
FEW = 6
"""So many patterns stand below the findings; the chip shows all."""
NARROW = 820


class LibraryPage(QWidget):
    """A line to search with, chips, cards, and beside them what was chosen."""

    def __init__(self, context: Context, window: Window, desk: Desk):
        super().__init__()
        self.context, self.window_, self.desk = context, window, desk
        self.live, self.jobs = Live(context, self), Jobs(self)
        self.facets, self.seen = Facets(), None
        self.cards: list[Card] = []
        self.chosen: Card | None = None
        self._asked = 0
        self.exchange_ = desk.exchanging
        self.lifting = Lifting(context, window, desk, self)
        self.tools = self._make_tools()
        self.narrow = False
        whole = row(self)
        whole.setSpacing(0)
        self.left = self._make_left()
        whole.addWidget(self.left, 1)
        self.panel = Panel(context)
        self.panel.wanted.connect(context.actions.run)
        self.panel.left.connect(self.leave)
        whole.addWidget(self.panel)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.search)
        self.live.dress(self.panel, "width", self._fit)
        desk.exchanging.read.connect(self.search)
        desk.exchanging.changed.connect(self._head)
        context.speaker.changed.connect(self.show_cards)
        context.bridge.changed.connect(self._hear)
        context.bridge.opened.connect(self._choose_none)
        context.leaving.connect(self.jobs.close)
        self.search()

    seen: Seen | None

    # Arranging

    def _make_tools(self) -> QWidget:
        tools, line = QWidget(), Flow(right=True)
        tools.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 10)
        self.which = button("link")
        self.live.tip(self.which, Message("Choose a library …"))
        self.which.clicked.connect(lambda: self.context.actions.run("choose_library"))
        self.live.dress(self.which, "height", lambda: self.which.setMinimumHeight(self.context.theme.scaled(32)))
        line.addWidget(self.which)
        self.go = button("primary")
        self.live.text(self.go, Message("Exchange now"))
        self.live.icon(self.go, "arrows-merge", "regular", "on_accent")
        self.live.tip(self.go, Message("{what} ({key})", what=Message("Exchange now"), key="Ctrl+F10"))
        self.go.clicked.connect(lambda: self.context.actions.run("exchange"))
        line.addWidget(self.go)
        return tools

    def _make_left(self) -> QWidget:
        left = QWidget()
        lines = column(left)
        self.live.space(lines, (18, 12, 18, 0), 10)
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.setProperty("kind", "capture")
        self.live.name(self.line, Message("Search the library"))
        self.live.say(
            self.line, "placeholder", self.line.setPlaceholderText, Message("Words in Welsh or English, accents or not")
        )
        self.line.textChanged.connect(lambda: self._wait.start())
        self.line.returnPressed.connect(self.first_card)
        lines.addWidget(self.line)
        self.chips = Chips(self.context)
        self.chips.chosen.connect(self._limit)
        lines.addWidget(self.chips)
        found = QWidget()
        self.found = column(found)
        self.live.space(self.found, (4, 6, 6, 16), 10)
        self.area = Scroll(found)
        lines.addWidget(self.area, 1)
        return left

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The panel beside the cards; where there is no room, over them while something is chosen."""
        theme = self.context.theme
        self.narrow = self.width() / theme.k < NARROW
        self.panel.setMinimumWidth(1 if self.narrow else theme.scaled(PANEL))
        self.panel.setMaximumWidth(16_777_215 if self.narrow else theme.scaled(PANEL))
        self._part()

    def _part(self) -> None:
        over = self.narrow and self.chosen is not None
        self.left.setVisible(not over)
        self.panel.setVisible(over or not self.narrow)
        self.panel.back.setVisible(over)

    def leave(self) -> None:
        """From the panel back to the cards."""
        card = self.chosen
        self.choose(None, keep=True)
        (card or self.line).setFocus()

    # What the header says

    def heading(self) -> tuple[Sayable, Sayable]:
        """Which library, and how much it holds."""
        place, seen = self.exchange_.place, self.seen
        if place is None:
            return Message("Library"), Message("No library is set; the patterns come with the studio.")
        title = Message("Once for Wales") if place.kind == "shared" else place.name()
        if seen is None:
            return title, place.last_met()
        about = Message(
            "Councils: {councils}. Workshops: {sessions}. Findings: {entries}.",
            councils=seen.councils, sessions=seen.sessions, entries=seen.entries,
        )  # fmt: skip
        return title, about

    def _head(self) -> None:
        place = self.exchange_.place
        waiting = self.exchange_.words()
        words: Sayable = Message("Choose a library …")
        if place is not None:
            words = self.exchange_.status()
            if waiting is not None:
                words = Message("{status} · {waiting}", status=words, waiting=waiting)
        self.live.text(self.which, words)
        self.go.setVisible(place is not None)
        self.go.setEnabled(self.exchange_.running is None)
        if self.isVisible():
            self.window_.header.show_workshop()

    def ready(self) -> None:
        """What is known, before the page is shown."""
        self._head()
        place = self.exchange_.place
        if place is not None and self.exchange_.held is None and place.id:
            QTimer.singleShot(0, self, self.exchange_.look)

    def begin(self) -> None:
        """Put the keys into the search line."""
        self.line.setFocus()

    # Searching

    @property
    def gate(self) -> Gate | None:
        """The library that is shown, as it was met last."""
        from hcd_studio.library.gate import Gate

        place = self.exchange_.place
        if place is None or not place.id:
            return None
        return Gate(place.id, "shared" if place.kind == "shared" else "home", place.council)

    def _limit(self, facets: Facets) -> None:
        self.facets = facets
        self.search()

    def search(self) -> None:
        """Ask the catalogue; only the latest question is answered."""
        self._asked += 1
        gate, words, facets, number = self.gate, self.line.text(), self.facets, self._asked
        if gate is None:
            self.seen = None
            self.show_cards()
            return

        def work(_job: Job) -> Seen | None:
            return seek(gate, words, facets) if number == self._asked else None

        def done(seen: Seen | None) -> None:
            if seen is not None and number == self._asked:
                self.seen = seen
                self.show_cards()
                announce(self.line, self.context.speaker.say(self._count()))

        self.jobs.run(Message("Searching"), work, done, self._not_now)

    def _not_now(self, error: Exception) -> None:
        """While the catalogue is being built it cannot be read; the search follows when it is done."""
        if self.exchange_.running is None:
            self.context.bridge.fail(error)

    def _count(self) -> Message:
        assert self.seen is not None
        return next(iter(self.seen.found.messages()))

    @property
    def patterns(self) -> list[Pattern]:
        """The patterns that hold the words, of the library and of the studio."""
        held = self.exchange_.held
        return matching(held.versions if held is not None else shipped(), self.line.text())

    def show_cards(self) -> None:
        """Put every card that belongs there; what was chosen stays chosen, what had the keys keeps them."""
        kept = self._name(self.chosen)
        held = next((self._name(one) for one in self.cards if one.hasFocus()), None)
        clear(self.found)
        self.cards, self.chosen = [], None
        found, kind = self.patterns, self.chips.kind
        self.chips.show_seen(self.facets, self.seen, len(found))
        if kind != PATTERNS:
            self._show_findings()
        if kind == PATTERNS or (not kind and found):
            self._show_patterns(found if kind == PATTERNS else found[:FEW], len(found))
        self.found.addStretch(1)
        again = next((one for one in self.cards if self._name(one) == kept), None)
        self.choose(again, keep=True)
        for one in self.cards:
            if held is not None and self._name(one) == held:
                one.setFocus()
        self._head()

    def _show_findings(self) -> None:
        seen = self.seen
        if self.exchange_.place is None:
            self._say(Message("No library yet. Choose the folder that your council or all councils share."))
            return
        if seen is None:
            self._say(Message("The library was not read yet. Exchange now reads it."))
            return
        self._say(self._count(), role="small")
        first = True
        for finding in seen.findings:
            shared = seen.shares.get(finding.cite)
            card = FindingCard(self.context, finding, shared, seen.councils, first=first and shared is not None)
            first = first and shared is None
            self._add(card)
            self.found.addWidget(card)

    def _show_patterns(self, found: Sequence[Pattern], total: int) -> None:
        head = label("head")
        self.live.text(head, Message("Patterns to lift: {n}", n=total))
        self.found.addWidget(head)
        for start in range(0, len(found), 3):
            three = Beside(self.context.theme, gap=10, least=200)
            for one in found[start : start + 3]:
                card = PatternCard(self.context, one)
                self._add(card)
                three.add(card)
            for _ in range(3 - len(found[start : start + 3])):
                three.add(QWidget())
            self.found.addWidget(three)
        if len(found) < total:
            more = button("link")
            self.live.text(more, Message("All patterns: {n}", n=total))
            more.clicked.connect(lambda: self.chips.kinds[PATTERNS].click())
            self.found.addWidget(more)

    def _say(self, words: Sayable, *, role: str = "muted") -> None:
        said = label(role, wrap=True)
        self.live.text(said, words)
        self.found.addWidget(said)

    def _add(self, card: Card) -> None:
        card.clicked.connect(lambda: self.choose(card))
        card.turned.connect(lambda by: self._turn(card, by))
        self.cards.append(card)

    def _turn(self, card: Card, by: int) -> None:
        at = self.cards.index(card) + by
        if 0 <= at < len(self.cards):
            self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at < 0:
            self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.first_card()
        elif event.key() == Qt.Key.Key_Escape and self.narrow and self.chosen is not None:
            self.leave()
        elif event.key() == Qt.Key.Key_Escape:
            self.line.clear()
            self.line.setFocus()
        else:
            super().keyPressEvent(event)

    def first_card(self) -> None:
        """From the search line to what was found."""
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)

    # What was chosen

    @staticmethod
    def _name(card: Card | None) -> str:
        if isinstance(card, FindingCard):
            return card.finding.cite
        return card.pattern.name if isinstance(card, PatternCard) else ""

    @property
    def pattern(self) -> Pattern | None:
        """The pattern that is chosen."""
        return self.chosen.pattern if isinstance(self.chosen, PatternCard) else None

    @property
    def finding(self) -> Finding | None:
        """The finding that is chosen."""
        return self.chosen.finding if isinstance(self.chosen, FindingCard) else None

    def lifted(self) -> list[Upstream]:
        """How the chosen pattern was lifted into this workshop, and what became of it since."""
        session, pattern, held = self.context.bridge.session, self.pattern, self.exchange_.held
        if session is None or pattern is None:
            return []
        known = held.versions if held is not None else shipped()
        gone = set(held.gone) if held is not None else set()
        return [one for one in upstream_of(known, gone, session) if one.newest.name == pattern.name]

    def choose(self, card: Card | None, *, keep: bool = False) -> None:
        """Show a card's pattern or finding beside the others."""
        if card is None and not keep:
            return
        self.chosen = card
        for one in self.cards:
            one.setChecked(one is card)
        self.context.actions.refresh()
        self.show_panel()
        self._part()
        if card is not None and self.narrow and not keep:
            self.panel.back.setFocus()
        if card is not None and not keep:
            announce(self.panel, card.accessibleName())

    def _choose_none(self) -> None:
        self.choose(None, keep=True)

    def show_panel(self) -> None:
        """What was chosen, with what can be done with it."""
        if self.pattern is not None:
            self.panel.show_pattern(self.pattern, self.lifted())
        elif self.finding is not None:
            shared = self.seen.shares.get(self.finding.cite) if self.seen is not None else None
            gate = self.gate
            judge = self.finding.kind == "pain" and gate is not None and gate.kind == "shared"
            self.panel.show_finding(self.finding, shared, judge=judge)
        elif self.exchange_.place is None:
            words = Message(
                "A library is a folder: on a share, in OneDrive or Nextcloud, or on a stick. No server is needed."
            )
            self.panel.show_offers(words, ("choose_library", "make_library"))
        else:
            words = Message("Choose a finding or a pattern.")
            self.panel.show_offers(words, ("publish", "publish_pattern", "take_session"))

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if self.pattern is not None and kinds & {"provenance", "need", "requirement"}:
            self.show_panel()

    # What actions call

    def begin_search(self) -> None:
        """Put the keys into the search line."""
        self.line.setFocus()
        self.line.selectAll()

    def save_search(self) -> None:
        """Keep the words and limits under a name."""
        self.lifting.save_search(self.line.text(), self.facets)

    def saved_searches(self) -> None:
        """Search again as was kept."""
        found = self.lifting.saved_search()
        if found is not None:
            words, self.facets = found
            self.chips.kind = self.facets.kind
            self.line.setText(words)
            self.search()

    def lift(self) -> None:
        """Lift what is ticked of the chosen pattern."""
        self.lifting.lift(self.pattern, self.panel.parts())

    def preview(self) -> None:
        """Every record that would come."""
        self.lifting.preview(self.pattern, self.panel.parts())

    def take_over(self) -> None:
        """Take over what only the pattern changed."""
        self.lifting.take_over(self.lifted())

    def improve(self) -> None:
        """Give what became of the pattern here back as its next version."""
        self.lifting.improve(self.lifted())

    def judge(self) -> None:
        """Find the same pain at other councils, and say so."""
        self.lifting.judge(self.finding, self.gate)


def make(context: Context, window: Window) -> LibraryPage:
    """The page of the library."""
    page = LibraryPage(context, window, context.actions.target("desk"))
    context.actions.serve("library", page)
    return page
