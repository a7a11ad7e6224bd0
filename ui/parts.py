"""Small parts that every page is made of, and what keeps their words, icons and lengths in step with language and look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from hcd_studio.speech import Message, Sayable

if TYPE_CHECKING:
    from ui.context import Context
    from ui.theme import Theme

Margins = tuple[float, float, float, float]


class Live(QObject):
    """Says words, draws icons and sets lengths of one widget's parts again whenever language or look change."""

    def __init__(self, context: Context, owner: QWidget):
        super().__init__(owner)
        self.context = context
        self._words: dict[tuple[int, str], tuple[QObject, Callable[[str], object], Sayable]] = {}
        self._looks: dict[tuple[int, str], tuple[QObject, Callable[[], object]]] = {}
        self._most = 64
        context.speaker.changed.connect(self._say_all)
        context.theme.changed.connect(self._dress_all)

    # Words

    def say(self, target: QObject, what: str, setter: Callable[[str], object], words: Sayable) -> None:
        """Say `words` through `setter` now and after every change of language; `what` names the property."""
        self._words[id(target), what] = (target, setter, words)
        self._tidy()
        setter(self.context.speaker.say(words))

    def text(self, target: QLabel | QAbstractButton | QAction, words: Sayable) -> None:
        """The text of a label, a button or an action."""
        self.say(target, "text", target.setText, words)

    def tip(self, target: QWidget | QAction, words: Sayable) -> None:
        """The tooltip."""
        self.say(target, "tip", target.setToolTip, words)

    def name(self, target: QWidget, words: Sayable) -> None:
        """The name by which assistive technology knows a control."""
        self.say(target, "name", target.setAccessibleName, words)
        if isinstance(target, QComboBox):
            self.say(target.view(), "name", target.view().setAccessibleName, words)

    def describe(self, target: QWidget, words: Sayable) -> None:
        """What assistive technology says of a control besides its name."""
        self.say(target, "describe", target.setAccessibleDescription, words)

    # Look

    def dress(self, target: QObject, what: str, act: Callable[[], object]) -> None:
        """Do `act` now and after every change of theme or text size."""
        self._looks[id(target), what] = (target, act)
        self._tidy()
        act()

    def icon(
        self,
        target: QAbstractButton | QAction,
        name: str,
        weight: str = "regular",
        colour: str = "ink",
        size: float = 18,
    ) -> None:
        """The icon of a button or an action."""

        def draw() -> None:
            theme = self.context.theme
            beside = isinstance(target, QPushButton) or (
                isinstance(target, QToolButton)
                and target.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            )
            gap = theme.scaled(4) if beside else 0
            target.setIcon(theme.icon(name, weight, colour, size, gap=gap))
            if isinstance(target, QAbstractButton):
                target.setIconSize(QSize(theme.scaled(size) + gap, theme.scaled(size)))

        self.dress(target, "icon", draw)

    def picture(
        self, target: QLabel, name: str, weight: str = "regular", colour: str = "ink", size: float = 18
    ) -> None:
        """An icon that stands beside words, in a label; it says nothing of its own."""

        def draw() -> None:
            ratio = target.devicePixelRatioF()
            target.setPixmap(self.context.theme.pixmap(name, weight, colour, size, ratio))

        self.dress(target, "picture", draw)

    def space(self, layout: QLayout, margins: Margins = (0, 0, 0, 0), gap: float = 8) -> None:
        """Margins (left, top, right, bottom) and gap of a layout, in px at 100 %."""

        def lay() -> None:
            scaled = self.context.theme.k
            layout.setContentsMargins(*(round(one * scaled) for one in margins))
            layout.setSpacing(round(gap * scaled))

        self.dress(layout, "space", lay)

    def _tidy(self) -> None:
        """Let go of parts that are gone, now and then: what comes and goes with each note must not pile up."""
        if len(self._words) + len(self._looks) <= self._most:
            return
        self._words = {key: one for key, one in self._words.items() if isValid(one[0])}
        self._looks = {key: one for key, one in self._looks.items() if isValid(one[0])}
        self._most = max(64, 2 * (len(self._words) + len(self._looks)))

    def forget(self, target: QObject) -> None:
        """Stop looking after a part."""
        for known in (self._words, self._looks):
            for key in [key for key in known if key[0] == id(target)]:
                del known[key]

    def _say_all(self) -> None:
        for key, (target, setter, words) in list(self._words.items()):
            if isValid(target):
                setter(self.context.speaker.say(words))
            else:
                del self._words[key]

    def _dress_all(self) -> None:
        for key, (target, act) in list(self._looks.items()):
            if isValid(target):
                act()
            else:
                del self._looks[key]


