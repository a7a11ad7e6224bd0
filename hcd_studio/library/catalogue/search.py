"""Searching the catalogue: words in either language, accents or not, and facets; findings that can be cited."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.library.cards import read_card
from hcd_studio.library.catalogue.index import Catalogue, key_of
from hcd_studio.library.patterns import folded
from hcd_studio.records import KINDS
from hcd_studio.speech import Language, Message

CANDIDATES = 1000
"""Of very common words so many of the newest matches are weighed against each other."""
JUDGED = {"pain": 0.4, "theme": 0.4, "need": 0.5, "decision": 0.6, "requirement": 0.7, "idea": 0.8}
FINDING = "finding"
"""As a kind: everything that was said or found, whatever it is; needs and requirements follow from it."""
FACETS = ("kind", "council", "service", "year", "method", "barrier", "persona", "confidence")


@dataclass(frozen=True)
class Facets:
    """What a search is limited to; empty means no limit."""

    kind: str = ""
    council: str = ""
    service: str = ""
    year: str = ""
    since: str = ""
    until: str = ""
    method: str = ""
    barrier: str = ""
    persona: str = ""
    confidence: str = ""
    review_before: str = ""

    def as_json(self) -> dict[str, str]:
        """The facets that are set."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class Finding:
    """One finding: its words, and all that a person needs to cite it and to judge it."""

    cite: str
    kind: str
    ref: str
    words: Words
    council: str
    service: str
    date: str
    title: Words
    method: str
    contact: str
    licence: str
    step: Words = Words()
    severity: int | None = None
    barriers: tuple[str, ...] = ()
    persona: str = ""
    confidence: str = ""
    review_by: str = ""
    voice: Words = Words()
    states: str = ""

    def citation(self) -> Message:
        """The finding as a report cites it."""
        return Message(
            "{council}, “{title}”, {date}, {ref}", council=self.council or "–", title=self.title, date=self.date or "–",
            ref=self.ref or KINDS[self.kind].term(),
        )  # fmt: skip

    def language_state(self) -> Message:
        """How far both languages of its session are there, in words."""
        return read_card({"states": _read_states(self.states)}).language_state()

    def as_json(self, language: Language) -> dict[str, Any]:
        """The finding as the command prints it with `--json`."""
        return {
            "cite": self.cite, "kind": self.kind, "ref": self.ref, "words": {"en": self.words.en, "cy": self.words.cy},
            "council": self.council, "service": self.service, "date": self.date,
            "session": {"en": self.title.en, "cy": self.title.cy}, "method": self.method, "contact": self.contact,
            "licence": self.licence, "step": {"en": self.step.en, "cy": self.step.cy}, "severity": self.severity,
            "barriers": list(self.barriers), "persona": self.persona, "confidence": self.confidence,
            "review_by": self.review_by,
            "voice": {"en": self.voice.en, "cy": self.voice.cy}, "languages": self.language_state().say(language),
            "citation": self.citation().say(language),
        }  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What a search found: the best findings, and how many there are (`more`: at least). `numbers` are for `spread`."""

    findings: tuple[Finding, ...]
    total: int
    more: bool = False
    numbers: tuple[int, ...] = ()

    def messages(self) -> Iterator[Message]:
        """The count in a sentence."""
        if not self.total:
            yield Message("Nothing was found.")
        elif self.more:
            yield Message("More than {n} found; the newest of them are weighed.", n=self.total)
        else:
            yield Message("Found: {n}", n=self.total)


COLUMNS = """s.id, e.kind, e.ref, e.en, e.cy, s.council, s.service, s.date, s.title_en, s.title_cy, s.method, s.contact,
    s.licence, e.step_en, e.step_cy, e.severity, e.barriers, e.persona, e.confidence, e.review_by, e.record,
    e.voice_en, e.voice_cy, s.states"""


def _read_states(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return {}


def search(catalogue: Catalogue, words: str = "", facets: Facets = Facets(), *, limit: int = 50) -> Found:
    """The findings that hold all the words and fit the facets, best first; without words, the newest."""
    asked = match_of(words)
    where, values = _limits(facets)
    if asked:
        ranked = _ranked(catalogue, asked, where, values)
    elif words.strip():
        return Found((), 0)
    else:
        query = f"SELECT e.n, 0 FROM entry e JOIN session s ON s.n = e.session WHERE {where} ORDER BY e.n DESC LIMIT ?"
        ranked = catalogue.rows(query, (*values, CANDIDATES + 1))
    numbers = tuple(n for n, _ in ranked)
    findings = tuple(_findings(catalogue, list(numbers[:limit])))
    return Found(findings, min(len(ranked), CANDIDATES), len(ranked) > CANDIDATES, numbers)


def _ranked(catalogue: Catalogue, asked: str, where: str, values: list[str]) -> list[tuple[Any, ...]]:
    """Numbers of entries, best first. The newest matches come first out of the index, and so many of them are weighed."""
    if where == "1":
        newest = "SELECT rowid AS n FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    else:
        newest = f"""SELECT w.rowid AS n FROM words w JOIN entry e ON e.n = w.rowid JOIN session s ON s.n = e.session
            WHERE words MATCH ? AND {where} ORDER BY w.rowid DESC LIMIT ?"""
    query = f"SELECT n, kind, length(en) + length(cy) FROM ({newest}) JOIN entry USING (n)"
    found = catalogue.rows(query, (asked, *values, CANDIDATES + 1))
    return sorted(((n, _weight(kind, length)) for n, kind, length in found), key=lambda row: (row[1], -row[0]))


def _weight(kind: str, length: int) -> float:
    """How far down a match stands: the more of its text the words are the better, and what was judged before what was said."""
    return length * JUDGED.get(kind, 1.0)


def match_of(words: str) -> str:
    """What somebody typed as a query that cannot go wrong: every word must be there; a star stands for any ending."""
    found = re.findall(r"[^\W_]+\*?", folded(words))
    return " ".join(f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}' for word in found[:20])


def _limits(facets: Facets) -> tuple[str, list[str]]:
    parts, values = [], []
    same = {
        "e.kind": "" if facets.kind == FINDING else facets.kind,
        "s.council_key": key_of(facets.council), "s.service_key": key_of(facets.service),
        "s.year": facets.year, "e.persona": facets.persona, "e.confidence": facets.confidence, "s.method": facets.method,
    }  # fmt: skip
    for column, value in same.items():
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if facets.kind == FINDING:
        parts.append("e.kind NOT IN ('need', 'requirement')")
    if facets.barrier:
        parts.append("e.barriers LIKE ?")
        values.append(f"%|{facets.barrier}|%")
    for condition, value in (("s.date >= ?", facets.since), ("s.date <= ?", facets.until)):
        if value:
            parts.append(condition)
            values.append(value)
    if facets.review_before:
        parts.append("e.review_by <> '' AND e.review_by <= ?")
        values.append(facets.review_before)
    return " AND ".join(parts) or "1", values


def _findings(catalogue: Catalogue, numbers: list[int]) -> Iterator[Finding]:
    marks = ",".join(map(str, numbers))
    query = f"SELECT e.n, {COLUMNS} FROM entry e JOIN session s ON s.n = e.session WHERE e.n IN ({marks})"
    rows = {row[0]: row[1:] for row in catalogue.rows(query)}
    yield from (finding_of(rows[n]) for n in numbers if n in rows)


def finding_of(row: tuple[Any, ...]) -> Finding:
    """A finding from the columns of one row."""
    return Finding(
        cite=f"{row[0][:8]}:{row[2] or row[20][:8]}",
        kind=row[1], ref=row[2], words=Words(row[3], row[4]), council=row[5], service=row[6], date=row[7],
        title=Words(row[8], row[9]), method=row[10], contact=row[11], licence=row[12], step=Words(row[13], row[14]),
        severity=row[15], barriers=tuple(part for part in row[16].split("|") if part), persona=row[17],
        confidence=row[18], review_by=row[19], voice=Words(row[21], row[22]), states=row[23],
    )  # fmt: skip


def spread(catalogue: Catalogue, found: Found) -> dict[str, dict[str, int]]:
    """How the weighed findings of a search spread over the facets, most first: counted alike by alike, since most are of few sorts."""
    marks = ",".join(map(str, found.numbers))
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    rows = catalogue.rows(
        f"SELECT session, kind, barriers, persona, confidence, count(*) FROM entry WHERE n IN ({marks}) GROUP BY 1, 2, 3, 4, 5"
    )
    sessions = {row[0]: row[1:] for row in catalogue.rows("SELECT n, council, service, year, method FROM session")}
    for session, kind, barriers, persona, confidence, n in rows:
        council, service, year, method = sessions[session]
        counted["kind"][kind] += n
        for barrier in barriers.split("|") if barriers else ():
            counted["barrier"][barrier] += n
        for name, value in (
            ("council", council), ("service", service), ("year", year), ("method", method), ("persona", persona),
            ("confidence", confidence),
        ):  # fmt: skip
            counted[name][value] += n
    for values in counted.values():
        values.pop("", None)
    return {name: dict(values.most_common()) for name, values in counted.items() if values}
