"""Who may read what: no text leaves above its consent tier, and people who withdrew are gone. Every writer asks here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache

from hcd_studio.fields import TIERS, Id, Tier
from hcd_studio.pseudonyms import generaliser
from hcd_studio.records import KINDS, Attachment, Feeling, Link, Note, Participant, Persona, Record, Vote
from hcd_studio.snapshot import Snapshot


def tier_level(tier: str) -> int:
    """How far a tier lets a text travel; unset and unknown tiers stay in the room."""
    return TIERS.index(tier) if tier in TIERS else 0


def may_leave(tier: str, person: Participant | None, audience: Tier) -> bool:
    """Whether a text of that tier by that person may be seen by an audience; a withdrawn person's never."""
    if person is not None and person.withdrawn:
        return False
    wanted = tier_level(audience)
    if person is not None and person.tier and tier_level(person.tier) < wanted:
        return False
    return tier_level(tier) >= wanted


def seen_by(snapshot: Snapshot, audience: Tier) -> Snapshot:
    """The workshop as an audience may see it.

    Beyond the room nobody has a name and private notes stay behind; beyond the council nobody has a code either, and
    words that the session lists are said more widely. What copies and photos of a withdrawn person's words say is gone
    with them, and so are links to what is gone.
    """
    from hcd_studio.privacy import hidden_by_withdrawal

    people = {person.id: person for person in snapshot.all(Participant)}
    hidden = hidden_by_withdrawal(snapshot)
    wider = generaliser(snapshot) if tier_level(audience) > tier_level("council") else None
    kept: dict[str, dict[Id, Record]] = {}
    for kind, records in snapshot.records.items():
        shown = (_shown(record, people, audience) for record in records.values() if record.id not in hidden)
        kept[kind] = {one.id: wider(one) if wider else one for one in shown if one is not None}
    there = {id for records in kept.values() for id in records}
    kept[Attachment.table] = {
        id: one
        for id, one in kept.get(Attachment.table, {}).items()
        if isinstance(one, Attachment) and (not one.parent or one.parent in there)
    }
    there = {id for records in kept.values() for id in records}
    kept[Link.table] = {
        id: link
        for id, link in kept.get(Link.table, {}).items()
        if isinstance(link, Link) and link.source in there and link.target in there
    }
    return Snapshot(
        kept,
        {key: n for key, n in snapshot.versions.items() if key[0] in there},
        frozenset(pair for pair in snapshot.stale if pair[0] in there),
        frozenset(id for id in snapshot.suspect if id in kept[Link.table]),
    )


def _shown(record: Record, people: Mapping[Id, Participant], audience: Tier) -> Record | None:
    """One record as an audience may see it: not at all beyond where its kind travels, and without names beyond the council."""
    if tier_level(audience) > tier_level(record.travels):
        return None
    far = tier_level(audience) > tier_level("council")
    shown = _spoken(record, people, audience, far)
    if shown is None or not far:
        return shown
    personal = {name: type(getattr(shown, name))() for name in personal_fields(shown.table)}
    return replace(shown, **personal) if personal else shown


@cache
def personal_fields(table: str) -> tuple[str, ...]:
    """The fields of a kind that hold somebody's name."""
    return tuple(one.name for one in fields(KINDS[table]) if one.metadata.get("personal"))


def _spoken(record: Record, people: Mapping[Id, Participant], audience: Tier, far: bool) -> Record | None:
    """What one person said or gave, by their consent."""
    if isinstance(record, Participant):
        return None if record.withdrawn else replace(record, name="") if audience != "room" else record
    if isinstance(record, Note):
        person = people.get(record.participant)
        if not may_leave(record.tier, person, audience) or (record.private and audience != "room"):
            return None
        return replace(record, participant="") if far else record
    if isinstance(record, Feeling):
        return _shown_feeling(record, people.get(record.participant), audience, far)
    if isinstance(record, Vote):
        person = people.get(record.participant)
        if person is not None and person.withdrawn:
            return None
        return replace(record, participant="") if far else record
    if isinstance(record, Attachment):
        person = people.get(record.participant)
        if not may_leave(record.tier, person, audience):
            return None
        return replace(record, participant="") if far else record
    if isinstance(record, Persona) and far:
        return replace(record, name=record.name.split(" ")[0])
    return record


def _shown_feeling(feeling: Feeling, person: Participant | None, audience: Tier, far: bool) -> Feeling | None:
    """A rating is a number and travels; its because is somebody's words and needs their consent."""
    if person is not None and person.withdrawn:
        return None
    quiet = feeling if may_leave(feeling.tier, person, audience) else replace(feeling, because="", word="")
    return replace(quiet, participant="") if far else quiet
