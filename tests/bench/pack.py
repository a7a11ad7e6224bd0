"""Figures of a pack: 1,000 bilingual requirements in every format, beside Typst and WeasyPrint where they are installed."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from exports import write
from exports.describing import describe
from exports.document import Document
from exports.docx import docx_of
from exports.html import html_of
from exports.odt import odt_of
from exports.options import Options
from exports.pdf import pdf_of
from hcd_studio.bilingual import Words
from hcd_studio.records import Criterion, Link, Need, Record, Requirement, Workshop
from hcd_studio.snapshot import Snapshot
from hcd_studio.templates import make_sample
from tests.bench.pack_peer import typst_of
from tests.bench.rows import Row, timed

MADE = date(2026, 11, 23)
MANY = 1_000


def run() -> list[Row]:
    """The pack of the sample, and of 1,000 requirements."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with make_sample(folder / "sample.hcd") as session:
            sample = session.snapshot()
        whole = timed(lambda: _whole(sample, folder))[0]
    options = Options(language="side", audience="council", made=MADE, sections=("requirements", "terms"))
    document = describe(many(), "pack", options)
    pdf, size = _sized(lambda: pdf_of(document, MADE)[0])
    rows = [
        Row("whole pack of the sample, four formats", whole, "s", 8),
        Row(f"describing {MANY} requirements", timed(lambda: describe(many(), "pack", options))[0], "s"),
        Row(f"HTML of {MANY} requirements", timed(lambda: html_of(document))[0], "s", 0.5),
        Row(f"DOCX of {MANY} requirements", timed(lambda: docx_of(document, MADE))[0], "s", 2),
        Row(f"ODT of {MANY} requirements", timed(lambda: odt_of(document, MADE))[0], "s"),
        Row(f"tagged PDF of {MANY} requirements", pdf, "s"),
        Row("  its size", size / 1e6, "MB", 2),
    ]
    return rows + _peers(document, pdf)


def _peers(document: Document, ours: float) -> list[Row]:
    found: list[Row] = []
    if importlib.util.find_spec("typst"):
        import typst

        source = typst_of(document).encode()
        time = timed(lambda: typst.compile(source, format="pdf"))[0]
        found.append(Row("  against Typst", ours / time, "times", 2.5, f"Typst {time:.2f} s"))
    if importlib.util.find_spec("weasyprint"):
        import weasyprint

        page = html_of(document).decode()
        time = timed(lambda: weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))[0]
        found.append(Row("  against WeasyPrint", ours / time, "times", 0.25, f"WeasyPrint {time:.2f} s"))
    return found


def _sized(act: Callable[[], bytes]) -> tuple[float, int]:
    made: list[bytes] = []
    time = timed(lambda: made.append(act()))[0]
    return time, len(made[0])


def _whole(snapshot: Snapshot, folder: Path) -> None:
    options = Options(language="side", audience="council", made=MADE)
    write(snapshot, folder, "pack", ["html", "pdf", "docx", "odt"], options)


def many(count: int = MANY, needs: int = 20) -> Snapshot:
    """A session of so many requirements, each in both languages, with a criterion and a need."""
    made: list[Record] = [Workshop(id="w", title=Words("Renewing a Blue Badge", "Adnewyddu Bathodyn Glas"))]
    for n in range(needs):
        text = Words(f"hear of the date in time ({n})", f"clywed am y dyddiad mewn pryd ({n})")
        made.append(
            Need(id=f"n{n:03}", ref=f"N-A{n}", rank=f"{n:04}", as_a=Words("resident", "preswylydd"), i_need=text)
        )
    for n in range(count):
        made.append(
            Requirement(
                id=f"r{n:05}", ref=f"R-A{n}", rank=f"{n:05}", moscow="must", kind="functional", status="agreed",
                statement=Words(
                    f"When {n} days remain before a badge ends, the service shall send the holder a reminder through the "
                    "channel that the holder chose.",
                    f"Pan fydd {n} diwrnod ar ôl cyn i fathodyn ddod i ben, rhaid i’r gwasanaeth anfon nodyn atgoffa at y "
                    "deiliad drwy’r sianel a ddewisodd y deiliad.",
                ),
                rationale=Words("Residents learned the date from a ticket.", "Daeth preswylwyr i wybod drwy docyn."),
                fit_criterion=Words("98 of 100 holders have a reminder.", "Mae nodyn gan 98 o bob 100 deiliad."),
            )
        )  # fmt: skip
        text = Words(f"A letter arrives by day {n}.", f"Mae llythyr yn cyrraedd erbyn diwrnod {n}.")
        made.append(Criterion(id=f"c{n:05}", ref=f"C-A{n}", rank=f"{n:05}", parent=f"r{n:05}", statement=text))
        made.append(Link(id=f"l{n:05}", source=f"r{n:05}", target=f"n{n % needs:03}"))
    return Snapshot.of(made)
