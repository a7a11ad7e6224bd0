"""The map page: ribbon, board or outline, inspector; the same selection and the same verbs in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from hcd_studio.fields import Id
from hcd_studio.records import Lane, Step
from ui.board.empty import Beginning
from ui.board.view import BoardView
from ui.context import Context
from ui.find import FindBar, Finding
from ui.inspector import Inspector
from ui.model import BoardModel
from ui.parts import column, row
from ui.pictures import Attaching
from ui.ribbon import Ribbon
from ui.shown import Shown

if TYPE_CHECKING:
    from ui.window import Window

NARROW = 1200
LARGE = 150
LARGE_HEADS = 200
"""Above this text size the outline opens where the board would show less than two notes under each other."""
LOW = 300
"""Below this height the ribbon leaves its place to the map."""
TWINS = ("board", "outline")


class MapPage(QWidget):
    """Arranges; what each part does is its own affair."""

    link_wanted = Signal(str)
    twin_changed = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.ribbon, self.find_bar, self.inspector = Ribbon(context), FindBar(context), Inspector(context)
        self.board = BoardView(context, BoardModel(context))
        self.views: dict[str, Any] = {}
        self.shown = Shown(context, self.views)
        self.finding = Finding(self, self.find_bar)
        self.twins = QStackedWidget()
        self.twins.setMinimumSize(1, 1)
        self._add("board", self.board)
        left = QWidget()
        lines = column(left)
        lines.setSpacing(0)
        for part in (self.ribbon, self.find_bar):
            lines.addWidget(part)
        lines.addWidget(self.twins, 1)
        self.beginning = Beginning(self.board, left)
        lines.addWidget(self.beginning)
        whole = row(self)
        whole.setSpacing(0)
        whole.addWidget(left, 1)
        whole.addWidget(self.inspector)
        self.left = left
        self._whole = False
        self._covered = False
        self._connect()
        if context.bridge.session is not None:
            self.ribbon.read()
            self._open()

    def _connect(self) -> None:
        self.ribbon.wanted.connect(self._go_step)
        self.board.viewport_changed.connect(self._show_part)
        self.inspector.link_wanted.connect(self.link_wanted)
        self.inspector.left.connect(self.toggle_inspector)
        self.inspector.done.connect(self.focus_board)
        self.context.theme.changed.connect(self._fit)
        self.context.bridge.opened.connect(self._open)

    # Which twin

    def _add(self, name: str, view: QWidget) -> None:
        view.setProperty("plain", "true")
        self.views[name] = view
        self.twins.addWidget(view)

    @property
    def twin(self) -> str:
        """`board` or `outline`."""
        return TWINS[self.twins.currentIndex()]

    @property
    def outline(self) -> Any:
        """The outline twin, made when it is first asked for."""
        if "outline" not in self.views:
            from ui.outline import OutlineModel
            from ui.tree import OutlineView

            self._add("outline", OutlineView(self.context, OutlineModel(self.context)))
            self.shown.apply()
        return self.views["outline"]

    @property
    def view(self) -> Any:
        """The view that is shown."""
        return self.views[self.twin]

    def show_twin(self, name: str, *, focus: bool = True, keep: bool = True) -> None:
        """Board or outline; what is chosen stays chosen. `keep` remembers it for the next time."""
        self.twins.setCurrentWidget(self.outline if name == "outline" else self.board)
        if keep:
            self._remember(twin=name)
        self.context.actions.serve("board", self.view)
        self.context.actions.serve("structure", self.view.structure)
        self.context.actions.refresh()
        if self.context.selection.current:
            self.view.reveal(self.context.selection.current)
        if focus:
            self.focus_board()
        self.twin_changed.emit(name)

    def focus_board(self) -> None:
        """Bring the keys to the map."""
        if self._covered:
            self.toggle_inspector()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reveal(self, id: Id) -> None:
        """Choose a record and bring it into view."""
        self.context.selection.set([id])
        self.view.reveal(id)

    # Session

    def _open(self) -> None:
        session = self.context.bridge.session
        if session is None:
            return
        kept = self.context.settings.view(session.workshop.id)
        self.show_twin(kept["twin"] if kept.get("twin") in TWINS else "board", focus=False)
        self.shown.apply()
        QTimer.singleShot(0, self, self._first_look)

    def _first_look(self) -> None:
        """The map where its notes can be read; where letters leave it no room, the outline, without making it a habit."""
        self.board.first_look()
        if self._whole:
            self._whole = False
            self.board.fit()
        large = self.context.theme.text_size > LARGE_HEADS
        if large and self.twin == "board" and self.board.isVisible() and not self.board.roomy:
            self.show_twin("outline", focus=False, keep=False)

    def begin_whole(self) -> None:
        """Begin with the whole map in view: the first time that somebody tries the studio."""
        self._whole = self.context.theme.text_size <= LARGE_HEADS

    def _remember(self, **seen: Any) -> None:
        session = self.context.bridge.session
        if session is not None:
            self.context.settings.view(session.workshop.id).update(seen)

    # Ribbon

    def _go_step(self, step: Id) -> None:
        self.view.reveal(step)
        session = self.context.bridge.session
        lane = self.context.selection.place[1]
        if session is not None and session.get(Step, step) and session.get(Lane, lane):
            self.context.selection.stand(step, lane)

    def _show_part(self) -> None:
        self.ribbon.show_part(*self.board.visible_part())

    # Workshop

    def describe(self) -> None:
        """Show and edit what the workshop is."""
        session = self.context.bridge.session
        if session is not None:
            self.show_inspector(True)
            self.context.selection.clear()
            self.inspector.show_record(session.workshop.id)
            self.inspector.start_editing()

    def edit_details(self) -> None:
        """Open the form of what is chosen."""
        self.show_inspector(True)
        self.inspector.start_editing()

    def add_participant(self) -> None:
        """Somebody more, under the next free code; who types next types for them."""
        self.context.bridge.do("add_participant")

    def add_table(self) -> None:
        """One more table, under the next letter."""
        self.context.bridge.do("add_table")

    # Inspector

    @property
    def inspecting(self) -> bool:
        """Whether the inspector is shown."""
        return self.inspector.isVisibleTo(self)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector; where there is no room it takes the place of the map."""
        if self._cramped():
            self._covered = not self._covered
        else:
            self.context.settings.inspector = not self.context.settings.inspector
        self._fit()
        if self.inspecting:
            self.inspector.take_focus()
        else:
            self.view.setFocus()

    def show_inspector(self, on: bool) -> None:
        """Show it, or not."""
        if self.inspecting != on:
            self.toggle_inspector()

    def _cramped(self) -> bool:
        theme = self.context.theme
        return theme.text_size > LARGE or self.window().width() < NARROW

    def _fit(self) -> None:
        cramped = self._cramped()
        tall = self.window().height() / self.context.theme.k
        self.ribbon.setVisible(tall >= LOW)
        self.board.board.show(
            channels=tall >= LOW and not self.board.board.view.brief
        )  # the channels give their place to the notes
        self._covered = self._covered and cramped
        self.inspector.setVisible(self._covered or (not cramped and self.context.settings.inspector))
        self.left.setVisible(not self._covered)
        self.inspector.cover(self._covered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()


def make(context: Context, window: Window) -> MapPage:
    """The map, with its wires to header and palette."""
    page = MapPage(context)
    page.board.tray = window.rail
    page.link_wanted.connect(window.acts.link)
    page.twin_changed.connect(window.header.show_twin)
    window.header.show_twin(page.twin)
    served = (("map", page), ("shown", page.shown), ("finding", page.finding), ("pictures", Attaching(context, window)))
    for name, target in served:
        context.actions.serve(name, target)
    return page
