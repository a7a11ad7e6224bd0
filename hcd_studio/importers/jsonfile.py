"""JSON from outside: strict, limited, and asked for its shape without ever trusting it."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from hcd_studio.importers.found import CannotRead
from hcd_studio.speech import Message


def parse(text: str, name: str) -> Any:
    """The value that a JSON text stands for; NaN and Infinity are not JSON."""
    try:
        return json.loads(text.lstrip("\ufeff"), parse_constant=_refuse)
    except RecursionError:
        what = Message("{name} is nested too deeply to be a board.", name=name)
    except json.JSONDecodeError as error:
        what = Message("{name} is not complete JSON; it has a fault in line {line}.", name=name, line=error.lineno)
    except ValueError:
        what = Message("{name} holds numbers that JSON does not know.", name=name)
    raise CannotRead(what, do=Message("Export the board again and import the new file."))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def records(value: Any, key: str = "") -> list[dict[str, Any]]:
    """The objects in a list, or in the list under a key; everything else is passed over."""
    if key:
        value = value.get(key) if isinstance(value, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def inner(value: Any, key: str) -> dict[str, Any]:
    """The object under a key, empty when there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def words(value: Any, *keys: str) -> str:
    """The first text or number that stands under one of the keys."""
    for key in keys:
        found = value.get(key) if isinstance(value, dict) else None
        if isinstance(found, str) and found.strip():
            return found
        if isinstance(found, int | float) and not isinstance(found, bool):
            return str(found)
    return ""


def number(value: Any, key: str, otherwise: float = math.nan) -> float:
    """A finite number under a key."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, int | float) and not isinstance(found, bool):
        try:
            return float(found) if math.isfinite(found) else otherwise
        except OverflowError:
            return otherwise
    return otherwise
