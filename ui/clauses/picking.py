"""A record is chosen by typing a few letters: the pain point that a need answers, the link that goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.records import Record
from hcd_studio.speech import Message, Sayable
from ui.clauses.short import named
from ui.context import Context
from ui.palette import Picker
from ui.trail import ICONS


class RecordPicker(Picker):
    """The records of a kind; `then` gets the one that was taken."""

    def __init__(
        self, context: Context, parent: QWidget, hint: Sayable, kind: type[Record], then: Callable[[Any], object]
    ):
        self.kind, self.then = kind, then
        super().__init__(context, parent, hint)

    def offers(self, words: list[str]) -> list[tuple[str, str, str, bool]]:
        """Those whose words or reference hold all that was typed."""
        session = self.context.bridge.session
        found = []
        for record in session.all(self.kind) if session else ():
            title = title_of(record)
            known = f"{getattr(record, 'ref', '')} {title.en} {title.cy}".casefold()
            if all(word in known for word in words):
                found.append((record.id, self.context.speaker.say(named(record, 90)), ICONS[record.table][0], True))
        return found

    def chosen(self, id: str) -> None:
        """Give it on."""
        session = self.context.bridge.session
        record = session.find(id) if session else None
        if record is not None:
            self.then(record)


class UnlinkPicker(Picker):
    """The links of one record; the one that is taken goes, its two ends stay."""

    def __init__(self, context: Context, parent: QWidget, source: Id):
        self.source = source
        super().__init__(context, parent, Message("Which link goes?"))

    def offers(self, words: list[str]) -> list[tuple[str, str, str, bool]]:
        """What the record rests on."""
        session = self.context.bridge.session
        found = []
        for link in session.links.out(self.source) if session else ():
            target = session.find(link.target) if session else None
            if target is None:
                found.append(
                    (link.id, self.context.speaker.say(Message("Something that was removed")), "link-break", True)
                )
                continue
            said = self.context.speaker.say(named(target, 90))
            if all(word in said.casefold() for word in words):
                found.append((link.id, said, ICONS.get(target.table, ("link", ""))[0], True))
        return found

    def chosen(self, id: str) -> None:
        """Take the link away."""
        session = self.context.bridge.session
        link = session.find(id) if session else None
        if link is not None:
            self.context.bridge.do("remove_link", link)
