"""The brief that UK buyers fill in for digital work, filled from the session as far as it knows, each answer counted.

The identifiers are those of the questions in the Digital Marketplace's published briefs; the words here are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from exports.document import Block, Items, Twin, twin
from exports.flow import Span
from exports.sections.saying import head, para, percent, said
from exports.sections.told import Told
from hcd_studio.bilingual import Words
from hcd_studio.questions.weights import balance
from hcd_studio.records import Pain, Persona, Requirement, Weight
from hcd_studio.speech import LANGUAGES, N_, Language, Message

EMPTY = N_("The session does not say. To be filled in by the council.")


class Question(NamedTuple):
    """One question: where it comes from, our words for it, its limit, and what of the session answers it."""

    source: str
    words: str
    limit: int
    unit: str
    answer: Callable[[Told], Twin | tuple[Twin, ...]]


def brief(told: Told) -> tuple[Block, ...]:
    """Every question with its answer and its count; what the session cannot know is left for people."""
    blocks: list[Block] = [head(2, N_("The brief, filled in"), "brief")]
    blocks.append(
        para(
            N_("Each answer is counted against the limit of the question. Read and mend each before you publish."),
            "lead",
        )
    )
    for one in QUESTIONS:
        blocks.append(head(3, one.words, f"brief-{one.source.partition(',')[0]}"))
        answer = one.answer(told)
        if isinstance(answer, tuple):
            blocks += _list(answer, one)
        else:
            blocks.append(para(answer or said(EMPTY)))
            if one.limit and answer:
                blocks.append(para(counted(answer, one.limit, one.unit), "small"))
        blocks.append(para(twin(Message(N_("Question:")), " ", one.source), "small"))
    return tuple(blocks)


def _list(answers: tuple[Twin, ...], one: Question) -> list[Block]:
    if not answers:
        return [para(EMPTY)]
    kept = answers[:20]
    items = tuple(twin(each, " (", counted(each, one.limit, one.unit), ")") for each in kept)
    told: list[Block] = [Items(items, numbered=True)]
    told.append(para(N_("Items: {n} of at most 20."), "small", n=len(answers)))
    return told


def counted(words: Twin, limit: int, unit: str) -> Twin:
    """How long a text is in each language, and by how much it is too long."""
    sides: dict[Language, tuple[Span, ...]] = {}
    for language in LANGUAGES:
        text = "".join(span.text for span in words.side(language) if not span.text.startswith("["))
        n = len(text) if unit == "characters" else len(text.split())
        form = N_("{n} of {limit} characters") if unit == "characters" else N_("{n} of {limit} words")
        parts = Message(form, n=n, limit=limit).say(language)
        if n > limit:
            parts += ", " + Message(N_("too long by {n}"), n=n - limit).say(language)
        sides[language] = (Span(parts, language),)
    return Twin.of(sides)


def _joined(texts: Sequence[Words], between: str = "; ") -> Words:
    """Several texts as one, in each language by itself; a side is empty as soon as one of them lacks it."""
    return Words(
        *(between.join(sides) if all(sides) else "" for sides in ([one.en for one in texts], [one.cy for one in texts]))
    )


def _hurts(told: Told) -> Twin:
    found = [one.title for one in told.snapshot.all(Pain) if one.title][:8]
    return twin(_joined(found), ".") if found else Twin()


def _users(told: Told) -> Twin:
    parts: list[Words | Message | str] = []
    for one in told.snapshot.all(Persona)[:2]:
        if one.circumstances:
            parts += [one.circumstances, " "]
    needs = [one.i_need for one in told.needs[:6]]
    if needs:
        parts += [Message(N_("They need to:")), " ", _joined(needs), "."]
    return twin(*parts)


def _summary(told: Told) -> Twin:
    scenario = told.snapshot.workshop.scenario
    return twin(told.snapshot.workshop.title, ". ", scenario) if scenario else twin(told.snapshot.workshop.title)


def _done(told: Told) -> Twin:
    method = told.snapshot.workshop.method
    parts: list[Message | str] = [method, ". "] if method else []
    numbers = (
        (N_("Needs: {n}."), len(told.needs)), (N_("Requirements: {n}."), len(told.requirements)),
        (N_("Pain points: {n}."), len(told.snapshot.all(Pain))),
    )  # fmt: skip
    for words, n in numbers:
        parts += [Message(words, n=n), " "]
    return twin(*parts[:-1])


def _requirements(*levels: str) -> Callable[[Told], tuple[Twin, ...]]:
    def answer(told: Told) -> tuple[Twin, ...]:
        return tuple(_short(one) for one in told.requirements if one.moscow in levels)

    return answer


def _short(one: Requirement) -> Twin:
    return twin(one.ref + " " if one.ref else "", one.statement)


def _proposal(told: Told) -> tuple[Twin, ...]:
    return tuple(twin(one.title) for one in told.snapshot.all(Weight) if one.side != "cost" and one.title)


def _weights(told: Told) -> Twin:
    if not told.snapshot.all(Weight):
        return Twin()
    found = balance(told.snapshot)
    benefit, cost = found.benefit + found.quality, found.cost
    return said(
        N_("Quality, which benefits people: {benefit} %. Price: {cost} %."),
        benefit=percent(benefit),
        cost=percent(cost),
    )


def _plain(name: str) -> Callable[[Told], Twin]:
    def answer(told: Told) -> Twin:
        text = told.council if name == "council" else str(getattr(told.snapshot.workshop, name))
        return twin(text) if text else Twin()

    return answer


def _unknown(_told: Told) -> Twin:
    return Twin()


QUESTIONS = (
    Question("title", N_("Name of the work"), 100, "characters", lambda told: twin(told.snapshot.workshop.title)),
    Question("organisation", N_("For which organisation"), 100, "characters", _plain("council")),
    Question("summary", N_("In short"), 50, "words", _summary),
    Question("outcome", N_("What should be better afterwards"), 200, "words", _hurts),
    Question("endUsers", N_("Who will use it, and what for"), 200, "words", _users),
    Question("backgroundInformation", N_("Why now"), 200, "words", lambda told: twin(told.snapshot.workshop.expectation)),
    Question("workAlreadyDone", N_("What has been done so far"), 100, "words", _done),
    Question("earlyMarketEngagement", N_("What suppliers were asked before"), 200, "words", _unknown),
    Question("existingTeam", N_("Who is already working on it"), 100, "words", _unknown),
    Question("phase", N_("How far the work is"), 0, "", lambda _told: said(N_("Discovery"))),
    Question("location", N_("Where the work is done"), 100, "words", _plain("place")),
    Question("startDate", N_("Latest day to begin"), 0, "", _unknown),
    Question("contractLength", N_("How long it should last"), 100, "characters", _unknown),
    Question("budgetRange", N_("What may be spent"), 100, "words", _unknown),
    Question("essentialRequirements", N_("What a supplier must be able to do"), 30, "words", _requirements("must")),
    Question("niceToHaveRequirements", N_("What would be good besides"), 30, "words", _requirements("should", "could")),
    Question("successCriteria", N_("What proposals are judged by"), 30, "words", _proposal),
    Question("technicalWeighting, priceWeighting", N_("How much each weighs"), 0, "", _weights),
    Question("workingArrangements", N_("How we work together"), 100, "words", _unknown),
    Question("securityClearance", N_("Who must be vetted"), 100, "words", _unknown),
    Question("additionalTerms", N_("Terms besides"), 100, "words", _unknown),
    Question("questionAndAnswerSessionDetails", N_("When suppliers may ask"), 100, "words", _unknown),
)  # fmt: skip
