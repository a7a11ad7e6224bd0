"""Whether a value may stand in a field: type, range, list; one clear sentence where it may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, time
from functools import cache
from typing import Any

from hcd_studio.change import LONGEST_PART, LONGEST_TEXT, MOST_PARTS, clean
from hcd_studio.columns import Column
from hcd_studio.fields import TIERS
from hcd_studio.records import KINDS
from hcd_studio.speech import Message, Trouble, number


@cache
def limits(table: str, name: str) -> dict[str, Any]:
    """What a field's declaration allows: `allowed` words, `low` and `high`, `kinds` it may refer to."""
    return next((dict(one.metadata) for one in fields(KINDS[table]) if one.name == name), {})


def checked(table: str, column: Column, value: Any) -> Any:
    """The value, cleaned, or trouble that says what the field takes."""
    match column.type:
        case "text":
            if isinstance(value, str):
                return _text(table, column, value)
        case "yes_no":
            if isinstance(value, bool):
                return value
        case "list":
            if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
                return _parts(value)
        case _:
            if value is None:
                return None
            whole = isinstance(value, int) or (isinstance(value, float) and value == value and column.type == "real")
            if whole and not isinstance(value, bool):
                return _amount(table, column, value)
    raise _trouble(table, column, value, Message("a value of type {type}", type=column.type))


def _text(table: str, column: Column, value: str) -> str:
    text = clean(value)
    if len(text) > LONGEST_TEXT:
        raise Trouble(
            Message("The text has {n} characters; {most} fit.", n=len(text), most=LONGEST_TEXT),
            do=Message("Divide it into several notes, or attach it as a document."),
        )
    allowed = limits(table, column.field).get("allowed", ()) if not column.side else ()
    if column.role == "consent":
        allowed = TIERS
    if text and allowed and text not in allowed:
        raise _trouble(table, column, value, Message("one of: {words}", words=list(allowed)))
    if text and not column.side:
        _formed(table, column, text)
    return text


def _parts(value: Sequence[str]) -> tuple[str, ...]:
    parts = tuple(clean(part) for part in value)
    longest = max((len(part) for part in parts), default=0)
    if len(parts) > MOST_PARTS or longest > LONGEST_PART:
        raise Trouble(
            Message(
                "The list has {n} parts, the longest of {characters} characters; {most} parts of {longest} fit.",
                n=len(parts), characters=longest, most=MOST_PARTS, longest=LONGEST_PART,
            ),
            do=Message("Write it as a text, or attach it as a document."),
        )  # fmt: skip
    return parts


def _formed(table: str, column: Column, text: str) -> None:
    """Dates and times are written one way, so that they can be sorted and reckoned with."""
    form = limits(table, column.field).get("form")
    try:
        if form == "day":
            date.fromisoformat(text)
        elif form == "moment":
            (datetime if "T" in text else time).fromisoformat(text)
    except ValueError:
        example = "2026-05-14" if form == "day" else "09:45"
        raise _trouble(table, column, text, Message("a date or time such as {example}", example=example)) from None


def _amount(table: str, column: Column, value: float) -> float:
    limit = limits(table, column.field)
    low, high = limit.get("low"), limit.get("high")
    if (low is not None and value < low) or (high is not None and value > high):
        raise _trouble(table, column, value, Message("a number from {low} to {high}", low=low, high=high))
    return float(value) if column.type == "real" else int(value)


def _trouble(table: str, column: Column, value: object, wanted: Message) -> Trouble:
    shown = number(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)[:80]
    return Trouble(
        Message(
            "{value} does not fit the field {field} of {kind}.",
            value=f"“{shown}”",
            field=column.name,
            kind=KINDS[table].term(),
        ),
        do=Message("It takes {wanted}.", wanted=wanted),
    )
