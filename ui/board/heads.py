"""The heads of the board, which stay in view: stages and steps above, lanes at the left; letters as large as the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from hcd_studio.layout.curve import SCALE
from hcd_studio.layout.live import LiveMap, LiveRow
from hcd_studio.layout.notes import KIND_OF_LANE
from hcd_studio.layout.parts import StepHead
from hcd_studio.speech import Language, Message, number
from ui.board.camera import Camera
from ui.board.head_sizes import WORDED, between_words, head_scale, head_sizes
from ui.board.paints import Letters, Paints
from ui.board.ways import paint_ways

Painting = Callable[[QPainter], None]
FRESH = 12
FEWEST = 3.4
"""Below so many em of room a step shows its number alone."""


class Heads:
    """Paints the panes of one zoom, in device px of the viewport."""

    def __init__(
        self,
        live: LiveMap,
        paints: Paints,
        zoom: float,
        dpr: float,
        language: Language,
        known: Heads | None = None,
    ):
        self.live = live
        self.paints = paints
        self.language = language
        self.zoom = zoom
        self.k = head_scale(zoom) * dpr
        self.column = live.metrics.step * zoom * dpr
        self.line = max(1, round(paints.line * dpr))
        sizes = head_sizes(live, zoom)
        self.left, self.top = round(sizes.left * dpr), round(sizes.top * dpr)
        self.metrics = live.metrics.scaled(self.k)
        self.stage_bottom = round(live.stage_height * self.k)
        base = live.metrics
        self._stage = Letters(base.stage_face, self.metrics.stage_size)
        self._step = Letters(base.strong_face, self.metrics.step_size)
        self._number = Letters(base.strong_face, self.metrics.number_size)
        self._narrow = Letters(base.strong_face, self.metrics.number_size * 0.88)
        self._channel = Letters(base.text_face, self.metrics.channel_size)
        self._lane = Letters(base.bold_face, self.metrics.lane_size)
        self._small = Letters(base.text_face, self.metrics.lane_small)
        self._steps: dict[int, QPixmap] = {}
        self._numbers: dict[int, QPixmap] = {}
        look = (live, paints, self.k, language)
        same = known is not None and (known.live, known.paints, known.k, known.language) == look
        self._pictures: dict[tuple[object, ...], QPixmap] = known._pictures if known is not None and same else {}
        self.lines = max((len(head.lines) for head in live.heads), default=1)
        self._starts = [live.column_of[box.steps[0]] for box in live.stage_boxes]
        self._loose = live.column_of.get("")
        channels = [mark.rect.y for head in live.heads for mark in head.channels]
        self.channels = round((min(channels) - base.channel_pad) * self.k) if channels else self.top
        self.band = round((live.heads[0].rect.y - live.stage_height) * self.k) if live.heads else 0

    # Above

    def paint_top(self, painter: QPainter, camera: Camera, width: int, before: Heads | None) -> None:
        """Stages and steps; while zooming `before` lends its pictures, stretched."""
        canvas = self.paints.colour("canvas")
        pane = QRect(self.left, 0, width - self.left, self.top)
        painter.setClipRect(pane)
        painter.fillRect(pane, canvas)
        x0 = self.left - round(camera.x * camera.dpr)
        first = max(0, int((self.left - x0) // self.column))
        last = min(len(self.live.columns), int((width - x0) // self.column) + 1)
        fresh = FRESH
        for at in range(first, last):
            x = x0 + round(at * self.column)
            picture = before._steps.get(at) if before is not None else None
            if picture is not None:
                painter.drawPixmap(
                    QRect(x, self.stage_bottom, round(self.column), self.top - self.stage_bottom), picture
                )
            elif before is not None:
                number = self.live.heads[at].number
                fresh -= number not in before._numbers
                if fresh < 0:
                    continue  # a frame of a zoom paints only so many new letters; the next ones follow
                picture = before._number_picture(number)
                painter.drawPixmap(
                    x, self.stage_bottom, picture, 0, 0, min(round(self.column), picture.width()), picture.height()
                )
            else:
                painter.drawPixmap(x, self.stage_bottom, self._step_picture(at))
        if self.band:
            paint_ways(painter, self, x0)
        self._stages(painter, x0, width, FRESH // 2 if before is not None else 1000)
        right = min(width, x0 + round(len(self.live.columns) * self.column))
        painter.setPen(QPen(self.paints.colour("border"), self.line))
        if self.channels < self.top:
            painter.drawLine(self.left, self.channels, right, self.channels)
        painter.drawLine(self.left, self.top - 1, right, self.top - 1)

    def _stages(self, painter: QPainter, x0: int, width: int, fresh: int) -> None:
        metrics, ink = self.metrics, self.paints.colour("ink")
        border = QPen(self.paints.colour("border"), self.line)
        first = max(0, bisect_right(self._starts, (self.left - x0) / self.column) - 1)
        for start, box in zip(self._starts[first:], self.live.stage_boxes[first:], strict=True):
            left = x0 + round(start * self.column)
            right = x0 + round((start + len(box.steps)) * self.column)
            if left > width:
                break
            if start:
                painter.setPen(border)
                painter.drawLine(left, self.stage_bottom, left, self.top)
            gap = metrics.stage_gap / 2
            painter.fillRect(
                QRectF(left + gap, self.stage_bottom - 2 * self.line, right - left - 2 * gap, 2 * self.line), ink
            )
            text = max(left + gap, self.left) + metrics.stage_inset
            room = right - gap - text - 2
            lines = [line.text for line in box.lines]
            if not self.stage_bottom or self._stage.width(str(box.number)) > room:
                lines = []
            elif max(map(self._stage.width, lines), default=0) > room:
                cut = self._stage.cut(" ".join(lines), room)
                lines = [cut if len(cut) > 6 or not box.number else str(box.number)]
            fresh -= ("stage", tuple(lines)) not in self._pictures
            if lines and fresh >= 0:
                painter.drawPixmap(round(text), 0, self._stage_picture(tuple(lines)))
        if self._loose is not None:
            x = x0 + round(self._loose * self.column)
            painter.setPen(border)
            painter.drawLine(x, self.stage_bottom, x, self.top)

    def _picture(self, key: tuple[object, ...], width: float, height: float, paint: Painting) -> QPixmap:
        """Letters are painted once, on the ground that they stand on; zooms that letters do not follow share them."""
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) > 100:
                self._pictures.clear()
            found = self._pictures[key] = self._painted(width, height, paint)
        return found

    def _painted(self, width: float, height: float, paint: Painting) -> QPixmap:
        made = QPixmap(max(1, round(width)), max(1, round(height)))
        made.fill(self.paints.colour("canvas"))
        painter = QPainter(made)
        painter.setClipRect(0, 0, made.width(), made.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        painter.end()
        return made

    def _stage_picture(self, lines: tuple[str, ...]) -> QPixmap:
        metrics = self.metrics

        def paint(painter: QPainter) -> None:
            y = metrics.stage_pad + self._stage.baseline(metrics.stage_leading)
            for line in lines:
                self._stage.draw(painter, 0, y, line, self.paints.colour("ink"))
                y += metrics.stage_leading

        width = max(map(self._stage.width, lines), default=1) + 2
        return self._picture(("stage", lines), width, self.stage_bottom - 2 * self.line, paint)

    def _step_picture(self, at: int) -> QPixmap:
        found = self._steps.get(at)
        if found is None:
            width, height = self.column, self.top - self.stage_bottom
            found = self._painted(width, height, lambda to: self._step_head(to, self.live.heads[at], at))
            self._steps[at] = found
        return found

    def _number_picture(self, number: int) -> QPixmap:
        """A head that comes into view during a zoom shows its number first."""
        found = self._numbers.get(number)
        if found is None:
            side = self.metrics.number + 2
            found = self._painted(
                side, side + self.metrics.step_pad, lambda to: self._circle(to, number, 0.0) if number else None
            )
            self._numbers[number] = found
        return found

    def _step_head(self, painter: QPainter, head: StepHead, at: int) -> None:
        metrics, ink = self.metrics, self.paints.colour("ink")
        x = min(metrics.note_x, self.column * 0.04)
        aside = metrics.number + metrics.number_gap if head.number else 0
        room = self.column - x - aside - 2 * self.k
        painter.translate(0, self.band)
        wide = room >= FEWEST * self._step.size
        if head.number:
            self._circle(painter, head.number, x if wide else (self.column - metrics.number) / 2)
        if wide:
            y = (
                metrics.step_pad
                + self._step.baseline(metrics.step_leading)
                + (metrics.number - metrics.step_leading) / 4
            )
            for line in self._broken(head, at, room):
                self._step.draw(painter, x + aside, y, line, ink)
                y += metrics.step_leading
        painter.translate(0, -self.band)
        if head.channels and self.column > 1.6 * metrics.channel_icon:
            self._channels(painter, head, x, wide)

    def _broken(self, head: StepHead, at: int, room: float) -> list[str]:
        title = self.live.columns[at].title.say(self.language)
        lines = [line.text for line in head.lines]
        if max(map(self._step.width, lines), default=0) <= room and " ".join(lines) == " ".join(title.split()):
            return lines
        broken = between_words(self._step, title, room)
        if len(broken) > self.lines:
            rest = " ".join(broken[self.lines - 1 :])
            broken = [*broken[: self.lines - 1], self._step.cut(rest, room)]
        return broken

    def _circle(self, painter: QPainter, number: int, x: float) -> None:
        metrics, ink = self.metrics, self.paints.colour("ink")
        words = str(number)
        if self.column < self._number.width(words) + 2:
            if number % 5 and number != 1:
                return
            x = 0
        y = metrics.step_pad
        if self.column >= metrics.number + 2:
            painter.setPen(QPen(ink, 1.5 * self.line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(x + 1, y + 1, metrics.number - 2, metrics.number - 2))
        middle = x + metrics.number / 2 if self.column >= metrics.number + 2 else self.column / 2
        letters = self._number if len(words) == 1 else self._narrow
        left = max(0.0, middle - letters.width(words) / 2)
        letters.draw(painter, left, y + letters.baseline(metrics.number), words, ink)

    def _channels(self, painter: QPainter, head: StepHead, x: float, wide: bool) -> None:
        """The channels of a step: icons with words, icons alone where it is narrow."""
        metrics, ink = self.metrics, self.paints.colour("ink")
        origin = self.live.metrics.lane_head + self.live.column_of[head.id] * self.live.metrics.step
        words = wide and self.zoom >= WORDED
        left = x
        for mark in head.channels:
            top = mark.rect.y * self.k - self.stage_bottom
            if words:
                left = (mark.rect.x - origin) * self.k
            elif left + metrics.channel_icon > self.column:
                return
            else:
                top = self.channels - self.stage_bottom + metrics.channel_pad
            middle = top + (metrics.channel_leading - metrics.channel_icon) / 2
            self.paints.draw_icon(painter, mark.icon, "regular", "ink", left, middle, metrics.channel_icon)
            if words:
                y = top + self._channel.baseline(metrics.channel_leading)
                for line in mark.lines:
                    self._channel.draw(painter, left + metrics.channel_icon + 4 * self.k, y, line.text, ink)
                    y += metrics.channel_leading
            left += metrics.channel_icon + 5 * self.k

    # At the left

    def paint_left(self, painter: QPainter, camera: Camera, height: int) -> None:
        """The lanes."""
        pane = QRect(0, self.top, self.left, height - self.top)
        painter.setClipRect(pane)
        painter.fillRect(pane, self.paints.colour("canvas"))
        y0 = self.top - round(camera.y * camera.dpr)
        device = camera.device
        part = camera.part()
        rows = self.live.rows_in(part.y, part.bottom)
        edges = [y0 + round(self.live.tops[at] * device) for at in range(rows.start, rows.stop + 1)]
        for at, top, bottom in zip(rows, edges, edges[1:], strict=False):
            row = self.live.rows[at]
            self._lane_head(painter, row, top + round(row.top * device), bottom, device)
        painter.setClipRect(pane)
        painter.setPen(QPen(self.paints.colour("border"), self.line))
        for top in edges[:-1]:
            painter.drawLine(0, top, self.left, top)
        end = y0 + round(self.live.tops[-1] * device) - 1
        painter.setPen(QPen(self.paints.colour("border"), self.line))
        painter.drawLine(0, end, self.left, end)
        edge = self.left - self.line
        painter.drawLine(edge, self.top, edge, min(height, end))

    def _lane_head(self, painter: QPainter, row: LiveRow, top: int, bottom: int, device: float) -> None:
        """Icon and words of a lane, sliding down with the view as long as the lane is seen."""
        metrics = self.metrics
        lines = [line.text for line in row.lines]
        icon = (
            not row.folded and bottom - top >= metrics.lane_icon + len(lines) * metrics.lane_leading + metrics.cell_pad
        )
        beside = not icon and not row.folded
        aside = metrics.lane_icon if beside else 0.0
        lines = self._beside(row, aside) if beside else lines
        words = len(lines) * metrics.lane_leading
        needs = words + (metrics.lane_icon + 2 * self.k if icon else 0)
        pad = min(metrics.cell_pad, max(0.0, (bottom - top - needs) / 2))
        y = max(top + pad, self.top + pad)
        y = max(min(y, bottom - needs - pad), top + pad) if bottom - top > needs else top + (bottom - top - needs) / 2
        if row.folded:
            y = top + (bottom - top - words) / 2
        if bottom - max(top, self.top) < metrics.lane_leading * 0.9:
            return
        room = self.left - metrics.head_pad - 3 * self.k - (metrics.lane_icon if row.folded else aside)
        most = max(1, int((bottom - top + 1) // metrics.lane_leading))
        shown = [
            self._lane.cut(" ".join(lines[at:]) if at == most - 1 and len(lines) > most else line, room)
            for at, line in enumerate(lines[:most])
        ]
        height = needs - words + len(shown) * metrics.lane_leading
        picture = self._picture(
            ("lane", row.lane.id, icon, aside, tuple(shown)), self.left - metrics.head_pad - self.line - 1, height + 2,
            lambda to: self._lane_words(to, row, shown, icon, aside),
        )  # fmt: skip
        painter.drawPixmap(round(metrics.head_pad), round(y), picture)
        y += height - metrics.lane_leading / 4
        if row.folded:
            side = metrics.lane_icon * 0.8
            self.paints.draw_icon(
                painter, "caret-right", "bold", "ink", self.left - side - 6 * self.k, (top + bottom - side) / 2, side
            )
        if row.curve is not None and device * self.live.metrics.curve >= 4.4 * metrics.lane_small:
            self._scale(painter, row, top - round(row.top * device), y, device)

    def _beside(self, row: LiveRow, aside: float) -> list[str]:
        """The words of a low lane, broken for the room that its icon leaves beside them."""
        base = self.live.metrics
        room = (self.left - self.metrics.head_pad - 3 * self.k - aside) / self.k
        title = " ".join(line.text for line in row.lines)
        return list(self.live.wrapping.lines(title, room, base.bold_face, base.lane_size))

    def _lane_words(self, painter: QPainter, row: LiveRow, lines: list[str], icon: bool, aside: float) -> None:
        metrics, y = self.metrics, 0.0
        weight = "bold" if row.lane.kind == "feeling" else "fill"
        if icon:
            self.paints.draw_icon(painter, row.icon, weight, self._tint(row), 0, 0, metrics.lane_icon * 0.9)
            y += metrics.lane_icon + 2 * self.k
        elif aside:
            side = metrics.lane_icon * 0.78
            middle = (metrics.lane_leading - side) / 2
            self.paints.draw_icon(painter, row.icon, weight, self._tint(row), 0, middle, side)
        y += self._lane.baseline(metrics.lane_leading)
        for line in lines:
            self._lane.draw(painter, aside, y, line, self.paints.colour("ink"))
            y += metrics.lane_leading

    def _tint(self, row: LiveRow) -> str:
        kind = KIND_OF_LANE.get(row.lane.kind, "")
        return "ink" if row.lane.kind in ("feeling", "") or not kind else self.paints.note(kind).edge.name()

    def _scale(self, painter: QPainter, row: LiveRow, top: int, below: float, device: float) -> None:
        """The fixed scale of feelings, and what line and band are."""
        curve, muted = row.curve, self.paints.colour("muted")
        if curve is None:
            return
        painter.setClipRect(QRect(0, self.top, self.left - self.line, 100_000), Qt.ClipOperation.IntersectClip)
        unit = (curve.bottom - curve.top) / 4
        size = self.metrics.lane_small
        right = self.left - 4 * self.k
        for value in SCALE:
            words = number(value, signed=True) if value else "0"
            y = top + (curve.zero - value * unit) * device + size * 0.35
            self._small.draw(painter, right - self._small.width(words), y, words, muted)
        leading = size * 1.25
        words = " · ".join(line.text for line in curve.words)
        room = self.left - self.metrics.head_pad - 4 * self.k - self._small.width("+2")
        lines = self.live.wrapping.lines(
            words, room / self.k, self.live.metrics.text_face, self.live.metrics.lane_small
        )
        y = top + (curve.bottom + 2) * device - (len(lines) - 1) * leading
        if y - leading > below - self._lane.size * 0.4:
            for line in lines:
                self._small.draw(painter, self.metrics.head_pad, y, line, muted)
                y += leading

    # The corner

    def paint_corner(self, painter: QPainter) -> None:
        """Where both panes meet: what the row of channels is."""
        painter.setClipRect(QRect(0, 0, self.left, self.top))
        painter.drawPixmap(0, 0, self._picture(("corner",), self.left, self.top, self._corner))

    def _corner(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self.paints.colour("border"), self.line))
        painter.drawLine(QLineF(0, self.top - 1, self.left, self.top - 1))
        edge = self.left - self.line
        painter.drawLine(QLineF(edge, self.stage_bottom - 2 * self.line, edge, self.top))
        if self.channels < self.top:
            painter.drawLine(QLineF(0, self.channels, self.left, self.channels))
            y = self.channels + self.metrics.channel_pad + self._lane.baseline(self.metrics.channel_leading)
            words = Message("Channels").say(self.language)
            room = self.left - self.metrics.head_pad
            self._lane.draw(painter, self.metrics.head_pad, y, self._lane.cut(words, room), self.paints.colour("ink"))
