"""Beside the table: one supplier's answer to one requirement, what evaluators gave, and the score they agree on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QScrollArea, QToolButton, QWidget

from hcd_studio.questions.responses import Said
from hcd_studio.records import Requirement, Supplier
from hcd_studio.speech import Message, Sayable, number
from hcd_studio.words import choice_words, field_words
from ui.context import Context
from ui.fields import SIDES, TextBox
from ui.flow import Flow
from ui.pages.responses_model import SIGNS, claim_words
from ui.parts import Literal, Live, button, column, label, rule, tool

SCORES = (0, 1, 2, 3, 4, 5)
SHOWN = ("how", "evidence", "mitigation", "due")


class Scale(QWidget):
    """The six scores, of which one may be chosen."""

    def __init__(self, live: Live, words: Sayable):
        super().__init__()
        line = Flow()
        self.setLayout(line)
        live.space(line, (0, 0, 0, 0), 4)
        live.name(self, words)
        self.buttons: dict[int, QToolButton] = {}
        self._group = QButtonGroup(self)
        for score in SCORES:
            one = tool("chip", checkable=True)
            one.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            one.setText(str(score))
            live.name(one, Message("{what}: {score}", what=words, score=Literal(str(score))))
            self._group.addButton(one, score)
            self.buttons[score] = one
            line.addWidget(one)

    @property
    def score(self) -> int | None:
        """The chosen score."""
        found = self._group.checkedId()
        return found if found >= 0 else None

    def choose(self, score: float | None) -> None:
        """Choose a score, or none."""
        self._group.setExclusive(False)
        for value, one in self.buttons.items():
            one.setChecked(score is not None and value == score)
        self._group.setExclusive(True)


class ResponsesPanel(QScrollArea):
    """Shows one cell, and asks the page to keep a score or an agreed one."""

    scored = Signal(str, int, str)
    agreed = Signal(int, str, str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        whole.setProperty("ground", "sheet")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(whole)
        self.live = live = Live(context, self)
        self.lines = column(whole)
        live.space(self.lines, (16, 12, 14, 14), 6)
        self._answer()
        self.lines.addWidget(rule())
        self._evaluation()
        self.lines.addWidget(rule())
        self._agreement()
        self.lines.addStretch(1)

    def _answer(self) -> None:
        self.where, self.statement = label("small", wrap=True), label("head", wrap=True)
        self.who, self.claim = label("strong", wrap=True), label("row", wrap=True)
        for one in (self.where, self.statement, self.who, self.claim):
            self.lines.addWidget(one)
        self.texts: dict[str, tuple[QLabel, QLabel]] = {}
        for name in SHOWN:
            head, text = label("label"), label(wrap=True)
            self.live.text(head, field_words("response", name))
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.lines.addWidget(head)
            self.lines.addWidget(text)
            self.texts[name] = head, text

    def _head(self, words: Sayable) -> None:
        made = label("head")
        self.live.text(made, words)
        self.lines.addWidget(made)

    def _named(self, words: Sayable, field: QWidget) -> None:
        said = label("label", buddy=field)
        self.live.text(said, words)
        self.live.name(field, words)
        self.lines.addWidget(said)
        self.lines.addWidget(field)

    def _evaluation(self) -> None:
        self._head(Message("Evaluators’ scores"))
        self.given = label(wrap=True)
        self.lines.addWidget(self.given)
        self.evaluator = QLineEdit()
        self._named(Message("Who scores"), self.evaluator)
        self.score = Scale(self.live, Message("Score"))
        self.lines.addWidget(self.score)
        self.reason = TextBox(2)
        self._named(field_words("evaluation", "reason"), self.reason)
        self.keep = button()
        self.live.text(self.keep, Message("Keep the score"))
        self.keep.clicked.connect(self._keep)
        self.lines.addWidget(self.keep)

    def _agreement(self) -> None:
        self._head(field_words("response", "moderated"))
        self.now = label(wrap=True)
        self.lines.addWidget(self.now)
        self.agreed_score = Scale(self.live, field_words("response", "moderated"))
        self.lines.addWidget(self.agreed_score)
        self.reasons: dict[str, TextBox] = {}
        for side, tongue in SIDES:
            box = TextBox(2)
            words = Message(
                "{field}, {language}", field=field_words("response", "moderated_reason"), language=Literal(tongue)
            )
            self._named(words, box)
            self.reasons[side] = box
        self.agree = button("primary")
        self.live.text(self.agree, Message("Agree the score"))
        self.agree.clicked.connect(self._agree)
        self.lines.addWidget(self.agree)
        self.note = label("muted", wrap=True)
        self.live.text(self.note, Message("What a supplier claims is never a score."))
        self.lines.addWidget(self.note)

    # Showing

    def show_cell(self, requirement: Requirement | None, supplier: Supplier | None, said: Said) -> None:
        """One answer, and everything that was said of it."""
        say = self.context.speaker.say
        there = said.response is not None
        priority = (
            choice_words("requirement", "moscow", requirement.moscow) if requirement and requirement.moscow else ""
        )
        where = (requirement.ref if requirement else "", say(priority) if priority else "")
        self.where.setText(" · ".join(part for part in where if part))
        self.statement.setText(say(requirement.statement) if requirement else "")
        self.who.setText(supplier.name if supplier else "")
        self.claim.setText(f"{SIGNS[said.claim]} {say(claim_words(said.claim))}" if supplier else "")
        for name, (head, text) in self.texts.items():
            words = getattr(said.response, name) if said.response else ""
            text.setText(words)
            head.setVisible(bool(words))
            text.setVisible(bool(words))
        self.given.setText(self._scores(said))
        self.now.setVisible(said.moderated is not None)
        self.now.setText("" if said.moderated is None else number(said.moderated, places=1))
        self.score.choose(None)
        self.reason.setPlainText("")
        self.agreed_score.choose(said.moderated)
        for side, box in self.reasons.items():
            box.setPlainText(getattr(said.response.moderated_reason, side) if said.response else "")
        scoring: tuple[QWidget, ...] = (self.evaluator, self.score, self.reason, self.keep)
        for one in scoring:
            one.setEnabled(there)
        for one in (self.agreed_score, *self.reasons.values(), self.agree):
            one.setEnabled(there and bool(said.evaluations))
        self.setEnabled(requirement is not None and supplier is not None)

    def _scores(self, said: Said) -> str:
        say = self.context.speaker.say
        if not said.evaluations:
            return say(Message("Nobody has scored this answer yet."))
        lines = [f"{one.evaluator}: {one.score or 0:g}. {one.reason}" for one in said.evaluations]
        if said.apart >= 2:
            lines.append(say(Message("The evaluators are {n} apart.", n=said.apart)))
        return "\n".join(lines)

    # What is asked for

    def begin_score(self, score: int | None = None) -> None:
        """Put the keys where a score is written: on the name where it is not known, else on the score or its reason."""
        if score is not None:
            self.score.choose(score)
        if not self.evaluator.text().strip():
            self.evaluator.setFocus()
        elif self.score.score is None:
            self.score.buttons[SCORES[0]].setFocus()
        else:
            self.reason.setFocus()

    def begin_agreed(self) -> None:
        """Put the keys on the agreed score."""
        self.agreed_score.buttons[self.agreed_score.score or 0].setFocus()

    def _keep(self) -> None:
        score = self.score.score
        if score is None:
            self.context.bridge.tell(Message("Choose a score from 0 to 5 first."))
            self.score.buttons[SCORES[0]].setFocus()
            return
        self.scored.emit(self.evaluator.text().strip(), score, self.reason.toPlainText().strip())

    def _agree(self) -> None:
        score = self.agreed_score.score
        if score is None:
            self.context.bridge.tell(Message("Choose a score from 0 to 5 first."))
            self.begin_agreed()
            return
        self.agreed.emit(score, *(self.reasons[side].toPlainText().strip() for side in ("cy", "en")))
