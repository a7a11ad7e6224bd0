"""What has no place on the map yet: nothing is ever lost, and each can be put where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListWidget, QListWidgetItem, QWidget

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.records import Lane, Note, Record, Stage, Step
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import KIND_WORDS
from ui.context import Context
from ui.parts import Beside, Live, Scroll, button, column, label

if TYPE_CHECKING:
    from ui.window import Window


def unplaced(session: Any) -> list[Record]:
    """Notes without a living step and lane; steps without a stage, stages and lanes without a journey."""
    from hcd_studio.records import Journey

    journeys = {one.id for one in session.all(Journey)}
    stages = {one.id for one in session.all(Stage) if one.journey in journeys}
    lanes = {one.id for one in session.all(Lane) if one.journey in journeys}
    steps = {one.id for one in session.all(Step) if one.stage in stages}
    found: list[Record] = [
        one for one in session.all(Note) if not one.parked and (one.step not in steps or one.lane not in lanes)
    ]
    return found + [one for one in session.all(Step) if one.stage not in stages]


class UnplacedPage(QWidget):
    """A list, a step, a lane, and one button: place here."""

    counted = Signal(int)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = Live(context, self)
        whole, page = column(self), QWidget()
        whole.addWidget(Scroll(page))
        lines = column(page)
        self.live.space(lines, (28, 20, 28, 20), 12)
        self.about = label("muted", wrap=True)
        lines.addWidget(self.about)
        self.list = QListWidget()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setWordWrap(True)
        self.live.name(self.list, Message("Unplaced"))
        self.list.itemSelectionChanged.connect(self._chosen)
        lines.addWidget(self.list, 1)
        self.live.dress(self.list, "icons", lambda: self.list.setIconSize(QSize(*[context.theme.scaled(16)] * 2)))
        self.live.dress(self.list, "height", lambda: self.list.setMinimumHeight(context.theme.scaled(96)))
        self.where = Beside(context.theme, gap=8, least=200)
        self.step, self.lane, self.place = QComboBox(), QComboBox(), button("primary")
        for box, words in ((self.step, Message("Step")), (self.lane, Message("Lane"))):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
            named = QWidget()
            both = column(named)
            self.live.space(both, (0, 0, 0, 0), 3)
            said = label("label", buddy=box)
            self.live.text(said, words)
            self.live.name(box, words)
            both.addWidget(said)
            both.addWidget(box)
            self.where.add(named, 2)
        self.live.text(self.place, Message("Place here"))
        self.live.icon(self.place, "map-trifold", "bold", "on_accent", 16)
        self.place.clicked.connect(self._place)
        below = QWidget()
        foot = column(below)
        foot.addStretch(1)
        foot.addWidget(self.place)
        self.where.add(below)
        lines.addWidget(self.where)
        self.to_map = button()
        self.live.text(self.to_map, Message("Back to the map"))
        self.live.icon(self.to_map, "map-trifold", "bold", size=16)
        self.to_map.clicked.connect(lambda: context.actions.run("page_map"))
        lines.addWidget(self.to_map, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(0)
        context.bridge.opened.connect(self.read)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self.read)
        context.theme.changed.connect(self.read)

    def read(self) -> None:
        """List what has no place, and where it could go."""
        session = self.context.bridge.session
        if session is None:
            return
        say = self.context.speaker.say
        found = [one for one in unplaced(session) if not self.context.hiding.hides(one)]
        chosen = {
            self.list.item(at).data(Qt.ItemDataRole.UserRole)
            for at in range(self.list.count())
            if self.list.item(at).isSelected()
        }
        self.list.clear()
        for record in found:
            kind: Sayable = record.term()
            icon = "path"
            if isinstance(record, Note):
                kind = Message(KIND_WORDS.get(record.kind, "Note"))
                icon = KIND_ICONS.get(record.kind, "note-blank")
            item = QListWidgetItem(f"{say(kind)}: {say(title_of(record))}")
            item.setIcon(self.context.theme.icon(icon, "fill", self._colour(record), 16))
            item.setData(Qt.ItemDataRole.UserRole, record.id)
            self.list.addItem(item)
            item.setSelected(record.id in chosen)
        nothing = Message("Everything has its place.")
        some = Message(
            "These have no place on the map, e.g. because their step was removed. Choose some, then where they go."
        )
        self.live.text(self.about, some if found else nothing)
        for part in (self.list, self.where):
            part.setVisible(bool(found))
        self.to_map.setVisible(not found)
        self._offer()
        self.counted.emit(len(found))

    def _colour(self, record: Record) -> str:
        return self.context.theme.note(record.kind).edge.name() if isinstance(record, Note) else "ink"

    def _offer(self) -> None:
        session = self.context.bridge.session
        if session is None:
            return
        say = self.context.speaker.say
        place = self.context.selection.place
        ranks = {stage.id: at for at, stage in enumerate(session.all(Stage))}
        steps = sorted(
            (one for one in session.all(Step) if one.stage in ranks), key=lambda one: (ranks[one.stage], one.rank)
        )
        for box, offers, usual in (
            (self.step, [(one.id, f"{at}  {say(one.title)}") for at, one in enumerate(steps, start=1)], place[0]),
            (self.lane, [(one.id, say(one.title)) for one in session.all(Lane)], place[1]),
        ):
            kept: Id = box.currentData() or usual
            box.clear()
            for id, words in offers:
                box.addItem(words, id)
            box.setCurrentIndex(max(0, box.findData(kept)))
        self._chosen()

    def _chosen(self) -> None:
        self.place.setEnabled(bool(self.list.selectedItems()) and self.step.count() > 0 and self.lane.count() > 0)

    def _place(self) -> None:
        session = self.context.bridge.session
        step, lane = (
            (session.get(Step, self.step.currentData()), session.get(Lane, self.lane.currentData()))
            if session
            else (None, None)
        )
        if session is None or step is None or lane is None:
            return
        ids = [one.data(Qt.ItemDataRole.UserRole) for one in self.list.selectedItems()]
        notes = tuple(one for id in ids if (one := session.get(Note, id)) is not None)
        if notes:
            self.context.bridge.do("move_notes", notes, to=step, lane=lane)
        for id in ids:
            stray = session.get(Step, id)
            if stray is not None:
                self.context.bridge.do("move_step", stray, after=step)

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & {"note", "step", "stage", "lane", "journey"}:
            self.read() if self.isVisible() else self.count()

    def count(self) -> None:
        """Only say how many there are, while another page is shown."""
        session = self.context.bridge.session
        self.counted.emit(len(unplaced(session)) if session else 0)

    def showEvent(self, event: object) -> None:
        self.read()
        (self.list if self.list.count() else self.to_map).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place.isEnabled():
            self._place()
        else:
            super().keyPressEvent(event)


def make(context: Context, window: Window) -> UnplacedPage:
    """The tray; the rail shows how much waits in it."""
    page = UnplacedPage(context)
    page.counted.connect(lambda number: window.rail.count("unplaced", number))
    page.count()
    return page
