"""What lies on the board: lanes, stages, the feelings curve, blueprint lines, gaps and notes, painted tile by tile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hcd_studio.layout.live import LiveCell, LiveMap, LiveRow
from hcd_studio.layout.notes import KIND_OF_LANE
from hcd_studio.layout.parts import Chip, Curve, CurvePoint, SplitMark
from hcd_studio.layout.shapes import triangle_down
from hcd_studio.layout.view import Path, Rect
from hcd_studio.speech import Message
from ui.board.far import FarView
from ui.board.paints import Letters, Paints, hatch, path_of
from ui.board.sheet import Sheets

READABLE = 4.6
"""From so many device px on, letters are painted as letters; below that as strokes."""
STROKED = 1.9
"""From so many device px on, letters are painted as strokes; below that not at all."""


class Ground:
    """Paints any part of the board at one zoom, in device px of the content."""

    def __init__(self, live: LiveMap, paints: Paints, zoom: float, far: FarView):
        self.live = live
        self.paints = paints
        self.zoom = zoom
        self.far = far
        spoken = live.view.spoken
        self.language = spoken[0]
        self.sheets = Sheets(paints, live.metrics, zoom)
        metrics = self.sheets.metrics
        self._chip = Letters(live.metrics.bold_face, metrics.chip_size)
        self._small = Letters(live.metrics.text_face, metrics.chip_small)
        self._words = Letters(live.metrics.text_face, metrics.tag_size)
        self._rule = Letters(live.metrics.strong_face, metrics.rule_size)

    @property
    def readable(self) -> bool:
        """Whether notes are painted with their words."""
        return self.sheets.metrics.note_size >= READABLE

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint a part of the content; the painter's origin is the content's, its clip already set."""
        zoom = self.zoom
        part = Rect(area.x() / zoom, area.y() / zoom, area.width() / zoom, area.height() / zoom)
        painter.fillRect(area, self.paints.colour("canvas"))
        rows = self.live.rows_in(part.y, part.bottom)
        columns = self.live.columns_in(part.x, part.right)
        width, height = self.live.content
        whole = QRect(0, 0, round(width * zoom) + self.paints.line, round(height * zoom) + 1)
        painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)
        for at in rows:
            row = self.live.rows[at]
            if row.curve is not None:
                self._curve(painter, row.curve, self.live.tops[at] * zoom, part)
        if self.live.view.columns == "themes" and 0 in columns and rows:
            self._tray(painter)
        self._lines(painter, area, rows)
        for at in rows:
            row = self.live.rows[at]
            if row.rules:
                self._rules(painter, row, at, area)
            if row.folded:
                self._folded(painter, row, at, columns)
            elif row.lane.kind in ("pain", "opportunity"):
                self._gaps(painter, row, at, columns)
        if self.readable:
            sheets = self.sheets
            margin = self.live.metrics.stack + 2
            for box, x, y in self.live.boxes_in(Rect(part.x, part.y - margin, part.w, part.h + margin)):
                painter.drawPixmap(round(x * zoom), round(y * zoom), sheets.sheet(box))
        else:
            self.far.paint(painter, part, zoom, strokes=self.sheets.metrics.note_size >= STROKED)

    # Lines

    def _lines(self, painter: QPainter, area: QRect, rows: range) -> None:
        pen = self.paints.pen("border", self.paints.line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(pen)
        right = min(area.right(), round(self.live.content[0] * self.zoom))
        if right < area.left():
            return
        for at in rows:
            y = round(self.live.tops[at] * self.zoom)
            painter.drawLine(area.left(), y, right, y)
        if len(self.live.rows) and rows.stop == len(self.live.rows):
            y = round(self.live.tops[-1] * self.zoom) - 1
            painter.drawLine(area.left(), y, right, y)
        bottom = min(area.bottom(), round(self.live.tops[-1] * self.zoom) - 1)
        for x in self._edges if bottom >= area.top() else ():
            if area.left() <= x <= area.right():
                painter.drawLine(x, area.top(), x, bottom)

    def _tray(self, painter: QPainter) -> None:
        """What is not grouped lies on hatched ground."""
        zoom = self.zoom
        box = QRectF(0, 0, self.live.metrics.step * zoom, self.live.tops[-1] * zoom)
        painter.fillRect(box, hatch(self.paints.colour("hair"), max(6, round(12 * zoom)), self.paints.line))

    @cached_property
    def _edges(self) -> list[int]:
        """Where stages begin, in device px of the content, and where the last column ends."""
        step = self.live.metrics.step * self.zoom
        found, stage = [], None
        if self.live.view.columns == "themes":
            return [round(at * step) for at in range(1, len(self.live.columns) + 1)]
        for at, column in enumerate(self.live.columns):
            key = column.stage if column.id else "\0"
            if at and key != stage:
                found.append(round(at * step))
            stage = key
        return [*found, round(len(self.live.columns) * step)]

    def _rules(self, painter: QPainter, row: LiveRow, at: int, area: QRect) -> None:
        """The lines of a service blueprint, their words repeated so that they stay in view."""
        zoom = self.zoom
        end = min(area.right() + 1, self.live.content[0] * zoom)
        if end <= area.left():
            return
        painter.setPen(QPen(self.paints.colour("ink"), self.paints.line, Qt.PenStyle.DashLine))
        for rule in row.rules:
            y = (self.live.tops[at] + rule.y) * zoom
            painter.drawLine(QLineF(area.left(), y, end, y))
            if self._rule.size < READABLE:
                continue
            words = " · ".join(line.text for line in rule.lines)
            wide = self._rule.width(words) + 12 * zoom
            every = max(self.live.metrics.step * 6 * zoom, wide * 1.5)
            first = int(max(0, area.left() - wide) // every)
            for n in range(first, int(area.right() // every) + 1):
                x = n * every + 10 * zoom
                box = QRectF(x - 5 * zoom, y - self._rule.size * 0.7, wide, self._rule.size * 1.4)
                painter.fillRect(box, self.paints.colour("canvas"))
                base = y + self._rule.size * 0.34
                self._rule.draw(painter, x, base, words, self.paints.colour("ink"))
                painter.setPen(QPen(self.paints.colour("ink"), self.paints.line, Qt.PenStyle.DashLine))

    def _folded(self, painter: QPainter, row: LiveRow, at: int, columns: range) -> None:
        """A folded lane: a small sheet and a number in each cell that holds notes."""
        metrics, zoom = self.live.metrics, self.zoom
        if self._words.size < READABLE:
            return
        colours = self.paints.note(KIND_OF_LANE.get(row.lane.kind, "action"))
        side = metrics.tag_size * 1.1 * zoom
        middle = (self.live.tops[at] + row.top + (row.height - row.top) / 2) * zoom
        for column in columns:
            count = len(self.live.cell_of(column, at).notes)
            if not count:
                continue
            x = (column * metrics.step + metrics.note_x + 2) * zoom
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.edge, self.paints.line))
            painter.setBrush(colours.fill)
            painter.drawRoundedRect(
                QRectF(round(x) + 0.5, round(middle - side / 2) + 0.5, round(side * 1.25), round(side)), 2, 2
            )
            y = middle - metrics.note_leading * zoom / 2 + self._words.baseline(metrics.note_leading * zoom)
            self._words.draw(painter, x + side * 1.25 + 6 * zoom, y, str(count), self.paints.colour("ink"))

    def _gaps(self, painter: QPainter, row: LiveRow, at: int, columns: range) -> None:
        """Hatched, dashed places with words where a low point lacks something."""
        metrics, zoom = self.live.metrics, self.zoom
        top = self.live.tops[at] + row.notes_top + metrics.cell_pad
        for column in columns:
            cell = self.live.cell_of(column, at)
            if not cell.gap:
                continue
            height = self.live.tops[at] + row.height - metrics.cell_pad - top
            box = QRectF(
                round((column * metrics.step + metrics.note_x) * zoom) + 0.5, round(top * zoom) + 0.5,
                round(metrics.note * zoom) - 1, round(height * zoom) - 1,
            )  # fmt: skip
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hatch(self.paints.colour("hair"), max(5, round(10 * zoom)), self.paints.line))
            painter.drawRect(box)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.paints.colour("border"), self.paints.line, Qt.PenStyle.DashLine))
            painter.drawRect(box)
            self._gap_words(painter, cell, box)

    def _gap_words(self, painter: QPainter, cell: LiveCell, box: QRectF) -> None:
        letters, zoom = self._words, self.zoom
        if letters.size < READABLE:
            return
        leading = self.live.metrics.note_leading * zoom
        wide = max(letters.width(line.text) for line in cell.gap) + 8 * zoom
        ground = QRectF(box.x() + 6 * zoom, box.y() + 5 * zoom, wide, leading * len(cell.gap) + 2)
        painter.fillRect(ground, self.paints.colour("canvas"))
        y = ground.y() + letters.baseline(leading)
        for line in cell.gap:
            letters.draw(painter, ground.x() + 4 * zoom, y, line.text, self.paints.colour("ink"))
            y += leading

    # The curve

    def _curve(self, painter: QPainter, curve: Curve, top: float, part: Rect) -> None:
        """Band, zero line, mean, points, figures; only what this part shows."""
        zoom, paints, dx = self.zoom, self.paints, -self.live.metrics.lane_head
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, top)
        left, right = part.x - dx, part.right - dx
        band = QColor(paints.colour("band"))
        band.setAlphaF(0.75)
        for path in curve.band:
            painter.fillPath(path_of(near_band(path, left, right), zoom, dx * zoom), band)
        painter.setPen(QPen(paints.colour("border"), paints.line, Qt.PenStyle.CustomDashLine))
        pen = painter.pen()
        pen.setDashPattern([2, 4])
        painter.setPen(pen)
        zero = round(curve.zero * zoom) + 0.5
        if part.x < self.live.content[0]:
            painter.drawLine(QLineF(part.x * zoom, zero, min(part.right, self.live.content[0]) * zoom, zero))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(paints.colour("curve"), max(1.2, 2.6 * min(zoom, 2.0))))
        for path in curve.line:
            painter.drawPath(path_of(near_line(path, left, right), zoom, dx * zoom))
        step = self.live.metrics.step
        near = [one for one in curve.points if left - step < one.x < right + step]
        if all(not one.n for one in curve.points):
            self._no_feelings(painter, curve)
            near = []
        for point in near:
            self._point(painter, point, dx)
        if self._chip.size >= READABLE:
            splits = [one for one in curve.splits if left - step < one.rect.right and one.rect.x < right + step]
            chips = {point.step: point.chip.rect for point in near}
            for split in splits:
                self._strokes(painter, split, dx, chips.get(split.step))
            for point in near:
                self._figures(painter, point.chip, dx)
            for split in splits:
                self._split(painter, split, dx)
        painter.restore()

    def _no_feelings(self, painter: QPainter, curve: Curve) -> None:
        """Nobody has rated a step yet: said once, at the beginning of the line."""
        if self._words.size < READABLE:
            return
        zoom, words = self.zoom, Message("No feelings yet").say(self.language)
        y = curve.zero * zoom - 0.5 * self._words.size
        self._words.draw(painter, self.live.metrics.note_x * zoom, y, words, self.paints.colour("muted"))

    def _point(self, painter: QPainter, point: CurvePoint, dx: float) -> None:
        zoom, paints = self.zoom, self.paints
        x, y, r = (point.x + dx) * zoom, point.y * zoom, max(2.0, self.live.metrics.point * zoom)
        if point.mark == "low":
            r = max(5.0 * paints.theme.k, r)
            painter.setPen(QPen(paints.colour("sheet"), 1.5))
            painter.setBrush(paints.colour("low"))
            painter.drawPath(path_of(triangle_down(x, y, r * 1.15)))
        elif point.mark in ("above", "below"):
            painter.setPen(QPen(paints.colour("curve"), max(1.0, 2 * min(zoom, 2.0))))
            painter.setBrush(paints.colour("curve" if point.mark == "above" else "sheet"))
            painter.drawEllipse(QPointF(x, y), r, r)
        else:
            painter.setPen(QPen(paints.colour("border"), paints.line, Qt.PenStyle.DashLine))
            painter.setBrush(paints.colour("canvas"))
            painter.drawRect(QRectF(round(x - r) + 0.5, round(y - r) + 0.5, round(2 * r), round(2 * r)))

    def _figures(self, painter: QPainter, chip: Chip, dx: float) -> None:
        zoom, ink = self.zoom, self.paints.colour("ink")
        box = QRectF((chip.rect.x + dx) * zoom, chip.rect.y * zoom, chip.rect.w * zoom, chip.rect.h * zoom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.paints.colour("canvas"))
        painter.drawRoundedRect(box, 3 * zoom, 3 * zoom)
        pad = self.live.metrics.chip / 4 * zoom
        if chip.two_lines:
            half = box.height() / 2
            self._chip.draw(
                painter,
                box.center().x() - self._chip.width(chip.mean) / 2,
                box.y() + self._chip.baseline(half),
                chip.mean,
                ink,
            )
            self._small.draw(
                painter,
                box.center().x() - self._small.width(chip.count) / 2,
                box.y() + half + self._small.baseline(half),
                chip.count,
                ink,
            )
            return
        y = box.y() + self._chip.baseline(box.height())
        self._chip.draw(painter, box.x() + pad, y, chip.mean, ink)
        self._small.draw(painter, box.x() + 2 * pad + self._chip.width(chip.mean), y, chip.count, ink)

    def _strokes(self, painter: QPainter, split: SplitMark, dx: float, chip: Rect | None) -> None:
        """Two groups that felt differently: a dashed stroke at each mean; none beside figures, where it would be a minus."""
        zoom = self.zoom
        painter.setPen(QPen(self.paints.colour("ink"), self.paints.line * 1.4, Qt.PenStyle.DashLine))
        for x0, x1, y in split.strokes:
            if chip is not None and chip.y - 3 < y < chip.bottom + 3:
                continue
            painter.drawLine(QLineF((x0 + dx) * zoom, y * zoom, (x1 + dx) * zoom, y * zoom))

    def _split(self, painter: QPainter, split: SplitMark, dx: float) -> None:
        """Which groups felt differently, in words beside a bar."""
        zoom, ink = self.zoom, self.paints.colour("ink")
        x, y = (split.rect.x + dx) * zoom, split.rect.y * zoom
        painter.fillRect(QRectF(x, y, 3 * zoom, split.rect.h * zoom), ink)
        leading = split.rect.h * zoom / max(1, len(split.lines))
        for at, line in enumerate(split.lines):
            self._small.draw(painter, x + 8 * zoom, y + at * leading + self._small.baseline(leading), line.text, ink)


