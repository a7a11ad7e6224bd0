"""`export`: documents for people outside the session."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exports import chosen, write, writers
from exports.options import DocumentLanguage, House, Options
from exports.without_welsh import read_reason
from exports.writing import Written
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Language
from ui.commands.printing import print_json


def export(options: argparse.Namespace, language: Language) -> int:
    """Write a document; every file is written whole, read again and checked before it gets its name."""
    formats = _formats(options)
    with Session.open(options.file, read_only=True) as session:
        snapshot = session.snapshot()
        first = (session.workshop.languages or (language,))[0]
    wanted: DocumentLanguage = options.language or ("cy" if first == "cy" else "en")
    how = Options(
        language=wanted,
        audience=options.audience,
        paper=options.paper,
        tiles=options.tiles,
        chapters=options.chapters,
        monochrome=options.monochrome,
        sections=tuple(part.strip() for part in options.sections.split(",") if part.strip()),
        house=House(name=options.name, colour=options.colour, logo=options.logo),
        without_welsh=read_reason(options.reason_without_welsh),
        others=tuple(_snapshot(other) for other in options.others),
    )
    return _told(write(snapshot, options.to, options.what, formats, how), options, language)


def _snapshot(file: Path) -> Snapshot:
    """Another council's session as it stands; its file is only read."""
    with Session.open(file, read_only=True) as session:
        return session.snapshot()


def _formats(options: argparse.Namespace) -> tuple[str, ...]:
    """The formats asked for, or that of the file's ending, or the usual ones."""
    known = writers(options.what)
    alike = [one for one in known if one.suffix == options.to.suffix.lower()]
    ending = [one.format for one in alike if one.usual] or [one.format for one in alike]
    asked = [part.strip().lower() for part in options.format.split(",") if part.strip()]
    found = asked or ending or [one.format for one in known if one.usual]
    return tuple(one.format for one in chosen(options.what, found))


def _told(written: Written, options: argparse.Namespace, language: Language) -> int:
    files: tuple[Path, ...] = written.files
    if options.json:
        warnings = [one.say(language) for one in written.warnings]
        print_json({"files": [str(file) for file in files], "warnings": warnings})
    else:
        for file in files:
            print(file)
        for warning in written.warnings:
            print(warning.say(language), file=sys.stderr)
    return 0
