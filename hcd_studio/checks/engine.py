"""The one engine: for the margin of an editor, for the command, for every writer; what did not change is not read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from hcd_studio.audience import personal_fields
from hcd_studio.bilingual import Words
from hcd_studio.checks import clauses, inclusion, needs, parity, privacy, procurement, standards, statements  # noqa: F401
from hcd_studio.checks.finding import Finding, Place, Said
from hcd_studio.checks.looking import (
    Hit,
    Text,
    World,
    pair_checks,
    record_checks,
    text_checks,
    whole_checks,
)
from hcd_studio.checks.rules import Rule, rules
from hcd_studio.columns import columns
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Record, Waiver
from hcd_studio.snapshot import Snapshot

EVERY = "*"
"""In what a rule reads: every kind, or every text of a kind."""

PLAIN = "words"
"""The check that looks for phrases and for nothing else: where none stands it need not be asked."""

MOST = 20
"""Findings of one rule in one text: somebody who mends twenty asks again."""

Looking = tuple[dict[str, Rule], tuple[Rule, ...]]
"""The rules that read one field: those that only ask whether a phrase stands there, by id, and all others."""

Waivers = Mapping[tuple[str, Id], list[Waiver]]


class Checker:
    """The findings of a session, kept in step: records that are the same as last time keep what was found in them."""

    def __init__(self) -> None:
        self._texts: dict[Id, tuple[Record, tuple[Finding, ...]]] = {}
        self._key: Any = None

    def findings(self, snapshot: Snapshot, *, touched: Collection[Id] | None = None) -> tuple[Finding, ...]:
        """All findings, or only those that stand at some records; by rule, then in the order of the records."""
        world = World(snapshot)
        if world.key != self._key:
            self._texts.clear()
            self._key = world.key
        waivers = _waivers(snapshot)
        found = [
            *(one for record in _read(snapshot, touched) for one in self._of(record, world)),
            *(one for one in _linked(world, touched)),
        ]
        found.sort(key=lambda one: _PLACE[one.rule])
        return tuple(_waived(one, waivers) for one in found) if waivers else tuple(found)

    def _of(self, record: Record, world: World) -> tuple[Finding, ...]:
        known = self._texts.get(record.id)
        if known is not None and known[0] is record:
            return known[1]
        found = tuple(_in_texts(record, world))
        self._texts[record.id] = (record, found)
        return found


def findings_of(snapshot: Snapshot, touched: Collection[Id] | None = None) -> tuple[Finding, ...]:
    """What the rules find in a workshop, or at the records that were touched."""
    return Checker().findings(snapshot, touched=touched)


def margin(snapshot: Snapshot, record: Record, world: World | None = None) -> tuple[Finding, ...]:
    """What the rules find in a record as it is being written, which need not be kept yet: the margin of an editor."""
    world = world or World(snapshot)
    found = [*_in_texts(record, world), *_at(record, world)]
    found.sort(key=lambda one: _PLACE[one.rule])
    waivers = _waivers(snapshot)
    return tuple(_waived(one, waivers) for one in found)


def standing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that nobody waived."""
    return tuple(one for one in findings if one.waived is None)


def _read(snapshot: Snapshot, touched: Collection[Id] | None) -> Iterator[Record]:
    for kind in KINDS:
        if not (_text_rules(kind) or _pair_rules(kind)):
            continue
        for record in snapshot.records.get(kind, {}).values():
            if touched is None or record.id in touched:
                yield record


def _in_texts(record: Record, world: World) -> Iterator[Finding]:
    """What stands in the texts of one record alone."""
    by_field = _text_rules(record.table)
    for field, sides in _sides(record.table).items():
        known = by_field.get(field)
        if known is None:
            continue
        value = getattr(record, field)
        for language, column in sides:
            raw = getattr(value, language) if isinstance(value, Words) else value
            if raw:
                text = Text(raw, language or _tongue(record, field), record, field, column)
                for rule, hit in _in_text(text, known, world):
                    yield _finding(rule, record, hit, field, language)
    for field, looking in _pair_rules(record.table).items():
        pair = getattr(record, field)
        if pair:
            for rule in looking:
                for hit in pair_checks[rule.check](record, field, pair, rule, world):
                    yield _finding(rule, record, hit, field, "")


