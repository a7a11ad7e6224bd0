"""The right side: findings of what is being written, what the Procurement Act says to it, whose voices it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hcd_studio.audience import tier_level
from hcd_studio.fields import TIERS, Id
from hcd_studio.questions.coverage import evidence
from hcd_studio.questions.trail import voices
from hcd_studio.records import Note, Participant
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words
from ui.clauses.findings import Findings
from ui.context import Context
from ui.parts import Live, clear, column, label, row, rule
from ui.trail import Trail, about

if TYPE_CHECKING:
    from hcd_studio.checks import Finding
    from hcd_studio.snapshot import Snapshot

HEARD = 3
"""So many voices are shown beside a need or a requirement."""


class Margin(QWidget):
    """Beside the editor."""

    wanted = Signal(str)

    def __init__(self, context: Context, *, law: bool):
        super().__init__()
        self.context = context
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (16, 14, 14, 18), 12)
        self.findings = Findings(context)
        lines.addWidget(self.findings)
        self.law = QWidget()
        self.law_says = self._box(lines, self.law, "scales", Message("Procurement Act 2023"))
        self.law.setVisible(law)
        self.lawful = law
        self.rests = QWidget()
        self.evidence = self._box(lines, self.rests, "users", Message("Evidence"))
        self.said = column()
        self.live.space(self.said, (0, 0, 0, 0), 8)
        self.rests_lines.addLayout(self.said)
        self.trail = Trail(context)
        self.trail.wanted.connect(self.wanted)
        lines.addWidget(self.trail)
        lines.addStretch(1)
        self._voices: tuple[object, ...] = ()

    def _box(self, lines: QVBoxLayout, box: QWidget, icon: str, words: Sayable) -> QLabel:
        inner = column(box)
        self.live.space(inner, (0, 0, 0, 0), 6)
        inner.addWidget(rule())
        head = row()
        sign, name = label(), label("head")
        self.live.picture(sign, icon, "bold", "ink", 17)
        self.live.text(name, words)
        head.addWidget(sign)
        head.addWidget(name, 1)
        inner.addLayout(head)
        says = label(wrap=True)
        inner.addWidget(says)
        lines.addWidget(box)
        self.rests_lines = inner
        return says

    def show_findings(self, found: Sequence[Finding]) -> None:
        """What was found at the record."""
        self.findings.show_findings(found)
        if self.lawful:
            self.live.text(self.law_says, law_words(found))

    def show_record(self, id: Id) -> None:
        """Whose voices a record rests on, what the pack prints of them, and its trail."""
        session = self.context.bridge.session
        if session is None:
            return
        snapshot = now(session, judged=True)
        heard = sorted(voices(snapshot, id), key=lambda one: not one.verbatim)
        self.live.text(self.evidence, evidence_words(snapshot, id, heard))
        shown = (tuple(heard[:HEARD]), self.context.speaker.language)
        if shown != self._voices:
            self._voices = shown
            self._show_voices(heard[:HEARD])
        self.trail.show_record(id)

    def _show_voices(self, notes: Sequence[Note]) -> None:
        clear(self.said)
        say = self.context.speaker.say
        for note in notes:
            words, who = label("voice" if note.verbatim else "", wrap=True), label("small", wrap=True)
            words.setText(f"“{note.text}”" if note.verbatim else note.text)
            who.setText(say(about(self.context, note)))
            words.setAccessibleName(f"{who.text()}: {words.text()}")
            self.said.addWidget(words)
            self.said.addWidget(who)


def law_words(found: Sequence[Finding]) -> Message:
    """What the checks of procurement law leave to say: they support a lawyer, they decide nothing."""
    rules = sorted({one.rule for one in found if one.family == "procurement" and one.waived is None})
    if rules:
        return Message(
            "Look again before the tender: {rules}. The checks support sections 23, 52 and 56; your lawyer decides.",
            rules=rules,
        )
    return Message(
        "Describes what it must do, not how it looks, and names no brand. Supports section 56; your lawyer decides."
    )


def evidence_words(snapshot: Snapshot, id: Id, heard: Sequence[Note]) -> Message:
    """How many independent voices, how far each may go, and how many the pack prints."""
    found = evidence(snapshot, id)
    if not heard:
        return Message("No voice yet: nobody can say whose experience this rests on.")
    levels = [_tier(snapshot, one) for one in heard]
    by_tier = {tier: levels.count(tier) for tier in TIERS if tier in levels}
    told = [Message("{tier}: {n}", tier=choice_words("note", "tier", tier), n=count) for tier, count in by_tier.items()]
    printed = sum(tier_level(one) >= tier_level("public") for one in levels)
    return Message(
        "Independent voices: {n}. How far each may go: {tiers}. The public pack prints {printed}.",
        n=found.sources, tiers=told, printed=printed,
    )  # fmt: skip


def _tier(snapshot: Snapshot, note: Note) -> str:
    person = snapshot.get(Participant, note.participant)
    level = tier_level(note.tier)
    if person is not None and person.tier:
        level = min(level, tier_level(person.tier))
    return TIERS[level]
