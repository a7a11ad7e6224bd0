"""Records as JSON: clipboard, template, pattern, sample and import are one thing, used as one change.

A bundle's ids are its own; use gives new ones. References between its records follow, references out of it are dropped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.columns import columns, flat, from_flat
from hcd_studio.draft import Draft, key_id
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Link, Provenance, Record, Workshop
from hcd_studio.snapshot import in_order
from hcd_studio.speech import Message, Trouble

FORMAT = "hcd-bundle"
VERSION = 1
MOST_RECORDS = 200_000
EXTRA = ("what", "service", "contact", "evidence", "based_on")
"""What a pattern says of itself beyond any bundle: what it holds, of which service, whom to ask, on what it rests, what it improves."""
LONGEST_EXTRA = 2000


@dataclass(frozen=True)
class Bundle:
    """Records by kind as column name → value, in order, and what a person should know of them."""

    records: Mapping[str, Sequence[Mapping[str, Any]]]
    name: str = ""
    title: Words = Words()
    about: Words = Words()
    licence: str = ""
    council: str = ""
    version: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def count(self) -> int:
        """How many records it holds."""
        return sum(len(found) for found in self.records.values())


def bundle_of(records: Iterable[Record], **about: Any) -> Bundle:
    """A bundle of these records, in order, without what belongs to a place or a session (ranks, citations)."""
    kinds: dict[str, list[Mapping[str, Any]]] = {}
    for record in in_order(records):
        known = columns(record.table)
        values = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in flat(record).items()
            if value != known[name].default and known[name].role not in ("rank", "citation")
        }
        kinds.setdefault(record.table, []).append({"id": record.id, **values})
    return Bundle({kind: kinds[kind] for kind in KINDS if kind in kinds}, **about)


def to_json(bundle: Bundle) -> str:
    """The bundle as JSON text, one record a line, so that differences read well."""
    head = {
        "format": FORMAT, "version": VERSION, "name": bundle.name,
        "title": _pair(bundle.title), "about": _pair(bundle.about), "licence": bundle.licence,
    }  # fmt: skip
    rest = {"council": bundle.council, "pattern_version": bundle.version, **bundle.extra}
    head.update({key: value for key, value in rest.items() if value})
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in head.items()]
    kinds = []
    for kind, records in bundle.records.items():
        body = ",\n".join(f"   {json.dumps(record, ensure_ascii=False)}" for record in records)
        kinds.append(f'  "{kind}": [\n{body}\n  ]')
    return "{\n" + "\n".join(lines) + '\n "records": {\n' + ",\n".join(kinds) + "\n }\n}\n"


def digest_of(bundle: Bundle) -> str:
    """The hash of everything that a bundle says, by which a version of a pattern is known."""
    return hashlib.sha256(to_json(bundle).encode()).hexdigest()


def from_json(text: str, source: str = "") -> Bundle:
    """A bundle from JSON text; whatever is not one is refused with one sentence."""
    try:
        found = json.loads(text)
        if found["format"] != FORMAT or not isinstance(found["records"], dict):
            raise KeyError
        if found.get("version", 1) > VERSION:
            raise Trouble(Message("{source} was made by a newer version of HCD Studio.", source=source))
        records = {
            kind: [_record(kind, one) for one in rows] for kind, rows in found["records"].items() if kind in KINDS
        }
        if sum(len(rows) for rows in records.values()) > MOST_RECORDS:
            raise KeyError
        return Bundle(
            records,
            str(found.get("name", "")),
            _words(found.get("title")),
            _words(found.get("about")),
            str(found.get("licence", "")),
            str(found.get("council", "")),
            str(found.get("pattern_version", "")),
            {key: found[key][:LONGEST_EXTRA] for key in EXTRA if isinstance(found.get(key), str)},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Trouble(Message("{source} is not a bundle of HCD Studio.", source=source or "JSON")) from None


def read_bundle(path: Path) -> Bundle:
    """A bundle from a file."""
    try:
        return from_json(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        raise Trouble(Message("{file} cannot be read.", file=path.name)) from None


def use(
    draft: Draft,
    bundle: Bundle,
    *,
    kind: str = "template",
    ids: dict[str, Id] | None = None,
    only: Iterable[str] | None = None,
) -> dict[str, Id]:
    """Put a bundle's records into the workshop; returns its ids → the new ones.

    `ids` of an earlier use lets later bundles refer to what earlier ones brought. The bundle's workshop record, if any,
    describes this workshop; `only` limits the kinds.
    """
    given = ids if ids is not None else {}
    wanted = set(only) if only is not None else set(KINDS)
    provenance = _provenance(draft, bundle, kind)
    rows = [(table, row) for table in _order() if table in wanted for row in bundle.records.get(table, ())]
    for table, row in rows:
        local = str(row.get("id", ""))
        if local not in given or draft.session.find(given[local]) is None:
            given[local] = draft.session.workshop.id if table == Workshop.table else new_id(draft, table, row, given)
    for table, row in rows:
        values = referring(table, row, given)
        id = given[str(row.get("id", ""))]
        known = draft.session.records[table].get(id)
        if known is not None:
            draft.patch(known, {name: value for name, value in values.items() if name not in ("origin", "provenance")})
        else:
            lifted = {"lifted": str(row.get("id", ""))} if kind == "pattern" else {}
            draft.add(from_flat(table, id, {**values, "provenance": provenance, **lifted}))
    return given


def new_id(draft: Draft, table: str, row: Mapping[str, Any], given: Mapping[str, Id]) -> Id:
    """An id of its own, or the one that follows from the record's key as it reads here."""
    key = KINDS[table].key
    values = referring(table, row, given)
    parts = [values.get(name, columns(table)[name].default) for name in key]
    return key_id(draft.session.store.session, table, parts) if key and all(parts) else draft.session.clock.id()


@cache
def _order() -> tuple[str, ...]:
    """Links last: they are confirmed on parents that must stand already."""
    return (*(kind for kind in KINDS if kind not in (Link.table, Provenance.table)), Link.table)


def _provenance(draft: Draft, bundle: Bundle, kind: str) -> Id:
    if not bundle.name:
        return ""
    made = draft.add(
        Provenance(
            title=bundle.title,
            kind=kind,
            source=bundle.name,
            licence=bundle.licence,
            council=bundle.council,
            version=bundle.version,
            digest=digest_of(bundle) if kind == "pattern" else "",
            contact=str(bundle.extra.get("contact", "")),
        )
    )
    return made.id


def referring(table: str, row: Mapping[str, Any], ids: Mapping[str, Id]) -> dict[str, Any]:
    """A row's values with its references as they read in the workshop; those that lead out of the bundle are dropped."""
    known = columns(table)
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name not in known or name == "provenance":
            continue
        if known[name].role == "ref":
            value = ids.get(str(value), "")
        found[name] = tuple(value) if isinstance(value, list) else value
    return found


def _record(kind: str, row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise TypeError
    known = columns(kind)
    return {name: value for name, value in row.items() if name == "id" or name in known}


def _pair(words: Words) -> dict[str, str]:
    return {"en": words.en, "cy": words.cy}


def _words(found: Any) -> Words:
    return Words(str(found.get("en", "")), str(found.get("cy", ""))) if isinstance(found, dict) else Words()
