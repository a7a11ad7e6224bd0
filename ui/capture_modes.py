"""How the next note is kept: word for word or not, said in the other language, private, parked, along a paper sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from hcd_studio.records import Note
from hcd_studio.speech import Message, Sayable
from ui.parts import Literal

if TYPE_CHECKING:
    from ui.capture import CaptureBar

STICKY = ("said", "private", "sheet")
PARK = "/"
"""In the empty line: the next note goes to the parking lot."""


class Modes(QObject):
    """Each is remembered until it is changed; a choice of word for word goes with the kind, parking with one note."""

    changed = Signal()

    def __init__(self, bar: CaptureBar):
        super().__init__(bar)
        self.bar, self.context, self.place = bar, bar.context, bar.place
        self.said = self.private = self.sheet = self.parking = False
        self._verbatim: bool | None = None
        self._kind = ""
        self.place.changed.connect(self._follow)
        self.context.bridge.opened.connect(self._recall)
        self._recall()

    # What holds for the next note

    @property
    def verbatim(self) -> bool:
        """Whether it is kept word for word: a quote is, unless somebody says otherwise."""
        if self.said:
            return False
        return self.place.kind == "quote" if self._verbatim is None else self._verbatim

    @property
    def said_in(self) -> str:
        """The language it was said in, where that is not the one it is noted in."""
        return {"cy": "en", "en": "cy"}[self.place.language] if self.said else ""

    def words(self) -> list[Sayable]:
        """What is out of the ordinary, in words."""
        found: list[Sayable] = []
        if self._verbatim is not None and not self.said and self._verbatim != (self.place.kind == "quote"):
            found.append(self.how())
        if self.said:
            found.append({"cy": Message("said in Welsh"), "en": Message("said in English")}[self.said_in])
        for on, words in (
            (self.private, Message("private")), (self.sheet, Message("sheet")), (self.parking, Message("to be parked")),
        ):  # fmt: skip
            if on:
                found.append(words)
        return found

    def brief(self) -> str:
        """The same in as few letters as there is room for: EN › CY, private +1."""
        say = self.context.speaker.say
        found = [say(one) for one in self.words()]
        if self.said:
            at = found.index(say({"cy": Message("said in Welsh"), "en": Message("said in English")}[self.said_in]))
            found[at] = f"{self.said_in.upper()} › {self.place.language.upper()}"
        return found[0] + (f" +{len(found) - 1}" if len(found) > 1 else "") if found else ""

    def how(self) -> Sayable:
        """Word for word, or in other words."""
        return Message("Word for word") if self.verbatim else Message("Paraphrase")

    # What the actions do

    def toggle_verbatim(self) -> None:
        """A quote, or a paraphrase."""
        self._verbatim = not self.verbatim
        self.said = False
        self._turned(self.how())

    def toggle_said(self) -> None:
        """Said in the other language: what is noted is then a paraphrase."""
        self.said = not self.said
        noted = {"cy": "Cymraeg", "en": "English"}
        words = (
            Message("Said in {said}, noted in {noted}: a paraphrase.", said=Literal(noted[self.said_in or "cy"]),
                    noted=Literal(noted[self.place.language]))
            if self.said
            else Message("Noted in the language in which it is said.")
        )  # fmt: skip
        self._turned(words)

    def toggle_private(self) -> None:
        """In silence: other tables see blank sheets until they are revealed."""
        self.private = not self.private
        words = (
            Message("Private: other tables see blank sheets until it is revealed.")
            if self.private
            else Message("Not private.")
        )
        self._turned(words)
        if self.private and self.place.table is None:
            self.context.bridge.tell(Message("Choose a table first: what is private belongs to one."))

    def toggle_sheet(self) -> None:
        """Along a paper sheet: Enter in the empty line goes to the next step."""
        self.sheet = not self.sheet
        words = Message("Enter in the empty line goes to the next step.") if self.sheet else Message("The step stays.")
        self._turned(words)

    def park_next(self) -> None:
        """The next note goes to the parking lot."""
        self.parking = not self.parking
        self._turned(Message("The next note is parked.") if self.parking else Message("The next note goes to the map."))

    def park(self) -> None:
        """What is being typed is parked, else what is chosen, else the next note."""
        session = self.context.bridge.session
        if self.bar.field.text().strip() and self.bar.field.hasFocus():
            self.parking = True
            self.bar.keeper.keep(False)
            return
        notes = [one for id in self.context.selection.ids if session and (one := session.get(Note, id)) is not None]
        if notes and not self.bar.field.hasFocus():
            self.context.bridge.do("park_notes", tuple(notes))
        else:
            self.park_next()

    def _turned(self, words: Sayable) -> None:
        self._remember()
        self.changed.emit()
        self.context.bridge.tell(words)

    def kept(self) -> None:
        """A note was kept: what held for it alone is over."""
        if self.parking:
            self.parking = False
            self.changed.emit()

    # Following

    def _follow(self) -> None:
        if self.place.kind != self._kind:
            self._kind, self._verbatim = self.place.kind, None
        self.context.hiding.sit_at(self.place.table.id if self.place.table else "")
        self.changed.emit()

    def _recall(self) -> None:
        session = self.context.bridge.session
        kept: Any = self.context.settings.view(session.workshop.id).get("modes") if session else None
        known = kept if isinstance(kept, list) else []
        for name in STICKY:
            setattr(self, name, name in known)
        self._verbatim, self.parking = None, False
        self._follow()

    def _remember(self) -> None:
        session = self.context.bridge.session
        if session is not None:
            self.context.settings.view(session.workshop.id)["modes"] = [one for one in STICKY if getattr(self, one)]
