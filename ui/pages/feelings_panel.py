"""Beside the grid: the rating in words, the feeling's word and because, the low points with their actions, the split."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QScrollArea, QToolButton, QWidget

from hcd_studio.layout.curve import split_words
from hcd_studio.questions.feelings import low_points, signed
from hcd_studio.records import Action, Feeling, Participant, RoomTable, Step
from hcd_studio.speech import Message
from hcd_studio.words import FEELING_WORDS, RATING_WORDS
from ui.context import Context
from ui.flow import Flow
from ui.pages.feelings_model import FeelingsModel, signed_rating
from ui.parts import EMPTY, Literal, Live, button, clear, column, label, row, rule, tool

RATINGS = (-2, -1, 0, 1, 2)


class Because(QPlainTextEdit):
    """Why somebody feels so: kept when it is left, Esc gives up."""

    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._shown = ""

    def show_text(self, text: str) -> None:
        """Show what stands, unless somebody is typing."""
        self._shown = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def keep(self) -> None:
        """Keep what was typed, where it differs from what stands."""
        text = self.toPlainText().strip()
        if text != self._shown:
            self._shown = text
            self.left.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._shown)
            self.clearFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.keep()
            self.clearFocus()
        else:
            super().keyPressEvent(event)


class FeelingsPanel(QScrollArea):
    """Shows one cell and asks the page to change it."""

    rated = Signal(int)
    worded = Signal(str)
    reasoned = Signal(str)
    act_wanted = Signal(str)
    back = Signal()

    def __init__(self, context: Context, model: FeelingsModel):
        super().__init__()
        self.context, self.model = context, model
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        whole.setProperty("ground", "sheet")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(whole)
        self.live = live = Live(context, self)
        lines = column(whole)
        live.space(lines, (16, 12, 14, 14), 8)
        head = row()
        self.where, self.table = label("strong"), label("small")
        head.addWidget(self.where)
        head.addStretch(1)
        head.addWidget(self.table)
        lines.addLayout(head)
        self.title = label("title", wrap=True)
        lines.addWidget(self.title)
        lines.addWidget(self._rating_row())
        lines.addSpacing(6)
        lines.addWidget(self._said(Message("Word")))
        lines.addWidget(self._word_box())
        lines.addSpacing(6)
        self.because = Because()
        lines.addWidget(self._said(Message("Because"), self.because))
        live.name(self.because, Message("Because"))
        live.dress(self.because, "height", lambda: self.because.setFixedHeight(context.theme.scaled(60)))
        self.because.left.connect(self.reasoned)
        lines.addWidget(self.because)
        lines.addWidget(rule())
        heading = label("head")
        live.text(heading, Message("Low points"))
        lines.addWidget(heading)
        self.lows = column()
        live.space(self.lows, (0, 0, 0, 0), 6)
        lines.addLayout(self.lows)
        self.split = label("split", wrap=True)
        lines.addWidget(self.split)
        lines.addStretch(1)

    def _said(self, words: Message, buddy: QWidget | None = None) -> QWidget:
        made = label("label", buddy=buddy)
        self.live.text(made, words)
        return made

    def _rating_row(self) -> QWidget:
        box, line = QWidget(), Flow()
        box.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 4)
        self.ratings: dict[int, QToolButton] = {}
        group = QButtonGroup(self)
        for at, value in enumerate(RATINGS, start=1):
            one = tool("rating", checkable=True)
            one.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            words = Message("{value} {word}", value=Literal(signed_rating(value)), word=Message(RATING_WORDS[value]))
            self.live.say(one, "text", partial(_on_two_lines, one), words)
            self.live.name(one, words)
            self.live.tip(one, Message("Key {key}", key=Literal(str(at))))
            one.clicked.connect(lambda _=False, value=value: self.rated.emit(value))
            group.addButton(one)
            self.ratings[value] = one
            line.addWidget(one)
        group.setExclusive(False)
        return box

    def _word_box(self) -> QWidget:
        box = QWidget()
        line = Flow()
        box.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 6)
        self.words: dict[str, QToolButton] = {}
        for word, words in FEELING_WORDS.items():
            one = tool("chip", checkable=True)
            one.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            both = f"{Message(words).say('en')} · {Message(words).say('cy')}"
            one.setText(both)
            one.setAccessibleName(both)
            one.clicked.connect(lambda on, word=word: self.worded.emit(word if on else ""))
            self.words[word] = one
            line.addWidget(one)
        return box

    # Showing

    def show_cell(self, person: Participant | None, number: int, step: Step | None, feeling: Feeling | None) -> None:
        """What is known of one person at one step."""
        session = self.context.bridge.session
        there = person is not None and step is not None and session is not None
        writable = there and session is not None and not session.store.read_only
        for part in (*self.ratings.values(), *self.words.values(), self.because):
            part.setEnabled(bool(writable))
        if person is None or step is None or session is None:
            self.live.text(self.where, Message("Nobody chosen"))
            self.live.text(self.title, EMPTY)
            self.live.text(self.table, EMPTY)
            return
        table = session.get(RoomTable, person.room_table)
        self.live.text(self.where, Message("{code}, step {n}", code=person.code, n=number))
        self.live.text(self.table, Message("table {name}", name=table.name) if table else EMPTY)
        self.live.text(self.title, step.title)
        for value, one in self.ratings.items():
            one.setChecked(feeling is not None and feeling.value == value)
        for word, one in self.words.items():
            one.setChecked(feeling is not None and feeling.word == word)
            one.setEnabled(bool(writable) and feeling is not None)
        self.because.setEnabled(bool(writable) and feeling is not None)
        self.because.show_text(feeling.because if feeling else "")

    def show_lows(self) -> None:
        """The steps that hurt, the worst first, each with the action that follows from it or a button to add one."""
        clear(self.lows)
        session = self.context.bridge.session
        if session is None:
            return
        numbers = {step.id: at for at, step in enumerate(self.model.steps, start=1)}
        found = [id for id in low_points(self.model.means) if id in numbers]
        if not found:
            nothing = label("muted", wrap=True)
            nothing.setText(self.context.speaker.say(Message("No step is at −1.0 or below.")))
            self.lows.addWidget(nothing)
        for id in found:
            self._low(numbers[id], self.model.steps[numbers[id] - 1], signed(self.model.means[id].mean or 0))
        self._show_split(numbers)

    def _low(self, number: int, step: Step, mean: str) -> None:
        session = self.context.bridge.session
        say = self.context.speaker.say
        line = row()
        line.setSpacing(self.context.theme.scaled(8))
        picture = label()
        picture.setPixmap(low_mark(self.context, self.devicePixelRatioF()))
        figure, words = label("strong"), label(wrap=True)
        figure.setText(mean)
        words.setText(f"{number} {say(step.title)}")
        line.addWidget(picture)
        line.addWidget(figure)
        texts = column()
        texts.setSpacing(0)
        texts.addWidget(words)
        known = [one for one in session.all(Action) if one.step == step.id and one.status == "open"] if session else []
        for one in known:
            done = label("good", wrap=True)
            by = say(Message("by {day}", day=one.due)) if one.due else ""
            done.setText(", ".join(part for part in (f"{say(one.title)}", one.who, by) if part))
            texts.addWidget(done)
        line.addLayout(texts, 1)
        if not known:
            add = button()
            add.setText(say(Message("Add action")))
            add.setAccessibleName(say(Message("Add action for step {n} {title}", n=number, title=step.title)))
            add.clicked.connect(partial(self.act_wanted.emit, step.id))
            line.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        self.lows.addLayout(line)
        self.lows.addWidget(rule())

    def _show_split(self, numbers: dict[str, int]) -> None:
        splits = [(numbers[id], one.split) for id, one in self.model.means.items() if id in numbers and one.split]
        say = self.context.speaker.say
        words = [
            say(Message("Step {n} splits the room. {split}.", n=at, split=split_words(split)))
            for at, split in sorted(splits, key=lambda one: one[0])
        ]
        self.split.setText("\n".join(words))
        self.split.setVisible(bool(words))


def low_mark(context: Context, ratio: float) -> QPixmap:
    """The red triangle that means a low point, as on the curve."""
    side = context.theme.scaled(16)
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(context.theme.colour("low"))
    painter.drawPolygon(
        QPolygonF([QPointF(1, side * 0.2), QPointF(side - 1, side * 0.2), QPointF(side / 2, side * 0.85)])
    )
    painter.end()
    return pixmap


def _on_two_lines(target: QToolButton, text: str) -> None:
    """The figure above, its word below."""
    target.setText(text.replace(" ", "\n", 1))
