"""The board as one looks at it: zoom, where heads and cells are, finding, what is shown and what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from hcd_studio.fields import NOTE_KINDS, Id
from hcd_studio.layout.live import Place
from hcd_studio.layout.view import BOARD, Rect
from hcd_studio.records import Lane, Stage, Step
from hcd_studio.speech import Message
from ui.board.acts import acts_of
from ui.board.edit import NoteEditor
from ui.board.find import Finding
from ui.board.structure import Head, Structure
from ui.board.zooming import Zooming
from ui.model import BoardModel

if TYPE_CHECKING:
    from ui.context import Context

SEEN = 8
"""Where notes are set in fewer px at 100 % text, finding one goes to the size of the letters."""


class Looking(Zooming):
    """Places on the screen, finding, what is shown and what is hidden."""

    def __init__(self, context: Context, model: BoardModel):
        self.acts = acts_of(context)
        self.structure = self.make_structure()
        self.finding = Finding(self.acts)
        self.editor: NoteEditor | None = None
        self._fanned: Place | None = None
        super().__init__(context, model)
        self.name_it()
        context.speaker.changed.connect(self.name_it)
        self.acts.cut_changed.connect(self._show_cut)

    def make_structure(self) -> Structure:
        """What is done with the heads."""
        return Structure(self.acts)

    def name_it(self) -> None:
        """The name by which assistive technology knows the board."""
        say = self.context.speaker.say
        self.setAccessibleName(say(Message("Journey board")))
        self.setAccessibleDescription(
            say(
                Message(
                    "Arrows go from note to note, Ctrl with arrows moves a note, Enter edits it, N writes a new one."
                )
            )
        )

    def _show_cut(self) -> None:
        self.overlay.shown.cut = self.acts.cut
        self.viewport().update()

    # Where things are

    def head_at(self, at: QPoint) -> Head | None:
        """The head under a point of the screen."""
        live, camera = self.board.live, self.camera
        if at.x() >= camera.left and at.y() < camera.top:
            column = int((at.x() - camera.left + camera.x) / (live.metrics.step * camera.zoom))
            if not 0 <= column < len(live.columns) or not live.columns[column].id:
                return None
            stage = live.columns[column].stage
            if stage and at.y() < self.heads.stage_bottom / camera.dpr:
                return "stage", stage
            return "step", live.columns[column].id
        if at.x() < camera.left and at.y() >= camera.top:
            place = live.place_at(1, (at.y() - camera.top + camera.y) / camera.zoom) if live.columns else None
            return ("lane", place[1]) if place and place[1] else None
        return None

    def head_rect(self, head: Head) -> QRect | None:
        """Where a head is on the screen."""
        live, camera = self.board.live, self.camera
        kind, id = head
        step, split = live.metrics.step * camera.zoom, round(self.heads.stage_bottom / camera.dpr)
        if kind == "lane" and id in live.row_of:
            at = live.row_of[id]
            top = round(live.tops[at] * camera.zoom) - camera.y + camera.top
            return QRect(0, top, camera.left, round(live.rows[at].height * camera.zoom))
        if kind == "step" and id in live.column_of:
            left = round(live.column_of[id] * step) - camera.x + camera.left
            return QRect(left, split, round(step), camera.top - split)
        box = next((one for one in live.stage_boxes if one.id == id), None) if kind == "stage" else None
        if box is None:
            return None
        left = round(live.column_of[box.steps[0]] * step) - camera.x + camera.left
        return QRect(left, 0, round(len(box.steps) * step), split)

    def show_head(self, kind: str, id: Id) -> None:
        """Scroll until a head is seen."""
        live = self.board.live
        step = live.metrics.step
        part = self.camera.part()
        if kind == "lane" and id in live.row_of:
            at = live.row_of[id]
            self.show_rect(Rect(part.x + 12, live.tops[at], 1, min(live.rows[at].height, part.h * 0.9)))
        elif kind == "step" and id in live.column_of:
            self.show_rect(Rect(live.column_of[id] * step, part.y + 12, step, 1))
        else:
            box = next((one for one in live.stage_boxes if one.id == id), None)
            if box is not None:
                self.show_rect(Rect(live.column_of[box.steps[0]] * step, part.y + 12, step, 1))

    def head_words(self, kind: str, id: Id) -> str:
        """A head as it is spoken."""
        session, sayings = self.acts.session, self.board.sayings
        found = session.find(id) if session else None
        if isinstance(found, Step):
            return sayings.step(id)
        title = found.title if isinstance(found, Stage | Lane) else Message("")
        return sayings.say(
            Message("Stage {title}", title=title) if kind == "stage" else Message("Lane {title}", title=title)
        )

    # Finding and hiding

    def find(self, text: str) -> int:  # type: ignore[override]  # QWidget.find looks up windows by number; nobody needs it here
        """Highlight what holds these words and go to the first from here; gives how many."""
        count = self.finding.look(text, self.order())
        self.overlay.found, self.overlay.wanted = frozenset(self.finding.found), self.finding.wanted
        self.viewport().update()
        if count:
            self._go_found(0 if self.context.selection.current in self.finding.found else 1)
        else:
            self._fan_found(None)
        return count

    def find_next(self) -> None:
        """The next one found."""
        self._go_found(1)

    def find_previous(self) -> None:
        """The one before."""
        self._go_found(-1)

    def _go_found(self, by: int) -> None:
        id = self.finding.next(self.context.selection.current, self.order(), by)
        if id:
            place = self.board.live.place_of.get(id)
            self.context.selection.set([id], place=place)
            self._fan_found(place if id in self.board.live.covered else None, stay=place)
            if self.camera.zoom * BOARD.note_size < SEEN:
                self.set_zoom(1.0)
            self.reveal(id)
            self.context.bridge.tell(self.finding.told(id))

    def _fan_found(self, place: Place | None, *, stay: Place | None = None) -> None:
        """Only the cell of the hit that one stands on is fanned out; it closes when one goes on."""
        if place is None and stay is not None and stay == self._fanned:
            return
        fanned = self.board.view.fanned - ({self._fanned} if self._fanned else set())
        self._fanned = place
        self.board.show(fanned=fanned | {place} if place else fanned)

    def order(self) -> list[Id]:
        """Every note that is shown, in reading order."""
        return self.board.ids()

    def set_filter(
        self, lanes: set[Id] | frozenset[Id] = frozenset(), kinds: set[str] | frozenset[str] = frozenset()
    ) -> None:
        """Hide these lanes and these kinds of notes."""
        session = self.acts.session
        shown = tuple(lane.id for lane in session.all(Lane) if lane.id not in lanes) if session and lanes else None
        self.board.show(lanes=shown, kinds=tuple(one for one in NOTE_KINDS if one not in kinds) if kinds else None)

    def see(self, id: Id) -> None:
        """Scroll until a note is seen."""
        rect = self.board.live.rect_of(id)
        if rect is not None:
            self.show_rect(rect)

    def reveal(self, id: Id) -> None:
        """Bring a note, a step, a stage or a lane into view; a covered note is fanned out."""
        live = self.board.live
        if id in live.covered:
            self.board.show(fanned=self.board.view.fanned | {live.place_of[id]})
        if id in live.place_of:
            self.see(id)
        elif id in live.column_of:
            self.show_head("step", id)
        elif id in live.row_of:
            self.show_head("lane", id)
        else:
            self.show_head("stage", id)

    def follow_content(self) -> None:
        """The content moved: an open editor goes along."""
        if self.editor is not None:
            self.editor.follow()
