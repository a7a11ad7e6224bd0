"""What hurts, and where: notes are grouped under themes, the room votes, and what it gave is ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from hcd_studio.fields import Id
from hcd_studio.records import Note, Pain, Theme
from hcd_studio.speech import Message, Sayable
from ui.access import announce
from ui.board.wall import WallView
from ui.context import Context
from ui.pages.pains_panel import PainsPanel
from ui.pages.pains_rank import KINDS_HEARD, RankView
from ui.pages.pains_vote import VoteView
from ui.parts import column
from ui.tools import Tools
from ui.with_panel import WithPanel

if TYPE_CHECKING:
    from ui.window import Window

MODES = (
    ("group", Message("Group", context="to group"), "kanban"),
    ("rank", Message("Rank"), "list-bullets"),
    ("vote", Message("Vote", context="to vote"), "circle"),
)
PANEL = 340


class PainsPage(QWidget):
    """Three modes over the same themes; the panel follows each."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.mode = "group"
        self.wall, self.rank, self.vote = WallView(context), RankView(context), VoteView(context)
        self.wall.setProperty("plain", "true")
        self.panel = PainsPanel(context)
        self.modes, self.panels = QStackedWidget(), QStackedWidget()
        for stack, parts in (
            (self.modes, (self.wall, self.rank, self.vote)),
            (self.panels, (self.panel, self.vote.panel)),
        ):
            stack.setMinimumSize(1, 1)
            for part in parts:
                stack.addWidget(part)
        self.both = WithPanel(context, self.modes, self.panels, PANEL)
        whole = column(self)
        whole.addWidget(self.both)
        self.tools = Tools(context)
        self.switch = self.tools.switch(Message("Group, rank or vote"))
        self.switch.show_offers(MODES, self.mode)
        self.switch.chosen.connect(self.show_mode)
        self._stale = True
        bridge = context.bridge
        bridge.opened.connect(self._open)
        bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self.read)
        context.theme.changed.connect(self._dress)
        context.selection.changed.connect(self._follow)
        self.rank.moved.connect(self._show_ranked)
        self.rank.table.entered.connect(self._open_form)
        self.panel.wanted.connect(self._open_form)
        self._open()

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        session = self.context.bridge.session
        notes = [one for one in session.all(Note) if one.kind == "pain"] if session else []
        themes = session.all(Theme) if session else ()
        known = {one.id for one in themes}
        about = Message(
            "Notes: {notes}. Themes: {themes}. Not grouped yet: {loose}.",
            notes=len(notes), themes=len(themes), loose=sum(one.theme not in known for one in notes),
        )  # fmt: skip
        return Message("What hurts, and where"), about

    def begin(self) -> None:
        """Put the keys on what is shown; what is captured here is a pain point."""
        if self._stale:
            self.read()
        if self.window_.working:
            self.window_.capture.place.choose("pain")
        if self.mode == "group" and not self.wall.hasFocus():
            ids = self.wall.board.ids()
            if self.context.selection.current not in ids and ids:
                self.wall.walker.stand_on(ids[0])
        if self.window_.working:  # votes need the room where letters are large
            self.window_.capture.setVisible(self.mode == "group" or not self.both.cramped())
        self._shown().setFocus()

    def read(self) -> None:
        """Read the session anew, where somebody looks."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if self.mode == "rank":
            self.rank.read()
        if self.mode == "vote":
            self.vote.read()
        else:
            self.panel.read()

    def _open(self) -> None:
        self.wall.zoom_full()
        self._stale = True
        self.read()

    def _dress(self) -> None:
        if self.isVisible():
            self.panel.read()
            self.rank.table.fit()

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & (KINDS_HEARD | {"note"}):
            self.read()

    def _follow(self) -> None:
        if self.isVisible() and self.mode == "group":
            QTimer.singleShot(0, self, self._show_place)

    def _show_place(self) -> None:
        if self.mode != "group":
            return
        theme = self.wall.wall.theme()
        self.panel.show_place(theme.id if theme else "", self.context.selection.ids)

    def _show_ranked(self, id: Id) -> None:
        session = self.context.bridge.session
        if session is None or not id or self.mode != "rank":
            return
        if session.get(Pain, id) is not None:
            self.panel.show_pain(id)
        else:
            self.panel.pain = ""
            self.panel.show_place(id, ())

    def _open_form(self, pain: Id) -> None:
        session = self.context.bridge.session
        if pain and session is not None and session.get(Pain, pain) is None:
            return
        self.panel.show_pain(pain)
        if pain:
            if not self.both.shown:
                self.both.toggle()
            QTimer.singleShot(0, self, self.panel.begin_form)

    # Modes

    def _shown(self) -> QWidget:
        return {"group": self.wall, "rank": self.rank, "vote": self.vote}[self.mode]

    def show_mode(self, mode: str) -> None:
        """Group, rank or vote."""
        self.mode = mode
        self.switch.show_value(mode)
        self.modes.setCurrentWidget(self._shown())
        self.panels.setCurrentWidget(self.vote.panel if mode == "vote" else self.panel)
        self.panel.show_pain("")
        if self.both.turned:
            self.both.toggle()
        self._stale = True
        self.begin()
        self.context.actions.refresh()
        announce(self, self.context.speaker.say(next(words for name, words, _ in MODES if name == mode)))

    def resizeEvent(self, event: object) -> None:
        for part in (self.vote, self.rank):
            part.tools.fit(max(200, self.modes.width() - 40))

    # What actions call

    @property
    def grouping(self) -> bool:
        """Whether the wall is shown."""
        return self.mode == "group"

    @property
    def ranking(self) -> bool:
        """Whether the ranking is shown."""
        return self.mode == "rank"

    @property
    def voting(self) -> bool:
        """Whether votes are taken."""
        return self.mode == "vote"

    @property
    def officer(self) -> bool:
        """Whether the officer's scores are shown."""
        return self.mode == "rank" and self.rank.officer

    def toggle_officer(self) -> None:
        """From the room's ranking to the officer's scores, or back."""
        officer = not self.officer
        self.show_mode("rank")
        self.rank.choose_who(officer=officer)

    def remove_pain(self) -> None:
        """The pain point that is shown goes; what it rests on stays."""
        session = self.context.bridge.session
        found = session.get(Pain, self.panel.pain) if session else None
        if found is None:
            self.context.bridge.tell(Message("Choose a pain point first."))
        elif self.context.bridge.do("remove_record", found) is not None:
            self.panel.show_pain("")


