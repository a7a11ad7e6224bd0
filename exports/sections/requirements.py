"""Requirements under the needs they rest on: statement, why, how each is tested and measured, and from whose voice it comes."""

from __future__ import annotations

from exports.document import Block, Paragraph, Table, Twin, labelled, twin
from exports.sections.needs import tests
from exports.sections.saying import (
    chosen,
    cited,
    date_of,
    ends,
    field,
    head,
    listed,
    need_words,
    pains_of,
    para,
    quote_of,
    rests,
    said,
    voices_of,
)
from exports.sections.told import Told
from hcd_studio.fields import MOSCOW, Id
from hcd_studio.records import Measure, Need, Requirement, Weight
from hcd_studio.speech import N_, Message
from hcd_studio.words import choice_words


def requirements(told: Told) -> tuple[Block, ...]:
    """A table of all of them, then each one under the first need that it rests on."""
    found = told.requirements
    if not found:
        return ()
    blocks: list[Block] = [head(2, N_("Requirements"), "requirements"), _numbers(found), _table(found)]
    groups: dict[Id, list[Requirement]] = {}
    for one in found:
        needs = ends(told.snapshot, one.id, Need)
        groups.setdefault(needs[0].id if needs else "", []).append(one)
    shown: set[str] = set()
    for need in (*told.needs, None):
        mine = groups.pop(need.id if need else "", [])
        if need is None:
            mine += [one for rest in groups.values() for one in rest]
        if mine:
            blocks += _group(told, need, mine, shown)
    return tuple(blocks)


def _group(told: Told, need: Need | None, mine: list[Requirement], shown: set[str]) -> list[Block]:
    if need is None:
        blocks: list[Block] = [head(3, N_("Requirements that rest on no need"), "requirements-loose")]
    else:
        blocks = [head(3, twin(need.ref + " " if need.ref else "", need.i_need), f"requirements-{need.id[:8]}")]
        blocks.append(para(need_words(need)))
    for one in mine:
        blocks += requirement(told, one, shown)
    return blocks


def _numbers(found: tuple[Requirement, ...]) -> Paragraph:
    counts = [(level, sum(one.moscow == level for one in found)) for level in MOSCOW]
    parts: list[Message | str] = [Message(N_("Requirements: {n}."), n=len(found))]
    for level, n in counts:
        if n:
            parts += [" ", Message(N_("{level}: {n}."), level=choice_words("requirement", "moscow", level), n=n)]
    return para(twin(*parts))


def _table(found: tuple[Requirement, ...]) -> Table:
    rows = tuple((twin(one.ref or "–"), twin(one.statement), _priority(one)) for one in found)
    heads = (N_("Reference"), N_("Statement"), N_("Priority"))
    return Table(
        said(N_("All requirements")), tuple(said(one) for one in heads), rows, "all-requirements", (0.13, 0.73, 0.14)
    )


def _priority(one: Requirement) -> Twin:
    return twin(chosen(one, "moscow")) if one.moscow else twin("–")


def requirement(told: Told, one: Requirement, shown: set[str], level: int = 4) -> list[Block]:
    """One requirement with everything that a supplier, an evaluator and a resident ask of it."""
    name: list[Message | str] = [one.ref or "–"]
    for part in ("moscow", "kind"):
        if getattr(one, part):
            name += [" · ", chosen(one, part)]
    blocks: list[Block] = [head(level, twin(*name), f"requirement-{one.id[:8]}"), para(twin(one.statement), "loud")]
    blocks += field(N_("Why"), one.rationale)
    blocks += field(N_("How it is tested"), one.fit_criterion)
    blocks += tests(told, one.id)
    blocks += [Paragraph(measure_words(each)) for each in told.snapshot.by(Measure, "parent")[one.id] if each.title]
    line = _attributes(told, one)
    if line:
        blocks.append(para(line, "small"))
    blocks += trail(told, one, shown, 1)
    return blocks


def trail(told: Told, one: Requirement, shown: set[str] | None, most: int) -> list[Block]:
    """From voice to clause: what hurts, who said it, on how much it rests."""
    blocks: list[Block] = field(N_("What hurts"), listed(pains_of(told, one)))
    blocks += [quote_of(told, note) for note in voices_of(told, one.id, most, shown)]
    blocks.append(para(rests(told, one.id), "small"))
    return blocks


def _attributes(told: Told, one: Requirement) -> Twin:
    weight = told.snapshot.get(Weight, one.weight)
    parts: list[tuple[str, Message | Twin | str]] = []
    for label, name in (
        (N_("Form"), "ears"), (N_("How it is verified"), "verification"), (N_("Risk"), "risk"),
        (N_("Difficulty"), "difficulty"), (N_("Status"), "status"), (N_("For whom it holds"), "scope"),
    ):  # fmt: skip
        if getattr(one, name):
            parts.append((label, chosen(one, name)))
    parts += [(label, text) for label, text in ((N_("Owner"), one.owner), (N_("CPV code"), one.cpv)) if text]
    if weight and weight.title:
        parts.append((N_("Award criterion"), twin(weight.title)))
    line: list[Twin | str] = []
    for label, words in parts:
        line += [*([" · "] if line else []), twin(Message(label), ": ", words)]
    return twin(*line)


def measure_words(one: Measure) -> Twin:
    """A measure in a sentence: what, from where to where, in what unit, how and when."""
    parts: list[Message | Twin | str] = [cited(one)]
    for label, text in ((N_("Baseline"), one.baseline), (N_("Target"), one.target), (N_("Unit"), one.unit)):
        if text:
            parts += ["; ", Message(label), ": ", text]
    if one.method:
        parts += ["; ", Message(N_("How it is measured")), ": ", twin(one.method)]
    if one.measured:
        parts += ["; ", Message(N_("Measured on")), ": ", one.measured]
    if one.begins:
        parts += ["; ", Message(N_("Measured from")), ": ", date_of(one.begins)]
    return labelled(Message(N_("Performance indicator") if one.kpi else N_("Measure")), *parts)
