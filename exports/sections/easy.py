"""Easy Read: short sentences, one idea each, large letters, a picture beside each thought; made by rule from the session."""

from __future__ import annotations

from exports.document import Block, Paragraph, Twin, labelled, twin
from exports.sections.heard import missing
from exports.sections.saying import date_of, head, said
from exports.sections.told import Told
from hcd_studio.records import Action, Pain, Step, Term
from hcd_studio.speech import N_, Message

MOST = 5


def easy(told: Told) -> tuple[Block, ...]:
    """What happened, what was hard, what people need, what happens next, how to answer."""
    workshop = told.snapshot.workshop
    blocks: list[Block] = [head(2, N_("What this is about"), "easy-about")]
    if told.people:
        blocks.append(line("users", said(N_("{n} people met."), n=told.people)))
    if workshop.date:
        blocks.append(line("calendar-blank", said(N_("They met on {day}."), day=date_of(workshop.date))))
    blocks.append(line("chat-circle-text", twin(Message(N_("They talked about:")), " ", workshop.title)))
    blocks += _hard(told)
    if told.needs:
        blocks.append(head(2, N_("What people need"), "easy-needs"))
        blocks += [line("hand-heart", twin(Message(N_("People need to:")), " ", one.i_need)) for one in told.needs]
    acts = [one for one in told.snapshot.all(Action) if one.title and one.status != "dropped"][:MOST]
    if acts:
        blocks.append(head(2, N_("What happens next"), "easy-next"))
        blocks += [line("check-circle", _act(one)) for one in acts]
    blocks += [head(2, N_("Who was not there"), "easy-missing"), line("user-circle", missing(told))]
    hard = [one for one in told.snapshot.all(Term) if one.title and one.meaning]
    if hard:
        blocks.append(head(2, N_("Words that may be hard"), "easy-words"))
        blocks += [Paragraph(labelled(one.title, one.meaning), "large") for one in hard]
    blocks.append(head(2, N_("Tell us what you think"), "easy-tell"))
    contact = workshop.contact
    blocks.append(line("envelope-simple", said(N_("You can write to us: {contact}"), contact=contact) if contact else
                       said(N_("You can tell the person who gave you this."))))  # fmt: skip
    blocks.append(line("chat-teardrop-text", said(N_("You can use Welsh or English."))))
    note = N_("This Easy Read was made by rule. Ask people who use Easy Read to read it before you give it out.")
    blocks.append(Paragraph(said(note), "small"))
    return tuple(blocks)


def line(icon: str, words: Twin) -> Paragraph:
    """One thought with its picture."""
    return Paragraph(words, f"large {icon}")


def _hard(told: Told) -> list[Block]:
    blocks: list[Block] = []
    known = [one for one in (told.feelings or {}).values() if one.mean is not None]
    if known:
        worst = min(known, key=lambda one: (one.mean or 0.0, one.step))
        best = max(known, key=lambda one: (one.mean or 0.0, one.step))
        for icon, words, step in (
            ("triangle", N_("The hardest part was:"), worst.step), ("smiley", N_("The best part was:"), best.step),
        ):  # fmt: skip
            found = told.snapshot.get(Step, step)
            if found and found.title:
                blocks.append(line(icon, twin(Message(words), " ", found.title)))
    pains = [one for one in told.snapshot.all(Pain) if one.title]
    pains.sort(key=lambda one: -(one.severity or 0))
    blocks += [line("lightning", twin(one.title)) for one in pains[:MOST]]
    return [head(2, N_("What was hard"), "easy-hard"), *blocks] if blocks else []


def _act(one: Action) -> Twin:
    done = N_("Done:") if one.status == "done" else N_("To do:")
    return twin(Message(done), " ", one.title, *([", ", date_of(one.due)] if one.due else []))
