"""What of the texts is shown: how they stand, of which kind, and how far it all is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QProgressBar, QWidget

from hcd_studio.questions.welsh import kinds_of
from hcd_studio.records import KINDS
from hcd_studio.speech import N_, Message
from ui.context import Context
from ui.flow import Flow
from ui.pages.translation_model import TranslationModel
from ui.parts import Live, Segment, column, label, row

FILTERS = {"missing": N_("missing"), "to check": N_("to check"), "stale": N_("changed"), "": N_("all")}
"""What can be shown, and its words on the button."""


class TranslationBar(QWidget):
    """Buttons with counts, a list of kinds, and the progress."""

    state_wanted = Signal(str)
    kind_wanted = Signal(str)

    def __init__(self, context: Context, model: TranslationModel):
        super().__init__()
        self.context, self.model = context, model
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (0, 0, 0, 0), 8)
        pieces, line = Flow(), Flow()
        pieces.setSpacing(0)
        self.live.space(line, (0, 0, 0, 0), 12)
        together = QButtonGroup(self)
        self.filters: dict[str, Segment] = {}
        for at, state in enumerate(FILTERS):
            one = Segment()
            one.setProperty("place", "first" if at == 0 else "last" if at == len(FILTERS) - 1 else "middle")
            one.clicked.connect(lambda _=False, state=state: self.state_wanted.emit(state))
            together.addButton(one)
            pieces.addWidget(one)
            self.filters[state] = one
        self.kinds = QComboBox()
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kinds.setMinimumContentsLength(16)
        self.live.name(self.kinds, Message("Kind of record"))
        self.kinds.activated.connect(lambda _: self.kind_wanted.emit(str(self.kinds.currentData() or "")))
        line.addWidget(self.kinds)
        line.addWidget(self._progress())
        lines.addLayout(pieces)
        lines.addLayout(line)

    def _progress(self) -> QWidget:
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
        return far

    def show_model(self) -> None:
        """Say the counts again."""
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
