"""The parts of a pattern that can be lifted each for itself, and which of its needs and requirements a workshop has already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.bundle import Bundle
from hcd_studio.fields import Id
from hcd_studio.library.patterns import folded
from hcd_studio.records import Need, Record, Requirement
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Trouble

KINDS_OF: dict[str, tuple[str, ...]] = {
    "journey": ("journey", "stage", "step", "branch", "lane", "persona", "claim", "actor"),
    "pains": ("theme", "pain", "idea"),
    "needs": ("need", "usecase"),
    "requirements": ("requirement", "weight"),
    "agenda": ("agenda_item",),
    "terms": ("term",),
}
WORDS = {
    "journey": N_("The journey"), "pains": N_("Pain points and ideas"), "needs": N_("Needs"),
    "requirements": N_("Requirements"), "agenda": N_("Their agenda"), "terms": N_("Glossary"),
}  # fmt: skip
"""What each part is called."""
USUAL = ("journey", "pains", "needs", "requirements", "terms")
"""What is taken where nobody says otherwise; an agenda belongs to the day of those who wrote it."""
FOLLOW = ("criterion", "measure")
"""Kinds that go where their parent goes; those without one are lists of their own and always go."""


def parts_in(bundle: Bundle) -> dict[str, int]:
    """The parts that a pattern has, with the number of their records."""
    counted = {part: sum(len(bundle.records.get(kind, ())) for kind in kinds) for part, kinds in KINDS_OF.items()}
    return {part: n for part, n in counted.items() if n}


def part_of(bundle: Bundle, parts: Iterable[str] = ()) -> Bundle:
    """A pattern with some of its parts only; without names, all of it. What leads out of them is left out."""
    wanted = tuple(parts)
    if not wanted:
        return bundle
    unknown = [one for one in wanted if one not in KINDS_OF]
    if unknown:
        raise Trouble(
            Message("A pattern has no part {part}.", part=unknown[0]),
            do=Message("Choose from: {parts}.", parts=list(KINDS_OF)),
        )
    kinds = {kind for part in wanted for kind in KINDS_OF[part]}
    records = {kind: rows for kind, rows in bundle.records.items() if kind in kinds}
    there = {row.get("id") for rows in records.values() for row in rows}
    for kind in FOLLOW:
        rows = [row for row in bundle.records.get(kind, ()) if not row.get("parent") or row.get("parent") in there]
        if rows:
            records[kind] = rows
            there |= {row.get("id") for row in rows}
    links = [row for row in bundle.records.get("link", ()) if {row.get("source"), row.get("target")} <= there]
    if links:
        records["link"] = links
    return replace(bundle, records={kind: records[kind] for kind in bundle.records if kind in records})


def same_as_mine(snapshot: Snapshot, bundle: Bundle, kind: str = "need") -> list[tuple[Record, Mapping[str, Any]]]:
    """Needs or requirements of a workshop that say what the pattern's say, in either language, or were lifted from it."""
    sort, field = (Need, "i_need") if kind == "need" else (Requirement, "statement")
    mine: dict[str, Record] = {}
    for record in snapshot.all(sort):
        words: Words = getattr(record, field)
        for key in (record.lifted, *_keys(words.en, words.cy)):
            mine.setdefault(key, record)
    mine.pop("", None)
    found: dict[Id, tuple[Record, Mapping[str, Any]]] = {}
    for row in bundle.records.get(kind, ()):
        for key in (str(row.get("id", "")), *_keys(str(row.get(f"{field}_en", "")), str(row.get(f"{field}_cy", "")))):
            if key in mine:
                found.setdefault(str(row.get("id", "")), (mine[key], row))
    return list(found.values())


def _keys(*texts: str) -> list[str]:
    return [" ".join(folded(text).split()).strip(" .") for text in texts]
