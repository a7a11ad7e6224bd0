"""Impact against effort: the ideas in a square of five by five, moved by the arrows or the mouse; the scores are its twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcd_studio.fields import Id
from hcd_studio.records import Idea
from hcd_studio.speech import Message
from ui.access import announce
from ui.context import Context
from ui.parts import Live

SIDE = 5
MOVES = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class Matrix(QWidget):
    """Effort to the right, impact upwards; what is not placed yet waits below."""

    chosen = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.ideas: Sequence[Idea] = ()
        self.current: Id = ""
        self._chips: dict[Id, QRectF] = {}
        self._held: Id = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "own")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        live = Live(context, self)
        live.name(self, Message("Impact against effort"))
        live.describe(
            self, Message("Page up and down choose an idea; arrows move it: right for more effort, up for more impact.")
        )

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def show_ideas(self, ideas: Sequence[Idea], current: Id) -> None:
        """Show these, one of which is chosen."""
        self.ideas = ideas
        ids = [one.id for one in ideas]
        self.current = current if current in ids else (ids[0] if ids else "")
        self.update()

    def idea(self) -> Idea | None:
        """The idea chosen."""
        return next((one for one in self.ideas if one.id == self.current), None)

    def words(self) -> Message:
        """Where the chosen idea stands."""
        one = self.idea()
        if one is None:
            return Message("No idea is chosen.")
        if not one.effort or not one.impact:
            return Message("{ref} {title}: not placed yet.", ref=one.ref, title=one.title)
        return Message(
            "{ref} {title}: effort {effort}, impact {impact}.",
            ref=one.ref, title=one.title, effort=one.effort, impact=one.impact,
        )  # fmt: skip

    # Moving

    def choose(self, by: int) -> None:
        """Another idea."""
        ids = [one.id for one in self.ideas]
        if ids:
            at = ids.index(self.current) if self.current in ids else 0
            self._take(ids[(at + by) % len(ids)])

    def _take(self, id: Id) -> None:
        self.current = id
        self.chosen.emit(id)
        announce(self, self.context.speaker.say(self.words()))
        self.update()

    def put(self, effort: int, impact: int) -> None:
        """The chosen idea to a place of the square."""
        one = self.idea()
        place: dict[str, Any] = {"effort": max(1, min(SIDE, effort)), "impact": max(1, min(SIDE, impact))}
        if one is not None and (one.effort, one.impact) != tuple(place.values()):
            self.context.bridge.do("edit_record", one, **place)
            announce(self, self.context.speaker.say(self.words()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, one = Qt.Key(event.key()), self.idea()
        if key in MOVES and one is not None and not event.modifiers():
            dx, dy = MOVES[key]
            placed = one.effort is not None and one.impact is not None
            self.put((one.effort or 3) + dx * placed, (one.impact or 3) + dy * placed)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.choose(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Delete and one is not None:
            nothing: dict[str, Any] = {"effort": None, "impact": None}
            self.context.bridge.do("edit_record", one, **nothing)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = next((id for id, box in reversed(self._chips.items()) if box.contains(event.position())), "")
        if self._held:
            self._take(self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, ""
        square, at = self._square(), event.position()
        if held and square.contains(at) and not self._chips.get(held, QRectF()).contains(at):
            cell = square.width() / SIDE, square.height() / SIDE
            self.put(int((at.x() - square.left()) // cell[0]) + 1, SIDE - int((at.y() - square.top()) // cell[1]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Painting

    def _square(self) -> QRectF:
        scaled = self.context.theme.scaled
        below = scaled(64)
        return QRectF(
            scaled(74), scaled(8), max(1, self.width() - scaled(86)), max(1, self.height() - below - scaled(30))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, say = self.context.theme, self.context.speaker.say
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = self._square()
        wide, high = square.width() / SIDE, square.height() / SIDE
        for x in range(SIDE):
            for y in range(SIDE):
                box = QRectF(square.left() + x * wide, square.top() + y * high, wide, high)
                first = x < 2 and y < 2  # little effort, much impact: what one begins with
                painter.setPen(QPen(theme.colour("hair"), 1))
                painter.setBrush(theme.colour("accent_soft" if first else "sheet"))
                painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("border"), theme.line))
        painter.drawRect(square)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        for n in range(1, SIDE + 1):
            left = QRectF(square.left() - theme.scaled(22), square.bottom() - n * high, theme.scaled(16), high)
            painter.drawText(left, int(Qt.AlignmentFlag.AlignCenter), str(n))
            under = QRectF(square.left() + (n - 1) * wide, square.bottom() + 2, wide, theme.scaled(18))
            painter.drawText(under, int(Qt.AlignmentFlag.AlignCenter), str(n))
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("ink"))
        self._side_words(painter, say(Message("Impact")), square)
        below = QRectF(square.left(), square.bottom() + theme.scaled(16), square.width(), theme.scaled(18))
        painter.drawText(
            below, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), say(Message("Effort"))
        )
        self._paint_ideas(painter, square)
        painter.end()

    def _side_words(self, painter: QPainter, words: str, square: QRectF) -> None:
        painter.save()
        painter.translate(QPointF(square.left() - self.context.theme.scaled(36), square.top()))
        painter.rotate(-90)
        wide = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QPointF(-wide, 0), words)
        painter.restore()

    def _paint_ideas(self, painter: QPainter, square: QRectF) -> None:
        theme, say = self.context.theme, self.context.speaker.say
        scaled, wide, high = theme.scaled, square.width() / SIDE, square.height() / SIDE
        of_cell = Counter((one.effort, one.impact) for one in self.ideas)
        places: dict[tuple[int, int], int] = {}
        loose = QPointF(square.left(), square.bottom() + scaled(40))
        self._chips = {}
        painter.setFont(theme.font("small", 600))
        rows = max(1, int((high - 4) // scaled(26)))
        for one in self.ideas:
            if one.effort and one.impact:
                nth = places.get((one.effort, one.impact), 0)
                places[one.effort, one.impact] = nth + 1
                # Where a cell is too small for all of its ideas they lie over each other rather than over its neighbours.
                across = max(int((wide - 8) // scaled(52)), ceil(of_cell[one.effort, one.impact] / rows), 1)
                apart = min(scaled(52), (wide - 10 - scaled(48)) / (across - 1)) if across > 1 else 0
                x = square.left() + (one.effort - 1) * wide + 5 + (nth % across) * apart
                y = square.bottom() - one.impact * high + 4 + (nth // across) * scaled(26)
            else:
                x, y = loose.x(), loose.y()
                loose.setX(x + scaled(52))
            self._chips[one.id] = QRectF(x, y, scaled(48), min(scaled(22), high - 6))
        for one in sorted(self.ideas, key=lambda one: one.id == self.current):  # the chosen one lies on top
            self._chip(painter, one, self._chips[one.id])
        if any(not one.effort or not one.impact for one in self.ideas):
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("muted"))
            left = QRectF(square.left(), square.bottom() + scaled(16), square.width() * 0.7, scaled(18))
            painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), say(Message("Not placed yet:")))

    def _chip(self, painter: QPainter, one: Idea, box: QRectF) -> None:
        theme = self.context.theme
        fill, edge = theme.note("idea")
        painter.setPen(QPen(edge, theme.line))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.colour("ink"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), one.ref)
        if one.id == self.current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("focus"), 3))
                painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)
            painter.setPen(QPen(theme.colour("focus_edge" if theme.name == "light" else "focus"), 2))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)
