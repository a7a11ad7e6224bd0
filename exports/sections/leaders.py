"""One page for chief executives and members: what was heard, what hurts, what is asked for, what it is weighed by."""

from __future__ import annotations

from exports.document import Block, Items, Twin, labelled, twin
from exports.sections.award import balance
from exports.sections.heard import missing
from exports.sections.pains import ranking_table, yearly
from exports.sections.saying import cited, date_of, head, para, quote_of, said, voices_of
from exports.sections.told import Told
from hcd_studio.questions.feelings import signed
from hcd_studio.records import Action, Pain, Step, Weight
from hcd_studio.speech import N_, Message, number

MOST = 3
ACTS = 2


def leaders(told: Told) -> tuple[Block, ...]:
    """What fits on one page and no more."""
    blocks: list[Block] = [head(2, N_("On one page"), "leaders"), para(_opening(told))]
    rows = told.ranking("theme").rows
    if not any(row.room or row.hidden for row in rows):
        rows = told.ranking("pain").rows
    if any(row.room or row.hidden for row in rows):
        blocks += ranking_table(rows, MOST)
    pains = told.snapshot.all(Pain)
    voice = next((note for pain in pains for note in voices_of(told, pain.id, 1)), None)
    if voice is not None:
        blocks.append(quote_of(told, voice))
    blocks += _cost(pains)
    if told.requirements:
        must = sum(one.moscow == "must" for one in told.requirements)
        blocks.append(
            para(
                N_("Needs: {needs}. Requirements: {n}. Musts: {must}."),
                needs=len(told.needs), n=len(told.requirements), must=must,
            )
        )  # fmt: skip
    if told.snapshot.all(Weight):
        blocks += balance(told, "leaders-bar", words=False)
    acts = [one for one in told.snapshot.all(Action) if one.status == "open" and one.title][:ACTS]
    if acts:
        blocks.append(para(N_("What happens next"), "label"))
        blocks.append(Items(tuple(_action(one) for one in acts), look="small"))
    blocks.append(para(labelled(Message(N_("Missing voices")), missing(told)), "small"))
    return tuple(blocks)


def _opening(told: Told) -> Twin:
    parts: list[Message | Twin | str] = []
    if told.people:
        parts.append(Message(N_("{n} people were in the room."), n=told.people))
    known = [one for one in (told.feelings or {}).values() if one.mean is not None]
    worst = min(known, key=lambda one: (one.mean or 0.0, one.step), default=None)
    step = told.snapshot.get(Step, worst.step) if worst else None
    if worst and step:
        mean = signed(worst.mean or 0.0)
        parts += [
            *([" "] if parts else []),
            Message(N_("The step that felt worst:")),
            " ",
            twin(step.title),
            f" ({mean}).",
        ]
    return twin(*parts) if parts else said(N_("This is what the workshop found."))


def _cost(pains: tuple[Pain, ...]) -> list[Block]:
    sums = [found for pain in pains if (found := yearly(pain))]
    if not sums:
        return []
    hours, pounds, council_hours, council_pounds = (sum(one or 0 for one in part) for part in zip(*sums, strict=True))
    return [
        para(
            N_("Each year it costs residents {hours} hours and £{pounds}, and the council {council_hours} hours and £{council_pounds}."),
            hours=number(round(hours)), pounds=number(round(pounds)), council_hours=number(round(council_hours)),
            council_pounds=number(round(council_pounds)),
        )
    ]  # fmt: skip


def _action(one: Action) -> Twin:
    tail: list[Message | str] = [", ", one.who] if one.who else []
    if one.due:
        tail += [", ", date_of(one.due)]
    return twin(cited(one), *tail)
