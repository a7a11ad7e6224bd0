"""The room: the workshop, its day, the people in it, what they voted and decided."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.bilingual import Words
from hcd_studio.fields import (
    BARRIERS,
    CHANNELS,
    Id,
    amount,
    choice,
    citation,
    consent,
    day,
    moment,
    names,
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
    travels = "public"
    title: Words = words()
    service: str = typed()
    council: str = typed()
    date: str = day()
    place: str = typed()
    facilitators: tuple[str, ...] = names()
    scenario: Words = words()
    expectation: Words = words()
    scope: str = typed()
    languages: tuple[str, ...] = several("cy", "en")
    method: str = typed()
    missing_voices: Words = words()
    contact: str = typed()
    safeguarding: str = typed()
    withdraw_by: str = day()
    keywords: tuple[str, ...] = several()
    consent_words: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """A part of the day: what is planned when, and when it really began and ended."""

    table = "agenda_item"
    english, welsh = N_("Agenda item"), "Eitem ar yr agenda"
    travels = "public"
    title: Words = words()
    page: str = choice()
    begins: str = moment()
    minutes: int | None = amount(0, 1440)
    began: str = moment()
    ended: str = moment()
    rank: str = ranked()
    prompt: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTable(Record):
    """A table in the room, its scribe and its language."""

    table = "room_table"
    english, welsh = N_("Table"), "Bwrdd"
    travels = "public"
    name: str = typed()
    scribe: str = typed(personal=True)
    language: str = choice("cy", "en")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Record):
    """Somebody typical of the people who live the journey; its claims are linked to evidence."""

    table = "persona"
    english, welsh = N_("Persona"), "Persona"
    letter = "H"
    travels = "public"
    ref: str = citation()
    name: str = typed()
    circumstances: Words = words()
    goals: Words = words()
    access_needs: tuple[str, ...] = several()
    languages: tuple[str, ...] = several("cy", "en")
    channels: tuple[str, ...] = several(*CHANNELS)
    barriers: tuple[str, ...] = several(*BARRIERS)
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """Somebody in the room, known by a code; a name is kept only when a person asks for it."""

    table = "participant"
    english, welsh = N_("Participant"), "Cyfranogwr"
    code: str = typed()
    name: str = typed(personal=True)
    group: Id = refers("participant_group")
    languages: tuple[str, ...] = several("cy", "en")
    access_needs: tuple[str, ...] = several()
    room_table: Id = refers("room_table")
    tier: str = consent("")
    withdrawn: bool = consent(False)
    rank: str = ranked()
    persona: Id = refers("persona")
    arrived: str = moment()
    left: str = moment()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Record):
    """A round of voting and its rules."""

    table = "ballot"
    english, welsh = N_("Ballot"), "Pleidlais"
    travels = "public"
    title: Words = words()
    on: str = choice("theme", "pain", "idea", default="theme")
    dots: int | None = amount(0, 100)
    concerns: int | None = amount(0, 100)
    blind: bool = yes_no(True)
    status: str = choice("open", "closed", default="open")
    rank: str = ranked()
    voters: str = choice("room", "leaders", default="room")
    opened: str = moment()
    closed: str = moment()
    present: int | None = amount(0, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Record):
    """Dots or concerns given to one thing, by a person or counted from paper or hands."""

    table = "vote"
    english, welsh = N_("Vote"), "Pleidlais unigol"
    key = ("ballot", "target", "participant", "kind")
    travels = "public"
    ballot: Id = refers("ballot")
    target: Id = refers("theme", "pain", "idea")
    participant: Id = refers("participant")
    kind: str = choice("dot", "concern", default="dot")
    count: int | None = amount(0, 1000)
    source: str = choice("person", "paper", "hands", "phone", default="person")
    group: Id = refers("participant_group")
    room_table: Id = refers("room_table")
    counted_by: str = typed(personal=True)
    checked_by: str = typed(personal=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What was decided, on what evidence, and what was rejected."""

    table = "decision"
    english, welsh, letter = N_("Decision"), "Penderfyniad", "D"
    travels = "public"
    ref: str = citation()
    title: Words = words()
    who: str = typed(personal=True)
    decided: str = day()
    evidence: Words = words()
    rejected: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """What will be done, by whom and by when."""

    table = "action"
    english, welsh, letter = N_("Action point"), "Cam gweithredu", "A"
    travels = "public"
    ref: str = citation()
    title: Words = words()
    who: str = typed(personal=True)
    due: str = day()
    status: str = choice("open", "done", "dropped", default="open")
    step: Id = refers("step")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """An organisation, team or system behind a step."""

    table = "actor"
    english, welsh = N_("Actor"), "Gweithredydd"
    travels = "public"
    title: Words = words()
    kind: str = choice("organisation", "team", "system")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantGroup(Record):
    """A group of which the room should hold a share: residents, staff, carers, Welsh speakers; and its share outside.

    `counts` says who belongs: those whose group it is, those who speak a language, or those with an access need.
    """

    table = "participant_group"
    english, welsh = N_("Participant group"), "Grŵp cyfranogwyr"
    travels = "public"
    title: Words = words()
    side: str = choice("residents", "staff", "leaders", default="residents")
    counts: str = choice("members", "speaks Welsh", "has an access need", default="members")
    share: float | None = amount(0, 100)
    source: str = typed()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One thing said of a persona; it rests on notes, or is an assumption."""

    table = "claim"
    english, welsh, letter = N_("Claim"), "Honiad", "K"
    travels = "public"
    ref: str = citation()
    persona: Id = refers("persona")
    statement: Words = words()
    kind: str = choice("circumstance", "goal", "barrier", "behaviour", default="circumstance")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse(Record):
    """How many people gave one answer to a closing question; nobody's answer is kept beside their code."""

    table = "pulse"
    english, welsh = N_("Closing pulse"), "Pwls cloi"
    travels = "public"
    question: str = choice("heard", "understood", "again")
    value: int | None = amount(1, 5)
    count: int | None = amount(0, 10_000)
    room_table: Id = refers("room_table")
    language: str = choice("cy", "en")
