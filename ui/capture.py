"""The capture line: type what somebody said, press Enter, type the next. Always at the bottom, never covered."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QMenu, QSizePolicy, QToolButton, QWidget

from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.records import Stage, Step
from hcd_studio.speech import N_, Message, Sayable
from hcd_studio.words import KIND_WORDS, TIER_WORDS
from ui.capture_field import MOST, Field
from ui.capture_keep import Keeper
from ui.capture_menus import LANGUAGES, Choosers
from ui.capture_modes import PARK, Modes
from ui.capture_place import Place
from ui.context import Context
from ui.flow import Flow
from ui.parts import Literal, Live, label, restyle, row, tool
from ui.typing import Typing

DRAFT = "capture"
"""The name under which the journal keeps what stands in the capture line; no field of a record has it."""

HINTS = (("Return", N_("keep")), ("Ctrl+Return", N_("keep, next kind")), ("Ctrl+Z", N_("undo")))


class CaptureBar(QWidget):
    """Kind, step, text, table, person, language and consent; each remembered until it is changed."""

    kept = Signal(str)
    listed = Signal(str)
    news = Signal(object)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.place = Place(context)
        self.modes = Modes(self)
        self.setObjectName("capture")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        self._said: tuple[object, ...] = ()
        self.grid = QGridLayout(self)
        self.live.space(self.grid, (14, 9, 14, 9), 8)
        self.kind, self.step, self.table, self.person, self.language, self.tier = (self._chooser() for _ in range(6))
        self.how = self._chooser()
        self.field = Field()
        self.field.setProperty("kind", "capture")
        self.field.setMinimumWidth(60)
        self.field.setMaxLength(MOST)
        self.keeper = Keeper(self)
        self.field.kept.connect(self.keeper.keep)
        self.field.recalled.connect(lambda by: self.keeper.recall(by) if by else self.keeper.give_up())
        self.field.stepped.connect(self._step)
        self.field.signed.connect(self._sign)
        self.field.listed.connect(self.listed)
        self.field.sized.connect(self.ask)
        self.typing = Typing(context, "", DRAFT, self.field.text, self)
        self.field.textChanged.connect(self._typed)
        context.bridge.opened.connect(self._begin_typing)
        self._begin_typing()
        self.hints = self._hints()
        self.chips, self.flow = QWidget(self), Flow()
        self.chips.setLayout(self.flow)
        never_less = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        never_less.setHeightForWidth(True)
        for part in (self, self.chips):
            part.setSizePolicy(never_less)
        self.live.space(self.flow, (0, 0, 0, 0), 8)
        self._two: bool | None = None
        self._within = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._hear_focus)
        self.rest = self._rest()
        self.live.name(self.field, Message("What somebody said"))
        self.live.describe(self.field, Message("Enter keeps it. Ctrl+Enter keeps it and goes on to the next kind."))
        self.choosers = Choosers(self)
        self.modes.changed.connect(self.show_place)
        for changed in (context.speaker.changed, context.theme.changed):
            changed.connect(self.show_place)
            changed.connect(self.ask)
        self._fit()
        self.place.begin()
        self.show_place()

    def _chooser(self) -> QToolButton:
        made = tool("capture")
        made.setParent(self)
        made.setMenu(QMenu(made))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _rest(self) -> QToolButton:
        """All that is chosen seldom, behind one button where there is no room."""
        made = self._chooser()
        self.live.icon(made, "dots-three", "bold", size=18)
        self.live.name(made, Message("Table, participant, language, consent"))
        self.live.tip(made, Message("Table, participant, language, consent"))
        for one in (self.table, self.person, self.language, self.tier, self.how):
            menu = made.menu().addMenu(one.menu())
            made.menu().aboutToShow.connect(partial(self._name_menu, menu, one))
        made.hide()
        return made

    def _name_menu(self, menu: Any, one: QToolButton) -> None:
        menu.setText(one.accessibleName())

    def _hints(self) -> QWidget:
        box = QWidget(self)
        line = row(box)
        self.live.space(line, (4, 0, 0, 0), 5)
        for key, words in HINTS:
            cap, said = label("key"), label("small")
            cap.setText({"Return": "Enter", "Ctrl+Return": "Ctrl+Enter"}.get(key, key))
            self.live.text(said, Message(words))
            line.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(said)
            self.more = [cap, said] if key == "Ctrl+Return" else getattr(self, "more", [])
        return box

    # Keeping

    def targets(self) -> dict[str, QObject]:
        """What serves the actions of typing."""
        return {"capture": self, "modes": self.modes, "keeper": self.keeper}

    def begin(self) -> None:
        """Bring the focus here, wherever it is."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, kind: str) -> None:
        """Type a note of this kind: its lane follows, the step stays, the text stays."""
        self.place.choose(kind)
        self.begin()
        self.context.bridge.tell(self.where())

    def __getattr__(self, name: str) -> object:
        """`capture.pain` and its like: one action for each kind."""
        if name in KIND_WORDS:
            return partial(self.choose, name)
        raise AttributeError(name)

    def step_before(self) -> None:
        """Type at the step before."""
        self._shift(-1)

    def step_after(self) -> None:
        """Type at the step after."""
        self._shift(1)

    def _begin_typing(self) -> None:
        session = self.context.bridge.session
        self.typing.move(session.workshop.id if session else "")
        self.field.empty()

    def _typed(self, text: str) -> None:
        if text.strip():
            self.typing.typed()
        else:
            self.typing.end()

    def where(self) -> Message:
        """Kind and place in words."""
        return Message("{kind}, {step}", kind=Message(KIND_WORDS[self.place.kind]), step=self.place.step_words())

    def _shift(self, by: int) -> None:
        self.place.shift(by)
        self.begin()
        self.context.bridge.tell(self.where())

    def _sign(self, kind: str) -> None:
        if kind == PARK:
            self.modes.park_next()
            return
        self.place.choose(kind)
        self.context.bridge.tell(self.where())

    def _step(self, number: int) -> None:
        if self.place.go(number):
            self.context.bridge.tell(self.where())

    # Showing

    def show_place(self) -> None:
        """Say kind, step, table, person, language and consent on their buttons."""
        place, theme = self.place, self.context.theme
        if self._stands():
            return
        fill, edge = theme.note(place.kind)
        self.kind.setStyleSheet(
            f"QToolButton {{ background: {fill.name()}; border: {theme.line}px solid {edge.name()}; font-weight: 600; }}"
        )
        self.live.icon(self.kind, KIND_ICONS[place.kind], "fill", edge.name(), 16)
        self._say(self.kind, Message(KIND_WORDS[place.kind]), Message("Kind of note"))
        self._say(self.step, place.step_short(), Message("Step"), tip=place.step_words())
        if place.number:
            self.live.name(self.step, Message("Step: {n}", n=place.number))
        table: Sayable = Message("Table {name}", name=place.table.name) if place.table else Message("No table")
        self._say(self.table, table, Message("Table"))
        if place.table:
            self.live.name(self.table, Message("Table: {name}", name=place.table.name))
        person: Sayable = Literal(place.person.code) if place.person else Message("No code")
        self._say(self.person, person, Message("Participant"))
        self._say(self.language, Literal(dict(LANGUAGES)[place.language]), Message("Language of the words"))
        self._say(self.tier, Message(TIER_WORDS[place.tier or "room"]), Message("How far the words may travel"))
        self._say_how()

    def _stands(self) -> bool:
        """Whether everything that the buttons say is said already."""
        place, modes, session = self.place, self.modes, self.context.bridge.session
        steps = session.all(Step) if session else ()
        now = (
            place.kind, self.context.selection.place, place.table, place.person, place.language, place.tier, id(steps),
            session.all(Stage) if session else (), modes.verbatim, modes.said, modes.private, modes.sheet, modes.parking,
            self.keeper.correcting, self.context.speaker.language, self.context.theme.name, self.context.theme.k,
        )  # fmt: skip
        same = now == self._said
        self._said = now
        return same

    def _say_how(self) -> None:
        """An icon alone for the ordinary; words for what is not."""
        modes = self.modes
        icon = "eye-slash" if modes.private else "quotes" if modes.verbatim else "chat-circle-text"
        self.live.icon(self.how, icon, "bold", "ink", 16)
        said = modes.words()
        words: Sayable = Literal(", ".join(self.context.speaker.say(one) for one in said)) if said else modes.how()
        self._say(self.how, Literal(modes.brief()), Message("How it is kept"), tip=words)
        self.live.name(self.how, Message("{what}: {words}", what=Message("How it is kept"), words=words))
        correcting = bool(self.keeper.correcting)
        restyle(self.field, "state", "correcting" if correcting else "")

    def _say(self, target: QToolButton, words: Sayable, what: Message, *, tip: Sayable | None = None) -> None:
        self.live.text(target, words)
        self.live.name(target, Message("{what}: {words}", what=what, words=words))
        self.live.tip(target, tip or what)

    # Fitting

    def ask(self) -> None:
        """The field asks in as many words as it has room for."""
        long, short = Message("Type what you hear, then Enter"), Message("Type a note")
        if self.context.bridge.resting:
            long = short = Message("Nothing is being recorded.")
        needs = self.field.fontMetrics().horizontalAdvance(self.context.speaker.say(long))
        ask = long if needs + self.context.theme.scaled(30) < self.field.width() else short
        self.live.say(self.field, "placeholder", self.field.setPlaceholderText, ask)

    def _fit(self) -> None:
        """One row; two where letters are large or the window is narrow. The keys are told where there is room."""
        theme = self.context.theme
        room = self.width() / theme.k
        choosers = (self.kind, self.step, self.table, self.person, self.language, self.tier, self.how)
        taken = sum(one.sizeHint().width() + theme.scaled(8) for one in choosers)
        low = self.window().height() / theme.k < 330
        large = theme.text_size >= 200
        two = not low and (large or self.width() - taken < theme.scaled(230))
        cramped = low or (two and taken > self.width() - theme.scaled(28))
        style = Qt.ToolButtonStyle
        self.kind.setToolButtonStyle(style.ToolButtonIconOnly if low else style.ToolButtonTextBesideIcon)
        for part in choosers[2:]:
            part.setVisible(not cramped)
        self.rest.setVisible(cramped)
        self.chips.setVisible(two and (self._within or not large))
        self.hints.setVisible(not two and not low and room >= 1100)
        for word in self.more:
            word.setVisible(room >= 1400)
        if two == self._two:
            return
        self._two = two
        for part in (*choosers, self.rest):
            if two:
                self.flow.addWidget(part)
        if two:
            self.grid.addWidget(self.chips, 0, 0, 1, 9)
            self.grid.addWidget(self.field, 1, 0, 1, 9)
        else:
            line: tuple[QWidget, ...] = (*choosers[:2], self.field, *choosers[2:], self.rest, self.hints)
            for at, widget in enumerate(line):
                self.grid.addWidget(widget, 0, at)
        self.grid.setColumnStretch(2, 1)
        QWidget.setTabOrder(self.step, self.field)
        QWidget.setTabOrder(self.field, self.table)

    def _hear_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """With large letters the map needs the room: the choosers show while one types."""
        within = self._within if new is None else new is self or self.isAncestorOf(new)
        if within != self._within:
            self._within = within
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
