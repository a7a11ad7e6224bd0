"""Which pain points an idea answers: ticked in a list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hcd_studio.columns import title_of
from hcd_studio.draft import Draft
from hcd_studio.records import Idea, Link, Pain
from hcd_studio.speech import Message
from hcd_studio.verbs.needs import add_link, remove_link
from ui.context import Context
from ui.dialogs.dialog import Dialog

KIND = "answers"


def ties(context: Context, idea: Idea) -> dict[str, Link]:
    """The links from an idea to the pain points it answers, by pain point."""
    session = context.bridge.session
    if session is None:
        return {}
    return {
        link.target: link for link in session.links.out(idea.id) if link.kind == KIND and session.get(Pain, link.target)
    }


class TieDialog(Dialog):
    """Space ticks, Enter keeps; all of it is one change."""

    def __init__(self, context: Context, parent: QWidget | None, idea: Idea):
        super().__init__(context, parent, Message("Which pain points does it answer?"), wide=620, tall=520)
        self.idea = idea
        self.list = QListWidget()
        self.live.name(self.list, Message("Pain points"))
        session, say = context.bridge.session, context.speaker.say
        known = ties(context, idea)
        for pain in session.all(Pain) if session else ():
            item = QListWidgetItem(f"{pain.ref}  {say(title_of(pain))}")
            item.setData(Qt.ItemDataRole.UserRole, pain.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if pain.id in known else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.body.addWidget(self.list)
        self.done_button(Message("Keep"))
        self.cancel_button()
        self.list.setFocus()
        self.list.setCurrentRow(0)

    def accept(self) -> None:
        """Tie what was ticked, untie what was not."""
        session = self.context.bridge.session
        if session is None:
            return
        known = ties(self.context, self.idea)
        items = [self.list.item(at) for at in range(self.list.count())]
        ticked = {str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() == Qt.CheckState.Checked}

        def act(draft: Draft) -> bool:
            for id in sorted(ticked - set(known)):
                pain = draft.get(Pain, id)
                if pain is not None:
                    add_link(draft, self.idea, pain, kind=KIND)
            for id in sorted(set(known) - ticked):
                remove_link(draft, known[id])
            return True

        words = Message("Pain points that it answers: {n}.", n=len(ticked))
        if ticked == set(known) or self.context.bridge.together("add_link", act, words) is not None:
            super().accept()
