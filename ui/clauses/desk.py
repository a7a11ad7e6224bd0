"""Tree, editor and margin side by side: one thing is chosen, written, checked while it is written, and set on its evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from hcd_studio.fields import Id
from hcd_studio.records import Record
from hcd_studio.speech import Message
from ui.clauses.form import ClauseForm
from ui.clauses.margin import Margin
from ui.clauses.pointing import Pointing
from ui.clauses.tree import Branches, ClauseTree
from ui.clauses.watch import watch_of
from ui.context import Context
from ui.parts import Live, Scroll, column, label

LEFT, RIGHT = 222, 318
THREE, TWO = 900, 560
"""From these widths on, in px at 100 %, there is room for three columns, and for two."""


class Desk(QWidget):
    """`branches` says what stands in the tree; `extra` is put below the form, the same for every record."""

    shown = Signal(str)
    wanted = Signal(str)

    def __init__(self, context: Context, branches: Callable[[], Branches], *, law: bool, empty: Message):
        super().__init__()
        self.context, self.branches = context, branches
        self.live = Live(context, self)
        self.watch = watch_of(context)
        self.form: ClauseForm | None = None
        self.extra: QWidget | None = None
        self._shape: object = None
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(0)
        self.left = QWidget()
        self.left_lines = column(self.left)
        self.live.space(self.left_lines, (12, 12, 8, 8), 8)
        self.finder = QLineEdit()
        self.live.say(self.finder, "placeholder", self.finder.setPlaceholderText, Message("Find"))
        self.live.name(self.finder, Message("Find a need or a requirement"))
        self.tree = ClauseTree(context, self.watch)
        self.left_lines.addWidget(self.finder)
        self.left_lines.addWidget(self.tree, 1)
        self.host = QWidget()
        self.host_lines = column(self.host)
        self.empty = label("muted", wrap=True)
        self.live.text(self.empty, empty)
        self.live.space(self.host_lines, (0, 0, 0, 0), 0)
        self.host_lines.addWidget(self.empty)
        self.middle = Scroll(self.host)
        self.margin = Margin(context, law=law)
        self.right = Scroll(self.margin)
        self.below = QWidget()
        self.below_lines: QVBoxLayout = column(self.below)
        self.host_lines.addWidget(self.below)
        self.host_lines.addStretch(1)
        self.line.addWidget(self.left)
        self.line.addWidget(self.middle, 1)
        self.line.addWidget(self.right)
        self.pointing = Pointing(self)
        self._connect()
        self.live.dress(self, "widths", self._fit)

    def _connect(self) -> None:
        bridge = self.context.bridge
        self.tree.chosen.connect(self.show_record)
        self.finder.textChanged.connect(self._seek)
        self.margin.wanted.connect(self.wanted)
        bridge.changed.connect(self._hear)
        bridge.opened.connect(self.reset)
        self.watch.read.connect(self._checked)
        self.context.speaker.changed.connect(self._say_again)

    def put_within(self, extra: QWidget) -> None:
        """Something that stands in every form, below the strip."""
        self.extra = extra
        extra.setParent(self)
        extra.hide()

    # Room

    def _fit(self) -> None:
        k, wide = self.context.theme.k, self.width()
        three = wide >= THREE * k
        two = wide >= TWO * k
        self.left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        if two:
            self.left.setFixedWidth(self.context.theme.scaled(LEFT))
            self.left.setMaximumHeight(16_777_215)
        else:
            self.left.setMinimumWidth(0)
            self.left.setMaximumWidth(16_777_215)
            self.left.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.left.setMaximumHeight(max(120, int(self.height() * 0.38)))
        self.line.setDirection(QHBoxLayout.Direction.LeftToRight if two else QHBoxLayout.Direction.TopToBottom)
        self.right.setVisible(three)
        if three:
            self.right.setFixedWidth(self.context.theme.scaled(RIGHT))
            if self.right.widget() is not self.margin:
                self.below_lines.removeWidget(self.margin)
                self.right.setWidget(self.margin)
        elif self.right.widget() is self.margin:
            self.right.takeWidget()
            self.below_lines.addWidget(self.margin)
            self.margin.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Reading

    def reset(self) -> None:
        """Another session: nothing is chosen."""
        self._drop_form()
        self._shape = None
        self.read()

    def read(self) -> None:
        """Read tree and form anew."""
        branches = self.branches()
        shape = [(top.id if top else "", [one.id for one in under]) for top, under in branches]
        if shape != self._shape:
            self._shape = shape
            self.tree.show_branches(branches)
        else:
            self.tree.branches = branches
        session = self.context.bridge.session
        if self.form is not None and (session is None or session.find(self.form.record) is None):
            self._drop_form()
        if self.form is None:
            first = next(self._wanted_first(), "")
            if first:
                self.tree.choose(first, quiet=True)
                self.show_record(first)
        self.empty.setVisible(self.form is None)

    def _wanted_first(self) -> Any:
        """What is chosen elsewhere, else the first that can be edited."""
        chosen = self.context.selection.current
        if chosen in self.tree.items:
            yield chosen
        for top, under in self.branches():
            if under:
                yield under[0].id
            elif top is not None:
                yield top.id

    def show_record(self, id: Id) -> None:
        """Write one record from now on."""
        session = self.context.bridge.session
        record = session.find(id) if session else None
        if record is None or (self.form is not None and self.form.record == id):
            return
        if self.form is not None:
            self.form.keep()
        self._drop_form()
        self.form = ClauseForm(self.context, self.watch, record)
        self.form.typed.connect(self.pointing.show)
        self.form.pointed.connect(self.pointing.point)
        self.form.wanted.connect(self.wanted)
        self.form.completed.connect(self.pointing.show)
        self.host_lines.insertWidget(0, self.form)
        self.empty.hide()
        if self.extra is not None:
            self.form.slot.addWidget(self.extra)
            self.extra.show()
        self.middle.verticalScrollBar().setValue(0)
        self.margin.show_record(id)
        self.pointing.show()
        self.shown.emit(id)

    def go(self, id: Id) -> bool:
        """Choose a record of the tree."""
        if id not in self.tree.items and self.finder.text():
            self.finder.clear()
        return self.tree.choose(id)

    def _drop_form(self) -> None:
        if self.form is not None:
            if self.extra is not None:  # it goes on in the next form
                self.extra.hide()
                self.extra.setParent(self)
            self.form.hide()
            self.host_lines.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _hear(self, told: Any) -> None:
        if not self.isVisible():
            self._shape = None  # read when it is shown
            return
        self.read()
        self.tree.show_records(told.touched)
        if self.form is not None:
            self.form.show_record()
            self.margin.show_record(self.form.record)
            self.pointing.show()

    def catch_up(self) -> None:
        """Before it is shown: read what was changed elsewhere."""
        self.watch.wake()
        self.read()
        if self.form is not None:
            self.form.show_record()
            self.margin.show_record(self.form.record)
            self.pointing.show()

    def _say_again(self) -> None:
        if self.context.bridge.session is None:
            return
        id = self.form.record if self.form is not None else ""
        self._drop_form()
        self._shape = None
        self.tree.show_branches(self.branches())
        if id:
            self.tree.choose(id, quiet=True)
            self.show_record(id)

    def _seek(self, text: str) -> None:
        self.tree.seek(text)

    # Findings

    def _checked(self) -> None:
        self.tree.show_marks()
        self.pointing.show()

    def neighbours(self, record: Record) -> list[Record]:
        """The branch in which a record stands, in order."""
        for top, under in self.branches():
            if any(one.id == record.id for one in under):
                return under
            if top is not None and top.id == record.id:
                return [one for one, _ in self.branches() if one is not None]
        return []

    def begin(self) -> None:
        """Put the keys on the tree."""
        self.tree.setFocus()
