"""The picture that the room sees, as large as its screen; it draws a scene, never the window."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from exports.poster_look import Ink
from exports.poster_paint import paint_map
from hcd_studio.fields import Id
from hcd_studio.layout import Placed, View, place
from hcd_studio.layout.view import paper
from hcd_studio.questions.projected import Scene, room_snapshot
from hcd_studio.records import Lane
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message
from ui import tokens
from ui.context import Context
from ui.poster_painter import QtPainter
from ui.room import paint
from ui.room.paint import EDGE, SMALLEST, TALL, WIDE

CARDS = {"vote": 2, "ranking": 2, "agenda": 2, "cards": 1, "needs": 1, "thanks": 1}
NOTE = 112.0


class RoomView(QWidget):
    """Shows one scene until it is given another; paused it keeps the one it has, blank it shows nothing."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.context = context
        self.scene: Scene | None = None
        self.placed: Placed | None = None
        self._snapshot: Snapshot | None = None
        self.at: tuple[Id, Id] = ("", "")
        self.time, self.gone = "", None
        self.frozen = self.dark = False
        self.look, self.large = "contrast", 1.0
        self.setMinimumSize(320, 200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(context.speaker.say(Message("What the room sees")))

    time: str
    gone: float | None

    def sizeHint(self) -> QSize:
        return QSize(round(WIDE), round(TALL))

    # What is shown

    def show_scene(self, scene: Scene, snapshot: Snapshot, at: tuple[Id, Id] = ("", "")) -> None:
        """Another scene; of a map it shows the step and the lane (`at`) on which the facilitator works."""
        if self.frozen:
            return
        if scene.kind in ("map", "wall"):
            if self.placed is None or scene != self.scene or snapshot is not self._snapshot:
                self.placed = placed_for(snapshot, scene.kind)
        else:
            self.placed = None
        self._snapshot = snapshot
        self.scene, self.at = scene, at
        speak = self.context.speaker
        self.setAccessibleName(speak.say(Message("What the room sees")))
        self.setAccessibleDescription("" if self.dark else speak.say(scene.spoken()))
        self.update()

    def show_time(self, time: str, gone: float | None) -> None:
        """What the timer says; a paused picture stands still."""
        if not self.frozen and (time, gone) != (self.time, self.gone):
            self.time, self.gone = time, gone
            self.update()

    # How it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), QColor(tokens.COLOURS[self.look]["canvas"]))
        if self.scene is not None and not self.dark:
            k = min(self.width() / WIDE, self.height() / TALL)
            painter.scale(k, k)
            stage = paint.Stage(painter, self.look, self.large, self.width() / k, self.height() / k)
            self._paint(stage, self.scene)
        painter.end()

    def _paint(self, stage: paint.Stage, scene: Scene) -> None:
        paint.head(stage, scene, self.time, self.gone)
        if scene.kind in CARDS:
            paint.cards(stage, scene.lines, CARDS[scene.kind], figures=scene.kind == "ranking")
        elif scene.kind == "curve":
            paint.curve(stage, scene)
        elif self.placed is not None:
            self._paint_map(stage, self.placed)
        if scene.kind not in ("map", "wall"):
            paint.foot(stage, scene)
        if self.frozen:
            self._paint_pause(stage)

    def _paint_map(self, stage: paint.Stage, placed: Placed) -> None:
        """The part of the map where the facilitator works, large enough to be read; heads stay where one looks for them."""
        room = QRectF(EDGE, 168, stage.width - 2 * EDGE, stage.height - 168 - 12)
        k = SMALLEST / placed.metrics.note_size * stage.large
        left, top = placed.metrics.lane_head * k, (placed.lanes[0].rect.y if placed.lanes else 0) * k
        x, y = self._part(placed, k, room.width() - left, room.height() - top)
        inner = QRectF(room.left() + left, room.top() + top, room.width() - left, room.height() - top)
        heads = QRectF(inner.left(), room.top(), inner.width(), top)
        lanes = QRectF(room.left(), inner.top(), left, inner.height())
        for clip, dx, dy in ((inner, x, y), (heads, x, 0.0), (lanes, 0.0, y)):
            painter = stage.painter
            painter.save()
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
            painter.fillRect(clip, stage.colour("canvas"))
            painter.translate(room.left() - dx, room.top() - dy)
            painter.scale(k, k)
            paint_map(placed, QtPainter(painter), ink_of(self.look))
            painter.restore()

    def _part(self, placed: Placed, k: float, wide: float, high: float) -> tuple[float, float]:
        """How far the map is moved so that the step and the lane of the facilitator come first."""
        step = next((one for one in placed.steps if one.id == self.at[0]), None)
        lane = next((one for one in placed.lanes if one.id == self.at[1]), None)
        first, top = placed.metrics.lane_head, placed.lanes[0].rect.y if placed.lanes else 0.0
        x = (step.rect.x - first) * k if step else 0.0
        y = (lane.rect.y - top) * k if lane else 0.0
        return min(x, max(0.0, (placed.width - first) * k - wide)), min(y, max(0.0, (placed.height - top) * k - high))

    def _paint_pause(self, stage: paint.Stage) -> None:
        words = "Wedi’i oedi · Paused"
        font = stage.font(SMALLEST, 700)
        box = QRectF(stage.width - EDGE - 330, stage.height - 48, 330, 40)
        stage.painter.fillRect(box, stage.colour("canvas"))
        picture = self.context.theme.pixmap("snowflake", "bold", stage.colour("ink").name(), 30 / self.context.theme.k)
        stage.painter.drawPixmap(round(box.left()), round(box.top() + 5), picture)
        stage.put(box.adjusted(40, 0, 0, 0), words, font)


def ink_of(look: str) -> Ink:
    """The map's colours on the projector: outlines on black, or the notes as on the board."""
    colours, notes = tokens.COLOURS[look], tokens.NOTES[look]
    return Ink(
        paper=colours["canvas"], ink=colours["ink"], muted=colours["ink"], hair=colours["hair"], border=colours["border"],
        band=colours["band"], curve=colours["curve"], low=colours["low"], edge_width=1.25,
        fills={kind: fill for kind, (fill, _) in notes.items()}, edges={kind: edge for kind, (_, edge) in notes.items()},
    )  # fmt: skip


def placed_for(snapshot: Snapshot, kind: str) -> Placed:
    """The map, or the wall of themes, in both languages, without what the room may not see."""
    shown = room_snapshot(snapshot)
    lanes = tuple(one.id for one in shown.all(Lane) if one.kind != "evidence")
    view = View(
        languages="both", private="hide", unplaced=False, stack_above=2, lanes=lanes,
        channels=False, columns="steps" if kind == "map" else "themes",
    )  # fmt: skip
    return place(shown, view, paper(NOTE))


def clock_words(left: int | None, since: str, now: datetime) -> str:
    """The timer in figures that are the same in both languages: minutes left, or the time of day."""
    if left is None:
        return since or now.strftime("%H:%M")
    if left <= 0:
        return f"+{-left // 60:02}:{-left % 60:02}"
    return f"{left // 60:02}:{left % 60:02}"
