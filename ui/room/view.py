"""The picture that the room sees, as large as its screen; it draws a scene, never the window."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from exports.poster_look import Ink
from exports.poster_paint import paint_map
from hcd_studio.fields import Id
from hcd_studio.layout import Placed, View, place
from hcd_studio.layout.view import paper
from hcd_studio.questions.projected import Scene, room_snapshot
from hcd_studio.records import Lane, Stage
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message
from ui import tokens
from ui.context import Context
from ui.poster_painter import QtPainter
from ui.room import paint
from ui.room.paint import EDGE, SMALLEST, TALL, WIDE

CARDS = {"vote": 2, "ranking": 2, "agenda": 2, "cards": 1, "thanks": 1}
NOTE = 112.0


class RoomView(QWidget):
    """Shows one scene until it is given another; paused it keeps the one it has, blank it shows nothing."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.context = context
        self.scene: Scene | None = None
        self.placed: Placed | None = None
        self.stage: Id = ""
        self.at: tuple[float, float] = (0.0, 0.0)
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

    def show_scene(self, scene: Scene, snapshot: Snapshot, stage: Id = "", at: tuple[float, float] = (0.0, 0.0)) -> None:
        """Another scene; a map shows the stage on which the facilitator works, and the part of it that is looked at."""
        if self.frozen:
            return
        if scene.kind in ("map", "wall"):
            if scene != self.scene or stage != self.stage or self._fresh(snapshot):
                self.placed = placed_for(snapshot, scene.kind, stage)
        else:
            self.placed = None
        self._snapshot = snapshot
        self.scene, self.stage, self.at = scene, stage, at
        speak = self.context.speaker
        self.setAccessibleName(speak.say(Message("What the room sees")))
        self.setAccessibleDescription("" if self.dark else speak.say(scene.spoken()))
        self.update()

    def _fresh(self, snapshot: Snapshot) -> bool:
        return getattr(self, "_snapshot", None) is not snapshot

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
            self._paint_map(stage, self.placed, scene)
        if scene.kind not in ("map", "wall"):
            paint.foot(stage, scene)
        if self.frozen:
            self._paint_pause(stage)

    def _paint_map(self, stage: paint.Stage, placed: Placed, scene: Scene) -> None:
        """A stage of the map as large as can be read; what does not fit follows where the facilitator looks."""
        room = QRectF(EDGE, 172, stage.width - 2 * EDGE, stage.height - 172 - 20)
        k = max(room.width() / max(placed.width, 1), SMALLEST / placed.metrics.note_size * stage.large)
        k = min(k, 3.2 * stage.large)
        over = (max(0.0, placed.width * k - room.width()), max(0.0, placed.height * k - room.height()))
        painter = stage.painter
        painter.save()
        painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        painter.translate(room.left() - over[0] * self.at[0], room.top() - over[1] * self.at[1])
        painter.scale(k, k)
        paint_map(placed, QtPainter(painter), ink_of(self.look))
        painter.restore()

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


def placed_for(snapshot: Snapshot, kind: str, stage: Id) -> Placed:
    """One stage of the map, or the wall of themes, in both languages, without what the room may not see."""
    shown = room_snapshot(snapshot)
    wanted: Any = (stage,) if stage else tuple(one.id for one in shown.all(Stage)[:1]) or None
    lanes = tuple(one.id for one in shown.all(Lane) if one.kind != "evidence")
    view = View(
        languages="both", private="hide", unplaced=False, stack_above=2, lanes=lanes,
        stages=wanted if kind == "map" else None, columns="steps" if kind == "map" else "themes",
    )  # fmt: skip
    return place(shown, view, paper(NOTE))


def clock_words(left: int | None, since: str, now: datetime) -> str:
    """The timer in figures that are the same in both languages: minutes left, or the time of day."""
    if left is None:
        return since or now.strftime("%H:%M")
    if left <= 0:
        return f"+{-left // 60:02}:{-left % 60:02}"
    return f"{left // 60:02}:{left % 60:02}"
