"""The certificate of an erasure: what was erased, when and why, what was written anew, and what is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hcd_studio.fields import Id
from hcd_studio.records import KINDS
from hcd_studio.speech import Language, Message

OUT_OF_REACH = (
    Message("Exports made before, printed or saved."),
    Message("Copies sent by e-mail or given on a stick; they are erased when they are next opened here, or merged."),
    Message("Version histories, recycle bins and backups of OneDrive, SharePoint and the like."),
)


@dataclass
class Reached:
    """What a scrub wrote anew, and what it could not reach."""

    snapshots: int = 0
    removed: int = 0
    copies: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    unfinished: Message | None = None


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What an erasure did. It names no words that were erased, only kinds, counts and ids."""

    session: Id
    when: str
    reason: str
    kinds: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, Id, str], ...]
    pictures: int = 0
    reached: Reached = field(default_factory=Reached)

    @property
    def done(self) -> bool:
        """Whether every byte within reach is gone; otherwise the next opening tries again."""
        return self.reached.unfinished is None

    def lines(self) -> Iterator[Message]:
        """The certificate, line by line."""
        yield Message("Erasure in session {session}, {when} (UTC).", session=self.session, when=self.when)
        yield Message("Reason: {reason}", reason=self.reason)
        for kind, n in self.kinds:
            term = KINDS[kind].term() if kind in KINDS else kind
            yield Message("Erased: {kind}: {n}", kind=term, n=n)
        if self.pictures:
            yield Message("Erased: {n} picture", plural="Erased: {n} pictures", count=self.pictures, n=self.pictures)
        if self.reached.snapshots:
            yield Message("Snapshots written anew: {n}", n=self.reached.snapshots)
        if self.reached.removed:
            yield Message("Snapshots removed: {n}", n=self.reached.removed)
        for place in self.reached.copies:
            yield Message("Second copy written anew: {place}", place=place)
        if self.reached.unfinished is not None:
            yield Message("Not finished, and tried again at the next opening: {why}", why=self.reached.unfinished)
        for place in self.reached.missed:
            yield Message("Could not be reached: the second copy {place}.", place=place)
        yield Message("Out of reach of this program:")
        yield from OUT_OF_REACH

    def say(self, language: Language) -> str:
        """The whole certificate as text."""
        return "\n".join(line.say(language) for line in self.lines())

    def as_json(self, language: Language) -> dict[str, Any]:
        """The certificate as the command prints it with `--json`."""
        return {
            "session": self.session,
            "when": self.when,
            "reason": self.reason,
            "done": self.done,
            "erased": dict(self.kinds),
            "pictures": self.pictures,
            "places": [{"kind": kind, "record": id, "field": name} for kind, id, name in self.places],
            "snapshots": {"written_anew": self.reached.snapshots, "removed": self.reached.removed},
            "second_copies": {"written_anew": list(self.reached.copies), "missed": list(self.reached.missed)},
            "lines": [line.say(language) for line in self.lines()],
        }
