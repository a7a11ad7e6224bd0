"""The text that is chosen: both sides to write in, what stands elsewhere for the same words, and who checks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from exports.sections.saying import date_of
from hcd_studio.questions.welsh import STATE_WORDS, Pair
from hcd_studio.speech import Message
from ui.context import Context
from ui.fields import WordsEditor
from ui.flow import Flow
from ui.pages.translation_model import TranslationModel
from ui.parts import EMPTY, Live, Scroll, button, clear, column, label


class TranslationPanel(QWidget):
    """Shows one text at a time."""

    check_wanted = Signal()
    again_wanted = Signal()
    offer_wanted = Signal()

    def __init__(self, context: Context, model: TranslationModel):
        super().__init__()
        self.context, self.model = context, model
        self.live = Live(context, self)
        self.editor: WordsEditor | None = None
        inside = QWidget()
        self.below = Scroll(inside)
        column(self).addWidget(self.below)
        lines = column(inside)
        self.live.space(lines, (2, 2, 8, 2), 8)
        self.place, self.standing = label("head", wrap=True), label("small", wrap=True)
        lines.addWidget(self.place)
        lines.addWidget(self.standing)
        self.room = column()
        lines.addLayout(self.room)
        self.offer = button("row")
        self.offer.clicked.connect(self.offer_wanted)
        lines.addWidget(self.offer)
        self.who = QLineEdit(context.settings.checker)
        said = label("label", buddy=self.who)
        self.live.text(said, Message("Who checks"))
        self.live.name(self.who, Message("Who checks"))
        self.who.editingFinished.connect(self.keep_who)
        lines.addWidget(said)
        lines.addWidget(self.who)
        acts = self._acts()
        lines.addWidget(acts)
        self.empty = label("muted", wrap=True)
        lines.addWidget(self.empty)
        lines.addStretch(1)
        self.inside = (self.standing, said, self.who, acts)

    def _acts(self) -> QWidget:
        acts, line = QWidget(), Flow()
        acts.setLayout(line)
        self.live.space(line, (0, 4, 0, 0), 8)
        self.check_button, self.again_button = button("primary"), button()
        for one, words, wanted in (
            (self.check_button, Message("Checked"), self.check_wanted),
            (self.again_button, Message("Still to be checked"), self.again_wanted),
        ):
            self.live.text(one, words)
            one.clicked.connect(wanted)
            line.addWidget(one)
        self.live.tip(self.check_button, Message("Ctrl+. marks as checked and goes on"))
        return acts

    def show_pair(self, pair: Pair | None) -> None:
        """Show a text, or that there is none."""
        for part in self.inside:
            part.setVisible(pair is not None)
        self.empty.setVisible(pair is None)
        if pair is None:
            self._drop_editor()
            self.offer.hide()
            self.live.text(self.place, EMPTY)
            nothing = Message("Nothing here is left to do.") if self.model.all else Message("There are no texts yet.")
            self.live.text(self.empty, nothing)
            return
        self.live.text(self.place, self.model.where(pair))
        self.live.text(self.standing, _standing(pair))
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

    def write(self, side: int) -> None:
        """Put the keys into the Welsh (0) or the English (1)."""
        if self.editor is not None:
            self.editor.sides[side][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_typed(self) -> None:
        """Keep what is being typed."""
        if self.editor is not None:
            for _, box in self.editor.sides:
                box.keep()
        if self.who.text().strip() != self.context.settings.checker:
            self.keep_who()

    def keep_who(self) -> None:
        """Remember who checks on this machine."""
        self.context.settings.checker = self.who.text().strip()
        self.context.settings.save()


def _standing(pair: Pair) -> Message:
    size = Message("{n} word", plural="{n} words", count=pair.count, n=pair.count)
    words = Message("{state} · {counted}", state=Message(STATE_WORDS[pair.state]), counted=size)
    if pair.who:
        return Message("{what} · checked by {who}, {day}", what=words, who=pair.who, day=date_of(pair.day))
    return words
