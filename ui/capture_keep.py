"""What Enter does in the capture line: keep a note, correct the last, go to a step, divide what is too long for one note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from hcd_studio.change import LONGEST_TEXT
from hcd_studio.dividing import LONG, divide
from hcd_studio.fields import Id
from hcd_studio.records import Note, Participant
from hcd_studio.speech import Message
from ui.strip import News

if TYPE_CHECKING:
    from ui.capture import CaptureBar

TOLD = "no_code_told"
REMEMBERED = 50
"""So many of the last notes can be brought back into the line by Up."""
NO_CODE = Message("A note without a code cannot be found by person.")


class Keeper(QObject):
    """Knows the last notes of this line, and which of them is being corrected."""

    def __init__(self, bar: CaptureBar):
        super().__init__(bar)
        self.bar, self.context, self.place, self.modes = bar, bar.context, bar.place, bar.modes
        self.last: list[Id] = []
        self.correcting: Id = ""
        self._before: tuple[str, Id, Id] = ("", "", "")
        self._prev: tuple[Any, ...] = ()
        bar.context.bridge.opened.connect(self._begin)
        bar.field.textEdited.connect(self._in_time)

    def _begin(self) -> None:
        self.last, self.correcting = [], ""

    # Keeping

    def keep(self, go_on: bool) -> None:
        """Enter: a number goes to that step, a text is kept; an empty line goes on along a sheet."""
        text = self.bar.field.text().strip()
        if self.correcting:
            self._correct(text)
        elif not text:
            if self.modes.sheet:
                self._next_on_sheet()
        elif text.isdecimal() and len(text) < 4 and self.place.go(int(text)):
            self.bar.field.empty()
            self.context.bridge.tell(self.bar.where())
        elif len(text) > LONG:
            self._long(text, go_on)
        else:
            self._keep((text,), go_on)

    def _keep(self, texts: tuple[str, ...], go_on: bool) -> None:
        place, modes = self.place, self.modes
        same: dict[str, Any] = {
            "kind": place.kind, "language": place.language, "participant": place.person, "room_table": place.table,
            "tier": place.tier, "verbatim": modes.verbatim, "private": modes.private, "parked": modes.parking,
            "said_in": modes.said_in,
        }  # fmt: skip
        if len(texts) == 1:
            made = self.context.bridge.do("add_note", place.step, place.lane, texts[0], **same, initiator=self.bar)
            notes = (made,) if isinstance(made, Note) else ()
        else:
            made = self.context.bridge.do(
                "add_notes", texts, step=place.step, lane=place.lane, **same, initiator=self.bar
            )
            notes = made if isinstance(made, tuple) else ()
        if not notes:
            return  # told above the line; the text stays in it
        self.bar.field.empty()
        self.last = [*self.last, *(one.id for one in notes)][-REMEMBERED:]
        parked = modes.parking
        modes.kept()
        if not parked:
            self.bar.kept.emit(notes[-1].id)
        if go_on:
            place.next_kind()

    def _long(self, text: str, go_on: bool) -> None:
        """A text that no note can show: divide it, keep it, or look at it again."""
        pieces = divide(text)
        answers = [Message("Divide it into notes: {n}", n=len(pieces))]
        if len(text) <= LONGEST_TEXT:
            answers.append(Message("Keep it as one note"))
        answers.append(Message("Back to the line"))
        words = Message("This is long for one note, characters: {n}.", n=len(text))
        chosen = self.context.ask.choose(
            words, answers, detail=Message("Nothing is lost either way: every word is kept.")
        )
        if chosen == 0:
            self._keep(pieces, go_on)
        elif chosen == 1 and len(answers) == 3:
            self._keep((text,), go_on)

    # Correcting

    def correct(self) -> None:
        """Bring the last note back into the line."""
        self.bar.begin()
        self.recall(-1)

    def recall(self, by: int) -> None:
        """Up brings the last note back into the line, again the one before; Down the next, and at last the empty line."""
        session = self.context.bridge.session
        if session is None or (self.bar.field.text().strip() and not self.correcting):
            return
        known = [id for id in self.last if (note := session.get(Note, id)) and not self.context.hiding.hides(note)]
        at = known.index(self.correcting) + by if self.correcting in known else len(known) + by
        if not known or at >= len(known):
            self.give_up()
            return
        note = session.get(Note, known[max(0, at)])
        if note is None:
            return
        if not self.correcting:
            self._before = (self.place.kind, *self.context.selection.place)
        self.correcting = note.id
        self._prev = tuple(head.id for head in session.store.heads(note.id, "text"))
        self.place.kind = note.kind or self.place.kind
        self.context.selection.stand(note.step, note.lane)
        self.bar.field.setText(note.text)
        self.bar.show_place()
        self.context.bridge.tell(Message("Correcting: {text}", text=note.text))

    def give_up(self) -> None:
        """The note stays as it was; the line is empty and stands where it stood."""
        if self.correcting:
            self.correcting = ""
            self.bar.field.empty()
            self._return()

    def _return(self) -> None:
        kind, step, lane = self._before
        self.place.kind = kind
        self.context.selection.stand(step, lane)
        self.bar.show_place()

    def _correct(self, text: str) -> None:
        """Enter replaces text, kind and place of the note as one change."""
        session = self.context.bridge.session
        note = session.get(Note, self.correcting) if session else None
        if note is None or not text:
            self.give_up()
            return
        place: dict[str, Any] = {}
        step, lane = self.context.selection.place
        if (step, lane) != (note.step, note.lane):
            place |= {"step": step, "lane": lane}
        if self.place.kind != note.kind:
            place["kind"] = self.place.kind
            place["verbatim"] = self.place.kind == "quote" and not note.said_in
        prev = {"text": self._prev}

        def act(draft: Any) -> None:
            from hcd_studio.verbs.notes import edit_note
            from hcd_studio.verbs.room import edit_record

            if text != note.text:
                edit_note(draft, note, text, prev=prev)
            if place:
                edit_record(draft, draft.fresh(note), **place)

        if self.context.bridge.together("edit_note", act, Message("Note changed.")) is not None:
            self.correcting = ""
            self.bar.field.empty()
            self._return()

    # Along a sheet

    def _next_on_sheet(self) -> None:
        """The next step; after the last the first again, for the next person."""
        ids = [id for _, id, _ in self.place.steps()]
        here = self.context.selection.place[0]
        if ids and here == ids[-1]:
            self.place.go(1)
            self._next_person()
        else:
            self.place.shift(1)
        self.context.bridge.tell(self.bar.where())

    def _next_person(self) -> None:
        session, person = self.context.bridge.session, self.place.person
        people = [one for one in session.all(Participant) if not one.withdrawn] if session else []
        ids = [one.id for one in people]
        if person is not None and person.id in ids:
            self.place.set_person(people[(ids.index(person.id) + 1) % len(ids)])

    # In time

    def _in_time(self, _text: str) -> None:
        """Said once in each session, while the first words without a code are typed and somebody's consent may matter."""
        session = self.context.bridge.session
        if session is None or self.place.person is not None or not (self.modes.verbatim or self.modes.said):
            return
        kept = self.context.settings.view(session.workshop.id)
        if kept.get(TOLD) or not session.all(Participant):
            return
        kept[TOLD] = True
        rest = Message(
            "If somebody withdraws, their words are found by the code. Choose one beside the line, or go on without."
        )
        self.bar.news.emit(News(NO_CODE, rest, "news"))