def _in_text(text: Text, known: Looking, world: World) -> Iterator[tuple[Rule, Hit]]:
    plain, others = known
    listed = [plain[id] for id in text.listed if id in plain] if plain else []
    for rule in (*listed, *others):
        for hit in islice(text_checks[rule.check](text, rule, world), MOST):
            yield rule, hit


def _linked(world: World, touched: Collection[Id] | None) -> Iterator[Finding]:
    for kind, looking in _record_rules().items():
        for record in world.snapshot.records.get(kind, {}).values():
            if touched is None or record.id in touched:
                for rule in looking:
                    for hit in record_checks[rule.check](record, rule, world):
                        yield _finding(rule, record, hit, "", "")
    for rule in _whole_rules():
        for hit in whole_checks[rule.check](rule, world):
            record = hit.record or world.snapshot.workshop
            if touched is None or record.id in touched:
                yield _finding(rule, record, hit, "", "")


def _at(record: Record, world: World) -> Iterator[Finding]:
    for rule in _record_rules().get(record.table, ()):
        for hit in record_checks[rule.check](record, rule, world):
            yield _finding(rule, record, hit, "", "")


def _finding(rule: Rule, record: Record, hit: Hit, field: str, language: str) -> Finding:
    at = hit.record or record
    place = Place(at.table, at.id, hit.field or field, hit.language or language, hit.start, hit.end)
    return Finding(
        rule.id,
        rule.severity,
        place,
        Said(rule.message, hit.args),
        Said(rule.reason, hit.args),
        Said(rule.remedy, hit.args),
        rule.reference,
        hit.suggestions,
        family=rule.family,
    )


def _waivers(snapshot: Snapshot) -> dict[tuple[str, Id], list[Waiver]]:
    found: dict[tuple[str, Id], list[Waiver]] = {}
    for one in snapshot.all(Waiver):
        if one.reason:
            found.setdefault((one.rule, one.place), []).append(one)
    return found


def _waived(finding: Finding, waivers: Waivers) -> Finding:
    known = waivers.get((finding.rule, finding.place.record))
    if not known:
        return finding
    by = next((one for one in known if one.field in ("", WHOLE, finding.place.field)), None)
    if by is None:
        return finding
    return replace(finding, waived=by)


WHOLE = "*"
"""The field of a waiver that speaks of a record as a whole."""

_PLACE = {id: at for at, id in enumerate(rules())}


# Which rules read what


@cache
def _sides(table: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """The text fields of a kind, each with its sides and their columns."""
    found: dict[str, list[tuple[str, str]]] = {}
    for column in columns(table).values():
        if column.role in ("words", "speech") and column.type == "text":
            found.setdefault(column.field, []).append((column.side, column.name))
    return {field: tuple(sides) for field, sides in found.items()}


@cache
def _pairs(table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column.field for column in columns(table).values() if column.side))


@cache
def _text_rules(table: str) -> dict[str, Looking]:
    """By field: the rules that only ask whether a phrase stands there, by id, and all others."""
    found = _looking(table, text_checks, tuple(_sides(table)))
    return {
        field: (
            {one.id: one for one in looking if one.check == PLAIN},
            tuple(one for one in looking if one.check != PLAIN),
        )
        for field, looking in found.items()
    }


@cache
def _pair_rules(table: str) -> dict[str, tuple[Rule, ...]]:
    return _looking(table, pair_checks, _pairs(table))


def _looking(table: str, checks: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules().values():
        if rule.check not in checks:
            continue
        wanted = rule.reads.get(table, rule.reads.get(EVERY, ()))
        for field in fields:
            spared = field in rule.spares.get(table, ()) or (EVERY in rule.reads and field in personal_fields(table))
            if not spared and (field in wanted or EVERY in wanted):
                found.setdefault(field, []).append(rule)
    return {field: tuple(looking) for field, looking in found.items()}


@cache
def _record_rules() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules().values():
        if rule.check in record_checks:
            for kind in KINDS if EVERY in rule.reads else rule.reads:
                found.setdefault(kind, []).append(rule)
    return {kind: tuple(looking) for kind, looking in found.items()}


@cache
def _whole_rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in rules().values() if rule.check in whole_checks)


def _tongue(record: Record, field: str) -> str:
    """The language of a text that has one side only: a note's is known, its translation is the other one's."""
    spoken = getattr(record, "language", "") or "en"
    if field == "translation":
        return "en" if spoken == "cy" else "cy"
    return spoken
