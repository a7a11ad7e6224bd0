"""Verbs of the last minutes: what was decided and on what evidence, and the closing pulse as counts."""

from __future__ import annotations

from typing import Any

from hcd_studio.draft import Draft
from hcd_studio.records import Decision, Pulse, Record, RoomTable
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of
from hcd_studio.verbs.needs import add_link
from hcd_studio.words import choice_words

QUESTIONS = ("heard", "understood", "again")
ANSWERS = 5
MOST = 10_000


def _question(_: Any, arguments: dict[str, Any]) -> dict[str, object]:
    return {"question": choice_words("pulse", "question", arguments["question"]), "n": sum(arguments["counts"])}


@verb(say=N_("Count the closing pulse"), told=N_("{question} Answers: {n}."), gaps=_question)
def count_pulse(
    draft: Draft, question: str, counts: tuple[int, ...], *, room_table: RoomTable | None = None, language: str = ""
) -> tuple[Pulse, ...]:
    """How many people gave each answer, from 1 (not at all) to 5 (very much); a recount replaces the one before it."""
    if question not in QUESTIONS:
        raise Trouble(Message("A closing question is one of: {names}.", names=list(QUESTIONS)))
    if len(counts) != ANSWERS or any(not 0 <= one <= MOST for one in counts):
        raise Trouble(
            Message("Counts are five whole numbers, one for each answer from 1 to 5."),
            do=Message("Count the sheets and give a number for each answer, 0 where there is none."),
        )
    table = id_of(room_table)
    for one in draft.all(Pulse):
        if (one.question, one.room_table, one.language) == (question, table, language):
            draft.remove(one)
    return tuple(
        draft.add(Pulse(question=question, value=value, count=count, room_table=table, language=language))
        for value, count in enumerate(counts, 1)
        if count
    )


@verb(
    say=N_("Rest a decision on evidence"),
    told=N_("{title} rests on evidence: {n}."),
    gaps=lambda result, given: {"title": result.title, "n": len(given["evidence"])},
)
def rest_decision(draft: Draft, decision: Decision, evidence: tuple[Record, ...]) -> Decision:
    """That a decision rests on what was said, felt or voted: pain points, themes, needs, notes, steps."""
    for one in evidence:
        add_link(draft, decision, one)
    return decision
