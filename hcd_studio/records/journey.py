"""The journey and what was said along it: stages, steps, lanes, notes, feelings, themes, pain points, ideas."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.bilingual import Words
from hcd_studio.fields import (
    BARRIERS,
    CHANNELS,
    CONFIDENCE,
    LANE_KINDS,
    MOSCOW,
    NOTE_KINDS,
    STRENGTHS,
    Id,
    amount,
    choice,
    citation,
    consent,
    day,
    ranked,
    refers,
    several,
    speech,
    typed,
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
    travels = "public"
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
    travels = "public"
    title: Words = words()
    journey: Id = refers("journey")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """One thing that a person goes through; a column of the map."""

    table = "step"
    english, welsh = N_("Step"), "Cam"
    travels = "public"
    title: Words = words()
    stage: Id = refers("stage")
    channels: tuple[str, ...] = several(*CHANNELS)
    rank: str = ranked()
    barriers: tuple[str, ...] = several(*BARRIERS)
    letters: int | None = amount(0, 100_000)
    trips: int | None = amount(0, 100_000)
    sheets: int | None = amount(0, 100_000)
    wait_days: int | None = amount(0, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Record):
    """A row of the map: what it shows is its kind."""

    table = "lane"
    english, welsh = N_("Lane"), "Lôn"
    travels = "public"
    title: Words = words()
    journey: Id = refers("journey")
    kind: str = choice(*LANE_KINDS, default="custom")
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """What somebody said or the room observed: evidence, kept in the language it was spoken in and never rewritten."""

    table = "note"
    english, welsh, letter = N_("Note"), "Nodyn", "V"
    travels = "public"
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
    said_in: str = choice("cy", "en")
    parked: bool = yes_no()
    theme_rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling(Record):
    """How a participant rates a step, from −2 to +2, with a word and a because."""

    table = "feeling"
    english, welsh = N_("Feeling"), "Teimlad"
    key = ("participant", "step")
    travels = "public"
    participant: Id = refers("participant")
    step: Id = refers("step")
    value: int | None = amount(-2, 2)
    word: str = choice()
    because: str = speech()
    language: str = choice("cy", "en")
    tier: str = consent("")
    source: str = choice("person", "paper", "phone", default="person")
    counted: str = choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Record):
    """A group of notes that say the same kind of thing."""

    table = "theme"
    english, welsh, letter = N_("Theme"), "Thema", "T"
    travels = "public"
    ref: str = citation()
    title: Words = words()
    rank: str = ranked()
    confidence: str = choice(*CONFIDENCE)
    review_by: str = day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain(Record):
    """A pain point: something that hurts, how badly, how often and for how many; linked to the notes that say so."""

    table = "pain"
    english, welsh, letter = N_("Pain point"), "Pwynt poen", "P"
    travels = "public"
    ref: str = citation()
    title: Words = words()
    step: Id = refers("step")
    theme: Id = refers("theme")
    severity: int | None = amount(1, 5)
    frequency: int | None = amount(1, 5)
    reach: int | None = amount(1, 5)
    cause: Words = words()
    barriers: tuple[str, ...] = several(*BARRIERS)
    status: str = choice("open", "answered", "accepted", "parked", default="open")
    rank: str = ranked()
    confidence: str = choice(*CONFIDENCE)
    review_by: str = day()
    times_a_year: int | None = amount(0, 100_000_000)
    resident_minutes: float | None = amount(0, 100_000)
    council_minutes: float | None = amount(0, 100_000)
    resident_pounds: float | None = amount(0, 1_000_000)
    council_pounds: float | None = amount(0, 1_000_000)
    cost_source: str = typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea(Record):
    """An answer to "how might we …", with its effort and its impact."""

    table = "idea"
    english, welsh, letter = N_("Idea"), "Syniad", "I"
    travels = "public"
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
    travels = "public"
    parent: Id = refers()
    sha256: str = choice()
    alt: Words = words()
    tier: str = consent("")
    participant: Id = refers("participant")
    media: str = choice()
    caption: Words = words()
    rank: str = ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(Record):
    """A way from one step to another that is not the next one: a branch on, or a loop back, and when it is taken."""

    table = "branch"
    english, welsh = N_("Branch"), "Cangen"
    key = ("step", "leads_to")
    travels = "public"
    step: Id = refers("step")
    leads_to: Id = refers("step")
    condition: Words = words()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Record):
    """What of the map is shown under a name: lanes and kinds of note left out, the groups whose feelings are drawn."""

    table = "saved_view"
    english, welsh = N_("Saved view"), "Golwg a gadwyd"
    travels = "public"
    title: Words = words()
    hidden_lanes: tuple[str, ...] = several()
    hidden_kinds: tuple[str, ...] = several()
    groups: tuple[str, ...] = several()
    rank: str = ranked()
