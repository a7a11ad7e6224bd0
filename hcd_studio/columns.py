"""Records as rows: the columns of each kind, and the way from a record to its values and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields
from functools import cache
from sys import intern
from typing import Any, NamedTuple, get_type_hints

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id, Role
from hcd_studio.records import KINDS, Record

SHARED: tuple[Role, ...] = ("ref", "choice", "consent")
"""Roles of fields that say the same in thousands of records: each such text is held once."""


class Column(NamedTuple):
    """One column of a readable table: its name, the field and side it belongs to, what it holds, its unset value."""

    name: str
    field: str
    side: str
    type: str
    role: Role
    default: Any


@cache
def columns(table: str) -> dict[str, Column]:
    """The columns of a kind's table by name, in the order of declaration, without the id."""
    kind = KINDS[table]
    hints = get_type_hints(kind)
    found: dict[str, Column] = {}
    for one in fields(kind):
        if one.name == "id":
            continue
        role: Role = one.metadata.get("role", "choice")
        if hints[one.name] is Words:
            for side in ("en", "cy", "state"):
                name = f"{one.name}_{side}"
                found[name] = Column(name, one.name, side, "text", "choice" if side == "state" else role, "")
        else:
            default = one.default if one.default is not MISSING else ""
            found[one.name] = Column(one.name, one.name, "", _type(hints[one.name]), role, default)
    return found


def _type(hint: Any) -> str:
    if hint is str:
        return "text"
    if hint is bool:
        return "yes_no"
    if hint == tuple[str, ...]:
        return "list"
    return "real" if float in getattr(hint, "__args__", ()) else "integer"


@cache
def word_columns(table: str) -> tuple[str, ...]:
    """The columns that hold people's words: those whose concurrent versions are all shown."""
    return tuple(name for name, column in columns(table).items() if column.role in ("words", "speech"))


def flat(record: Record) -> dict[str, Any]:
    """A record as column name → value, without the id; `Words` become three columns."""
    found: dict[str, Any] = {}
    for name, column in columns(record.table).items():
        value = getattr(record, column.field)
        found[name] = getattr(value, column.side) if column.side else value
    return found


def from_flat(table: str, id: Id, values: dict[str, Any]) -> Record:
    """A record from column name → value; what is absent keeps its default, what is unknown is left out."""
    arguments: dict[str, Any] = {"id": id}
    sides: dict[str, dict[str, str]] = {}
    known = columns(table)
    for name, value in values.items():
        column = known.get(name)
        if column is None:
            continue
        if column.side:
            sides.setdefault(column.field, {})[column.side] = value
        else:
            arguments[column.field] = value
    for name, parts in sides.items():
        arguments[name] = Words(**parts)
    return KINDS[table](**arguments)


def title_of(record: Record) -> Words:
    """The words by which people know a record: title, statement, need, text or code."""
    for name in ("title", "statement", "i_need", "reason", "question", "alt"):
        value = getattr(record, name, None)
        if isinstance(value, Words) and value:
            return value
    for name in ("title", "text", "name", "code", "because", "how", "ref"):
        value = getattr(record, name, "")
        if value:
            return Words(en=str(value), cy=str(value))
    return Words()


@cache
def reader(table: str) -> Callable[[Sequence[Any]], Record]:
    """A function from a readable row (id, columns…, versions) to the record: made once a kind, since a start reads thousands."""
    kind = KINDS[table]
    plain: list[tuple[str, int, str, Role]] = []
    sides: dict[str, list[int]] = {}
    for at, column in enumerate(columns(table).values(), start=1):
        if column.side:
            sides.setdefault(column.field, []).append(at)
        else:
            plain.append((column.field, at, column.type, column.role))
    shared = [(name, at) for name, at, holds, role in plain if holds == "text" and role in SHARED]
    direct = [
        (name, at) for name, at, holds, role in plain if holds not in ("list", "yes_no") and (name, at) not in shared
    ]
    lists = [(name, at) for name, at, holds, _ in plain if holds == "list"]
    flags = [(name, at) for name, at, holds, _ in plain if holds == "yes_no"]
    pairs = [(name, (ats[0], ats[1], ats[2])) for name, ats in sides.items()]

    def read(row: Sequence[Any]) -> Record:
        values: dict[str, Any] = {name: row[at] for name, at in direct}
        for name, at in shared:
            value = row[at]
            values[name] = intern(value) if type(value) is str else value
        for name, at in lists:
            values[name] = tuple(json.loads(row[at])) if row[at] else ()
        for name, at in flags:
            values[name] = bool(row[at])
        for name, (en, cy, state) in pairs:
            values[name] = Words(row[en], row[cy], row[state])
        return kind(id=row[0], **values)

    return read
