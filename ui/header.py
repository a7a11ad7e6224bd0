"""The header of a page: its title in serif, what it is, and the switch between board and outline."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QSpacerItem, QWidget

from hcd_studio.records import Journey, Persona
from hcd_studio.speech import N_, Message, Sayable
from ui.context import Context
from ui.pages import AFTER, Page
from ui.parts import EMPTY, Elided, Literal, Live, Segment, column, row

KINDS = {"as-is": N_("as it is today"), "to-be": N_("as it should be")}

TITLE = 0.42
"""The share of the header that is kept for the title."""

TWINS = (("board", "kanban", N_("Board")), ("outline", "list-bullets", N_("Outline")))


class Header(QWidget):
    """Says which workshop this is."""

    twin = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        line = self.line = row(self)
        self.live.space(line, (16, 3, 14, 3), 12)
        names = column()
        names.setSpacing(0)
        self.title, self.about = Elided("title"), Elided("small")
        for words in (self.title, self.about):
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            names.addWidget(words)
        line.addLayout(names)
        self.status = Elided("small")
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(self.status, 1)
        line.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))  # while nothing is told
        self.switch = QWidget()
        pair = row(self.switch)
        pair.setSpacing(0)
        self._group = QButtonGroup(self)
        self.twins = {}
        for at, (name, icon, said) in enumerate(TWINS):
            one = Segment()
            one.setProperty("place", ("first", "last")[at])
            self.live.text(one, Message(said))
            self.live.name(one, Message(said))
            one.clicked.connect(lambda _=False, name=name: self.twin.emit(name))
            self._group.addButton(one)
            pair.addWidget(one)
            self.twins[name] = (one, icon)
        line.addWidget(self.switch)
        self.day = QWidget()
        self.day_line = row(self.day)
        self.live.space(self.day_line, (0, 0, 0, 0), 12)
        line.addWidget(self.day)
        self.live.dress(self, "height", lambda: self.setMinimumHeight(context.theme.scaled(52)))
        context.theme.changed.connect(self.dress)
        context.speaker.changed.connect(self.show_workshop)
        context.bridge.opened.connect(self.show_workshop)
        context.bridge.changed.connect(self.show_workshop)
        context.bridge.told.connect(self.show_told)
        context.bridge.opened.connect(self.show_told)
        context.speaker.changed.connect(self.show_told)
        self.show_told()
        self._page: tuple[Page, QWidget] | None = None
        self._tools: QWidget | None = None
        self.dress()
        self.show_workshop()

    def show_page(self, page: Page, widget: QWidget) -> None:
        """Head a page: with what it says of itself, else with its name; the map bears the title of its workshop."""
        self._page = (page, widget)
        self.switch.setVisible(page.twins)
        self.day.setVisible(page.part != AFTER)  # clock and room are of the day
        tools = getattr(widget, "tools", None)
        if tools is not self._tools:
            if self._tools is not None:
                self._tools.hide()
            if tools is not None:
                self.line.addWidget(tools)
                tools.show()
            self._tools = tools
        self.show_workshop()
        self.fit()

    def fit(self) -> None:
        """What stands beside the title gives way before the title does."""
        tools = getattr(self, "_tools", None)
        if tools is not None and hasattr(tools, "fit"):
            tools.fit(round(self.width() * (1 - TITLE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def show_twin(self, name: str) -> None:
        """Tick board or outline."""
        self.twins[name][0].setChecked(True)
        self.dress()

    def show_told(self, text: str = "") -> None:
        """What was done last, in words, until something else is done."""
        self.status.put(text)
        self.status.setVisible(bool(text))

    def show_workshop(self, *_: object) -> None:
        """Say title and circumstances of the workshop."""
        session = self.context.bridge.session
        if session is None:
            return
        if self._page is not None and not self._page[0].twins:
            page, widget = self._page
            heading = getattr(widget, "heading", None)
            self._put(
                *(heading() if heading is not None else (page.title, Message(page.about) if page.about else EMPTY))
            )
            return
        workshop = session.workshop
        journey = next(iter(session.all(Journey)), None)
        persona = session.get(Persona, journey.persona) if journey else None
        title: Sayable = (
            workshop.title or (journey.title if journey else workshop.title) or Message("Workshop without a title")
        )
        parts: list[Sayable] = [Literal(workshop.council)] if workshop.council else []
        if journey:
            parts.append(Message(KINDS[journey.kind]))
        if persona:
            parts.append(Literal(persona.name))
        self._put(title, Literal(" · ".join(self.context.speaker.say(one) for one in parts)))

    def _put(self, title: Sayable, about: Sayable) -> None:
        say = self.context.speaker.say
        self.title.put(say(title))
        self.about.put(say(about))
        self.fit()

    def dress(self) -> None:
        """Icons in the colour of the chosen or the other half."""
        for one, icon in self.twins.values():
            theme = self.context.theme
            gap = theme.scaled(4)
            one.setIcon(theme.icon(icon, "bold", "on_accent" if one.isChecked() else "ink", 16, gap=gap))
            one.setIconSize(QSize(theme.scaled(16) + gap, theme.scaled(16)))
        self.fit()
