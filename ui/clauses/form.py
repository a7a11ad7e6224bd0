"""The middle of the page: one need, use case or requirement, written in both languages, with all that a supplier will read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from hcd_studio.columns import columns
from hcd_studio.fields import Id
from hcd_studio.records import Need, Record, Requirement, UseCase
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words, choices_of, field_words
from ui.choices import ChoiceEditor
from ui.clauses.parts import Hanging
from ui.clauses.short import short
from ui.clauses.strip import VoiceStrip
from ui.clauses.text import ClauseWords
from ui.context import Context
from ui.fields import TextEditor
from ui.flow import Flow
from ui.form import editors
from ui.parts import Beside, Live, button, column, label, row, rule

if TYPE_CHECKING:
    from hcd_studio.checks import Finding
    from ui.clauses.watch import Watch

SAID: dict[str, tuple[str, ...]] = {
    "need": ("as_a", "i_need", "so_that"),
    "usecase": ("title", "actor", "trigger", "main_flow", "complex_needs", "exceptions"),
    "requirement": ("statement",),
}
"""The texts of a kind that are written first."""
CHOSEN: dict[str, tuple[str, ...]] = {"need": ("status",), "usecase": (), "requirement": ("moscow", "kind", "status")}
TALL = {"statement": 4, "main_flow": 4, "complex_needs": 3, "exceptions": 2}


class FormChoice(QComboBox):
    """The EARS form of a requirement; choosing one writes the statement in it, with a gap for what is not known."""

    def __init__(self, context: Context, record: Record):
        super().__init__()
        self.context, self.record = context, record.id
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        Live(context, self).name(self, field_words("requirement", "ears"))
        self.activated.connect(self._keep)
        self.show_record()

    def show_record(self) -> None:
        """Offer each form with its pattern and when it fits."""
        from hcd_studio.checks.guides import forms

        session = self.context.bridge.session
        record: Any = session.find(self.record) if session else None
        if record is None:
            return
        say = self.context.speaker.say
        self.clear()
        self.addItem(say(Message("Not said")), "")
        for one in forms():
            self.addItem(say(one.title), one.key)
            tip = f"{say(one.fits)}\n{say(one.template)}\n{say(one.example)}"
            self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
            self.setItemData(self.count() - 1, f"{say(one.title)}. {say(one.fits)}", Qt.ItemDataRole.AccessibleTextRole)
        self.setCurrentIndex(max(0, self.findData(record.ears)))
        self.setToolTip(self.itemData(self.currentIndex(), Qt.ItemDataRole.ToolTipRole) or "")

    def _keep(self) -> None:
        session = self.context.bridge.session
        record: Any = session.find(self.record) if session else None
        wanted = self.currentData()
        if record is None or wanted == record.ears:
            return
        if wanted and record.statement:
            self.context.bridge.do("frame_requirement", record, wanted)
        else:
            self.context.bridge.do("edit_record", record, ears=wanted)

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


class ClauseForm(QWidget):
    """Everything of one record; `typed` tells that a text differs from what is kept, `wanted` that another record is."""

    typed = Signal()
    pointed = Signal(object)
    wanted = Signal(str)
    completed = Signal()

    def __init__(self, context: Context, watch: Watch, record: Record):
        super().__init__()
        self.whole = False
        self.context, self.watch, self.record, self.table = context, watch, record.id, record.table
        self.live = Live(context, self)
        self.words: list[ClauseWords] = []
        self.others: list[Any] = []
        self.hanging: dict[str, Hanging] = {}
        lines = self.lines = column(self)
        self.live.space(lines, (18, 14, 12, 18), 12)
        self.title = label("title", wrap=True)
        self._head(lines, record)
        self._panel(lines, record)
        self._strip(lines)
        self.slot = column()
        lines.addLayout(self.slot)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.complete)
        self._rest.start(0)
        self.show_record()

    # Building

    def complete(self) -> None:
        """What stands lower down comes a moment later, so that one can walk through a long list."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if self.whole or record is None:
            return
        self.whole = True
        self._rest.stop()
        getattr(self, f"_fill_{record.table}")(self.lines, record)
        self.lines.addStretch(1)
        self.completed.emit()

    def _head(self, lines: QVBoxLayout, record: Record) -> None:
        top = row()
        top.addWidget(self.title, 1)
        ref = label("chip-ref")
        ref.setText(getattr(record, "ref", ""))
        top.addWidget(ref, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(top)
        chips = QWidget()
        line = Flow()
        chips.setLayout(line)
        self.live.space(line, (3, 0, 0, 0), 8)
        for name in CHOSEN[record.table]:
            box = ChoiceEditor(self.context, record, name, partial(_choices, record.table, name))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            self.live.tip(box, field_words(record.table, name))
            line.addWidget(box)
            self.others.append(box)
        if isinstance(record, Requirement):
            self.form = FormChoice(self.context, record)
            line.addWidget(self.form)
            self.others.append(self.form)
        lines.addWidget(chips)

    def _panel(self, lines: QVBoxLayout, record: Record) -> None:
        frame = QFrame()
        frame.setProperty("panel", True)
        inner = column(frame)
        self.live.space(inner, (12, 10, 12, 12), 10)
        for name in SAID[record.table]:
            inner.addWidget(self._said(record, name, lead=True))
        lines.addWidget(frame)

    def _said(self, record: Record, name: str, *, lead: bool = False) -> ClauseWords:
        words = ClauseWords(self.context, record, name, TALL.get(name, 2))
        if lead:
            words.lead()
        words.typed.connect(self.typed)
        words.pointed.connect(self.pointed)
        self.words.append(words)
        return words

    def _fill_need(self, lines: QVBoxLayout, record: Record) -> None:
        self._hang(lines, record, "criterion")
        self._hang(lines, record, "measure")

    def _fill_usecase(self, lines: QVBoxLayout, record: Record) -> None:
        pass

    def _fill_requirement(self, lines: QVBoxLayout, record: Record) -> None:
        lines.addWidget(self._said(record, "fit_criterion"))
        lines.addWidget(self._said(record, "rationale"))
        beside = Beside(self.context.theme, gap=12, least=170)
        for name in ("owner", "cpv"):
            box = TextEditor(self.context, record, name, field_words(record.table, name))
            beside.add(self._under(name, box))
            self.others.append(box)
        lines.addWidget(beside)
        more = Beside(self.context.theme, gap=12, least=170)
        for names in (("scope", "verification"), ("risk", "difficulty", "weight")):
            part = QWidget()
            inner = column(part)
            self.live.space(inner, (3, 3, 3, 3), 4)
            self.others += editors(self.context, self.live, record, inner, only=names)
            inner.addStretch(1)
            more.add(part)
        lines.addWidget(more)
        self._hang(lines, record, "criterion")
        self._hang(lines, record, "measure")

    def _under(self, name: str, box: QWidget) -> QWidget:
        part = QWidget()
        inner = column(part)
        self.live.space(inner, (3, 3, 3, 3), 4)
        said = label("label", buddy=box)
        self.live.text(said, field_words(self.table, name))
        inner.addWidget(said)
        inner.addWidget(box)
        return part

    def _hang(self, lines: QVBoxLayout, record: Record, kind: str) -> None:
        lines.addWidget(rule())
        part = Hanging(self.context, record.id, kind)
        part.typed.connect(self._typed_part)
        lines.addWidget(part)
        self.hanging[kind] = part
        self.others.append(part)

    def _strip(self, lines: QVBoxLayout) -> None:
        head = QWidget()
        line = Flow()
        head.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 12)
        name = label("head")
        self.live.text(name, Message("From voice to clause"))
        self.heard = label("small")
        self.why = button("link")
        self.live.text(self.why, Message("Print the “why” page"))
        self.why.clicked.connect(lambda: self.context.actions.run("print_why"))
        for part in (name, self.heard, self.why):
            line.addWidget(part)
        self.why.setVisible(self.table == "requirement")
        lines.addWidget(head)
        self.strip = VoiceStrip(self.context)
        self.strip.wanted.connect(self.wanted)
        lines.addWidget(self.strip)
        self.doubt = QWidget()
        row_ = row(self.doubt)
        said = label("warn", wrap=True)
        self.live.text(said, Message("What it rests on has changed. Look again."))
        self.hold = button()
        self.live.text(self.hold, Message("It still holds ({key})", key=self.context.actions.keys_of("confirm_links")))
        self.hold.clicked.connect(lambda: self.context.actions.run("confirm_links"))
        row_.addWidget(said, 1)
        row_.addWidget(self.hold)
        lines.addWidget(self.doubt)

    # Reading

    def show_record(self) -> None:
        """Show everything as it stands."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is None:
            return
        self.title.setText(self.context.speaker.say(short(record, 90)) or self.context.speaker.say(record.term()))
        for one in (*self.words, *self.others):
            one.show_record()
        self.show_strip()

    def show_strip(self) -> None:
        """The strip, and the sentence where a joint no longer holds."""
        from ui.clauses.confirm import suspect_around

        self.strip.show_record(self.record)
        self.live.text(self.heard, Message("Voices: {n}", n=self.strip.voices))
        self.doubt.setVisible(bool(suspect_around(self.context, self.record)))

    def draft(self) -> Any:
        """The record as it stands in the boxes now."""
        session = self.context.bridge.session
        record: Any = session.find(self.record) if session else None
        if record is None:
            return None
        return replace(record, **{one.field: one.said(record) for one in self.words})

    def ids(self) -> tuple[Id, ...]:
        """The record and what hangs on it."""
        return (self.record, *(one.id for part in self.hanging.values() for one in part.records()))

    def mark(self, found: Sequence[Finding]) -> None:
        """Waves under the words of what was found."""
        own = [one for one in found if one.place.record == self.record]
        for words in self.words:
            words.mark(own)
        for part in self.hanging.values():
            for one in part.editors:
                if isinstance(one, ClauseWords):
                    one.mark([each for each in found if each.place.record == one.record])

    def _typed_part(self, id: Id) -> None:
        session = self.context.bridge.session
        record: Any = session.find(id) if session else None
        part = next((one for one in self.hanging["criterion"].editors if one.record == id), None)
        if record is not None and part is not None:
            part.mark(self.watch.margin(replace(record, statement=part.said(record))))

    def keep(self) -> None:
        """Keep what is being typed."""
        for words in self.words:
            words.keep()
        for part in self.hanging.values():
            for one in part.editors:
                if isinstance(one, ClauseWords):
                    one.keep()

    def go_to(self, finding: Finding) -> bool:
        """Put the keys on the words of a finding, or on the field that it is about."""
        self.complete()
        for words in self._all_words():
            if words.record == finding.place.record and words.field == finding.place.field:
                words.box_of(finding).go_to(finding)
                return True
        for one in self.others:
            if getattr(one, "name", "") == finding.place.field and hasattr(one, "setFocus"):
                one.setFocus()
                return True
        part = self.hanging.get(finding.place.field)
        if part is not None:
            part.add.setFocus()
        return part is not None

    def go_to_side(self, id: Id, field: str, side: str) -> None:
        """Put the keys into one side of a text, of the record or of a part of it."""
        self.complete()
        for words in self._all_words():
            if words.record == id and words.field == field:
                box = next(box for _, box in words.sides if box.name.endswith(side))
                box.setFocus()

    def _all_words(self) -> list[ClauseWords]:
        hung = [one for part in self.hanging.values() for one in part.editors if isinstance(one, ClauseWords)]
        return [*self.words, *hung]

    def begin(self) -> None:
        """Put the keys into the first text."""
        side = 0 if self.context.speaker.language == "cy" else 1
        self.words[0].sides[side][1].setFocus()


def _choices(kind: str, name: str) -> list[tuple[str, Sayable]]:
    offers: list[tuple[str, Sayable]] = [(one, choice_words(kind, name, one)) for one in choices_of(kind, name)]
    return offers if columns(kind)[name].default else [("", Message("Not said")), *offers]


KINDS: tuple[type[Record], ...] = (Need, UseCase, Requirement)
