"""A slip to challenge what stands in a public document; what comes back is logged and answered."""

from __future__ import annotations

from exports.document import Blank, Block, NewPage
from exports.sections.saying import head, para, said
from exports.sections.told import Told
from hcd_studio.speech import N_


def slip(told: Told) -> tuple[Block, ...]:
    """The slip, on documents for the library and the public; the council and the room are asked in person."""
    if told.audience not in ("library", "public"):
        return ()
    contact = told.snapshot.workshop.contact
    blocks: list[Block] = [
        NewPage(),
        head(2, N_("Tell us what we missed"), "slip"),
        para(N_("Is something wrong here, or is a voice missing? Tell us, in Welsh or in English. Each slip is logged and answered.")),
        Blank(said(N_("What did we miss, or get wrong?")), 5),
        Blank(said(N_("Where in this document? A heading or a reference such as R-A12")), 1),
        Blank(said(N_("How may we answer you? Only if you want an answer")), 1),
    ]  # fmt: skip
    if contact:
        blocks.append(para(N_("Send it to: {contact}"), contact=contact))
    return tuple(blocks)
