"""Chooses the reader by what is in a file; the name only breaks a tie. One door for files, one for the clipboard."""

from __future__ import annotations

import hashlib
import os
import re
from functools import partial

from hcd_studio.importers import delimited, forms, jsonfile, markdown, miro, paste, table, trello, workbook
from hcd_studio.importers.encoding import Coding, coding_of
from hcd_studio.importers.files import LARGEST, Raw, fetch
from hcd_studio.importers.found import READERS, CannotRead, Found, Mapping
from hcd_studio.importers.grid import Grid
from hcd_studio.importers.harvest import Harvest
from hcd_studio.speech import N_, Message

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<table|<meta|<head|<body)\b", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\b")
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_DELIMITED = (".csv", ".tsv", ".tab", ".psv")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def read(
    path: str | os.PathLike[str],
    *,
    how: str = "",
    mapping: Mapping | None = None,
    keep_personal: bool = False,
    mend: bool = False,
) -> Found:
    """What would be imported from a file. `CannotRead` says in one sentence why nothing can be.

    `how` forces a reader; `mapping` says which column is what; `keep_personal` reads columns that say who somebody is;
    `mend` sets letters right that were encoded twice.
    """
    if how and how not in READERS:
        raise CannotRead(
            Message("There is no reader called {how}.", how=how),
            do=Message("The readers are {readers}.", readers=list(READERS)),
        )
    raw = fetch(path)
    try:
        return read_raw(raw, how, mapping or Mapping(), keep_personal, mend)
    except CannotRead:
        raise
    except Exception as error:  # a file must never end in a traceback; the cause stays for the log
        raise CannotRead(
            Message("{name} could not be understood.", name=raw.name),
            do=Message("Save it as CSV or Excel and try again."),
        ) from error


def read_text(text: str, html: str = "", *, mend: bool = False) -> Found:
    """What would be imported from the clipboard: its plain text and, where there is one, its HTML."""
    if len(text) + len(html) > LARGEST:
        raise CannotRead(Message("The pasted text is too long."), do=Message("Paste it in parts."))
    if not text.strip() and not html.strip():
        raise CannotRead(Message("There is no text to paste."), do=Message("Copy the notes first."))
    fingerprint = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    harvest = Harvest("", "paste", sha256=fingerprint, mend=mend)
    paste.read(text if text.strip() else "", html, harvest)
    if not text.strip() and not harvest.rows:
        paste.read(paste.words_of(html), "", harvest)
    return harvest.found()


def read_raw(raw: Raw, how: str, mapping: Mapping, keep_personal: bool, mend: bool) -> Found:
    """What `read` does, once the bytes are there; other errors than `CannotRead` are faults of ours."""
    harvest = Harvest(raw.name, how, sha256=raw.sha256, mend=mend)
    refuse_closed_formats(raw)
    if raw.data.startswith(b"PK\x03\x04"):
        _workbook(raw, harvest, mapping, keep_personal)
        return harvest.found()
    if how == "xlsx":
        raise _not_a(raw.name, N_("{name} is not a workbook."))
    coding = coding_of(raw.data, raw.name)
    harvest.encoding = coding.name
    if coding.warning:
        harvest.warn(coding.warning)
    if how in ("", "trello", "miro") and _is_json(raw, coding, how):
        _board(raw, coding, harvest, mapping)
    elif how == "miro":
        raise _not_a(raw.name, N_("{name} is not a Miro board."))
    elif how in ("csv", "forms", "trello"):
        _delimited(raw, coding, harvest, mapping, keep_personal)
    else:
        _text(raw, coding, harvest, mapping, keep_personal)
    return harvest.found()


def _text(raw: Raw, coding: Coding, harvest: Harvest, mapping: Mapping, keep_personal: bool) -> None:
    """A text file that is no board: HTML, Markdown, a table or lines."""
    head = coding.text(raw.data[:65536]) if coding.errors != "strict" else _head(raw.data, coding)
    if harvest.how == "markdown" or (not harvest.how and raw.extension in _MARKDOWN):
        harvest.how = "markdown"
        markdown.read(coding.text(raw.data), harvest)
    elif harvest.how == "paste":
        paste.read(coding.text(raw.data), "", harvest)
    elif _HTML.match(head):
        harvest.how = "paste"
        text = coding.text(raw.data)
        paste.read(paste.words_of(text), text, harvest)
    elif _XML.match(head):
        raise CannotRead(
            Message("{name} is XML; notes cannot be read from it.", name=raw.name),
            do=Message("Export the notes as CSV, Excel or JSON."),
        )
    elif raw.extension == ".json":
        jsonfile.parse(coding.text(raw.data), raw.name)
        raise _no_board(raw.name)
    elif raw.extension in _DELIMITED or delimited.Delimited(raw.data, coding, raw.name).is_evident():
        _delimited(raw, coding, harvest, mapping, keep_personal)
    elif _HEADING.search(head):
        harvest.how = "markdown"
        markdown.read(coding.text(raw.data), harvest)
    else:
        harvest.how = "paste"
        paste.read(coding.text(raw.data), "", harvest)


def _head(data: bytes, coding: Coding) -> str:
    return coding.stream(data).read(65536)


