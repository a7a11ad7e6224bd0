"""Welsh and English side by side: every text, what is missing, who checked it; out to a translator and back."""

from __future__ import annotations

from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QTableView,
    QWidget,
)

from exports.translation import hand_over
from hcd_studio.importers.translation import Return, read_translation
from hcd_studio.importers.translation_plan import Plan, plan
from hcd_studio.questions.welsh import STATE_WORDS, Pair, counted_words, kinds_of, missing
from hcd_studio.records import KINDS
from hcd_studio.session import now
from hcd_studio.speech import N_, Message, Sayable
from ui.context import Context
from ui.fields import WordsEditor
from ui.flow import Flow
from ui.pages.translation_model import LOOKS, TranslationModel
from ui.parts import EMPTY, Literal, Live, Scroll, Segment, button, clear, column, label, row

if TYPE_CHECKING:
    from ui.window import Window

FILTERS = {"missing": N_("missing"), "to check": N_("to check"), "stale": N_("changed"), "": N_("all")}
"""What can be shown, and its words on the button."""
NARROW = 760
"""Below this width, in px at 100 %, the text that is chosen stands below the list."""
TAKE_IN_SHOWN = 14


class TranslationPage(QWidget):
    """The list of texts, and the one that is chosen with both sides to write in."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.live = Live(context, self)
        self.model = TranslationModel(context)
        self.model.state = "missing"
        self.stale = True
        self.editor: WordsEditor | None = None
        self.tools = self._make_tools()
        page = QWidget()
        column(self).addWidget(Scroll(page))
        whole = column(page)
        self.live.space(whole, (14, 8, 14, 8), 8)
        whole.addLayout(self._make_filters())
        self.split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.live.space(self.split, (0, 0, 0, 0), 12)
        whole.addLayout(self.split, 1)
        self.table = self._make_table()
        self.panel = self._make_panel()
        self.split.addWidget(self.table, 3)
        self.split.addWidget(self.panel, 2)
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
            ("hand_over", Message("Hand over …"), "export"), ("take_back", Message("Take back …"), "download-simple"),
        ):  # fmt: skip
            one = button()
            self.live.text(one, words)
            self.live.icon(one, icon)
            one.clicked.connect(lambda _=False, id=id: self.context.actions.run(id))
            line.addWidget(one)
        return tools

    def _make_filters(self) -> QBoxLayout:
        lines = column()
        self.live.space(lines, (0, 0, 0, 0), 8)
        pieces, line = Flow(), Flow()
        pieces.setSpacing(0)
        self.live.space(line, (0, 0, 0, 0), 12)
        together = QButtonGroup(self)
        self.filters: dict[str, Segment] = {}
        for at, state in enumerate(FILTERS):
            one = Segment()
            one.setProperty("place", "first" if at == 0 else "last" if at == len(FILTERS) - 1 else "middle")
            one.clicked.connect(lambda _=False, state=state: self.show_state(state))
            together.addButton(one)
            pieces.addWidget(one)
            self.filters[state] = one
        self.kinds = QComboBox()
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kinds.setMinimumContentsLength(16)
        self.live.name(self.kinds, Message("Kind of record"))
        self.kinds.activated.connect(self._kind_chosen)
        line.addWidget(self.kinds)
        far, beside = QWidget(), row()
        far.setLayout(beside)
        self.live.space(beside, (0, 6, 0, 0), 8)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.live.dress(self.bar, "size", lambda: self.bar.setFixedWidth(self.context.theme.scaled(120)))
        self.live.name(self.bar, Message("Checked so far"))
        self.progress = label("small")
        beside.addWidget(self.bar)
        beside.addWidget(self.progress)
        line.addWidget(far)
        lines.addLayout(pieces)
        lines.addLayout(line)
        return lines

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
        self.live.describe(table, Message("Enter writes in the text that is chosen. F9 marks it as checked."))
        return table

    def _make_panel(self) -> QWidget:
        inside = QWidget()
        lines = column(inside)
        self.live.space(lines, (2, 2, 8, 2), 8)
        self.place = label("head", wrap=True)
        self.standing = label("small", wrap=True)
        lines.addWidget(self.place)
        lines.addWidget(self.standing)
        self.room = column()
        lines.addLayout(self.room)
        self.offer = button("row")
        self.offer.clicked.connect(self.take_offer)
        lines.addWidget(self.offer)
        said = label("label")
        self.who = QLineEdit(self.context.settings.checker)
        said.setBuddy(self.who)
        self.live.text(said, Message("Who checks"))
        self.live.name(self.who, Message("Who checks"))
        self.who.editingFinished.connect(self._keep_who)
        lines.addWidget(said)
        lines.addWidget(self.who)
        acts, line = QWidget(), Flow()
        acts.setLayout(line)
        self.live.space(line, (0, 4, 0, 0), 8)
        self.check_button = button("primary")
        self.again_button = button()
        for one, words, call in (
            (self.check_button, Message("Checked"), self.check), (self.again_button, Message("Still to be checked"), self.uncheck),
        ):  # fmt: skip
            self.live.text(one, words)
            one.clicked.connect(lambda _=False, call=call: call())
            line.addWidget(one)
        self.live.tip(self.check_button, Message("F9 marks as checked and goes on"))
        lines.addWidget(acts)
        self.empty = label("muted", wrap=True)
        lines.addWidget(self.empty)
        lines.addStretch(1)
        self.inside = (self.standing, self.offer, said, self.who, acts)
        self.below = Scroll(inside)
        return self.below

    def _fit(self) -> None:
        theme = self.context.theme
        narrow = self.width() < theme.scaled(NARROW)
        self.split.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self.table.setMinimumHeight(theme.scaled(150) if narrow else 0)
        self.panel.setMinimumHeight(self.below.tall(self.width() - theme.scaled(40)) if narrow else 0)
        self.table.setColumnHidden(1, narrow)
        self.table.setColumnHidden(3, narrow and self.width() < theme.scaled(NARROW // 2))
        wide = max((self.table.fontMetrics().horizontalAdvance(self.context.speaker.say(Message(words))) for words in FILTERS.values()), default=80)  # fmt: skip
        room = max(200, self.table.viewport().width())
        self.table.setColumnWidth(0, min(wide + theme.scaled(44), room // 3))
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
        self._words()

    def _words(self) -> None:
        say, model = self.context.speaker.say, self.model
        for state, one in self.filters.items():
            n = len(model.all) if not state else sum(pair.fits(state) for pair in model.all)
            text = say(Message(FILTERS[state]))
            one.setText(f"{text[:1].upper()}{text[1:]} {n}")
            one.setChecked(state == model.state)
        self.kinds.clear()
        self.kinds.addItem(say(Message("Every kind")), "")
        for kind in kinds_of(model.all):
            self.kinds.addItem(say(KINDS[kind].term()), kind)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(model.kind)))
        done, whole = model.counts["checked"].texts, len(model.all)
        self.bar.setRange(0, max(1, whole))
        self.bar.setValue(done)
        self.progress.setText(say(Message("Checked: {done} of {all}", done=done, all=whole)))
        self._fit()

    def _stand(self, at: int) -> None:
        if 0 <= at < len(self.model.rows):
            self.table.selectRow(at)
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._show()

    @property
    def pair(self) -> Pair | None:
        """The text that is chosen."""
        at = self.table.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _chosen(self, *_: object) -> None:
        pair = self.pair
        if pair is not None:
            self.model.held = pair.key
            self._show()

    def _show(self) -> None:
        pair = self.pair
        for part in self.inside:
            part.setVisible(pair is not None)
        self.empty.setVisible(pair is None)
        if pair is None:
            self._drop_editor()
            self.live.text(self.place, EMPTY)
            nothing = Message("Nothing here is left to do.") if self.model.all else Message("There are no texts yet.")
            self.live.text(self.empty, nothing)
            return
        self.live.text(self.place, self.model.where(pair))
        self.live.text(self.standing, self._standing(pair))
        if self.editor is None or (self.editor.record, self.editor.field) != pair.key:
            self._drop_editor()
            self.editor = WordsEditor(self.context, pair.record, pair.field, 4)
            self.room.addWidget(self.editor)
        else:
            self.editor.show_record()
        offer = self.model.offers.get(pair.key, "")
        self.offer.setVisible(bool(offer))
        self.live.text(self.offer, Message("Checked elsewhere: “{text}”. Use it.", text=" ".join(offer.split())))
        self.check_button.setEnabled(pair.lacks is None and pair.state != "checked")
        self.again_button.setEnabled(pair.state == "checked")

    def _drop_editor(self) -> None:
        self.editor = None
        clear(self.room)

    def _standing(self, pair: Pair) -> Message:
        words = Message("{state} · {counted}", state=Message(STATE_WORDS[pair.state]), counted=self._size(pair))
        if pair.who:
            return Message("{what} · checked by {who}, {day}", what=words, who=pair.who, day=Literal(pair.day))
        return words

    def _size(self, pair: Pair) -> Message:
        return Message("{n} word", plural="{n} words", count=pair.count, n=pair.count)

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

    def _kind_chosen(self, _: int) -> None:
        self.model.kind, self.model.held = str(self.kinds.currentData() or ""), ("", "")
        QTimer.singleShot(0, self, self.read)  # the box that was used is filled anew

    def write(self) -> None:
        """Put the keys into the side that is missing, else into the Welsh."""
        pair = self.pair
        if pair is not None and self.editor is not None:
            side = 1 if pair.lacks == "en" else 0
            self.editor.sides[side][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, by: int) -> None:
        self._keep_typed()
        at = self.table.currentIndex().row()
        rows = self.model.rows
        for step in range(1, len(rows) + 1):
            found = (at + by * step) % len(rows)
            if by < 0 or rows[found].state != "checked":
                self._stand(found)
                return

    next_one = partialmethod(_go, 1)
    previous_one = partialmethod(_go, -1)

    def _keep_typed(self) -> None:
        if self.editor is not None:
            for _, box in self.editor.sides:
                box.keep()
        if self.who.text().strip() != self.context.settings.checker:
            self._keep_who()

    def _keep_who(self) -> None:
        self.context.settings.checker = self.who.text().strip()
        self.context.settings.save()

    def _judge(self, state: str) -> None:
        self._keep_typed()
        pair = self.pair
        if pair is None:
            return
        if pair.lacks is not None:
            self.context.bridge.tell(Message("One language is missing."))
            return
        if not self.context.settings.checker:
            self.who.setFocus()
            self.context.bridge.tell(Message("Say first who checks."))
            return
        who = self.context.settings.checker
        if self.context.bridge.do("set_state", pair.record, pair.field, state, who=who) is not None:
            self._go(1)

    check = partialmethod(_judge, "checked")
    approve = partialmethod(_judge, "approved")

    def uncheck(self) -> None:
        """It is to be checked after all."""
        self._keep_typed()
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
        self._keep_typed()
        rows, settings = self.model.rows, self.context.settings
        session = self.context.bridge.session
        if session is None:
            return
        folder = Path(settings.exports_folder or str(Path.home()))
        kinds = "Excel (*.xlsx);;XLIFF 2.0 (*.xlf);;XLIFF 2.1 (*.xliff)"
        place = self.context.ask.save_file(Message("Hand over to a translator"), folder / "cyfieithu.xlsx", kinds)
        if place is None:
            return
        with self.context.bridge.caught():
            to = "cy" if any(one.words.en for one in rows) else "en"
            hand_over(rows, place, to="cy" if to == "cy" else "en", title=session.workshop.title.both())
            self.context.bridge.tell(Message("Texts handed over: {n}, in {name}.", n=len(rows), name=place.name))

    def take_back(self) -> None:
        """Take in what a translator sent back, after saying what it would do."""
        self._keep_typed()
        session, settings = self.context.bridge.session, self.context.settings
        folder = Path(settings.exports_folder or str(Path.home()))
        place = self.context.ask.open_file(Message("Take back from a translator"), folder, "*.xlsx *.xlf *.xliff")
        if place is None or session is None:
            return

        def done(found: Return) -> None:
            self._take(found, plan(now(session, judged=True), found, settings.checker))

        self.context.jobs.run(Message("Reading {source}", source=place.name), lambda _: read_translation(place), done)

    def _take(self, found: Return, planned: Plan) -> None:
        told = planned.told()
        more = [Message("… and {n} more.", n=len(told) - TAKE_IN_SHOWN)] if len(told) > TAKE_IN_SHOWN else []
        say = self.context.speaker.say
        detail = Literal("\n".join(say(one) for one in (*told[:TAKE_IN_SHOWN], *more)))
        if not planned.writes:
            self.context.ask.choose(Message("Nothing in it is new."), (Message("OK"),), detail=detail)
        elif self.context.ask.sure(Message("Take this in?"), Message("Take in"), detail=detail):
            self.context.bridge.do("take_translations", found, who=self.context.settings.checker)


def make(context: Context, window: Window) -> TranslationPage:
    """The page of both languages."""
    page = TranslationPage(context, window)
    context.actions.serve("translation", page)
    return page
