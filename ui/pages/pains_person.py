"""One person at a time: their options in an order of their own, what they gave, and how much they have left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.voting import order_for
from hcd_studio.speech import Message
from ui.context import Context
from ui.pages.pains_votes import VotesGrid, VotesModel
from ui.parts import Live, button, column, label, row


class Options(QListWidget):
    """The options; its keys are those of the grid, and Space or Enter on one gives a dot."""

    wanted = Signal(str)

    def __init__(self, grid: VotesGrid):
        super().__init__()
        self.grid = grid
        self.setWordWrap(True)
        self.setProperty("plain", "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            self.wanted.emit(str(item.data(Qt.ItemDataRole.UserRole)))
        elif not self.grid.take(event):
            super().keyPressEvent(event)


class PersonPanel(QWidget):
    """Follows the row of the grid."""

    def __init__(self, context: Context, model: VotesModel, grid: VotesGrid):
        super().__init__()
        self.context, self.model, self.grid = context, model, grid
        self.setProperty("ground", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = live = Live(context, self)
        lines = column(self)
        live.space(lines, (16, 12, 14, 12), 8)
        self.who, self.left = label("title", wrap=True), label("strong", wrap=True)
        self.how = label("muted", wrap=True)
        for part in (self.who, self.left, self.how):
            lines.addWidget(part)
        self.options = Options(grid)
        live.name(self.options, Message("Options of this person"))
        lines.addWidget(self.options, 1)
        line = row()
        self.back, self.next = button(), button("primary")
        live.text(self.back, Message("Take back"))
        live.icon(self.back, "arrow-counter-clockwise", size=16)
        live.text(self.next, Message("Next person"))
        self.back.clicked.connect(grid.taken)
        self.next.clicked.connect(grid.go_on)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.next)
        lines.addLayout(line)
        self.setFocusProxy(self.options)

    def show_person(self, person: Id) -> None:
        """Their code, what is left, and the options in their order."""
        say, model = self.context.speaker.say, self.model
        who = next((one for one in model.people if one.id == person), None)
        if who is None or model.ballot is None:
            self.live.text(self.who, Message("Nobody chosen"))
            for part in (self.left, self.how):
                part.clear()
            self.options.clear()
            return
        open_ = model.ballot.status == "open"
        self.live.text(
            self.who, Message("{code} votes", code=who.code) if open_ else Message("{code} voted", code=who.code)
        )
        dots, concerns = model.left(person), model.left(person, "concern")
        words = Message(
            "Dots left: {dots} of {all}.", dots=dots if dots is not None else "∞", all=model.ballot.dots or 0
        )
        more = Message("Concerns left: {n} of {all}.", n=concerns or 0, all=model.ballot.concerns or 0)
        self.left.setText(f"{say(words)} {say(more)}")
        self.how.setText(
            say(Message("A letter gives a dot, Shift and the letter a concern, Backspace takes back, Enter goes on."))
            if open_
            else say(Message("The round is closed. Open it again to change a vote."))
        )
        chosen = self.options.currentRow()
        self.options.clear()
        for option in order_for(model.ballot, person, model.options):
            given = model.given(person, option.record.id)
            against = model.given(person, option.record.id, "concern")
            parts = [f"{option.letter}  {say(title_of(option.record))}"]
            if given:
                parts.append(say(Message("dots: {n}", n=given)))
            if against:
                parts.append(say(Message("concerns: {n}", n=against)))
            item = QListWidgetItem("  ·  ".join(parts))
            font = item.font()
            font.setBold(bool(given or against))
            item.setFont(font)
            item.setData(Qt.ItemDataRole.UserRole, option.letter)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                say(
                    Message(
                        "{letter} {title}: dots {dots}, concerns {concerns}",
                        letter=option.letter, title=title_of(option.record), dots=given, concerns=against,
                    )
                ),
            )  # fmt: skip
            self.options.addItem(item)
        self.options.setCurrentRow(max(0, min(chosen, self.options.count() - 1)))
