"""The chips above the findings: which kind, and service, council, barrier, date, method, confidence, review."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from hcd_studio.speech import N_, Message, Sayable
from hcd_studio.words import choice_words
from ui.context import Context
from ui.flow import Flow
from ui.parts import Literal, Live, clear, tool

if TYPE_CHECKING:
    from hcd_studio.library.catalogue import Facets
    from ui.library.look import Seen

PATTERNS = "pattern"
KIND_CHIPS = (
    ("", N_("All")), ("finding", N_("Findings")), ("need", N_("Needs")), ("requirement", N_("Requirements")),
    (PATTERNS, N_("Patterns")),
)  # fmt: skip
FACET_WORDS = {
    "service": N_("Service"), "council": N_("Council"), "barrier": N_("Barrier"), "year": N_("Year"), "method": N_("Method"),
    "persona": N_("Persona"), "confidence": N_("Confidence"),
}  # fmt: skip
REVIEW = "review_before"
LONGEST = 30


class Chips(QWidget):
    """Each chip says how many there are; a chosen limit stands as a chip of its own that takes it away again."""

    chosen = Signal(object)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.flow = Flow()
        self.setLayout(self.flow)
        self.live.space(self.flow, (0, 0, 0, 0), 8)
        self.kind = ""
        self.kinds: dict[str, QToolButton] = {}
        self.limits: list[QToolButton] = []
        self.more: QToolButton | None = None

    def show_seen(self, facets: Facets, seen: Seen | None, patterns: int) -> None:
        """The chips of a search; the one that had the keys keeps them."""
        held = next((kind for kind, chip in self.kinds.items() if chip.hasFocus()), None)
        limited = any(one.hasFocus() for one in self.limits)
        clear(self.flow)
        self.kinds, self.limits = {}, []
        counts = {**(seen.kinds if seen is not None else {}), PATTERNS: patterns}
        counts[""] = counts.get("", 0) + patterns
        more = (
            "+"
            if seen is not None and sum(seen.kinds.get(one, 0) for one in ("finding", "need", "requirement")) >= 1000
            else ""
        )
        for kind, words in KIND_CHIPS:
            chip = tool("chip", checkable=True)
            self.live.text(
                chip,
                Message(
                    "{what} {n}{more}",
                    what=Message(words),
                    n=counts.get(kind, 0),
                    more=more if kind != PATTERNS else "",
                ),
            )
            chip.setChecked(kind == self.kind)
            chip.clicked.connect(partial(self._choose_kind, kind, facets))
            self.flow.addWidget(chip)
            self.kinds[kind] = chip
        for name, value in facets.as_json().items():
            if name != "kind":
                self._limit(facets, name, value)
        if seen is not None:
            self._offer(facets, seen)
        if held is not None:
            self.kinds[held].setFocus()
        elif limited and self.more is not None:
            self.more.setFocus()

    def _choose_kind(self, kind: str, facets: Facets, _on: bool = False) -> None:
        self.kind = kind
        self.chosen.emit(replace(facets, kind="" if kind == PATTERNS else kind))

    def _limit(self, facets: Facets, name: str, value: str) -> None:
        chip = tool("chip")
        words = self._words(name, value)
        self.live.text(chip, words)
        self.live.icon(chip, "x", "bold", size=12)
        self.live.name(chip, Message("{limit}: take this limit away", limit=words))
        chip.clicked.connect(lambda: self.chosen.emit(replace(facets, **{name: ""})))
        self.flow.addWidget(chip)
        self.limits.append(chip)

    def _words(self, name: str, value: str) -> Message:
        if name == REVIEW:
            return Message("Review due")
        said: Sayable = Literal(value[:80].replace("&", "&&"))  # a button takes one for a key
        if name in ("barrier", "confidence"):
            said = choice_words("pain", {"barrier": "barriers"}.get(name, name), value)
        known = {**FACET_WORDS, "since": N_("Since"), "until": N_("Until")}
        return Message("{name}: {value}", name=Message(known.get(name, name)), value=said)

    def _offer(self, facets: Facets, seen: Seen) -> None:
        chip = self.more = tool("chip")
        self.live.text(chip, Message("Council, barrier, date …"))
        self.live.icon(chip, "plus", "bold", size=12)
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(chip)
        say = self.context.speaker.say
        for name, words in FACET_WORDS.items():
            values = seen.spreads.get(name, {})
            if not values or getattr(facets, name):
                continue
            sub = menu.addMenu(say(Message(words)))
            for value, n in list(values.items())[:LONGEST]:
                entry = sub.addAction(f"{say(self._words(name, value))}  ({n})")
                entry.triggered.connect(
                    lambda _=False, name=name, value=value: self.chosen.emit(replace(facets, **{name: value}))
                )
        due = menu.addAction(say(Message("Review due")))
        today = datetime.now().astimezone().date().isoformat()
        due.triggered.connect(lambda _=False: self.chosen.emit(replace(facets, review_before=today)))
        chip.setMenu(menu)
        self.flow.addWidget(chip)
