"""Two versions side by side: what was added, removed, reworded, and which links turned suspect."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTreeWidget, QTreeWidgetItem, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.frontier import as_of
from hcd_studio.questions.baseline import Difference, FieldChange, Line, difference
from hcd_studio.records import PackIssue
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Sayable
from hcd_studio.words import choice_words, field_words
from ui.clauses.short import named
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import Beside, column, label

WHAT = {
    "added": N_("added"), "removed": N_("removed"), "reworded": N_("reworded"), "priority": N_("priority changed"),
    "changed": N_("changed"),
}  # fmt: skip


class CompareDialog(Dialog):
    """From a version to a later one, or to what stands now."""

    def __init__(self, context: Context, parent: QWidget | None, first: Id):
        super().__init__(context, parent, Message("What changed"), wide=860, tall=560)
        session = context.bridge.session
        assert session is not None
        self.issues = list(session.all(PackIssue))
        self._known: dict[Id, Snapshot] = {}
        both = Beside(context.theme, gap=12, least=240)
        self.before, self.after = QComboBox(), QComboBox()
        for box, words in ((self.before, Message("From")), (self.after, Message("To"))):
            part = QWidget()
            lines = column(part)
            lines.setContentsMargins(3, 3, 3, 3)
            said = label("label", buddy=box)
            self.live.text(said, words)
            self.live.name(box, words)
            lines.addWidget(said)
            lines.addWidget(box)
            both.add(part)
            for one in self.issues:
                box.addItem(context.speaker.say(Message("Version {version}", version=one.version)), one.id)
            box.activated.connect(self.compare)
        self.after.addItem(context.speaker.say(Message("What stands now")), "")
        self.body.addWidget(both)
        self.counts = label("strong", wrap=True)
        self.body.addWidget(self.counts)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.live.name(self.tree, Message("What changed"))
        self.live.dress(self.tree, "height", lambda: self.tree.setMinimumHeight(context.theme.scaled(260)))
        self.body.addWidget(self.tree, 1)
        self.done_button(Message("Close"), primary=False)
        at = next((at for at, one in enumerate(self.issues) if one.id == first), len(self.issues) - 1)
        self.before.setCurrentIndex(max(0, at - 1) if first and at else at)
        self.after.setCurrentIndex(at if first and at else self.after.count() - 1)
        self.first = self.tree
        self.compare()

    def _snapshot(self, id: Id) -> Snapshot:
        session = self.context.bridge.session
        assert session is not None
        if not id:
            return session.snapshot()
        if id not in self._known:
            issue = next(one for one in self.issues if one.id == id)
            self._known[id] = as_of(session, issue.frontier).snapshot
        return self._known[id]

    def compare(self) -> None:
        """Read both and list what differs."""
        found = difference(self._snapshot(self.before.currentData()), self._snapshot(self.after.currentData()))
        say = self.context.speaker.say
        counts = found.counts()
        words = Message(
            "Requirements: added {added}, removed {removed}, reworded {reworded}, priority changed {priority}. "
            "Links now suspect: {suspect}.",
            added=counts["added"], removed=counts["removed"], reworded=counts["reworded"], priority=counts["priority"],
            suspect=len(found.suspect),
        )  # fmt: skip
        self.counts.setText(say(words))
        self._list(found)

    def _list(self, found: Difference) -> None:
        say = self.context.speaker.say
        self.tree.clear()
        for line in found.lines:
            item = QTreeWidgetItem([say(Message("{what}: {record}", what=Message(WHAT[line.what]), record=_of(line)))])
            for one in line.fields:
                item.addChild(QTreeWidgetItem([say(_field(line, one))]))
            self.tree.addTopLevelItem(item)
        for link in found.suspect:
            source, target = found.after.find(link.source), found.after.find(link.target)
            if source is not None and target is not None:
                words = Message(
                    "Look again: {source} rests on {target}, which changed", source=named(source), target=named(target)
                )
                self.tree.addTopLevelItem(QTreeWidgetItem([say(words)]))
        if not self.tree.topLevelItemCount():
            self.tree.addTopLevelItem(QTreeWidgetItem([say(Message("Nothing changed."))]))
        self.tree.expandAll()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first, 0)


def _of(line: Line) -> Sayable:
    return Message("{kind} {title}", kind=line.record.term(), title=named(line.record))


def _field(line: Line, one: FieldChange) -> Message:
    before, after = (_value(line, one.field, value) for value in (one.before, one.after))
    return Message(
        "{field}: was {before}; is {after}", field=field_words(line.record.table, one.field), before=before, after=after
    )


def _value(line: Line, field: str, value: Any) -> Sayable:
    if isinstance(value, Words):
        return value or Message("nothing")
    if value in (None, ""):
        return Message("nothing")
    return choice_words(line.record.table, field, str(value)) if isinstance(value, str) else Message("{n}", n=value)
