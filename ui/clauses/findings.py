"""The findings beside an editor: what, why, what to do; a suggestion is one click, setting aside asks for a reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDesktopServices, QFontMetrics
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from hcd_studio.records import Waiver
from hcd_studio.speech import N_, Message, Sayable
from ui.clauses.watch import LOOK, SEVERITY
from ui.context import Context
from ui.fields import SIDES
from ui.flow import Flow
from ui.parts import Literal, Live, button, clear, column, label, restyle, row

if TYPE_CHECKING:
    from hcd_studio.checks import Finding, Suggestion

ROOM = 215
"""So much of a suggestion has room on its button, in px at 100 %."""
MOST = 12
"""So many cards are laid out; who mends these sees the next."""
COUNTED = {"stops": N_("{n} stop the issue"), "mend": N_("{n} to mend"), "advice": N_("Advice: {n}")}


class Card(QFrame):
    """One finding."""

    def __init__(self, context: Context, finding: Finding):
        super().__init__()
        self.context, self.finding = context, finding
        self.setProperty("panel", "finding")
        self.setProperty("severity", finding.severity)
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (12, 8, 10, 10), 6)
        head = row()
        sign = label()
        icon, colour = LOOK[finding.severity]
        self.live.picture(sign, icon, "fill", colour, 18)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        tag = label("small")
        tongue = dict(SIDES).get(finding.place.language, "")
        tag.setText(f"{finding.rule} · {tongue}" if tongue else finding.rule)
        self.what = label("row", wrap=True)
        self.live.text(self.what, finding.message)
        head.addWidget(self.what, 1)
        lines.addLayout(head)
        lines.addWidget(tag)
        why = label(wrap=True)
        self.live.text(why, Message("{reason} {remedy}", reason=finding.reason, remedy=finding.remedy))
        lines.addWidget(why)
        self.does = Flow()
        self.live.space(self.does, (0, 0, 0, 0), 8)
        lines.addLayout(self.does)
        severity = Message(SEVERITY[finding.severity])
        self.live.name(
            self, Message("{severity}, {rule}: {what}", severity=severity, rule=finding.rule, what=finding.message)
        )

    def offer(self, words: Sayable, act: Any, tip: Sayable | None = None) -> QPushButton:
        """One more thing that can be done about it."""
        made = button()
        self.live.say(made, "text", lambda said: made.setText(self._cut(said)), words)
        self.live.tip(made, words)
        self.live.name(made, Message("{what}: {finding}", what=words, finding=self.finding.message))
        if tip is not None:
            self.live.tip(made, tip)
        made.clicked.connect(act)
        self.does.addWidget(made)
        return made

    def _cut(self, words: str) -> str:
        """As much as has room in a card; the whole stands in the tooltip."""
        theme = self.context.theme
        metrics = QFontMetrics(theme.font("body"))
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, theme.scaled(ROOM))

    def point(self, on: bool) -> None:
        """Show that the cursor stands on its words."""
        restyle(self, "pointed", "yes" if on else "")


class Findings(QWidget):
    """The cards of one record; asks the page to go to words, to mend and to set aside."""

    go_wanted = Signal(object)
    mend_wanted = Signal(object, object)
    waive_wanted = Signal(object)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (0, 0, 0, 0), 10)
        self.head = QWidget()
        line = Flow()
        self.head.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 8)
        name = label("head")
        self.live.text(name, Message("Findings"))
        line.addWidget(name)
        self.chips = {}
        for severity in SEVERITY:
            chip = label("count")
            chip.setProperty("severity", severity)
            line.addWidget(chip)
            self.chips[severity] = chip
        lines.addWidget(self.head)
        self.none = label("muted", wrap=True)
        self.live.text(self.none, Message("Nothing found: clear, testable, in both languages."))
        lines.addWidget(self.none)
        self.box = column()
        self.live.space(self.box, (0, 0, 0, 0), 10)
        lines.addLayout(self.box)
        self.cards: list[Card] = []
        self.shown: tuple[Finding, ...] = ()
        self._reading: tuple[Any, ...] = ()

    def show_findings(self, found: Sequence[Finding], where: Sayable | None = None) -> None:
        """Lay the cards out, those that stop the issue first; set-aside ones last, with their reason."""
        order = list(SEVERITY)
        shown = tuple(sorted(found, key=lambda one: (one.waived is not None, order.index(one.severity))))
        reading = (shown, self.context.speaker.language)
        if reading == self._reading:
            return
        self._reading, self.shown = reading, shown
        standing = [one for one in shown if one.waived is None]
        for severity, chip in self.chips.items():
            n = sum(one.severity == severity for one in standing)
            chip.setVisible(bool(n))
            self.live.text(chip, Message(COUNTED[severity], n=n))
        self.none.setVisible(not standing)
        clear(self.box)
        self.cards = []
        for one in standing[:MOST]:
            self.cards.append(self._card(one))
            self.box.addWidget(self.cards[-1])
        rest = len(standing) - len(self.cards)
        if rest:
            more = label("muted", wrap=True)
            more.setText(self.context.speaker.say(Message("And {n} more, once these are mended.", n=rest)))
            self.box.addWidget(more)
        for one in [one for one in shown if one.waived is not None][:MOST]:
            self.box.addWidget(self._aside(one))

    def _card(self, finding: Finding) -> Card:
        card = Card(self.context, finding)
        if finding.place.field:
            card.offer(Message("Show"), lambda: self.go_wanted.emit(finding), Message("Go to the words"))
        for one in finding.suggestions[:4]:
            card.offer(one.words, partial(self._mend, finding, one))
        card.offer(Message("Set aside …"), lambda: self.waive_wanted.emit(finding))
        if finding.reference.link:
            card.offer(
                Message("Read more"), lambda: QDesktopServices.openUrl(finding.reference.link), finding.reference.text
            )
        return card

    def _mend(self, finding: Finding, suggestion: Suggestion) -> None:
        QTimer.singleShot(0, self, lambda: self.mend_wanted.emit(finding, suggestion))  # the button goes with its card

    def _aside(self, finding: Finding) -> QWidget:
        made, lines = QWidget(), column()
        made.setLayout(lines)
        words = label("muted", wrap=True)
        waiver = finding.waived
        assert waiver is not None
        said = Message("{rule} set aside by {who}: {reason}", rule=finding.rule, who=waiver.who, reason=waiver.reason)
        words.setText(self.context.speaker.say(said))
        lines.addWidget(words)
        back = button("link")
        back.setText(self.context.speaker.say(Message("Let it count again")))
        back.setAccessibleName(
            self.context.speaker.say(Message("Let it count again: {rule}", rule=Literal(finding.rule)))
        )
        back.clicked.connect(lambda: QTimer.singleShot(0, self, partial(self._lift, waiver)))
        lines.addWidget(back)
        return made

    def _lift(self, waiver: Waiver) -> None:
        self.context.bridge.do("lift_waiver", waiver)

    def point_at(self, finding: Finding | None) -> None:
        """Show which finding the cursor stands on."""
        for card in self.cards:
            card.point(finding is not None and same(card.finding, finding))


def same(one: Finding, other: Finding) -> bool:
    """Whether two readings tell of the same thing: same rule, same place."""
    return (one.rule, one.place) == (other.rule, other.place)
