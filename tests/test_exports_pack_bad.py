"""What goes wrong when a document is written: odd words, long words, full and locked folders, pictures that are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image
from pypdf import PdfReader

from exports import write
from exports.options import House, Options
from exports.writing import Stopped, Unsound
from hcd_studio.bilingual import Words
from hcd_studio.records import Link, Need, Note, Pain, Requirement, Term, Workshop
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Trouble
from tests.canaries import read_all

MADE = date(2026, 11, 23)
SIDE = Options(language="side", audience="room", made=MADE)
FORMATS = ["html", "pdf", "docx", "odt"]
WORDS = ("about", "heard", "pains", "needs", "requirements", "terms")

ODD = (
    "</p><script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "]]>&lt;![CDATA[", "nul\x00bell\x07\x1bend", "\ud800lone",
    "שלום עולם", "مرحبا بالعالم", "👩🏽‍🦽 emoji 🎉", "Zalgo z̷̢͔a̴l", "a" * 900, "ŵŷẁẃẅỳ", "\u202eesrever", "tab\tnew\nline", "   ",
)  # fmt: skip


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    found = tmp_path / "out"
    found.mkdir()
    return found


def odd(text: str) -> Snapshot:
    """A session that says one odd thing everywhere."""
    words = Words(text, text)
    return Snapshot.of([
        Workshop(id="w", title=words, council=text, missing_voices=words, contact=text, date=text),
        Note(id="v", text=text, translation=text, language="cy", verbatim=True, tier="public"),
        Pain(id="p", ref="P-A1", title=words, cause=words, severity=5),
        Need(id="n", ref="N-A1", as_a=words, i_need=words, so_that=words),
        Requirement(id="r", ref="R-A1", statement=words, rationale=words, fit_criterion=words, owner=text, cpv=text),
        Term(id="t", title=words, meaning=words),
        *(Link(id=f"{a}{b}", source=a, target=b) for a, b in (("p", "v"), ("n", "p"), ("r", "n"))),
    ])  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_words_go_in_as_words_and_every_file_opens(text: str, tmp_path: Path) -> None:
    # A drawn map in Word and OpenDocument is a picture, which costs most of the time and knows two of these texts as odd.
    office = SIDE if text in (ODD[4], ODD[9]) else replace(SIDE, sections=WORDS)
    files = [
        *write(odd(text), tmp_path / "read", "pack", ["html", "pdf"], SIDE).files,
        *write(odd(text), tmp_path / "edit", "pack", ["docx", "odt"], office).files,
    ]
    for file in files:
        data = file.read_bytes()
        if file.suffix == ".html":
            fromstring(data)
            assert b"<script>" not in data
        elif file.suffix in (".docx", ".odt"):
            with ZipFile(BytesIO(data)) as package:
                for name in package.namelist():
                    if name.endswith(".xml"):
                        fromstring(package.read(name))
        elif file.suffix == ".pdf":
            assert len(PdfReader(BytesIO(data)).pages) >= 3
    if text == "ŵŷẁẃẅỳ":
        assert all(text in read_all(file.read_bytes()) for file in files if file.suffix in (".html", ".docx", ".odt"))


def test_a_requirement_of_forty_pages_is_all_there(tmp_path: Path) -> None:
    sentence = "The service shall do thing number {} as the panel asked for it to be done, every time, in full. "
    long = "".join(sentence.format(n) for n in range(1200))
    snapshot = Snapshot.of([
        Workshop(id="w", title=Words("Long", "Hir")),
        Requirement(id="r", ref="R-A1", statement=Words(long, long), moscow="must"),
    ])  # fmt: skip
    files = write(snapshot, tmp_path, "pack", FORMATS, SIDE).files
    for file in files:
        if file.name != "manifest.json":
            text = " ".join(read_all(file.read_bytes()).split())
            assert "thing number 1199" in text
            assert text.count("thing number 777 ") >= 4
    [pdf] = [one for one in files if one.suffix == ".pdf"]
    assert len(PdfReader(pdf).pages) > 80


def test_a_failure_leaves_no_half_pack(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise Unsound("no")

    monkeypatch.setattr("exports.pack.check_packed", lambda _pages: fail)
    with pytest.raises(Trouble) as refused:
        write(odd("x"), out, "pack", ["html", "pdf"], SIDE)
    assert "read back" in refused.value.say("en")
    assert not list(out.iterdir())


def test_a_pack_can_be_stopped_at_any_time_and_leaves_nothing(out: Path) -> None:
    heard: list[float] = []

    def count(share: float, doing: Message) -> bool:
        assert doing.say("cy")
        heard.append(share)
        return True

    small = replace(SIDE, sections=WORDS)
    write(odd("x"), out / "whole", "pack", FORMATS, small, count)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    for stop in range(0, len(heard), 5):
        calls = iter(range(len(heard) + 1))
        with pytest.raises(Stopped):
            write(odd("x"), out / "part", "pack", FORMATS, small, lambda _s, _d, n=stop, c=calls: next(c) < n)
        assert [one.name for one in out.iterdir()] == ["whole"]


def test_an_older_pack_gives_way_and_anything_else_stays(out: Path) -> None:
    place = out / "pack"
    write(odd("first"), place, "pack", ["html"], SIDE)
    write(odd("second"), place, "pack", ["html"], SIDE)
    assert [one.name for one in out.iterdir()] == ["pack"]
    assert b"second" in next(place.glob("*.html")).read_bytes()
    other = out / "photos"
    other.mkdir()
    (other / "family.txt").write_text("mine")
    name = other / "x-pack-side-room"
    name.mkdir()
    (name / "keep.txt").write_text("mine")
    with pytest.raises(Trouble):
        write(odd("x"), other, "pack", ["html"], SIDE)
    assert (name / "keep.txt").read_text() == "mine"
    assert sorted(one.name for one in other.iterdir()) == ["family.txt", "x-pack-side-room"]


def test_a_folder_that_is_not_there_is_said(out: Path) -> None:
    for what in ("pack", "summary"):
        with pytest.raises(Trouble) as refused:
            write(odd("x"), out / "no" / "where", what, ["html"], SIDE)
        assert "the folder is not there" in refused.value.say("en")
    assert not list(out.iterdir())


@pytest.mark.parametrize("house", [
    House(colour="blue"), House(colour="#FFEE00"), House(logo=Path(__file__)), House(logo=Path("/no/such.png")),
], ids=["no colour", "too light", "no picture", "no file"])  # fmt: skip
def test_a_house_style_that_cannot_be_used_is_refused_before_anything_is_written(house: House, out: Path) -> None:
    with pytest.raises(Trouble) as refused:
        write(odd("x"), out, "pack", FORMATS, Options(language="cy", audience="room", made=MADE, house=house))
    assert refused.value.say("cy") != refused.value.say("en")
    assert not list(out.iterdir())


def test_of_a_logo_only_the_pixels_travel(tmp_path: Path) -> None:
    out = BytesIO()
    from PIL.PngImagePlugin import PngInfo

    about = PngInfo()
    about.add_text("Comment", "secret-of-the-designer")
    Image.new("RGBA", (900, 300), (10, 90, 105, 128)).save(out, "PNG", pnginfo=about)
    logo = tmp_path / "logo.png"
    logo.write_bytes(out.getvalue())
    house = House(name="Cyngor", logo=logo)
    (tmp_path / "out").mkdir()
    options = Options(language="tumble", audience="room", made=MADE, house=house)
    for file in write(odd("x"), tmp_path / "out", "pack", FORMATS, options).files:
        data = file.read_bytes()
        members = [data]
        if file.suffix in (".docx", ".odt"):
            with ZipFile(BytesIO(data)) as package:
                members = [package.read(name) for name in package.namelist()]
        assert not any(b"secret-of-the-designer" in one for one in members)


def test_nothing_to_say_is_still_a_document(tmp_path: Path) -> None:
    for what in ("pack", "summary", "you-said", "why", "easy-read", "brief", "joint"):
        for file in write(Snapshot.of([]), tmp_path, what, FORMATS, SIDE).files:
            assert file.stat().st_size > 100
