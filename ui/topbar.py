"""The bar at the top: the name at the left, the menus, then what is saved, and the language, at the right."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenuBar, QWidget

from hcd_studio.speech import Language, Message, Sayable
from ui.context import Context
from ui.parts import Live, Segment, label, row


class TopBar(QWidget):
    """Parts of one row, not corners of a menu bar: Qt shows assistive technology nothing of what stands in those."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.brand, self.menus, self.corner = Brand(context), QMenuBar(), Corner(context)
        self.menus.setNativeMenuBar(False)
        line = row(self)
        line.setSpacing(0)
        for part, share in ((self.brand, 0), (self.menus, 1), (self.corner, 0)):
            line.addWidget(part, share)
        context.theme.changed.connect(self.fit)
        context.theme.settled.connect(lambda: QTimer.singleShot(0, self, self.fit))  # once all have their new letters
        context.speaker.changed.connect(self.fit)
        self.corner.said.connect(self.fit)
        self.corner.live.name(self.menus, Message("Menus"))

    def sizeHint(self) -> QSize:
        return QSize(320, self.context.theme.scaled(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.context.theme.scaled(30))  # narrower than its parts the window is still a window

    def fit(self) -> None:
        """Where menus need the room the corners say less."""
        self.setFixedHeight(self.context.theme.scaled(30))
        self.menus.setFixedHeight(self.context.theme.scaled(30))
        for brand, words, names in (
            (False, False, False),
            (True, False, False),
            (True, True, False),
            (True, True, True),
        ):
            self.brand.brief(brand)
            self.corner.brief(words, names)
            menus = sum(self.menus.actionGeometry(one).width() for one in self.menus.actions())
            if self.brand.sizeHint().width() + self.corner.sizeHint().width() + menus <= self.width():
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class Brand(QWidget):
    """The emblem and the name, as wide as the rail below."""

    def __init__(self, context: Context):
        super().__init__()
        live = Live(context, self)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(self)
        live.space(line, (14, 0, 8, 0), 7)
        picture, name = label(), label("brand")
        live.picture(picture, "path", "bold", "focus", 17)
        name.setText("HCD Studio")
        self.name_label = name
        line.addWidget(picture)
        line.addWidget(name)
        line.addStretch(1)
        self.context = context

    def sizeHint(self) -> QSize:
        theme = self.context.theme
        wide = theme.scaled(164) if self.name_label.isVisibleTo(self) else 0
        return QSize(max(super().sizeHint().width(), wide), theme.scaled(30))

    def brief(self, on: bool) -> None:
        """The emblem alone, where menus need the room."""
        self.name_label.setVisible(not on)


class Corner(QWidget):
    """Saved when, second copy when, and the two languages, each named in its own."""

    said = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(self)
        self.live.space(line, (0, 0, 10, 0), 6)
        line.addStretch(1)
        self._marks = {}
        self._wordless = False
        for name in ("saved", "copy", "library"):
            picture, text = label(), label()
            line.addWidget(picture)
            line.addWidget(text)
            line.addSpacing(context.theme.scaled(8))
            self._marks[name] = (picture, text)
        self.languages = QButtonGroup(self)
        pair = row()
        pair.setSpacing(0)
        self.tongues = {}
        for at, (language, name) in enumerate((("cy", "Cymraeg"), ("en", "English"))):
            one = Segment("tongue")
            one.setProperty("place", ("first", "last")[at])
            one.setText(name)
            one.setAccessibleName(name)
            self.live.describe(one, Message("The language in which the studio speaks"))
            one.setProperty("language", language)
            self.languages.addButton(one)
            pair.addWidget(one)
            self.tongues[language] = one
        line.addLayout(pair)
        self.languages.buttonClicked.connect(self._choose)
        context.speaker.changed.connect(self.show_language)
        context.bridge.opened.connect(self.show_saved)
        context.bridge.closed.connect(self.show_saved)
        context.bridge.changed.connect(self.show_saved)
        self.show_language()
        self.show_saved()
        self.show_copy(None)
        self.show_library(None)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.context.theme.scaled(30))

    def show_language(self) -> None:
        """Tick the language in use."""
        self.tongues[self.context.speaker.language].setChecked(True)

    def brief(self, words: bool, names: bool) -> None:
        """Signs without words, languages by two letters, where menus need the room; the words stay in the tooltip."""
        self._wordless = words
        for name in self._marks:
            self._name_mark(name)
        for picture, text in self._marks.values():
            text.setVisible(not words and picture.isVisibleTo(self))
        for language, one in self.tongues.items():
            one.setText(language.upper() if names else {"cy": "Cymraeg", "en": "English"}[language])

    def _name_mark(self, name: str) -> None:
        """The sign has a name only where no words stand beside it: nothing is read out twice."""
        picture, text = self._marks[name]
        picture.setAccessibleName(text.text() if self._wordless else "")

    def show_saved(self, *_: object) -> None:
        """Say when the last change was kept; without a session, that no network is needed."""
        bridge = self.context.bridge
        session = bridge.session
        if session is None or bridge.saved is None:
            self._mark("saved", "check-circle", Message("Works without a network"))
        elif session.store.read_only:
            self._mark("saved", "lock-simple", Message("Only to be read"))
        else:
            self._mark("saved", "check-circle", Message("Saved {time}", time=bridge.saved.strftime("%H:%M")))

    def show_copy(self, words: Sayable | None, *, late: bool = False) -> None:
        """Say when the second copy was made; nothing where none is wanted."""
        if words is None and self.context.bridge.session is not None:
            words = Message("No second copy")
        picture, text = self._marks["copy"]
        picture.setVisible(words is not None)
        text.setVisible(words is not None and not self._wordless)
        if words is not None:
            self._mark("copy", "warning" if late else "usb", words, "focus" if late else "on_rail")

    def show_library(self, words: Sayable | None, *, news: bool = False) -> None:
        """Say how it stands with the library: what waits, or that others have news; nothing where there is none."""
        picture, text = self._marks["library"]
        picture.setVisible(words is not None)
        text.setVisible(words is not None and not self._wordless)
        if words is not None:
            self._mark("library", "tray" if news else "books", words, "focus" if news else "on_rail")

    def _mark(self, name: str, icon: str, words: Sayable, colour: str = "on_rail") -> None:
        picture, text = self._marks[name]
        self.live.picture(picture, icon, "bold" if icon == "usb" else "fill", colour, 16)
        self.live.text(text, words)
        self.live.tip(picture, words)
        self._name_mark(name)
        self.said.emit()

    def _choose(self, one: QObject) -> None:
        language: Language = "cy" if one.property("language") == "cy" else "en"
        self.context.settings.language = language
        self.context.settings.save()
        self.context.speaker.set(language)
