"""The menus of the capture line: what can be chosen is read when a menu opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.records import Participant, RoomTable
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import KIND_WORDS, TIER_WORDS
from ui.frame_actions import KINDS, TYPING
from ui.parts import Literal

if TYPE_CHECKING:
    from ui.capture import CaptureBar

SIGNS = {
    ">": "action", '"': "quote", "“": "quote", "~": "thought", "!": "pain", "*": "idea", "#": "evidence",
    "?": "question", "+": "need",
}  # fmt: skip
"""One key in the empty field that chooses the kind; letters would swallow the first letter of what was said."""

LANGUAGES = (("cy", "Cymraeg"), ("en", "English"))


class Choosers(QObject):
    """Fills each menu and hands on what was chosen."""

    def __init__(self, bar: CaptureBar):
        super().__init__(bar)
        self.bar, self.context = bar, bar.context
        for chooser, fill in (
            (bar.kind, self._kind_menu), (bar.step, self._step_menu), (bar.table, self._table_menu),
            (bar.person, self._person_menu), (bar.language, self._language_menu), (bar.tier, self._tier_menu),
            (bar.how, self._how_menu),
        ):  # fmt: skip
            chooser.menu().aboutToShow.connect(fill)

    def _kind_menu(self) -> None:
        menu = self.bar.kind.menu()
        menu.clear()
        signs = {kind: sign for sign, kind in reversed(SIGNS.items())}
        for kind, letter, _ in KINDS:
            words = self.context.speaker.say(Message(KIND_WORDS[kind]))
            one = menu.addAction(f"{words}\tAlt+{letter}   {signs[kind]}")
            edge = self.context.theme.note(kind).edge.name()
            one.setIcon(self.context.theme.icon(KIND_ICONS[kind], "fill", edge, 16))
            one.triggered.connect(partial(self.bar.choose, kind))

    def _step_menu(self) -> None:
        menu = self.bar.step.menu()
        menu.clear()
        for number, step, words in self.bar.place.steps():
            key = f"\tAlt+{'Shift+' if number > 10 else ''}{number % 10}" if number <= 20 else ""
            one = menu.addAction(f"{number}  {self.context.speaker.say(words)}".replace("&", "&&") + key)
            one.setCheckable(True)
            one.setChecked(self.bar.place.step is not None and step == self.bar.place.step.id)
            one.triggered.connect(partial(self._go, number))
        menu.addSeparator()
        menu.addAction(self.context.speaker.say(Message("No place yet"))).triggered.connect(partial(self._go, 0))

    def _go(self, number: int) -> None:
        self.bar.place.go(number)
        self.bar.begin()

    def _table_menu(self) -> None:
        session = self.context.bridge.session
        tables = session.all(RoomTable) if session else ()
        found = [(one, Message("Table {name}", name=one.name)) for one in tables]
        self._offer(
            self.bar.table.menu(), [(None, Message("No table")), *found], self.bar.place.table, self.bar.place.set_table
        )

    def _person_menu(self) -> None:
        session = self.context.bridge.session
        people = [one for one in session.all(Participant) if not one.withdrawn] if session else []
        found = [(one, Literal(f"{one.code}  {one.group}".strip())) for one in people]
        self._offer(
            self.bar.person.menu(),
            [(None, Message("No code")), *found],
            self.bar.place.person,
            self.bar.place.set_person,
        )

    def _language_menu(self) -> None:
        offers = [(code, Literal(name)) for code, name in LANGUAGES]
        self._offer(self.bar.language.menu(), offers, self.bar.place.language, self.bar.place.set_language)

    def _tier_menu(self) -> None:
        offers = [(name, Message(words)) for name, words in TIER_WORDS.items()]
        self._offer(self.bar.tier.menu(), offers, self.bar.place.tier or "room", self.bar.place.set_tier)

    def _how_menu(self) -> None:
        menu = self.bar.how.menu()
        menu.clear()
        for action in TYPING:
            menu.addAction(self.context.actions.qt[action.id])

    def _offer(
        self, menu: QMenu, offers: Sequence[tuple[Any, Sayable]], chosen: object, choose: Callable[[Any], None]
    ) -> None:
        menu.clear()
        for value, words in offers:
            one = menu.addAction(self.context.speaker.say(words).replace("&", "&&"))
            one.setCheckable(True)
            one.setChecked(value == chosen)
            one.triggered.connect(partial(self._chosen, choose, value))

    def _chosen(self, choose: Callable[[Any], None], value: Any) -> None:
        choose(value)
        self.bar.begin()
