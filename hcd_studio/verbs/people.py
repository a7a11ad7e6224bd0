"""Verbs of people: participants by code, personas, tables, consent."""

from __future__ import annotations

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.records import Participant, ParticipantGroup, Persona, RoomTable
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of


@verb(say=N_("Add participant group"), told=N_("Group {title} added."))
def add_participant_group(
    draft: Draft,
    title: Words,
    *,
    side: str = "residents",
    counts: str = "members",
    share: float | None = None,
    source: str = "",
) -> ParticipantGroup:
    """A group that the room should hold, its side, who counts, and its share of the population in per cent."""
    return draft.add(ParticipantGroup(title=title, side=side, counts=counts, share=share, source=source))


def group_named(draft: Draft, named: str) -> Id:
    """The group of that title or id, made where there is none; empty where nothing is named."""
    named = named.strip()
    known = draft.all(ParticipantGroup)
    wanted = named.casefold()
    found = next(
        (one for one in known if named == one.id or wanted in (one.title.en.casefold(), one.title.cy.casefold())), None
    )
    if found is None and named:
        side = wanted if wanted in ("residents", "staff", "leaders") else "residents"
        found = add_participant_group(draft, Words(en=named), side=side)
    return found.id if found else ""


@verb(say=N_("Add participant"), told=N_("Participant {code} added."))
def add_participant(
    draft: Draft,
    code: str = "",
    *,
    group: str = "",
    languages: tuple[str, ...] = (),
    access_needs: tuple[str, ...] = (),
    room_table: RoomTable | None = None,
    tier: str = "",
    arrived: str = "",
) -> Participant:
    """Somebody in the room, by a code that is nobody else's; without one, the next free code."""
    codes = {one.code.casefold() for one in draft.all(Participant)}
    code = code.strip() or next(f"P{n:02}" for n in range(1, 10_000) if f"p{n:02}" not in codes)
    if code.casefold() in codes:
        raise Trouble(
            Message("The code {code} is taken.", code=code), do=Message("Give each person a code of their own.")
        )
    return draft.add(
        Participant(
            code=code,
            group=group_named(draft, group),
            languages=languages,
            access_needs=access_needs,
            room_table=id_of(room_table),
            tier=tier,
            arrived=arrived,
        )
    )


@verb(say=N_("Set consent"), told=(N_("Consent of {participant}: {tier}."), N_("Consent of {participant}: not said.")))
def set_consent(draft: Draft, participant: Participant, tier: str) -> Participant:
    """How far this person's words may travel: room, council, library or public."""
    return draft.patch(participant, tier=tier)


@verb(
    say=N_("Withdraw consent"), told=N_("{participant} has withdrawn: their words are hidden everywhere."), reminds=True
)
def withdraw(draft: Draft, participant: Participant) -> Participant:
    """Hide all of a person's words everywhere at once; it can be undone. Erasure is another, final step."""
    return draft.patch(participant, withdrawn=True)


@verb(say=N_("Give consent again"), told=N_("{participant} takes part again."))
def rejoin(draft: Draft, participant: Participant) -> Participant:
    """The person takes the withdrawal back."""
    return draft.patch(participant, withdrawn=False)


@verb(
    say=N_("Remove participant"),
    told=N_("Participant {participant} removed; their notes stay, without a code."),
    reminds=True,
)
def remove_participant(draft: Draft, participant: Participant) -> None:
    """The code goes; what the person said stays."""
    draft.remove(participant)


@verb(say=N_("Add persona"), told=N_("Persona {name} added."))
def add_persona(draft: Draft, name: str, *, circumstances: Words = Words(), goals: Words = Words()) -> Persona:
    """Somebody typical, by a first name."""
    return draft.add(Persona(name=name, circumstances=circumstances, goals=goals))


@verb(say=N_("Add table"), told=N_("Table {name} added."))
def add_table(draft: Draft, name: str = "", *, scribe: str = "", language: str = "") -> RoomTable:
    """A table in the room; without a name, the next letter."""
    names = {one.name for one in draft.all(RoomTable)}
    name = name.strip() or next(letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in names)
    return draft.add(RoomTable(name=name, scribe=scribe, language=language))
