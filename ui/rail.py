"""The rail: one tab for each page that there is; the current one carries daffodil at its edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QToolTip, QWidget

from hcd_studio.questions.agenda import Day, shown_time
from hcd_studio.speech import Message
from ui.context import Context
from ui.pages import AFTER, DAY, PAGES, Page
from ui.parts import Literal, Live, column, label, rule

TRAYS = ("unplaced", "parked")
"""Pages that stand in the rail only while something waits on them."""


class Rail(QWidget):
    """Which page is shown."""

    wanted = Signal(str)
    narrowed = Signal(bool)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self._brief = False
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        live = Live(context, self)
        lines = column(self)
        live.space(lines, (0, 10, 0, 12), 2)
        self.live, self._group = live, QButtonGroup(self)
        self.tabs: dict[str, Tab] = {}
        for page in PAGES:
            if page.part == DAY:
                lines.addWidget(self._tab(page))
        self._parting, self._later = rule("rail"), label("later")
        live.text(self._later, Message("Afterwards"))
        lines.addWidget(self._parting)
        lines.addWidget(self._later)
        for page in PAGES:
            if page.part == AFTER:
                lines.addWidget(self._tab(page))
        lines.addStretch(1)
        self.foot = column()
        lines.addLayout(self.foot)
        live.dress(self, "width", self._fit)

    def _tab(self, page: Page) -> Tab:
        tab = Tab(self.context, page.icon)
        for say in (self.live.text, self.live.name):
            say(tab, page.title)
        tab.clicked.connect(lambda: self.wanted.emit(page.name))
        self._group.addButton(tab)
        self.tabs[page.name] = tab
        return tab

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        if name in self.tabs:
            self.tabs[name].setChecked(True)
        elif (chosen := self._group.checkedButton()) is not None:  # a page aside: none of these is where one is
            self._group.setExclusive(False)
            chosen.setChecked(False)
            self._group.setExclusive(True)

    def count(self, name: str, number: int) -> None:
        """Say how many things wait on a page; a page with nothing to show is left out of the rail."""
        tab = self.tabs[name]
        tab.count = str(number) if number else ""
        tab.setAccessibleDescription(tab.count)
        tab.setVisible(bool(number) or tab.isChecked() or name not in TRAYS)
        tab.update()

    def show_day(self, day: Day) -> None:
        """The planned time of each page, a tick where all of it is done, and where the day is now."""
        for name, tab in self.tabs.items():
            slots = day.of_page(name)
            waiting = [slot for slot in slots if slot.state != "done"]
            tab.now = any(slot.state == "now" for slot in slots)
            tab.done = bool(slots) and not waiting
            tab.time = shown_time((waiting or slots)[0].item.begins) if slots else ""
            said = Message("now") if tab.now else Message("done") if tab.done else Literal("")
            words = [tab.time, self.context.speaker.say(said), tab.count]
            tab.setAccessibleDescription(" ".join(one for one in words if one))
            tab.update()

    def offer(self, on: bool) -> None:
        """While notes are carried the tray shows itself, however empty it is."""
        tab = self.tabs["unplaced"]
        tab.target = False
        tab.setVisible(on or bool(tab.count) or tab.isChecked())
        tab.update()

    def under(self, at: QPoint) -> bool:
        """Whether the tray lies under a point of the screen; it lights up then."""
        tab = self.tabs["unplaced"]
        over = tab.isVisible() and tab.rect().contains(tab.mapFromGlobal(at))
        if over != tab.target:
            tab.target = over
            tab.update()
        return over

    def brief(self, on: bool) -> None:
        """Signs alone, with their names as tooltips."""
        if on != self._brief:
            self._brief = on
            self._fit()

    def _fit(self) -> None:
        theme = self.context.theme
        narrow = theme.text_size > 200 or self._brief
        self.setFixedWidth(theme.scaled(24) + 24 if narrow else theme.scaled(172))
        self._later.setVisible(not narrow)
        self.narrowed.emit(narrow)
        for tab in self.tabs.values():
            tab.narrow = narrow
            tab.updateGeometry()


class Tab(QAbstractButton):
    """One page: icon and name, which may wrap to two lines; above 200 % text the icon alone."""

    def __init__(self, context: Context, icon: str):
        super().__init__()
        self.context = context
        self.icon_name = icon
        self.count = ""
        self.time = ""
        self.done = self.now = False
        self.narrow = False
        self.target = False
        self.setCheckable(True)
        self.setAutoExclusive(True)  # a radio button to those who hear it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """The name in a tooltip where it is not shown; a tooltip of the tab would be said twice by a screen reader."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text() if self.narrow else "", self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        theme = self.context.theme
        return QSize(theme.scaled(172), theme.scaled(39))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.context.theme
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = theme.name == "contrast"
        ground, ink = ("on_rail", "rail") if contrast else ("canvas", "ink")
        on = self.isChecked()
        if on:
            self._paint_current(painter, ground)
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("rail_line"))
        colour = ink if on else "on_rail"
        if self.target:
            painter.fillRect(self.rect(), theme.colour("accent_soft"))
            painter.setPen(QPen(theme.colour("accent"), 2 * theme.line))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            colour = "ink"
        side, left = theme.scaled(18), theme.scaled(16 if on else 13)
        top = (self.height() - side) / 2
        drawn = theme.pixmap(self.icon_name, "fill" if on else "regular", colour, 18, self.devicePixelRatioF())
        painter.drawPixmap(round(left if not self.narrow else (self.width() - side) / 2), round(top), drawn)
        if not self.narrow:
            painter.setPen(theme.colour(colour))
            painter.setFont(theme.font("body", 700 if on else 400))
            words = QRectF(
                left + side + theme.scaled(9), 0, self.width() - left - side - theme.scaled(24), self.height()
            )
            wrap = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            end = theme.scaled(32 if self.time and not self.done else 14) if self.time or self.count else 0
            painter.drawText(words.adjusted(0, 0, -end, 0), int(wrap), self.text())
            self._paint_end(painter, words.adjusted(0, 0, theme.scaled(10), 0), colour)
        elif self.now and not on:
            painter.fillRect(QRectF(0, 0, 4, self.height()), theme.colour("focus"))
        painter.end()

    def _paint_end(self, painter: QPainter, box: QRectF, colour: str) -> None:
        """How many things wait, or the planned time; a tick where it is done, daffodil where the day is now."""
        theme = self.context.theme
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        if self.done and not self.count:
            side = theme.scaled(16)
            drawn = theme.pixmap("check", "bold", colour, 16, self.devicePixelRatioF())
            painter.drawPixmap(round(box.right() - side), round(box.center().y() - side / 2), drawn)
            return
        here = self.now and not self.isChecked()
        painter.setFont(theme.font("tag", 600 if self.count or self.now else 400))
        shade = "focus" if here else colour if self.isChecked() or self.count else "rail_muted"
        painter.setPen(theme.colour(shade))
        painter.drawText(box, right, self.count or self.time)
        if here:
            painter.fillRect(QRectF(0, 0, 4, self.height()), theme.colour("focus"))

    def _paint_current(self, painter: QPainter, ground: str) -> None:
        theme = self.context.theme
        box = QRectF(6, 0, self.width() + 6, self.height())
        shape = QPainterPath()
        shape.addRoundedRect(box, 6, 6)
        painter.fillPath(shape, theme.colour(ground))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(6, 0, 4, self.height()), theme.colour("focus"))
        painter.restore()

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()
