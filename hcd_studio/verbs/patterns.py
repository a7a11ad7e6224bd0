"""Verbs of patterns: lift one, take over what changed in it, note on which version the session rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.bundle import Bundle, digest_of, new_id, referring, use
from hcd_studio.columns import columns, from_flat
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.library.parts import part_of
from hcd_studio.records import KINDS, Provenance
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb

PARTS = (
    "agenda_item", "persona", "claim", "journey", "stage", "step", "branch", "lane", "theme", "pain", "idea", "need",
    "usecase", "weight", "requirement", "criterion", "measure", "link", "term", "actor",
)  # fmt: skip
"""The kinds that a pattern can bring: what is planned and needed, never who was there or what anybody said."""


@verb(say=N_("Lift pattern"), told=N_("Pattern lifted."))
def lift_pattern(draft: Draft, pattern: Bundle, *, parts: tuple[str, ...] = ()) -> dict[str, Id]:
    """What a pattern holds, or the parts of it that are named, put into the workshop; each record remembers which one
    it came from.
    """
    taken = part_of(pattern, parts)
    if not any(taken.records.get(kind) for kind in PARTS):
        raise Trouble(Message("The pattern holds nothing."))
    before = {one.id for one in draft.all(Provenance)}
    made = use(draft, taken, kind="pattern", only=PARTS)
    for one in draft.all(Provenance):
        if one.id not in before:
            draft.patch(one, digest=digest_of(pattern))  # of the whole version, whichever part of it was taken
    return made


@verb(say=N_("Take over a new version of a pattern"), told=N_("The new version was taken over."))
def take_upstream(
    draft: Draft,
    provenance: Provenance,
    pattern: Bundle,
    *,
    fields: Mapping[Id, Mapping[str, Any]],
    added: tuple[Id, ...] = (),
) -> Provenance:
    """Say in lifted records what the pattern's newer version says: the fields given by record, and records that are new in it."""
    for id, values in fields.items():
        record = draft.session.find(id)
        if record is not None and record.provenance == provenance.id:
            draft.patch(record, {name: value for name, value in values.items() if name in columns(record.table)})
    known = {
        record.lifted: record.id
        for kind in KINDS.values()
        for record in draft.all(kind)
        if record.provenance == provenance.id and record.lifted
    }
    for kind, rows in pattern.records.items():
        for row in rows:
            local = str(row.get("id", ""))
            if local in added and local not in known and kind in PARTS:
                known[local] = new_id(draft, kind, row, known)
                values = referring(kind, row, known)
                draft.add(from_flat(kind, known[local], {**values, "provenance": provenance.id, "lifted": local}))
    return draft.patch(draft.fresh(provenance), version=pattern.version, digest=digest_of(pattern))


@verb(say=N_("Note the version of a pattern"), told=N_("Version noted."))
def note_pattern(
    draft: Draft, provenance: Provenance, *, version: str, digest: str = "", adaptations: Words = Words()
) -> Provenance:
    """On which version of a pattern this session rests, and what was adapted here."""
    said: dict[str, Any] = {"version": version, **({"digest": digest} if digest else {})}
    if adaptations:
        said["adaptations"] = adaptations
    return draft.patch(provenance, said)
