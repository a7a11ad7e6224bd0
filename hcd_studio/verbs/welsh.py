"""Verbs of two authored texts: how a pair stands and who checked it, words that stand elsewhere, what a translator sent back."""

from __future__ import annotations

import datetime
from typing import Any

from hcd_studio.bilingual import STATES, Words
from hcd_studio.columns import columns
from hcd_studio.draft import Draft
from hcd_studio.importers.translation import Return
from hcd_studio.importers.translation_plan import plan
from hcd_studio.questions.welsh import Pair, offers
from hcd_studio.records import PairCheck, Record
from hcd_studio.session import now
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.words import choice_words

JUDGED = ("checked", "approved")


def _state(result: Any, arguments: dict[str, Any]) -> dict[str, object]:
    column = f"{arguments['field']}_state"
    return {"state": arguments["state"] and choice_words(arguments["record"].table, column, arguments["state"])}


@verb(
    say=N_("Set state of a pair"),
    told=(N_("Welsh and English: {state}, by {who}."), N_("Welsh and English: {state}."), N_("Welsh and English: not said.")),
    gaps=_state,
)  # fmt: skip
def set_state(draft: Draft, record: Record, field: str, state: str, *, who: str = "", day: str = "") -> Record:
    """How a pair of texts came about, judged on both texts as they stand now, and by whom; it goes stale when one changes."""
    if f"{field}_state" not in columns(record.table):
        raise Trouble(Message("{field} is not a text in two languages.", field=field))
    if state not in STATES:
        raise Trouble(Message("A pair is one of: {states}.", states=[one for one in STATES if one]))
    judged = state in JUDGED
    known = draft.known(PairCheck, record.id, field)
    if judged and who.strip():
        check = {"checked_by": who.strip(), "checked_on": day or datetime.date.today().isoformat()}
        if known is not None:
            draft.patch(known, check)
        else:
            draft.add(PairCheck(place=record.id, field=field, **check))
    elif known is not None:  # whoever judged before did not judge this
        draft.remove(known)
    return draft.patch(record, {f"{field}_state": state}, whole=True)


@verb(say=N_("Use words that were approved"), told=N_("Taken over from elsewhere; still to be checked here."))
def repeat_pair(draft: Draft, record: Record, field: str, *, choice: int = 1) -> Record:
    """Fill the language that is missing with what stands elsewhere in the session, checked, for the same words."""
    record = draft.fresh(record)
    words = getattr(record, field, None)
    if not isinstance(words, Words):
        raise Trouble(Message("{field} is not a text in two languages.", field=field))
    pair = Pair(record, field, words)
    found = offers(now(draft.session, judged=True), pair)
    if pair.lacks is None or not found:
        raise Trouble(
            Message("No checked text elsewhere has the same words."), do=Message("Write it, or hand it over.")
        )
    if not 0 < choice <= len(found):
        raise Trouble(Message("Choose one of: {choices}.", choices=list(found)))
    return draft.patch(record, {f"{field}_{pair.lacks}": found[choice - 1], f"{field}_state": "translated"})


@verb(say=N_("Take back from a translator"), told=N_("Texts taken in: {count}."))
def take_translations(draft: Draft, returned: Return, *, who: str = "") -> tuple[Record, ...]:
    """All that a translator sent back: what was edited here meanwhile stays, and the translator's words stand beside it.

    What is marked as checked in the file counts so only with a name, its own or `who`, and only where nothing changed since.
    """
    made = []
    for step in plan(now(draft.session, judged=True), returned, who).writes:
        if step.record is None:
            continue
        name = step.text.key.field
        record = draft.fresh(step.record)
        for side, text in step.write.items():
            column = f"{name}_{side}"
            prev = {column: ()} if side in step.beside else None  # seen by nobody: it stands beside what is there
            record = draft.patch(record, {column: text}, prev=prev)
        if step.write and not step.beside and not step.checked:
            record = draft.patch(record, {f"{name}_state": "translated"})
        if step.checked:
            record = set_state(draft, record, name, "checked", who=step.who)
        made.append(record)
    return tuple(made)
