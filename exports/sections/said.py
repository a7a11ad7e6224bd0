"""You said, we did: what became of each voice, for the people who gave it."""

from __future__ import annotations

from exports.document import Block, Items, Twin, twin
from exports.sections.saying import chosen, cited, head, para, quote_of, starts, voices_of
from exports.sections.saying import said as sentence
from exports.sections.told import Told
from hcd_studio.fields import Id
from hcd_studio.records import Action, Decision, Need, Pain, Requirement
from hcd_studio.speech import N_, Message

MOST = 3


def said(told: Told) -> tuple[Block, ...]:
    """Each pain point with a voice, and what was decided, done and asked for because of it."""
    blocks: list[Block] = [head(2, N_("You said, we did"), "said")]
    blocks.append(para(N_("You told us how it is. This is what became of it, and what has not been done yet."), "lead"))
    shown: set[Id] = set()
    for pain in told.snapshot.all(Pain):
        if not pain.title:
            continue
        blocks += [head(3, cited(pain), f"said-{pain.id[:8]}"), para(N_("You said"), "label")]
        voices = voices_of(told, pain.id, 2, shown)
        blocks += [quote_of(told, note) for note in voices] or [para(twin(pain.title))]
        blocks.append(para(N_("We did"), "label"))
        done = _done(told, pain)
        blocks.append(Items(tuple(done)) if done else para(_nothing(pain)))
    return tuple(blocks)


def _done(told: Told, pain: Pain) -> list[Twin]:
    found = [twin(Message(N_("Decided:")), " ", cited(one)) for one in starts(told.snapshot, pain.id, Decision)]
    found += [twin(chosen(act, "status"), ": ", cited(act)) for act in starts(told.snapshot, pain.id, Action)]
    needs = {one.id for one in starts(told.snapshot, pain.id, Need)}
    asked = [
        one
        for one in told.requirements
        if any(link.target == pain.id or link.target in needs for link in told.snapshot.links.out(one.id))
    ]
    return [*found, *_asked(asked)]


def _asked(asked: list[Requirement]) -> list[Twin]:
    """What is asked of suppliers because of it: a few in full, the rest by their number."""
    found = [twin(Message(N_("Asked of suppliers:")), " ", cited(one)) for one in asked[:MOST]]
    if len(asked) > MOST:
        found.append(twin(Message(N_("and {n} more"), n=len(asked) - MOST)))
    return found


def _nothing(pain: Pain) -> Twin:
    if pain.status in ("accepted", "parked"):
        return twin(Message(N_("It was looked at and set aside for now.")), " (", chosen(pain, "status"), ")")
    return sentence(N_("Nothing has been done about it yet. It stays open."))
