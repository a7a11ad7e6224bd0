"""What was decided and what will be done: by whom, when, on what evidence, and what was rejected."""

from __future__ import annotations

from exports.document import Block, Table, Twin, twin
from exports.sections.saying import DASH, chosen, cited, date_of, field, head, para, said
from exports.sections.told import Told
from hcd_studio.records import Action, Decision
from hcd_studio.speech import N_, Message


def decisions(told: Told) -> tuple[Block, ...]:
    """Decisions in words, actions in a table."""
    made = [one for one in told.snapshot.all(Decision) if one.title]
    acts = [one for one in told.snapshot.all(Action) if one.title]
    if not made and not acts:
        return ()
    blocks: list[Block] = [head(2, N_("Decisions and actions"), "decisions")]
    for one in made:
        blocks.append(head(3, cited(one)))
        blocks += field(N_("Evidence"), one.evidence)
        blocks += field(N_("Rejected"), one.rejected)
        line = _line((N_("Decided by"), one.who), (N_("Decided on"), date_of(one.decided)))
        blocks += [para(line, "small")] if line else []
    if acts:
        named = any(one.who for one in acts)
        heads = [N_("Action point"), *([N_("Who")] if named else []), N_("By when"), N_("Status")]
        rows = tuple(
            (
                cited(one), *([twin(one.who) or DASH] if named else []), twin(date_of(one.due)) or DASH,
                twin(chosen(one, "status")),
            )
            for one in acts
        )  # fmt: skip
        widths = (0.48, 0.18, 0.2, 0.14) if named else (0.62, 0.22, 0.16)
        blocks.append(Table(said(N_("Actions")), tuple(said(one) for one in heads), rows, "actions", widths))
    return tuple(blocks)


def _line(*parts: tuple[str, Message | str]) -> Twin:
    found: list[Message | str] = []
    for label, words in parts:
        if words:
            found += [*([" · "] if found else []), Message(label), ": ", words]
    return twin(*found)
