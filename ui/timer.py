"""The timer in the header: time left, a bar, what comes next. It changes words and a bar, and never flashes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from hcd_studio.questions.agenda import shown_time
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.day import LAST, DayClock
from ui.day_actions import DAY
from ui.parts import EMPTY, Literal

WIDE = 236
SLIM = 108


class Timer(QToolButton):
    """Reads the clock of the day; pressed it offers what can be done with the item that runs."""

    def __init__(self, context: Context, clock: DayClock, parent: QWidget):
        super().__init__(parent)
        self.context, self.clock = context, clock
        self.setProperty("kind", "timer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = QMenu(self)
        for action in DAY:
            menu.addAction(context.actions.qt[action.id])
        self.setMenu(menu)
        self._said = ""
        clock.changed.connect(self.show_day)
        clock.ticked.connect(self._tick)
        context.speaker.changed.connect(self.show_day)
        context.theme.changed.connect(self.show_day)
        self._was_slim = True
        self.show_day()

    # What it says

    def figure(self) -> Sayable:
        """The large word: minutes and seconds left, the last minute, over time, or what can be begun."""
        left, running = self.clock.left, self.clock.day.now
        if running is None:
            return Message("Begin") if self.clock.day.next else Message("Finished")
        if left is None:
            return Message("since {time}", time=shown_time(running.began))
        if left <= 0:
            return Message("{n} min over", n=-left // 60) if left <= -60 else Message("Time is over")
        if left <= LAST:
            return Message("1 minute left")
        time = f"{left // 60:02}:{left % 60:02}"
        return Literal(time) if self.slim else Message("{time} left", time=time)

    def beside(self) -> Sayable:
        """The smaller word beside it."""
        running = self.clock.day.now
        if running is None or running.minutes is None or self.clock.left is None or self.clock.left <= LAST:
            return EMPTY
        return Message("of {n}", n=running.minutes)

    def below(self) -> Sayable:
        """What comes next, with its planned time."""
        after = self.clock.day.next
        if after is None:
            return EMPTY if self.clock.day.now is None else Message("The last item")
        words = (
            Message("Next: {title}", title=after.title) if self.clock.day.now else Message("{title}", title=after.title)
        )
        time = shown_time(after.begins)
        return Message("{time} {words}", time=time, words=words) if time else words

    def show_day(self) -> None:
        """Follow the agenda."""
        self.setVisible(bool(self.clock.day.slots))
        self.updateGeometry()
        self._tick()

    def _tick(self) -> None:
        say = self.context.speaker.say
        running, left = self.clock.day.now, self.clock.left
        parts = [say(running.title)] if running else []
        if running is not None and left is not None and left > LAST:
            parts.append(say(Message("minutes left: {n} of {all}", n=-(-left // 60), all=running.minutes or 0)))
        else:
            parts.append(say(self.figure()))
        parts.append(say(self.below()))
        said = ", ".join(one for one in parts if one)
        if said != self._said:  # once a minute, so that nobody hears it count
            self._said = said
            self.updateGeometry()
            self.setAccessibleName(say(Message("Timer: {words}", words=said)))
            self.setToolTip(said)
        self.update()

    # How it looks

    @property
    def slim(self) -> bool:
        """Whether only the figure has room."""
        return self.window().width() / self.context.theme.k < 1000

    def sizeHint(self) -> QSize:
        theme = self.context.theme
        said = self.context.speaker.say(self.figure())
        letters = theme.font("head" if self.slim else "timer", 700)
        wide = QFontMetricsF(letters).horizontalAdvance(said) + theme.scaled(46)
        return QSize(round(max(theme.scaled(SLIM if self.slim else WIDE), wide)), theme.scaled(42))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.context.theme
        if self.slim != self._was_slim:  # the window grew or shrank since it was measured
            self._was_slim = self.slim
            QTimer.singleShot(0, self, self.updateGeometry)
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.line
        box = QRectF(self.rect()).adjusted(line / 2 + 1, line / 2 + 1, -line / 2 - 1, -line / 2 - 1)
        painter.setPen(theme.colour("accent") if self.underMouse() else theme.colour("border"))
        painter.setBrush(theme.colour("sheet"))
        painter.drawRoundedRect(box, theme.scaled(5), theme.scaled(5))
        over = self.clock.left is not None and self.clock.left <= 0
        tone = "bad" if over else "ink"
        gap = theme.scaled(8)
        side = theme.scaled(18)
        painter.drawPixmap(
            round(box.left() + gap), round(box.center().y() - side / 2),
            theme.pixmap("timer", "bold", tone, 18, self.devicePixelRatioF()),
        )  # fmt: skip
        words = box.adjusted(gap + side + theme.scaled(7), theme.scaled(2), -gap, -theme.scaled(5))
        self._paint_words(painter, words, tone)
        self._paint_bar(painter, box, over)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, tone: str) -> None:
        theme, say = self.context.theme, self.context.speaker.say
        slim = self.slim
        alone = slim or not say(self.below())
        top = QRectF(box.left(), box.top(), box.width(), box.height() if alone else box.height() * 0.56)
        figure = theme.font("head" if slim else "timer", 700)
        room = int(top.width())
        text = _cut(say(self.figure()), figure, room)
        painter.setFont(figure)
        painter.setPen(theme.colour(tone))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(top, middle, text)
        if alone:
            return
        small = theme.font("small")
        used = QFontMetricsF(figure).horizontalAdvance(text) + theme.scaled(6)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(top.adjusted(used, 0, 0, 0), middle, _cut(say(self.beside()), small, int(room - used)))
        low = QRectF(box.left(), top.bottom() - 1, box.width(), box.bottom() - top.bottom() + 1)
        painter.drawText(low, middle, _cut(say(self.below()), small, room))

    def _paint_bar(self, painter: QPainter, box: QRectF, over: bool) -> None:
        """How much of the time is gone, at the lower edge."""
        running, left = self.clock.day.now, self.clock.left
        if running is None or left is None or not running.minutes:
            return
        theme = self.context.theme
        thick, inset = theme.scaled(3), theme.scaled(5)
        whole = QRectF(box.left() + inset, box.bottom() - thick - 1, box.width() - 2 * inset, thick)
        gone = max(0.0, min(1.0, 1 - left / (running.minutes * 60)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(whole, theme.colour("hair"))
        painter.fillRect(
            QRectF(whole.left(), whole.top(), whole.width() * gone, whole.height()),
            theme.colour("bad" if over else "accent"),
        )


def _cut(text: str, font: QFont, room: int) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
