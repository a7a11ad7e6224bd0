"""What a map says about itself: title, whose journey, when and where, who was there, for whom it may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hcd_studio.bilingual import Words
from hcd_studio.fields import Tier
from hcd_studio.records import Journey, Participant, Persona, RoomTable
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip

READ_CURVE = N_(
    "Line: mean rating from −2 to +2. Band: middle 80 % of ratings. n: how many rated. "
    "Triangle: low point. Dashed box: no ratings, or fewer than 5."
)
READ_NOTES = N_("Each kind of note has its own corner and icon.")
NO_MISSING = N_("Nobody has written down whose voices were missing.")
LEFT_OUT = N_("Codes and private notes are left out.")
AUDIENCES: dict[Tier, str] = {
    "room": N_("Room copy, for the people who were there."),
    "council": N_("Council copy. Nothing that was to stay in the room."),
    "library": N_("Library copy. Only what people let councils share."),
    "public": N_("Public copy. Only what people let anybody read."),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in the masthead of a map."""

    title: Words
    council: str
    day: Message | str
    persona: Words
    scenario: Words
    expectation: Words
    missing: Words
    people: int
    tables: int

    @property
    def numbers(self) -> tuple[Message, ...]:
        """How many people and tables there were, as far as anybody wrote it down."""
        counted = ((N_("People: {n}"), self.people), (N_("Tables: {n}"), self.tables))
        return tuple(Message(words, n=n) for words, n in counted if n)


def facts(snapshot: Snapshot) -> Facts:
    """The facts of a workshop; people who withdrew are not counted."""
    workshop = snapshot.workshop
    journey = next(iter(snapshot.all(Journey)), Journey())
    people = snapshot.all(Persona)
    persona = snapshot.get(Persona, journey.persona) or next(iter(people), Persona())
    about = persona.circumstances
    named = Words(
        ", ".join(part for part in (persona.name, about.en.rstrip(".")) if part),
        ", ".join(part for part in (persona.name, about.cy.rstrip(".")) if part) if about.cy or not about.en else "",
    )
    return Facts(
        title=workshop.title or journey.title or Words("Journey map", "Map taith"),
        council=workshop.council,
        day=_day_of(workshop.date),
        persona=named,
        scenario=journey.scenario or workshop.scenario,
        expectation=workshop.expectation,
        missing=workshop.missing_voices,
        people=sum(1 for person in snapshot.all(Participant) if not person.withdrawn),
        tables=len(snapshot.all(RoomTable)),
    )


def _day_of(text: str) -> Message | str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def day(when: date) -> Message:
    """A date in words, as both languages write it."""
    return Message(
        "{day} {month} {year}", day=str(when.day), month=Message(MONTHS[when.month - 1]), year=str(when.year)
    )