def near_line(path: Path, left: float, right: float) -> Path:
    """The pieces of a curve that a stretch of x shows."""
    found: list[tuple[str, tuple[float, ...]]] = []
    last = path[0][1]
    for verb, at in path[1:]:
        if verb == "C" and at[4] >= left and last[0] <= right:
            if not found:
                found.append(("M", (last[0], last[1])))
            found.append((verb, at))
        last = at[-2:]
    return tuple(found)


def near_band(path: Path, left: float, right: float) -> Path:
    """The pieces of a band, there above and back below, that a stretch of x shows."""
    turn = next((i for i, (verb, _) in enumerate(path) if verb == "L"), 0)
    if not turn or any(verb == "L" for verb, _ in path[turn + 1 :]):
        return path
    there = near_line(path[:turn], left, right)
    corner = path[turn][1]
    back = _near_back((("M", corner), *(one for one in path[turn + 1 :] if one[0] == "C")), left, right)
    if not there or not back:
        return ()
    return (*there, ("L", back[0][1]), *back[1:], ("Z", ()))


def _near_back(path: Sequence[tuple[str, tuple[float, ...]]], left: float, right: float) -> Path:
    found: list[tuple[str, tuple[float, ...]]] = []
    last = path[0][1]
    for verb, at in path[1:]:
        if last[0] >= left and at[4] <= right:
            if not found:
                found.append(("M", (last[0], last[1])))
            found.append((verb, at))
        last = at[-2:]
    return tuple(found)
