"""The parts that hang on a clause, its acceptance criteria and measures: each with an editor, each added and taken away here."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.records import Criterion, Measure, Record
from hcd_studio.speech import N_, Message
from ui.clauses.text import ClauseWords
from ui.context import Context
from ui.form import editors
from ui.parts import Live, button, clear, column, label, row, tool

HEADS = {"criterion": N_("Acceptance criteria"), "measure": N_("Measures")}
ADD = {"criterion": N_("Add acceptance criterion"), "measure": N_("Add measure")}
KINDS: dict[str, type[Any]] = {"criterion": Criterion, "measure": Measure}
MOST = 30


class Hanging(QWidget):
    """The criteria or the measures of one need or requirement."""

    typed = Signal(str)

    def __init__(self, context: Context, parent: Id, kind: str):
        super().__init__()
        self.context, self.parent_id, self.kind = context, parent, kind
        self.live = Live(context, self)
        self.editors: list[Any] = []
        self._ids: tuple[Id, ...] | None = None
        lines = column(self)
        self.live.space(lines, (0, 0, 0, 0), 6)
        head = row()
        name = label("head")
        self.live.text(name, Message(HEADS[kind]))
        head.addWidget(name)
        head.addStretch(1)
        self.add = button()
        self.live.text(self.add, Message(ADD[kind]))
        self.live.icon(self.add, "plus", "bold", size=14)
        self.add.clicked.connect(self.add_one)
        lines.addLayout(head)
        self.box = column()
        self.live.space(self.box, (0, 0, 0, 0), 10)
        lines.addLayout(self.box)
        foot = row()
        foot.addWidget(self.add)
        foot.addStretch(1)
        lines.addLayout(foot)
        self.show_record()

    def records(self) -> tuple[Record, ...]:
        """What hangs on the clause now."""
        session = self.context.bridge.session
        return tuple(session.by(KINDS[self.kind], "parent")[self.parent_id]) if session else ()

    def show_record(self) -> None:
        """Show what there is; editors stay where nothing came or went."""
        found = self.records()
        ids = tuple(one.id for one in found)
        if ids == self._ids:
            for one in self.editors:
                one.show_record()
            return
        self._ids = ids
        clear(self.box)
        self.editors = []
        for record in found[:MOST]:
            self.box.addWidget(self._part(record))
        if len(found) > MOST:
            more = label("muted", wrap=True)
            more.setText(self.context.speaker.say(Message("Show {n} more", n=len(found) - MOST)))
            self.box.addWidget(more)

    def _part(self, record: Record) -> QWidget:
        part = QWidget()
        lines = column(part)
        self.live.space(lines, (0, 0, 0, 0), 4)
        head = row()
        ref = label("label")
        ref.setText(getattr(record, "ref", ""))
        away = tool("quiet", style="icon")
        self.live.icon(away, "trash", size=15)
        words = Message("Remove {ref}", ref=getattr(record, "ref", ""))
        self.live.name(away, words)
        self.live.tip(away, words)
        away.clicked.connect(partial(self._remove, record.id))
        head.addWidget(ref)
        head.addStretch(1)
        head.addWidget(away)
        lines.addLayout(head)
        if self.kind == "criterion":
            words_ = ClauseWords(self.context, record, "statement", 2)
            words_.typed.connect(partial(self.typed.emit, record.id))
            lines.addWidget(words_)
            self.editors.append(words_)
        else:
            self.editors += editors(self.context, self.live, record, lines, leave=("parent",))
        return part

    def add_one(self) -> None:
        """One more, with the keys in it."""
        session = self.context.bridge.session
        parent = session.find(self.parent_id) if session else None
        if parent is None:
            return
        verb = "add_criterion" if self.kind == "criterion" else "add_measure"
        done = self.context.bridge.do(verb, parent, Words())
        if done is not None:
            self.show_record()
            self._focus_last()

    def _focus_last(self) -> None:
        texts = [one for one in self.editors if hasattr(one, "sides")]
        wanted = texts[-1] if self.kind == "criterion" and texts else texts[-2] if len(texts) > 1 else None
        if wanted is not None:
            wanted.sides[0][1].setFocus()

    def _remove(self, id: Id) -> None:
        QTimer.singleShot(0, self, lambda: self._gone(id))  # the button goes with its part

    def _gone(self, id: Id) -> None:
        session = self.context.bridge.session
        record = session.find(id) if session else None
        if record is not None:
            self.context.bridge.do("remove_record", record)
