"""The small turns of phrase that sections share: headings, choices, references, quotes, money, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from exports.document import NOTHING, Block, Heading, Paragraph, Quote, Twin, labelled, twin
from exports.map_facts import day
from exports.sections.told import Told
from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.coverage import evidence
from hcd_studio.questions.trail import voices
from hcd_studio.records import Criterion, Need, Note, Pain, Participant, Record, Requirement, RoomTable
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, as_language, number
from hcd_studio.words import TIER_WORDS, choice_words

DASH = twin(NOTHING)
SMALL = N_("– : fewer than 5, hidden so that nobody is recognised")


def said(text: str, **gaps: Any) -> Twin:
    """A sentence of the catalogue."""
    return twin(Message(text, **gaps))


def head(level: int, text: str | Twin, key: str = "", **gaps: Any) -> Heading:
    """A heading."""
    return Heading(level, text if isinstance(text, Twin) else said(text, **gaps), key)


def para(text: str | Twin, look: str = "", **gaps: Any) -> Paragraph:
    """A paragraph."""
    return Paragraph(text if isinstance(text, Twin) else said(text, **gaps), look)


def field(label: str, words: Words | Message | Twin | str) -> list[Block]:
    """A labelled paragraph, or nothing where nothing was written."""
    return [Paragraph(labelled(Message(label), words))] if words else []


def count(value: float | None, places: int = 0) -> Twin:
    """A number in a cell; a dash where there is none to tell."""
    return DASH if value is None else twin(number(value, places=places))


def percent(value: float) -> str:
    """A share as people write it: 35, or 12.5."""
    return number(round(value, 2)).removesuffix(".0")


def chosen(record: Record, name: str) -> Message:
    """What a choice of a record is called."""
    return choice_words(record.table, name, getattr(record, name))


def choices(record: Record, name: str) -> list[Message]:
    """What several choices of a record are called."""
    return [choice_words(record.table, name, value) for value in getattr(record, name)]


def cited(record: Record) -> Twin:
    """A record by its reference and its words."""
    ref = getattr(record, "ref", "")
    return twin(*([ref + " "] if ref else []), title_of(record))


def date_of(text: str) -> Message | str:
    """A date in words, or what was typed in its place."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def ends(snapshot: Snapshot, id: Id, kind: type[Record], *kinds: str) -> list[Record]:
    """The records of a kind that one record is linked to, in their order."""
    wanted = {link.target for link in snapshot.links.out(id) if not kinds or link.kind in kinds}
    return [one for one in snapshot.all(kind) if one.id in wanted] if wanted else []


def starts(snapshot: Snapshot, id: Id, kind: type[Record]) -> list[Record]:
    """The records of a kind that are linked to one record, in their order."""
    wanted = {link.source for link in snapshot.links.into(id)}
    return [one for one in snapshot.all(kind) if one.id in wanted] if wanted else []


def criteria(snapshot: Snapshot, id: Id) -> tuple[Criterion, ...]:
    """The acceptance criteria of a record."""
    return tuple(snapshot.by(Criterion, "parent")[id])


def need_words(need: Need) -> Twin:
    """A need as one sentence: as a …, I need to …, so that …."""
    parts: list[Twin] = []
    for label, words in ((N_("As a"), need.as_a), (N_("I need to"), need.i_need), (N_("So that"), need.so_that)):
        if words:
            parts.append(twin(*([" "] if parts else []), twin(Message(label), strong=True), " ", _ended(words)))
    return twin(*parts)


def _ended(words: Words) -> Words:
    return Words(*((text.rstrip(" .,") + ".") if text else "" for text in (words.en, words.cy)))


def quote_of(told: Told, note: Note) -> Quote:
    """What somebody said, with whose voice it is and how far it may travel."""
    about: list[Message | str] = []
    person = told.snapshot.get(Participant, note.participant)
    table = told.snapshot.get(RoomTable, note.room_table)
    if note.ref:
        about += [note.ref, " · "]
    if person and person.code:
        about += [Message(N_("Voice {code}"), code=person.code), " · "]
    elif table and table.name:
        about += [Message(N_("Table {name}"), name=table.name), " · "]
    language = as_language(note.language or "en")
    about += [choice_words("note", "language", language), " · "]
    if note.strength:
        about += [chosen(note, "strength"), " · "]
    about.append(
        Message(N_("may travel as far as: {tier}"), tier=Message(TIER_WORDS.get(note.tier, TIER_WORDS["room"])))
    )
    return Quote(note.text, language, note.translation, twin(*about), note.verbatim)


def voices_of(told: Told, id: Id, most: int = 2, seen: set[Id] | None = None) -> list[Note]:
    """The voices to print of all that a record rests on: word for word first, in both languages where there are both."""
    found = [note for note in voices(told.snapshot, id) if note.text.strip() and (seen is None or note.id not in seen)]
    found.sort(key=lambda note: not note.verbatim)
    chosen_: list[Note] = []
    for language in ("cy", "en", ""):
        for note in found:
            if len(chosen_) < most and note not in chosen_ and (not language or note.language == language):
                chosen_.append(note)
                if language:
                    break
    if seen is not None:
        seen.update(note.id for note in chosen_)
    return chosen_


def rests(told: Told, id: Id) -> Twin:
    """On how much a record rests, in a sentence; a bare assumption is called one."""
    found = evidence(told.snapshot, id)
    if not found.notes and found.assumptions:
        return said(N_("An assumption: nobody in the room has said it."))
    if not found.notes:
        return said(N_("No voice that this audience may read."))
    return said(N_("Voices it rests on: {n}. Independent sources: {sources}."), n=found.notes, sources=found.sources)


def pains_of(told: Told, record: Requirement | Need) -> list[Pain]:
    """The pain points that a requirement or a need answers, by its needs too."""
    snapshot = told.snapshot
    own = {link.target for link in snapshot.links.out(record.id)}
    for need in list(own):
        if snapshot.get(Need, need) is not None:
            own |= {link.target for link in snapshot.links.out(need)}
    return [one for one in snapshot.all(Pain) if one.id in own]


def listed(items: Sequence[Record]) -> Twin:
    """Records by reference and words, one after another."""
    parts: list[Twin | str] = []
    for one in items:
        parts += [*(["; "] if parts else []), cited(one)]
    return twin(*parts)
