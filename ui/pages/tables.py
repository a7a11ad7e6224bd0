"""Tables come together: their files found and merged, what was never seeded matched, what was written twice settled."""

from __future__ import annotations

from dataclasses import replace
from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar, QStackedWidget, QWidget

from hcd_studio import tables
from hcd_studio.columns import title_of
from hcd_studio.conflicts import Conflict, Version, conflicts
from hcd_studio.records import Feeling, Note
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import field_words
from ui.context import Context
from ui.parts import Live, button, clear, column, label, row, rule
from ui.together.gather import Gather
from ui.together.settle import BOTH, Settle

if TYPE_CHECKING:
    from ui.window import Window

LEFT = 236


class TablesPage(QWidget):
    """At the left what was written twice and what came; at the right the files, or one text to settle."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.live = Live(context, self)
        self.folder: Path | None = None
        self.found: tuple[tables.FoundFile, ...] = ()
        self.report: Any = None
        self.settled = 0
        self.waiting: list[Conflict] = []
        self.tools = self._make_tools()
        line = row(self)
        line.setSpacing(0)
        line.addWidget(self._make_left())
        self.stack = QStackedWidget()
        self.gather, self.settle = Gather(context), Settle(context)
        for one in (self.gather, self.settle):
            self.stack.addWidget(one)
        line.addWidget(self.stack, 1)
        self._connect()
        self.read()

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        line = row(tools)
        self.live.space(line, (0, 0, 0, 0), 12)
        self.counted, self.bar, self.later = label("small"), QProgressBar(), button()
        self.bar.setTextVisible(False)
        self.live.name(self.bar, Message("Settled"))
        self.live.dress(self.bar, "width", lambda: self.bar.setFixedWidth(self.context.theme.scaled(120)))
        self.live.text(self.later, Message("Leave for later"))
        self.later.clicked.connect(self.leave)
        for one in (self.counted, self.bar, self.later):
            line.addWidget(one)
        return tools

    def _make_left(self) -> QWidget:
        left = QWidget()
        left.setObjectName("aside")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = column(left)
        self.live.space(lines, (14, 14, 14, 14), 8)
        self.head = label("head", wrap=True)
        lines.addWidget(self.head)
        self.list = QListWidget()
        self.list.setProperty("plain", "true")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.live.name(self.list, Message("Written twice"))
        self.list.currentRowChanged.connect(self._show_at)
        lines.addWidget(self.list, 1)
        lines.addWidget(rule())
        self.came_head = label("head", wrap=True)
        self.live.text(self.came_head, Message("What came together"))
        lines.addWidget(self.came_head)
        self.came = column()
        self.live.space(self.came, (0, 0, 0, 0), 3)
        lines.addLayout(self.came)
        self.live.dress(left, "width", lambda: left.setFixedWidth(self.context.theme.scaled(LEFT)))
        return left

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.opened.connect(self._fresh)
        bridge.changed.connect(self.read)
        self.context.speaker.changed.connect(self.read)
        self.context.theme.changed.connect(self.read)
        self.gather.folder_wanted.connect(self.choose_folder)
        self.gather.join_wanted.connect(self.join)
        self.gather.match_wanted.connect(self._match)
        self.settle.kept.connect(self._keep)
        self.settle.written.connect(self._write)

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        session = self.context.bridge.session
        notes = len(session.all(Note)) if session else 0
        about = Message("Notes: {notes}. Written twice: {twice}.", notes=notes, twice=len(self.waiting))
        return Message("Bringing tables together"), about

    def begin(self) -> None:
        """Put the keys where something can be done."""
        if self.waiting:
            self.list.setFocus()
        else:
            self.gather.choose.setFocus()

    def _fresh(self) -> None:
        self.folder, self.found, self.report, self.settled = None, (), None, 0
        self.gather.show_nothing()
        self.gather.show_report(None)
        self.read()

    def read(self, *_: object) -> None:
        """What waits to be settled, and what the session holds."""
        session = self.context.bridge.session
        at = self.list.currentRow()
        self.waiting = [self._by_table(one) for one in conflicts(session)] if session else []
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.waiting:
            item = QListWidgetItem(self._line(one))
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, min(at, len(self.waiting) - 1)) if self.waiting else -1)
        self.list.blockSignals(False)
        words = (
            Message("Written twice: {n}", n=len(self.waiting)) if self.waiting else Message("Nothing was written twice")
        )
        self.live.text(self.head, words)
        self._count()
        self._show_came()
        self._show_at(self.list.currentRow())
        if self.window_.working and self.window_.shown == "tables":
            self.window_.header.show_workshop()

    def _by_table(self, found: Conflict) -> Conflict:
        """The same with its versions in the order of the tables, so that A stands at the left where table A wrote."""
        session = self.context.bridge.session

        def place(one: Version) -> tuple[str, str]:
            table = tables.table_of(session, one.copy) if session else None
            return (table.name if table else "", one.copy)

        ordered = sorted(found.versions, key=place)
        letters = sorted(one.letter for one in ordered)
        return replace(
            found, versions=tuple(replace(one, letter=letter) for one, letter in zip(ordered, letters, strict=True))
        )

    def _line(self, one: Conflict) -> str:
        say = self.context.speaker.say
        letters = [version.copy for version in one.versions]
        more = Message(
            "{kind}, {field} · {letters}",
            kind=one.record.term(),
            field=field_words(one.record.table, one.field),
            letters=letters,
        )
        return f"{say(title_of(one.record))}\n{say(more)}"

    def _count(self) -> None:
        whole = self.settled + len(self.waiting)
        self.counted.setVisible(bool(whole))
        self.bar.setVisible(bool(whole) and self.context.theme.k <= 1.5)
        self.live.text(self.counted, Message("{n} of {all} settled", n=self.settled, all=whole))
        self.bar.setRange(0, max(1, whole))
        self.bar.setValue(self.settled)
        self.later.setVisible(bool(self.waiting))

    def _show_came(self) -> None:
        clear(self.came)
        session = self.context.bridge.session
        if session is None:
            return
        rows: list[Sayable] = [
            Message("Notes: {n}", n=len(session.all(Note))), Message("Feelings: {n}", n=len(session.all(Feeling))),
        ]  # fmt: skip
        if self.report is not None and not self.report.preview:
            rows.append(Message("New edits: {n}", n=sum(one.edits for one in self.report.files)))
            rows.append(Message("Lost: {n}", n=sum(one.bad for one in self.report.files)))
        for words in rows:
            one = label("small", wrap=True)
            self.live.text(one, words)
            self.came.addWidget(one)

    def _show_at(self, at: int) -> None:
        if 0 <= at < len(self.waiting):
            found = self.waiting[at]
            session = self.context.bridge.session
            shown = getattr(session.find(found.record.id), found.field, "") if session else ""
            self.settle.top = next(
                (one.letter for one in found.versions if one.text == shown), found.versions[0].letter
            )
            self.settle.show_conflict(found)
            self.stack.setCurrentWidget(self.settle)
        else:
            self.settle.conflict = None
            self.stack.setCurrentWidget(self.gather)

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    # What actions call

    def choose_folder(self) -> None:
        """Ask where the files are, and say what would come in."""
        place = Path(self.context.settings.copy_folder or Path.home())
        chosen = self.context.ask.folder(Message("The folder or stick with the tables’ files"), self.folder or place)
        if chosen is not None:
            self.look_in(chosen)

    def look_in(self, folder: Path) -> None:
        """Show what a folder holds and what would come in."""
        session = self.context.bridge.session
        if session is None:
            return
        with self.context.bridge.caught():
            self.found = tuple(tables.look_in(session, folder))
            self.folder = folder
            self.stack.setCurrentWidget(self.gather)
            self.gather.show_found(self.found, folder)
            joins = any(one.joins for one in self.found)
            self.report = tables.bring_together(session, self.found, kept=False) if joins else None
            self.gather.show_report(self.report)
            if self.gather.join.isEnabled():
                self.gather.join.setFocus()

    def join(self) -> None:
        """Bring together what was found; then settle what was written twice."""
        session = self.context.bridge.session
        if session is None:
            return
        if self.folder is None:
            self.choose_folder()
            return
        with self.context.bridge.caught():
            self.settled = 0
            self.report = tables.bring_together(session, self.found)
            self.found = tuple(tables.look_in(session, self.folder))
            self.gather.show_found(self.found, self.folder)
            self.gather.show_report(self.report)
            n = sum(one.changes for one in self.report.files)
            self.context.bridge.tell(Message("The tables are together. Changes: {n}. Nothing was lost.", n=n))
            self.read()
            self.begin()

    def _match(self, path: Path) -> None:
        from ui.dialogs.match import MatchDialog

        session = self.context.bridge.session
        if session is None:
            return
        with self.context.bridge.caught():
            dialog = MatchDialog(self.context, self.window(), path)
            dialog.open()

    # Settling

    def _one(self) -> Conflict | None:
        at = self.list.currentRow()
        return self.waiting[at] if 0 <= at < len(self.waiting) else None

    def keep(self, name: str) -> None:
        """Keep one text by its letter, or both."""
        found = self._one()
        if found is None or (name == BOTH and not self.settle.both):
            self.context.bridge.tell(Message("There is nothing to choose."))
            return
        self._keep(name)

    keep_a = partialmethod(keep, "A")
    keep_b = partialmethod(keep, "B")
    keep_both = partialmethod(keep, BOTH)

    def _keep(self, name: str) -> None:
        found = self._one()
        chosen = next((one for one in found.versions if one.letter == name), None) if found else None
        self._settle(keep=chosen.edits[0].hex() if chosen else name)

    def _write(self, text: str) -> None:
        self._settle(text=text)

    def _settle(self, **said: Any) -> None:
        found = self._one()
        if found is None:
            return
        self.settled += 1
        done = self.context.bridge.do("settle_versions", found.record, found.field, known=found.known, **said)
        if done is None:
            self.settled -= 1
        self.read()
        if self.waiting:
            self.list.setFocus()

    def write_new(self) -> None:
        """Write a text in place of all."""
        if self._one() is not None:
            self.settle.begin_new()

    def leave(self) -> None:
        """Go back to the map; what waits goes on waiting."""
        self.window_.show_page("map")


def make(context: Context, window: Window) -> TablesPage:
    """The page where tables come together."""
    page = TablesPage(context, window)
    context.actions.serve("tables", page)
    return page
