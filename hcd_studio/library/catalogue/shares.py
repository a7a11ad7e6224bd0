"""Who shares a pain: judgements by people that two pain points are the same, and the councils that asked at all.

A machine proposes, a person confirms. The denominator is never all councils, only those that published a workshop about
that service: who did not ask has not answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.library import keys
from hcd_studio.library.catalogue.index import Catalogue
from hcd_studio.library.catalogue.search import COLUMNS, Finding, finding_of, match_of
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.library.gate import enter
from hcd_studio.library.limits import SMALL_OBJECT
from hcd_studio.library.segment import Newer, Unsound, pack, unpack
from hcd_studio.speech import Language, Message, Trouble


@dataclass(frozen=True)
class Shared:
    """A pain and those that people found to be the same: the councils that share it, of those that asked."""

    words: Words
    services: tuple[str, ...]
    sharing: tuple[str, ...]
    asked: tuple[str, ...]
    findings: tuple[Finding, ...]

    def message(self) -> Message:
        """The share in a sentence."""
        return Message(
            "{n} of {of} councils that asked share this pain: {title}",
            n=len(self.sharing),
            of=len(self.asked),
            title=self.words,
        )

    def years(self) -> tuple[tuple[str, int], ...]:
        """How many councils shared it by the end of each year in which one joined."""
        known: dict[str, set[str]] = {}
        for one in self.findings:
            if one.date[:4].isdecimal() and one.council:
                known.setdefault(one.date[:4], set()).add(one.council)
        found, so_far = [], set[str]()
        for year in sorted(known):
            if known[year] - so_far:
                so_far |= known[year]
                found.append((year, len(so_far)))
        return tuple(found)

    def trend(self) -> Message | None:
        """How it spread over the years, in a sentence; None where it stands in one year only."""
        years = self.years()
        if len(years) < 2:
            return None
        steps = [Message("{n} in {year}", n=n, year=year) for year, n in years[:-1]]
        return Message("Rising: {steps}, {n} now", steps=steps, n=years[-1][1])

    def as_json(self, language: Language) -> dict[str, Any]:
        """As the command prints it with `--json`."""
        return {
            "title": {"en": self.words.en, "cy": self.words.cy}, "services": list(self.services),
            "sharing": list(self.sharing), "asked": list(self.asked), "message": self.message().say(language),
            "years": dict(self.years()),
            "findings": [one.as_json(language) for one in self.findings],
        }  # fmt: skip


def judge(driver: Driver, catalogue: Catalogue, one: str, other: str, *, same: bool, council: str, now: float) -> None:
    """Keep in the shared library that a person found two pain points to be the same, or not; the later judgement holds."""
    enter(driver, "shared")
    a, b = sorted((cited(catalogue, one), cited(catalogue, other)))
    if a == b:
        raise Trouble(Message("These are one and the same record."))
    data = pack({"what": "same", "a": a, "b": b, "same": same, "council": council, "made": int(now * 1000)})
    driver.put_if_absent(keys.same(unpack(data).sha), data)
    read_judgements(catalogue, driver)


def cited(catalogue: Catalogue, cite: str) -> Id:
    """The record that a citation names: `session:reference` as findings carry it, or the id of the record."""
    start, _, ref = cite.strip().partition(":")
    query = """SELECT DISTINCT e.record FROM entry e JOIN session s ON s.n = e.session
        WHERE e.kind = 'pain' AND ((s.id LIKE ? AND (e.ref = ? OR e.record LIKE ?)) OR e.record = ?)"""
    plain = start.isalnum() and len(start) >= 6
    found = catalogue.rows(query, (f"{start}%", ref or "-", f"{ref or '-'}%", start)) if plain else []
    if len(found) != 1:
        raise Trouble(
            Message("There is no pain point {cite} in the catalogue.", cite=cite),
            do=Message("Search for it first; every finding shows its citation."),
        )
    return str(found[0][0])


def read_judgements(catalogue: Catalogue, driver: Driver) -> None:
    """All judgements of the library, the latest of each pair."""
    if catalogue.gate.kind != "shared":
        return
    catalogue.db.execute("DELETE FROM judged")
    for one in driver.list(keys.SAME):
        try:
            head = unpack(driver.get(one.key, SMALL_OBJECT), SMALL_OBJECT).head
        except (Missing, Unsound, Newer):
            continue
        a, b, made = head.get("a"), head.get("b"), head.get("made")
        if head.get("what") == "same" and isinstance(a, str) and isinstance(b, str) and isinstance(made, int):
            catalogue.db.execute(
                "INSERT INTO judged VALUES(?, ?, ?, ?, ?) ON CONFLICT(a, b) DO UPDATE SET same = excluded.same,"
                " made = excluded.made, council = excluded.council WHERE excluded.made > made",
                (a[:32], b[:32], int(head.get("same") is True), made, str(head.get("council", ""))[:200]),
            )


def alike(catalogue: Catalogue, cite: str, *, limit: int = 8) -> list[Finding]:
    """Pain points of other councils about the same service that use the same words: proposals, for a person to judge."""
    record = cited(catalogue, cite)
    row = catalogue.rows(
        "SELECT e.en, e.cy, s.council_key, s.service_key FROM entry e JOIN session s ON s.n = e.session WHERE e.record = ?",
        (record,),
    )[0]
    asked = " OR ".join(word for word in match_of(f"{row[0]} {row[1]}").split() if len(word) > 5)
    if not asked:
        return []
    query = f"""SELECT {COLUMNS} FROM words w JOIN entry e ON e.n = w.rowid JOIN session s ON s.n = e.session
        WHERE words MATCH ? AND e.kind = 'pain' AND s.council_key <> ? AND s.service_key = ? ORDER BY bm25(words) LIMIT ?"""
    return [finding_of(found) for found in catalogue.rows(query, (asked, row[2], row[3], limit))]


def share_of(catalogue: Catalogue, cite: str) -> Shared:
    """Who shares one pain."""
    record = cited(catalogue, cite)
    group = next((found for found in _groups(catalogue) if record in found), {record})
    return _shared(catalogue, group)


def shares_among(catalogue: Catalogue, findings: Iterable[Finding]) -> dict[str, Shared]:
    """Who shares each of some findings, by its citation; only a pain point can be shared."""
    grouped = {record: group for group in _groups(catalogue) for record in group}
    known: dict[Id, Shared] = {}
    found: dict[str, Shared] = {}
    for one in findings:
        if one.kind == "pain":
            with suppress(Trouble):  # two sessions whose ids begin alike
                record = cited(catalogue, one.cite)
                if record not in known:
                    group = grouped.get(record, {record})
                    known |= dict.fromkeys(group, _shared(catalogue, group))
                found[one.cite] = known[record]
    return found


def shared_pains(catalogue: Catalogue) -> list[Shared]:
    """Every pain that two or more councils share, most widely shared first."""
    found = [_shared(catalogue, group) for group in _groups(catalogue)]
    several = [one for one in found if len(one.sharing) > 1]
    return sorted(several, key=lambda one: (-len(one.sharing), one.words.en))


def _groups(catalogue: Catalogue) -> Iterator[set[Id]]:
    """Pains joined by judgements, step by step."""
    near: dict[Id, set[Id]] = {}
    for a, b in catalogue.rows("SELECT a, b FROM judged WHERE same"):
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    seen: set[Id] = set()
    for start in sorted(near):
        if start not in seen:
            group, ends = {start}, [start]
            while ends:
                for other in near[ends.pop()] - group:
                    group.add(other)
                    ends.append(other)
            seen |= group
            yield group


def _shared(catalogue: Catalogue, group: set[Id]) -> Shared:
    rows = [
        found
        for record in sorted(group)
        for found in catalogue.rows(
            f"SELECT {COLUMNS}, s.council_key, s.service_key FROM entry e JOIN session s ON s.n = e.session WHERE e.record = ?",
            (record,),
        )
    ]
    findings = [finding_of(row[:-2]) for row in rows]
    services = {row[-1]: row[6] for row in rows if row[-1]}
    asked: dict[str, str] = {}
    for key in sorted(services):
        asked.update(
            catalogue.rows(
                "SELECT council_key, council FROM session WHERE service_key = ? AND council_key <> ''", (key,)
            )
        )
    sharing = {row[-2]: row[5] for row in rows if row[-2]}
    worst = max(findings, key=lambda one: (one.severity or 0, one.cite), default=None)
    return Shared(
        worst.words if worst else Words(), tuple(services.values()), tuple(sharing[key] for key in sorted(sharing)),
        tuple(asked[key] for key in sorted(asked | sharing) if key in asked), tuple(findings),
    )  # fmt: skip
