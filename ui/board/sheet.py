"""One note, painted sharp at one zoom: shape, icon, words and marks; kept as a pixmap by what it shows."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.layout.parts import NoteBox
from hcd_studio.layout.shapes import body_height, note_shape, stack_edges, triangle_up
from hcd_studio.layout.text import REGULAR, SEMIBOLD
from hcd_studio.layout.view import Metrics
from ui.board.paints import Letters, Paints, hatch, path_of

KEPT_BYTES = 6_000_000
SHARED = 40
"""So many sheets without words are kept, for the notes that differ in words alone."""
RING_INNER, RING_OUTER = 4.6, 9.0
"""Widths of the two strokes of the ring, in px at 100 %, half of each lying under the note (look: 2 inside, 3 outside)."""


class Outline:
    """A note's shape at one size, in device px, made once."""

    __slots__ = ("bubble", "dashed", "filled", "outline", "stroked")

    def __init__(self, kind: str, width: float, height: float, metrics: Metrics, inset: float):
        shape = note_shape(kind, width, height, metrics, inset)
        self.outline = path_of(shape.outline)
        self.filled = [path_of(one) for one in shape.filled]
        self.stroked = [path_of(one) for one in shape.stroked]
        self.dashed = shape.dashed
        self.bubble = path_of(shape.bubble) if shape.bubble else None


