"""How might we: ideas tied to pain points and steps, with pictures; effort, impact and priority stand apart from the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.ranking import NONE, tallies
from hcd_studio.records import Attachment, Idea, Pain, Step
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words, field_words
from ui.access import announce
from ui.board.sayings import ordered_steps
from ui.context import Context
from ui.dialogs.tie import TieDialog, ties
from ui.pages.ideas_matrix import Matrix
from ui.pages.ideas_panel import IdeaPanel
from ui.parts import Live, column, label
from ui.scores import DIGITS, Column, ScoreModel, ScoreTable
from ui.tools import Tools
from ui.with_panel import WithPanel

if TYPE_CHECKING:
    from ui.window import Window

MODES = (
    ("list", Message("Ideas"), "lightbulb"), ("scores", Message("Officer"), "user-circle"),
    ("matrix", Message("Matrix"), "kanban"),
)  # fmt: skip
PRIORITIES = {"M": "must", "S": "should", "C": "could", "W": "wont"}
KINDS = {"idea", "pain", "link", "step", "stage", "attachment", "vote", "ballot"}
PANEL = 340


class IdeasPage(QWidget):
    """A line to write in, the ideas, and the one that is chosen."""

    def __init__(self, context: Context, window: Window):
        super().__init__()
        self.context, self.window_ = context, window
        self.mode = "list"
        self.live = Live(context, self)
        main = QWidget()
        lines = column(main)
        self.live.space(lines, (14, 10, 14, 8), 8)
        self.field = QLineEdit()
        self.field.setProperty("kind", "capture")
        self.live.say(self.field, "placeholder", self.field.setPlaceholderText, Message("How might we …"))
        self.live.name(self.field, Message("A new idea"))
        self.field.returnPressed.connect(self.keep)
        lines.addWidget(self.field)
        self.about = label("muted", wrap=True)
        lines.addWidget(self.about)
        self.model = ScoreModel(context, lambda idea: idea.id)
        self.table = ScoreTable(
            context, self.model, Message("Ideas"),
            Message("Arrows go from cell to cell; 1 to 5 score, M, S, C and W set the priority."),
        )  # fmt: skip
        self.matrix = Matrix(context)
        self.views = QStackedWidget()
        self.views.setMinimumSize(1, 1)
        for view in (self.table, self.matrix):
            self.views.addWidget(view)
        lines.addWidget(self.views, 1)
        self.panel = IdeaPanel(context)
        main.setFocusProxy(self.table)
        self.both = WithPanel(context, main, self.panel, PANEL)
        column(self).addWidget(self.both)
        self.tools = Tools(context)
        self.switch = self.tools.switch(Message("Ideas, scores or matrix"))
        self.switch.show_offers(MODES, self.mode)
        self.switch.chosen.connect(self.show_mode)
        self.table.moved.connect(self._follow)
        self.table.entered.connect(lambda _: self.open_form())
        self.matrix.chosen.connect(self.panel.show_idea)
        context.bridge.opened.connect(self.read)
        context.bridge.changed.connect(self._hear)
        context.speaker.changed.connect(self.read)
        self.read()

    # Reading

    def heading(self) -> tuple[Sayable, Sayable]:
        """What the header says of the page."""
        session = self.context.bridge.session
        ideas = session.all(Idea) if session else ()
        tied = sum(bool(ties(self.context, one)) for one in ideas)
        about = Message("Ideas: {n}. Tied to a pain point: {tied}.", n=len(ideas), tied=tied)
        return Message("How might we …"), about

    def begin(self) -> None:
        """Put the keys where the next idea is written, or on those that are there."""
        self.read()
        (self.field if not self.model.rows else self._view()).setFocus()

    def _view(self) -> QWidget:
        return self.matrix if self.mode == "matrix" else self.table

    def read(self) -> None:
        """Read the session anew."""
        session = self.context.bridge.session
        chosen = self.chosen()
        if session is None:
            self.model.show_rows((), ())
            return
        ideas = session.all(Idea)
        self.model.show_rows(self._columns(), ideas)
        self.table.choose(chosen)
        if not self.table.currentIndex().isValid() and ideas:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.resizeRowsToContents()
        self.matrix.show_ideas(ideas, self.table.current)
        words = Message("No ideas yet. Write one above and press Enter.")
        if ideas:
            words = Message("Enter keeps an idea; it is tied to the pain point or the step that is chosen elsewhere.")
        for part in (self.field, self.about):  # the square needs the room where letters are large
            part.setVisible(self.mode != "matrix" or not self.both.cramped())
        if self.mode != "list":
            words = Message("The officer’s own: effort, impact and priority, apart from what the room gave.")
        self.about.setText(self.context.speaker.say(words))
        self.panel.show_idea(self.chosen())

    def chosen(self) -> Id:
        """The idea chosen."""
        return self.matrix.current if self.mode == "matrix" and self.matrix.current else self.table.current

    def pictured(self) -> Id:
        """What a picture would belong to."""
        return self.chosen()

    def _columns(self) -> list[Column]:
        session = self.context.bridge.session
        assert session is not None
        snapshot = now(session)
        numbers = {step.id: at for at, step in enumerate(ordered_steps(session), start=1)}
        votes = tallies(snapshot)
        shown: dict[Id, int] = {}
        for one in session.all(Attachment):
            shown[one.parent] = shown.get(one.parent, 0) + 1

        def answers(idea: Idea) -> str:
            found = (session.get(Pain, id) for id in ties(self.context, idea))
            return ", ".join(pain.ref for pain in found if pain is not None) or "–"

        first = [
            Column(field_words("idea", "ref"), lambda one: one.ref),
            Column(Message("Idea"), lambda one: title_of(one) or Message("without a title"), wide=True),
        ]
        if self.mode == "list":
            return [
                *first,
                Column(Message("Answers"), answers),
                Column(Message("Step"), lambda one: str(numbers.get(one.step, "–"))),
                Column(Message("Dots"), lambda one: str(votes.get(one.id, NONE).dots or "–")),
                Column(Message("Pictures"), lambda one: str(shown.get(one.id, 0) or "–")),
            ]

        def amount(name: str) -> Column:
            return Column(
                field_words("idea", name), lambda one: str(getattr(one, name) or "–"), name, DIGITS,
                tip=Message("1 to 5, by that key"),
            )  # fmt: skip

        priority = Column(
            field_words("idea", "moscow"),
            lambda one: choice_words("idea", "moscow", one.moscow) if one.moscow else "–", "moscow", PRIORITIES,
            tip=Message("M must, S should, C could, W will not"),
        )  # fmt: skip
        return [*first, amount("effort"), amount("impact"), priority]

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & KINDS:
            self.read()

    def _follow(self, id: Id) -> None:
        if self.mode != "matrix":
            self.matrix.current = id
            self.panel.show_idea(id)

    # What actions call

    def write(self) -> None:
        """Write another idea."""
        if self.both.turned:
            self.both.toggle()
        self.field.setFocus()

    def keep(self) -> None:
        """Keep what was written: an idea for the step where one stands and the pain point that is chosen."""
        text, session = self.field.text().strip(), self.context.bridge.session
        if not text or session is None:
            return
        selection = self.context.selection
        pain = session.get(Pain, selection.current)
        step = session.get(Step, selection.place[0]) or (session.get(Step, pain.step) if pain else None)
        words = Words(cy=text) if self.context.speaker.language == "cy" else Words(en=text)
        made = self.context.bridge.do("add_idea", words, step=step, pains=(pain,) if pain else ())
        if isinstance(made, Idea):
            self.field.clear()
            self.table.choose(made.id)
            self.matrix.show_ideas(session.all(Idea), made.id)
            self.panel.show_idea(made.id)

    def _idea(self) -> Idea | None:
        session = self.context.bridge.session
        found = session.get(Idea, self.chosen()) if session else None
        if found is None:
            self.context.bridge.tell(Message("Choose an idea first."))
        return found

    def tie(self) -> None:
        """Say which pain points the idea answers."""
        idea = self._idea()
        if idea is not None:
            TieDialog(self.context, self.window(), idea).open()

    def open_form(self) -> None:
        """Put the keys into the form of the idea."""
        if self._idea() is not None:
            if not self.both.shown:
                self.both.toggle()
            QTimer.singleShot(0, self, self.panel.begin)

    def remove(self) -> None:
        """The idea goes; what it answers stays."""
        idea = self._idea()
        if idea is not None:
            self.context.bridge.do("remove_record", idea)

    def show_mode(self, mode: str) -> None:
        """The list, the scores or the matrix."""
        chosen = self.chosen()
        self.mode = mode
        self.switch.show_value(mode)
        self.views.setCurrentWidget(self._view())
        self.matrix.current = chosen
        self.read()
        self.table.choose(chosen)
        self.context.actions.refresh()
        if self.both.turned:
            self.both.toggle()
        self._view().setFocus()
        announce(self, self.context.speaker.say(next(words for name, words, _ in MODES if name == mode)))

    def show_list(self) -> None:
        """The list."""
        self.show_mode("list")

    def show_scores(self) -> None:
        """Effort, impact and priority."""
        self.show_mode("scores")

    def show_matrix(self) -> None:
        """Impact against effort."""
        self.show_mode("matrix")

    @property
    def listing(self) -> bool:
        """Whether the list is shown."""
        return self.mode == "list"

    @property
    def scoring(self) -> bool:
        """Whether the scores are shown."""
        return self.mode == "scores"

    @property
    def placing(self) -> bool:
        """Whether the matrix is shown."""
        return self.mode == "matrix"


def make(context: Context, window: Window) -> IdeasPage:
    """The page of ideas."""
    page = IdeasPage(context, window)
    context.actions.serve("ideas", page)
    return page
