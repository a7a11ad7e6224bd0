"""The board by keyboard: from note to note, through empty cells, up into the heads and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hcd_studio.fields import Id
from hcd_studio.layout.live import Place
from ui.access import announce
from ui.board.overlay import whole_cell

if TYPE_CHECKING:
    from ui.board.view import BoardView

DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Walker:
    """Moves the focus. It stands on a note, on a cell that holds none, or on a head."""

    def __init__(self, view: BoardView):
        self.view = view
        self.anchor: Id = ""

    def go(self, dx: int, dy: int, *, extend: bool = False) -> None:
        """One place on, in the direction of an arrow."""
        head = self.view.structure.head
        if head is not None:
            self._from_head(head[0], head[1], dx, dy)
            return
        live, selection = self.view.board.live, self.view.context.selection
        if not live.columns or not live.lanes:
            return
        place = self._place()
        column, row = live.column_of[place[0]], live.row_of[place[1]]
        if dx:
            self._sideways(column + dx, row, extend)
            return
        boxes = [box.id for box in live.cell_of(column, row).boxes]
        current = live.covered.get(selection.current, selection.current)
        at = boxes.index(current) if current in boxes else (-1 if dy > 0 else len(boxes))
        if current in boxes and 0 <= at + dy < len(boxes):
            self.stand_on(boxes[at + dy], extend=extend)
            return
        if current not in boxes and boxes and dy > 0:
            self.stand_on(boxes[0], extend=extend)
            return
        self._up_or_down(column, row + dy, dy, extend)

    def _place(self) -> Place:
        """Where one stands, on the map that is shown."""
        live, selection = self.view.board.live, self.view.context.selection
        place = live.place_of.get(selection.current, selection.place) if selection.current else selection.place
        step = place[0] if place[0] in live.column_of else live.columns[0].id
        lane = place[1] if place[1] in live.row_of else live.lanes[0].id
        return step, lane

    def _sideways(self, column: int, row: int, extend: bool) -> None:
        """To the next column: the note beside, or the empty cell."""
        live = self.view.board.live
        if column < 0:
            if live.lanes[row].id:
                self.stand_on_head("lane", live.lanes[row].id)
            return
        if column >= len(live.columns):
            return
        rect = live.rect_of(self.view.context.selection.current) if self.view.context.selection.current else None
        cell = live.cell_of(column, row)
        if not cell.boxes:
            self.stand_in((live.columns[column].id, live.lanes[row].id))
            return
        y = (rect.y + rect.h / 2 if rect else live.tops[row]) - live.tops[row] - live.rows[row].notes_top
        nearest = min(zip(cell.boxes, cell.ys, strict=True), key=lambda one: abs(one[1] + one[0].rect.h / 2 - y))
        self.stand_on(nearest[0].id, extend=extend)

    def _up_or_down(self, column: int, row: int, dy: int, extend: bool) -> None:
        live = self.view.board.live
        if row < 0:
            step = live.columns[column].id
            if step:
                self.stand_on_head("step", step)
            return
        if row >= len(live.rows):
            return
        boxes = live.cell_of(column, row).boxes
        if boxes:
            self.stand_on(boxes[0 if dy > 0 else -1].id, extend=extend)
        else:
            self.stand_in((live.columns[column].id, live.lanes[row].id))

    def _from_head(self, kind: str, id: Id, dx: int, dy: int) -> None:
        live = self.view.board.live
        if kind == "lane":
            at = live.row_of.get(id, 0)
            if dx > 0:
                self._enter(0, at)
            elif dy and 0 <= at + dy < len(live.lanes):
                self.stand_on_head("lane", live.lanes[at + dy].id)
            elif dy < 0 and live.columns and live.columns[0].id:
                self.stand_on_head("step", live.columns[0].id)
            return
        if kind == "step":
            at = live.column_of.get(id, 0)
            stage = live.columns[at].stage if live.columns else ""
            if dy > 0:
                self._enter(at, 0)
            elif dy < 0 and stage:
                self.stand_on_head("stage", stage)
            elif dx and 0 <= at + dx < len(live.columns) and live.columns[at + dx].id:
                self.stand_on_head("step", live.columns[at + dx].id)
            elif dx < 0 and live.lanes and live.lanes[0].id:
                self.stand_on_head("lane", live.lanes[0].id)
            return
        stages = [box.id for box in live.stage_boxes]
        at = stages.index(id) if id in stages else 0
        if dy > 0 and stages:
            self.stand_on_head("step", live.stage_boxes[at].steps[0])
        elif dx and 0 <= at + dx < len(stages) and stages[at + dx]:
            self.stand_on_head("stage", stages[at + dx])

    def _enter(self, column: int, row: int) -> None:
        live = self.view.board.live
        if not live.columns or not live.lanes:
            return
        boxes = live.cell_of(column, row).boxes
        if boxes:
            self.stand_on(boxes[0].id)
        else:
            self.stand_in((live.columns[column].id, live.lanes[row].id))

    # Standing

    def stand_on(self, id: Id, *, extend: bool = False) -> None:
        """On a note; `extend` keeps what is chosen and adds all from the anchor to here."""
        live, selection = self.view.board.live, self.view.context.selection
        ids: tuple[Id, ...] = (id,)
        if extend:
            self.anchor = self.anchor or selection.current or id
            ids = tuple(dict.fromkeys((*selection.ids, id)))
        else:
            self.anchor = id
        self._leave_head()
        selection.set(ids, current=id, place=live.place_of.get(id, selection.place))
        self.view.see(id)

    def stand_in(self, place: Place) -> None:
        """In a cell that holds no note, or is folded."""
        board, selection = self.view.board, self.view.context.selection
        self._leave_head()
        selection.set((), current="", place=place)
        rect = whole_cell(board.live, place)
        if rect is not None:
            self.view.show_rect(rect)
        cell = board.live.cell_of(board.live.column_of[place[0]], board.live.row_of[place[1]])
        gap = " ".join(line.text for line in cell.gap)
        announce(self.view, board.sayings.cell(*place, len(cell.notes), gap))

    def stand_on_head(self, kind: str, id: Id) -> None:
        """On a head."""
        view, selection = self.view, self.view.context.selection
        view.structure.head = view.overlay.shown.head = (kind, id)
        place = selection.place
        if kind == "step":
            place = (id, place[1])
        elif kind == "lane":
            place = (place[0], id)
        selection.set((), current=id, place=place)  # the inspector shows it and lets its fields be edited
        view.show_head(kind, id)
        view.viewport().update()
        announce(view, view.head_words(kind, id))

    def _leave_head(self) -> None:
        self.view.structure.head = self.view.overlay.shown.head = None

    # Far

    def edge(self, key: int, *, whole: bool) -> None:
        """Home and End: the first or last cell of the lane; with Ctrl the first or last note of the map."""
        live = self.view.board.live
        if not live.columns or not live.lanes:
            return
        first = key == Qt.Key.Key_Home
        if whole:
            ids = self.view.board.ids()
            if ids:
                self.stand_on(ids[0 if first else -1])
            return
        row = live.row_of[self._place()[1]]
        self._enter(0 if first else len(live.columns) - 1, row)

    def page(self, by: int) -> None:
        """Page up and down: the lane above or below."""
        live = self.view.board.live
        if not live.columns or not live.lanes:
            return
        place = self._place()
        row = live.row_of[place[1]] + by
        if 0 <= row < len(live.lanes):
            self._enter(live.column_of[place[0]], row)
