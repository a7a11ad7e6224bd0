"""What people need, each need with what it rests on and how one would know that it is met."""

from __future__ import annotations

from exports.document import Block, Items, twin
from exports.sections.saying import chosen, criteria, ends, field, head, listed, need_words, para, rests
from exports.sections.told import Told
from hcd_studio.fields import Id
from hcd_studio.records import Pain
from hcd_studio.speech import N_


def needs(told: Told) -> tuple[Block, ...]:
    """Every need that is pursued."""
    if not told.needs:
        return ()
    blocks: list[Block] = [head(2, N_("What people need"), "needs")]
    for need in told.needs:
        name = [need.ref, " · "] if need.ref else []
        blocks.append(head(3, twin(*name, chosen(need, "status")), f"need-{need.id[:8]}"))
        blocks.append(para(need_words(need)))
        blocks += field(N_("What hurts"), listed(ends(told.snapshot, need.id, Pain)))
        blocks += tests(told, need.id)
        blocks.append(para(rests(told, need.id), "small"))
    return tuple(blocks)


def tests(told: Told, id: Id) -> list[Block]:
    """The acceptance criteria of a need or a requirement."""
    found = criteria(told.snapshot, id)
    if not found:
        return []
    items = tuple(twin(one.ref + " " if one.ref else "", one.statement) for one in found)
    return [para(N_("Acceptance criteria"), "label"), Items(items)]
