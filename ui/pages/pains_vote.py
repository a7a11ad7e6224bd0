"""Vote: open a round, take votes by code or count them, close it; what it came to stands under Rank, and not before."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hcd_studio.fields import Id
from hcd_studio.questions.voting import turnout
from hcd_studio.records import Ballot, Participant
from hcd_studio.session import now
from hcd_studio.speech import Message
from hcd_studio.words import choice_words
from ui.context import Context
from ui.pages.pains_person import PersonPanel
from ui.pages.pains_votes import VotesGrid, VotesModel
from ui.parts import Live, button, column, label
from ui.tools import Tools


class VoteView(QWidget):
    """The round that was opened last, or another one."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.chosen: Id = ""
        self._last: list[tuple[Id, Id, str]] = []
        self.live = Live(context, self)
        self.model = VotesModel(context)
        self.grid = VotesGrid(context, self.model)
        self.panel = PersonPanel(context, self.model, self.grid)
        lines = column(self)
        self.live.space(lines, (14, 10, 14, 8), 8)
        self.tools = Tools(context, within=True)
        self.rounds = self.tools.switch(Message("Ballot"))
        self.rounds.chosen.connect(self.choose)
        actions = context.actions
        run = actions.run
        self.start = self.tools.button(Message("Open a ballot …"), "plus", lambda: run("open_ballot_now"))
        self.close_ = self.tools.button(Message("Close the ballot"), "lock-simple", lambda: run("close_ballot_now"))
        self.again = self.tools.button(Message("Open it again"), "arrow-clockwise", lambda: run("reopen_ballot_now"))
        self.count = self.tools.button(
            Message("Count paper or hands …"), "clipboard-text", lambda: run("count_votes_now")
        )
        lines.addWidget(self.tools)
        self.about = label("muted", wrap=True)
        lines.addWidget(self.about)
        lines.addWidget(self.grid, 1)
        self.empty = label("muted", wrap=True)
        lines.addWidget(self.empty)
        self.first = button("primary")
        self.live.text(self.first, Message("Open a ballot …"))
        self.first.clicked.connect(lambda: run("open_ballot_now"))
        lines.addWidget(self.first)
        lines.addStretch(0)
        self.setFocusProxy(self.grid)
        self.grid.given.connect(self.give)
        self.grid.counted.connect(self.set_count)
        self.grid.noted.connect(self.toggle_concern)
        self.grid.taken.connect(self.take_back)
        self.grid.moved.connect(self._follow)
        self.panel.options.wanted.connect(partial(self.give, kind="dot"))
        self.panel.options.itemDoubleClicked.connect(
            lambda item: self.give(str(item.data(0x0100)), "dot")  # UserRole
        )

    # Reading

    @property
    def ballot(self) -> Ballot | None:
        """The round that is shown."""
        session = self.context.bridge.session
        if session is None:
            return None
        return session.get(Ballot, self.chosen) or next(iter(reversed(session.all(Ballot))), None)

    def choose(self, id: Id) -> None:
        """Another round."""
        self.chosen = id
        self.read()

    def read(self) -> None:
        """Read the session anew, and stay at the person and the option where one is."""
        at = self.grid.currentIndex()
        person = self.model.people[at.row()].id if at.isValid() else ""
        ballot, session = self.ballot, self.context.bridge.session
        self.model.read(ballot.id if ballot else "")
        there = ballot is not None and bool(self.model.people and self.model.options)
        self.grid.setVisible(there)
        self.panel.setEnabled(there)
        self.first.setVisible(ballot is None)
        self.empty.setVisible(not there)
        self.empty.setText(self.context.speaker.say(self._lacking(ballot)))
        if session is not None:
            rounds = session.all(Ballot)
            self.rounds.setVisible(len(rounds) > 1)
            named = [(one.id, one.title or Message("Ballot"), "") for one in rounds]
            self.rounds.show_offers(named, ballot.id if ballot else "")
        open_ = ballot is not None and ballot.status == "open"
        for part, on in (
            (self.start, ballot is not None), (self.close_, open_), (self.count, open_),
            (self.again, ballot is not None and not open_),
        ):  # fmt: skip
            part.setVisible(on)
        self.about.setText(self._about(ballot))
        self.fit()
        if there:
            rows = [one.id for one in self.model.people]
            row = rows.index(person) if person in rows else 0
            column_ = max(0, min(at.column(), len(self.model.options) - 1))
            if (self.grid.currentIndex().row(), self.grid.currentIndex().column()) != (row, column_):
                self.grid.setCurrentIndex(self.model.index(row, column_))
                return
        self._follow()

    def fit(self) -> None:
        """Let the tools take no more than there is."""
        self.tools.fit(max(200, self.width() - 40))

    def _lacking(self, ballot: Ballot | None) -> Message:
        if ballot is None:
            return Message("Nobody has voted yet. Open a ballot: dots and concerns for each person.")
        if not self.model.options:
            return Message("There is nothing to vote on yet. Group notes under themes first.")
        return Message("Nobody can vote yet: add the people in the room, each by a code.")

    def _about(self, ballot: Ballot | None) -> str:
        session, say = self.context.bridge.session, self.context.speaker.say
        if ballot is None or session is None:
            return ""
        far = turnout(now(session), ballot)
        parts: list[Any] = [
            ballot.title or Message("Ballot"),
            choice_words("ballot", "status", ballot.status),
            Message("Voted: {voted} of {all}.", voted=far.voted, all=far.of),
        ]
        if ballot.voters == "leaders":
            parts.insert(1, Message("Leaders alone; never added to the room."))
        if ballot.status == "open" and ballot.blind:
            parts.append(Message("Results are hidden until it closes."))
        if far.counted:
            parts.append(Message("Counts without a code: {n}.", n=far.counted))
        return "  ·  ".join(say(one) for one in parts)

    def _person(self) -> Participant | None:
        at = self.grid.currentIndex().row()
        return self.model.people[at] if 0 <= at < len(self.model.people) else None

    def _follow(self) -> None:
        who = self._person()
        self.panel.show_person(who.id if who else "")

    # What keys do

    def give(self, letter: str, kind: str) -> None:
        """One more dot or concern of the person chosen for the option of that letter."""
        column_ = next((at for at, one in enumerate(self.model.options) if one.letter == letter), None)
        if column_ is None:
            self.context.bridge.tell(Message("There is no option {letter}.", letter=letter))
            return
        who = self._person()
        if who is not None:
            option = self.model.options[column_].record
            if self._set(column_, kind, self.model.given(who.id, option.id, kind) + 1):
                self._last.append((who.id, option.id, kind))

    def set_count(self, count: int) -> None:
        """So many dots in the cell chosen."""
        self._set(self.grid.currentIndex().column(), "dot", count)

    def toggle_concern(self) -> None:
        """A concern in the cell chosen, or none."""
        who, column_ = self._person(), self.grid.currentIndex().column()
        if who is not None and column_ >= 0:
            given = self.model.given(who.id, self.model.options[column_].record.id, "concern")
            self._set(column_, "concern", 0 if given else 1)

    def _set(self, column_: int, kind: str, count: int) -> bool:
        who, ballot = self._person(), self.ballot
        if who is None or ballot is None or not 0 <= column_ < len(self.model.options):
            return False
        target = self.model.options[column_].record
        if count == 0 and self.model.vote(who.id, target.id, kind) is None:
            return False
        before = self.context.bridge.session.seq if self.context.bridge.session else 0
        self.context.bridge.do("set_vote", target, who, count, ballot=ballot, kind=kind)
        after = self.context.bridge.session.seq if self.context.bridge.session else 0
        return after != before

    def take_back(self) -> None:
        """The last vote of the person chosen goes."""
        who = self._person()
        given = [one for one in self._last if who is not None and one[0] == who.id]
        for one in reversed(given):
            self._last.remove(one)
            vote = self.model.vote(*one)
            if vote is not None:
                self.context.bridge.do("take_vote_back", vote)
                return
        if who is not None:  # given before this page was shown
            kinds = (("dot", one) for one in reversed(self.model.options))
            found = next((vote for kind, one in kinds if (vote := self.model.vote(who.id, one.record.id, kind))), None)
            if found is not None:
                self.context.bridge.do("take_vote_back", found)

    # What actions call

    def open_ballot(self) -> None:
        """Ask for the rules of a new round."""
        from ui.dialogs.ballot import BallotDialog

        dialog = BallotDialog(self.context, self.window())
        dialog.opened.connect(self._opened)
        dialog.open()

    def _opened(self, id: str) -> None:
        self.chosen = id
        self._last.clear()
        self.read()
        QTimer.singleShot(0, self, self.grid.setFocus)

    def close_ballot(self) -> None:
        """No more votes; results may be seen."""
        if self.ballot is not None:
            self.context.bridge.do("close_ballot", self.ballot)

    def reopen_ballot(self) -> None:
        """Votes may be given again."""
        if self.ballot is not None:
            self.context.bridge.do("reopen_ballot", self.ballot)

    def count_votes(self) -> None:
        """Paper dots or raised hands, per table."""
        from ui.dialogs.count_votes import CountVotesDialog

        if self.ballot is not None:
            CountVotesDialog(self.context, self.window(), self.ballot).open()
