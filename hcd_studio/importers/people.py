"""A pasted list of participants: a line a person, with or without a head; names and addresses are left out."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

from hcd_studio.change import clean
from hcd_studio.fields import TIERS

HEADS = {
    "code": ("code", "participant", "cod", "cyfranogwr", "id"),
    "group": ("group", "grŵp", "grwp", "role", "rôl"),
    "languages": ("language", "languages", "iaith", "ieithoedd"),
    "access_needs": ("access needs", "access", "needs", "anghenion mynediad", "hygyrchedd"),
    "table": ("table", "bwrdd"),
    "tier": ("consent", "tier", "caniatâd", "caniatad"),
    "name": ("name", "enw", "surname", "first name", "e-mail", "email", "phone", "ffôn"),
}
"""What the columns of a list may be called, in both languages; what stands under `name` is never kept."""
USUAL = ("code", "group", "languages", "access_needs", "table", "tier")
"""The order of columns where a list has no head."""
LANGUAGES = {
    "cy": "cy", "cymraeg": "cy", "welsh": "cy", "en": "en", "saesneg": "en", "english": "en", "both": "cy en",
    "dwyieithog": "cy en", "bilingual": "cy en", "y ddwy": "cy en",
}  # fmt: skip
TIER_OF: dict[str, str] = {
    "ystafell": "room", "cyngor": "council", "llyfrgell": "library", "cyhoeddus": "public",
    **{str(one): str(one) for one in TIERS},
}  # fmt: skip
CODE = re.compile(r"[\w-]{1,12}")
MOST = 500


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One person of a list; an empty field says nothing."""

    code: str = ""
    group: str = ""
    languages: tuple[str, ...] = ()
    access_needs: tuple[str, ...] = ()
    table: str = ""
    tier: str = ""


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """The people of a list, and how many names were left out of it."""

    people: tuple[FoundPerson, ...] = ()
    names: int = 0
    rest: tuple[str, ...] = field(default=())
    """Lines beyond the most that is read at once."""


def read_people(text: str) -> FoundPeople:
    """The people of a pasted list; whatever does not look like a code is taken for a name and left out."""
    rows = _rows(clean(text))
    columns: tuple[str, ...] = USUAL
    if rows and (head := _head(rows[0])):
        columns, rows = head, rows[1:]
    people, names = [], 0
    for cells in rows[:MOST]:
        said = {name: cell for name, cell in zip(columns, cells, strict=False) if cell}
        names += "name" in said
        code = said.get("code", "")
        if code and not CODE.fullmatch(code):
            names, code = names + 1, ""
        if code or len(said) > ("code" in said) or "code" in said or "name" in said:
            people.append(
                FoundPerson(
                    code, said.get("group", ""), _languages(said.get("languages", "")),
                    _parts(said.get("access_needs", "")), said.get("table", ""),
                    TIER_OF.get(said.get("tier", "").casefold(), ""),
                )
            )  # fmt: skip
    return FoundPeople(tuple(people), names, tuple(" ".join(one) for one in rows[MOST:]))


def _rows(text: str) -> list[list[str]]:
    """Cells of each line: parted by tabs, else by semicolons, else by commas."""
    part = "\t" if "\t" in text else ";" if ";" in text else ","
    found = csv.reader(io.StringIO(text), delimiter=part, skipinitialspace=True)
    rows = [[" ".join(cell.split()) for cell in row] for row in found]
    return [row for row in rows if any(row)]


def _head(cells: list[str]) -> tuple[str, ...]:
    """What each column holds, where the line is a head; empty where it is a person."""
    named = tuple(next((name for name, words in HEADS.items() if cell.casefold() in words), "") for cell in cells)
    known = [one for one in named if one]
    return named if len(known) * 2 >= len(cells) and known else ()


def _languages(text: str) -> tuple[str, ...]:
    words = [LANGUAGES.get(one.casefold(), "") for one in _parts(text, r"[/+&,;]|\ba\b|\band\b")]
    spoken = {one for word in words for one in word.split()}
    return tuple(one for one in ("cy", "en") if one in spoken)


def _parts(text: str, at: str = r"[/+;,]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(one.split()) for one in re.split(at, text) if one.strip()))
