"""What hurts most: what the room ranked, each pain point with its cause, what it costs, and voices."""

from __future__ import annotations

from exports.document import Block, Paragraph, Table, Twin, labelled, twin
from exports.sections.saying import (
    DASH,
    SMALL,
    choices,
    cited,
    count,
    date_of,
    field,
    head,
    para,
    quote_of,
    rests,
    said,
    voices_of,
)
from exports.sections.told import Told
from hcd_studio.questions.cost import cost_of
from hcd_studio.questions.ranking import Ranked
from hcd_studio.records import Pain, Step, Theme
from hcd_studio.speech import N_, Message

TOP = 10
"""So many things of a ranking are told."""


def pains(told: Told) -> tuple[Block, ...]:
    """The ranking, then each pain point in its order."""
    rows = told.ranking("theme").rows if _voted(told, "theme") else told.ranking("pain").rows
    known = told.snapshot.all(Pain)
    if not known and not rows:
        return ()
    blocks: list[Block] = [head(2, N_("What hurts most"), "pains")]
    if _voted(told, "theme") or _voted(told, "pain"):
        blocks += ranking_table(rows, TOP)
    costs = [one for one in known if yearly(one)]
    if costs:
        blocks += _costs(costs)
    shown: set[str] = set()
    for pain in known:
        blocks += _pain(told, pain, shown)
    return tuple(blocks)


def _voted(told: Told, on: str) -> bool:
    return any(row.room.dots or row.room.concerns or row.hidden for row in told.ranking(on).rows)


def ranking_table(rows: tuple[Ranked, ...], most: int) -> list[Block]:
    """What the room voted for; leaders' dots stand beside the room's and are never added to them."""
    voted = [row for row in rows if row.room or row.leaders or row.hidden][:most]
    leaders = any(row.leaders for row in voted)
    heads = [N_("What hurts"), N_("Dots"), N_("Concerns"), *([N_("Dots of leaders")] if leaders else [])]
    cells: list[tuple[Twin, ...]] = []
    for row in voted:
        name = twin(f"{row.place}. ", cited(row.record))
        tail = [_dots(row.leaders.dots, row.hidden)] if leaders else []
        cells.append((name, _dots(row.room.dots, row.hidden), _dots(row.room.concerns, row.hidden), *tail))
    widths = (0.58, 0.14, 0.14, 0.14) if leaders else (0.68, 0.16, 0.16)
    figures = tuple(range(1, len(heads)))
    blocks: list[Block] = [
        Table(
            said(N_("What the room ranked")),
            tuple(said(one) for one in heads),
            tuple(cells),
            "ranking",
            widths,
            figures,
        )
    ]
    if any(row.hidden for row in voted):
        blocks.append(para(SMALL, "small"))
    return blocks


def _dots(dots: int, hidden: bool) -> Twin:
    return DASH if not dots and hidden else count(dots)


def _pain(told: Told, pain: Pain, shown: set[str]) -> list[Block]:
    blocks: list[Block] = [head(3, cited(pain), f"pain-{pain.id[:8]}")]
    scale = [(N_("Severity"), pain.severity), (N_("Frequency"), pain.frequency), (N_("Reach"), pain.reach)]
    parts: list[Message | Twin] = [Message(N_("{what} {n} of 5"), what=Message(what), n=n) for what, n in scale if n]
    step, theme = told.snapshot.get(Step, pain.step), told.snapshot.get(Theme, pain.theme)
    line: list[Message | Twin | str] = []
    if step:
        parts.append(twin(Message(N_("Step:")), " ", step.title))
    for part in parts:
        line += [" · ", part] if line else [part]
    if line:
        blocks.append(para(twin(*line), "small"))
    blocks += field(N_("Cause"), pain.cause)
    if pain.barriers:
        blocks += field(N_("Barriers"), Message("{words}", words=choices(pain, "barriers")))
    if theme and theme.title:
        blocks += field(N_("Theme"), theme.title)
    blocks += [quote_of(told, note) for note in voices_of(told, pain.id, 2, shown)]
    blocks.append(para(rests(told, pain.id), "small"))
    if pain.review_by:
        blocks.append(Paragraph(labelled(Message(N_("Look again by")), date_of(pain.review_by)), "small"))
    return blocks


def yearly(pain: Pain) -> tuple[float | None, float | None, float | None, float | None] | None:
    """A year's hours and pounds paid, of residents and of the council; None where nothing is known."""
    found = cost_of(pain)
    if not found.known:
        return None
    return found.residents.hours, found.residents.paid, found.council.hours, found.council.paid


def _costs(found: list[Pain]) -> list[Block]:
    heads = (
        N_("Pain point"),
        N_("Times a year"),
        N_("Residents’ hours"),
        N_("Residents’ £"),
        N_("Council’s hours"),
        N_("Council’s £"),
    )
    rows = [(cited(pain), count(pain.times_a_year), *(count(one) for one in yearly(pain) or ())) for pain in found]
    sources = "; ".join(dict.fromkeys(pain.cost_source for pain in found if pain.cost_source))
    blocks: list[Block] = [
        Table(
            said(N_("What it costs in a year")), tuple(said(one) for one in heads), tuple(rows), "costs",
            (0.34, 0.12, 0.14, 0.12, 0.14, 0.14), (1, 2, 3, 4, 5),
        )
    ]  # fmt: skip
    return [*blocks, para(twin(Message(N_("Sources:")), " ", sources), "small")] if sources else blocks
