"""Welsh and English side by side: every text, what is missing, who checked it; out to a translator and back."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHeaderView, QTableView, QWidget

from hcd_studio.questions.welsh import Pair, counted_words, missing
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.flow import Flow
from ui.pages.translation_bar import FILTERS, TranslationBar
from ui.pages.translation_exchange import hand_out, take_in
from ui.pages.translation_model import TranslationModel
from ui.pages.translation_panel import TranslationPanel
from ui.parts import Live, Scroll, button, column

if TYPE_CHECKING:
    from ui.window import Window

NARROW = 760
"""Below this width, in px at 100 %, the text that is chosen stands below the list."""


class Ground(QWidget):
    """Everything on the page: no higher than it must be, so that lists scroll by themselves where there is room for them."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else super().heightForWidth(width)


class TranslationPage(QWidget):
    """The list of texts, and the one that is chosen with both sides to write in."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.live = Live(context, self)
        self.model = TranslationModel(context)
        self.model.state = "missing"
        self.stale = True
        self.tools = self._make_tools()
        page = Ground()
        column(self).addWidget(Scroll(page))
        whole = column(page)
        self.live.space(whole, (14, 8, 14, 8), 8)
        self.bar = TranslationBar(context, self.model)
        whole.addWidget(self.bar)
        self.split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.live.space(self.split, (0, 0, 0, 0), 12)
        whole.addLayout(self.split, 1)
        self.table = self._make_table()
        self.panel = TranslationPanel(context, self.model)
        self.split.addWidget(self.table, 3)
        self.split.addWidget(self.panel, 2)
        self.bar.state_wanted.connect(self.show_state)
        self.bar.kind_wanted.connect(self._kind_chosen)
        self.panel.check_wanted.connect(self.check)
        self.panel.again_wanted.connect(self.uncheck)
        self.panel.offer_wanted.connect(self.take_offer)
        bridge = context.bridge
        bridge.opened.connect(self._read_later)
        bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self._read_later)
        context.theme.changed.connect(self._fit)
        self.read()

    # Arranging

    def _make_tools(self) -> QWidget:
        tools, line = QWidget(), Flow(right=True)
        tools.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 8)
        for id, words, icon in (
            ("translation_out", Message("Hand over …"), "export"), ("translation_back", Message("Take back …"), "download-simple"),
        ):  # fmt: skip
            one = button()
            self.live.text(one, words)
            self.live.icon(one, icon)
            one.clicked.connect(lambda _=False, id=id: self.context.actions.run(id))
            line.addWidget(one)
        return tools

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for at in (0, 1):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.selectionModel().currentRowChanged.connect(self._chosen)
        table.doubleClicked.connect(lambda _: self.write())
        table.activated.connect(lambda _: self.write())
        self.live.name(table, Message("Texts in Welsh and English"))
        self.live.describe(table, Message("Enter writes in the text that is chosen. Ctrl+. marks it as checked."))
        return table

    def _fit(self) -> None:
        theme = self.context.theme
        narrow = self.width() < theme.scaled(NARROW)
        self.split.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.table.setMinimumHeight(theme.scaled(150) if narrow else 0)
        self.panel.setMinimumHeight(self.panel.below.tall(self.width() - theme.scaled(40)) if narrow else 0)
        self.table.setColumnHidden(1, narrow)
        self.table.setColumnHidden(3, narrow and self.width() < theme.scaled(NARROW // 2))
        say, metrics = self.context.speaker.say, self.table.fontMetrics()
        wide = max(metrics.horizontalAdvance(say(Message(words))) for words in FILTERS.values())
        room = max(200, self.table.viewport().width())
        self.table.setColumnWidth(0, min(wide + theme.scaled(64), room // 3))
        self.table.setColumnWidth(1, min(theme.scaled(190), room // 4))
        self.table.verticalHeader().setDefaultSectionSize(theme.scaled(34))

    def resizeEvent(self, event: object) -> None:
        self._fit()

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        count = missing(self.model.all)
        words = Message("Nothing is missing in Welsh")
        if count:
            words = Message("{counted} missing in Welsh", counted=counted_words(count))
        return Message("Welsh and English"), words

    def ready(self) -> None:
        """Read what was said meanwhile."""
        if self.stale:
            self.read()
        if not self.model.rows and not self.model.kind:  # what there is to do first
            known = [state for state in FILTERS if any(one.fits(state) for one in self.model.all)]
            self.model.state = next(iter(known), "")
            self.read()

    def begin(self) -> None:
        """Put the keys on the list."""
        if not self.table.currentIndex().isValid():
            self._stand(0)
        self.table.setFocus()

    def showEvent(self, event: object) -> None:
        self.ready()

    def _read_later(self) -> None:
        self.stale = True
        if self.isVisible():
            self.read()

    def _hear(self, _told: Any) -> None:
        self._read_later()

    def read(self) -> None:
        """Read the session anew, and stay at the text that was chosen."""
        self.stale = False
        key, at = self.model.held, max(0, self.table.currentIndex().row())
        self.model.read()
        found = self.model.row_of(key)
        self._stand(found if found >= 0 else min(at, len(self.model.rows) - 1))
        self.bar.show_model()
        self._fit()

    def _stand(self, at: int) -> None:
        if 0 <= at < len(self.model.rows):
            self.table.selectRow(at)
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.panel.show_pair(self.pair)

    @property
    def pair(self) -> Pair | None:
        """The text that is chosen."""
        at = self.table.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _chosen(self, *_: object) -> None:
        pair = self.pair
        if pair is not None:
            self.model.held = pair.key
            self.panel.show_pair(self.pair)

    # What actions call

    def show_state(self, state: str) -> None:
        """Show the texts that stand so."""
        self.model.state, self.model.held = state, ("", "")
        self.read()
        self.context.bridge.tell(Message("{state}: {n}", state=Message(FILTERS[state]), n=len(self.model.rows)))

    def next_filter(self) -> None:
        """The next of missing, to check, changed, all."""
        known = list(FILTERS)
        self.show_state(known[(known.index(self.model.state) + 1) % len(known)])

    def _kind_chosen(self, kind: str) -> None:
        self.model.kind, self.model.held = kind, ("", "")
        QTimer.singleShot(0, self, self.read)  # the box that was used is filled anew

    def write(self) -> None:
        """Put the keys into the side that is missing, else into the Welsh."""
        pair = self.pair
        if pair is not None:
            self.panel.write(1 if pair.lacks == "en" else 0)

    def _go(self, by: int) -> None:
        self.panel.keep_typed()
        at = self.table.currentIndex().row()
        rows = self.model.rows
        for step in range(1, len(rows) + 1):
            found = (at + by * step) % len(rows)
            if by < 0 or rows[found].state != "checked":
                self._stand(found)
                return

    next_one = partialmethod(_go, 1)
    previous_one = partialmethod(_go, -1)

    def _judge(self, state: str) -> None:
        self.panel.keep_typed()
        pair = self.pair
        if pair is None:
            return
        if pair.lacks is not None:
            self.context.bridge.tell(Message("One language is missing."))
            return
        if not self.context.settings.checker:
            self.panel.who.setFocus()
            self.context.bridge.tell(Message("Say first who checks."))
            return
        who = self.context.settings.checker
        if self.context.bridge.do("set_state", pair.record, pair.field, state, who=who) is not None:
            self._go(1)

    check = partialmethod(_judge, "checked")
    approve = partialmethod(_judge, "approved")

    def uncheck(self) -> None:
        """It is to be checked after all."""
        self.panel.keep_typed()
        pair = self.pair
        if pair is not None and pair.lacks is None:
            self.context.bridge.do("set_state", pair.record, pair.field, "translated")

    def take_offer(self) -> None:
        """Fill the language that is missing with what was checked elsewhere for the same words."""
        pair = self.pair
        if pair is not None:
            self.context.bridge.do("repeat_pair", pair.record, pair.field)

    def hand_over(self) -> None:
        """Write the texts that are shown for a translator."""
        self.panel.keep_typed()
        hand_out(self.context, self.model.rows)

    def take_back(self) -> None:
        """Take in what a translator sent back."""
        self.panel.keep_typed()
        take_in(self.context)


def make(context: Context, window: Window) -> TranslationPage:
    """The page of both languages."""
    page = TranslationPage(context, window)
    context.actions.serve("translation", page)
    return page
