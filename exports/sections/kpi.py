"""What is measured with the supplier: baselines, targets, methods, and what came of it in each period."""

from __future__ import annotations

from exports.document import Block, Table, Twin, twin
from exports.sections.saying import DASH, chosen, cited, date_of, head, para, said
from exports.sections.told import Told
from hcd_studio.records import Actual, Measure
from hcd_studio.speech import N_


def kpi(told: Told) -> tuple[Block, ...]:
    """Performance indicators first, other measures after them, then actual results."""
    found = sorted(told.snapshot.all(Measure), key=lambda one: not one.kpi)
    if not found:
        return ()
    blocks: list[Block] = [head(2, N_("What is measured"), "kpi")]
    blocks.append(
        para(
            N_(
                "Each performance indicator is rated once a year: good, approaching target, requires improvement, "
                "inadequate, or other."
            )
        )
    )
    heads = (N_("Measure"), N_("Baseline"), N_("Target"), N_("Unit"), N_("How it is measured"), N_("Measured on"))
    rows = tuple(_row(one) for one in found)
    blocks.append(
        Table(
            said(N_("Measures and targets")), tuple(said(one) for one in heads), rows, "measures",
            (0.27, 0.12, 0.1, 0.13, 0.24, 0.14), (1, 2),
        )
    )  # fmt: skip
    actuals = [(one, each) for one in found for each in told.snapshot.by(Actual, "measure")[one.id]]
    if actuals:
        names = (N_("Measure"), N_("Period"), N_("What was measured"), N_("Rating of the year"), N_("Comment"))
        cells = tuple(_actual(one, each) for one, each in sorted(actuals, key=lambda pair: pair[1].period))
        blocks.append(head(3, N_("What came of it")))
        blocks.append(
            Table(
                said(N_("Actual results")), tuple(said(one) for one in names), cells, "actuals",
                (0.3, 0.12, 0.15, 0.18, 0.25), (2,),
            )
        )  # fmt: skip
    return tuple(blocks)


def _row(one: Measure) -> tuple[Twin, ...]:
    when = date_of(one.measured or one.begins)
    cells = (twin(one.baseline), twin(one.target), twin(one.unit), twin(one.method), twin(when))
    return (cited(one), *(cell or DASH for cell in cells))


def _actual(one: Measure, each: Actual) -> tuple[Twin, ...]:
    rating = twin(chosen(each, "rating")) if each.rating else DASH
    return (cited(one), twin(each.period), twin(each.value) or DASH, rating, twin(each.comment) or DASH)
