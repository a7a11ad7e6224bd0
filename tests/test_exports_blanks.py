"""Sheets to fill in: they match the session, in both languages, tagged; grey paper still tells the kinds of notes apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest

from exports import write
from exports.blanks import blanks_of
from exports.options import DocumentLanguage, Options
from exports.sheets import BOTTOM, WIDTH, Rule, Sheet, Text
from hcd_studio.bilingual import Words
from hcd_studio.records import Participant, Stage, Step, Workshop
from hcd_studio.snapshot import Snapshot
from tests.maps import made_up, sample

MADE = date(2026, 11, 23)
AWKWARD = ("=1+1", "<b>x</b>", "مرحبا بالعالم", "🙂 " * 40, "Llanfairpwllgwyngyll" * 8, "")


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


@pytest.mark.parametrize("language", ["cy", "en", "side"])
def test_blanks_bear_the_steps_and_codes_of_the_session(language: DocumentLanguage, tmp_path: Path) -> None:
    snapshot = sample()
    done = write(snapshot, tmp_path, "blanks", ["pdf"], Options(language=language, made=MADE))
    text = " ".join(text_of(done.files[0]).split())
    people = [one.code for one in snapshot.all(Participant)]
    assert all(code in text for code in people)
    for step in snapshot.all(Step):
        for side, wanted in (("cy", step.title.cy), ("en", step.title.en)):
            if language in (side, "side"):
                assert wanted.replace("’", "'") in text.replace("’", "'")
    pages = len(pypdf.PdfReader(done.files[0]).pages)
    assert pages == 2 + len(people) + 1 + -(-len(people) // 10)


def test_blanks_and_ranking_are_tagged_and_say_their_language(tmp_path: Path) -> None:
    for what in ("blanks", "ranking"):
        done = write(sample(), tmp_path, what, ["pdf"], Options(language="side", made=MADE))
        with pikepdf.open(done.files[0]) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "cy-GB"
            assert "/StructTreeRoot" in pdf.Root


def test_beyond_the_council_no_code_stands_on_paper(tmp_path: Path) -> None:
    snapshot = sample()
    done = write(snapshot, tmp_path, "blanks", ["pdf"], Options(language="en", audience="public", made=MADE))
    text = text_of(done.files[0])
    assert not [one.code for one in snapshot.all(Participant) if one.code in text.split()]


def test_the_same_session_gives_the_same_bytes(tmp_path: Path) -> None:
    options = Options(language="side", made=MADE)
    one = write(sample(), tmp_path / "a.pdf", "blanks", ["pdf"], options).files[0].read_bytes()
    two = write(sample(), tmp_path / "b.pdf", "blanks", ["pdf"], options).files[0].read_bytes()
    assert one == two


def test_odd_words_and_many_steps_stay_on_the_paper(tmp_path: Path) -> None:
    stage = Stage(id="a" * 32)
    steps = [
        Step(id=f"{at:032x}", stage=stage.id, title=Words(text, text[::-1]), rank=f"{at:04}")
        for at, text in enumerate(AWKWARD * 20)
    ]
    snapshot = Snapshot.of([Workshop(id="b" * 32, title=Words(AWKWARD[4], AWKWARD[2])), stage, *steps])
    for language in ("side", "en"):
        sheets = blanks_of(snapshot, Options(language=language, audience="room", made=MADE))  # type: ignore[arg-type]
        for sheet in sheets:
            assert_within(sheet)
    assert write(snapshot, tmp_path, "blanks", ["pdf"], Options(language="side", made=MADE)).files
    assert write(made_up(0), tmp_path / "none", "blanks", ["pdf"], Options(made=MADE)).files


def assert_within(sheet: Sheet) -> None:
    for mark in sheet.marks:
        if isinstance(mark, Text):
            assert mark.y + mark.leading * len(mark.lines) <= BOTTOM + 8, mark.lines
        elif isinstance(mark, Rule):
            assert 0 <= mark.x0 <= mark.x1 <= WIDTH
