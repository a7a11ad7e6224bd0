"""Findings that were set aside, by whom and why: in the open, so that nobody finds them later."""

from __future__ import annotations

from exports.document import Block, Table, twin
from exports.sections.published import rule_words
from exports.sections.saying import DASH, cited, head, said
from exports.sections.told import Told
from hcd_studio.records import Waiver
from hcd_studio.speech import N_


def waived(told: Told) -> tuple[Block, ...]:
    """Every finding that was set aside."""
    found = told.snapshot.all(Waiver)
    if not found:
        return ()
    heads = (N_("Finding"), N_("Where"), N_("Set aside by"), N_("Reason"))
    rows = []
    for one in found:
        place = told.snapshot.find(one.place) if one.place else None
        where = cited(place) if place is not None else DASH
        rows.append((twin(rule_words(one.rule)), where, twin(one.who) or DASH, twin(one.reason) or DASH))
    return (
        head(2, N_("Findings set aside"), "waived"),
        Table(
            said(N_("Findings and reasons")), tuple(said(one) for one in heads), tuple(rows), "waivers",
            (0.24, 0.28, 0.16, 0.32),
        ),
    )  # fmt: skip
