"""Data and AI ethics: each principle with its score and the reason for it."""

from __future__ import annotations

from exports.document import Block, Table, Twin, twin
from exports.sections.published import principles
from exports.sections.saying import DASH, head, para, said
from exports.sections.told import Told
from hcd_studio.bilingual import Words
from hcd_studio.records import Ethics
from hcd_studio.speech import N_, Message

REVIEW = 3
"""At or below this score a principle is looked at again."""


def ethics(told: Told) -> tuple[Block, ...]:
    """The record of the seven principles; what has no score yet says so."""
    scored = {one.principle: one for one in told.snapshot.all(Ethics)}
    names = {**{key: Words(key, key) for key in scored}, **principles()}
    if not scored:
        return ()
    heads = (N_("Principle"), N_("Score of 5"), N_("Reason"))
    rows = tuple(_row(name, scored.get(key)) for key, name in names.items())
    return (
        head(2, N_("Data and AI ethics"), "ethics"),
        para(N_("Each principle is scored from 0 to 5, with its reason. A score of 3 or less is looked at again.")),
        Table(
            said(N_("Ethics record")),
            tuple(said(one) for one in heads),
            rows,
            "ethics-record",
            (0.24, 0.13, 0.63),
            (1,),
        ),
    )


def _row(name: Words, one: Ethics | None) -> tuple[Twin, ...]:
    if one is None or one.score is None:
        return (twin(name), DASH, said(N_("Not yet scored.")))
    reason = twin(one.reason)
    if one.score <= REVIEW:
        reason = twin(reason, " ", Message(N_("To be looked at again.")))
    return (twin(name), twin(str(one.score)), reason)
