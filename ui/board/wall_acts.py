"""What one does on the theme wall: group, name, split, merge, order, and make pain points; each is one change or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.questions.voting import letters
from hcd_studio.records import Note, Step, Theme
from hcd_studio.speech import Message
from hcd_studio.verbs.notes import theme_order

if TYPE_CHECKING:
    from ui.board.wall import WallView

NONE_KEY = "0"


class Grouping(QObject):
    """Notes under themes: by letter, by drop, by the arrows."""

    def __init__(self, view: WallView):
        super().__init__(view)
        self.view, self.context = view, view.context
        self.waiting: Callable[[Theme | None], None] | None = None
        self._typed = ""

    # What is meant

    def themes(self) -> tuple[Theme, ...]:
        """Every theme, in the order of the wall."""
        session = self.context.bridge.session
        return session.all(Theme) if session else ()

    def theme(self) -> Theme | None:
        """The theme whose head has the focus, else that of the note, else the column where one stands."""
        head = self.view.structure.head
        note = self.view.acts.note(self.context.selection.current)
        id = head[1] if head else note.theme if note else self.view.cell()[0]
        return next((one for one in self.themes() if one.id == id), None)

    def key_of(self, theme: Id) -> str:
        """The keys that put a note under a theme, as they are printed."""
        ids = [one.id for one in self.themes()]
        letter = letters(len(ids))[ids.index(theme)] if theme in ids else NONE_KEY
        return " ".join(("G", *letter))

    # Grouping

    def group(self) -> None:
        """Wait for the letter of a theme."""
        if not self.themes():
            self.new_theme()
        elif self.view.acts.chosen():
            self.wait(self._group, Message("Under which theme? Press its letter, 0 for none, Esc to leave it."))

    def _group(self, theme: Theme | None) -> None:
        self.put(self.view.acts.chosen(), theme.id if theme else "")

    def wait(self, act: Callable[[Theme | None], None], words: Message) -> None:
        """Ask for the letter of a theme, and then do something with it."""
        self.view.setFocus()
        self.waiting, self._typed = act, ""
        self.context.bridge.tell(words)

    def take_key(self, event: QKeyEvent) -> bool:
        """A letter while one is waited for; any other key gives up."""
        if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock):
            return True
        act, text = self.waiting, event.text().upper()
        if act is None or event.key() == Qt.Key.Key_Escape or not text.isalnum():
            self.waiting = None
            self.context.bridge.tell(Message("Left as it was."))
            return True
        known = letters(len(self.themes()))
        self._typed += text
        if any(one.startswith(self._typed) and one != self._typed for one in known):
            return True
        self.waiting = None
        theme = self.themes()[known.index(self._typed)] if self._typed in known else None
        if theme is None and self._typed != NONE_KEY:
            self.context.bridge.tell(Message("There is no theme {letter}.", letter=self._typed))
        else:
            act(theme)
        return True

    def offer_themes(self, menu: QMenu) -> None:
        """The themes by name, for those who use no keys."""
        say = self.context.speaker.say
        inner = QMenu(say(Message("Put under")), menu)
        for letter, one in zip(letters(len(self.themes())), self.themes(), strict=True):
            entry = inner.addAction(f"{letter}  {say(one.title)}".replace("&", "&&"))
            entry.triggered.connect(partial(self._put_chosen, one.id))
        menu.insertMenu(menu.actions()[0], inner)

    def _put_chosen(self, theme: Id, _on: bool = False) -> None:
        self.put(self.view.acts.chosen(), theme)

    def ungroup(self) -> None:
        """The chosen notes go back into the tray."""
        self.put(self.view.acts.chosen(), "")

    def put(self, notes: Sequence[Note], theme: Id, after: Id | None = None) -> None:
        """Under a theme, at its end or after one of its notes (empty: first); nothing is written where they stand there."""
        session = self.context.bridge.session
        if session is None or not notes:
            return
        ids = [note.id for note in notes]
        here = [one.id for one in self._row(theme)]
        kept = [id for id in here if id not in ids]
        at = len(kept) if after is None else kept.index(after) + 1 if after in kept else 0
        new = [*kept[:at], *ids, *kept[at:]]
        if new == here or (not theme and all(not note.theme for note in notes)):
            return
        behind = session.get(Note, kept[at - 1]) if theme and at and at < len(kept) else None
        first = bool(theme) and at == 0 and bool(kept)
        to = session.get(Theme, theme) if theme else None
        near = self._near(ids) if not theme or notes[0].theme != theme else ""
        given: Any = notes[0] if len(notes) == 1 else tuple(notes)
        verb = "group_note" if len(notes) == 1 else "group_notes"
        # At the end of its own theme a note is not new to it: there it stands after the last of the others.
        if theme and behind is None and not first and kept and notes[0].theme == theme:
            behind = session.get(Note, kept[-1])
        if self.context.bridge.do(verb, given, to, after=behind, first=first) is not None:
            self._go_on(ids, near)

    def _row(self, theme: Id) -> tuple[Note, ...]:
        session = self.context.bridge.session
        known = {one.id for one in self.themes()}
        notes = session.all(Note) if session else ()
        return theme_order(one for one in notes if (one.theme if one.theme in known else "") == theme)

    def _near(self, ids: Sequence[Id]) -> Id:
        """In the tray the focus goes on to the next note, so that one groups a whole tray without the mouse."""
        board = self.view.board
        place = board.live.place_of.get(ids[-1], ("", ""))
        if place[0]:
            return ""
        row = list(board.notes_of(place))
        behind = [id for id in row[row.index(ids[-1]) + 1 :] if id not in ids] if ids[-1] in row else []
        left = [id for id in row if id not in ids]
        return (behind or left[-1:] or [""])[0]

    def _go_on(self, ids: Sequence[Id], near: Id) -> None:
        chosen = [near] if near else list(ids)
        place = self.view.board.live.place_of.get(chosen[-1])
        self.context.selection.set(chosen, place=place)
        self.view.see(chosen[-1])

    def shift(self, by: int) -> None:
        """The chosen notes to the theme before or after."""
        notes = self.view.acts.chosen()
        columns, _ = self.view.grid()
        if not notes:
            return
        at = columns.index(notes[0].theme) + by if notes[0].theme in columns else 0
        if not 0 <= at < len(columns):
            self.context.bridge.tell(Message("The wall ends here."))
            return
        ids = [note.id for note in notes]
        self.put(notes, columns[at])
        self.context.selection.set(ids, place=(columns[at], ""))
        self.view.see(ids[-1])

    def order_note(self, by: int) -> None:
        """The note one place up or down under its theme."""
        notes = self.view.acts.chosen()
        if len(notes) != 1 or not notes[0].theme:
            return
        row = [one.id for one in self._row(notes[0].theme) if one.id in self.view.board.live.place_of]
        at = row.index(notes[0].id)
        rest = [id for id in row if id != notes[0].id]
        if 0 <= at + by < len(row):
            self.put(notes, notes[0].theme, rest[at + by - 1] if at + by else "")

    def new_theme(self) -> None:
        """Where there is no theme to put notes under, one is made."""


class Wall(Grouping):
    """The verbs of themes, on what is chosen and where one stands."""

    def merge(self) -> None:
        """Wait for the letter of the theme that takes this one in."""
        theme = self.theme()
        if theme is None or len(self.themes()) < 2:
            self.context.bridge.tell(Message("Stand on a theme first; there must be another to merge it with."))
            return
        words = Message("{theme}: merge into which? Press a letter, Esc to leave it.", theme=theme.title)
        self.wait(self.merge_into, words)

    def new_theme(self) -> None:
        """A new theme with the chosen notes, named in both languages."""
        from ui.dialogs.names import NamesDialog

        notes = tuple(self.view.acts.chosen())
        words = Message("Name the new theme. Notes: {n}.", n=len(notes))
        NamesDialog(self.context, self.view.window(), words, partial(self._add, notes)).open()

    def _add(self, notes: tuple[Note, ...], title: Words) -> bool:
        made = self.context.bridge.do("add_theme", title, notes=notes)
        if isinstance(made, Theme):
            self._stand(made)
        return made is not None

    def rename(self) -> None:
        """Another name, in both languages."""
        from ui.dialogs.names import NamesDialog

        theme = self.theme()
        if theme is not None:
            NamesDialog(
                self.context, self.view.window(), Message("Name the theme"), partial(self._rename, theme), theme.title
            ).open()

    def _rename(self, theme: Theme, title: Words) -> bool:
        said: dict[str, Any] = {"title_en": title.en, "title_cy": title.cy}
        return self.context.bridge.do("edit_record", theme, **said) is not None

    def split(self) -> None:
        """The chosen notes into a theme of their own, right after this one."""
        from ui.dialogs.names import NamesDialog

        theme = self.theme()
        notes = tuple(note for note in self.view.acts.chosen() if theme is not None and note.theme == theme.id)
        if theme is None or not notes:
            self.context.bridge.tell(Message("Choose notes of one theme first."))
            return
        words = Message("Name the second theme. Notes that go there: {n}.", n=len(notes))
        NamesDialog(self.context, self.view.window(), words, partial(self._split, theme, notes)).open()

    def _split(self, theme: Theme, notes: tuple[Note, ...], title: Words) -> bool:
        return self.context.bridge.do("split_theme", theme, title, notes=notes) is not None

    def merge_into(self, into: Theme | None) -> None:
        """The theme that is meant goes into another."""
        theme = self.theme()
        if theme is not None and into is not None and self.context.bridge.do("merge_themes", theme, into) is not None:
            self._stand(into)

    def remove_theme(self) -> None:
        """The theme goes, its notes wait in the tray."""
        theme = self.theme()
        if theme is not None:
            self.context.bridge.do("remove_theme", theme)

    def theme_left(self) -> None:
        """The theme one place forward."""
        self.move_theme(-1)

    def theme_right(self) -> None:
        """The theme one place back."""
        self.move_theme(1)

    def move_theme(self, by: int) -> None:
        """The theme past its neighbour."""
        theme, row = self.theme(), list(self.themes())
        if theme is None:
            return
        at = row.index(theme)
        if not 0 <= at + by < len(row):
            self.context.bridge.tell(Message("The wall ends here."))
            return
        after = row[at + by] if by > 0 else (row[at - 2] if at > 1 else None)
        self.context.bridge.do("move_theme", theme, after=after)

    def _stand(self, theme: Theme) -> None:
        row = self.view.board.notes_of((theme.id, ""))
        self.context.selection.set(row[:1], place=(theme.id, ""))
        self.view.reveal(theme.id)

    # Pain points, kinds

    def make_pain(self) -> None:
        """A pain point that rests on the chosen notes; without any, a pain point is typed."""
        session = self.context.bridge.session
        notes = tuple(self.view.acts.chosen())
        if session is None or not notes:
            self.context.actions.run("capture_pain")
            return
        first = notes[0]
        title = (
            Words(cy=first.text, en=first.translation)
            if first.language == "cy"
            else Words(first.text, first.translation)
        )
        steps, themes = {note.step for note in notes}, {note.theme for note in notes}
        self.context.bridge.do(
            "add_pain", title, notes=notes,
            step=session.get(Step, first.step) if len(steps) == 1 else None,
            theme=session.get(Theme, first.theme) if len(themes) == 1 else None,
        )  # fmt: skip

    @property
    def every_kind(self) -> bool:
        """Whether notes of every kind are grouped."""
        return self.view.board.view.kinds is None

    def toggle_kinds(self) -> None:
        """Notes of every kind, or pain points alone."""
        from ui.board.wall import PAINS

        self.view.board.show(kinds=PAINS if self.every_kind else None)
