"""What the set-up of a workshop still lacks, in words, section by section."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from hcd_studio.questions.agenda import clock_time
from hcd_studio.records import AgendaItem, Participant, ParticipantGroup, Persona, RoomTable, Workshop
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message

Section = Literal["workshop", "agenda", "tables", "people", "groups", "personas", "voices"]
SECTIONS: tuple[Section, ...] = ("workshop", "agenda", "tables", "people", "groups", "personas", "voices")


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is still missing: where, and in a sentence; one that `matters` should not wait for the day."""

    section: Section
    words: Message
    matters: bool = True
    field: str = ""


def lacks(snapshot: Snapshot) -> tuple[Lack, ...]:
    """Everything that is still missing, in the order of the sections."""
    return (*_workshop(snapshot.workshop), *_agenda(snapshot), *_tables(snapshot), *_people(snapshot), *_rest(snapshot))


def _workshop(one: Workshop) -> list[Lack]:
    found = []
    for field, words in (
        ("title", Message("The workshop has no title.")),
        ("scenario", Message("The scenario is not described.")),
        ("date", Message("The day is not set.")),
        ("place", Message("The place is not named.")),
        ("service", Message("The service is not named.")),
        ("safeguarding", Message("No safeguarding contact is given.")),
        ("withdraw_by", Message("It is not said until when people may withdraw.")),
        ("contact", Message("No contact is given to people who want to withdraw.")),
    ):
        if not getattr(one, field):
            found.append(Lack("workshop", words, field=field))
    for field, words in (
        ("title", Message("The title stands in one language only.")),
        ("scenario", Message("The scenario stands in one language only.")),
        ("expectation", Message("What was expected stands in one language only.")),
        ("consent_words", Message("The wording of consent stands in one language only.")),
    ):
        pair = getattr(one, field)
        if pair and not (pair.cy and pair.en) and len(one.languages) != 1:
            found.append(Lack("workshop", words, field=field))
    if not one.expectation:
        found.append(Lack("workshop", Message("What people expect is not described."), False, "expectation"))
    if not one.consent_words:
        found.append(Lack("workshop", Message("The wording of consent is missing."), field="consent_words"))
    return found


def _agenda(snapshot: Snapshot) -> list[Lack]:
    items = snapshot.all(AgendaItem)
    if not items:
        return [Lack("agenda", Message("The agenda is empty."))]
    found = []
    untimed = [one for one in items if clock_time(one.begins) is None or one.minutes is None]
    if untimed:
        found.append(Lack("agenda", Message("Items without a time: {n}.", n=len(untimed)), False))
    times = [(at, one) for one in items if (at := clock_time(one.begins)) is not None]
    for (before, _), (after, item) in pairwise(times):
        if after < before:
            words = Message("“{title}” is planned earlier than what stands before it.", title=item.title)
            found.append(Lack("agenda", words))
    return found


def _tables(snapshot: Snapshot) -> list[Lack]:
    tables = snapshot.all(RoomTable)
    if not tables:
        return [Lack("tables", Message("No table is set up."))]
    found = [
        Lack("tables", Message("Table {name} has no scribe.", name=one.name), False) for one in tables if not one.scribe
    ]
    if not any(one.language == "cy" for one in tables):
        found.append(Lack("tables", Message("No table works in Welsh."), False))
    return found


def _people(snapshot: Snapshot) -> list[Lack]:
    people = [one for one in snapshot.all(Participant) if not one.withdrawn]
    if not people:
        return [Lack("people", Message("No participant is noted."))]
    found = []
    codes = Counter(one.code.casefold() for one in people if one.code)
    shown = {one.code.casefold(): one.code for one in reversed(people)}
    for code, n in codes.items():
        if n > 1:
            found.append(Lack("people", Message("{n} people have the code {code}.", n=n, code=shown[code])))
    for name, words in WITHOUT.items():
        n = sum(not getattr(one, name) for one in people)
        if n:
            found.append(Lack("people", Message(words, n=n), name in ("code", "tier"), name))
    return found


WITHOUT = {
    "code": N_("People without a code: {n}."),
    "tier": N_("People whose consent is not noted: {n}."),
    "room_table": N_("People without a table: {n}."),
    "languages": N_("People whose languages are not noted: {n}."),
}


def _rest(snapshot: Snapshot) -> list[Lack]:
    found = []
    if not snapshot.all(ParticipantGroup):
        found.append(Lack("groups", Message("No group is named whose voices should be heard.")))
    if not snapshot.all(Persona):
        found.append(Lack("personas", Message("No persona is described."), False))
    if not snapshot.workshop.missing_voices:
        found.append(Lack("voices", Message("Nobody has written yet whose voices are missing."), False))
    return found