def label(role: str = "", *, wrap: bool = False, buddy: QWidget | None = None) -> QLabel:
    """A label in the letters of a role of the style sheet."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if buddy is not None:
        made.setBuddy(buddy)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class Elided(QLabel):
    """One line that is cut with an ellipsis where there is no room; the whole stands in the tooltip."""

    def __init__(self, role: str):
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    @property
    def whole(self) -> str:
        """What it says where nothing is cut."""
        return self._whole

    def put(self, text: str) -> None:
        """Say something else."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        above = self.parentWidget()
        around = above.layout() if above is not None else None
        if around is not None:
            around.activate()  # the room is wanted now, not at the next turn
        self._cut()

    def event(self, event: QEvent) -> bool:
        """The whole in a tooltip where it is cut; a tooltip of the widget would be said twice by a screen reader."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if self.text() != self._whole:
                QToolTip.showText(event.globalPos(), self._whole, self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """As wide as the whole; a policy that ignores the hint takes what is there."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def _cut(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if cut != self.text():
            self.setText(cut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()


def button(kind: str = "") -> QPushButton:
    """A push button; `kind` is primary, link, row, card or nothing."""
    made = QPushButton()
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    return made


def tool(kind: str = "", *, checkable: bool = False, style: str = "beside") -> QToolButton:
    """A tool button with its icon beside, or instead of, its words."""
    made = QToolButton()
    if kind:
        made.setProperty("kind", kind)
    made.setCheckable(checkable)
    made.setToolButtonStyle(
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon if style == "beside" else Qt.ToolButtonStyle.ToolButtonIconOnly
    )
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def rule(kind: str = "hair") -> QFrame:
    """A ruled line."""
    made = QFrame()
    made.setProperty("rule", kind)
    return made


def column(parent: QWidget | None = None) -> QVBoxLayout:
    """A column without margins."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    return made


def row(parent: QWidget | None = None) -> QHBoxLayout:
    """A row without margins."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Beside(QWidget):
    """Parts side by side, of one width; below each other where they have no room for that."""

    def __init__(self, theme: Theme, gap: float = 12, least: float = 240):
        super().__init__()
        self.theme, self.gap, self.least = theme, gap, least
        self.parts: list[tuple[QWidget, int]] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)

    def add(self, part: QWidget, share: int = 1) -> None:
        """One more part."""
        self.parts.append((part, share))
        self._fit()

    def _fit(self) -> None:
        abreast = self.width() >= self.theme.scaled(self.least) * len(self.parts)
        self.grid.setSpacing(self.theme.scaled(self.gap))
        for at, (part, share) in enumerate(self.parts):
            self.grid.addWidget(part, 0 if abreast else at, at if abreast else 0)
            self.grid.setColumnStretch(at, share if abreast or at == 0 else 0)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: then they stand below each other."""
        return QSize(
            max((part.minimumSizeHint().width() for part, _ in self.parts), default=0), self.grid.minimumSize().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()


class Scroll(QScrollArea):
    """What does not fit scrolls: no control is ever out of reach, however large the letters or small the screen."""

    def __init__(self, page: QWidget):
        super().__init__()
        self.page = page
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its controls take the focus, and come into view with it
        page.setProperty("ground", "none")
        self.setWidget(page)

    def tall(self, width: int) -> int:
        """How high the page would like to be at a width."""
        page, layout = self.page, self.page.layout()
        if layout is not None and layout.hasHeightForWidth():
            return max(layout.totalHeightForWidth(width), page.minimumSizeHint().height())
        return page.sizeHint().height()

    def sizeHint(self) -> QSize:
        page = self.page.sizeHint()
        return QSize(page.width(), self.tall(page.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 60)


class FaceButton(QPushButton):
    """A button whose face is a layout of labels: a card, a row. It is as large as its face needs."""

    def __init__(self, kind: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        face = self.layout()
        return face.sizeHint() if face is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        face = self.layout()
        return face.minimumSize() if face is not None else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        face = self.layout()
        return face.heightForWidth(width) if face is not None else super().heightForWidth(width)


class Segment(QPushButton):
    """One of several that exclude each other: a radio button to those who hear it, as wide unchecked as checked."""

    def __init__(self, kind: str = "segment"):
        super().__init__()
        self.setProperty("kind", kind)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint, bold = super().sizeHint(), QFont(self.font())
        bold.setWeight(QFont.Weight.Bold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(0, more), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Literal:
    """Words that are the same in both languages: a name, a code, a path."""

    def __init__(self, text: str):
        self.text = text

    def say(self, _language: str) -> str:
        """The words as they are."""
        return self.text


EMPTY = Message("")
