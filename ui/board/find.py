"""Finding on the map: which notes hold some words, in reading order, and the next one from here."""

from __future__ import annotations

from collections.abc import Iterable

from hcd_studio.fields import Id
from hcd_studio.records import Note, Participant
from hcd_studio.speech import Message
from ui.board.acts import Acts


class Finding:
    """What is looked for and what was found; shared by nobody, each view keeps its own."""

    def __init__(self, acts: Acts):
        self.acts = acts
        self.wanted = ""
        self.found: list[Id] = []

    def look(self, wanted: str, order: Iterable[Id]) -> int:
        """Look for words in text, translation, reference and participant's code; gives how many notes hold them."""
        self.wanted = wanted.strip()
        folded = self.wanted.casefold()
        self.found = [id for id in order if self._holds(id, folded)] if folded else []
        return len(self.found)

    def _holds(self, id: Id, folded: str) -> bool:
        note = self.acts.note(id)
        if note is None or self.acts.context.hiding.hides(note):
            return False
        if any(folded in text.casefold() for text in (note.text, note.translation, note.ref) if text):
            return True
        return bool(note.participant) and folded == self._code(note).casefold()

    def _code(self, note: Note) -> str:
        session = self.acts.session
        person = session.get(Participant, note.participant) if session else None
        return person.code if person else "\0"

    def next(self, current: Id, order: list[Id], by: int) -> Id:
        """The next one found from here, round and round; empty where nothing was found."""
        if not self.found:
            return ""
        if current in self.found:
            return self.found[(self.found.index(current) + by) % len(self.found)]
        place = {id: at for at, id in enumerate(order)}
        here = place.get(current, -1)
        ahead = [id for id in self.found if place.get(id, 0) > here]
        behind = [id for id in self.found if place.get(id, 0) < here]
        if by > 0:
            return (ahead or self.found)[0]
        return (behind or self.found)[-1]

    def told(self, id: Id) -> Message:
        """Which of how many."""
        return Message("{n} of {all} found", n=self.found.index(id) + 1, all=len(self.found))
