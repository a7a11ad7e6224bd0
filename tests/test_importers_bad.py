"""Bad input is normal: whatever a file is, reading it ends in notes or in one clear sentence, never in a traceback."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcd_studio.importers.detect import read, read_raw
from hcd_studio.importers.files import LARGEST, Raw
from hcd_studio.importers.found import CannotRead, Mapping
from tests.test_importers_boards import BOARD, WIDGETS
from tests.test_importers_forms import FORM, book
from tests.test_importers_table import SURVEY, WELSH


def said(path: str | Path, **options: str) -> str:
    with pytest.raises(CannotRead) as trouble:
        read(path, **options)  # type: ignore[arg-type]
    sentence = trouble.value.say("en")
    assert "Nothing was imported." in sentence
    assert trouble.value.do.say("en")
    assert trouble.value.__cause__ is None, "a fault of ours"
    assert str(Path(path).parent) not in sentence or str(Path(path).parent) == "."
    return sentence


def test_what_is_not_there_or_not_a_file_is_told(tmp_path: Path) -> None:
    assert said(tmp_path / "a.csv").startswith("There is no file called a.csv.")
    assert said(tmp_path).endswith("is a folder. Nothing was imported. Choose one file in it.")
    assert "could not be opened" in said("a\x00b.csv") or sys.platform == "win32"
    assert "could not be opened" in said(tmp_path / ("x" * 300)) or sys.platform == "win32"
    assert said(tmp_path / "a.csv", how="telepathy").startswith("There is no reader called telepathy.")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_a_pipe_or_a_socket_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert said(tmp_path / "pipe.csv").startswith("pipe.csv is not a file.")
    assert said("/dev/zero").startswith("zero is not a file.")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert said(tmp_path / "s").startswith("s is not a file.")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Team,Why\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert said(path).startswith("a.csv could not be opened. Nothing was imported. Close it in other programs")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert said(path) == (
        "big.csv is 201 MB; files up to 200 MB can be read. Nothing was imported. Cut it into smaller files."
    )


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.md", "a.txt", "a.xlsx", "a"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 5000])
def test_an_empty_file_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert said(tmp_path / name).startswith(f"{name} is empty.")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bytes(range(256)) * 40, "is not a text file"),
        (b"%PDF-1.7\n" + bytes(100), "is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "is a picture"),
        (b"{\\rtf1 hello}", "is a rich text document"),
        (b"SQLite format 3\x00" + bytes(100), "is a database"),
        (b"<?xml version='1.0'?><REQ-IF/>", "is XML"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, data: bytes, words: str) -> None:
    for name in ("a.csv.bin", "a.txt", "a"):
        (tmp_path / name).write_bytes(data)
        assert words in said(tmp_path / name)


def test_an_html_page_saved_as_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text(
        "<html><table><tr><th>Step</th><th>Pain</th></tr><tr><td>Apply</td><td>Too long</td></tr></table></html>",
        encoding="utf-8",
    )
    found = read(path)
    assert [(note.group, note.text) for note in found.notes] == [("Step", "Apply"), ("Pain", "Too long")]


def test_a_fault_of_ours_ends_in_a_sentence_with_its_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("Team,Why\nA,too long\n", encoding="utf-8")

    def fail(*_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("hcd_studio.importers.detect.read_raw", fail)
    with pytest.raises(CannotRead) as trouble:
        read(tmp_path / "a.csv")
    assert trouble.value.say("en").startswith("a.csv could not be understood. Nothing was imported.")
    assert isinstance(trouble.value.__cause__, KeyError)


# ── broken at random ────────────────────────────────────────────────────────────────────────────────────────────────


def good() -> list[tuple[str, bytes]]:
    return [
        ("a.csv", SURVEY.encode()),
        ("a.csv", WELSH.encode("cp1252", "replace")),
        ("a.csv", WELSH.encode("utf-16")),
        ("a.json", json.dumps(BOARD, ensure_ascii=False).encode()),
        ("a.json", json.dumps(WIDGETS).encode()),
        ("a.md", "# A\n\n- “x”\n  - y\n\n| Topic | Note |\n|--|--|\n| a | b c d |\n\n> q\n\n```\nz\n```\n".encode()),
        ("a.txt", b"Heading:\n- a\n  b\n\n1. c\nd\te\n"),
        ("a.html", b"<html><table><tr><td colspan=3>a</td></tr><tr><td>b<table><tr><td>c</table></table>"),
        ("a.xlsx", book({"Sheet1": FORM, "B": [["Step", "Note"], ["a", "b c"]]}, merge={"B": ["A1:A2"]})),
    ]


GOOD = good()
BREAKS = st.lists(
    st.tuples(
        st.integers(0, 10_000), st.sampled_from(["flip", "drop", "insert", "cut", "double"]), st.binary(max_size=6)
    ),
    min_size=1,
    max_size=12,
)


def broken(data: bytes, breaks: list[tuple[int, str, bytes]]) -> bytes:
    for at, how, more in breaks:
        at = at % (len(data) + 1)
        if how == "flip":
            data = data[:at] + more + data[at + len(more) :]
        elif how == "drop":
            data = data[:at] + data[at + 7 :]
        elif how == "insert":
            data = data[:at] + more + data[at:]
        elif how == "cut":
            data = data[: max(at, len(data) // 3)]
        else:
            data = data[:at] + data[max(0, at - 40) : at] + data[at:]
    return data


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(GOOD), BREAKS, st.booleans())
def test_a_broken_file_raises_nothing_but_cannot_read(
    file: tuple[str, bytes], breaks: list[tuple[int, str, bytes]], mend: bool
) -> None:
    data = broken(file[1], breaks)
    try:
        found = read_raw(Raw(file[0], data, ""), "", Mapping(parts=("comments",)), False, mend)
    except CannotRead:
        return
    assert found.summary().say("cy")
    for note in found.notes:
        note.text.encode("utf-8")
        (note.group + note.where + "".join(note.labels)).encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.json", "a.md", "a.txt", "a"]))
def test_any_bytes_raise_nothing_but_cannot_read(data: bytes, name: str) -> None:
    for start in (b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"PK\x03\x04", b"\xff\xfe\x00\x00", b'{"widgets":['):
        with suppress(CannotRead):
            read_raw(Raw(name, start + data, ""), "", Mapping(), False, True)
