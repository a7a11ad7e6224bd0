"""Standards and strategy: what the session shows for each, and what people wrote."""

from __future__ import annotations

from collections.abc import Mapping

from exports.document import NOTHING, Block, Table, Twin, twin
from exports.sections.published import promises, shown_words
from exports.sections.published import standards as named
from exports.sections.saying import DASH, chosen, head, para, said
from exports.sections.told import Told
from hcd_studio.bilingual import Words
from hcd_studio.questions.evidence import standards as standing
from hcd_studio.records import StandardEvidence
from hcd_studio.speech import N_


def standards(told: Told) -> tuple[Block, ...]:
    """The twelve standards and the promises of the strategy, each with its evidence."""
    written = {one.standard: one for one in told.snapshot.all(StandardEvidence)}
    shown = _shown(told)
    tables = (
        (N_("Digital Service Standards for Wales"), "standards-wales", named()),
        (N_("The strategy’s promises"), "promises", promises()),
    )
    if not written and not told.requirements:
        return ()
    blocks: list[Block] = [head(2, N_("Standards and strategy"), "standards")]
    blocks.append(para(N_("What the session shows is a beginning. Whether a standard is met is what a person wrote.")))
    heads = (N_("Standard"), N_("Met"), N_("Evidence"))
    for caption, key, names in tables:
        if names:
            rows = tuple(_row(name, written.get(one), shown.get(one, ())) for one, name in names.items())
            blocks.append(Table(said(caption), tuple(said(one) for one in heads), rows, key, (0.34, 0.16, 0.5)))
    return tuple(blocks)


def _row(name: Words, one: StandardEvidence | None, shown: tuple[str, ...]) -> tuple[Twin, ...]:
    met = twin(chosen(one, "met")) if one and one.met else DASH
    parts: list[Words | str] = [one.evidence] if one and one.evidence else []
    for each in shown:
        parts += [*(["; "] if parts else []), shown_words(each)]
    return (twin(name), met, twin(*parts) if parts else twin(NOTHING))


def _shown(told: Told) -> Mapping[str, tuple[str, ...]]:
    """What the session shows for each standard, by name; how many stays out, since some of it counts people."""
    return {one.key: tuple(each.name for each in one.shown) for one in standing(told.snapshot)}
