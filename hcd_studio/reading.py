"""What stands on a field when several words do: pure rules over the heads of a record.

A *head* is an edit that no other edit replaces. One head is the rule; several mean that copies wrote at once. Words of
people are then all kept and shown, the greater (stamp, copy, id) on top; places and choices take the top; consent takes the
most restrictive, whatever the clocks say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hcd_studio.change import ALIVE, ERASED, LONGEST_PART, LONGEST_TEXT, MOST_PARTS, EditId
from hcd_studio.columns import Column, columns, from_flat, word_columns
from hcd_studio.fields import TIERS, Id
from hcd_studio.records import Record


@dataclass(frozen=True, slots=True)
class Head:
    """An edit that stands: its stored value (None once erased), its stamp and copy, and what its writer judged.

    An undo's edit has stamp and copy and, as `stands`, the id of the word that it brought back, so that among several it
    is where that word was and never before a word of somebody else. It is `silent` where it brought back nothing, or a
    word that another head replaced: then what the others say stands alone, as if the word undone had never been said.
    """

    id: EditId
    value: str | None
    hlc: int
    seen: tuple[EditId, ...] = ()
    stands: EditId = b""
    by: bytes = b""
    silent: bool = False

    @property
    def order(self) -> tuple[int, bytes, EditId]:
        """Its place among several: the greatest is on top. Stamp and copy are those of a whole change, so a move stays whole."""
        return self.hlc, self.by, self.stands or self.id


Heads = Mapping[str, Sequence[Head]]
"""The heads of one record by field."""

Resolve = Callable[[EditId], EditId]
"""From an undo's edit to the edit it stands for; any other edit stands for itself."""


def itself(id: EditId) -> EditId:
    """The resolver of a log without undo."""
    return id


def decode(value: str | None, column: Column) -> Any:
    """A stored value as the column's type; unset, erased, foreign or broken values read as the default.

    Frozen, as every copy must read alike. Texts come mended and cut to what a field takes, so that whatever somebody wrote
    elsewhere can be stored. Consent that is not plainly given reads as the narrowest.
    """
    if column.role == "consent":
        return _consent(value, column)
    if not value:
        return column.default
    found = _parsed(value)
    match column.type:
        case "text":
            return _mended(found, LONGEST_TEXT, value) if isinstance(found, str) else column.default
        case "yes_no":
            return found if isinstance(found, bool) else column.default
        case "list":
            if isinstance(found, list) and all(isinstance(part, str) for part in found):
                return tuple(_mended(part, LONGEST_PART, value) for part in found[:MOST_PARTS])
            return column.default
        case "integer":
            fine = isinstance(found, int) and not isinstance(found, bool) and abs(found) < 2**63
            return found if fine else column.default
        case _:
            fine = isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < 1e300
            return float(found) if fine else column.default


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _mended(text: str, most: int, stored: str) -> str:
    """A text without what cannot be stored: only an escape can have brought it in, since stored texts are UTF-8."""
    if "\\u" in stored:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    return text[:most]


def _consent(value: str | None, column: Column) -> Any:
    """A limit that a person set: gone, broken or unknown it is the narrowest; only a plain word lifts it."""
    if value == "":
        return column.default
    found = None if value is None else _parsed(value)
    if column.type == "yes_no":
        return found is not False
    return found if isinstance(found, str) and found in TIERS else ""


def standing(heads: Sequence[Head], column: Column) -> Any:
    """The value that stands on a field."""
    if column.role == "consent":  # an erased limit is no leave
        return most_restrictive([decode(head.value, column) for head in heads]) if heads else column.default
    kept = [head for head in heads if head.value is not None]
    if not kept:
        return column.default
    if column.role == "set":
        latest = sorted(said(kept), key=lambda head: head.order, reverse=True)
        joined = dict.fromkeys(part for head in latest for part in decode(head.value, column))
        return tuple(joined)[:MOST_PARTS]
    return decode(max(said(kept), key=lambda head: head.order).value, column)


def said(heads: Sequence[Head]) -> list[Head]:
    """The heads that say something; where none does, what an undo left."""
    kept = [head for head in heads if head.value is not None]
    return [head for head in kept if not head.silent] or kept


def most_restrictive(values: Sequence[Any]) -> Any:
    """The narrowest of several consent tiers, or True where any copy says withdrawn; unknown tiers count as narrowest."""
    if any(isinstance(value, bool) for value in values):
        return any(value is True for value in values)
    return min(values, key=lambda value: (TIERS.index(value) if value in TIERS else -1, value))


def is_alive(heads: Heads, resolve: Resolve = itself) -> bool:
    """Whether a record is shown: hidden only if every alive-head is false and each content head was seen by one of them.

    An erased word keeps nothing alive, and a record all of whose words were erased stays hidden whatever anybody says.
    """
    alive, words = said(heads.get(ALIVE, ())), list(content(heads))
    if not words and not alive:
        return False  # nothing of it is here but that some of it was erased
    if words and all(head.value is None for head in words):
        return False
    if not alive or any(head.value != "false" for head in alive):
        return True
    seen = {id for head in alive for id in head.seen}
    unseen = [head for head in words if head.id not in seen and head.value is not None and not head.silent]
    if not unseen:
        return False  # the plain case: nothing to look up in the log
    stood_for = {resolve(id) for id in seen}
    return any(resolve(head.id) not in stood_for for head in unseen)


def content(heads: Heads) -> Iterable[Head]:
    """The heads of everything but life and erasure, unknown fields of newer versions included."""
    return (head for field, standing in heads.items() if field not in (ALIVE, ERASED) for head in standing)


def read(table: str, id: Id, heads: Heads) -> Record:
    """The record as its heads say it stands, alive or not."""
    known = columns(table)
    return from_flat(table, id, {name: standing(found, known[name]) for name, found in heads.items() if name in known})


def versions(table: str, heads: Heads) -> dict[str, int]:
    """Fields of words on which several different texts stand, and how many."""
    found = {}
    known = columns(table)
    for name in word_columns(table):
        texts = {decode(head.value, known[name]) for head in said(heads.get(name, ()))}
        if len(texts) > 1:
            found[name] = len(texts)
    return found
