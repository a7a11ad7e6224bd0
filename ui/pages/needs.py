"""Needs: as a …, I need to …, so that …, in both languages, drafted from what hurts; and use cases with what makes them complex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.records import Need, Pain, UseCase
from hcd_studio.speech import Message, Sayable
from ui.clauses.desk import Desk
from ui.clauses.picking import RecordPicker
from ui.clauses.tree import Branches, flat
from ui.context import Context
from ui.flow import Flow
from ui.parts import Live, Segment, button, column

if TYPE_CHECKING:
    from ui.window import Window


class NeedsPage(QWidget):
    """Two lists, one desk."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.live = Live(context, self)
        self.usecases = False
        whole = column(self)
        whole.setSpacing(0)
        empty = Message("No needs yet. Draft one from a pain point, or press Ctrl+R and write one.")
        self.desk = Desk(context, self._branches, law=False, empty=empty)
        whole.addWidget(self.desk, 1)
        self._make_switch()
        self.tools = self._make_tools()
        self.desk.shown.connect(lambda id: context.selection.set([id]))
        self.desk.wanted.connect(lambda id: context.actions.target("clauses").show(id))
        self.desk.reset()

    def _branches(self) -> Branches:
        return flat(self.context, UseCase if self.usecases else Need)

    def _make_switch(self) -> None:
        both, line = QWidget(), Flow()
        both.setLayout(line)
        line.setSpacing(0)
        self.segments: list[Segment] = []
        for at, words in enumerate((Message("Needs"), Message("Use cases"))):
            one = Segment()
            one.setProperty("place", ("first", "last")[at])
            self.live.text(one, words)
            self.live.name(one, words)
            one.clicked.connect(lambda _=False, at=at: self.show_list(at == 1))
            line.addWidget(one)
            self.segments.append(one)
        self.segments[0].setChecked(True)
        self.desk.left_lines.insertWidget(0, both)

    def _make_tools(self) -> QWidget:
        tools, line = QWidget(), Flow(right=True)
        tools.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 12)
        for id, icon in (("draft_need_from", "lightning"), ("add_need_here", "plus"), ("add_usecase_here", "path")):
            one = button("primary" if id == "draft_need_from" else "")
            self.live.text(one, self.context.actions.known[id].title)
            self.live.icon(one, icon, "bold", "on_accent" if id == "draft_need_from" else "ink", 16)
            one.clicked.connect(lambda _=False, id=id: self.context.actions.run(id))
            line.addWidget(one)
        return tools

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        session = self.context.bridge.session
        needs, cases = (len(session.all(kind)) for kind in (Need, UseCase)) if session else (0, 0)
        return Message("What people need"), Message("Needs: {needs}. Use cases: {cases}.", needs=needs, cases=cases)

    def ready(self) -> None:
        """Read what was changed elsewhere, and show what is chosen if it is written here."""
        session = self.context.bridge.session
        chosen: Any = session.find(self.context.selection.current) if session else None
        if chosen is not None and chosen.table in ("need", "usecase"):
            self.show_list(chosen.table == "usecase")
            self.desk.catch_up()
            self.desk.go(chosen.id)
        else:
            self.desk.catch_up()

    def begin(self) -> None:
        """Put the keys on the list."""
        self.desk.begin()

    def go(self, id: Id) -> None:
        """Write one record, with the keys in its first text."""
        session = self.context.bridge.session
        record = session.find(id) if session else None
        if record is None:
            return
        self.show_list(record.table == "usecase")
        self.desk.go(id)

    def seek(self) -> None:
        """Put the keys into Find."""
        self.desk.finder.setFocus()
        self.desk.finder.selectAll()

    def show_list(self, usecases: bool) -> None:
        """Needs or use cases."""
        if usecases == self.usecases:
            return
        self.usecases = usecases
        self.segments[int(usecases)].setChecked(True)
        self.desk.reset()

    # What actions call

    def turn(self) -> None:
        """From needs to use cases, or back."""
        self.show_list(not self.usecases)
        self.context.bridge.tell(Message("Use cases") if self.usecases else Message("Needs"))
        self.desk.begin()

    def add_need(self) -> None:
        """An empty need, with the keys in it."""
        self._made(self.context.bridge.do("add_need", Words(), Words(), Words()))

    def add_usecase(self) -> None:
        """An empty use case, with the keys in it, for the need that is chosen."""
        session = self.context.bridge.session
        need = session.get(Need, self.desk.form.record) if session and self.desk.form is not None else None
        self._made(self.context.bridge.do("add_usecase", Words(), needs=(need,) if need else ()))

    def draft_need(self) -> None:
        """Choose the pain point that a need is drafted from."""
        hint = Message("Which pain point does the need answer?")
        RecordPicker(self.context, self.window(), hint, Pain, self._draft).open()

    def _draft(self, pain: Pain) -> None:
        self._made(self.context.bridge.do("draft_need", pain))

    def _made(self, record: Any) -> None:
        if record is not None:
            self.go(record.id)
            if self.desk.form is not None:
                self.desk.form.begin()


def make(context: Context, window: Window) -> NeedsPage:
    """The page of needs and use cases."""
    page = NeedsPage(context, window)
    context.actions.serve("needs", page)
    return page
