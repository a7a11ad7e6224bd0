"""The start page: three things to do, the templates, what was open lately, and the promise that nothing leaves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.speech import N_, Message, Sayable
from ui.context import Context
from ui.emblem import Emblem
from ui.parts import FaceButton, Literal, Live, button, clear, column, label, row

if TYPE_CHECKING:
    from ui.window import Window

CARDS = (
    ("new", "plus", N_("Run a workshop"), N_("From a template, or an empty sheet. Ready for the room in five minutes.")),
    ("sample", "map-trifold", N_("Try Blue Badge"),
     N_("A finished workshop: {people} people, {notes} notes, {feelings} feelings, {needs} needs. Change anything; it is a copy.")),
    ("open", "folder-open", N_("Open a file"), N_("A session from this laptop or a stick, or notes from Excel, Miro or Trello.")),
)  # fmt: skip
SAMPLE = {"people": 18, "notes": 351, "feelings": 282, "needs": 9}
"""What the sample workshop holds; a test counts."""
TEMPLATES = (
    ("journey", "path", N_("Journey map"), N_("6 stages, 9 lanes, a day of three and a half hours")),
    ("blueprint", "article", N_("Service blueprint"), N_("With the three lines, front and back stage")),
    ("empathy", "heart", N_("Empathy map"), N_("One person, four quarters, 45 minutes")),
    ("blue-badge", "seal-check", N_("Blue Badge"), N_("Stages, steps and lanes of a renewal, to start from")),
    ("blank", "note-pencil", N_("Blank"), N_("A title and one empty lane")),
)
PROMISES = (
    ("lock-simple", N_("No account. Nothing leaves this laptop.")),
    ("translate", N_("Welsh and English side by side, from the first word.")),
    ("printer", N_("Map and ranking on paper before people go home.")),
)
NARROW = 1000


class StartPage(QWidget):
    """Asks what somebody would like to do."""

    wanted = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.context = context
        self.live = Live(context, self)
        whole = row(self)
        whole.setSpacing(0)
        self.side = self._side()
        whole.addWidget(self.side)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._main())
        whole.addWidget(self.area, 1)
        context.theme.changed.connect(self._fit)
        context.speaker.changed.connect(self.show_recent)

    # Left: who we are

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("ground", "rail")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = column(side)
        self.live.space(lines, (0, 40, 0, 36), 0)
        lead = column()
        self.live.space(lead, (44, 0, 24, 0), 14)
        hero = label("hero", wrap=True)
        hero.setTextFormat(Qt.TextFormat.RichText)
        hero.setText('<p style="line-height:86%">Dechrau gyda phobl.<br>Start with people.</p>')
        lead.addWidget(hero)
        about = label("lead", wrap=True)
        self.live.text(
            about,
            Message(
                "Map a journey with the people who live it, name what hurts, and carry their words all the way to the contract."
            ),
        )
        lead.addWidget(about)
        lines.addLayout(lead)
        lines.addStretch(1)
        self.emblem = Emblem(self.context)
        lines.addWidget(self.emblem, 4)
        self.live.dress(self.emblem, "height", lambda: self.emblem.setMaximumHeight(self.context.theme.scaled(340)))
        lines.addStretch(1)
        grid = QGridLayout()
        self.live.space(grid, (44, 0, 24, 0), 12)
        for at, (icon, words) in enumerate(PROMISES):
            picture, text = label(), label("lead" if at == 0 else "", wrap=True)
            self.live.picture(picture, icon, "regular", "focus", 20)
            self.live.text(text, Message(words))
            grid.addWidget(picture, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, at, 1)
        grid.setColumnStretch(1, 1)
        lines.addLayout(grid)
        return side

    # Right: what to do

    def _main(self) -> QWidget:
        main = QWidget()
        main.setProperty("ground", "canvas")
        main.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = column(main)
        self.live.space(lines, (48, 34, 44, 20), 16)
        title = label("page", wrap=True)
        self.live.text(title, Message("What would you like to do?"))
        lines.addWidget(title)
        self.cards: dict[str, QPushButton] = {}
        self.card_box = QGridLayout()
        self.live.space(self.card_box, (0, 0, 0, 0), 14)
        for id, icon, words, about in CARDS:
            self.cards[id] = self._card(id, icon, words, about)
        lines.addLayout(self.card_box)
        self.lists = QGridLayout()
        self.live.space(self.lists, (0, 14, 0, 0), 32)
        self.templates = self._templates()
        self.recent_box = QWidget()
        self.recent_lines = column(self.recent_box)
        self.recent_lines.setSpacing(0)
        lines.addLayout(self.lists)
        lines.addStretch(1)
        self._fit()
        self.show_recent()
        return main

    def _card(self, id: str, icon: str, words: str, about: str) -> QPushButton:
        counts: dict[str, Any] = SAMPLE if id == "sample" else {}
        card = FaceButton("card")
        lines = column(card)
        self.live.space(lines, (18, 16, 18, 14), 6)
        picture, title, text, key = label(), label("card", wrap=True), label("muted", wrap=True), label("key")
        self.live.picture(picture, icon, "regular", "accent", 28)
        self.live.text(title, Message(words))
        self.live.text(text, Message(about, **counts))
        key.setText(self.context.actions.keys_of(id) if id in self.context.actions.known else "")
        lines.addWidget(picture)
        lines.addWidget(title)
        lines.addWidget(text)
        lines.addStretch(1)
        foot = row()
        foot.addWidget(key)
        foot.addStretch(1)
        lines.addLayout(foot)
        for part in (picture, title, text, key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.live.name(card, Message(words))
        self.live.describe(card, Message(about, **counts))
        card.clicked.connect(lambda: self.wanted.emit(id, ""))
        return card

    def _templates(self) -> QWidget:
        box = QWidget()
        lines = column(box)
        lines.setSpacing(0)
        head = label("head")
        self.live.text(head, Message("Templates"))
        lines.addWidget(head)
        lines.addSpacing(8)
        for name, icon, words, about in TEMPLATES:
            one = self._row(Message(words), Message(about), icon, "accent", arrow=True)
            one.clicked.connect(lambda _=False, name=name: self.wanted.emit("new", name))
            lines.addWidget(one)
        lines.addStretch(1)
        return box

    def _row(
        self, words: Sayable, about: Sayable, icon: str, colour: str, *, weight: str = "regular", arrow: bool = False
    ) -> QPushButton:
        one = FaceButton("row")
        line = QHBoxLayout(one)
        self.live.space(line, (4, 10, 4, 10), 12)
        picture, title, text = label(), label("row"), label("small", wrap=True)
        self.live.picture(picture, icon, weight, colour, 20)
        self.live.text(title, words)
        self.live.text(text, about)
        both = QVBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(title)
        both.addWidget(text)
        line.addWidget(picture)
        line.addLayout(both, 1)
        parts = [picture, title, text]
        if arrow:
            tip = label()
            self.live.picture(tip, "caret-right", "regular", "ink", 14)
            line.addWidget(tip)
            parts.append(tip)
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.live.name(one, words)
        self.live.describe(one, about)
        return one

    def show_recent(self) -> None:
        """List the sessions that were open lately, with what stands in the way of opening one."""
        clear(self.recent_lines)
        head = label("head")
        self.live.text(head, Message("Recent"))
        self.recent_lines.addWidget(head)
        self.recent_lines.addSpacing(8)
        known = self.context.settings.recent[:5]
        for one in known:
            self.recent_lines.addWidget(self._recent(one))
        if not known:
            nothing = label("muted", wrap=True)
            self.live.text(nothing, Message("No sessions yet. The first one you open or make stands here."))
            self.recent_lines.addWidget(nothing)
        self.recent_lines.addSpacing(12)
        foot = row()
        self.live.space(foot, (0, 0, 0, 0), 8)
        more = button()
        self.live.text(more, Message("Bring notes in"))
        self.live.icon(more, "download-simple", size=16)
        more.clicked.connect(lambda: self.wanted.emit("import", ""))
        foot.addWidget(more)
        foot.addStretch(1)
        self.recent_lines.addLayout(foot)
        self.recent_lines.addStretch(1)

    def _recent(self, one: dict[str, str]) -> QPushButton:
        path = Path(one["path"])
        there = path.exists()
        words = Words(one.get("title_en", ""), one.get("title_cy", "")) or Literal(path.stem)
        about: Sayable = Literal(self._when(one.get("when", "")) + path.name)
        if not there:
            about = Message("{file} is not there any more.", file=path.name)
        made = self._row(
            words, about, "check-circle" if there else "warning", "good" if there else "warn", weight="fill"
        )
        made.setToolTip(str(path))
        made.clicked.connect(lambda: self.wanted.emit("recent", str(path)))
        return made

    def _when(self, text: str) -> str:
        try:
            return f"{self.context.speaker.moment(datetime.fromisoformat(text))} · "
        except ValueError:
            return ""

    # Fitting

    def _fit(self) -> None:
        """Cards side by side while there is room, below each other at large letters; the slate side goes first."""
        theme = self.context.theme
        width = self.width() or theme.scaled(1366)
        self.side.setVisible(width >= theme.scaled(900))
        self.side.setFixedWidth(min(theme.scaled(452), width // 3))
        room = width - (self.side.width() if self.side.isVisibleTo(self) else 0)
        across = 3 if room >= theme.scaled(640) else 1
        for at in range(3):
            self.card_box.setColumnStretch(at, 1 if at < across else 0)
        for at in range(2):
            self.lists.setColumnStretch(at, 1)
        for at, card in enumerate(self.cards.values()):
            card.setMinimumWidth(1)
            self.card_box.addWidget(card, at // across, at % across)
            card.setMinimumHeight(theme.scaled(196 if across == 3 else 120))
        self.lists.addWidget(self.templates, 0, 0)
        self.lists.addWidget(
            self.recent_box, 0 if room >= theme.scaled(640) else 1, 1 if room >= theme.scaled(640) else 0
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def ready(self) -> None:
        """Show what is recent."""
        self.show_recent()

    def begin(self) -> None:
        """Put the focus on the first card."""
        self.cards["new"].setFocus()


def make(context: Context, window: Window) -> StartPage:
    """The first page of every start."""
    page = StartPage(context)
    page.wanted.connect(window.from_start)
    return page
