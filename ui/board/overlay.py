"""What lies over the tiles: rings of focus and selection, marks of a search, where a note would land, the note in hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from hcd_studio.fields import Id
from hcd_studio.layout.live import LiveMap, Place
from hcd_studio.layout.parts import NoteBox
from hcd_studio.layout.text import face
from hcd_studio.layout.view import Rect
from ui.board.sheet import RING_INNER, RING_OUTER

if TYPE_CHECKING:
    from ui.board.surface import Surface

RINGED = 400
"""So many chosen notes get a ring that follows their shape; more get a plain frame."""


@dataclass
class Shown:
    """What the gestures ask to be shown."""

    rubber: QRect | None = None
    target: Place | None = None
    gap_y: float | None = None
    ghost: QPixmap | None = None
    ghost_at: QPoint = field(default_factory=QPoint)
    ghost_count: int = 0
    ghost_ring: tuple[QPixmap, int] | None = None
    carried: frozenset[Id] = frozenset()
    pulled: tuple[str, Id] | None = None
    bar: tuple[str, float] | None = None
    cut: frozenset[Id] = frozenset()
    head: tuple[str, Id] | None = None
    typing: Place | None = None


class Overlay:
    """Painted anew in every frame: little, and only where it is seen."""

    def __init__(self, surface: Surface):
        self.surface = surface
        self.shown = Shown()
        self.found: frozenset[Id] = frozenset()
        self.wanted = ""

    def moved(self) -> None:
        """The content moved under the overlay; an open editor goes along."""
        follow = getattr(self.surface, "follow_content", None)
        if follow is not None:
            follow()

    # Painting, in logical px of the viewport

    def paint(self, painter: QPainter) -> None:
        """Everything that lies under the heads."""
        surface = self.surface
        painter.setClipRect(surface.camera.pane, Qt.ClipOperation.IntersectClip)
        if self.shown.target is not None:
            self._target(painter, self.shown.target)
        self._chosen(painter)
        if self.found:
            self._found(painter)
        self._faded(painter)
        if surface.hasFocus() and self.shown.head is None:
            self._cell_focus(painter)
        if self.shown.rubber is not None:
            self._rubber(painter, self.shown.rubber)

    def paint_above(self, painter: QPainter) -> None:
        """What lies over the heads: the focus on a head, the notes in hand."""
        shown = self.shown
        if shown.head is not None and self.surface.hasFocus():
            rect = self.surface.head_rect(shown.head)  # type: ignore[attr-defined]
            if rect is not None:
                self.ring(painter, QRectF(rect).adjusted(3, 3, -3, -3))
        if shown.pulled is not None:
            rect = self.surface.head_rect(shown.pulled)  # type: ignore[attr-defined]
            if rect is not None:
                self._hole(painter, rect.adjusted(1, 1, -2, -2))
        if shown.bar is not None:
            self._bar(painter, *shown.bar)
        if shown.ghost is not None:
            self._ghost(painter, shown.ghost)

    def _hole(self, painter: QPainter, rect: QRect) -> None:
        """Where something was that is in hand now."""
        painter.fillRect(rect, self.surface.paints.colour("canvas"))
        painter.setPen(QPen(self.surface.paints.colour("border"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _bar(self, painter: QPainter, kind: str, at: float) -> None:
        """Where a head would stand: a bar through the whole board, upright for steps and stages."""
        camera, port = self.surface.camera, self.surface.viewport().rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        accent = self.surface.paints.colour("accent")
        if kind == "lane":
            y = max(camera.top, round(at * camera.zoom) - camera.y + camera.top)
            painter.fillRect(QRect(0, y - 2, port.width(), 4), accent)
        else:
            x = max(camera.left, round(at * camera.zoom) - camera.x + camera.left)
            painter.fillRect(QRect(x - 2, 0, 4, port.height()), accent)

    def ring(self, painter: QPainter, rect: QRectF, *, focused: bool = True) -> None:
        """The ring of focus around a rectangle."""
        paints = self.surface.paints
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if focused:
            painter.setPen(QPen(paints.colour("focus"), 3))
            painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)
        painter.setPen(QPen(paints.colour("focus_edge" if focused else "ink"), 2))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)

    def _boxes(self, ids: frozenset[Id]) -> list[tuple[NoteBox, QRect]]:
        """The boxes of some notes, where they are seen."""
        surface = self.surface
        live, camera = surface.board.live, surface.camera
        part = camera.part()
        grown = Rect(part.x - 12, part.y - 12, part.w + 24, part.h + 24)
        if len(ids) > RINGED:
            return [
                (box, camera.rect_on_screen(Rect(x, y, box.rect.w, box.rect.h)))
                for box, x, y in live.boxes_in(grown)
                if box.id in ids
            ]
        found = []
        for id in ids:
            rect = live.rect_of(id)
            box = live.box_of(id)
            if rect is not None and box is not None and rect.meets(grown):
                found.append((box, camera.rect_on_screen(rect)))
        return found

    def _chosen(self, painter: QPainter) -> None:
        surface = self.surface
        ids = frozenset(surface.context.selection.ids) - self.shown.carried
        if not ids:
            return
        focused = surface.hasFocus() or surface.viewport().hasFocus()
        boxes = self._boxes(ids)
        if not surface.ground.readable or len(boxes) > RINGED:
            grow = RING_OUTER / 2
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(surface.paints.colour("focus" if focused else "ink"), grow))
            painter.drawRects([rect.adjusted(-2, -2, 2, 2) for _, rect in boxes])
            painter.setPen(QPen(surface.paints.colour("focus_edge"), 1))
            painter.drawRects([rect for _, rect in boxes])
            return
        dpr = surface.camera.dpr
        painter.save()
        painter.scale(1 / dpr, 1 / dpr)
        for box, rect in boxes:
            x, y = self._device(rect)
            ring, reach = surface.ground.sheets.ring(box, focused)
            painter.drawPixmap(x - reach, y - reach, ring)
            painter.drawPixmap(x, y, surface.ground.sheets.sheet(box))
        painter.restore()

    def _device(self, rect: QRect) -> tuple[int, int]:
        """Where a note's pixmap stands, exactly as in the tiles."""
        surface = self.surface
        dpr = surface.camera.dpr
        return round(rect.x() * dpr), round(rect.y() * dpr)

    def _cell_focus(self, painter: QPainter) -> None:
        """The focus on a cell that holds no chosen note."""
        surface = self.surface
        selection = surface.context.selection
        if selection.current and surface.board.live.rect_of(selection.current) is not None:
            return
        if self.shown.typing is not None:
            return
        rect = whole_cell(surface.board.live, selection.place)
        if rect is not None:
            on = surface.camera.rect_on_screen(rect)
            self.ring(painter, QRectF(on).adjusted(5, 5, -4, -4))

    def _target(self, painter: QPainter, place: Place) -> None:
        surface = self.surface
        rect = surface.board.live.cell_rect(place)
        if rect is None:
            return
        on = QRectF(surface.camera.rect_on_screen(rect)).adjusted(1.5, 1.5, -1.5, -1.5)
        ground = QColor(surface.paints.colour("accent_soft"))
        ground.setAlphaF(0.55)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(QPen(surface.paints.colour("accent"), 2))
        painter.drawRoundedRect(on, 5, 5)
        if self.shown.gap_y is not None:
            camera = surface.camera
            y = round(self.shown.gap_y * camera.zoom) - camera.y + camera.top
            painter.setPen(QPen(surface.paints.colour("accent"), 4))
            painter.drawLine(round(on.left()) + 6, y, round(on.right()) - 6, y)
            surface.paint_target(painter, on, y)

    def _faded(self, painter: QPainter) -> None:
        """Notes in hand and notes that were cut look as if they were leaving."""
        for _, rect in self._boxes(self.shown.carried):
            self._hole(painter, rect.adjusted(-1, -1, 1, 1))
        veil = QColor(self.surface.paints.colour("canvas"))
        veil.setAlphaF(0.62)
        for _, rect in self._boxes(self.shown.cut - self.shown.carried):
            painter.fillRect(rect.adjusted(-1, -1, 1, 1), veil)
            painter.setPen(QPen(self.surface.paints.colour("border"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)

    def _rubber(self, painter: QPainter, rect: QRect) -> None:
        ground = QColor(self.surface.paints.colour("accent"))
        ground.setAlphaF(0.12)
        painter.setPen(QPen(self.surface.paints.colour("accent"), 1))
        painter.setBrush(ground)
        painter.drawRect(rect)

    def _ghost(self, painter: QPainter, ghost: QPixmap) -> None:
        shown, paints = self.shown, self.surface.paints
        dpr = self.surface.camera.dpr
        painter.save()
        painter.scale(1 / dpr, 1 / dpr)
        x, y = round(shown.ghost_at.x() * dpr), round(shown.ghost_at.y() * dpr)
        if shown.ghost_ring is not None:
            ring, reach = shown.ghost_ring
            painter.drawPixmap(x - reach, y - reach, ring)
        painter.drawPixmap(x, y, ghost)
        painter.restore()
        if shown.ghost_count > 1:
            words = str(shown.ghost_count)
            font = self.surface.context.theme.font("small", 700)
            wide = max(22, round(face("AtkinsonHyperlegibleNext-Bold").width(words, font.pixelSize())) + 14)
            badge = QRectF(shown.ghost_at.x() + ghost.width() / dpr - wide / 2, shown.ghost_at.y() - 11, wide, 22)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(paints.colour("sheet"), 1.5))
            painter.setBrush(paints.colour("accent"))
            painter.drawRoundedRect(badge, 11, 11)
            painter.setPen(paints.colour("on_accent"))
            painter.setFont(font)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)

    def _found(self, painter: QPainter) -> None:
        """Notes that a search found, and the words that it looked for."""
        surface = self.surface
        accent = surface.paints.colour("accent")
        tint = QColor(accent)
        tint.setAlphaF(0.22)
        metrics, zoom = surface.board.live.metrics, surface.camera.zoom
        letters = face(metrics.text_face)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for box, rect in self._boxes(self.found):
            painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-3, -3, 2, 2))
            if not surface.ground.readable:
                continue
            top = metrics.text_top + (metrics.bar if box.kind == "need" else 0)
            for at, line in enumerate(box.lines):
                for start in starts(line, self.wanted):
                    x = metrics.text_left + letters.width(line[:start], metrics.note_size)
                    wide = letters.width(line[start : start + len(self.wanted)], metrics.note_size)
                    mark = QRectF(
                        rect.x() + x * zoom, rect.y() + (top + at * metrics.note_leading) * zoom,
                        wide * zoom, metrics.note_leading * zoom,
                    )  # fmt: skip
                    painter.fillRect(mark, tint)
                    painter.fillRect(QRectF(mark.x(), mark.bottom() - 2, mark.width(), 2), accent)


def whole_cell(live: LiveMap, place: Place) -> Rect | None:
    """A cell with all that is shown in it: in the lane of feelings the curve, elsewhere the notes."""
    at, column = live.row_of.get(place[1]), live.column_of.get(place[0])
    if at is None or column is None:
        return None
    row, step = live.rows[at], live.metrics.step
    if row.curve is None:
        return live.cell_rect(place)
    return Rect(column * step, live.tops[at] + row.top, step, row.height - row.top)


def starts(line: str, wanted: str) -> list[int]:
    """Where a text begins in a line, whatever its case."""
    if not wanted:
        return []
    found, at = [], line.casefold().find(wanted.casefold())
    while at >= 0:
        found.append(at)
        at = line.casefold().find(wanted.casefold(), at + len(wanted))
    return found


__all__ = ["RING_INNER", "Overlay", "Shown", "starts", "whole_cell"]
