"""The ranking on one sheet, for people to take home: what hurts most, dots and concerns, Welsh and English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exports.options import Options
from exports.sheets import BOTTOM, LEFT, MUTED, RIGHT, TOP, Rule, Sheet, languages_of, pdf_of
from exports.writing import Progress, Written, check_pdf, file_stem, tell, write_file
from hcd_studio.audience import seen_by
from hcd_studio.columns import title_of
from hcd_studio.questions.ranking import Ranked, ranking
from hcd_studio.questions.suppression import suppression
from hcd_studio.records import Workshop
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message

DOTS, CONCERNS = RIGHT - 130, RIGHT - 62


def ranking_of(snapshot: Snapshot, options: Options) -> list[Sheet]:
    """The ranking as an audience may see it."""
    languages = languages_of(options)
    shown = seen_by(snapshot, options.audience)
    rows = [one for one in ranking(shown, "theme", audience=options.audience).rows if title_of(one.record)]
    return list(_sheets(shown, rows, options, languages))


def write_ranking(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write the ranking as a tagged PDF."""
    tell(progress, 0.0, Message(N_("Laying out the sheets")))
    sheets = ranking_of(snapshot, options)
    language: Language = "en" if options.language == "en" else "cy"
    title = Message(N_("{title}: the ranking"), title=title_of(snapshot.workshop)).say(language)
    data = pdf_of(sheets, title, snapshot.workshop.council, options.made)
    path = (
        target / f"{file_stem(title_of(snapshot.workshop).en)}-ranking.pdf"
        if target.is_dir()
        else target.with_suffix(".pdf")
    )
    return Written((write_file(path, data, check_pdf(len(sheets))),))


def _sheets(
    snapshot: Snapshot, rows: list[Ranked], options: Options, languages: tuple[Language, ...]
) -> Iterator[Sheet]:
    workshop = next(iter(snapshot.all(Workshop)), Workshop())
    sheet = Sheet(languages)
    y = _head(sheet, workshop)
    hidden = False
    rule = suppression(options.audience)
    for at, one in enumerate(rows):
        if y > BOTTOM - 70:
            yield sheet
            sheet = Sheet(languages)
            y = _head(sheet, workshop)
        row = ("Table", f"TR#{at}")
        sheet.marks.append(Rule(LEFT, y, RIGHT, y, 0.6))
        sheet.put((*row, "TH#n"), str(one.place), LEFT, y + 5, 26, size=15, strong=True)
        end = sheet.put((*row, "TD#t"), title_of(one.record), LEFT + 32, y + 5, DOTS - LEFT - 44, size=12)
        for x, n, people in (
            (DOTS, one.room.dots, one.room.dot_people),
            (CONCERNS, one.room.concerns, one.room.concern_people),
        ):
            told = str(n) if n and rule.tells(people) else "–" if one.hidden else "0"
            hidden = hidden or told == "–"
            sheet.put((*row, f"TD#{x}"), told, x, y + 5, 56, size=15, strong=True, right=True)
        y = max(end, y + 28) + 5
    if not rows:
        sheet.put("P", Message("There is no ranking yet."), LEFT, y + 6, RIGHT - LEFT)
    if hidden:
        sheet.put(
            "P",
            Message("–: given by fewer than {n} people, hidden.", n=rule.least),
            LEFT,
            y + 8,
            RIGHT - LEFT,
            size=9.5,
            colour=MUTED,
        )
    yield sheet


def _head(sheet: Sheet, workshop: Workshop) -> float:
    y = sheet.put("H1", Message("What hurts most"), LEFT, TOP, RIGHT - LEFT - 130, size=24, serif=True)
    about = " · ".join(part for part in (workshop.council, workshop.date) if part)
    if about:
        sheet.put("P", about, RIGHT - 150, TOP + 6, 150, size=10, right=True, colour=MUTED)
    if workshop.title:
        y = sheet.put("P", workshop.title, LEFT, y + 2, RIGHT - LEFT, size=12, colour=MUTED, stacked=False)
    y += 12
    row = ("Table", "TR#head")
    sheet.cell(*row, "TH#n")
    sheet.put((*row, "TH#t"), Message("Theme"), LEFT + 32, y, 200, size=10, strong=True, stacked=False)
    bottom = y
    for x, words in ((DOTS, Message("Dots")), (CONCERNS, Message("Concerns"))):
        bottom = max(bottom, sheet.put((*row, f"TH#{x}"), words, x, y, 56, size=10, strong=True, right=True))
    return bottom + 4
