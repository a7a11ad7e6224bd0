"""What would be written of a translator's file, worked out before anything is: the same for the dry run and the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.importers.translation import Return, Returned, tidied
from hcd_studio.questions.welsh import pair_fields
from hcd_studio.records import Record
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import LANGUAGES, N_, Language, Message
from hcd_studio.words import field_words

OUTCOMES = {
    "taken": N_("Taken in: {n}."),
    "version": N_("Edited here meanwhile, so both texts stand as two versions: {n}."),
    "older": N_("Taken in, but the other language has changed since; to be checked again: {n}."),
    "same": N_("As they were: {n}."),
    "empty": N_("Left empty: {n}."),
    "twice": N_("Twice in the file with the same words: {n}."),
    "gone": N_("No longer in this session: {n}."),
}
"""What becomes of a text, and what is told of so many."""
TOLD_SINGLY = ("version", "older", "gone")


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one text that came back: the sides to write, and whether beside what stands rather than in its place."""

    text: Returned
    outcome: str
    record: Record | None = None
    write: Mapping[str, str] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()
    checked: bool = False
    who: str = ""

    def words(self) -> Message:
        """Where it stands, and what it says where it has no place."""
        if self.record is None:
            said = self.text.cy or self.text.en or ""
            return Message(N_("{where}: “{text}”"), where=self.text.where, text=said)
        ref = getattr(self.record, "ref", "") or title_of(self.record) or self.record.term()
        return Message(N_("{record}, {field}"), record=ref, field=field_words(self.record.table, self.text.key.field))


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that would happen."""

    source: Return
    steps: tuple[Step, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many texts have each outcome."""
        return Counter(step.outcome for step in self.steps)

    @property
    def writes(self) -> tuple[Step, ...]:
        """The steps that change something."""
        return tuple(one for one in self.steps if one.write or one.checked)

    def told(self) -> list[Message]:
        """The whole in words: the sums, then each text that asks for attention, then comments and what was not understood."""
        counts = self.counts
        found = [Message(words, n=counts[name]) for name, words in OUTCOMES.items() if counts[name]]
        found += [
            Message("– {what}", what=step.words())
            for name in TOLD_SINGLY
            for step in self.steps
            if step.outcome == name
        ]
        found += [
            Message(N_("{place}: comment: {text}"), place=step.words(), text=step.text.comment)
            for step in self.steps
            if step.text.comment and step.record is not None
        ]
        found += self.source.strange
        return found or [Message(N_("There is nothing new in it."))]


def plan(snapshot: Snapshot, source: Return, who: str = "") -> Plan:
    """What each text that came back would do to the session as it stands."""
    steps: list[Step] = []
    known: dict[tuple[str, str], list[Returned]] = {}
    written: dict[tuple[str, str, str], list[str]] = {}
    for text in source.texts:
        before = known.setdefault((text.key.record, text.key.field), [])
        if any((one.en, one.cy) == (text.en, text.cy) for one in before):
            steps.append(Step(text, "twice", snapshot.find(text.key.record)))
        else:
            steps.append(_step(snapshot, text, written, who))
        before.append(text)
    return Plan(source, tuple(steps))


def _step(snapshot: Snapshot, text: Returned, written: dict[tuple[str, str, str], list[str]], who: str) -> Step:
    record = snapshot.find(text.key.record)
    name = text.key.field
    if record is None or name not in pair_fields(record.table):
        return Step(text, "gone")
    words: Words = getattr(record, name)
    write: dict[str, str] = {}
    beside: set[str] = set()
    for language in LANGUAGES:
        said, stands = text.side(language), words.side(language)
        if not said or said == tidied(stands) or text.key.saw(language, said):
            continue  # empty, there already, or as it was handed over: an edit made here meanwhile stays
        others = written.setdefault((record.id, name, language), [])
        if others or not text.key.saw(language, stands):
            beside.add(language)
        if said not in others:
            write[language] = said
            others.append(said)
    by = text.checked_by or (who if text.done else "")
    older = not beside and any(_moved_on(text, words, language) for language in LANGUAGES)
    settled = (
        not beside and not older and not any(snapshot.versions.get((record.id, f"{name}_{one}")) for one in LANGUAGES)
    )
    checked = bool(by and settled and _both(words, write)) and not _is_checked(snapshot, record, name)
    outcome = "taken"
    if beside:
        outcome = "version"
    elif write and older:
        outcome = "older"
    elif not write and not checked:
        outcome = "empty" if any(text.side(one) == "" and not words.side(one) for one in LANGUAGES) else "same"
    return Step(text, outcome, record, write, frozenset(beside), checked, by if checked else "")


def _moved_on(text: Returned, words: Words, language: Language) -> bool:
    """Whether a side is no longer what the translator saw, nor what came back."""
    stands = words.side(language)
    return not text.key.saw(language, stands) and tidied(stands) != text.side(language)


def _both(words: Words, write: Mapping[str, str]) -> bool:
    return all(write.get(side) or words.side(side) for side in LANGUAGES)


def _is_checked(snapshot: Snapshot, record: Record, name: str) -> bool:
    words: Words = getattr(record, name)
    return words.shown((record.id, name) in snapshot.stale) == "checked"


def sums(steps: Iterable[Step]) -> dict[str, int]:
    """How many texts have each outcome, every outcome named."""
    found = Counter(step.outcome for step in steps)
    return {name: found[name] for name in OUTCOMES}
