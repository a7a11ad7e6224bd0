"""Programs that we did not write read our documents: veraPDF, the Nu HTML checker, axe-core in Chromium, LibreOffice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from exports import write
from exports.options import DocumentLanguage, House, Options
from tests.maps import sample

pytestmark = pytest.mark.proof

CHECKER = os.environ.get("HCD_PDFUA") or shutil.which("pdfua") or ""
MODULES = os.environ.get("HCD_NODE_MODULES", "")
"""A folder of node modules with vnu-jar, axe-core and puppeteer-core."""

LANGUAGES: tuple[DocumentLanguage, ...] = ("cy", "en", "side", "tumble")
OTHERS = ("summary", "you-said", "why", "easy-read", "brief", "joint")
MADE = date(2026, 11, 23)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The pack in every language mode and every other document, by format."""
    folder = tmp_path_factory.mktemp("proof")
    logo = folder / "logo.png"
    out = BytesIO()
    Image.new("RGB", (300, 100), "#0A5A69").save(out, "PNG")
    logo.write_bytes(out.getvalue())
    found: dict[str, list[Path]] = {}
    wishes = [("pack", language) for language in LANGUAGES] + [
        (what, LANGUAGES[at % 4]) for at, what in enumerate(OTHERS)
    ]
    for what, language in wishes:
        house = House(name="Cyngor Bro Aeron", colour="#7A1F5C", logo=logo)
        options = Options(
            language=language, audience="public" if what == "you-said" else "council", made=MADE, house=house
        )
        for file in write(sample(), folder, what, ["html", "pdf", "docx", "odt"], options).files:
            found.setdefault(file.suffix, []).append(file)
    return found


def test_every_pdf_is_accessible(files: dict[str, list[Path]]) -> None:
    if not CHECKER:
        pytest.skip("no pdfua command here; HCD_PDFUA names one")
    command = [CHECKER, *map(str, files[".pdf"])]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if told.returncode == 2:
        pytest.skip(f"the checker could not be set up: {told.stderr.strip()[-200:]}")
    assert told.stdout.count("compliant=true") == len(files[".pdf"]), told.stdout


def test_every_pdf_opens_elsewhere_and_is_small(files: dict[str, list[Path]]) -> None:
    for file in files[".pdf"]:
        with pikepdf.open(file) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) in ("cy-GB", "en-GB")
            assert all("/StructParents" in page for page in pdf.pages if "/Contents" in page and _says(page))
        assert file.stat().st_size < 2_000_000


def _says(page: pikepdf.Page) -> bool:
    return b"BDC" in b"".join(stream.read_bytes() for stream in _streams(page))


def _streams(page: pikepdf.Page) -> list[pikepdf.Stream]:
    contents = page.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def test_the_english_of_a_tumbled_pack_stands_on_its_head_at_the_back(files: dict[str, list[Path]]) -> None:
    file = next(one for one in files[".pdf"] if "pack-tumble" in one.name or "pack-tumble" in one.parent.name)
    with pikepdf.open(file) as pdf:
        turned = [int(page.get("/Rotate", 0)) for page in pdf.pages]
    assert turned[0] == 0
    assert turned[-1] == 180
    assert sorted(turned) == turned
    assert len(turned) % 2 == 0


def test_every_page_is_valid_html(files: dict[str, list[Path]]) -> None:
    jar = Path(MODULES) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not MODULES or not jar.exists() or not shutil.which("java"):
        pytest.skip("no Nu HTML checker here; HCD_NODE_MODULES names a folder with vnu-jar")
    command = ["java", "-jar", str(jar), "--errors-only", *map(str, files[".html"])]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert told.returncode == 0, told.stderr[-2000:]


def test_axe_finds_no_barrier_in_any_page(files: dict[str, list[Path]]) -> None:
    chromium = shutil.which("chromium")
    if not MODULES or not chromium or not shutil.which("node"):
        pytest.skip("no Chromium with axe-core here; HCD_NODE_MODULES names a folder with axe-core and puppeteer-core")
    script = Path(__file__).with_name("proof") / "axe.mjs"
    command = ["node", str(script), chromium, MODULES, *map(str, files[".html"])]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert told.returncode == 0, told.stderr[-2000:]
    found = [json.loads(line) for line in told.stdout.splitlines()]
    assert len(found) == len(files[".html"])
    assert not [one for one in found if one["violations"]], found


def test_libreoffice_opens_every_word_and_opendocument_file(files: dict[str, list[Path]], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here: apt install libreoffice-writer-nogui")
    wanted = [
        one for one in (*files[".docx"], *files[".odt"]) if "pack-cy" not in str(one) and "pack-en" not in str(one)
    ]
    for suffix in (".docx", ".odt"):
        folder = tmp_path / suffix[1:]
        mine = [str(one) for one in wanted if one.suffix == suffix]
        home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
        command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *mine]
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
        for name in {Path(one).stem for one in mine}:
            with pikepdf.open(folder / f"{name}.pdf") as pdf:
                assert len(pdf.pages) >= 1
