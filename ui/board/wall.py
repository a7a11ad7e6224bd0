"""The theme wall: the board's own view with themes as columns; the same notes, selection, gestures and undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QMenu

from hcd_studio.fields import Id
from hcd_studio.layout.live import Place
from hcd_studio.layout.view import View
from hcd_studio.questions.ranking import NONE, tallies
from hcd_studio.records import Note, Step, Theme
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.board.actions import BOARD
from ui.board.menu import make_menu
from ui.board.sayings import Sayings
from ui.board.structure import Structure
from ui.board.view import BoardView
from ui.board.wall_actions import GROUND_MENU, KEPT, NOTE_MENU, THEME_MENU, WALL
from ui.board.wall_acts import Wall
from ui.board.wall_heads import WallHeads
from ui.model import BoardModel

if TYPE_CHECKING:
    from ui.context import Context

PAINS = ("pain",)
"""The kinds of note that are grouped unless somebody asks for all."""


class WallSayings(Sayings):
    """Says themes where the board says steps."""

    def place(self, step: Id, lane: Id) -> str:
        theme = self.session.get(Theme, step) if self.session and step else None
        if theme is not None:
            return self.say(Message("theme {title}", title=theme.title or Message("without a name")))
        if self.session is not None and step and self.session.get(Step, step):
            return super().place(step, lane)
        return self.say(Message("not grouped"))

    def details(self, note: Note, nth: int, of: int, votes: tuple[int, int] = (0, 0), versions: int = 0) -> str:
        """Where the note stands on the wall, then all that the board says of it."""
        parts = [self.place(note.theme, ""), self.say(Message("{n} of {all}", n=nth, all=of))]
        pain = self.pain_of(note.id)
        if pain is not None:
            parts.append(self.say(Message("pain point {ref}", ref=pain.ref)))
        step = self.session.get(Step, note.step) if self.session and note.step else None
        if step is not None:
            parts.append(self.step(step.id))
        return ", ".join(parts)


class WallStructure(Structure):
    """The heads of the wall are themes."""

    wall: Wall

    def rename(self) -> None:
        """Name the theme in both languages."""
        self.wall.rename()

    def remove(self) -> None:
        """The theme goes, its notes stay."""
        self.wall.remove_theme()

    def move(self, by: int) -> None:
        """The theme one place on or back."""
        self.wall.move_theme(by)


class WallView(BoardView):
    """Themes side by side, what is not grouped at the left."""

    heads_kind = WallHeads

    def __init__(self, context: Context):
        view = View(columns="themes", kinds=PAINS, counts=False, stack_above=None)
        super().__init__(context, BoardModel(context, view=view, sayings=WallSayings(context)))
        self.board.setParent(self)
        self.wall = Wall(self)
        self.structure.wall = self.wall  # type: ignore[attr-defined]
        run = {action.id: action for action in BOARD}
        self._keys = {key: run[id].run for id in KEPT for key in run[id].keys}
        self._keys |= {key: action.run for action in WALL for key in action.keys}

    def serve(self) -> None:
        """The page offers the wall; the structure of the map stays the map's."""

    def make_structure(self) -> Structure:
        """Themes in place of steps."""
        return WallStructure(self.acts)

    @property
    def targets(self) -> dict[str, object]:
        """What its keys and menus call."""
        return {"board": self, "structure": self.structure, "wall": self.wall}

    def name_it(self) -> None:
        """The name by which assistive technology knows the wall."""
        say = self.context.speaker.say
        self.setAccessibleName(say(Message("Theme wall")))
        self.setAccessibleDescription(
            say(Message("Arrows go from note to note. G and a letter puts a note under a theme, N makes a new one."))
        )

    def head_words(self, kind: str, id: Id) -> str:
        """A theme as it is spoken: title, notes, and votes once they may be known."""
        session, say = self.acts.session, self.context.speaker.say
        theme = session.get(Theme, id) if session else None
        if session is None or theme is None:
            return ""
        n = len(self.board.notes_of((id, "")))
        tally = tallies(now(session)).get(id, NONE)
        parts = [
            self.board.sayings.place(id, ""),
            say(Message("{n} note", plural="{n} notes", count=n, n=n)),
        ]
        if tally.dots:
            parts.append(say(Message("{n} vote", plural="{n} votes", count=tally.dots, n=tally.dots)))
        if tally.concerns:
            n = tally.concerns
            parts.append(say(Message("{n} concern", plural="{n} concerns", count=n, n=n)))
        return ", ".join(parts)

    # Putting notes down

    def landing_point(self, at: QPoint) -> tuple[float, float]:
        """Below its last note a theme goes on to the bottom of the window."""
        x, y = self.camera.content_at(at)
        return x, max(0.0, min(y, self.board.live.content[1] - 1))

    def takes(self, place: Place) -> bool:
        """Every theme does, and the tray."""
        return True

    def drop(self, notes: Sequence[Note], place: Place, after: Id) -> None:
        """Under a theme, after one of its notes."""
        self.wall.put(notes, place[0], after)

    def paint_target(self, painter: QPainter, rect: QRectF, y: float) -> None:
        """The key that would do the same."""
        place, say = self.overlay.shown.target, self.context.speaker.say
        if place is None:
            return
        theme, colour = self.context.theme, self.paints.colour
        font = theme.font("small", 600)
        words, key = say(Message("Drop here, or")), self.wall.key_of(place[0])
        wide = QFontMetricsF(font).horizontalAdvance(f"{words}  {key}") + theme.scaled(18)
        box = QRectF(rect.left() + 6, y + 6, min(wide, rect.width() - 12), theme.scaled(26))
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colour("accent_soft")))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(colour("ink"))
        painter.drawText(box.adjusted(8, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter), f"{words}  {key}")

    # What keys and menus call

    def cell(self) -> Place:
        """The theme where one stands."""
        place = self.context.selection.place
        return (place[0] if place[0] in self.board.live.column_of else "", "")

    def grid(self) -> tuple[list[Id], list[Id]]:
        """The themes that are shown, in order, after what has none."""
        return [column.id for column in self.board.live.columns], [""]

    def new_note(self) -> None:
        """A note is typed in the capture line; it begins in the tray."""
        self.context.actions.run("capture_pain")

    def move_left(self) -> None:
        """To the theme before."""
        self.wall.shift(-1)

    def move_right(self) -> None:
        """To the theme after."""
        self.wall.shift(1)

    def move_up(self) -> None:
        """Up under its theme."""
        self.wall.order_note(-1)

    def move_down(self) -> None:
        """Down under its theme."""
        self.wall.order_note(1)

    def _key(self, event: QKeyEvent) -> bool:
        if self.wall.waiting is not None:
            return self.wall.take_key(event)
        return super()._key(event)

    def menu_for(self) -> QMenu:
        """The context menu of what has the focus."""
        chosen = bool(self.context.selection.ids)
        ids = THEME_MENU if self.structure.head is not None else NOTE_MENU if chosen else GROUND_MENU
        menu = make_menu(self.context, self, ids, self.targets)
        if chosen and self.structure.head is None:
            self.wall.offer_themes(menu)
        return menu
