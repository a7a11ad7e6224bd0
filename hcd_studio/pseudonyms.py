"""Words that lead to one person or place, said more widely beyond the council: *Head of Planning at Dolau* → *a service lead*."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.records import KINDS, Pseudonym, Record
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Language

Generalise = Callable[[Record], Record]


def generaliser(snapshot: Snapshot) -> Generalise | None:
    """What replaces the listed words in a record; None where a session lists none."""
    known = {one.said.casefold(): one.instead for one in snapshot.all(Pseudonym) if one.said and one.instead}
    if not known:
        return None
    longest = sorted(known, key=len, reverse=True)
    listed = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)

    def wider(text: str, language: Language) -> str:
        return listed.sub(lambda found: known[found[0].casefold()].say(language), text)

    return lambda record: _generalised(record, wider)


def _generalised(record: Record, wider: Callable[[str, Language], str]) -> Record:
    changed: dict[str, Any] = {}
    for name in _texts(record.table):
        value = getattr(record, name)
        if isinstance(value, Words):
            en, cy = wider(value.en, "en"), wider(value.cy, "cy")
            if (en, cy) != (value.en, value.cy):
                changed[name] = Words(en, cy, value.state)
        elif isinstance(value, tuple):
            parts = tuple(wider(part, "en") for part in value)
            if parts != value:
                changed[name] = parts
        elif value:
            text = wider(value, _tongue(record, name))
            if text != value:
                changed[name] = text
    return replace(record, **changed) if changed else record


def _tongue(record: Record, name: str) -> Language:
    """The language of a text of one side: a note's own, its translation's the other."""
    spoken: Language = "cy" if getattr(record, "language", "") == "cy" else "en"
    if name == "translation":
        return "en" if spoken == "cy" else "cy"
    return spoken


@cache
def _texts(table: str) -> tuple[str, ...]:
    """The fields of a kind that hold words of people; lists of words that people make up count too."""
    found: list[str] = []
    for one in fields(KINDS[table]):
        meta: Mapping[str, Any] = one.metadata
        if meta.get("role") in ("words", "speech") or (meta.get("role") == "set" and not meta.get("allowed")):
            found.append(one.name)
    return tuple(found)
