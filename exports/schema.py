"""The JSON Schema of the data that the studio writes, made from the records themselves: `python -m exports.schema` writes it.

It is published in `resources/schema`; a test holds it in step with the records.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from hcd_studio.bilingual import STATES
from hcd_studio.columns import Column, columns
from hcd_studio.fields import NOTE_KINDS, TIERS
from hcd_studio.records import KINDS
from hcd_studio.words import field_words
from resources import path

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAME = "hcd-data-1.schema.json"
FORMAT, VERSION = "hcd-data", 1

TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "yes_no": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "string"}},
    "integer": {"type": ["integer", "null"]},
    "real": {"type": ["number", "null"]},
}


def schema() -> dict[str, Any]:
    """The schema as one object."""
    return {
        "$schema": DRAFT,
        "$id": f"urn:hcd-studio:{NAME.removesuffix('.schema.json')}",
        "title": "HCD Studio: the data of a workshop",
        "description": "Everything that an audience may see of one workshop, by kind of record. Texts stand in English "
        "(…_en) and Welsh (…_cy). Fields are only ever added, so readers must pass over what they do not know.",
        "type": "object",
        "required": ["format", "version", "audience", "records"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "audience": {"enum": list(TIERS), "description": "Who may read this file."},
            "records": {
                "type": "object",
                "properties": {kind: {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}} for kind in KINDS},
            },
        },
        "$defs": {"id": {"type": "string", "pattern": "^([0-9a-f]{32})?$"}, **{kind: _kind(kind) for kind in KINDS}},
    }


def _kind(table: str) -> dict[str, Any]:
    kind = KINDS[table]
    said = (kind.__doc__ or "").strip().splitlines()[0]
    properties = {name: _column(table, column) for name, column in columns(table).items()}
    return {
        "title": f"{kind.english} · {kind.welsh}",
        "description": said,
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"$ref": "#/$defs/id"}, **properties},
    }


def _column(table: str, column: Column) -> dict[str, Any]:
    found = dict(TYPES[column.type])
    metadata = next(dict(one.metadata) for one in fields(KINDS[table]) if one.name == column.field)
    if column.role == "ref":
        found = {"$ref": "#/$defs/id"}
    elif column.side == "state":
        found["enum"] = list(STATES)
    elif column.type == "text" and column.role == "consent":
        found["enum"] = ["", *TIERS]
    elif column.type in ("integer", "real"):
        limits = {"minimum": metadata.get("low"), "maximum": metadata.get("high")}
        found |= {name: value for name, value in limits.items() if value is not None}
    title = field_words(table, column.field)
    found["description"] = f"{title.say('en')} · {title.say('cy')}{_beside(table, column, metadata)}"
    return found


def _beside(table: str, column: Column, metadata: dict[str, Any]) -> str:
    """Words that a newer version may add to are told, not enforced."""
    allowed = metadata.get("allowed") or (NOTE_KINDS if (table, column.field) == ("note", "kind") else ())
    if column.side or not allowed:
        kinds = metadata.get("kinds") if column.role == "ref" else ()
        return f" (id: {', '.join(kinds)})" if kinds else ""
    return f" ({', '.join(allowed)})"


def text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    place = path("schema", NAME)
    place.write_text(text(), encoding="utf-8", newline="\n")
    print(place)
