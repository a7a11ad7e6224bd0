"""What the board offers to the window: choosing, editing in place, carrying notes, folding and fanning out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from hcd_studio.fields import Id
from hcd_studio.layout.live import Place
from hcd_studio.layout.update import Changed
from hcd_studio.layout.view import Rect
from hcd_studio.records import Note
from hcd_studio.speech import Message
from ui.board import clip
from ui.board.actions import CELL_MENU, LANE_MENU, NOTE_MENU, STAGE_MENU, STEP_MENU
from ui.board.edit import NoteEditor
from ui.board.looking import Looking
from ui.board.menu import make_menu
from ui.model import BoardModel

if TYPE_CHECKING:
    from ui.context import Context


class Carrying(Looking):
    """Where one stands, and what is done with what is chosen, by the names that actions call."""

    def selected_ids(self) -> tuple[Id, ...]:
        """What is chosen."""
        return self.context.selection.ids

    def cell(self) -> Place:
        """Where the next note goes: the step and the lane where one stands, as far as they are shown."""
        live, place = self.board.live, self.context.selection.place
        step = place[0] if place[0] in live.column_of else (live.columns[0].id if live.columns else "")
        lane = place[1] if place[1] in live.row_of else (live.lanes[0].id if live.lanes else "")
        return step, lane

    def grid(self) -> tuple[list[Id], list[Id]]:
        """The steps and lanes that are shown, in order."""
        live = self.board.live
        return [column.id for column in live.columns if column.id], [lane.id for lane in live.lanes if lane.id]

    # What a drag asks

    def landing_point(self, at: QPoint) -> tuple[float, float]:
        """The content on which notes in hand would land."""
        return self.camera.content_at(at)

    def takes(self, place: Place) -> bool:
        """Whether notes can be put into a cell."""
        return bool(place[0])

    def drop(self, notes: Sequence[Note], place: Place, after: Id) -> None:
        """Put notes into a cell."""
        self.acts.drop(notes, place, after)

    # What is chosen

    def cut(self) -> None:
        """Ready to move where one pastes."""
        clip.cut(self.acts)

    def copy(self) -> None:
        """To the clipboard."""
        clip.copy(self.acts)

    def paste(self) -> None:
        """From the clipboard, into the cell where one stands."""
        clip.paste(self.acts, self.cell())

    def duplicate(self) -> None:
        """A second one of each."""
        self.acts.duplicate()

    def remove(self) -> None:
        """What is chosen goes."""
        self.acts.remove()

    def unplace(self) -> None:
        """Back to the tray of what has no place yet."""
        self.acts.unplace()

    def move_left(self) -> None:
        """To the step before."""
        self.acts.shift(-1, 0)

    def move_right(self) -> None:
        """To the step after."""
        self.acts.shift(1, 0)

    def move_up(self) -> None:
        """Up in its cell, then to the lane above."""
        self.acts.shift(0, -1)

    def move_down(self) -> None:
        """Down in its cell, then to the lane below."""
        self.acts.shift(0, 1)


class Desk(Carrying):
    """Choosing, editing in place, folding and fanning out. `editing` follows when an editor opens or goes."""

    editing = Signal()

    def __init__(self, context: Context, model: BoardModel):
        super().__init__(context, model)
        self.acts.twins.insert(0, self)
        model.arranged.connect(self._keep_focus)

    def _keep_focus(self, changed: Changed) -> None:
        """What was removed is not chosen any more; a head that went loses the focus."""
        session, selection = self.acts.session, self.context.selection
        if session is None:
            return
        if changed.notes & set(selection.ids) or changed.whole:
            left = [id for id in selection.ids if session.find(id) is not None]
            if len(left) != len(selection.ids):
                selection.set(left, current=selection.current if selection.current in left else None)
        head = self.structure.head
        if head is not None and session.find(head[1]) is None:
            self.structure.head = self.overlay.shown.head = None
            if selection.current == head[1]:
                selection.set(selection.ids, current="")

    # Choosing

    def choose(self, ids: list[Id], current: Id) -> None:
        """These notes, one of which has the focus."""
        self.structure.head = self.overlay.shown.head = None
        self.context.selection.set(ids, current=current, place=self.board.live.place_of.get(current))

    def choose_to(self, id: Id) -> None:
        """All notes from where the choice began to this one, in reading order."""
        anchor = self.context.selection.ids[0] if self.context.selection.ids else id
        a, b = sorted((max(0, self.board.row_of(anchor)), self.board.row_of(id)))
        ids = [self.board.id_at(row) for row in range(a, b + 1)]
        if ids and ids[0] != anchor:
            ids.reverse()
        self.choose(ids, id)

    def toggle_current(self) -> None:
        """Choose what has the focus, or let it go."""
        selection = self.context.selection
        if self.acts.note(selection.current) is not None:
            ids = [id for id in selection.ids if id != selection.current]
            self.choose(ids if selection.current in selection.ids else [*ids, selection.current], selection.current)

    def select_all(self) -> None:
        """Every note that is shown."""
        ids = self.order()
        if ids:
            current = self.context.selection.current
            self.choose(ids, current if current in set(ids) else ids[0])
            self.context.bridge.tell(Message("Notes chosen: {count}.", count=len(ids)))

    # Writing

    def enter(self) -> None:
        """Enter: fan a stack out, edit a note, rename a head, or write the first note of an empty cell."""
        if self.structure.head is not None:
            self.structure.rename()
            return
        box = self.board.live.box_of(self.context.selection.current) if self.context.selection.current else None
        if box is not None and box.stacked:
            self.fan()
        elif box is not None:
            self.edit_current()
        else:
            self.new_note()

    def edit_current(self) -> None:
        """Edit the note that has the focus, in its place."""
        twin = self.acts.twin
        if twin is not self and twin is not None:
            twin.edit_current()
            return
        note = self.acts.note(self.context.selection.current)
        if note is None or not self.acts.writable or self.editor is not None:
            return
        self.reveal(note.id)
        self.editor = NoteEditor(self, (note.step, note.lane), note)

    def new_note(self) -> None:
        """Write a new note into the cell where one stands."""
        twin = self.acts.twin
        if twin is not self and twin is not None:
            twin.new_note()
            return
        if (
            not self.acts.writable
            or self.editor is not None
            or not self.board.live.columns
            or not self.board.live.lanes
        ):
            return
        place = self.cell()
        rect = self.board.live.cell_rect(place)
        if len(self.board.notes_of(place)) >= (self.board.view.stack_above or 10_000):
            self.board.show(fanned=self.board.view.fanned | {place})
        if rect is not None:
            self.show_rect(Rect(rect.x, rect.bottom - 40 if rect.h > 60 else rect.y, rect.w, 40))
        self.overlay.shown.typing = place
        self.editor = NoteEditor(self, place)
        self.editor.begin_with(self.acts.take_aside())
        self.editing.emit()

    def editor_gone(self, editor: NoteEditor) -> None:
        """The editor was left."""
        if self.editor is editor:
            self.editor = None
        self.overlay.shown.typing = None
        self.editing.emit()
        self.viewport().update()

    def escape(self) -> bool:
        """Esc: what was cut stays, a fanned-out cell is stacked up, a choice of many becomes one."""
        selection = self.context.selection
        if self.acts.cut:
            self.acts.keep_cut()
            return True
        if self.cell() in self.board.view.fanned:
            self.board.show(fanned=self.board.view.fanned - {self.cell()})
            return True
        if len(selection.ids) > 1:
            selection.set([selection.current])
            return True
        return False

    def fold_lane(self) -> None:
        """One row of counts, or all notes again."""
        lane = self.structure.lane()
        if lane is not None:
            self.board.show(folded=self.board.view.folded ^ {lane.id})

    def fan(self) -> None:
        """A full cell shows all its notes, or one with a stacked edge."""
        self.board.show(fanned=self.board.view.fanned ^ {self.cell()})

    def menu_for(self) -> QMenu:
        """The context menu of what has the focus."""
        head = self.structure.head
        if head is not None:
            ids = {"step": STEP_MENU, "stage": STAGE_MENU, "lane": LANE_MENU}[head[0]]
        else:
            ids = NOTE_MENU if self.context.selection.ids else CELL_MENU
        return make_menu(self.context, self, ids, {"board": self, "structure": self.structure})
