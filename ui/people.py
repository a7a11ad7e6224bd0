"""People and their consent, from anywhere: of the note that is chosen, of the rows that are chosen, else somebody is picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hcd_studio.columns import title_of
from hcd_studio.records import Note, Participant, ParticipantGroup
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import TIER_WORDS
from ui.context import Context
from ui.palette import Picker

if TYPE_CHECKING:
    from ui.window import Window


class People(QObject):
    """Its methods are the actions of consent."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window

    def withdraw(self) -> None:
        """Somebody takes their consent back: everything they said is hidden everywhere at once."""
        self._whose(
            Message("Who withdraws?"),
            lambda one: not one.withdrawn,
            lambda one: self.context.bridge.do("withdraw", one),
        )

    def rejoin(self) -> None:
        """Somebody who withdrew takes part again."""
        self._pick(
            Message("Who takes part again?"),
            lambda one: one.withdrawn,
            lambda one: self.context.bridge.do("rejoin", one),
        )

    def consent(self) -> None:
        """Somebody says how far their words may travel."""
        self._whose(Message("Whose words?"), lambda one: not one.withdrawn, self._tier)

    def erase(self) -> None:
        """Somebody wants their words erased for good; the dialog says what that means."""
        from ui.dialogs.people import EraseDialog

        self._pick(
            Message("Whose words are erased for good?"),
            lambda _: True,
            lambda one: EraseDialog(self.context, self.window, one).open(),
        )

    def reveal(self) -> None:
        """What the tables wrote in silence may now be read by everybody here."""
        done = self.context.bridge.do("reveal_notes", quiet=True)
        if done is not None:
            n = len(done) if isinstance(done, tuple) else 0
            words = Message("Notes revealed: {n}.", n=n) if n else Message("Nothing was written in silence.")
            self.context.bridge.tell(words)

    def _tier(self, one: Participant) -> None:
        say = self.context.speaker.say
        code = one.code

        def take(tier: str) -> None:
            session = self.context.bridge.session
            fresh = session.get(Participant, one.id) if session else None
            if fresh is not None:
                self.context.bridge.do("set_consent", fresh, tier)

        offers = [(tier, say(Message(words)), "shield-check") for tier, words in TIER_WORDS.items()]
        Choosing(
            self.context, self.window, Message("How far may the words of {code} travel?", code=code), offers, take
        ).open()

    def _whose(self, ask: Sayable, fits: Callable[[Participant], bool], act: Callable[[Participant], object]) -> None:
        """Whoever is meant by what is chosen; where that says nobody, somebody is picked."""
        found = [one for one in self.meant() if fits(one)]
        if len(found) == 1:
            act(found[0])
        else:
            self._pick(ask, fits, act)

    def meant(self) -> list[Participant]:
        """The people behind what is chosen: rows of the set-up page, else the chosen note."""
        session = self.context.bridge.session
        if session is None:
            return []
        if self.window.shown == "setup":
            grid = self.window.page("setup").section.grid  # type: ignore[attr-defined]
            return [one for one in grid.chosen() if isinstance(one, Participant)] if grid is not None else []
        note = session.get(Note, self.context.selection.current)
        person = session.get(Participant, note.participant) if note is not None else None
        return [person] if person is not None else []

    def _pick(self, ask: Sayable, fits: Callable[[Participant], bool], act: Callable[[Participant], object]) -> None:
        session, say = self.context.bridge.session, self.context.speaker.say
        people = [one for one in session.all(Participant) if fits(one)] if session else []
        if session is None or not people:
            self.context.bridge.tell(Message("There is nobody of whom this could be said."))
            return

        def told(one: Participant) -> str:
            group = session.get(ParticipantGroup, one.group)
            return "  ".join(part for part in (one.code, say(title_of(group)) if group else "") if part)

        def take(id: str) -> None:
            found = session.get(Participant, id)
            if found is not None:
                act(found)

        Choosing(self.context, self.window, ask, [(one.id, told(one), "user-circle") for one in people], take).open()


class Choosing(Picker):
    """One of a list, found by typing."""

    def __init__(
        self, context: Context, parent: QWidget, ask: Sayable, offers: Sequence[tuple[str, str, str]],
        take: Callable[[str], Any],
    ):  # fmt: skip
        self._offers, self._take = offers, take
        super().__init__(context, parent, ask)

    def offers(self, words: list[str]) -> list[tuple[str, str, str, bool]]:
        """Those that hold all that was typed."""
        return [
            (id, said, icon, True) for id, said, icon in self._offers if all(word in said.casefold() for word in words)
        ]

    def chosen(self, id: str) -> None:
        """Hand on what was chosen."""
        self._take(id)


def begin_people(context: Context, window: Window) -> None:
    """Offer the actions of people, and a place for “do not record” above the capture line."""
    from ui.quiet import Quiet

    quiet = Quiet(context, window)
    window.lines.insertWidget(window.lines.count() - 1, quiet.panel)
    context.actions.serve("quiet", quiet)
    context.actions.serve("people", People(context, window))
