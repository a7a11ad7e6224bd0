"""Why each requirement is there: one page each, from the voices up to the clause."""

from __future__ import annotations

from exports.document import Block, NewPage, Twin, labelled, twin
from exports.sections.needs import tests
from exports.sections.saying import (
    chosen,
    cited,
    ends,
    field,
    head,
    need_words,
    pains_of,
    para,
    quote_of,
    rests,
    voices_of,
)
from exports.sections.told import Told
from hcd_studio.records import Need, Pain, Requirement
from hcd_studio.speech import N_, Message

VOICES = 2


def why(told: Told) -> tuple[Block, ...]:
    """A page a requirement: who said what, what hurts, what is needed, what is asked for, how it is tested."""
    blocks: list[Block] = [head(2, N_("Why each requirement is there"), "why")]
    for one in told.requirements:
        blocks.append(NewPage())
        blocks += _page(told, one)
    return tuple(blocks) if told.requirements else ()


def _page(told: Told, one: Requirement) -> list[Block]:
    name: list[Message | str] = [one.ref or "–"]
    if one.moscow:
        name += [" · ", chosen(one, "moscow")]
    blocks: list[Block] = [head(3, twin(*name), f"why-{one.id[:8]}"), para(twin(one.statement), "loud")]
    voices = [quote_of(told, note) for note in voices_of(told, one.id, VOICES)]
    if voices:
        blocks += [head(4, N_("1. What people said")), *voices]
    pains = pains_of(told, one)
    if pains:
        blocks += [head(4, N_("2. What hurts")), *(para(_pain(each)) for each in pains)]
    needs = [each for each in ends(told.snapshot, one.id, Need) if isinstance(each, Need)]
    if needs:
        blocks.append(head(4, N_("3. What is needed")))
        blocks += [para(twin(each.ref + " " if each.ref else "", need_words(each))) for each in needs]
    blocks.append(head(4, N_("4. What is asked for, and how it is tested")))
    blocks += field(N_("Why"), one.rationale)
    blocks += field(N_("How it is tested"), one.fit_criterion)
    blocks += tests(told, one.id)
    blocks.append(para(rests(told, one.id), "small"))
    return blocks


def _pain(one: Pain) -> Twin:
    return twin(cited(one), ". ", labelled(Message(N_("Cause")), one.cause)) if one.cause else cited(one)
