"""What is told when a verb is done: its sentence, with what it was given and what came of it."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from hcd_studio.columns import columns, flat, title_of
from hcd_studio.records import Record
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import Within, choice_words, choices_of, field_words

if TYPE_CHECKING:
    from hcd_studio.verbs import Verb


def tell(verb: Verb, result: Any, arguments: Mapping[str, Any]) -> Message:
    """The fullest sentence of a verb for which there is something in every gap."""
    found = _said(verb, result, arguments)
    for sentence in verb.told:
        if all(gap in found for gap in gaps_of(sentence)):
            return Message(sentence, **{gap: found[gap] for gap in gaps_of(sentence)})
    gaps = gaps_of(verb.told[-1])
    return Message(verb.told[-1], **{gap: found.get(gap, Message("without a title")) for gap in gaps})


@cache
def gaps_of(sentence: str) -> tuple[str, ...]:
    """The named gaps of a sentence."""
    return tuple(dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(sentence) if name))


def naming(record: Record) -> Sayable:
    """The words by which people know a record, or else its kind."""
    return title_of(record) or record.term()


def what_changed(result: Any, arguments: dict[str, Any]) -> dict[str, object]:
    """Which record changed, and in which fields."""
    record = result if isinstance(result, Record) else arguments["record"]
    fields = dict.fromkeys(column.field for name in arguments["fields"] if (column := _column(record, name)))
    said = [Within(field_words(record.table, one)) for one in fields]
    return {"kind": record.term(), "ref": getattr(record, "ref", ""), "title": title_of(record), "fields": said}


def _column(record: Record, name: str) -> Any:
    known = columns(record.table)
    return known.get(name) or known.get(f"{name}_en")


def _said(verb: Verb, result: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What can stand in the gaps: of the result, then of the arguments where they say more than nothing."""
    found: dict[str, Any] = {}
    if isinstance(result, Record):
        known = columns(result.table)
        plain = {name: value for name, value in flat(result).items() if known[name].role != "ref"}
        found |= {name: _spoken(result, name, value) for name, value in plain.items()}
        found |= {column.field: getattr(result, column.field) for column in known.values() if column.side}
    found |= {name: _spoken(result, name, value) for name, value in arguments.items() if _says(value)}
    several = [value for value in (result, *arguments.values()) if isinstance(value, tuple)]
    if several:
        found["count"] = len(several[0])
    if verb.gaps is not None:
        found |= verb.gaps(result, dict(arguments))
    return {name: value for name, value in found.items() if _says(value)}


def _says(value: object) -> bool:
    """Whether there is something to say; a number says something even when it is 0."""
    return bool(value) or (isinstance(value, int | float) and not isinstance(value, bool))


def _spoken(result: Any, name: str, value: Any) -> object:
    if isinstance(value, Record):
        return naming(value)
    if isinstance(value, str) and isinstance(result, Record) and name in columns(result.table):
        return choice_words(result.table, name, value) if value in choices_of(result.table, name) else value
    return value
