"""Map files are written whole or not at all, under names that every system takes; an export can be stopped."""

from __future__ import annotations

import errno
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from exports.poster import MM, PAPERS
from exports.writing import Stopped, Unsound, check_pdf, check_xml, file_stem, write_file
from hcd_studio.speech import Message, Trouble
from tests.maps import made_up
from tests.test_exports_map import write


def test_names_are_safe_on_every_system() -> None:
    assert file_stem("Renewing a Blue Badge") == "renewing-a-blue-badge"
    assert file_stem("Tŷ'r Ŵyl: 50% / \\ <x>?") == "tyr-wyl-50-x"
    assert file_stem("CON") == "x-con"
    assert file_stem("") == "hcd"
    assert len(file_stem("long " * 40)) <= 60


def test_a_name_that_was_asked_for_is_kept(tmp_path: Path) -> None:
    assert write(made_up(5), tmp_path / "wall", "pdf")["pdf"] == tmp_path / "wall.pdf"
    assert write(made_up(5), tmp_path / "wall.pdf", "svg")["svg"] == tmp_path / "wall.svg"


@pytest.mark.parametrize("where", ["write", "fsync", "replace"])
def test_a_failing_disk_leaves_no_file_and_says_why(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    old = tmp_path / "map.svg"
    old.write_text("the map of yesterday", "utf-8")
    target = {
        "write": "exports.writing.Path.open",
        "fsync": "exports.writing.os.fsync",
        "replace": "exports.writing.Path.replace",
    }
    monkeypatch.setattr(target[where], full)
    with pytest.raises(Trouble) as trouble:
        write(made_up(5), tmp_path / "map", "svg")
    monkeypatch.undo()
    assert "disk is full" in trouble.value.what.say("en")
    assert "Make room" in trouble.value.do.say("en")
    assert [file.name for file in tmp_path.iterdir()] == ["map.svg"]
    assert old.read_text("utf-8") == "the map of yesterday"


def test_a_file_that_cannot_be_read_back_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        write_file(tmp_path / "x.svg", b"<svg><g></svg>", check_xml)
    with pytest.raises(Trouble):
        write_file(tmp_path / "x.pdf", b"%PDF-1.7\nnothing\n%%EOF\n", check_pdf(1))
    assert not list(tmp_path.iterdir())


def test_the_check_of_a_pdf_counts_its_pages(tmp_path: Path) -> None:
    file = write(made_up(5), tmp_path, "pdf")["pdf"]
    pages = len(pypdf.PdfReader(BytesIO(file.read_bytes())).pages)
    check_pdf(pages)(file)
    with pytest.raises(Unsound):
        check_pdf(pages + 1)(file)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(file.read_bytes().replace(b"/Type /Page\n", b"/Type /Pag \n\n", 1)[:-7] + b"%%EOF\n")
    with pytest.raises(Unsound):
        check_pdf(pages)(torn)


def test_an_export_can_be_stopped_and_tells_how_far_it_is(tmp_path: Path) -> None:
    heard: list[float] = []

    def listen(share: float, doing: Message) -> bool:
        heard.append(share)
        assert doing.say("en")
        return len(heard) < 2

    with pytest.raises(Stopped):
        write(made_up(5), tmp_path, "svg", "html", "pdf", progress=listen)
    assert heard == [0.0, pytest.approx(1 / 3)]
    assert [file.suffix for file in tmp_path.iterdir()] == [".svg"]


def test_unknown_formats_and_papers_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        write(made_up(5), tmp_path, "svg", "docx")
    with pytest.raises(Trouble):
        write(made_up(5), tmp_path, "svg", paper="B5")
    assert not list(tmp_path.iterdir())


def test_a_sheet_is_as_wide_as_its_paper() -> None:
    assert PAPERS["A0"][0] == pytest.approx(1189 * MM)
