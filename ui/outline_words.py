"""What a line of the outline is, and what it says, shows and sounds like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.layout.heads import NO_STAGE, NO_STEP
from hcd_studio.layout.notes import KIND_ICONS, LANE_ICONS, kind_of, votes_of
from hcd_studio.layout.view import View
from hcd_studio.questions.ways import step_facts
from hcd_studio.records import Lane, Note, Participant, Stage, Step
from hcd_studio.session import now
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Sayable
from ui.board.sayings import Sayings

if TYPE_CHECKING:
    from ui.context import Context


class Node:
    """One line of the outline; `kind` says what it is: stage, step, lane, note or tray."""

    __slots__ = ("children", "id", "kind", "lane", "parent", "step")

    def __init__(self, kind: str, id: Id, parent: Node | None, step: Id = "", lane: Id = ""):
        self.kind = kind
        self.id = id
        self.parent = parent
        self.step = step
        self.lane = lane
        self.children: list[Node] = []

    @property
    def row(self) -> int:
        """Its place under its parent."""
        return self.parent.children.index(self) if self.parent else 0

    def count(self) -> int:
        """How many notes stand under it."""
        return sum(child.count() for child in self.children) if self.kind != "note" else 1


class Wording:
    """What a line of the outline says, shows and sounds like."""

    def __init__(self, context: Context):
        self.context = context
        self.sayings = Sayings(context)
        self._votes: Mapping[Id, tuple[int, int]] | None = None

    def forget(self) -> None:
        """Something changed."""
        self._votes = None

    @property
    def votes(self) -> Mapping[Id, tuple[int, int]]:
        """Dots and concerns by note, counted when they are first asked for."""
        if self._votes is None:
            session = self.context.bridge.session
            snapshot = now(session) if session else Snapshot.of(())
            self._votes = votes_of(snapshot, View())
        return self._votes

    def note(self, id: Id) -> Note | None:
        """A note by its id."""
        session = self.context.bridge.session
        return session.get(Note, id) if session else None

    def _title(self, node: Node) -> Sayable:
        session = self.context.bridge.session
        found = session.find(node.id) if session and node.id else None
        if isinstance(found, Stage | Step | Lane):
            return found.title
        return Message(NO_STEP) if node.kind == "tray" else Message(NO_STAGE)

    def words(self, node: Node) -> str:
        """The line as it is shown."""
        say = self.sayings.say
        if node.kind == "note":
            note = self.note(node.id)
            return " ".join((note.text or note.translation).split()) if note else ""
        title = say(self._title(node))
        if node.kind == "step":
            number, _ = self.sayings.number_of(node.id)
            return " · ".join([f"{number}  {title}", *self._facts(node.id)])
        if node.kind == "lane" and (felt := self.sayings.felt(node.step, node.lane)):
            return f"{title} · {felt}"
        if node.kind == "lane":
            count = len(node.children)
            return f"{title} · {count}" if count else title
        return title

    def _facts(self, step: Id) -> list[str]:
        """What a step asks of people, who does it, where it leads besides the next."""
        session = self.context.bridge.session
        found = session.get(Step, step) if session else None
        if session is None or found is None:
            return []
        return [self.sayings.say(one) for one in step_facts(now(session), found)]

    def spoken(self, node: Node) -> str:
        """The line as a screen reader names it."""
        say = self.sayings.say
        if node.kind == "note":
            note = self.note(node.id)
            return self.sayings.name(note) if note else ""
        title = self._title(node)
        if node.kind == "step":
            return ", ".join([say(Words(*[self.sayings.step(node.id)] * 2)), *self._facts(node.id)])
        if node.kind == "stage":
            return say(Message("Stage {title}", title=title))
        return say(title)

    def described(self, node: Node) -> str:
        """What else a screen reader says of it."""
        if node.kind == "note":
            note = self.note(node.id)
            if note is None or node.parent is None:
                return ""
            return self.sayings.details(note, node.row + 1, len(node.parent.children), self.votes.get(note.id, (0, 0)))
        if node.kind == "lane" and (felt := self.sayings.felt(node.step, node.lane)):
            return felt
        count = node.count()
        if not count:
            return self.sayings.say(Message("empty"))
        return self.sayings.say(Message("Notes: {n}", n=count))

    def more(self, node: Node) -> str:
        """What stands at the right of a note's line: language, code, votes and concerns, assumption, in words."""
        note = self.note(node.id) if node.kind == "note" else None
        if note is None:
            return ""
        session, say = self.context.bridge.session, self.sayings.say
        parts: list[Sayable] = []
        if note.language and note.language != self.context.speaker.language:
            parts.append(Message("in Welsh") if note.language == "cy" else Message("in English"))
        person = session.get(Participant, note.participant) if session and note.participant else None
        if person is not None and person.code:
            parts.append(Words(person.code, person.code))
        dots, concerns = self.votes.get(note.id, (0, 0))
        if dots:
            parts.append(Message("{n} vote", plural="{n} votes", count=dots, n=dots))
        if concerns:
            parts.append(Message("{n} concern", plural="{n} concerns", count=concerns, n=concerns))
        if note.strength == "assumption":
            parts.append(Message("assumption"))
        return " · ".join(say(part) for part in parts)

    def icon(self, node: Node) -> Any:
        """Its icon, or None."""
        theme = self.context.theme
        session = self.context.bridge.session
        if node.kind == "note":
            note = self.note(node.id)
            lane = session.get(Lane, note.lane) if session and note else None
            kind = kind_of(note, lane.kind if lane else "") if note else "action"
            return theme.icon(KIND_ICONS.get(kind, "note-blank"), "fill", theme.note(kind).edge.name(), 16)
        if node.kind == "lane":
            lane = session.get(Lane, node.id) if session else None
            return theme.icon(LANE_ICONS.get(lane.kind if lane else "", "note-blank"), "bold", "ink", 16)
        return theme.icon("tray", "regular", "ink", 16) if node.kind == "tray" else None
