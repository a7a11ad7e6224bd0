"""`spell`: the unknown words of a session, by record and field; or words that are added to this machine's own."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from hcd_studio.columns import columns, flat
from hcd_studio.records import KINDS, Record
from hcd_studio.session import Session
from hcd_studio.speech import Language
from hcd_studio.spelling import Speller
from ui.commands.printing import print_json


def spell(options: argparse.Namespace, language: Language) -> int:
    """Print the words that no dictionary knows; with --add, know them from now on."""
    speller = Speller()
    for trouble in speller.load():
        print(trouble.say(language), file=sys.stderr)
    for word in options.add:
        speller.add(word)
    with Session.open(options.file, read_only=True) as session:
        found = [row for kind in KINDS.values() for record in session.all(kind) for row in _rows(speller, record)]
    if options.json:
        print_json(found)
        return 0
    for row in found:
        print(f"{row['kind']} {row['ref'] or row['id']}\t{row['field']}\t{', '.join(row['words'])}")
    return 0


def _rows(speller: Speller, record: Record) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name, value in flat(record).items():
        column = columns(record.table)[name]
        if column.role not in ("words", "speech") or (not column.side and column.role == "words") or not value:
            continue
        spoken = str(getattr(record, "language", "") or "")
        other = {"cy": "en", "en": "cy"}.get(spoken, "")
        words = speller.wrong(str(value), column.side or (other if name == "translation" else spoken))
        if words:
            ref = getattr(record, "ref", "")
            rows.append({"kind": record.table, "id": record.id, "ref": ref, "field": name, "words": words})
    return rows
