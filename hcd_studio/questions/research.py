"""What is not known yet: research questions made from assumptions, from evidence debt and from voices that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.questions.channels import channel_parity
from hcd_studio.questions.coverage import heard, sources
from hcd_studio.records import Claim, Note, Pain, Record, Requirement, Step
from hcd_studio.records import Need as NeedRecord
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message

Why = Literal["assumption", "question", "no source", "one source", "group", "channel", "silent step"]
ENOUGH = 2
"""So many independent sources, and a record owes no evidence."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to find out: the record it is about, why it is asked, and the question in words."""

    record: Record
    why: Why
    words: Message


def research_questions(snapshot: Snapshot) -> tuple[Question, ...]:
    """What to ask next: first what stands on nothing, then what stands on one voice, then who and what was not heard."""
    found = [*_assumptions(snapshot), *_debts(snapshot), *_groups(snapshot), *_steps(snapshot)]
    order = ("question", "assumption", "no source", "group", "channel", "silent step", "one source")
    return tuple(sorted(found, key=lambda one: order.index(one.why)))


def debt(snapshot: Snapshot) -> dict[str, tuple[int, int, int]]:
    """Of pain points, needs and requirements: how many rest on no, on one, on two or more independent sources."""
    known = sources(snapshot)
    found = {}
    for kind in (Pain, NeedRecord, Requirement):
        levels = [min(known.get(one.id, 0), ENOUGH) for one in snapshot.all(kind)]
        found[kind.table] = (levels.count(0), levels.count(1), levels.count(2))
    return found


def _assumptions(snapshot: Snapshot) -> list[Question]:
    found = []
    for note in snapshot.all(Note):
        if note.kind == "question":
            found.append(Question(note, "question", Message("Asked in the room: {text}?", text=_spoken(note))))
        elif note.strength == "assumption":
            found.append(Question(note, "assumption", Message("Is it so that: {text}?", text=_spoken(note))))
    known = sources(snapshot)
    claims = [one for one in snapshot.all(Claim) if not known.get(one.id)]
    return [
        *found,
        *(
            Question(one, "assumption", Message("Who says this of the persona: {text}?", text=title_of(one)))
            for one in claims
        ),
    ]


def _debts(snapshot: Snapshot) -> list[Question]:
    known = sources(snapshot)
    found = []
    for kind in (Pain, NeedRecord, Requirement):
        for record in snapshot.all(kind):
            if getattr(record, "status", "") in ("parked", "withdrawn"):
                continue
            n = known.get(record.id, 0)
            if n == 0:
                words = Message("Whose experience shows this: {title}?", title=title_of(record))
                found.append(Question(record, "no source", words))
            elif n < ENOUGH:
                words = Message("Who else meets this, and where: {title}?", title=title_of(record))
                found.append(Question(record, "one source", words))
    return found


def _groups(snapshot: Snapshot) -> list[Question]:
    return [
        Question(one.group, "group", Message("What do they meet whom we hardly heard: {group}?", group=one.group.title))
        for one in heard(snapshot)
        if one.missing
    ]


def _steps(snapshot: Snapshot) -> list[Question]:
    found = []
    for one in channel_parity(snapshot).shut:
        step = snapshot.get(Step, one.step)
        if step is not None:
            words = Message("How do people who are not online get past this step: {title}?", title=step.title)
            found.append(Question(step, "channel", words))
    spoken = {note.step for note in snapshot.all(Note) if note.kind in ("quote", "pain", "thought")}
    for step in snapshot.all(Step):
        if step.id not in spoken and snapshot.all(Note):
            words = Message("What do people say at this step: {title}?", title=step.title)
            found.append(Question(step, "silent step", words))
    return found


def _spoken(note: Note) -> Words:
    """The words of a note in the languages in which it stands, without the sign at their end."""
    text, translation = (said.strip().rstrip(".?!") for said in (note.text, note.translation))
    return Words(en=translation, cy=text) if note.language == "cy" else Words(en=text, cy=translation)
