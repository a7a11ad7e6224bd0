"""Beside the findings: a pattern with what one would take of it, or a finding with all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLayout, QWidget

from hcd_studio.library.parts import USUAL, WORDS, parts_in, same_as_mine
from hcd_studio.records import KINDS
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words
from ui.context import Context
from ui.library.cards import from_words, share_words
from ui.library.voice import Voice
from ui.parts import Literal, Live, Scroll, button, clear, column, label, rule

if TYPE_CHECKING:
    from hcd_studio.library.catalogue import Finding
    from hcd_studio.library.catalogue.shares import Shared
    from hcd_studio.library.patterns import Pattern
    from hcd_studio.library.upstream import Upstream

PANEL = 340


class Panel(QWidget):
    """Scrolls what it says; its buttons stand at the foot."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        page = QWidget()
        self.lines = column(page)
        self.live.space(self.lines, (18, 14, 16, 12), 7)
        whole = column(self)
        self.back = button("link")
        self.live.text(self.back, Message("Back to what was found"))
        self.live.icon(self.back, "arrow-left", "bold", size=14)
        self.back.clicked.connect(self.left.emit)
        self.back.hide()
        whole.addWidget(self.back)
        self.area = Scroll(page)
        whole.addWidget(self.area, 1)
        foot = QWidget()
        self.foot = column(foot)
        self.live.space(self.foot, (18, 8, 16, 14), 8)
        whole.addWidget(foot)
        self.ticks: dict[str, QCheckBox] = {}

    def clear(self) -> None:
        """Show nothing."""
        self.ticks = {}
        for lines in (self.lines, self.foot):
            clear(lines)

    def _put(self, role: str, words: Sayable, *, to: QLayout | None = None) -> None:
        made = label(role, wrap=True)
        self.live.text(made, words)
        (to or self.lines).addWidget(made)

    def _button(self, action: str, kind: str = "") -> None:
        """A button that does what an action does, with its key in the tooltip."""
        made = button(kind)
        known = self.context.actions.known[action]
        self.live.text(made, known.title)
        keys = self.context.actions.keys_of(action)
        self.live.tip(made, Message("{what} ({key})", what=known.title, key=keys) if keys else known.title)
        if known.icon:
            self.live.icon(made, known.icon, "regular", "on_accent" if kind == "primary" else "ink")
        made.setEnabled(self.context.actions.can(action))
        made.clicked.connect(lambda: self.wanted.emit(action))
        self.foot.addWidget(made)

    # A pattern

    def show_pattern(self, pattern: Pattern, lifted: Sequence[Upstream]) -> None:
        """What it is, what one would take, what is the same here, and what became of it since it was lifted."""
        self.clear()
        bundle, session = pattern.bundle, self.context.bridge.session
        self._put("small", Message("Pattern"))
        self._put("page", bundle.title)
        self._put("muted", from_words(pattern))
        if bundle.about:
            self._put("", bundle.about)
        self.lines.addWidget(rule())
        counts = pattern.counts()
        for kind, words in (("need", Message("Needs")), ("requirement", Message("Requirements"))):
            if counts.get(kind):
                self._put("strong", Message("{kind}: {n}", kind=words, n=counts[kind]))
        self._put("strong", Message("Lifted by councils: {n}", n=len(pattern.lifted_by)))
        self.lines.addWidget(rule())
        self._put("head", Message("What you would take"))
        for part, n in parts_in(bundle).items():
            tick = QCheckBox()
            self.live.text(tick, Message("{part} ({n})", part=Message(WORDS[part]), n=n))
            tick.setChecked(part in USUAL)
            self.ticks[part] = tick
            self.lines.addWidget(tick)
        if session is not None:
            self._same(pattern)
        for one in lifted:
            self._upstream(one)
        self._facts(
            (Message("Contact"), bundle.extra.get("contact")), (Message("Evidence"), bundle.extra.get("evidence")),
            (Message("Licence"), bundle.licence), (Message("Lifted by"), ", ".join(pattern.lifted_by)),
        )  # fmt: skip
        self._put("muted", pattern.language_state())
        self._put("muted", Message("Each record says where it came from. One Ctrl+Z takes the whole lift back."))
        self.lines.addStretch(1)
        self._button("lift", "primary")
        self._button("preview_pattern")
        if any(one.is_newer for one in lifted):
            self._button("take_upstream")
        if lifted:
            self._button("improve")

    def _same(self, pattern: Pattern) -> None:
        session = self.context.bridge.session
        assert session is not None
        snapshot = session.snapshot()
        for kind in ("need", "requirement"):
            found = same_as_mine(snapshot, pattern.bundle, kind)
            if found:
                words = Message(
                    "The same as yours: {kind}, {n} of {all}. They stand side by side; nothing of yours is replaced.",
                    kind=KINDS[kind].term(), n=len(found), all=len(pattern.bundle.records.get(kind, ())),
                )  # fmt: skip
                self._put("agree", words)
                for record, _ in found[:5]:
                    self._put("small", Message("{ref} {title}", ref=getattr(record, "ref", ""), title=_title(record)))

    def _upstream(self, one: Upstream) -> None:
        self.lines.addWidget(rule())
        self._put("head", Message("Lifted into this workshop"))
        for message in list(one.messages())[:12]:
            self._put("", message)

    def parts(self) -> tuple[str, ...]:
        """The parts that are ticked."""
        return tuple(part for part, tick in self.ticks.items() if tick.isChecked())

    # A finding

    def show_finding(self, finding: Finding, shared: Shared | None, *, judge: bool) -> None:
        """All that a person needs to cite it and to judge it."""
        self.clear()
        self._put("small", KINDS[finding.kind].term())
        self._put("title", finding.words)
        if finding.words.en and finding.words.cy:
            mine = self.context.speaker.language
            self._put("muted", Literal(finding.words.en if mine == "cy" else finding.words.cy))
        if finding.voice:
            self.lines.addWidget(Voice(self.context, finding.voice))
        self._put("small", finding.citation())
        self._put("small", Message("To cite: {cite}", cite=finding.cite))
        if shared is not None and shared.asked:
            self.lines.addWidget(rule())
            self._put("lead", share_words(shared))
            trend = shared.trend()
            if trend is not None:
                self._put("", trend)
            self._put("small", Message("Share it: {councils}", councils=list(shared.sharing)))
            others = [one for one in shared.asked if one not in shared.sharing]
            if others:
                self._put("small", Message("Asked, not found: {councils}", councils=others))
        self.lines.addWidget(rule())
        barriers = [choice_words("pain", "barriers", one) for one in finding.barriers]
        self._facts(
            (Message("Service"), finding.service), (Message("Step"), finding.step), (Message("Method"), finding.method),
            (Message("Persona"), finding.persona), (Message("Barriers"), Message("{list}", list=barriers) if barriers else ""),
            (Message("Confidence"), choice_words(finding.kind, "confidence", finding.confidence) if finding.confidence else ""),
            (Message("Review by"), finding.review_by), (Message("Licence"), finding.licence),
            (Message("Contact"), finding.contact or Message("no contact given")),
        )  # fmt: skip
        self._put("muted", finding.language_state())
        self.lines.addStretch(1)
        if judge:
            self._button("same_pain", "primary")

    def _facts(self, *facts: tuple[Sayable, object]) -> None:
        for name, value in facts:
            if value:
                self._put("", Message("{name}: {value}", name=name, value=value))

    # Nothing yet

    def show_offers(self, words: Sayable, actions: Sequence[str]) -> None:
        """A sentence and what can be done."""
        self.clear()
        self._put("muted", words)
        self.lines.addStretch(1)
        for at, action in enumerate(actions):
            self._button(action, "" if at else "primary")


def _title(record: object) -> Sayable:
    from hcd_studio.columns import title_of
    from hcd_studio.records import Record

    assert isinstance(record, Record)
    return title_of(record)