def _is_json(raw: Raw, coding: Coding, how: str) -> bool:
    """Whether to read JSON: it begins as JSON does, and a file of another name must also parse."""
    if not _JSON.match(_head(raw.data, coding)):
        return False
    if raw.extension == ".json" or how:
        return True
    try:
        jsonfile.parse(coding.text(raw.data), raw.name)
    except CannotRead:
        return False
    return True


def _board(raw: Raw, coding: Coding, harvest: Harvest, mapping: Mapping) -> None:
    """A board as JSON: Trello or Miro."""
    value = jsonfile.parse(coding.text(raw.data), raw.name)
    if harvest.how != "miro" and trello.is_board(value):
        harvest.how = "trello"
        trello.read_board(value, harvest, mapping)
    elif harvest.how != "trello" and (miro.widgets_of(value) or miro.is_empty_board(value)):
        harvest.how = "miro"
        miro.read_board(value, harvest, mapping)
    else:
        raise _no_board(raw.name)


def _delimited(raw: Raw, coding: Coding, harvest: Harvest, mapping: Mapping, keep_personal: bool) -> None:
    """A CSV: Trello's, Microsoft Forms', or any."""
    source = delimited.Delimited(raw.data, coding, raw.name)
    _grids([Grid(source.rows)], harvest, mapping, keep_personal)
    if source.torn:
        harvest.warn(Message("The quotation mark in row {row} never closes; the file may be cut off.", row=source.torn))


def _workbook(raw: Raw, harvest: Harvest, mapping: Mapping, keep_personal: bool) -> None:
    names = workbook.check_archive(raw).namelist()
    if "xl/workbook.xml" not in names:
        _refuse_archive(raw.name, names)
    if harvest.how not in ("", "xlsx", "forms", "csv"):
        raise _not_a(raw.name, N_("{name} is a workbook, not a text file."))
    sheets, told = workbook.grids(raw)
    if not sheets:
        raise CannotRead(
            Message("{name} holds no visible sheet with anything in it.", name=raw.name),
            do=Message("Check that this is the right workbook."),
        )
    harvest.warn(*told)
    harvest.how = "forms" if harvest.how == "forms" else "xlsx"
    _grids(sheets, harvest, mapping, keep_personal)


def _grids(grids: list[Grid], harvest: Harvest, mapping: Mapping, keep_personal: bool) -> None:
    """Tables by the preset that their header calls for."""
    if harvest.how in ("", "trello") and trello.is_csv(grids[0]) and not mapping.text:
        harvest.how = "trello"
        trello.read_csv(grids[0], harvest, mapping)
        return
    if harvest.how == "trello":
        raise _not_a(harvest.source, N_("{name} is not a Trello board."))
    read_them = partial(table.read_grids, grids, harvest, mapping, keep_personal=keep_personal)
    if harvest.how == "forms" or any(map(forms.is_form_grid, grids)):
        harvest.how = "forms"
        read_them(overrule=forms.form_role)
    else:
        harvest.how = harvest.how or "csv"
        read_them()


# ── what cannot be read ─────────────────────────────────────────────────────────────────────────────────────────────


def refuse_closed_formats(raw: Raw) -> None:
    """A clear sentence for formats that people try and that hold no notes we could read."""
    if raw.data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw.data:
            raise workbook.protected(raw.name)
        raise CannotRead(
            Message("{name} is in an old Office format.", name=raw.name),
            do=Message("Open it in Excel and save it as .xlsx."),
        )
    for magic, what in _CLOSED:
        if raw.data.startswith(magic):
            raise CannotRead(
                Message(what, name=raw.name), do=Message("Copy the text and paste it, or export the notes as CSV.")
            )


_CLOSED = (
    (b"%PDF", N_("{name} is a PDF; notes cannot be read from it.")),
    (b"{\\rtf", N_("{name} is a rich text document; notes cannot be read from it.")),
    (b"\x89PNG", N_("{name} is a picture; notes cannot be read from it.")),
    (b"\xff\xd8\xff", N_("{name} is a picture; notes cannot be read from it.")),
    (b"GIF8", N_("{name} is a picture; notes cannot be read from it.")),
    (b"SQLite format 3", N_("{name} is a database; notes cannot be read from it.")),
)


def _refuse_archive(name: str, names: list[str]) -> None:
    if any(entry.startswith("word/") for entry in names):
        what = Message("{name} is a Word document; notes cannot be read from it.", name=name)
        raise CannotRead(what, do=Message("Copy the text in Word and paste it."))
    if "xl/workbook.bin" in names or "content.xml" in names:
        what = Message("{name} is a workbook of another kind.", name=name)
        raise CannotRead(what, do=Message("Open it and save it as .xlsx."))
    raise CannotRead(
        Message("{name} is an archive, not a workbook.", name=name), do=Message("Unpack it and choose the file in it.")
    )


def _not_a(name: str, what: str) -> CannotRead:
    return CannotRead(Message(what, name=name), do=Message("Let the program choose the reader."))


def _no_board(name: str) -> CannotRead:
    return CannotRead(
        Message("{name} is JSON, but neither a Trello nor a Miro board.", name=name),
        do=Message("Export the board again, or export the notes as CSV."),
    )
