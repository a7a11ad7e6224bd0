"""The set-up page: sections at the left with what each still lacks, in words; at the right the section that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hcd_studio.questions.ready import SECTIONS, Lack, lacks
from hcd_studio.session import now
from hcd_studio.speech import N_, Message
from ui.context import Context
from ui.parts import Live, button, clear, column, label, row
from ui.setup.agenda import AgendaSection
from ui.setup.people import PeopleSection
from ui.setup.personas import PersonasSection
from ui.setup.section import Section
from ui.setup.tables import GroupsSection, TablesSection
from ui.setup.voices import VoicesSection
from ui.setup.workshop import WorkshopSection

if TYPE_CHECKING:
    from ui.window import Window

WORDS = {
    "workshop": N_("The workshop"), "agenda": N_("Agenda"), "tables": N_("Tables"), "people": N_("Participants"),
    "groups": N_("Groups"), "personas": N_("Personas"), "voices": N_("Missing voices"),
}  # fmt: skip
MADE: dict[str, Callable[[Context], Section]] = {
    "workshop": WorkshopSection, "agenda": AgendaSection, "tables": TablesSection, "people": PeopleSection,
    "groups": GroupsSection, "personas": PersonasSection, "voices": VoicesSection,
}  # fmt: skip
SHOWN = 3


class SetupPage(QWidget):
    """Arranges; each section knows what it does."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        whole = row(self)
        whole.setSpacing(0)
        side = QWidget()
        side.setProperty("ground", "sheet")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side, self.side_lines = side, column(side)
        self.live.space(self.side_lines, (12, 14, 12, 14), 6)
        self.group = QButtonGroup(self)
        self.tabs: dict[str, QAbstractButton] = {}
        for name in SECTIONS:
            self._tab(name)
        self.missing: QVBoxLayout = column()
        self.live.space(self.missing, (4, 12, 4, 0), 4)
        self.side_lines.addLayout(self.missing)
        self.side_lines.addStretch(1)
        self.index_area = QScrollArea()
        self.index_area.setWidgetResizable(True)
        self.index_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.index_area.setFrameShape(QFrame.Shape.NoFrame)
        self.index_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.index_area.setWidget(side)
        self.stack = QStackedWidget()
        self.stack.setMinimumSize(1, 1)
        whole.addWidget(self.index_area)
        whole.addWidget(self.stack, 1)
        self.sections: dict[str, Section] = {}
        self._holders: dict[str, QWidget] = {}
        self.found: tuple[Lack, ...] = ()
        self.live.dress(self, "side", self._size)
        context.bridge.opened.connect(self._opened)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self.count)
        self.show_section("workshop", focus=False)

    def _tab(self, name: str) -> None:
        one = button("section")
        one.setCheckable(True)
        one.setAutoExclusive(True)
        one.clicked.connect(lambda _=False: self.show_section(name))
        self.group.addButton(one)
        self.tabs[name] = one
        self.side_lines.addWidget(one)

    def _size(self) -> None:
        theme = self.context.theme
        narrow = self.width() / theme.k < 900
        self.index_area.setFixedWidth(theme.scaled(170 if narrow else 250))

    def resizeEvent(self, event: object) -> None:
        self._size()

    # Sections

    @property
    def section(self) -> Section:
        """The section that is open."""
        return self.sections[self.name]

    @property
    def name(self) -> str:
        """Its name."""
        return next(name for name, holder in self._holders.items() if holder is self.stack.currentWidget())

    def show_section(self, name: str, *, focus: bool = True) -> None:
        """Open a section, made when it is first asked for."""
        if name not in self.sections:
            made = self.sections[name] = MADE[name](self.context)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setFrameShape(QFrame.Shape.NoFrame)
            made.setProperty("ground", "canvas")
            made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            area.setWidget(made)
            holder: QWidget = area
            self._holders[name] = holder
            self.stack.addWidget(holder)
        self.tabs[name].setChecked(True)
        self.stack.setCurrentWidget(self._holders[name])
        self.sections[name].ready()
        self.count()
        if focus:
            self.sections[name].begin()

    def ready(self) -> None:
        """Show what stands."""
        self.section.ready()
        self.count()

    def begin(self) -> None:
        """The keys go to the section that is open."""
        self.section.begin()

    def before(self) -> None:
        """The section before."""
        self._shift(-1)

    def after(self) -> None:
        """The section after."""
        self._shift(1)

    def _shift(self, by: int) -> None:
        names = list(SECTIONS)
        at = names.index(self.name)  # type: ignore[arg-type]
        name = names[(at + by) % len(names)]
        self.show_section(name)
        self.context.bridge.tell(Message(WORDS[name]))

    # What is still missing

    def count(self) -> None:
        """Say of each section what it lacks."""
        session = self.context.bridge.session
        self.found = lacks(now(session)) if session else ()
        say = self.context.speaker.say
        for name, tab in self.tabs.items():
            n = sum(one.section == name and one.matters for one in self.found)
            minor = sum(one.section == name for one in self.found) - n
            words = say(Message(WORDS[name]))
            state = say(
                Message("missing: {n}", n=n)
                if n
                else Message("could be added: {n}", n=minor)
                if minor
                else Message("complete")
            )
            tab.setText(f"{words}\n{state}")
            tab.setAccessibleName(f"{words}, {state}")
            icon, colour = (
                ("warning-circle", "warn") if n else ("circle", "muted") if minor else ("check-circle", "good")
            )
            tab.setIcon(self.context.theme.icon(icon, "fill" if icon != "circle" else "regular", colour, 18))
            tab.setIconSize(QSize(self.context.theme.scaled(18), self.context.theme.scaled(18)))
        self._list(say)

    def _list(self, say: Callable[[Any], str]) -> None:
        """The sentences of the section that is open; each leads to its field."""
        clear(self.missing)
        here = [one for one in self.found if self.sections and one.section == self.name]
        if not here:
            return
        head = label("label")
        head.setText(say(Message("Still missing here")))
        self.missing.addWidget(head)
        for one in here[: SHOWN * 3]:
            said = label("small" if not one.matters else "", wrap=True)
            said.setText(say(one.words))
            self.missing.addWidget(said)

    def _opened(self) -> None:
        for section in self.sections.values():
            section.ready()
        self.count()

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if self.isVisible() and kinds & {
            "workshop",
            "agenda_item",
            "room_table",
            "participant",
            "participant_group",
            "persona",
        }:
            self.count()

    # What the actions of the page do, each in the section where it belongs

    def add(self) -> None:
        """One more row."""
        self.section.add()

    def remove(self) -> None:
        """The chosen rows go."""
        self.section.remove()

    def up(self) -> None:
        """One place up."""
        self.section.up()

    def down(self) -> None:
        """One place down."""
        self.section.down()

    def __getattr__(self, name: str) -> Any:
        """`setup.people_merge` and its like: an act of a section, which is shown first."""
        section, _, act = name.partition("_")
        if section not in MADE or not act:
            raise AttributeError(name)

        def call() -> None:
            self.show_section(section)
            getattr(self.sections[section], act)()

        return call


def make(context: Context, window: Window) -> SetupPage:
    """The page, with its actions."""
    page = SetupPage(context)
    context.actions.serve("setup", page)
    return page