class Modes:
    """What actions of the page call, by the mode that each belongs to."""

    def __init__(self, page: PainsPage):
        self._page = page

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def show_group(self) -> None:
        """Group."""
        self._page.show_mode("group")

    def show_rank(self) -> None:
        """Rank."""
        self._page.show_mode("rank")

    def show_vote(self) -> None:
        """Vote."""
        self._page.show_mode("vote")

    def open_ballot(self) -> None:
        """Ask for the rules of a new round."""
        self._vote().open_ballot()

    def close_ballot(self) -> None:
        """Close the round, and show what it came to."""
        ballot = self._page.vote.ballot
        self._vote().close_ballot()
        if ballot is not None and self._page.vote.ballot is not None and self._page.vote.ballot.status == "closed":
            self._page.rank.on = ballot.on
            self._page.rank.officer = False
            self._page.show_mode("rank")

    def reopen_ballot(self) -> None:
        """Take votes again."""
        self._vote().reopen_ballot()

    def count_votes(self) -> None:
        """Count paper or hands."""
        self._vote().count_votes()

    def add_concern(self) -> None:
        """A concern for the option chosen."""
        self._vote().toggle_concern()

    def take_back(self) -> None:
        """The last vote of the person goes."""
        self._vote().take_back()

    def next_person(self) -> None:
        """To the next person."""
        self._vote().grid.go_on()

    def _vote(self) -> VoteView:
        if self._page.mode != "vote":
            self._page.show_mode("vote")
        return self._page.vote


def make(context: Context, window: Window) -> PainsPage:
    """The page of pain points."""
    page = PainsPage(context, window)
    context.actions.serve("pains", Modes(page))
    context.actions.serve("wall", page.wall.wall)
    return page
