"""The evidence trail: voice, pain point, need, requirement, always in that order, up and down from one record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.trail import Knot, trail
from hcd_studio.records import Note, Participant, Record, RoomTable
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words
from ui.context import Context
from ui.parts import Live, button, clear, column, label

ICONS = {
    "note": ("quotes", "quote"), "theme": ("kanban", "question"), "pain": ("lightning", "pain"),
    "idea": ("lightbulb", "idea"), "need": ("hand-heart", "need"), "usecase": ("path", "evidence"),
    "requirement": ("file-text", "evidence"), "criterion": ("check", "evidence"), "measure": ("chart-line-up", "evidence"),
    "weight": ("scales", "evidence"), "decision": ("flag", "evidence"), "action": ("check-circle", "evidence"),
}  # fmt: skip
SHOWN = 3
"""So many of a kind are shown at once; the rest when asked for."""


class Trail(QWidget):
    """The trail of the record that is inspected; each knot is a button that goes there."""

    wanted = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (0, 0, 0, 0), 6)
        self.head = label("head")
        self.live.text(self.head, Message("Evidence trail"))
        lines.addWidget(self.head)
        self.box = column()
        self.box.setSpacing(0)
        lines.addLayout(self.box)
        self.nothing = label("muted", wrap=True)
        self.live.text(
            self.nothing, Message("Nothing rests on this yet, and it rests on nothing. Link says what it rests on.")
        )
        lines.addWidget(self.nothing)
        self._id: Id = ""
        self._all = False

    def show_record(self, id: Id) -> None:
        """Lay out the trail of a record."""
        if id != self._id:
            self._id, self._all = id, False
        clear(self.box)
        session = self.context.bridge.session
        known = trail(now(session, judged=True), id) if session and id else ()
        knots = [one for one in known if not self.context.hiding.hides(one.record)]
        self.nothing.setVisible(len(knots) < 2)
        if len(knots) < 2:
            return
        shown = knots if self._all else _few(knots)
        for at, knot in enumerate(shown):
            step = KnotButton(self.context, knot, first=at == 0, last=at == len(shown) - 1)
            step.clicked.connect(lambda _=False, id=knot.record.id: self.wanted.emit(id))
            self.box.addWidget(step)
        if any(knot.suspect for knot in knots) and session is not None and not session.store.read_only:
            hold = button()
            self.live.text(hold, Message("It still holds ({key})", key=self.context.actions.keys_of("confirm_links")))
            hold.clicked.connect(lambda: QTimer.singleShot(0, self, lambda: self.context.actions.run("confirm_links")))
            self.box.addWidget(hold)
        if len(shown) < len(knots):
            more = button("link")
            self.live.text(more, Message("Show {n} more", n=len(knots) - len(shown)))
            more.clicked.connect(self._show_all)
            self.box.addWidget(more)

    def _show_all(self) -> None:
        self._all = True
        self.show_record(self._id)


def _few(knots: Sequence[Knot]) -> list[Knot]:
    counts: dict[str, int] = {}
    found = []
    for knot in knots:
        counts[knot.record.table] = counts.get(knot.record.table, 0) + 1
        if knot.here or counts[knot.record.table] <= SHOWN:
            found.append(knot)
    return found


class KnotButton(QAbstractButton):
    """One record of the trail: its sign on the line, its words, what it is."""

    def __init__(self, context: Context, knot: Knot, *, first: bool, last: bool):
        super().__init__()
        self.context, self.knot, self.first, self.last = context, knot, first, last
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        say = context.speaker.say
        self.voice = isinstance(knot.record, Note) and knot.record.verbatim and not knot.here
        self.title = say(Message("You are here") if knot.here else title_of(knot.record))
        if self.voice:
            self.title = f"“{self.title}”"
        self.about = say(about(context, knot.record))
        self.warning = say(Message("What it rests on has changed. Look again.")) if knot.suspect else ""
        self.setAccessibleName(f"{self.about}: {self.title}")
        self.setAccessibleDescription(self.warning)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width)[-1]

    def sizeHint(self) -> QSize:
        return QSize(self.context.theme.scaled(230), self._lay(self.context.theme.scaled(230))[-1])

    def minimumSizeHint(self) -> QSize:
        return QSize(self.context.theme.scaled(90), self.context.theme.scaled(40))

    def _fonts(self) -> tuple[Any, Any]:
        theme = self.context.theme
        return theme.font("voice" if self.voice else "body", 700 if self.knot.here else 0), theme.font("small")

    def _lay(self, width: int) -> tuple[int, int, int, int]:
        """Heights of title, kind and warning at a width, and of the whole."""
        theme = self.context.theme
        room = max(20, width - theme.scaled(32))
        large, small = self._fonts()
        wrap = int(Qt.TextFlag.TextWordWrap)

        def high(font: Any, text: str) -> int:
            return QFontMetrics(font).boundingRect(0, 0, room, 10_000, wrap, text).height() if text else 0

        title, kind, warning = high(large, self.title), high(small, self.about), high(small, self.warning)
        return title, kind, warning, title + kind + warning + theme.scaled(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.context.theme
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title, kind, warning, _ = self._lay(self.width())
        side = theme.scaled(22)
        middle = side / 2
        dash = Qt.PenStyle.DashLine if self.knot.suspect else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("muted"), 2, dash))
        if not self.first:
            painter.drawLine(QPointF(middle, 0), QPointF(middle, 3))
        if not self.last:
            painter.drawLine(QPointF(middle, 3 + side), QPointF(middle, self.height()))
        self._paint_sign(painter, side)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(theme.scaled(28), 0, 0, 0), theme.colour("accent_soft"))
        large, small = self._fonts()
        left, room = theme.scaled(32), self.width() - theme.scaled(32)
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.setPen(theme.colour("ink"))
        painter.setFont(large)
        painter.drawText(QRectF(left, 2, room, title + 2), wrap, self.title)
        painter.setPen(theme.colour("muted"))
        painter.setFont(small)
        painter.drawText(QRectF(left, 2 + title, room, kind + 2), wrap, self.about)
        if self.warning:
            painter.setPen(theme.colour("warn"))
            painter.drawText(QRectF(left, 2 + title + kind, room, warning + 2), wrap, self.warning)
        painter.end()

    def _paint_sign(self, painter: QPainter, side: int) -> None:
        theme = self.context.theme
        record = self.knot.record
        icon, look = ICONS.get(record.table, ("file-text", "evidence"))
        if isinstance(record, Note) and record.kind:
            from hcd_studio.layout.notes import KIND_ICONS

            icon, look = KIND_ICONS.get(record.kind, icon), record.kind
        fill, edge = theme.note(look)
        painter.setBrush(fill)
        painter.setPen(QPen(edge, theme.line))
        box = QRectF(0.5, 3.5, side - 1, side - 1)
        radius = side / 2 if record.table == "note" else 3
        painter.drawRoundedRect(box, radius, radius)
        drawn = theme.pixmap(icon, "fill", edge.name(), 13, self.devicePixelRatioF())
        inset = (side - theme.scaled(13)) / 2
        painter.drawPixmap(QPointF(inset, 3 + inset), drawn)

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()


def about(context: Context, record: Record) -> Sayable:
    """What a record is, in few words: its kind and reference, whose voice, how urgent."""
    session = context.bridge.session
    ref = getattr(record, "ref", "")
    if isinstance(record, Note) and session is not None:
        person, table = session.get(Participant, record.participant), session.get(RoomTable, record.room_table)
        what = Message("Voice") if record.verbatim else Message("Paraphrase")
        if person and table:
            return Message("{what} · {code}, table {table}", what=what, code=person.code, table=table.name)
        if person:
            return Message("{what} · {code}", what=what, code=person.code)
        return Message("{what} {ref}", what=what, ref=ref)
    moscow = getattr(record, "moscow", "")
    if moscow:
        return Message(
            "{kind} {ref} · {urgency}",
            kind=record.term(),
            ref=ref,
            urgency=choice_words(record.table, "moscow", moscow),
        )
    return Message("{kind} {ref}", kind=record.term(), ref=ref) if ref else record.term()
