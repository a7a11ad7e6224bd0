"""The board nearer or further: the first look, the stops, what stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from hcd_studio.layout.view import BOARD, Rect
from ui.board.camera import next_zoom
from ui.board.surface import Surface

LEGIBLE = 11
"""The map opens as a whole only where its notes are set in so many px at 100 % text, or more."""


class Zooming(Surface):
    """Zoom by keys and menus, and how a map is first seen."""

    def first_look(self) -> None:
        """The whole map where its notes can be read; else from its beginning, with the place of the next note in view."""
        self.updateGeometries()
        whole = self._fitting()
        small = whole * BOARD.note_size < LEGIBLE
        self.set_zoom(1.0 if small else whole)
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)
        if small:
            self._show_place()

    @property
    def roomy(self) -> bool:
        """Whether two notes of a few lines fit under each other beneath the heads."""
        metrics = self.board.live.metrics
        note = metrics.text_top + 3 * metrics.note_leading + metrics.text_bottom + metrics.gap
        return self.camera.pane.height() >= 2 * note

    def _show_place(self) -> None:
        rect = self.board.live.cell_rect(self.context.selection.place)
        if rect is not None:
            self.show_rect(Rect(rect.x, rect.y, rect.w, min(rect.h, 80 * self.context.theme.k)))

    def fit(self) -> None:
        """The whole map."""
        self.updateGeometries()
        self.set_zoom(self._fitting())
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def zoom_in(self) -> None:
        """The next stop."""
        self.set_zoom(next_zoom(self.camera.zoom, up=True), self._anchor())

    def zoom_out(self) -> None:
        """The stop before."""
        self.set_zoom(next_zoom(self.camera.zoom, up=False), self._anchor())

    def zoom_full(self) -> None:
        """As large as on the page: 100 %, with what has the focus, or the place of the next note, in view."""
        self.zoom_to(1.0)
        if not self.context.selection.current:
            self._show_place()

    def zoom_to(self, zoom: float) -> None:
        """That zoom; 1.0 is 100 %."""
        self.set_zoom(zoom, self._anchor())

    def _anchor(self) -> QPoint:
        """What has the focus, or the place of the next note, stays where it is; if neither is seen, the beginning does."""
        selection, live = self.context.selection, self.board.live
        rect = live.rect_of(selection.current) if selection.current else live.cell_rect(selection.place)
        pane = self.camera.pane
        on = self.camera.rect_on_screen(rect).center() if rect else pane.topLeft()
        return on if pane.contains(on) else pane.topLeft()

    def visible_part(self) -> tuple[int, int]:
        """The first and the last step that are seen, as indexes; (0, -1) for none."""
        part = self.camera.part()
        columns = self.board.live.columns_in(part.x + 2, part.right - 2)
        return columns.start, columns.stop - 1
