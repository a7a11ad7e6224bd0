"""`import … --as requirements`: requirements from ReqIF, Excel or CSV, as one change, or only said with --dry-run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hcd_studio.importers.clauses import FoundClauses
from hcd_studio.importers.requirements import mapping_of, read_requirements
from hcd_studio.session import Session
from hcd_studio.speech import Language, Message
from hcd_studio.verbs.returning import import_requirements
from ui.commands.printing import print_json


def bring_requirements(options: argparse.Namespace, language: Language) -> int:
    """Read the source; with --dry-run say what would come in, else bring it in."""
    found = read_requirements(Path(options.source), mapping_of(options.map), options.spoken)
    if options.dry_run:
        with Session.open(options.file, read_only=True):
            pass  # a dry run on a file that could not take them would promise too much
        _told(found, None, options, language)
        return 0
    with Session.open(options.file) as session:
        made = import_requirements(session, found)
        _told(found, len(made), options, language)
    return 0


def _told(found: FoundClauses, imported: int | None, options: argparse.Namespace, language: Language) -> None:
    if options.json:
        print_json(
            {
                "source": found.source, "reader": found.how, "requirements": len(found.requirements),
                "needs": len(found.needs), "links": len(found.links), "headings": found.headings, "empty": found.empty,
                "used": found.used, "unused": list(found.unused), "imported": imported,
                "warnings": [one.say(language) for one in found.warnings], "summary": found.summary().say(language),
                "preview": [
                    {"ref": one.ref, "en": one.statement.en, "cy": one.statement.cy, **dict(one.lists)}
                    for one in (found.requirements if imported is None else ())
                ],
            }
        )  # fmt: skip
        return
    print(found.summary().say(language))
    for name, column in found.used.items():
        print(f"  {name} = {column}")
    if found.unused:
        print(Message("Not used: {columns}.", columns=list(found.unused)).say(language))
    for warning in found.warnings:
        print(warning.say(language), file=sys.stderr)
    if imported is None:
        for one in found.requirements[:5]:
            print(f"  {one.ref} {' '.join(one.statement.both().split())[:100]}")
