"""The day played back: what was heard in a page, what was decided and by whom, how people leave, and what happens next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QWidget

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.feelings import signed
from hcd_studio.questions.playback import Answered, Playback, playback
from hcd_studio.records import Action, Decision, Workshop
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable, number
from hcd_studio.words import choice_words
from ui.context import Context
from ui.flow import Flow
from ui.parts import Live, button, clear, column, label, row, rule

if TYPE_CHECKING:
    from ui.window import Window

KINDS = {
    "feeling",
    "vote",
    "ballot",
    "theme",
    "need",
    "decision",
    "action",
    "pulse",
    "link",
    "step",
    "stage",
    "workshop",
    "participant",
}


NARROW = 800
"""Below so many px at 100 % text the two columns stand below each other."""


class Kept(QListWidget):
    """Decisions and actions; Enter changes one, Delete removes it."""

    opened = Signal()
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class PlaybackPage(QWidget):
    """Two columns: heard at the left, decided and next at the right."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.live = Live(context, self)
        self.tools = self._make_tools()
        whole = self._whole = row(self)
        whole.setSpacing(0)
        self.heard, self.right = column(), column()
        for lines, share in ((self.heard, 1), (self.right, 1)):
            area, inner = QScrollArea(), QWidget()
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            inner.setProperty("ground", "none")
            inner.setLayout(lines)
            area.setWidget(inner)
            self.live.space(lines, (22, 14, 22, 14), 6)
            whole.addWidget(area, share)
        self.list = Kept()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.live.dress(self.list, "height", lambda: self.list.setMinimumHeight(context.theme.scaled(110)))
        self.live.name(self.list, Message("Decisions and actions"))
        self.list.opened.connect(self.edit)
        self.list.removed.connect(self.remove)
        self.list.itemDoubleClicked.connect(self.edit)
        self._arrange_right()
        for signal in (context.bridge.opened, context.speaker.changed):
            signal.connect(self.read)
        context.bridge.changed.connect(self._hear)
        self.read()

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        line = row(tools)
        hand = button("primary")
        self.live.text(hand, Message("Map and ranking for everybody …"))
        self.live.icon(hand, "printer", "regular", "on_accent")
        hand.clicked.connect(lambda: self.context.actions.run("hand_out"))
        line.addWidget(hand)
        return tools

    def _arrange_right(self) -> None:
        self._head(self.right, Message("What was decided, and who does what"))
        self.right.addWidget(self.list, 3)
        line = Flow()
        self.live.space(line, (0, 2, 0, 4), 8)
        for id, words, icon in (
            ("decide", Message("Keep a decision …"), "seal-check"), ("act", Message("Keep an action …"), "flag"),
        ):  # fmt: skip
            one = button()
            self.live.text(one, words)
            self.live.icon(one, icon)
            one.clicked.connect(partial(self.context.actions.run, id))
            line.addWidget(one)
        holder = QWidget()
        holder.setLayout(line)
        self.right.addWidget(holder)
        self.right.addWidget(rule())
        self._head(self.right, Message("Closing pulse"))
        self.pulse = column()
        self.right.addLayout(self.pulse)
        count = button()
        self.live.text(count, Message("Count the closing pulse …"))
        self.live.icon(count, "clipboard-text")
        count.clicked.connect(partial(self.context.actions.run, "pulse"))
        self.right.addWidget(count, 0, Qt.AlignmentFlag.AlignLeft)
        self.right.addWidget(rule())
        self._head(self.right, Message("What happens next"))
        self.next = column()
        self.right.addLayout(self.next)
        self.right.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() / self.context.theme.k < NARROW
        ways = QBoxLayout.Direction
        self._whole.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _head(self, lines: Any, words: Sayable) -> None:
        head = label("head", wrap=True)
        self.live.text(head, words)
        lines.addWidget(head)

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        return Message("Playback"), Message("Say back what was heard, and what happens next.")

    def begin(self) -> None:
        """Put the keys on the decisions."""
        self.list.setFocus()

    def _hear(self, told: Any) -> None:
        if KINDS & {one.table for pair in told.touched.values() for one in pair if one is not None}:
            self.read()

    def read(self) -> None:
        """Play back what the session holds."""
        session = self.context.bridge.session
        if session is None:
            return
        found = playback(now(session))
        clear(self.heard)
        self._show_heard(found)
        self._show_kept(found)
        self._show_pulse(found.pulse)
        self._show_next(session.workshop)

    def _line(
        self, lines: Any, mark: str, words: Sayable, figure: str = "", *, role: str = "", low: bool = False
    ) -> None:
        line = row()
        self.live.space(line, (0, 1, 0, 1), 8)
        number_, text, at_right = label("strong"), label(role, wrap=True), label("bad" if low else "strong")
        number_.setText(mark)
        self.live.dress(number_, "width", lambda: number_.setMinimumWidth(self.context.theme.scaled(24)))
        self.live.text(text, words)
        at_right.setText(figure)
        line.addWidget(number_, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        line.addWidget(at_right, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(line)

    def _show_heard(self, found: Playback) -> None:
        self._head(self.heard, Message("Where it hurts most, on the map"))
        for at, step, felt in found.low:
            self._line(self.heard, str(at), step.title, f"{signed(felt.mean or 0)}  n {felt.n}", low=True)
        if not found.low:
            self._none(Message("No low points: nobody has rated yet, or no step is below −0.95."))
        self.heard.addWidget(rule())
        self._head(self.heard, Message("What the room put first"))
        for one in found.top:
            figure = (
                Message("{dots} dots", dots=one.room.dots)
                if not one.room.concerns
                else Message("Dots: {dots}. Concerns: {concerns}.", dots=one.room.dots, concerns=one.room.concerns)
            )
            self._line(self.heard, str(one.place), title_of(one.record), self.context.speaker.say(figure))
        if not found.top:
            self._none(Message("No ranking yet: a blind round shows nothing before it is closed."))
        self.heard.addWidget(rule())
        self._head(self.heard, Message("What people need"))
        for one_ in found.needs:
            self._line(self.heard, one_.ref, title_of(one_))
        if not found.needs:
            self._none(Message("No needs yet."))
        self.heard.addStretch(1)

    def _none(self, words: Sayable) -> None:
        none = label("muted", wrap=True)
        self.live.text(none, words)
        self.heard.addWidget(none)

    def _show_kept(self, found: Playback) -> None:
        say = self.context.speaker.say
        at = self.list.currentRow()
        self.list.clear()
        for one in found.decisions:
            decision = one.decision
            parts = [f"{decision.ref}  {say(decision.title)}"]
            if decision.who:
                parts.append(say(Message("Decided by: {who}", who=decision.who)))
            grounds = [say(decision.evidence), *(say(title_of(each)) for each in one.evidence)]
            if any(grounds):
                parts.append(say(Message("On: {grounds}", grounds=[text for text in grounds if text])))
            if decision.rejected:
                parts.append(say(Message("Rejected: {what}", what=decision.rejected)))
            self._item(decision.id, "\n".join(parts))
        for action in found.actions:
            parts = [f"{action.ref}  {say(action.title)}"]
            owed = [
                text for text in (action.who, action.due, say(choice_words("action", "status", action.status))) if text
            ]
            self._item(action.id, "\n".join([*parts, " · ".join(owed)]))
        if not self.list.count():
            item = QListWidgetItem(
                say(Message("Nothing decided yet. Press D to keep a decision, A to keep an action."))
            )
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, min(at, self.list.count() - 1)))

    def _item(self, id: Id, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, id)
        self.list.addItem(item)

    def _show_pulse(self, answers: tuple[Answered, ...]) -> None:
        clear(self.pulse)
        for one in answers:
            figure = f"{number(one.mean, places=1)} / 5  n {one.n}" if one.mean is not None else "–"
            self._line(self.pulse, "", choice_words("pulse", "question", one.question), figure)

    def _show_next(self, workshop: Workshop) -> None:
        clear(self.next)
        words: list[Sayable] = [Message("The map and the ranking go home with everybody today.")]
        if workshop.withdraw_by:
            words.append(Message("Words can be taken back until {date}.", date=workshop.withdraw_by))
        words.append(
            Message("Contact: {contact}", contact=workshop.contact)
            if workshop.contact
            else Message("No contact yet: add it under Set-up, so that people can reach somebody.")
        )
        for one in words:
            said = label(wrap=True)
            self.live.text(said, one)
            self.next.addWidget(said)

    # What actions call

    def _chosen(self) -> Any:
        session, item = self.context.bridge.session, self.list.currentItem()
        id = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return session.find(id) if session is not None and id else None

    def decide(self) -> None:
        """Keep a decision."""
        from ui.dialogs.decision import DecisionDialog

        DecisionDialog(self.context, self.window()).open()

    def act(self) -> None:
        """Keep an action."""
        from ui.dialogs.action import ActionDialog

        ActionDialog(self.context, self.window()).open()

    def count(self) -> None:
        """Count the closing pulse."""
        from ui.dialogs.pulse import PulseDialog

        PulseDialog(self.context, self.window()).open()

    def edit(self, *_: object) -> None:
        """Change the chosen decision; an action is changed in the same way as any record."""
        found = self._chosen()
        if isinstance(found, Decision):
            from ui.dialogs.decision import DecisionDialog

            DecisionDialog(self.context, self.window(), found).open()
        elif isinstance(found, Action):
            from ui.dialogs.action import ActionDialog

            ActionDialog(self.context, self.window(), action=found).open()

    def remove(self) -> None:
        """Remove the chosen decision or action; Ctrl+Z brings it back."""
        found = self._chosen()
        if found is not None:
            self.context.bridge.do("remove_record", found)

    def hand_out(self) -> None:
        """Write map and ranking into one folder, to print or to send."""
        from ui.handing import hand_out

        hand_out(self.context, self.window_)

    def print_ranking(self) -> None:
        """The ranking on the printer that the person chooses."""
        from ui.printing import print_sheets

        print_sheets(self.context, self.window(), "ranking")


def make(context: Context, window: Window) -> PlaybackPage:
    """The page of the last minutes."""
    page = PlaybackPage(context, window)
    context.actions.serve("playback", page)
    return page
