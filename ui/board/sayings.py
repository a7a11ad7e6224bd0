"""What a note, a cell or a head is called when it is spoken: for screen readers and announcements."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hcd_studio.fields import Id
from hcd_studio.layout.heads import NO_STEP
from hcd_studio.layout.notes import kind_of
from hcd_studio.questions.feelings import StepFeeling, feelings_of, signed
from hcd_studio.questions.trail import pains_of
from hcd_studio.records import Feeling, Lane, Note, Pain, Participant, Stage, Step
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import KIND_WORDS

if TYPE_CHECKING:
    from hcd_studio.session import Session
    from ui.context import Context


class Sayings:
    """Says where things are and what they are, in the reader's language."""

    def __init__(self, context: Context):
        self.context = context
        self._feelings: dict[Id, StepFeeling] | None = None
        context.bridge.changed.connect(self._forget)
        context.bridge.opened.connect(self._forget)

    @property
    def session(self) -> Session | None:
        """The open session."""
        return self.context.bridge.session

    def say(self, what: Sayable) -> str:
        """Words in the reader's language."""
        return self.context.speaker.say(what)

    def _forget(self, *_: object) -> None:
        self._feelings = None

    def kind(self, note: Note) -> Message:
        """The kind of a note."""
        lane = self.session.get(Lane, note.lane) if self.session else None
        return Message(KIND_WORDS.get(kind_of(note, lane.kind if lane else ""), "Note"))

    def name(self, note: Note) -> str:
        """Kind and words, as one names the note."""
        if self.context.hiding.hides(note):
            return self.say(Message("{kind}: another table’s own for now", kind=self.kind(note)))
        text = " ".join((note.text or note.translation).split())
        return self.say(Message("{kind}: {text}", kind=self.kind(note), text=text))

    def details(self, note: Note, nth: int, of: int, votes: tuple[int, int] = (0, 0), versions: int = 0) -> str:
        """Severity, place and position, votes, language and what else the picture shows."""
        parts: list[Sayable | str] = []
        pain = self.pain_of(note.id)
        if pain is not None and pain.severity:
            parts.append(Message("severity {n} of 5", n=pain.severity))
        parts.append(self.place(note.step, note.lane))
        parts.append(Message("{n} of {all}", n=nth, all=of))
        dots, concerns = votes
        if dots:
            parts.append(Message("{n} vote", plural="{n} votes", count=dots, n=dots))
        if concerns:
            parts.append(Message("{n} concern", plural="{n} concerns", count=concerns, n=concerns))
        if versions > 1:
            parts.append(Message("{n} versions", n=versions))
        if note.language and note.language != self.context.speaker.language:
            parts.append(Message("in Welsh") if note.language == "cy" else Message("in English"))
        if note.strength == "assumption":
            parts.append(Message("assumption"))
        if note.private:
            parts.append(Message("private to its table"))
        person = self.session.get(Participant, note.participant) if self.session and note.participant else None
        if person is not None and person.code:
            parts.append(person.code)
        return ", ".join(part if isinstance(part, str) else self.say(part) for part in parts)

    def pain_of(self, note: Id) -> Pain | None:
        """The pain point that a note is linked to; of several the most severe."""
        return next(iter(pains_of(now(self.session), note)), None) if self.session else None

    def feeling(self, step: Id) -> StepFeeling | None:
        """How a step felt; None where nobody rated it."""
        session = self.session
        if session is None:
            return None
        if self._feelings is None:
            self._feelings = feelings_of(now(session))
        return self._feelings.get(step)

    def felt(self, step: Id, lane: Id) -> str:
        """What a cell of the feelings lane shows: mean, how many people, whether it is a low point, who differs."""
        row = self.session.get(Lane, lane) if self.session and lane else None
        if row is None or row.kind != "feeling":
            return ""
        one = self.feeling(step)
        if one is None or one.mean is None:
            return self.say(Message("no feelings yet"))
        parts: list[Sayable] = [
            Message("mean {mean}", mean=signed(one.mean)),
            Message("{n} person", plural="{n} people", count=one.n, n=one.n),
        ]
        if one.low:
            parts.append(Message("low point"))
        if one.split is not None:
            low, high = one.split.lower, one.split.upper
            parts.append(
                Message(
                    "split: {lower} {lower_mean}, {upper} {upper_mean}",
                    lower=low.group, lower_mean=signed(low.mean), upper=high.group, upper_mean=signed(high.mean),
                )
            )  # fmt: skip
        return ", ".join(self.say(part) for part in parts)

    def felt_words(self, step: Id) -> tuple[str, ...]:
        """The words that people gave for a step, the most frequent first, each with how often it was said."""
        said = (
            Counter(one.word.strip() for one in self.session.all(Feeling) if one.step == step) if self.session else {}
        )
        said.pop("", 0)
        return tuple(f"{word} · {n}" if n > 1 else word for word, n in Counter(said).most_common(8))

    def sentence(self, words: str) -> str:
        """Words with a capital and a full stop."""
        return f"{words[:1].upper()}{words[1:]}." if words else ""

    def place(self, step: Id, lane: Id) -> str:
        """A cell in words: step 10 of 16, Sends the proof, Pain points."""
        row = self.session.get(Lane, lane) if self.session and lane else None
        words = [self.step(step)]
        if row is not None:
            words.append(self.say(row.title))
        return ", ".join(words)

    def step(self, id: Id) -> str:
        """A step in words, with its number."""
        step = self.session.get(Step, id) if self.session and id else None
        if step is None:
            return self.say(Message(NO_STEP))
        number, count = self.number_of(id)
        return self.say(Message("step {n} of {all}, {title}", n=number, all=count, title=step.title))

    def number_of(self, id: Id) -> tuple[int, int]:
        """Which step it is, and how many there are; a step without a stage comes last."""
        order = ordered_steps(self.session)
        return next((at for at, one in enumerate(order, 1) if one.id == id), 0), len(order)

    def cell(self, step: Id, lane: Id, count: int, gap: str = "") -> str:
        """A cell that has the focus."""
        felt = self.felt(step, lane)
        if felt:
            return f"{self.place(step, lane)}, {felt}"
        notes = Message("empty") if not count else Message("Notes: {n}", n=count)
        return ", ".join(part for part in (self.place(step, lane), self.say(notes), gap) if part)

    def moved(self, step: Id, lane: Id, nth: int, of: int) -> Message:
        """What is told when a note was moved: Moved to Apply, pain points, 2 of 5."""
        found = self.session.get(Step, step) if self.session else None
        row = self.session.get(Lane, lane) if self.session else None
        to: Sayable = found.title if found else Message(NO_STEP)
        if row is None:
            return Message("Moved to {step}, {n} of {all}. Ctrl+Z undoes it.", step=to, n=nth, all=of)
        return Message(
            "Moved to {step}, {lane}, {n} of {all}. Ctrl+Z undoes it.", step=to, lane=row.title, n=nth, all=of
        )


def ordered_steps(session: Session | None) -> list[Step]:
    """The steps of the journey from first to last, those without a stage at the end."""
    if session is None:
        return []
    stages = session.all(Stage)
    known = {stage.id for stage in stages}
    by_stage: dict[Id, list[Step]] = {}
    for step in session.all(Step):
        by_stage.setdefault(step.stage if step.stage in known else "", []).append(step)
    return [step for id in (*(stage.id for stage in stages), "") for step in by_stage.get(id, ())]
