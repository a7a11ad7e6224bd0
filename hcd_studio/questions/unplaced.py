"""What lost its place: records whose step, lane, stage or journey is gone, e.g. because copies met. Never lost, only unplaced."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Feeling, Idea, Lane, Note, Pain, Record, Stage, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message
from hcd_studio.values import limits

PLACES: dict[type[Record], tuple[str, ...]] = {
    Note: ("step", "lane"),
    Feeling: ("step",),
    Pain: ("step",),
    Idea: ("step",),
    Step: ("stage",),
    Stage: ("journey",),
    Lane: ("journey",),
}
"""Which fields say where a record of a kind stands; an empty one is a choice, one that leads nowhere is not."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A record that is shown nowhere, since what one of its fields names is gone."""

    record: Record
    field: str
    missing: Id

    def message(self) -> Message:
        """The finding in a sentence."""
        gone = limits(self.record.table, self.field)["kinds"][0]
        return Message(
            "{kind} “{title}” has lost its place: its {gone} is gone.",
            kind=self.record.term(), title=title_of(self.record), gone=KINDS[gone].term(),
        )  # fmt: skip


def unplaced(snapshot: Snapshot) -> tuple[Unplaced, ...]:
    """Every record that lost its place, in the order of the map; one line a record, its outermost loss."""
    found = []
    for kind, fields in PLACES.items():
        for record in snapshot.all(kind):
            for name in fields:
                id = getattr(record, name)
                if id and all(id not in snapshot.records.get(one, {}) for one in limits(kind.table, name)["kinds"]):
                    found.append(Unplaced(record, name, id))
                    break
    return tuple(found)


def unplaced_notes(snapshot: Snapshot) -> tuple[Note, ...]:
    """The notes of the *Unplaced* tray: those that lost their step or lane themselves, or whose step lost its stage."""
    adrift = {one.record.id for one in unplaced(snapshot)}
    astray = {step.id for step in snapshot.all(Step) if step.id in adrift or step.stage in adrift}
    return tuple(note for note in snapshot.all(Note) if note.id in adrift or note.step in astray)
