"""What one does with notes on the board or in the outline: each gesture ends in exactly one change, or in none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.records import Lane, Note, Step
from hcd_studio.speech import Message
from hcd_studio.verbs.notes import move_note
from ui.board.sayings import Sayings, ordered_steps

if TYPE_CHECKING:
    from hcd_studio.session import Session
    from ui.context import Context

Place = tuple[Id, Id]


class Twin(Protocol):
    """What the board and the outline both offer."""

    def isVisible(self) -> bool: ...
    def edit_current(self) -> None: ...
    def new_note(self) -> None: ...
    def grid(self) -> tuple[list[Id], list[Id]]: ...
    def order(self) -> list[Id]: ...
    def reveal(self, id: Id) -> None: ...


class Acts(QObject):
    """One for each window: the verbs of notes, on what is chosen."""

    cut_changed = Signal()

    def __init__(self, context: Context):
        super().__init__(context)
        self.context = context
        self.sayings = Sayings(context)
        self.twins: list[Twin] = []
        self.cut: frozenset[Id] = frozenset()
        self.aside = ""
        context.bridge.closed.connect(self.keep_cut)

    @property
    def session(self) -> Session | None:
        """The open session."""
        return self.context.bridge.session

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return self.session is not None and not self.session.store.read_only

    @property
    def twin(self) -> Twin | None:
        """The view that is seen."""
        return next((one for one in self.twins if one.isVisible()), self.twins[0] if self.twins else None)

    def note(self, id: Id) -> Note | None:
        """A note by its id."""
        return self.session.get(Note, id) if self.session else None

    def chosen(self) -> list[Note]:
        """The notes that are chosen, in reading order."""
        ids = [id for id in self.context.selection.ids if self.note(id) is not None]
        if len(ids) > 1 and self.twin is not None:
            place = {id: at for at, id in enumerate(self.twin.order())}
            ids.sort(key=lambda id: place.get(id, len(place)))
        return [note for id in ids if (note := self.note(id)) is not None]

    def notes_in(self, place: Place) -> list[Note]:
        """The notes of a cell, in order."""
        return [one for one in self.session.all(Note) if (one.step, one.lane) == place] if self.session else []

    # Writing

    def add(self, place: Place, text: str, after: Id = "") -> Id:
        """A new note in a cell; gives its id, empty where it failed."""
        session = self.session
        if session is None:
            return ""
        step, lane = session.get(Step, place[0]), session.get(Lane, place[1])
        behind = self.note(after) if after and self._place_of(after) == place else None
        made = self.context.bridge.do("add_note", step, lane, text, after=behind, **self._whose())
        if isinstance(made, Note):
            self.context.selection.set([made.id], place=place)
            return made.id
        return ""

    def put_aside(self, text: str) -> None:
        """The words of a new note that was given up: nothing is written, and the next new note begins with them."""
        self.aside = text
        short = " ".join(text.split())
        short = short if len(short) <= 40 else f"{short[:39]} …"
        self.context.bridge.tell(Message("Put aside: “{text}”. N brings it back.", text=short))

    def take_aside(self) -> str:
        """The words that were put aside; they are given once."""
        text, self.aside = self.aside, ""
        return text

    def _whose(self) -> dict[str, Any]:
        """Language, table, person and consent as the capture line has them: a note is the same wherever it is typed."""
        from ui.capture_place import Place as Capturing

        found = self.context.findChild(Capturing)
        if not isinstance(found, Capturing):
            return {"language": self.context.speaker.language}
        return {
            "language": found.language, "participant": found.person, "room_table": found.table, "tier": found.tier,
        }  # fmt: skip

    def edit(self, id: Id, text: str, prev: dict[str, Any]) -> bool:
        """Another text, said over what stood when its editor was opened."""
        note = self.note(id)
        if note is None:
            self.context.bridge.trouble.emit(gone())
            return False
        return self.context.bridge.do("edit_note", note, text, prev=prev) is not None

    def remove(self) -> None:
        """What is chosen goes; the focus stays near."""
        notes = self.chosen()
        if not notes:
            return
        order = self.twin.order() if self.twin else []
        ids = {note.id for note in notes}
        here = [note.id for note in self.notes_in((notes[-1].step, notes[-1].lane))]
        left = [id for id in here if id not in ids]
        behind = [id for id in here[here.index(notes[-1].id) + 1 :] if id not in ids] if order else []
        near = (behind or left[-1:] or [""])[0]
        place = (notes[-1].step, notes[-1].lane)
        if len(notes) == 1:
            done = self.context.bridge.do("remove_note", notes[0])
        else:
            done = self.context.bridge.do("remove_notes", tuple(notes))
        if done is not None:
            self.context.selection.set([near] if near else [], place=place)

    def duplicate(self) -> None:
        """A second one of each that is chosen, right behind it."""
        from hcd_studio.verbs.notes import duplicate_note

        notes = self.chosen()
        if len(notes) == 1:
            made = self.context.bridge.do("duplicate_note", notes[0])
            found = [made] if isinstance(made, Note) else []
        else:
            told = Message("Notes duplicated: {count}.", count=len(notes))
            done = self._together("duplicate_note", lambda draft: [duplicate_note(draft, one) for one in notes], told)
            found = done if isinstance(done, list) else []
        if found:
            self.context.selection.set([one.id for one in found])

    def drop(self, notes: Sequence[Note], place: Place, after: Id = "") -> bool:
        """Put notes into a cell, after one of its notes or first; nothing is written where they stand there already."""
        session = self.session
        step = session.get(Step, place[0]) if session else None
        if session is None or step is None or not notes:
            return False
        lane = session.get(Lane, place[1])
        here = [one.id for one in self.notes_in(place)]
        ids = [note.id for note in notes]
        kept = [id for id in here if id not in ids]
        at = kept.index(after) + 1 if after in kept else 0
        if [*kept[:at], *ids, *kept[at:]] == here:
            return False
        behind = self.note(after) if after in kept else None

        def act(draft: Draft) -> bool:
            last = behind
            for note in notes:
                move_note(draft, note, to=step, lane=lane, after=last, first=last is None)
                last = note
            return True

        done = self._together("move_note" if len(notes) == 1 else "move_notes", act)
        if done:
            self._tell_moved(ids)
        return bool(done)

    def unplace(self) -> None:
        """What is chosen goes back to the tray of what has no place yet."""
        notes = tuple(note for note in self.chosen() if note.step)
        if notes:
            self.context.bridge.do("unplace_notes", notes, count=len(notes))

    def shift(self, dx: int, dy: int) -> None:
        """Move what is chosen by the keys: to the next step, within its cell, or into the next lane."""
        notes = self.chosen()
        if not notes or self.twin is None:
            return
        if len(notes) == 1:
            self._shift_one(notes[0], dx, dy)
            return
        steps, lanes = self.twin.grid()
        targets = [(note, _beside(steps, note.step, dx), _beside(lanes, note.lane, dy)) for note in notes]
        if any(not step or (lane is None and dy) for _, step, lane in targets) or self.session is None:
            self.context.bridge.tell(Message("The map ends here."))
            return
        session = self.session

        def act(draft: Draft) -> bool:
            for note, step, lane in targets:
                to = session.get(Step, step or "")
                if to is not None:
                    move_note(draft, note, to=to, lane=session.get(Lane, lane or "") if dy else None)
            return True

        if self._together("move_notes", act, Message("Notes moved: {count}. Ctrl+Z undoes it.", count=len(notes))):
            self.context.selection.set([note.id for note in notes], place=self._place_of(notes[-1].id))

    def _shift_one(self, note: Note, dx: int, dy: int) -> None:
        assert self.twin is not None
        steps, lanes = self.twin.grid()
        here = [one.id for one in self.notes_in((note.step, note.lane))]
        at = here.index(note.id) if note.id in here else 0
        if dy and 0 <= at + dy < len(here):
            rest = [id for id in here if id != note.id]
            self.drop([note], (note.step, note.lane), rest[at + dy - 1] if at + dy else "")
            return
        step = _beside(steps, note.step, dx) if dx else note.step
        lane = _beside(lanes, note.lane, dy) if dy else note.lane
        if not step or lane is None:
            self.context.bridge.tell(Message("The map ends here."))
            return
        there = [one.id for one in self.notes_in((step, lane))]
        nth = min(at, len(there)) if dx else 0 if dy > 0 else len(there)
        self.drop([note], (step, lane), there[nth - 1] if nth else "")

    def _tell_moved(self, ids: Sequence[Id]) -> None:
        place = self._place_of(ids[-1])
        here = [one.id for one in self.notes_in(place)]
        nth = here.index(ids[-1]) + 1 if ids[-1] in here else 0
        self.context.bridge.tell(self.sayings.moved(*place, nth, len(here)))
        self.context.selection.set(ids, place=place)
        if self.twin is not None:
            self.twin.reveal(ids[-1])

    def _place_of(self, id: Id) -> Place:
        note = self.note(id)
        return (note.step, note.lane) if note else ("", "")

    def _together(self, verb: str, act: Callable[[Draft], Any], told: Message | None = None) -> Any:
        return self.context.bridge.together(verb, act, told)

    # Cutting

    def mark_cut(self, ids: Iterable[Id]) -> None:
        """These will move where one pastes; until then they stay."""
        self.cut = frozenset(ids)
        self.cut_changed.emit()

    def keep_cut(self) -> None:
        """What was cut stays where it is."""
        if self.cut:
            self.mark_cut(())


def acts_of(context: Context) -> Acts:
    """The acts of a window, shared by its views."""
    found = context.findChild(Acts)
    return found if isinstance(found, Acts) else Acts(context)


def _beside(ids: list[Id], id: Id, by: int) -> Id | None:
    """The neighbour in a row of ids, None at its end."""
    if not by:
        return id
    if id not in ids:
        return ids[0] if ids else None
    at = ids.index(id) + by
    return ids[at] if 0 <= at < len(ids) else None


def gone() -> Any:
    """The note that was being edited has been removed meanwhile."""
    from hcd_studio.speech import Trouble

    return Trouble(
        Message("The note has been removed meanwhile."),
        safe=Message("What you typed is still in the field."),
        do=Message("Copy it, or press Ctrl+Z to bring the note back, then keep it."),
    )


__all__ = ["Acts", "acts_of", "ordered_steps"]
