"""What a pack is, where it comes from and how to read it."""

from __future__ import annotations

from exports.document import Block, Items, Twin, labelled, twin
from exports.map_facts import AUDIENCES, LEFT_OUT
from exports.sections.saying import SMALL, date_of, head, para, said
from exports.sections.told import Told
from hcd_studio.records import Provenance
from hcd_studio.speech import N_, Message
from hcd_studio.words import field_words


def about(told: Told) -> tuple[Block, ...]:
    """Where the pack comes from, how to read it, for whom it is."""
    workshop = told.snapshot.workshop
    facts: list[Twin] = []
    for name in ("service", "council", "date", "place", "method", "scope", "contact"):
        value = told.council if name == "council" else getattr(workshop, name)
        if value:
            facts.append(labelled(field_words("workshop", name), date_of(value) if name == "date" else value))
    blocks: list[Block] = [
        head(2, N_("About this pack"), "about"),
        para(
            N_(
                "This pack was made from a workshop with the people who live the service. Each requirement leads back to "
                "a need, to what hurts, and to what somebody said."
            ),
            "lead",
        ),
        Items(tuple(facts)),
        *told.without_welsh,
        head(3, N_("How to read it")),
        Items(
            (
                said(N_("Every need, pain point and requirement has a reference that stays the same, such as R-A12.")),
                said(N_("Must: without it the service fails people.")),
                said(N_("Should: it matters, and only a good reason may leave it out. Could: it is wished for.")),
                said(N_("A bar at the side marks what somebody said, in the language they said it in. A translation is marked as one.")),
                said(SMALL),
                twin(Message(AUDIENCES[told.audience]), " ", Message(LEFT_OUT)),
            )
        ),
    ]  # fmt: skip
    lifted = [one for one in told.snapshot.all(Provenance) if one.kind in ("pattern", "import") and one.title]
    if lifted:
        blocks.append(head(3, N_("What was lifted from elsewhere")))
        blocks.append(Items(tuple(_source(one) for one in lifted)))
    return tuple(blocks)


def _source(one: Provenance) -> Twin:
    tail = ", ".join(part for part in (one.council, one.version, one.licence) if part)
    return twin(one.title, *([f" ({tail})"] if tail else []))
