"""What holds a publication up: findings that stop, in what an audience would see, until they are mended or waived with a reason.

Every writer for the library or the public asks here before it writes.
"""

from __future__ import annotations

from hcd_studio.audience import seen_by, tier_level
from hcd_studio.checks.engine import findings_of
from hcd_studio.checks.finding import Finding
from hcd_studio.fields import Tier
from hcd_studio.records import Participant, Term, Waiver
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Trouble

PERSONAL = "privacy"
"""The family of rules that hold any publication up; the others hold up a pack only."""
RETOLD = "D6"
"""The rule on words of people who withdrew: it compares with what no audience sees."""


def holds(snapshot: Snapshot) -> tuple[Finding, ...]:
    """What stops an issue of the pack; words that stay in the room or the council are none of it."""
    gone = seen_by(snapshot, "public")
    there = {id for records in gone.records.values() for id in records}
    return tuple(
        one for one in findings_of(snapshot) if one.stops and (one.family != PERSONAL or one.place.record in there)
    )


def personal_data(snapshot: Snapshot, audience: Tier) -> tuple[Finding, ...]:
    """Personal data that a publication for an audience would carry and that nobody has answered for."""
    if tier_level(audience) <= tier_level("council"):
        return ()
    shown = seen_by(snapshot, audience)
    there = {id for records in shown.records.values() for id in records}
    known = {kind.table: snapshot.records.get(kind.table, {}) for kind in (Waiver, Participant, Term)}
    own = findings_of(Snapshot({**shown.records, **known}))  # as it would be read, with the names that are looked for
    retold = findings_of(snapshot)  # words of people who withdrew are known only here
    found = [
        *(one for one in own if one.rule != RETOLD and one.place.record in there),
        *(one for one in retold if one.rule == RETOLD and one.place.record in there),
    ]
    return tuple(one for one in found if one.stops and one.family == PERSONAL)


def refuse_personal_data(snapshot: Snapshot, audience: Tier) -> None:
    """Stop a publication that would carry personal data nobody has answered for."""
    found = personal_data(snapshot, audience)
    if found:
        raise Trouble(
            Message("Personal data would leave the council: {n} places.", n=len(found)),
            safe=Message("Nothing was written."),
            do=Message("Mend them, or waive each with a reason; list them with: hcd-studio check FILE"),
        )
