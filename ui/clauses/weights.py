"""Benefit against cost, openly: one bar of all award criteria, what it comes to, and where a reason is owed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcd_studio.questions.weights import Balance, balance
from hcd_studio.records import Vote, Weight
from hcd_studio.session import now
from hcd_studio.speech import Message, number
from ui.context import Context
from ui.flow import Flow
from ui.parts import Live, button, column, label, restyle

SIDES = ("benefit", "quality", "cost")


class Bar(QWidget):
    """The shares side by side; cost is hatched, and every part that has room says its name."""

    pressed = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.weights: list[Weight] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_weights(self, weights: list[Weight]) -> None:
        """Benefit first, cost last."""
        self.weights = sorted(weights, key=lambda one: SIDES.index(one.side) if one.side in SIDES else 1)
        say = self.context.speaker.say
        parts = [f"{say(one.title)} {share(one.percentage or 0)} %" for one in self.weights]
        self.setAccessibleName(say(Message("Award criteria: {parts}", parts=parts)))
        self.setVisible(bool(self.weights))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.context.theme.scaled(200), self.context.theme.scaled(36))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.context.theme
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        whole = max(100.0, sum(one.percentage or 0 for one in self.weights))
        box = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        painter.fillRect(box, theme.colour("sheet"))
        left, shade = box.left(), 0
        font = theme.font("small", 600)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        for one in self.weights:
            wide = box.width() * (one.percentage or 0) / whole
            part = QRectF(left, box.top(), wide, box.height())
            self._paint_part(painter, one, part, shade)
            shade += one.side != "cost"
            words = f"{self.context.speaker.say(one.title)} {share(one.percentage or 0)}"
            room = int(wide) - theme.scaled(18)
            if room > theme.scaled(24):
                text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                self._paint_words(painter, one, part, text, metrics)
            left += wide
        painter.setPen(QPen(theme.colour("border"), theme.line))
        painter.drawRect(box)
        painter.end()

    def _paint_part(self, painter: QPainter, one: Weight, part: QRectF, shade: int) -> None:
        theme = self.context.theme
        if one.side == "cost":
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.setPen(QPen(theme.colour("hair"), theme.scaled(6)))
            x = part.left() - part.height()
            while x < part.right():
                painter.drawLine(QPointF(x, part.bottom()), QPointF(x + part.height(), part.top()))
                x += theme.scaled(16)
            painter.restore()
        else:
            colour = theme.colour("accent")
            painter.fillRect(part, colour if shade % 2 == 0 else mixed(theme, shade))
        painter.setPen(QPen(theme.colour("sheet"), 1))
        painter.drawLine(part.topRight(), part.bottomRight())

    def _paint_words(self, painter: QPainter, one: Weight, part: QRectF, text: str, metrics: QFontMetrics) -> None:
        theme = self.context.theme
        left = part.left() + theme.scaled(9)
        if one.side == "cost":
            ground = QRectF(left - 4, part.top() + 5, metrics.horizontalAdvance(text) + 8, part.height() - 10)
            painter.fillRect(ground, theme.colour("sheet"))
        painter.setPen(theme.colour("ink" if one.side == "cost" else "on_accent"))
        painter.drawText(QPointF(left, part.center().y() + metrics.ascent() / 2 - 1), text)


def mixed(theme: object, _shade: int) -> object:
    """A second tone of the accent that its words are still read on."""
    colour = theme.colour("accent")  # type: ignore[attr-defined]
    return colour.lighter(112) if theme.name == "light" else colour.darker(108)  # type: ignore[attr-defined]


class BenefitBar(QWidget):
    """The bar, what it sums to, where it comes from; proposing and editing are a button each."""

    edit_wanted = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (0, 0, 0, 0), 8)
        head = QWidget()
        line = Flow()
        head.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 12)
        name = label("head")
        self.live.text(name, Message("Benefit against cost"))
        self.sums = label("good")
        line.addWidget(name)
        line.addWidget(self.sums)
        lines.addWidget(head)
        self.bar = Bar(context)
        self.bar.pressed.connect(self.edit_wanted)
        lines.addWidget(self.bar)
        self.says = label("muted", wrap=True)
        lines.addWidget(self.says)
        does = QWidget()
        flow = Flow()
        does.setLayout(flow)
        self.live.space(flow, (3, 3, 3, 3), 8)
        self.propose, self.edit = button(), button()
        self.live.text(self.propose, Message("Propose from the room’s dots"))
        self.live.text(self.edit, Message("Edit award criteria"))
        self.propose.clicked.connect(lambda: context.actions.run("propose_weights"))
        self.edit.clicked.connect(self.edit_wanted)
        flow.addWidget(self.propose)
        flow.addWidget(self.edit)
        lines.addWidget(does)

    def show_weights(self) -> None:
        """As they stand now."""
        session = self.context.bridge.session
        if session is None:
            return
        weights = list(session.all(Weight))
        stands = balance(now(session))
        self.bar.show_weights(weights)
        self.propose.setVisible(not weights)
        words, role = sum_words(stands, bool(weights))
        self.live.text(self.sums, words)
        restyle(self.sums, "role", role)
        dots = sum(one.count or 0 for one in session.all(Vote) if one.kind == "dot")
        self.live.text(self.says, said_of(stands, dots))


def share(value: float) -> str:
    """A percentage without a decimal that says nothing."""
    return number(int(value) if value == int(value) else value)


def sum_words(stands: Balance, there: bool) -> tuple[Message, str]:
    """What the weights come to, and whether that is good."""
    if not there:
        return Message("No award criteria yet"), "muted"
    total, benefit, cost = (share(one) for one in (stands.total, stands.benefit, stands.cost))
    if not stands.whole:
        return Message("They sum to {total} %, not to 100 %.", total=total), "bad"
    words = Message("benefit {benefit}, cost {cost} · sums to 100 %", benefit=benefit, cost=cost)
    return words, "warn" if stands.cost_leads else "good"


def said_of(stands: Balance, dots: int) -> Message:
    """Where the weights come from, and what is owed."""
    if stands.owed:
        return Message("Cost outweighs benefit to users and gives no reason. Write it: the reason is printed.")
    if stands.cost_leads:
        return Message("Cost outweighs benefit to users. Its reason is printed.")
    return Message(
        "The room gave {n} dots. A cost weight above benefit must give its reason, and the reason is printed.", n=dots
    )
