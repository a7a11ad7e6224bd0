"""Personas: somebody typical, with circumstances, goals, needs and barriers, and claims that rest on what was heard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QScrollArea, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.questions.trail import voices
from hcd_studio.records import Claim, Persona
from hcd_studio.session import now
from hcd_studio.speech import Message
from hcd_studio.words import field_words
from ui.choices import ChoiceEditor
from ui.context import Context
from ui.fields import WordsEditor
from ui.flow import Flow
from ui.form import plain_editor
from ui.parts import button, clear, column, label, row
from ui.setup.section import Section
from ui.setup.tables import choices

FORM = ("circumstances", "goals", "access_needs", "barriers", "languages", "channels")
PAIRS = ("circumstances", "goals")


class PersonasSection(Section):
    """Their names at the left; at the right who the chosen one is and what is claimed of them."""

    def __init__(self, context: Context):
        super().__init__(
            context,
            Message("Somebody typical, by a first name. A claim rests on notes; without any it is an assumption."),
        )
        whole = row()
        self.live.space(whole, (0, 0, 0, 0), 16)
        self.list = QListWidget()
        self.list.setMaximumWidth(context.theme.scaled(190))
        self.live.name(self.list, Message("Personas"))
        self.list.currentItemChanged.connect(lambda *_: self._show())
        whole.addWidget(self.list)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QWidget()
        self.page.setProperty("ground", "canvas")
        self.form = column(self.page)
        self.live.space(self.form, (0, 0, 12, 0), 8)
        self.area.setWidget(self.page)
        whole.addWidget(self.area, 1)
        self.lines.addLayout(whole, 1)
        self.tools(
            (
                (Message("Add a persona"), "plus", self.add),
                (Message("Add a claim"), "note-pencil", self.claim),
                (Message("Remove"), "trash", self.remove),
            )
        )
        self.editors: list[Any] = []
        self._of: Id = ""
        self._marks: dict[Id, QLabel] = {}
        self._claims: tuple[Claim, ...] = ()
        context.bridge.changed.connect(self._hear)
        context.bridge.opened.connect(self.ready)
        context.speaker.changed.connect(self._again)

    @property
    def persona(self) -> Persona | None:
        """The one that is chosen."""
        item, session = self.list.currentItem(), self.context.bridge.session
        return session.get(Persona, item.data(Qt.ItemDataRole.UserRole)) if item is not None and session else None

    def ready(self) -> None:
        """List them, and keep the chosen one."""
        session = self.context.bridge.session
        chosen = self.persona
        self.list.blockSignals(True)
        self.list.clear()
        for one in session.all(Persona) if session else ():
            item = QListWidgetItem(one.name or one.ref)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
            if chosen is not None and one.id == chosen.id:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._show()

    def begin(self) -> None:
        """The keys go to the list."""
        self.list.setFocus()

    def _again(self) -> None:
        self._of = ""
        self.ready()

    def _claims_of(self, persona: Persona) -> tuple[Claim, ...]:
        session = self.context.bridge.session
        return tuple(one for one in session.all(Claim) if one.persona == persona.id) if session else ()

    def _show(self) -> None:
        persona = self.persona
        claims = self._claims_of(persona) if persona else ()
        ids = tuple(one.id for one in claims)
        if persona is not None and self._of == persona.id and ids == tuple(one.id for one in self._claims):
            for editor in self.editors:
                editor.show_record()
            self._mark()
            return
        clear(self.form)
        self.editors, self._marks = [], {}
        self._of, self._claims = (persona.id if persona else ""), claims
        if persona is None:
            said = label("muted", wrap=True)
            self.live.text(said, Message("No persona yet. Add one: whose journey is it?"))
            self.form.addWidget(said)
            self.form.addStretch(1)
            return
        self._name(persona)
        for name in FORM:
            if name in PAIRS:
                self._take(WordsEditor(self.context, persona, name, 2))
            else:
                editor = plain_editor(self.context, persona, name)
                said = label("label", buddy=editor)
                self.live.text(said, field_words("persona", name))
                self.form.addWidget(said)
                self._take(editor)
        head = label("head")
        self.live.text(head, Message("Claims"))
        self.form.addWidget(head)
        for claim in claims:
            self._claim(claim)
        if not claims:
            none = label("muted", wrap=True)
            self.live.text(none, Message("Nothing is claimed yet."))
            self.form.addWidget(none)
        self.form.addStretch(1)
        self._mark()

    def _name(self, persona: Persona) -> None:
        editor = plain_editor(self.context, persona, "name")
        said = label("label", buddy=editor)
        self.live.text(said, field_words("persona", "name"))
        self.form.addWidget(said)
        self._take(editor)

    def _take(self, editor: Any) -> None:
        self.form.addWidget(editor)
        editor.show()  # at once, so that it can take the focus
        self.editors.append(editor)

    def _claim(self, claim: Claim) -> None:
        """One claim: its words, its kind, on what it rests, and how to change that."""
        self._take(WordsEditor(self.context, claim, "statement", 1))
        line = Flow()
        self.live.space(line, (0, 0, 0, 6), 8)
        kind = ChoiceEditor(self.context, claim, "kind", lambda: choices("claim", "kind")[1:])
        mark = QLabel()
        mark.setMinimumHeight(self.context.theme.scaled(32))
        self._marks[claim.id] = mark
        rests, gone = button(), button()
        self.live.text(rests, Message("It rests on …"))
        self.live.icon(rests, "link", size=16)
        self.live.text(gone, Message("Remove the claim"))
        rests.clicked.connect(lambda _=False, id=claim.id: self._link(id))
        gone.clicked.connect(lambda _=False, id=claim.id: self._remove_claim(id))
        line.addWidget(kind)
        line.addWidget(mark)
        line.addWidget(rests)
        line.addWidget(gone)
        holder = QWidget()
        holder.setLayout(line)
        self.form.addWidget(holder)
        self.editors.append(kind)

    def _mark(self) -> None:
        """Say of each claim what it rests on."""
        session = self.context.bridge.session
        if session is None:
            return
        snapshot = now(session)
        for id, mark in self._marks.items():
            n = len(voices(snapshot, id))
            words = Message("Rests on notes: {n}", n=n) if n else Message("Assumption: nobody has said it yet")
            mark.setText(self.context.speaker.say(words))
            mark.setProperty("role", "good" if n else "warn")
            mark.style().unpolish(mark)
            mark.style().polish(mark)

    # Doing

    def add(self) -> None:
        """One more persona; the keys go to the name."""
        session = self.context.bridge.session
        n = len(session.all(Persona)) + 1 if session else 1
        made: Any = self.context.bridge.do("add_persona", self.context.speaker.say(Message("Persona {n}", n=n)))
        if made is not None:
            self.list.setCurrentRow(self.list.count() - 1)
            if self.editors:
                self.editors[0].setFocus()
                self.editors[0].selectAll()

    def claim(self) -> None:
        """Something more that is said of the chosen persona."""
        persona = self.persona
        if persona is None:
            self.context.bridge.tell(Message("Choose a persona first."))
            return
        self.context.bridge.do("add_claim", persona, Words("New claim", "Honiad newydd", "translated"))
        editors = [one for one in self.editors if isinstance(one, WordsEditor) and one.field == "statement"]
        if editors:
            box = editors[-1].sides[0 if self.context.speaker.language == "cy" else 1][1]
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()

    def remove(self) -> None:
        """The chosen persona goes; its claims wait for an undo."""
        persona = self.persona
        if persona is not None:
            self.context.bridge.do("remove_record", persona)

    def _remove_claim(self, id: Id) -> None:
        session = self.context.bridge.session
        claim = session.get(Claim, id) if session else None
        if claim is not None:
            self.context.bridge.do("remove_record", claim)

    def _link(self, id: Id) -> None:
        window = self.context.actions.target("window")
        if window is not None:
            window.link(id)

    def _hear(self, told: Any) -> None:
        kinds = {one.table for pair in told.touched.values() for one in pair if one is not None}
        if kinds & {"persona", "claim"}:
            self.ready()
        elif kinds & {"link", "note", "participant"} and self.isVisible():
            self._mark()
