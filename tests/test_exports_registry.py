"""Every document is declared once: the command line and the window offer what is declared, and write it the same way."""

from __future__ import annotations

import inspect
import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from exports import DOCUMENTS, WRITERS, Writer, chosen, write, writers
from exports.options import Options
from exports.writing import Stopped
from hcd_studio.speech import LANGUAGES, Message, Trouble
from tests.maps import made_up
from ui.cli import main

MADE = date(2026, 11, 23)


def named(writer: Writer) -> str:
    return f"{writer.what}-{writer.format}"


@pytest.mark.parametrize("writer", WRITERS, ids=named)
def test_every_format_of_every_document_is_written(writer: Writer, tmp_path: Path) -> None:
    options = Options(paper="A4", audience="room", made=MADE)
    done = write(made_up(5), tmp_path, writer.what, [writer.format], options)
    assert done.files
    assert {file.suffix for file in done.files if file.name != "manifest.json"} == {writer.suffix}
    assert all(file.stat().st_size for file in done.files)


@pytest.mark.parametrize("writer", WRITERS, ids=named)
def test_every_writer_takes_the_same(writer: Writer) -> None:
    assert list(inspect.signature(writer.function()).parameters) == ["snapshot", "target", "options", "progress"]


def test_every_document_has_words_formats_and_a_usual_one() -> None:
    assert {one.what for one in WRITERS} == set(DOCUMENTS)
    assert len({(one.what, one.format) for one in WRITERS}) == len(WRITERS)
    for what in DOCUMENTS:
        assert any(one.usual for one in writers(what)), what
        assert len({one.button for one in writers(what)}) == 1, what
    for text in (*DOCUMENTS.values(), *(one.words for one in WRITERS)):
        assert all(Message(text).say(language) for language in LANGUAGES)
        assert Message(text).say("cy") != Message(text).say("en") or text == "The data", text


def test_naming_the_documents_imports_no_writer() -> None:
    code = (
        "import sys, exports, exports.options, ui.cli; ui.cli.parser('en')\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('reportlab', 'PIL', 'docx', 'PySide6', 'apsw')"
        " or m in ('exports.map_export', 'exports.data', 'exports.poster')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_options_are_frozen() -> None:
    options = Options()
    with pytest.raises(FrozenInstanceError):
        options.paper = "A0"  # type: ignore[misc]


@pytest.mark.parametrize("formats", [["docx"], [], ["pdf", "docx"]])
def test_what_cannot_be_written_is_refused_before_anything_is(formats: list[str], tmp_path: Path) -> None:
    with pytest.raises(Trouble) as refused:
        write(made_up(5), tmp_path, "map", formats, Options(made=MADE))
    assert "pdf" in refused.value.say("en")
    assert not list(tmp_path.iterdir())


def test_a_format_asked_for_twice_is_written_once(tmp_path: Path) -> None:
    assert [one.format for one in chosen("map", ["svg", "pdf", "svg"])] == ["svg", "pdf"]
    assert len(write(made_up(5), tmp_path, "data", ["json", "json"], Options(made=MADE)).files) == 1


def test_the_data_tell_how_far_they_are_and_can_be_stopped(tmp_path: Path) -> None:
    heard: list[float] = []

    def listen(share: float, doing: Message) -> bool:
        heard.append(share)
        assert doing.say("cy")
        return share < 0.6

    with pytest.raises(Stopped):
        write(made_up(5), tmp_path, "data", ["json", "csv"], Options(made=MADE), listen)
    assert heard == sorted(heard)
    assert heard[0] == 0.0
    assert (tmp_path / "session.json").exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("what", DOCUMENTS)
def test_the_command_writes_what_is_usual_and_what_the_ending_asks_for(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "day.hcd"
    assert main(["new", str(file), "--template", "journey"]) == 0
    (tmp_path / "out").mkdir()
    assert main(["export", str(file), str(tmp_path / "out"), "--what", what]) == 0
    usual = {one.suffix for one in writers(what) if one.usual}
    written = [one for one in (tmp_path / "out").rglob("*") if one.is_file() and one.name != "manifest.json"]
    assert {one.suffix for one in written} == usual
    last = writers(what)[0]
    target = tmp_path / f"asked{last.suffix}"
    assert main(["export", str(file), str(target), "--what", what]) == 0
    assert target.is_file()
    assert capsys.readouterr().err == ""
