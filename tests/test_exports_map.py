"""A map as files: whole and checked or not there, the same bytes each time, nothing above the consent it was given."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pypdf
import pytest
from PIL import Image

from exports import write as write_document
from exports.map_words import words_of_map
from exports.options import DocumentLanguage, Options
from exports.poster import PAPERS, READABLE, advise, advise_size, compose, smallest_text
from exports.poster_pdf import tile_name, tiling_for
from exports.poster_svg import FALLBACKS
from hcd_studio.bilingual import Words
from hcd_studio.fields import Tier
from hcd_studio.layout import View, place
from hcd_studio.layout.text import tidy
from hcd_studio.records import Note, Participant, Stage, Workshop
from hcd_studio.snapshot import Snapshot
from tests.maps import made_up, rank, sample, skeleton

MADE = date(2026, 11, 23)
SVG = "{http://www.w3.org/2000/svg}"


def write(snapshot: Snapshot, to: Path, *formats: str, **wishes: Any) -> dict[str, Path]:
    """The files of a map by format."""
    wanted: dict[str, Any] = {"language": "en", "audience": "room", "paper": "A3", "made": MADE, **wishes}
    progress = wanted.pop("progress", None)
    written = write_document(snapshot, to, "map", formats, Options(**wanted), progress)
    return {file.suffix[1:]: file for file in written.files}


def pdf_text(file: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(file).pages)


def svg_texts(file: Path) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.parse(file).iter(f"{SVG}text")]


def html_text(file: Path) -> str:
    root = ElementTree.fromstring(file.read_text("utf-8").split("\n", 1)[1])
    for style in list(root.iter("{http://www.w3.org/1999/xhtml}style")):
        style.text = ""
    return " ".join("".join(root.itertext()).split())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample as it leaves for the room, in both languages."""
    return write(sample(), tmp_path_factory.mktemp("map"), "pdf", "svg", "html", language="side", paper="A1")


def test_every_note_is_in_every_file_with_every_word(story: dict[str, Path]) -> None:
    words = pdf_text(story["pdf"]).replace(" ", "")
    page = html_text(story["html"])
    drawn = "".join("".join(svg_texts(story["svg"])).split())
    notes = [note for note in sample().all(Note) if not note.private]
    assert len(notes) > 300
    for note in notes:
        text = tidy(note.text)
        assert text.replace(" ", "") in words, text
        assert " ".join(text.split()) in page, text
        assert "".join(text.split()) in drawn, text


def test_each_note_stands_once_in_the_words() -> None:
    snapshot = sample()
    placed = place(snapshot, View(languages="en"))
    items = [
        "".join(span.text for span in item.en)
        for block in words_of_map(snapshot, placed)
        for item in getattr(block, "items", ())
    ]
    for note in snapshot.all(Note):
        assert sum(note.text in item for item in items) >= 1
    assert sum(item.startswith("Step") for item in items) >= len(placed.notes)


@pytest.mark.parametrize("audience", ["council", "library", "public"])
def test_no_text_above_its_consent_leaves(audience: Tier, tmp_path: Path) -> None:
    tiers = ("room", "council", "library", "public", "", "nonsense")
    words = {tier: f"zebra{at}quagga" for at, tier in enumerate(tiers)}
    notes = [
        Note(id=f"n{at}", step="s3", lane="l1", text=text, translation=f"{text}cy", tier=tier, rank=rank(at))
        for at, (tier, text) in enumerate(words.items())
    ]
    gone = Participant(id="gone", code="P99zebra", name="Zebedee", withdrawn=True)
    private = Note(id="p", step="s3", lane="l1", text="okapi", tier="public", private=True)
    left = Note(id="w", step="s3", lane="l1", text="bongo", tier="public", participant="gone")
    snapshot = Snapshot.of([*skeleton(), *notes, gone, private, left])
    files = write(snapshot, tmp_path, "pdf", "svg", "html", audience=audience, language="side")
    with pikepdf.open(files["pdf"]) as pdf:
        pdf.save(tmp_path / "plain.pdf", compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    told = pdf_text(files["pdf"]) + files["svg"].read_text("utf-8") + files["html"].read_text("utf-8")
    raw = (tmp_path / "plain.pdf").read_bytes().decode("latin1")
    order = ("room", "council", "library", "public")
    for tier, text in words.items():
        allowed = tier in order and order.index(tier) >= order.index(audience)
        assert (text in told) == allowed, tier
        assert allowed or text not in raw
    for never in ("okapi", "bongo", "P99zebra", "Zebedee"):
        assert never not in told
        assert never not in raw


def test_the_same_snapshot_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(made_up(60), tmp_path / folder, "pdf", "svg", "png", "html", paper="A4")
    first = sorted((tmp_path / "one").iterdir())
    assert len(first) == 4
    for file in first:
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_the_document_bears_the_day_that_it_was_given(tmp_path: Path) -> None:
    file = write(made_up(20), tmp_path, "pdf", made=date(2031, 2, 3))["pdf"]
    reader = pypdf.PdfReader(file)
    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]).startswith("D:20310203")
    assert "3 February 2031" in pdf_text(file)


