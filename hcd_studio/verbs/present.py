"""Verbs of who is present: many at once, from a list, late and early, one person behind two codes."""

from __future__ import annotations

from dataclasses import replace

from hcd_studio.audience import tier_level
from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.importers.people import read_people
from hcd_studio.questions.voices import missing_voices
from hcd_studio.records import (
    Attachment,
    Claim,
    Feeling,
    Note,
    Participant,
    ParticipantGroup,
    Persona,
    RoomTable,
    Vote,
    Workshop,
)
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.day import moment_now
from hcd_studio.verbs.needs import add_link
from hcd_studio.verbs.people import add_participant, add_participant_group, add_table, group_named

MOST = 500
"""So many people at once; more is surely a slip of the keys."""


@verb(say=N_("Add several participants"), told=N_("Participants added: {count}."))
def add_participants(
    draft: Draft,
    count: int,
    *,
    group: str = "",
    languages: tuple[str, ...] = (),
    room_table: RoomTable | None = None,
    tier: str = "",
) -> tuple[Participant, ...]:
    """So many people under the next free codes; without a table they are spread evenly over the tables there are."""
    if not 1 <= count <= MOST:
        raise Trouble(
            Message("{n} people cannot be added at once.", n=count),
            do=Message("Give a number from {low} to {high}.", low=1, high=MOST),
        )
    tables = (room_table,) if room_table else draft.all(RoomTable)
    made = []
    for nth in range(count):
        at = tables[nth * len(tables) // count] if tables else None
        made.append(add_participant(draft, group=group, languages=languages, room_table=at, tier=tier))
    return tuple(made)


@verb(say=N_("Add participants of a list"), told=N_("Participants added: {count}."))
def add_listed_participants(draft: Draft, text: str) -> tuple[Participant, ...]:
    """The people of a pasted list, a line each: code, group, languages, access needs, table, consent; names stay out.

    A code that is there already says more about the same person: what the list leaves empty stays as it is.
    """
    found = read_people(text).people
    if not found:
        raise Trouble(
            Message("The list names nobody."), do=Message("Write a line for each person: a code, a group, languages.")
        )
    tables = {one.name.casefold(): one for one in draft.all(RoomTable)}
    known = {one.code.casefold(): one for one in draft.all(Participant)}
    made = []
    for one in found:
        table = tables.get(one.table.casefold())
        if table is None and one.table:
            table = tables[one.table.casefold()] = add_table(draft, one.table)
        there = known.get(one.code.casefold()) if one.code else None
        person = there or add_participant(draft, one.code)
        known[person.code.casefold()] = person
        said: dict[str, object] = {
            "group": group_named(draft, one.group), "languages": one.languages, "access_needs": one.access_needs,
            "room_table": table.id if table else "", "tier": one.tier,
        }  # fmt: skip
        made.append(draft.patch(person, {name: value for name, value in said.items() if value}))
    return tuple(made)


@verb(say=N_("Note a late arrival"), told=N_("{participant} arrived at {arrived}."))
def note_arrival(draft: Draft, participant: Participant, *, at: str = "") -> Participant:
    """Somebody comes later than the rest, now or at a time given: steps before are “not present”, never 0."""
    return draft.patch(participant, arrived=at or moment_now(draft)[11:16])


@verb(say=N_("Note an early leaver"), told=N_("{participant} left at {left}."))
def note_leaving(draft: Draft, participant: Participant, *, at: str = "") -> Participant:
    """Somebody leaves before the end, now or at a time given."""
    return draft.patch(participant, left=at or moment_now(draft)[11:16])


@verb(say=N_("Merge participants"), told=N_("{participant} and {into} are one person now: {into}."), reminds=True)
def merge_participants(draft: Draft, participant: Participant, into: Participant) -> Participant:
    """One person stood under two codes: all that the first said is the other's; the narrower consent holds."""
    if participant.id == into.id:
        raise Trouble(Message("A person cannot be merged with themselves."), do=Message("Choose two people."))
    gone, kept = draft.fresh(participant), draft.fresh(into)
    said_by: tuple[Note | Attachment, ...] = (*draft.all(Note), *draft.all(Attachment))
    for one in said_by:
        if one.participant == gone.id:
            draft.patch(one, participant=kept.id)
    for feeling in draft.all(Feeling):
        if feeling.participant == gone.id:
            draft.remove(feeling)
            if draft.known(Feeling, kept.id, feeling.step) is None:
                draft.add(replace(feeling, id="", participant=kept.id))
    _merge_votes(draft, gone, kept)
    consents = [one for one in (gone.tier, kept.tier) if one]
    said: dict[str, object] = {
        "languages": tuple(dict.fromkeys((*kept.languages, *gone.languages))),
        "access_needs": tuple(dict.fromkeys((*kept.access_needs, *gone.access_needs))),
        "tier": min(consents, key=tier_level) if consents else "",
        "withdrawn": gone.withdrawn or kept.withdrawn,
    }
    said |= {name: getattr(gone, name) for name in ("group", "room_table", "persona") if not getattr(kept, name)}
    draft.remove(gone)
    return draft.patch(kept, said)


def _merge_votes(draft: Draft, gone: Participant, kept: Participant) -> None:
    """Votes of both codes on one thing are counted together; more than the limit are shown as such."""
    for vote in draft.all(Vote):
        if vote.participant != gone.id:
            continue
        draft.remove(vote)
        there = draft.known(Vote, vote.ballot, vote.target, kept.id, vote.kind)
        if there is None:
            draft.add(replace(vote, id="", participant=kept.id))
        else:
            draft.patch(there, count=(there.count or 0) + (vote.count or 0))


@verb(say=N_("Use the usual groups"), told=N_("Groups added: {count}."))
def use_usual_groups(draft: Draft) -> tuple[ParticipantGroup, ...]:
    """Welsh speakers and disabled people with their shares of Wales, and residents and staff; those that are there stay.

    Councils put their own figures in place of these.
    """
    known = draft.all(ParticipantGroup)
    counted = {one.counts for one in known if one.counts != "members"}
    sides = {one.side for one in known if one.counts == "members"}
    made = []
    for title, side, counts, share, source in USUAL_GROUPS:
        if (counts in counted) if counts != "members" else (side in sides):
            continue
        made.append(add_participant_group(draft, title, side=side, counts=counts, share=share, source=source))
    return tuple(made)


USUAL_GROUPS = (
    (Words("Residents", "Preswylwyr", "translated"), "residents", "members", None, ""),
    (Words("Staff", "Staff", "translated"), "staff", "members", None, ""),
    (Words("Welsh speakers", "Siaradwyr Cymraeg", "translated"), "residents", "speaks Welsh", 28.0,
     "Annual Population Survey for Wales"),
    (Words("Disabled people", "Pobl anabl", "translated"), "residents", "has an access need", 20.0, "Census 2021, Wales"),
)  # fmt: skip


@verb(say=N_("Draft the missing voices"), told=N_("The statement of missing voices is drafted: look it through."))
def draft_missing_voices(draft: Draft) -> Workshop:
    """Who was not heard, from the coverage, in both languages; people then make it their own."""
    words = missing_voices(Snapshot({kind: dict(found) for kind, found in draft.session.records.items()}))
    return draft.patch(draft.session.workshop, missing_voices=words)


@verb(say=N_("Add claim"), told=N_("Claim about {persona}: {statement}."))
def add_claim(
    draft: Draft, persona: Persona, statement: Words, *, kind: str = "circumstance", notes: tuple[Note, ...] = ()
) -> Claim:
    """Something said of a persona; it rests on notes, and without them it is an assumption."""
    if not statement:
        raise Trouble(Message("The claim is empty."), do=Message("Say what is so of {name}.", name=persona.name))
    made = draft.add(Claim(persona=persona.id, statement=statement, kind=kind))
    for note in notes:
        add_link(draft, made, note)
    return made
