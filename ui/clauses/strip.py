"""From voice to clause: one card a kind, in the trail's order, icons and colours; a joint that no longer holds is dashed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.ranking import tallies
from hcd_studio.questions.trail import Knot, trail
from hcd_studio.records import Note, Record
from hcd_studio.session import now
from hcd_studio.speech import N_, Message, Sayable
from ui.clauses.short import short
from ui.context import Context
from ui.trail import ICONS, about

KINDS = ("note", "pain", "need", "requirement", "criterion")
LACKS = {
    "note": N_("No voice yet"), "pain": N_("No pain point yet"), "need": N_("No need yet"),
    "requirement": N_("No requirement yet"), "criterion": N_("No acceptance criterion yet"),
}  # fmt: skip
SHORT = ("need", "requirement")
LEAST, TALL, GAP = 104, 132, 22


class Place(NamedTuple):
    """What stands in one card: the nearest record of a kind, how many others there are, whether its joint is suspect."""

    kind: str
    record: Record | None
    others: int
    suspect: bool


class CardButton(QAbstractButton):
    """One card; pressing it goes there."""

    def __init__(self, context: Context, place: Place, foot: Sayable, *, first: bool):
        super().__init__()
        self.context, self.place, self.first = context, place, first
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say = context.speaker.say
        record = place.record
        self.title = say(few(record)) if record is not None else say(Message(LACKS[place.kind]))
        self.voice = isinstance(record, Note) and record.verbatim
        if self.voice:
            self.title = f"“{self.title}”"
        self.foot = say(foot) if record is not None else ""
        self.setEnabled(record is not None)
        what = f"{self.foot}: {self.title}" if self.foot else self.title
        self.setAccessibleName(what)
        if place.suspect:
            self.setAccessibleDescription(say(Message("What it rests on has changed. Look again.")))
        self.setToolTip(what)

    def sizeHint(self) -> QSize:
        return QSize(self.context.theme.scaled(LEAST), self.context.theme.scaled(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.context.theme
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 0 if self.first else theme.scaled(GAP)
        box = QRectF(gap + 0.5, 0.5, self.width() - gap - 1, self.height() - 1)
        self._paint_box(painter, box)
        if not self.first:
            self._paint_joint(painter, gap)
        pad = theme.scaled(9)
        inner = box.adjusted(pad, pad, -pad, -pad)
        icon, look = ICONS[self.place.kind]
        edge = theme.note(look).edge
        sign = theme.scaled(16)
        painter.drawPixmap(inner.topLeft(), theme.pixmap(icon, "fill", edge.name(), 16, self.devicePixelRatioF()))
        small = theme.font("small")
        foot = QFontMetrics(small).height()
        painter.setPen(theme.colour("ink" if self.place.record is not None else "muted"))
        font = theme.font("voice") if self.voice else theme.font("body", 600 if self.place.record else 0)
        painter.setFont(font)
        room = QRect(
            round(inner.left()), round(inner.top()) + sign + 5, round(inner.width()),
            max(0, round(inner.height()) - sign - foot - 9),
        )  # fmt: skip
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), fitted(self.title, QFontMetrics(font), room))
        painter.setFont(small)
        line = QFontMetrics(small).elidedText(self.foot, Qt.TextElideMode.ElideRight, round(inner.width()))
        painter.drawText(QPointF(inner.left(), inner.bottom()), line)
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        theme = self.context.theme
        fill, edge = theme.note(ICONS[self.place.kind][1])
        pen = QPen(edge, theme.line)
        if self.place.record is None:
            pen.setStyle(Qt.PenStyle.DashLine)
            fill = theme.colour("canvas")
        elif self.place.kind == "criterion":
            fill = theme.colour("sheet")
        painter.setBrush(fill)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 3, 3)
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), theme.scaled(3)), edge)

    def _paint_joint(self, painter: QPainter, gap: int) -> None:
        theme = self.context.theme
        suspect = self.place.suspect
        painter.setPen(
            QPen(
                theme.colour("warn" if suspect else "ink"), 2, Qt.PenStyle.DotLine if suspect else Qt.PenStyle.SolidLine
            )
        )
        middle = self.height() / 2
        painter.drawLine(QPointF(3, middle), QPointF(gap - 5, middle))
        tip = QPolygonF([QPointF(gap - 9, middle - 4), QPointF(gap - 4, middle), QPointF(gap - 9, middle + 4)])
        painter.setPen(QPen(painter.pen().color(), 2))
        painter.drawPolyline(tip)


def few(record: Record) -> Words:
    """What a card says of a record."""
    return short(record, 200) if record.table in SHORT else title_of(record)


def fitted(text: str, metrics: QFontMetrics, room: QRect) -> str:
    """As many words as have room, with an ellipsis where some have not."""
    wrap = int(Qt.TextFlag.TextWordWrap)

    def fits(words: str) -> bool:
        found = metrics.boundingRect(QRect(0, 0, room.width(), 100_000), wrap, words)
        return found.height() <= room.height() and found.width() <= room.width()

    text = text[:400]
    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle].rstrip() + "…") else (low, middle - 1)
    return text[:low].rstrip() + "…"


class VoiceStrip(QWidget):
    """The cards of one record, abreast where there is room, else in rows."""

    wanted = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.cards: list[CardButton] = []
        self.suspect = False
        self.voices = 0
        self._reading: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        context.theme.changed.connect(self._lay)

    def show_record(self, id: Id) -> None:
        """The strip through a record."""
        session = self.context.bridge.session
        if session is None:
            return
        snapshot = now(session, judged=True)
        knots = trail(snapshot, id)
        dots = tallies(snapshot)
        self.voices = sum(one.record.table == "note" for one in knots)
        places = [place_of(kind, knots) for kind in KINDS]
        feet = [self._foot(one, dots) for one in places]
        reading = (
            [(one, foot.say("cy")) for one, foot in zip(places, feet, strict=True)],
            self.context.speaker.language,
        )
        self.suspect = any(
            one.suspect for one in knots if one.here or one.record.table in ("need", "usecase", "requirement")
        )
        if reading == self._reading:
            return
        self._reading = reading
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        for at, (place, foot) in enumerate(zip(places, feet, strict=True)):
            card = CardButton(self.context, place, foot, first=at == 0)
            card.setParent(self)
            if place.record is not None:
                card.clicked.connect(lambda _=False, id=place.record.id: self.wanted.emit(id))
            card.show()
            self.cards.append(card)
        self._lay()

    def _foot(self, place: Place, dots: object) -> Sayable:
        if place.record is None:
            return Message("")
        said = about(self.context, place.record)
        ref = getattr(place.record, "ref", "")
        if ref and place.kind != "note":
            said = Message("{ref}", ref=ref)
        tally = dots.get(place.record.id) if isinstance(dots, dict) else None
        if tally is not None and tally.dots:
            said = Message("{what} · dots: {n}", what=said, n=tally.dots)
        return Message("{what} +{n}", what=said, n=place.others) if place.others else said

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.context.theme.scaled(LEAST), self.height())

    def _lay(self) -> None:
        theme = self.context.theme
        if not self.cards or not self.width():
            return
        abreast = max(1, min(len(self.cards), self.width() // theme.scaled(LEAST)))
        rows = -(-len(self.cards) // abreast)
        abreast = -(-len(self.cards) // rows)
        wide, tall, gap = self.width() // abreast, theme.scaled(TALL), theme.scaled(6)
        for at, card in enumerate(self.cards):
            card.setGeometry((at % abreast) * wide, (at // abreast) * (tall + gap), wide, tall)
        self.setFixedHeight(rows * (tall + gap) - gap)


def place_of(kind: str, knots: Sequence[Knot]) -> Place:
    """The card of a kind: itself, else the nearest; a voice before a paraphrase."""
    found = [one for one in knots if one.record.table == kind]
    if not found:
        return Place(kind, None, 0, False)
    found.sort(key=lambda one: (one.steps, not getattr(one.record, "verbatim", True)))
    return Place(kind, found[0].record, len(found) - 1, found[0].suspect)
