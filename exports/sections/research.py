"""What is still to be found out: what rests on an assumption, on one voice or on none, and who was not heard."""

from __future__ import annotations

from exports.document import Block, Items, twin
from exports.sections.saying import head, para
from exports.sections.told import Told
from hcd_studio.questions.research import research_questions
from hcd_studio.speech import N_

MOST = 12


def research(told: Told) -> tuple[Block, ...]:
    """The most pressing questions, as far as this audience may know what they are about."""
    found = research_questions(told.snapshot)
    if not found:
        return ()
    blocks: list[Block] = [head(2, N_("What we still need to find out"), "research")]
    blocks.append(Items(tuple(twin(one.words) for one in found[:MOST])))
    if len(found) > MOST:
        blocks.append(para(N_("Further questions: {n}."), "small", n=len(found) - MOST))
    return tuple(blocks)
