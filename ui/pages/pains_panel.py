"""Beside wall and ranking: the theme with its pain points, one pain point as a form, and what the room gave so far."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.ranking import Ranking, ranking
from hcd_studio.questions.trail import pains_of
from hcd_studio.records import Ballot, Pain, ParticipantGroup, Theme
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context
from ui.form import editors
from ui.pages.pains_rank import score_of, split_words
from ui.parts import FaceButton, Live, button, clear, column, label, rule

MOST = 10
"""So many rows of the ranking fit beside the wall."""


class PainsPanel(QScrollArea):
    """Shows a theme and its pain points, or one pain point with every field."""

    wanted = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(QScrollArea().horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        whole = QWidget()
        whole.setProperty("ground", "sheet")
        self.setWidget(whole)
        self.live = Live(context, self)
        lines = column(whole)
        self.live.space(lines, (16, 12, 14, 14), 10)
        self.head = label("title", wrap=True)
        lines.addWidget(self.head)
        self.list, self.form, self.rank = QWidget(), QWidget(), QWidget()
        self.list_lines, self.form_lines, self.rank_lines = column(self.list), column(self.form), column(self.rank)
        for lay, gap in ((self.list_lines, 4), (self.form_lines, 5), (self.rank_lines, 6)):
            self.live.space(lay, (0, 0, 0, 0), gap)
        for part in (self.list, self.form, self.rank):
            lines.addWidget(part)
        lines.addStretch(1)
        self.theme_: Id = ""
        self.notes: tuple[Id, ...] = ()
        self.pain: Id = ""
        self._editors: list[Any] = []
        self._form_of: Id = ""

    def show_place(self, theme: Id, notes: tuple[Id, ...]) -> None:
        """Follow the wall: the theme where one stands, and the notes that are chosen."""
        if (theme, notes) != (self.theme_, self.notes):
            self.theme_, self.notes = theme, notes
            self._leave()
            self.pain = ""
        self.read()

    def show_pain(self, pain: Id) -> None:
        """One pain point, with every field; nothing shows the list again."""
        if pain != self.pain:
            self._leave()
            self.pain = pain
        self.read()

    def read(self) -> None:
        """Read the session anew."""
        session = self.context.bridge.session
        pain = session.get(Pain, self.pain) if session else None
        self.list.setVisible(pain is None)
        self.rank.setVisible(pain is None)
        self.form.setVisible(pain is not None)
        if session is None:
            return
        if pain is not None:
            self._show_form(pain)
            return
        theme = session.get(Theme, self.theme_)
        other = session.find(self.theme_) if theme is None else None
        title = title_of(other) if other is not None else Message("Not grouped")
        self.live.text(self.head, (theme.title or Message("Theme without a name")) if theme else title)
        self._show_list(theme)
        self._show_ranking()

    # The pain points of a theme

    def _show_list(self, theme: Theme | None) -> None:
        session, say = self.context.bridge.session, self.context.speaker.say
        clear(self.list_lines)
        if session is None:
            return
        known = {one.id: one for one in session.all(Pain) if theme is not None and one.theme == theme.id}
        for note in self.notes:
            known |= {one.id: one for one in pains_of(now(session), note)}
        head = label("label")
        head.setText(say(Message("Pain points: {n}", n=len(known))))
        self.list_lines.addWidget(head)
        for one in known.values():
            line = FaceButton("row")
            texts = column(line)
            self.live.space(texts, (4, 6, 4, 6), 2)
            score, name, more = score_of(one), label("strong", wrap=True), label("small", wrap=True)
            name.setText(say(title_of(one) or Message("without a title")))
            figures = f"{one.severity} × {one.frequency} × {one.reach} = {score}" if score is not None else ""
            more.setText("   ".join(part for part in (one.ref, figures) if part))
            for part in (name, more):
                texts.addWidget(part)
            line.setAccessibleName(f"{name.text()}, {more.text()}")
            line.clicked.connect(partial(self._want, one.id))
            self.list_lines.addWidget(line)
        if not known:
            nothing = label("muted", wrap=True)
            nothing.setText(say(Message("No pain point yet. Choose notes and press P.")))
            self.list_lines.addWidget(nothing)

    def _want(self, id: Id, _on: bool = False) -> None:
        self.wanted.emit(id)

    # One pain point

    def _show_form(self, pain: Pain) -> None:
        self.live.text(self.head, Message("Pain point {ref}", ref=pain.ref))
        if self._form_of != pain.id:
            clear(self.form_lines)
            back = button("link")
            self.live.text(back, Message("Back to the theme"))
            back.clicked.connect(partial(self._want, ""))
            self.form_lines.addWidget(back)
            self._editors = editors(self.context, self.live, pain, self.form_lines)
            unsure = label("small", wrap=True)
            self.live.text(unsure, Message("The wording of the eleven barriers is still to be verified."))
            self.form_lines.addWidget(unsure)
            self._form_of = pain.id
        for editor in self._editors:
            editor.show_record()

    def begin_form(self) -> None:
        """Put the keys into the form."""
        if self._editors:
            first = self._editors[0]
            (first.sides[0][1] if hasattr(first, "sides") else first).setFocus()

    def _leave(self) -> None:
        """What is being typed is kept before the form goes."""
        for editor in self._editors:
            for box in (one for _, one in editor.sides) if hasattr(editor, "sides") else (editor,):
                if hasattr(box, "keep") and box.hasFocus():
                    box.keep()
        self._form_of = ""
        self._editors = []
        clear(self.form_lines)

    # What the room gave

    def _show_ranking(self) -> None:
        session, say = self.context.bridge.session, self.context.speaker.say
        clear(self.rank_lines)
        if session is None:
            return
        found = ranking(now(session), "theme")
        self._show_groups(found)
        self.rank_lines.addWidget(rule())
        self.rank_lines.addWidget(self._said("head", Message("Ranking")))
        open_ = [one for one in session.all(Ballot) if one.on == "theme" and one.status == "open" and one.blind]
        dots = sum(row.room.dots for row in found.rows)
        concerns = sum(row.room.concerns for row in found.rows)
        if open_:
            self.rank_lines.addWidget(self._said("muted", Message("Hidden until the ballot closes.")))
            return
        if not dots and not concerns:
            self.rank_lines.addWidget(self._said("muted", Message("Nobody has voted yet.")))
            return
        words = Message(
            "Dots: {dots}. Concerns: {concerns}. The officer adds the score tomorrow.", dots=dots, concerns=concerns
        )
        self.rank_lines.addWidget(self._said("muted", words))
        table = QGridLayout()
        table.setContentsMargins(0, 0, 0, 0)
        table.setColumnStretch(1, 1)
        for at, words in ((2, Message("Dots")), (3, Message("Concerns"))):
            table.addWidget(self._said("label", words, wrap=False), 0, at)
        for at, row in enumerate([one for one in found.rows if one.room][:MOST], start=1):
            cells = (
                ("strong", str(row.place)), ("", say(title_of(row.record))),
                ("strong", str(row.room.dots)), ("", str(row.room.concerns or "–")),
            )  # fmt: skip
            for where, (role, text) in enumerate(cells):
                made = label(role, wrap=where == 1)
                made.setText(text)
                table.addWidget(made, at, where)
        self.rank_lines.addLayout(table)
        for row in found.rows:
            split = split_words(row)
            if split is not None:
                self.rank_lines.addWidget(self._said("split", split))

    def _show_groups(self, found: Ranking) -> None:
        """What each group gave the theme that is shown."""
        session, say = self.context.bridge.session, self.context.speaker.say
        mine = next((row for row in found.rows if row.record.id == self.theme_), None)
        if session is None or mine is None or not mine.groups:
            return
        parts = [
            f"{say(group.title)} {mine.groups[group.id].dots}"
            for group in session.all(ParticipantGroup)
            if group.id in mine.groups
        ]
        self.rank_lines.addWidget(self._said("label", Message("Dots by group")))
        words = label(wrap=True)
        words.setText("  ·  ".join(parts))
        self.rank_lines.addWidget(words)

    def _said(self, role: str, words: Message, *, wrap: bool = True) -> QWidget:
        made = label(role, wrap=wrap)
        made.setText(self.context.speaker.say(words))
        return made
