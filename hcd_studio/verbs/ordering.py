"""The verb that orders needs, use cases, requirements and what hangs on them: the order of the pack."""

from __future__ import annotations

from hcd_studio.draft import Draft
from hcd_studio.records import KINDS, Criterion, Measure, Record
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb

ORDERED = ("need", "usecase", "requirement", "criterion", "measure", "weight", "term", "decision")


@verb(say=N_("Order clauses"), told=N_("{record} moved."), reminds=True)
def move_clause(draft: Draft, record: Record, *, after: Record | None = None) -> Record:
    """To the place after another one of its kind, or to the top; a criterion or a measure among those of its own parent."""
    if record.table not in ORDERED:
        raise Trouble(Message("{kind} has no order of its own here.", kind=record.term()))
    if after is not None and after.table != record.table:
        raise Trouble(Message("What is ordered stands among its own kind."))
    rows = draft.all(KINDS[record.table])
    if isinstance(record, Criterion | Measure):
        rows = tuple(one for one in rows if getattr(one, "parent", "") == record.parent)
    return draft.patch(record, rank=draft.rank_after(rows, after, record))
