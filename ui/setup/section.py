"""What the sections of the set-up page share: a head, an explanation, a table or a form, and buttons that say what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hcd_studio.records import Record
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.flow import Flow
from ui.grid import Grid
from ui.parts import Live, button, column, label

Tools = Sequence[tuple[Sayable, str, Callable[[], object]]]


class Section(QWidget):
    """One section; the page asks it to add, remove and move, and to be ready when it is shown."""

    def __init__(self, context: Context, about: Sayable):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.lines: QVBoxLayout = column(self)
        self.live.space(self.lines, (24, 16, 24, 16), 12)
        said = label("muted", wrap=True)
        self.live.text(said, about)
        self.lines.addWidget(said)
        self.grid: Grid | None = None

    def take_grid(self, grid: Grid) -> Grid:
        """Make a table the heart of the section."""
        self.grid = grid
        self.lines.addWidget(grid, 1)
        grid.wanted.connect(lambda what: getattr(self, what)())
        return grid

    def tools(self, tools: Tools, *, first: bool = True) -> list[QPushButton]:
        """Buttons that go on in the next row where there is no room; the first is the main one."""
        box, flow = QWidget(), Flow()
        box.setLayout(flow)
        self.live.space(flow, (0, 0, 0, 0), 8)
        made = []
        for nth, (words, icon, act) in enumerate(tools):
            one = button("primary" if first and nth == 0 else "")
            self.live.text(one, words)
            self.live.icon(
                one, icon, "bold" if first and nth == 0 else "regular", "on_accent" if first and nth == 0 else "ink", 16
            )
            one.clicked.connect(lambda _=False, act=act: act())
            flow.addWidget(one)
            made.append(one)
        self.lines.addWidget(box)
        return made

    # What the page asks

    def ready(self) -> None:
        """Show what stands; most sections hear of it by themselves."""

    def begin(self) -> None:
        """Take the keys."""
        if self.grid is not None:
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self) -> None:
        """One more."""

    def remove(self) -> None:
        """Remove what is chosen, as one step to undo."""
        chosen = self.grid.chosen() if self.grid is not None else []
        if not chosen:
            self.context.bridge.tell(Message("Choose a row first."))
        elif len(chosen) == 1:
            self.remove_one(chosen[0])
        else:
            from hcd_studio.verbs.room import remove_record

            def act(draft: Any) -> None:
                for one in chosen:
                    remove_record(draft, one)

            words = Message("Rows removed: {n}. Ctrl+Z undoes it.", n=len(chosen))
            self.context.bridge.together("remove_record", act, words)

    def remove_one(self, record: Record) -> None:
        """Remove one row."""
        self.context.bridge.do("remove_record", record)

    def up(self) -> None:
        """One place up."""
        self.move_row(-1)

    def down(self) -> None:
        """One place down."""
        self.move_row(1)

    def move_row(self, by: int) -> None:
        """Another place for the current row; where the order says nothing, none."""
        self.context.bridge.tell(Message("The order of these rows says nothing; they stay as they are."))

    def show_new(self, made: Any, column: int = 0) -> None:
        """Choose what was made, with the keys on it."""
        if self.grid is not None and isinstance(made, Record):
            self.grid.choose(made.id, column)
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
