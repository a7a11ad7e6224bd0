"""What changed between two moments, requirement by requirement: for people who read version 1.1 and know 1.0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Literal

from hcd_studio.bilingual import Words
from hcd_studio.columns import columns, flat, title_of
from hcd_studio.fields import Id
from hcd_studio.records import (
    Criterion,
    Link,
    Measure,
    Need,
    Record,
    Requirement,
    UseCase,
    Weight,
)
from hcd_studio.snapshot import Snapshot

What = Literal["added", "removed", "reworded", "priority", "changed"]
COMPARED: tuple[type[Record], ...] = (Need, UseCase, Requirement, Criterion, Measure, Weight)
"""The kinds that a pack consists of, in its order."""

QUIET = ("rank", "origin", "provenance", "lifted")
"""Columns whose change nobody has to read about."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; a bilingual text keeps both sides of both."""

    field: str
    before: object
    after: object

    @property
    def words(self) -> bool:
        """Whether it is a text."""
        return isinstance(self.before, Words) or isinstance(self.after, Words)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one record between two moments; `of` is the requirement or need that a criterion or measure belongs to."""

    record: Record
    what: What
    fields: tuple[FieldChange, ...] = ()
    of: Id = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed: lines in the order of the pack, and the links that turned suspect since."""

    lines: tuple[Line, ...] = ()
    suspect: tuple[Link, ...] = ()
    before: Snapshot = field(default_factory=lambda: Snapshot.of(()))
    after: Snapshot = field(default_factory=lambda: Snapshot.of(()))

    def of(self, kind: type[Record]) -> tuple[Line, ...]:
        """The lines of one kind."""
        return tuple(one for one in self.lines if isinstance(one.record, kind))

    def counts(self) -> dict[str, int]:
        """How many requirements were added, removed, reworded and so on."""
        found = dict.fromkeys(("added", "removed", "reworded", "priority", "changed"), 0)
        for one in self.of(Requirement):
            found[one.what] += 1
        return found


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """What changed from one moment to another."""
    lines = [line for kind in COMPARED for line in _lines(kind, before, after)]
    suspect = [link for link in after.all(Link) if link.id in after.suspect and link.id not in before.suspect]
    return Difference(tuple(lines), tuple(suspect), before, after)


def _lines(kind: type[Record], before: Snapshot, after: Snapshot) -> Iterable[Line]:
    old, new = before.records.get(kind.table, {}), after.records.get(kind.table, {})
    for record in after.all(kind):
        known = old.get(record.id)
        if known is None:
            yield Line(record, "added", of=_of(record))
        elif known != record:
            fields = tuple(_fields(known, record))
            if fields:
                yield Line(record, _what(fields), fields, _of(record))
    for record in before.all(kind):
        if record.id not in new:
            yield Line(record, "removed", of=_of(record))


def _fields(before: Record, after: Record) -> Iterable[FieldChange]:
    seen: set[str] = set()
    for column in columns(after.table).values():
        if column.field in seen or column.field in QUIET:
            continue
        seen.add(column.field)
        one, other = getattr(before, column.field), getattr(after, column.field)
        if isinstance(one, Words) and isinstance(other, Words):
            if (one.en, one.cy) != (other.en, other.cy):
                yield FieldChange(column.field, one, other)
        elif one != other:
            yield FieldChange(column.field, one, other)


def _what(fields: tuple[FieldChange, ...]) -> What:
    if any(one.words for one in fields):
        return "reworded"
    return "priority" if any(one.field == "moscow" for one in fields) else "changed"


def _of(record: Record) -> Id:
    return getattr(record, "parent", "")


def fingerprint(snapshot: Snapshot) -> str:
    """What the clauses of a moment say, in 32 letters: the same words, the same letters, on every copy."""
    seal = blake2b(digest_size=16, person=b"hcd1 pack")
    kinds: tuple[type[Record], ...] = (*COMPARED, Link)
    for kind in kinds:
        for record in sorted(snapshot.all(kind), key=lambda one: one.id):
            values = {name: value for name, value in sorted(flat(record).items()) if name not in QUIET}
            seal.update(repr((kind.table, record.id, values)).encode("utf-8", "replace"))
    return seal.hexdigest()


def shortened(words: Words, most: int = 80) -> Words:
    """A text cut at a word, for a line of a list."""
    return replace(words, en=_cut(words.en, most), cy=_cut(words.cy, most))


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def named(record: Record) -> tuple[str, Words]:
    """The reference and the words by which a line names its record."""
    return getattr(record, "ref", ""), shortened(title_of(record))
