"""Whose voices are missing: drafted from the coverage, written by people."""

from __future__ import annotations

from typing import Any

from hcd_studio.questions.coverage import heard
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context
from ui.fields import WordsEditor
from ui.parts import clear, column, label
from ui.setup.section import Section


class VoicesSection(Section):
    """The coverage in words, and the statement that goes into every pack."""

    def __init__(self, context: Context):
        super().__init__(
            context,
            Message("This statement stands in every pack. A draft comes from the coverage; the words are yours."),
        )
        self.told = column()
        self.live.space(self.told, (0, 0, 0, 0), 4)
        self.lines.addLayout(self.told)
        self.box = column()
        self.lines.addLayout(self.box)
        self.editor: WordsEditor | None = None
        self.lines.addStretch(1)
        self.tools(((Message("Draft it from the coverage"), "note-pencil", self.draft),))
        context.bridge.changed.connect(self._hear)
        context.bridge.opened.connect(self.ready)
        context.speaker.changed.connect(self.ready)

    def ready(self) -> None:
        """Count, and show the statement as it stands."""
        session = self.context.bridge.session
        if session is None:
            return
        clear(self.told)
        for one in heard(now(session)):
            said = label("warn" if one.missing else "", wrap=True)
            words = Message(
                "{group}: {n} of {all} in the room, of whom {heard} said something.",
                group=one.group.title, n=one.present or 0, all=one.of, heard=one.heard or 0,
            )  # fmt: skip
            said.setText(self.context.speaker.say(words))
            self.told.addWidget(said)
        if self.editor is None or self.editor.record != session.workshop.id:
            clear(self.box)
            self.editor = WordsEditor(self.context, session.workshop, "missing_voices", 4)
            self.box.addWidget(self.editor)
        self.editor.show_record()

    def begin(self) -> None:
        """The keys go to the statement."""
        if self.editor is not None:
            self.editor.sides[0][1].setFocus()

    def add(self) -> None:
        """Draft the statement."""
        self.draft()

    def draft(self) -> None:
        """Put a draft in place of what stands; Ctrl+Z brings it back."""
        self.context.bridge.do("draft_missing_voices")

    def _hear(self, told: Any) -> None:
        session = self.context.bridge.session
        if self.isVisible() or (session is not None and session.workshop.id in told.touched):
            self.ready()
