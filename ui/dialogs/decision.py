"""A decision with who made it, on what evidence, and what was rejected; kept as one change, or changed as one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.questions.playback import evidence_of, step_numbers
from hcd_studio.questions.ranking import ranking
from hcd_studio.records import Decision, Need, Pain, Record, Step
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog

MOST = 60


class DecisionDialog(Dialog):
    """Enter keeps it; evidence is ticked in a list of what the room ranked, named and needs."""

    def __init__(self, context: Context, parent: QWidget | None, decision: Decision | None = None):
        super().__init__(context, parent, Message("What was decided?"), wide=620, tall=560)
        self.decision = decision
        language = context.speaker.language
        self.what, self.who, self.why, self.against = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.line(Message("Decision"), self.what)
        self.line(Message("Who decided"), self.who)
        self.line(Message("On what grounds, in words"), self.why)
        self.line(Message("What was rejected, and why"), self.against)
        self.list = QListWidget()
        self.line(Message("Evidence: Space ticks"), self.list)
        self._offer()
        if decision is not None:
            self.what.setText(decision.title.say(language))
            self.who.setText(decision.who)
            self.why.setText(decision.evidence.say(language))
            self.against.setText(decision.rejected.say(language))
        self.done_button(Message("Keep decision"))
        self.cancel_button()
        self.what.setFocus()

    def _offer(self) -> None:
        session = self.context.bridge.session
        if session is None:
            return
        snapshot = now(session)
        numbers = step_numbers(snapshot)
        found: list[Record] = [one.record for one in ranking(snapshot, "theme").rows]
        found += [*snapshot.all(Pain), *snapshot.all(Need), *snapshot.all(Step)]
        known = {one.id for one in evidence_of(snapshot, self.decision)} if self.decision else set()
        say = self.context.speaker.say
        for one in found[: MOST + len(known)]:
            title = title_of(one)
            if not title:
                continue
            mark = getattr(one, "ref", "") or (str(numbers.get(one.id, "")) if isinstance(one, Step) else "")
            item = QListWidgetItem(" ".join(part for part in (say(one.term()), mark, say(title)) if part))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setCheckState(Qt.CheckState.Checked if one.id in known else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._known = known

    def chosen(self) -> list[str]:
        """The ids that are ticked."""
        rows = [self.list.item(at) for at in range(self.list.count())]
        return [one.data(Qt.ItemDataRole.UserRole) for one in rows if one.checkState() == Qt.CheckState.Checked]

    def accept(self) -> None:
        """Keep it with its evidence as one change."""
        text, session = self.what.text().strip(), self.context.bridge.session
        if not text or session is None:
            self.what.setFocus()
            return
        found = [record for id in self.chosen() if (record := session.find(id)) is not None]

        def keep(draft: Any) -> None:
            from hcd_studio.verbs.closing import rest_decision
            from hcd_studio.verbs.needs import remove_link
            from hcd_studio.verbs.room import add_decision, edit_record

            title, who = self._words(text, "title"), self.who.text().strip()
            why = self._words(self.why.text().strip(), "evidence")
            against = self._words(self.against.text().strip(), "rejected")
            made = self.decision
            if made is None:
                made = add_decision(draft, title, who=who, evidence=why, rejected=against)
            else:
                edit_record(draft, made, title=title, who=who, evidence=why, rejected=against)
            for link in session.links.out(made.id):
                if link.target not in self.chosen():
                    remove_link(draft, link)
            rest_decision(draft, made, tuple(one for one in found if one.id not in self._known))

        told = Message("Decision kept: {title}.", title=Words(text, text))
        if self.context.bridge.together("edit_record" if self.decision else "add_decision", keep, told) is not None:
            super().accept()

    def _words(self, text: str, field: str) -> Words:
        """What was typed, in the language of the window; the other side stays as it is."""
        old: Words = getattr(self.decision, field) if self.decision else Words()
        if text == old.say(self.context.speaker.language):
            return old
        return Words(old.en, text) if self.context.speaker.language == "cy" else Words(text, old.cy)