def test_the_pdf_is_tagged_as_it_should_be(story: dict[str, Path]) -> None:
    with pikepdf.open(story["pdf"]) as pdf:
        root = pdf.Root
        assert root.Lang == "cy-GB"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid:part>1<" in bytes(root.Metadata.read_bytes())
        elements = list(walk(root.StructTreeRoot.K))
        names = [str(element.S) for element in elements]
        figure = elements[names.index("/Figure")]
        assert "Adnewyddu Bathodyn Glas" in str(figure.Alt)
        headings = [int(name[2]) for name in names if re.fullmatch(r"/H\d", name)]
        assert headings[0] == 1
        assert headings.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(headings))
        assert names.count("/Table") == 2
        scopes = {str(element.A.Scope) for element in elements if str(element.S) == "/TH"}
        assert scopes == {"/Column", "/Row"}
        assert {str(element.get("/Lang", "")) for element in elements} >= {"cy-GB", "en-GB"} - {str(root.Lang)}
        assert all(page.StructParents == at for at, page in enumerate(pdf.pages))
        assert not any("Helvetica" in str(font.BaseFont) for page in pdf.pages for font in fonts(page))
        assert all("/FontFile2" in font.FontDescriptor for page in pdf.pages for font in fonts(page))


def walk(element: Any) -> Any:
    """All structure elements in reading order."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from walk(kid)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        if "/K" in element:
            yield from walk(element.K)


def fonts(page: Any) -> list[Any]:
    return list(page.Resources.Font.values()) if "/Font" in page.get("/Resources", {}) else []


def test_welsh_inside_english_says_so(tmp_path: Path) -> None:
    note = Note(id="n", step="s0", lane="l0", text="Diolch byth.", language="cy")
    file = write(Snapshot.of([*skeleton(), note]), tmp_path, "pdf", "html")
    with pikepdf.open(file["pdf"]) as pdf:
        marked = [str(each.S) for each in walk(pdf.Root.StructTreeRoot.K) if str(each.get("/Lang", "")) == "cy-GB"]
    assert marked
    page = ElementTree.fromstring(file["html"].read_text("utf-8").split("\n", 1)[1])
    lists = [node for node in page.iter() if node.get("lang") == "cy" and "Diolch byth." in "".join(node.itertext())]
    assert lists


def test_sheets_have_their_size_and_the_words_are_a4(tmp_path: Path) -> None:
    for paper in ("A0", "A4"):
        file = write(made_up(40), tmp_path, "pdf", paper=paper)["pdf"]
        boxes = [page.mediabox for page in pypdf.PdfReader(file).pages]
        assert (float(boxes[0].width), float(boxes[0].height)) == pytest.approx(PAPERS[paper], abs=0.1)
        assert {round(float(box.height)) for box in boxes[1:]} == {842}


def test_tiles_are_windows_on_one_drawing(tmp_path: Path) -> None:
    file = write(made_up(340), tmp_path, "pdf", paper="A2", tiles=True)["pdf"]
    tiling = tiling_for(PAPERS["A2"])
    count = tiling.columns * tiling.rows
    with pikepdf.open(file) as pdf:
        forms = [page.Resources.XObject for page in list(pdf.pages)[:count]]
        drawings = {form.objgen for each in forms for form in each.values() if float(form.BBox[2]) > 1000}
        assert len(drawings) == 1
        figures = [each for each in walk(pdf.Root.StructTreeRoot.K) if str(each.S) == "/Figure"]
        assert len(figures) == 1
        assert len(figures[0].K) == count
    pages = pypdf.PdfReader(file).pages
    assert (
        f"B2 of {count}: row 2 of {tiling.rows}, column 2 of {tiling.columns}"
        in pages[tiling.columns + 1].extract_text()
    )
    assert file.name.endswith("-map-A2-tiles-en.pdf")


def test_tiles_are_named_like_the_squares_of_a_map() -> None:
    assert [tile_name(row, 2) for row in (0, 1, 25, 26)] == ["A3", "B3", "Z3", "AA3"]
    tiling = tiling_for(PAPERS["A3"])
    assert (tiling.columns, tiling.rows) == (2, 2)
    assert tiling.size[0] == pytest.approx(PAPERS["A3"][0], rel=0.35)


def test_chapters_show_every_stage_once_with_letters_as_large_as_they_go(tmp_path: Path) -> None:
    snapshot = made_up(200, lanes=5)
    options = Options(language="en", audience="room", paper="A2", made=MADE, chapters=True)
    written = write_document(snapshot, tmp_path, "map", ["pdf", "svg"], options)
    names = sorted(file.name for file in written.files)
    sheets = [name for name in names if name.endswith(".svg")]
    assert len(sheets) > 1
    assert sheets[0] == "renewing-a-blue-badge-map-A2-en-1.svg"
    seen = "".join(" ".join(svg_texts(tmp_path / name)) for name in sheets)
    for stage in snapshot.all(Stage):
        assert seen.count(stage.title.en) >= 1
    pages = pypdf.PdfReader(tmp_path / "renewing-a-blue-badge-map-A2-en.pdf").pages
    assert sum(float(page.mediabox.width) > 1000 for page in pages) == len(sheets)


def test_small_letters_are_warned_of_with_what_to_do_instead(tmp_path: Path) -> None:
    options = Options(language="en", audience="room", paper="A4", made=MADE)
    written = write_document(made_up(340), tmp_path, "map", ["svg"], options)
    assert len(written.warnings) == 1
    assert "8 pt" in written.warnings[0].say("en")
    placed = compose(made_up(12, stages=2, lanes=3), View(), PAPERS["A0"], MADE).placed
    assert smallest_text(placed, "A0") > READABLE
    assert advise(placed, "A0") is None
    for sheet in PAPERS:
        told = advise_size(3.0, sheet)
        assert told is not None
        assert told.say("en").startswith(f"On {sheet} the smallest letters would be 3.0 pt")


def test_black_and_white_has_no_colour(tmp_path: Path) -> None:
    text = write(made_up(60), tmp_path, "svg", monochrome=True)["svg"].read_text("utf-8")
    for red, green, blue in re.findall(r"#([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})\b", text):
        assert red == green == blue


def test_the_svg_has_a_title_real_families_and_text_as_text(story: dict[str, Path]) -> None:
    text = story["svg"].read_text("utf-8")
    root = ElementTree.fromstring(text.encode())
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Adnewyddu Bathodyn Glas · Renewing a Blue Badge"
    assert description is not None
    assert len(description.text or "") > 100
    assert set(re.findall(r"font-family:'([^']+)'", text)) <= {*FALLBACKS, "Noto Sans"}
    assert 'lang="en"' in text


def test_the_picture_has_its_size_and_resolution(tmp_path: Path) -> None:
    file = write(made_up(30), tmp_path, "png", paper="A4")["png"]
    with Image.open(file) as picture:
        assert picture.size == pytest.approx((297 / 25.4 * 250, 210 / 25.4 * 250), abs=1)
        assert picture.info["dpi"][0] == pytest.approx(250, abs=0.1)
        assert len(picture.getcolors(1 << 24) or ()) > 20


class Outline(HTMLParser):
    """What a screen reader would list of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", ["cy", "en", "side"])
