"""Questions about a pack and the one answer that everybody receives; challenges and what became of them."""

from __future__ import annotations

from exports.document import Block, twin
from exports.sections.saying import chosen, date_of, field, head, para, said
from exports.sections.told import Told
from hcd_studio.records import Clarification
from hcd_studio.speech import N_, Message


def clarifications(told: Told) -> tuple[Block, ...]:
    """Every question that was asked, in its order, with its answer or that there is none yet."""
    found = [one for one in told.snapshot.all(Clarification) if one.question]
    if not found:
        return ()
    blocks: list[Block] = [head(2, N_("Questions and answers"), "clarifications")]
    blocks.append(para(N_("Every supplier receives the same answers.")))
    for one in found:
        blocks.append(head(3, twin(one.ref + " · " if one.ref else "", chosen(one, "kind"))))
        blocks += field(N_("Question"), one.question)
        blocks += field(N_("Answer"), one.answer or said(N_("Not yet answered.")))
        dates = [(N_("Asked on"), one.asked), (N_("Answered on"), one.answered)]
        parts: list[Message | str] = []
        for label, day in dates:
            if day:
                parts += [*([" · "] if parts else []), Message(label), ": ", date_of(day)]
        blocks += [para(twin(*parts), "small")] if parts else []
    return tuple(blocks)
