"""Making a pattern out of a session: which records belong to it, under the ids by which their first writer knew them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hcd_studio.audience import seen_by
from hcd_studio.bilingual import Words
from hcd_studio.bundle import Bundle, bundle_of
from hcd_studio.columns import columns, flat, from_flat
from hcd_studio.fields import Id
from hcd_studio.library.driver import Driver
from hcd_studio.library.patterns import Pattern, pattern_named, put_pattern, versions
from hcd_studio.library.publish import LICENCE
from hcd_studio.records import (
    Branch,
    Criterion,
    Journey,
    Lane,
    Link,
    Measure,
    Need,
    Provenance,
    Record,
    Requirement,
    Stage,
    Step,
    Term,
)
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Trouble
from hcd_studio.verbs.patterns import note_pattern

WHAT = ("journey", "needs", "requirements", "lanes", "checklist", "everything")
KINDS_OF: dict[str, tuple[type[Record], ...]] = {
    "journey": (Journey, Stage, Step, Branch, Lane),
    "needs": (Need, Criterion),
    "requirements": (Requirement, Criterion, Measure),
    "lanes": (Lane,),
    "checklist": (Criterion, Term),
    "everything": (Journey, Stage, Step, Branch, Lane, Need, Requirement, Criterion, Measure, Term, Link),
}


def pattern_of(
    session: Session,
    what: str,
    name: str,
    *,
    title: Words = Words(),
    about: Words = Words(),
    licence: str = LICENCE,
    evidence: str = "",
    journey: Id = "",
) -> Bundle:
    """The bundle of a new pattern: what of the session belongs to it, as other councils may see it."""
    if what not in WHAT:
        raise Trouble(Message("A pattern can hold: {what}.", what=list(WHAT)))
    seen = seen_by(session.snapshot(), "library")
    workshop = seen.workshop
    return bundle_of(
        under_first_ids(_chosen(seen, what, journey)),
        name=name, title=title or workshop.title, about=about, licence=licence, council=workshop.council, version="1",
        extra={"what": what, "service": workshop.service, "contact": workshop.contact, "evidence": evidence},
    )  # fmt: skip


def _chosen(seen: Snapshot, what: str, journey: Id) -> Iterator[Record]:
    chosen = [record for kind in KINDS_OF[what] for record in seen.all(kind)]
    if what == "journey" and (wanted := journey or next((one.id for one in seen.all(Journey)), "")):
        stages = {one.id for one in seen.all(Stage) if one.journey in (wanted, "")}
        steps = {one.id for one in seen.all(Step) if one.stage in stages}
        kept = {wanted, *stages, *steps, *(one.id for one in seen.all(Lane) if one.journey in (wanted, ""))}
        kept |= {one.id for one in seen.all(Branch) if {one.step, one.leads_to} <= steps}
        chosen = [record for record in chosen if record.id in kept]
    there = {record.id for record in chosen}
    for record in chosen:
        if isinstance(record, Criterion) and record.parent and record.parent not in there and what != "checklist":
            continue
        if isinstance(record, Measure) and record.parent not in there:
            continue
        if isinstance(record, Link) and not {record.source, record.target} <= there:
            continue
        yield record


def under_first_ids(records: Iterable[Record]) -> list[Record]:
    """Records under the ids of the pattern they were lifted from, those born here under their own; references follow."""
    known = list(records)
    first = {record.id: record.lifted or record.id for record in known}
    made = []
    for record in known:
        values = {
            name: first.get(value, "") if columns(record.table)[name].role == "ref" else value
            for name, value in flat(record).items()
        }
        values.update(lifted="", origin="", provenance="")
        if "status" in values:  # what was agreed elsewhere is not agreed here
            values["status"] = columns(record.table)["status"].default
        made.append(from_flat(record.table, first[record.id], values))
    return made


def publish_pattern(driver: Driver, bundle: Bundle) -> Pattern:
    """Put a new pattern into the shared library; a name that is taken is an improvement of that pattern, or another name."""
    if any(one.name == bundle.name for one in versions(driver)):
        raise Trouble(
            Message("There is a pattern {name} already.", name=bundle.name),
            do=Message("Lift it and push your improvement back, or choose another name."),
        )
    return put_pattern(driver, bundle)


def improve(driver: Driver, session: Session, provenance: Provenance, *, adaptations: Words = Words()) -> Pattern:
    """Push what became of a lifted pattern here back, as its next version; the session then rests on that one."""
    now = pattern_named(driver, provenance.source)
    seen = seen_by(session.snapshot(), "library")
    mine = [
        record for kind in KINDS_OF["everything"] for record in seen.all(kind) if record.provenance == provenance.id
    ]
    there = {record.id for record in mine}
    mine += [link for link in seen.all(Link) if link.id not in there and {link.source, link.target} <= there]
    bundle = replace(
        bundle_of(under_first_ids(mine)),
        name=now.name, title=now.bundle.title, about=now.bundle.about, licence=now.bundle.licence,
        council=seen.workshop.council or now.bundle.council, version=str(now.version + 1),
        extra={**now.bundle.extra, "based_on": provenance.digest, "contact": seen.workshop.contact or now.bundle.extra.get("contact", "")},
    )  # fmt: skip
    if bundle.records == now.bundle.records:
        raise Trouble(
            Message("Nothing here differs from version {version} of the pattern.", version=now.bundle.version)
        )
    made = put_pattern(driver, bundle)
    note_pattern(session, provenance, version=bundle.version, digest=made.digest, adaptations=adaptations)
    return made
