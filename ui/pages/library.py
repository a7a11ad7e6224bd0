"""The library: searching what every council found, lifting patterns, and exchanging with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hcd_studio.speech import Message, Sayable
from ui.access import announce
from ui.context import Context
from ui.flow import Flow
from ui.library.facets import PATTERNS, Chips
from ui.library.lifting import Lifting
from ui.library.panel import PANEL, Panel
from ui.library.searching import Searching
from ui.library.shelf import Shelf
from ui.parts import Live, Scroll, button, column, row

if TYPE_CHECKING:
    from ui.library.desk import Desk
    from ui.window import Window

NARROW = 820
"""Below this width, in px at 100 %, what was chosen stands over the cards."""


class LibraryPage(QWidget):
    """A line to search with, chips, cards, and beside them what was chosen."""

    def __init__(self, context: Context, window: Window, desk: Desk):
        super().__init__()
        self.context, self.window_, self.desk = context, window, desk
        self.live, self.exchange = Live(context, self), desk.exchanging
        self.searching = Searching(context, self.exchange, self)
        self.shelf = Shelf(context, self.searching)
        self.panel = Panel(context)
        self.narrow = False
        self.tools = self._make_tools()
        whole = row(self)
        whole.setSpacing(0)
        self.left = self._make_left()
        whole.addWidget(self.left, 1)
        whole.addWidget(self.panel)
        self.live.dress(self.panel, "width", self._fit)
        self._connect()
        self.searching.search()

    def _connect(self) -> None:
        self.panel.wanted.connect(self.context.actions.run)
        self.panel.left.connect(self.leave)
        self.searching.answered.connect(self._answered)
        self.shelf.chosen_now.connect(self._chosen)
        self.shelf.left.connect(self.line.setFocus)
        self.shelf.all_wanted.connect(lambda: self.chips.kinds[PATTERNS].click())
        self.exchange.changed.connect(self._head)
        self.context.speaker.changed.connect(self.show_cards)
        self.context.bridge.changed.connect(self._hear)
        self.context.bridge.opened.connect(lambda: self.shelf.choose(None, told=False))

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
        self.live.tip(
            self.go,
            Message("{what} ({key})", what=Message("Exchange now"), key=self.context.actions.keys_of("exchange")),
        )
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
        placeholder = Message("Words in Welsh or English, accents or not")
        self.live.say(self.line, "placeholder", self.line.setPlaceholderText, placeholder)
        self.line.textChanged.connect(self.searching.type)
        self.line.returnPressed.connect(self.shelf.first)
        lines.addWidget(self.line)
        self.chips = Chips(self.context)
        self.chips.chosen.connect(self.searching.limit)
        lines.addWidget(self.chips)
        lines.addWidget(Scroll(self.shelf), 1)
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
        over = self.narrow and self.shelf.chosen is not None
        self.left.setVisible(not over)
        self.panel.setVisible(over or not self.narrow)
        self.panel.back.setVisible(over)

    def leave(self) -> None:
        """From the panel back to the cards."""
        card = self.shelf.chosen
        self.shelf.choose(None, told=False)
        (card or self.line).setFocus()

    # What the header says

    def heading(self) -> tuple[Sayable, Sayable]:
        """Which library, and how much it holds."""
        place, seen = self.exchange.place, self.searching.seen
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
        place, waiting = self.exchange.place, self.exchange.words()
        words: Sayable = Message("Choose a library …")
        if place is not None:
            words = self.exchange.status()
            if waiting is not None:
                words = Message("{status} · {waiting}", status=words, waiting=waiting)
        self.live.text(self.which, words)
        self.go.setVisible(place is not None)
        self.go.setEnabled(self.exchange.running is None)
        if self.isVisible():
            self.window_.header.show_workshop()

    def ready(self) -> None:
        """What is known, before the page is shown."""
        self._head()
        place = self.exchange.place
        if place is not None and self.exchange.held is None and place.id:
            QTimer.singleShot(0, self, self.exchange.look)

    def begin(self) -> None:
        """Put the keys into the search line."""
        self.line.setFocus()

    # What was found, and what was chosen of it

    def _answered(self) -> None:
        self.show_cards()
        seen = self.searching.seen
        if seen is not None and self.line.hasFocus():
            announce(self.line, self.context.speaker.say(next(iter(seen.found.messages()))))

    def show_cards(self) -> None:
        """Chips and cards of the search as it was answered."""
        self.chips.show_seen(self.searching.facets, self.searching.seen, len(self.searching.patterns))
        self.shelf.put(self.chips.kind)
        self._head()

    def _chosen(self, told: bool) -> None:
        self.context.actions.refresh()
        self.show_panel()
        self._part()
        card = self.shelf.chosen
        if card is not None and told:
            if self.narrow:
                self.panel.back.setFocus()
            announce(self.panel, card.accessibleName())

    def show_panel(self) -> None:
        """What was chosen, with what can be done with it."""
        pattern, finding, seen, gate = self.shelf.pattern, self.shelf.finding, self.searching.seen, self.searching.gate
        if pattern is not None:
            self.panel.show_pattern(pattern, self.searching.lifted(pattern))
        elif finding is not None:
            shared = seen.shares.get(finding.cite) if seen is not None else None
            judge = finding.kind == "pain" and gate is not None and gate.kind == "shared"
            self.panel.show_finding(finding, shared, judge=judge)
        elif self.exchange.place is None:
            words = Message(
                "A library is a folder: on a share, in OneDrive or Nextcloud, or on a stick. No server is needed."
            )
            self.panel.show_offers(words, ("choose_library", "make_library"))
        else:
            words = Message("Choose a finding or a pattern.")
            self.panel.show_offers(words, ("publish", "publish_pattern", "take_session"))

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if self.shelf.pattern is not None and kinds & {"provenance", "need", "requirement"}:
            self.show_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.shelf.first()
        elif event.key() == Qt.Key.Key_Escape and self.narrow and self.shelf.chosen is not None:
            self.leave()
        elif event.key() == Qt.Key.Key_Escape:
            self.line.clear()
            self.line.setFocus()
        else:
            super().keyPressEvent(event)


def make(context: Context, window: Window) -> LibraryPage:
    """The page of the library."""
    page = LibraryPage(context, window, context.actions.target("desk"))
    context.actions.serve("library", Lifting(context, window, page))
    return page
