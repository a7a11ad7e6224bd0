"""`export`: documents for people outside the session."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hcd_studio.session import Session
from hcd_studio.speech import Language, Message, Trouble
from ui.commands.printing import print_json

if TYPE_CHECKING:
    from exports.map_export import MapLanguage

MAP_FORMATS = ("pdf", "svg", "png", "html")
DATA_FORMATS = ("json", "csv")


def export(options: argparse.Namespace, language: Language) -> int:
    """Write a map or the data; every file is written whole, read again and checked before it gets its name."""
    with Session.open(options.file, read_only=True) as session:
        snapshot = session.snapshot()
        first = (session.workshop.languages or (language,))[0]
    wanted: MapLanguage = options.language or ("cy" if first == "cy" else "en")
    formats = _formats(options)
    if options.what == "data":
        from exports.data import write_data

        files = write_data(snapshot, options.to, formats=formats, audience=options.audience)
        return _told(files, [], options, language)
    from exports.map_export import write_map

    written = write_map(
        snapshot,
        options.to,
        formats=formats,
        language=wanted,
        audience=options.audience,
        paper=options.paper,
        tiles=options.tiles,
        chapters=options.chapters,
        monochrome=options.monochrome,
        made=datetime.date.today(),
    )
    return _told(list(written.files), list(written.warnings), options, language)


def _formats(options: argparse.Namespace) -> tuple[str, ...]:
    known = MAP_FORMATS if options.what == "map" else DATA_FORMATS
    ending = options.to.suffix.lstrip(".").lower()
    asked = options.format or (ending if ending in known else ",".join(known[:1] if options.what == "map" else known))
    found = tuple(part.strip().lower() for part in asked.split(",") if part.strip())
    unknown = [part for part in found if part not in known]
    if unknown or not found:
        raise Trouble(
            Message("A {what} cannot be written as {formats}.", what=options.what, formats=unknown),
            safe=Message("Nothing was written."),
            do=Message("Choose from: {formats}.", formats=list(known)),
        )
    return found


def _told(files: list[Path], warnings: list[Message], options: argparse.Namespace, language: Language) -> int:
    if options.json:
        print_json({"files": [str(file) for file in files], "warnings": [one.say(language) for one in warnings]})
    else:
        for file in files:
            print(file)
        for warning in warnings:
            print(warning.say(language), file=sys.stderr)
    return 0
