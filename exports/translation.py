"""Texts handed over to a translator, as a workbook (Excel, LibreOffice) or as XLIFF 2.0 or 2.1 (OmegaT and others).

Each text bears the key by which it finds its way back, whatever becomes of its row; see `hcd_studio.importers.translation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from exports.writing import SAFE, Written, check_xml, write_file
from exports.zipped import check_zip, still
from hcd_studio.columns import title_of
from hcd_studio.importers.translation import BY, COMMENT, DO_NOT_CHANGE, ENGLISH, WELSH, XLIFF, key_of
from hcd_studio.questions.welsh import STATE_WORDS, Pair
from hcd_studio.speech import N_, Language, Message, Trouble
from hcd_studio.words import field_words

FORMATS = {
    ".xlsx": N_("Workbook, for Excel"), ".xlf": N_("XLIFF 2.0, for translation programs"),
    ".xliff": N_("XLIFF 2.1, for translation programs"),
}  # fmt: skip
"""By the ending of the file."""
HEADS = ("Ble / Where", "Maes / Field", ENGLISH, WELSH, "Statws / State", BY, COMMENT, DO_NOT_CHANGE)
WIDTHS = (26, 22, 52, 52, 16, 22, 30, 30)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def hand_over(
    found: Sequence[Pair], target: Path, *, to: Language = "cy", made: date | None = None, title: str = "HCD Studio"
) -> Written:
    """Write these texts for a translator. A workbook holds both languages; XLIFF translates into `to` what can be read."""
    ending = target.suffix.lower()
    day = made or date.today()
    if ending not in FORMATS:
        raise Trouble(
            Message(N_("{name} can be a workbook (.xlsx) or XLIFF (.xlf, .xliff)."), name=target.name),
            safe=Message(SAFE),
            do=Message(N_("Give the file one of these endings.")),
        )
    if ending != ".xlsx":
        found = [one for one in found if one.words.side("en" if to == "cy" else "cy")]
    if not found:
        raise Trouble(Message(N_("There is no text to hand over.")), safe=Message(N_("Nothing was written.")))
    if ending == ".xlsx":
        return Written((write_file(target, _workbook(found, day, title), check_zip("xl/workbook.xml")),))
    version = "2.1" if ending == ".xliff" else "2.0"
    return Written((write_file(target, _xliff(found, to, version, title).encode("utf-8"), check_xml),))


def place_of(pair: Pair) -> tuple[str, str]:
    """Where a text stands, as a translator of either language reads it: kind and reference, then the field."""
    record = pair.record
    ref = getattr(record, "ref", "")
    named = [f"{record.term().say(language)}" for language in ("cy", "en")]
    title = "" if ref else " ".join(title_of(record).both().split())[:60]
    words = field_words(record.table, pair.field)
    where = " / ".join(dict.fromkeys(named)) + (f" {ref}" if ref else f": {title}" if title else "")
    return where, " / ".join(dict.fromkeys((words.say("cy"), words.say("en"))))


def _workbook(found: Iterable[Pair], made: date, title: str) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill

    book: Any = openpyxl.Workbook()
    noon = datetime(made.year, made.month, made.day, 12)  # noqa: DTZ001 - workbooks know no zones
    book.properties.created = book.properties.modified = noon
    book.properties.title, book.properties.creator = _plain(title), "HCD Studio"
    sheet: Any = book.active
    sheet.title = "Cymraeg a Saesneg"
    wrap, quiet = Alignment(wrap_text=True, vertical="top"), Font(color="FF4D5861", size=8)
    sheet.append(HEADS)
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFD5E8E9")
        cell.alignment = wrap
        sheet.column_dimensions[cell.column_letter].width = width
    for at, pair in enumerate(found, 2):
        where, name = place_of(pair)
        row = (where, name, pair.words.en, pair.words.cy, _state(pair), pair.who, "", _key(pair))
        for column, text in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value = _plain(text)
            cell.data_type = "s"  # a text that begins with = is a text
            cell.quotePrefix = True
            cell.number_format = "@"
            cell.alignment = wrap
        sheet.cell(at, len(HEADS)).font = quiet
        sheet.cell(at, 6).value = None  # who checked it then did not check what will come back
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    out = BytesIO()
    book.save(out)
    book.close()
    return still(_timeless(out.getvalue(), noon), made)


def _timeless(data: bytes, noon: datetime) -> bytes:
    """The workbook without the second at which it was saved, which the library puts in by itself."""
    from zipfile import ZipFile

    from exports.zipped import zipped

    stamp = noon.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(BytesIO(data)) as package:
        members = [(one.filename, package.read(one)) for one in package.infolist()]
    core = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    return zipped(
        [(name, core.sub(rb"\g<1>" + stamp, part) if name == "docProps/core.xml" else part) for name, part in members],
        noon.date(),
    )


def _xliff(found: Iterable[Pair], to: Language, version: str, title: str) -> str:
    source: Language = "en" if to == "cy" else "cy"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{XLIFF}" version="{version}" srcLang="{source}" trgLang="{to}">',
        f'<file id="texts" original={quoteattr(_plain(title))}>',
    ]
    for pair in found:
        where, name = place_of(pair)
        target = pair.words.side(to)
        state = "initial" if not target else "reviewed" if pair.state == "checked" else "translated"
        lines += [
            f'<unit id="{_key(pair)}" name={quoteattr(_plain(f"{where}, {name}"))} xml:space="preserve">',
            f'<notes><note category="hcd-place">{_xml(where)}, {_xml(name)}</note>'
            f'<note category="hcd-state">{_xml(_state(pair))}</note></notes>',
            f'<segment state="{state}"><source xml:space="preserve">{_xml(pair.words.side(source))}</source>'
            + (f'<target xml:space="preserve">{_xml(target)}</target>' if target else "")
            + "</segment>",
            "</unit>",
        ]
    return "\n".join([*lines, "</file>", "</xliff>", ""])


def _state(pair: Pair) -> str:
    words = Message(STATE_WORDS[pair.state])
    return " / ".join(dict.fromkeys((words.say("cy"), words.say("en"))))


def _key(pair: Pair) -> str:
    return str(key_of(pair.record.id, pair.field, pair.words))


def _plain(text: str) -> str:
    """A text without what neither Excel nor XML can hold."""
    return _NOT_XML.sub("", text)


def _xml(text: str) -> str:
    return escape(_plain(text))
