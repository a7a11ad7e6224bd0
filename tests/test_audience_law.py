"""The law of audiences: a canary in every field of every kind, and none of them where it may not be."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, get_type_hints

import pytest

from hcd_studio.audience import personal_fields, seen_by, tier_level
from hcd_studio.bilingual import Words
from hcd_studio.fields import TIERS, Tier
from hcd_studio.pseudonyms import generaliser
from hcd_studio.records import (
    KINDS,
    Attachment,
    Decision,
    Feeling,
    Note,
    Participant,
    Pseudonym,
    Record,
    Requirement,
    Vote,
    Workshop,
)
from hcd_studio.snapshot import Snapshot

FREE = {
    # Texts of one language that travel as far as their kind: none of them is somebody's name by its meaning.
    "workshop": {"service", "council", "place", "scope", "method", "contact", "safeguarding"},
    "room_table": {"name"}, "persona": {"name"}, "participant_group": {"source"}, "measure": {"baseline", "target", "unit", "measured"},
    "actual": {"value", "source"}, "term": {"source"}, "pain": {"cost_source"}, "requirement": {"cpv"},
    "provenance": {"source", "licence", "council", "version", "summary", "contact"},
    # Who answers for an issue and for a finding set aside is printed, and is asked for in those words.
    "pack_issue": {"version", "approved_by"}, "waiver": {"who"},
}  # fmt: skip
FAR: tuple[Tier, ...] = ("library", "public")


def marked(kind: type[Record], tier: str = "public", **given: Any) -> Record:
    """A record with a canary in every place that can hold words, and somebody behind it."""
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for one in fields(kind):
        role, allowed = one.metadata.get("role"), one.metadata.get("allowed")
        canary = f"CANARY {kind.table}.{one.name}"
        if hints[one.name] is Words:
            values[one.name] = Words(canary, canary)
        elif role in ("words", "speech") or (
            role == "choice" and hints[one.name] is str and not allowed and "form" not in one.metadata
        ):
            values[one.name] = canary
        elif role == "set" and not allowed:
            values[one.name] = (canary,)
        elif role == "ref":
            values[one.name] = "somebody" if one.name == "participant" else ""
    if "tier" in hints:
        values["tier"] = tier
    return kind(**{**values, "id": f"{kind.table}-id", **given})


def world(noted: str = "public", **person: Any) -> Snapshot:
    somebody = replace(marked(Participant), id="somebody", **person)
    others = [marked(kind, noted) for kind in KINDS.values() if kind not in (Participant, Pseudonym)]
    return Snapshot.of([somebody, *others, Pseudonym(id="p", said="nobody says this", instead=Words("x", "x"))])


def canaries(snapshot: Snapshot) -> set[tuple[str, str]]:
    found = set()
    for kind, records in snapshot.records.items():
        for record in records.values():
            for one in fields(record):
                if "CANARY" in repr(getattr(record, one.name)):
                    found.add((kind, one.name))
    return found


@pytest.mark.parametrize("audience", TIERS)
def test_no_kind_goes_further_than_it_travels(audience: Tier) -> None:
    for kind, _ in canaries(seen_by(world(), audience)):
        assert tier_level(audience) <= tier_level(KINDS[kind].travels), kind


@pytest.mark.parametrize("audience", FAR)
def test_no_name_leaves_the_council(audience: Tier) -> None:
    shown = canaries(seen_by(world(), audience))
    assert not [(kind, name) for kind, name in shown if name in personal_fields(kind)]


def test_every_text_of_one_language_that_travels_has_been_judged() -> None:
    """A new field of typed words must say whether it is personal, or be listed here as one that may travel."""
    for kind in KINDS.values():
        if tier_level(kind.travels) <= tier_level("council"):
            continue
        typed = {
            one.name
            for one in fields(kind)
            if one.metadata.get("role") == "words" and one.type in ("str", str) and not one.metadata.get("personal")
        }
        assert typed == FREE.get(kind.table, set()), f"{kind.table}: {sorted(typed ^ FREE.get(kind.table, set()))}"


@pytest.mark.parametrize("audience", TIERS)
def test_what_somebody_said_goes_as_far_as_they_allowed(audience: Tier) -> None:
    spoken = {
        (kind.table, one.name)
        for kind in KINDS.values()
        for one in fields(kind)
        if one.metadata.get("role") == "speech"
    }
    spoken |= {("attachment", "alt"), ("attachment", "caption"), ("attachment", "sha256"), ("feeling", "word")}
    for tier in TIERS:
        for allowed in TIERS:
            shown = canaries(seen_by(world(tier, tier=allowed), audience)) & spoken
            enough = min(tier_level(tier), tier_level(allowed)) >= tier_level(audience)
            assert bool(shown) == enough, (audience, tier, allowed, shown)
            if enough:
                assert shown == spoken


@pytest.mark.parametrize("audience", TIERS)
def test_nothing_of_somebody_who_withdrew_is_shown_nor_a_copy_of_it(audience: Tier) -> None:
    found = world(withdrawn=True)
    note = found.get(Note, "note-id")
    assert note is not None
    copy = replace(note, id="copy", origin="note-id", participant="", text="CANARY copied")
    photo = marked(Attachment, id="photo", parent="copy", participant="")
    retold = Decision(id="d", title=Words("CANARY retold"), origin="copy")
    everything = Snapshot.of([*(one for kind in found.records.values() for one in kind.values()), copy, photo, retold])
    shown = seen_by(everything, audience)
    for kind in (Note, Feeling, Vote, Participant):
        assert not shown.all(kind)
    assert not [one for one in shown.all(Attachment) if one.id == "photo" or one.participant]
    assert shown.get(Decision, "d") is None


@pytest.mark.parametrize("audience", FAR)
def test_no_record_points_at_a_person_beyond_the_council(audience: Tier) -> None:
    for records in seen_by(world(), audience).records.values():
        for record in records.values():
            assert not getattr(record, "participant", ""), record.table


def test_private_notes_stay_in_the_room() -> None:
    note = marked(Note, private=True, participant="")
    assert isinstance(note, Note)
    found = Snapshot.of([note])
    assert seen_by(found, "room").all(Note)
    assert not seen_by(found, "council").all(Note)


def test_listed_words_are_said_more_widely_beyond_the_council() -> None:
    found = Snapshot.of(
        [
            Pseudonym(id="p1", said="Head of Planning", instead=Words("a service lead", "arweinydd gwasanaeth")),
            Pseudonym(id="p2", said="Dolau", instead=Words("a village", "pentref")),
            Note(
                id="n1",
                text="The head of planning in Dolau said no",
                language="en",
                tier="public",
                translation="Gwrthododd Head of Planning yn Dolau",
            ),
            Requirement(id="r", statement=Words("Dolau shall", "Rhaid i Dolau")),
            Workshop(id="w", keywords=("Dolau", "parking"), place="Dolauwen"),
        ]
    )
    for audience in ("room", "council"):
        assert seen_by(found, "room" if audience == "room" else "council").get(Note, "n1") == found.get(Note, "n1")
    for audience in FAR:
        shown = seen_by(found, audience)
        note = shown.get(Note, "n1")
        assert note is not None
        assert note.text == "The a service lead in a village said no"
        assert note.translation == "Gwrthododd arweinydd gwasanaeth yn pentref"
        requirement = shown.get(Requirement, "r")
        assert requirement is not None
        assert requirement.statement == Words("a village shall", "Rhaid i pentref")
        assert shown.workshop.keywords == ("a village", "parking")
        assert shown.workshop.place == "Dolauwen"
        assert not shown.all(Pseudonym)
    assert generaliser(Snapshot.of([])) is None
