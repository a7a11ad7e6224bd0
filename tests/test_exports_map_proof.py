"""Programs that we did not write read our maps: veraPDF (PDF/UA-1), and poppler where it is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from exports import write
from exports.options import DocumentLanguage, Options
from tests.maps import made_up, sample

pytestmark = pytest.mark.proof

CHECKER = os.environ.get("HCD_PDFUA") or shutil.which("pdfua") or ""
"""The command that checks a file against PDF/UA-1 with veraPDF."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Maps of every sort: each language, tiles, chapters, black and white, an awkward one."""
    folder = tmp_path_factory.mktemp("proof")
    made = date(2026, 11, 23)
    wishes: list[tuple[DocumentLanguage, str, bool, bool]] = [
        ("side", "A1", False, False), ("cy", "A3", False, True), ("en", "A2", True, False),
    ]  # fmt: skip
    found: list[Path] = []
    for language, paper, tiles, chapters in wishes:
        options = Options(language=language, paper=paper, made=made, tiles=tiles, chapters=chapters)
        found += write(sample(), folder, "map", ["pdf"], options).files
    options = Options(language="en", audience="room", paper="A4", made=made, monochrome=True)
    found += write(made_up(30), folder / "plain", "map", ["pdf"], options).files
    return found


def test_every_map_is_accessible(files: list[Path]) -> None:
    if not CHECKER:
        pytest.skip("no pdfua command here; HCD_PDFUA names one")
    told = subprocess.run([CHECKER, *map(str, files)], capture_output=True, text=True, check=False, timeout=300)
    if told.returncode == 2:
        pytest.skip(f"the checker could not be set up: {told.stderr.strip()[-200:]}")
    assert told.stdout.count("compliant=true") == len(files), told.stdout


def test_poppler_draws_every_page(files: list[Path], tmp_path: Path) -> None:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("poppler is not installed")
    for file in files:
        told = subprocess.run(
            [program, "-r", "20", "-png", str(file), str(tmp_path / file.stem)],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert told.returncode == 0
        assert not told.stderr
    assert list(tmp_path.glob("*.png"))
