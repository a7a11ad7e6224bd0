"""The journey and what was said along it: stages, steps, lanes, notes, feelings, themes, pain points, ideas."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.bilingual import Words
from hcd_studio.fields import (
    CHANNELS,
    LANE_KINDS,
    MOSCOW,
    NOTE_KINDS,
    STRENGTHS,
    Id,
    amount,
    choice,
    citation,
    consent,
    ranked,
    refers,
    several,
    speech,
    words,
    yes_no,
)
from hcd_studio.records.record import Record
from hcd_studio.speech import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey(Record):
    """One person's way through one scenario."""

    table = "journey"
    english, welsh = N_("Journey"), "Taith"
    title: Words = words()
    persona: Id = refers("persona")
    scenario: Words = words()
    kind: str = choice("as-is", "to-be", default="as-is")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Record):
    """A part of the journey, made of steps."""

    table = "stage"
    english, welsh = N_("Stage"), "Cyfnod"
    title: Words = words()
    journey: Id = refers("journey")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """One thing that a person goes through; a column of the map."""

    table = "step"
    english, welsh = N_("Step"), "Cam"
    title: Words = words()
    stage: Id = refers("stage")
    channels: tuple[str, ...] = several(*CHANNELS)
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Record):
    """A row of the map: what it shows is its kind."""

    table = "lane"
    english, welsh = N_("Lane"), "Lôn"
    title: Words = words()
    journey: Id = refers("journey")
    kind: str = choice(*LANE_KINDS, default="custom")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """What somebody said or the room observed: evidence, kept in the language it was spoken in and never rewritten."""

    table = "note"
    english, welsh, letter = N_("Note"), "Nodyn", "V"
    ref: str = citation()
    step: Id = refers("step")
    lane: Id = refers("lane")
    rank: str = ranked()
    text: str = speech()
    language: str = choice("cy", "en")
    translation: str = speech()
    kind: str = choice(*NOTE_KINDS)
    verbatim: bool = yes_no()
    participant: Id = refers("participant")
    room_table: Id = refers("room_table")
    theme: Id = refers("theme")
    tier: str = consent("")
    strength: str = choice(*STRENGTHS)
    private: bool = yes_no()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling(Record):
    """How a participant rates a step, from −2 to +2, with a word and a because."""

    table = "feeling"
    english, welsh = N_("Feeling"), "Teimlad"
    participant: Id = refers("participant")
    step: Id = refers("step")
    value: int | None = amount(-2, 2)
    word: str = choice()
    because: str = speech()
    language: str = choice("cy", "en")
    tier: str = consent("")
    source: str = choice("person", "paper", "phone", default="person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Record):
    """A group of notes that say the same kind of thing."""

    table = "theme"
    english, welsh, letter = N_("Theme"), "Thema", "T"
    ref: str = citation()
    title: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain(Record):
    """A pain point: something that hurts, how badly, how often and for how many; linked to the notes that say so."""

    table = "pain"
    english, welsh, letter = N_("Pain point"), "Pwynt poen", "P"
    ref: str = citation()
    title: Words = words()
    step: Id = refers("step")
    theme: Id = refers("theme")
    severity: int | None = amount(1, 5)
    frequency: int | None = amount(1, 5)
    reach: int | None = amount(1, 5)
    cause: Words = words()
    barriers: tuple[str, ...] = several()
    status: str = choice("open", "answered", "accepted", "parked", default="open")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea(Record):
    """An answer to "how might we …", with its effort and its impact."""

    table = "idea"
    english, welsh, letter = N_("Idea"), "Syniad", "I"
    ref: str = citation()
    title: Words = words()
    step: Id = refers("step")
    effort: int | None = amount(1, 5)
    impact: int | None = amount(1, 5)
    moscow: str = choice(*MOSCOW)
    prototype: Words = words()
    tested: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A photo or sketch, known by the hash of its content, with a text for those who cannot see it."""

    table = "attachment"
    english, welsh = N_("Attachment"), "Atodiad"
    parent: Id = refers()
    sha256: str = choice()
    alt: Words = words()
    tier: str = consent("")
