"""Trends: what hurts most, where, and whether it gets better or worse from year to year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from hcd_studio.library.catalogue.index import Catalogue, key_of
from hcd_studio.speech import N_, Language, Message

By = Literal["service", "barrier", "council", "method"]
GROUPS: tuple[By, ...] = ("service", "barrier", "council", "method")
FEWEST = 3
"""Below so many pain points in each of two years nothing is said of a direction."""
NOTABLE = 0.25
"""So much must a mean severity of 1 to 5 move to be called a change."""


@dataclass(frozen=True)
class Year:
    """One year of one group."""

    year: str
    councils: int
    sessions: int
    pains: int
    severity: float | None
    feeling: float | None


@dataclass(frozen=True)
class Trend:
    """A service, a barrier, a council or a method over the years."""

    group: str
    years: tuple[Year, ...]

    @property
    def direction(self) -> str:
        """better, worse, steady, or nothing where there is too little to say so."""
        judged = [one for one in self.years if one.severity is not None and one.pains >= FEWEST]
        if len(judged) < 2:
            return ""
        moved = (judged[-1].severity or 0) - (judged[-2].severity or 0)
        return "steady" if abs(moved) < NOTABLE else "worse" if moved > 0 else "better"

    def message(self) -> Message:
        """The trend in a sentence."""
        said = {
            "better": N_("{group}: getting better; severity {before} in {earlier}, {now} in {later}"),
            "worse": N_("{group}: getting worse; severity {before} in {earlier}, {now} in {later}"),
            "steady": N_("{group}: about the same; severity {before} in {earlier}, {now} in {later}"),
        }
        judged = [one for one in self.years if one.severity is not None and one.pains >= FEWEST]
        if not self.direction:
            return Message(
                "{group}: too few pain points to compare years ({n})",
                group=self.group,
                n=sum(one.pains for one in self.years),
            )
        return Message(
            said[self.direction], group=self.group, earlier=judged[-2].year, later=judged[-1].year,
            before=round(judged[-2].severity or 0, 1), now=round(judged[-1].severity or 0, 1),
        )  # fmt: skip

    def as_json(self, language: Language) -> dict[str, Any]:
        """As the command prints it with `--json`."""
        years = [
            {
                "year": one.year, "councils": one.councils, "sessions": one.sessions, "pains": one.pains,
                "severity": one.severity, "feeling": one.feeling,
            }
            for one in self.years
        ]  # fmt: skip
        return {
            "group": self.group,
            "direction": self.direction,
            "years": years,
            "message": self.message().say(language),
        }


def trends(catalogue: Catalogue, by: By = "service", *, service: str = "") -> list[Trend]:
    """Every group over the years, what hurts most first."""
    found: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
    where, values = ("AND s.service_key = ?", (key_of(service),)) if service else ("", ())
    query = f"""SELECT s.service, s.council, s.method, e.barriers, s.year, s.n, s.council_key, e.severity, s.feeling
        FROM entry e JOIN session s ON s.n = e.session WHERE e.kind = 'pain' AND s.year <> '' {where}"""
    for row in catalogue.rows(query, values):
        for group in _groups(by, row):
            found.setdefault(group, {}).setdefault(row[4], []).append(row)
    made = [
        Trend(group, tuple(_year(year, rows) for year, rows in sorted(years.items()))) for group, years in found.items()
    ]
    return sorted(made, key=lambda one: (-_hurt(one), one.group))


def _groups(by: By, row: tuple[Any, ...]) -> Iterable[str]:
    if by == "barrier":
        return [part for part in row[3].split("|") if part]
    value = {"service": row[0], "council": row[1], "method": row[2]}[by]
    return [str(value)] if value else []


def _year(year: str, rows: list[tuple[Any, ...]]) -> Year:
    severities = [row[7] for row in rows if row[7] is not None]
    feelings = {row[5]: row[8] for row in rows if row[8] is not None}
    return Year(
        year, len({row[6] for row in rows if row[6]}), len({row[5] for row in rows}), len(rows), _mean(severities),
        _mean(list(feelings.values())),
    )  # fmt: skip


def _mean(values: list[Any]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None


def _hurt(trend: Trend) -> float:
    return (trend.years[-1].severity or 0) * trend.years[-1].pains
