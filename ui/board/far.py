"""The notes from far away: coloured rectangles, made once a cell and painted by Qt in one go."""

from __future__ import annotations

from collections.abc import Collection
from time import perf_counter

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hcd_studio.layout.live import LiveCell, LiveMap
from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.layout.view import Rect
from ui.board.paints import Letters, Paints

KINDS = ("action", "quote", "thought", "pain", "idea", "evidence", "question", "need")
MARKED = 30
"""From so many device px of a note's width on, its kind is drawn."""
BLOCKS = 0.2
"""Below this zoom a preview shows cells rather than notes."""
Far = tuple[tuple[str, list[QRectF]], ...]


class FarView:
    """The notes from far away: rectangles by kind, made once a cell and painted by Qt in one go."""

    def __init__(self, live: LiveMap, paints: Paints):
        self.live = live
        self.paints = paints
        self._sheets: dict[tuple[str, str], tuple[LiveCell, Far]] = {}
        self._blocks: dict[str, Far] = {}
        self._prepared = False

    def paint(self, painter: QPainter, part: Rect, zoom: float, *, strokes: bool, edges: bool = True) -> None:
        """The notes of a part as coloured sheets, with strokes for words where they would still be seen."""
        live = self.live
        metrics = live.metrics
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        columns = live.columns_in(part.x, part.right)
        base = painter.transform()
        pens = {kind: self._pen(kind, edges) for kind in KINDS}
        fills = {kind: self.paints.note(kind).fill for kind in KINDS}
        ink = QColor(self.paints.colour("ink"))
        ink.setAlphaF(0.55)
        for at in live.rows_in(part.y, part.bottom):
            top = live.tops[at] + live.rows[at].notes_top
            for column in columns:
                cell = live.cell_of(column, at)
                if not cell.boxes:
                    continue
                painter.setTransform(base)
                painter.translate(round((column * metrics.step + metrics.note_x) * zoom), round(top * zoom))
                painter.scale(zoom, zoom)
                for kind, rects in self._cell(cell):
                    painter.setPen(pens[kind])
                    painter.setBrush(fills[kind])
                    painter.drawRects(rects)
                if strokes:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(ink)
                    painter.drawRects(self._lines(cell, part.y - top, part.bottom - top))
        painter.setTransform(base)
        if strokes and metrics.note * zoom >= MARKED * self.paints.theme.k:
            self._marks(painter, part, zoom)

    def _marks(self, painter: QPainter, part: Rect, zoom: float) -> None:
        """What is still told at any zoom, at a size that does not shrink: the kind of each note, how many it covers."""
        live, k = self.live, self.paints.theme.k
        side, size = round(12 * k), 12 * k
        letters = Letters(live.metrics.strong_face, size)
        for box, x, y in live.boxes_in(part):
            colours = self.paints.note(box.kind)
            on = QRectF(x * zoom, y * zoom, box.rect.w * zoom, box.rect.h * zoom)
            if on.height() < side + 2:
                continue
            painter.fillRect(QRectF(on.x() + 1, on.y() + 1, side + 2, side + 1), colours.fill)
            icon = KIND_ICONS.get(box.kind, "note-blank")
            self.paints.draw_icon(painter, icon, "fill", colours.edge.name(), on.x() + 2, on.y() + 2, side)
            if box.stacked and on.width() > side + letters.width(words := f"+{box.stacked}") + 6:
                left = on.right() - letters.width(words) - 2
                painter.fillRect(QRectF(left - 2, on.y() + 1, on.right() - left + 1, side + 1), colours.fill)
                base = on.y() + 1 + letters.baseline(side)
                letters.draw(painter, left, base, words, self.paints.colour("ink"))

    def preview(self, painter: QPainter, part: Rect, zoom: float) -> None:
        """What a zoom uncovers, for the moment until it is painted: sheets, or from very far one block for each cell."""
        if zoom >= BLOCKS:
            self.paint(painter, part, zoom, strokes=False, edges=False)
            return
        live = self.live
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        base = painter.transform()
        for at in live.rows_in(part.y, part.bottom):
            painter.setTransform(base)
            painter.translate(0, round((live.tops[at] + live.rows[at].notes_top) * zoom))
            painter.scale(zoom, zoom)
            for kind, blocks in self._row_blocks(at):
                painter.setBrush(self.paints.note(kind).fill)
                painter.drawRects(blocks)
        painter.setTransform(base)

    def _row_blocks(self, at: int) -> Far:
        """The cells of a lane as blocks, in px of content; made again after a change."""
        live, metrics = self.live, self.live.metrics
        lane = live.rows[at].lane.id
        found = self._blocks.get(lane)
        if found is None:
            kinds: dict[str, list[QRectF]] = {}
            for column in range(len(live.columns)):
                cell = live.cell_of(column, at)
                if cell.boxes:
                    x, y = column * metrics.step + metrics.note_x, cell.ys[0]
                    kinds.setdefault(cell.boxes[0].kind, []).append(QRectF(x, y, metrics.note, cell.low - y))
            found = self._blocks[lane] = tuple(kinds.items())
        return found

    def forget(self, lanes: Collection[str]) -> None:
        """Something changed in some lanes."""
        for lane in lanes:
            self._blocks.pop(lane, None)
        self._prepared = False

    def prepare(self, end: float) -> bool:
        """Get the sheets of every cell ready until a moment; True where all stand."""
        if self._prepared:
            return True
        for cell in self.live.live.values():
            if cell.boxes:
                self._cell(cell)
                if perf_counter() >= end:
                    return False
        for at in range(len(self.live.rows)):
            self._row_blocks(at)
        self._prepared = True
        return True

    def _pen(self, kind: str, edges: bool) -> QPen | Qt.PenStyle:
        if not edges:
            return Qt.PenStyle.NoPen
        return QPen(self.paints.note(kind).edge, 0)  # one device px at any zoom

    def _cell(self, cell: LiveCell) -> Far:
        key = (cell.boxes[0].step, cell.boxes[0].lane)
        known = self._sheets.get(key)
        if known is not None and known[0] is cell:
            return known[1]
        kinds: dict[str, list[QRectF]] = {}
        for box, y in zip(cell.boxes, cell.ys, strict=True):
            kinds.setdefault(box.kind, []).append(QRectF(0, y, box.rect.w, box.rect.h))
        made = tuple(kinds.items())
        self._sheets[key] = (cell, made)
        return made

    def _lines(self, cell: LiveCell, high: float, low: float) -> list[QRectF]:
        """Strokes for the words of a stretch of a cell; not kept, since they would take more room than the notes."""
        metrics = self.live.metrics
        left, size, leading = metrics.text_left, metrics.note_size * 0.45, metrics.note_leading
        return [
            QRectF(
                left,
                y + metrics.text_top + leading * (at + 0.35),
                min(len(line) * metrics.note_size * 0.5, metrics.note - left - 6),
                size,
            )
            for box, y in zip(cell.boxes, cell.ys, strict=True)
            if y < low and y + box.rect.h > high
            for at, line in enumerate(box.lines)
        ]
