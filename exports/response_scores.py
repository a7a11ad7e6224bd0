"""The sheet of weighted scores: what each award criterion counts, and where evaluators write what they agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.book import Bounds, Cell, Sheet, place, text
from hcd_studio.records import Weight
from hcd_studio.response_form import SCORE
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message
from hcd_studio.words import choice_words, field_words

if TYPE_CHECKING:
    from exports.response_book import Answers, Speaker

FULL = 5
"""The best score; evaluators give 0 to 5."""

TOP = 3
"""The row of the first award criterion."""

OWN, SCORED, NUMBER, MEAN, POINTS = 5, 6, 7, 8, 9
"""Columns of the table of criteria: a score of its own, how many are scored, of how many, their mean, the points."""


def scores_sheet(snapshot: Snapshot, answers: Answers, speaker: Speaker) -> Sheet:
    """Award criteria with their points by formula, and under them every requirement with room for its agreed score."""
    weights = snapshot.all(Weight)
    sheet = Sheet(
        speaker.title(N_("Scores")),
        (10, 10, 50, 16, 12, 14, 12, 12, 12, 14, 12),
        hidden_columns=frozenset({0}),
    )
    sheet.add(Cell(SCORE, "machine"), speaker.cell(Message(N_("Weighted scores")), "title"))
    sheet.add(
        Cell(),
        speaker.cell(
            Message(
                N_("For the evaluators: a score from 0 to 5 and its reason. What a supplier claims is never a score.")
            ),
            "lead",
        ),
    )
    sheet.add(*_criterion_heads(speaker))
    below = TOP + len(weights)
    first = below + 4 + 2
    last = first + max(len(answers.requirements), 1) - 1
    for at, weight in enumerate(weights):
        belongs = sum(one.weight == weight.id for one in answers.requirements)
        sheet.add(*_criterion(at, weight, (first, last), belongs, speaker))
    _sums(sheet, weights, below, speaker)
    sheet.add()
    heads = (
        field_words("requirement", "ref"), field_words("requirement", "statement"), Message(N_("Criterion number")),
        field_words("response", "claim"), field_words("response", "moderated"),
        field_words("response", "moderated_reason"),
    )  # fmt: skip
    sheet.add(Cell("id", "head"), *(speaker.cell(one, "head") for one in heads))
    numbers = {weight.id: at for at, weight in enumerate(weights, 1)}
    for row, one in enumerate(answers.requirements, first):
        found = f"INDEX({answers.claims},MATCH({place(row, 0)},{answers.ids},0))"
        number = numbers.get(one.weight)
        sheet.add(
            Cell(one.id, "machine"),
            Cell(text(one.ref)),
            speaker.cell(one.statement),
            Cell(float(number) if number else None, "number"),
            Cell("", "text", f'IF(IFERROR({found},"")="","",{found})'),
            Cell(None, "answer"),
            Cell("", "answer"),
        )
    _limits(sheet, len(weights), first, last if answers.requirements else first - 1, speaker)
    return sheet


def _criterion_heads(speaker: Speaker) -> list[Cell]:
    heads = (
        Message(N_("Number")), field_words("weight", "title"), field_words("weight", "side"),
        field_words("weight", "percentage"), Message(N_("Score, where no requirement belongs to it")),
        Message(N_("Scored")), Message(N_("Of how many")), Message(N_("Mean")), Message(N_("Points")), field_words("weight", "pass_mark"),
    )  # fmt: skip
    return [Cell("id", "head"), *(speaker.cell(one, "head") for one in heads)]


def _criterion(at: int, weight: Weight, rows: tuple[int, int], count: int, speaker: Speaker) -> list[Cell]:
    row = TOP + at
    first, last = rows
    numbers = f"{place(first, 3)}:{place(last, 3)}"
    scores = f"{place(first, 5)}:{place(last, 5)}"
    me, own = place(row, 1), place(row, OWN)
    belongs, scored, share = place(row, NUMBER), place(row, SCORED), place(row, 4)
    summed = f"SUMIF({numbers},{me},{scores})"
    mean = f"IF({belongs}=0,N({own}),{summed}/{belongs})"
    return [
        Cell(weight.id, "machine"),
        Cell(float(at + 1), "number"),
        speaker.cell(weight.title),
        speaker.cell(choice_words("weight", "side", weight.side)),
        Cell(weight.percentage, "percent"),
        Cell(None, "answer"),
        Cell(0.0, "number", f"SUMPRODUCT(({numbers}={me})*ISNUMBER({scores}))"),
        Cell(float(count), "number", f"COUNTIF({numbers},{me})"),
        Cell(0.0, "number", f"IF({scored}=0,N({own}),{mean})"),
        Cell(0.0, "sum", f"{place(row, MEAN)}/{FULL}*{share}"),
        Cell(weight.pass_mark, "percent"),
    ]


def _sums(sheet: Sheet, weights: tuple[Weight, ...], below: int, speaker: Speaker) -> None:
    """The whole, and how much of it is benefit to users and how much cost."""
    shares = {
        side: sum(one.percentage or 0 for one in weights if one.side == side) for side in ("benefit", "cost", "quality")
    }
    last = max(below - 1, TOP)
    rows = [(Message(N_("All")), sum(shares.values()), f"SUM({place(TOP, POINTS)}:{place(last, POINTS)})")]
    for side, share in shares.items():
        said = choice_words("weight", "side", side)
        points = "+".join(place(TOP + at, POINTS) for at, one in enumerate(weights) if one.side == side) or "0"
        rows.append((said, share, points))
    for words, share, points in rows:
        blanks = (Cell(None, "sum") for _ in range(OWN, POINTS))
        formula = points if weights else ""
        sheet.add(
            Cell(), Cell(None, "sum"), speaker.cell(words, "sum"), Cell(None, "sum"), Cell(float(share), "percent"),
            *blanks, Cell(0.0, "sum", formula),
        )  # fmt: skip


def _limits(sheet: Sheet, weights: int, first: int, last: int, speaker: Speaker) -> None:
    said = speaker.say(Message(N_("A score from 0 to 5.")))
    if weights:
        sheet.bounds.append(Bounds(TOP, TOP + weights - 1, OWN, 0, FULL, said, said))
    if last >= first:
        sheet.bounds.append(Bounds(first, last, 5, 0, FULL, said, said))
