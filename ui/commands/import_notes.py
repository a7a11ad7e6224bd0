"""`import`: notes from somebody else's file, as one change, or only said with --dry-run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from hcd_studio import home
from hcd_studio.importers import presets
from hcd_studio.importers.detect import read, read_text
from hcd_studio.importers.found import Found, Mapping
from hcd_studio.records import Lane, Step
from hcd_studio.session import Session
from hcd_studio.speech import Language, Message, Trouble
from hcd_studio.verbs.bring import import_notes
from ui.commands.printing import print_json
from ui.commands.values import record_of


def bring_in(options: argparse.Namespace, language: Language) -> int:
    """Read the source; with --dry-run say what would come in, else bring it in."""
    if options.kind == "responses":
        from ui.commands.responses import bring_answers

        return bring_answers(options, language)
    if options.kind == "requirements":
        from ui.commands.requirements import bring_requirements

        return bring_requirements(options, language)
    found = _read(options)
    if options.dry_run:
        with Session.open(options.file, read_only=True):
            pass  # a dry run on a file that could not take the notes would promise too much
        _say(found, None, options, language)
        return 0
    with Session.open(options.file) as session:
        step = record_of(session, Step, options.step) if options.step else None
        lane = record_of(session, Lane, options.lane) if options.lane else None
        made = import_notes(
            session,
            found,
            place=options.place,
            step=step,
            lane=lane,
            kind=options.kind_of_note,
        )
        _say(found, len(made), options, language)
    if options.remember:
        presets.remember(home.folder("presets"), found.columns, found.mapping, options.remember)
    return 0


def _read(options: argparse.Namespace) -> Found:
    if options.source == "-":
        return read_text(sys.stdin.read())
    mapping = Mapping.parse(options.map) if options.map else _preset(options.preset)
    found = _read_file(options, mapping)
    remembered = presets.recall(home.folder("presets"), found.columns) if mapping is None and found.columns else None
    return found if remembered is None else _read_file(options, remembered)


def _read_file(options: argparse.Namespace, mapping: Mapping | None) -> Found:
    return read(
        Path(options.source),
        how=options.reader,
        mapping=mapping,
        keep_personal=options.keep_personal,
        mend=options.mend,
    )


def _preset(name: str) -> Mapping | None:
    if not name:
        return None
    known = dict(presets.known(home.folder("presets")))
    if name not in known:
        raise Trouble(
            Message("There is no mapping called {name}.", name=name),
            do=Message("Known are: {names}.", names=list(known)),
        )
    return known[name]


def _say(found: Found, imported: int | None, options: argparse.Namespace, language: Language) -> None:
    if options.json:
        print_json(_as_json(found, imported, language))
        return
    print(found.summary().say(language))
    if found.unused:
        print(Message("Not used: {columns}.", columns=list(found.unused)).say(language))
    for warning in found.warnings:
        print(warning.say(language), file=sys.stderr)
    if imported is None:
        for note in found.notes[:5]:
            print(f"  {note.group + ': ' if note.group else ''}{' '.join(note.text.split())[:100]}")


def _as_json(found: Found, imported: int | None, language: Language) -> dict[str, Any]:
    return {
        "source": found.source,
        "reader": found.how,
        "encoding": found.encoding,
        "rows": found.rows,
        "notes": len(found.notes),
        "empty": found.empty,
        "dropped": list(found.dropped),
        "groups": list(found.groups),
        "personal": {kind: found.with_personal(kind) for kind in ("e-mail", "phone", "postcode", "NI number", "name")},
        "warnings": [warning.say(language) for warning in found.warnings],
        "summary": found.summary().say(language),
        "unused": list(found.unused),
        "imported": imported,
        "preview": [
            {"text": note.text, "kind": note.kind, "group": note.group, "where": note.where, "language": note.language}
            for note in (found.notes if imported is None else ())
        ],
    }
