"""How the command prints: records as plain values, tables as lines."""

from __future__ import annotations

import json
from typing import Any

from hcd_studio.columns import flat
from hcd_studio.records import Record


def plain(record: Record) -> dict[str, Any]:
    """A record as JSON holds it: its id and columns; lists as lists."""
    return {
        "id": record.id,
        **{name: list(value) if isinstance(value, tuple) else value for name, value in flat(record).items()},
    }


def print_json(found: Any) -> None:
    """Data as JSON on standard output."""
    print(json.dumps(found, ensure_ascii=False, indent=1))