class Sheets:
    """The notes of one zoom as pixmaps, and the rings that lie around them; the longest unused goes first."""

    def __init__(self, paints: Paints, metrics: Metrics, zoom: float):
        self.paints = paints
        self.zoom = zoom
        self.base = metrics
        self.metrics = metrics.scaled(zoom)
        self.line = max(1.0, paints.line * (1 if zoom < 1.75 else round(zoom)))
        self._text = Letters(metrics.text_face, self.metrics.note_size)
        self._small = Letters(REGULAR, self.metrics.tag_size)
        self._tag = Letters(SEMIBOLD, self.metrics.tag_size * 0.96)
        self._outlines: dict[tuple[str, int, int], Outline] = {}
        self._empties: dict[tuple[object, ...], QPixmap] = {}
        self._sheets: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._rings: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._bytes = 0

    def sheet(self, box: NoteBox) -> QPixmap:
        """The note as a pixmap whose top left is the note's."""
        key = (
            box.kind, box.lines, box.rect.h, box.tag, box.dots, box.concerns, box.stacked, box.blank, box.assumption,
            box.versions,
        )  # fmt: skip
        found = self._sheets.get(key)
        if found is not None:
            self._sheets.move_to_end(key)
            return found
        found = self._paint(box)
        self._sheets[key] = found
        self._bytes += found.width() * found.height() * 4
        while self._bytes > KEPT_BYTES and len(self._sheets) > 1:
            _, old = self._sheets.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4
        return found

    def size(self, box: NoteBox) -> tuple[int, int]:
        """Width and height of a note in device px."""
        return round(box.rect.w * self.zoom), round(box.rect.h * self.zoom)

    def outline(self, kind: str, width: int, height: int) -> Outline:
        """The shape of a kind at a size."""
        key = (kind, width, height)
        found = self._outlines.get(key)
        if found is None:
            if len(self._outlines) > 400:
                self._outlines.clear()
            found = self._outlines[key] = Outline(kind, width, height, self.metrics, self.line / 2)
        return found

    def ring(self, box: NoteBox, focused: bool) -> tuple[QPixmap, int]:
        """The ring around a note and how far it reaches out; without the focus only its inner part."""
        width, height = self.size(box)
        key = (box.kind, width, height, focused)
        found = self._rings.get(key)
        grow = max(1.0, min(self.zoom * self.base.radius / 3, 2.0))
        reach = round(RING_OUTER / 2 * grow) + 2
        if found is None:
            found = QPixmap(width + 2 * reach, height + 2 * reach)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(reach, reach)
            outline = self.outline(box.kind, width, height).outline
            strokes = [("focus", RING_OUTER), ("focus_edge", RING_INNER)] if focused else [("ink", RING_INNER)]
            for token, stroke in strokes:
                pen = QPen(self.paints.colour(token), stroke * grow)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.strokePath(outline, pen)
            painter.end()
            self._rings[key] = found
            while len(self._rings) > 24:
                self._rings.popitem(last=False)
        return found, reach

    # Painting

    def _paint(self, box: NoteBox) -> QPixmap:
        pixmap = self._empty(box)
        if box.blank:
            return pixmap
        pixmap = pixmap.copy()
        top = self.metrics.bar if box.kind == "need" else 0.0
        painter = QPainter(pixmap)
        painter.setClipRect(0, 0, pixmap.width(), pixmap.height())  # makes what follows four times cheaper
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._words(painter, box, top)
        if box.footed:
            self._footer(painter, box, top, self.size(box)[0])
        painter.end()
        return pixmap

    def _empty(self, box: NoteBox) -> QPixmap:
        """The sheet without its words: many notes share one."""
        key = (box.kind, box.rect.h, bool(box.stacked), box.assumption, box.blank, box.versions > 1)
        found = self._empties.get(key)
        if found is not None:
            return found
        metrics = self.metrics
        width, height = self.size(box)
        pixmap = QPixmap(max(1, width), max(1, height + (round(metrics.stack) + 1 if box.stacked else 0)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setClipRect(0, 0, pixmap.width(), pixmap.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._shape(painter, box, width, height)
        top = metrics.bar if box.kind == "need" else 0.0
        edge = self.paints.note(box.kind).edge
        icon = "eye-slash" if box.blank else KIND_ICONS.get(box.kind, "note-blank")
        self.paints.draw_icon(painter, icon, "fill", edge.name(), metrics.icon_x, metrics.icon_y + top, metrics.icon)
        painter.end()
        if len(self._empties) >= SHARED:
            self._empties.clear()
        self._empties[key] = pixmap
        return pixmap

    def _shape(self, painter: QPainter, box: NoteBox, width: int, height: int) -> None:
        fill, edge = self.paints.note(box.kind)
        outline = self.outline(box.kind, width, height)
        pen = QPen(edge, self.line)
        if outline.dashed:
            pen.setDashPattern([4, 3])
        if box.stacked:
            painter.setPen(QPen(edge, 1.3 * min(self.line * max(self.zoom, 0.6), 3)))
            painter.drawPath(path_of(stack_edges(width, body_height(box.kind, height, self.metrics), self.metrics)))
        painter.setPen(pen)
        painter.setBrush(fill)
        if outline.bubble is not None:
            painter.drawPath(outline.bubble)
        painter.drawPath(outline.outline)
        if box.assumption:
            shade = QColor(edge)
            shade.setAlphaF(0.45 if self.paints.contrast else 0.28)
            painter.fillPath(outline.outline, hatch(shade, round(8 * max(self.zoom, 0.5))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path in outline.stroked:
            painter.drawPath(path)
        for path in outline.filled:
            painter.fillPath(path, edge)
        if box.versions > 1:
            self._split_corner(painter, edge)

    def _split_corner(self, painter: QPainter, edge: QColor) -> None:
        side = self.metrics.corner * 0.75
        corner = QPainterPath()
        corner.moveTo(0, 0)
        corner.lineTo(side, 0)
        corner.lineTo(0, side)
        corner.closeSubpath()
        painter.fillPath(corner, self.paints.colour("warn"))
        painter.setPen(QPen(edge, self.line))
        painter.drawLine(QPointF(side, 0), QPointF(0, side))

    def _words(self, painter: QPainter, box: NoteBox, top: float) -> None:
        metrics, letters = self.metrics, self._text
        x = metrics.text_left
        y = metrics.text_top + top + letters.baseline(metrics.note_leading)
        letters.begin(painter, self.paints.colour("ink"))
        for line in box.lines:
            if line:
                letters.put(painter, x, y, line)
            y += metrics.note_leading
        letters.end(painter)

    def _footer(self, painter: QPainter, box: NoteBox, top: float, width: int) -> None:
        """Under the text: what language, how many more, how many versions at the left; votes at the right."""
        metrics = self.metrics
        ink, edge = self.paints.colour("ink"), self.paints.note(box.kind).edge
        above = metrics.text_top + top + len(box.lines) * metrics.note_leading
        middle = above + metrics.footer / 2
        y = above + self._small.baseline(metrics.footer)
        x = metrics.text_left
        if box.tag:
            wide = self._tag.width(box.tag) + 8 * self.zoom
            frame = QRectF(x + 0.5, above + 0.5, wide - 1, metrics.footer - 1)
            painter.setPen(QPen(edge, self.line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, metrics.radius, metrics.radius)
            self._tag.draw(painter, x + 4 * self.zoom, above + self._tag.baseline(metrics.footer), box.tag, edge)
            x += wide + 6 * self.zoom
        if box.stacked:
            words = f"+{box.stacked}"
            self._small.draw(painter, x, y, words, ink)
            x += self._small.width(words) + 6 * self.zoom
        if box.versions > 1:
            side = metrics.tag_size
            self.paints.draw_icon(painter, "git-merge", "regular", "ink", x, middle - side / 2, side)
            self._small.draw(painter, x + side + 2 * self.zoom, y, str(box.versions), ink)
        if box.foot > 1:  # too wide for one row: votes go below the tag
            middle += metrics.footer
            y += metrics.footer
        right = width - metrics.text_right - (metrics.slim if box.kind in ("pain", "idea") else 0)
        if box.concerns:
            right = self._count(painter, right, middle, y, box.concerns, True)
        if box.dots:
            self._count(painter, right, middle, y, box.dots, False)

    def _count(self, painter: QPainter, right: float, middle: float, y: float, count: int, concern: bool) -> float:
        """A mark and its number, ending at `right`; gives where the next one ends."""
        ink, z = self.paints.colour("ink"), self.zoom
        words = str(count)
        x = right - self._small.width(words)
        self._small.draw(painter, x, y, words, ink)
        r = 4.2 * z
        x -= r + 4 * z
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if concern:
            painter.drawPath(path_of(triangle_up(x, middle, r)))
        else:
            painter.drawEllipse(QPointF(x, middle), r * 0.95, r * 0.95)
        return x - r - 6 * z
