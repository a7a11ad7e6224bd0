"""What a sync moved, in words for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hcd_studio.merge import MergeReport
from hcd_studio.speech import Language, Message


@dataclass
class SyncReport:
    """One sync: what went out, what came in, what was mended, what is still on its way."""

    library: Message
    sent: int = 0
    again: int = 0
    received: int = 0
    pictures_sent: int = 0
    pictures_received: int = 0
    pictures_missing: int = 0
    rewritten: int = 0
    removed: int = 0
    folded: int = 0
    unreadable: int = 0
    newer: int = 0
    waiting: bool = False
    merge: MergeReport = field(default_factory=MergeReport)
    card: bool = False

    @property
    def moved(self) -> bool:
        """Whether anything went out or came in."""
        return bool(self.sent or self.again or self.received or self.pictures_sent or self.pictures_received)

    def messages(self) -> Iterator[Message]:
        """The sync in sentences."""
        yield Message("Synced with the {library}.", library=self.library)
        if not self.moved:
            yield Message("Nothing new on either side.")
        counts = (
            (self.sent, Message("Changes sent: {n}", n=self.sent)),
            (self.received, Message("Changes received: {n}", n=self.received)),
            (self.again, Message("Changes sent again, since others lack them: {n}", n=self.again)),
            (self.pictures_sent, Message("Pictures sent: {n}", n=self.pictures_sent)),
            (self.pictures_received, Message("Pictures received: {n}", n=self.pictures_received)),
            (self.pictures_missing, Message("Pictures still missing here: {n}", n=self.pictures_missing)),
            (self.rewritten, Message("Files from which erased words were removed: {n}", n=self.rewritten)),
            (self.removed, Message("Files removed, since they belonged to what was erased: {n}", n=self.removed)),
            (self.folded, Message("Old files folded into one: {n}", n=self.folded)),
            (
                self.unreadable,
                Message("Files that cannot be read yet, and are tried again next time: {n}", n=self.unreadable),
            ),
            (self.newer, Message("Files of a newer version of HCD Studio, left as they are: {n}", n=self.newer)),
        )
        yield from (message for n, message in counts if n)
        if self.received:
            yield from self.merge.messages()[1:]
        if self.waiting:
            yield Message("There is more to receive; sync again.")

    def as_json(self, language: Language) -> dict[str, Any]:
        """The sync as the command prints it with `--json`."""
        return {
            "library": self.library.say(language),
            "sent": self.sent, "again": self.again, "received": self.received,
            "pictures": {"sent": self.pictures_sent, "received": self.pictures_received, "missing": self.pictures_missing},
            "erased": {"rewritten": self.rewritten, "removed": self.removed},
            "folded": self.folded, "unreadable": self.unreadable, "newer": self.newer, "more": self.waiting,
            "merge": self.merge.as_json(language),
            "messages": [message.say(language) for message in self.messages()],
        }  # fmt: skip
