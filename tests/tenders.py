"""Tenders of any size for tests and measurements: requirements in both languages, criteria, and workbooks as suppliers fill them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.records import Criterion, Link, Measure, Need, Record, Requirement, Weight, Workshop
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from tests.making import named, rooted

PRIORITIES = ("must", "should", "could")
KINDS = ("functional", "accessibility", "language", "data")

NASTY = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "<b>&amp;</b>", "]]>", "a\x00b\x0b\x1f", "\ufeff=1",
    "שלום עולם", "👩🏽‍🦽 ŵŷ", "'); DROP TABLE", "_x0041_", "＝1+1", "x" * 40_000, "line\r\nline\nline", '"quoted", cell',
    "&quot;", "{name} %s", " =1",
)  # fmt: skip
"""Texts that somebody could type and that could spoil a file."""


def tender(requirements: int = 30, *, nasty: bool = False) -> list[Record]:
    """Needs, requirements that rest on them, criteria, award criteria and indicators."""
    made: list[Record] = [
        Workshop(
            id=named("w"),
            title=Words("Renewing a Blue Badge", "Adnewyddu Bathodyn Glas"),
            council="Bro Aeron",
            languages=("cy", "en"),
            scenario=Words("Her badge ends in six weeks.", "Mae ei bathodyn yn dod i ben."),
        )
    ]
    weights = [
        Weight(
            id=f"weight{at}", title=Words(f"Benefit {at}", f"Budd {at}"), percentage=20.0, pass_mark=40.0, rank=f"{at}"
        )
        for at in range(3)
    ]
    cost = Weight(id="cost", title=Words("Cost", "Cost"), percentage=40.0, side="cost", rank="9")
    needs = [
        Need(id=f"need{at}", ref=f"N-A{at + 1}", i_need=Words(f"do thing {at}", f"gwneud peth {at}"), rank=f"{at:05}")
        for at in range(max(requirements // 10, 1))
    ]
    made += [*weights, cost, *needs]
    for at in range(requirements):
        odd = NASTY[at % len(NASTY)] if nasty else ""
        made.append(
            Requirement(
                id=f"r{at}",
                ref=f"R-A{at + 1}",
                statement=Words(
                    f"{odd}The service shall answer within {at + 1} minutes, by phone and online.",
                    f"{odd}Rhaid i’r gwasanaeth ateb o fewn {at + 1} munud, dros y ffôn ac ar-lein.",
                    "checked",
                ),
                fit_criterion=Words(f"{odd}95 of 100 answers.", f"{odd}95 o bob 100 ateb."),
                rationale=Words(f"{odd}People wait.", f"{odd}Mae pobl yn aros."),
                moscow=PRIORITIES[at % 3],
                kind=KINDS[at % 4],
                cpv="72000000-5" if at % 5 == 0 else "",
                weight=f"weight{at % 3}",
                rank=f"{at:05}",
            )
        )
        made.append(Link(id=f"l{at}", source=f"r{at}", target=needs[at % len(needs)].id, kind="rests on"))
        if at % 3 == 0:
            made.append(
                Criterion(
                    id=f"c{at}",
                    ref=f"C-A{at + 1}",
                    parent=f"r{at}",
                    statement=Words(f"{odd}Test {at}.", f"{odd}Prawf {at}."),
                )
            )
    made += [
        Measure(
            id=f"m{at}",
            ref=f"M-A{at + 1}",
            parent="r0",
            title=Words(f"Time {at}", f"Amser {at}"),
            kpi=True,
            target="20",
        )
        for at in range(3)
    ]
    return [one if isinstance(one, Workshop) else rooted(one) for one in made]


def snapshot_of(records: Iterable[Record]) -> Snapshot:
    """A snapshot of just these."""
    return Snapshot.of(records)


def session_with(path: Path, records: Iterable[Record]) -> Session:
    """An open session that holds these records."""
    from hcd_studio.clock import Clock

    session = Session.create(path, clock=Clock())
    with session.change("add_requirement") as draft:
        for one in records:
            if isinstance(one, Workshop):
                draft.patch(session.workshop, title=one.title, council=one.council, languages=one.languages)
            else:
                draft.add(one)
    return session


Change = Callable[[Any, dict[str, int]], None]


def filled(
    source: Path, target: Path, *, supplier: str = "Cwmni Teifi", change: Change | None = None, claim: str = ""
) -> Path:
    """A workbook as a supplier sends it back: every answer given; `change` does the rest to the sheet of answers."""
    import openpyxl

    book = openpyxl.load_workbook(source)
    sheet: Any = None
    for one in book.worksheets:
        for row in one.iter_rows():
            for cell in row:
                if cell.value == "hcd:supplier":
                    one.cell(cell.row, 2).value = supplier
                if cell.value == "hcd:claim":
                    sheet = one
    keys = {str(cell.value): at for at, cell in enumerate(sheet[1], 1) if cell.value}
    words = [cell.value for cell in book.worksheets[-1]["A"] if cell.value]
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, keys["hcd:claim"]).value = claim or words[0]
        sheet.cell(row, keys["hcd:how"]).value = f"Part of the product, row {row}."
    if change is not None:
        change(sheet, keys)
    book.save(target)
    return target
