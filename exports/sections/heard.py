"""Who was heard, against who lives here, and whose voices were missing."""

from __future__ import annotations

from exports.document import Block, Items, Table, Twin, twin
from exports.map_facts import NO_MISSING
from exports.sections.saying import DASH, SMALL, count, head, para, said
from exports.sections.told import Told
from hcd_studio.bilingual import Words
from hcd_studio.questions.coverage import Heard
from hcd_studio.speech import N_, Message, number
from hcd_studio.words import choice_words


def heard(told: Told) -> tuple[Block, ...]:
    """Groups against their share of the population; missing voices stand here whatever else is left out."""
    blocks: list[Block] = [head(2, N_("Who was heard"), "heard")]
    if told.people is not None and told.people:
        blocks.append(para(N_("People in the room: {n}."), n=told.people))
    if told.heard:
        rows = tuple(_row(one) for one in told.heard)
        heads = (
            N_("Group"),
            N_("In the room"),
            N_("Spoke, rated or voted"),
            N_("Share of the room"),
            N_("Share of the population"),
        )
        blocks.append(
            Table(
                said(N_("Who was in the room")), tuple(said(one) for one in heads), rows, "groups",
                (0.32, 0.14, 0.2, 0.17, 0.17), (1, 2, 3, 4),
            )
        )  # fmt: skip
        if any(one.present is None or one.heard is None for one in told.heard):
            blocks.append(para(SMALL, "small"))
        sources = [one.group for one in told.heard if one.group.source]
        if sources:
            blocks.append(para(twin(*_sources([(one.title, one.source) for one in sources])), "small"))
    blocks += [head(3, N_("Missing voices"), "missing-voices"), para(missing(told))]
    if told.pulses:
        blocks.append(head(3, N_("What people said at the close")))
        blocks.append(Items(tuple(_pulse(*one) for one in told.pulses)))
    return tuple(blocks)


def missing(told: Told) -> Twin:
    """Whose voices were missing, in the words of those who wrote it down, or that nobody did."""
    return twin(told.snapshot.workshop.missing_voices or Message(NO_MISSING))


def _row(one: Heard) -> tuple[Twin, ...]:
    share = DASH if one.share is None else twin(Message(N_("{n} %"), n=number(one.share, places=0)))
    outside = DASH if one.group.share is None else twin(Message(N_("{n} %"), n=number(one.group.share, places=0)))
    name = twin(one.group.title)
    if one.missing:
        name = twin(name, " ", Message(N_("(too few)")))
    return (name, count(one.present), count(one.heard), share, outside)


def _sources(sources: list[tuple[Words, str]]) -> list[Message | Words | str]:
    found: list[Message | Words | str] = [Message(N_("Sources:")), " "]
    for title, source in sources:
        found += [title, f": {source}. "]
    return found


def _pulse(question: str, mean: float, n: int) -> Twin:
    words = choice_words("pulse", "question", question)
    return twin(words, ": ", Message(N_("{mean} of 5 (answers: {n})"), mean=number(mean, places=1), n=n))
