"""The room: the workshop, its day, the people in it, what they voted and decided."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.bilingual import Words
from hcd_studio.fields import (
    CHANNELS,
    Id,
    amount,
    choice,
    citation,
    consent,
    ranked,
    refers,
    several,
    typed,
    words,
    yes_no,
)
from hcd_studio.records.record import Record
from hcd_studio.speech import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop(Record):
    """The workshop itself: one in each session; its id is the session's."""

    table = "workshop"
    english, welsh = N_("Workshop"), "Gweithdy"
    title: Words = words()
    service: str = typed()
    council: str = typed()
    date: str = typed()
    place: str = typed()
    facilitators: tuple[str, ...] = several()
    scenario: Words = words()
    expectation: Words = words()
    scope: str = typed()
    languages: tuple[str, ...] = several("cy", "en")
    method: str = typed()
    missing_voices: Words = words()
    contact: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """A part of the day: what is planned when, and when it really began and ended."""

    table = "agenda_item"
    english, welsh = N_("Agenda item"), "Eitem ar yr agenda"
    title: Words = words()
    page: str = choice()
    begins: str = typed()
    minutes: int | None = amount(0, 1440)
    began: str = typed()
    ended: str = typed()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTable(Record):
    """A table in the room, its scribe and its language."""

    table = "room_table"
    english, welsh = N_("Table"), "Bwrdd"
    name: str = typed()
    scribe: str = typed()
    language: str = choice("cy", "en")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Record):
    """Somebody typical of the people who live the journey; its claims are linked to evidence."""

    table = "persona"
    english, welsh = N_("Persona"), "Persona"
    name: str = typed()
    circumstances: Words = words()
    goals: Words = words()
    access_needs: tuple[str, ...] = several()
    languages: tuple[str, ...] = several("cy", "en")
    channels: tuple[str, ...] = several(*CHANNELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """Somebody in the room, known by a code; a name is kept only when a person asks for it."""

    table = "participant"
    english, welsh = N_("Participant"), "Cyfranogwr"
    code: str = typed()
    name: str = typed()
    group: str = typed()
    languages: tuple[str, ...] = several("cy", "en")
    access_needs: tuple[str, ...] = several()
    room_table: Id = refers("room_table")
    tier: str = consent("")
    withdrawn: bool = consent(False)
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Record):
    """A round of voting and its rules."""

    table = "ballot"
    english, welsh = N_("Ballot"), "Pleidlais"
    title: Words = words()
    on: str = choice("theme", "pain", "idea", default="theme")
    dots: int | None = amount(0, 100)
    concerns: int | None = amount(0, 100)
    blind: bool = yes_no(True)
    status: str = choice("open", "closed", default="open")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Record):
    """Dots or concerns given to one thing, by a person or counted from paper or hands."""

    table = "vote"
    english, welsh = N_("Vote"), "Pleidlais unigol"
    ballot: Id = refers("ballot")
    target: Id = refers("theme", "pain", "idea")
    participant: Id = refers("participant")
    kind: str = choice("dot", "concern", default="dot")
    count: int | None = amount(0, 1000)
    source: str = choice("person", "paper", "hands", "phone", default="person")
    group: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What was decided, on what evidence, and what was rejected."""

    table = "decision"
    english, welsh, letter = N_("Decision"), "Penderfyniad", "D"
    ref: str = citation()
    title: Words = words()
    who: str = typed()
    decided: str = typed()
    evidence: Words = words()
    rejected: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """What will be done, by whom and by when."""

    table = "action"
    english, welsh, letter = N_("Action point"), "Cam gweithredu", "A"
    ref: str = citation()
    title: Words = words()
    who: str = typed()
    due: str = typed()
    status: str = choice("open", "done", "dropped", default="open")
    step: Id = refers("step")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """An organisation, team or system behind a step."""

    table = "actor"
    english, welsh = N_("Actor"), "Gweithredydd"
    title: Words = words()
    kind: str = choice("organisation", "team", "system")
    rank: str = ranked()
