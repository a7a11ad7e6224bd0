"""What a translator sent back: workbook or XLIFF 2, rows moved, doubled, left empty or for an older version.

Each text carries a key: its record, its field, and the fingerprints of both sides as they stood when it was handed over.
From them, and from nothing else, follows what may be written: a side that was edited meanwhile is never replaced.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from hcd_studio.bilingual import Words
from hcd_studio.change import clean
from hcd_studio.fields import Id
from hcd_studio.importers.files import Raw, fetch
from hcd_studio.importers.found import CannotRead
from hcd_studio.speech import N_, Language, Message

KEY = re.compile(r"^([0-9a-f]{32})\.([a-z_]{1,40})\.([0-9a-f]{12}|0)\.([0-9a-f]{12}|0)$")
XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
ENGLISH, WELSH, BY, COMMENT, DO_NOT_CHANGE = "English", "Cymraeg", "Gwiriwyd gan / Checked by", "Sylw / Comment", "Key"
HEADS = {"english": "en", "saesneg": "en", "cymraeg": "cy", "welsh": "cy"}
"""What the columns of a workbook are called, in small letters."""


class Key(NamedTuple):
    """Which text, and what stood on both sides when it was handed over."""

    record: Id
    field: str
    en: str
    cy: str

    def __str__(self) -> str:
        return ".".join(self)

    def saw(self, language: Language, text: str) -> bool:
        """Whether this is what stood there."""
        return mark(text) == (self.cy if language == "cy" else self.en)


def key_of(record: Id, name: str, words: Words) -> Key:
    """The key of a text as it stands now."""
    return Key(record, name, mark(words.en), mark(words.cy))


def read_key(text: str) -> Key | None:
    """A key as it was written, or None where it is none."""
    found = KEY.match(text.strip())
    return Key(*found.groups()) if found else None


def mark(text: str) -> str:
    """The fingerprint of a text; blanks at line ends and the kind of line breaks do not count."""
    plain = tidied(text)
    return blake2b(plain.encode("utf-8"), digest_size=6).hexdigest() if plain else "0"


def tidied(text: str) -> str:
    """A text as it is compared and kept: editors add and take blanks at its ends."""
    return "\n".join(line.rstrip() for line in clean(text).strip().split("\n"))


@dataclass(frozen=True, slots=True)
class Returned:
    """One text as it came back; a side that is None was not for the translator to change."""

    key: Key
    where: str
    en: str | None = None
    cy: str | None = None
    checked_by: str = ""
    comment: str = ""
    done: bool = False

    def side(self, language: Language) -> str | None:
        """What came back in a language."""
        return self.cy if language == "cy" else self.en


@dataclass(frozen=True, slots=True)
class Return:
    """A whole file as it came back, and what in it could not be understood."""

    source: str
    sha256: str
    texts: tuple[Returned, ...]
    strange: tuple[Message, ...] = field(default=())


def read_translation(path: str | os.PathLike[str]) -> Return:
    """Read a workbook or an XLIFF file that was handed over before."""
    raw = fetch(path)
    strange: list[Message] = []
    if raw.data.startswith(b"PK"):
        texts = tuple(_of_workbook(raw, strange))
    elif raw.data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").startswith((b"<", b"\x00<")):
        texts = tuple(_of_xliff(raw, strange))
    else:
        raise _foreign(raw.name)
    if not texts and not strange:
        raise _foreign(raw.name)
    return Return(raw.name, raw.sha256, texts, tuple(strange))


def _foreign(name: str) -> CannotRead:
    return CannotRead(
        Message(N_("{name} holds no texts that were handed over from here."), name=name),
        do=Message(N_("Take the workbook or the XLIFF file that was written by “Hand over to a translator”.")),
    )


# Workbook


def _of_workbook(raw: Raw, strange: list[Message]) -> Iterator[Returned]:
    from hcd_studio.importers.workbook import grids

    tables, _ = grids(raw)
    for table in tables:
        places: dict[str, int] = {}
        for number, cells in table.rows():
            at = next((n for n, cell in enumerate(cells) if read_key(cell)), None)
            where = f"{table.name}, {number}"
            if at is None:
                places = _heads(cells) or places
                if places and not _heads(cells) and _says_something(cells, places):
                    text = next(cells[n] for n in (places["cy"], places["en"]) if n < len(cells) and cells[n].strip())
                    strange.append(Message(N_("{where}: the key is gone: “{text}”"), where=where, text=text))
                continue
            if not places:
                raise CannotRead(
                    Message(N_("{name} has no columns called English and Cymraeg."), name=raw.name),
                    do=Message(N_("Give the columns their names back and try again.")),
                )
            key = read_key(cells[at])
            if key is not None:
                yield _row(key, where, cells, places)


def _heads(cells: list[str]) -> dict[str, int]:
    """Where the columns are, if this row names them."""
    found = {HEADS[word]: at for at, cell in enumerate(cells) if (word := cell.strip().casefold()) in HEADS}
    if set(found) != {"en", "cy"}:
        return {}
    for name, words in (("by", BY), ("comment", COMMENT)):
        at = next((at for at, cell in enumerate(cells) if cell.strip() == words), None)
        if at is not None:
            found[name] = at
    return found


def _says_something(cells: list[str], places: dict[str, int]) -> bool:
    return any(places[side] < len(cells) and cells[places[side]].strip() for side in ("en", "cy"))


def _row(key: Key, where: str, cells: list[str], places: dict[str, int]) -> Returned:
    def cell(name: str) -> str:
        at = places.get(name, len(cells))
        return tidied(cells[at]) if at < len(cells) else ""

    by = " ".join(cell("by").split())
    return Returned(key, where, cell("en"), cell("cy"), by, cell("comment"), done=bool(by))


# XLIFF 2


def _of_xliff(raw: Raw, strange: list[Message]) -> Iterator[Returned]:
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Any = fromstring(raw.data, forbid_dtd=True)
    except (ParseError, ValueError):
        raise CannotRead(
            Message(N_("{name} is damaged or no XLIFF file."), name=raw.name),
            do=Message(N_("Ask for it again; nothing else is needed.")),
        ) from None
    if root.tag != f"{{{XLIFF}}}xliff":
        raise CannotRead(
            Message(N_("{name} is no XLIFF file of version 2."), name=raw.name),
            do=Message(N_("Save it as XLIFF 2.0 or 2.1, or send the workbook back.")),
        )
    language = str(root.get("trgLang") or "").casefold()[:2]
    if language not in ("cy", "en"):
        raise CannotRead(Message(N_("{name} does not say into which language it is translated."), name=raw.name))
    for number, unit in enumerate(root.iter(f"{{{XLIFF}}}unit"), 1):
        key = read_key(str(unit.get("id") or ""))
        target = tidied("".join(_target(unit)))
        if key is None:
            if target:
                strange.append(Message(N_("{where}: the key is gone: “{text}”"), where=number, text=target))
            continue
        states = {str(one.get("state") or "") for one in unit.iter(f"{{{XLIFF}}}segment")}
        done = bool(states) and states <= {"reviewed", "final"}
        notes = "\n".join(_notes(unit))
        sides = {language: target}
        yield Returned(key, str(number), sides.get("en"), sides.get("cy"), "", notes, done)


def _target(unit: Element) -> Iterable[str]:
    """The text of all targets; nothing at all where one segment of several has none yet."""
    found = []
    for part in unit.iter():
        if part.tag not in (f"{{{XLIFF}}}segment", f"{{{XLIFF}}}ignorable"):
            continue
        target = part.find(f"{{{XLIFF}}}target")
        if target is None and part.tag.endswith("segment"):
            return ()
        source = part.find(f"{{{XLIFF}}}source")
        chosen = target if target is not None else source
        found.append("".join(chosen.itertext()) if chosen is not None else "")
    return found


def _notes(unit: Element) -> Iterator[str]:
    """What the translator wrote beside it; what we wrote there ourselves bears a category."""
    for note in unit.iter(f"{{{XLIFF}}}note"):
        if not str(note.get("category") or "").startswith("hcd-") and (note.text or "").strip():
            yield (note.text or "").strip()
