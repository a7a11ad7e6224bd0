"""One idea: what it answers, every field of it, and its pictures."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from hcd_studio.columns import title_of
from hcd_studio.records import Idea, Pain
from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.tie import ties
from ui.form import editors
from ui.parts import Live, button, clear, column, label, rule
from ui.pictures import Pictures


class IdeaPanel(QScrollArea):
    """Follows the idea that is chosen; what is being typed is kept before another one comes."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        whole.setProperty("ground", "sheet")
        self.setWidget(whole)
        self.live = Live(context, self)
        lines = column(whole)
        self.live.space(lines, (16, 12, 14, 14), 8)
        self.head = label("title", wrap=True)
        lines.addWidget(self.head)
        self.answers = label("muted", wrap=True)
        lines.addWidget(self.answers)
        self.tie = button()
        self.live.text(self.tie, Message("Tie to pain points …"))
        self.live.icon(self.tie, "link", size=16)
        self.tie.clicked.connect(lambda: context.actions.run("tie_idea"))
        lines.addWidget(self.tie)
        self.form = QWidget()
        self.form_lines = column(self.form)
        self.live.space(self.form_lines, (0, 0, 0, 0), 5)
        lines.addWidget(self.form)
        lines.addWidget(rule())
        self.pictures = Pictures(context)
        lines.addWidget(self.pictures)
        lines.addStretch(1)
        self.shown = ""
        self._editors: list[Any] = []
        self._form_of = ""

    def show_idea(self, id: str) -> None:
        """Another idea, or the same one as it stands now."""
        session = self.context.bridge.session
        idea = session.get(Idea, id) if session else None
        if id != self.shown:
            self.leave()
            self.shown = id
        for part in (self.answers, self.tie, self.form, self.pictures):
            part.setVisible(idea is not None)
        if session is None or idea is None:
            self.live.text(self.head, Message("No idea is chosen."))
            return
        self.live.text(self.head, Message("Idea {ref}", ref=idea.ref))
        say = self.context.speaker.say
        pains = [pain for id in ties(self.context, idea) if (pain := session.get(Pain, id)) is not None]
        listed = "\n".join(f"{one.ref}  {say(title_of(one))}" for one in pains)
        self.answers.setText(
            say(Message("It answers:")) + f"\n{listed}" if pains else say(Message("It answers no pain point yet."))
        )
        if self._form_of != idea.id:
            clear(self.form_lines)
            self._editors = editors(self.context, self.live, idea, self.form_lines)
            self._form_of = idea.id
        for editor in self._editors:
            editor.show_record()
        self.pictures.show_record(idea.id)

    def begin(self) -> None:
        """Put the keys into the form."""
        if self._editors:
            first = self._editors[0]
            (first.sides[0][1] if hasattr(first, "sides") else first).setFocus()

    def leave(self) -> None:
        """Keep what is being typed."""
        for editor in self._editors:
            for box in (one for _, one in editor.sides) if hasattr(editor, "sides") else (editor,):
                if hasattr(box, "keep") and box.hasFocus():
                    box.keep()
        self._editors, self._form_of = [], ""
        clear(self.form_lines)