def test_the_page_has_landmarks_headings_and_real_tables(language: DocumentLanguage, tmp_path: Path) -> None:
    file = write(sample(), tmp_path, "html", language=language)["html"]
    outline = Outline()
    outline.feed(file.read_text("utf-8"))
    tags = [tag for tag, _ in outline.tags]
    assert outline.tags[0] == ("html", {**outline.tags[0][1], "lang": "en" if language == "en" else "cy"})
    assert [tags.count(tag) for tag in ("main", "nav", "header", "footer", "h1")] == [1] * 5
    assert "script" not in tags
    headings = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in outline.tags if tag == "th")
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = {str(attrs["href"])[1:] for tag, attrs in outline.tags if tag == "a"}
    assert links <= set(ids)
    assert not re.search(r"(src|href)=\"(?!#)", file.read_text("utf-8"))


def test_what_people_type_cannot_break_out_of_its_file(tmp_path: Path) -> None:
    nasty = '</text><script>alert(1)</script> & "quotes" ]]> ) Tj ET (\\ \x00\x0b\ud800\ufffe <b>'
    note = Note(id="n", step="s0", lane="l0", text=nasty)
    workshop = Workshop(id="w", title=Words(nasty, nasty))
    base = [record for record in skeleton() if record.id != "w"]
    files = write(Snapshot.of([*base, workshop, note]), tmp_path, "pdf", "svg", "html")
    assert "<script>" not in files["svg"].read_text("utf-8")
    assert "<script>" not in files["html"].read_text("utf-8")
    assert "alert(1)" in pdf_text(files["pdf"]).replace(" ", "")


def test_letters_that_no_bundled_face_has_are_told_as_they_were_typed(tmp_path: Path) -> None:
    note = Note(id="n", step="s0", lane="l0", text="Angry 😡 → Привет 漢")
    file = write(Snapshot.of([*skeleton(), note]), tmp_path, "pdf")["pdf"]
    with pikepdf.open(file) as pdf:
        told = [str(each.ActualText) for each in walk(pdf.Root.StructTreeRoot.K) if "/ActualText" in each]
    assert any("😡" in text and "漢" in text for text in told)
    assert "Привет" in pdf_text(file)


def test_an_empty_workshop_is_a_map_too(tmp_path: Path) -> None:
    files = write(Snapshot.of([]), tmp_path, "pdf", "svg", "png", "html", paper="A4")
    assert set(files) == {"pdf", "svg", "png", "html"}
    assert files["pdf"].name == "hcd-map-A4-en.pdf"
