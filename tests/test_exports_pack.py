"""Documents as people and readers meet them: contents, languages, tables, one page for leaders, a joint pack, the brief."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pikepdf
import pytest
from pypdf import PdfReader

from exports import write
from exports.describing import describe
from exports.document import Heading, Paragraph, Table
from exports.docx import docx_of
from exports.html import html_of
from exports.odt import odt_of
from exports.options import DocumentLanguage, House, Options
from exports.packing import check_packed, packed
from exports.pdf import pdf_of
from exports.sections import KINDS, SECTIONS
from exports.tagged import TaggedCanvas
from hcd_studio.bilingual import Words
from hcd_studio.records import Requirement, SignOff, Workshop
from hcd_studio.snapshot import Snapshot
from tests.maps import sample
from ui.cli import main

MADE = date(2026, 11, 23)
LANGUAGES: tuple[DocumentLanguage, ...] = ("cy", "en", "side", "tumble")


def options(language: DocumentLanguage = "side", **wanted: object) -> Options:
    return Options(**{"language": language, "audience": "council", "made": MADE, **wanted})  # type: ignore[arg-type]


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def test_every_section_belongs_to_a_kind_and_has_words() -> None:
    assert {key for keys in KINDS.values() for key in keys} == set(SECTIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_fits_one_page(language: DocumentLanguage) -> None:
    _, count = pdf_of(describe(sample(), "summary", options(language)), MADE)
    assert count == (2 if language == "tumble" else 1)


@pytest.mark.parametrize("language", ["cy", "side"])
def test_the_contents_name_the_page_on_which_a_part_begins(language: DocumentLanguage) -> None:
    document = describe(sample(), "pack", options(language))
    data, count = pdf_of(document, MADE)
    found = pages(data)
    assert len(found) == count
    first = document.languages[0]
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        titles = [one.title for one in outline.root]
    for one in document.headings:
        words = one.words.plain(document.languages)
        assert one.level > 2 or words in titles
        if one.level == 2:
            told = re.search(re.escape(words) + r"\s+(\d+)\b", " ".join(found[:2]))
            assert told, words
            number = int(told[1])
            assert one.words.say(first) in found[number - 1], words
            assert found[number - 1].endswith(f"{number} / {count}")


def test_a_reader_meets_tables_languages_and_pictures_as_such() -> None:
    data, _ = pdf_of(describe(sample(), "pack", options("side")), MADE)
    tags: dict[str, int] = {}
    scopes: set[str] = set()
    with pikepdf.open(BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem":
                tags[str(one.S)] = tags.get(str(one.S), 0) + 1
                if str(one.S) == "/Figure":
                    assert str(one.Alt)
                if str(one.S) == "/TH":
                    scopes.add(str(one.A.Scope))
                if str(one.S) == "/Link":
                    assert any(isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR" for kid in one.K)
    assert scopes == {"/Column", "/Row"}
    assert {"/H1", "/H2", "/H3", "/H4", "/TOC", "/TOCI", "/BlockQuote", "/Caption", "/LBody"} <= set(tags)
    assert tags["/H1"] == 1


def test_packing_keeps_every_object(tmp_path: Path) -> None:
    canvas = TaggedCanvas((200, 200), language="cy", title="Prawf", author="", made=MADE)
    for word in ("un", "dau"):
        with canvas.tag("P"):
            canvas.drawString(20, 100, word)
        canvas.showPage()
    plain = canvas.finish()
    small = packed(plain)
    with pikepdf.open(BytesIO(plain)) as one, pikepdf.open(BytesIO(small)) as other:
        assert len(other.pages) == len(one.pages) == 2
        assert str(other.Root.Lang) == "cy-GB"
        assert other.docinfo["/Title"] == "Prawf"
    assert pages(small) == pages(plain) == ["un", "dau"]
    file = tmp_path / "a.pdf"
    file.write_bytes(small)
    check_packed(2)(file)


def test_word_has_headings_contents_repeated_heads_and_the_language_of_each_run() -> None:
    data = docx_of(describe(sample(), "pack", options("side")), MADE)
    opened = docx.Document(BytesIO(data))
    names = [one.style.name for one in opened.paragraphs if one.style is not None]
    assert {"Heading 1", "Heading 2", "Heading 3", "Heading 4"} <= set(names)
    assert opened.core_properties.language == "cy-GB"
    with ZipFile(BytesIO(data)) as package:
        body, settings = package.read("word/document.xml").decode(), package.read("word/settings.xml").decode()
    ruled = [one for one in opened.tables if one.style is not None and one.style.name == "Ruled"]
    assert len(ruled) >= 8
    assert body.count("<w:tblHeader/>") == len(ruled)
    assert "<w:cantSplit/>" in body
    assert "updateFields" in settings
    assert "TOC \\o" in body
    assert body.count('w:val="cy-GB"') > 1000
    assert body.count('w:val="en-GB"') > 1000
    assert all(shape._inline.docPr.get("descr") for shape in opened.inline_shapes)


def test_opendocument_has_headings_contents_header_rows_and_languages() -> None:
    data = odt_of(describe(sample(), "pack", options("side")), MADE)
    with ZipFile(BytesIO(data)) as package:
        assert package.infolist()[0].filename == "mimetype"
        assert package.infolist()[0].compress_type == 0
        body, styles = package.read("content.xml").decode(), package.read("styles.xml").decode()
    assert 'text:outline-level="4"' in body
    assert body.count("<table:table-header-rows>") >= 8
    assert 'fo:language="cy"' in styles
    assert body.count('text:style-name="cy"') > 1000
    assert "<svg:desc>" in body


@pytest.mark.parametrize("what", KINDS)
def test_the_same_session_gives_the_same_bytes(what: str) -> None:
    small = options("side", sections=("about", "heard", "requirements") if what == "pack" else ())
    first, again = (describe(sample(), what, small) for _ in range(2))
    assert html_of(first) == html_of(again)
    assert pdf_of(first, MADE) == pdf_of(again, MADE)
    assert docx_of(first, MADE) == docx_of(again, MADE)
    assert odt_of(first, MADE) == odt_of(again, MADE)


def test_a_text_without_welsh_says_so_and_never_passes_for_welsh() -> None:
    lone = Requirement(id="r1", ref="R-A1", statement=Words(en="The service shall answer."), moscow="must")
    snapshot = Snapshot.of([Workshop(id="w", title=Words("Day", "Diwrnod")), lone])
    alone = html_of(describe(snapshot, "pack", options("cy"))).decode()
    assert "[Heb ei ysgrifennu yn Gymraeg eto.] </span>The service shall answer." in alone or (
        "[Heb ei ysgrifennu yn Gymraeg eto.]" in alone and 'lang="en" xml:lang="en">The service shall answer.' in alone
    )
    beside = html_of(describe(snapshot, "pack", options("side"))).decode()
    left = beside.split('<p class="loud" lang="cy"', 1)[1].split("</p>", 1)[0]
    assert "Heb ei ysgrifennu yn Gymraeg eto." in left
    assert "shall answer" not in left
    assert describe(snapshot, "pack", options("cy")).missing() >= 1


def test_a_pack_lists_its_files_with_their_hashes(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    done = write(sample(), folder, "pack", ["html", "pdf"], options("cy"))
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert {one["name"] for one in told["files"]} == {one.name for one in done.files} - {"manifest.json"}
    for one in told["files"]:
        data = (folder / one["name"]).read_bytes()
        assert one["sha256"] == hashlib.sha256(data).hexdigest()
        assert one["bytes"] == len(data)
    assert told["audience"] == "council"
    assert told["language"] == "cy"


def test_sections_and_the_house_are_chosen_and_missing_voices_stay() -> None:
    chosen = options("en", sections=("requirements",), house=House(name="Cyngor Tref", colour="#7A1F5C"))
    document = describe(sample(), "pack", chosen)
    assert [one.key for one in document.sections] == ["heard", "requirements"]
    page = html_of(document).decode()
    assert "Cyngor Tref" in page
    assert "#7A1F5C" in page


def two_councils() -> tuple[Snapshot, Snapshot]:
    mine = Snapshot.of([
        Workshop(id="w1", title=Words("Badge", "Bathodyn"), council="Aeron"),
        Requirement(id="r1", ref="R-A1", rank="a", statement=Words("The service shall answer.", "Rhaid ateb.")),
        Requirement(id="r2", ref="R-A2", rank="b", statement=Words("Only Aeron shall.", "Aeron yn unig.")),
    ])  # fmt: skip
    theirs = Snapshot.of([
        Workshop(id="w2", title=Words("Badge", "Bathodyn"), council="Banwy"),
        Requirement(id="q1", ref="R-B1", origin="r1", statement=Words("The service shall answer in a day.", "Rhaid ateb mewn diwrnod.")),
        SignOff(id="s1", council="Banwy", status="agreed", who="Mair"),
    ])  # fmt: skip
    return mine, theirs


def test_a_joint_pack_tells_the_core_the_variations_and_who_has_agreed() -> None:
    mine, theirs = two_councils()
    document = describe(mine, "joint", options("en", others=(theirs,)))
    blocks = [block for section in document.sections for block in section.blocks]
    heads = [one.words.say("en") for one in blocks if isinstance(one, Heading)]
    assert heads.index("Common core") < heads.index("R-A1") < heads.index("Local variations") < heads.index("R-A2")
    texts = [one.words.say("en") for one in blocks if isinstance(one, Paragraph)]
    assert "In Banwy: The service shall answer in a day." in texts
    [table] = [one for one in blocks if isinstance(one, Table) and one.key == "signing"]
    assert [[cell.say("en") for cell in row][:3] for row in table.rows] == [
        ["Aeron", "Waiting", "–"], ["Banwy", "Agreed", "Mair"],
    ]  # fmt: skip


def test_the_brief_counts_words_and_says_what_is_too_long() -> None:
    long = " ".join(["word"] * 60)
    snapshot = Snapshot.of([Workshop(id="w", title=Words("T", "T"), scenario=Words(long, long))])
    page = html_of(describe(snapshot, "brief", options("en"))).decode()
    assert "61 of 50 words, too long by 11" in page
    assert "The session does not say." in page


def test_every_document_is_written_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = []
    for name in ("a", "b"):
        file = tmp_path / f"{name}.hcd"
        assert main(["new", str(file), "--template", "journey", "--title-en", name, "--title-cy", name]) == 0
        files.append(str(file))
    out = tmp_path / "out"
    out.mkdir()
    for what in KINDS:
        others = ["--with", files[1]] if what == "joint" else []
        given = ["export", files[0], str(out), "--what", what, "--language", "tumble", "--format", "html", *others]
        assert main(given) == 0, what
    assert capsys.readouterr().err == ""
    assert len(list(out.rglob("*.html"))) == len(KINDS)


def test_a_withdrawn_requirement_is_not_in_a_pack() -> None:
    whole = sample()
    gone = whole.all(Requirement)[0]
    kept = {**whole.records[Requirement.table], gone.id: replace(gone, status="withdrawn")}
    page = html_of(describe(Snapshot({**whole.records, Requirement.table: kept}), "pack", options("en"))).decode()
    assert gone.statement.en not in page
